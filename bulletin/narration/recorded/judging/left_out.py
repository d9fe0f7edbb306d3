"""The one sentence of a text that nobody reads, told by how the recording sounds without it.

In: a recording and the script that it should be of. Out: the sentence's place and the second at which
it is missing. Lengths alone mostly name another one: five sentences out of six have a neighbour of
about their length, which lies as well where the next one is read.

Measured with 8 texts that 5 voices of eSpeak NG read without one sentence each: where the machine
follows the voice 156 of 156 are told, and by lengths 74; of 5 English texts by a neural voice (Piper)
23 of 25, and of articles of two or three minutes 15 of 18. Of 48 that are whole none is told: with any sentence taken away they are 0.007 farther.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from bulletin.cache import digest_of, once
from bulletin.narration.model import Script
from bulletin.narration.recorded.judging.fit import is_clear
from bulletin.narration.recorded.judging.sounding import ALIKE, LONGEST, machine_reading
from bulletin.narration.recorded.judging.warping import without_each
from bulletin.narration.recorded.pauses import SpeechHeard, voiced_rows
from bulletin.narration.recorded.takes import Take
from bulletin.narration.sound.timbre import STEP, Timbre, timbre_of

_NEARER, _SURELY = 0.003, 0.01
"""By how much nearer a recording is to the text without a sentence, where something else speaks against
it as well, and where nothing does."""
_LONGEST = 30_000
"""Steps of speech that are compared where something speaks against it: ten minutes, for five seconds."""
_FEWEST = 3
"""Sentences without which one more or less is the whole."""


def left_out(
    take: Take, spoken: SpeechHeard, scripts: Sequence[Script], language: str, *, suspected: bool
) -> tuple[int, float] | None:
    """The place of the sentence that is left out, and the second; None: none is, or nobody can tell.

    `scripts` are ways to read the text, of the same sentences.
    """
    rows = voiced_rows(take, spoken)
    heard = timbre_of(take.bands[rows])
    most = _LONGEST if suspected else LONGEST
    if not language or not 0 < len(heard) <= most or not is_clear(spoken):
        return None
    ways = [_compared(heard, machine_reading(script, language)) for script in scripts]
    whole = min(far for far, _ in ways)
    far, row, place = min((one for _, without in ways for one in without), default=_NOBODY)
    if far > min(ALIKE, whole - (_NEARER if suspected else _SURELY)):
        return None
    return place, float(rows[min(row, len(rows) - 1)]) * STEP


_NOBODY = (1.0, 0, 0)
"""As far as any sound is."""


def _compared(heard: Timbre, read: Sequence[Timbre]) -> tuple[float, list[tuple[float, int, int]]]:
    """How far all of a text is, and for each sentence how far it is without, where and which one it is."""
    places = [at for at, part in enumerate(read) if len(part)]
    parts = [read[at] for at in places]
    if len(parts) < _FEWEST or sum(map(len, parts)) > 2 * _LONGEST:
        return _NOBODY[0], []

    def made() -> bytes:
        whole, without = without_each(heard, parts)
        return json.dumps((whole, without)).encode()

    key = digest_of(heard.tobytes() + b"".join(part.tobytes() for part in parts))
    whole, without = json.loads(once.made(once.REFERENCE, ("without", key, _ends(parts)), made))
    return whole, [(far, row, at) for at, (far, row) in zip(places, without, strict=True)]


def _ends(parts: Sequence[Timbre]) -> list[int]:
    return [int(end) for end in np.cumsum([len(part) for part in parts])]
