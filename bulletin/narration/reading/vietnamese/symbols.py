"""Signs: & % ≥ > + = ~ § № and the bullets and ticks that are only for the eye.

In: a place at a sign. Out: its word, where it means one; nothing for an ornament; no claim for
punctuation, which the engine needs for its intonation.
"""

import re

from bulletin.narration.reading.scanner import Claim, Place, Rule
from bulletin.narration.reading.tables import table
from bulletin.narration.reading.vietnamese.words import PACKAGE

_NUMBER_AFTER = re.compile(r".\s?[0-9$€]")
_SPACED = re.compile(r".(?=\s)")
_OR_EQUAL = re.compile(r"(>=|=>|<=)(?=\s?[0-9])")
_PER_MILLE = re.compile(r"%o(?![^\W_])|%0(?![0-9])")
_MINUTES = re.compile(r"(?:''|[’′']{1,2}|″)(?![^\W_])|['’′](?=[0-9]{1,2}(?:['’′″\"]|$))")
_AFTER_NUMBER = re.compile(r"[0-9]$")
_MORE = re.compile(r"\+(?![0-9\w])")
_FILLED_LINE = re.compile(r"[._…-]{5,}")
_LINE_START = re.compile(r"(?:^|\n)\s*$")
_BULLET = re.compile(r"[-–—+*](?:\s+|(?=[^\W\d_]))")
_HASHTAG = re.compile(r"#(?=[^\W\d_])")
_TRADEMARK = re.compile(r"[®™©]")


def _signs(group: str) -> dict[str, str]:
    entries: dict[str, str] = table(PACKAGE, "symbols")[group]
    return entries


def bullet(place: Place) -> Claim | None:
    """A dash, plus or star that opens a line is a bullet; a line of dots is to be filled in."""
    filled = place.match(_FILLED_LINE)
    if filled:
        return Claim(filled.end(), ",")
    match = place.match(_BULLET)
    if match is None or not _LINE_START.search(place.before) or place.start > len(place.before):
        return None
    return Claim(match.end(), "")


def comparison(place: Place) -> Claim | None:
    """>= and <= typed with two keys."""
    match = place.match(_OR_EQUAL)
    if match is None:
        return None
    return Claim(match.end(), "nhỏ hơn hoặc bằng" if "<" in match[0] else "lớn hơn hoặc bằng")


def per_mille(place: Place) -> Claim | None:
    """%o, as a keyboard without ‰ writes it."""
    match = place.match(_PER_MILLE)
    return Claim(match.end(), "phần nghìn") if match else None


def minutes(place: Place) -> Claim | None:
    """90' and 30'': minutes and seconds after a number."""
    match = place.match(_MINUTES)
    if match is None or not _AFTER_NUMBER.search(place.before):
        return None
    return Claim(match.end(), "giây" if match[0] in {"''", "″", "’’", "′′"} else "phút")


def sign(place: Place) -> Claim | None:
    """A sign by its table."""
    token, end = place.token, place.token_end
    if token in _signs("said"):
        return Claim(end, _signs("said")[token])
    hashtag = place.match(_HASHTAG)
    if hashtag:
        return Claim(hashtag.end(), "")
    if token in _signs("before_number") and _NUMBER_AFTER.match(place.text, place.start):
        if token in _signs("between") and _AFTER_NUMBER.search(place.before.rstrip()):
            return Claim(end, _signs("between")[token])
        return Claim(end, _signs("before_number")[token])
    if token in _signs("between") and (place.preceding.isspace() or token in "→⇒➔➜"):
        if _SPACED.match(place.text, place.start) or token in "→⇒➔➜":
            return Claim(end, _signs("between")[token])
    if place.match(_MORE) and _AFTER_NUMBER.search(place.before):
        return Claim(end, "cộng")
    if token in str(_signs("silent")):
        return Claim(end, "")
    return None


RULES = tuple(Rule("sign", read) for read in (per_mille, comparison, minutes, sign))
FIRST_RULES = (Rule("sign", bullet),)
