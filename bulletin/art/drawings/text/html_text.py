"""The text of simple HTML in a drawing, as lines: what Mermaid and draw.io write labels of.

In: an element of HTML and the style sheets of its drawing. Out: lines of runs, with all that their
looks and places depend on. Raises `StrangeError` for HTML that is more than lines of text.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from bulletin.art.drawings.css.colours import StrangeError
from bulletin.art.drawings.css.filling import declared
from bulletin.art.drawings.css.longhands import longhands, resolved
from bulletin.art.drawings.css.styles import Styles
from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import words
from bulletin.formats.element_text import text_within

Said = Mapping[str, str]
"""Properties of CSS and their values."""

_BLOCKS = {"div", "p", "center"}
_INLINES: Mapping[str, Said] = {
    **{name: {} for name in ("span", "font", "a")},
    **{name: {"font-weight": "bold"} for name in ("b", "strong")},
    **{name: {"font-style": "italic"} for name in ("i", "em")},
    "u": {"text-decoration": "underline"},
}
_LOOKS = words("color font-family font-size font-weight font-style letter-spacing text-decoration")
"""Properties of letters that SVG has too."""
_FLOW = {"text-align", "line-height", "white-space"}
OUTSIDE = "align-outside"
"""How the block that a line stands in is aligned itself, where it is as wide as its lines alone."""
_ATTRIBUTES = {
    "color": "color",
    "text-align": "align",
    "font-family": "face",
    "font-size": "size",
    "direction": "dir",
}
"""Attributes that say what a style may say, by the property."""
_STEPS = dict(zip("1234567", ("10px", "13px", "16px", "18px", "24px", "32px", "48px"), strict=True))
"""Sizes of letters that `<font size>` names."""
_AROUND = re.compile(
    r"(padding|margin|border)(-.*)?|text-indent|float|position|transform|opacity"
    r"|height|min-height|vertical-align|outline(-style)?"
)
"""Properties that move a box or draw around it."""
MOVED = ("margin-left", "padding-left", "margin-top", "padding-top")
"""Those of them that a label's outermost element may have."""
_OUTER = {*MOVED, "height", "min-height", "vertical-align"}
_USUAL = ("inline", "block")
"""How elements are shown that do not say it: those in a line, and blocks."""
_BLOCKY = {"block", "flex", "table", "table-cell"}
_FLEXIBLE = {"flex", "grid"}
_TABLES = {"table", "table-cell", "table-row"}
"""What stands side by side: what is in the first ones, and the second ones themselves."""
_FRAMED = re.compile(rf"background.*|(?!height)(?:{_AROUND.pattern})")
"""What a table around the one cell that is a label does not say."""
_PAINTED = {"background", "background-color", "background-image", "border-image", "box-shadow"}
_PAINTED |= {"backdrop-filter", "-webkit-backdrop-filter", "content"}
_CLEAR = re.compile(
    r"none|transparent|initial|inherit|unset|normal|rgba\(.*, ?0\)"
    r"|(0(px|em|%)?(\s+|$))+([a-z]+|#[0-9a-f]+|rgba?\([\d.,%/\s]*\))?"
)
"""Properties by which a box without words is seen, and values by which it is not."""
_LINES = re.compile(
    r"(border|outline)(-(top|right|bottom|left|block|inline)(-(start|end))?)?(-style)?"
)
_DRAWN = {"solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset", "auto"}
_NO_LINE = {"transparent", "0", "0px", "0em"}
"""Lines around a box, the styles without which there are none, and what makes none of one."""
_CHANGING = words(
    "text-transform writing-mode box-shadow text-shadow backdrop-filter -webkit-backdrop-filter"
    " background-image columns list-style direction"
)
_IDLE = re.compile(
    r"baseline|inherit|normal|(0(px|em|%)?\s*)+|none|0px none.*|auto|ltr|static|1|currentcolor|.*border-box"
)
_COLOUR = re.compile(r"(?!url|image|element|cross-fade)(?![\w-]*gradient)[\w-]+\(.*\)")
"""A colour that a function says, and no picture."""
_KEPT_BREAKS = {"pre", "pre-wrap", "pre-line", "break-spaces"}
_KEPT_SPACES = _KEPT_BREAKS - {"pre-line"}
_UNBROKEN = {"nowrap", "pre"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SIZES = re.compile(r"(1(\.0*)?em|100%|inherit)")


class HtmlRun(NamedTuple):
    """Some words of one look."""

    text: str
    looks: tuple[tuple[str, str], ...]


class Ground(NamedTuple):
    """A colour behind words; `close` where it reaches no further than they do."""

    colour: str = ""
    close: bool = False


@dataclass
class HtmlLine:
    """A line as it was written: its runs, and what holds for the block that it stands in."""

    flow: Said
    ground: Ground
    runs: list[HtmlRun] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class _Around:
    """What holds inside of an element."""

    looks: Said
    flow: Said
    ground: Ground


class HtmlText:
    """Reads one label; `box` is what its outermost element says of its own place."""

    def __init__(self, styles: Styles, custom: Said) -> None:
        self._styles = styles
        self._custom = custom
        self.box: Said = {}
        self.lines: list[HtmlLine] = []
        self.grounds: list[str] = []
        """Colours behind all of the label, the outermost first."""

    def read(self, item: Tree, flow: Said) -> None:
        """Read a label's outermost element."""
        item, self.box = self._cell(item)
        looks = {key: value for key, value in self.box.items() if key in _LOOKS}
        flow = {**flow, **{key: self.box[key] for key in _FLOW if _says(self.box, key)}}
        self._element(item, _Around(looks, flow, Ground()), outermost=True)
        for line in self.lines:
            line.runs = _collapsed(line)
        while self.lines and not self.lines[-1].runs:
            self.lines.pop()
        while self.lines and not self.lines[0].runs:
            self.lines.pop(0)

    def is_bare(self, item: Tree) -> bool:
        """Whether an element has neither words nor anything else to be seen."""
        inside = list(item.iterdescendants(etree.Element))
        names = {etree.QName(one).localname for one in inside}
        if text_within(item).strip() or not names <= {*_BLOCKS, *_INLINES, "br"}:
            return False
        return not any(_is_seen(self.said_of(one)) for one in inside)

    def _cell(self, item: Tree) -> tuple[Tree, Said]:
        """What has all of a label's words, and its place: the one cell of a table, if it is one."""
        table = self.said_of(item)
        inside = [one for one in item if isinstance(one.tag, str)]
        if table.get("display") != "table" or len(inside) != 1 or _own_words(item):
            return item, table
        cell = self.said_of(inside[0])
        framed = any(_FRAMED.fullmatch(key) or key in _CHANGING for key in table)
        if cell.get("display") != "table-cell" or framed:
            return item, table
        return inside[0], {**table, **cell}

    def said_of(self, item: Tree) -> dict[str, str]:
        """What style sheets and its own style say of an element."""
        written = list(self._styles.of(item))
        own = {one.name: one.value for one in written if one.name.startswith("--")}
        found = resolved(written, declared(own, self._custom))
        said = {made.name: made.value for one in found for made in longhands(one)}
        return {name: value for name, value in said.items() if value != "unset"}

    def _element(self, item: Tree, around: _Around, *, outermost: bool = False) -> None:
        name = etree.QName(item).localname
        said = self.said_of(item)
        if said.get("display") == "none" or said.get("visibility") == "hidden":
            return
        if name == "br":
            self._begin(around)
            return
        _refuse_boxes(name, said, _OUTER if outermost else ())
        _refuse_rows(item, said, outermost=outermost)
        for key, attribute in _ATTRIBUTES.items():
            if value := item.get(attribute):
                said.setdefault(key, _STEPS.get(value, value) if key == "font-size" else value)
        around = self._inside(name, said, around, outermost=outermost)
        display = said.get("display", _USUAL[name in _BLOCKS])
        block = display in _BLOCKY
        if block or (display == "inline-block" and not (self.lines and self.lines[-1].runs)):
            self._begin_block(around)
        self._words(item.text, around)
        for child in item:
            if isinstance(child.tag, str):
                self._element(child, around)
            self._words(child.tail, around)
        if block and self.lines and self.lines[-1].runs and not outermost:
            self._begin(around)

    def _begin_block(self, around: _Around) -> None:
        """Begin a line, if there is none that has no words yet."""
        if not self.lines or self.lines[-1].runs:
            self._begin(around)
        self.lines[-1].flow, self.lines[-1].ground = around.flow, around.ground

    def _inside(self, name: str, said: Said, around: _Around, *, outermost: bool) -> _Around:
        if any(one in said and not _IDLE.fullmatch(said[one]) for one in _CHANGING):
            raise StrangeError(name)
        looks = {**around.looks, **_INLINES.get(name, {})}
        looks |= {key: value for key, value in said.items() if key in _LOOKS}
        if _SIZES.fullmatch(said.get("font-size", "")):
            looks["font-size"] = around.looks.get("font-size", "")
        elif "font-size" in said and pixels(said["font-size"]) is None:
            raise StrangeError(said["font-size"])
        flow = {**around.flow, **{key: said[key] for key in _FLOW if _says(said, key)}}
        if said.get("display") == "inline-block" and not outermost:
            flow[OUTSIDE] = around.flow.get("text-align", "")
        if name == "center":
            flow["text-align"] = "center"
        ground = said.get("background-color", said.get("background", ""))
        if "(" in ground and not _COLOUR.fullmatch(ground):
            raise StrangeError(ground[:40])
        if outermost and ground:
            self.grounds.append(ground)
            ground = ""
        close = name in _INLINES or said.get("display") == "inline-block"
        return _Around(looks, flow, Ground(ground, close) if ground else around.ground)

    def _begin(self, around: _Around) -> None:
        self.lines.append(HtmlLine(around.flow, around.ground))

    def _words(self, text: str | None, around: _Around) -> None:
        if not text:
            return
        if not self.lines:
            self._begin(around)
        keeps = around.flow.get("white-space") in _KEPT_BREAKS and text.strip()
        looks = tuple(sorted((key, value) for key, value in around.looks.items() if value))
        for number, part in enumerate(text.split("\n") if keeps else [text]):
            if number:
                self._begin(around)
            if part.strip(" \t\r\n\f") or self.lines[-1].runs:
                if self.lines[-1].runs and part.strip() and self.lines[-1].ground != around.ground:
                    raise StrangeError(around.ground.colour)  # a ground behind some of the words
                self.lines[-1].ground = around.ground
                self.lines[-1].runs.append(HtmlRun(part, looks))


def _says(said: Said, key: str) -> bool:
    """Whether an element says another value of a property than that around it."""
    return said.get(key, "inherit") not in {"inherit", "unset"}


def _refuse_boxes(name: str, said: Said, known: Collection[str]) -> None:
    """Raise for what is set apart from the words around it, or framed, but as `known` says."""
    if name not in _BLOCKS and name not in _INLINES:
        raise StrangeError(name)
    if name == "p" and "margin" not in said:
        raise StrangeError(name)
    for key, value in said.items():
        if key not in known and _AROUND.fullmatch(key) and not _IDLE.fullmatch(value):
            raise StrangeError(key)


def _is_seen(said: Said) -> bool:
    """Whether a box is seen though it is empty: by its ground, a shadow or a line around it."""
    for key, value in said.items():
        if key in _PAINTED and not _CLEAR.fullmatch(value):
            return True
        line = {*value.split(), *said.get(key.replace("-style", "-width"), "").split()}
        if _LINES.fullmatch(key) and line & _DRAWN and not line & _NO_LINE:
            return True
    return False


def _own_words(item: Tree) -> list[str]:
    """Words of an element that stand in none inside it."""
    return [text for text in (item.text, *(one.tail for one in item)) if text and text.strip()]


def _refuse_rows(item: Tree, said: Said, *, outermost: bool) -> None:
    """Raise for parts that stand side by side."""
    display = said.get("display", "")
    parts = [*_own_words(item), *(one for one in item if isinstance(one.tag, str))]
    flexible = display.partition("-")[-1] in _FLEXIBLE or display in _FLEXIBLE
    if (flexible and len(parts) > 1) or (display in _TABLES and not outermost):
        raise StrangeError(display)


def _collapsed(line: HtmlLine) -> list[HtmlRun]:
    """The runs of a line with one space where there are several, and none at its ends.

    Those that are to be kept as they are stay.
    """
    if line.flow.get("white-space") in _KEPT_SPACES:
        return [run for run in line.runs if run.text]
    made: list[HtmlRun] = []
    after_space = True
    for run in line.runs:
        text = _SPACE.sub(" ", run.text)
        text = text.lstrip(" ") if after_space else text
        if text:
            made.append(run._replace(text=text))
            after_space = text.endswith(" ")
    if made:
        made[-1] = made[-1]._replace(text=made[-1].text.rstrip(" "))
    return [run for run in made if run.text]


def wraps(line: HtmlLine) -> bool:
    """Whether a line is broken where its place ends."""
    return line.flow.get("white-space") not in _UNBROKEN
