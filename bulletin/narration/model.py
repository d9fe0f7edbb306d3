"""What the spoken edition is made of.

In: nothing; `script` makes utterances, `narrate` makes narrations. Times are seconds from
the start of the article's audio, exact to the sample.
"""

from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Literal

from bulletin.diagnostics import Finding, Span
from bulletin.reading import Run

Pause = Literal["phrase", "sentence", "paragraph", "heading", "article", "thinking"]
Structure = Literal["", "footnote", "table", "note", "list", "figure"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing the voice says in one breath: usually a sentence.

    `fragment` is the id of the element that it reads; `written` what stands there; `runs`
    what is said; `pause` the silence after it; `structure` lets a listener skip or leave
    what it is part of (EPUB Media Overlays 3.3, skippability and escapability). `voice` is
    which of the publication's voices says it ("": the usual one), `speaker` whose words they are
    in a dialogue.
    """

    fragment: str
    span: Span
    written: str
    runs: tuple[Run, ...]
    pause: Pause = "sentence"
    structure: Structure = ""
    voice: str = ""
    speaker: str = ""
    caption: str = ""
    """What is spoken, as it is written: with what the voice says around `written`."""
    beats: tuple[float, ...] = ()
    """The syllables said for each word of the caption."""


@dataclass(frozen=True, slots=True)
class Script:
    """All that is said of one article: its slug, its title, its utterances in order."""

    slug: str
    title: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """When a fragment is read. `start` and `end` are seconds, `end` without the pause.

    `speaker` is whose words they are, in a dialogue; `caption` and `beats` as in `Utterance`.
    """

    fragment: str
    written: str
    start: float
    end: float
    structure: Structure = ""
    speaker: str = ""
    caption: str = ""
    beats: tuple[float, ...] = ()

    @property
    def row(self) -> tuple[object, ...]:
        """All of it as plain values, in the order of the fields: not copied, as `astuple` does."""
        return _CUE(self)


_CUE = attrgetter(*(field.name for field in fields(Cue)))


@dataclass(frozen=True, slots=True)
class Track:
    """An article's audio: mono AAC-LC in `file` (.m4a), `duration` seconds, and its cues.

    `name` is the file's stem ("03-mua-lu"); `slug` and `title` are the article's. `mp3` holds
    MP3 frames of the same samples, without a header (see `encoding`), where they are wanted.
    """

    name: str
    slug: str
    title: str
    file: Path
    duration: float
    cues: tuple[Cue, ...]
    mp3: Path | None = None


@dataclass(frozen=True, slots=True)
class VoiceUsed:
    """Who spoke: engine, its version, the voice, its language, and why this one was taken."""

    engine: str
    version: str
    voice: str
    language: str
    reason: str
    second: str = ""
    """Who reads answers, where that is another voice."""


@dataclass(frozen=True, slots=True)
class Narration:
    """The whole spoken issue: the opening, each article, the imprint, in order.

    `announcement` is what the loudspeaker says; it belongs to no book. `readers` are the people
    whose recordings it has; `synthetic` says whether a machine speaks in it too.
    """

    voice: VoiceUsed
    tracks: tuple[Track, ...]
    announcement: Track | None = None
    items: tuple[Track, ...] = ()
    """What the loudspeaker says besides, if it was asked for, each by itself."""
    findings: tuple[Finding, ...] = ()
    """What the voice may have said wrongly."""
    readers: tuple[str, ...] = ()
    synthetic: bool = True

    @property
    def read(self) -> bool:
        """Whether people read it, or some of it."""
        return bool(self.readers) or not self.synthetic

    @property
    def duration(self) -> float:
        """Seconds of the whole."""
        return sum(track.duration for track in self.tracks)

    def track_of(self, slug: str) -> Track | None:
        """The track of an article."""
        return next((track for track in self.tracks if track.slug == slug), None)
