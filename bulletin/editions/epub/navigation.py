"""The contents of a book: one structure for the navigation document and the old NCX.

In: the composition. Out: `ContentsLine` by section, and the landmarks.
"""

from bulletin.composition import Composition
from bulletin.document import Article, unstruck_text
from bulletin.editions.epub.writer import page_path
from bulletin.theming.contexts.book import ContentsLine, Landmark


def title_of(article: Article) -> str:
    """An article's title as plain text."""
    return unstruck_text(article.title.children)


def contents(composition: Composition) -> tuple[ContentsLine, ...]:
    """The opening, the articles by section, the imprint."""
    parts: list[ContentsLine] = [_line(composition.opening)]
    section, lines = "", list[ContentsLine]()
    for article in composition.articles:
        if article.section != section:
            parts += _closed(section, lines)
            section, lines = article.section, []
        lines.append(_line(article))
    parts += _closed(section, lines)
    return (*parts, _line(composition.imprint))


def _closed(section: str, lines: list[ContentsLine]) -> list[ContentsLine]:
    return [ContentsLine(section, "", tuple(lines))] if section and lines else lines


def _line(article: Article) -> ContentsLine:
    return ContentsLine(title_of(article), page_path(article))


def landmarks(composition: Composition, cover: str, nav: str) -> tuple[Landmark, ...]:
    """Cover, contents, first article, imprint."""
    t = composition.theme.strings
    first = composition.articles[0] if composition.articles else composition.opening
    return (
        Landmark("cover", t("epub_cover"), cover),
        Landmark("toc", t("epub_contents"), nav),
        Landmark("bodymatter", t("epub_start"), page_path(first)),
        Landmark("imprint", title_of(composition.imprint), page_path(composition.imprint)),
    )
