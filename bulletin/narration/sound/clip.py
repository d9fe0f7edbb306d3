"""What an engine gives for an utterance: sound, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the check asks for engines, and makes no sound
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of sound: one channel of signed 16-bit samples, `rate` of them a second."""

    samples: NDArray[np.int16]
    rate: int

    @property
    def duration(self) -> float:
        """Its length in seconds."""
        return len(self.samples) / self.rate
