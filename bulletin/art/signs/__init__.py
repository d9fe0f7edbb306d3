"""Signs that text faces lack (stars, ticks, boxes, arrows, figures in circles), in faces of ours.

In: nothing, or the characters of a release. Out: the faces that stand behind a theme's own, and
a font with just the characters that are used, for editions that otherwise carry no fonts.
Emoji are in none of them: what a page shows for one is a picture, and differs everywhere.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from bulletin import once
from bulletin.theming.faces import Face

CUT = once.Kind("fonts", ("fonttools",))
FOLDER = Path(__file__).parent
SIGNS = (
    Face("DejaVu Sans", "normal", 400, FOLDER / "DejaVuSans-signs.ttf"),
    Face("Noto Sans Symbols", "normal", 400, FOLDER / "NotoSansSymbols-signs.ttf"),
)
"""The faces, the one that has most signs first. They have no letters and no figures."""


_EVERYWHERE = frozenset("−∞√∑∏∂∆∫∩≈≠≡≤≥")
"""Mathematics that the letters' own faces have, on every device."""
_FIRST = 0x2190
"""The first of the arrows: what comes before are letters' own marks."""


def signs_in(text: str) -> set[str]:
    """The characters of a text that a device's own faces may lack, and the faces here have."""
    if text.isascii():
        return set()
    signs = {char for char in text if ord(char) >= _FIRST and char not in _EVERYWHERE}
    signs = {char for char in signs if unicodedata.category(char) in {"So", "Sm", "No", "Nl"}}
    return {char for char in signs if any(ord(char) in characters(face) for face in SIGNS)}


@lru_cache
def characters(face: Face) -> frozenset[int]:
    """What a face of `SIGNS` has."""
    with TTFont(face.file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def cut(face: Face, text: Iterable[str]) -> bytes:
    """A WOFF font with what a face has of a text; nothing when it has nothing of it."""
    wanted = sorted(characters(face) & {ord(char) for char in text})
    if not wanted:
        return b""
    key = (once.digest_of_source(face.file), wanted)
    return once.made(CUT, key, lambda: _cut(face, wanted))


def _cut(face: Face, wanted: Iterable[int]) -> bytes:
    from fontTools import subset  # noqa: PLC0415, heavy: the same signs are cut once

    options = subset.Options(recalc_timestamp=False, notdef_outline=True, flavor="woff")
    # Timestamps stay as they are in the file, so that the same signs give the same bytes.
    with TTFont(face.file, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        stream = io.BytesIO()
        font.flavor = "woff"
        font.save(stream)
    return stream.getvalue()


def rules(files: Iterable[tuple[Face, str]], text: Iterable[str]) -> str:
    """The `@font-face` rules for fonts that were cut for a text, with the address of each."""
    chars = set(text)
    return "".join(
        f'@font-face{{font-family:"{face.family}";src:url("{address}") format("woff");'
        f"unicode-range:{_ranges(face, chars)}}}\n"
        for face, address in files
    )


def _ranges(face: Face, text: Iterable[str]) -> str:
    wanted = sorted(characters(face) & {ord(char) for char in text})
    return ", ".join(f"U+{code:04X}" for code in wanted)
