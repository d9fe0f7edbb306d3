"""English days, years, quarters and hours.

In: a place at a number, or at the Q of a quarter. Out: the day as a person says it (the day comes
first where all is in figures), the year in two halves, the hour with "oh" before few minutes.
"""

import re
from functools import cache

from bulletin.languages.en.numbers import cardinal, ordinal, year
from bulletin.languages.en.words import listed, words
from bulletin.reading.scanner import Claim, Place, Rule

_Y = r"((?:1[0-9]|20)[0-9]{2})"
_ISO = re.compile(r"((?:1[0-9]|2[0-9])[0-9]{2})-(0[1-9]|1[0-2])-([0-3][0-9])(?![0-9])")
_SLASHED = re.compile(rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2{_Y}(?![0-9])")
_THIS_YEAR = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9/]| of(?![^\W_]))")
_FEAST_AFTER = re.compile(
    r"\s(?:national\s|public\s)?(?:holidays?|celebrations?|parade|anniversary|long weekend|festival|ceremony)(?![^\W_])"
)
_OF_YEAR = re.compile(rf"([0-9]{{1,5}})/{_Y}(?![0-9/])")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s$")  # the dot of "No." ends no clause
_CLOSES = re.compile(r"\s?(?:[:;,.)(%]|$)")
_CLOCK = re.compile(
    r"([01]?[0-9]|2[0-3])(?:[:h]([0-5][0-9])(?![0-9:])|\.([0-5][0-9])(?=\s?[aApP]\.?[mM]))"
)
_YEARS = re.compile(rf"{_Y}\s?[-–]\s?{_Y}(?![0-9])")
_SEASON = re.compile(rf"{_Y}[-–/]([0-9]{{2}})(?![0-9]|[-–/,.][0-9])")
_DECADE = re.compile(r"((?:1[0-9]|20)?[1-9]0|(?:1[0-9]|20)00)['’]?s(?![^\W_])")
_YEAR = re.compile(r"(?:1[1-9]|20)[0-9]{2}(?![0-9]|[,.][0-9]|\s?(?:people|%)(?![^\W_]))")
_WEEKDAYS = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?![^\W_])"
_WEEKDAY_ON = re.compile(
    rf"\.?(?P<to>\s?[-–]\s?|\sto\s)(?={_WEEKDAYS})|\.?(?:,?\s(?:and\s|&\s)?|/)(?=[0-9]|{_WEEKDAYS})"
)
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAYS}\.?(?:\s?[-–,/]\s?|\s(?:and|to|&)\s)$")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])")
_DAYS = re.compile(r"([0-9]{1,2})\s?[-–]\s?([0-9]{1,2})(?![0-9]|[-–/.,:][0-9]|\s?[%°])")
_PART = re.compile(rf"(?:Q([1-4])|H([12])(?=\s?[/-]?\s?20))(?:\s?[/-]?\s?{_Y})?(?![^\W_])")
_ALL_WEEK = re.compile(r"24/7(?![0-9/])")
_FIRST_TEEN = 10
_HUNDRED = 100


@cache
def _months() -> frozenset[str]:
    """The names of months, whole and cut short."""
    return listed("months") | listed("short_months")


@cache
def _month_after() -> re.Pattern[str]:
    names = [*words("months").split(), *words("short_months").split()]
    return re.compile(rf"\s(?:{'|'.join(names)})(?![^\W_])")


def _date(day: str, month: str, in_year: str = "") -> str | None:
    months = words("months").split()
    if not (1 <= int(month) <= len(months) and 1 <= int(day) <= 31):  # noqa: PLR2004
        return None
    said = f"the {ordinal(int(day))} of {months[int(month) - 1]}"
    return f"{said} {year(int(in_year))}" if in_year else said


def date(place: Place) -> Claim | None:
    """2026-11-20, 20/11/2026 and 20-11-2026 (day first); "on 30/4", "the 2/9 holiday"."""
    iso, slashed, short = (
        place.match(_ISO),
        place.match(_SLASHED),
        place.match(_THIS_YEAR),
    )
    if iso:
        said, end = _date(iso[3], iso[2], iso[1]), iso.end()
    elif slashed:
        said, end = _date(slashed[1], slashed[3], slashed[4]), slashed.end()
    elif short and (place.previous in listed("before_day") or _is_feast(place, short.end())):
        said, end = _date(short[1], short[2]), short.end()
    else:
        return None
    if said is None:
        return None
    return Claim(end, said.removeprefix("the ") if place.previous == "the" else said)


def _is_feast(place: Place, end: int) -> bool:
    """Whether a feast has the day for its name: "the 2/9 holiday"."""
    return _FEAST_AFTER.match(place.text, end) is not None


def days_of_month(place: Place, match: re.Match[str]) -> Claim | None:
    """12-15 October, Oct. 12-15: days from one to the other."""
    if not 1 <= int(match[1]) < int(match[2]) <= 31:  # noqa: PLR2004
        return None
    first, last = (ordinal(int(day)) for day in match.groups())
    if _month_after().match(place.text, match.end()):
        article = "" if place.previous == "the" else "the "
        return Claim(match.end(), f"{article}{first} to the {last} of")
    before = place.previous in _months() or place.before.endswith(_dotted())
    return Claim(match.end(), f"{first} to {last}") if before else None


def day_of_month(place: Place, match: re.Match[str]) -> Claim | None:
    """20 November, November 20, 5 Nov, Nov. 5."""
    before = place.previous in _months() or place.before.endswith(_dotted())
    after = _month_after().match(place.text, match.end())
    if not (before or after) or not 1 <= int(match[1]) <= 31:  # noqa: PLR2004
        return None
    said = ordinal(int(match[1]))
    if before or place.previous == "the":
        return Claim(match.end(), said)
    return Claim(match.end(), f"the {said} of")


@cache
def _dotted() -> tuple[str, ...]:
    return tuple(f"{month}. " for month in words("short_months").split())


def of_year(place: Place, match: re.Match[str]) -> Claim | None:
    """10/2026 is a month; "No. 5/2026" numbers something of a year."""
    months = words("months").split()
    before = _WORD_BEFORE.search(place.before)
    paper = before is not None and before[1].lower() in listed("numbers_paper")
    if paper or not 1 <= int(match[1]) <= len(months):
        return Claim(match.end(), f"{cardinal(int(match[1]))} of {year(int(match[2]))}")
    return Claim(match.end(), f"{months[int(match[1]) - 1]} {year(int(match[2]))}")


def decade(place: Place, match: re.Match[str]) -> Claim | None:
    """The 1990s, the 80s, in her 60s, '80s; without such a word 80s are seconds."""
    told = place.previous in listed("decade_before") or place.preceding in {"'", "’", "‘"}
    if int(match[1]) < _HUNDRED and not told:
        return None
    said = year(int(match[1]))
    return Claim(match.end(), f"{said[:-1]}ies" if said.endswith("y") else f"{said}s")


def years(place: Place) -> Claim | None:
    """2025-2030, the season 2026/27, and a year after "in" or a month."""
    match = place.match(_YEARS)
    if match:
        return Claim(match.end(), f"{year(int(match[1]))} to {year(int(match[2]))}")
    match = place.match(_SEASON)
    if match and (int(match[1]) + 1) % _HUNDRED == int(match[2]):
        return Claim(match.end(), f"{year(int(match[1]))} to {cardinal(int(match[2]))}")
    match = place.match(_YEAR)
    if match is None:
        return None
    before = _WORD_BEFORE.search(place.before)
    word = before[1].lower() if before else ""
    announced = word in listed("year_words") | _months()
    compared = word in listed("compares") and _CLOSES.match(place.text, match.end())
    heads = not place.before.strip() and place.text.startswith(":", match.end())
    announced = announced or bool(compared) or heads
    dated = re.search(r"[0-9],\s$", place.before) is not None
    return Claim(match.end(), year(int(match[0]))) if announced or dated else None


def part_of_year(place: Place, match: re.Match[str]) -> Claim | None:
    """Q3 2026, "in Q1", H1 2026: a quarter, or a half where its year stands behind."""
    part = f"{ordinal(int(match[1]))} quarter" if match[1] else f"{ordinal(int(match[2]))} half"
    said = part if place.previous == "the" else f"the {part}"
    return Claim(match.end(), f"{said} of {year(int(match[3]))}" if match[3] else said)


def clock(place: Place, match: re.Match[str]) -> Claim | None:
    """7:05, 13:30, 7.30 a.m."""
    hour, minutes = cardinal(int(match[1])), int(match[2] or match[3])
    if minutes == 0:
        on_the_hour = re.match(r"\s?[ap]\.?m", place.after(match.end()), re.IGNORECASE)
        return Claim(match.end(), hour if on_the_hour else f"{hour} o'clock")
    nought = "oh " if minutes < _FIRST_TEEN else ""
    return Claim(match.end(), f"{hour} {nought}{cardinal(minutes)}")


def round_the_clock(_: Place, match: re.Match[str]) -> Claim | None:
    """24/7."""
    return Claim(match.end(), "twenty-four seven")


def weekday(place: Place) -> Claim | None:
    """Mon-Fri, "Mon 5 Nov", "Sat, Sun": days of the week cut short, beside another or a day."""
    names: dict[str, str] = words("weekdays")
    if place.written not in names:
        return None
    on = _WEEKDAY_ON.match(place.text, place.end)
    if on is None and not _WEEKDAY_BEFORE.search(place.before):
        return None
    if on and on["to"]:
        return Claim(on.end("to"), f"{names[place.written]} to ")
    dot = on is not None and on[0].startswith(".")
    return Claim(place.end + dot, names[place.written])


RULES = (
    Rule("word", weekday, opens="MTWFS"),
    Rule("word", part_of_year, _PART),
    Rule("number", date),
    Rule("number", of_year, _OF_YEAR),
    Rule("number", days_of_month, _DAYS),
    Rule("number", day_of_month, _DAY),
    Rule("number", decade, _DECADE),
    Rule("number", years),
    Rule("number", clock, _CLOCK),
    Rule("number", round_the_clock, _ALL_WEEK),
)
