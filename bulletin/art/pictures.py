"""Pictures made fit for an edition: turned upright, stripped, in sRGB, and no larger than needed.

In: a picture file as an editor's phone or computer wrote it. Out: its size, or a `Derived`
copy without metadata (phones write where a photo was taken), the same bytes each time.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from bulletin.art import drawings
from bulletin.diagnostics import BulletinError

Format = Literal["jpeg", "png", "webp", "avif"]

MAX_PIXELS = 120_000_000
"""Pictures with more are refused: the largest that phones make have about 108 million."""

READABLE = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
"""Pillow's names of the formats that editors may use, besides SVG (JPEG takes in MPO)."""

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
    """Whether a file is an SVG, by its name."""
    return file.suffix.lower() == ".svg"


def size_of(file: Path) -> tuple[int, int]:
    """Width and height in pixels as it is seen, upright; of an SVG in CSS pixels.

    Raises `BulletinError` when it is not a picture that we can read.
    """
    if is_drawing(file):
        return drawings.size_of(drawings.read(file))
    with _open(file) as image:
        return _upright_size(image)


def derive(
    source: Path,
    max_width: int,
    format: Format | None = None,  # noqa: A002, the word for it
    quality: int | None = None,
    *,
    max_height: int | None = None,
) -> Derived:
    """A copy of a picture, at most `max_width` (and `max_height`) pixels, never larger than it is.

    `format` None: SVG stays SVG; photographs become JPEG; what has transparent parts or few
    colours becomes PNG. `quality` is the encoder's, from 1 to 100 (None: ours for the format).
    Raises `BulletinError` when the file is no picture, is broken, or has too many pixels.
    """
    if is_drawing(source):
        return _drawn(source, max_width, max_height, format, quality)
    with _open(source) as opened:
        size = _fitting(_upright_size(opened), max_width, max_height)
        opened.draft("RGB", (max(size) * 2, max(size) * 2))
        try:
            image = _plain(opened)
        except (OSError, ValueError, SyntaxError) as error:
            raise _unreadable(source) from error
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    return _encoded(image, format, quality)


def _drawn(
    source: Path, max_width: int, max_height: int | None, wanted: Format | None, quality: int | None
) -> Derived:
    """An SVG as it is, made small, or drawn as pixels where pixels are asked for."""
    drawing = drawings.read(source)
    width, height = drawings.size_of(drawing)
    if wanted is None:
        return Derived(drawings.minified(drawing), width, height, "svg")
    scale = min(max_width / width, (max_height or max_width * 100) / height)
    data = drawings.rasterised(drawing, scale)
    with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
        return _encoded(_plain(opened), wanted, quality)


def _open(file: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=READABLE)
    except Image.DecompressionBombError as error:
        raise _too_large(file) from error
    except FileNotFoundError as error:
        message = f"there is no picture {file.name}"
        raise BulletinError(message) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _unreadable(file) from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise _too_large(file)
    return image


def _unreadable(file: Path) -> BulletinError:
    return BulletinError(
        f"{file.name} is not a picture that can be read, or it is broken",
        "save it again as JPEG, PNG or SVG (an iPhone's HEIC as JPEG)",
    )


def _too_large(file: Path) -> BulletinError:
    return BulletinError(
        f"{file.name} has more than {MAX_PIXELS // 1_000_000} million pixels",
        "save a smaller copy; 4000 pixels on the longer side are plenty for print",
    )


_TURNED = range(5, 9)
"""Values of EXIF's orientation that swap width and height (Exif 2.32, tag 0x0112)."""
_ORIENTATION = 0x0112


def _upright_size(image: Image.Image) -> tuple[int, int]:
    try:
        turned = image.getexif().get(_ORIENTATION) in _TURNED
    except (OSError, ValueError, SyntaxError):
        turned = False
    return (image.height, image.width) if turned else image.size


def _fitting(size: tuple[int, int], width: int, height: int | None) -> tuple[int, int]:
    scale = min(1.0, width / size[0], (height or size[1]) / size[1])
    return (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def _plain(image: Image.Image) -> Image.Image:
    """Upright pixels in sRGB (mode L, RGB or RGBA) and nothing else: no EXIF, ICC or comment."""
    # WeasyPrint tells Pillow to make up the missing part of pictures that are cut short.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits of grey; convert() alone would clip them
        upright = upright.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    plain = _in_srgb(upright, profile) if profile else None
    if plain is None:
        plain = upright.convert(_mode_for(upright))
    plain.info.clear()
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    return plain


def _mode_for(image: Image.Image) -> str:
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in {"1", "L"} else "RGB"


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture in sRGB by its own profile, or None where the profile does not serve."""
    if image.mode not in {"RGB", "RGBA", "CMYK"}:
        return None
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return image.convert(mode)
        return ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


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
