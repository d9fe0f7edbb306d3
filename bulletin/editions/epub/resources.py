"""The pictures and media files that a book's pages show.

In: files of the issue, as pages ask for them. Out: the book's items, each file once, pictures
no larger than an e-reader needs.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

from bulletin.art.pictures import derive, is_drawing
from bulletin.document import Article, files_of
from bulletin.editions.epub.package import PackageItem
from bulletin.formats.media_types import media_type
from bulletin.machine.disks import refuse_outside
from bulletin.source.captions import CAPTIONS
from bulletin.source.media_files import published
from bulletin.source.values import slug_of
from bulletin.xhtml.pen import Role

WIDTHS: dict[Role, int] = {"inline": 400, "cell": 800, "card": 480, "gallery": 1200, "poster": 1200}
"""The most pixels that a picture needs in its place; elsewhere `PictureLimits.width`."""

EMBEDDED = {
    "video": {".mp4", ".m4v"},
    "audio": {".m4a", ".mp3"},
}
"""What a book may hold: core media types for sound (EPUB 3.3, 3.2), and MP4 for films."""


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """How much a book may weigh: pixels and quality of pictures, bytes of a media file."""

    width: int = 1600
    quality: int = 82
    media: int = 12_000_000


LIGHT = tuple(
    PictureLimits(width, quality, media=0)
    for width, quality in ((1000, 72), (800, 64), (600, 54), (440, 46), (320, 40))
)
"""What a light book tries in turn."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in the book: its path and its size in pixels."""

    path: str
    width: int
    height: int


class BookShelf:
    """The files of one book, filled while its pages are written."""

    def __init__(self, folder: Path, measure: PictureLimits) -> None:
        """`folder` is the issue's."""
        self.folder = folder
        self.measure = measure
        self._items: dict[str, PackageItem] = {}
        self._shown: dict[tuple[str, int], ShownPicture] = {}
        self._paths: dict[str, str] = {}
        self._asked: list[tuple[str, str]] = []

    @property
    def items(self) -> tuple[PackageItem, ...]:
        """What the pages asked for, by path."""
        return tuple(self._items[path] for path in sorted(self._items))

    def asked(self, write: Callable[[], str]) -> tuple[str, list[tuple[str, str]]]:
        """What a function writes, and what it asks for meanwhile: files, each with its role."""
        self._asked = []
        return write(), self._asked

    def bring(self, asked: Iterable[tuple[str, str]]) -> None:
        """Take in what was asked for before, in the same order."""
        asked = tuple(asked)
        refuse_outside(file for file, _ in asked)
        for file, role in asked:
            if role == _MEDIA:
                self.media(file)
            else:
                self.picture(file, cast("Role", role))

    def taken(self, article: Article) -> list[str]:
        """Who has the names that the files of an article would have."""
        names = {_name_of(file) for file in files_of(article)}
        held = [(one.path, f"{file} {width}") for (file, width), one in self._shown.items()]
        held += [(path, file) for file, path in self._paths.items()]
        return [f"{path} {of}" for path, of in held if names & _names_in(path)]

    def picture(self, file: str, role: Role) -> ShownPicture:
        """A picture at the size of its place. Raises `BulletinError` when it is none."""
        self._asked.append((file, role))
        width = min(self.measure.width, WIDTHS.get(role, self.measure.width))
        key = (file, 0 if is_drawing(Path(file)) else width)
        if key not in self._shown:
            source = self.folder / file
            made = derive(source, width, quality=self.measure.quality, max_height=1600)
            path = self._free("images", file, made.suffix)
            self._items[path] = PackageItem(path, made.media_type, made.data)
            self._shown[key] = ShownPicture(path, made.width, made.height)
        return self._shown[key]

    def holds(self, kind: str, file: str) -> bool:
        """Whether a film or a sound is of a kind and size that the book takes in."""
        if file.startswith(("https:", "http:")):
            return False
        source = self.folder / file
        fits = source.suffix.lower() in EMBEDDED[kind]
        return fits and source.stat().st_size <= self.measure.media

    def media(self, file: str) -> str:
        """The path in the book of a film, a sound or its captions."""
        self._asked.append((file, _MEDIA))
        if file not in self._paths:
            source, suffix = self.folder / file, Path(file).suffix.lower()
            captions = suffix in CAPTIONS
            path = self._free("media", file, ".vtt" if captions else suffix)
            self._items[path] = PackageItem(path, media_type(path), published(source))
            self._paths[file] = path
        return self._paths[file]

    def _free(self, folder: str, file: str, suffix: str) -> str:
        """A path that no other item has, in letters that every reading system knows."""
        name = _name_of(file) or folder
        path, count = f"{folder}/{name}{suffix}", 1
        while path in self._items:
            count += 1
            path = f"{folder}/{name}-{count}{suffix}"
        return path


_MEDIA = "media"
"""The role of what is no picture, beside those of `Role`."""


def _name_of(file: str) -> str:
    return slug_of(PurePosixPath(file).stem)


def _names_in(path: str) -> set[str]:
    """The names that a path in the book can come from: with a number at its end, and without."""
    stem = PurePosixPath(path).stem
    return {stem, re.sub(r"-\d+$", "", stem), ""}
