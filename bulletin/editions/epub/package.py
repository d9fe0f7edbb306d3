"""EbookLib behind one module: a book's parts in, an EPUB file out.

In: a `Book`: description, items, spine, contents. Out: a container made by EbookLib, then
mended where EbookLib does not serve (language of the package, order and times in the ZIP): the
same bytes each time, `mimetype` first, stored and without extra field (EPUB 3.3, section 4.3).
Pages go through EbookLib as plain items: its own page type would parse and rewrite them.
"""

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree

from bulletin.theming.contexts.book import ContentsLine
from bulletin.xhtml.elements import XML

FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/content.opf"


@dataclass(frozen=True, slots=True)
class Meta:
    """A `meta` of the package: about the whole, or about the item or entry `refines`.

    `refines` is the path of an item, or "#" and the id of another entry.
    """

    property: str
    value: str
    refines: str = ""
    scheme: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class MetadataEntry:
    """An element of Dublin Core: `name` as in "creator"."""

    name: str
    value: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class PackageItem:
    """A file of the book, at `path` below its folder.

    `overlay` is the path of the media overlay of a page. Big files are given as a `Path`.
    """

    path: str
    media_type: str
    content: bytes | Path
    properties: tuple[str, ...] = ()
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All that goes into a container. `spine` and `cover` are paths of items."""

    identifier: str
    title: str
    language: str
    direction: str
    entries: tuple[MetadataEntry, ...]
    metas: tuple[Meta, ...]
    items: tuple[PackageItem, ...]
    spine: tuple[str, ...]
    contents: tuple[ContentsLine, ...]
    cover: str


def item_id(path: str) -> str:
    """The id of an item in the manifest."""
    return "i-" + re.sub(r"[^A-Za-z0-9]+", "-", path)


def write(book: Book, file: Path, modified: dt.datetime) -> None:
    """Write the book as an EPUB file."""
    made = epub.EpubBook()
    made.set_identifier(book.identifier)
    made.set_title(book.title)
    made.set_language(book.language)
    made.set_direction(book.direction)
    _describe(made, book)
    for item in book.items:
        made.add_item(_item(item))
    made.add_item(epub.EpubNcx())
    made.spine = [item_id(path) for path in book.spine]
    made.toc = list(_toc(book.contents))
    files = _written(made, modified)
    files[PACKAGE] = _mended(files[PACKAGE], book)
    contents: dict[str, bytes | Path] = {
        name: files[name] for name in ("META-INF/container.xml", PACKAGE)
    }
    for item in book.items:
        contents[f"{FOLDER}/{item.path}"] = item.content
    contents |= {name: data for name, data in files.items() if name not in contents}
    pack(file, contents, modified)


def _describe(made: Any, book: Book) -> None:  # noqa: ANN401, EbookLib has no types
    for entry in book.entries:
        made.add_metadata("DC", entry.name, entry.value, {"id": entry.id} if entry.id else {})
    for meta in book.metas:
        attributes = {"property": meta.property}
        if meta.refines:
            refined = meta.refines
            attributes["refines"] = refined if refined[0] == "#" else f"#{item_id(refined)}"
        if meta.scheme:
            attributes["scheme"] = meta.scheme
        if meta.id:
            attributes["id"] = meta.id
        made.add_metadata(None, "meta", meta.value, attributes)
    old = {"name": "cover", "content": item_id(book.cover)}
    made.add_metadata(None, "meta", None, old)


def _item(item: PackageItem) -> Any:  # noqa: ANN401, EbookLib has no types
    """EbookLib's item: only announced, for its bytes are packed once, at the end."""
    made = epub.EpubItem(item_id(item.path), item.path, item.media_type, b"")
    made.properties = list(item.properties)
    if item.overlay:
        made.media_overlay = item_id(item.overlay)
    return made


def _toc(contents: tuple[ContentsLine, ...]) -> Iterator[Any]:
    for line in contents:
        if line.children:
            first = line.path or _first_path(line)
            yield (epub.Section(line.title, first), list(_toc(line.children)))
        else:
            yield epub.Link(line.path, line.title, item_id(line.path))


def _first_path(line: ContentsLine) -> str:
    return line.path or _first_path(line.children[0])


def _written(made: Any, modified: dt.datetime) -> dict[str, bytes]:  # noqa: ANN401, as above
    """The files of the container as EbookLib writes it."""
    options = {"epub3_pages": False, "mtime": modified.astimezone(dt.UTC)}
    writer = _Writer("", made, options)
    writer.process()
    writer.write()
    return writer.out.files


class _Files:
    """What EbookLib writes to, in place of its container."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def writestr(self, path: str, data: str | bytes) -> None:
        """A file of the container."""
        self.files[path] = data.encode() if isinstance(data, str) else data


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer without its ZIP, which takes the clock's time: none before 1980."""

    def write(self) -> None:
        """All files but `mimetype`."""
        self.out = _Files()
        self._write_container()
        self._write_opf()
        self._write_items()


def _mended(package: bytes, book: Book) -> bytes:
    """The package document with the language that its own texts are in."""
    root = etree.fromstring(package)
    root.set(f"{{{XML}}}lang", book.language)
    root.set("dir", book.direction)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


_MIMETYPE = "application/epub+zip"
_PACKED = {".m4a", ".mp3", ".mp4", ".m4v", ".webm", ".jpg", ".png", ".webp", ".gif"}
"""What is compressed already: stored, so that players can seek in it."""
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""What a ZIP file can say."""
_LEVEL = 9
_UNIX = 3
_MODE = 0o644 << 16


def pack(file: Path, files: Mapping[str, bytes | Path], modified: dt.datetime) -> None:
    """Write a container: contents are bytes, or a file on disk that is copied in."""
    moment = modified.astimezone(dt.UTC)
    time = min(max(_EARLIEST, tuple(moment.timetuple()[:6])), _LATEST)
    with zipfile.ZipFile(file, "w") as out:
        out.writestr(_entry("mimetype", time), _MIMETYPE)
        for path, content in files.items():
            if isinstance(content, bytes):
                out.writestr(_entry(path, time), content, compresslevel=_LEVEL)
                continue
            entry = _entry(path, time)
            entry.file_size = content.stat().st_size
            with content.open("rb") as source, out.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def _entry(path: str, time: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = time
    entry = zipfile.ZipInfo(path, (year, month, day, hour, minute, second))
    entry.create_system = _UNIX
    entry.external_attr = _MODE
    stored = path == "mimetype" or Path(path).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry
