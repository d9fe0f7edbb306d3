"""Articles as pages of a book: the shared writer with what EPUB does in its own way.

In: articles and a shelf for their files. Out: element trees with epub:type and DPUB-ARIA roles
(EPUB 3.3, section 6.1; EPUB Structural Semantics 1.1; DPUB-ARIA 1.1).
"""

from collections.abc import Mapping
from pathlib import Path

from bulletin.art.pictures import is_drawing, is_sign
from bulletin.composition import IMPRINT, OPENING, Composition
from bulletin.document import Anchor, Article, Chart, Compare, Media, Picture, QuizAnswer
from bulletin.editions.epub.resources import BookShelf
from bulletin.editions.epub.wide_tables import stack
from bulletin.xhtml import Element, Writer, append, element
from bulletin.xhtml.elements import OPS, add_class
from bulletin.xhtml.figures import media as media_with_player
from bulletin.xhtml.pen import Role

PAGES = "text"
UP = "../"
TYPE = f"{{{OPS}}}type"

_PARTS: Mapping[str, tuple[str, str | None]] = {
    OPENING: ("introduction", "doc-introduction"),
    IMPRINT: ("imprint", None),
}
"""epub:type and role of the parts that are no articles."""
_COMPARED = 30
"""Up to how many em of a screen the rows of a comparison are lists, as on the web."""


def page_path(article: Article) -> str:
    """The path of an article's page in the book."""
    return f"{PAGES}/{article.name}.xhtml"


class PageWriter(Writer):
    """Writes the articles of one book."""

    def __init__(self, composition: Composition, shelf: BookShelf) -> None:
        super().__init__(composition.theme.strings, theme=composition.theme)
        self.shelf = shelf
        self.address = composition.issue.address
        self._pages = {part.slug: page_path(part) for part in composition.parts}
        self._article = ""

    def article(self, article: Article) -> Element:
        """A whole article as a chapter."""
        self._article = article.slug
        made = super().article(article)
        made.tag = "section"
        kind, role = _PARTS.get(article.slug, ("chapter", "doc-chapter"))
        made.set(TYPE, kind)
        if role:
            made.set("role", role)
        return made

    def footnotes(self, article: Article) -> Element | None:
        """Each note is an aside that a reading system may show beside its mark."""
        if not article.footnotes:
            return None
        made = element("section", *self.blocks(article.footnotes), class_="footnotes")
        made.set("aria-label", self.strings("content_footnotes"))
        made.set(TYPE, "footnotes")
        return made

    def href(self, target: str | Anchor) -> str:
        """A place in the book is an address from page to page."""
        if isinstance(target, str):
            return target
        page = "" if target.article == self._article else self._pages[target.article]
        return f"{page.removeprefix(f'{PAGES}/')}#{target.fragment or target.article}"

    def asset(self, file: str) -> str:
        """A media file of the issue, taken into the book."""
        return UP + self.shelf.media(file)

    def picture(self, picture: Picture, role: Role) -> Element:
        """A picture at the size of its place."""
        shown = self.shelf.picture(picture.file, role)
        made = element("img", src=UP + shown.path, alt=picture.alt, class_=f"as-{role}")
        if role != "inline" and is_drawing(Path(shown.path)) and is_sign(shown.width, shown.height):
            add_class(made, "sign")
        made.set("width", str(shown.width))
        made.set("height", str(shown.height))
        if not picture.alt:
            made.set("role", "presentation")
        return made

    def media(self, media: Media) -> Element:
        """A small file plays in the book; else its poster leads to the hosted copy."""
        outside = media.file.startswith(("https:", "http:"))
        hosted = media.file if outside else f"{self.address}#{media.id}"
        if not self.shelf.holds(media.kind, media.file):
            return self._linked(media, hosted)
        made = media_with_player(self, media)
        for link in made.iterfind(f"{media.kind}/a"):
            link.set("href", hosted)
        return made

    def _linked(self, media: Media, hosted: str) -> Element:
        made = element("figure", class_=f"media {media.kind}")
        if media.poster:
            append(made, self.picture(media.poster, "poster"))
        title = self.inlines(element("strong", class_="media-title"), media.title)
        link = element("a", self.strings(f"epub_open_{media.kind}"), href=hosted)
        caption = element("figcaption", element("p", title), *self.blocks(media.children))
        return append(made, append(caption, element("p", link, class_="media-link")))

    def quiz_answer(self, answer: QuizAnswer) -> Element | None:
        """A mark that shows the answer as a note over the page, where the system can."""
        note = element("aside", self.block(answer), id=f"{answer.id}-note", class_="quiz-note")
        note.set(TYPE, "footnote")
        note.set("role", "doc-footnote")
        link = element("a", self.strings("content_quiz_show"), href=f"#{answer.id}-note")
        link.set(TYPE, "noteref")
        link.set("role", "doc-noteref")
        return element("div", element("p", link, class_="quiz-show"), note)

    def annotate(self, target: Element, kind: str, node: object) -> None:
        """Say what an element is, to reading systems (epub:type) and screen readers (role)."""
        super().annotate(target, kind, node)
        if kind == "footnote-reference":
            for link in target.iter("a"):
                link.set(TYPE, "noteref")
        elif kind == "footnote":
            _aside(target)
        elif kind == "backlink":
            target.set(TYPE, "backlink")
        elif kind == "table-scroll":
            stack(target)
        elif isinstance(node, Compare):
            stack(target, _COMPARED)

    def chart_data(self, chart: Chart, table: Element) -> Element:
        """A chart's data as a table that the reader opens."""
        made = super().chart_data(chart, table)
        stack(made)
        return made


def _aside(note: Element) -> None:
    """A footnote that was written as an item of a list, as an aside with its number."""
    number = str(note.attrib.pop("value", ""))
    note.tag = "aside"
    note.set(TYPE, "footnote")
    note.set("role", "doc-footnote")
    first = note[0]
    if first.tag != "p":
        first = element("p")
        note.insert(0, first)
    mark = element("span", f"{number}.", class_="footnote-number")
    mark.tail = "\u00a0" + (first.text or "")
    first.text = None
    first.insert(0, mark)
