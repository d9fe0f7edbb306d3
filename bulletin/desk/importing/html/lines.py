"""Lines of text in HTML: elements that stand in a paragraph.

In: elements. Out: inlines of `tree`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from bulletin.desk.importing import tree
from bulletin.desk.importing.elements import whole_number
from bulletin.desk.importing.html.hidden import UNSEEN
from bulletin.desk.importing.html.notes import HtmlNotes
from bulletin.desk.importing.remarks import DELETED, INSERTED, UNDERLINED, Remarks, excerpt
from bulletin.formats.element_text import Element, words_within
from bulletin.messages import tr

_MARKS: dict[str, tree.MarkKind] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis",
    "var": "emphasis", "dfn": "emphasis", "s": "struck", "strike": "struck", "del": "struck",
    "sup": "above", "sub": "below", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
MARKS = frozenset([*_MARKS, "a", "br", "img", "image", "input", "q"])
"""Elements that become something in a line by what they are called."""
_STYLES: tuple[tuple[re.Pattern[str], tree.MarkKind], ...] = (
    (re.compile(r"font-weight\s*:\s*(bold|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*(italic|oblique)"), "emphasis"),
    (re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through"), "struck"),
    (re.compile(r"vertical-align\s*:\s*super"), "above"),
    (re.compile(r"vertical-align\s*:\s*sub"), "below"),
)
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LATER = ("data-src", "data-original", "data-lazy-src", "data-lazy")
"""Where pages keep the address of a picture until a reader comes near."""
_TAB = re.compile(r"mso-tab-count\s*:|white-space\s*:\s*pre")
"""How Word and browsers keep a tab, which HTML knows not."""
_SPACE = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*|[ \t\r\f\v]+")
_TRACKED = {"ins": INSERTED, "del": DELETED}
_UNDERLINED = {"u", "ins"}
_LOOKS = {"font", "big", "small", "mark", "blink"}


def _is_tab(element: Element, style: str) -> bool:
    """Whether an element holds nothing but a tab, or the spaces that stand for one."""
    text = element.text or ""
    if len(element) or text.strip() or not _TAB.search(style):
        return False
    return "\t" in text or "mso-tab-count" in style


class LineReader:
    """Reads inline elements; `note` reads the text of a footnote."""

    def __init__(
        self, notes: HtmlNotes, note: Callable[[Element], tree.Texts], remarks: Remarks
    ) -> None:
        self._notes = notes
        self._note = note
        self._remarks = remarks

    def text(self, text: str | None) -> Iterator[tree.ImportedInline]:
        """Text between elements; ends of its lines are kept until it is known what they mean."""
        if text:
            yield tree.TextRun(_SPACE.sub(lambda m: "\n" if "\n" in m[0] else " ", text))

    def line_of(self, element: Element) -> int:
        """The line of the file in which an element stands; 0 when it is not known."""
        for one in (element, *element.iterancestors()):
            if isinstance(one.tag, str) and (line := whole_number(one.get("data-line"), 0)):
                return line
        return 0

    def place(self, element: Element) -> str | int:
        """Where an element stands, for a remark."""
        line = element.sourceline
        return self.line_of(element) or (line if isinstance(line, int) else 0)

    def inner(self, element: Element) -> tree.ImportedLine:
        """The inlines in an element."""
        made: list[tree.ImportedInline] = list(self.text(element.text))
        for child in element:
            if isinstance(child.tag, str):
                made += self.inline(child)
            made += self.text(child.tail)
        return tuple(made)

    def inline(self, element: Element) -> tree.ImportedLine:
        """The inlines of an element."""
        tag = str(element.tag).lower()
        if element in self._notes.backs:
            return ()
        if note := self._note_in(element, tag):
            return (note,)
        read = self._ELEMENTS.get(tag)
        return read(self, element) if read else self._marked(element, tag)

    def _note_in(self, element: Element, tag: str) -> tree.NoteMark | None:
        """The footnote that a link (or a raised link) leads to."""
        link = element
        if tag in {"sup", "span"} and not (element.text or "").strip() and len(element) == 1:
            link = element[0]
            if link.tag in {"sup", "span"} and len(link) == 1:
                link = link[0]
        note = self._notes.by_link.get(link)
        return tree.NoteMark(self._note(note)) if note is not None else None

    def _marked(self, element: Element, tag: str) -> tree.ImportedLine:
        children = self.inner(element)
        style = (element.get("style") or "").lower()
        if "mso-list:ignore" in style.replace(" ", ""):
            return (tree.TextRun(f"{_list_sign(children)} "),)
        if _is_tab(element, style):
            return (tree.TextRun(tree.TAB),)
        if tag == "span" and (attributes := _phrase(element)):
            return (tree.Mark("phrase", children, attributes),)
        if tag in _TRACKED and element.get("datetime"):
            words = words_within(element)
            self._remarks.changed(_TRACKED[tag], excerpt(words))
            return children if tag == "ins" else ()
        self._remark_on_looks(element, tag)
        for kind in _kinds_of(tag, style):
            children = (tree.Mark(kind, children),)
        return children

    def _remark_on_looks(self, element: Element, tag: str) -> None:
        if tag in _UNDERLINED:
            self._remarks.changed(UNDERLINED, self.place(element))
        elif tag in _LOOKS:
            said = tr("Colours, sizes and the like of words were left out")
            self._remarks.changed(said, self.place(element))

    def _image(self, element: Element) -> tree.ImportedLine:
        shown = (element.get("src") or element.get(_XLINK) or "").strip()
        later = next((at for name in _LATER if (at := (element.get(name) or "").strip())), "")
        # What is to be loaded later has a picture of one pixel in its place, or none.
        source = later if later and (not shown or shown.startswith("data:")) else shown
        if not source:
            return ()
        alt = element.get("alt")
        title = " ".join((element.get("title") or "").split())
        caption = (tree.TextRun(title),) if title and title != alt else ()
        decorative = alt == "" and element.get("role") in {"presentation", "none"}
        return (tree.Image(source, " ".join((alt or "").split()), caption, decorative),)

    def _link(self, element: Element) -> tree.ImportedLine:
        children = self.inner(element)
        target = (element.get("href") or "").strip()
        if not target:
            return children
        images = tuple(i for i in children if isinstance(i, tree.Image))
        words = tuple(i for i in children if not isinstance(i, tree.Image))
        if images and not any(isinstance(i, tree.TextRun) and i.text.strip() for i in words):
            return images  # a picture that leads to itself, or to its page
        if target.startswith("#") and not re.search(r"\w", tree.plain(words)) and not images:
            return ()  # ¶ or # behind a heading, which leads to itself
        return (*images, tree.LinkTo(target, words))

    def _break(self, _element: Element) -> tree.ImportedLine:
        return (tree.Newline(),)

    def _quotation(self, element: Element) -> tree.ImportedLine:
        return (tree.TextRun("“"), *self.inner(element), tree.TextRun("”"))

    def _nothing(self, _element: Element) -> tree.ImportedLine:
        return ()

    def _box_to_tick(self, element: Element) -> tree.ImportedLine:
        if element.get("type") not in {"checkbox", "radio"}:
            return ()
        return (tree.TextRun("☑ " if element.get("checked") is not None else "☐ "),)

    _ELEMENTS: ClassVar[dict[str, Callable[[LineReader, Element], tree.ImportedLine]]] = {
        "br": _break,
        "img": _image,
        "image": _image,
        "a": _link,
        "q": _quotation,
        "input": _box_to_tick,
        **dict.fromkeys((*UNSEEN, "title"), _nothing),
    }


def _list_sign(children: tree.ImportedLine) -> str:
    """The number or bullet that Word writes in front of a paragraph, a bullet for its symbols."""
    sign = (
        "".join(c.text for c in children if isinstance(c, tree.TextRun))
        .replace("\u00a0", " ")
        .strip()
    )
    return sign if re.match(r"\(?[0-9A-Za-zĐđ]{1,6}[.)]", sign) else "•"


def _kinds_of(tag: str, style: str) -> list[tree.MarkKind]:
    """The marks that an element's name and style ask for, innermost first."""
    if tag in {"b", "strong"} and re.search(r"font-weight\s*:\s*(normal|400)", style):
        return []  # Google Docs wraps all of its text in such an element
    kinds = [_MARKS[tag]] if tag in _MARKS else []
    return kinds + [
        kind for pattern, kind in _STYLES if pattern.search(style) and kind not in kinds
    ]


def _phrase(element: Element) -> str:
    """What our Markdown says of a phrase in braces."""
    parts = []
    for key in ("say", "lang"):
        if value := element.get(key):
            written = value.replace("\\", "\\\\").replace('"', '\\"')
            parts.append(f'{key}="{written}"' if key == "say" else f"lang={written}")
    if "silent" in (element.get("class") or "").split():
        parts.append(".silent")
    own = element.get("say") or "silent" in (element.get("class") or "").split()
    return " ".join(parts) if own or element.get("data-phrase") is not None else ""
