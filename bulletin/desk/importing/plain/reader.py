"""Plain text. In: bytes. Out: a `FileReading`: paragraphs by blank lines, or one a line."""

import re
from itertools import groupby, pairwise

from bulletin.desk.importing.characters.decoding import decoded
from bulletin.desk.importing.characters.encodings import rows_converted
from bulletin.desk.importing.plain.chats import without_stamps
from bulletin.desk.importing.plain.columns import columned, unbroken_cells
from bulletin.desk.importing.plain.mail import without_head
from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import TAB, BlockNode, Para, Quoted, TextRun, Texts

_WRAPPED = range(40, 100)
"""Columns at which programs break lines."""
_TABS = re.compile(r"(?<=\S)\t+|^\t+(?=\S[^\n\t]*\t)", re.MULTILINE)
"""Tabs between cells; in front of the first one only where another one follows."""
_SIGN = re.compile(r"\s*(?:[-–—•*+▪➢]|\d{1,3}[.)/]|[a-zđ][.)])\s+\S")


def read_plain(data: bytes, remarks: Remarks) -> FileReading:
    """The text of a plain file."""
    text = decoded(data, remarks).lstrip("\ufeff")
    subject, text = without_head(text, remarks)
    text = without_stamps(text, remarks)
    text = "\n".join(columned(unbroken_cells(text).split("\n")))
    text = _TABS.sub(lambda tabs: TAB * len(tabs[0]), text)
    rows = rows_converted(text.expandtabs(4).split("\n"), remarks)
    return FileReading(_blocks(rows), Hints(property_title=subject))


def _blocks(rows: list[str], begin: int = 1) -> Texts:
    """Rows as paragraphs, and as quotations those of an earlier mail. `begin`: the first's number."""
    made: list[BlockNode] = []
    for quoted, group in groupby(rows, lambda row: row.startswith(_QUOTING)):
        inner = [*group]
        if quoted and _WORDS.match(inner[0]):
            bare = [row.removeprefix(_QUOTING).removeprefix(" ") for row in inner]
            made.append(Quoted(_blocks(bare, begin), pulled=False, line=begin))
        else:
            made += _paragraphs(inner, begin)
        begin += len(inner)
    return tuple(made)


_QUOTING = ">"
_WORDS = re.compile(r">[> ]*[^\W\d]")
"""How what is quoted begins; "> 60 tuổi" is more than sixty."""


def _paragraphs(rows: list[str], begin: int) -> list[Para]:
    """Rows as paragraphs; rows that a program has wrapped are put together.

    Paragraphs that blank rows stand between have an empty one between them.
    """
    made: list[Para] = []
    wrapped = _is_wrapped(rows)
    waiting: list[str] = []
    first = begin
    for number, row in enumerate([*rows, ""], start=begin):
        begins = not row.strip() or _SIGN.match(row) or TAB in row
        begins = begins or not (wrapped or (waiting and _is_torn(waiting[-1], row)))
        if waiting and (begins or not _goes_on(waiting[-1], row)):
            indent = len(waiting[0]) - len(waiting[0].lstrip())
            words = TextRun(" ".join(part.strip() for part in waiting))
            made.append(Para((words,), line=first, indent=indent))
            waiting = []
        if row.strip():
            first = first if waiting else number
            waiting.append(row)
        elif made and made[-1].children:
            made.append(Para(()))
    return made


def _is_wrapped(rows: list[str]) -> bool:
    """Whether most rows that another one follows end where a line is full, in mid-sentence."""
    followed = [
        (row.rstrip(), after.strip())
        for row, after in pairwise(rows)
        if row.strip() and after.strip()
    ]
    if len(followed) < 2:  # noqa: PLR2004, one row says nothing
        return False
    longest = max(len(row) for row, _ in followed)
    behind = [after for row, after in followed if len(row) > longest * 0.75]
    beginning = sum(after[0].isupper() for after in behind)
    full = len(behind) * 3 >= len(followed) * 2
    return longest in _WRAPPED and full and beginning * 2 <= len(behind)


_FULL = 40
"""Characters of a row that nobody has ended on purpose in mid-sentence."""
_ENDED = re.compile(r"[.!?:;…,][\"”’»)]*\Z")


def _is_torn(before: str, row: str) -> bool:
    """Whether a row goes on with the sentence of a long one."""
    before = before.rstrip()
    return len(before) >= _FULL and not _ENDED.search(before) and row.lstrip()[0].islower()


def _goes_on(before: str, row: str) -> bool:
    """Whether a row goes on with the one before it, which was full."""
    return len(before.rstrip()) > 25 and not row.isupper()  # noqa: PLR2004, a full line has more
