"""A year and a later one of its century that is cut short: 1954-75, số nhà 1890-95.

In: a place at such a pair. Out: "đến" between them where years are told of; behind the name of a
house, a lot or a paper, before what is counted, and where nothing tells, a guess.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, in_words
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import follows, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_PAIR = re.compile(
    r"(1[89][0-9]{2}|20(?:1[2-9]|[2-9][0-9]))\s?[-–—−]\s?([0-9]{2})(?![^\W_]|[.,/:%-]?[0-9]|\s?[%°])"
)
_TIED_BEFORE = re.compile(r"[^\W_][-–/.,]?$")
_NAMING = ("house", "lot", "lettered", "named_number", "listed", "numbered", "series", "staked")
_COUNTING = ("counted", "countable", "not_score")
_LEADING = frozenset({"từ", "trong", "khoảng"})
_WORDS_TO_ERA = 8


def short_years(place: Place, match: re.Match[str]) -> Claim | None:
    """Two years of one century, or two numbers that look like it."""
    if int(match[2]) <= int(match[1][2:]) or _TIED_BEFORE.search(place.before):
        return None
    first, last = in_words(match[1]), cardinal(int(match[2]))
    span, row = f"{first} đến {last}", f"{first}, {last}"
    end = match.end()
    counts = measures(place.text, end) or any(precedes(place, end, one) for one in _COUNTING)
    names = not follows(place, "eras") and any(follows(place, one) for one in _NAMING)
    if counts or names:
        return Claim(end, row, senses=(row, span))
    bracketed = place.preceding == "(" and place.text.startswith(")", end)
    told = (
        bracketed
        or place.previous in _LEADING
        or follows(place, "eras")
        or near(place, "eras", _WORDS_TO_ERA)
    )
    return Claim(end, span, senses=() if told else (span, row))


RULES = (Rule("number", short_years, _PAIR, opens="12", then=" -–—−"),)
