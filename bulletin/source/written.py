"""Columns of figures as a language writes them.

In: cells with plain numbers (1080.4) and a language tag. Out: the same as people of that
language read them (1.080,4), by the Unicode CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import babel
from babel.numbers import format_decimal

from bulletin.source.values import is_ambiguous

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?")
_YEAR = re.compile(r"(19|20)[0-9]{2}|2100")


def written(column: Sequence[str], language: str) -> tuple[str, ...]:
    """A column's cells, its numbers in the language's way.

    A column stays as it is when one of its cells is no plain number, when one could mean
    thousands as well as decimals (1.234), or when all are years.
    """
    texts = [text for text in column if text]
    if not all(_NUMBER.fullmatch(text) and not is_ambiguous(text) for text in texts) or all(
        _YEAR.fullmatch(text) for text in texts
    ):
        return tuple(column)
    try:
        locale = babel.Locale.parse(language, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        return tuple(column)

    def one(text: str) -> str:
        decimals = len(text.partition(".")[2])
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return str(format_decimal(Decimal(text), pattern, locale=locale))

    return tuple(one(text) if text else "" for text in column)
