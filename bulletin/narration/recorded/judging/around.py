"""What a reader says before the text or behind it: a greeting, a trial of the microphone, thanks.

In: a script, its recording, and where its sentences are read. Out: stretches. A few words are no longer
than what a title may take, so that times do not tell; how a machine reads the text does: it is much
nearer without them. Measured with 7 voices in 8 rooms and codecs, 3 texts each, and greetings of 0.9 to
2.1 s: they spare 0.75 and more for each step, the first or last sentence of a good reading 0.69 at the most.
"""

import json
from collections.abc import Iterator, Sequence

from bulletin.cache import digest_of, once
from bulletin.narration.recorded.alignment import Found
from bulletin.narration.recorded.judging.exchanged import ReadArticle
from bulletin.narration.recorded.judging.fit import is_clear
from bulletin.narration.recorded.judging.twice import SURELY_SPARED, HeardStretch, SoundJudge
from bulletin.narration.recorded.pauses import SpeechHeard
from bulletin.narration.recorded.takes import FRAME, Take
from bulletin.reading import spoken_text

_PAUSE = 0.2
"""Seconds between what is said around a text and the text."""
_SHORTEST, _LONGEST = 0.6, 8.0
"""Seconds of what is said: what is longer lies beside the sentences, and is told so."""


def said_around(
    own: ReadArticle,
    take: Take,
    spoken: SpeechHeard,
    found: Sequence[Found],
    more: Sequence[HeardStretch],
) -> Iterator[HeardStretch]:
    """What is said before and behind the text, in seconds, unless it is known to be `more` than it."""
    judge = SoundJudge(own, take, spoken, found)
    if not (is_clear(spoken) and judge.has_read):
        return
    said = [spoken_text(line.runs) for line in own.script.utterances]
    places = [(one.start, one.end) for one in found]
    key = [own.language, said, digest_of(take.bands.tobytes()), places, more]
    kept = once.made(
        once.REFERENCE, key, lambda: json.dumps(list(_around(judge, spoken, more))).encode()
    )
    yield from ((start, end) for start, end in json.loads(kept))


def _around(
    judge: SoundJudge, spoken: SpeechHeard, more: Sequence[HeardStretch]
) -> Iterator[HeardStretch]:
    """Before and behind the text the stretch without which it is nearest, if that is much."""
    pauses = [(a, b) for a, b in (spoken.pauses * FRAME).tolist() if b - a >= _PAUSE]
    begin, stop = spoken.start * FRAME, spoken.end * FRAME
    for stretches in ([(begin, a) for a, _ in pauses], [(b, stop) for _, b in pauses]):
        spared = {one: _spared(judge, one) for one in stretches if _may_be(one, more)}
        most = max(spared, key=lambda one: spared[one], default=None)
        if most and spared[most] > SURELY_SPARED:
            yield most


def _may_be(stretch: HeardStretch, more: Sequence[HeardStretch]) -> bool:
    start, end = stretch
    is_known = any(first < end and start < last for first, last in more)
    return _SHORTEST <= end - start <= _LONGEST and not is_known


def _spared(judge: SoundJudge, stretch: HeardStretch) -> float:
    start, end = stretch
    around = (2 * start - end, 2 * end - start)
    return judge.spared(stretch, around) if judge.has_read_of(*around) else 0.0
