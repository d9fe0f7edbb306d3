"""Fonts that tell the encoding of what is written in them.

In: a font's name. Out: the encoding, and whether the font has only capitals.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bulletin.desk.legacy.encoding import LegacyEncoding
from bulletin.desk.legacy.tcvn3 import TCVN3
from bulletin.desk.legacy.viqr import VIQR
from bulletin.desk.legacy.vni import VNI

_KNOWN = (
    (re.compile(r"\.Vn[A-Z0-9 ].*", re.IGNORECASE), TCVN3),
    (re.compile(r"Vn(Time|Arial|Avant|Courier|Book|Century|Helvet)\w*.*"), TCVN3),
    (re.compile(r"VNI[- ].*", re.IGNORECASE), VNI),
    (re.compile(r"VIQR.*", re.IGNORECASE), VIQR),
)
_UNKNOWN = re.compile(r"(VPS|VISCII|VI|VietWare|SVN?times|BK HCM)\b.*|VNtimes.*|VN[A-Z][a-z].*")
"""Fonts of further encodings, which are not read here: VPS, VISCII, VietWare, BK HCM."""


@dataclass(frozen=True)
class FontMeaning:
    """What a font says of its text."""

    encoding: LegacyEncoding
    capitals: bool = False


@lru_cache(maxsize=256)
def meaning_of(font: str) -> FontMeaning | None:
    """The encoding of a font's text; None for a font of Unicode, or an unknown one."""
    name = font.strip().strip("\"'")
    for pattern, encoding in _KNOWN:
        if pattern.fullmatch(name):
            return FontMeaning(encoding, encoding is TCVN3 and name.endswith(("H", "H Bold")))
    return None


def is_unknown(font: str) -> bool:
    """Whether a font is of an old encoding that is not read here."""
    name = font.strip().strip("\"'")
    return meaning_of(name) is None and _UNKNOWN.fullmatch(name) is not None
