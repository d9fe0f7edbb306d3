"""Different sentences that a voice says with one and the same sound: it said another text.

In: what a service said, and the clips of that. Out: findings. A service that answers out of a cache
of its own, or with a sample whatever it is asked, calls it speech, and the time need not tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.cache import Cache
from bulletin.codes import SAME_SOUND
from bulletin.diagnostics import Finding
from bulletin.formats.characters import shortened
from bulletin.messages import tr
from bulletin.narration.model import Utterance
from bulletin.reading import spoken_text

_WORD = re.compile(r"\w+")
_DIFFERENT = 2
"""Words that two texts differ by at least: one may only be written in another way."""
_MOST, _SHOWN = 5, 60


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence, how many seconds it took, and the key of its clip."""

    line: Utterance
    seconds: float
    key: str


def same_for_different(said: Iterable[SaidSentence], cache: Cache) -> Iterator[Finding]:
    """What is to be reported of one voice's sentences: a finding for each such sound."""
    lasting = defaultdict[float, dict[str, Utterance]](dict)
    for one in said:
        lasting[round(one.seconds, 3)].setdefault(one.key, one.line)
    alike = (lines for some in lasting.values() for lines in _same(some, cache))
    told = (found for lines in alike if (found := _different(lines)))
    for (first, other), _ in zip(told, range(_MOST), strict=False):
        yield Finding(
            SAME_SOUND,
            tr(
                "the voice says “{first}” and “{other}” with the same sound",
                first=shortened(first.written, _SHOWN),
                other=shortened(other.written, _SHOWN),
            ),
            other.span,
            tr(
                "listen to both (bulletin serve): the service says another text than it is sent;"
                " mend it or take another one, and build with a new folder for --cache"
            ),
        )


def _same(lines: Mapping[str, Utterance], cache: Cache) -> Iterator[Sequence[Utterance]]:
    """Those of some sentences that have one sound, by the keys of their clips."""
    if len(lines) < 2:  # noqa: PLR2004, nothing is the same as itself
        return
    sounds = defaultdict[bytes | None, list[Utterance]](list)
    for key, line in lines.items():
        sounds[cache.get(key)].append(line)
    sounds.pop(None, None)  # what has gone from the cache meanwhile
    yield from sounds.values()


def _different(lines: Sequence[Utterance]) -> tuple[Utterance, Utterance] | None:
    """The first of some sentences, and one that says something else."""
    first = _words(lines[0])
    return next(((lines[0], line) for line in lines if _differ(first, _words(line))), None)


def _words(line: Utterance) -> list[str]:
    return _WORD.findall(spoken_text(line.runs).casefold())


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other):
        return True
    return sum(a != b for a, b in zip(one, other, strict=True)) >= _DIFFERENT
