"""Slashes between words and units: đồng/kg, km/h, người/ngày, ông/bà.

In: a place at a slash. Out: "một" for a price or a count for each of something, "trên" for a
measure over a measure, a pause between two things of one rank.
"""

import re
from functools import cache

from bulletin.languages.vi.cardinals import year
from bulletin.languages.vi.quantities import names, said_in
from bulletin.languages.vi.words import PACKAGE, near, old_placing, role
from bulletin.reading.scanner import Claim, Place, Rule, saying
from bulletin.reading.tables import table

_SLASH = re.compile(r"\s?/\s?")
_LEFT = re.compile(r"([^\W\d_]+(?:[23²³])?|[%°²³₫$€¥£])\s*$")
_LETTER_OF_LIST = re.compile(r"(?:^|[;:.(\n]\s?)[A-EĐa-eđ]$")  # "a/ Đối tượng; b/ Mức hỗ trợ"
_WORDS_TO_BEATS = 8
_TWO_WORDS = re.compile(r"[^\W\d_]+\s[^\W\d_]+")
_ELECTRIC = frozenset(["V", "kV", "A", "mA", "Ah", "mAh", "W", "kW", "Hz", "kHz", "VA", "kVA"])
_VOLUMES = frozenset(["ml", "mL", "l", "L", "lít", "cc"])  # "1 gói/200ml" is mixed so
_CHANGES = frozenset(["tăng", "giảm", "đạt", "còn"])  # "tăng 5%/giảm 3%" is no share
_THOUSANDS = frozenset(["k", "K"])
_HOURS = frozenset(["h", "g", "giờ"])
_LASTING = frozenset(["s", "giây", "phút", "ph"])
_AMOUNT_LEFT = re.compile(r"[0-9][^\s/]{0,6}\s[^\W\d_]+\s?$")  # "20ml thuốc"
_RATE_BEFORE = re.compile(r"[0-9đ]\s?[^\W\d_]{0,6}/[^\W\d_]{2,6}$")
_AMOUNT_RIGHT_BEFORE = re.compile(r"[0-9]\s?[^\W\d_]+\s?$")  # "4 ống", the "0,7c" of "0,7c/nhà"
_BARE_RIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*(?=\s*(?:[;:)]|,(?![0-9])|\.(?:\s|$)|$))")
_OVER_BEFORE = re.compile(
    r"[0-9]\s?[^\W\d_]{1,6}[23²³]?/[^\W\d_]{1,6}$"
)  # the "2 tiết/tuần" before "/môn"
_AFTER_DIGIT = re.compile(r"[0-9]\s?$")
_RIGHT = re.compile(r"(?P<number>[0-9][0-9.,]*\s?)?([^\W\d_]+(?:[23²³](?!\w))?)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9]|[/.,][0-9])")
_IN_QUARTER = re.compile(  # "lượt/quý III", "ca/tuần 42"; "2 lần/tuần 1 viên" goes on
    r"\s?/\s?(?=quý\s(?:[1-4]|I{1,3}|IV)(?![^\W_])"
    r"|(?:tuần\s[1-5][0-9]|tháng\s[0-9]{1,2})(?=/20[0-9]{2}|\s(?:năm|tăng|giảm|đạt|so)\s|\s?[;:)]|\.(?:\s|$)|,(?!\s?[0-9])|$))"
)
_ROUND = re.compile(r"1[0.]*")
_ROUND_BEFORE = re.compile(  # "mười một tháng" would be eleven months
    r"(?<![$€£¥₩₹₫<>\w.,/-])(?<![A-Z]{3}\s)(?<![$€£¥₩₹₫<>]\s)(?:[0-9]{1,3}\s?[-–]\s?)?[0-9]{0,2}0\s?$"
)
_COUNTED_LEFT = re.compile(r"[0-9]\s+[^\W\d_]+\s?$")
_DAY_AND_NIGHT = re.compile(r"(?<=/ngày)/(?=đêm(?![^\W_]))")
_PER_DAY_AND_NIGHT = re.compile(r"\s?/\s?(?=(?:ng|n|ngày)?\.?\s?đ(?:êm)?(?![^\W_]))")  # m3/ngđ
_AFTER_MINUTES = re.compile(r"[0-9]['’′]\s?$")
_A_MINUTE = re.compile(r"\s?/\s?(?:p|ph|phút)(?![^\W_])")
_PHYSICAL_LEFT = re.compile(r"[0-9]\s?[^\W\d_]{1,4}[23²³]?\s?$")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table(PACKAGE, "units")[name].split())


def of_year(place: Place, match: re.Match[str]) -> Claim | None:
    """9 tháng/2026: a year after a word."""
    left = _LEFT.search(place.before)
    in_year = _YEAR.match(place.text, match.end())
    if in_year is None or left is None or not left[1].isalpha():
        return None
    return Claim(in_year.end(), f" năm {year(in_year[0])}")


def share(place: Place, match: re.Match[str]) -> Claim | None:
    """Mở 2 cửa/3: so many of a number that has no word of its own."""
    bare = _BARE_RIGHT.match(place.text, match.end())
    return Claim(match.end(), " trên ") if bare and _COUNTED_LEFT.search(place.before) else None


def slash(place: Place, match: re.Match[str]) -> Claim | None:
    """What a slash says between what stands on its two sides."""
    left = _LEFT.search(place.before)
    right = _RIGHT.match(place.text, match.end())
    if right is None:
        between = _AFTER_DIGIT.search(place.before) and place.text[match.end() :][:1].isdigit()
        return Claim(match.end(), " trên " if between else " ")
    heads = left is None or _LETTER_OF_LIST.search(place.before) is not None
    if heads and match[0].endswith(" ") and not match[0].startswith(" "):
        return Claim(match.end(), ", ")  # "1/ Tuyên truyền"
    if left is None:
        return Claim(match.end(), _after_number(place, right))
    if right["number"]:
        return Claim(match.end(), _before_number(left[1], right))
    return Claim(match.end(), _between(place, left[1], right))


def a_minute(place: Place, match: re.Match[str]) -> Claim | None:
    """Mạch 80/p: so many times a minute, where no unit stands before."""
    if not _AFTER_DIGIT.search(place.before):
        return None
    each = " lần" if near(place, "beating", _WORDS_TO_BEATS) else ""
    return Claim(match.end(), f"{each} một phút")


def _before_number(left: str, right: re.Match[str]) -> str:
    """What a slash says between a word and a number: "1 gói/200ml", 220V/50Hz, 800k/3 ngày."""
    if left in _HOURS and right[2] == left and right["number"].strip() == "24":
        return " trên "  # "bơm 4h/24h"
    if right[2] in _HOURS and (left in _HOURS or left not in names()):
        return ", " if left in _HOURS else " trong "  # "chuyến 6h/9h/13h", "8 viên/24h"
    if left in _THOUSANDS and _names_measure(right[2]):
        return " cho "
    if right[2] in _LASTING and left not in names():
        return " trong "  # "25 lần/30s"
    plain_count = left not in names() and not _ROUND.fullmatch(right["number"].strip())
    apart = (plain_count and right[2] not in _VOLUMES) or _are_two_measures(left, right[2])
    paid = right[2] in _THOUSANDS and left not in _THOUSANDS  # "3kg/5k"
    return ", " if apart or paid else " trên "


def _after_number(place: Place, right: re.Match[str]) -> str:
    """What a slash says right behind a number: 8.5/10 điểm, 200/kg."""
    if _AFTER_MINUTES.search(place.before) and _names_measure(right[2]) and not right["number"]:
        return " một "  # "30'/chuyến"
    if not _AFTER_DIGIT.search(place.before):
        return " "
    if right["number"]:
        return " trên "
    each = " mỗi " if _ROUND_BEFORE.search(place.before) else " một "
    return each if _names_measure(right[2]) else " "


def _between(place: Place, left: str, match: re.Match[str]) -> str:
    right = match[2]
    left_word, right_word = old_placing(left.lower()), old_placing(right.lower())
    if left_word == "và" and right_word == "hoặc":
        return " "
    counted = left_word == "người" or _COUNTED_LEFT.search(place.before)
    in_rank = left_word in role("rank") and right_word in role("rank") and not counted
    if in_rank or _are_of_one_rank(place, match):
        return ", "
    counts = _RATE_BEFORE.search(place.before) or _COUNTED_LEFT.search(place.before)
    each = right in _listed("persons") and counts  # "đ/tháng/HS", "1,9 con/PN"
    mixed = right_word in role("mixed_in") and left not in names()
    mixed = mixed and _AMOUNT_LEFT.search(place.before) is not None
    each_of = each or _each_of(place, left_word, right_word)
    # "USD/VND", the rate of two currencies
    bare = {left, right} <= said_in("words").keys() and not _PHYSICAL_LEFT.search(place.before)
    if not bare and (left_word in role("money_word") or each_of or mixed):
        return " một "
    named = left in names() or left_word in role("measured")
    measured = named and _PHYSICAL_LEFT.search(place.before)
    if bare or (
        right in _listed("over") and (measured or left in names() or right not in {"kg", "g", "l"})
    ):
        return " trên "
    if right_word in role("per") or right in names():
        return " một "
    share = left_word == "%" and right_word not in _CHANGES
    return " trên " if measured or share else ", "


@cache
def _ranks() -> tuple[frozenset[str], ...]:
    rows: list[str] = table(PACKAGE, "roles")["ranks"]
    return tuple(frozenset(word.replace("_", " ") for word in row.split()) for row in rows)


def _are_of_one_rank(place: Place, right: re.Match[str]) -> bool:
    """Whether both sides are of one rank, and no number for each: "5 xã/phường"."""
    two = _TWO_WORDS.match(right.string, right.start())
    left, behind = {place.previous, place.previous_two}, {right[2].lower(), two and two[0].lower()}
    return any(row & left and row & behind for row in _ranks())


def _each_of(place: Place, left: str, right: str) -> bool:
    """Whether so many are for each of something: the môn of "2 tiết/tuần/môn", "3 giải/nội dung"."""
    led = left in role("per") or left in _listed("over")
    if led and right not in _listed("over") and _OVER_BEFORE.search(place.before):
        return True
    amount = _AMOUNT_RIGHT_BEFORE.search(place.before) or _AMOUNT_LEFT.search(place.before)
    return right in role("per_counted") and amount is not None


def _are_two_measures(left: str, right: str) -> bool:
    """Whether two units of one machine stand side by side: "220V/50Hz"."""
    return left != right and {left, right} <= _ELECTRIC


def _names_measure(word: str) -> bool:
    return word in names() or old_placing(word.lower()) in role("per")


RULES = (
    Rule("sign", of_year, _SLASH, opens="/"),
    Rule("sign", saying(" "), _DAY_AND_NIGHT, opens="/"),  # ngày/đêm
    Rule("sign", saying(" một "), _PER_DAY_AND_NIGHT, opens="/"),
    Rule("sign", saying(" trong "), _IN_QUARTER, opens="/"),
    Rule("sign", a_minute, _A_MINUTE, opens="/"),  # nhịp thở 20/p
    Rule("sign", share, _SLASH, opens="/"),
    Rule("sign", slash, _SLASH, opens="/"),
)
