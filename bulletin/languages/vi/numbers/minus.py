"""A dash before a number: below nought ("-5°C"), so many fewer ("-15 hộ"), or a list's ("-15 hộ" on a line).

In: a place at a dash. Out: "âm", "giảm", "dưới" for a class of fighters, or nothing for a bullet.
"""

import re

from bulletin.languages.vi.cardinals import in_words
from bulletin.languages.vi.words import follows, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_DASHES = "-–—−"
_COUNT = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})*(?![0-9]|[.,/-][0-9])")
_COMPARED = re.compile(r"\sso\s(?:với|cùng)(?![^\W_])")  # "-15 hộ so với đầu năm"
_WORDS_TO_DIFFERENCE = 3
_MINUS = re.compile(rf"[{_DASHES}](?=[0-9])")
_WEIGHT = re.compile(r"[0-9]{2,3}(?:[.,][0-9])?\s?kg(?![^\W_])")  # a class of fighters: "nam -60kg"
_COLD = re.compile(
    r"[0-9][0-9.,]*(?:\s?(?:đến|tới|[-–÷])\s?[-−]?[0-9][0-9.,]*)?\s?(?:°|º|o[CF](?![^\W_])|độ|%)"
)
_ALONE = re.compile(  # a cell of a table, and no hour behind a hyphen of a list
    r"[0-9][0-9.,]*\s?(?!(?:h|g|giờ|phút)\s*$)(?:%|[^\W\d_]{1,5})?\s*$"
)

_QUOTED = re.compile(r'(?<![0-9])"$')  # and no seconds: 2'45"-800m


def minus(place: Place, match: re.Match[str]) -> Claim | None:
    """A dash right before a number, after a space; one that opens the text is a bullet."""
    if place.written not in _DASHES:
        return None
    if _WEIGHT.match(place.text, match.end()) and follows(place, "weight_classes"):
        return Claim(match.end(), "dưới ")
    if not place.preceding:
        below = _COLD.match(place.text, match.end()) or _ALONE.match(place.text, match.end())
        return Claim(match.end(), "âm" if below else "")
    if not (
        place.preceding.isspace() or place.preceding in "(:=<>≈~“‘«" or _QUOTED.search(place.before)
    ):
        return None
    if place.previous == "giảm":
        return Claim(match.end(), "")
    return _fewer(place) or Claim(match.end(), "âm")


def _fewer(place: Place) -> Claim | None:
    """The "-15" of "còn 42 hộ (-15 hộ)": so many fewer; elsewhere it may be the dash of a list."""
    number = _COUNT.match(place.text, place.end)
    if number is None or near(place, "differences", _WORDS_TO_DIFFERENCE):
        return None
    if not precedes(place, number.end(), "tallied_up"):
        return None
    if place.preceding == "(" or _COMPARED.search(place.clause_after(number.end())):
        return Claim(place.end, "giảm ")
    count = in_words(number[0])
    fewer, listed = f"giảm {count}", f", {count}"
    said = fewer if place.before.rstrip().endswith(":") else listed
    return Claim(number.end(), said, senses=(fewer, listed))


RULES = (Rule("sign", minus, _MINUS, opens=_DASHES),)
