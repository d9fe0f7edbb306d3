"""Sentences of a service in which noise stands, or that end in the middle of a sound.

In: what a service said, as it is heard. Out: findings. Both leave the time of a sentence about as
it is. Measured with 7 voices: what is as loud as the voice and none lasts 0.15 s (one that breathes 0.33),
bursts of noise 0.33 s and more; a neural voice ends 48 dB below itself, cut off mostly less than 12.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from bulletin.codes import NO_VOICE_HEARD, ODD_PACE
from bulletin.diagnostics import Finding
from bulletin.formats.characters import shortened
from bulletin.messages import decimal, tr
from bulletin.narration.heard_sentences import MOST_TOLD, OTHER_SERVICE, WORDS_SHOWN, HeardSentence

_FEWEST = 8
"""Sentences from which something can be learned of a voice."""
_NOISE, _NOISIER = 0.27, 2.5
"""Seconds of noise, and how many times as much as three of four sentences have."""
_ALL = 0.8
"""The share of a sentence that is noise and nothing else: it is told by its voice (`other_voices`)."""
_QUIET_END, _LOUD_END = -30.0, -12.0
"""DB below the voice: how most sentences of one end that lets them fade, and how one that was cut off does."""


def broken_sentences(heard: Sequence[HeardSentence]) -> Iterator[Finding]:
    """What is to be reported of one voice's sentences."""
    if len(heard) < _FEWEST:
        return
    noise, ends, whole = np.array([(one.noise, one.end, one.seconds) for one in heard]).T
    lines = [one.line for one in heard]
    noisy = noise >= max(_NOISE, _NOISIER * float(np.percentile(noise, 75)))
    noisy &= noise < _ALL * whole
    for at in np.flatnonzero(noisy)[:MOST_TOLD].tolist():
        message = tr(
            "{seconds} s of noise stand in “{text}”",
            seconds=decimal(noise[at]),
            text=shortened(lines[at].written, WORDS_SHOWN),
        )
        yield Finding(NO_VOICE_HEARD, message, lines[at].span, OTHER_SERVICE)
    if np.median(ends) <= _QUIET_END:
        for at in np.flatnonzero(ends > _LOUD_END)[:MOST_TOLD].tolist():
            text = shortened(lines[at].written, WORDS_SHOWN)
            message = tr("“{text}” ends in the middle of a sound: its last word is cut", text=text)
            yield Finding(ODD_PACE, message, lines[at].span, OTHER_SERVICE)
