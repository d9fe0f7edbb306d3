"""When the rows of a sheet are: years, quarters, months, weeks, days, hours as people write them.

In: the texts of some cells, and the language that they are written in. Out: a moment for each. What is
counted in Roman numerals alone, as the courses of a school, follows in time, too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import babel

from bulletin.document.numerals import roman
from bulletin.languages import language_of
from bulletin.languages.base import CellWords

Moment = tuple[int, ...]
"""A point in time: year, month (or quarter, or week), day, as far as they are written; a year of 0
is none. Of hours and days of the week: 0, the hour or the day, the minute or nothing.
"""
_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Moment]]

_ROMAN = {roman(number): number for number in range(1, 21)}
_YEAR = r"((?:19|20)[0-9]{2})"
_ENDING = r"(?:19|20)?[0-9]{2}"
"""The year in which a school year, a season or a term of office ends, perhaps in short."""


def moments_of(texts: Sequence[str], language: str) -> tuple[Moment, ...]:
    """When each cell is; nothing, unless all say so in one form."""
    for pattern, moment in _forms(language_of(language).cells()):
        found = [pattern.fullmatch(text.strip()) for text in texts]
        if all(found):
            return tuple(moment(one) for one in found if one)
    return ()


@cache
def _forms(words: CellWords) -> tuple[_Form, ...]:
    """How a cell says when, in one language and in figures."""
    year = f"(?:{_one_of(words.years)} )?{_YEAR}"
    in_year = f"(?:[/ -]+{year})?"
    month, quarter, week = (
        rf"{_one_of(names)}\.? ?" for names in (words.months, words.quarters, words.weeks)
    )
    months, weekdays = _in_english()
    return (
        _form(year, 1),
        _form(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2,4})", 3, 2, 1),
        _form(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?", 1, 2, 3),
        _form(rf"{month}([0-9]{{1,2}}){in_year}", 2, 1),
        _form(r"([0-9]{1,2})/([0-9]{4})", 2, 1),
        _form(r"([0-9]{1,2})/([0-9]{1,2})", 0, 2, 1),
        _form(rf"{quarter}([1-4]|I{{1,3}}|IV){in_year}", 2, 1),
        _form(rf"(?:{_one_of(words.spans)} )?{_YEAR} ?[-–—/] ?{_ENDING}", 1),
        _form(rf"H([12]){in_year}", 2, 1),
        _named(words.halves, after=rf",?(?: {_one_of(words.years)})?(?:[/ -]+{_YEAR})?"),
        _form(rf"(?:{_one_of(words.spans)} )?({'|'.join(_ROMAN)}){in_year}", 2, 1),
        _form(rf"{week}([0-9]{{1,2}}){in_year}", 2, 1),
        _named(words.month_names, month, in_year),
        _named(months, "", in_year),
        _named(words.weekdays),
        _named(weekdays),
        _form(r"([0-9]{1,2})(?:(?: ?h| ?giờ|:) ?([0-9]{2})?)", 0, 1, 2),
        _STRETCH,
    )


def _abbreviated(names: Mapping[str, Mapping[int, str]], first: int) -> tuple[str, ...]:
    """Names and their abbreviations as a table has them, from the first on: "January/Jan"."""
    wide, short = names["wide"], names["abbreviated"]
    return tuple(f"{wide[n]}/{short[n]}" for n in sorted(wide, key=lambda n: (n < first, n)))


def _in_english() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Months and days of the week, which programs write in tables of any language."""
    english = babel.Locale("en")  # slow to load, and for sheets alone
    return _abbreviated(english.months["format"], 1), _abbreviated(english.days["format"], 0)


_STRETCH: _Form = (
    re.compile(r"([0-9]{1,2})(?:/([0-9]{1,2}))? ?[-–—] ?[0-9]{1,2}/([0-9]{1,2})(?:/[0-9]{4})?"),
    lambda found: (0, int(found[2] or found[3]), int(found[1])),
)
"""From one day to another: 25/10 - 1/11, 2-8/11."""


def _named(names: Sequence[str], before: str = "", after: str = "()") -> _Form:
    """A form whose months or days have names; `after`: a pattern of the year."""
    numbers = {
        name.lower(): number
        for number, forms in enumerate(names, start=1)
        for name in forms.split("/")
    }
    longest = sorted(numbers, key=len, reverse=True)
    return re.compile(rf"(?i){before}({_one_of(longest)})\.?{after}"), lambda found: (
        int(found[2] or 0),
        numbers[found[1].lower()],
    )


def _form(pattern: str, *groups: int) -> _Form:
    """A form, and the groups of its year, month and day; 0 for what it does not say."""
    return re.compile(f"(?i){pattern}"), lambda found: tuple(
        _number(found[group]) if group else 0 for group in groups
    )


def _one_of(words: Sequence[str]) -> str:
    """A pattern for any of some words; for none of them, one that nothing is like."""
    return f"(?:{'|'.join(map(re.escape, words))})" if words else "(?!)"


def _number(text: str | None) -> int:
    return _ROMAN.get((text or "").lower()) or int(text or 0)
