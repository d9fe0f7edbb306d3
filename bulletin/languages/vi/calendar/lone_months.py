"""T5 beside no word of the calendar: kho T5, doanh thu T5.

In: a place at a T with the number of a month, which no rule of `periods` has read. Out: the month,
where something is reckoned by months; else the letter and the number, and a guess unless what stands
before is known by such letters.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, month_name
from bulletin.languages.vi.words import follows, near
from bulletin.reading.scanner import Claim, Place, Rule

_LONE = re.compile(r"T(?P<month>[1-9]|1[0-2])(?![^\W_]|[.,/&-][^\W_]|:|\s?[-–]\s?[T0-9])")
_TIED_BEFORE = re.compile(r"[^\W_][-–/.,&]?$")
_WORDS_TO_LETTERED = 3


def lone_month(place: Place, match: re.Match[str]) -> Claim | None:
    """A month by its letter, or what only looks like it."""
    if _TIED_BEFORE.search(place.before):
        return None
    month = f"tháng {month_name(match['month'])}"
    if follows(place, "reckoned_monthly"):
        return Claim(match.end(), month)
    named = follows(place, "lettered_t") or near(place, "known_by_letters", _WORDS_TO_LETTERED)
    if named or not place.previous:
        return None
    letters = f"tê {cardinal(int(match['month']))}"
    return Claim(match.end(), letters, senses=(letters, month))


RULES = (Rule("word", lone_month, _LONE, opens="T", then="123456789"),)
