"""VNI-Windows: a tone is a character of its own after its vowel, so pairs are read first."""

import re

from bulletin.desk.legacy.encoding import LegacyEncoding, pieces_by
from bulletin.desk.legacy.letters import CAPITAL, SMALL

_CODES = (
    "aê aâ eâ oâ ô ö ñ "  # ă â ê ô ơ ư đ, then each vowel: grave, acute, hook, tilde, dot below
    "aø aù aû aõ aï aè aé aú aü aë aà aá aå aã aä eø eù eû eõ eï eà eá eå eã eä "
    "ì í æ ó ò oø où oû oõ oï oà oá oå oã oä ôø ôù ôû ôõ ôï "
    "uø uù uû uõ uï öø öù öû öõ öï yø yù yû yõ î"
)
_WRITTEN = dict(zip(SMALL, _CODES.split(), strict=True))
_WRITTEN |= {big: _WRITTEN[small].upper() for small, big in zip(SMALL, CAPITAL, strict=True)}
_READ = {code: letter for letter, code in _WRITTEN.items()}
# A tone key that was struck with the other case: "Aù" at the head of a sentence.
_READ |= {code[0] + code[1].swapcase(): letter for code, letter in _READ.items() if len(code) > 1}
_ANY = re.compile("|".join(sorted(map(re.escape, _READ), key=len, reverse=True)))


def _encode(text: str) -> str:
    return "".join(_WRITTEN.get(char, char) for char in text)


VNI = LegacyEncoding("VNI", pieces_by(_READ, _ANY), _encode, _ANY)
