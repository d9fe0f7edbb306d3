"""What stands between the cells of a CSV text: a comma, a semicolon, a tab or |.

In: the text. Out: the sign, and where the cells start.
"""

import re

_SIGNS = "\t|;,"
"""Likeliest first: what stands least in names and numbers."""
_DECLARED = re.compile(rf"(?i)\"?sep=([{_SIGNS}])\"?[;,\t ]*(?:\n|$)")
"""The first line in which Excel says what stands between cells."""
_QUOTED = re.compile(r'"[^"]*"')
_LOOKED_AT = 100
"""Lines by which the sign is told."""


def separator_of(text: str) -> tuple[str, int]:
    """What stands between cells, and where they start.

    It is what Excel's line says, or the sign of which most lines have as many as the first, for
    a comma may stand in names and in numbers too; of two such the commoner in the first line.
    """
    if declared := _DECLARED.match(text):
        return declared[1], declared.end()
    lines = _QUOTED.sub("", text).split("\n")
    first, *rows = [line for line in lines if line.strip()][:_LOOKED_AT] or [""]
    while rows and not any(sign in first for sign in _SIGNS) and _are_cells(rows):
        first, *rows = rows  # a title, above the names of the columns

    def fits(sign: str) -> tuple[int, int]:
        count = first.count(sign)
        return sum(row.count(sign) == count for row in rows) if count else 0, count

    return max(_SIGNS, key=fits), 0


def _are_cells(rows: list[str]) -> bool:
    """Whether the last of some lines have as many of one sign, which is none of a sentence."""
    names = rows[0]
    last = [row for row in rows[-_TOLD_BY:] if not _FIGURE.fullmatch(row.strip())]
    if not last and not _FIGURE.fullmatch(names.strip()):  # figures below names
        ends = rows[-1]
        return any(names.count(s) == ends.count(s) > names.count(f"{s} ") for s in _SIGNS)
    return len(last) == _TOLD_BY and any(
        last[0].count(sign) == last[1].count(sign) > sum(row.count(f"{sign} ") for row in last)
        for sign in _SIGNS
    )


_FIGURE = re.compile(r"[0-9.,% +-]+")
_TOLD_BY = 2
"""Lines by which cells are told from sentences, where a space stands behind each sign."""


def others_in(text: str, separator: str) -> bool:
    """Whether another sign stands in a text that may part its cells."""
    return any(sign in text for sign in _SIGNS if sign != separator)
