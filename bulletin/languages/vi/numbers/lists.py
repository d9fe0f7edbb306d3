"""Numbers in a row: ấp 1,2,3, "60, 55,50, 45 năm", 09-15-22-31-40-44 of a draw.

In: a place at a number that commas or dashes tie to the next. Out: the numbers one after the other,
where they rise or fall as whole numbers do; no claim for what may be a decimal.
"""

import re
from itertools import pairwise

from bulletin.languages.vi.calendar.days import (
    is_day_of_month,
    leads_to_day,
    says_day,
    spans_in_month,
)
from bulletin.languages.vi.cardinals import (
    BY_COMMAS,
    cardinal,
    digits,
    in_words,
    month_name,
    ordinal,
)
from bulletin.languages.vi.quantities import governed_by, measures
from bulletin.languages.vi.words import follows, near, nearest, old_placing, precedes, role
from bulletin.reading.scanner import Claim, Place, Rule

_TWO_GROUPS = 2
_HEAD = re.compile(r"([1-9][0-9]?):(?=[0-9])")
_ROW_OPENS = re.compile(r"(?:^|[,;:(–-]\s?)[^\W\d_]+\s$")
_HOUR = re.compile(  # "họp tổ 19:30", "thi 7:30-9:00"; no "1:11-8", "2:15k" or "1:20/11"
    r"(?:1?[0-9]|2[0-4]):[0-5][0-9](?![^\W_]|:|[,./][0-9]|[-–](?![0-9]{1,2}(?:[:hg]|\sgiờ)))"
)
_WHOLE = re.compile("[0-9]+")
_LIST = re.compile(r"([0-9]{1,4})(?:,[0-9]{1,4}){1,200}+(?![0-9%]|\.[0-9])")
_PAIRS = re.compile(  # "tổ 1,2, 3,4": pairs alone could be decimals
    r"[0-9]{1,3},[0-9]{1,3}(?:(?:,|\svà)\s[0-9]{1,3},[0-9]{1,3}){1,40}+(?![0-9%]|[.,][0-9])"
)
_BY_COMMAS = re.compile(BY_COMMAS)
_DRAWN = re.compile(r"[0-9]{2}(?:-[0-9]{2}){4,9}(?![0-9]|[-.,/][0-9])")
_MACHINES = re.compile(r"([1-9])\s?[-–]\s?([1-9][0-9]{1,3})(?=\s?(?:[kK]VA|MVA)(?![^\W_]))")
_FORMULA = re.compile(
    r"[0-9]{1,2}(?:-[0-9]{1,2}){1,2}(?![0-9]|[-.,/%][0-9]|\s?(?:kg|bao|tấn|tạ|%))"
)
_YEARS_OF_A_BADGE = re.compile(r"\snăm tuổi(?![^\W_])")  # nobody is half a year in the Party
_YEARS_OLD = re.compile(r"\stuổi(?![^\W_])")
_AGES = re.compile(r"\s(?:(?:tuần|tháng)\s)?tuổi(?![^\W_])")
_SPAN_ON = re.compile(r"\s?[-–]\s?[0-9]")
_ROW_BEFORE = re.compile(
    r"(?<![0-9.,])(?:[0-9]{1,4}(?:,[0-9]{1,4})*,\s)+(?:[0-9]{1,4}\s(?:và|hoặc|hay|rồi|đến)\s)?$"
)
_ROW_AFTER = re.compile(
    r"(?:,\s[0-9]{1,4}(?:,[0-9]{1,4}){0,40}(?![0-9]|\.[0-9])){0,40}(?:,?\s(?:và|hoặc|hay|rồi|rồi\sđến|cuối\scùng\slà)\s[0-9]{1,4}(?![0-9]|[.,][0-9]))?"
)
_CODED = re.compile(r"[1-9][0-9]{2,5}(?![^\W_]|[.,][0-9]|\s?%)")
_CODES_BEFORE = re.compile(
    r"(?<![0-9.,])(?P<first>0[0-9]{2,5})(?:[,;]\s[0-9]{3,6}){0,40}(?:[,;]|\svà|\s-|\sđến)\s$"
)
_SLASHED_ROW = re.compile(
    r"[0-9]{1,4}(?:,[0-9]{1,2})?(?:/[0-9]{1,4}(?:,[0-9]{1,2})?){2,8}(?![0-9]|[/.,][0-9])"
)
_PRICES = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})(?=[kK](?![^\W_]|\s?/))")
_YEAR_LAST = re.compile(r"/(?:19|20)[0-9]{2}$")
_HOUSE_LETTER_AFTER = re.compile(r"[A-Ha-eđĐ](?![^\W_])")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_RATE_BEFORE = re.compile(r"[^\W_]/[^\W_]+:\s?$")  # "GV/lớp: 1,5" is a decimal
_LONGEST_STEP = 20  # between rooms, plots or codes that are listed: 201,202,205
_LONGEST_PAIR_STEP = 9  # between two things that are listed alone: "hạng 1,25" is a decimal
_WORDS_BACK = 4
TIED_BEFORE = re.compile(
    r"(?:[0-9](?:[-–/.:]|(?<!/[0-9])(?<!/[0-9]{2}),)|[0-9]\s[-–/]\s|[^\W_][-–/.&_]|[^\W_])$"
)
"""Before a number: what it is tied to, and does not begin behind."""
TWO_DAYS = re.compile(r"([0-9]{1,2}),([0-9]{1,2})/([0-9]{1,2})(?![^\W_]|[.,:/-][0-9])")
"""5,7/12."""
_FULL_MARKS = frozenset({4, 5, 10})


def listed(place: Place, match: re.Match[str]) -> Claim | None:
    """ấp 1,2,3 and "60, 55,50, 45 năm": numbers with commas but no spaces.

    A row that rises or falls all the way as whole numbers is a list: "2, 2,5 và 3 kg" does not.
    Two numbers alone are a list where a word before numbers things, and no quantity is told.
    """
    pairs = place.match(_PAIRS)
    if pairs and _are_whole(place, _whole_numbers(pairs[0])):
        spoken = _WHOLE.sub(lambda one: cardinal(int(one[0])), pairs[0])
        return Claim(pairs.end(), re.sub(r",\s?", ", ", spoken))
    if not _is_row(place, match):
        return None
    if (
        place.previous == "hạng"
        and place.words[-2:-1] != ("các",)
        and _skips(_whole_numbers(match[0]))
    ):
        return _rank(place, match)
    if place.previous == "thứ":
        return Claim(match.end(), ", ".join(ordinal(int(one)) for one in match[0].split(",")))
    named = follows(place, "named_number") and not precedes(place, match.end(), "counted")
    parts = match[0].split(",")
    say = ", ".join(_listed(part, named=named) for part in parts)
    return Claim(match.end(), say, senses=_with_decimals(place, match, parts, say))


def _with_decimals(
    place: Place, match: re.Match[str], parts: list[str], say: str
) -> tuple[str, ...]:
    """All that "1,5,25 ha" may be: three numbers by uneven steps, or one with tenths and another."""
    steps = {after - one for one, after in pairwise(map(int, parts))}
    odd = len(parts) == _TWO_GROUPS + 1 and len(steps) > 1 and measures(place.text, match.end())
    listed = _numbers_things(place) or follows(place, "falling") or "các" in place.words[-2:]
    if not odd or listed:
        return ()
    first, second, third = parts
    tenths = (f"{first},{second}", third), (first, f"{second},{third}")
    return (say, *(", ".join(map(in_words, pair)) for pair in tenths))


def _are_whole(place: Place, numbers: list[int]) -> bool:
    """Whether pairs by commas are whole numbers: "tổ 1,2, 3,4", "huy hiệu 75,70, 65,60"."""
    if follows(place, "falling"):
        return _runs(numbers)
    return _numbers_things(place) and _runs_by_one(numbers)


def _skips(numbers: list[int]) -> bool:
    """Whether two numbers are alone and the second is not the next after the first."""
    return len(numbers) == _TWO_GROUPS and not _runs_by_one(numbers)


def _rank(place: Place, match: re.Match[str]) -> Claim:
    """A rank with tenths, "hạng 3,5", which may be two ranks as well."""
    two = ", ".join(cardinal(one) for one in _whole_numbers(match[0]))
    say = in_words(match[0])
    told = measures(place.text, match.end())
    return Claim(match.end(), say, senses=() if told else (say, two))


def _listed(part: str, *, named: bool) -> str:
    """A number of a list; in a list of names it keeps its nought: "mẫu số 02,03"."""
    return digits(part) if named and part.startswith("0") else cardinal(int(part))


def _is_row(place: Place, match: re.Match[str]) -> bool:
    own = _whole_numbers(match[0])
    if _YEARS_OF_A_BADGE.match(place.text, match.end()):
        return True
    if len(own) > _TWO_GROUPS:
        grouped = _BY_COMMAS.fullmatch(match[0]) is not None
        return _climbs(own, _LONGEST_STEP) or (not grouped and len(match[1]) <= _TWO_GROUPS)
    before, after = _ROW_BEFORE.search(place.before), _ROW_AFTER.match(place.text, match.end())
    left = before[0] if before else ""
    right = after[0] if after else ""
    if left or right:
        return _goes_on(place, match, left, right)
    return _is_pair(place, own, match.end())


def _goes_on(place: Place, match: re.Match[str], left: str, right: str) -> bool:
    """Whether a pair and the numbers beside it rise or fall as whole numbers do."""
    others = [part for part in re.split(r",\s|\s[^0-9\s]+\s", left + right) if part]
    row = [_whole_numbers(text) for text in (left, match[0], right)]
    numbers = [number for part in row for number in part]
    if not _runs(numbers) or all("," in part for part in others):
        return False
    one_decimal = match[0][-2] == ","
    if left:
        return not (one_decimal and measures(place.text, match.end()))
    steps = {after - one for one, after in pairwise(numbers)}
    even = steps == {1} if one_decimal else len(steps) == 1
    aged = not one_decimal and _AGES.match(place.text, match.end() + len(right)) is not None
    return even or _numbers_things(place) or (aged and _children(place))


def _is_pair(place: Place, own: list[int], end: int) -> bool:
    """Whether two numbers without others beside them are a list: "khu phố 3,4"."""
    if all(_FIRST_YEAR <= number <= _LAST_YEAR for number in own):
        return own[0] < own[1]
    if follows(place, "falling"):
        return True
    if own[1] - own[0] == 1 and _YEARS_OLD.match(place.text, end) and _children(place):
        return True
    told = measures(place.text, end) or _SPAN_ON.match(place.text, end) or _told_before(place)
    near_enough = own[1] - own[0] <= _LONGEST_PAIR_STEP
    numbers = _numbers_things(place) or _grades(place, end)
    return 0 < own[0] < own[1] and near_enough and not told and numbers


def _grades(place: Place, end: int) -> bool:
    """Whether levels of a service are numbered: "mức 3,4 dịch vụ công"."""
    return follows(place, "graded") and precedes(place, end, "in_grades")


def _children(place: Place) -> bool:
    """Whether a word before groups children by their years: "lớp 3,4 tuổi", "trẻ 4,5 tuổi"."""
    return follows(place, "of_years") and not _told_before(place)


def _numbers_things(place: Place) -> bool:
    """Whether the word before gives things their numbers: "ấp", "lớp", "thửa đất số"."""
    if place.previous == "số" and len(place.words) > 1:
        before = old_placing(place.words[-2])
        return before in role("listed") or before in role("of_numbers")
    headed = place.before.rstrip().endswith(":") and _RATE_BEFORE.search(place.before)
    return follows(place, "listed") and not headed


def _told_before(place: Place) -> bool:
    """Whether the clause tells a quantity apart from the word that numbers: "bình quân lớp"."""
    return nearest(place, ("quantity",), _WORDS_BACK) is not None


def _whole_numbers(text: str) -> list[int]:
    return [int(number) for number in _WHOLE.findall(text)]


def _runs(numbers: list[int]) -> bool:
    """Whether the numbers only rise or only fall."""
    pairs = list(pairwise(numbers))
    return all(one < after for one, after in pairs) or all(one > after for one, after in pairs)


def _runs_by_one(numbers: list[int]) -> bool:
    """Whether each number is the next after the one before."""
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _climbs(numbers: list[int], step: int) -> bool:
    """Whether the numbers rise by small steps."""
    return all(0 < after - one <= step for one, after in pairwise(numbers))


def drawn(place: Place, match: re.Match[str]) -> Claim | None:
    """09-15-22-31-40-44: numbers of two figures that rise all the way, and no telephone."""
    if near(place, "phone", _WORDS_BACK):
        return None
    if not _climbs(_whole_numbers(match[0]), _LONGEST_STEP * 2):
        return None
    return Claim(match.end(), ", ".join(_listed(part, named=True) for part in match[0].split("-")))


def machines(_: Place, match: re.Match[str]) -> Claim | None:
    """Trạm 3 - 400kVA: so many transformers of so much, or one from the one to the other."""
    count, power = cardinal(int(match[1])), cardinal(int(match[2]))
    say = f"{count}, {power}"
    return Claim(match.end(), say, senses=(say, f"{count} đến {power}"))


def formula(place: Place, match: re.Match[str]) -> Claim | None:
    """DAP 18-46, NPK 16-16-8: what a fertiliser holds, and no span."""
    if not follows(place, "fertilizers"):
        return None
    return Claim(match.end(), ", ".join(cardinal(int(part)) for part in match[0].split("-")))


def coded(place: Place, match: re.Match[str]) -> Claim | None:
    """The 113 of "SBD 017, 025, 113": as long as the codes before it, which have noughts."""
    before = _CODES_BEFORE.search(place.before)
    if before is None or len(before["first"]) != len(match[0]):
        return None
    if precedes(place, match.end(), "counted") or measures(place.text, match.end()):
        return None
    return Claim(match.end(), digits(match[0]))


def head(place: Place, match: re.Match[str]) -> Claim | None:
    """Ván 1:11-8, loại 2:15k, NV1:35,25: a number and its colon without the space behind."""
    lettered = place.preceding.isupper()  # NV1, and no "lúc7:30"
    headed = follows(place, "headed") and not _is_hour(place)
    if not (lettered or headed):
        return None
    number = ordinal(int(match[1])) if place.previous == "thứ" else cardinal(int(match[1]))
    return Claim(match.end(), f"{number}: ")


def _is_hour(place: Place) -> bool:
    """Whether the hour of something may stand here: "họp tổ 19:30", and no "ấp 5:30 hộ, ấp 6:25 hộ"."""
    hour = place.match(_HOUR)
    if hour is None:
        return False
    counted = _ROW_OPENS.search(place.clause) and precedes(place, hour.end(), "counted")
    return not (counted or measures(place.text, hour.end()))


def prices(place: Place, match: re.Match[str]) -> Claim | None:
    """Loại A/B: 68/48k: two prices side by side."""
    if place.preceding in {"/", "-", ".", ","}:
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))}, {cardinal(int(match[2]))}")


def slashed_row(place: Place, match: re.Match[str]) -> Claim | None:
    """Bảo hành 36/24/12 tháng, đèn 9/12/15W, điểm 7/10/8: several of a kind, no day and no house."""
    if _YEAR_LAST.search(match[0]) or place.preceding in {"/", "-", ".", ","}:
        return None
    each_month = spans_in_month(place.text, match.end())  # "các ngày 5/15/25 hằng tháng"
    named = says_day(place) or leads_to_day(place) or follows(place, "house")
    if (named and not each_month) or _HOUSE_LETTER_AFTER.match(place.text, match.end()):
        return None
    counted = measures(place.text, match.end()) or precedes(place, match.end(), "in_rows")
    if not (each_month or counted or follows(place, "in_turn")):
        return None
    return Claim(match.end(), ", ".join(in_words(one) for one in match[0].split("/")))


def days(place: Place, match: re.Match[str]) -> Claim | None:
    """Cắt điện 5,7/12: two days of a month, and no decimals of twelve."""
    told_before = says_day(place) or place.previous == "thứ"
    if told_before or TIED_BEFORE.search(place.before):
        return None
    first, last, month = (int(one) for one in match.groups())
    told = governed_by(place)
    marks = told == "quantity" or (month == 10 and told != "calendar")  # noqa: PLR2004, of ten
    if (
        not first < last
        or not is_day_of_month(last, month)
        or marks
        or measures(place.text, match.end())
    ):
        return None
    both = f"ngày {cardinal(first)}, {cardinal(last)} tháng {month_name(match[3])}"
    part = f"{cardinal(first)} phẩy {cardinal(last)} trên {cardinal(month)}"
    if told == "calendar":
        return Claim(match.end(), both)
    senses = (part, both) if first < month in _FULL_MARKS else (both, part)  # "3,4/4"
    return Claim(match.end(), senses[0], senses=senses)


FIRST_RULES = (
    Rule("number", head, _HEAD, then=":"),
    Rule("number", prices, _PRICES, then="/"),
    Rule("number", slashed_row, _SLASHED_ROW, then=",/"),
    Rule("number", coded, _CODED),
    Rule("number", drawn, _DRAWN, then="-"),
    Rule("number", machines, _MACHINES, then=" -–"),
    Rule("number", formula, _FORMULA, then="-"),
)
RULES = (Rule("number", listed, _LIST, then=","),)
