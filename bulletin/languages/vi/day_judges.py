"""Is "20/11" a day? What stands around two small numbers decides.

In: a place in the text and the two numbers. Out: whether a person would read a day and a month.
The signs are weighed from the surest down: a word that announces a day, a list of days, a lunar
or yearly remark, then the words that announce a part of a whole, and at last the numbers
themselves.
"""

import re
from dataclasses import dataclass

from bulletin.languages.vi.days import (
    LONGEST_MONTHS,
    is_day_of_month,
    is_holiday,
    leads_to_day,
    names_feast,
    says_day,
)
from bulletin.languages.vi.quantities import governed_by, measures, weighs
from bulletin.languages.vi.words import follows, near, old_placing, precedes, role
from bulletin.reading.scanner import Place

_YEARLY = re.compile(
    r"\s*\(?(?:âm lịch|dương lịch|ÂL|AL|năm (?:[0-9]{4}|nay|sau|tới|ngoái)|h[àằ]ng năm"
    r"|vừa (?:qua|rồi)|sắp tới|tới đây)(?!\w)"
)
_TO_ANOTHER_DAY = re.compile(
    r"\s*(?:đến|tới)\s+(?:ngày\s+)?(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})(?![0-9]|[-./][0-9])"
)
_FROM_ANOTHER_DAY = re.compile(
    r"(?<![0-9/.-])(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})\s*(?:đến|tới)\s+$"
)
_SPAN_BEFORE = re.compile(
    r"(\w+)\s+(?:từ|khoảng)\s+[0-9]{1,2}\.[0-9]{1,2}\s+(?:đến|tới)\s+$", re.IGNORECASE
)
_AMOUNT_AFTER = re.compile(  # "6.5 trở lên", "từ 13/8 lên 16/9"
    r"\s*(?:trở\s(?:lên|xuống)|(?:lên|xuống|còn|thành)\s(?:đến\s|tới\s|còn\s)?[0-9])"
)
_OPENS_CLAUSE = re.compile(
    r"\W*(?:kể\s|tính\s)?(?:từ|đến|tới|trước|sau|vào|hết)\s(?:[0-9]{1,2}[-./][0-9]{1,2}\s(?:đến|tới)\s)?",
    re.IGNORECASE,
)
_AFTER_HOLIDAY = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})\s*(?:và|,|;|-|–)\s*$"
)
_NUMBER_OF = re.compile(r"\W*(?:số|tỷ lệ|tỉ lệ|lượng)\s(?!liệu|báo|hiệu|máy)", re.IGNORECASE)
_NAMED_IN_ANY_ROW = ((30, 4), (1, 5), (2, 9))  # holidays that are no scores
_ALL_WEEK = (24, 7)  # 24/7 is round the clock where nothing announces a day
_WORDS_BACK = 12
_WORDS_NEAR = 6
_LAST_SMALL_SPAN = 6  # "từ 1-3" spans something; "từ 1-7" begins in July
_HALF = 5  # tenths
_MOST_PARTS = 10  # the largest denominator of a part of a whole in everyday text


def _is_part(place: Place, part: int, whole: int, end: int) -> bool:
    """Whether the words around say that a part of a whole is meant."""
    if part >= whole or whole > _MOST_PARTS:
        return False
    near = {old_placing(word) for word in place.words[-3:]}
    shared = bool(near & role("proportion")) and not follows(place, "time_on")
    return shared or precedes(place, end, "part_of")


@dataclass(frozen=True)
class _Pair:
    """Two numbers that may be a day and a month, where they stand and what is between them."""

    place: Place
    day: int
    month: int
    sign: str
    end: int

    @property
    def holiday(self) -> bool:
        return is_holiday(self.day, self.month)


def reads_as_day(place: Place, day: int, month: int, sign: str, end: int) -> bool:
    """Whether "day sign month", written here and ending at `end`, is a day of a month."""
    if not is_day_of_month(day, month):
        return False
    pair = _Pair(place, day, month, sign, end)
    verdicts = (judge(pair) for judge in _JUDGES)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _announced(pair: _Pair) -> bool | None:
    """A word for a day right before."""
    return says_day(pair.place) or None


def _weighed(pair: _Pair) -> bool | None:
    """A unit behind the number or behind the span that it begins, or a change of amount."""
    text, end = pair.place.text, pair.end
    other = _other_end(pair)
    if other and not is_day_of_month(*other):
        return False  # "1.5 đến 2.0"
    return False if weighs(text, end) or _AMOUNT_AFTER.match(text, end) else None


def _part_of_a_whole(pair: _Pair) -> bool | None:
    if pair.sign != "/":
        return None
    place = pair.place
    if _is_part(place, pair.day, pair.month, pair.end) or _shares_a_whole(pair):
        return False
    after = _TO_ANOTHER_DAY.match(place.text, pair.end)
    if after is None or not precedes(place, after.end(), "part_of"):
        return None
    ends = ((pair.day, pair.month), (int(after["day"]), int(after["month"])))
    return False if all(part < whole <= _MOST_PARTS for part, whole in ends) else None


def _shares_a_whole(pair: _Pair) -> bool:
    """Whether a span of a quantity has parts of one whole: "tỷ lệ từ 1/10 đến 3/10"."""
    other = _other_end(pair)
    if other is None or governed_by(pair.place) != "quantity":
        return False
    return other[1] == pair.month <= _MOST_PARTS and max(pair.day, other[0]) < pair.month


def _other_end(pair: _Pair) -> tuple[int, int] | None:
    """The numbers at the other end of a span, the first and the last."""
    place = pair.place
    beside = _TO_ANOTHER_DAY.match(place.text, pair.end) or _FROM_ANOTHER_DAY.search(place.clause)
    return (int(beside["day"]), int(beside["month"])) if beside else None


def _dated(pair: _Pair) -> bool | None:
    """A weekday, an hour or a part of the day before, or a remark on the calendar behind."""
    yearly = _YEARLY.match(pair.place.text, pair.end) is not None
    return leads_to_day(pair.place) or yearly or None


def _runs_back(pair: _Pair) -> bool | None:
    """The ends of "từ 1/3 đến 1/2": parts of a whole may run back, and days do not."""
    if pair.sign != "/":
        return None
    after = _TO_ANOTHER_DAY.match(pair.place.text, pair.end)
    before = _FROM_ANOTHER_DAY.search(pair.place.clause)
    beside = after or before
    if beside is None:
        return None
    own, other = (pair.month, pair.day), (int(beside["month"]), int(beside["day"]))
    parts = all(day < month <= _MOST_PARTS for month, day in (own, other))
    runs_on = own < other if after else other < own
    return None if runs_on or not parts else False


def _beside_a_holiday(pair: _Pair) -> bool | None:
    """The second of two holidays named together: "30/4 và 1/5"."""
    before = _AFTER_HOLIDAY.search(pair.place.before) if pair.holiday else None
    if before is None:
        return None
    first = (int(before["day"]), int(before["month"]))
    named = near(pair.place, "names_feast", _WORDS_NEAR) and is_holiday(*first)
    return first in _NAMED_IN_ANY_ROW or named or None


def _told(pair: _Pair) -> bool | None:
    """After "là", "còn", "bằng": a day only where the clause speaks of the calendar."""
    if not follows(pair.place, "tells"):
        return None
    if pair.sign != "-" and _NUMBER_OF.match(pair.place.clause):
        return False
    if follows(pair.place, "counts_off") and pair.sign == "/" and pair.day < pair.month:
        return False
    governed = governed_by(pair.place)
    feast = pair.holiday and governed is None and near(pair.place, "names_feast", _WORDS_NEAR)
    return feast or governed == "calendar"


def _led_to(pair: _Pair) -> bool | None:
    """After "từ", "đến", "trước": a day, unless the numbers rather count or span something."""
    place = pair.place
    if not follows(place, "leads_to_day"):
        return None
    if follows(place, "reaches"):
        return False
    if pair.sign == ".":
        return _dotted_day(pair)
    if _spans(pair) or pair.day > pair.month:
        return True
    if precedes(place, pair.end, "counted"):
        opens_clause = len(place.words) == 1
        return pair.sign == "/" and (opens_clause or place.words[-2] in {"kể", "tính", "đầu"})
    return pair.sign != "-" or _dashed_day(pair)


def _spans(pair: _Pair) -> bool:
    """Whether the other end of a span of days stands beside."""
    return _other_end(pair) is not None


def _dashed_day(pair: _Pair) -> bool:
    """Whether the rising "1-7" after "từ" or "trước" is a day and no span of numbers."""
    place = pair.place
    numbered = len(place.words) > 1 and old_placing(place.words[-2]) in role("listed")
    governed = governed_by(place)
    if numbered or governed == "quantity" or near(place, "numbers_from", 4):
        return False
    if governed or _OPENS_CLAUSE.fullmatch(place.clause):
        return True
    first = pair.day == 1 and pair.month >= _LAST_SMALL_SPAN
    return first or (pair.holiday and not follows(place, "span_lead"))


def _dotted_day(pair: _Pair) -> bool:
    """Whether "1.7" after "từ" or "đến" is a day and no decimal.

    What the clause names decides. Where it names nothing, a span is one of days if it runs on
    as such for some weeks, and its ends are no halves.
    """
    governed = governed_by(pair.place)
    words = pair.place.words
    before = _SPAN_BEFORE.search(pair.place.clause)
    led = old_placing(before[1].lower() if before else words[-2] if len(words) > 1 else "")
    if led in role("sized") or (_spans(pair) and led in role("shifted")):
        return False
    if governed:
        return governed == "calendar"
    other = _other_end(pair)
    return other is None or (is_day_of_month(*other) and _lasts_weeks(pair, other))


def _lasts_weeks(pair: _Pair, other: tuple[int, int]) -> bool:
    """Whether two ends are rather days: "8.7 đến 10.7", and not "2.3 đến 2.5" or "8.5 đến 9.5"."""
    own, beside = (pair.month, pair.day), (other[1], other[0])
    ends = _TO_ANOTHER_DAY.match(pair.place.text, pair.end) is None
    first, last = (beside, own) if ends else (own, beside)
    if last <= first:
        return False
    if max(pair.day, other[0]) > len(LONGEST_MONTHS):
        return True
    halves = pair.month == other[1] == _HALF
    return pair.day != other[0] and last[0] - first[0] <= 1 and not halves


def _round_the_clock(pair: _Pair) -> bool | None:
    return False if (pair.day, pair.month) == _ALL_WEEK else None


def _feast(pair: _Pair) -> bool | None:
    """A feast or a street before, and a holiday or a number that can be no month."""
    long_day = pair.day > len(LONGEST_MONTHS)
    if pair.sign in {"/", "-"} and follows(pair.place, "named_by_day"):
        return True
    if pair.sign == "." and governed_by(pair.place) == "quantity":
        return None
    if follows(pair.place, "feast") and (pair.holiday or long_day):
        return True
    if pair.sign == "." and pair.holiday and long_day:
        return not measures(pair.place.text, pair.end)
    return None


def _named_by_feast(pair: _Pair) -> bool | None:
    """A feast as the name of something that lies somewhere: CLB 8-3 khu phố 2."""
    if pair.sign == "." or pair.day <= pair.month or not precedes(pair.place, pair.end, "places"):
        return None
    return names_feast(pair.place, pair.day, pair.month) or None


def _counts(pair: _Pair) -> bool | None:
    return False if precedes(pair.place, pair.end, "counted") else None


def _in_brackets(pair: _Pair) -> bool | None:
    text, end = pair.place.text, pair.end
    if pair.place.preceding != "(" or text[end : end + 1] != ")":
        return None
    return pair.sign != "-" and (pair.day > pair.month or pair.holiday)


def _bare(pair: _Pair) -> bool:
    """Nothing says anything: the numbers decide, and the feasts that the clause names."""
    named = near(pair.place, "names_feast", _WORDS_BACK)
    if pair.sign == "/" and pair.day != pair.month and not near(pair.place, "against", _WORDS_NEAR):
        return pair.holiday or pair.day > pair.month
    if pair.sign == "-" and pair.holiday and pair.day > pair.month:
        return True
    return pair.sign in {"/", "-"} and named and pair.holiday


_JUDGES = (
    _announced,
    _weighed,
    _part_of_a_whole,
    _dated,
    _runs_back,
    _beside_a_holiday,
    _told,
    _led_to,
    _round_the_clock,
    _feast,
    _named_by_feast,
    _counts,
    _in_brackets,
    _bare,
)
