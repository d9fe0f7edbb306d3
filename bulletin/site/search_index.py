"""Search over all articles of all issues, by Pagefind, without a server.

In: the releases with their articles' pages. Out: the index in `pagefind/`. Pagefind ignores
marks above and below letters, and ranks those that have the same marks first when asked; đ is
a letter of its own to Unicode, so it is indexed (and asked for) as d with a mark, U+0335.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html

from bulletin.cache import replace_file
from bulletin.diagnostics import BulletinError
from bulletin.disks import disk_of, room_for
from bulletin.messages import tr
from bulletin.site.releases import HostedRelease
from bulletin.xhtml import Element

FOLDER = "pagefind"

_BYTES, _FILES = 3_000_000, 40
"""What Pagefind writes beside its index. On a disk without room it waits without end, or writes
empty files and says that all is well."""
_PATIENCE = 600
"""Seconds; ten years of issues take some."""

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
    folder: Path,
    releases: Sequence[HostedRelease],
    language: str,
    others: Sequence[SearchEntry] = (),
) -> None:
    """Write the index of all articles, and of what is in no issue, below a folder."""
    entries = [entry for release in releases for entry in _entries(release)] + [*others]
    if entries:  # Pagefind makes no index of nothing
        write_index(entries, language.split("-", maxsplit=1)[0], folder / FOLDER)


def write_index(entries: Sequence[SearchEntry], language: str, folder: Path) -> None:
    """Write the index of these articles, and the scripts that search it, into a folder."""
    with tempfile.TemporaryDirectory() as name, disk_of(Path(name)):
        pages, made = Path(name) / "pages", Path(name) / "made"
        pages.mkdir()
        size = 0
        for entry in entries:
            page = _page(entry, language).encode()
            size += len(page)
            replace_file(pages / entry.path, page)
        room_for(Path(name).parent, _BYTES + 2 * size, _FILES + 3 * len(entries))
        _index(pages, language, made)
        paths = sorted(p.relative_to(made) for p in made.rglob("*") if p.is_file())
        kept = [p for p in paths if p.suffix not in {".js", ".css", ".json"} or str(p) in _NEEDED]
        for path in kept:
            data = (made / path).read_bytes()
            _refuse_torn(path, data)
            replace_file(folder / path, _in_order(data) if str(path) == _ENTRY else data)


def _refuse_torn(path: Path, data: bytes) -> None:
    """Raise `BulletinError` for a file without its end: Pagefind does not notice a full disk."""
    try:
        whole = bool(data if str(path) in _NEEDED else gzip.decompress(data))
    except (OSError, EOFError, zlib.error):
        whole = False
    if not whole:
        raise _unmade(tr("{file} is not whole", file=path.name))


def _unmade(why: str) -> BulletinError:
    message = tr("the search index could not be made: {why}", why=why)
    return BulletinError(message, tr("give the same command again"))


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


def _index(pages: Path, language: str, folder: Path) -> None:
    """Index all pages. Raises `BulletinError` with what Pagefind complains of.

    By its command line: the service in its package is ended as soon as it says that it is
    done, and the last of its files may then be empty.
    """
    from pagefind.service import get_executable  # noqa: PLC0415, asyncio comes with it

    options = ("--site", pages, "--output-path", folder, "--force-language", language, "--silent")
    # In a folder of its own and with no environment, so that no settings for another Pagefind are
    # found; it also falls over a variable that is no UTF-8, as PWD may be.
    try:
        done = subprocess.run(  # noqa: S603, Pagefind's own program
            [str(get_executable()), *map(str, options)],
            cwd=pages.parent,
            env={} if os.name == "posix" else None,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise _unmade(tr("Pagefind did not come to an end")) from error
    if done.returncode:
        said = " ".join((done.stderr + done.stdout).split())
        raise _unmade(tr("Pagefind says: {said}", said=said))


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
