"""Photographs opened, to see whether they are what their names promise.

In: a file. Out: what is wrong with it, in words; "" when nothing is.
"""

from __future__ import annotations

import warnings
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as image:
                return image.size
        except Image.DecompressionBombError:
            return LARGEST, LARGEST
        except _PILLOW_RAISES:
            return None


_PILLOW_RAISES = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError)
"""What Pillow's readers let out of broken files; some are not the errors of its manual."""


def fault_of(path: Path) -> str:
    """Why a picture cannot be used. One with too many pixels is not looked at."""
    size = size_of(path)
    if size is None:
        return "cannot be opened as a picture"
    if size[0] * size[1] > LARGEST:
        return ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as image:
                if path.suffix.lower() not in FORMATS.get(image.format or "", ()):
                    return f"is in truth a {image.format} file"
                # A JPEG is read at an eighth of its size, which is fast and reads all of it.
                image.draft("RGB", (size[0] // 8, size[1] // 8))
                image.load()
        except _PILLOW_RAISES:
            return "is damaged or incomplete"
    return ""
