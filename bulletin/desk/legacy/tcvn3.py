"""TCVN3 (TCVN 5712:1993, VN3; also called ABC): one byte a letter.

Capitals with a tone have no bytes: they are small letters in a font that has only capitals,
whose name ends in H. What is encoded here gives small letters for them.
"""

import re

from bulletin.desk.legacy.encoding import LegacyEncoding, pieces_by
from bulletin.desk.legacy.letters import SMALL

_BYTES = bytes.fromhex(
    "a8 a9 aa ab ac ad ae"  # ă â ê ô ơ ư đ
    "b5 b8 b6 b7 b9  bb be bc bd c6  c7 ca c8 c9 cb"  # a ă â with their tones
    "cc d0 ce cf d1  d2 d5 d3 d4 d6  d7 dd d8 dc de"  # e ê i
    "df e3 e1 e2 e4  e5 e8 e6 e7 e9  ea ed eb ec ee"  # o ô ơ
    "ef f3 f1 f2 f4  f5 f8 f6 f7 f9  fa fd fb fc fe"  # u ư y
)
_CAPITALS = dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
_READ = dict(zip(_BYTES.decode("latin-1"), SMALL, strict=True)) | _CAPITALS
_WRITTEN = {letter: char for char, letter in _READ.items()}
_ANY = re.compile(f"[{''.join(map(re.escape, _READ))}]")


def _encode(text: str) -> str:
    return "".join(_WRITTEN.get(char, _WRITTEN.get(char.lower(), char)) for char in text)


TCVN3 = LegacyEncoding("TCVN3", pieces_by(_READ, _ANY), _encode, _ANY)
