"""A person's reading as an article's sound: a script and its recording in, a plan out.

In: the script of an article, and its `Recording`: one file for all of it, or a file for each
sentence. Out: a `RecordedPlan`, which is a performance like that of an engine: one rate, one
channel, the same silence at both ends, and where each sentence lies in it.

Of one file all pauses stay as the person made them. Files of single sentences are cut to their
speech and get the pauses that an engine's have.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from bulletin.cache import Cache
from bulletin.cache.once import digest_of_source
from bulletin.document import Recording
from bulletin.messages import tr
from bulletin.narration import encoding
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.mastering import Levelling, Sound, TrackPlan, roughly, silence_after
from bulletin.narration.model import Script, Utterance
from bulletin.narration.recorded import alignment
from bulletin.narration.recorded.alignment import Expected, Found, Window, aligned
from bulletin.narration.recorded.decoding import TakeError, samples
from bulletin.narration.recorded.marks import marks_in
from bulletin.narration.recorded.pauses import SpeechHeard, spoken_in
from bulletin.narration.recorded.takes import FRAME, Take, take_of
from bulletin.narration.sound.editing import faded
from bulletin.narration.sound.loudness import SILENCE
from bulletin.narration.speech import clip_of
from bulletin.narration.syllables import syllables
from bulletin.reading import Run, spoken_text

_ENDS = 0.02
"""Seconds at either end of a stretch that are looked at to fade it."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts in which there are spaces between clauses only: Thai, Lao, Burmese, Khmer."""
_COMMAS = re.compile(rf"[,;:–—.!?…]+(?=\s)|(?<=[{_UNSPACED}])\s+(?=[{_UNSPACED}])|[、，]")
_BY_HAND = 0.05
"""Seconds by which a mark may come too late."""

RATE = 24_000
"""Samples a second, where no engine speaks beside the person."""


@dataclass(frozen=True)
class RecordedPlan(TrackPlan):
    """What an article's sound is made of: stretches of files, in seconds, and pauses.

    `spans` are those of the sentences: all in the one file, or each in a file of its own with
    its gap after it. `whole` is what is heard of the one file, where nobody set marks: what is not
    in the text (music, a greeting) is heard too. `offsets` are how far off zero each file lies.
    `clips` has only the one whose rate this one takes, if there is one.
    """

    files: tuple[Path, ...] = ()
    digests: tuple[str, ...] = ()
    offsets: tuple[float, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    whole: tuple[float, float] | None = None

    @property
    def _samples(self) -> tuple[object, ...]:
        return (
            *super()._samples,
            "recorded",
            alignment.VERSION,
            self.digests,
            self.spans,
            self.whole,
        )

    def perform(self, cache: Cache, folder: Path) -> Sound:
        """The sound, and where each sentence lies in it. Raises `SpeechError`."""
        profile = self.profile
        beside = clip_of(cache, self.clips[0]).rate if self.clips else RATE
        rate = profile.rate or encoding.nearest_rate(beside)
        sound = Sound(folder, rate, 0, (), SILENCE, Levelling(0.0, profile.ceiling), profile)
        lead = max(encoding.FRAME, round(profile.lead * rate))
        at, spans, copied = lead, list[tuple[int, int]](), list[tuple[int, int]]()
        with sound.raw.open("wb") as stream:
            stream.write(bytes(2 * lead))
            for number, (file, first, last) in enumerate(self._stretches(rate)):
                if number:
                    gap = round(self.gaps[number - 1] * rate)
                    stream.write(bytes(2 * gap))
                    at += gap
                spans += ((at + a - first, at + b - first) for a, b in self._in(number, rate))
                offset = self.offsets[number] if self.offsets else 0.0
                copied.append((at, at + _copy(stream, file, rate, (first, last), offset)))
                at = copied[-1][1]
            tail = silence_after(at, round(self.gaps[-1] * rate))
            stream.write(bytes(2 * tail))
        spans = [(min(start, at), min(end, at)) for start, end in spans]
        _smooth(sound.raw, rate, copied)
        loudness = roughly(sound.raw, rate, profile)
        return replace(sound, length=at + tail, spans=tuple(spans), loudness=loudness)

    def _stretches(self, rate: int) -> list[tuple[Path, int, int]]:
        """What is taken of each file, in samples."""
        if len(self.files) == 1:
            first, last = self.spans[0][0], max(end for _, end in self.spans)
            if self.whole:
                first, last = min(first, self.whole[0]), max(last, self.whole[1])
            return [(self.files[0], round(first * rate), round(last * rate))]
        pairs = zip(self.files, self.spans, strict=True)
        return [(file, round(start * rate), round(end * rate)) for file, (start, end) in pairs]

    def _in(self, number: int, rate: int) -> list[tuple[int, int]]:
        """The sentences in a file, in its samples."""
        spans = self.spans if len(self.files) == 1 else self.spans[number : number + 1]
        return [(round(start * rate), round(end * rate)) for start, end in spans]


def _copy(stream: BinaryIO, file: Path, rate: int, stretch: tuple[int, int], offset: float) -> int:
    """Write the samples of a stretch, brought back to zero; gives how many there were."""
    (first, last), off = stretch, round(offset * 32768)
    done = written = 0
    try:
        for piece in samples(file, rate):
            wanted = piece[max(0, first - done) : max(0, last - done)]
            centred = np.clip(wanted.astype(np.int32) - off, -32768, 32767) if off else wanted
            stream.write(centred.astype("<i2").tobytes())
            written += len(wanted)
            done += len(piece)
            if done >= last:
                break
    except TakeError as error:
        raise unheard(file, error) from error
    return written


def _smooth(raw: Path, rate: int, copied: Sequence[tuple[int, int]]) -> None:
    """Fade the ends of what was copied."""
    heard = np.memmap(raw, "<i2", "r+")
    width = round(rate * _ENDS)
    for start, end in copied:
        middle = (start + end) // 2
        left, right = slice(start, min(start + width, middle)), slice(max(end - width, middle), end)
        heard[left] = faded(heard[start:end][: 2 * width], rate)[: left.stop - left.start]
        heard[right] = faded(heard[start:end][-2 * width :], rate)[len(heard[right]) * -1 :]
    heard.flush()


# -- where each sentence lies --------------------------------------------------------------


def recorded(script: Script, recording: Recording, folder: Path, joined: TrackPlan) -> RecordedPlan:
    """The plan of a reading. `folder` is the issue's; `joined` has pauses, profile and `like`.

    Raises `SpeechError` where the recording is not one of the script; `faults` says so before.
    """
    files = tuple(folder / name for name in recording.files)
    marks = folder / recording.marks if recording.marks else None
    found = found_of(script, files, marks)
    alone = spoken_in(take_of(files[0])) if len(files) == 1 and not marks else None
    return RecordedPlan(
        clips=(joined.like,) if joined.like else (),
        gaps=joined.gaps,
        like=joined.like,
        profile=joined.profile,
        files=files,
        digests=tuple(digest_of_source(file) for file in files),
        offsets=tuple(take_of(file).offset for file in files),
        spans=tuple((one.start, one.end) for one in found),
        whole=alone.seconds(alone.start, alone.end) if alone else None,
    )


def found_of(script: Script, files: Sequence[Path], marks: Path | None) -> tuple[Found, ...]:
    """When each utterance is read. Raises `SpeechError` where that is not to be found."""
    takes = []
    for file in files:
        try:
            takes.append(take_of(file))
        except TakeError as error:
            raise unheard(file, error) from error
    found = marked(takes[0], marks, script) if marks else found_in(script, takes)
    if len(found) != len(script.utterances):
        message = tr(
            "{name} was recorded in another number of sentences than it has", name=script.slug
        )
        raise SpeechError(message, tr("see which: bulletin check"))
    return found


def found_in(
    script: Script, takes: Sequence[Take], windows: Sequence[Window] = ()
) -> tuple[Found, ...]:
    """When each sentence is read: in the one recording, or each in its own.

    Nothing, where nobody speaks. `windows` are where sentences end in the one recording.
    """
    heard = [spoken_in(take) for take in takes]
    speech = [one for one in heard if one]
    if len(speech) < len(heard):
        return ()
    sentences = expected(script)
    if len(speech) == 1:
        return aligned(speech[0], sentences, windows)
    return _each(speech, sentences)


def expected(script: Script) -> list[Expected]:
    """What is to be found in the recording of a script."""
    return [
        Expected(_clauses(spoken_text(u.runs)), u.pause, share_on_page(u))
        for u in script.utterances
    ]


def as_read(script: Script, sentences: Sequence[Expected]) -> Script:
    """The script without what was left out, where `sentences` are those that were found."""
    lines = []
    for line, said, found in zip(script.utterances, expected(script), sentences, strict=True):
        left_out = len(said.clauses) - len(found.clauses)
        if left_out:
            behind = _behind(spoken_text(line.runs), left_out) if found.clauses else ""
            line = replace(line, runs=(Run(behind),))  # noqa: PLW2901, the same line with less
        lines.append(line)
    return replace(script, utterances=tuple(lines))


def read_in_any_way(script: Script) -> list[Script]:
    """The script as it stands, and where a machine says more than people read, without that."""
    return [as_read(script, way) for way in alignment.ways_to_read(expected(script))]


def _behind(text: str, clauses: int) -> str:
    """What stands behind so many clauses of a text."""
    ends = [found.end() for found in _COMMAS.finditer(text)]
    said = [at for at in ends if syllables(text[:at])]
    return text[said[clauses - 1] :].strip() if len(said) >= clauses else text


def share_on_page(line: Utterance) -> float:
    """How much of what is said people read at least.

    A person may leave out the section's name before a title, and people who talk say no names first.
    """
    if line.speaker and line.written.strip(" .:") == line.speaker:
        return 0.0
    if not line.caption:
        return 1.0
    return min(1.0, max(1, syllables(line.written)) / max(1, syllables(line.caption)))


def _clauses(text: str) -> tuple[int, ...]:
    """The syllables between the places in a sentence where a reader may pause."""
    counted = [syllables(clause) for clause in _COMMAS.split(text)]
    return tuple(filter(None, counted)) or (0,)


def _each(speech: Sequence[SpeechHeard], sentences: Sequence[Expected]) -> tuple[Found, ...]:
    """Sentences in files of their own, with their pace against that of all."""
    voiced = [float(one.voiced[one.end] - one.voiced[one.start]) for one in speech]
    pace = sum(voiced) / sum(one.weight for one in sentences) if sentences else 1.0
    return tuple(
        Found(*one.seconds(one.start, one.end), frames / (pace * sentence.weight))
        for one, frames, sentence in zip(speech, voiced, sentences, strict=False)
    )


def marked(take: Take, file: Path, script: Script) -> tuple[Found, ...]:
    """When each sentence of a script is read, as a person marked it.

    A mark without a length lasts to the next one, or to the end of the speech before it. The names of
    those who talk may have none.
    """
    marks = marks_in(file, len(script.utterances)).marks
    starts = [mark.start for mark in marks]
    spoken = None if all(mark.end is not None for mark in marks) else spoken_in(take)
    ends = [*starts[1:], take.seconds]
    found = [
        Found(mark.start, mark.end or _speech_ends(spoken, mark.start, following), 1.0)
        for mark, following in zip(marks, ends, strict=True)
    ]
    names = [not share_on_page(line) for line in script.utterances]
    if len(found) == names.count(False):  # else each name is marked as well
        for at in (at for at, is_name in enumerate(names) if is_name):
            start = found[min(at, len(found) - 1)].start
            found.insert(at, Found(start, start, 1.0))
    return tuple(found)


def without_names(script: Script) -> Script:
    """A script in which those who talk are not named."""
    lines = [
        line if share_on_page(line) else replace(line, runs=(Run(""),))
        for line in script.utterances
    ]
    return replace(script, utterances=tuple(lines))


def paced(
    found: Sequence[Found], spoken: SpeechHeard, sentences: Sequence[Expected]
) -> tuple[Found, ...]:
    """Sentences that a person marked, with their pace as it is heard there."""
    frames = spoken.spoken_within([(one.start, one.end) for one in found])
    paces = frames / np.array([one.weight for one in sentences])
    usual = float(np.median(paces)) or 1.0
    return tuple(replace(one, pace=float(p) / usual) for one, p in zip(found, paces, strict=True))


def _speech_ends(spoken: SpeechHeard | None, start: float, following: float) -> float:
    """The end of the speech in a stretch that may end in a pause."""
    if spoken is None:
        return following
    before = int(np.searchsorted(spoken.pauses[:, 0], round(following / FRAME))) - 1
    begin = int(spoken.pauses[before, 0]) if before >= 0 else -1
    within = before >= 0 and spoken.pauses[before, 1] * FRAME >= following - _BY_HAND
    if following >= spoken.end * FRAME:
        begin, within = spoken.end, True
    end = spoken.seconds(begin, begin)[1]
    return end if within and start < end < following else following


def unheard(file: Path, error: Exception) -> SpeechError:
    """What is said of a recording that cannot be read."""
    message = tr(
        "the recording {name} cannot be used: {error}", name=file.name, error=error.args[0]
    )
    return SpeechError(message, tr("export it again from the program that made it"))
