"""The spoken issue: articles in, `Narration` out.

In: composed articles, the chosen voice, the cache. Out: a track an article, below a folder,
with exact times. Each sentence is spoken alone and kept at once; each article is put together
and encoded as soon as its sentences are there; what is in the cache already is not made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import Cache, key_of, replace_file
from bulletin.diagnostics import BulletinError
from bulletin.document import Article
from bulletin.languages import Words
from bulletin.messages import tr
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.mastering import TrackPlan, master
from bulletin.narration.model import Cue, Narration, Pause, Script, Track
from bulletin.narration.script import scripts_of
from bulletin.narration.speech import Speech
from bulletin.processes import threads
from bulletin.reading import Reader
from bulletin.source.settings import Voice

_PAUSES: Mapping[Pause, float] = {
    "phrase": 0.2,
    "sentence": 0.4,
    "paragraph": 0.75,
    "heading": 1.0,
    "article": 1.5,
}
"""Seconds of silence after an utterance, at rate 1.0."""

NarrationProgress = Callable[[str, int, int], None]
"""Told of each step, in the calling thread: "speak" (sentences) or "encode" (articles), how
many are done, of how many."""


def _unheard(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class NarrationOrder:
    """How articles are narrated.

    `tags` go into every file (album, artist, date ...), beside the article's title and place.
    """

    chosen: Chosen
    voice: Voice
    reader: Reader
    words: Words
    cache: Cache
    tags: Mapping[str, str]
    jobs: int = 1
    progress: NarrationProgress = _unheard


@dataclass(frozen=True)
class _Piece:
    """An article on its way: its script, what its sound is made of, and the key of that."""

    article: Article
    script: Script
    plan: TrackPlan
    key: str


def narrate(articles: Sequence[Article], folder: Path, order: NarrationOrder) -> Narration:
    """The narration of articles, in order; files are written to `folder` as `NAME.m4a`.

    Articles without anything to say have no track. Raises `BulletinError` when the voice
    fails: it says how much of the speech is safe. Nothing is written to `folder` then.
    """
    speech = Speech(order.chosen, order.cache)
    scripts = scripts_of(articles, order.reader, order.words, order.voice.footnotes)
    pieces = [
        _piece(article, script, order, speech)
        for article, script in zip(articles, scripts, strict=True)
        if script.utterances
    ]
    _Work(order, speech, pieces).do()
    tracks = tuple(_track(piece, folder, order.cache) for piece in pieces)
    return Narration(order.chosen.used, tracks)


def _piece(article: Article, script: Script, order: NarrationOrder, speech: Speech) -> _Piece:
    plan = TrackPlan(
        clips=tuple(speech.key(utterance.runs) for utterance in script.utterances),
        gaps=tuple(
            round(_PAUSES[utterance.pause] / order.voice.rate, 3) for utterance in script.utterances
        ),
        tags=tuple(sorted({**order.tags, "title": script.title}.items())),
        language=order.words("iso639"),
    )
    return _Piece(article, script, plan, key_of(*plan.recipe))


class _Work:
    """What is left to do for some articles: sentences to speak, articles to put together."""

    def __init__(self, order: NarrationOrder, speech: Speech, pieces: Sequence[_Piece]) -> None:
        self._order = order
        self._speech = speech
        self._pieces = pieces
        self._open = [piece for piece in pieces if _times(order.cache, piece.key) is None]
        self._all = len({key for piece in pieces for key in piece.plan.clips})
        wanted = {
            key: utterance.runs
            for piece in self._open
            for key, utterance in zip(piece.plan.clips, piece.script.utterances, strict=True)
        }
        self._missing = {key: runs for key, runs in wanted.items() if not speech.has(key)}

    def do(self) -> None:
        """Do it. Raises `BulletinError` if the voice fails."""
        available = self._order.chosen.available
        if self._missing and not available.usable:
            raise self._stopped(available.reason, 0)
        at_once = min(self._order.chosen.engine.at_once, len(self._missing))
        with ExitStack() as stack:
            speakers = stack.enter_context(threads(at_once))
            encoders = stack.enter_context(threads(self._order.jobs))
            spoken = {
                key: speakers.submit(self._speech.speak, runs)
                for key, runs in self._missing.items()
            }
            finished = self._finish(spoken, encoders)
            done = len(self._pieces) - len(self._open)
            for number, future in enumerate(finished, start=1):
                future.result()
                self._order.progress("encode", done + number, len(self._pieces))

    def _finish(self, spoken: Mapping[str, Future[None]], encoders: Executor) -> list[Future[None]]:
        """Have each article put together as soon as its sentences are spoken."""
        finished: list[Future[None]] = []
        waiting = dict(spoken)
        for piece in self._open:
            for key in piece.plan.clips:
                future = waiting.pop(key, None)
                if future is None:
                    continue
                try:
                    future.result()
                except SpeechError as error:
                    raise self._stopped(error.message, _good(spoken)) from error
                self._order.progress("speak", self._all - len(waiting), self._all)
            finished.append(encoders.submit(_make, piece.plan, piece.key, self._order.cache))
        return finished

    def _stopped(self, reason: str, spoken: int) -> BulletinError:
        safe = self._all - len(self._missing) + spoken
        message = tr(
            "the voice stopped: {reason}. {safe} of {all} sentences are safe "
            "in the cache, and nothing else was touched",
            reason=reason,
            safe=safe,
            all=self._all,
        )
        hint = tr("run the same command again to go on from there")
        if self._order.chosen.engine.name != "espeak":
            hint += tr(", or give --engine espeak to have the whole issue in that voice")
        return BulletinError(message, hint)


def _good(spoken: Mapping[str, Future[None]]) -> int:
    """How many sentences were spoken, once those that nobody has begun are called off."""
    for future in spoken.values():
        future.cancel()
    return sum(not f.cancelled() and f.exception() is None for f in spoken.values())


def _make(plan: TrackPlan, key: str, cache: Cache) -> None:
    """Put an article together, and keep it: the sound first, so that times vouch for it."""
    made = master(plan, cache)
    cache.put(_sound_key(key), made.audio)
    times = {"rate": made.rate, "length": made.length, "spans": made.spans}
    cache.put(key, json.dumps(times).encode())


def _sound_key(key: str) -> str:
    return key_of(tr("sound of"), key)


@dataclass(frozen=True)
class _Times:
    rate: int
    length: int
    spans: Sequence[Sequence[int]]


def _times(cache: Cache, key: str) -> _Times | None:
    data = cache.get(key)
    if data is None or cache.get(_sound_key(key)) is None:
        return None
    return _Times(**json.loads(data))


def _track(piece: _Piece, folder: Path, cache: Cache) -> Track:
    """The track of an article that is in the cache, and its file."""
    times, audio = _times(cache, piece.key), cache.get(_sound_key(piece.key))
    if times is None or audio is None:
        message = tr("the sound of {name} has gone from the cache", name=piece.article.name)
        raise BulletinError(message, tr("run it again; no two builds should clean one cache"))
    file = folder / f"{piece.article.name}.m4a"
    replace_file(file, audio)
    cues = tuple(
        Cue(
            fragment=utterance.fragment,
            written=utterance.written,
            start=start / times.rate,
            end=end / times.rate,
            structure=utterance.structure,
        )
        for utterance, (start, end) in zip(piece.script.utterances, times.spans, strict=True)
    )
    return Track(
        name=piece.article.name,
        slug=piece.article.slug,
        title=piece.script.title,
        file=file,
        duration=times.length / times.rate,
        cues=cues,
    )
