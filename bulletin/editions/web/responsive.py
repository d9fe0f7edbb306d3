"""Pictures for phones: each in a few widths as WebP, with a JPEG or PNG for old browsers.

In: a picture of the issue and its place on the page. Out: a `<picture>` with sizes, width and
height, and the files below `pictures/`. An SVG goes out as it is, made small. Films and sounds are
copied into `media/`.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bulletin.art import drawings
from bulletin.art.drawings.text.legible import legible_width
from bulletin.art.pictures import IN_TILE, Derived, derive, is_drawing, is_sign, loses_most
from bulletin.cache import once
from bulletin.document import Picture
from bulletin.editions.web.assets import keep_file
from bulletin.machine.disks import refuse_outside
from bulletin.source.captions import CAPTIONS
from bulletin.source.media_files import published
from bulletin.source.values import slug_of
from bulletin.xhtml import Element, append, element

FOLDER = "pictures"
MEDIA = "media"

QUALITY = {480: 76, 800: 72, 1200: 60}
"""Widths in pixels (a thumb or an old phone, a phone, a screen), and WebP's quality: pictures
shown with several pixels a point bear more."""
WIDTHS = tuple(QUALITY)

OFFLINE_WIDTH = 800
"""The widest size that a saved issue holds."""

_TEXT = "(min-width: 46rem) 42rem"
SIZES = {
    "cover": "(min-width: 60rem) 34rem, 100vw",
    "opening": f"{_TEXT}, 100vw",
    "wide": f"(min-width: 60rem) min(52rem, 100vw - 4rem), {_TEXT}, 100vw",
    "full": f"(min-width: 60rem) min(62rem, 100vw - 4rem), {_TEXT}, 100vw",
    "figure": f"{_TEXT}, 100vw",
    "poster": f"{_TEXT}, 100vw",
    "gallery": "(min-width: 46rem) 20rem, (min-width: 26em) 50vw, 100vw",
    "card": "11rem",
    "inline": "3rem",
    "cell": "11.25rem",
}
"""How wide a picture is shown, by its place (HTML, the `sizes` attribute)."""
FILLED = {"cover": (960, 16 / 9), "gallery": (416, 4 / 3), "poster": (672, 0.0), "card": (144, 0.0)}
"""Places that a picture fills: the widest that they get, in pixels of a page, and the ratio of
width to height that it is cut to (0: it is not cut)."""

_COLUMN = {"opening", "figure", "wide", "full"}
"""Places as wide as the column."""
_SCREEN = 800
"""Pixels of a page that a photograph has in height at the most where windows are wide."""
NARROW = 360
"""A telephone's width in pixels: words that can be read at this width are left as they are."""
LEGIBLE = (480, 720, 960, 1200)
"""Widths to which drawings with smaller words may scroll; the style sheet has a class for each."""


@dataclass(frozen=True)
class Size:
    """One file of a picture: its path in the release, and its size in pixels."""

    path: str
    width: int
    height: int
    media_type: str
    legible: int = 0
    """The width that a drawing needs for its words to be read; 0 where it has none."""


@dataclass(frozen=True)
class Files:
    """All files of one picture: `small` for new browsers (narrow to wide), `plain` for all."""

    plain: Size
    small: tuple[Size, ...] = ()

    @property
    def smallest(self) -> Size:
        """The smallest file."""
        return self.small[0] if self.small else self.plain


@dataclass
class Pictures:
    """The pictures of one issue. `source` is the issue's folder, `folder` the release's."""

    source: Path
    folder: Path
    _files: dict[str, Files] = field(default_factory=dict)
    _copies: dict[str, str] = field(default_factory=dict)
    _asked: dict[tuple[str, str], None] = field(default_factory=dict)

    def files(self, file: str) -> Files:
        """The files of a picture, made when first asked for.

        Raises `BulletinError` when it is not a picture that we can read.
        """
        self._asked["picture", file] = None
        if file not in self._files:
            self._files[file] = self._make(file)
        return self._files[file]

    def kept(self, key: object, write: Callable[[], str]) -> str:
        """Markup that was written before, with the files that it shows; or written now.

        `key` names all that shapes it (`cache/once.py`), among it the digests of these files.
        """

        def made() -> bytes:
            before, self._asked = self._asked, {}
            text = write()
            asked, self._asked = list(self._asked), before | self._asked
            return json.dumps([text, asked]).encode()

        text, asked = json.loads(once.made(once.WEB_ARTICLE, key, made))
        refuse_outside(file for _, file in asked)
        for how, file in asked:
            if how == "copy":
                self.copy(file)
            else:
                self.files(file)
        return str(text)

    def element(self, picture: Picture, role: str, *, eager: bool = False) -> Element:
        """The element that shows a picture. `eager`: it is what the reader sees first."""
        files = self.files(picture.file)
        image = element("img", src=files.plain.path, alt=picture.alt)
        image.set("width", str(files.plain.width))
        image.set("height", str(files.plain.height))
        if eager:
            image.set("fetchpriority", "high")
        else:
            image.set("loading", "lazy")
        image.set("decoding", "async")
        made = element("picture", class_=f"as-{role}")
        sizes = SIZES[role]
        if files.small and (own := _own_width(files.plain, role)):
            made.set("class", f"as-{role} small")
            sizes = f"{own}px"
        else:
            made.set("class", " ".join([f"as-{role}", *_shape(files.plain, role)]))
        if files.small:
            source = element("source", type=files.small[0].media_type, sizes=sizes)
            source.set("srcset", ", ".join(f"{size.path} {size.width}w" for size in files.small))
            append(made, source)
        return append(made, image)

    @cached_property
    def unsaved(self) -> set[str]:
        """Paths of files that a saved issue can do without: another size stands in for them."""
        rest: set[str] = set()
        for files in self._files.values():
            if files.small:
                kept = [s for s in files.small if s.width <= OFFLINE_WIDTH] or [files.small[0]]
                rest |= {files.plain.path, *(size.path for size in files.small)} - {kept[-1].path}
        return rest

    def copy(self, file: str) -> str:
        """The path of a film, a sound or its captions, as they are published."""
        self._asked["copy", file] = None
        if file not in self._copies:
            source, suffix = self.source / file, Path(file).suffix.lower()
            suffix = ".vtt" if suffix in CAPTIONS else suffix
            name = f"{slug_of(Path(file).stem) or 'file'}{suffix}"
            self._copies[file] = keep_file(self.folder, MEDIA, name, published(source))
        return self._copies[file]

    def _make(self, file: str) -> Files:
        source = self.source / file
        if is_drawing(source):
            made = self._write(file, derive(source, WIDTHS[-1]))
            return Files(replace(made, legible=legible_width(drawings.read(source))))
        plain = derive(source, WIDTHS[-1])
        widths = sorted({min(width, plain.width) for width in WIDTHS})
        small = tuple(self._write(file, _webp(source, width)) for width in widths)
        return Files(self._write(file, plain), small)

    def _write(self, file: str, made: Derived) -> Size:
        stem = slug_of(Path(file).stem) or "picture"
        name = f"{stem}-{made.width}{made.suffix}"
        path = keep_file(self.folder, FOLDER, name, made.data)
        return Size(path, made.width, made.height, made.media_type)


def _shape(shown: Size, role: str) -> Iterator[str]:
    """Classes for a picture that is not to fill its place, whatever that is."""
    drawn = is_drawing(Path(shown.path))
    if drawn and is_sign(shown.width, shown.height) and role in {"gallery", *_COLUMN}:
        yield "sign"
    elif role == "gallery":
        if drawn or loses_most(shown.width / shown.height, FILLED["gallery"][1], IN_TILE):
            yield "whole"
        if not drawn and shown.height > shown.width:
            yield "standing"
    elif role in _COLUMN and drawn:
        if shown.height > shown.width:
            yield "upright"
        if shown.legible > NARROW:
            needed = next((width for width in LEGIBLE if width >= shown.legible), LEGIBLE[-1])
            yield f"legible-{needed}"
    elif role in _COLUMN and shown.height > max(_SCREEN, shown.width):
        yield "tall"


def _own_width(size: Size, role: str) -> int:
    """The width at which a picture with too few pixels for its place shows each of them once.

    0 for all others. A browser takes the `sizes` of a picture for its own width. What does not
    fill its place is not cut to the place's shape, either.
    """
    widest, ratio = FILLED.get(role, (0, 0.0))
    filled = min(size.width, int(size.height * ratio)) if ratio else size.width
    return min(size.width, widest) if filled < widest else 0


def _webp(source: Path, width: int) -> Derived:
    quality = next(quality for most, quality in QUALITY.items() if width <= most)
    return derive(source, width, "webp", quality)
