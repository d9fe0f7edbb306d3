"""Dashes beside numbers: a span ("5-7 ngày") or only a pause.

In: a place at a dash. Out: "đến", or no claim, so that the dash stays a pause. Offices also write ÷
and ~ for a span.
"""

import re

from bulletin.languages.vi.quantities import measures, names
from bulletin.languages.vi.words import near, precedes, role
from bulletin.reading.scanner import Claim, Place, Rule

_DASHES = "-–—−"
_SPAN = re.compile(rf"\s?[{_DASHES}]\s?(?=[0-9]|[$€£¥₫₹₱₽]\s?[0-9])")
_WORDED_SPAN = re.compile(
    rf"[{_DASHES}]\s*(?=(thứ|tháng|ngày|năm|điều|khoản|quý|lớp|tổ|kỳ)\s)", re.IGNORECASE
)
_OPEN_SPAN = re.compile(rf"\s?[{_DASHES}]\s?(?=(?:dưới|gần|trên|hơn)\s[0-9])")
_CODE_BEFORE = re.compile(
    r"(?:(?<![^\W_])([A-ZĐ]|BĐ|KP|TDP|NV|KV)|(?<=[Tt]ừ\s)([A-ZĐ]{1,4})\.?\s?)([0-9]{1,3})\s?$"
)
_CLASS_BEFORE = re.compile(r"(?<![^\W_])([1-9]|1[0-2])([A-ZĐ])([0-9]{1,2})\s?$")
_CLASS_AFTER = re.compile(rf"\s?[{_DASHES}]\s?(?=([1-9]|1[0-2])([A-ZĐ])([0-9]{{1,2}})(?![^\W_]))")
_CODE_AFTER = re.compile(rf"\s?[{_DASHES}]\s?(?=([A-ZĐ]{{1,4}})\.?\s?([0-9]{{1,3}})(?![^\W_]))")
_PLACES = frozenset({"KP", "TDP"})  # two of them with a dash may be two teams
_WORDS_TO_MATCH = 8
_WORDS_TO_PAIR = 14
_SCORED = re.compile(r"[A-ZĐ][0-9]{1,2}\s?:\s?[0-9]{1,2}\s?[-–]\s?[0-9]")
_MILESTONE = re.compile(r"(?<![^\W_])K[0-9]{1,4}\+[0-9]{1,3}\s?$")
_MILESTONE_SPAN = re.compile(rf"\s?[{_DASHES}]\s?(?=K[0-9]{{1,4}}\+[0-9])")
_SPLIT_UNIT = r"(?P<unit>tr|t|m|kg|T|tỷ|k|l)"
_SPLIT_BEFORE = re.compile(rf"(?<![^\W_])[0-9]{{1,3}}{_SPLIT_UNIT}[0-9]{{1,3}}\s?$")
_SPLIT_SPAN = re.compile(
    rf"\s?[{_DASHES}]\s?(?=[0-9]{{1,3}}{_SPLIT_UNIT}(?:[0-9]{{1,3}})?(?![^\W_]))"
)
_LUNAR_SPAN = re.compile(
    rf"\s?[{_DASHES}]\s?(?=(?:M|mùng\s|mồng\s)[0-9]{{1,2}}(?:\s(?:Tết|tết)|/1)(?![^\W_]))"
)
_LUNAR_DAY_BEFORE = re.compile(
    r"(?<![^\W_])(?:2[0-9]|30)(?:/12)?(?:\s(?:Tết|tết|tháng Chạp|tháng chạp|ÂL))?\s?$"
)
_UNTIL_NOW = re.compile(rf"\s?[{_DASHES}]\s?(?=nay(?![^\W_]))")
_YEAR_BEFORE = re.compile(r"(?<![0-9.,])(?:1[0-9]|20)[0-9]{2}\s?$")
_CODE_GOES_ON = re.compile(rf"[A-ZĐ]{{1,4}}[0-9]{{1,3}}\s?[{_DASHES}]\s?[A-ZĐ]{{1,4}}[0-9]")
_CODES_BEFORE = re.compile(rf"[A-ZĐ][0-9]{{1,3}}\s?[{_DASHES}]\s?[A-ZĐ]{{1,4}}[0-9]{{1,3}}\s?$")
_AREA_AFTER = re.compile(r"\s?(?:m2|m²|ha)(?![^\W_])")
_OTHER_SPAN = re.compile(r"\s?[÷~∼]\s?(?=[0-9])")
_LEFT = re.compile(
    r"(?:(?P<time>[0-9]{1,2}(?:\s?[hHgG:][0-9]{2}(?:['’p]|ph)?|(?:[:.][0-9]{2})?\s?[aApP][mM]))"
    r"|(?P<clock>[0-9]{1,2}\sgiờ\s(?:[0-5][0-9]|rưỡi))"
    r"|(?P<date>[0-9]{1,4}[/.][0-9]{1,4}(?:[/.][0-9]{2,4})?)"
    r"|(?P<number>[0-9](?:[0-9.,]*[0-9])?)(?:\s?(?P<unit>[%‰$€£¥₫₹₱₽]|°\s?C?|²|³|['’]|[^\W\d_]{1,5}[23²³]?)"
    r"(?:/[^\W\d_]{1,6}[23²³]?|(?<=độ)\sC)?)?)\s?$"
)
_CLOCK = re.compile(r"[0-9]{1,2}\s?(?:giờ|[hg:])")
_WEEKDAY = re.compile(r"thứ\s[2-7]\s?$", re.IGNORECASE)
_ONE_MORE = re.compile(r"[0-9][0-9.,]*\s?[^\s-]{0,3}\s[-–]\s[0-9]")
_ONE_BEFORE = re.compile(r"[0-9]\s?[^\s0-9-]{0,3}\s[-–]\s[0-9][0-9.,]*\s?[^\s0-9]{0,3}\s$")
_SWITCH = re.compile(r"[0-9]{1,2}/[0-9]{1,3}(?![0-9]|[-.,/][0-9])")
_LAST_DAY = 31
_MONEY = frozenset(("%", "tr", "triệu", "k", "K", "đ", "đồng", "tỷ", "tỉ", "nghìn", "ngàn"))
_LEADING = re.compile(r"(?:từ|giảm|hạ|xuống|còn)\s(?:từ\s)?[0-9][0-9.,]*\s?[^\s0-9]{1,6}\s?$")
_FALLING = re.compile(r"(?:từ|giảm|hạ|xuống|còn)\s(?:từ\s)?[0-9][0-9.,]*\s?$")
_HOURS_MORE = re.compile(r"[0-9]{1,2}h(?:[0-5][0-9])?-[0-9]{1,2}h")
_HOURS_BEFORE = re.compile(r"(?<![^\W_])[0-9]{1,2}h(?:[0-5][0-9])?-[0-9]{1,2}h(?:[0-5][0-9])?$")
_OF_SEASON = re.compile(r"(?:19|20)[0-9]{2}(?:/[0-9]{2,4})?(?![^\W_]|[.,/][0-9]|\s?[^\W\d_%])")
_TIED_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{3})*(?:,[0-9]{1,2})?"
_TIED_MORE = re.compile(rf"{_TIED_NUMBER}(?:-{_TIED_NUMBER}){{1,9}}(?![0-9]|[-./][0-9])")
_TIED_ROW = re.compile(rf"(?<![0-9/.,-])(?:{_TIED_NUMBER}-){{1,9}}{_TIED_NUMBER}$")
_RIGHT = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_PER_CENT = re.compile(r"[0-9][0-9.,]*\s?%")
_RIGHT_UNIT = re.compile(r"[0-9][0-9.,]*(?:/[0-9.,]+){0,2}\s?([A-Za-z]{1,3})(?![^\W_])")
_RIGHT_MEASURE = re.compile(r"[0-9][0-9.,]*\s?([^\W\d_]{1,4})(?![^\W_])")
_MEASURED = {
    **dict.fromkeys(("s", "giây", "phút", "h", "giờ"), "time"),
    **dict.fromkeys(("mm", "cm", "m", "km"), "length"),
    **dict.fromkeys(("kg", "tạ", "tấn", "yến"), "mass"),
}
_ELECTRIC = frozenset(
    ["V", "kV", "A", "mA", "Ah", "mAh", "W", "kW", "MW", "Hz", "kHz", "VA", "kVA", "MVA", "MVAr"]
)
_LETTER_TIED = re.compile(r"[A-ZĐ][0-9]{1,2}$")
_NUMBERED_BEFORE = re.compile(
    r"(?:số|số hiệu|tuyến|mã số|thửa|lô|thửa đất|buýt|xe buýt|xe)\s[0-9]{1,4}$", re.IGNORECASE
)
_DATE = re.compile(r"[0-3]?[0-9]/[01]?[0-9](?:/[0-9]{4})?(?![0-9])")
_TELEPHONE = re.compile(r"0[0-9]{2,}|[0-9]{8,}|1[89]00")
_LONG_CODE_BEFORE = re.compile(r"[0-9]{7,}$")
_SHORT_PART = re.compile(r"[0-9]{1,3}(?![0-9]|[.,][0-9])")
_DECIMAL = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,2})?")
_FIRST = re.compile(r"[0-9]+(?:,[0-9]+)?")
_YEARLIKE = 4  # digits


def span(place: Place, match: re.Match[str]) -> Claim | None:
    """A dash between two numbers: "đến" if they rise, a pause in a row of figures."""
    left = _LEFT.search(place.before) if place.written in _DASHES else None
    if left is None:
        return None
    hour = left["clock"] and _CLOCK.match(place.text, match.end())
    if not (hour if left["clock"] else _spans(place, left, match.end())):
        return None
    return Claim(match.end(), _link(place, left, match.end()))


def _spans(place: Place, left: re.Match[str], end: int) -> bool:
    """Whether what stands on both sides of the dash can be the ends of one span."""
    if _TELEPHONE.match(place.text, end) or _is_code(place, left, end):
        return False
    if _measure_otherwise(left, place.text, end):
        return False
    if left["date"] and place.text.startswith(left["date"], end):
        return False  # "1/2 - 1/2" of a drawn game
    unit = left["unit"]
    foreign = unit and unit[0].isalpha() and unit not in names() and unit not in role("span_words")
    right = _RIGHT.match(place.text, end)
    others = (_are_opposed, _is_apart, _is_next_prize, _is_named)
    if foreign or (right and any(other(place, left, right) for other in others)):
        return False
    apart = place.preceding.isspace() or (right and not _goes_on(place, right.end()))
    bare = apart and left["number"] and not unit
    return not (bare and right) or _rises(left["number"], right[0])


def _measure_otherwise(left: re.Match[str], text: str, end: int) -> bool:
    """Whether two sides measure different things: "12,8s-100m", "18h - 7,62m", "11h-13h -30%"."""
    if _PER_CENT.match(text, end):
        return bool(left["time"]) or left["unit"] not in {None, "%"}
    right = _RIGHT_MEASURE.match(text, end)
    first = "time" if left["time"] else _MEASURED.get(left["unit"] or "")
    second = _MEASURED.get(right[1]) if right else None
    return first is not None and second is not None and first != second


def _are_opposed(place: Place, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two sides share: a game drawn "0,5-0,5", "kiểm soát bóng 55-45%"."""
    if left["unit"] or not left["number"]:
        return False
    if "," in right[0] and left["number"] == right[0]:
        return True
    falls = not (_rises(left["number"], right[0]) or _FALLING.search(place.before))
    return falls and _PER_CENT.match(place.text, right.start()) is not None


def _is_apart(place: Place, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether something else is counted behind a spaced dash: "45 năm - 1 chặng đường"."""
    if not (place.preceding.isspace() and left["unit"] in role("span_words") | role("measured")):
        return False
    measured = measures(place.text, right.end()) or precedes(place, right.end(), "span_words")
    return not (measured or _rises(left["number"], right[0]))


def _is_next_prize(place: Place, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether less of the same money follows: the prizes of "giải 5tr-3tr-2tr" are no span."""
    if left["unit"] not in _MONEY or _LEADING.search(place.before):
        return False
    same = place.text.startswith(left["unit"], right.end())
    return same and not _rises(left["number"], right[0])


def _is_named(place: Place, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether a name has its pole or its season behind it: "DCL 471-7/12", "V.League 2 - 2026/27"."""
    if left["unit"] or not left["number"]:
        return False
    season = _OF_SEASON.match(place.text, right.start())
    if season and (place.preceding.isspace() or "/" in season[0]):
        return len(left["number"]) != _YEARLIKE
    return bool(_SWITCH.match(place.text, right.start())) and _plain(left["number"]) > _LAST_DAY


def _goes_on(place: Place, end: int) -> bool:
    """Whether a number that ends here is measured, or the first of several in a row."""
    return measures(place.text, end) or place.text[end : end + 1] in {"%", "°", "/", "-", "–"}


def _is_code(place: Place, left: re.Match[str], end: int) -> bool:
    """Whether a pair names one thing: a line's "số 62-5" falls, and "12V-7Ah" are two measures."""
    if _LONG_CODE_BEFORE.search(place.before) and _SHORT_PART.match(place.text, end):
        return True  # the version of a paper: "IB2600123456-00"
    if left["unit"] in _ELECTRIC:
        right = _RIGHT_UNIT.match(place.text, end)
        return right is not None and right[1] in _ELECTRIC and right[1] != left["unit"]
    machine = _RIGHT_UNIT.match(place.text, end)
    if machine and machine[1] in _ELECTRIC and _LETTER_TIED.search(place.before):
        return True  # "MBA T1-40MVA"
    right = _RIGHT.match(place.text, end)
    if right is None or left["unit"] or not left["number"] or measures(place.text, right.end()):
        return False
    numbered = _NUMBERED_BEFORE.search(place.before) is not None
    return numbered and _plain(right[0]) < _plain(left["number"])


def _plain(written: str) -> int:
    """The digits of a number that is written with dots or commas."""
    return int(re.sub(r"[^0-9]", "", written) or 0)


def _link(place: Place, left: re.Match[str], end: int) -> str:
    """What is said for the dash: "đến", or a pause between an hour and a day or in a row."""
    if left["time"] and _DATE.match(place.text, end):
        return ", "
    if _HOURS_MORE.match(place.text, end) or _HOURS_BEFORE.search(place.before):
        return ", "  # "5h-7h-17h"
    if _TIED_MORE.match(place.text, end) or _TIED_ROW.search(place.before):
        return ", "  # "(98-85-105)"
    in_a_row = _ONE_MORE.match(place.text, end) or _ONE_BEFORE.search(place.before)
    if in_a_row and place.preceding.isspace():
        return ", "
    return " đến thứ " if _WEEKDAY.search(place.before) else " đến "


def worded_span(place: Place, match: re.Match[str]) -> Claim | None:
    """Thứ 2 - thứ 6, tháng 3 - tháng 5: the same word on both sides."""
    if len(place.words) < 2 or place.words[-2] != match[1].lower():  # noqa: PLR2004
        return None
    return Claim(match.end(), "đến ")


def open_span(place: Place, match: re.Match[str]) -> Claim | None:
    """15 - dưới 49 tuổi: a span whose end is only bounded."""
    if place.written not in _DASHES or _LEFT.search(place.before) is None:
        return None
    return Claim(match.end(), " đến ")


def coded_span(place: Place, match: re.Match[str]) -> Claim | None:
    """A1-A5, từ KP 3 - KP 5: from one to another of the same letters."""
    left = _CODE_BEFORE.search(place.before)
    if left is None:
        return None
    if _CODE_GOES_ON.match(place.text, match.end()) or _CODES_BEFORE.search(place.before):
        return None  # "M1-M2-M3" are corners
    letters, steps = left[1] or left[2], int(match[2]) - int(left[3])
    played = near(place, "played_out", _WORDS_TO_MATCH)
    teams = left[1] in _PLACES and (steps == 1 or played)
    scored = _SCORED.match(place.text, match.end()) is not None
    paired = scored or played or near(place, "paired", _WORDS_TO_PAIR)
    drawn = place.preceding.isspace() and paired
    if drawn and left[1] and len(left[1]) == 1:
        return Claim(match.end(), ", ")  # "bốc thăm: A1 - A4, A2 - A3"
    return Claim(match.end(), " đến ") if letters == match[1] and steps > 0 and not teams else None


def class_span(place: Place, match: re.Match[str]) -> Claim | None:
    """7A3-7A5: from one class of a year to another."""
    left = _CLASS_BEFORE.search(place.before)
    if left is None or left.groups()[:2] != match.groups()[:2]:
        return None
    return Claim(match.end(), " đến ") if int(left[3]) < int(match[3]) else None


def milestone_span(place: Place, match: re.Match[str]) -> Claim | None:
    """K12+400 - K12+650: from one milestone to another."""
    return Claim(match.end(), " đến ") if _MILESTONE.search(place.before) else None


def split_span(place: Place, match: re.Match[str]) -> Claim | None:
    """1tr2-1tr5, 1m6 - 1m8: from one measure to another, each with its tenths behind the unit."""
    before = _SPLIT_BEFORE.search(place.before)
    if before is None or before["unit"] != match["unit"]:
        return None
    return Claim(match.end(), " đến ")


def lunar_span(place: Place, match: re.Match[str]) -> Claim | None:
    """29 - M4 Tết: from the old year's days to those of the new."""
    if not _LUNAR_DAY_BEFORE.search(place.before):
        return None
    return Claim(match.end(), " đến ")


def until_now(place: Place, match: re.Match[str]) -> Claim | None:
    """1975-nay: from a year until today."""
    year_before = _YEAR_BEFORE.search(place.before) is not None
    return Claim(match.end(), " đến ") if year_before else None


def other_span(place: Place, match: re.Match[str]) -> Claim | None:
    """25÷30, 7~9 and 3 ~ 5; 12 ÷ 4 falls and is a division."""
    left = _LEFT.search(place.before)
    if left is None or not left["number"]:
        return None
    right = _RIGHT.match(place.text, match.end())
    if right is None or not _rises(left["number"], right[0]):
        return None
    area = _AREA_AFTER.match(place.text, right.end()) and left["unit"] == "m"  # "22m ~ 1.001m2"
    return Claim(match.end(), " khoảng " if area else " đến ")


def _rises(left: str, right: str) -> bool:
    """Whether the right number may end a span that the left one begins."""
    if "," in left + right:
        return _DECIMAL.fullmatch(left) is None or _value(left) <= _value(right)
    first, last = (re.sub(r"[^0-9]", "", number) for number in (left, right))
    if len(first) == _YEARLIKE and len(last) < _YEARLIKE and first[0] in "12":
        return False
    return int(first or 0) < int(last or 0)


def _value(written: str) -> float:
    """A number with or without a decimal comma; of several in a row the first."""
    first = _FIRST.match(written.replace(".", ""))
    return float(first[0].replace(",", ".")) if first else 0


RULES = (
    Rule("sign", span, _SPAN, opens=_DASHES),
    Rule("sign", worded_span, _WORDED_SPAN, opens=_DASHES),
    Rule("sign", open_span, _OPEN_SPAN, opens=_DASHES),
    Rule("sign", coded_span, _CODE_AFTER, opens=_DASHES),
    Rule("sign", class_span, _CLASS_AFTER, opens=_DASHES),
    Rule("sign", milestone_span, _MILESTONE_SPAN, opens=_DASHES),
    Rule("sign", split_span, _SPLIT_SPAN, opens=_DASHES),
    Rule("sign", lunar_span, _LUNAR_SPAN, opens=_DASHES),
    Rule("sign", until_now, _UNTIL_NOW, opens=_DASHES),
    Rule("sign", other_span, _OTHER_SPAN, opens="÷~∼"),
)
