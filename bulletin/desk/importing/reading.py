"""What a reader makes of a file, whatever kind it is of.

In: nothing. Out: `FileReading`, which the passes put right and `articles` writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.desk.importing.pictures import Opener
from bulletin.desk.importing.tree import ImportedLine, Texts


def no_picture(_source: str) -> bytes | None:
    """An opener for files that have no pictures."""
    return None


@dataclass(frozen=True)
class Hints:
    """What a file says of itself, outside its text; `properties` are the program's own notes."""

    title: ImportedLine = ()
    summary: ImportedLine = ()
    authors: tuple[str, ...] = ()
    property_title: str = ""
    property_author: str = ""
    property_summary: str = ""
    settings: dict[str, object] = field(default_factory=dict)
    """Settings that an article has too: image, layout, ..."""


@dataclass(frozen=True)
class FileReading:
    """A file's text, what it says of itself, and how its pictures are opened."""

    blocks: Texts
    hints: Hints = field(default_factory=Hints)
    opener: Opener = no_picture
