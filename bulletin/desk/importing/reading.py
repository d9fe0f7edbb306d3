"""What a reader makes of a file, whatever kind it is of.

In: nothing, or keywords as programs keep them. Out: `FileReading`, which the passes put right and
`articles` writes; those keywords that can be topics of an article.
"""

import re
from dataclasses import dataclass, field

from bulletin.desk.importing.pictures import Opener
from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.tree import ImportedLine, Texts
from bulletin.messages import tr
from bulletin.source.settings.topics import LONGEST, MOST, topic_slug


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


_PARTS = re.compile(r"[,;\n|]")


def topics_in(value: object) -> list[str]:
    """The topics, each once; what gives no address, or is a sentence, is none."""
    if isinstance(value, list):
        parts = [part for one in value if isinstance(one, str | int) for part in _cut(str(one))]
    else:
        parts = _cut(str(value)) if isinstance(value, str | int) else []
    found: dict[str, str] = {}
    for name in parts:
        if (slug := topic_slug(name)) and len(name) <= LONGEST:
            found.setdefault(slug, name)
    return list(found.values())[:MOST]


def keyword_settings(value: object, remarks: Remarks) -> dict[str, object]:
    """The setting that keywords of an office program's file become; an editor is told of it."""
    topics = topics_in(value)
    if not topics:
        return {}
    remarks.changed(
        tr("The topics were taken from the file's keywords: check them"), ", ".join(topics)
    )
    return {"topics": topics}


def _cut(text: str) -> list[str]:
    return [" ".join(part.split()).lstrip("#") for part in _PARTS.split(text)]
