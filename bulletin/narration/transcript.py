"""What was said, to be read along: a track in, WebVTT out.

The text is that of the page, not the expanded reading; each cue has the fragment that it reads
as its identifier, so that a player can lead back to the page. W3C WebVTT, section 4.
"""

from __future__ import annotations

from dataclasses import astuple

from bulletin import once
from bulletin.narration.model import Cue, Track


def webvtt(track: Track, language: str) -> str:
    """The transcript of a track, as a WebVTT file."""
    key = (track.title, [astuple(cue) for cue in track.cues], language)
    return once.made(once.TRANSCRIPT, key, lambda: _written(track, language).encode()).decode()


def _written(track: Track, language: str) -> str:
    title = _line(track.title).replace("-->", "→")
    blocks = [f"WEBVTT {title}".rstrip(), f"NOTE Language: {language}"]
    blocks += [_cue(cue) for cue in track.cues]
    return "\n\n".join(blocks) + "\n"


def _cue(cue: Cue) -> str:
    start = round(cue.start * 1000)
    end = max(start + 1, round(cue.end * 1000))
    return f"{cue.fragment}\n{_time(start)} --> {_time(end)}\n{_said(cue)}"


def _said(cue: Cue) -> str:
    """The words, with who says them in a dialogue (WebVTT section 3.4, voice spans)."""
    speaker = _text(cue.speaker)
    return f"<v {speaker}>{_text(cue.written)}" if speaker else _text(cue.written)


def _time(milliseconds: int) -> str:
    """A timestamp, always with hours: "00:01:02.345"."""
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"


def _text(text: str) -> str:
    """Cue text: one line, with the three characters escaped that mean something in it."""
    text = _line(text).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _line(text: str) -> str:
    return " ".join(text.split())
