"""Marks as programs for speech, music and radio write them: Praat, cue sheets, lyrics, tables.

In: the lines of a file. Out: a row for each mark, with its line, its start and its end in seconds;
no rows: it is no such file. Sources: Praat manual, "TextGrid file formats"; CDRWIN's cue sheets, of 75
frames a second; aeneas, ELAN, Audition, REAPER and Subtitle Edit, which export tables.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

MarkRow = tuple[int, float, float | None]
"""The line of a mark, when it starts and when it ends; None: that is not said."""


def rows_in(lines: Sequence[str], sentences: int) -> list[MarkRow]:
    """The marks of a file of one of these programs; of several layers those as many as `sentences`."""
    if rows := _cue_sheet(lines) or _lyrics(lines):
        return rows
    tiers = list(_tiers("\n".join(lines)))
    return min(tiers, key=lambda rows: abs(len(rows) - sentences), default=[])


# -- Praat ---------------------------------------------------------------------------------

_GRID = re.compile(r'\s*File type = "ooTextFile(?: short)?"\s+(?:Object class = )?"TextGrid"')
_TOKEN = re.compile(r'"((?:[^"]|"")*)"|(?<!\S)([0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]+)?)(?!\S)')
"""A string, or a number that stands by itself: all else is there for people to read."""
_SILENT = frozenset({"", "#", "_", "sil", "silent", "silence", "sp", "spn", "<sil>", "<p:>", "pau"})
"""What programs write for stretches in which nobody speaks."""


def _tiers(text: str) -> Iterator[list[MarkRow]]:
    """The layers of a TextGrid, long or short; none, if it is no TextGrid, or a damaged one."""
    head = _GRID.match(text)
    if head is None:
        return
    found = _TOKEN.finditer(text, head.end())
    try:
        for _ in range(3):  # from when to when, and how many layers
            next(found)
        for kind in found:
            rows = _tier(found, text, 1 if kind[1] == "IntervalTier" else 0)
            if rows:
                yield rows
    except (StopIteration, RuntimeError, TypeError, ValueError, AttributeError):
        return


def _tier(found: Iterator[re.Match[str]], text: str, ends: int) -> list[MarkRow]:
    """A layer, behind its kind: of intervals, which have `ends`, or of points."""
    _name, _start, _end, count = (next(found) for _ in range(4))
    rows: list[MarkRow] = []
    for _ in range(int(count[2])):
        start, *end, label = [next(found) for _ in range(2 + ends)]
        if label[1].strip().lower() not in _SILENT:
            line = text.count("\n", 0, start.start()) + 1
            rows.append((line, float(start[2]), float(end[0][2]) if end else None))
    return rows


# -- cue sheets and lyrics -----------------------------------------------------------------

_TRACK = re.compile(r"\s*TRACK\s+[0-9]+\s", re.IGNORECASE)
_INDEX = re.compile(r"\s*INDEX\s+0*1\s+([0-9]+):([0-9]{2}):([0-9]{2})\s*", re.IGNORECASE)
_FRAMES = 75
"""In a second of a compact disc."""
_LYRIC = re.compile(r"\s*\[((?:[0-9]+:){1,2}[0-9]{2}[.,][0-9]+)\](.*)")
_ABOUT = re.compile(r"\s*(?:\[[A-Za-z#]+:.*\])?\s*")


def _cue_sheet(lines: Sequence[str]) -> list[MarkRow]:
    if not any(map(_TRACK.match, lines)):
        return []
    found = ((number, _INDEX.fullmatch(line)) for number, line in enumerate(lines, start=1))
    return [
        (number, seconds(f"{match[1]}:{match[2]}") + int(match[3]) / _FRAMES, None)
        for number, match in found
        if match
    ]


def _lyrics(lines: Sequence[str]) -> list[MarkRow]:
    """Lines that begin with their time; one without words ends the one above."""
    rows: list[MarkRow] = []
    for number, line in enumerate(lines, start=1):
        match = _LYRIC.fullmatch(line)
        if match is None:
            if _ABOUT.fullmatch(line):
                continue
            return []
        if match[2].strip():
            rows.append((number, seconds(match[1]), None))
        elif rows and rows[-1][2] is None:
            rows[-1] = (*rows[-1][:2], seconds(match[1]))
    return rows


# -- tables --------------------------------------------------------------------------------

_CELL = re.compile(r"((?:[0-9]+:){0,2}[0-9]+[.,][0-9]+)s?")
"""A time that is sure to be one, for it has parts of a second."""
_TIME = re.compile(rf"-?{_CELL.pattern}")
_LENGTHS = frozenset({"duration", "length"})
"""What programs call a column that says how long something lasts."""
_SEPARATORS = "\t;, "


def table_in(lines: Mapping[int, str]) -> list[MarkRow]:
    """The marks of a table that has other columns before the times: numbers, names, speakers."""
    for separator in _SEPARATORS:
        rows = {number: _cells(line, separator) for number, line in lines.items()}
        head = next(iter(rows.values()), [])
        if not any(map(_CELL.fullmatch, head)):
            rows = dict(list(rows.items())[1:])
        if found := _times(rows, [name.lower() for name in head]):
            return found
    return []


def _cells(line: str, separator: str) -> list[str]:
    try:
        (cells,) = csv.reader([line], delimiter=separator, skipinitialspace=True)
    except (csv.Error, ValueError):  # more than a cell may hold
        return [line]
    return [cell.strip() for cell in cells]


def _times(rows: dict[int, list[str]], head: Sequence[str]) -> list[MarkRow]:
    """The times in the columns in which all rows have some, unless one has another before them."""
    columns = [
        at
        for at in range(min(map(len, rows.values()), default=0))
        if all(_CELL.fullmatch(cells[at]) for cells in rows.values())
    ]
    at = columns[0] if columns else 0
    if not at or any(_TIME.fullmatch(cell) for row in rows.values() for cell in row[:at]):
        return []
    if columns[1:2] != [at + 1]:
        if all(row[at - 1].isdecimal() and ":" not in row[at] for row in rows.values()):
            return []  # whole seconds, and the end
        return [(number, seconds(cells[at]), None) for number, cells in rows.items()]
    lasts = at + 1 < len(head) and head[at + 1] in _LENGTHS
    found: list[MarkRow] = []
    for number, cells in rows.items():
        start, second = seconds(cells[at]), seconds(cells[at + 1])
        found.append((number, start, start + second if lasts else second))
    return found


def seconds(time: str) -> float:
    """Seconds of a time that may have minutes and hours before them."""
    found = 0.0
    for part in time.rstrip("s").replace(",", ".").split(":"):
        found = found * 60 + float(part)
    return found
