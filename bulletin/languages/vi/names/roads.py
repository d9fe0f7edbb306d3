"""Roads and milestones: QL13, QL.1A, ĐT.743, Km12+500.

In: a place at a road's letters or at "km". Out: the kind of road and its number, and a milestone
with its metres.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, digits
from bulletin.languages.vi.words import PACKAGE, counts_things, near, spelled, undoubled
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_MOTORWAY = re.compile(r"CT\s?[.-]?\s?([0-9]{2})(?![^\W_]|[.,/-][0-9])")
_ROAD = re.compile(
    r"(QL|Ql|ql|TL|ĐT|DT|HL|ĐH|DH|ĐX|DX|ĐTX|LTL|ĐL)(\s?[.\-]?\s?)(?!0[0-9]{3})([0-9]{1,4})([A-Z]?)(?![^\W_]|[.,/-][0-9]"
    r"|\s?(?:tỷ|tỉ|triệu|tr|đồng|đ|ha|m2|m²|%|tấn)(?![^\W_]))"
)
_KILOMETRE = re.compile(
    r"[Kk][Mm]\s?([0-9]{1,4})(?:\s?\+\s?([0-9]{1,3}))?(?![0-9]|[.,/][0-9]|\s?%)"
)
_TO_KILOMETRE = re.compile(r"\s?[-–÷]\s?(?=[Kk][Mm]\s?[0-9])")
_SIDE = re.compile(r"\s?\(([TP])\)|\s([TP])(?=\s?[,;])")
_SIDES = {"T": "trái", "P": "phải"}
_LEADS_ON = re.compile(r"\s(?:nối|dài|đoạn|đi|qua|từ|giáp)(?![^\W_])")  # "ĐH 07 nối QL26"
_FIGURES_AFTER = re.compile(r"\s[0-9]")
_DISTANCE = re.compile(r"[0-9]\s?$")  # "5km 17:35": a distance and its time
_AREA = re.compile(r"km[23]$")
_MILESTONES = frozenset(("từ", "đến", "tới", "tại"))  # from km2 to km4
_VARIETIES = frozenset(("giống", "mì", "sắn"))  # the cassava KM 94, the soya ĐT 26
_LOAD = re.compile(r"HL\s?-?\s?([0-9]{2})(?![^\W_])")
_FACTOR_BEFORE = re.compile(r"[0-9],[0-9]{1,2}\s?x?\s?$")  # the load of 0,65HL93
_WORDS_TO_MOTORWAY = 4
_FIRST_ROAD_OF_PROVINCE = 3  # digits: ĐT.743, against "ĐT 0274 ..."


def road(place: Place, match: re.Match[str]) -> Claim | None:
    """QL13, QL.1A, ĐT.743, ĐT 746B, HL 12."""
    if _counts_or_calls(place, match):
        return None
    kind, tie, number, letter = match.groups()
    if place.previous in _VARIETIES or _FACTOR_BEFORE.search(place.before):
        return None
    if kind == "DT" and tie.isspace() and number.startswith("20") and len(number) == 4:  # noqa: PLR2004
        return None  # "dự toán 2025"
    provincial = kind in {"ĐT", "DT", "ĐH", "DH", "ĐL", "ĐTX"}
    told = "." in tie or (number[0] == "0" and _LEADS_ON.match(place.text, match.end()))
    if provincial and len(number) < _FIRST_ROAD_OF_PROVINCE and not told:
        return None
    if kind in {"TL", "ĐL", "ĐH"} and tie.isspace() and len(number) == 4:  # noqa: PLR2004
        return None
    roads: dict[str, str] = table(PACKAGE, "prefixes")["roads"]
    said = undoubled(place, roads[kind])
    return Claim(match.end(), f"{said} {cardinal(int(number))} {spelled(letter)}".strip())


def _counts_or_calls(place: Place, match: re.Match[str]) -> bool:
    """Whether something is counted, "có HL 120 ngày", or called: "ĐT 024 39 74"; not "QL26 8,4tr"."""
    counts = " " in match[2] and counts_things(place, match.end(), "counted")
    figures = _FIGURES_AFTER.match(place.text, match.end()) is not None
    return counts or (figures and (match[2] != "" or match[3].startswith("0")))


def motorway(place: Place, match: re.Match[str]) -> Claim | None:
    """Cao tốc CT.07: its letters are those of its sign."""
    told = near(place, "motorways", _WORDS_TO_MOTORWAY)
    return Claim(match.end(), f"{spelled('CT')} {digits(match[1])}") if told else None


def load(place: Place, match: re.Match[str]) -> Claim | None:
    """The load of a bridge behind its factor: 0,65HL93."""
    told = _FACTOR_BEFORE.search(place.before)
    return Claim(match.end(), f"hát eo {cardinal(int(match[1]))}") if told else None


def kilometre(place: Place, match: re.Match[str]) -> Claim | None:
    """Km12+500, and "từ km2 đến km3", which is no area."""
    if place.previous in _VARIETIES:
        return None
    named = place.written == "Km" and place.preceding == " " and match[0][2].isdigit()
    if _DISTANCE.search(place.before) and not named:
        return None  # no "ngã 3 Km32"
    if _AREA.match(match[0]) and place.previous not in _MILESTONES:
        return None
    said = f"ki lô mét {cardinal(int(match[1]))}"
    metres = f" cộng {cardinal(int(match[2]))}" if match[2] else ""
    side = _SIDE.match(place.text, match.end())
    if side:
        return Claim(side.end(), f"{said}{metres}, {_SIDES[side[1] or side[2]]}")
    span = _TO_KILOMETRE.match(place.text, match.end())
    return Claim(span.end() if span else match.end(), said + metres + (" đến " if span else ""))


RULES = (
    Rule("word", motorway, _MOTORWAY, opens="C", then=" -.0123456789"),
    Rule("word", load, _LOAD, opens="H", then=" -0123456789"),
    Rule("word", road, _ROAD, opens="DHLQqTĐ", then=" -.0123456789"),
    Rule("word", kilometre, _KILOMETRE, opens="Kk", then=" 0123456789"),
)
