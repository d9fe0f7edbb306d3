"""Numbers as people write them: the one judge for tables, charts, stats, progress and compare.

In: columns of cells that stand together, and their language. Out: for each cell a number,
a gap, words, or a doubt. Whether 1.200 is twelve hundred is said by the other cells of its
column, then by the columns beside it, then by the language; where these do not agree it stays
a doubt, for a guess would change a fact.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

import babel

from bulletin.messages import tr
from bulletin.source.data.cell_words import CURRENCY, CellJudge, cell_judge
from bulletin.source.data.hints import DASHES, hint_for_number
from bulletin.source.data.uneven import lone_odd_cell, odd_hint, witness

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
    ahead: bool = False
    """Whether the unit stands in front, as signs of currencies do (₫1.200)."""

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
    """No number. `hint` says what to write instead where a number must stand, if that is known.

    `meant`: it says a figure, in a way that is no single number ("~30", "5-7", "(5)").
    """

    hint: str
    meant: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that is thousands to one reader and decimals to another, each as to be written."""

    thousands: str
    decimals: str
    because: str = ""
    """A number beside it, whose mark stands before a part and so speaks against thousands."""


JudgedCell = Number | Gap | NumberWords | Doubt


def judged(
    columns: Sequence[Sequence[str]], language: str, *, names: Container[int] = ()
) -> list[list[JudgedCell]]:
    """What the cells of columns that stand together are.

    `names`: the columns that name something (rows, days, places in a list) and so tell nothing
    of the others; nor does one that holds days throughout (25.11).
    """
    words = cell_judge(language)
    odd = lone_odd_cell(columns, *separators(language))
    parsed = [
        [_ODD if text == odd else _parsed(text, words) for text in column] for column in columns
    ]
    own = [_evidence(column) for column in parsed]
    beside: _Seen = frozenset().union(
        *(
            seen
            for index, seen in enumerate(own)
            if index not in names and not _are_days(parsed[index], language)
        )
    )
    settled = [
        [_settled(cell, (seen, beside), language) for cell in column]
        for column, seen in zip(parsed, own, strict=True)
    ]
    settled = [
        _unlikely_doubted(list(zip(*column, strict=True)), language)
        for column in zip(columns, parsed, settled, strict=True)
    ]
    beside_it = cache(lambda mark: witness(mark, columns))  # a column may be full of doubts
    return [
        [
            replace(cell, because=beside_it(mark[0]))
            if isinstance(cell, Doubt) and not cell.because and (mark := _MARK.search(text))
            else cell
            for text, cell in zip(texts, cells, strict=True)
        ]
        for texts, cells in zip(columns, settled, strict=True)
    ]


def _unlikely_doubted(
    column: Sequence[tuple[str, _ParsedCell, JudgedCell]], language: str
) -> list[JudgedCell]:
    """The cells of a column, decimals among them that look like another language's thousands.

    Beside 12,5 nobody writes 1,2 as 1,200; and beside 1.200 nobody writes 1,1 as 1,100.
    """
    decimal, group = separators(language)
    grouped = next((t for t, _, _ in column if (m := _MARK.search(t)) and m[0] == group), "")
    written = frozenset(text for text, _, _ in column)
    above = cache(lambda mark: witness(mark, [[text for text, _, _ in column]]))

    def doubted(text: str, open_: _Open, cell: JudgedCell) -> JudgedCell:
        mark = open_.number.thousands
        twin = text.replace(mark, _OTHER[mark])
        because = twin if twin in written else above(mark)
        if isinstance(cell, Doubt) and mark == decimal:
            return replace(cell, because=because or grouped)
        if isinstance(cell, Number) and cell.part and because:
            return replace(_doubt(open_.number, cell, language), because=because)
        return cell

    return [
        doubted(text, one, cell)
        if isinstance(one, _Open) and one.number.whole.endswith("00")
        else cell
        for text, one, cell in column
    ]


_ODD = NumberWords(odd_hint(), meant=True)
_MARK = re.compile(r"[.,](?=[0-9]{3}\b)")


# -- one cell ------------------------------------------------------------------------------

_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_APOSTROPHE = re.compile("(?<=[0-9])['’](?=[0-9]{3}(?![0-9]))")
"""Between groups of three digits, as Swiss spreadsheets have it."""
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_SIGN = rf"[{DASHES}+\uff0b]?"
_CELL = re.compile(
    rf"(?P<sign>{_SIGN}) ?(?P<body>[0-9.,][0-9., ]*(?<=[0-9]))"
    r"(?P<rest>(?P<between> ?)(?P<unit>[^0-9\s].{0,39})?)"
)


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


_ParsedCell = Number | Gap | NumberWords | _Open

_GROUP = 3
"""Digits between two signs for thousands."""
_MOST_DECIMALS = 12
_LONGEST = 80
"""Characters of a cell that can be a number with its unit."""

_AHEAD = re.compile(
    rf"(?P<sign>{_SIGN}) ?(?P<currency>{CURRENCY})(?P<between> ?)(?P<body>{_SIGN}[0-9][0-9.,  ]*)"
)
"""An amount whose currency stands in front."""


def _with_currency(cell: _ParsedCell, currency: str, between: str) -> _ParsedCell:
    match cell:
        case Number():
            return replace(cell, unit=currency, between=between, ahead=True)
        case _Open(number):
            return _Open(replace(number, unit=currency, between=between, ahead=True))
    return cell


def _parsed(text: str, words: CellJudge) -> _ParsedCell:
    text = _APOSTROPHE.sub(" ", _SPACES.sub(" ", _UNSEEN.sub("", text)).strip())
    if words.is_gap(text.lower()):
        return Gap()
    if ahead := _AHEAD.fullmatch(text[: _LONGEST + 1]):
        amount = _parsed(f"{ahead['sign']}{ahead['body']}", words)
        return _with_currency(amount, ahead["currency"], ahead["between"])
    match = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
    number = _digits(match["body"]) if match else None
    if (
        match is None
        or number is None
        or (match["unit"] and not words.is_unit(match["unit"], match["between"]))
    ):
        return NumberWords(*hint_for_number(text[:_LONGEST]))
    sign = _SIGNS.get(match["sign"], "−" if match["sign"] else "")
    number = replace(number, sign=sign, between=match["between"], unit=match["unit"] or "")
    if abs(number.value) >= LARGEST or len(number.part) > _MOST_DECIMALS:
        return NumberWords(tr("write fewer digits, with a unit such as triệu or tỷ"), meant=True)
    open_ = len(number.whole) <= 2 * _GROUP and not number.part and number.thousands in {".", ","}
    return _Open(number) if open_ else number


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


# -- the cells together --------------------------------------------------------------------

_Seen = frozenset[tuple[str, str]]
"""Which sign was seen in which role: (",", "decimal")."""
_THOUSANDS, _DECIMALS = "thousands", "decimal"
_OTHER = {".": ",", ",": "."}


def _evidence(column: Sequence[_ParsedCell]) -> _Seen:
    """The roles of signs that a column of numbers shows without doubt."""
    if any(isinstance(cell, NumberWords) for cell in column):
        return frozenset()
    numbers = [cell for cell in column if isinstance(cell, Number)]
    return frozenset(
        {(n.thousands, _THOUSANDS) for n in numbers if n.thousands in _OTHER}
        | {(n.decimal, _DECIMALS) for n in numbers if n.decimal}
    )


_DAY = re.compile(r"(?:[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])")


def is_day(number: Number, language: str) -> bool:
    """Whether a number is written as a day and its month, where a point parts no decimals."""
    written = f"{number.whole}{number.decimal}{number.part}"
    bare = not (number.unit or number.sign or number.thousands)
    return bare and separators(language)[0] != "." and bool(_DAY.fullmatch(written))


def _are_days(column: Sequence[_ParsedCell], language: str) -> bool:
    numbers = [cell for cell in column if not isinstance(cell, Gap)]
    return all(isinstance(cell, Number) and is_day(cell, language) for cell in numbers)


def _settled(cell: _ParsedCell, evidence: Sequence[_Seen], language: str) -> JudgedCell:
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
