"""Search over all articles of all issues, by Pagefind, without a server.

In: the releases with their articles' pages. Out: the index in `pagefind/`. Pagefind ignores
marks above and below letters, and ranks those that have the same marks first when asked; đ is
a letter of its own to Unicode, so it is indexed (and asked for) as d with a mark, U+0335.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html

from bulletin.cache import replace_file
from bulletin.site.pagefind import files_of_index
from bulletin.site.releases import HostedRelease
from bulletin.xhtml import Element

FOLDER = "pagefind"

_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""Of the scripts that Pagefind writes, those that a page of our own needs."""
_ENTRY = "pagefind-entry.json"
"""The file that names the index."""

_STROKE = "\u0335"
"""COMBINING SHORT STROKE OVERLAY."""

_LEFT_OUT = (
    "//*[contains(concat(' ', @class, ' '), ' article-tools ')]",
    "//*[contains(concat(' ', @class, ' '), ' unseen ')]",
    "//sup",
    "//script",
    "//svg",
)
"""Parts of an article that are not its words."""


@dataclass(frozen=True)
class SearchEntry:
    """What is indexed of one article: its page's path from the archive, title, issue, words.

    Of what is in no issue, `where` says what it is.
    """

    path: str
    title: str
    number: int
    text: str
    where: str = ""


def with_stroke(text: str) -> str:
    """Text with đ as a d with a mark, which Pagefind takes off as it does the other marks."""
    return text.replace("đ", f"d{_STROKE}").replace("Đ", f"D{_STROKE}")


def write_search(
    folder: Path, releases: Sequence[HostedRelease], language: str, others: Sequence[SearchEntry]
) -> None:
    """Write the index of all articles, and of what is in no issue, below a folder."""
    entries = [entry for release in releases for entry in _entries(release)] + [*others]
    if entries:  # Pagefind makes no index of nothing
        write_index(entries, language.split("-", maxsplit=1)[0], folder / FOLDER)


def write_index(entries: Sequence[SearchEntry], language: str, folder: Path) -> None:
    """Write the index of these articles, and the scripts that search it, into a folder."""
    pages = ((entry.path, _page(entry, language)) for entry in entries)
    for path, data in sorted(files_of_index(pages, language)):
        if Path(path).suffix not in {".js", ".css", ".json"} or path in _NEEDED:
            replace_file(folder / path, _in_order(data) if path == _ENTRY else data)


def _in_order(entry: bytes) -> bytes:
    """Pagefind's entry with its set of characters in order, which it writes as it comes."""
    values = json.loads(entry)
    values["include_characters"].sort()
    return json.dumps(values).encode()


def _page(entry: SearchEntry, language: str) -> str:
    """An article as Pagefind reads it; its title counts for more than its text."""
    title, text = escape(with_stroke(entry.title)), escape(with_stroke(entry.text))
    where = f'<p data-pagefind-meta="where">{escape(entry.where)}</p>' if entry.where else ""
    return (
        f'<!doctype html><html lang="{language}"><body>'
        f'<h1 data-pagefind-meta="title">{title}</h1>'
        f'<p data-pagefind-meta="path">{escape(entry.path)}</p>'
        f'<p data-pagefind-meta="number">{entry.number}</p>{where}'
        f"<main data-pagefind-body><h1>{title}</h1><p>{text}</p></main></body></html>"
    )


def _entries(release: HostedRelease) -> Iterator[SearchEntry]:
    """The articles of a release: of a page that was damaged, its title alone."""
    for article in release.manifest.articles:
        path = f"{article.slug}.html"
        if path in release.files:
            yield SearchEntry(
                path=f"{release.id}/{path}",
                title=article.title,
                number=release.manifest.number,
                text=""
                if path in release.damaged
                else words_of((release.folder / path).read_text(encoding="utf-8")),
            )


def words_of(page: str) -> str:
    """The words of the article on a page, without its tools, marks of notes and drawings."""
    found = html.document_fromstring(page).xpath("//main//article")
    if not isinstance(found, list) or not found or not isinstance(found[0], Element):
        return ""
    article = found[0]
    for path in _LEFT_OUT:
        for part in article.xpath(f".{path}"):  # type: ignore[union-attr]
            part.drop_tree()  # type: ignore[union-attr]
    return " ".join(" ".join(str(text) for text in article.itertext()).split())
