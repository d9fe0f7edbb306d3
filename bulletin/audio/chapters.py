"""The chapters of the spoken issue: where each part begins.

In: the tracks of a narration. Out: chapters, for the containers and as the JSON that podcast
players read (Podcasting 2.0, JSON Chapters Format 1.2); and the whole as one track.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from av.container import core as container

from bulletin.composition import Composition
from bulletin.formats.characters import shortened
from bulletin.narration.model import Narration, Track

_TIME_BASE = Fraction(1, 1000)
_MOST_BYTES, _BYTES_OF_A_LETTER = 255, 4
"""Of a chapter's name in MP4, and in UTF-8 at most: FFmpeg would cut the name within a letter."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the recording, in seconds from the start of the whole."""

    title: str
    slug: str
    start: float
    end: float


def chapters_of(tracks: Sequence[Track]) -> Iterator[Chapter]:
    """A chapter for each track, one after the other."""
    ends = list(itertools.accumulate(track.duration for track in tracks))
    for track, end in zip(tracks, ends, strict=True):
        yield Chapter(track.title, track.slug, end - track.duration, end)


def for_container(tracks: Sequence[Track]) -> list[container.Chapter]:
    """The chapters as PyAV's `set_chapters` takes them, in milliseconds."""
    return [
        {
            "id": number,
            "start": round(chapter.start * 1000),
            "end": round(chapter.end * 1000),
            "time_base": _TIME_BASE,
            "metadata": {"title": _named(chapter.title)},
        }
        for number, chapter in enumerate(chapters_of(tracks))
    ]


def _named(title: str) -> str:
    """A title as long as a chapter's name may be."""
    name = title
    while (over := len(name.encode()) - _MOST_BYTES) > 0:
        name = shortened(title, len(name) - max(1, over // _BYTES_OF_A_LETTER))
    return name


def joined(title: str, narration: Narration) -> Track:
    """The whole as one track, with the sentences of all parts: for its transcript."""
    cues = [
        replace(cue, start=chapter.start + cue.start, end=chapter.start + cue.end)
        for track, chapter in zip(narration.tracks, chapters_of(narration.tracks), strict=True)
        for cue in track.cues
    ]
    first = narration.tracks[0]
    return replace(first, title=title, duration=narration.duration, cues=tuple(cues))


def as_json(composition: Composition, narration: Narration) -> str:
    """The chapters for podcast players, each with its place in the web edition."""
    issue = composition.issue
    listing = {
        "version": "1.2.0",
        "title": composition.title,
        "author": issue.publication.publisher.name,
        "podcastName": issue.publication.title,
        "chapters": [
            {
                "startTime": round(chapter.start, 3),
                "endTime": round(chapter.end, 3),
                "title": chapter.title,
                "url": f"{issue.address}#{chapter.slug}",
            }
            for chapter in chapters_of(narration.tracks)
        ],
    }
    return json.dumps(listing, ensure_ascii=False, indent=1) + "\n"
