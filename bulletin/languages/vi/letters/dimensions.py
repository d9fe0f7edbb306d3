"""Letters tied to figures that measure: cống D1.200, cống hộp B2.000xH1.500, xe tải 3T5, 12VDC.

In: a place at such a letter or number. Out: the letter and one whole number, whose dot is that of
thousands (behind a word for a plot the same is a name); tonnes with their tenths; volts of a current.
"""

import re

from bulletin.languages.vi.cardinals import in_words
from bulletin.languages.vi.words import CAPITALS, follows, near, said_near, spelled, undoubled
from bulletin.reading.scanner import Claim, Place, Rule

_DIMENSION = re.compile(r"([BDHLR])([1-9][0-9]{0,2}\.[0-9]{3})(?![0-9]|[.,][0-9])")
_TONNES = re.compile(r"([1-9][0-9]?)T([1-9][0-9]?)(?![^\W_]|[-/.][^\W_])")
_BATTERY = re.compile(r"([1-9][0-9]{1,2})V([1-9][0-9]{0,2})Ah(?![^\W_])")
_CURRENT = re.compile(r"([1-9][0-9]{0,3})V(AC|DC)(?![^\W_])(-(?=[0-9]))?")
_PRODUCT = re.compile(r"[A-ZĐ](?:[x×][A-ZĐ]){1,3}(?![^\W_])")
_SUBSCRIPT = re.compile(r"([BHQTV])(nền|mặt|lề|đến|về|xả|đỉnh|đáy|min|max)(?=\s?[=:≤≥<>]?\s?[0-9])")
_MEASURED = {"B": "bề rộng", "Q": "lưu lượng"}
_WORDS_TO_LORRY = 5
_WORDS_TO_LOT = 2
_TO = re.compile(r"\s?[-–]\s?(?=[BDHLR][1-9])")
_TIMES = re.compile(r"\s?[xX×]\s?(?=[BDHLR]?[0-9])")


def dimension(place: Place, match: re.Match[str]) -> Claim | None:
    """D1.200; the sign behind it, between two of them, is said with it."""
    if follows(place, "lettered") or said_near(place.before, "lot", _WORDS_TO_LOT):
        return None
    said = f"{spelled(match[1])} {in_words(match[2])}"
    times = _TIMES.match(place.text, match.end())
    if times:
        return Claim(times.end(), f"{said} nhân ")
    span = _TO.match(place.text, match.end())
    return Claim(span.end(), f"{said} đến ") if span else Claim(match.end(), said)


def tonnes(place: Place, match: re.Match[str]) -> Claim | None:
    """Xe tải 3T5: tonnes and their tenths, where something hauls."""
    if not near(place, "hauled", _WORDS_TO_LORRY):
        return None
    return Claim(match.end(), f"{in_words(match[1])} tấn {in_words(match[2])}")


def current(_: Place, match: re.Match[str]) -> Claim | None:
    """12VDC-5A: volts of a current, and what is tied to them apart."""
    kind = "xoay chiều" if match[2] == "AC" else "một chiều"
    return Claim(match.end(), f"{in_words(match[1])} vôn {kind}{', ' if match[3] else ''}")


def battery(_: Place, match: re.Match[str]) -> Claim | None:
    """60V20Ah: what a battery gives and holds."""
    return Claim(match.end(), f"{in_words(match[1])} vôn, {in_words(match[2])} am pe giờ")


def product(_: Place, match: re.Match[str]) -> Claim | None:
    """BxH = 0,4x0,6m, LxBxH: what is multiplied, letter by letter."""
    return Claim(match.end(), " nhân ".join(map(spelled, re.split("[x×]", match[0]))))


def subscript(place: Place, match: re.Match[str]) -> Claim | None:
    """Bnền 5m, Qxả 90m3/s, Tmin: a letter of engineers with the word that is set below it."""
    say = _MEASURED.get(match[1]) if match[2] not in {"min", "max"} else None
    return Claim(match.end(), f"{undoubled(place, say) if say else spelled(match[1])} {match[2]}")


RULES = (
    Rule("word", product, _PRODUCT, opens=CAPITALS),
    Rule("word", subscript, _SUBSCRIPT, opens="BHQTV", then=" :<=>≤≥0123456789"),
    Rule("number", battery, _BATTERY, then="V"),
    Rule("number", tonnes, _TONNES, then="T"),
    Rule("number", current, _CURRENT, then="V"),
    Rule("word", dimension, _DIMENSION, opens="BDHLR", then="123456789"),
)
