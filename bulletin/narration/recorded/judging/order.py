"""How much better sentences fit a recording in their own order than in any other.

In: the speech in a recording, and the sentences of a text. Out: a `TextFit`. Any speech can be laid
out as any text of about its length; but the right one is much cheaper to lay than its sentences in
disorder, whoever reads and however. Another text costs as much in one order as in the next.

Measured with espeak's readings of 33 texts, unevenly slowed, halting and running on, against two
other texts each: `is_another` takes 1 of 112 for another text, and 55 of 100 that are one; of readers
whose pauses tell hardly anything 2 of 28.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, pstdev

from bulletin.narration.recorded.alignment import SHARES, Expected, price
from bulletin.narration.recorded.pauses import SpeechHeard

_FEWEST = 8
"""Sentences of which there are orders enough."""
_SHUFFLED = 8
"""Orders that are tried."""
_DEAR = -0.3
"""The price of a clause from which a text is doubted: right ones mostly cost -0.5 and less."""
_LEAST_LEAD, _SURE_LEAD = 1.5, 2.0
"""Standard deviations by which the own order is cheaper than others, or it does not matter; and from
which it is no chance."""
_LEAST_SPREAD = 1e-9
_MUCH, _CHEAP = 0.3, -0.5
"""How much cheaper another text is than a doubted one if it is the one that is read, and what a text
costs that is."""
_DOUBTED = -0.35


@dataclass(frozen=True)
class TextFit:
    """A text as it is laid into a recording: `price` of a clause, with a `share` of what is heard."""

    spoken: SpeechHeard
    sentences: Sequence[Expected]
    share: float
    price: float

    @property
    def is_another(self) -> bool:
        """Whether it is no reading of this text: its sentences might stand in any order."""
        return self.tells and self.price >= _DEAR and self._lead < _LEAST_LEAD

    @property
    def is_sure(self) -> bool:
        """Whether it is this text, whatever else speaks against it."""
        return self.tells and self.price < _CHEAP and self._lead > _SURE_LEAD

    @property
    def tells(self) -> bool:
        """Whether there are orders enough."""
        return len(self.sentences) >= _FEWEST

    @cached_property
    def _lead(self) -> float:
        """By how many standard deviations the own order is cheaper than others."""
        chance = random.Random(0)  # noqa: S311, the same orders every time
        orders = [chance.sample(self.sentences, len(self.sentences)) for _ in range(_SHUFFLED)]
        prices = [price(self.spoken, order, self.share) for order in orders]
        return (fmean(prices) - self.price) / max(pstdev(prices), _LEAST_SPREAD)

    def is_worse_than(self, other: TextFit) -> bool:
        """Whether another text is read, and that is the one."""
        return other.price < min(_CHEAP, self.price - _MUCH)

    @property
    def is_doubtful(self) -> bool:
        """Whether another text may be read."""
        return self.price > _DOUBTED


def fitting(spoken: SpeechHeard, sentences: Sequence[Expected]) -> TextFit:
    """How sentences fit into a recording, in their order."""
    prices = ((price(spoken, sentences, share), share) for share in SHARES)
    cheapest, share = min(prices)
    return TextFit(spoken, sentences, share, cheapest)
