"""The spoken issue: articles in, `Narration` out.

In: composed articles, the chosen voice, the cache. Out: a track an article, below a folder,
with exact times. Each sentence is spoken alone and kept at once; each article is put together
and encoded as soon as its sentences are there; what is in the cache already is not made again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.cache import Cache, replace_file
from bulletin.codes import PROFILE_MISSED
from bulletin.diagnostics import BulletinError, Finding, Span
from bulletin.document import Article
from bulletin.languages import Words
from bulletin.machine.processes import threads
from bulletin.machine.schedule import Schedule
from bulletin.machine.timings import Timings
from bulletin.messages import tr
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.engines.recorded import RECORDED
from bulletin.narration.engines.second import named_second
from bulletin.narration.heard_sentences import (
    SaidSentence,
    broken_sentences,
    heard_sentences,
    same_for_different,
)
from bulletin.narration.kept import Kept, Times
from bulletin.narration.making import Making, Tools
from bulletin.narration.mastering import TrackPlan
from bulletin.narration.model import Cue, Narration, Pause, Script, Track, VoiceUsed
from bulletin.narration.other_voices import other_voices
from bulletin.narration.performing import Performance
from bulletin.narration.progress import NarrationProgress, Notice, unheard, unsaid
from bulletin.narration.script.kept import kept_scripts
from bulletin.narration.sound.profiles import PROFILES, SoundProfile
from bulletin.narration.speech import Speech
from bulletin.narration.takes import odd_sentences
from bulletin.reading import Reader
from bulletin.source.settings.models import Voice

PAUSES: Mapping[Pause, float] = {
    "phrase": 0.2,
    "sentence": 0.4,
    "paragraph": 0.75,
    "heading": 1.0,
    "article": 1.5,
    "thinking": 5.0,
}
"""Seconds of silence after an utterance, at rate 1.0."""

CUT_AT: frozenset[Pause] = frozenset({"paragraph", "heading", "thinking"})
"""Pauses at which an article's sound is cut into stretches."""


@dataclass(frozen=True)
class NarrationOrder:
    """How articles are narrated.

    `tags` go into every file (album, artist, date ...), beside the article's title and place.
    `mp3` are the slugs of articles that are wanted as MP3 as well. `folder` is the issue's, where
    recordings of people lie; `others` are the voices besides the usual one, by their names.
    """

    chosen: Chosen
    voice: Voice
    reader: Reader
    words: Words
    cache: Cache
    tags: Mapping[str, str]
    jobs: int = 1
    progress: NarrationProgress = unheard
    notice: Notice = unsaid
    mp3: frozenset[str] = frozenset()
    timings: Timings = field(default_factory=Timings)
    folder: Path = Path()
    others: Mapping[str, Chosen] = field(default_factory=dict)


class Narrating:
    """The narration of articles, in order, as steps of a schedule: files go to `folder` as `NAME.m4a`.

    Articles without anything to say have no track. `made` is told of the narration, or else `failed`
    of why there is none, and how much of the speech is safe: then nothing is written to `folder`.
    Neither is told of anything once it was stopped.
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
        self._speech = Speech(order.chosen, order.cache, order.others)
        scripts = kept_scripts(articles, order.reader, order.words, order.voice.footnotes)
        heard = [
            (article, script)
            for article, script in zip(articles, scripts, strict=True)
            if script.utterances and (article.recording or order.chosen.engine.name != RECORDED)
        ]
        machine = [script for article, script in heard if not article.recording]
        self._lines = {
            self._speech.key(line.runs, line.voice): line
            for script in machine
            for line in script.utterances
        }
        first = (line for script in machine for line in script.utterances if not line.voice)
        usual = next(first, None)
        self._like = self._speech.key(usual.runs) if usual else ""
        self._profile = PROFILES[order.voice.profile]
        self._pieces = [
            _Piece(article, script, self._performance(article, script)) for article, script in heard
        ]

    def begin(self, schedule: Schedule, stack: ExitStack) -> None:
        """Begin with what the cache has not; helpers end with the stack."""
        order = self._order
        if not self._pieces:
            message = tr("nobody has recorded anything of this issue, so that nothing is heard")
            hint = tr("write recording: into its articles, or take another voice with --engine")
            self._failed(BulletinError(message, hint))
            return
        self._making = Making(
            [(piece.kept(order), piece.script.slug in order.mp3) for piece in self._pieces],
            self._lines,
            self._speech,
            Tools(schedule, order.timings, order.progress),
        )
        at_once = self._making.sentences and min(
            order.chosen.engine.at_once, self._making.sentences
        )
        available = order.chosen.available
        if self._making.sentences and available.usable and available.online:
            message = tr(
                "{count} sentences go over the network to {host}, which speaks them ({engine})",
                count=self._making.sentences,
                host=available.online,
                engine=order.chosen.engine.name,
            )
            order.notice(message)
        speakers = stack.enter_context(threads(at_once))
        encoders = stack.enter_context(threads(order.jobs))
        self._making.begin(speakers, encoders, self._finish, self._failed)

    def stop(self) -> None:
        """Begin nothing more of it: it is not wanted any more."""
        if self._pieces:
            self._making.stop()

    def _performance(self, article: Article, script: Script) -> Performance:
        """How an article is heard: as a person reads it, or sentence by sentence."""
        rate = 1.0 if article.recording else self._order.voice.rate
        gaps = tuple(round(PAUSES[line.pause] / rate, 3) for line in script.utterances)
        plan = TrackPlan((), gaps, self._like, self._profile)
        if article.recording:
            from bulletin.narration.recorded.performance import recorded  # noqa: PLC0415, heavy

            return recorded(script, article.recording, self._order.folder, plan)
        mixed = any(line.voice in self._order.others for line in script.utterances)
        keys = (self._speech.key(line.runs, line.voice) for line in script.utterances)
        inner = enumerate(script.utterances[:-1])
        return replace(
            plan,
            clips=tuple(keys),
            like=self._like if mixed else "",
            breaks=tuple(number for number, line in inner if line.pause in CUT_AT),
        )

    def _used(self) -> VoiceUsed:
        """Who speaks, the other voices with it that say anything."""
        heard = {line.voice for line in self._lines.values()}
        others = [one for name, one in self._order.others.items() if name in heard]
        return replace(self._order.chosen.used, second=named_second(others))

    def _finish(self) -> None:
        with self._order.timings.measured("tracks"):
            tracks = tuple(_track(piece, self._folder, self._order) for piece in self._pieces)
            findings = (*self._odd(tracks), *self._missed())
        people = [piece.article.recording for piece in self._pieces if piece.article.recording]
        self._made(
            Narration(
                self._used(),
                tracks,
                readers=tuple(dict.fromkeys(name for one in people for name in one.by)),
                synthetic=bool(self._lines),
                findings=findings,
            )
        )

    def _odd(self, tracks: Sequence[Track]) -> Iterator[Finding]:
        """What voices may have said wrongly; each is judged by itself, and people by nobody."""
        said = defaultdict[str, list[SaidSentence]](list)
        for piece, track in zip(self._pieces, tracks, strict=True):
            if not piece.article.recording:
                for line, cue in zip(piece.script.utterances, track.cues, strict=True):
                    one = SaidSentence(
                        line, cue.end - cue.start, self._speech.key(line.runs, line.voice)
                    )
                    said[self._speech.name(line.voice)].append(one)
        for name, some in said.items():
            yield from odd_sentences((one.line, one.seconds) for one in some)
            if self._speech.speaker(name).available.varies:
                heard = heard_sentences(some, self._order.cache)
                yield from same_for_different(heard)
                yield from other_voices(heard)
                yield from broken_sentences(heard)

    def _missed(self) -> Iterator[Finding]:
        """What does not hold of its profile, at the recording that it is heard in or its first line."""
        for piece in self._pieces:
            recording, times = piece.article.recording, piece.kept(self._order).known()
            if times is not None:
                place = recording.span if recording else piece.script.utterances[0].span
                yield from missed(times, self._profile, piece.article.name, place)


@dataclass(frozen=True)
class _Piece:
    """An article, its script, and what its sound is made of."""

    article: Article
    script: Script
    plan: Performance

    def kept(self, order: NarrationOrder) -> Kept:
        """What the cache keeps of it; a file's tags name nothing that another article changes."""
        tags = {**order.tags, "title": self.script.title}
        if self.article.number:  # what opens an issue has none, and comes first
            tags["track"] = str(self.article.number)
        return Kept(order.cache, self.plan, tags, order.words("iso639"))


def _track(piece: _Piece, folder: Path, order: NarrationOrder) -> Track:
    """The track of an article that is in the cache, and its files."""
    kept, name = piece.kept(order), piece.article.name
    times = kept.known()
    sound = kept.file(times) if times else None
    frames = kept.mp3() if piece.article.slug in order.mp3 else b""
    if times is None or sound is None or frames is None:
        raise _gone(name)
    folder.mkdir(parents=True, exist_ok=True)
    file, mp3 = folder / f"{name}.m4a", folder / f"{name}.mp3"
    replace_file(file, sound)
    if frames:
        replace_file(mp3, frames)
    cues = tuple(
        Cue(
            fragment=utterance.fragment,
            written=utterance.written,
            start=start / times.rate,
            end=end / times.rate,
            structure=utterance.structure,
            speaker=utterance.speaker,
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


def _gone(name: str) -> BulletinError:
    message = tr("the sound of {name} has gone from the cache", name=name)
    return BulletinError(message, tr("run it again; no two builds should clean one cache"))


def missed(times: Times, profile: SoundProfile, name: str, place: Span) -> Iterator[Finding]:
    """What an article does not hold of its profile. `name` is the article's."""
    if abs(times.reached - profile.level) > profile.promised:
        message = tr(
            "{name} is {found:.1f} dB loud where the profile {profile} has {wanted:.1f} dB",
            name=name,
            found=times.reached,
            profile=profile.name,
            wanted=profile.level,
        )
        yield Finding(PROFILE_MISSED, message, place, _CUT)
    if profile.quietest is not None and times.noise > profile.quietest:
        message = tr(
            "where nobody speaks in {name} there is noise of {found:.0f} dB, and the profile {profile}"
            " has less than {wanted:.0f} dB",
            name=name,
            found=times.noise,
            profile=profile.name,
            wanted=profile.quietest,
        )
        yield Finding(PROFILE_MISSED, message, place, _QUIETER)


_CUT = tr(
    "listen to it: cut long silences and loud noises out of it, or record it again nearer to the"
    " microphone; or take another profile"
)
_QUIETER = tr(
    "record it again in a quieter place, nearer to the microphone; or take another profile"
)
