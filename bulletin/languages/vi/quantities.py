"""Units and currencies as they are known: their names, and whether a number has one.

In: a place at a number, or the text behind it. Out: the units' names, and what the clause says of
the number. How they are said is claimed in `units`.
"""

import re
from functools import cache
from typing import Any

from bulletin.languages.vi.words import CLOSED, PACKAGE, near, nearest, role
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

NOT_GOING_ON = r"(?![^\W_]|[²³^⁻])"
_AFTER_NUMBER = re.compile(  # "3x10(100)A", "2x(2,5x3)m"
    r"(?:[0-9½¼¾⅓⅔](?:\s|\([0-9]+\)|[⁺⁻]?[¹²³⁰⁴-⁹]{1,2}\s?)?|[0-9]\s?[x×]\s?\([0-9.,]+(?:\s?[x×]\s?[0-9.,]+)+\)\s?)$"
)
_NUMBER_ENDS = frozenset("0123456789½¼¾⅓⅔)¹²³⁰⁴⁵⁶⁷⁸⁹")
_VOLTS_BEFORE = re.compile(r"[0-9]k?V\s?[-–/,]\s?[0-9.,]*$")
_WORDS_TO_QUANTITY = 9
_WORDS_TO_CURRENT = 6
POLES = {"N": "vĩ bắc", "S": "vĩ nam", "E": "kinh đông", "W": "kinh tây"}
OWN_POLES = {"B": "vĩ bắc", "Đ": "kinh đông", "T": "kinh tây"}
"""The same by their Vietnamese letters; their N is south, but there is none in the country."""
TIED_ONLY = frozenset(("d", "Đ", "J", "L", "in", "CV", "MP", "TB", "ct", "KB"))
MOST_PARTS = 10
"""The largest denominator of a part of a whole in everyday text."""
EVERYDAY_PARTS = 4
"""The largest one that names parts of whatever is counted: halves, thirds and quarters."""
MAGNITUDE = re.compile(r"\s*(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?![^\W\d_])")


def after_number(place: Place) -> bool:
    """Whether a number stands right before a place, or with a space."""
    ends = place.before[-3:].rstrip()[-1:] in _NUMBER_ENDS  # most words have another before them
    return ends and _AFTER_NUMBER.search(place.before) is not None


def said_in(group: str) -> Any:  # noqa: ANN401
    """A group of the tables of units and currencies."""
    source = table(PACKAGE, "currencies" if group in {"words", "money"} else "units")
    return source["after_number" if group == "money" else group]


@cache
def pattern(group: str) -> re.Pattern[str]:
    """Any of a group of units or currencies, where the word ends with it."""
    longest_first = sorted(_keys(group), key=lambda key: (-len(key), key))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){NOT_GOING_ON}")


@cache
def names() -> dict[str, str]:
    """Every unit and currency by its written form."""
    units, money = table(PACKAGE, "units"), table(PACKAGE, "currencies")
    return {**units["after_number"], **units["attached"], **money["words"], **money["after_number"]}


@cache
def beginnings(*groups: str) -> str:
    """The characters with which the units or currencies of some groups begin."""
    keys = (key for group in groups for key in _keys(group))
    return "".join(sorted({key[0] for key in keys}))


def _keys(group: str) -> list[str]:
    entries = said_in(group)
    return entries.split() if isinstance(entries, str) else list(entries)


OCCASION = re.compile(r"\slần\s(?:thứ|đầu|[0-9IVX])")
"""Behind a number: which time something is held, and no count of times."""
_FOLLOWING = re.compile(r"\s?([%‰°º₫$€]|[^\W\d_]+[23²³]?)")


def measures(text: str, end: int) -> bool:
    """Whether what follows a number is a unit, a currency, a percent sign or a magnitude."""
    if MAGNITUDE.match(text, end):
        return True
    match = _FOLLOWING.match(text, end)
    if match is None or OCCASION.match(text, end):
        return False
    return match[1] in "%‰°º₫$€" or match[1] in names() or match[1] in role("measured")


_SOFT_END = re.compile(  # after these "giờ", "điểm" or "người" is a unit and no other word's start
    rf"\s*(?:{CLOSED}|[(/–-]|(?:theo|nhưng|mà|rồi|nên|vì|do|bằng|như|tùy|đến|tới|lên|xuống|trở|so|và|hoặc|trong|cho|là|thì|với|mỗi|một|của|trên"
    r"|dưới|ở|tại|để|C|Richter|Celsius)(?![^\W_]))"
)
_SOFT_UNIT = re.compile(
    r"\s(?:người|hộ|em|con|giờ|độ|điểm|đồng|công|lần|buổi|tuần|tháng|ngày|năm|sao|tuổi|tấn|tạ|viên|ly|ký|kí"
    r"|chén|bát)(?![^\W_])"
)
_HARD_UNIT = re.compile(
    r"\s?(?:tuổi|lít|yến|tấc|mét|sào|phút|giây|héc[- ]?ta|hecta|hải lý|inch|phần (?:nghìn|triệu)|cốc|thìa|muỗng"
    r"|gam|gram|ki-?lô|cây số|đi-?[ốô]p)(?![^\W_])"
)
_ON_TO_NUMBER = re.compile(
    r"\s*(?:đến|tới|[-–÷]|(?P<change>lên|xuống|còn|thành))\s*(?:trên\s|dưới\s|gần\s|hơn\s)?"
    r"[0-9]+(?:[.,][0-9]+)?(?![0-9]|[.,/-][0-9])"
)


def weighs(text: str, end: int, *, changing: bool = True) -> bool:
    """Whether a small number that ends here has a unit of its own, or shares a span's.

    Stricter than `measures`: "từ 1.7 đồng loạt" and "20.11 công an" have no unit. It shares that of
    a number that it is `changing` to as well: "6.5 còn 5.8 tấn".
    """
    if _has_unit(text, end):
        return True
    span = _ON_TO_NUMBER.match(text, end)
    shared = span is not None and (changing or not span["change"])
    return span is not None and shared and _has_unit(text, span.end())


_OF_A_YEAR = re.compile(r"\s\((?:năm\s)?(?:19|20)[0-9]{2}\)")  # "từ 4.6 (2024) lên 5.1 (2025)"


def _has_unit(text: str, end: int) -> bool:
    if _OF_A_YEAR.match(text, end):
        return True
    if MAGNITUDE.match(text, end) or _HARD_UNIT.match(text, end):
        return True
    soft = _SOFT_UNIT.match(text, end)
    if soft:
        return _SOFT_END.match(text, soft.end()) is not None
    match = _FOLLOWING.match(text, end)
    if match is None:
        return False
    spaced = match[0] != match[1]
    return match[1] in "%‰°º₫$€" or (
        match[1] in names() and match[1] != "đồng" and not (spaced and match[1] in TIED_ONLY)
    )


_FIRST_OF_TWO = re.compile(  # "pH ... ở mức từ 7.5 đến 8.5": both have one quantity
    r"(?<![0-9.,/-])[0-9]{1,3}(?:[.,][0-9]{1,2})?\s?(?:đến|tới|lên|xuống|[-–])\s?$"
)


def governed_by(place: Place) -> str | None:
    """What the clause says of the number here: "quantity" (pH, tỷ lệ, độ mặn) or "calendar"."""
    first = _FIRST_OF_TWO.search(place.before)
    between = len(re.findall(r"[^\W_]+", first[0])) if first else 0
    return nearest(place, ("calendar", "quantity"), _WORDS_TO_QUANTITY + between)


def is_ampere(place: Place) -> bool:
    """Whether an A behind a number here measures a current."""
    volts = _VOLTS_BEFORE.search(place.before) is not None  # "24V/7A"
    return volts or near(place, "electric", _WORDS_TO_CURRENT)
