"""Photographs opened, to see whether they are what their names promise.

In: a file. Out: what is wrong with it, in words; "" when nothing is.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

FORMATS = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "MPO": (".jpg", ".jpeg"),
}
"""Formats by Pillow's names, with the endings that they may have. MPO: JPEG from phones."""

LARGEST = 100_000_000
"""Pixels; more than twice what a phone takes, and 400 MB when opened."""


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels; None when the file is no picture."""
    try:
        with _opened(path) as image:
            return image.size
    except Image.DecompressionBombError:
        return LARGEST, LARGEST
    except Exception:  # noqa: BLE001, broken bytes make Pillow raise anything
        return None


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """A picture, in silence: warnings about its metadata or its size help no editor."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path, formats=list(FORMATS)) as image:
            yield image


def fault_of(path: Path) -> str:
    """Why a picture cannot be used. One with too many pixels is not looked at."""
    size = size_of(path)
    if size is None:
        return "cannot be opened as a picture"
    if size[0] * size[1] > LARGEST:
        return ""
    try:
        with _opened(path) as image:
            if path.suffix.lower() not in FORMATS[image.format or "JPEG"]:
                return f"is in truth a {image.format} file"
            # A JPEG is read at an eighth of its size, which is fast and reads all of it.
            image.draft("RGB", (size[0] // 8, size[1] // 8))
            image.load()
    except Exception:  # noqa: BLE001, as above
        return "is damaged or incomplete"
    return ""
