"""Where the sentences of a written text begin and end.

In: a paragraph in any Unicode form, and what its language knows of dots. Out: half-open offsets
of its sentences, in order, which cover everything but the spaces between them. What a dot means
is decided from the word before it and the word after it: abbreviations, initials, numbered
points, "v.v." inside a sentence and addresses do not end one, and a mark inside a quotation ends
none that goes on in small letters.
"""

import bisect
import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

STOPS = "。！？។៕။।॥།؟۔։።\uaa5d-\uaa5f"
"""Marks of other scripts (Unicode: Sentence_Terminal), as in a class of characters; they need no
space behind them."""
_MARKS = re.compile(
    rf"(?<![.!?…{STOPS}])(?P<stop>(?=[.!?…]*+[{STOPS}]))?[.!?…{STOPS}]++"
    r"(?P<closing>[\"'”’»)\]」』]*+)(?(stop)|(?=\s|$))"
)
"""Marks with what closes behind them. A run of either is read once, however long it is.

`stop` stands before the run: a group inside what never gives back is a fault of Python's own.
"""
_BREAK = re.compile(
    r"\n\s*\n|\n(?=(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}|[IVX]{1,5}|[a-zđA-ZĐ])[.)/]\s)"
)
"""A blank line, or the end of one above a numbered point."""
_JOINED = re.compile(r"(?<=[^\W\d_])[.!?](?=[^\W\d_])")
_LAST_TOKEN = re.compile(r"[\w.\-/&\u0300-\u036f]*$")
_OPENING = "\"'“‘«([{–—- \u00a0\t\n"
_POINT = re.compile(r"\W*(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}|[IVX]{1,5}|[A-Za-zĐđ])$")
_AFTER_COLON = re.compile(r"[:;]\s*(?:[0-9]{1,2}|[a-zđ])$")
_WORD_BEFORE = re.compile(r"([\w\u0300-\u036f]+)(?P<gap>[^\w]*)$")
_WORD_AFTER = re.compile(r"[\w\u0300-\u036f]+")
_LEFT_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*$")
_RIGHT_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_INITIALS = re.compile(r"(?:[A-ZĐ]\.)*[A-ZĐ]")
_AND_SO_ON = re.compile(r"v\.?\s?v(?:\.v)?", re.IGNORECASE)
_SIGHT = 60  # characters to either side that can decide about a mark

_NONE = frozenset[str]()


@dataclass(frozen=True)
class Dots:
    """What a language knows about dots; all words in small letters but for `prefixes`.

    After `never` a dot ends no sentence, after `before_number` none before a number, after
    `prefixes` (one letter of a place's name) none before a name. `named_by_letter` has a letter
    for a name ("vitamin C."), `openers` begin sentences. `persons` stand before people's names,
    and `numbers` may be such names ("cụ Đ. Hai"). `is_word` tells words of the language, where
    sentences are written without a space between ("xong.Sau đó").
    """

    never: frozenset[str] = _NONE
    before_number: frozenset[str] = _NONE
    prefixes: frozenset[str] = _NONE
    named_by_letter: frozenset[str] = _NONE
    openers: frozenset[str] = _NONE
    persons: frozenset[str] = _NONE
    numbers: frozenset[str] = _NONE
    is_word: Callable[[str], bool] | None = None


def split(text: str, dots: Dots) -> tuple[tuple[int, int], ...]:
    """The sentences of `text` as half-open [start, end) offsets, in order.

    They cover all text that is not space.
    """
    sentences: list[tuple[int, int]] = []
    start = _skip_spaces(text, 0)
    for end in _ends(text, dots):
        if end > start and text[start:end].strip():
            sentences.append((start, start + len(text[start:end].rstrip())))
            start = _skip_spaces(text, end)
    if start < len(text):
        sentences.append((start, start + len(text[start:].rstrip())))
    return tuple(sentences)


def _ends(text: str, dots: Dots) -> list[int]:
    """Where sentences end, the last one left out."""
    blanks = [match.start() for match in _BREAK.finditer(text)]
    ends: set[int] = set(blanks)
    last = _skip_spaces(text, 0)
    for match in _MARKS.finditer(text):
        above = bisect.bisect_right(blanks, match.start())
        if _is_end(text, max([last, *blanks[above - 1 : above]]), match, dots):
            ends.add(match.end())
            last = match.end()
    if dots.is_word:
        ends |= {match.end() for match in _JOINED.finditer(text) if _are_joined(text, match, dots)}
    return sorted(ends)


def _skip_spaces(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_end(text: str, start: int, mark: re.Match[str], dots: Dots) -> bool:
    """Whether a mark, followed by a space, ends the sentence that began at `start`."""
    after = text[mark.end() : mark.end() + _SIGHT]
    following = after.lstrip(_OPENING)
    if not following:
        return True
    before = text[max(start, mark.start() - _SIGHT) : mark.start()]
    signs = mark.group()[: len(mark.group()) - len(mark["closing"])]
    if following[0].islower():
        return False
    if "!" in signs or "?" in signs:
        return not (mark["closing"].startswith(")") and before.endswith("("))
    if signs != "." or mark["closing"]:
        return True
    return _dot_ends(before, following, dots, opens=start >= mark.start() - len(before))


def _dot_ends(before: str, following: str, dots: Dots, *, opens: bool) -> bool:
    """Whether a single dot ends a sentence before a capital, a digit or a sign."""
    token = normalize("NFC", _token(before))
    if (opens and _POINT.fullmatch(before)) or _AFTER_COLON.search(before):
        return False
    if _AND_SO_ON.fullmatch(token):
        return True
    lower = token.lower()
    if lower in dots.never or (token.islower() and token in dots.prefixes):
        return False
    if following[0].isdigit() and lower in dots.before_number:
        return False
    if _INITIALS.fullmatch(token) or token in dots.prefixes:
        return _initial_ends(before[: len(before) - len(_token(before))], token, following, dots)
    return True


def _token(before: str) -> str:
    match = _LAST_TOKEN.search(before)
    return match.group().lstrip("-/&.") if match else ""


def _initial_ends(before: str, token: str, following: str, dots: Dots) -> bool:
    """Whether the dot after an initial ends a sentence as well."""
    next_word = _WORD_AFTER.match(following)
    opener = next_word is not None and normalize("NFC", next_word[0]).lower() in dots.openers
    word = _WORD_BEFORE.search(before)
    previous = normalize("NFC", word[1]) if word else ""
    if previous.lower() in dots.named_by_letter:
        return True
    if token in dots.prefixes and not _capital(previous):
        return False
    if before and not (before[-1].isspace() or before[-1] in _OPENING):
        return True  # "37°C."
    if not previous or (word and word["gap"].strip()):
        return False
    if previous.lower() in dots.persons and following.split(maxsplit=1)[0].lower() in dots.numbers:
        return False  # "cụ Đ. Hai": a name, not a number
    return opener


def _capital(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


def _are_joined(text: str, mark: re.Match[str], dots: Dots) -> bool:
    """Whether two sentences stand without a space between: "xong.Sau đó"."""
    left = _LEFT_WORD.search(text[max(0, mark.start() - _SIGHT) : mark.start()])
    right = _RIGHT_WORD.match(text[mark.end() : mark.end() + _SIGHT])
    if left is None or right is None or dots.is_word is None:
        return False
    one, other = normalize("NFC", left[0]), normalize("NFC", right[0])
    rest = text[mark.end() + len(right[0]) :][:1]
    return (
        one.islower()
        and len(one) > 1
        and other.istitle()
        and (len(other) > 1 or rest == " ")
        and dots.is_word(one)
        and dots.is_word(other)
        and one not in dots.never
        and rest not in {"@", "."}
    )
