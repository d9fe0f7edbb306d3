"""English sums of money: their currency before them, behind, as a sign or as letters.

In: a place at a currency, or at a number with one behind. Out: the number, its scale, the currency.
"""

import re

from bulletin.languages.en.numbers import NUMBER, in_words
from bulletin.languages.en.words import words
from bulletin.reading.scanner import Claim, Place, Rule

_SCALE = r"(?:\s?(million|billion|trillion|m|mn|bn|k)(?![^\W_]))?"
_SIGN = r"(?:US)?[$€£¥₫]|USD|VND|EUR|GBP"
_AMOUNT = re.compile(
    rf"({_SIGN})\s?({NUMBER})(?:\s?[-–]\s?(?:{_SIGN})?({NUMBER}))?(?![0-9]){_SCALE}"
)
_SHORT_SCALE = re.compile(
    rf"({NUMBER})\s?(m|mn|bn|k)(?=\s(?:dong|dollars?|euros?|pounds?|VND|USD|EUR)(?![^\W_]))"
)
_SCALE_ALONE = re.compile(r"(m|mn|bn)\s(?=(?:dong|dollars|VND|USD|EUR)(?![^\W_]))")
_SHORT_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}


def amount(place: Place, match: re.Match[str]) -> Claim | None:
    """$5, £2.5 million, €20-30, VND 2,340,000."""
    if match[1].isalpha() and place.before[-1:].isalnum():
        return None
    one, many = words("currencies")[match[1]]
    scale = _SHORT_SCALES.get(match[4] or "", match[4] or "")
    said = f"{in_words(match[2])} to {in_words(match[3])}" if match[3] else in_words(match[2])
    single = match[2] == "1" and not (scale or match[3])
    return Claim(match.end(), " ".join(filter(None, (said, scale, one if single else many))))


def headed(place: Place, match: re.Match[str]) -> Claim | None:
    """Millions and billions before a currency, "m VND": the unit of a column, without a number."""
    if place.before[-2:].strip()[-1:].isdigit():
        return None
    return Claim(match.end(), f"{_SHORT_SCALES[match[1]]} ")


def scaled(_: Place, match: re.Match[str]) -> Claim | None:
    """5m dong, 2bn VND: millions, and no metres."""
    return Claim(match.end(), f"{in_words(match[1])} {_SHORT_SCALES[match[2]]}")


RULES = (
    Rule("word", amount, _AMOUNT),
    Rule("word", headed, _SCALE_ALONE),
    Rule("number", scaled, _SHORT_SCALE),
    Rule("sign", amount, _AMOUNT),
)
