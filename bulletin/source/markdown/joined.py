"""Lines that were meant to stay apart, and that Markdown joins to one paragraph.

In: the lines of a paragraph. Out: the first line that is joined to the one above, and how its kind
is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bulletin.source.markdown.pasted import HARD

JoinedKind = Literal["list", "paragraph", "line"]
"""What the lines are: items of a list, paragraphs, or lines of a verse or an address."""


@dataclass(frozen=True, slots=True)
class LinesJoined:
    """The index of the first line that is joined, what the lines are, and the sign of a list."""

    index: int
    kind: JoinedKind
    sign: str = ""


_S = rf"[ \t{HARD}]"
_ROMAN = "(?:X{0,3}(?:IX|IV|V?I{1,3}|V|X))"
DEFINITION = ":"
"""What other dialects write before the meaning of the word above."""
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"[–—―]{_S}"), "–"),
    (re.compile(rf"[a-zđ][.)]{_S}"), "a)"),
    (re.compile(rf"(?i:{_ROMAN})[.)]{_S}"), "I."),
    (re.compile(rf"[A-ZĐ][.)]{_S}"), "A."),
    (re.compile(rf"\d{{1,2}}/{_S}"), "1/"),
    (re.compile(rf"\(\w{{1,2}}\){_S}"), "(1)"),
    (re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]?{_S}(?=[^\W\d_])"), "1.1"),
    (re.compile(r"[-+](?=[^\W\d_])"), "-"),
    (re.compile(r"\d{1,2}[.)](?=[^\W\d_])"), "1."),
    (re.compile(rf"[-*+]{_S}+\S"), "-"),
    (re.compile(rf"\d{{1,2}}[.)]{_S}+[^\W\d_]"), "1."),
    (re.compile(rf":{_S}+\S"), DEFINITION),
)
"""How lines of a list start that make none here, and how to call each kind."""


def lines_joined(lines: Sequence[str]) -> LinesJoined | None:
    """The first lines of a paragraph that were meant to stand each for itself."""
    if len(lines) == 1:
        return None
    return next((found for judge in _JUDGES if (found := judge(lines))), None)


def begins_like(line: str, sign: str) -> bool:
    """Whether a line begins with a sign of this kind."""
    return any(called == sign and pattern.match(line.lstrip()) for pattern, called in _SIGNS)


def _kept(line: str) -> bool:
    """Whether a line ends with a break of its own."""
    return line.endswith(("\\", "  "))


def _list(lines: Sequence[str]) -> LinesJoined | None:
    stripped = [line.lstrip() for line in lines]
    for pattern, sign in _SIGNS:
        found = [n for n, row in enumerate(stripped) if pattern.match(row)]
        # Text before a list of numbers may end with one by chance, as in "… ngày | 15. Sau đó".
        joined = [n for n in found if n and not _kept(lines[n - 1])]
        if joined and (
            len(found) > 1 or sign == DEFINITION or stripped[joined[0] - 1].rstrip().endswith(":")
        ):
            return LinesJoined(joined[0], "list", sign)
    return None


_ENDED = re.compile(r"[.!?…:;][\"”’»)]*\s*\Z")
_INDENTED = re.compile(r"[ ]{0,3}\t| {4}")
_BEGINS = re.compile(r"\s*[\"“‘«(]?[A-ZÀ-ỸĐ0-9]")
_TWO_SENTENCES = re.compile(r"[.!?…][\"”’»)]*\s+[\"“‘«(]?[A-ZÀ-ỸĐ].*[.!?…][\"”’»)]*\s*\Z")


def _paragraphs(lines: Sequence[str]) -> LinesJoined | None:
    """A line that is indented below a finished one, or one of whole sentences below another."""
    for n in range(1, len(lines)):
        above = lines[n - 1]
        if _kept(above) or not _ENDED.search(above):
            continue
        whole = len(above) > _WIDE and _TWO_SENTENCES.search(above) and _BEGINS.match(lines[n])
        if _INDENTED.match(lines[n]) or whole:
            return LinesJoined(n, "paragraph")
    return None


_WIDE = 100
"""Characters of a line that nobody has broken by hand."""
_SHORT = 50
"""Characters of a line that its writer broke on purpose: the next word had room."""
_LABEL = re.compile(r"[^\W\d_][^:\n.!?]{1,40}:\s+\S")
_NUMBERED = re.compile(r"\s*([^\W\d_]+) \d{1,3}[.:]\s")


def _single_lines(lines: Sequence[str]) -> LinesJoined | None:
    """Lines with labels or numbers, and short ones as of a verse or an address."""
    for n in range(1, len(lines)):
        if _kept(lines[n - 1]):
            continue
        one, two = _NUMBERED.match(lines[n - 1]), _NUMBERED.match(lines[n])
        numbered = one and two and one[1].lower() == two[1].lower()
        labels = _LABEL.match(lines[n - 1].lstrip()) and _LABEL.match(lines[n].lstrip())
        if numbered or (labels and len(lines[n - 1]) <= _WIDE):
            return LinesJoined(n, "line")
    verse = all(len(line.strip()) <= _SHORT and _BEGINS.match(line) for line in lines)
    ended = any(line.rstrip().endswith((".", "!", "?", "…")) for line in lines[:-1])
    if verse and not ended and not any(map(_kept, lines[:-1])):
        return LinesJoined(1, "line")
    return None


_JUDGES: tuple[Callable[[Sequence[str]], LinesJoined | None], ...] = (
    _list,
    _paragraphs,
    _single_lines,
)
