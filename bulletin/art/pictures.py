"""Pictures made fit for an edition: turned upright, stripped, in sRGB, and no larger than needed.

In: a picture file as an editor's phone or computer wrote it. Out: its size, or a `Derived`
copy without metadata (phones write where a photo was taken), the same bytes each time.

Every edition asks here. A copy is known by its source and by what it is, not by who wants it:
what two editions want in the same size, format and quality is made once (`cache/once.py`). The
pixels of the last sources are held while further sizes of them may be asked for.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from bulletin.art import drawings, photographs
from bulletin.cache import digest_of, once
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.file_kinds import DRAWINGS

Format = Literal["jpeg", "png", "webp", "avif"]

QUALITY = {"jpeg": 82, "webp": 78, "avif": 58}
_OPTIONS: dict[Format, dict[str, Any]] = {
    "jpeg": {"progressive": True, "optimize": True, "subsampling": "4:2:0"},
    "png": {"optimize": True},
    "webp": {"method": 5},
    "avif": {"speed": 8, "max_threads": 1},
}
_SUFFIX = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "avif": ".avif", "svg": ".svg"}
_MEDIA_TYPE = {name: f"image/{name}" for name in QUALITY} | {
    "png": "image/png",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture for an edition: bytes, size in pixels, and what it is ("jpeg", "svg", ...)."""

    data: bytes
    width: int
    height: int
    format: str

    @property
    def suffix(self) -> str:
        """What its file's name ends in: ".jpg"."""
        return _SUFFIX[self.format]

    @property
    def media_type(self) -> str:
        """Its media type (IANA)."""
        return _MEDIA_TYPE[self.format]


def is_drawing(file: Path) -> bool:
    """Whether a file is an SVG, packed or not, by its name."""
    return file.suffix.lower() in DRAWINGS


def size_of(file: Path) -> tuple[int, int]:
    """Width and height in pixels as it is seen, upright; of an SVG in CSS pixels.

    Raises `BulletinError` when it is not a picture that we can read.
    """
    if is_drawing(file):
        drawing = drawings.read(file)
        return drawing.width, drawing.height
    with _open(file) as image:
        return photographs.upright_size(image)


_STAYS = 1 / 3
"""The share of a picture that stays to be seen at the least where it is cut."""
IN_TILE = 0.6
"""The same in tiles of a gallery: what was taken upright would lose its heads."""
_SIGN = 64
"""Pixels of the longer side of a drawing up to which it is a sign, as icons come."""
SIGN_SHOWN = 96
"""Pixels of a page to which a sign that stands alone is enlarged: as large as a code of 25 mm."""


def is_sign(width: int, height: int) -> bool:
    """Whether a drawing of this size in pixels is a sign, which no column is filled with."""
    return max(width, height) <= _SIGN


def loses_most(ratio: float, place: float, stays: float = _STAYS) -> bool:
    """Whether of a picture cut to a place less than a share would stay: they go by width to height.

    So it is with panoramas and posters.
    """
    return min(ratio / place, place / ratio) < stays


def stays_lines(file: Path) -> bool:
    """Whether a drawing is drawn on paper with lines and not with dots.

    Raises `BulletinError` when it cannot be read.
    """
    return is_drawing(file) and drawings.read(file).plain


def derive(  # noqa: PLR0913, what a copy is to be
    source: Path,
    max_width: int,
    format: Format | None = None,  # noqa: A002, the word for it
    quality: int | None = None,
    *,
    max_height: int | None = None,
    paper: bool = False,
) -> Derived:
    """A copy of a picture, at most `max_width` (and `max_height`) pixels, never larger than it is.

    `format` None: SVG stays SVG; photographs become JPEG; what has transparent parts or few
    colours becomes PNG. `paper`: an SVG that WeasyPrint cannot draw as browsers do becomes PNG
    too. `quality` is the encoder's, from 1 to 100 (None: ours for the format).
    Raises `BulletinError` when the file is no picture, is broken, or has too many pixels.
    """
    if is_drawing(source):
        drawing = drawings.read(source)
        if format is None and paper and not drawing.plain:
            format = "png"  # noqa: A001, as above
        return _drawn(drawing, max_width, max_height, format, quality)
    with _open(source) as opened:
        size = _fitting(photographs.upright_size(opened), max_width, max_height)
    return _kept(
        once.digest_of_source(source),
        size,
        format,
        quality,
        lambda: _encoded(_scaled(source, size), format, quality),
    )


def _kept(
    source: str,
    size: tuple[int, int],
    wanted: Format | None,
    quality: int | None,
    make: Callable[[], Derived],
) -> Derived:
    """A copy by its recipe, made now or found."""
    recipe = (source, size, wanted, quality or QUALITY.get(wanted or "jpeg"))
    data = once.made(once.PICTURE, recipe, lambda: _packed(make()))
    head, _, rest = data.partition(b"\n")
    width, height, name = head.decode().split()
    return Derived(rest, int(width), int(height), name)


def _packed(made: Derived) -> bytes:
    return f"{made.width} {made.height} {made.format}\n".encode() + made.data


def _scaled(source: Path, size: tuple[int, int]) -> Image.Image:
    """A photograph's pixels in a size."""
    image = _held.pixels(source, max(_USUAL, *size))
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


_USUAL = 1600
"""The longest side that editions for screens ask for: all their copies come from one reading."""


class _Held:
    """The pixels of the photographs that were read last."""

    def __init__(self, most: int) -> None:
        """`most`: how many pixels are held in all."""
        self._most = most
        self._images: dict[tuple[str, tuple[int, int]], Image.Image] = {}

    def pixels(self, source: Path, wanted: int) -> Image.Image:
        """A photograph upright and plain, twice as large as `wanted` if it is so large.

        A JPEG is read at a half, a quarter or an eighth of its size where that is enough.
        """
        with _open(source) as opened:
            opened.draft("RGB", (wanted * 2, wanted * 2))
            key = (once.digest_of_source(source), opened.size)
            image = self._images.pop(key, None) or photographs.plain(opened)
        self._images[key] = image
        while self._images and sum(i.width * i.height for i in self._images.values()) > self._most:
            del self._images[next(iter(self._images))]
        return image


_held = _Held(50_000_000)


def _drawn(
    drawing: drawings.Drawing,
    max_width: int,
    max_height: int | None,
    wanted: Format | None,
    quality: int | None,
) -> Derived:
    """An SVG as it is, or drawn as pixels where pixels are asked for."""
    if wanted is None:
        return Derived(drawing.data, drawing.width, drawing.height, "svg")
    scale = min(max_width / drawing.width, (max_height or max_width * 100) / drawing.height)
    size = (round(drawing.width * scale), round(drawing.height * scale))
    return _kept(
        digest_of(drawing.data),
        size,
        wanted,
        quality,
        lambda: _encoded(drawings.rasterised(drawing, scale), wanted, quality),
    )


@contextmanager
def _open(file: Path) -> Iterator[Image.Image]:
    """A photograph; what the judge says against it is a `BulletinError`."""
    if not file.is_file():
        raise BulletinError(tr("there is no picture {name}", name=file.name))
    try:
        with photographs.opened(file) as image:
            yield image
    except photographs.PictureError as error:
        message = tr("{name} {fault}", name=file.name, fault=error)
        raise BulletinError(message, photographs.hint_for(error)) from error


def _fitting(size: tuple[int, int], width: int, height: int | None) -> tuple[int, int]:
    scale = min(1.0, width / size[0], (height or size[1]) / size[1])
    return (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def _encoded(image: Image.Image, wanted: Format | None, quality: int | None) -> Derived:
    if wanted:
        return _as(image, wanted, quality)
    if image.mode == "RGBA":
        return _as(image, "png", None)
    photograph = _as(image, "jpeg", quality)
    if image.getcolors(4096) is None:
        return photograph
    flat = _as(image, "png", None)
    return flat if len(flat.data) <= len(photograph.data) else photograph


def _as(image: Image.Image, wanted: Format, quality: int | None) -> Derived:
    options = dict(_OPTIONS[wanted])
    if wanted in QUALITY:
        options["quality"] = quality or QUALITY[wanted]
    if wanted == "jpeg" and image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    stream = io.BytesIO()
    image.save(stream, format=wanted.upper(), **options)
    return Derived(stream.getvalue(), image.width, image.height, wanted)
