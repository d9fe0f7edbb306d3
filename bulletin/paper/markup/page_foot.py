"""Which footnotes stand at the foot of a page, those that are a few lines of text, and their numbers.

In: an article, and how pages are set. Out: the ids of these notes; all others stand at the
article's end. At the foot WeasyPrint sets lines only, and what is longer than a page is lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bulletin import document
from bulletin.theming.models import PageSettings
from bulletin.xhtml import Element
from bulletin.xhtml.elements import add_class

_LINE = 4.4
"""The height of a note's line in millimetres."""
_LETTER = 1.5
"""The mean width of its letters."""
_ONE, _TOGETHER = 0.25, 0.33
"""Of the height of the text, what one note may take, and those that stand close together."""
_BESIDE = 0.5
"""Lines of notes for which there is room beside each line of text."""


def notes_at_foot(article: document.Article, settings: PageSettings) -> frozenset[str]:
    """The notes of an article that stand at the foot of their page.

    Where more come together than a page holds beside the text, none of the article's does.
    WeasyPrint's footnotes in columns come to stand on later pages, or over the text.
    """
    if article.columns > 1:
        return frozenset()
    notes = {note.id: note for note in article.footnotes}
    page = settings.text_height / _LINE
    found: dict[str, int] = {}
    heap = 0.0
    for block in article.body:
        heap = max(heap - _BESIDE * _lines(block, settings), 0)
        for name in dict.fromkeys(_references(block)):
            if name in found or name not in notes or not _is_text(notes[name]):
                continue
            found[name] = _lines(notes[name], settings)
            heap += found[name] if found[name] <= page * _ONE else 0
        if heap > page * _TOGETHER:
            return frozenset()
    return frozenset(name for name, lines in found.items() if lines <= page * _ONE)


def numbered_on(articles: Iterable[document.Article]) -> Iterator[document.Article]:
    """Articles whose notes are numbered from one article to the next: a page may hold several."""
    before = 0
    for article in articles:
        yield _numbered_from(article, before) if before and article.footnotes else article
        before += len(article.footnotes)


def _numbered_from(article: document.Article, before: int) -> document.Article:
    def later(inlines: document.Inlines, _: document.Block | None = None) -> document.Inlines:
        return tuple(map(moved, inlines))

    def moved(one: document.Inline) -> document.Inline:
        if isinstance(one, document.FootnoteReference):
            return replace(one, number=one.number + before)
        children: document.Inlines = getattr(one, "children", ())
        return replace(one, children=later(children)) if children else one  # type: ignore[call-arg]

    made = document.map_blocks(article, later)
    notes = tuple(replace(note, number=note.number + before) for note in made.footnotes)
    return replace(made, footnotes=notes)


def are_long(notes: Sequence[document.Footnote], settings: PageSettings) -> bool:
    """Whether notes at an article's end may be torn by the end of a page."""
    lines = sum(_lines(note, settings) for note in notes)
    return lines > settings.text_height / _LINE * _TOGETHER or not all(map(_is_text, notes))


def _references(block: document.Block) -> list[str]:
    return [
        one.footnote
        for inner in document.walk(block)
        for inlines in document.inlines_of(inner)
        for one in document.walk_inlines(inlines)
        if isinstance(one, document.FootnoteReference)
    ]


def _is_text(note: document.Footnote) -> bool:
    """Whether a note is paragraphs, without marks of others."""
    return all(
        isinstance(one, document.Paragraph) and not _references(one) for one in note.children
    )


def _lines(block: document.Block, settings: PageSettings) -> int:
    """About how many lines of small print the paragraphs of a block take."""
    letters = settings.room("figure").width / _LETTER
    texts = (
        document.plain_text(one.children)
        for one in document.walk(block)
        if isinstance(one, document.Paragraph)
    )
    return sum(1 + int(len(text) / letters) for text in texts)


_KEPT = {"a", "b", "br", "code", "em", "i", "img", "s", "span", "strong", "sub", "sup", "wbr"}


def phrasing(target: Element) -> Element:
    """The same content in elements that may stand inside a paragraph."""
    for item in target.iter("*"):
        if item.tag not in _KEPT:
            add_class(item, f"as-{item.tag}")
            item.tag = "span"
    return target
