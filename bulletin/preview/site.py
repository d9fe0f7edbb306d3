"""The pages of the preview, made anew whenever a text is saved.

In: the publication's folder as it lies there. Out: a fresh folder with the web edition, and on
the desk's board all that was found. Pages are made in this process, which has everything loaded
already, and without a voice; when that fails, the last pages stay.
"""

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.building.narrator import Speaker, speaker_of
from bulletin.building.order import Order
from bulletin.building.pieces import content_digest
from bulletin.building.preflight import examined
from bulletin.cache import key_of, once
from bulletin.composition import Composition, compose
from bulletin.diagnostics import BulletinError, Finding, FindingsError
from bulletin.document import Recording
from bulletin.editions.base import Job
from bulletin.editions.web import WebEdition
from bulletin.languages import language_of, words_for
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.hearing import Hearing, Hearings, Seconds, unmeasured, worth_hearing
from bulletin.narration.model import Script
from bulletin.narration.recorded.parts import RecordedPart, recorded_parts
from bulletin.narration.script.article import reader_of, scripts_of
from bulletin.narration.speech import Speech, clip_of
from bulletin.preview.board import AsError, Switchboard
from bulletin.preview.placing import placed
from bulletin.reading import Run
from bulletin.source.issue import Issue
from bulletin.source.settings.models import Voice

_KEPT = 2
"""How many sites stay: browsers may be in the middle of the one before."""


@dataclass
class Sites:
    """Makes one site after the other below `folder`."""

    order: Order
    folder: Path
    desk: Switchboard
    told: AsError
    _count: int = 0
    _content: str = ""
    _found: tuple[Finding, ...] = ()
    _issue: Issue | None = None
    _lengths: dict[str, float] = field(default_factory=dict)
    _speakers: dict[tuple[str, str], Speaker | BulletinError | None] = field(default_factory=dict)

    def make(self) -> None:
        """The pages of what lies there now; whatever goes wrong is put on the board."""
        self.desk.tell(building=True)
        findings: tuple[Finding, ...] = ()
        issue: Issue | None = None
        try:
            issue, findings = examined(self.order.root, self.order.issue_id)
            if issue is None or any(finding.is_error for finding in findings):
                raise FindingsError(findings)  # noqa: TRY301, one way for all that stops a build
            self._made(issue, findings)
        except Exception as error:  # noqa: BLE001, shown over the last page
            shown = self.told(error)
            if isinstance(error, FindingsError):
                findings = error.findings
            self.desk.tell(
                building=False,
                findings=placed(findings, issue),
                failure=shown.message,
                hint=shown.hint,
            )

    def measure(self) -> None:
        """What is worth hearing, once more: there is new sound to measure."""
        issue = self._issue
        if issue is not None:
            self._heard(issue)

    def _made(self, issue: Issue, findings: tuple[Finding, ...]) -> None:
        """Pages, if they are others than the last ones, and what is worth hearing in them."""
        silent = replace(issue, publication=issue.publication.model_copy(update={"voice": None}))
        composition = compose(silent)
        content = content_digest(composition)
        if content != self._content:
            self._found = self._site(composition)
            self._content = content
        said = [repr(sorted(issue.lexicon.items())), repr(issue.publication.voice)]
        self.desk.tell(
            building=False,
            page=self._count,
            site=self.folder / f"site-{self._count}",
            text=key_of(content, said),
            findings=placed((*findings, *self._found), issue),
            failure="",
            hint="",
        )
        self._issue = issue
        self._heard(issue)

    def _site(self, composition: Composition) -> tuple[Finding, ...]:
        """One site more; gives what the edition found. The last but one goes."""
        issue = composition.issue
        pages = self.folder / f"site-{self._count + 1}" / issue.id
        nothing = self.folder / "nothing"
        shutil.rmtree(pages, ignore_errors=True)  # what a making left that failed
        for place in (pages, nothing):
            place.mkdir(parents=True, exist_ok=True)
        midnight = dt.datetime.combine(issue.settings.date, dt.time(), dt.UTC)
        with once.kept_in(once.store_in(self.order.cache)):
            found = WebEdition().make(Job(composition, None, nothing, midnight), pages)
        self._count += 1
        shutil.rmtree(self.folder / f"site-{self._count - _KEPT}", ignore_errors=True)
        return tuple(found)

    def _heard(self, issue: Issue) -> None:
        """What is worth hearing of an issue with a voice."""
        if issue.publication.voice is None:
            self.desk.tell(hearings=None, speaker=None, heard=self.desk.board.heard + 1)
            return
        speaker = self._speaker(issue)
        usable = speaker if isinstance(speaker, Speaker) else None
        hearings = self._hearings(issue, usable)
        self.desk.tell(hearings=hearings, speaker=usable, heard=self.desk.board.heard + 1)

    def _speaker(self, issue: Issue) -> Speaker | BulletinError | None:
        """The voices, asked for once: a service may take seconds to say whether it is there."""
        voice = issue.publication.voice or Voice()
        key = (issue.publication.language, voice.model_dump_json())
        if key not in self._speakers:
            order = self.order
            try:
                self._speakers[key] = speaker_of(
                    issue, order.engine, order.voices, 1, order.secrets
                )
            except BulletinError as error:
                self._speakers[key] = error
        return self._speakers[key]

    def _hearings(self, issue: Issue, speaker: Speaker | None) -> Hearings:
        """What is worth hearing; sentences that were spoken before are measured."""
        voice = issue.publication.voice
        words = words_for(issue.publication.language)
        notes = voice.footnotes if voice else "end"
        parts = compose(issue).parts
        measured: Seconds = unmeasured
        if speaker:
            measured = self._seconds(Speech(speaker.chosen, self.order.cache, speaker.others))
        found = worth_hearing(
            parts,
            reader_of(issue),
            words,
            notes,
            is_word=language_of(issue.publication.language).dots().is_word,
            seconds=measured,
        )
        if not any(part.recording for part in parts):
            return found
        scripts = scripts_of(parts, reader_of(issue), words, notes)
        read = {
            part.slug: _read(script, part.recording, issue.folder)
            for part, script in zip(parts, scripts, strict=True)
            if part.recording
        }
        worth = (_as_read(one, read) for one in found.worth)
        return replace(found, worth=tuple(one for one in worth if one.doubts))

    def _seconds(self, speech: Speech) -> Seconds:
        """How long what was spoken before takes; each clip is looked at once."""

        def seconds(runs: Sequence[Run], voice: str) -> float | None:
            key = speech.key(runs, voice)
            if key not in self._lengths and speech.has(key):
                self._lengths[key] = clip_of(speech.cache, key).duration
            return self._lengths.get(key)

        return seconds


def _read(script: Script, recording: Recording, folder: Path) -> Sequence[RecordedPart]:
    """How a person reads an article; nothing where nobody can tell, of which there is a finding."""
    try:
        return recorded_parts(script, recording, folder)
    except (OSError, SpeechError):
        return ()


def _as_read(one: Hearing, read: Mapping[str, Sequence[RecordedPart]]) -> Hearing:
    """A sentence with the part of the recording in which it is read, and at no machine's pace."""
    parts = read.get(one.slug, ())
    if one.slug not in read:
        return one
    return replace(one, read=parts[one.number] if parts else None, pace=None)
