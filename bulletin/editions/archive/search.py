"""Search over all articles of all issues, by Pagefind, without a server.

In: the releases with their articles' pages. Out: the index in `pagefind/`. Pagefind ignores
marks above and below letters, and ranks those that have the same marks first when asked; đ is
a letter of its own to Unicode, so it is indexed (and asked for) as d with a mark, U+0335.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from bulletin.cache import replace_file
from bulletin.editions.archive.releases import Release
from bulletin.editions.xhtml import Element

FOLDER = "pagefind"

_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""Of the scripts that Pagefind writes, those that a page of our own needs."""
_ENTRY = "pagefind-entry.json"
"""The file that points to the others."""

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
class Entry:
    """What is indexed of one article: its page's path from the archive, title, issue, words."""

    path: str
    title: str
    issue: str
    number: int
    text: str


def with_stroke(text: str) -> str:
    """Text with đ as a d with a mark, which Pagefind takes off as it does the other marks."""
    return text.replace("đ", f"d{_STROKE}").replace("Đ", f"D{_STROKE}")


def write_search(folder: Path, releases: Sequence[Release], language: str) -> None:
    """Write the index of all articles below a folder."""
    entries = [entry for release in releases for entry in _entries(release)]
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / FOLDER
        with ThreadPoolExecutor(1) as thread:  # the caller's may have a loop of its own
            indexing = _index(entries, language.split("-", maxsplit=1)[0], made)
            thread.submit(asyncio.run, indexing).result()
        paths = sorted(p.relative_to(made) for p in made.rglob("*") if p.is_file())
        kept = [p for p in paths if p.suffix not in {".js", ".css", ".json"} or str(p) in _NEEDED]
        for path in sorted(kept, key=lambda path: str(path) == _ENTRY):
            replace_file(folder / FOLDER / path, (made / path).read_bytes())


async def _index(entries: Sequence[Entry], language: str, folder: Path) -> None:
    from pagefind.index import IndexConfig, PagefindIndex  # noqa: PLC0415, starts a program

    config = IndexConfig(output_path=str(folder), force_language=language)
    async with PagefindIndex(config=config) as index:
        for entry in entries:
            await index.add_custom_record(
                url=entry.path,
                content=with_stroke(entry.text),
                language=language,
                meta={
                    "title": with_stroke(entry.title),
                    "issue": entry.issue,
                    "number": str(entry.number),
                    "path": entry.path,
                },
            )


def _entries(release: Release) -> Iterator[Entry]:
    for article in release.manifest.articles:
        path = f"{article.slug}.html"
        if path in release.files:
            yield Entry(
                path=f"{release.id}/{path}",
                title=article.title,
                issue=release.id,
                number=release.manifest.number,
                text=words_of((release.folder / path).read_text(encoding="utf-8")),
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
