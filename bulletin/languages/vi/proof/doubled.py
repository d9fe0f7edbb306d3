"""Words written twice. Vietnamese doubles words on purpose: only those count that it never does.

In: text. Out: the second of two words, or of two runs of three words.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from operator import eq

from bulletin.languages.proof import Slip
from bulletin.languages.vi.words import PACKAGE
from bulletin.reading.tables import table, words_in

_WORD = re.compile(r"\w+")
_RUNS = (6, 5, 4, 3)
"""How many words may stand twice as a run, the longest first."""
_THREE = bytes([True] * min(_RUNS))

_NUMBERS = words_in(
    "một hai ba bốn năm sáu bảy tám chín mười mươi mốt tư lăm không trăm nghìn phẩy"
)


@cache
def _twice() -> re.Pattern[str]:
    words = "|".join(sorted(words_in(table(PACKAGE, "proof")["never_doubled"])))
    return re.compile(rf"(?<!\w)({words})\s+\1(?!\w)", re.IGNORECASE)


def doubled(text: str) -> Iterator[Slip]:
    """Words that stand twice."""
    words = _WORD.findall(text.lower())
    if any(map(eq, words, words[1:])):
        for match in _twice().finditer(text):
            if match[0].split()[1].islower():
                yield Slip(match.start(), match.end(), match[1])
    if any(_THREE in bytes(map(eq, words, words[count:])) for count in _RUNS):
        yield from _runs(text)


def _runs(text: str) -> Iterator[Slip]:
    """Runs of words that stand twice; of those that begin at a word the longest.

    Numbers in words may repeat; so may songs and slogans that repeat a word within.
    """
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end].lower() for start, end in places]
    for first, word in enumerate(words[:-1]):
        if word in _NUMBERS or word == words[first + 1] or not text[places[first][1]].isspace():
            continue
        for count in _RUNS:
            second, after = first + count, first + 2 * count
            run = words[first:second]
            if after > len(words) or word != words[second] or run != words[second:after]:
                continue
            if len(set(run)) == count and not set(run) & _NUMBERS:
                starts, ends = zip(*places[first:after], strict=True)
                yield from _slip(text, starts, ends)
            break


def _slip(text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[Slip]:
    """The words at these places, if nothing but spaces is between them, each time the same."""
    half = len(starts) // 2
    run = text[starts[0] : ends[half - 1]]
    again = text[starts[half] : ends[-1]]
    between = text[ends[half - 1] : starts[half]]
    apart = zip(ends[: half - 1], starts[1:half], strict=True)
    close = all(text[end:start].isspace() and start - end == 1 for end, start in apart)
    if close and between.isspace() and run.lower() == again.lower():
        yield Slip(starts[0], ends[-1], run)
