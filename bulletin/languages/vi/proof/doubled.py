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

_THREE = re.compile(r"(?<!\w)(?=(((?:\w+\s){2,5}\w+)\s+\2)(?!\w))", re.IGNORECASE)


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
    for match in _THREE.finditer(text):
        words = match[2].lower().split()
        # Numbers in words may repeat; so may songs and slogans that repeat a word within.
        if len(set(words)) == len(words) and not set(words) & _NUMBERS:
            yield Slip(match.start(1), match.end(1), match[2])
