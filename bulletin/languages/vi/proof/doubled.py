"""Words written twice. Vietnamese doubles words on purpose: only those count that it never does.

In: text. Out: the second of two words, or of two runs of three words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bulletin.languages.proof import Slip
from bulletin.languages.vi.words import PACKAGE
from bulletin.reading.tables import table, words_in

_WORD = re.compile(r"\w+")
_RUNS = (6, 5, 4, 3)
"""How many words may stand twice as a run, the longest first."""

_NUMBERS = words_in(
    "một hai ba bốn năm sáu bảy tám chín mười mươi mốt tư lăm không trăm nghìn phẩy"
)


@cache
def _twice() -> re.Pattern[str]:
    words = "|".join(sorted(words_in(table(PACKAGE, "proof")["never_doubled"])))
    return re.compile(rf"(?<!\w)({words})\s+\1(?!\w)", re.IGNORECASE)


def doubled(text: str) -> Iterator[Slip]:
    """Words that stand twice."""
    for match in _twice().finditer(text):
        if match[0].split()[1].islower():
            yield Slip(match.start(), match.end(), match[1])
    for run, start, end in _runs(text):
        words = run.lower().split()
        # Numbers in words may repeat; so may songs and slogans that repeat a word within.
        if len(set(words)) == len(words) and not set(words) & _NUMBERS:
            yield Slip(start, end, run)


def _runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Runs of words that stand twice, with the place of both; at each word the longest."""
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end].lower() for start, end in places]
    for first, word in enumerate(words):
        for count in _RUNS:
            second, after = first + count, first + 2 * count
            if after > len(words) or word != words[second]:
                continue
            start, end = places[first][0], places[after - 1][1]
            run, again = text[start : places[second - 1][1]], text[places[second][0] : end]
            between = text[places[second - 1][1] : places[second][0]]
            if (
                run.lower() == again.lower()
                and between.isspace()
                and len(run.split()) == count
                and all(text[places[n][1]].isspace() for n in range(first, second - 1))
            ):
                yield run, start, end
                break
