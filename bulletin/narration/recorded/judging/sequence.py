"""Sentences that are read in another order than they stand, or not at all, told by their sounds.

In: a script, and the stretch of a recording in which each of its sentences should be read. Out:
findings. Times alone do not tell: two sentences of one length may be exchanged, and where there are
few, one that is left out makes the others longer. So the recording is held against how a machine
reads the text as it stands, with two sentences exchanged, and without each.

Voices that the machine cannot follow tell nothing (`_TELLING`).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bulletin import codes
from bulletin.cache import digest_of, once
from bulletin.diagnostics import Finding
from bulletin.formats.characters import shortened
from bulletin.messages import decimal, tr
from bulletin.narration.model import Utterance
from bulletin.narration.recorded.alignment import Found
from bulletin.narration.recorded.judging.exchanged import ReadArticle
from bulletin.narration.recorded.judging.fit import is_clear
from bulletin.narration.recorded.judging.sounding import machine_reading
from bulletin.narration.recorded.judging.warping import warped
from bulletin.narration.recorded.pauses import spoken_in, voiced_rows
from bulletin.narration.recorded.takes import Take
from bulletin.narration.sound.timbre import STEP, Timbre, timbre_of

_CLEARLY, _CLEARLY_APART = 0.03, 0.04
"""By how much nearer another order is; and of sentences that are no neighbours, of which so many pairs are
tried that one comes out nearer by chance (0.025; of 20 such that are exchanged all but one have 0.05)."""
_TELLING = 0.02
"""How far apart a pair of neighbours and the same exchanged are in the middle, either way round: less, and the
machine does not follow the voice (hoarse, a child's, played higher or lower), whose sentences are as near in
any order. Measured with 14 voices, 22 ways to bend them and 3 texts: 6 of 105 right readings were told as
exchanged without this, none is; of 105 that were exchanged 94 are told, as many as were."""
_SHORTEST = 15
"""Rows of speech without which a sentence has too few sounds to tell."""
_LENGTHS = (0.6, 1.6)
"""How many times as long a sentence is as one that it can take the place of, elsewhere."""
_SUSPECTS = 12
"""Sentences that may be exchanged with any other: those that sound least like themselves."""
_AROUND = 3
"""Sentences that are looked at together where one is left out."""
_MOST = 5
"""Findings that are told of one article."""
_SHOWN = 60

SentencePlaces = tuple[int, ...]
"""Places in a text, from 0."""


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """Two sentences that are exchanged, or one that is left out, and by how much `nearer` that is."""

    places: SentencePlaces
    nearer: float


@dataclass(frozen=True, slots=True)
class _Trial:
    """What is held against the sentences that are heard somewhere: others, or others in order."""

    places: SentencePlaces
    said: SentencePlaces
    order: SentencePlaces


def out_of_order(
    own: ReadArticle, takes: Sequence[Take], found: Sequence[Found]
) -> Iterator[Finding]:
    """What is read in another order, or not read, in one recording or in one for each sentence.

    `found` says where each sentence lies. Nothing, where it is loud around the reader, or no machine
    speaks the language.
    """
    heard = _heard(takes, found) if own.language else []
    read = machine_reading(own.script, own.language) if heard else []
    said = [at for at, one in enumerate(read) if len(one)]
    files = own.article.recording.files if own.article.recording and len(takes) > 1 else ()
    orders = _orders([heard[at] for at in said], [read[at] for at in said]) if said else []
    for one in orders:
        places = [said[at] for at in one.places]
        lines = [own.script.utterances[at] for at in places]
        starts = [found[at].start for at in places]
        if len(one.places) == 1:
            yield unread(lines[0], starts[0])
        else:
            yield _exchanged(lines, starts, [files[at] for at in places] if files else [])


def unread(line: Utterance, start: float) -> Finding:
    """The finding of a sentence that nobody reads where it should be, in seconds."""
    message = tr(
        "nobody seems to read this, at {start:.1f} s: {words}",
        start=start,
        words=shortened(line.written, _SHOWN),
    )
    hint = tr("record it, or mark {{.silent}} what is not read")
    return Finding(codes.OTHER_RECORDING, message, line.span, hint)


def _exchanged(
    lines: Sequence[Utterance], starts: Sequence[float], files: Sequence[str]
) -> Finding:
    """The finding of two sentences in each other's place, in their files or at their seconds."""
    one, other = (shortened(line.written, _SHOWN) for line in lines)
    message = tr(
        "this sentence and another one seem to be read in each other's place: {words}", words=one
    )
    first, second = files or [tr("{start} s", start=decimal(round(at, 1))) for at in starts]
    hint = tr(
        "listen there ({first}, {second}); the other one is: {words}",
        first=first,
        second=second,
        words=other,
    )
    return Finding(codes.OTHER_RECORDING, message, lines[0].span, hint)


def _heard(takes: Sequence[Take], found: Sequence[Found]) -> list[Timbre]:
    """The speech of each sentence; nothing where that cannot be told."""
    spoken = [one for one in map(spoken_in, takes) if one and is_clear(one)]
    if len(spoken) < len(takes):
        return []
    voiced = [voiced_rows(take, one) for take, one in zip(takes, spoken, strict=True)]
    places = range(len(found)) if len(takes) > 1 else [0] * len(found)
    bands = [
        takes[place].bands[_between(voiced[place], one)]
        for place, one in zip(places, found, strict=True)
    ]
    return np.split(timbre_of(np.concatenate(bands)), np.cumsum([len(one) for one in bands])[:-1])


def _between(rows: NDArray[np.intp], one: Found) -> NDArray[np.intp]:
    first, last = np.searchsorted(rows, (one.start / STEP, one.end / STEP))
    return rows[first:last]


def _orders(heard: Sequence[Timbre], read: Sequence[Timbre]) -> list[OtherOrder]:
    """The other orders that are clearly nearer, found once for the same sounds."""

    def made() -> bytes:
        compared = _Compared(heard, read)
        found = []
        if compared.tells:
            found = _clearest([*compared.exchanged(), *compared.left_out()])[:_MOST]
        return json.dumps([(one.places, one.nearer) for one in found]).encode()

    key = [_digest(heard), _digest(read)]
    kept = json.loads(once.made(once.REFERENCE, key, made))
    return [OtherOrder(tuple(places), nearer) for places, nearer in kept]


def _digest(timbres: Sequence[Timbre]) -> str:
    lengths = repr([len(one) for one in timbres]).encode()
    return digest_of(lengths + b"".join(one.tobytes() for one in timbres))


def _clearest(orders: Iterable[OtherOrder]) -> list[OtherOrder]:
    """Those that are clearly nearer than the text's own; of neighbours, which disturb one another, one."""
    kept: list[OtherOrder] = []
    for one in sorted(orders, key=lambda order: -order.nearer):
        around = {at + step for other in kept for at in other.places for step in (-1, 0, 1)}
        apart = one.places[-1] - one.places[0] > 1
        clearly = one.nearer > (_CLEARLY_APART if apart else _CLEARLY)
        if clearly and not around.intersection(one.places):
            kept.append(one)
    return kept


@dataclass(frozen=True)
class _Compared:
    """Sentences as they are heard, and as a machine reads them."""

    heard: Sequence[Timbre]
    read: Sequence[Timbre]

    @property
    def tells(self) -> bool:
        """Whether the machine follows the voice."""
        leads = [abs(one.nearer) for one in self._neighbours]
        return bool(leads) and median(leads) >= _TELLING

    def exchanged(self) -> list[OtherOrder]:
        """Pairs of sentences in each other's place."""
        apart = (pair for pair in combinations(self._suspects(), 2) if self._may_be(*pair))
        return [*self._neighbours, *self._pairs(apart)]

    @cached_property
    def _neighbours(self) -> list[OtherOrder]:
        return self._pairs(pair for pair in pairwise(range(len(self.read))) if self._tell(pair))

    def _pairs(self, pairs: Iterable[SentencePlaces]) -> list[OtherOrder]:
        return self._nearer([_Trial(pair, pair, pair[::-1]) for pair in pairs])

    def left_out(self) -> list[OtherOrder]:
        """Sentences that are not read; the times of their neighbours are wrong then, too."""
        count, trials = len(self.read), list[_Trial]()
        for at in range(count):
            first = max(0, min(at - 1, count - _AROUND))
            near = tuple(range(first, min(count, first + _AROUND)))
            if self._tell((at,)) and len(near) > 1:
                trials.append(_Trial((at,), near, tuple(one for one in near if one != at)))
        return self._nearer(trials)

    def _nearer(self, trials: Iterable[_Trial]) -> list[OtherOrder]:
        """By how much each order is nearer to what is heard than the text's own."""
        usable = [one for one in trials if sum(len(self.heard[at]) for at in one.said) >= _SHORTEST]
        own = self._far((one.said, one.said) for one in usable)
        other = self._far((one.said, one.order) for one in usable)
        return [
            OtherOrder(one.places, far - near)
            for one, far, near in zip(usable, own, other, strict=True)
        ]

    def _far(self, pairs: Iterable[tuple[SentencePlaces, SentencePlaces]]) -> list[float]:
        return warped(
            [(_joined(self.heard, said), _joined(self.read, order)) for said, order in pairs]
        )

    def _tell(self, places: SentencePlaces) -> bool:
        """Whether sentences are long enough to tell."""
        return all(len(self.read[at]) >= _SHORTEST for at in places)

    def _may_be(self, one: int, other: int) -> bool:
        """Whether a sentence can stand where another one does that is no neighbour."""
        least, most = _LENGTHS
        return other > one + 1 and least <= len(self.read[one]) / len(self.read[other]) <= most

    def _suspects(self) -> list[int]:
        """The sentences that are farthest from what is heard, in order."""
        told = [at for at, one in enumerate(self.heard) if len(one) and self._tell((at,))]
        far = self._far(((at,), (at,)) for at in told)
        return sorted(sorted(told, key=dict(zip(told, far, strict=True)).__getitem__)[-_SUSPECTS:])


def _joined(timbres: Sequence[Timbre], places: SentencePlaces) -> Timbre:
    return np.concatenate([timbres[at] for at in places])
