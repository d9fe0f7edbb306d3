"""Is "20/11" a day? What stands around two small numbers decides.

In: a place in the text and the two numbers. Out: whether a person would read a day and a month.
The signs are weighed from the surest down: a word that announces a day, a list of days, a lunar
or yearly remark, then the words that announce a part of a whole, and at last the numbers
themselves.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from bulletin.languages.vi.calendar.day_pairs import (
    FROM_ANOTHER_DAY,
    TO_ANOTHER_DAY,
    DayPair,
    can_be_no_decimal,
    counts_after,
    counts_apart,
    is_dated,
    led_by_itself,
    led_to,
    other_end,
)
from bulletin.languages.vi.calendar.days import (
    DAYS_SINCE,
    LONGEST_MONTHS,
    is_day_of_month,
    is_held,
    is_holiday,
    leads_to_day,
    names_feast,
    says_day,
    spans_in_month,
)
from bulletin.languages.vi.quantities import MOST_PARTS, governed_by, measures, weighs
from bulletin.languages.vi.words import (
    PHRASE_END,
    counts_things,
    follows,
    near,
    old_placing,
    precedes,
    role,
)
from bulletin.reading.scanner import Place

_YEARLY = re.compile(
    r"\s*\(?(?:âm lịch|lịch (?:Chăm|Khmer|âm|ta|trăng)|dương lịch|Chăm lịch|Â\.?L|A\.?L|D\.?L|âl|dl|năm (?:[0-9]{4}|nay|sau|tới|ngoái)|h[àằ]ng năm"
    r"|vừa (?:qua|rồi)|sắp tới|tới đây|âm(?!\s(?:tính|đạo|thanh|nhạc|lượng|điểm|độ)))(?!\w)"
)
_NAMED_YEAR = re.compile(r"\s*\(?(?:năm\s)?([^\W\d_]+)\s([^\W\d_]+)")  # "2/8 Bính Ngọ"
_AMOUNT_AFTER = re.compile(  # "6.5 trở lên", "từ 13/8 lên 16/9"; "20/11 còn 2 xã" goes on
    r"\s*(?:trở\s(?:lên|xuống)|(?:lên|xuống|còn|thành)\s(?:đến\s|tới\s|còn\s)?[0-9]+(?P<same>[/.,])?)"
)
_TO_HOUR_OF_DAY = re.compile(  # "từ 19h 12/11 đến 19h 13/11"
    r"\s*(?:đến|tới|[-–])\s*(?:trước\s|hết\s)?[0-9]{1,2}\s?(?:[hg:]|giờ)\s?(?:[0-9]{2})?,?\s(?:ngày\s)?[0-9]{1,2}[/.-][0-9]"
)
_AFTER_HOLIDAY = re.compile(r"(?<![0-9])([0-9]{1,2})[./-]([0-9]{1,2})\s*(?:và|[,;–-])\s*$")
_LABEL = re.compile(  # "Hạn nộp thuế quý 3: 31-10"
    r"(?<![^\W_])(?:hạn|thời hạn|thời gian|thời điểm|khởi công|khai mạc|khai giảng|bế mạc)(?:\s[^:;.\n]{1,24})?:\s?$",
    re.IGNORECASE,
)
_GAUGED_BEFORE = re.compile(r"[0-9]\s?(?:‰|g/[lL]|m|mm|cm|m3/s|m³/s|°C|độ|km/h)\s?\($")
_STANDS_ALONE = re.compile(rf"\s*\(|{PHRASE_END}")
_NUMBER_OF = re.compile(
    r"(?i)\W*(?:số|t[ỷỉ] lệ|lượng|phần)\s(?!liệu|báo|hiệu|máy|thi|mềm|lễ|hội|quà|việc)"
)
_NAMED_IN_ANY_ROW = ((30, 4), (1, 5), (2, 9))  # holidays that are no scores
_WORDS_BACK = 12
_WORDS_NEAR = 6


def _is_part(place: Place, part: int, whole: int, end: int) -> bool:
    """Whether the words around say that a part of a whole is meant."""
    if part >= whole or whole > MOST_PARTS:
        return False
    near = {old_placing(word) for word in place.words[-3:]}
    shared = bool(near & role("proportion")) and not follows(place, "time_on")
    shared = shared or (follows(place, "used_till") and not _STANDS_ALONE.match(place.text, end))
    return shared or (precedes(place, end, "part_of") and not is_dated(place, whole, end))


def reads_as_day(pair: DayPair) -> bool:
    """Whether two numbers are a day of a month."""
    return is_day_of_month(pair.day, pair.month) and _judged(pair)[0]


def told_as_day(pair: DayPair) -> bool | None:
    """What the words around say of it, or None where only the numbers themselves decide."""
    if not is_day_of_month(pair.day, pair.month):
        return False
    verdict, judge = _judged(pair)
    return None if judge in _GUESSING else verdict


@lru_cache(maxsize=8)
def _judged(pair: DayPair) -> tuple[bool, Callable[[DayPair], bool | None]]:
    """The first verdict, and whose it is; several rules in a row ask for the same pair's."""
    verdicts = ((judge(pair), judge) for judge in _JUDGES)
    return next((verdict, judge) for verdict, judge in verdicts if verdict is not None)


def _announced(pair: DayPair) -> bool | None:
    """A word for a day right before."""
    return says_day(pair.place) or None


def _of_every_month(pair: DayPair) -> bool | None:
    """Days from one to another of each month: "ngày 01-03, 10-12, 20-22 hằng tháng"."""
    rising = pair.sign == "-" and pair.day < pair.month
    return False if rising and spans_in_month(pair.place.text, pair.end) else None


def _of_days_counted(pair: DayPair) -> bool | None:
    """How often in a day, or days since: "ngày 3-4 lần", "ngày 3-5 sau gieo"."""
    rising = pair.sign == "-" and pair.day < pair.month and pair.place.previous == "ngày"
    since = DAYS_SINCE.match(pair.place.text, pair.end)
    often = counts_things(pair.place, pair.end, "times_a_day")
    return False if rising and (since or often) else None


def _counts_out(pair: DayPair) -> bool | None:
    """Things that no sentence begins with: "từ 2-3 chồi", "sau 2-3 lần"."""
    rising = pair.sign == "-" and pair.day < pair.month
    return False if rising and counts_things(pair.place, pair.end, "counters") else None


def _round_of_cup(pair: DayPair) -> bool | None:
    """The round that a part of a cup's field is left in: "vào 1/4 giải"."""
    rounds = pair.sign == "/" and pair.day == 1 and pair.month in (2, 4, 8)
    return False if rounds and precedes(pair.place, pair.end, "cups") else None


def _labelled(pair: DayPair) -> bool | None:
    """Alone behind the name of a form's line that asks for a day: "Hạn nộp: 31-10"."""
    place = pair.place
    gauged = pair.sign == "/" and _GAUGED_BEFORE.search(place.before)  # "mặn 8,7‰ (1/3)"
    led = gauged or _LABEL.search(place.before)
    return True if led and _STANDS_ALONE.match(place.text, pair.end) else None


def _counts_units(pair: DayPair) -> bool | None:
    """Hamlets and the like from one to another: "khu phố 1-5"."""
    rising = pair.sign == "-" and pair.day < pair.month
    return False if rising and follows(pair.place, "numbered_in_row") else None


def _numbers_a_part(pair: DayPair) -> bool | None:
    """The number of a figure, a table or a part of a text: "hình 4.1"."""
    numbered = follows(pair.place, "in_parts") and not follows(pair.place, "out_of_parts")
    return False if pair.sign == "." and numbered else None


def _weighed(pair: DayPair) -> bool | None:
    """A unit behind the number or behind the span that it begins, or a change of amount."""
    text, end = pair.place.text, pair.end
    other = other_end(pair)
    if other and not is_day_of_month(*other):
        return False  # "1.5 đến 2.0"
    if _TO_HOUR_OF_DAY.match(text, end):
        return None
    amount = _AMOUNT_AFTER.match(text, end)
    changes = amount is not None and (pair.sign != "/" or amount["same"] == "/")
    weighed = weighs(text, end, changing=pair.sign != "/")
    return False if weighed or changes else None


def _part_of_a_whole(pair: DayPair) -> bool | None:
    if pair.sign != "/":
        return None
    place = pair.place
    no_day = place.previous == "thứ" or (pair.day == 1 and follows(place, "sloping"))
    if no_day or _is_part(place, pair.day, pair.month, pair.end) or _shares_a_whole(pair):
        return False
    after = TO_ANOTHER_DAY.match(place.text, pair.end)
    if after is None or not precedes(place, after.end(), "part_of"):
        return None
    if is_dated(place, max(pair.month, int(after["month"])), after.end()):
        return None
    ends = ((pair.day, pair.month), (int(after["day"]), int(after["month"])))
    return False if all(part < whole <= MOST_PARTS for part, whole in ends) else None


def _shares_a_whole(pair: DayPair) -> bool:
    """Whether a span of a quantity has parts of one whole: "tỷ lệ từ 1/10 đến 3/10"."""
    other = other_end(pair)
    if other is None or governed_by(pair.place) != "quantity":
        return False
    return other[1] == pair.month <= MOST_PARTS and max(pair.day, other[0]) <= pair.month


def _dated(pair: DayPair) -> bool | None:
    """A weekday, an hour or a part of the day before, or a remark on the calendar behind."""
    yearly = _YEARLY.match(pair.place.text, pair.end) is not None
    leads = leads_to_day(pair.place) and not counts_apart(pair)
    return leads or yearly or _in_named_year(pair) or None


def _in_named_year(pair: DayPair) -> bool:
    """Whether a year follows by its stem and its branch."""
    name = _NAMED_YEAR.match(pair.place.text, pair.end)
    if name is None:
        return False
    return name[1].lower() in role("stems") and name[2].lower() in role("branches")


def _runs_back(pair: DayPair) -> bool | None:
    """The ends of "từ 1/3 đến 1/2": parts of a whole may run back, and days do not."""
    if pair.sign != "/":
        return None
    after = TO_ANOTHER_DAY.match(pair.place.text, pair.end)
    beside = after or FROM_ANOTHER_DAY.search(pair.place.clause)
    if beside is None:
        return None
    own, other = (pair.month, pair.day), (int(beside["month"]), int(beside["day"]))
    parts = all(day < month <= MOST_PARTS for month, day in (own, other))
    runs_on = own < other if after else other < own
    return None if runs_on or not parts else False


def _beside_a_holiday(pair: DayPair) -> bool | None:
    """The second of two holidays named together: "30/4 và 1/5"."""
    before = _AFTER_HOLIDAY.search(pair.place.before) if pair.holiday else None
    if before is None:
        return None
    first = (int(before[1]), int(before[2]))
    named = near(pair.place, "names_feast", _WORDS_NEAR) and is_holiday(*first)
    return first in _NAMED_IN_ANY_ROW or named or None


def _told(pair: DayPair) -> bool | None:
    """After "là", "còn", "bằng": a day only where the clause speaks of the calendar."""
    if not follows(pair.place, "tells"):
        return None
    if pair.sign != "-" and _NUMBER_OF.match(pair.place.clause):
        return False
    if pair.sign != "/" and follows(pair.place, "counts_off"):
        return False  # "đến 20/11 có 1-2 cơn bão"
    of_all = follows(pair.place, "counts_off") or precedes(pair.place, pair.end, "counted")
    if of_all and pair.sign == "/" and pair.day <= pair.month:
        return False  # "đến nay có 11/11 ấp"
    governed = governed_by(pair.place)
    feast = pair.holiday and governed is None and near(pair.place, "names_feast", _WORDS_NEAR)
    return True if feast else None if governed is None else governed == "calendar"


def _told_of_nothing(pair: DayPair) -> bool | None:
    """After "là", "còn", "bằng" where the clause names nothing: no day."""
    return False if follows(pair.place, "tells") else None


def _no_day_at_all(pair: DayPair) -> bool | None:
    """Round the clock, or how something is thinned: "pha 5/1"."""
    thinned = follows(pair.place, "thinned")
    return False if thinned or (pair.day, pair.month) == (24, 7) else None


def _feast(pair: DayPair) -> bool | None:
    """A feast or a street before, and a holiday or a number that can be no month."""
    long_day = pair.day > len(LONGEST_MONTHS)
    named = follows(pair.place, "feast_of_day") or precedes(pair.place, pair.end, "feast_of_day")
    if pair.sign in {"/", "-"} and (named or follows(pair.place, "named_by_day")):
        return True
    if pair.sign == "." and governed_by(pair.place) == "quantity":
        return None
    if follows(pair.place, "feast") and (pair.holiday or long_day):
        return True
    if pair.sign == "." and pair.holiday and long_day:
        return not measures(pair.place.text, pair.end)
    return None


def _named_by_feast(pair: DayPair) -> bool | None:
    """A feast as the name of what lies or is held somewhere: CLB 8-3 khu phố 2."""
    held = is_held(pair.place) or precedes(pair.place, pair.end, "places")
    if pair.sign == "." or pair.day <= pair.month or not held:
        return None
    return names_feast(pair.place, pair.day, pair.month) or None


def _told_feast(pair: DayPair) -> bool | None:
    """A holiday in a clause that speaks of feasts: "mít tinh 2-9", "lễ 30/4"."""
    named = pair.sign != "." and pair.holiday and near(pair.place, "names_feast", _WORDS_BACK)
    against = pair.sign == "/" and near(pair.place, "against", _WORDS_NEAR)
    return True if named and not against else None


def _counts(pair: DayPair) -> bool | None:
    """Things counted behind; a pair that falls counts none: "21/11 giáo viên nghỉ", not "30/10 chỉ tiêu"."""
    opens = pair.sign == "/" and not pair.place.words and pair.month != MOST_PARTS
    named = pair.sign in {"/", "-"} and pair.holiday and not follows(pair.place, "counts_off")
    falls = pair.day > pair.month and (opens or named)
    return False if not falls and counts_after(pair.place, pair.end) else None


def _in_brackets(pair: DayPair) -> bool | None:
    text, end = pair.place.text, pair.end
    if pair.place.preceding != "(" or text[end : end + 1] != ")":
        return None
    return pair.sign != "-" and (pair.day > pair.month or pair.holiday)


def _of_calendar(pair: DayPair) -> bool | None:
    """A dotted pair in a clause that speaks of the calendar: "cắt điện 3.12 và 5.12"."""
    changes = pair.place.previous in {"lên", "xuống", "thành"}
    dotted = pair.sign == "." and not changes
    return True if dotted and governed_by(pair.place) == "calendar" else None


def _bare(pair: DayPair) -> bool:
    """Nothing says anything: the numbers decide."""
    if pair.sign == "/":
        against = near(pair.place, "against", _WORDS_NEAR)
        named = pair.holiday and near(pair.place, "names_feast", _WORDS_BACK)
        falling = pair.day > pair.month
        return (named if against else pair.holiday or falling) and pair.day != pair.month
    return pair.sign == "-" and pair.holiday and pair.day > pair.month


_JUDGES: tuple[Callable[[DayPair], bool | None], ...] = (
    _of_every_month,
    _of_days_counted,
    _round_of_cup,
    _counts_out,
    _announced,
    _labelled,
    _counts_units,
    _numbers_a_part,
    _weighed,
    _part_of_a_whole,
    _dated,
    _runs_back,
    _beside_a_holiday,
    _told,
    _told_of_nothing,
    led_to,
    can_be_no_decimal,
    led_by_itself,
    _no_day_at_all,
    _feast,
    _named_by_feast,
    _counts,
    _in_brackets,
    _told_feast,
    _of_calendar,
    _bare,
)
_GUESSING = frozenset((_told_of_nothing, led_by_itself, _in_brackets, _bare))
"""Those that go by the numbers alone, for want of words."""
