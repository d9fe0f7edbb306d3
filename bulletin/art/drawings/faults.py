"""What is wrong with a drawing, and where in its file.

In: elements and words, while a drawing is looked through. Out: `Fault` values.
"""

import contextlib
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from bulletin.art.drawings.tree import Tree
from bulletin.diagnostics import Code
from bulletin.messages import tr


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was noticed in a drawing; `line` 0 when it is about the whole file."""

    code: Code
    message: str
    hint: str
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Where it stands in the file, in words."""
        if self.column:
            return tr("line {line}, column {column}", line=self.line, column=self.column)
        return tr("line {line}", line=self.line) if self.line else ""


class _Noticed(NamedTuple):
    code: Code
    message: str
    hint: str
    element: int
    line: int


MOST = 20
"""Faults of one drawing that are told."""


@dataclass
class Report:
    """What was noticed so far. `places` knows elements by their order in the file."""

    places: dict[Tree, int]
    noticed: list[_Noticed] = field(default_factory=list)

    def add(self, code: Code, message: str, hint: str, at: Tree, line: int = 0) -> None:
        """Note a fault of an element, or of a line of its own in it."""
        entry = _Noticed(code, message, hint, self.places.get(at, 0), line)
        if entry not in self.noticed[-MOST:]:
            self.noticed.append(entry)

    def faults(self, data: bytes) -> tuple[Fault, ...]:
        """All of them with their places; the same words once, at the first of their places."""
        first: dict[tuple[Code, str], _Noticed] = {}
        for entry in self.noticed:
            first.setdefault((entry.code, entry.message), entry)
        if not first:
            return ()
        starts = _starts(data)
        return tuple(_placed(entry, starts) for entry in list(first.values())[:MOST])


def _placed(entry: _Noticed, starts: list[tuple[int, int]]) -> Fault:
    line, column = starts[entry.element] if entry.element < len(starts) else (0, 0)
    if entry.line:
        line, column = entry.line, 0
    return Fault(entry.code, entry.message, entry.hint, line, column)


def _starts(data: bytes) -> list[tuple[int, int]]:
    """Line and column of each start tag: lxml knows the line of its end only."""
    found: list[tuple[int, int]] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: object) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    # Another encoding, or an entity that expat does not follow: what came before holds.
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)  # noqa: FBT003, the library's own signature
    return found
