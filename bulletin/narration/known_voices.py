"""Voices that lay on Piper's shelf when this was written, for those who cannot look there now.

In: a language. Out: its voices, the best first, with what is known of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.narration.engines.base import base_language
from bulletin.narration.voices import UNSTATED

AS_OF = "2026-11"
"""When that was."""


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """A voice by name; `size` is in bytes."""

    name: str
    size: int
    licence: str

    @property
    def quality(self) -> str:
        """As Piper calls it: the end of the name."""
        return self.name.rpartition("-")[2]


_KNOWN = (
    KnownVoice("vi_VN-vais1000-medium", 63_206_154, "CC BY 4.0"),
    KnownVoice("vi_VN-25hours_single-low", 63_108_702, UNSTATED),
    KnownVoice("vi_VN-vivos-x_low", 27_795_005, "CC BY-NC-SA 4.0"),
    KnownVoice("en_US-ljspeech-medium", 63_536_351, "public domain"),
)


def known_voices(language: str) -> tuple[KnownVoice, ...]:
    """The voices for a language."""
    base = base_language(language)
    return tuple(one for one in _KNOWN if base_language(one.name) == base)
