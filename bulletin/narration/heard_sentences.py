"""What a service said, as it is heard: each clip is read once, for all that is asked of it.

In: sentences, and their clips in the cache. Out: `HeardSentence`s, without the sound: all of an issue
would fill the memory.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bulletin.cache import Cache
from bulletin.messages import tr
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
