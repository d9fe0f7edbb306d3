"""An article's audio in the order of its page.

In: an aligned track, whose cues stand in the page's order. Out: the same track where its voice
reads in that order, else one with a recording of its own: whole packets moved, none encoded
again, cut in the silence between two utterances.

A voice may read a footnote where its mark stands, while the page has it at the end. Players
that follow the recording, as many do, lose their place when an overlay goes back in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import av

from bulletin.narration.model import Cue, Track

_BEFORE = 0.1
"""Seconds before an utterance where the recording is cut, if the silence is long enough."""
_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Cues that follow each other in voice and page, and the packets from `first` to `last`."""

    cues: tuple[Cue, ...]
    first: int
    last: int


def is_in_order(track: Track) -> bool:
    """Whether a voice reads in the order of the page."""
    return all(one.start < two.start for one, two in pairwise(track.cues))


def rearranged(track: Track, file: Path) -> Track:
    """The track in page order; `file` is where its recording goes if it needs one."""
    if is_in_order(track):
        return track
    with av.open(str(track.file), format="mov") as source:
        stream = source.streams.audio[0]
        rate, size = stream.rate, stream.codec_context.frame_size
        packets = [packet for packet in source.demux(stream) if packet.size]
        runs = list(_runs(track.cues, rate / size, len(packets)))
        _write(file, stream, packets, runs)
    moved: list[Cue] = []
    at = 0
    for run in runs:
        shift = (at + 1 - run.first) * size / rate
        moved += [replace(c, start=c.start + shift, end=c.end + shift) for c in run.cues]
        at += run.last - run.first
    return replace(track, file=file, duration=at * size / rate, cues=tuple(moved))


def _runs(cues: Sequence[Cue], per_second: float, count: int) -> Iterator[_Run]:
    """The runs in page order. Packet 0 is the encoder's run-in; sound begins with packet 1."""
    spoken = sorted(cues, key=lambda cue: cue.start)
    places = {cue.fragment: place for place, cue in enumerate(spoken)}
    cuts = [1]
    for one, two in pairwise(spoken):
        silence = two.start - one.end
        cuts.append(1 + round((two.start - min(silence / 2, _BEFORE)) * per_second))
    cuts.append(count)
    start = 0
    for n in range(1, len(cues) + 1):
        if n < len(cues) and places[cues[n].fragment] == places[cues[n - 1].fragment] + 1:
            continue
        run = tuple(cues[start:n])
        yield _Run(run, cuts[places[run[0].fragment]], cuts[places[run[-1].fragment] + 1])
        start = n


def _write(file: Path, stream: Any, packets: Sequence[Any], runs: Sequence[_Run]) -> None:  # noqa: ANN401, PyAV's types are wide
    size = stream.codec_context.frame_size
    order = [0, *(number for run in runs for number in range(run.first, run.last))]
    with av.open(str(file), "w", format="mp4", options=_OPTIONS) as out:
        audio = out.add_stream_from_template(stream)
        for place, number in enumerate(order):
            packet = packets[number]
            packet.stream = audio
            packet.pts = packet.dts = (place - 1) * size
            packet.duration = size
            out.mux(packet)
