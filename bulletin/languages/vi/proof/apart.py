"""Words whose letters stand apart, as titles are set in print: "T H Ô N G  B Á O".

In: text. Out: each row of single letters that makes syllables when they are joined, with the
words that it makes, certain where a capital begins it and there is only one way to part them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bulletin.languages.proof import Slip
from bulletin.languages.vi.words import is_syllable

_SPACES = " \u00a0\u2002-\u200a\u202f"
_ROW = re.compile(
    rf"(?<![\w.'’/-])[^\W\d_](?!\w)(?:[{_SPACES}]{{1,4}}[^\W\d_](?!\w)){{3,}}+"
    r"(?P<more>['’/-]|\.\w)?"
)
_LONGEST_ROW = 60
"""Letters of a row; a longer one is no title."""
_WORDS_APART = re.compile(rf"[{_SPACES}]{{2,}}")
_ANSWERS = frozenset("ABCDEĐ")
"""Letters of answers, as a key to questions has them in a row: B A C A."""
_LONGEST = 7
"""Letters of a syllable."""
_FEWEST = 2
"""Letters that the syllables of a row have on average: those of one letter are rather names."""


def apart(text: str) -> Iterator[Slip]:
    """The rows; one of letters without any mark is told only where all of it is in capitals."""
    for match in _ROW.finditer(text):
        letters = re.sub(rf"[{_SPACES}]", "", match[0])
        if match["more"] or len(letters) > _LONGEST_ROW:
            continue
        if (letters.isascii() and not letters.isupper()) or _ANSWERS.issuperset(letters):
            continue
        words = [_parted(re.sub(rf"[{_SPACES}]", "", one)) for one in _WORDS_APART.split(match[0])]
        count = sum(len(ways[0]) for ways in words if ways)
        if all(words) and count * _FEWEST <= len(letters):
            instead = " ".join(" ".join(ways[0]) for ways in words)
            sure = letters[0].isupper() and all(len(ways) == 1 for ways in words)
            yield Slip(*match.span(), instead, certain=sure)  # small letters: "đọc m è o n g ủ"


@lru_cache(maxsize=200)
def _parted(letters: str) -> list[tuple[str, ...]]:
    """The ways to part letters into the fewest syllables; none where there is no way."""
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        found = [
            (*way, letters[start:end])
            for start in range(max(0, end - _LONGEST), end)
            if is_syllable(letters[start:end])
            for way in ways[start]
        ]
        fewest = min(map(len, found), default=0)
        ways.append([way for way in found if len(way) == fewest][:_MOST])
    return ways[-1]


_MOST = 4
"""Ways that are looked at: whether there is one or several is all that is asked."""
