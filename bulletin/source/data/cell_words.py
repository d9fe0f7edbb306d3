"""Words and signs that stand in cells instead of a figure, or beside it as its unit.

In: a language, and the text of a cell or the name of a column. Out: whether it is a gap or a unit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bulletin.languages import language_of, phrase_pattern
from bulletin.languages.base import CellWords, any_of
from bulletin.source.data.hints import DASHES

_GAPS = {"", ".", "..", "...", "…", "null", "nan", "n/a", "na", "n.a.", "n.a", "#n/a"}
_SYMBOLS = "%‰₫€$£¥"
CURRENCY = r"[₫€$£¥]|(?i:vnđ|vnd|usd|eur)"
"""Signs and codes of currencies that may stand in front of an amount."""
_CLOSE = re.compile(
    rf"(?:[{_SYMBOLS}]|°[CF]?|[dckm]?m[²³23]?|ha|[km]?g|[kMG]?W[hp]?|kV|[mdc]?l)(?P<over>/\w+[²³23]?)?"
)
"""Units of all languages that may follow their number without a space; a language's own ones may
too, other letters make a code of it (3A)."""
_UNIT = re.compile(
    rf"(?:[{_SYMBOLS}]|°[CF]?|[^\W\d_]+[²³23]?)(?:(?:/| |\. ?)[^\W\d_]+[²³23]?){{0,4}}\.?"
)


@dataclass(frozen=True, slots=True)
class CellJudge:
    """What the words of a language mean in cells: a gap, the unit of a number."""

    cells: CellWords
    units: frozenset[str]

    def is_gap(self, text: str) -> bool:
        """Whether a text in small letters stands for no figure."""
        return text in _GAPS or text in self.cells.gaps or not text.strip(f"{DASHES}{_SYMBOLS} ")

    def is_unit(self, text: str, between: str) -> bool:
        """Whether a text may be the unit of the number before it; `between`: the space there."""
        altering = any_of(self.cells.altering)
        if altering is not None and altering.search(text):
            return False
        if between:
            return bool(_UNIT.fullmatch(text))
        return bool(_CLOSE.fullmatch(text)) or text.partition("/")[0] in self.units


def unit_in(name: str, language: str) -> str:
    """The unit at the end of a column's name, in brackets or behind a comma; "" for none.

    A % may stand at either end by itself.
    """
    if name.strip().startswith("% ") or name.strip().endswith(" %"):
        return "%"
    found = phrase_pattern(_IN_NAME).search(name)
    unit = next(filter(None, found.groups()), "").strip() if found else ""
    words = cell_judge(language)
    known = words.is_unit(unit, "") or words.is_unit(unit.partition(" ")[0], "")
    return unit if known and words.is_unit(unit, " ") else ""


def lacks_remark(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row that ends with a figure lacks no cell but the last one, of remarks."""
    return (
        len(names) - len(cells) == 1
        and phrase_pattern(_REMARKS).fullmatch(names[-1].strip()) is not None
        and _DIGIT.search(cells[-1]) is not None
    )


_DIGIT = re.compile("[0-9]")


def is_same_unit(one: str, other: str, language: str) -> bool:
    """Whether two units are one, written alike or as a language writes its currency."""
    written = {one.casefold(), other.casefold()}
    return len(written) == 1 or written <= {*language_of(language).cells().currency}


_REMARKS = r"(?i)‹remark_columns›"
"""The name of a column of remarks."""
_UNIT_BEHIND = r"(?:(?i:‹unit_words›): ?)?([^()\[\],0-9]{1,30}[23]?)"
_IN_NAME = rf"(?:\({_UNIT_BEHIND}\)|\[{_UNIT_BEHIND}\]|,[ ]{_UNIT_BEHIND})\s*\Z"
"""A unit behind a name: "Sản lượng (ĐVT: tấn)", "Sản lượng [tấn]", "Sản lượng, tấn"."""


@cache
def cell_judge(language: str) -> CellJudge:
    """The words of a language."""
    found = language_of(language)
    # A single capital makes a code of the digits before it: 3A is a class, not amperes.
    units = {unit for unit in found.ties().units if len(unit) > 1 or not unit.isupper()}
    return CellJudge(found.cells(), frozenset(units))
