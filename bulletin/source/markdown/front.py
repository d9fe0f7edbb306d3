"""Where an article's settings stand: between two lines of ---, or what was meant as these.

In: the lines of a file. Out: the first line of the settings, and the first below them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bulletin.source.settings.issues import ArticleSettings
from bulletin.source.settings.types import keys_of


@dataclass(frozen=True, slots=True)
class FrontFound:
    """The rows (from 0) of the settings; `odd` are those of lines that should be ---.

    `end` is None where nothing closes them and nobody knows where they end. `above`: a line of ---
    is missing above them, and below them too where `end` is `below`.
    """

    start: int
    end: int | None
    below: int
    odd: tuple[int, ...] = ()
    above: bool = False


_FENCE = "---"
_LIKE_FENCE = re.compile(r"[-–—―_=+*\u00ad]{1,12}")
"""What a hand, or a program that mends as one types, makes of three hyphens."""
_SETTING = re.compile(rf"(?i)(?:{'|'.join(map(re.escape, keys_of(ArticleSettings)))})[ ]?[:：]")
_KEY = re.compile(r"[^\W\d][\w-]{0,20}[ ]?[:：]")
"""A line of settings that nothing around it shows to be one."""
_UNSEEN = "\u200b\u2060\ufeff"
"""What a page that was copied leaves in front of its text."""
_ENTRY = re.compile(r"[^\W\d][\w -]{0,40}[:：]|[ \t]|- |#|\s*$")


def front_of(rows: Sequence[str]) -> FrontFound | None:
    """The settings above a text, if there are any."""
    first = next((number for number, row in enumerate(rows) if row.strip()), 0)
    row = rows[first].lstrip(_UNSEEN).rstrip()
    below = next((r for r in rows[first + 1 : first + 20] if r.strip()), "")
    if row.strip() == _FENCE != row and _SETTING.match(below):
        found = front_of([*rows[:first], _FENCE, *rows[first + 1 :]])
        return found and replace(found, odd=(first, *found.odd))
    if row == _FENCE:
        return _opened(rows, first)
    if _LIKE_FENCE.fullmatch(row) and _SETTING.match(below):
        ended = _ended(rows, first, len(rows))
        return _closed_oddly(rows, first) or (ended and replace(ended, odd=(first,)))
    if _SETTING.match(row):
        return _without_fence(rows, first)
    return None


def _opened(rows: Sequence[str], first: int) -> FrontFound:
    """Settings below a line of ---."""
    if (number := _closed_inside(rows, first)) is not None:
        return FrontFound(first + 1, number, number + 1, (number,))
    for number in range(first + 1, len(rows)):
        if rows[number].rstrip() in {_FENCE, "..."}:
            return _ended(rows, first, number) or FrontFound(first + 1, number, number + 1)
    return (
        _closed_oddly(rows, first)
        or _ended(rows, first, len(rows))
        or FrontFound(first + 1, None, len(rows))
    )


def _closed_inside(rows: Sequence[str], first: int) -> int | None:
    """The line of --- below plain settings that stands behind spaces, as no value can."""
    for number in range(first + 1, len(rows)):
        if rows[number].strip() == _FENCE != rows[number].rstrip():
            return number if _SETTING.match(rows[first + 1]) else None
        if not _KEY.match(rows[number]) or rows[number].rstrip().endswith(("|", ">", ":")):
            return None
    return None


def _ended(rows: Sequence[str], first: int, last: int) -> FrontFound | None:
    """Settings that end where text begins, mostly below an empty line, and not at a line of ---."""
    # Above a line of --- a line of text belongs to the settings, and is told as one of them.
    ends = (n for n in range(first + 2, last) if not rows[n].strip() or not _ENTRY.match(rows[n]))
    blank = next(ends, None)
    if blank is None or (last < len(rows) and rows[blank].strip()):
        return None
    if not all(map(_KEY.match, rows[first + 1 : blank])):
        return None
    text = next((row for row in rows[blank:last] if row.strip()), "")
    if not text or _ENTRY.match(text) or not any(map(_SETTING.match, rows[first + 1 : blank])):
        return None
    return FrontFound(first + 1, blank, blank)


def _closed_oddly(rows: Sequence[str], first: int) -> FrontFound | None:
    """Settings of which a line around them is no ---, though it was meant as one."""
    for number in range(first + 1, len(rows)):
        row = rows[number].rstrip()
        if _LIKE_FENCE.fullmatch(row):
            odd = tuple(n for n in (first, number) if rows[n].rstrip() != _FENCE)
            return FrontFound(first + 1, number, number + 1, odd)
        if not _ENTRY.match(rows[number]):
            return None
    return None


def _without_fence(rows: Sequence[str], first: int) -> FrontFound | None:
    """Settings with no line of --- above them, and one or an empty line below."""
    for number in range(first + 1, len(rows)):
        row = rows[number].rstrip()
        if _LIKE_FENCE.fullmatch(row):
            odd = (number,) if row != _FENCE else ()
            return FrontFound(first, number, number + 1, odd, above=True)
        if not row and number > first + 1 and all(map(_KEY.match, rows[first:number])):
            return FrontFound(first, number, number, above=True)
        if not row or not _ENTRY.match(row):
            ends = row and all(map(_KEY.match, rows[first:number]))
            return FrontFound(first, number, number, above=True) if ends else None
    return None
