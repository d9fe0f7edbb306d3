"""Captions of films: WebVTT and SubRip (.srt), read alike, written as WebVTT.

In: the text of a file. Out: `Captions`, its cues with their lines and what is wrong with them;
`as_vtt`, the same as browsers read it. Source: W3C, WebVTT: The Web Video Text Tracks Format.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from bulletin.formats.cues import cue_time

CAPTIONS = (".vtt", ".srt")
"""Endings of the files."""


@dataclass(frozen=True, slots=True)
class CaptionCue:
    """A line of words and when it is shown, in milliseconds; `line` is that of its times."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Captions:
    """The cues of a file, and the lines (from 1) whose times nobody can read.

    `lost`: the lines where words begin that belong to no cue, so that no player shows them.
    `foreign`: the program or format that a file without cues is of, if it is known; else "".
    """

    cues: tuple[CaptionCue, ...]
    broken: tuple[int, ...]
    lost: tuple[int, ...] = ()
    foreign: str = ""


_TIME = r"(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,3}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*--+>\s*{_TIME}(?:\s+(.*?))?\s*")
_SETTINGS = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*:\S*\s*)*")
"""What may stand behind times: the place of the words. Other words are those that are shown."""
_MEANT = re.compile(
    r"(?P<start>[0-9]+:[0-9:.,]+)(?:-*[-=]+>|[–—]+>?|→|-+|(?<=\.[0-9]{3}),)(?P<end>[0-9]+:[0-9:.,]+)"
)
"""What means to be times: two of them with something like an arrow between, or a comma (.sbv)."""
_CLOCK_AND_ARROW = re.compile(r"[0-9]:[0-9]{2}[0-9.,\s]{0,9}-->|-->\s*[0-9]+:[0-9]")
_AS_TYPED = str.maketrans("：，．＞", ":,.>")
_FOREIGN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\[Script Info\]|.*\nDialogue: ", re.DOTALL), "Aegisub (.ass)"),
    *(
        (re.compile(rf"(?i)(?:<[?!][^>]*>\s*)*<{root}\b"), name)
        for root, name in (
            ("sami", "SAMI (.smi)"),
            ("smil", "SMIL (.smil)"),
            ("annotation_document", "ELAN (.eaf)"),
            ("project", "Audacity (.aup)"),
            ("fcpxml", "Final Cut Pro (.fcpxml)"),
            ("tt", "TTML (.ttml)"),
        )
    ),
    (re.compile(r"<\?xml"), "XML (.xml)"),
    (re.compile(r"SQLite format 3"), "Audacity (.aup3)"),
    (re.compile(r"%PDF-"), "PDF (.pdf)"),
    (re.compile(r"\[[0-9]{1,2}:[0-9]{2}[.:][0-9]{2,3}\]|\[(?:ti|ar|by|length):"), "LRC (.lrc)"),
    (re.compile(r"\{[0-9]+\}\{[0-9]+\}"), "MicroDVD (.sub)"),
    (re.compile(r"[\[{]\s*[\[{\"]"), "JSON (.json)"),
    (re.compile(r"(?i)start\tend\ttext"), "Whisper (.tsv)"),
    (re.compile(r'File type = "ooTextFile'), "Praat (.TextGrid)"),
    (re.compile(r"Name\tStart\tDuration\t"), "Adobe Audition (.csv)"),
    (re.compile(r"#,Name,Start"), "REAPER (.csv)"),
    (re.compile(r"\{\\rtf|PK\x03\x04"), "Word"),
)
"""What files of other programs begin with."""
_BEGINNING = 2000
_LIMIT = 60


@functools.lru_cache(maxsize=4)
def captions_in(text: str) -> Captions:
    """The cues of a file, which several rules ask about."""
    cues: list[CaptionCue] = []
    broken: list[int] = []
    above = ""
    for number, line in enumerate(lines_of(text), start=1):
        times = _times(line)
        if times is not None:
            cues.append(CaptionCue(number, *times))
        elif better_times(line) is not None or _means_times(line, above):
            broken.append(number)
        above = line
    lost = _lost(lines_of(text)) if cues and not broken else ()
    foreign = "" if cues else foreign_format(text)
    return Captions(tuple(cues), tuple(broken), tuple(lost), foreign)


def better_times(line: str) -> str | None:
    """What means to be times, as players know it; None for other lines.

    As hands, translators and other programs write them: 00: 00: 01,000 → 00：00：04,000.
    """
    if len(line) > _LONGEST_TIMES or ":" not in (plain := line.translate(_AS_TYPED)):
        return None
    match = _MEANT.fullmatch("".join(plain.split()))
    return f"{match['start']} --> {match['end']}" if match else None


def _means_times(line: str, above: str) -> bool:
    """Whether an arrow means to say when words are shown, and is none of them: rẽ phải --> đi thẳng."""
    begins = not above.strip() or above.strip().isdigit()
    return "-->" in line and (begins or _CLOCK_AND_ARROW.search(line) is not None)


_LONGEST_TIMES = 100


def foreign_format(text: str) -> str:
    """The program or format that a file is of, if it is known and none of ours."""
    head = text[:_BEGINNING].lstrip("\ufeff \r\n\t")
    return next((name for pattern, name in _FOREIGN if pattern.match(head)), "")


_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t]|\Z)")
"""What the blocks of WebVTT begin with that are no cues."""


def _lost(lines: list[str]) -> Iterator[int]:
    """The lines where words begin to which no times belong.

    In WebVTT an empty line ends a cue, and one of spaces does not, by which YouTube keeps its words
    on the second line; SubRip's players go on up to the next times.
    """
    vtt = lines[0][:6].upper() == "WEBVTT"
    shown, above = vtt, lines[0] if vtt else ""
    for number, line in enumerate(lines, start=1):
        begins = line.strip() and not above.strip()
        if _times(line) is not None:
            shown = True
        elif vtt and not line:
            shown = False
        elif begins and not shown and not _is_name(lines, number - 1):
            yield number
            shown = True
        above = line


def _is_name(lines: list[str], at: int) -> bool:
    """Whether a line may stand alone: a number or a name of a cue, or what is no cue."""
    names_times = at + 1 < len(lines) and _times(lines[at + 1]) is not None
    return names_times or lines[at].strip().isdigit() or _NO_CUE.match(lines[at]) is not None


def read_text(path: Path) -> str:
    """The text of a file. Raises `UnicodeDecodeError` if it is not UTF-8."""
    return path.read_bytes().decode("utf-8-sig")


def captions_of(path: Path) -> str:
    """A file's captions as WebVTT."""
    return as_vtt(read_text(path), path.suffix.lower())


def as_vtt(text: str, ending: str) -> str:
    """Captions as WebVTT; what is WebVTT already stays as it is but for its times."""
    if ending != ".srt":
        return "\n".join(_kept(lines_of(text)))
    return "WEBVTT\n\n" + "\n".join(_converted(lines_of(text)))


def lines_of(text: str) -> list[str]:
    """The lines of a file, whichever system ended them: no other sign ends one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _times(line: str) -> tuple[int, int] | None:
    match = _TIMES.fullmatch(line)
    if match is None or (_words_behind(match) and not (match[4] and match[8])):
        return None  # "7:30 --> 9:00 họp" is what happens when
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:8])
    return None if start is None or end is None else (start, end)


def _milliseconds(parts: tuple[str | None, ...]) -> int | None:
    hours, minutes, seconds, part = parts
    if int(minutes or 0) >= _LIMIT or int(seconds or 0) >= _LIMIT:
        return None
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((part or "0").ljust(3, "0"))


def _timed(line: str) -> str:
    """A line, its times as WebVTT has them: hours in two digits, a point, three digits."""
    times = _times(line) if "-->" in line else None
    if times is None:
        return line
    match = _TIMES.fullmatch(line)
    behind = match[9] or "" if match else ""
    words = _words_behind(match) if match else ""
    made = f"{cue_time(times[0])} --> {cue_time(times[1])} {'' if words else behind}".rstrip()
    return f"{made}\n{_words(words, _OF_SRT)}" if words else made


def _words_behind(match: re.Match[str]) -> str:
    """The words that some programs write behind the times, on their line."""
    return "" if not match[9] or _SETTINGS.fullmatch(match[9]) else match[9]


def _kept(lines: list[str]) -> Iterator[str]:
    """The lines of WebVTT: times as it has them, and words in which a < is no sign of its own."""
    words = False
    for number, line in enumerate(lines):
        is_times = _times(line) is not None
        if words and _is_number(lines, number):
            yield ""  # right below the words above, a cue's number is shown as one of them
            words = False
        words = bool(line.strip()) and (words or is_times)
        yield _words(line, _OF_VTT) if words and not is_times else _timed(line)


def _converted(lines: list[str]) -> Iterator[str]:
    """SubRip's cues as WebVTT's: numbers left out, words without what only players know."""
    started = False
    for number, line in enumerate(lines):
        if _times(line) is not None:
            if started:
                yield ""
            started = True
            yield _timed(_without_places(line))
        elif started and line.strip() and not _is_number(lines, number):
            yield _words(line, _OF_SRT)
    yield ""


def _without_places(line: str) -> str:
    """A line of times without SubRip's places on the screen (X1:... Y1:...)."""
    return re.sub(r"\s+[XY][12]:[0-9]+", "", line)


def _is_number(lines: list[str], at: int) -> bool:
    """Whether a line is a cue's number, right above its times."""
    following = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    return _NUMBER.fullmatch(lines[at].strip()) is not None and _times(following) is not None


_NUMBER = re.compile(r"#?[0-9]{1,6}[.:)a-z]?")
"""As programs and hands number cues: 7, 7., #7, 7a."""

_PLACE = re.compile(r"\{\\[^{}]*\}")
_FONT = re.compile(r"(?i)</?(?:font|span|strike|s)\b[^<>]*>")
_BREAK = re.compile(r"(?i)<br ?/?>|\\N")
_PLAIN_TAG = re.compile(r"(?i)[<{](/?[biu])[>}]")
_ENTITY = r"&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});"
_OF_SRT = re.compile(rf"(?i)(</?[biu]>|{_ENTITY})")
_OF_VTT = re.compile(
    rf"(</?(?:[biucv]|ruby|rt|lang)(?:\.[^\s.<>]{{1,80}}){{0,8}}(?:[ \t][^<>]{{0,200}})?>"
    rf"|<[0-9:.]{{5,20}}>|{_ENTITY}|&)"
)
"""Signs that players understand, in either format."""


def _words(line: str, understood: re.Pattern[str]) -> str:
    plain = _FONT.sub("", _PLACE.sub("", line)).rstrip()
    plain = _PLAIN_TAG.sub(lambda tag: f"<{tag[1].lower()}>", plain)
    parts = understood.split(_BREAK.sub("\n", plain).strip("\n"))
    return "".join(
        part if index % 2 else escape(part, quote=False) for index, part in enumerate(parts)
    )
