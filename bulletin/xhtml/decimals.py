"""Figures of a column one below the other by their decimal sign: 1,25 and 12,5.

In: the cells of a column that stands to the right, as elements. Out: a place without text at the
end of the shorter ones, which style sheets make as wide as the decimals that they lack. It stands
behind units, too, which are the same in all cells of such a column.
"""

import re
from collections.abc import Sequence
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol

from bulletin.formats.element_text import text_within
from bulletin.xhtml.elements import Element, append, element


def align_decimals(cells: Sequence[Element], locale: Locale) -> None:
    """Make room behind the figures with fewer decimals; where one cell is none, nothing is done."""
    sign = str(get_decimal_symbol(locale))
    texts = [(cell, text_within(cell)) for cell in cells]
    figures = [(cell, _number(sign).match(text)) for cell, text in texts if _DIGIT.search(text)]
    found = [(cell, figure) for cell, figure in figures if figure]
    if len(found) < len(figures) or len({_unit(figure) for _, figure in found}) > 1:
        return
    most = max((len(figure["part"] or "") for _, figure in found), default=0)
    for cell, figure in found:
        count = len(figure["part"] or "")
        if lacking := most - count:
            room = "0" * lacking if count else f"{sign}{'0' * lacking}"
            append(cell, element("span", class_="decimals", data_room=room))


_DIGIT = re.compile(r"\d")


@cache
def _number(sign: str) -> re.Pattern[str]:
    """A number with its decimals; digits are parted into thousands by any other sign."""
    others = "".join(re.escape(one) for one in ".,'’\u00a0\u202f " if one != sign)
    return re.compile(
        rf"\D{{0,20}}(?:\d{{1,3}}(?:[{others}]\d{{3}})+|\d+)(?:{re.escape(sign)}(?P<part>\d+))?"
        r"(?![.,’'\d]?\d)"
    )


def _unit(figure: re.Match[str]) -> str:
    """What stands behind a figure, without the mark of a note."""
    return re.sub(r"\d", "", figure.string[figure.end() :]).strip()
