"""VIQR (RFC 1456): marks as signs of ASCII after their letter, as in "Vie^.t".

A sign that may be a mark or the end of a sentence is read as what gives a syllable; a word that
is no syllable either way stays as it is written.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from bulletin.desk.legacy.encoding import LegacyEncoding
from bulletin.desk.legacy.letters import LETTERS
from bulletin.desk.legacy.words import is_word

_SHAPES = {
    "a(": "ă", "a^": "â", "e^": "ê", "o^": "ô", "o+": "ơ", "o*": "ơ", "u+": "ư", "u*": "ư",
}  # fmt: skip
_TONES = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_SIGNS = {"ă": "a(", "â": "a^", "ê": "e^", "ô": "o^", "ơ": "o+", "ư": "u+", "đ": "dd"}

_MARK = "['`?~.]?"
_WORD = re.compile(
    rf"(?:[aA][(^]?{_MARK}|[eE]\^?{_MARK}|[oO][+*^]?{_MARK}|[uU][+*]?{_MARK}|[iIyY]{_MARK}|[A-Za-z])+"
)
_LETTER = re.compile(r"[dD][dD]|([aA][(^]?|[eE]\^?|[oO][+*^]?|[uU][+*]?|[iIyY])(['`?~.]?)|\\?.")
_AT_END = re.compile(r"[\"'”’)\]]*(?:\s+[\"'“‘(]*[A-Z]|\s*\Z|\s*\n)")
MARKED = re.compile(r"[aA][(^]|[eE]\^|[oO][\^+*]|[uU][+*]|\b[dD][dD]|[aeiouyAEIOUY]['`?~.]")
SHAPED = re.compile(r"[aA][(^]|[eEoO]\^|[oOuU][+*]|\b[dD][dD]")
"""A sign that changes a letter's shape: no English text has several."""


def _letter(match: re.Match[str]) -> str:
    written = match[0]
    if written.lower() == "dd":
        return "Đ" if written[0] == "D" else "đ"
    if match[1] is None:
        return written.removeprefix("\\") or written
    base = match[1][0]
    shape = _SHAPES.get(match[1].lower(), base.lower())
    letter = normalize("NFC", shape + _TONES.get(match[2], ""))
    return letter.upper() if base.isupper() else letter


def _word(written: str, *, ends: bool) -> str | None:
    """A word as it is read; None when it is no word in VIQR. `ends`: a sentence may end here."""
    whole = _LETTER.sub(_letter, written)
    bare = written.rstrip(".?'")
    cut = _LETTER.sub(_letter, bare) + written[len(bare) :] if bare != written else None
    for read in (cut, whole) if ends and cut else (whole, cut):
        if read and (read in LETTERS or is_word(read.rstrip(".?'"))):
            return read
    return None


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    done = 0
    for match in _WORD.finditer(text):
        if not MARKED.search(match[0]):
            continue
        # A text of one word is no sentence.
        ends = match[0] != text and _AT_END.match(text, match.end()) is not None
        read = _word(match[0], ends=ends)
        if read is None:
            continue
        yield from ((char, 1) for char in text[done : match.start()])
        yield read, len(match[0])
        done = match.end()
    yield from ((char, 1) for char in text[done:])


def _encode(text: str) -> str:
    return "".join(_sign(char) if char in LETTERS else char for char in text)


def _sign(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    decomposed = normalize("NFD", letter)
    tone = next((sign for sign, mark in _TONES.items() if mark in decomposed), "")
    for mark in _TONES.values():
        decomposed = decomposed.replace(mark, "")
    base = normalize("NFC", decomposed)
    shaped = _SIGNS.get(base.lower(), base.lower())
    return (shaped.upper() if base.isupper() else shaped) + tone


VIQR = LegacyEncoding("VIQR", _pieces, _encode, MARKED)
