"""Who reads an issue aloud in a build: its voice, its articles, and where the files go.

In: a composed issue, how it is to be spoken, the editions that use it. Out: a narration whose
tracks lie where the release will have them; what belongs to no release lies beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.building.voices import for_second
from bulletin.cache import Cache
from bulletin.check.switches import is_off
from bulletin.composition import ANNOUNCEMENT, Composition
from bulletin.diagnostics import BulletinError, Finding, FindingsError
from bulletin.document import Article
from bulletin.editions.base import ANNOUNCED, ARTICLES, MP3, Edition, hears
from bulletin.languages import words_for
from bulletin.machine.schedule import Schedule
from bulletin.machine.timings import Timings
from bulletin.narration import transcript
from bulletin.narration.engines.base import Setting
from bulletin.narration.engines.choose import AUTO, Chosen, by_engine, choose
from bulletin.narration.engines.recorded import RECORDED
from bulletin.narration.engines.second import second_of
from bulletin.narration.model import Narration, VoiceUsed
from bulletin.narration.progress import NarrationProgress, Notice
from bulletin.narration.script.article import reader_of
from bulletin.narration.voices.drift import Decision, drifted
from bulletin.source.issue import Issue
from bulletin.source.settings.models import Voice
from bulletin.source.settings.second_voice import SECOND

if TYPE_CHECKING:
    from bulletin.narration.narrate import Narrating


@dataclass(frozen=True)
class Speaker:
    """The voice as it is set, and the engine that will be it."""

    voice: Voice
    chosen: Chosen
    others: Mapping[str, Chosen] = field(default_factory=dict)


def speaker_of(
    issue: Issue, engine: str | None, voices: Path, jobs: int, secrets: Mapping[str, str]
) -> Speaker | None:
    """Who speaks an issue, with another `engine` than is set if one is named; None: nobody.

    Raises `BulletinError` if nothing can speak it.
    """
    voice = issue.publication.voice
    if voice is None:
        return None
    voice = by_engine(voice, engine)
    language = issue.publication.language
    setting = Setting(language, voice, voices, jobs=jobs, secrets=secrets)
    chosen = choose(setting)
    second = second_of(setting, chosen)
    return Speaker(voice, chosen, {SECOND: second} if second else {})


def as_asked(issue: Issue, engine: str | None, *, audio: bool, single_audio: bool) -> Issue:
    """An issue with the settings that who builds it changes."""
    changed: dict[str, object] = {} if audio else {"voice": None}
    if single_audio:
        changed["single"] = issue.publication.single.model_copy(update={"audio": True})
    voice = issue.publication.voice
    if audio and engine and voice and RECORDED in {engine, voice.engine}:
        # The imprint says whether people read it or a machine does.
        changed["voice"] = voice.model_copy(update={"engine": engine})
    if changed:
        return replace(issue, publication=issue.publication.model_copy(update=changed))
    return issue


def credit_of(issue: Issue, engine: str | None, voices: Path, secrets: Mapping[str, str]) -> str:
    """How the imprint names the voices: as it is set, else as the engines say; "" for nobody.

    Asks no network, so that it is the same whatever is built, and for `auto` only a natural
    voice of this machine is named.
    """
    voice = issue.publication.voice
    if voice is None:
        return ""
    voice = by_engine(voice, engine)
    if voice.credit:
        return voice.credit
    setting = Setting(issue.publication.language, voice, voices, patience=0, secrets=secrets)
    try:
        chosen = choose(setting)
        speaking = (chosen, second_of(setting, chosen))
        named = dict.fromkeys(one.available.credit for one in speaking if one)
        return "; ".join(filter(None, named))
    except BulletinError:
        return ""  # whoever wants the voice is told


def voice_findings(
    speaker: Speaker, issue: Issue, before: Sequence[VoiceUsed], *, unattended: bool
) -> list[Finding]:
    """What is to be said of who speaks: see `drift.drifted`. Raises `FindingsError` for errors."""
    second = speaker.others.get(SECOND) if next(for_second(issue), None) else None
    decided = Decision(
        speaker.chosen, speaker.voice.engine == AUTO, issue.publication.language, second
    )
    place = issue.place("publication.voice.engine")
    found = [f for f in drifted(decided, before, place) if not is_off(f, issue.switches)]
    if unattended and decided.by_auto:
        found = [finding.as_error() for finding in found]
    if any(finding.is_error for finding in found):
        raise FindingsError(found)
    return found


def wanted_as_mp3(composition: Composition, chosen: Iterable[Edition]) -> frozenset[str]:
    """The slugs of what some edition uses as MP3."""
    heard = [hears(edition) for edition in chosen]
    found = {part.slug for part in composition.parts if any({ARTICLES, MP3} <= h for h in heard)}
    if any({ANNOUNCED, MP3} <= h for h in heard):
        found.add(ANNOUNCEMENT)
    return frozenset(found)


@dataclass
class IssueNarrator:
    """Speaks every part of an issue, the announcement and the loudspeaker's items, in one voice.

    The parts' files, with their transcripts, go below `made`, where they lie in the release;
    MP3 frames and the announcement's sound lie beside it.
    """

    composition: Composition
    speaker: Speaker
    items: Sequence[Article]
    made: Path
    cache: Cache
    jobs: int
    mp3: frozenset[str]
    progress: NarrationProgress
    timings: Timings
    notice: Notice
    _narrating: Narrating | None = None

    def begin(
        self,
        schedule: Schedule,
        stack: ExitStack,
        made: Callable[[Narration], None],
        failed: Callable[[BulletinError], None],
    ) -> None:
        """Begin to speak: `made` is told of the narration, or `failed` of why there is none."""
        # Loads what works on sound, while the pages are set in a process of their own.
        from bulletin.narration.narrate import Narrating, NarrationOrder  # noqa: PLC0415, heavy

        composition, issue = self.composition, self.composition.issue
        with self.timings.measured("script"):
            self._narrating = Narrating(
                (*composition.parts, composition.announcement, *self.items),
                self.made.with_name("narration"),
                NarrationOrder(
                    chosen=self.speaker.chosen,
                    voice=self.speaker.voice,
                    reader=reader_of(issue),
                    words=words_for(issue.publication.language),
                    cache=self.cache,
                    tags={
                        "album": composition.title,
                        "artist": issue.publication.publisher.name,
                        "date": str(issue.settings.date.year),
                    },
                    jobs=self.jobs,
                    progress=self.progress,
                    notice=self.notice,
                    mp3=self.mp3,
                    timings=self.timings,
                    folder=issue.folder,
                    others=self.speaker.others,
                ),
                lambda narration: made(self._placed(narration)),
                failed,
            )
        self._narrating.begin(schedule, stack)

    def stop(self) -> None:
        """Begin nothing more of it."""
        if self._narrating:
            self._narrating.stop()

    def _placed(self, narration: Narration) -> Narration:
        """The narration with the parts' files in their places."""
        apart = {ANNOUNCEMENT, *(item.slug for item in self.items)}
        folder = self.made / "audio"
        folder.mkdir(parents=True)
        tracks = []
        for track in narration.tracks:
            if track.slug not in apart:
                file = track.file.rename(folder / track.file.name)
                text = transcript.webvtt(track, self.composition.issue.publication.language)
                file.with_suffix(".vtt").write_text(text, encoding="utf-8")
                tracks.append(replace(track, file=file))
        announcement = narration.track_of(ANNOUNCEMENT)
        items = tuple(filter(None, (narration.track_of(item.slug) for item in self.items)))
        return replace(narration, tracks=tuple(tracks), announcement=announcement, items=items)
