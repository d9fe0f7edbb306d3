"""Sentences that a service says in another voice than the rest, or in none: several servers answer.

In: what a service said, as it is heard. Out: findings. Two servers behind one address, and
models that take a voice by chance, make two people of one; a broken one makes noise. How high a voice
lies tells it, or else how it sounds: one reader's sentences lie close together, without a gap in the middle.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bulletin.codes import NO_VOICE_HEARD, TWO_VOICES_HEARD
from bulletin.diagnostics import Finding
from bulletin.formats.characters import shortened
from bulletin.messages import tr
from bulletin.narration.heard_sentences import MOST_TOLD, OTHER_SERVICE, WORDS_SHOWN, HeardSentence
from bulletin.narration.model import Utterance
from bulletin.narration.sound.sides import FEWEST, parted
from bulletin.narration.sound.tone_colour import two_sides

_FEWEST_SYLLABLES = 5
"""In fewer, there may be little but consonants."""
_CLEAR = 0.7
"""The share with a pitch, of most longer sentences, of a voice that is heard in one syllable, too: measured
with such voices, 0.25 and more of it has one. Of creaking voices little has."""
_NO_VOICE = 0.05
"""The share of what is loud that has a pitch: of speech, most has."""
_FEWEST = 3
"""Sentences of a voice that is heard clearly."""
_APART, _GAP = 1.33, 1.19
"""How many times as high another voice lies, and its lowest sentence as the highest of the first: those
of one reader follow each other without such a gap (measured: eSpeak NG 106 to 117 Hz, Piper 86 to 112)."""
_LEAST = 1.12
"""The same of a voice that is known to vary little (measured with 24 voices: those that vary by 2 % lie
up to 1.06 apart if they are parted, one that varies by 7 % 1.13, without a gap)."""
_STRANGE, _STRANGE_SPREADS, _OCTAVE, _UNLIKE = 1.18, 6.0, 0.12, 75
"""How much higher or lower a sentence of another voice lies, also in spreads; how near to an octave that may
not be (as logarithm); and which percent sound less unlike the others (measured with the same 24 voices:
none is told for itself, of 942 sentences of another voice 3 in 10)."""
_DEVIATION, _LEAST_SPREAD = 1.4826, 0.01


def other_voices(said: Iterable[HeardSentence]) -> Iterator[Finding]:
    """What is to be reported of one voice's sentences, if they are all in its own language.

    For words of other languages, services may have other voices.
    """
    heard = [one for one in said if not one.is_foreign and one.syllables]
    longer = [one for one in heard if one.syllables >= _FEWEST_SYLLABLES]
    voiced = [one for one in longer if one.voice.share >= _NO_VOICE]
    clear = len(voiced) >= _FEWEST and median(one.voice.share for one in voiced) >= _CLEAR
    judged = heard if clear else longer
    silent = [one.line for one in judged if one.voice.share < _NO_VOICE]
    yield from map(_noise, silent[:MOST_TOLD])
    border = border_of_two([one.voice.pitch for one in voiced])
    if border:
        yield _higher(*_sides(voiced, [one.voice.pitch > border for one in voiced]))
        return
    colours = np.array([one.colour for one in voiced])
    apart = two_sides(colours)
    if apart is not None:
        yield _otherwise(*_sides(voiced, apart.tolist()))
        return
    alone = strangers([one.voice.pitch for one in voiced], colours)
    if any(alone):
        yield _higher(*_sides(voiced, alone))


def _sides(voiced: Sequence[HeardSentence], other: Sequence[bool]) -> list[list[HeardSentence]]:
    """The sentences of two voices, those of the one that says fewer first."""
    sides = [
        [one for one, is_one in zip(voiced, other, strict=True) if is_one is side]
        for side in (True, False)
    ]
    return sorted(sides, key=len)


def border_of_two(pitches: Sequence[float]) -> float | None:
    """The pitch between two voices, of how high sentences lie; None: one voice may have said all."""
    found = parted(np.log(pitches))
    if found is None:
        return None
    wide = found.apart >= math.log(_APART) and found.first - found.last >= math.log(_GAP)
    known = len(pitches) >= FEWEST and found.are_two and found.apart >= math.log(_LEAST)
    return math.exp((found.first + found.last) / 2) if wide or known else None


def strangers(pitches: Sequence[float], colours: NDArray[np.float64]) -> list[bool]:
    """Which of some sentences are so few that no heap tells them, and still another's.

    Both how high they lie and how they sound is unlike the others; an octave off was measured wrongly.
    """
    if len(pitches) < FEWEST:
        return [False] * len(pitches)
    heights = np.log(pitches)
    off = np.abs(heights - np.median(heights))
    spread = max(_DEVIATION * float(np.median(off)), _LEAST_SPREAD)
    unlike = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    found = (off >= math.log(_STRANGE)) & (off >= _STRANGE_SPREADS * spread)
    found &= np.abs(off - math.log(2)) > _OCTAVE
    found &= unlike >= np.percentile(unlike, _UNLIKE)
    alone: list[bool] = found.tolist()
    return alone


def _first(some: Sequence[HeardSentence]) -> Utterance:
    return min((one.line for one in some), key=lambda line: (line.span.file, line.span.line))


def _otherwise(rare: Sequence[HeardSentence], usual: Sequence[HeardSentence]) -> Finding:
    first = _first(rare)
    message = tr(
        "two voices read what one is to read: {few} of {all} sentences, such as “{text}”, sound"
        " otherwise than the others",
        few=len(rare),
        all=len(rare) + len(usual),
        text=shortened(first.written, WORDS_SHOWN),
    )
    return Finding(TWO_VOICES_HEARD, message, first.span, _ONE_SERVER)


def _higher(rare: Sequence[HeardSentence], usual: Sequence[HeardSentence]) -> Finding:
    first = _first(rare)
    message = tr(
        "two voices read what one is to read: {few} of {all} sentences, such as “{text}”, lie at"
        " {pitch:.0f} Hz, the others at {usual:.0f}",
        few=len(rare),
        all=len(rare) + len(usual),
        text=shortened(first.written, WORDS_SHOWN),
        pitch=median(one.voice.pitch for one in rare),
        usual=median(one.voice.pitch for one in usual),
    )
    return Finding(TWO_VOICES_HEARD, message, first.span, _ONE_SERVER)


def _noise(line: Utterance) -> Finding:
    text = shortened(line.written, WORDS_SHOWN)
    message = tr("what stands for “{text}” is noise: no voice is heard in it", text=text)
    return Finding(NO_VOICE_HEARD, message, line.span, OTHER_SERVICE)


_ONE_SERVER = tr(
    "listen to both (bulletin serve): several servers may answer there, or the model takes a voice by"
    " chance; see that one voice answers, and build with a new folder for --cache"
)
