"""A file as its lines, and edits of them.

In: a publication's folder and a file of it. Out: `Lines`; None for what is no file of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from bulletin.diagnostics import Edit, Fix, Span, rows_of, sources_below

_OPENS = re.compile(r":::[ ]?\{")


@dataclass(frozen=True)
class Lines:
    """The lines of a file; bytes that are not UTF-8 stand as U+FFFD."""

    root: Path
    file: str
    rows: tuple[str, ...]

    def row(self, line: int) -> str:
        """A line, from 1; "" beyond the end."""
        return self.rows[line - 1] if 0 < line <= len(self.rows) else ""

    @cached_property
    def open_above(self) -> tuple[int, ...]:
        """How many more directives are opened than closed above each line, from the first on."""
        bare = map(str.strip, self.rows)
        steps = (bool(_OPENS.match(row)) - (row == ":::") for row in bare)
        return tuple(accumulate(steps, initial=0))

    def at(self, span: Span) -> str:
        """The text of a span."""
        return self.row(span.line)[span.column - 1 : max(span.end_column, span.column) - 1]

    def within(self, edit: Edit) -> str:
        """What an edit takes the place of."""
        rows = list(self.rows[edit.line - 1 : edit.end_line])
        if rows:
            rows[-1] = rows[-1][: edit.end_column - 1]
            rows[0] = rows[0][edit.column - 1 :]
        return "\n".join(rows)

    def edit(self, line: int, start: int, end: int, text: str) -> Edit:
        """Text in place of a stretch of a line; offsets count from 0."""
        return Edit(self.file, line, start + 1, line, end + 1, text)

    def fix(self, line: int, start: int, end: int, text: str) -> Fix | None:
        """One edit as a fix; None where it changes nothing."""
        if self.row(line)[start:end] == text:
            return None
        return Fix((self.edit(line, start, end, text),))

    def instead(self, span: Span, text: str) -> Fix | None:
        """Text in place of a span, as a fix; None where it changes nothing."""
        return self.fix(span.line, span.column - 1, span.end_column - 1, text)

    def settings(self, line: int) -> range:
        """The lines of YAML around a line: the file, its settings, or a directive's lines."""
        if self.file.endswith((".yaml", ".yml")):
            return range(1, len(self.rows) + 1)
        rule = [n for n, row in enumerate(self.rows, start=1) if row.rstrip() == "---"][:2]
        if self.row(1).lstrip("\ufeff").rstrip() == "---" and len(rule) == 2:  # noqa: PLR2004, both ends
            rule = [1, rule[1]] if rule[0] == 1 else [1, rule[0]]
            if rule[0] < line < rule[1]:
                return range(rule[0] + 1, rule[1])
        first = line
        while first > 1 and not self.row(first - 1).lstrip().startswith(":::"):
            first -= 1
        last = line
        while last < len(self.rows) and not self.row(last + 1).lstrip().startswith(":::"):
            last += 1
        return range(first, last + 1)

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Every line with its number."""
        return enumerate(self.rows, start=1)


def lines_of(root: Path, file: str) -> Lines | None:
    """The lines of a file below the root."""
    text = sources_below(root)(file)
    return None if text is None else Lines(root, file, tuple(rows_of(text)))
