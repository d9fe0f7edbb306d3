"""What is left to do for some articles: sentences to speak, articles to put together.

In: performances, what the cache keeps of each, whether an MP3 is wanted, and what is to be said
for each clip that they need. Out: the cache, filled.

A sentence is spoken by a thread of the engine's own, and takes no core from the schedule: it may
be a network that speaks. As soon as an article's last sentence is there, the article is put
together and brought to its level; then AAC and MP3 are encoded, at the same time. Before that,
a voice that may say a sentence otherwise the next time speaks those once more that took it too
long or too short a time (see `takes`).
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bulletin.diagnostics import BulletinError
from bulletin.formats.characters import shortened
from bulletin.machine.schedule import NOW, SOON, Schedule
from bulletin.machine.timings import Timed, Timings, in_thread
from bulletin.messages import tr
from bulletin.narration import mastering, stretches
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.heard_sentences import WORDS_SHOWN
from bulletin.narration.kept import Kept, Times
from bulletin.narration.mastering import Levelling, Sound
from bulletin.narration.model import Utterance
from bulletin.narration.speech import Speech
from bulletin.narration.takes import Takes

SENTENCES, LEVEL, AAC, MP3 = "sentences", "articles", "articles, AAC", "articles, MP3"
"""What the stages are called."""


@dataclass(frozen=True)
class Tools:
    """The schedule that has the work done, and who is told of it."""

    schedule: Schedule
    timings: Timings
    progress: Callable[[str, int, int], None]


@dataclass(eq=False)
class _Open:
    """An article that is not all in the cache.

    `times`: its AAC is, and only an MP3 of the same samples is wanted. `waiting` counts the
    sentences that are still to be spoken; `judged`: none of them has to be spoken once more.
    """

    kept: Kept
    times: Times | None
    mp3: bool
    waiting: int = 0
    judged: bool = False
    folder: Path | None = None
    final: Levelling | None = None
    """The level of what was encoded as AAC, once that is known."""
    encoded: dict[Levelling, list[str]] = field(default_factory=dict)
    """The keys of its MP3's stretches, at each level."""


class Making:
    """The work, as steps of a schedule."""

    def __init__(
        self,
        articles: Sequence[tuple[Kept, bool]],
        lines: Mapping[str, Utterance],
        speech: Speech,
        tools: Tools,
    ) -> None:
        self._speech, self._tools = speech, tools
        self._articles = len(articles)
        self._stopped = False
        self._fault: tuple[SpeechError, Utterance] | None = None
        self._spoken: dict[str, Future[Any]] = {}
        self._lines = lines
        self._takes = {
            name: Takes() for name in speech.voices if speech.speaker(name).available.varies
        }
        self._held: list[_Open] = []
        self._late: set[str] = set()
        self._settled = 0
        self._good = 0
        self._open: list[_Open] = []
        for kept, mp3 in articles:
            times, lacks_mp3 = kept.times(), mp3 and kept.mp3() is None
            if times is None or lacks_mp3:
                self._open.append(_Open(kept, times, lacks_mp3))
            tools.timings.kept(AAC, times is not None)
            tools.timings.kept(MP3, mp3 and not lacks_mp3)
        self._left = len(self._open)
        self._all = len({key for kept, _ in articles for key in kept.plan.clips})
        wanted = dict.fromkeys(key for one in self._open for key in one.kept.plan.clips)
        self._missing = {key: lines[key] for key in wanted if not speech.has(key)}
        tools.timings.kept(SENTENCES, self._all - len(self._missing))
        self._waiters: dict[str, list[_Open]] = defaultdict(list)
        for one in self._open:
            for key in set(one.kept.plan.clips) & set(self._missing):
                self._waiters[key].append(one)
                one.waiting += 1

    @property
    def sentences(self) -> int:
        """How many are to be spoken."""
        return len(self._missing)

    def begin(
        self,
        speakers: Executor,
        encoders: Executor,
        finished: Callable[[], None],
        failed: Callable[[BulletinError], None],
    ) -> None:
        """Begin it; one of both functions is called in the end, unless it is stopped."""
        self._speakers, self._encoders = speakers, encoders
        self._finished, self._failed = finished, failed
        available = self._speech.chosen.available
        if self._missing and not available.usable:
            self._stopped = True
            failed(self._told(available.reason))
            return
        for key, line in self._missing.items():
            self._speak(key, line)
        self._note_kept()
        for one in self._open:
            if not one.waiting:
                self._complete(one)
        if not self._open:
            finished()

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopped = True
        for future in self._spoken.values():
            future.cancel()

    # -- sentences -------------------------------------------------------------------------

    def _speak(self, key: str, line: Utterance) -> None:
        def begin() -> Future[Any]:
            speak = self._speech.speak
            self._spoken[key] = self._speakers.submit(in_thread, speak, line.runs, line.voice)
            return self._spoken[key]

        self._tools.schedule.at_once(begin, lambda future: self._heard(key, future))

    def _heard(self, key: str, future: Future[Timed[float]]) -> None:
        """A sentence was spoken, or the voice failed, or it was called off."""
        self._settled += 1
        try:
            if not future.cancelled():
                spoken = future.result()
                self._tools.timings.made(SENTENCES, spoken)
                self._good += 1
                self._note(key, spoken.value)
        except SpeechError as error:
            if not self._stopped:
                self._fault = error, self._lines[key]
                self.stop()
        if self._fault and self._settled == len(self._missing):
            fault, line = self._fault
            told = self._told(f"{_named(line)}: {fault.message}")
            told.__cause__ = fault
            self._failed(told)
        if self._stopped:
            return
        self._tools.progress("speak", self._all - len(self._missing) + self._settled, self._all)
        self._go_on(key)
        self._judge()

    def _go_on(self, key: str) -> None:
        """A clip is there: articles that waited for it and for no other are complete."""
        for one in self._waiters.pop(key, ()):
            one.waiting -= 1
            if not one.waiting:
                self._complete(one)

    # -- second takes ----------------------------------------------------------------------

    def _note(self, key: str, seconds: float) -> None:
        line = self._lines[key]
        if takes := self._takes.get(self._speech.name(line.voice)):
            takes.note(key, line.runs, seconds)

    def _note_kept(self) -> None:
        """What the voices said in earlier builds: by it, they are known from the first sentence."""
        kept = dict.fromkeys(key for one in self._open for key in one.kept.plan.clips)
        for key in kept if self._takes and self._missing else ():
            if seconds := self._speech.seconds(key):
                self._note(key, seconds)

    def _complete(self, one: _Open) -> None:
        """An article's sentences are there."""
        if not self._takes or one.judged:
            self._level(one)
        else:
            self._held.append(one)
            self._judge()

    def _judge(self) -> None:
        """Let articles go on that are complete, or have sentences of them spoken once more."""
        over = self._settled == len(self._missing)
        if not (over or all(takes.known for takes in self._takes.values())):
            return
        held, self._held = self._held, []
        for one in held:
            one.judged = True
            fresh = [key for key in dict.fromkeys(one.kept.plan.clips) if key in self._missing]
            for takes in self._takes.values():
                for key, seconds in takes.odd(fresh).items():
                    self._speak_again(key, seconds)
            late = [key for key in fresh if key in self._late]
            for key in late:
                self._waiters[key].append(one)
            one.waiting = len(late)
            if not late:
                self._level(one)

    def _speak_again(self, key: str, seconds: float) -> None:
        self._late.add(key)

        def begin() -> Future[Any]:
            line, speak = self._lines[key], self._speech.speak_again
            self._spoken[key] = self._speakers.submit(
                in_thread, speak, line.runs, seconds, line.voice
            )
            return self._spoken[key]

        def then(future: Future[Timed[float]]) -> None:
            if self._stopped or future.cancelled():
                return
            try:
                self._note(key, future.result().value)
            except SpeechError as error:
                self.stop()
                self._failed(error)
                return
            self._late.discard(key)
            self._go_on(key)

        self._tools.schedule.at_once(begin, then)

    def _told(self, reason: str) -> BulletinError:
        safe = self._all - len(self._missing) + self._good
        message = tr(
            "the voice stopped: {reason}. {safe} of {all} sentences are safe in the cache, and"
            " nothing else was touched",
            reason=reason,
            safe=safe,
            all=self._all,
        )
        hint = tr("run the same command again to go on from there")
        if self._speech.chosen.engine.name != "espeak":
            hint = tr(
                "run the same command again to go on from there, or give --engine espeak to have"
                " the whole issue in that voice"
            )
        return BulletinError(message, hint)

    # -- articles --------------------------------------------------------------------------

    def _level(self, one: _Open) -> None:
        """Put an article together, and bring it to its level."""

        def follow(sound: Sound) -> None:
            if one.times is None:
                self._aac(one, sound)
            else:
                one.final = sound.level
            if one.mp3:
                self._mp3(one, sound)

        one.folder = Path(tempfile.mkdtemp(prefix="bulletin-"))
        self._step(SOON, LEVEL, (_levelled, one.kept, one.folder, one.times), follow)

    def _aac(self, one: _Open, sound: Sound) -> None:
        def follow(made: tuple[list[str], Sound]) -> None:
            keys, final = made
            one.kept.keep(keys, final)
            one.final = final.level
            if one.mp3 and final.level != sound.level:
                self._mp3(one, final)
            self._close(one)

        self._step(NOW, AAC, (stretches.as_aac, sound, one.kept.cache), follow)

    def _mp3(self, one: _Open, sound: Sound) -> None:
        def follow(keys: list[str]) -> None:
            one.encoded[sound.level] = keys
            self._close(one)

        self._step(NOW, MP3, (stretches.as_mp3, sound, one.kept.cache), follow)

    def _close(self, one: _Open) -> None:
        """Be done with an article, if it is all there."""
        if one.final is None or (one.mp3 and one.final not in one.encoded):
            return
        if one.mp3:
            one.kept.keep_mp3(one.encoded.pop(one.final))
            one.encoded.clear()
        if one.folder:
            shutil.rmtree(one.folder, ignore_errors=True)
        self._left -= 1
        self._tools.progress("encode", self._articles - self._left, self._articles)
        if not self._left:
            self._finished()

    def _step(
        self, rank: int, stage: str, work: tuple[Any, ...], follow: Callable[[Any], None]
    ) -> None:
        """A step of an article: what it gives is handed on, what it costs is noted."""

        def begin() -> Future[Any] | None:
            return None if self._stopped else self._encoders.submit(in_thread, *work)

        def then(future: Future[Timed[Any]]) -> None:
            if self._stopped:
                return
            try:
                done = future.result()
            except SpeechError as error:
                self.stop()
                self._failed(error)
                return
            self._tools.timings.made(stage, done)
            follow(done.value)

        self._tools.schedule.add(begin, then, rank)


def _levelled(kept: Kept, folder: Path, times: Times | None) -> Sound:
    """An article's sound at its level, which is known if `times` are."""
    sound = kept.plan.perform(kept.cache, folder)
    return mastering.levelled(sound) if times is None else sound.at(times.level)


def _named(line: Utterance) -> str:
    """Where a sentence stands, and how it begins."""
    place, text = line.span, shortened(line.written, WORDS_SHOWN)
    return f"{place.file}:{place.line}, “{text}”"
