"""The pen: what the functions of blocks may ask of the writer that calls them.

In: inlines, ids, addresses. Out: elements. `prose`, `boxes` and `figures` write with it; the
`Writer`, which knows those functions, is a pen with a table of them.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Literal

from bulletin import document
from bulletin.languages import direction_of
from bulletin.narration.model import Cue
from bulletin.theming.theme import Strings, Theme
from bulletin.xhtml.elements import XML, Element, add_class, append, element
from bulletin.xhtml.typography import pieces

Role = Literal["opening", "figure", "wide", "full", "gallery", "inline", "cell", "poster", "card"]
"""The place of a picture, by which an edition chooses its size."""

_STYLES = {"emphasis": "em", "strong": "strong", "struck": "s"}


class Pen(ABC):
    """Writes inlines, and blocks by whoever knows them.

    `strings` are the theme's words; `cues` the times of fragments that are read aloud;
    `theme` has the icons and the charts' colours (None: those of the default theme).
    """

    heading_shift = 0
    """How many levels lower headings stand, where several articles share a page."""

    sign: Role = "inline"
    """The place of a picture in a line: a sign in a sentence, or a cell's only content."""

    photograph: Role = "inline"
    """The same of a photograph, which is a sign in no cell."""

    def __init__(
        self, strings: Strings, cues: Mapping[str, Cue] | None = None, *, theme: Theme | None = None
    ) -> None:
        self.strings = strings
        self.cues = cues or {}
        self.theme = theme
        self._notes: Mapping[str, document.Footnote] = {}
        self._unmarked: dict[str, str] = {}

    # -- blocks ----------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[document.Block]) -> list[Element]:
        """The elements of blocks, one each."""
        return [self.block(block) for block in blocks]

    @abstractmethod
    def block(self, block: document.Block) -> Element:
        """The element of one block, with its id."""

    @abstractmethod
    def media(self, media: document.Media) -> Element:
        """A film or a sound."""

    @abstractmethod
    def chart(self, chart: document.Chart) -> Element:
        """A drawn chart with its title, source and data."""

    @abstractmethod
    def chart_data(self, chart: document.Chart, table: Element) -> Element:
        """What holds a chart's data as a table."""

    @abstractmethod
    def quiz_answer(self, answer: document.QuizAnswer) -> Element | None:
        """An answer below its question."""

    @abstractmethod
    def quiz_end(self, quiz: document.Quiz) -> Element | None:
        """What stands below all questions."""

    @abstractmethod
    def code(self, address: str, name: str) -> Element | None:
        """A QR code that leads to an address; `name` is its own in the issue."""

    @abstractmethod
    def footnote_reference(self, ref: document.FootnoteReference) -> Element:
        """The mark of a footnote, in the line."""

    # -- hooks: addresses and files --------------------------------------------------------

    def href(self, target: str | document.Anchor) -> str:
        """The address of a link's target; here all articles stand on one page."""
        return target if isinstance(target, str) else f"#{target.fragment or target.article}"

    def asset(self, file: str) -> str:
        """The address of a file of the issue (a path relative to the issue's folder)."""
        return file

    def calendar_file(self, _event: document.Event) -> str:
        """The address of an event's file for calendars; "" where there is none."""
        return ""

    def external(self, link: Element) -> None:
        """Mark a link that leads out of the issue."""
        add_class(link, "external")
        link.set("rel", "noopener")

    def picture(self, picture: document.Picture, role: Role) -> Element:
        """A picture, by default the file as it is."""
        return element("img", src=self.asset(picture.file), alt=picture.alt, class_=f"as-{role}")

    def annotate(self, target: Element, kind: str, node: object) -> None:  # noqa: B027, a hook
        """Add attributes of a medium (roles, epub:type) to an element just made.

        `kind` is the node's type in lower case with hyphens ("pull-quote", "sentence",
        "footnote-reference"), or a part: "footnotes", "backlink", "table-scroll",
        "chart-svg", "icon".
        """

    # -- what the functions of blocks use ----------------------------------------------------

    def identify(self, target: Element, fragment: str) -> None:
        """Give an element its fragment id, and the times if it is read aloud."""
        if not fragment:
            return
        target.set("id", fragment)
        if cue := self.cues.get(fragment):
            target.set("data-begin", f"{cue.start:.3f}")
            target.set("data-end", f"{cue.end:.3f}")

    def footnote_of(self, ref: document.FootnoteReference) -> document.Footnote | None:
        """The footnote that a mark stands for, in the article being written."""
        return self._notes.get(ref.footnote)

    def reference_id(self, ref: document.FootnoteReference) -> str:
        """The id for this mark: only the first one of a footnote has it, others get ""."""
        return self._unmarked.pop(ref.footnote, "")

    # -- inlines ---------------------------------------------------------------------------

    def inlines(self, parent: Element, inlines: document.Inlines) -> Element:
        """Write inlines at the end of an element, and give it back."""
        before: document.Inline | None = None
        for inline in inlines:
            if all(isinstance(one, document.FootnoteReference) for one in (before, inline)):
                append(parent, _BETWEEN_MARKS)
            self.inline(parent, inline)
            before = inline
        return parent

    def inline(self, parent: Element, inline: document.Inline) -> None:
        """Write one inline at the end of an element."""
        if isinstance(inline, document.Text):
            for piece, tied in pieces(inline.text):
                append(parent, element("span", piece, class_="nb") if tied else piece)
        elif isinstance(inline, document.Phrase) and inline.language is None:
            self.inlines(parent, inline.children)
        else:
            made = self._inline(inline)
            append(parent, made)
            self.annotate(made, kind_of(inline), inline)

    def _inline(self, inline: document.Inline) -> Element:
        match inline:
            case document.InlineCode(text):
                made = element("code", text)
            case document.LineBreak():
                made = element("br")
            case document.Styled(style, children):
                made = self.inlines(element(_STYLES[style]), children)
            case document.Phrase(children, language=str(language)):
                made = self.inlines(self.language(element("span"), language), children)
            case document.Link():
                made = self._link(inline)
            case document.Picture():
                role = self.photograph if inline.is_photograph else self.sign
                made = self.picture(inline, role)
            case document.FootnoteReference():
                made = self.footnote_reference(inline)
            case document.Sentence(fragment, children):
                made = element("span", class_="s")
                self.identify(made, fragment)
                self.inlines(made, children)
            case _:
                message = f"no element for {type(inline).__name__}"
                raise TypeError(message)
        return made

    def language(self, target: Element, language: str) -> Element:
        """Say which language an element is in, for HTML and XML, and its direction."""
        target.set("lang", language)
        target.set(f"{{{XML}}}lang", language)
        if direction_of(language) == "rtl":
            target.set("dir", "rtl")
        return target

    def _link(self, link: document.Link) -> Element:
        made = element("a", href=self.href(link.target))
        match link.children:
            case (document.Text(text),) if _is_address(text, link.target):
                breakable(made, text)
            case _:
                self.inlines(made, link.children)
        if isinstance(link.target, str):
            self.external(made)
        return made


_BETWEEN_MARKS = "\u202f"
"""What parts the marks of two notes, for 1 and 2 are not 12: a narrow space that breaks no line."""
_ADDRESS = re.compile(r"https?://|www\.")
_LONGEST_WHOLE = 24
"""Letters for which the narrowest column has room: a mail address or site of so many stays whole."""
_BREAKS = re.compile(r"(?<=[/?&=#._~+%-])(?=[^/])")
"""Where a line may end in an address: after its signs, as the Chicago manual has it."""


def _is_address(text: str, target: str | document.Anchor) -> bool:
    """Whether a link's words are an address: of a page, or a long one that leads there, as of mail."""
    words = text.replace("\u2060", "")
    own = len(words) > _LONGEST_WHOLE and isinstance(target, str) and target.endswith(words)
    return own or bool(_ADDRESS.match(text))


def breakable(parent: Element, address: str, room: int = _LONGEST_WHOLE) -> None:
    """Write an address that readers see; one of more letters than there is `room` for may break."""
    words = address.replace("\u2060", "")
    first, *others = _BREAKS.split(words) if len(words) > room else [words]
    append(parent, first)
    for piece in others:
        append(parent, element("wbr"), piece)


def kind_of(node: object) -> str:
    """The name of a node's type in lower case with hyphens: "pull-quote"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(node).__name__).lower()
