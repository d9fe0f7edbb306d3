"""Marks that a person set: when each sentence is read, to the millisecond.

In: a file of cues (WebVTT, SubRip) or of labels as Audacity exports them (start, end and words,
with tabs between, in seconds), or as they come back from a table, or a list of times and words, or
of another program (`mark_formats`). Out: `VoiceMarks` in the order of the file. A label without a
length, or a time alone, marks where a sentence begins. Sources: W3C, WebVTT; Audacity manual, "Importing and Exporting Labels".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.diagnostics import text_in
from bulletin.messages import tr
from bulletin.narration.recorded.mark_formats import rows_in, seconds, table_in
from bulletin.source.captions import better_times, captions_in, foreign_format, lines_of


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """When something is read, in seconds, and the line that says so; `end` None: it does not."""

    line: int
    start: float
    end: float | None


@dataclass(frozen=True, slots=True)
class VoiceMarks:
    """The marks of a file, and the lines (from 1) that nobody can read.

    `foreign`: the program whose file it is, if it is known and none of those that are read.
    """

    marks: tuple[VoiceMark, ...]
    broken: tuple[int, ...]
    foreign: str = ""


def marks_in(file: Path, sentences: int = 0) -> VoiceMarks:
    """The marks of a file; where it has several layers, of the one that has about so many.

    Raises `UnicodeDecodeError` if it is not UTF-8, nor UTF-16 that says so.
    """
    plain = text_in(file.read_bytes()).removeprefix("\ufeff")
    text = "\n".join(better_times(line) or line for line in map(_unwrapped, lines_of(plain)))
    captions = captions_in(text)
    if captions.cues or text.startswith("WEBVTT"):  # whatever the file's name says
        cues = (VoiceMark(cue.line, cue.start / 1000, cue.end / 1000) for cue in captions.cues)
        return VoiceMarks(tuple(cues), captions.broken)
    lines = _written(text)
    if rows := rows_in(lines_of(plain), sentences) or table_in(lines):
        return VoiceMarks(tuple(VoiceMark(*row) for row in rows), ())
    foreign = foreign_format(plain)
    return VoiceMarks((), (1,), foreign) if foreign else _labels(lines)


_BRACKETED = re.compile(r"\s*\[([^\[\]]*-->[^\[\]]*)\].*")
"""A line as recognisers show it while they listen: [00:01.500 --> 00:04.250]  words."""


def _unwrapped(line: str) -> str:
    """A line without the brackets around its times, the quotes around cells, or a dash between times."""
    line = line.replace("\u00a0", " ")
    if match := _BRACKETED.fullmatch(line):
        return match[1]
    if match := _DASHED.fullmatch(line):
        return "\t".join(filter(None, match.groups()))
    return line.replace('"', "") if line.startswith('"') else line


_TIME = r"((?:[0-9]+:){0,2}[0-9]+(?:[.,][0-9]+)?)"
_DASHED = re.compile(
    rf"\s*(?:[0-9]{{1,3}}[.)]\s+)?{_TIME}\s*s?\s*[-–—]\s*{_TIME}(?:\s*s)?(?:[\s:]+(.*))?"
)
"""Two times as people write them down, after a number if they count: 1. 00:01.5 – 00:04.2s: words."""
_SURE = r"((?:[0-9]+:){0,2}[0-9]+\.[0-9]+)"
_LABEL = re.compile(
    rf"\s*(?:{_TIME}s?(?:\s*[\t;]\s*|\ {{2,}}){_TIME}|{_SURE}s?[\ ,]\s*{_SURE})s?(?:[\s;,].*)?"
)
"""Two times with tabs between, as Audacity writes them, or with what takes their place in lists."""
_BEGINNING = re.compile(
    r"\s*((?:[0-9]+:){1,2}[0-9]+(?:[.,][0-9]+)?|[0-9]+\.[0-9]+)s?(?:\s*[-–—:;,\s]\s*(?![0-9]).*)?"
)
"""One time, and words: where something begins. Digits behind it may be a second one."""
_PART = re.compile(r"[0-9][.,][0-9]")
"""Without parts of seconds in any of them, times are those of chapters, which would tear words apart."""
_BEFORE_ALL = re.compile(r"^\s*-0*\.[0-9]+(?=\s)")
"""A time just before the beginning, as Audacity writes of what was pulled to the left."""
_NO_LABEL = ("\\", "#")
"""What begins a line with the frequencies of the label above it, and a remark."""
_IS_HEAD = re.compile(r"[^0-9]*")
"""What the first line of a list may be: names of its columns."""


def _written(text: str) -> dict[int, str]:
    """The lines by their numbers, without those that mark nothing."""
    return {
        number: _BEFORE_ALL.sub("0", line)
        for number, line in enumerate(lines_of(text), start=1)
        if line.strip() and not line.startswith(_NO_LABEL)
    }


def _labels(lines: Mapping[int, str]) -> VoiceMarks:
    """Labels of two times each, or else lines of which each begins with one."""
    found = {number: _LABEL.fullmatch(line) for number, line in lines.items()}
    if not any(found.values()) and any(_PART.search(line.split()[0]) for line in lines.values()):
        found = {number: _BEGINNING.fullmatch(line) for number, line in lines.items()}
    marks: list[VoiceMark] = []
    broken: list[int] = []
    for number, match in found.items():
        if match is None:
            broken.append(number)
            continue
        start, *rest = (seconds(part) for part in match.groups() if part)
        end = rest[0] if rest and rest[0] != start else None
        marks.append(VoiceMark(number, start, end))
    if marks and broken[:1] == [1] and _IS_HEAD.fullmatch(lines[1]):
        del broken[0]
    return VoiceMarks(tuple(marks), tuple(broken))


_SLACK = 0.05
"""Seconds by which marks may overlap, or pass the end: they are set by hand."""


def disorder(marks: Sequence[VoiceMark], seconds: float) -> Iterator[tuple[VoiceMark, str]]:
    """Marks that go back, that overlap, or that lie behind the end of the recording."""
    done, before = 0.0, -1.0
    for mark in marks:
        end = mark.start if mark.end is None else mark.end
        if end < mark.start or end == mark.end == mark.start:
            yield mark, tr("this mark ends before it starts")
        elif mark.start == before:
            yield mark, tr("this mark starts where the one above it does")
        elif mark.start < done - _SLACK:
            yield mark, tr("this mark starts before the one above it ends")
        elif end > seconds + _SLACK:
            yield (
                mark,
                tr("this mark is behind the end of the recording, at {end:.1f} s", end=seconds),
            )
        done, before = max(done, end), mark.start
