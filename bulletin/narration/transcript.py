"""What was said, to be read along: a track in, WebVTT out.

The text is that of the page with what the voice says around it, not the expanded reading; each
sentence has the fragment that it reads as its identifier, so that a player can lead back to the
page. A long sentence is cut into captions that can be read (see `captions`). W3C WebVTT, section 4.
"""

import re
from collections.abc import Iterator

from bulletin.cache import once
from bulletin.formats.cues import cue_text, cue_time
from bulletin.narration.captions import captions_of
from bulletin.narration.model import Cue, Track


def webvtt(track: Track, language: str) -> str:
    """The transcript of a track, as a WebVTT file."""
    key = (track.title, [cue.row for cue in track.cues], language)
    return once.made(once.TRANSCRIPT, key, lambda: _written(track, language).encode()).decode()


_TIMES = re.compile(r"^(\S+)\n([\d:.]+) --> ([\d:.]+)$", re.MULTILINE)
_PART = re.compile(r"\.[0-9]+\Z")


def spans_in(text: str) -> dict[str, tuple[float, float]]:
    """When each fragment is heard, by a file that `webvtt` wrote."""
    found: dict[str, tuple[float, float]] = {}
    for name, start, end in _TIMES.findall(text):
        fragment = _PART.sub("", name)
        first = found[fragment][0] if fragment in found else _seconds(start)
        found[fragment] = first, _seconds(end)
    return found


def _seconds(time: str) -> float:
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _written(track: Track, language: str) -> str:
    title = " ".join(track.title.split()).replace("-->", "→")
    blocks = [f"WEBVTT {title}".rstrip(), f"NOTE Language: {language}"]
    blocks += [block for cue in track.cues for block in _blocks(cue, language)]
    return "\n\n".join(blocks) + "\n"


def _blocks(cue: Cue, language: str) -> Iterator[str]:
    """A block for each caption of a cue: the first has its fragment, others a number behind it."""
    for number, caption in enumerate(captions_of(cue, language), start=1):
        name = cue.fragment if number == 1 else f"{cue.fragment}.{number}"
        start = round(caption.start * 1000)
        end = max(start + 1, round(caption.end * 1000))
        said = _said(cue.speaker, caption.text)
        yield f"{name}\n{cue_time(start)} --> {cue_time(end)}\n{said}"


def _said(speaker: str, text: str) -> str:
    """The words, with who says them in a dialogue (WebVTT section 3.4, voice spans)."""
    return f"<v {cue_text(speaker)}>{cue_text(text)}" if speaker else cue_text(text)
