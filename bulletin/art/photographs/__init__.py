"""Photographs opened: whether they are what their names promise, and their pixels.

In: a file, or bytes. Out: what is wrong with it in words, its size upright, or its pixels in
sRGB without anything else. The check and the editions both ask here.
"""

import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile, PngImagePlugin

from bulletin.art.photographs.misnamed import kind_of
from bulletin.art.photographs.orientation import orientation_of, swaps_sides, turned
from bulletin.art.photographs.png_colours import is_hdr, note_colours, profile_of
from bulletin.art.photographs.profiles import BROUGHT, brought, in_srgb, is_of_another_kind
from bulletin.art.photographs.unended import ended
from bulletin.cache import once
from bulletin.cache.once import Kind
from bulletin.cache.records import as_record, of_record
from bulletin.messages import text_of, tr

JUDGEMENT = Kind("photographs", ("pillow",))

FORMATS = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "MPO": (".jpg", ".jpeg"),
}
"""Formats by Pillow's names, with the endings that they may have. MPO: JPEG from phones.
AVIF is none of them: it is refused by the endings of files, and so here."""

MAX_PIXELS = 120_000_000
"""Pictures with more are refused: the largest that phones make have about 108 million."""
PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY
"""Drawing programs keep a whole drawing among the words of a PNG: more than Pillow reads unasked."""
MAX_BYTES = 200_000_000
"""Files with more are not read at all."""


class PictureError(Exception):
    """Why a photograph cannot be used: words that follow its name."""


class TooLargeError(PictureError):
    """It has too many pixels, or bytes, and was not read."""


NO_PICTURE = tr("cannot be opened as a picture")
HDR = tr("has the colours of HDR, which few screens show")
OTHER_COLOURS = tr("has a colour profile that is none of RGB, by which browsers show other colours")
DAMAGED = tr("is damaged or incomplete")
TOO_LARGE = tr("has more than {max_pixels} million pixels", max_pixels=MAX_PIXELS // 1_000_000)


def hint_for(error: PictureError) -> str:
    """What to do about a picture that cannot be used."""
    if isinstance(error, TooLargeError):
        return tr("save it smaller, at most 6000 pixels wide")
    return tr("open it in a picture program and save it again as JPG or PNG")


@contextmanager
def opened(source: Path | io.BytesIO) -> Iterator[Image.Image]:
    """A picture of a bearable size, not yet read. Raises `PictureError`.

    In silence: warnings about its metadata or its size help no editor.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(ended(source), formats=list(FORMATS))
        except Image.DecompressionBombError as error:
            raise TooLargeError(TOO_LARGE) from error
        except Exception as error:  # broken bytes make Pillow raise anything
            raise PictureError(NO_PICTURE) from error
        with image:
            if image.width * image.height > MAX_PIXELS:
                raise TooLargeError(TOO_LARGE)
            _mend_clear_grey(image)
            note_colours(image)
            image.info[_TURN] = orientation_of(image)
            if is_hdr(image):
                raise PictureError(HDR)
            if is_of_another_kind(image):
                raise PictureError(OTHER_COLOURS)
            yield image


_GREYS = {"L;2": 3, "L;4": 15}
"""The lightest of few greys in a PNG, by Pillow's name for how they are packed."""


def _mend_clear_grey(image: Image.Image) -> None:
    """Say which grey or colour is clear as pixels have it: Pillow changes the pixels alone."""
    tiles = getattr(image, "tile", ()) if image.format == "PNG" else ()
    packed = tiles[0].args if tiles else None
    most = _GREYS.get(packed) if isinstance(packed, str) else None
    clear = image.info.get("transparency")
    if most and isinstance(clear, int) and clear <= most:
        image.info["transparency"] = clear * 255 // most
    if packed == "RGB;16B" and isinstance(clear, tuple):
        image.info["transparency"] = tuple(part >> 8 for part in clear)


_MOVING = {"GIF", "WEBP", "PNG"}
"""Formats that hold pictures one after the other; those of MPO show the same thing twice."""


def moves(path: Path) -> bool:
    """Whether a picture is several that follow one another."""
    if path.suffix.lower() in {".jpg", ".jpeg"}:
        return False
    try:
        with opened(path) as image:
            return image.format in _MOVING and bool(getattr(image, "is_animated", False))
    except PictureError:
        return False


def fault_of(path: Path) -> PictureError | None:
    """Why a picture cannot be used. One with too many pixels is not looked at.

    What was said of a file is kept: to look at one takes as long as to read a page.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return TooLargeError(
                tr("has more than {max_bytes} MB", max_bytes=MAX_BYTES // 1_000_000)
            )
        key = (once.digest_of_source(path), path.suffix.lower(), MAX_PIXELS)
    except OSError:
        return _fault_of(path)
    kind, words = json.loads(once.made(JUDGEMENT, key, lambda: _said(_fault_of(path))))
    return _FAULTS[kind](of_record(words)) if kind else None


def _said(error: PictureError | None) -> bytes:
    kind = "large" if isinstance(error, TooLargeError) else "fault"
    return json.dumps([kind, as_record(text_of(error))] if error else ["", ""]).encode()


_FAULTS = {"large": TooLargeError, "fault": PictureError}


def _fault_of(path: Path) -> PictureError | None:
    try:
        with opened(path) as image:
            if path.suffix.lower() not in FORMATS[image.format or "JPEG"]:
                return PictureError(
                    tr("is in truth of another kind: {format}", format=image.format)
                )
            # A JPEG is read at an eighth of its size, which is fast and reads all of it.
            image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
            read(image)
    except PictureError as error:
        kind = _kind_of(path) if error.args == (NO_PICTURE,) else ""
        return (
            PictureError(tr("is in truth of another kind: {format}", format=kind))
            if kind
            else error
        )
    return None


def _kind_of(path: Path) -> str:
    with path.open("rb") as stream:
        return kind_of(stream.read(2000))


def read(image: Image.Image) -> None:
    """Read a picture's pixels. Raises `PictureError` when they are not all there."""
    # WeasyPrint tells Pillow to make up the missing part of pictures that are cut short.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    except Exception as error:
        raise PictureError(DAMAGED) from error
    if image.mode == "P" and image.palette is None:
        raise PictureError(DAMAGED)  # it lacks its colours


_TURN = "turn"
"""Pillow's notes of an open picture have its orientation by this name."""


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels as it is seen."""
    swapped = swaps_sides(image.info[_TURN])
    return (image.height, image.width) if swapped else image.size


def plain(image: Image.Image) -> Image.Image:
    """Upright pixels in sRGB (mode L, RGB or RGBA) and nothing else: no EXIF, ICC or comment.

    Raises `PictureError` when they are not all there.
    """
    read(image)
    profile = profile_of(image) or brought(image)
    value = image.info.get(_TURN) or orientation_of(image)  # which `opened` noted in time
    upright = turned(_on_clear_ground(image), value)
    if upright.mode.startswith("I"):
        upright = _of_16_bits(upright, image.info.get("transparency"))
    plain = _in_srgb(upright, profile) if profile else None
    if plain is None:
        plain = _by_curve(upright.convert(_mode_for(upright)), _curve(image))
    plain.info.clear()
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    return plain


def _of_16_bits(image: Image.Image, clear: object) -> Image.Image:
    """A picture of 16 bits of grey, which convert() alone would clip, with the grey that is clear."""
    exact = image.convert("I")
    grey = exact.point(lambda value: value * (1 / 257)).convert("L")
    if not isinstance(clear, int):
        return grey
    import numpy as np  # noqa: PLC0415, heavy

    grey.info.clear()
    grey.putalpha(Image.fromarray(((np.asarray(exact) != clear) * 255).astype(np.uint8)))
    return grey


def _on_clear_ground(image: Image.Image) -> Image.Image:
    """A GIF that is smaller than its screen, which Pillow fills with the first of its colours."""
    box = getattr(image, "dispose_extent", None) if image.format == "GIF" else None
    if box is None or box == (0, 0, *image.size) or image.has_transparency_data:
        return image
    clear = Image.new("RGBA", image.size)
    clear.paste(image.convert("RGBA").crop(box), box[:2])
    return clear


_USUAL_CURVE = 1 / 2.2
"""The gamma of sRGB, as nearly all files have it that name one (PNG 3, 11.3.2.2)."""
_ALIKE = 0.02


def _curve(image: Image.Image) -> float:
    """The gamma of a picture's file, where it is another than that of sRGB; else 0."""
    gamma = image.info.get("gamma")
    if not isinstance(gamma, float) or gamma <= 0 or "srgb" in image.info or brought(image):
        return 0.0
    return gamma if abs(gamma - _USUAL_CURVE) > _ALIKE else 0.0


def _by_curve(image: Image.Image, gamma: float) -> Image.Image:
    """Pixels as they are in sRGB, of a file that has another gamma."""
    if not gamma:
        return image
    table = [round(255 * (value / 255) ** (_USUAL_CURVE / gamma)) for value in range(256)]
    same = list(range(256))
    bands = {"L": table, "RGB": table * 3, "RGBA": table * 3 + same}
    return image.point(bands[image.mode])


def _mode_for(image: Image.Image) -> str:
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in {"1", "L"} else "RGB"


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture in sRGB by its own profile, or None where the profile does not serve."""
    clear = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if image.mode != "CMYK":
        image = image.convert("L" if image.mode in {"1", "L", "LA"} else "RGB")
    made = in_srgb(image, profile)
    if made and clear:
        made = made.convert("RGB")
        made.putalpha(clear)
    return made


_HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "gamma", "transparency"}
_HARMLESS |= {
    _TURN,
    BROUGHT,
    "version",
    "cicp",
    "background",
    "srgb",
    "progressive",
    "progression",
    "interlace",
}
_HARMLESS |= {"adobe", "adobe_transform", "chromaticity", "duration", "extension", "loop"}
_QUALITY = 92


def _still(image: Image.Image) -> bool:
    try:
        return getattr(image, "n_frames", 1) == 1
    except Exception:  # noqa: BLE001, what follows the first picture may be broken
        return False


def _has_exif(image: Image.Image) -> bool:
    try:
        return bool(image.getexif())
    except Exception:  # noqa: BLE001, as above
        return True


def stripped(data: bytes) -> tuple[str, bytes]:
    """A picture inside a drawing: its media type and its bytes, without what tells of a person.

    The bytes stay as they are where they hold nothing but a still picture in sRGB; else they
    are made anew. Raises `PictureError`.
    """
    with opened(io.BytesIO(data)) as image:
        kind = image.format or "PNG"
        made = plain(image)
        kept = kind != "MPO" and image.mode != "CMYK" and _still(image)
        kept = kept and not set(image.info) - _HARMLESS and not _has_exif(image)
        kept = kept and not _curve(image) and not profile_of(image)
    if kept:
        return f"image/{kind.lower()}", data
    stream = io.BytesIO()
    if kind in {"JPEG", "MPO"}:
        made.save(stream, "JPEG", quality=_QUALITY, optimize=True)
        return "image/jpeg", stream.getvalue()
    made.save(stream, "PNG", optimize=True)
    return "image/png", stream.getvalue()
