"""Marks that a person set: when each sentence is read, to the millisecond.

In: a file of cues (WebVTT, SubRip) or of labels as Audacity exports them (start, end and words,
with tabs between, in seconds). Out: `VoiceMarks` in the order of the file. A label without a length
marks where a sentence begins. Sources: W3C, WebVTT; Audacity manual, "Importing and Exporting
Labels".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bulletin.source.captions import captions_in, lines_of, read_text


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """When something is read, in seconds, and the line that says so; `end` None: it does not."""

    line: int
    start: float
    end: float | None


@dataclass(frozen=True, slots=True)
class VoiceMarks:
    """The marks of a file, and the lines (from 1) that nobody can read."""

    marks: tuple[VoiceMark, ...]
    broken: tuple[int, ...]


def marks_in(file: Path) -> VoiceMarks:
    """The marks of a file. Raises `UnicodeDecodeError` if it is not UTF-8."""
    text = read_text(file)
    captions = captions_in(text)
    if captions.cues or text.startswith("WEBVTT"):  # whatever the file's name says
        cues = (VoiceMark(cue.line, cue.start / 1000, cue.end / 1000) for cue in captions.cues)
        return VoiceMarks(tuple(cues), captions.broken)
    return _labels(text)


_TIME = r"([0-9]+(?:[.,][0-9]+)?)"
_LABEL = re.compile(rf"\s*{_TIME}\t+\s*{_TIME}\s*(?:\t.*)?")
_SPECTRAL = "\\"
"""What begins a line with the frequencies of the label above it."""


def _labels(text: str) -> VoiceMarks:
    marks: list[VoiceMark] = []
    broken: list[int] = []
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip() or line.startswith(_SPECTRAL):
            continue
        match = _LABEL.fullmatch(line)
        if match is None:
            broken.append(number)
            continue
        start, end = (float(part.replace(",", ".")) for part in match.groups())
        marks.append(VoiceMark(number, start, None if end == start else end))
    return VoiceMarks(tuple(marks), tuple(broken))
