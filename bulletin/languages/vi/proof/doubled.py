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
        # "một hai ba một hai ba", "càng ngày càng càng ngày càng", songs and slogans
        if len(set(words)) == len(words) and not any(word.isdigit() for word in words):
            yield Slip(match.start(1), match.end(1), match[2])
