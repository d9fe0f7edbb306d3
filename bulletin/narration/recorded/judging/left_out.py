"""The one sentence of a text that nobody reads, told by how the recording sounds without it.

In: a recording and the script that it should be of. Out: the sentence's place and the second at which
it is missing. Lengths alone mostly name another one: five sentences out of six have a neighbour of
about their length, which lies as well where the next one is read.

Measured with 8 texts that 5 voices of eSpeak NG read without one sentence each: where the machine
follows the voice 156 of 156 are told, and by lengths 74; of 5 English texts by a neural voice (Piper)
23 of 25, and of articles of two or three minutes 15 of 18. Of 48 that are whole none is told: with any sentence taken away they are 0.007 farther.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bulletin.cache import digest_of, once
from bulletin.narration.recorded.alignment import Found
from bulletin.narration.recorded.judging.exchanged import ReadArticle
from bulletin.narration.recorded.judging.fit import UNREAD, is_clear
from bulletin.narration.recorded.judging.sounding import ALIKE, LONGEST, machine_reading
from bulletin.narration.recorded.judging.warping import without_each
from bulletin.narration.recorded.pauses import SpeechHeard, voiced_rows
from bulletin.narration.recorded.performance import read_in_any_way
from bulletin.narration.recorded.takes import Take
from bulletin.narration.sound.timbre import STEP, Timbre, timbre_of

_NEARER, _SURELY = 0.003, 0.01
"""By how much nearer a recording is to the text without a sentence, where something else speaks against
it as well, and where nothing does."""
_AROUND = 8
"""Sentences on either side of a suspect that are looked at with it, where all would take too long."""
_FEWEST = 3
"""Sentences without which one more or less is the whole."""


@dataclass(frozen=True, slots=True)
class GoneSentence:
    """A sentence that nobody reads, by its place in the text, and the second at which it is missing.

    `instead_of` are those that seemed to be read oddly because it is.
    """

    place: int
    second: float
    instead_of: tuple[int, ...] = ()


def left_out(
    own: ReadArticle,
    take: Take,
    spoken: SpeechHeard,
    found: Sequence[Found],
    suspects: Sequence[int] | None,
) -> Iterator[GoneSentence]:
    """The sentence that is left out; of long recordings one around each place of a suspect.

    `suspects` are places of sentences that do not fit where they were `found`, if anything at all speaks
    against the recording.
    """
    rows = voiced_rows(take, spoken)
    if not (own.language and len(rows) and is_clear(spoken)):
        return
    short = len(rows) <= LONGEST
    if short and sum(one.pace < UNREAD for one in found) > 1:
        return
    apart = np.flatnonzero(np.diff(suspects or ()) > _AROUND) + 1
    groups = [suspects or ()] if short else np.split(np.array(suspects or (), int), apart)
    for group in (tuple(map(int, one)) for one in groups if short or len(one)):
        near, here = range(len(found)), rows
        if not short:
            near = near[max(0, group[0] - _AROUND) : group[-1] + _AROUND + 1]
            first, last = found[near[0]].start / STEP, found[near[-1]].end / STEP
            here = rows[(rows >= first) & (rows < last)]
        surely = _SURELY if suspects is None else _NEARER
        if gone := _without(own, take, here, near, surely):
            yield GoneSentence(*gone, group)


def _without(
    own: ReadArticle, take: Take, rows: NDArray[np.intp], near: range, surely: float
) -> tuple[int, float] | None:
    """The place of the sentence, of those that are near, without which the rows are surely nearer."""
    scripts = (
        replace(script, utterances=script.utterances[near.start : near.stop])
        for script in read_in_any_way(own.script)
    )
    heard = timbre_of(take.bands[rows])
    ways = [_compared(heard, machine_reading(script, own.language)) for script in scripts]
    whole = min(far for far, _ in ways)
    far, row, place = min((one for _, without in ways for one in without), default=_NOBODY)
    if far > min(ALIKE, whole - surely):
        return None
    return near[place], float(rows[min(row, len(rows) - 1)]) * STEP


_NOBODY = (1.0, 0, 0)
"""As far as any sound is."""


def _compared(heard: Timbre, read: Sequence[Timbre]) -> tuple[float, list[tuple[float, int, int]]]:
    """How far all of a text is, and for each sentence how far it is without, where and which one it is."""
    places = [at for at, part in enumerate(read) if len(part)]
    parts = [read[at] for at in places]
    if len(parts) < _FEWEST or not len(heard):
        return _NOBODY[0], []

    def made() -> bytes:
        whole, without = without_each(heard, parts)
        return json.dumps((whole, without)).encode()

    key = digest_of(heard.tobytes() + b"".join(part.tobytes() for part in parts))
    ends = np.cumsum([len(part) for part in parts]).tolist()
    whole, without = json.loads(once.made(once.REFERENCE, ("without", key, ends), made))
    return whole, [(far, row, at) for at, (far, row) in zip(places, without, strict=True)]
