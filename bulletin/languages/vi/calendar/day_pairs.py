"""Two numbers that may be a day and a month, and what "từ", "đến" or "trước" before them says.

In: such a pair in its place. Out: whether what leads to it makes it a day: by what the clause
names, or by the other end of a span; and what the numbers rather are where the clause names
nothing.
"""

import re
from dataclasses import dataclass

from bulletin.languages.vi.abbreviations.glossary import plain_reading
from bulletin.languages.vi.calendar.days import (
    LONGEST_MONTHS,
    is_day_of_month,
    is_holiday,
    leads_to_day,
)
from bulletin.languages.vi.quantities import EVERYDAY_PARTS, governed_by
from bulletin.languages.vi.words import CLOSED, follows, near, old_placing, precedes, role
from bulletin.reading.scanner import Place

TO_ANOTHER_DAY = re.compile(
    r"\s*(?:đến|tới)\s+(?:ngày\s+)?(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})(?![0-9]|[-./][0-9])"
)
FROM_ANOTHER_DAY = re.compile(
    r"(?<![0-9/.-])(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})\s*(?:đến|tới)\s+$"
)
THINGS_END = re.compile(rf"(?:\s[^\W\d_]+){{1,2}}\s*{CLOSED}")
"""One word or two that end a clause: things that were counted right before."""
_ACT = re.compile(
    r"(?:\s[^\W\d_]+){1,2}\s(?:tổ chức|khai mạc|khai giảng|ra quân|phát động|long trọng)(?![^\W_])"
)
_WORD = re.compile(r"[^\W_]+")
_TO_PLAIN_NUMBER = re.compile(  # "cỡ từ 7.5 đến 9": no day ends a span without its month
    r"\s*(?:đến|tới)\s+[0-9]{1,2}(?:,[0-9]{1,2})?(?![0-9]|[-./,:][0-9]|\s?(?:[hg]|giờ|tháng)(?![^\W\d_]))"
)
_AMOUNT_REACHED = re.compile(
    r",?\s(?:đã\s|mới\s|chỉ\s|ước\s)?(?:đạt|thu|được|có|còn|vượt|giải ngân)\s(?:được\s|trên\s|gần\s|hơn\s)?[0-9]"
)
_DAY_TO = re.compile(r"(?<![0-9/.,-])[0-9]{1,2}\s(?:đến|tới)\s$")  # "từ 5 đến 12/12"
_SPAN_BEFORE = re.compile(
    r"(\w+)\s+(?:từ|khoảng)\s+[0-9]{1,2}\.[0-9]{1,2}\s+(?:đến|tới)\s+$", re.IGNORECASE
)
_OPENS_CLAUSE = re.compile(
    r"\W*(?:kể\s|tính\s)?(?:từ|đến|tới|trước|sau|vào|hết)\s(?:[0-9]{1,2}[-./][0-9]{1,2}\s(?:đến|tới)\s)?",
    re.IGNORECASE,
)
_LETTERS_AFTER = re.compile(r"\s([A-ZĐƯƠ]{2,8})(?![^\W_]|[-/&]|\.[^\W_])")
_OPENS_PART = re.compile(
    r"(?:[,:(“–]\s?|(?:^|[\s(“])(?:thì|rằng|vì|do|nên|nhưng)\s)\w+\s$"
)  # "theo quy định, từ 1/7 xã"
_APART = re.compile(r",\s[^\W\d_]")
_LAST_SMALL_SPAN = 6  # "từ 1-3" spans something; "từ 1-7" begins in July
_HALF = 5  # tenths
_FIRST_OF_TWO_DIGITS = 10  # nobody writes so many hundredths with a dot behind "từ"


def counts_after(place: Place, end: int) -> bool:
    """Whether things are counted behind a number, by their name or in short: "12/10 ĐV"."""
    if precedes(place, end, "counted"):
        return True
    letters = _LETTERS_AFTER.match(place.text, end)
    say = plain_reading(letters[1]) if letters else None
    words = [old_placing(word) for word in (say or "").lower().split()[:2]]
    return bool(words) and not {words[0], " ".join(words)}.isdisjoint(role("counted"))


@dataclass(frozen=True)
class DayPair:
    """Two numbers that may be a day and a month, where they stand and what is between them."""

    place: Place
    day: int
    month: int
    sign: str
    end: int

    @property
    def holiday(self) -> bool:
        """Whether bulletins name the day by its numbers alone."""
        return is_holiday(self.day, self.month)


def other_end(pair: DayPair) -> tuple[int, int] | None:
    """The numbers at the other end of a span, the first and the last."""
    place = pair.place
    beside = TO_ANOTHER_DAY.match(place.text, pair.end) or FROM_ANOTHER_DAY.search(place.clause)
    return (int(beside["day"]), int(beside["month"])) if beside else None


def counts_apart(pair: DayPair) -> bool:
    """Whether a comma parts things that are counted from a time before: "sáng nay, 2/3 đại biểu".

    Parts that are not halves, thirds or quarters are only with things that end the clause, and none are
    offices that do something: "sáng nay, 3/4 xã tổ chức lễ".
    """
    place, end = pair.place, pair.end
    if pair.sign != "/" or pair.day >= pair.month or not place.before.rstrip().endswith(","):
        return False
    parts = pair.month <= EVERYDAY_PARTS and not _ACT.match(place.text, end)
    sure = parts or THINGS_END.match(place.text, end) is not None
    return sure and counts_after(place, end)


def is_dated(place: Place, whole: int, end: int) -> bool:
    """Whether a time is led to here, although what may be the whole of a part stands behind.

    "Từ 1/7 giá điện tăng" names a day, "từ 1/2 đến 2/3 diện tích" parts: halves, thirds and
    quarters are days only before what has no parts.
    """
    if leads_to_day(place):  # "sáng 1/4 diện tích tăng", and not "sáng nay, 1/4 diện tích"
        return whole > EVERYDAY_PARTS or not place.before.rstrip().endswith(",")
    if not _is_timed(place) or precedes(place, end, "has_parts"):
        return False
    return whole > EVERYDAY_PARTS or precedes(place, end, "has_no_parts")


def _is_timed(place: Place) -> bool:
    """Whether a time is led to, here or at the other end of a span, and no growth or share."""
    before = FROM_ANOTHER_DAY.search(place.clause)
    words = _WORD.findall((place.clause[: before.start()] if before else place.clause).lower())
    led = old_placing(words[-1]) if words else ""
    if " ".join(map(old_placing, words[-2:])) in role("paid_ahead"):
        return False  # "trả trước 3/10 giá trị"
    if led in role("time_on"):
        return not _shares({old_placing(word) for word in words[-3:-1]})
    if led not in role("time_to"):
        return False
    if len(words) == 1:
        return led != "hết"  # "hết 3/5 quãng đường"
    return old_placing(words[-2]) in role("leads_on")


def _shares(words: set[str]) -> bool:
    return not words.isdisjoint(role("proportion"))


def is_led(place: Place) -> bool:
    """Whether a word before leads to a day, and does not end another: "thông qua 12/12"."""
    return follows(place, "leads_to_day") and place.previous_two not in role("leads_nowhere")


def led_to(pair: DayPair) -> bool | None:
    """After "từ", "đến", "trước": a day, unless the numbers rather count or span something."""
    place = pair.place
    if not is_led(place):
        return None
    if follows(place, "reaches") or _are_over(pair):
        return False
    if pair.sign == ".":
        return _dotted_day(pair)
    same = pair.sign == "-" and pair.day == pair.month
    if _spans(pair) or pair.day > pair.month or same:
        return True
    if counts_after(place, pair.end):
        opens_clause = len(place.words) == 1 or _OPENS_PART.search(place.clause) is not None
        led_on = opens_clause or old_placing(place.words[-2].lower()) in role("leads_on")
        return pair.sign == "/" and led_on
    return _dashed_day(pair) if pair.sign == "-" else _slashed_day(pair)


def _are_over(pair: DayPair) -> bool:
    """Whether so many of so many are over: "sau 5/6 lần thử", "kết thúc 3/5 hiệp"."""
    place, end = pair.place, pair.end
    if pair.sign != "/" or pair.day > pair.month or not follows(place, "over"):
        return False
    return precedes(place, end, "tries") and not precedes(place, end, "tries_begin")


def _slashed_day(pair: DayPair) -> bool | None:
    """Whether the rising "3/5" after "từ" is a day; after "đến" it may be how much is reached."""
    reaching = follows(pair.place, "span_end") and not _DAY_TO.search(pair.place.clause)
    return None if reaching and governed_by(pair.place) != "calendar" else True


def led_by_itself(pair: DayPair) -> bool | None:
    """After "từ" and "đến" where the clause names nothing: what the numbers rather are."""
    if not is_led(pair.place):
        return None
    if pair.sign == "/":
        return True
    if pair.sign == "-":
        first = pair.day == 1 and pair.month >= _LAST_SMALL_SPAN
        return first or (pair.holiday and not follows(pair.place, "span_lead"))
    other = other_end(pair)
    return other is None or (is_day_of_month(*other) and _lasts_weeks(pair, other))


def can_be_no_decimal(pair: DayPair) -> bool | None:
    """After "từ" and "đến" numbers that no measure has: 25.8, 5.11, "4.6 đến 9.6", "từ 1.7"."""
    led = is_led(pair.place) and led_by_itself(pair)
    if not led or pair.sign == "/":
        return None
    other = other_end(pair)
    if other is None:
        told = pair.day == 1 and pair.month >= _LAST_SMALL_SPAN
    else:
        told = other[1] == pair.month != _HALF
    long = pair.sign == "." and max(pair.day, other[0] if other else 0) > len(LONGEST_MONTHS)
    return True if told or long or pair.month >= _FIRST_OF_TWO_DIGITS else None


def _spans(pair: DayPair) -> bool:
    """Whether the other end of a span of days stands beside."""
    return other_end(pair) is not None


def _dashed_day(pair: DayPair) -> bool | None:
    """Whether the rising "1-7" after "từ" or "trước" is a day and no span of numbers."""
    place = pair.place
    numbered = len(place.words) > 1 and old_placing(place.words[-2]) in role("listed")
    governed = governed_by(place)
    if numbered or governed == "quantity" or near(place, "numbers_from", 4):
        return False
    apart = _APART.match(place.text, pair.end) is not None  # "từ 5-9, học sinh đi học"
    return True if governed or apart or _OPENS_CLAUSE.fullmatch(place.clause) else None


def _dotted_day(pair: DayPair) -> bool | None:
    """Whether the clause says that "1.7" after "từ" or "đến" is a day, or a decimal."""
    if follows(pair.place, "span_end") and _AMOUNT_REACHED.match(pair.place.text, pair.end):
        return True  # "sản lượng đến 15.11 đạt 1.250 tấn"
    governed = governed_by(pair.place)
    if governed != "calendar" and _TO_PLAIN_NUMBER.match(pair.place.text, pair.end):
        return False
    words = pair.place.words
    before = _SPAN_BEFORE.search(pair.place.clause)
    led = old_placing(before[1].lower() if before else words[-2] if len(words) > 1 else "")
    if led in role("sized"):
        return False
    if _spans(pair) and led in role("shifted"):
        return None if governed == "calendar" else False  # "mưa giảm từ 6.5 đến 8.5"
    return None if governed is None else governed == "calendar"


def _lasts_weeks(pair: DayPair, other: tuple[int, int]) -> bool:
    """Whether two ends are rather days that run on for some weeks: "8.7 đến 10.7", and not "2.3 đến 2.5" or "8.5 đến 9.5"."""
    own, beside = (pair.month, pair.day), (other[1], other[0])
    ends = TO_ANOTHER_DAY.match(pair.place.text, pair.end) is None
    first, last = (beside, own) if ends else (own, beside)
    if last <= first:
        return False
    if max(pair.day, other[0]) > len(LONGEST_MONTHS):
        return True
    halves = pair.month == other[1] == _HALF
    return pair.day != other[0] and last[0] - first[0] <= 1 and not halves
