"""The encoding of a text whose font is lost: the one in which its words are syllables.

In: the paragraphs (or lines) of a text. Out: for each its encoding, or None. English, other
languages and Unicode are none: a paragraph is only taken where the words that look odd as
they stand become syllables, and where at least two different ones do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.desk.legacy.encoding import LegacyEncoding
from bulletin.desk.legacy.letters import LETTERS
from bulletin.desk.legacy.tcvn3 import TCVN3
from bulletin.desk.legacy.viqr import SHAPED, VIQR
from bulletin.desk.legacy.vni import VNI
from bulletin.desk.legacy.words import is_word

_EDGES = " \t\n.,;:!?…\"'“”‘’()[]{}<>*_#|/\\"
_MOSTLY = 0.8
_SHARE_OF_SIGNS = 0.25
"""So much of a paragraph must be marked where marks are plain signs (VIQR)."""
_LONGEST = 60
"""Characters of a word; what is longer is an address or worse."""


@dataclass(frozen=True)
class _Evidence:
    good: frozenset[str]
    marked: int
    read_well: int
    sound: int

    @property
    def convincing(self) -> bool:
        return len(self.good) > 1 and self.bearable

    @property
    def bearable(self) -> bool:
        """Whether nothing speaks against it."""
        return (
            self.read_well > 0
            and self.read_well >= _MOSTLY * self.marked
            and self.sound <= (1 - _MOSTLY) * self.marked
        )


def detected(paragraphs: Sequence[str]) -> list[LegacyEncoding | None]:
    """The encoding of each paragraph.

    A paragraph with a single such word follows the text around it, a title above all.
    """
    found = [_of_one(paragraph) for paragraph in paragraphs]
    known = {one for one in found if one}
    for index, paragraph in enumerate(paragraphs):
        if found[index] is None and known:
            # In the order of the encodings, so that the outcome does not depend on a set's.
            found[index] = next(
                (e for e in _ALL if e in known and _evidence(paragraph, e).bearable), None
            )
    return found


def _of_one(paragraph: str) -> LegacyEncoding | None:
    evidences = [(encoding, _evidence(paragraph, encoding)) for encoding in _ALL]
    convincing = [
        (e.read_well, encoding.name, encoding) for encoding, e in evidences if e.convincing
    ]
    return max(convincing)[2] if convincing else None


def is_unicode_already(text: str, encoding: LegacyEncoding) -> bool:
    """Whether a text is Unicode, whatever its font says: typed later into an old document."""
    if any(_is_unicode(word) for word in text.split()):
        return True
    evidence = _evidence(text, encoding)
    return evidence.sound > evidence.read_well


def read_as(text: str, encoding: LegacyEncoding) -> str:
    """A text in an encoding as Unicode; words that are Unicode already stay."""
    if encoding is VIQR:
        return encoding.decode(text)
    return re.sub(
        r"\S+", lambda word: word[0] if _is_unicode(word[0]) else encoding.decode(word[0]), text
    )


_ALL = (TCVN3, VNI, VIQR)


def _evidence(paragraph: str, encoding: LegacyEncoding) -> _Evidence:
    good: set[str] = set()
    marked = read_well = sound = count = 0
    shaped = encoding is not VIQR
    for word in _words(paragraph, strip=encoding is not VIQR):
        count += 1
        if not encoding.marks.search(word) or _is_unicode(word) or len(word) > _LONGEST:
            continue
        read = encoding.decode(word).strip(_EDGES)
        parts = [part for part in re.split(r"[-–/]", read) if part]
        well = bool(parts) and all(_reads_well(part) for part in parts)
        if encoding is VIQR and not well and not SHAPED.search(word):
            continue  # a sign at the end of a word, as any text has
        if len(read) == 1 and len(word) == 1:
            continue  # © and × stand alone in any text
        marked += 1
        if well:
            read_well += 1
            good.add(read.lower())
            shaped = shaped or bool(SHAPED.search(word))
        bare = word.strip(_EDGES)
        sound += encoding is not VIQR and all(map(is_word, re.split(r"[-–/]", bare)))
    if not shaped or (encoding is VIQR and marked < _SHARE_OF_SIGNS * count):
        good, read_well = set(), 0
    return _Evidence(frozenset(good), marked, read_well, sound)


def _reads_well(part: str) -> bool:
    return is_word(part) or part.isdecimal() or (part.isascii() and part.isalpha())


def _words(paragraph: str, *, strip: bool) -> Iterator[str]:
    for word in paragraph.split():
        bare = word.strip(_EDGES) if strip else word.strip('"“”()[]{}<>*_#|/\\,;:!…')
        if bare:
            yield bare


def _is_unicode(word: str) -> bool:
    """Whether a word holds a letter that no old encoding has in these characters."""
    return any(char in LETTERS and char > "\u00ff" for char in word)
