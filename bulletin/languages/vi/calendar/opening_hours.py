"""Hours from one to the other with dots: Mở cửa 8.00-17.00, giờ làm việc 7.30 đến 11.30.

In: a place at a number. Out: both hours, where something opens, is sold or worked at; elsewhere two
such numbers may be decimals, and `pairs` asks.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.quantities import governed_by
from bulletin.languages.vi.words import follows, near
from bulletin.reading.scanner import Claim, Place, Rule

_HOUR = r"([01]?[0-9]|2[0-4])\.(00|15|30|45)"
_SPAN = re.compile(rf"{_HOUR}\s?(?:-|–|đến|tới)\s?{_HOUR}(?![0-9]|[.,][0-9]|\s?(?:%|[-–]\s?[0-9]))")
_WORDS_TO_WORK = 8


def opening_hours(place: Place, match: re.Match[str]) -> Claim | None:
    """Two hours, the first of them the earlier."""
    if governed_by(place) == "quantity":
        return None
    hours = [int(one) for one in match.groups()]
    told = follows(place, "opens_at") or near(place, "at_work_hours", _WORDS_TO_WORK)
    if not told or hours[:2] >= hours[2:]:
        return None
    return Claim(match.end(), f"{_said(*hours[:2])} đến {_said(*hours[2:])}")


def _said(hour: int, minutes: int) -> str:
    return f"{cardinal(hour)} giờ {cardinal(minutes)}" if minutes else f"{cardinal(hour)} giờ"


RULES = (Rule("number", opening_hours, _SPAN, then="."),)
