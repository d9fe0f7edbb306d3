"""Lines that were meant to stay apart, and that Markdown joins to one paragraph.

In: the lines of a paragraph. Out: the first line that is joined to the one above, and how its kind
is called.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bulletin.formats.characters import CAPITALS
from bulletin.source.markdown.pasted import HARD, LOST, SIGNS

JoinedKind = Literal["list", "paragraph", "line", "word", "address"]
"""What the lines are: items of a list, paragraphs, lines of a verse or an address, or parts of
one word, torn at a hyphen as in a scan, or of one web address."""


@dataclass(frozen=True, slots=True)
class LinesJoined:
    """The index of the first line that is joined, what the lines are, and the sign of a list.

    The sign of an address is the whole of it.

    `others` are the indices of further lines that were meant to stand by themselves.
    """

    index: int
    kind: JoinedKind
    sign: str = ""
    others: tuple[int, ...] = ()


_S = rf"[ \t{HARD}]"
_GAP = rf"(?:{_S}|&nbsp;|&#160;)*"
_ROMAN = "(?:X{0,3}(?:IX|IV|V?I{1,3}|V|X))"
DEFINITION = ":"
"""What other dialects write before the meaning of the word above."""
OUTLINE = "1.1"
"""How points of several levels are called."""
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"[–—―−‒‐‑](?:{_S}|(?=[^\W\d_]))"), "–"),
    (re.compile(rf"[a-zđ][.)]{_S}"), "a)"),
    (re.compile(rf"(?i:{_ROMAN})[.)]{_S}"), "I."),
    (re.compile(rf"[A-ZĐ][.)]{_S}"), "A."),
    (re.compile(rf"\d{{1,2}}/{_S}"), "1/"),
    (re.compile(rf"\(\w{{1,2}}\){_S}"), "(1)"),
    (re.compile(rf"\(\*{{1,3}}\){_S}"), "(*)"),
    (re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]?{_S}(?=[^\W\d_])"), OUTLINE),
    (re.compile(r"[-+](?=[^\W\d_])"), "-"),
    (re.compile(r"\*(?=[^\W\d_])[^*\n]*\Z"), "*"),
    (re.compile(r"\d{1,2}[.)](?=[^\W\d_])"), "1."),
    (re.compile(rf"\d{{1,2}}{_S}?[-–:]{_S}(?=[^\W\d_])"), "1-"),
    (re.compile(rf"\[\d{{1,2}}\]{_S}"), "[1]"),
    (re.compile(rf"\({_S}?[xX]?{_S}?\){_S}"), "( )"),
    (re.compile(rf"[¹²³⁰⁴-⁹]{{1,2}}{_S}*(?=[^\W\d_])"), "¹"),
    (re.compile(rf"[-=]{{1,2}}>{_S}*(?=\w)"), "=>"),
    (
        re.compile(
            rf"(?P<sign>[{SIGNS}]|\d(?=\ufe0f?\u20e3))[\ufe0e\ufe0f\u20e3]*(?:{_S}|(?=[^\W\d_]))"
        ),
        "",
    ),
    (re.compile(rf"(?P<sign>[{LOST}]){_S}+(?=[^\W\d_])"), ""),
    (re.compile(rf"(?P<sign>[~.¤]|--|\*\)){_S}+(?=[^\W\d_])"), ""),
    (re.compile(rf"(?P<sign>&(?:#(?!160;)\d{{3,6}}|bull|[mn]dash|rarr);){_GAP}(?=[^\W\d_])"), ""),
    (re.compile(rf"\\?[-*+]{_S}+\S"), "-"),
    (re.compile(rf"\d{{1,2}}[.)]{_S}+[^\W\d_]"), "1."),
    (re.compile(rf":{_S}+\S"), DEFINITION),
)
"""How lines of a list start that make none here, and how to call each kind; "": as it is written."""
_TIGHT = re.compile(r"\s*(?:-|\d{1,2}[.)])(?=[^\W\d_])")
"""An item without the space behind its sign."""
_CALLED = {called for _, called in _SIGNS}


def lines_joined(lines: Sequence[str], *, in_list: bool = False) -> LinesJoined | None:
    """The first lines of a paragraph that were meant to stand each for itself.

    `in_list`: it begins an item of a list, so that one more item is no chance.
    """
    if len(lines) == 1:
        return None
    if in_list and (tight := [n for n, line in enumerate(lines) if n and _TIGHT.match(line)]):
        return LinesJoined(tight[0], "list", "-" if lines[tight[0]].lstrip()[0] == "-" else "1.")
    for sign in (OUTLINE, "a)") if in_list else ():
        points = [n for n, row in enumerate(lines) if n and begins_like(row, sign)]
        # A single letter may be an initial, unless it is the first of all and behind a number.
        if points and (sign == OUTLINE or lines[points[0]].lstrip()[0] == "a"):
            return LinesJoined(points[0], "list", sign)
    return next((found for judge in _JUDGES if (found := judge(lines))), None)


def begins_like(line: str, sign: str) -> bool:
    """Whether a line begins with a sign of this kind."""
    called = sign if sign in _CALLED else ""
    return any(one == called and pattern.match(line.lstrip()) for pattern, one in _SIGNS)


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
            len(found) > 1
            or sign == DEFINITION
            or (_ENDED.search(stripped[joined[0] - 1]) and sign not in _INITIALS)
        ):
            first = pattern.match(stripped[joined[0]])
            called = sign or (first["sign"] if first else "")
            return LinesJoined(joined[0], "list", called)
    return None


_INITIALS = {"A.", "I.", "a)"}
"""Signs that may be the first letter of a name."""

_ENDED = re.compile(r"[.!?…:;][\"”’»)]*\s*\Z")
SENTENCE_ENDED = re.compile(r"[.!?…][\"”’»)]*\s*\Z")
_INDENTED = re.compile(r"[ ]{0,3}\t| {4}")
BEGINS = re.compile(rf"\s*[\"“‘«(]?[{CAPITALS}0-9]")
_TWO_SENTENCES = re.compile(rf"[.!?…][\"”’»)]*\s+[\"“‘«(]?[{CAPITALS}].*[.!?…][\"”’»)]*\s*\Z")


def _paragraphs(lines: Sequence[str]) -> LinesJoined | None:
    """A line that is indented below a finished one, or one of whole sentences below another."""
    for n in range(1, len(lines)):
        above = lines[n - 1]
        if _kept(above) or not _ENDED.search(above):
            continue
        whole = len(above) > _WIDE and _TWO_SENTENCES.search(above) and BEGINS.match(lines[n])
        if _INDENTED.match(lines[n]) or whole:
            return LinesJoined(n, "paragraph")
    return None


_WIDE = 100
"""Characters of a line that nobody has broken by hand."""
_SHORT = 50
"""Characters of a line that its writer broke on purpose: the next word had room."""
_FULL = 60
"""Characters of lines as a program breaks them, at the least."""
_ROOM = 10
"""Characters that are left beside the next word where a line was broken on purpose."""
_LABEL = re.compile(r"[^\W\d_][^:\n.!?]{1,40}:\s+\S")
_MARKED_LABEL = re.compile(
    r"(?P<marks>\*{1,3}|_{1,3})(?=[^\s*_])[^*_\n!?]{1,60}"
    r"(?::\s?(?P=marks)(?=\s|\Z)|(?P=marks)\s?:(?=\s|\Z))"
)
"""A label that is bold or slanted: **Thời gian:** or **Thời gian**:"""
_TITLE = re.compile(
    rf"\s*(?P<marks>\*{{1,3}}|_{{1,3}})[\"“‘«(]?[{CAPITALS}0-9][^*_\n]{{0,59}}(?<![.!?…;,])(?P=marks)\s*"
)
"""A line that is bold or slanted as a whole: which verse it is, or who is meant."""
_STOPPED = re.compile(r"[.!?…]\s*\Z")
_COUPLET = 2
"""Lines of which it cannot be said how they are set."""
_STEP = 2
"""Columns by which a line is set in on purpose."""
_NUMBERED = re.compile(r"\s*([^\W\d_]+) \d{1,3}[.:]\s")
_BEGUN = re.compile(rf"\s*[{CAPITALS}][^\W\d_]* \d{{1,3}}[.:]\s+[{CAPITALS}]")
"""An article of a law or a step, with its title."""
_ALONE = re.compile(rf"\s*[{CAPITALS}][^\W\d_]* (?:\d{{1,3}}(?:/\d{{1,3}})?|[IVXL]{{1,6}})\s*")
"""A line that is only a word and a number: a chapter, a step, a page."""
_LETTER = re.compile(r"[^\W_]")
_BELOW_ZERO = re.compile(r"\s*[-+−]\d")
"""A line that begins with a figure below zero, or as an item of a list without its space."""
_RANGE_BEGUN = re.compile(r"[\d)%-]\s*\Z")


def _single_lines(lines: Sequence[str]) -> LinesJoined | None:
    """Lines with labels or numbers, and short ones as of a verse, an address or a heading."""
    open_at = [n for n in range(1, len(lines)) if not _kept(lines[n - 1])]
    apart = open_at if _is_verse(lines) else _set_apart(lines, open_at)
    return LinesJoined(apart[0], "line", others=tuple(apart[1:])) if apart else None


def _is_verse(lines: Sequence[str]) -> bool:
    """Whether all lines are short and set as in a verse, and most of them end like no sentence."""
    if any(len(line.strip()) > _SHORT for line in lines) or any(map(_kept, lines[:-1])):
        return False
    # A number at the end of a sentence that a program has broken, as in "… ngày | 15. Sau đó".
    if any(map(_ENDS_WITH_NUMBER.match, lines[1:])):
        return False
    ended = [bool(_STOPPED.search(line)) for line in lines[:-1]]
    begun = [bool(BEGINS.match(line)) for line in lines]
    # Prose as a program breaks it fills its lines, and steps in at none but the first.
    widest = max(len(line.strip()) for line in lines)
    by_hand = any(
        BEGINS.match(below) and _room(above.strip(), below, widest) >= _ROOM
        for above, below in pairwise(lines)
    )
    most = begun[0] and 2 * sum(begun) >= len(begun)
    return 2 * sum(ended) < len(ended) and (
        all(begun) or (len(lines) > _COUPLET and most and (by_hand or _steps(lines)))
    )


_ENDS_WITH_NUMBER = re.compile(r"\s*(?:[2-9]|\d{2,4})\.\s")


def _room(above: str, below: str, widest: int) -> int:
    """How many columns are left in a line beside the word that begins the next one."""
    return widest - len(above) - 1 - len(below.split(maxsplit=1)[0])


def _steps(lines: Sequence[str]) -> bool:
    """Whether lines are set in, and out again, as those of a verse."""
    depths = [len(line) - len(line.lstrip()) for line in lines[1:]]
    steps = [below - above for above, below in pairwise(depths)]
    return max(steps, default=0) > 0 > min(steps, default=0) or (
        min(steps, default=0) <= -_STEP and bool(depths[0])
    )


def _set_apart(lines: Sequence[str], places: Sequence[int]) -> list[int]:
    """The lines below a break that was meant."""
    named = [found[1].lower() if (found := _NUMBERED.match(line)) else "" for line in lines]
    often = Counter(named)
    heads = [bool(name) and often[name] > 1 for name in named]
    widest = max(map(len, lines))
    labelled = _labelled(lines, places)
    return [
        n
        for n in places
        if heads[n]
        or (_BEGUN.match(lines[n]) and _ENDED.search(lines[n - 1]))
        or _ALONE.fullmatch(lines[n])
        or _ALONE.fullmatch(lines[n - 1])
        or (_TITLE.fullmatch(lines[n - 1]) and BEGINS.match(lines[n]))
        or _TITLE.fullmatch(lines[n])
        or not (_LETTER.search(lines[n - 1]) and _LETTER.search(lines[n]))
        or (_BELOW_ZERO.match(lines[n]) and not _RANGE_BEGUN.search(lines[n - 1]))
        or n in labelled
        or _broken_early(lines[n - 1].strip(), lines[n].strip(), widest, head=heads[n - 1])
    ]


def _labelled(lines: Sequence[str], places: Sequence[int]) -> list[int]:
    """The lines that begin with a label as others do: of questions and answers, of an invitation.

    A bold label begins no line by chance twice; one that is not, only below a finished sentence in
    a paragraph that begins with one too.
    """
    marked = [bool(_MARKED_LABEL.match(line.lstrip())) for line in lines]
    plain = [bool(_LABEL.match(line.lstrip())) for line in lines]
    several, begun = sum(marked) > 1, marked[0] or plain[0]
    return [
        n
        for n in places
        if (marked[n] and (several or begun))
        or (plain[n] and begun and BEGINS.match(lines[n]) and SENTENCE_ENDED.search(lines[n - 1]))
        or (plain[n - 1] and plain[n] and _alike(lines[n - 1 : n + 1]))
    ]


def _alike(lines: Sequence[str]) -> bool:
    """Whether lines begin all like sentences, or all like none, and are broken by hand."""
    begun = {bool(BEGINS.match(line)) for line in lines}
    return len(begun) == 1 and all(len(line) <= _WIDE for line in lines[:-1])


def _broken_early(above: str, below: str, widest: int, *, head: bool) -> bool:
    """Whether a line ends before it must, and the next one begins anew."""
    if _ENDED.search(above) or not BEGINS.match(below):
        heading = above.isupper() and " " in above and BEGINS.match(above)
        return bool(heading) and not below.isupper() and len(above) <= _SHORT
    if len(above) <= _SHORT and (
        head
        or (above.isupper() != below.isupper() and BEGINS.match(above))
        or any(p.match(above) for p, _ in _SIGNS)
    ):
        return True
    return widest > _FULL >= len(above) and _room(above, below, widest) >= _ROOM


_ADDRESS = re.compile(r"(?<!\]\()(?<!\]\(<)https?://[^\s<>\"“”«»()\[\]]*\Z")
_REST = re.compile(r"\s*(?!https?:|www\.)(?P<rest>[!-;=?-~]{2,400})(?![^\s>])")
_MORE = re.compile(
    r"[/?&=%_]|\S*(?:[?&]\w+=|\.(?:html?|php|aspx?|pdf)\b|[A-Za-z][\w-]*/[a-z][\w.-]{3})"
)
"""What a piece of an address has, and hardly a word of a sentence."""
_CODE = re.compile(r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[\w-]{6,}(?!\S*\w-\w)")
"""What stands for a page in a short address, and for no word: AbC12d."""
_LOOSE = ("-", "_", "=", "&", "?", "%")
"""What no address ends with."""
_LONGEST_ADDRESS = 2000
"""Characters at the end of a line in which an address is looked for."""


def _torn_address(lines: Sequence[str]) -> LinesJoined | None:
    """A web address that is cut in two at the end of a line."""
    for n in range(1, len(lines)):
        above = _ADDRESS.search(lines[n - 1].rstrip()[-_LONGEST_ADDRESS:])
        rest = _REST.match(lines[n]) if above else None
        if above and rest:
            path = above[0].endswith("/") and re.search(r"\w[-_./]\w", rest["rest"])
            code = above[0].endswith("/") and _CODE.match(rest["rest"])
            if above[0].endswith(_LOOSE) or path or code or _MORE.match(rest["rest"]):
                return LinesJoined(n, "address", above[0] + rest["rest"].rstrip(".,;:!"))
    return None


_TORN = re.compile(r"[^\W\d_]-\Z")
_GOES_ON = re.compile(rf"\s*[^\W\d_{CAPITALS}]")


def _torn_word(lines: Sequence[str]) -> LinesJoined | None:
    """A word that is cut in two at the end of a line."""
    for n in range(1, len(lines)):
        if _TORN.search(lines[n - 1].rstrip()) and _GOES_ON.match(lines[n]):
            return LinesJoined(n, "word")
    return None


_JUDGES: tuple[Callable[[Sequence[str]], LinesJoined | None], ...] = (
    _torn_address,
    _torn_word,
    _list,
    _paragraphs,
    _single_lines,
)
