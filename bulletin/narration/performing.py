"""How an article comes to be heard: a script in, its sound and the times in it out.

In: the script of an article. Out: a `Performance`, which is planned before anything is spoken
and known by all that shapes it. There are two kinds: sentences that an engine speaks one by one
(`mastering.TrackPlan`), whose times are counted in samples, and the recording of a person who
reads all of it (`recorded.performance.RecordedPlan`), to which the sentences are aligned.
What comes after, loudness, encoding, editions, knows no difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bulletin.cache import Cache

if TYPE_CHECKING:  # the check plans, and makes no sound
    from bulletin.narration.mastering import Sound


class Performance(Protocol):
    """An article's sound, as it is planned."""

    @property
    def clips(self) -> tuple[str, ...]:
        """The keys of the clips that must be in the cache first."""

    @property
    def aac_recipe(self) -> tuple[object, ...]:
        """All that shapes the AAC, for the cache."""

    @property
    def mp3_recipe(self) -> tuple[object, ...]:
        """All that shapes the MP3 frames."""

    def perform(self, cache: Cache, folder: Path) -> Sound:
        """The sound, with a span for each utterance of the script; its file lies in `folder`.

        Raises `SpeechError`.
        """
