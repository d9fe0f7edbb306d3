"""Places on the map: 16.5N-112.3E, 14.852 độ vĩ Bắc, 11°03'25"N, 10°21'33.5"N, hướng NW.

In: a place at a number, or at the letters of a point of the compass. Out: degrees north and east;
the decimals of a position digit by digit.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, digits, in_words
from bulletin.languages.vi.quantities import OWN_POLES, POLES, measures
from bulletin.languages.vi.words import follows, precedes, said_near, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_POSITION = re.compile(
    r"(?P<lat>[0-9]{1,2})[.,](?P<lat_on>[0-9]{1,6})\s?(?P<north>[NS])(?P<gap>\s?[-–;,/]\s?|\s)"
    r"(?P<long>[0-9]{1,3})[.,](?P<long_on>[0-9]{1,6})\s?(?P<east>[EW])(?![^\W_])"
)
_PARTED_SECONDS = re.compile(
    r"(?P<degrees>[0-9]{1,3})\s?[°º˚]\s?(?P<minutes>[0-9]{1,2})\s?['’′]\s?(?P<seconds>[0-9]{1,2})"
    r"[.,](?P<rest>[0-9]{1,4})\s?(?:[\"”″]|['’′]{2})(?:\s?(?P<pole>[NSEWBĐT])(?![^\W_]))?"
)
_POLE = re.compile(r"[NSEWBĐT](?![^\W_])")
_DEGREES_BEFORE = re.compile(r"[0-9]\s?[°º˚][0-9'’′\"”″.,\s]{0,16}$")
_DECIMAL = re.compile(r"([0-9]{1,3})\.([0-9]{3,6})(?![0-9]|[.,][0-9])")
_ON_THE_MAP = re.compile(
    r"\s?(?:°|(?:độ\s)?(?:vĩ|kinh)(?:\sđộ)?\s(?:bắc|nam|đông|tây)|độ\s(?:bắc|đông)(?![^\W_]))",
    re.IGNORECASE,
)
_DEGREES_ROUND = 180
_GROUP = 3  # figures
_WORDS_TO_MAP = 8
_COMPASS = re.compile(r"(?:[NS]?[NS][EW]|[EW][NS][EW]|[NSEW])(?![^\W_]|[-–.][BĐT])")
_OWN_POINTS = {"N": "nam", "B": "bắc", "Đ": "đông", "T": "tây"}
_OWN_POINT = r"(?:[ĐT][NB]|[NBĐT])"
_OPPOSITE = re.compile(rf"(?P<from>{_OWN_POINT})\s?[-–]\s?(?P<to>{_OWN_POINT})(?![^\W_])")
_BORDERS = re.compile(rf"(?P<point>{_OWN_POINT})(?=\s?:?\s(?:tiếp\s)?giáp(?!\snhau|[^\W_]))")
_BEGINS_BORDER = re.compile(r"(?:^|(?:[;.:(\n–+-]|(?<!\s[A-Z]),)\s*|giáp\s[^;,.]{1,40}\svà\s)$")
"""Before the letter of a side; "lô B giáp đường" and "nhóm A, B giáp" have names."""
_PARTY_BEFORE = re.compile(r"[Bb]ên [AB](?![^\W_])")
_ONE_POINT = re.compile(r"[BĐT](?![^\W_]|[.&/-][^\W_]|\s[A-ZĐ])")
_ON_GRID = re.compile(
    r"[XY](?=\s?[:=]\s?[0-9][0-9.,]*(?:\s?m)?\s?[,;.]?\s?(?:và\s)?(?P<other>[XY])\s?[:=]\s?[0-9])"
)
_GRID_BEFORE = re.compile(r"(?<![^\W_])[XY]\s?[:=]\s?[0-9][0-9.,]*(?:\s?m)?\s?[,;.]?\s?(?:và\s)?$")
_OWN_ROW = re.compile(
    rf"{_OWN_POINT}(?:(?:,\s?|\s?/\s?|;\s?|\svà\s|\shoặc\s|\ssang\s){_OWN_POINT})+(?![^\W_]|[.&-][^\W_])"
)
_GRID = re.compile(r"(?<![^\W_])[XYxyNE]\s?[=:]\s?$")  # "X=120.354": metres of a grid as well
_BESIDE_POINT = re.compile(
    r"(?:,|;|/|-|–|\svà|\shoặc|\ssang|\sđến)\s?(?:[NS]?[NS][EW]|[EW])(?![^\W_])"
)
_POINT_BEFORE = re.compile(
    r"(?<![^\W_])(?:[NS]?[NS][EW]|[EWNS])(?:,|;|/|-|–|\svà|\shoặc|\ssang|\sđến)\s?$"
)
_POINT_OF_ROW = re.compile(_OWN_POINT)
_POINTS = {"N": "bắc", "S": "nam", "E": "đông", "W": "tây"}
_MINUTES_BEFORE = re.compile(r"[0-9](?:['’′]{1,2}|[\"”″])\s?$")


def position(_: Place, match: re.Match[str]) -> Claim | None:
    """16.5N-112.3E: a latitude and a longitude without the sign of degrees."""
    north = f"{_degrees(match['lat'], match['lat_on'])} {POLES[match['north']]}"
    east = f"{_degrees(match['long'], match['long_on'])} {POLES[match['east']]}"
    return Claim(match.end(), f"{north}, {east}")


def _degrees(whole: str, rest: str) -> str:
    return f"{cardinal(int(whole))} phẩy {digits(rest)} độ"


def decimal_degrees(place: Place, match: re.Match[str]) -> Claim | None:
    """14.852 độ vĩ Bắc, "tọa độ (14.847; 108.251)": a dot of decimals, and no thousands."""
    if int(match[1]) > _DEGREES_ROUND:
        return None
    end = match.end()
    counted = measures(place.text, end) or precedes(place, end, "counted")
    announced = said_near(place.before, "mapped", _WORDS_TO_MAP) and not counted
    told = announced or _ON_THE_MAP.match(place.text, end)
    gridded = _GRID.search(place.before) is not None and not counted
    if not (told or gridded) or precedes(place, end, "measured_along"):
        return None
    decimal = f"{cardinal(int(match[1]))} phẩy {digits(match[2])}"
    if gridded and len(match[2]) == _GROUP:
        senses = (decimal, in_words(match[0])) if told else (in_words(match[0]), decimal)
        return Claim(end, senses[0], senses=senses)
    if not told:
        return None
    return Claim(end, decimal)


def compass(place: Place, match: re.Match[str]) -> Claim | None:
    """Gió W, "hướng NW và W": a point of the compass by its English letters.

    N by itself is north in English and south in Vietnamese.
    """
    if place.preceding.isalnum():
        return None
    listed = _BESIDE_POINT.match(place.text, match.end()) or _POINT_BEFORE.search(place.before)
    if not (
        follows(place, "winds") or (listed and said_near(place.before, "winds", _WORDS_TO_MAP))
    ):
        return None
    say = _point(match[0])
    senses = ("nam", "bắc") if match[0] == "N" and not listed else ()
    return Claim(match.end(), senses[0] if senses else say, senses=senses)


def opposite(place: Place, match: re.Match[str]) -> Claim | None:
    """Hướng N-B: from one point of the compass to another, by their Vietnamese letters."""
    if not follows(place, "winds"):
        return None
    single = len(match["from"]) == len(match["to"]) == 1
    link = " " if single else ", "
    return Claim(match.end(), f"{_own_point(match['from'])}{link}{_own_point(match['to'])}")


def own_point(place: Place) -> Claim | None:
    """Gió B, phía Đ, "T giáp kênh": one point by its Vietnamese letter; "phía B" is a party too."""
    borders = place.match(_BORDERS)
    if borders and (
        _BEGINS_BORDER.search(place.before)
        or follows(place, "sides_of_plot")
        or follows(place, "winds")
    ):
        return Claim(borders.end(), _own_point(borders["point"]))
    match = place.match(_ONE_POINT)
    if match is None or not follows(place, "winds"):
        return None
    point = _OWN_POINTS[match[0]]
    party = place.previous == "phía" and match[0] == "B"
    if party and _PARTY_BEFORE.search(place.text[: place.start]):
        return None  # "bên A giao cho bên B; phía B thanh toán"
    return Claim(match.end(), point, senses=(point, spelled(match[0])) if party else ())


def grid(place: Place) -> Claim | None:
    """The X of "X: 1.205.354; Y: 567.123": an axis, and no Roman ten."""
    match = place.match(_ON_GRID)
    paired = match is not None and match["other"] != match[0]
    behind = place.written == "Y" and _GRID_BEFORE.search(place.before) is not None
    return Claim(place.end, place.written) if paired or behind else None


def own_points(place: Place, match: re.Match[str]) -> Claim | None:
    """Hướng N, B; phía Đ và ĐN: points of the compass in a row, by their Vietnamese letters."""
    if not (follows(place, "winds") or place.previous == "giáp"):
        return None
    points = re.findall(_OWN_POINT, match[0])
    if not {one[-1] for one in points} - {"N"}:
        return None
    said = _POINT_OF_ROW.sub(lambda one: _own_point(one[0]), match[0])
    return Claim(match.end(), re.sub(r"\s?[/;]\s?", ", ", said))


def _own_point(letters: str) -> str:
    return " ".join(_OWN_POINTS[letter] for letter in letters)


def _point(letters: str) -> str:
    """The point as it is called: east and west before north and south, the first letter first."""
    last = letters[-2:]
    name = " ".join(_POINTS[one] for one in sorted(last, key="EWNS".index))
    return f"{_POINTS[letters[0]]} {name}" if len(letters) > len(last) else name


def parted_seconds(_: Place, match: re.Match[str]) -> Claim | None:
    """10°21'33.5"N, as maps show it: the seconds have decimals, and are no day."""
    degrees, minutes, seconds = (
        cardinal(int(match[part])) for part in ("degrees", "minutes", "seconds")
    )
    said = f"{degrees} độ {minutes} phút {seconds} phẩy {digits(match['rest'])} giây"
    pole = match["pole"] or ""
    return Claim(match.end(), f"{said} {(POLES | OWN_POLES).get(pole, '')}".strip())


def pole(place: Place, match: re.Match[str]) -> Claim | None:
    """The letter behind degrees, minutes or seconds: 10°45'N, 10°14'32"B."""
    if match[0] in OWN_POLES:
        told = place.preceding != " " and _DEGREES_BEFORE.search(place.before)
        return Claim(match.end(), OWN_POLES[match[0]]) if told else None
    told = _MINUTES_BEFORE.search(place.before)
    return Claim(match.end(), POLES[match[0]]) if told else None


RULES = (
    Rule("number", decimal_degrees, _DECIMAL, then="."),
    Rule("number", position, _POSITION, then=",."),
    Rule("number", parted_seconds, _PARTED_SECONDS, then=" °˚º"),
    Rule("word", pole, _POLE, opens="NSEWBĐT"),
    Rule("word", grid, opens="XY"),
    Rule("word", own_points, _OWN_ROW, opens="NBĐT", then=" ,/;"),
    Rule("word", opposite, _OPPOSITE, opens="NBĐT", then=" -–"),
    Rule("word", own_point, opens="NBĐT"),
    Rule("word", compass, _COMPASS, opens="NSEW"),
)
