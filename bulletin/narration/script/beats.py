"""How the time of a sentence is spread over its words: by the syllables that are said for each.

In: how a text is read. Out: the text as a caption has it, and a weight for each of its words.
"""

import re
from collections.abc import Iterator

from bulletin.narration.syllables import syllables
from bulletin.reading import Reading

_WORD = re.compile(r"\S+")


def caption_of(reading: Reading, written: str) -> str:
    """What is spoken, as it is written: with what the voice says around it, as a section's name.

    The stop that only tells the voice to fall is left out.
    """
    given = " ".join(reading.given.split())
    return given[:-1] if given == f"{written}." else given


def beats_of(reading: Reading) -> tuple[float, ...]:
    """The syllables that are said for each word of the text as it was given."""
    stretches = list(_stretches(reading))
    beats, at = [], 0
    for word in _WORD.finditer(reading.given):
        start, end = word.span()
        while at < len(stretches) and stretches[at][1] <= start:
            at += 1
        count, here = 0.0, at
        while here < len(stretches) and stretches[here][0] < end:
            first, last, said = stretches[here]
            shared = min(last, end) - max(first, start)
            count += said * shared / (last - first)
            here += 1
        beats.append(round(count, 2))
    return tuple(beats)


def _stretches(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """The text in stretches, each with the syllables said for it: words, and what is changed."""
    at = 0
    for change in reading.changes:
        yield from _plain(reading.given, at, change.start)
        if change.end > change.start:
            yield change.start, change.end, syllables(change.say)
        at = change.end
    yield from _plain(reading.given, at, len(reading.given))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for word in _WORD.finditer(text, start, end):
        yield *word.span(), syllables(word[0])
