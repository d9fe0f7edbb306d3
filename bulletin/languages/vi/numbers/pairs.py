"""Two small numbers with a sign between that may be several things: 12-6, 3/5, 6.5.

In: a place at such a pair. Out: no claim where something around the pair tells what it is, so that
the rules which know it read it; else what they would make of it, and all that it may be, so that
nobody hears a guess unawares. A witness right beside the pair weighs more than one further off in
the clause, and where two things have equal ones, none is told. What only one thing can be needs no
witness: 25/18 is no day, and 20/11 no part.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from bulletin.languages.vi.calendar import dates, times
from bulletin.languages.vi.calendar.day_judges import told_as_day
from bulletin.languages.vi.calendar.day_pairs import THINGS_END, DayPair, counts_after
from bulletin.languages.vi.calendar.days import (
    is_day_of_month,
    is_holiday,
    says_day,
    spans_in_month,
)
from bulletin.languages.vi.cardinals import cardinal, month_name
from bulletin.languages.vi.numbers import fractions, lists, plain, scores
from bulletin.languages.vi.quantities import EVERYDAY_PARTS, governed_by, measures, weighs
from bulletin.languages.vi.words import CLOSED, cased, counts_things, follows, near, precedes, role
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.sought import Sought

_PAIR = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>\s?[-–]\s?|[./])(?P<second>[0-9]{1,2})"
    r"(?![^\W_]|[.:][0-9]|,[0-9](?![0-9]?/[0-9])|\s?[-–/]\s?[0-9]|\s?[%°‰₫$€²³])"
)
_TWO_OF_MANY = re.compile(
    r"([0-9]{1,2})\s?[-–]\s?([0-9]{1,2})/([0-9]{1,2})(?![^\W_]|[.,:/-][0-9]|\s?[-–/]\s?[0-9])"
)
_OF_SECTION = cased(r"\.?\s+[\U](?:[\l]|\s[\l])")  # "2.1. Công tác", "2.1. Y tế"
_SECTIONS_BEFORE = Sought(  # "Mục 3.1, 3.2"
    r"(?i)(?:mục|điểm|phần|tiết|bảng|hình|tiêu chí|chỉ tiêu|điều)\s(?:[0-9]{1,2}\.[0-9]{1,2}(?:,|\svà)\s){1,9}$",
    *("mục", "điểm", "phần", "tiết", "bảng", "hình", "tiêu chí", "chỉ tiêu", "điều"),
)
_NAMED_AFTER = cased(r"\s[\l]+\s[\U]")  # "sáng nay, 5/11 xã Tân Lập", and not "4/7 thành viên"
_STILL = re.compile(
    r"\s[^\W\d_]+\s(?:[^\W\d_]+\s)?(?:còn|đạt|xuống|lên|tăng|giảm|có mặt|vắng|đồng ý|tán thành|nhất trí)(?![^\W_])"
)
_TO_SHARE = frozenset({"từ", "đến", "tới", "trước", "sau"})
_CLAUSE_ENDS = re.compile(rf"\s*{CLOSED}")
_CHANGED = frozenset({"lên", "xuống"})
_NUMBERED = ("lot", "listed", "numbered_in_row", "lettered_t", "named_pairs")
_NO_FEASTS = frozenset({"lô", "ô", "nền", "gói", "thầu", "kiện"})  # which no day has named
_AHEAD = re.compile(r"\s(?:nghiêng về|cho đội|cho chủ nhà|trước đội)(?![^\W_])")
_WORDS_TO_FEAST, _WORDS_TO_MATCH = 4, 8
_MONTHS_AFTER = re.compile(rf"\sT(?=\s?{CLOSED})")
_MOST_IN_VILLAGES = 9  # goals
_TOLERANCE = re.compile(r"\s?±")
_PAGES_BEFORE = re.compile(r"(?<![^\W_])tr\.?\s?$", re.IGNORECASE)  # "xem tr. 5-7"
_BESIDE, _IN_CLAUSE = 2, 1  # how much a witness weighs
_MOST_GOALS, _MOST_POINTS = 15, 30
_MINUTES = range(13, 60)  # a dot before less is rather a day's
_LAST_YEAR_OF_SCHOOL = 12


@dataclass(frozen=True)
class Pair:
    """Two numbers and the sign between them, where they stand."""

    place: Place
    first: int
    sign: str
    second: int
    end: int

    @property
    def as_day(self) -> DayPair:
        """The same as a day and a month."""
        return DayPair(self.place, self.first, self.second, self.sign, self.end)


def _as_day(pair: Pair) -> int:
    told = told_as_day(pair.as_day)
    if told:
        return _IN_CLAUSE if _may_count(pair) else _BESIDE
    return _IN_CLAUSE if governed_by(pair.place) == "calendar" else 0


def _may_count(pair: Pair) -> bool:
    """Whether what is led to may be so many things as well: "sau 2-3 buổi", "từ 4/9 xã còn"; not "từ 1-7 xe máy"."""
    place, end = pair.place, pair.end
    if pair.sign == "/" and 1 < pair.first <= pair.second:
        if place.before.rstrip().endswith(",") and not is_holiday(pair.first, pair.second):
            return counts_after(place, end) and not _NAMED_AFTER.match(place.text, end)
        feast = is_holiday(pair.first, pair.second)
        led = place.previous in _TO_SHARE or (follows(place, "part_of_day") and not feast)
        return led and _counts_share(pair)
    each = place.words == ("ngày",)  # "Ngày 5 - 6 người đến khám"
    if pair.sign != "-" or not 1 < pair.first < pair.second or (says_day(place) and not each):
        return False
    named = is_holiday(pair.first, pair.second) and " " not in place.text[place.start : end]
    led = (each or follows(place, "leads_to_day")) and not named
    return led and any(counts_things(place, end, one) for one in ("countable", "not_score"))


def _counts_share(pair: Pair) -> bool:
    """Whether what ends the clause, or still is, may be counted: "từ 2/4 bệnh nhân", "đến 5/8 thôn"."""
    place, end = pair.place, pair.end
    if not (precedes(place, end, "counted") or counts_things(place, end, "countable")):
        return False
    return (_STILL.match(place.text, end) or THINGS_END.match(place.text, end)) is not None


def _as_score(pair: Pair) -> int:
    if scores.told_beside(pair.place, pair.end):
        return _BESIDE
    played = near(pair.place, "match", 8) and not is_day_of_month(pair.first, pair.second)
    return _IN_CLAUSE if played or scores.told_in_clause(pair.place) else 0


def _as_named(pair: Pair) -> int:
    """Lô 12/5: so many of something that has numbers, or a number and its part."""
    named = any(follows(pair.place, one) for one in _NUMBERED)
    return _IN_CLAUSE if named else 0


def _as_part(pair: Pair) -> int:
    place, end = pair.place, pair.end
    if _RULE_OF[fractions.reckoned].claim(place):
        return _BESIDE
    if pair.first > pair.second:
        return _BESIDE if near(place, "against", 4) else 0
    counted = counts_after(place, end) or measures(place.text, end)
    dated = not place.words or governed_by(place) == "calendar"  # "họp 5/7 chị em"
    counted = counted or (counts_things(place, end, "countable") and not dated)
    if counted or any(precedes(place, end, one) for one in ("part_of", "measured")):
        return _BESIDE
    if any(follows(place, one) for one in ("place_of", "proportion", "counts_off", "scale")):
        return _BESIDE
    told = near(place, "against", 6) or governed_by(place) == "quantity"
    return _BESIDE if told else 0


def _as_number(pair: Pair) -> int:
    place, end = pair.place, pair.end
    if weighs(place.text, end) or measures(place.text, end):
        return _BESIDE
    beside = any(follows(place, one) for one in ("version", "sized", "numbered", "lettered"))
    beside = beside or place.previous in _CHANGED or _TOLERANCE.match(place.text, end) is not None
    if beside or governed_by(place) == "quantity":
        return _BESIDE
    return _IN_CLAUSE if follows(place, "tells") else 0


def _as_span(pair: Pair) -> int:
    place, end = pair.place, pair.end
    if measures(place.text, end) or any(
        precedes(place, end, one) for one in ("counted", "not_score", "measured", "span_words")
    ):
        return _BESIDE
    if counts_things(place, end, "counters"):
        return _BESIDE
    if counts_things(place, end, "countable") or _may_count(pair):
        return _IN_CLAUSE if _may_count(pair) else _BESIDE
    if spans_in_month(place.text, end) or _PAGES_BEFORE.search(place.before):
        return _BESIDE
    if precedes(place, end, "sides"):
        return 0
    beside = ("listed", "numbered", "lettered", "named_number", "span_lead", "from_nought")
    told = any(follows(place, one) for one in beside) or governed_by(place) == "quantity"
    return _BESIDE if told else 0


_WITNESSES: Mapping[str, Callable[[Pair], int]] = {
    "score": _as_score,
    "day": _as_day,
    "part": _as_part,
    "number": _as_number,
    "span": _as_span,
    "named": _as_named,
    "class": lambda _: _IN_CLAUSE,
    "time": lambda pair: _BESIDE if times.tells_hour(pair.place, pair.end) else 0,
}
_READING: tuple[tuple[str, Callable[..., Claim | None]], ...] = (
    ("house", fractions.house_or_class),
    ("score", scores.announced),
    ("day", dates.day),
    ("time", times.dotted_clock),
    ("score", scores.score),
    ("part", fractions.slashed),
    ("number", plain.dotted),
)
"""What reads a pair, in the order of the families."""
_FAMILIES = (fractions.FIRST_RULES, fractions.RULES, scores.FIRST_RULES, scores.RULES)
_RULE_OF = {rule.read: rule for rule in chain(*_FAMILIES, dates.RULES, times.RULES, plain.RULES)}


def _readings(pair: Pair) -> dict[str, str]:
    """All that a pair can be by its form, and how each is said."""
    first, second = cardinal(pair.first), cardinal(pair.second)
    said = {}
    told = told_as_day(pair.as_day)
    if told is not False:
        said["day"] = f"ngày {first} tháng {month_name(str(pair.second))}"
    if pair.sign == "/" and pair.first <= pair.second:
        said["part"] = f"{first} {'phần' if pair.first < pair.second else 'trên'} {second}"
    if pair.sign == "/" and pair.first <= _LAST_YEAR_OF_SCHOOL and follows(pair.place, "pupils"):
        said["class"] = f"lớp {first} {second}"
    if pair.sign == ".":
        said["number"] = f"{first} phẩy {second}"
    if pair.sign == "." and pair.second in _MINUTES and follows(pair.place, "clock"):
        said["time"] = f"{first} giờ {second}"
    falls = pair.first > pair.second  # as the points of a set do
    few = max(pair.first, pair.second) <= (_MOST_POINTS if falls else _MOST_GOALS)
    feast = is_holiday(pair.first, pair.second) and pair.place.previous not in _NO_FEASTS
    if pair.sign == "/" and falls and "day" in said and _as_named(pair) and not feast:
        said["named"] = f"{first} trên {second}"
    played = pair.sign == "/" and _may_be_played(pair)
    if few and (pair.sign == "-" or played):
        said["score"] = f"{first} {second}"
    if pair.sign == "-" and pair.first < pair.second:
        said["span"] = f"{first} đến {second}"
    return said


def _may_be_played(pair: Pair) -> bool:
    """Whether a score with a stroke is told beside, or a match somewhere in the clause."""
    place = pair.place
    if scores.told_beside(place, pair.end):
        return True
    falls = pair.first > pair.second and not is_holiday(pair.first, pair.second)
    falls = falls and pair.first <= _MOST_IN_VILLAGES  # "chung kết 12/11" is a day
    ahead = _AHEAD.match(place.text, pair.end) is not None
    told = ahead or any(follows(place, one) for one in ("paired", "points_of_set"))
    return falls and (told or any(near(place, one, _WORDS_TO_MATCH) for one in ("paired", "match")))


def _pair(place: Place, match: re.Match[str]) -> Pair | None:
    if lists.TIED_BEFORE.search(place.before) or place.previous == "tháng":
        return None
    if _MONTHS_AFTER.match(place.text, match.end()):
        return None  # "phạt 10-12 T"
    if _SECTIONS_BEFORE.search(place.before):
        return None
    if not place.before.strip() and _OF_SECTION.match(place.text, match.end()):
        return None
    sign = match["sign"].strip().replace("–", "-")
    return Pair(place, int(match["first"]), sign, int(match["second"]), match.end())


def guessed(place: Place, match: re.Match[str]) -> Claim | None:
    """12-6, 3/5 or 6.5 where nothing tells which of several things it is."""
    pair = _pair(place, match)
    readings = _readings(pair) if pair else {}
    if pair is None or len(readings) < 2:  # noqa: PLR2004
        return None
    kind, say = _read(pair, readings)
    if kind not in readings or (own := _WITNESSES[kind](pair)) == _BESIDE:
        return None
    weights = {one: _WITNESSES[one](pair) for one in readings if one != kind}
    if own > max(weights.values()) or _is_usual(pair, kind, weights):
        return None
    if kind == "day" and "named" in readings and not is_holiday(pair.first, pair.second):
        say = readings["named"]  # "lô 12/5"
    senses = (say, *(said for said in readings.values() if said != say))
    return Claim(pair.end, say, senses=senses)


def _is_usual(pair: Pair, kind: str, others: Mapping[str, int]) -> bool:
    """Whether the numbers are such that nobody takes them for anything else without a word."""
    if kind == "score":
        return pair.first == pair.second and max(others.values()) < _BESIDE
    if any(others.values()):
        return False
    if kind == "part":
        return pair.second <= EVERYDAY_PARTS and not _named_by_day(pair)
    return kind == "day" and pair.first > pair.second and is_holiday(pair.first, pair.second)


def _named_by_day(pair: Pair) -> bool:
    """Whether a day may name a feast that ends the clause: "lễ thả cá 1/4"."""
    ends = _CLAUSE_ENDS.match(pair.place.text, pair.end) is not None
    return ends and near(pair.place, "names_feast", _WORDS_TO_FEAST)


def _read(pair: Pair, readings: Mapping[str, str]) -> tuple[str, str]:
    """What the rules make of a pair by themselves: a kind, and what is said."""
    for kind, read in _READING:
        claim = _RULE_OF[read].claim(pair.place)
        if claim:
            return (kind, claim.say) if claim.end == pair.end else ("", "")
    return "span", readings.get("span", "")


def grades(place: Place, match: re.Match[str]) -> Claim | None:
    """Lũ cấp 2/3, tháng 2/3: two grades or months that follow each other, and no thirds of one."""
    months = place.previous == "tháng"
    if match["sign"] != "/" or not (months or follows(place, "graded_rows")):
        return None
    first, second = int(match["first"]), int(match["second"])
    if second != first + 1 or place.previous_two in role("another_degree"):
        return None
    if months:
        return Claim(match.end(), f"{month_name(match['first'])}, {month_name(match['second'])}")
    if measures(place.text, match.end()) or precedes(place, match.end(), "part_of"):
        return None
    said = cardinal(first), cardinal(second)
    senses = (", ".join(said), " trên ".join(said))
    return Claim(match.end(), senses[0], senses=senses)


def numbered_or_days(place: Place, match: re.Match[str]) -> Claim | None:
    """Gói 5-6/12: two days of a month, or two of so many that have numbers."""
    if says_day(place) or lists.TIED_BEFORE.search(place.before):
        return None
    first, last, whole = (int(one) for one in match.groups())
    weather = place.previous_two == "thời tiết"  # no tiết of a lesson
    numbered = not weather and any(follows(place, one) for one in ("lot", "listed", "numbered"))
    if not numbered or not first < last <= whole or not is_day_of_month(last, whole):
        return None
    numbers = f"{cardinal(first)} đến {cardinal(last)}"
    senses = (f"{numbers} trên {cardinal(whole)}", f"ngày {numbers} tháng {month_name(match[3])}")
    return Claim(match.end(), senses[0], senses=senses)


RULES = (
    Rule("number", lists.days, lists.TWO_DAYS, then=","),
    Rule("number", grades, _PAIR, then=" -./–"),
    Rule("number", numbered_or_days, _TWO_OF_MANY, then=" -–"),
    Rule("number", guessed, _PAIR, then=" -./–"),
)
