"""Numbers with a slash that are no dates: 2/3 đại biểu, 10/10 chỉ tiêu, lớp 5/3, số 12/3 đường.

In: a place at a number. Out: "hai phần ba" for a part of a whole, "mười trên mười" for so many
of so many and for a house in a lane, "năm ba" for a class.
"""

import re
from itertools import pairwise
from math import gcd

from bulletin.languages.vi.calendar.days import says_day
from bulletin.languages.vi.cardinals import (
    LONGEST_CARDINAL,
    NUMBER,
    cardinal,
    counted,
    digits,
    in_words,
    month_name,
    ordinal,
)
from bulletin.languages.vi.identifiers.papers import names_paper
from bulletin.languages.vi.quantities import EVERYDAY_PARTS, MOST_PARTS, measures
from bulletin.languages.vi.words import (
    CAPITALS,
    SMALL,
    cased,
    counts_things,
    follows,
    near,
    precedes,
    spelled,
)
from bulletin.reading.scanner import Claim, Place, Rule, saying

_SLASHED = re.compile(rf"({NUMBER})\s?/\s?({NUMBER})(?![0-9]|[/.][0-9]|,[0-9](?![0-9]?/[0-9]))")
_HOUSE = re.compile(r"[0-9]+[A-ZĐa-z]?(?:/[0-9]+[A-ZĐa-z]?)+(?![^\W_])")
_BETWEEN_PAIRS = re.compile(r"(?:(?<=/[0-9])|(?<=/[0-9]{2})),(?=[0-9]{1,2}/[0-9])")  # 11/9,8/11
_PIECE = re.compile(r"([0-9]+)([A-ZĐa-z]?)")
_YEAR = re.compile(r"/(?:19|20)[0-9]{2}$")
_MORE_CLASSES = re.compile(  # "lớp 12A1, 10/3"
    r"lớp\s+(?:[0-9]{1,2}(?:/[0-9]+|[A-Z][0-9]{0,2})\s*(?:,|và|đến|-)\s*)+$", re.IGNORECASE
)
_MORE_OF_PUPILS = re.compile(  # "HS 7/1 và 7/2": the same year, and no days
    r"(?:HS|hs|[Hh]ọc sinh|[Cc]ác em|GVCN|PHHS|[Pp]hụ huynh)\s+(?:(?P<year>[0-9]{1,2})/[0-9]{1,2}\s?(?:,|và|-|–)\s?)+$"
)
_MORE_AFTER = re.compile(r"\s?(?:,|và|-|–)\s?(?P<year>[0-9]{1,2})/[0-9]{1,2}(?![^\W_]|/)")
_PUPIL_BEFORE = cased(r"(?:[Ee]m|[Hh]ọc sinh|HS|[Bb]ạn|[Cc]háu)(?:\s[\U][\l]+){1,4}\s\($")
_ROLL_AFTER = re.compile(  # "9/1 sĩ số 39", "9/1: GVCN cô Lan"
    r"\s?[:,(-]?\s?(?:sĩ số|sỹ số|SS \d|GVCN|chủ nhiệm)(?![^\W_])", re.IGNORECASE
)
_SCHOOLING = re.compile(r"(?:trình độ|văn hóa|văn hoá|học vấn|TĐ|TĐVH)\s?:?\s[^,;.]{0,12}$")
_OF_SCHOOL_YEARS = re.compile(r"[0-9]{1,2}/1[02]")  # how many of the years there are or were
_HOUSE_LETTERS = frozenset("ABCDEFHKabcdđe")
_CLASS_WORD = {"lớp", "khối", "trung đội"}
_GLYPHS = {
    "½": "một phần hai",
    "⅓": "một phần ba",
    "⅔": "hai phần ba",
    "¼": "một phần tư",
    "¾": "ba phần tư",
    "⅕": "một phần năm",
    "⅛": "một phần tám",
}
_SLASHED_PAIR = re.compile(r"([0-9]{1,3})/([0-9]{1,3})(?![0-9]|[/.,][0-9])")
_RECKONED_BEFORE = re.compile(r"[0-9a-zA-Z²³)]\s?[=×÷]\s?$")
_RHYTHM_BEFORE = re.compile(
    r"nhịp\s(?:[2-9]/[248](?:,|;|\svà|\shoặc|\shay|\ssang)\s)*$", re.IGNORECASE
)
_COUNTED_AFTER = re.compile(r"\s(?:năm|tháng|ngày|tuổi)(?![^\W_])")
_TERM_BEFORE = re.compile(r"(?<!học )(?<!thời )k[ỳì]\s$", re.IGNORECASE)  # "tiền điện kỳ 2/10"
_MONTHS = range(1, 13)
_WORDS_TO_BILL = 8
_MARKS_AFTER = re.compile(r"\s?(?:đ|điểm)(?![^\W_])")
_AREA_AFTER = re.compile(r"\s?(?:ha|km2?|m2|m²|sào|công|mẫu|héc[- ]?ta)(?![^\W_])")
_LONGEST_OF_HOUSE = 2  # figures of a house that may have a nought before: "số 05/2"
_ROUND_WHOLES = {100, 200, 500, 1000, 2000, 5000, 10_000}
_ROUNDS = {2**power for power in range(1, 9)}  # 1/16 of a cup's field is left in that round

_MIXED = re.compile(r"([1-9])\s([1-7])/([2-8])(?![^\W_]|[/.,-][0-9])")
_WHOLE_IS_NAMED = frozenset(
    {"tổ", "thôn", "ấp", "lớp", "nhóm", "đợt", "thứ", "tháng", "số", "làng"}
)
_HOUSE_LETTER = re.compile(
    r"([0-9]{1,4})([gkmhlt])(?=\s(?:đường|phố|hẻm|ngõ|kiệt|tổ|ấp|thôn|khu phố)\s)"
)
_HOUSE_BEFORE = re.compile(
    r"(?:nhà\ssố|số\snhà|địa\schỉ:?(?:\ssố)?|hẻm|ngõ|kiệt|tại\ssố|ở\ssố)\s$", re.IGNORECASE
)


def _numbers(place: Place, text: str) -> str:
    return " trên ".join(
        f"{_figures(place, number)} {spelled(letter)}".strip()
        for number, letter in _PIECE.findall(text)
    )


def _figures(place: Place, number: str) -> str:
    """A number of a house, or of a lot that keeps its noughts: "lô hàng số 0012/26"."""
    of_lot = names_paper(place) or follows(place, "of_lots")
    named = number.startswith("0") and (len(number) > _LONGEST_OF_HOUSE or of_lot)
    return digits(number) if named else counted(number)


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_CARDINAL else None


def _denominator(number: int) -> str:
    return "tư" if number == 4 else cardinal(number)  # noqa: PLR2004


def house_or_class(place: Place, match: re.Match[str]) -> Claim | None:
    """Số 12/3A/5, hẻm 45/6, lớp 5/3."""
    if _OF_SCHOOL_YEARS.fullmatch(match[0]) and _SCHOOLING.search(place.before):
        return Claim(match.end(), _numbers(place, match[0]))
    pupil = _PUPIL_BEFORE.search(place.before) and place.text[match.end() :][:1] == ")"
    pupil = pupil or (_ROLL_AFTER.match(place.text, match.end()) and not says_day(place))
    classes = place.previous in _CLASS_WORD or _MORE_CLASSES.search(place.before)
    if pupil or classes or _in_row_of_classes(place, match):
        pieces = _PIECE.findall(match[0])
        said = " ".join(f"{counted(n)} {spelled(letter)}".strip() for n, letter in pieces)
        return Claim(match.end(), said)
    lot = match[0][-1].isalpha() and follows(place, "lot")  # "lô 45/12N"
    if _YEAR.search(match[0]) or not (lot or follows(place, "house") or follows(place, "staked")):
        return None
    return Claim(match.end(), _numbers(place, match[0]))


def _in_row_of_classes(place: Place, match: re.Match[str]) -> bool:
    """Whether classes of one year stand in a row behind a word for pupils: "HS 7/1 và 7/2"."""
    year = match[0].split("/")[0]
    after = _MORE_AFTER.match(place.text, match.end()) if follows(place, "pupils") else None
    beside = after or _MORE_OF_PUPILS.search(place.before)
    return beside is not None and beside["year"] == year


def pressure(place: Place, match: re.Match[str]) -> Claim | None:
    """HA 14/9: no day, where the pressure of blood is told."""
    if not follows(place, "blood_pressure"):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} trên {cardinal(int(match[2]))}")


def reckoned(place: Place, match: re.Match[str]) -> Claim | None:
    """The 5/4 of "3/4 + 1/2 = 5/4", nhịp 6/8: a fraction in a sum or in music, and no day."""
    told = _RECKONED_BEFORE.search(place.before) or _RHYTHM_BEFORE.search(place.before)
    if not told:
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} phần {_denominator(int(match[2]))}")


def house_letter(place: Place, match: re.Match[str]) -> Claim | None:
    """Nhà số 12m đường Lê Lợi: no metres, where a house is numbered before its street."""
    if not _HOUSE_BEFORE.search(place.before):
        return None
    return Claim(match.end(), f"{counted(match[1])} {spelled(match[2])}")


def lane(place: Place, match: re.Match[str]) -> Claim | None:
    """12/3/5, 45/6A: several strokes or letters make a house without any announcement.

    Numbers that rise may be a row as well: "huy hiệu 30/40/50 năm tuổi Đảng".
    """
    letters = [letter for _, letter in _PIECE.findall(match[0]) if letter]
    if any(letter not in _HOUSE_LETTERS for letter in letters):
        return None
    if letters:
        return Claim(match.end(), _numbers(place, match[0]))
    return _house_or_row(place, match) if match[0].count("/") > 1 else None


def _house_or_row(place: Place, match: re.Match[str]) -> Claim:
    """Three numbers or more: a row where they rise and are counted, and a guess where they rise."""
    numbers, end = match[0].split("/"), match.end()
    house, row = _numbers(place, match[0]), ", ".join(map(counted, numbers))
    if follows(place, "fertilizers") or place.previous == "phân":
        return Claim(end, row)  # "NPK 20/20/15"
    if not all(int(one) < int(after) for one, after in pairwise(numbers)):
        return Claim(end, house)
    if _COUNTED_AFTER.match(place.text, end) or measures(place.text, end):
        return Claim(end, row)
    return Claim(end, house, senses=(house, row))


def mixed(place: Place, match: re.Match[str]) -> Claim | None:
    """2 1/4 cốc: a whole and a part of what is measured."""
    if place.previous in _WHOLE_IS_NAMED or not precedes(place, match.end(), "portions"):
        return None
    whole, part, parts = (int(number) for number in match.groups())
    if part >= parts:
        return None
    return Claim(match.end(), f"{cardinal(whole)} và {cardinal(part)} phần {_denominator(parts)}")


def slashed(place: Place, match: re.Match[str]) -> Claim | None:
    """A part of a whole or so many of so many."""
    part, whole = _whole(match[1]), _whole(match[2])
    if part is not None and whole is not None and _is_part(place, part, whole, match.end()):
        return Claim(match.end(), f"{cardinal(part)} phần {_denominator(whole)}")
    named = match[1].startswith("0") and len(match[1]) > _LONGEST_OF_HOUSE and match[1].isdigit()
    first = digits(match[1]) if named else in_words(match[1])  # "phiếu 0045/26"
    if place.previous == "thứ" and part is not None:
        first = ordinal(part)  # "xếp thứ 4/11 đoàn"
    said = f"{first} trên {in_words(match[2])}"
    month = _TERM_BEFORE.search(place.before) and match[2].isdigit() and whole in _MONTHS
    if not month:
        return Claim(match.end(), said)
    of_month = f"{first} tháng {month_name(match[2])}"
    senses = (of_month, said) if near(place, "billed", _WORDS_TO_BILL) else (said, of_month)
    return Claim(match.end(), senses[0], senses=senses)


def _is_part(place: Place, part: int, whole: int, end: int) -> bool:
    if part == 1 and place.previous == "vòng" and whole in _ROUNDS:
        return True
    if (
        not 0 < part < whole
        or follows(place, "place_of")
        or _is_of_so_many(place, part, whole, end)
    ):
        return False
    small = whole <= MOST_PARTS
    shared = (small or part == 1) and (precedes(place, end, "part_of") or follows(place, "shares"))
    scale = part == 1 and follows(place, "scale")
    if whole <= EVERYDAY_PARTS or shared or scale:
        return True
    whole_things = part > 1 and not precedes(place, end, "portions")
    things = whole_things and counts_things(place, end, "countable")
    if things or precedes(place, end, "counted"):
        return False
    return small or (part == 1 and whole in _ROUND_WHOLES)


def _is_of_so_many(place: Place, part: int, whole: int, end: int) -> bool:
    """Whether so many points or hectares stand behind, "6/7đ", or no reduced part: "4/6"."""
    whole_after = _MARKS_AFTER.match(place.text, end) or (
        part > 1 and _AREA_AFTER.match(place.text, end)  # "1/5 ha" is a part
    )
    measured = whole > EVERYDAY_PARTS and bool(whole_after)
    tenths = whole == MOST_PARTS or follows(place, "invalids")
    return measured or (gcd(part, whole) > 1 and not tenths)


def glyph(place: Place) -> Claim | None:
    """½, ¾; "1½" is "một và một phần hai"."""
    said = _GLYPHS.get(place.written)
    if said is None:
        return None
    return Claim(place.end, f"và {said}" if place.preceding.isdigit() else said)


FIRST_RULES = (
    Rule("number", pressure, _SLASHED_PAIR, then="/"),
    Rule("number", reckoned, _SLASHED_PAIR, then="/"),
    Rule("number", house_or_class, _HOUSE, then=CAPITALS + SMALL + "/"),
    Rule("number", mixed, _MIXED, then=" "),
)
RULES = (
    Rule("number", house_letter, _HOUSE_LETTER, then="ghklmt"),
    Rule("number", lane, _HOUSE, then=CAPITALS + SMALL + "/"),
    Rule("number", slashed, _SLASHED, then=" ,./"),
    Rule("sign", saying(", "), _BETWEEN_PAIRS, opens=","),
    Rule("sign", glyph, opens="".join(_GLYPHS)),
)
