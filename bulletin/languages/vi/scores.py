"""Scores and formations: tỷ số 3-0, hòa 1-1, đội hình 4-3-3.

In: a place at a number. Out: the numbers side by side, as a commentator says them; a draw is
"hai đều".
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.days import is_holiday
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import cased, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_PAIR = re.compile(r"([0-9]{1,3})(\s?[-–—:]\s?)([0-9]{1,3})(?![0-9%°‰]|[.,/:-][0-9]|[A-Za-zđĐ])")
_CHAIN = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2}){2,4}(?![0-9]|[-.,/][0-9])")
_RATIO = re.compile(r"([0-9]{1,3}):([0-9]{1,6})(?![0-9:]|[.,][0-9])")
_TEAM_BEFORE = cased(r"[\U][^\W\d_]+ $")
_TEAM_AFTER = cased(r" [\U]")
_WORDS_BACK = 14
_HIGHEST_BARE = 30  # goals or points that a pair without announcement may name


def score(place: Place) -> Claim | None:
    """Two numbers that the words before them call a score, or a bare falling pair like 3-0."""
    match = place.match(_PAIR)
    if match is None:
        return None
    if precedes(place, match.end(), "not_score") or measures(place.text, match.end()):
        return None
    home, sign, away = int(match[1]), match[2], int(match[3])
    announced = near(place, "score", _WORDS_BACK)
    falling = home > away and sign in {"-", "–"} and home <= _HIGHEST_BARE
    announced = announced or _between_teams(place, match.end())
    zero_led = any(number.startswith("0") and len(number) > 1 for number in (match[1], match[3]))
    if home == away and not announced and sign == "-":
        return Claim(match.end(), f"{cardinal(home)} {cardinal(away)}")
    if not announced and (not falling or zero_led or is_holiday(home, away)):
        return None
    if home == away:
        return Claim(match.end(), f"{cardinal(home)} đều")
    return Claim(match.end(), f"{cardinal(home)} {cardinal(away)}")


def _between_teams(place: Place, end: int) -> bool:
    """Whether a name stands right before and right after: "Việt Nam 3-2 Thái Lan"."""
    return bool(_TEAM_BEFORE.search(place.before) and _TEAM_AFTER.match(place.text, end))


def formation(place: Place) -> Claim | None:
    """4-3-3, 3-2-1."""
    match = place.match(_CHAIN)
    if match is None:
        return None
    return Claim(match.end(), " ".join(cardinal(int(part)) for part in match[0].split("-")))


def ratio(place: Place) -> Claim | None:
    """1:1, 1:500."""
    match = place.match(_RATIO)
    if match is None:
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} trên {cardinal(int(match[2]))}")


RULES = tuple(Rule("number", read) for read in (formation, score, ratio))
