"""What reports of matches write short: thẻ vàng 23', 45+2', hiệu số (+12/-5).

In: a place at a number or a plus. Out: the minute of play behind "phút", where goals, cards and
players that come on are told of; what was gained and lost.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, near
from bulletin.reading.scanner import Claim, Place, Rule

_MINUTE = re.compile(r"([1-9][0-9]?|1[01][0-9]|120)(?:\+([1-9][0-9]?))?['’′](?![0-9'’′\w])")
_REPEATED = re.compile(r"\s(?:một|mỗi|/)\s?lần(?![^\W_])|/")
_WORDS_TO_GOAL = 7
_UP_AND_DOWN = re.compile(r"\+([0-9]{1,3})\s?/\s?[-−]([0-9]{1,3})(?![0-9]|[.,/][0-9]|\s?[%°])")
_LETTERED_TEAMS = re.compile(
    r"T([1-9])\s([0-9]{1,2})\s?[-–]\s?([0-9]{1,2})\sT([1-9])(?![^\W_]|[.,/-][0-9])"
)


def minute_of_play(place: Place, match: re.Match[str]) -> Claim | None:
    """The 23' of "thẻ vàng 23'"; "hiệp 2 dài 45'" tells how long it lasts."""
    if place.previous == "phút" or place.preceding == "+" or follows(place, "lasting_minutes"):
        return None
    if _REPEATED.match(place.text, match.end()) or not near(place, "on_the_pitch", _WORDS_TO_GOAL):
        return None
    added = f" cộng {cardinal(int(match[2]))}" if match[2] else ""
    return Claim(match.end(), f"phút {cardinal(int(match[1]))}{added}")


def up_and_down(_: Place, match: re.Match[str]) -> Claim | None:
    """+12/-5: goals for and against, or what rises and falls."""
    return Claim(match.end(), f"cộng {cardinal(int(match[1]))}, trừ {cardinal(int(match[2]))}")


def lettered_teams(_: Place, match: re.Match[str]) -> Claim | None:
    """T1 2-0 T3: hamlets that play each other, and no days of the week."""
    one, home, away, other = (cardinal(int(number)) for number in match.groups())
    return Claim(match.end(), f"tê {one}, {home} {away}, tê {other}")


RULES = (
    Rule("word", lettered_teams, _LETTERED_TEAMS, opens="T", then="123456789"),
    Rule("number", minute_of_play, _MINUTE, then="'+’′"),
    Rule("sign", up_and_down, _UP_AND_DOWN, opens="+"),
)
