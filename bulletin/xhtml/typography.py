"""What must not be torn apart at the end of a line: numbers and units, numbers of documents.

In: text. Out: the same text in pieces, with no-break spaces, each piece marked whether it must
stay on one line. Words are never changed, only spaces.
"""

import re
from collections.abc import Iterator

NO_BREAK = "\u00a0"

_LONGEST = 24
"""Characters; a longer piece would not fit into a narrow column and may break."""

_NUMBER = r"\d(?:[\d.,:]*\d)?"
_MEASURED = re.compile(rf"(?<![\w/])(?<!\d[ \u00a0]){_NUMBER} (?=[^\W\d]{{1,5}}\b|[%°₫])")
"""A number and the space before a short word: a unit, or what is counted ("3 ha", "20 tháng")."""
_TELEPHONE = re.compile(r"(?<!\w)(?:0\d{1,4}|\+\d{1,3})(?:[ .]\d{2,4}){2,}(?!\w)")
_TIED = re.compile(
    r"[(\[“‘«\"']{0,3}(?<![\w/.:@-])([^\W_]+(?:[.\u2011-][^\W_]+)*/[^\W_]+(?:[-/.][^\W_]+)*)[^\w\s/(\[“‘«-]{0,4}"
)
"""A document's number or a date, with the signs at its ends: "06/QĐ-TTg", "(25/11/2026),"."""


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether a piece must stay on one line."""
    text = _TELEPHONE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    text = _MEASURED.sub(lambda found: found[0][:-1] + NO_BREAK, text)
    end = 0
    for found in _TIED.finditer(text):
        if len(found[1]) <= _LONGEST and any(char.isdigit() for char in found[1]):
            if found.start() > end:
                yield text[end : found.start()], False
            yield found[0], True
            end = found.end()
    if end < len(text):
        yield text[end:], False
