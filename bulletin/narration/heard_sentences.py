"""What a service said, as it is heard: each clip is read once, for all that is asked of it.

In: sentences, and their clips in the cache. Out: `HeardSentence`s, without the sound (all of an issue
would fill the memory), and findings: sentences in which noise stands or that are cut off, and different
ones with one sound. Both leave the time of a sentence about as it is.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bulletin.cache import Cache
from bulletin.codes import NO_VOICE_HEARD, ODD_PACE, SAME_SOUND
from bulletin.diagnostics import Finding
from bulletin.formats.characters import shortened
from bulletin.messages import decimal, tr
from bulletin.narration.model import Utterance
from bulletin.narration.sound.evening import level_at_end
from bulletin.narration.sound.pitch import VoiceHeard, longest_noise, voice_in
from bulletin.narration.sound.timbre import BANDS
from bulletin.narration.sound.tone_colour import ToneColour, tone_colour_of
from bulletin.narration.speech import clip_of
from bulletin.narration.syllables import syllables
from bulletin.reading import spoken_text

MOST_TOLD, WORDS_SHOWN = 5, 60
"""Sentences that are told of one kind of fault at the most, and characters of each that are shown."""
OTHER_SERVICE = tr(
    "listen to it (bulletin serve); mend the service or take another one, and build with a new folder"
    " for --cache"
)


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence, how many seconds it took, and the key of its clip."""

    line: Utterance
    seconds: float
    key: str


@dataclass(frozen=True)
class HeardSentence:
    """A sentence, the digest of its samples, and its length in `seconds`.

    `noise`: the seconds of the longest stretch that is as loud as the voice and none; `end`: how loud it
    ends, in dB against the voice. `colour` is nothing where there is no `voice`.
    """

    line: Utterance
    digest: bytes
    seconds: float
    noise: float
    end: float
    voice: VoiceHeard
    colour: ToneColour

    @cached_property
    def syllables(self) -> int:
        """How many are said."""
        return syllables(spoken_text(self.line.runs))

    @property
    def is_foreign(self) -> bool:
        """Whether it has words of another language: for them, services may have other voices."""
        return any(run.language for run in self.line.runs)


def heard_sentences(said: Iterable[SaidSentence], cache: Cache) -> list[HeardSentence]:
    """How sentences sound, each once. Raises `SpeechError` if a clip has gone from the cache."""
    return list(_heard({one.key: one.line for one in said}, cache))


def _heard(lines: dict[str, Utterance], cache: Cache) -> Iterator[HeardSentence]:
    for key, line in lines.items():
        clip = clip_of(cache, key)
        voice = voice_in(clip)
        yield HeardSentence(
            line,
            hashlib.sha256(clip.samples.tobytes()).digest(),
            clip.duration,
            longest_noise(clip),
            level_at_end(clip),
            voice,
            tone_colour_of(clip) if voice.share else np.zeros(BANDS),
        )


_FEWEST = 8
"""Sentences from which something can be learned of a voice."""
_NOISE, _NOISIER = 0.27, 2.5
"""Seconds of noise, and how many times as much as three of four sentences have."""
_ALL = 0.8
"""The share of a sentence that is noise and nothing else: it is told by its voice (`other_voices`)."""
_QUIET_END, _LOUD_END = -30.0, -12.0
"""DB below the voice: how most sentences of one end that lets them fade, and how one that was cut off does."""


def broken_sentences(heard: Sequence[HeardSentence]) -> Iterator[Finding]:
    """Sentences of one voice in which noise stands, or that end in the middle of a sound.

    Measured with 7 voices: what is as loud as the voice and none lasts 0.15 s (one that breathes
    0.33), bursts of noise 0.33 s and more; a neural voice ends 48 dB below itself, cut off mostly
    less than 12.
    """
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


_WORD = re.compile(r"\w+")
_DIFFERENT = 2
"""Words that two texts differ by at least: one may only be written in another way."""


def same_for_different(heard: Iterable[HeardSentence]) -> Iterator[Finding]:
    """Sounds with which one voice says different sentences: a service's cache, or its sample."""
    sounds = defaultdict[bytes, list[Utterance]](list)
    for one in heard:
        sounds[one.digest].append(one.line)
    told = (found for lines in sounds.values() if (found := _different(lines)))
    for (first, other), _ in zip(told, range(MOST_TOLD), strict=False):
        message = tr(
            "the voice says “{first}” and “{other}” with the same sound",
            first=shortened(first.written, WORDS_SHOWN),
            other=shortened(other.written, WORDS_SHOWN),
        )
        hint = tr(
            "listen to both (bulletin serve): the service says another text than it is sent;"
            " mend it or take another one, and build with a new folder for --cache"
        )
        yield Finding(SAME_SOUND, message, other.span, hint)


def _different(lines: Sequence[Utterance]) -> tuple[Utterance, Utterance] | None:
    """The first of some sentences, and one that says something else."""
    first, *others = (_WORD.findall(spoken_text(line.runs).casefold()) for line in lines)
    pairs = zip(lines[1:], others, strict=True)
    return next(((lines[0], line) for line, words in pairs if _differ(first, words)), None)


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) != len(other) or sum(a != b for a, b in pairs) >= _DIFFERENT
