"""What a reader makes of a file, whatever kind it is of.

In: nothing. Out: `FileReading`, which the passes put right and `articles` writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.desk.importing.heads import Hints
from bulletin.desk.importing.pictures import Opener
from bulletin.desk.importing.tree import Texts


def no_picture(_source: str) -> bytes | None:
    """An opener for files that have no pictures."""
    return None


@dataclass(frozen=True)
class FileReading:
    """A file's text, what it says of itself, and how its pictures are opened."""

    blocks: Texts
    hints: Hints = field(default_factory=Hints)
    opener: Opener = no_picture
