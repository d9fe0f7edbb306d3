"""Numbers as a language writes them, by the Unicode CLDR.

In: numbers that were read from cells, or figures that were counted from them, and a language
tag. Out: the same as people of that language read them (1.080,4).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bulletin.document import Alignment
from bulletin.languages import figure_written, language_of, locale_of
from bulletin.languages.figures import decimal_written
from bulletin.source.data.cell_words import unit_in
from bulletin.source.data.numbers import (
    Doubt,
    Gap,
    JudgedCell,
    Number,
    NumberWords,
    is_day,
    separators,
)

_YEAR = re.compile(r"(1[89]|20)[0-9]{2}|2100")
_GROUPS = re.compile(r"(?<=[0-9])[^0-9.,](?=[0-9]{3}(?![0-9]))")
_FEWEST = 3
"""Numbers that may show how they count."""
_SHORT = 3
"""Digits of an emergency number; two of them side by side look like thousands."""
_HOTLINE = re.compile(r"(1[89]00|84)[0-9]{4,}")


def column_written(
    texts: Sequence[str], cells: Sequence[JudgedCell], name: str, language: str
) -> tuple[str, ...]:
    """A column's cells under its name, its numbers in the language's way.

    A column stays as it is when it holds anything but numbers and gaps, when it holds years or
    days, or when its zeros or its name show that its digits name something.
    """
    numbers = [cell for cell in cells if isinstance(cell, Number)]
    others = any(not isinstance(cell, Number | Gap) for cell in cells)
    if others or _name_something(numbers, name, language):
        return tuple(texts)
    whole = _are_whole(numbers, language)
    return tuple(
        number_written(replace(cell, part="") if whole else cell, language)
        if isinstance(cell, Number)
        else text
        for text, cell in zip(texts, cells, strict=True)
    )


def _are_whole(numbers: Sequence[Number], language: str) -> bool:
    """Whether all are 12.0 as programs write whole numbers, where people would write 12,0."""
    machine = decimal_written(Decimal(0), "0.0", locale_of(language)) != "0.0"
    return machine and all((n.decimal, n.part) == (".", "0") for n in numbers)


def _name_something(numbers: Sequence[Number], name: str, language: str) -> bool:
    """Whether the numbers of a column are codes, places in a list, years or days."""
    headings = language_of(language).headings()
    # What is counted has a unit, and what names something has none.
    named = headings.is_code(name) or (headings.is_place(name) and not any(n.unit for n in numbers))
    if named or any(n.padded for n in numbers):
        return True
    years = all(_is_year(number) for number in numbers)
    if years or (headings.is_year(name) and all(number.plain for number in numbers)):
        return True
    if not unit_in(name, language) and _are_outline(numbers, language):
        return True
    days = all(is_day(number, language) for number in numbers)
    return days or (headings.is_day(name) and any(number.part for number in numbers))


def _are_outline(numbers: Sequence[Number], language: str) -> bool:
    """Whether numbers count parts and parts of these, as 1.1, 1.2, 2.1 or 17.9, 17.10 do.

    As decimals of a machine they would hardly go on so.
    """
    if len(numbers) < _FEWEST or separators(language)[0] == ".":
        return False
    if not all(n.decimal == "." and n.part[0] != "0" and not n.sign + n.unit for n in numbers):
        return False
    places = [(int(number.whole), int(number.part)) for number in numbers]
    steps = [*pairwise(places)]
    rises = all(one < two for one, two in steps)
    as_decimals = all(one.value < two.value for one, two in pairwise(numbers))
    return rises and (not as_decimals or all(_is_next(one, two) for one, two in steps))


def _is_next(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return two in {(one[0], one[1] + 1), (one[0] + 1, 1)}


def natural_alignment(
    columns: Sequence[Sequence[JudgedCell]], names: Sequence[str], language: str
) -> tuple[Alignment, ...]:
    """Where columns stand whose author did not say it: figures of one unit to the right.

    The first column names the rows, and so stands to the left, whatever it holds.
    """
    return tuple(
        "right" if index and _are_figures(cells, name, language) else "left"
        for index, (cells, name) in enumerate(zip(columns, names, strict=True))
    )


def _are_figures(cells: Sequence[JudgedCell], name: str, language: str) -> bool:
    """Whether a column holds quantities, all in one unit, and nothing else but gaps."""
    if any(isinstance(cell, NumberWords) and not cell.meant for cell in cells):
        return False
    numbers = [cell for cell in cells if isinstance(cell, Number)]
    if not numbers:
        return any(isinstance(cell, Doubt) for cell in cells)
    return len({n.unit for n in numbers}) == 1 and not _name_something(numbers, name, language)


def groups_kept(
    texts: Sequence[str], cells: Sequence[JudgedCell], name: str, language: str
) -> tuple[str, ...]:
    """A column's cells as written, groups of digits kept together by hard spaces.

    Lines do not tear them then, and a voice knows one number from two that stand side by side.
    """
    if language_of(language).headings().is_code(name):
        return tuple(texts)
    return tuple(
        _GROUPS.sub("\u00a0", text) if isinstance(cell, Number) and cell.thousands == " " else text
        for text, cell in zip(texts, cells, strict=True)
    )


def alone_written(
    text: str, unit: str, number: Number, name: str, language: str
) -> tuple[float | str, str]:
    """A number that stands alone, and its unit: a figure, or words that keep its writing.

    Digits that name something (a year, a day, a telephone number, a code) stay as they are.
    """
    bare = not (unit or number.unit)
    headings = language_of(language).headings()
    several = bare and number.thousands == " " and len(number.whole) % _SHORT == 0
    code = number.padded or several or headings.is_code(name)
    if code and not number.decimal:
        return text, unit
    year = _is_year(number) or headings.is_year(name)
    if bare and number.plain and (year or _HOTLINE.fullmatch(number.whole)):
        return text, unit
    if bare and number.part and (headings.is_day(name) or is_day(number, language)):
        return text, unit
    if unit in {"", number.unit} and not number.ahead:
        number, unit = replace(number, unit="", between=""), number.unit
    shown = number_written(number, language)
    value = float(number.value)
    return (value if shown == figure_written(value, language) else shown), unit


def _is_year(number: Number) -> bool:
    return number.plain and not number.unit and bool(_YEAR.fullmatch(number.whole))


def number_written(number: Number, language: str) -> str:
    """A number with as many decimals as it was written with, its sign and its unit."""
    pattern = "#,##0" + ("." + "0" * len(number.part) if number.part else "")
    digits = decimal_written(abs(number.value), pattern, locale_of(language))
    if number.ahead:
        return f"{number.sign}{number.unit}{number.between}{digits}"
    return f"{number.sign}{digits}{number.between}{number.unit}"
