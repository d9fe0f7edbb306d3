"""The spoken issue: articles in, `Narration` out.

In: composed articles, the chosen voice, the cache. Out: a track an article, below a folder,
with exact times. Each sentence is spoken alone and kept at once; each article is put together
and encoded as soon as its sentences are there; what is in the cache already is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.cache import Cache, replace_file
from bulletin.diagnostics import BulletinError
from bulletin.document import Article
from bulletin.languages import Words
from bulletin.messages import tr
from bulletin.narration import encoding
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.kept import Kept
from bulletin.narration.making import Making, Tools
from bulletin.narration.mastering import TrackPlan
from bulletin.narration.model import Cue, Narration, Pause, Script, Track
from bulletin.narration.profiles import PROFILES
from bulletin.narration.script import scripts_of
from bulletin.narration.speech import Speech
from bulletin.narration.takes import odd_sentences
from bulletin.processes import threads
from bulletin.reading import Reader
from bulletin.schedule import Schedule
from bulletin.source.settings import Voice
from bulletin.timings import Timings

PAUSES: Mapping[Pause, float] = {
    "phrase": 0.2,
    "sentence": 0.4,
    "paragraph": 0.75,
    "heading": 1.0,
    "article": 1.5,
    "thinking": 5.0,
}
"""Seconds of silence after an utterance, at rate 1.0."""

Notice = Callable[[str], None]
"""Told, before it is done, what people have a right to know beforehand."""

NarrationProgress = Callable[[str, int, int], None]
"""Told of each step, in the calling thread: "speak" (sentences) or "encode" (articles), how
many are done, of how many."""


def _untold(_text: str) -> None:
    """Tell nobody."""


def _unheard(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class NarrationOrder:
    """How articles are narrated.

    `tags` go into every file (album, artist, date ...), beside the article's title and place.
    `mp3` are the slugs of articles that are wanted as MP3 as well.
    """

    chosen: Chosen
    voice: Voice
    reader: Reader
    words: Words
    cache: Cache
    tags: Mapping[str, str]
    jobs: int = 1
    progress: NarrationProgress = _unheard
    notice: Notice = _untold
    mp3: frozenset[str] = frozenset()
    timings: Timings = field(default_factory=Timings)


def narrate(articles: Sequence[Article], folder: Path, order: NarrationOrder) -> Narration:
    """The narration of articles, in order; files are written to `folder` as `NAME.m4a`.

    Articles without anything to say have no track. Raises `BulletinError` when the voice
    fails: it says how much of the speech is safe. Nothing is written to `folder` then.
    """
    made: list[Narration] = []
    failures: list[BulletinError] = []
    with ExitStack() as stack:
        schedule = Schedule(order.jobs)
        narrating = Narrating(articles, folder, order, made.append, failures.append)
        narrating.begin(schedule, stack)
        schedule.run()
    if failures:
        raise failures[0]
    return made[0]


class Narrating:
    """A narration in the making, as steps of a schedule: see `narrate`.

    `made` is told of the narration, or else `failed` of why there is none; neither is told
    of anything once it was stopped.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        folder: Path,
        order: NarrationOrder,
        made: Callable[[Narration], None],
        failed: Callable[[BulletinError], None],
    ) -> None:
        self._folder, self._order = folder, order
        self._made, self._failed = made, failed
        self._speech = Speech(order.chosen, order.cache)
        scripts = scripts_of(articles, order.reader, order.words, order.voice.footnotes)
        self._pieces = [
            _Piece(article, script, self._plan(script))
            for article, script in zip(articles, scripts, strict=True)
            if script.utterances
        ]

    def begin(self, schedule: Schedule, stack: ExitStack) -> None:
        """Begin with what the cache has not; helpers end with the stack."""
        order = self._order
        self._making = Making(
            [
                (p.script, Kept(order.cache, p.plan), p.script.slug in order.mp3)
                for p in self._pieces
            ],
            self._speech,
            Tools(schedule, order.timings, order.progress),
        )
        at_once = self._making.sentences and min(
            order.chosen.engine.at_once, self._making.sentences
        )
        available = order.chosen.available
        if self._making.sentences and available.usable and available.online:
            order.notice(
                tr(
                    "{count} sentences go over the network to {host}, which speaks them ({engine})",
                    count=self._making.sentences,
                    host=available.online,
                    engine=order.chosen.engine.name,
                )
            )
        speakers = stack.enter_context(threads(at_once))
        encoders = stack.enter_context(threads(order.jobs))
        self._making.begin(speakers, encoders, self._finish, self._failed)

    def stop(self) -> None:
        """Begin nothing more of it: it is not wanted any more."""
        self._making.stop()

    def _plan(self, script: Script) -> TrackPlan:
        return TrackPlan(
            clips=tuple(self._speech.key(utterance.runs) for utterance in script.utterances),
            gaps=tuple(
                round(PAUSES[utterance.pause] / self._order.voice.rate, 3)
                for utterance in script.utterances
            ),
            profile=PROFILES[self._order.voice.profile],
        )

    def _finish(self) -> None:
        with self._order.timings.measured("tracks"):
            tracks = tuple(_track(piece, self._folder, self._order) for piece in self._pieces)
            said = (
                (utterance, cue.end - cue.start)
                for piece, track in zip(self._pieces, tracks, strict=True)
                for utterance, cue in zip(piece.script.utterances, track.cues, strict=True)
            )
            findings = tuple(odd_sentences(said))
        self._made(Narration(self._order.chosen.used, tracks, findings=findings))


@dataclass(frozen=True)
class _Piece:
    """An article, its script, and what its sound is made of."""

    article: Article
    script: Script
    plan: TrackPlan


def _track(piece: _Piece, folder: Path, order: NarrationOrder) -> Track:
    """The track of an article that is in the cache, and its files."""
    kept, name = Kept(order.cache, piece.plan), piece.article.name
    found = kept.aac()
    frames = kept.mp3() if piece.article.slug in order.mp3 else b""
    if found is None or frames is None:
        message = f"the sound of {name} has gone from the cache"
        raise BulletinError(message, "run it again; no two builds should clean one cache")
    times, audio = found
    folder.mkdir(parents=True, exist_ok=True)
    file, mp3 = folder / f"{name}.m4a", folder / f"{name}.mp3"
    encoding.tagged(audio, file, {**order.tags, "title": piece.script.title}, order.words("iso639"))
    if frames:
        replace_file(mp3, frames)
    cues = tuple(
        Cue(
            fragment=utterance.fragment,
            written=utterance.written,
            start=start / times.rate,
            end=end / times.rate,
            structure=utterance.structure,
            caption=utterance.caption,
            beats=utterance.beats,
        )
        for utterance, (start, end) in zip(piece.script.utterances, times.spans, strict=True)
    )
    return Track(
        name=name,
        slug=piece.article.slug,
        title=piece.script.title,
        file=file,
        duration=times.length / times.rate,
        cues=cues,
        mp3=mp3 if frames else None,
    )
