"""What a reader says twice and the text says once, told at the recording.

In: a script, its recording, and where its sentences are read. Out: findings. Texts say things alike
themselves ("Lúa thường tăng giá, lúa thơm giữ giá"): how a machine reads them tells whether a stretch
can be left out. Measured with readings by a neural voice (Piper) and by espeak, in rooms and codecs: of what
a reader says once more each step is 0.68 to 1.13 too far, in less than a second 0.85 and more; of what
stands in the text at most 0.53, and 0.79 in less than a second in a hall.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bulletin import codes
from bulletin.diagnostics import Finding
from bulletin.messages import tr
from bulletin.narration.recorded.alignment import Found
from bulletin.narration.recorded.judging.exchanged import ReadArticle
from bulletin.narration.recorded.judging.fit import is_clear
from bulletin.narration.recorded.judging.restarts import MAYBE_AGAIN, SURELY_AGAIN, restarts
from bulletin.narration.recorded.judging.sounding import machine_reading
from bulletin.narration.recorded.judging.warping import warped
from bulletin.narration.recorded.pauses import SpeechHeard, voiced_rows
from bulletin.narration.recorded.takes import FRAME, Take
from bulletin.narration.sound.timbre import STEP, Timbre, timbre_of
from bulletin.narration.syllables import syllables
from bulletin.reading import spoken_text

HeardStretch = tuple[float, float]
"""From one second to another."""

_FEWEST_WORDS, _UNEVEN, _ALIKE = 2, 2, 0.3
"""Words of a stretch; by how many the next one may begin sooner or later; which share of them is the
same where they sound alike."""
_SPARED, SURELY_SPARED, _SHORT = 0.66, 0.8, 1.0
"""By how much nearer a recording is to its text without what is too much in it, for each step of that; and
where there are steps of less than a second, which chance makes up sooner."""
_ELSEWHERE, _NEARLY = 7, 0.15
"""At how many places as much is left out to compare, and by how much more that may spare."""
_FAR = 0.61
"""How far off the machine's a reading may be without it: of hoarse and breathing voices all is far off, and
whatever is left out of them spares something (measured with 15 voices of eSpeak NG and 8 texts that
repeat themselves: of 171 stretches in good readings 6 were told, so none is; of 62 restarts 56 are)."""
_WORDS = 0.3
"""Seconds at least on either side of a sentence's end that is within: nobody goes back behind one."""
_MOST = 5
"""Findings that are told of one article."""


def read_twice(
    own: ReadArticle,
    take: Take,
    spoken: SpeechHeard,
    found: Sequence[Found],
    more: Sequence[HeardStretch],
) -> Iterator[Finding]:
    """What is read twice, unless that is in the text, or is known to be `more` than it."""
    recording = own.article.recording
    if recording is None or not is_clear(spoken):
        return
    judge, told = SoundJudge(own, take, spoken, found), list[HeardStretch]()
    for start, end in restarts(take, spoken, MAYBE_AGAIN if judge.has_read else SURELY_AGAIN):
        again = 2 * end - start
        is_known = any(first < again and start < last for first, last in more)
        is_known |= any(start < last for _, last in told)
        if is_known or not judge.is_too_much(start, end, told):
            continue
        told.append((start, end))
        if len(told) > _MOST:
            return
        message = tr(
            "what is read in {name} from {start:.1f} s to {end:.1f} s is read once more right"
            " behind it",
            name=recording.files[0],
            start=start,
            end=end,
        )
        hint = tr("listen there: cut the first of the two out, or record it again")
        yield Finding(codes.MORE_RECORDED, message, recording.span, hint)


@dataclass(frozen=True)
class SoundJudge:
    """A text and its recording, by which is told what is too much in that."""

    own: ReadArticle
    take: Take
    spoken: SpeechHeard
    found: Sequence[Found]

    @property
    def has_read(self) -> bool:
        """Whether a machine has read the text, and can tell."""
        return any(map(len, self._machine))

    def is_too_much(self, start: float, end: float, others: Sequence[HeardStretch]) -> bool:
        """Whether a stretch, which sounds like what is behind it, is not in the text, as `others` are."""
        again = 2 * end - start
        first, last = self._near(start, again)
        repeats = _repeats_itself(
            " ".join(self._texts[first:last]), round((end - start) / self._pace)
        )
        if self.has_read_of(start, again):
            least = SURELY_SPARED if repeats else 0.0
            return self.spared((start, end), (start, again), others) > least
        is_sentence = any(start + _WORDS < one.end < end - _WORDS for one in self.found)
        return not is_sentence and not repeats

    def has_read_of(self, start: float, end: float) -> bool:
        """Whether a machine has read what is heard from one second to another."""
        first, last = self._near(start, end)
        return any(map(len, self._machine[first:last]))

    def spared(
        self, stretch: HeardStretch, around: HeardStretch, others: Sequence[HeardStretch] = ()
    ) -> float:
        """By how much nearer the text it is without a stretch, for each step; 0 if not much.

        A machine `has_read_of` it. Held against the text are the sentences `around`.
        """
        first, last = self._near(*around)
        found, (start, end) = self.found[first:last], stretch
        bounds = (min(start, found[0].start), start, end, max(around[1], found[-1].end))
        return self._spared(np.concatenate(self._machine[first:last]), bounds, others)

    def _near(self, start: float, end: float) -> tuple[int, int]:
        """The sentences from one second to another, and one beside them."""
        near = [at for at, one in enumerate(self.found) if one.start < end and start < one.end]
        return max(0, min(near, default=0) - 1), max(near, default=0) + 2

    def _spared(
        self, read: Timbre, bounds: tuple[float, ...], others: Sequence[HeardStretch]
    ) -> float:
        """By how much nearer what is heard is without the middle of it, for each step of that.

        Nothing, where that is little, or it is nearer still without as much elsewhere: that is what is
        wrong there; nor where it is far off without it, too.
        """
        rows, timbre = self._heard
        for first, end in others:
            left = (rows < first / STEP) | (rows >= end / STEP)
            rows, timbre = rows[left], timbre[left]
        begin, start, stop, last = np.searchsorted(rows, np.array(bounds) / STEP)
        whole, length = timbre[begin:last], int(stop - start)
        if not 0 < length < len(whole):
            return 0.0
        here, still = self._without(whole, read, [int(start - begin)], length)[0]
        least = _SPARED if length * STEP >= _SHORT else SURELY_SPARED
        if here <= least or still > _FAR:
            return 0.0
        places = np.linspace(0, len(whole) - length, _ELSEWHERE, dtype=int).tolist()
        elsewhere = (one for one, _ in self._without(whole, read, places, length))
        return here if here > max(elsewhere) - _NEARLY else 0.0

    @staticmethod
    def _without(
        whole: Timbre, read: Timbre, places: Sequence[int], length: int
    ) -> list[tuple[float, float]]:
        """By how much nearer it is for each step that is left out at each place, and how far then."""
        ways = [whole, *(np.delete(whole, slice(at, at + length), axis=0) for at in places)]
        far = warped([(way, read) for way in ways])
        sums = [one * (len(way) + len(read)) for one, way in zip(far, ways, strict=True)]
        spared = ((sums[0] - one) / length for one in sums[1:])
        return list(zip(spared, far[1:], strict=True))

    @cached_property
    def _heard(self) -> tuple[NDArray[np.intp], Timbre]:
        rows = voiced_rows(self.take, self.spoken)
        return rows, timbre_of(self.take.bands[rows])

    @cached_property
    def _machine(self) -> Sequence[Timbre]:
        """The text line by line as a machine reads it; nothing, where none speaks the language."""
        return machine_reading(self.own.script, self.own.language) if self.own.language else []

    @cached_property
    def _texts(self) -> Sequence[str]:
        return [spoken_text(line.runs) for line in self.own.script.utterances]

    @cached_property
    def _pace(self) -> float:
        """The seconds that a syllable takes."""
        count = sum(map(syllables, self._texts))
        return max(1, int(self.spoken.voiced[-1])) * FRAME / max(1, count)


def _repeats_itself(text: str, said: int) -> bool:
    """Whether stretches of a text that follow each other, as long as what is said, are much alike.

    "Lúa thường tăng giá, lúa thơm giữ giá": so many words stand at the same places in both.
    """
    words = text.casefold().split()
    size = max(_FEWEST_WORDS, said)
    for shift in range(max(1, size - _UNEVEN), size + _UNEVEN + 1):
        same = [one == other for one, other in zip(words, words[shift:], strict=False)]
        counts = (sum(same[at : at + size]) for at in range(max(1, len(same) - size + 1)))
        if max(counts, default=0) >= max(_FEWEST_WORDS, _ALIKE * size):
            return True
    return False
