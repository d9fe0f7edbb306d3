"""What a failed formula leaves. In: the text of a cell. Out: what is wrong, and what to do."""

import re
from functools import cache

from bulletin.languages import any_phrase
from bulletin.messages import tr

_FAULT = (
    r"#(?=[^a-z]+\Z)[^\W\d_][^\W_]*(?:[/_ ][^\W_]+)*[!?]|#GETTING_DATA|#{3,}|Err:[0-9]{3}"
    r"|[%?][0-9]?\.[0-9]f%?"
    r"|=[A-Z\"(+-].*|=[a-z]\w*[(|!].*|=[0-9.,]+(?: ?[-+*/^&] ?[0-9.,]+)+|@[A-Za-z]+\(.*"
    r"|[0-9]+(?:[.,][0-9]+E[+-]?[0-9]{1,3}|E\+?[0-9]{2})"
)
"""What Excel, LibreOffice and Google write, in any language, where a formula fails or a column is
too narrow; and formulas themselves, which other programs may run."""
_GAPS = re.compile(r"#N/[AD]|#NV|NULL|null|nan|NaN|NaT|<NA>")
"""What says that there is no value, which a chart shows as a gap."""
_LONG = re.compile(r"-?[0-9]+[.,][0-9]{10,}")
"""A number as computers keep it: 0.30000000000000004; coordinates have up to eight decimals."""


@cache
def _fault() -> re.Pattern[str]:
    return re.compile(f"{_FAULT}|{any_phrase('cells_on_their_way')}")


def fault_in(text: str, *, gap: bool = False) -> tuple[str, str] | None:
    """What is wrong with a text that a failed formula left, and what to do; `gap`: it may."""
    if _LONG.fullmatch(text):
        return (
            tr("{text} has more digits than anybody measures", text=text),
            tr("round it in the spreadsheet, and export it again"),
        )
    if _GAPS.fullmatch(text):
        message = tr("{text} is what programs write where there is no value", text=text)
        return None if gap else (message, tr("leave the cell empty"))
    if not _fault().fullmatch(text):
        return None
    return (
        tr("{text} is no value, but a fault of the spreadsheet", text=text),
        tr("mend the formula or the width of the column, and export it again"),
    )
