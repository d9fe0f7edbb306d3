"""Places on the map: 16.5N-112.3E, 10.9804, 106.6519, 11°03'25"N.

In: a place at a number, or at the letter of a point of the compass. Out: degrees north and east; the
decimals of a position digit by digit.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, digits
from bulletin.languages.vi.quantities import OWN_POLES, POLES
from bulletin.reading.scanner import Claim, Place, Rule

_POSITION = re.compile(
    r"(?P<lat>[0-9]{1,2})[.,](?P<lat_on>[0-9]{1,6})\s?(?P<north>[NS])(?P<gap>\s?[-–;,/]\s?|\s)"
    r"(?P<long>[0-9]{1,3})[.,](?P<long_on>[0-9]{1,6})\s?(?P<east>[EW])(?![^\W_])"
)
_POLE = re.compile(r"[NSEWBĐT](?![^\W_])")
_DEGREES_BEFORE = re.compile(r"[0-9]\s?[°º˚][0-9'’′\"”″.,\s]{0,16}$")
_MINUTES_BEFORE = re.compile(r"[0-9](?:['’′]{1,2}|[\"”″])\s?$")


def position(place: Place) -> Claim | None:
    """16.5N-112.3E: a latitude and a longitude without the sign of degrees."""
    match = place.match(_POSITION)
    if match is None:
        return None
    north = f"{_degrees(match['lat'], match['lat_on'])} {POLES[match['north']]}"
    east = f"{_degrees(match['long'], match['long_on'])} {POLES[match['east']]}"
    return Claim(match.end(), f"{north}, {east}")


def _degrees(whole: str, rest: str) -> str:
    return f"{cardinal(int(whole))} phẩy {digits(rest)} độ"


def pole(place: Place) -> Claim | None:
    """The letter behind degrees, minutes or seconds: 10°45'N, 10°14'32"B."""
    match = place.match(_POLE)
    if match is None:
        return None
    if match[0] in OWN_POLES:
        told = place.preceding != " " and _DEGREES_BEFORE.search(place.before)
        return Claim(match.end(), OWN_POLES[match[0]]) if told else None
    told = _MINUTES_BEFORE.search(place.before)
    return Claim(match.end(), POLES[match[0]]) if told else None


RULES = (
    Rule("number", position, _POSITION),
    Rule("word", pole, _POLE, opens="NSEWBĐT"),
)
