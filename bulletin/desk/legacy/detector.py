"""The encoding of a text whose font is lost: the one in which its words are syllables.

In: the paragraphs (or lines) of a text. Out: for each what reads it, or None. English, other
languages and Unicode are left alone: an encoding is only believed where at least two different
words that are none as they stand become syllables, and hardly any word speaks against it. Words
of several encodings in one paragraph are told apart; one that can be both goes with its neighbours.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from bulletin.desk.legacy.encoding import LegacyEncoding
from bulletin.desk.legacy.letters import LETTERS
from bulletin.desk.legacy.tcvn3 import TCVN3
from bulletin.desk.legacy.viqr import SHAPED, VIQR
from bulletin.desk.legacy.vni import VNI
from bulletin.desk.legacy.words import is_word

_EDGES = " \t\n.,;:!?…\"'“”‘’()[]{}<>*_#|/\\"
_SIGN_EDGES = '"“”[]{}<>_#|/\\,;:!…'
_MOSTLY = 0.8
_SHARE_OF_SIGNS = 0.25
"""So much of the plain words must be marked where marks are plain signs (VIQR)."""
_LONGEST = 60
"""Characters of a word; what is longer is an address or worse."""
_ALL = (TCVN3, VNI, VIQR)
_INSIDE = re.compile(r"[A-Za-z][\u00a1-\u00bf]|[\u00a8-\u00b9][A-Za-z]")
"""Signs that no text has beside a letter, but for TCVN3."""
_PARTS = re.compile(r"[-–/]")
_CLOSED = re.compile(r"\([^()]*\)")
_FEWEST_LETTERS = 3
_TONED = re.compile(r"[(^+*]['`?~.]")
_WORD = re.compile(r"[^\s,;|]+")
"""Words, and the cells of a table of data, between which no space stands."""


class _WordSeen(NamedTuple):
    """A word and what it can be; `sound`: it is a syllable as it stands."""

    start: int
    end: int
    text: str
    sound: bool
    readers: tuple[LegacyEncoding, ...]

    @property
    def sure(self) -> LegacyEncoding | None:
        """The one encoding in which it is a word."""
        return self.readers[0] if len(self.readers) == 1 and not self.sound else None


@dataclass
class _ParagraphSeen:
    words: list[_WordSeen]
    believed: set[str] = field(default_factory=set)
    tempted: set[str] = field(default_factory=set)
    """Encodings for which a single word speaks: enough where the rest of the text is in it."""


def detected(paragraphs: Sequence[str], known: Iterable[str] = ()) -> list[LegacyEncoding | None]:
    """What reads each paragraph, word by word; None where nothing has to be read.

    `known`: names of encodings that the rest of the text is in, as its fonts tell.
    """
    seen = [_looked_at(paragraph) for paragraph in paragraphs]
    others = {*known, *(name for one in seen for name in one.believed)}
    return [_reader(one, one.believed | (one.tempted & others)) for one in seen]


def is_unicode_already(text: str, encoding: LegacyEncoding) -> bool:
    """Whether a text is Unicode, whatever its font says: typed later into an old document."""
    sound = read = 0
    for match in re.finditer(r"\S+", text):
        word = match[0]
        if _is_unicode(word):
            return True
        if encoding.marks.search(word) and encoding is not VIQR:
            sound += _is_sound(word)
            read += _reads_well(word, encoding)
    return sound > read


# -- words ---------------------------------------------------------------------------------


def _looked_at(paragraph: str) -> _ParagraphSeen:
    words = [_word(match) for match in _WORD.finditer(paragraph)]
    sure: dict[str, set[str]] = {}
    against: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for word in words:
        if (encoding := word.sure) is not None:
            sure.setdefault(encoding.name, set()).add(word.text.strip(_EDGES).lower())
            count[encoding.name] += 1
        elif not word.readers and not word.sound and not _is_unicode(word.text):
            for one in (TCVN3, VNI):
                against[one.name] += bool(one.marks.search(word.text)) and len(word.text) > 1
    seen = _ParagraphSeen(words)
    for name, different in sure.items():
        if count[name] < _MOSTLY * (count[name] + against[name]):
            continue
        if name == VIQR.name and not _signs_speak(words):
            continue
        (seen.believed if len(different) > 1 else seen.tempted).add(name)
    return seen


def _signs_speak(words: Sequence[_WordSeen]) -> bool:
    """Whether so many plain words have signs in them that they cannot be punctuation."""
    plain = [word for word in words if word.text.isascii()]
    marked = [word for word in plain if VIQR in word.readers]
    return any(map(_is_shaped, marked)) and len(marked) >= _SHARE_OF_SIGNS * len(plain)


def _is_shaped(word: _WordSeen) -> bool:
    """Whether a word has signs that change letters, as no formula has them: a(n-1), e^n."""
    text = _CLOSED.sub("", word.text)
    letters = sum(map(str.isalpha, text))
    return bool(SHAPED.search(text) and (letters >= _FEWEST_LETTERS or _TONED.search(text)))


def _word(match: re.Match[str]) -> _WordSeen:
    return _WordSeen(match.start(), match.end(), match[0], *_judged(match[0]))


@lru_cache(maxsize=20_000)  # the words of a text come again and again
def _judged(text: str) -> tuple[bool, tuple[LegacyEncoding, ...]]:
    """Whether a word is sound as it is, and the encodings in which it is one."""
    sound = _is_unicode(text) or (not text.isascii() and _is_sound(text))
    readers: tuple[LegacyEncoding, ...] = ()
    if len(text) <= _LONGEST and not _is_unicode(text):
        readers = tuple(e for e in _ALL if e.marks.search(text) and _reads_well(text, e))
    return sound, readers


def _is_sound(word: str) -> bool:
    return all(map(is_word, _PARTS.split(word.strip(_EDGES))))


def _reads_well(word: str, encoding: LegacyEncoding) -> bool:
    """Whether a word becomes syllables, and more than a sign that stands alone in any text."""
    bare = word.strip(_SIGN_EDGES if encoding is VIQR else _EDGES)
    read = encoding.decode(bare)
    if read == bare or (len(bare) == 1 and not bare.isalpha()):
        return False
    parts = [part for part in _PARTS.split(read.strip(_EDGES)) if part]
    return bool(parts) and all(
        is_word(part) or part.isdecimal() or (part.isascii() and part.isalpha()) for part in parts
    )


def _is_unicode(word: str) -> bool:
    """Whether a word holds a letter that no old encoding has in these characters."""
    return any(char in LETTERS and char > "\u00ff" for char in word)


# -- reading -------------------------------------------------------------------------------


def _reader(seen: _ParagraphSeen, names: set[str]) -> LegacyEncoding | None:
    """What reads a paragraph in which these encodings are believed."""
    believed = [encoding for encoding in _ALL if encoding.name in names]
    if not believed:
        return None
    chosen = _chosen(seen.words, believed)

    def pieces(text: str) -> Iterator[tuple[str, int]]:
        done = 0
        for word, encoding in zip(seen.words, chosen, strict=True):
            if encoding is None:
                continue
            yield from ((char, 1) for char in text[done : word.start])
            yield from _read_in_place(text, word, encoding)
            done = word.end
        yield from ((char, 1) for char in text[done:])

    return replace(believed[0], name=", ".join(e.name for e in believed), pieces=pieces)


def _read_in_place(
    text: str, word: _WordSeen, encoding: LegacyEncoding
) -> Iterator[tuple[str, int]]:
    """The letters of a word; a sign at the end of a sentence is known by what follows it."""
    start = max(word.start - 1, 0)
    at = start
    for piece, length in encoding.pieces(text[start : word.end + _FOLLOWING]):
        if at >= word.end:
            return
        if at >= word.start:
            yield piece, length
        at += length


_FOLLOWING = 4
"""Characters behind a word that tell whether a sentence ends with it."""


def _chosen(
    words: Sequence[_WordSeen], believed: Sequence[LegacyEncoding]
) -> list[LegacyEncoding | None]:
    """The encoding of each word: its own, or that of the nearest word that is sure of one."""
    sure = [_sure(word, believed) for word in words]
    before: list[tuple[int, LegacyEncoding | None] | None] = []
    last: tuple[int, LegacyEncoding | None] | None = None
    for index, (decided, encoding) in enumerate(sure):
        last = (index, encoding) if decided else last
        before.append(last)
    chosen: list[LegacyEncoding | None] = []
    last = None
    for index in range(len(words) - 1, -1, -1):
        decided, encoding = sure[index]
        last = (index, encoding) if decided else last
        chosen.append(_nearest(words[index], index, before[index], last, believed))
    return chosen[::-1]


def _sure(
    word: _WordSeen, believed: Sequence[LegacyEncoding]
) -> tuple[bool, LegacyEncoding | None]:
    """Whether a word can only be one thing, and which."""
    readers = [encoding for encoding in word.readers if encoding in believed]
    if len(readers) == 1 and not word.sound:
        return True, readers[0]
    if word.sound and not readers:
        return True, None
    return False, None


def _nearest(
    word: _WordSeen,
    index: int,
    before: tuple[int, LegacyEncoding | None] | None,
    after: tuple[int, LegacyEncoding | None] | None,
    believed: Sequence[LegacyEncoding],
) -> LegacyEncoding | None:
    near = sorted(filter(None, (before, after)), key=lambda one: abs(one[0] - index))
    readers = [encoding for encoding in word.readers if encoding in believed]
    if readers:
        allowed = [e for _, e in near if e in readers or (e is None and word.sound)]
        return allowed[0] if allowed else readers[0]
    if TCVN3 in believed and not _is_unicode(word.text) and _INSIDE.search(word.text):
        return TCVN3
    return None
