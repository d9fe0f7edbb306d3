"""Figures as sentences have them: a number, its unit, how far it is rounded.

In: words of a figure. Out: its value, and the power of ten that it stands for.
"""

import re
from decimal import Decimal

DOT = "\u2024"
"""A dot between thousands, so that it ends no sentence."""
FIGURE = rf"(?:\d{{1,3}}(?:[.{DOT}]\d{{3}})+|\d+)(?:,\d{{1,3}})?"
NUMBER = rf"{FIGURE}(?![\d/]|[.,]\d)"
UNIT = r"(?:%|[^\W\d_]+)"
OF_MONEY = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
"""Powers of ten in which money is counted."""


def value(written: str) -> Decimal:
    """A number as it is written in Vietnamese."""
    return Decimal(written.replace(".", "").replace(DOT, "").replace(",", "."))


def measured(written: str, unit: str | None) -> tuple[Decimal, str]:
    """A figure and its unit; money as single đồng, whatever it is counted in."""
    named = (unit or "").lower()
    if named in OF_MONEY:
        return value(written).scaleb(OF_MONEY[named]), "đồng"
    return value(written), named


def said(number: Decimal) -> str:
    """A figure as it is reckoned, with two decimals at the most."""
    short = number.quantize(Decimal("0.01")).normalize()
    return f"{short:,f}".translate(str.maketrans(",.", ".,"))


def decimals(written: str) -> int:
    """How many digits stand behind the comma."""
    return len(written.partition(",")[2])


def half(written: str, unit: str) -> Decimal:
    """By how much a figure may be rounded: half of its last digit; whole ones of single things are not."""
    power = OF_MONEY.get(unit.lower(), 0) - decimals(written)
    return Decimal(1).scaleb(power) / 2 if power or "," in written else Decimal()


def joined_thousands(text: str) -> str:
    """A text whose dots between thousands end no sentence."""
    return re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", DOT, text)
