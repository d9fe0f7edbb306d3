"""The loudspeaker's script, to be read out or pasted into a station's own voice.

In: items and what is known of their sound. Out: the script as text, and as a Word document whose
bytes are the same for the same words.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence

import docx

from bulletin.composition import Composition
from bulletin.document import Article, inlines_of, unstruck_text

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The time of all files in the document."""

ScriptLine = tuple[str, int]
"""A line, and the level of its heading: 0 for text."""


def script(
    composition: Composition, items: Sequence[tuple[Article, float]]
) -> Iterator[ScriptLine]:
    """The script's lines; an item comes with its length in seconds (0: not spoken)."""
    t = composition.theme.strings
    yield t("loudspeaker_script", issue=composition.title), 1
    for item, seconds in items:
        title = unstruck_text(item.title.children)
        yield t("loudspeaker_item", number=item.number, title=title), 2
        notes = []
        if item.speaker and item.speaker.at:
            notes.append(t("loudspeaker_at", time=t.time(item.speaker.at)))
        if seconds:
            length = f"{round(seconds) // 60}:{round(seconds) % 60:02}"
            notes.append(t("loudspeaker_length", length=length))
        if notes:
            yield f"[{' '.join(notes)}]", 0
        for block in item.body:
            for text in inlines_of(block):
                yield unstruck_text(text), 0


def as_text(lines: Sequence[ScriptLine]) -> str:
    """The script as plain text."""
    return "".join(("\n\n" if level == 2 else "") + f"{line}\n" for line, level in lines)  # noqa: PLR2004, an item's heading


def as_docx(lines: Sequence[ScriptLine], composition: Composition, modified: dt.datetime) -> bytes:
    """The script as a Word document."""
    document = docx.Document()
    for line, level in lines:
        if level:
            document.add_heading(line, level)
        else:
            document.add_paragraph(line)
    about = document.core_properties
    about.title = lines[0][0]
    about.author = composition.issue.publication.publisher.name
    about.language = composition.issue.publication.language
    about.comments = ""
    about.created = about.modified = modified.replace(tzinfo=None)
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _timeless(data: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, source.read(name))
    return made.getvalue()
