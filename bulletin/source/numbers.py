"""Numbers as people write them: the one judge for tables, charts, stats, progress and compare.

In: columns of cells that stand together, and their language. Out: for each cell a number,
a gap, words, or a doubt. Whether 1.200 is twelve hundred is said by the other cells of its
column, then by the columns beside it, then by the language; where these do not agree it stays
a doubt, for a guess would change a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import babel

from bulletin.messages import tr

_MINUS = {"-", "−"}
LARGEST = Decimal(10**15)
"""Figures from here on would lose digits (IEEE 754 binary64), so they are no numbers here."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and what matters of its writing: its digits, its signs, what stands behind it."""

    whole: str
    """The digits before the decimal sign, without anything between them."""
    part: str = ""
    """The digits after it."""
    sign: str = ""
    """"-", "−", "+", or nothing."""
    thousands: str = ""
    """What stood between groups of three digits."""
    decimal: str = ""
    """What stood before `part`."""
    between: str = ""
    """The space before the unit."""
    unit: str = ""

    @property
    def value(self) -> Decimal:
        """The number."""
        value = Decimal(f"{self.whole}.{self.part or 0}")
        return -value if self.sign in _MINUS else value

    @property
    def plain(self) -> bool:
        """Whether it is digits alone, as years, codes and telephone numbers are."""
        return not self.part and not self.thousands

    @property
    def padded(self) -> bool:
        """Whether it has a zero in front, as codes have (and the "05 hộ" of an office)."""
        return len(self.whole) > 1 and self.whole.startswith("0")


@dataclass(frozen=True, slots=True)
class Gap:
    """Nothing, or a sign for it ("—", "...", "n/a")."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """No number. `hint` says what to write instead where a number must stand, if that is known."""

    hint: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that is thousands to one reader and decimals to another, each as to be written."""

    thousands: str
    decimals: str


JudgedCell = Number | Gap | NumberWords | Doubt


def judged(
    columns: Sequence[Sequence[str]], language: str, *, labelled: bool = False
) -> list[list[JudgedCell]]:
    """What the cells of columns that stand together are.

    `labelled`: the first column names the rows, perhaps by days (25.11), and so tells nothing
    of the others.
    """
    parsed = [[_parsed(text) for text in column] for column in columns]
    own = [_evidence(column) for column in parsed]
    beside: _Seen = frozenset().union(*own[1 if labelled else 0 :])
    return [
        [_settled(cell, (seen, beside), language) for cell in column]
        for column, seen in zip(parsed, own, strict=True)
    ]


# -- one cell ------------------------------------------------------------------------------

_GAPS = {"", ".", "..", "...", "…", "null", "nan", "n/a", "na", "n.a.", "n.a", "#n/a", "không có số liệu"}  # fmt: skip
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_CELL = re.compile(
    rf"(?P<sign>[{_DASHES}+\uff0b]?) ?(?P<body>[0-9.,][0-9., ]*(?<=[0-9]))"
    r"(?P<rest>(?P<between> ?)(?P<unit>[^0-9\s].{0,39})?)"
)
_CLOSE = re.compile(
    r"(?:[%‰₫€$£¥]|°[CF]?|đ|đồng|VNĐ|VND|vnđ|tr|triệu|tỷ|tỉ|[kcm]?m[²³23]?|ha|[km]?g|tấn|tạ|kWh?"
    r"|[mM]W|[mk]?l|lít|hộ|người|con|cây|lần)(?:/[^\W\d_]+[²³23]?)?"
)
"""Units that may follow their number without a space: other letters make a code of it (3A)."""
_UNIT = re.compile(r"(?:[%‰₫€$£¥]|°[CF]?|[^\W\d_]+[²³23]?)(?:(?:/| |\. ?)[^\W\d_]+[²³23]?){0,4}\.?")
_NO_UNITS = re.compile(r"(?i)\b(?:rưỡi|nửa|hơn|trở|lẻ|kém|and|half|or|hoặc|và|đến|tới|to|e)\b")
"""Words that change the number before them."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A number whose one sign may part thousands or decimals; here as if thousands."""

    number: Number

    def as_decimals(self) -> Number:
        digits = self.number.whole
        return replace(
            self.number,
            whole=digits[:-_GROUP],
            part=digits[-_GROUP:],
            thousands="",
            decimal=self.number.thousands,
        )


_GROUP = 3
"""Digits between two signs for thousands."""
_MOST_DECIMALS = 12
_LONGEST = 80
"""Characters of a cell that can be a number with its unit."""


def _parsed(text: str) -> Number | Gap | NumberWords | _Open:
    text = _SPACES.sub(" ", text).strip()
    if text.lower() in _GAPS or not text.strip(_DASHES):
        return Gap()
    match = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or (match["unit"] and not _is_unit(match["unit"], match["between"])):
        return NumberWords(_hint(text))
    number = _digits(match["body"])
    if number is None:
        return NumberWords(_hint(text))
    sign = _SIGNS.get(match["sign"], "−" if match["sign"] else "")
    number = replace(number, sign=sign, between=match["between"], unit=match["unit"] or "")
    if abs(number.value) >= LARGEST or len(number.part) > _MOST_DECIMALS:
        return NumberWords(tr("write fewer digits, with a unit such as triệu or tỷ"))
    open_ = len(number.whole) <= 2 * _GROUP and not number.part and number.thousands in {".", ","}
    return _Open(number) if open_ else number


def _is_unit(text: str, between: str) -> bool:
    pattern = _UNIT if between else _CLOSE
    return bool(pattern.fullmatch(text)) and not _NO_UNITS.search(text)


_SIGNS = {"+": "+", "\uff0b": "+", "-": "-"}
_PLAIN = re.compile("[0-9]+")
_SPACED = re.compile("([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}([.,])[0-9]{3}(?:\2[0-9]{3})*)(?:(?!\2)([.,])([0-9]+))?")
_DECIMAL = re.compile("(0|[1-9][0-9]*)?([.,])([0-9]+)")


def _digits(text: str) -> Number | None:
    """Digits and the signs between them; what is open is read as thousands."""
    if _PLAIN.fullmatch(text):
        return Number(text)
    if match := _SPACED.fullmatch(text):
        whole = match[1].replace(" ", "")
        return Number(whole, match[3] or "", thousands=" ", decimal=match[2] or "")
    if match := _GROUPED.fullmatch(text):
        whole = match[1].replace(match[2], "")
        return Number(whole, match[4] or "", thousands=match[2], decimal=match[3] or "")
    if match := _DECIMAL.fullmatch(text):
        return Number(match[1] or "0", match[3], decimal=match[2])
    return None


_HINTS = (
    (r"#.*", tr("mend the formula in the spreadsheet, or leave the cell empty")),
    (r"\(.*[0-9].*\)", tr("write a number below zero with - in front")),
    (r".*[0-9][eE][-+]?[0-9]+", tr("write the number in full")),
    (r"[₫€$£¥].*|(?i:vnd|vnđ|usd) ?[0-9].*", tr("write the unit behind the number")),
    (rf"[0-9.,]+ ?[{_DASHES}] ?[0-9.,]+.*", tr("write one number, not a range")),
    (r"[0-9.,]+ ?/ ?[0-9].*", tr("write one number, not a fraction or a date")),
)


def _hint(text: str) -> str:
    short = text[:_LONGEST]
    return next((hint for pattern, hint in _HINTS if re.fullmatch(pattern, short)), "")


# -- the cells together --------------------------------------------------------------------

_Seen = frozenset[tuple[str, str]]
"""Which sign was seen in which role: (",", "decimal")."""
_THOUSANDS, _DECIMALS = "thousands", "decimal"
_OTHER = {".": ",", ",": "."}


def _evidence(column: Sequence[Number | Gap | NumberWords | _Open]) -> _Seen:
    """The roles of signs that a column of numbers shows without doubt."""
    if any(isinstance(cell, NumberWords) for cell in column):
        return frozenset()
    numbers = [cell for cell in column if isinstance(cell, Number)]
    return frozenset(
        {(n.thousands, _THOUSANDS) for n in numbers if n.thousands in _OTHER}
        | {(n.decimal, _DECIMALS) for n in numbers if n.decimal}
    )


def _settled(
    cell: Number | Gap | NumberWords | _Open, evidence: Sequence[_Seen], language: str
) -> JudgedCell:
    if not isinstance(cell, _Open):
        return cell
    role = _role(cell.number.thousands, evidence, language)
    if role == _THOUSANDS:
        return cell.number
    decimals = cell.as_decimals()
    return decimals if role == _DECIMALS else _doubt(cell.number, decimals, language)


def _role(sign: str, evidence: Sequence[_Seen], language: str) -> str | None:
    """What a sign between one to three digits and three stands for; None: nobody can know.

    A Vietnamese column with 1.5 in it may have 1.200 for either, so the language's own sign
    for thousands is read as decimals only where the other sign parts thousands.
    """
    decimal, group = separators(language)
    other = _OTHER[sign]
    for seen in evidence:
        thousands = (sign, _THOUSANDS) in seen or (other, _DECIMALS) in seen
        decimals = (sign, _DECIMALS) in seen or (other, _THOUSANDS) in seen
        if thousands and decimals:
            return None
        if thousands:
            return _THOUSANDS
        if decimals:
            certain = sign == decimal or (other, _THOUSANDS) in seen
            return _DECIMALS if certain else None
    return _THOUSANDS if sign == group else None


def _doubt(thousands: Number, decimals: Number, language: str) -> Doubt:
    part = decimals.part.rstrip("0") or "0"
    part += "0" if len(part) == _GROUP else ""
    sign, _ = separators(language)
    front = decimals.sign + decimals.whole
    return Doubt(thousands.sign + thousands.whole, f"{front}{sign}{part}")


@lru_cache(maxsize=64)
def separators(language: str) -> tuple[str, str]:
    """The signs before decimals and between thousands, by the Unicode CLDR."""
    try:
        locale = babel.Locale.parse(language, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        locale = babel.Locale("en")
    symbols = locale.number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])
