"""Marks of notes that a copy has left behind: nghèo¹, hộ.[12], without the note.

In: an issue. Out: a finding at the first mark of each number whose note stands nowhere.
"""

import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.copied.misread import misread
from bulletin.check.prose.passages import ProseRun, passages_by_file
from bulletin.check.registry import Noticed, alone, rule
from bulletin.diagnostics import Span
from bulletin.languages import language_of
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue

ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = Sought(
    rf"(?<![^\W\d_])(?P<word>[^\W\d_]{{2,30}})[\"”’»).,;:!?]?(?P<mark>[{ABOVE}]{{1,2}})(?![\w{ABOVE}⁺⁻/])"
    r"|(?<=[^\W_])[\"”’».,;:!?]?(?P<bracketed>\[[1-9][0-9]{0,2}\])(?![\w\[({:])",
    *ABOVE,
    "[",
)
_NOTE = re.compile(rf"[\s*_]*(?P<mark>[{ABOVE}]{{1,2}}|\[[1-9][0-9]{{0,2}}\])[\s*_]*\S")


@rule(codes.LOST_NOTE)
@alone
def lost_notes(issue: Issue) -> Iterator[Noticed]:
    """Every mark of a note has its note; in old encodings they are letters."""
    units = frozenset(language_of(issue.publication.language).ties().units)
    for file, passages in passages_by_file(issue).items():
        written = {mark for passage in passages for mark in notes_in(passage.whole)}
        for passage in passages:
            for found in marks_in(passage.text, units):
                mark = found["mark"] or found["bracketed"]
                if mark not in written and not any(misread(file, passage.rows(file))):
                    written.add(mark)
                    span = passage.place(*found.span())
                    if _is_linked(passage, span):
                        continue  # where it leads is looked at
                    message = tr("{mark} is the mark of a note that is not there", mark=mark)
                    hint = tr("write [^1] here, and [^1]: and the note on a line of its own")
                    yield Noticed(span, message, hint)


def _is_linked(passage: ProseRun, span: Span) -> bool:
    """Whether a mark is all the words of a link."""
    rows = passage.rows(span.file)
    row = rows[span.line - 1] if span.line <= len(rows) else ""
    return row[span.end_column - 1 :].lstrip("]").startswith("(")


def notes_in(text: str) -> Iterator[str]:
    """The marks with which the lines of a passage begin."""
    for line in text.split("\n"):
        if found := _NOTE.match(line):
            yield found["mark"]


def marks_in(text: str, units: frozenset[str]) -> Iterator[re.Match[str]]:
    """Marks of notes, with the word before; powers of units and variables are none."""
    for found in _MARK.finditer(text):
        word, mark = found["word"] or "", found["mark"]
        if not mark or not (
            word.isupper() or not _SPOKEN.search(word) or word in units or f"{word}{mark}" in units
        ):
            yield found


_SPOKEN = re.compile(r"(?i)[aeiouyăâêôơư\u00c0-\u00ff\u1ea0-\u1eff]")
"""What every word has, and mc² and km² have not."""
