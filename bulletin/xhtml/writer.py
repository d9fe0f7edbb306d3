"""The writer: the document tree in, elements out, with hooks for what media do differently.

An edition makes a subclass and overrides the hooks that it needs. How each block looks as
elements stands in `prose`, `boxes` and `figures`, one function a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

import babel
import babel.lists

from bulletin.document import (
    Anchor,
    Article,
    Block,
    Chart,
    Code,
    Footnote,
    FootnoteReference,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Media,
    Phrase,
    Picture,
    Sentence,
    Styled,
    Text,
)
from bulletin.theme import Strings, Theme
from bulletin.xhtml import boxes, figures, prose
from bulletin.xhtml.elements import XML, Element, add_class, append, element
from bulletin.xhtml.typography import pieces

if TYPE_CHECKING:
    from bulletin.narration.model import Cue

Role = Literal["opening", "figure", "wide", "full", "gallery", "inline", "poster", "card"]
"""The place of a picture, by which an edition chooses its size."""

_STYLES = {"emphasis": "em", "strong": "strong", "struck": "s"}

_BLOCKS: Mapping[type[Block], Callable[[Any, Any], Element]] = {
    **prose.BLOCKS,
    **boxes.BLOCKS,
    **figures.BLOCKS,
}


class Writer:
    """Writes articles as elements. One writer serves any number of articles.

    `strings` are the theme's words; `cues` the times of fragments that are read aloud;
    `theme` has the icons and the charts' colours (None: those of the default theme).
    """

    heading_shift = 0
    """How many levels lower headings stand, where several articles share a page."""

    def __init__(
        self,
        strings: Strings,
        cues: Mapping[str, Cue] | None = None,
        *,
        theme: Theme | None = None,
    ) -> None:
        self.strings = strings
        self.cues = cues or {}
        self.theme = theme
        self._notes: Mapping[str, Footnote] = {}
        self._unmarked: dict[str, str] = {}

    # -- what editions call ----------------------------------------------------------------

    def article(self, article: Article) -> Element:
        """A whole article: `<article id=slug>` with header, body and footnotes."""
        self._notes = {note.id: note for note in article.footnotes}
        self._unmarked = {note.id: note.reference for note in article.footnotes}
        made = element("article", class_=f"article columns-{article.columns}")
        made.set("aria-labelledby", article.title.id)
        append(made, self.header(article), self.body(article), self.footnotes(article))
        self.identify(made, article.slug)
        self.annotate(made, "article", article)
        return made

    def blocks(self, blocks: Iterable[Block]) -> list[Element]:
        """The elements of blocks, one each."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> Element:
        """The element of one block, with its id."""
        made = _BLOCKS[type(block)](self, block)
        self.identify(made, block.id)
        self.annotate(made, kind_of(block), block)
        return made

    def inlines(self, parent: Element, inlines: Inlines) -> Element:
        """Write inlines at the end of an element, and give it back."""
        for inline in inlines:
            self.inline(parent, inline)
        return parent

    # -- hooks: the article's frame --------------------------------------------------------

    def header(self, article: Article) -> Element:
        """Section, title, lead, authors and opening picture."""
        made = element("header", class_="article-header")
        if article.section:
            append(made, element("p", article.section, class_="kicker"))
        append(made, self.block(article.title))
        if article.lead:
            lead = self.block(article.lead)
            add_class(lead, "lead")
            append(made, lead)
        if article.authors:
            names = babel.lists.format_list(list(article.authors), locale=self._locale)
            append(made, element("p", self.strings("content_byline", names=names), class_="byline"))
        if article.opening:
            append(made, figures.figure(self, article.opening, role="opening"))
        return made

    def body(self, article: Article) -> Element:
        """The article's blocks."""
        return append(element("div", class_="article-body"), *self.blocks(article.body))

    def footnotes(self, article: Article) -> Element | None:
        """The footnotes at the article's end, or None when it has none."""
        return prose.footnotes(self, article)

    def footnote_reference(self, ref: FootnoteReference) -> Element:
        """The mark of a footnote, in the line."""
        return prose.footnote_reference(self, ref)

    # -- hooks: addresses and files --------------------------------------------------------

    def href(self, target: str | Anchor) -> str:
        """The address of a link's target; here all articles stand on one page."""
        return target if isinstance(target, str) else f"#{target.fragment or target.article}"

    def asset(self, file: str) -> str:
        """The address of a file of the issue (a path relative to the issue's folder)."""
        return file

    def external(self, link: Element) -> None:
        """Mark a link that leads out of the issue."""
        add_class(link, "external")
        link.set("rel", "noopener")

    # -- hooks: what media show in their own ways --------------------------------------------

    def picture(self, picture: Picture, role: Role) -> Element:
        """A picture, by default the file as it is."""
        return element("img", src=self.asset(picture.file), alt=picture.alt, class_=f"as-{role}")

    def media(self, media: Media) -> Element:
        """A film or a sound, by default with the player of HTML."""
        return figures.media(self, media)

    def chart(self, chart: Chart) -> Element:
        """A drawn chart with its title, source and data."""
        return figures.chart(self, chart)

    def chart_data(self, _chart: Chart, table: Element) -> Element:
        """What holds a chart's data as a table; by default the reader opens it."""
        summary = element("summary", self.strings("content_chart_data"))
        return element("details", summary, table, class_="chart-data")

    def annotate(self, target: Element, kind: str, node: object) -> None:
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

    def footnote_of(self, ref: FootnoteReference) -> Footnote | None:
        """The footnote that a mark stands for, in the article being written."""
        return self._notes.get(ref.footnote)

    def reference_id(self, ref: FootnoteReference) -> str:
        """The id for this mark: only the first one of a footnote has it, others get ""."""
        return self._unmarked.pop(ref.footnote, "")

    def inline(self, parent: Element, inline: Inline) -> None:
        """Write one inline at the end of an element."""
        if isinstance(inline, Text):
            for piece, tied in pieces(inline.text):
                append(parent, element("span", piece, class_="nb") if tied else piece)
        elif isinstance(inline, Phrase) and inline.language is None:
            self.inlines(parent, inline.children)
        else:
            made = self._inline(inline)
            append(parent, made)
            self.annotate(made, kind_of(inline), inline)

    def _inline(self, inline: Inline) -> Element:
        match inline:
            case Code(text):
                made = element("code", text)
            case LineBreak():
                made = element("br")
            case Styled(style, children):
                made = self.inlines(element(_STYLES[style]), children)
            case Phrase(children, language=str(language)):
                made = self.inlines(self.language(element("span"), language), children)
            case Link():
                made = self._link(inline)
            case Picture():
                made = self.picture(inline, "inline")
            case FootnoteReference():
                made = self.footnote_reference(inline)
            case Sentence(fragment, children):
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
        try:
            direction = babel.Locale.parse(language, sep="-").text_direction
        except (babel.UnknownLocaleError, ValueError):
            return target
        if direction == "rtl":
            target.set("dir", "rtl")
        return target

    def _link(self, link: Link) -> Element:
        made = self.inlines(element("a", href=self.href(link.target)), link.children)
        if isinstance(link.target, str):
            self.external(made)
        return made

    @property
    def _locale(self) -> str:
        return self.strings.language.replace("-", "_")


def kind_of(node: object) -> str:
    """The name of a node's type in lower case with hyphens: "pull-quote"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(node).__name__).lower()
