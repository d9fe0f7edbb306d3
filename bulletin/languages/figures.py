"""Figures as a language writes them, by the Unicode CLDR.

In: figures that were counted or read, and a locale. Out: the same as people of that language
read them (1.080,4).
"""

from decimal import Decimal

import babel
from babel.numbers import format_decimal

_SURE = 15
"""Significant digits of a figure (IEEE 754 binary64); the rest is noise."""


def figure_written(value: float, locale: babel.Locale) -> str:
    """A figure with all the decimals that it has."""
    return decimal_written(Decimal(f"{value:.{_SURE}g}"), "#,##0.############", locale)


def per_cent(share: float) -> float:
    """A share of 1 in per cent, to a tenth; to more digits where it would come to 0 or 100."""
    exact = float(f"{share * 100:.{_SURE}g}")
    digits = (one for one in range(1, _SURE) if round(exact, one) not in {0, 100})
    return exact if exact in {0, 100} else round(exact, next(digits, _SURE))


def decimal_written(value: Decimal, pattern: str, locale: babel.Locale) -> str:
    """A number by a pattern (Unicode TR 35, number patterns)."""
    return str(format_decimal(value, pattern, locale=locale))
