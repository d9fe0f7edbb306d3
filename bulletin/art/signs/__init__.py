"""Signs and letters that text faces lack (ticks, arrows; ƀ, ɓ; Khmer), in faces of ours.

In: nothing, or the characters of a release. Out: the faces that stand behind a theme's own, and
a font with just the characters that are used, for editions that otherwise carry no fonts.
Emoji are in none of them: what a page shows for one is a picture, and differs everywhere.
"""

import io
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from bulletin.cache import once
from bulletin.theming.faces import Face, characters_of

CUT = once.Kind("fonts", ("fonttools",))
FOLDER = Path(__file__).parent
SIGNS = (
    Face("DejaVu Sans", "normal", 400, FOLDER / "DejaVuSans-signs.ttf"),
    Face("Noto Sans Symbols", "normal", 400, FOLDER / "NotoSansSymbols-signs.ttf"),
)
"""The faces of signs, the one that has most first. They have no letters and no figures."""
LETTERS = (
    Face("Noto Serif Letters", "normal", None, FOLDER / "NotoSerif-letters.ttf"),
    Face("Noto Sans Khmer Letters", "normal", None, FOLDER / "NotoSansKhmer-letters.ttf"),
)
"""The faces of letters: of languages of Vietnam, as far as text faces seldom have them.

Their families are called otherwise than the whole ones, which a publication may bring itself.
"""
FALLBACKS = (*SIGNS, *LETTERS)
"""The faces behind a theme's own, in the order in which they are asked."""

TWINS = dict(zip("✅❌❎⬜⭐🌟⚪⚫📞📧👉👈➕➖➗❗❓", "✔✖☒☐★★○●☎✉☞☜+−÷!?", strict=True))
"""Emoji, and the signs of text that show the same thing."""

_EVERYWHERE = frozenset("−∞√∑∏∂∆∫∩≈≠≡≤≥")
"""Mathematics that the letters' own faces have, on every device."""
_FIRST = 0x2190
"""The first of the arrows: what comes before are letters' own marks."""
_SPACES = frozenset(" \u00a0\u200b\u200c\u200d")
"""What the faces have besides, for lines that Pango sets in them; every face has these."""
_AROUND = dict.fromkeys(map(ord, "\u17be\u17bf\u17c0\u17c4\u17c5"), ord("\u17c1"))
"""Vowels of Khmer that stand around a letter, and the one as which HarfBuzz sets their first part."""


def signs_in(text: str) -> set[str]:
    """The characters of a text that a device's own faces may lack, and the faces here have."""
    if text.isascii():
        return set()
    signs = {char for char in text if ord(char) >= _FIRST and char not in _EVERYWHERE}
    signs = {char for char in signs if unicodedata.category(char) in {"So", "Sm", "No", "Nl"}}
    return _had(signs, SIGNS) | _had((char for char in text if char not in _SPACES), LETTERS)


def _had(chars: Iterable[str], faces: Iterable[Face]) -> set[str]:
    codes = frozenset().union(*(characters_of(face.file) for face in faces))
    return {char for char in chars if ord(char) in codes}


def cut(face: Face, text: Iterable[str]) -> bytes:
    """A WOFF font with what a face has of a text; nothing when it has nothing of it."""
    codes = {ord(char) for char in text}
    codes |= {_AROUND[code] for code in codes if code in _AROUND}
    wanted = sorted(characters_of(face.file) & codes)
    if not wanted:
        return b""
    key = (once.digest_of_source(face.file), wanted)
    return once.made(CUT, key, lambda: _cut(face, wanted))


def _cut(face: Face, wanted: Iterable[int]) -> bytes:
    from fontTools import subset  # noqa: PLC0415, heavy: the same signs are cut once
    from fontTools.ttLib import TTFont  # noqa: PLC0415, as above

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
        f"{_weights(face)}unicode-range:{_ranges(face, chars)}}}\n"
        for face, address in files
    )


def _weights(face: Face) -> str:
    return "font-weight:400 900;" if face.weight is None else ""


def _ranges(face: Face, text: Iterable[str]) -> str:
    wanted = sorted(characters_of(face.file) & {ord(char) for char in text})
    return ", ".join(f"U+{code:04X}" for code in wanted)
