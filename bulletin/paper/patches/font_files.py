"""Fonts cut to the letters that an issue uses, and kept: most issues use the same ones.

In: WeasyPrint, writing a PDF; it cuts each face anew, and makes a plain font of a variable one.
Out: the same files, found where they were made before.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.pdf.fonts import Font

from bulletin.cache import digest_of, once
from bulletin.cache.once import Kind
from bulletin.paper.patches.standing_in import environment, standing_in

FONTS = Kind("fonts", ("fonttools", "pydyf", "weasyprint"))

_cut = Font.clean
_NO_TIME = "0"
"""fontTools writes the time into what it makes, and issues of different days share these files."""
_NO_GLYPHS = {0: ""}
"""The glyph for what a face lacks, which every font has (OpenType 1.9, `glyf`)."""


@contextlib.contextmanager
def fonts_once() -> Iterator[None]:
    """Fonts that were cut before are not cut again in the block."""
    with standing_in(Font, "clean", _clean):
        yield


def _clean(font: Any, to_unicode: Any, hinting: Any) -> None:
    """Stands in for `weasyprint.pdf.fonts.Font.clean`."""

    def made() -> bytes:
        with environment("SOURCE_DATE_EPOCH", _NO_TIME):
            # Of a face with no letter on the page, as of a lone joiner, WeasyPrint would keep all.
            _cut(font, to_unicode or _NO_GLYPHS, hinting)
        data: bytes = font.file_content
        return data

    key = (
        digest_of(font.file_content),
        font.index,
        sorted(to_unicode),
        bool(font.missing),
        bool(hinting),
        sorted(font.variations.items()),
        (int(font.weight), int(font.style), font.font_size),
    )
    font.file_content = once.made(FONTS, key, made)
