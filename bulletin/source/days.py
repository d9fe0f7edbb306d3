"""Days and hours as people and programs write them.

In: a text that says a day or an hour. Out: the one that it can only mean, or None.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from bulletin.languages import any_phrase, phrase_pattern, phrases
from bulletin.messages import tr

ZONE = "Asia/Ho_Chi_Minh"
UTC_OFFSET = dt.timedelta(hours=7)
"""The clocks by which editors write hours: Vietnam's, the same all the year round."""

_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_DAY = r"(?<![0-9])(?P<day>[0-9]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2})"
_FIGURES = rf"{_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}"
_FIGURES_FROM_YEAR = (
    rf"(?<![0-9]){_YEAR}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*(?P<day>[0-9]{{1,2}})(?![0-9])"
)
_MONTHS = 12


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """A day with a year of four digits, behind a weekday and before an hour too."""
    month, year = any_phrase("month_words"), any_phrase("year_words")
    named = rf"(?P<named>{any_phrase('months')})\.?"
    nth = "(?:st|nd|rd|th)?"
    forms = (
        _FIGURES_FROM_YEAR,
        _FIGURES,
        rf"{_DAY}\s*{month}\s*{_MONTH}(?:\s*,?\s*{year}\s*|\s*[/,-]\s*|\s+){_YEAR}",
        rf"{_DAY}{nth}[ -]+(?:of )?{named}[ ,-]+{_YEAR}",
        rf"(?<!\w){named} {_DAY}{nth},? {_YEAR}",
    )
    return tuple(re.compile(rf"(?i){form}") for form in forms)


_LONGEST = 60
"""Characters of a text that may say a day or an hour."""


def meant_day(text: str) -> dt.date | None:
    """The one day that a text names; 12/25/2026 has its day where only a day can be.

    None if other figures than a weekday's and an hour's stand beside it: of 24-26/12/2026,
    one day says less than was meant.
    """
    if (said := _said(text)) is None or several_days(text):
        return None
    rest = _beside(text)
    if re.search("[1-9]", _hour_in_text().sub(lambda hour: _if_bare(hour[0]), rest)):
        return None
    found = _date(said.year, said.month, said.day)
    return found or (None if said.fixed else _date(said.year, said.day, said.month))


def impossible_day(text: str) -> tuple[str, str] | None:
    """Message and hint for a text that names a day which its month does not have."""
    if (said := _said(text)) is None:
        return None
    year, month, day = said.year, said.month, said.day
    if month > _MONTHS and not said.fixed:
        month, day = day, month
    if not (1 <= month <= _MONTHS and dt.MINYEAR <= year <= dt.MAXYEAR):
        return None
    days = calendar.monthrange(year, month)[1]
    if day <= days:
        return None
    message = tr(
        '"{text}" is no day: month {month} of {year} has {days} days',
        text=text,
        month=month,
        year=year,
        days=days,
    )
    return message, tr("write the right day, as in {date}", date=dt.date(year, month, days))


class _Said(NamedTuple):
    """The figures of a day; `fixed`: which of them is the month is beyond doubt."""

    year: int
    month: int
    day: int
    fixed: bool


def _said(text: str) -> _Said | None:
    """The figures of the one day that a text names."""
    if len(text) > _LONGEST:
        return None
    found = [match for form in _forms() for match in form.finditer(text)]
    if len(found) != 1:
        return None
    parts = found[0].groupdict()
    named = parts.get("named")
    month = _number_of(named) if named else int(parts["month"])
    fixed = bool(named) or found[0].re is _forms()[0]
    return _Said(int(parts["year"]), month, int(parts["day"]), fixed)


class SeveralDays(NamedTuple):
    """The first and the last day of a text; `apart`: those between do not belong to it."""

    first: dt.date
    last: dt.date
    apart: bool


def several_days(text: str) -> SeveralDays | None:
    """The two days that a text names, the first perhaps by its figures alone: 24-26/12/2026."""
    if len(text) > _LONGEST:
        return None
    ends = sorted(
        (match for form in _forms() for match in form.finditer(text)), key=lambda one: one.start()
    )
    before = phrase_pattern(_WEEKDAY).sub(" ", text[: ends[-1].start()]) if ends else ""
    match = _first_day().search(before)
    if match is None or re.search("[1-9]", before[: match.start()]):
        return None
    first, last = meant_day(match["whole"] or ""), meant_day(ends[-1][0])
    if first is None and last and match["day"]:
        month = int(match["month"] or last.month)
        first = _date(last.year - (month > last.month), month, int(match["day"]))
    if first is None or last is None or first >= last:
        return None
    return SeveralDays(first, last, bool(match["apart"]))


@cache
def _first_day() -> re.Pattern[str]:
    """A day, and what joins it to the one behind it."""
    whole = "|".join(re.sub(r"\?P<\w+>", "?:", form.pattern[4:]) for form in _forms())
    until, then = any_phrase("until_words"), any_phrase("between_names")
    return re.compile(
        rf"(?i)(?:(?P<whole>{whole})|(?<![0-9])(?P<day>[0-9]{{1,2}})(?:\s*[/.]\s*(?P<month>[0-9]{{1,2}}))?)"
        rf"\s*(?:[-–—~→]|\b{until}\b|(?P<apart>[,;&+]|\b{then}\b))\s*{any_phrase('day_words')}?\s*$"
    )


_WEEKDAY = r"(?i)\b‹weekday_words›\s*[2-7]\b"
"""A weekday that is called by its number."""


def hours_beside(text: str) -> list[dt.time]:
    """The hours that stand beside the day in a text, as in 20/12/2026 8h; none for midnight."""
    hours = (meant_hour(match[0]) for match in _hour_in_text().finditer(_beside(text)))
    return [hour for hour in hours if hour and hour != dt.time()]


@cache
def _hour_in_text() -> re.Pattern[str]:
    """An hour, or a number of two digits."""
    return re.compile(rf"(?<![0-9.:]){_hour().pattern.removeprefix('(?i)')}(?!\w)", re.IGNORECASE)


def _if_bare(number: str) -> str:
    """A number with which nothing says that it is an hour; otherwise a space."""
    return number if re.fullmatch(r"[0-9\s]+", number) else " "


def _beside(text: str) -> str:
    """What a text says besides the days in it and their weekdays."""
    return phrase_pattern(_WEEKDAY).sub(" ", without_days(text))


_FEW_WORDS = re.compile(r"\W*(?:[^\W\d]+\W+){0,2}")


def last_day_behind(text: str, words: str) -> dt.date | None:
    """The latest day that stands right behind words (a pattern), two words between at the most."""
    rests = (text[match.end() :][:_LONGEST] for match in re.finditer(rf"(?i)\b{words}\b", text))
    days = (
        meant_day(found[0])
        for rest in rests
        for form in _forms()
        if (found := form.search(rest)) and _FEW_WORDS.fullmatch(rest, 0, found.start())
    )
    return max(filter(None, days), default=None)


def without_days(text: str) -> str:
    """A text with a space in place of each day in it."""
    for form in _forms():
        text = form.sub(" ", text)
    return text


def is_twofold(text: str) -> bool:
    """Whether its day and its month may change places, as in 05/12/2026."""
    if (match := re.search(_FIGURES, text)) is None:
        return False
    first, second = int(match["day"]), int(match["month"])
    return first != second and max(first, second) <= _MONTHS


def _number_of(name: str) -> int:
    """The number of a month: each language names all twelve, from the first on."""
    months = enumerate(phrases("months"))
    return next(n % _MONTHS + 1 for n, form in months if re.fullmatch(form, name.lower()))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_NOON = 12
_LUNCH = 2
_LATER: dict[str, Callable[[int], bool]] = {
    "after_noon": lambda hour: hour < _NOON,
    "in_the_afternoon": lambda hour: hour < _NOON,
    "in_the_evening": lambda hour: hour < _NOON,
    "at_noon": lambda hour: hour <= _LUNCH,
}
"""The hours that are twelve later than they are written, by the part of the day behind them."""
_NOT_AT_NOON = {"in_the_morning", "in_the_evening"}
"""Parts of a day in which nobody can say what twelve o'clock is."""
_PARTS_OF_DAY = (*_LATER, "before_noon", "in_the_morning")


@cache
def _hour() -> re.Pattern[str]:
    """An hour, its minutes, and the part of the day as a group of its name."""
    hour, minute = any_phrase("hour_words"), any_phrase("minute_words")
    part_of_day = "|".join(f"(?P<{name}>{any_phrase(name)})" for name in _PARTS_OF_DAY)
    return re.compile(
        r"(?i)(?P<hour>[0-9]{1,2})\s*"
        rf"(?:(?::|{hour})\s*(?:(?P<minute>[0-9]{{2}})(?::00|\s*(?:{minute}|’|'))?)?"
        rf"|\.(?P<part>[0-9]{{2}}))?(?:\s*(?:{part_of_day}))?"
    )


def meant_hour(text: str) -> dt.time | None:
    """The hour that a text says: 7h30, 7.30, 7:30 PM, 2:30 CH, 7 giờ 30 sáng."""
    match = _hour().fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None or not re.search(r"[^0-9\s]", text):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["part"] or 0)
    part_of_day = next((name for name in _PARTS_OF_DAY if match[name]), "")
    if part_of_day in _LATER and _LATER[part_of_day](hour):
        hour += _NOON
    elif hour == _NOON and part_of_day == "before_noon":
        hour = 0
    elif hour == _NOON and part_of_day in _NOT_AT_NOON:
        return None
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


_FROM_TO = re.compile(r"\s*[-–—]\s*")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")


def dot_of(moments: Sequence[object]) -> str:
    """What dots stand for in moments of one kind: ":" in 19.30, "/" in 2.9; "" where it is open."""
    texts = [one if isinstance(one, str) else "" for one in moments]
    parts = [part for text in texts for part in _FROM_TO.split(text)]
    dotted = [one for part in parts if (one := _DOTTED.fullmatch(part))]
    if all(map(meant_hour, parts)):
        minutes = [int(one[2]) for one in dotted]
        if len(dotted) < len(parts) or any(not 0 < one <= _MONTHS for one in minutes):
            return ":"
    days = [one for one in dotted if _date(2024, int(one[2]), int(one[1]))]
    return "/" if days and len(days) == len(parts) and not all(map(meant_hour, parts)) else ""


_DOT = re.compile(r"(?<=[0-9])\.(?=[0-9])")


def with_signs(moments: Sequence[str]) -> list[str]:
    """Moments of one kind, with the sign that is meant in place of a dot: 19:30, 2/9."""
    dot = dot_of(moments)
    return [_DOT.sub(dot, one) for one in moments] if dot else [*moments]
