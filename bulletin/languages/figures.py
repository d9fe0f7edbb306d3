"""Figures as a language writes them, by the Unicode CLDR.

In: figures that were counted or read, and a locale. Out: the same as people of that language
read them (1.080,4).
"""

from __future__ import annotations

from decimal import Decimal

import babel
from babel.numbers import format_decimal

_SURE = 15
"""Significant digits of a figure (IEEE 754 binary64); the rest is noise."""


def figure_written(value: float, locale: babel.Locale) -> str:
    """A figure with all the decimals that it has."""
    return decimal_written(Decimal(f"{value:.{_SURE}g}"), "#,##0.############", locale)


def decimal_written(value: Decimal, pattern: str, locale: babel.Locale) -> str:
    """A number by a pattern (Unicode TR 35, number patterns)."""
    return str(format_decimal(value, pattern, locale=locale))
