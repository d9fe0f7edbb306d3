"""Different sentences that a voice says with one and the same sound: it said another text.

In: what a service said, as it is heard. Out: findings. A service that answers out of a cache
of its own, or with a sample whatever it is asked, calls it speech, and the time need not tell.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bulletin.codes import SAME_SOUND
from bulletin.diagnostics import Finding
from bulletin.formats.characters import shortened
from bulletin.messages import tr
from bulletin.narration.heard_sentences import MOST_TOLD, WORDS_SHOWN, HeardSentence
from bulletin.narration.model import Utterance
from bulletin.reading import spoken_text

_WORD = re.compile(r"\w+")
_DIFFERENT = 2
"""Words that two texts differ by at least: one may only be written in another way."""


def same_for_different(heard: Iterable[HeardSentence]) -> Iterator[Finding]:
    """What is to be reported of one voice's sentences: a finding for each such sound."""
    sounds = defaultdict[bytes, list[Utterance]](list)
    for one in heard:
        sounds[one.digest].append(one.line)
    told = (found for lines in sounds.values() if (found := _different(lines)))
    for (first, other), _ in zip(told, range(MOST_TOLD), strict=False):
        yield Finding(
            SAME_SOUND,
            tr(
                "the voice says “{first}” and “{other}” with the same sound",
                first=shortened(first.written, WORDS_SHOWN),
                other=shortened(other.written, WORDS_SHOWN),
            ),
            other.span,
            tr(
                "listen to both (bulletin serve): the service says another text than it is sent;"
                " mend it or take another one, and build with a new folder for --cache"
            ),
        )


def _different(lines: Sequence[Utterance]) -> tuple[Utterance, Utterance] | None:
    """The first of some sentences, and one that says something else."""
    first, *others = (_WORD.findall(spoken_text(line.runs).casefold()) for line in lines)
    pairs = zip(lines[1:], others, strict=True)
    return next(((lines[0], line) for line, words in pairs if _differ(first, words)), None)


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) != len(other) or sum(a != b for a, b in pairs) >= _DIFFERENT
