"""Quotes that do not fit together, and spaces inside of quotes and brackets.

In: an issue. Out: a finding at each, with the signs that belong there. A quotation may go on in the
next paragraph, so one that is only open or only closed is none of them.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from bulletin import codes
from bulletin.check.prose.passages import ProseRun, passages_of
from bulletin.check.registry import alone, examination
from bulletin.diagnostics import Code, Edit, Finding, Fix
from bulletin.languages import proof_of
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue

_MOST = 20
"""So many of a kind are named in one passage."""


class _Slip(NamedTuple):
    """What stands at a place in a passage, and what belongs there."""

    at: int
    written: str
    instead: str


@examination
@alone
def quotes(issue: Issue) -> Iterator[Finding]:
    """Quotes are turned as the language turns them, and words stand right behind them."""
    pairs = proof_of(issue.publication.language).quotes
    if not pairs:
        return
    for passage in passages_of(issue):
        if _ANY.search(passage.text):
            for find, code in ((_wrong, codes.QUOTES_DO_NOT_FIT), (_spaced, codes.DOUBLED_MARK)):
                for slip in islice(find(passage.text, pairs), _MOST):
                    yield _finding(code, passage, slip)


_ANY = re.compile(r"[“”„‘\"]|,,|[(] | [)]")


# -- quotes --------------------------------------------------------------------------------


def _wrong(text: str, pairs: str) -> Iterator[_Slip]:
    """The quotes of a passage that are turned the wrong way, low, or straight beside a curly one."""
    found = {
        match.start(): _Slip(match.start(), match[0], pairs[pairs.index(match[0]) ^ 1])
        for match in _turned(pairs).finditer(text)
    }
    low = (_Slip(match.start(), match[0], pairs[0]) for match in _LOW.finditer(text))
    for slip in (*low, *_straight(text, *pairs[:2])):
        found.setdefault(slip.at, slip)
    return iter(sorted(found.values()))


_LOW = Sought(r"(?:(?<=[\s(])|\A)(?:„|,,)(?=\w[^”“\"„]{0,200}[”“\"])", "„", ",,")
"""Quotes as German and Polish open them, or as two commas show them."""


@cache
def _turned(pairs: str) -> re.Pattern[str]:
    """A quote that opens behind a word, or closes before one; the single one is an apostrophe."""
    opening, closing, single, apostrophe = tuple(pairs)
    return re.compile(
        rf"[{opening}{single}{closing}](?:"
        rf"(?<=[\w.,;!?…%{closing}{apostrophe}][{opening}{single}])(?=[\s.,;:!?…)]|\Z)"
        rf"|(?:(?<=[\s(]{closing})|(?<=\A{closing}))(?=\w))"
    )


def _straight(text: str, opening: str, closing: str) -> Iterator[_Slip]:
    """Straight quotes that open or close a quotation together with a curly one."""
    for one, two in pairwise(re.finditer(rf'["{opening}{closing}]', text)):
        begins = one.start() == 0 or text[one.start() - 1] in " \n\u00a0("
        inside = text[one.end() : two.start()]
        if not begins or not inside or inside != inside.strip():
            continue
        if (one[0], two[0]) == ('"', closing):
            yield _Slip(one.start(), '"', opening)
        elif (one[0], two[0]) == (opening, '"') and not inside[-1].isdigit():
            yield _Slip(two.start(), '"', closing)


# -- spaces --------------------------------------------------------------------------------


def _spaced(text: str, pairs: str) -> Iterator[_Slip]:
    """Spaces inside of brackets and of quotes."""
    for match in _around(pairs[:2]).finditer(text):
        yield _Slip(match.start(), match[0], match[0].strip())


@cache
def _around(pair: str) -> Sought:
    """A space behind what opens, or before what closes; "( )" is a box to tick, ":)" a face."""
    opening, closing = tuple(pair)
    return Sought(
        rf"(?:(?<=[\s(])|\A){opening}[ \u00a0]+(?=\w)|(?<=[^\W\d])[ \u00a0]+{closing}(?=[\s.,;:!?)]|\Z)"
        r"|(?:(?<=\s)|\A)\([ \u00a0]+(?=\w\w[^()]*\))|(?<!\(\s\w)(?<=\w)[ \u00a0]+\)(?=[\s.,;:!?]|\Z)",
        *(f"{sign}{space}" for sign in (opening, "(") for space in " \u00a0"),
        *(f"{space}{sign}" for sign in (closing, ")") for space in " \u00a0"),
    )


# -- findings ------------------------------------------------------------------------------


_WORD = re.compile(r"\w+")


def _finding(code: Code, passage: ProseRun, slip: _Slip) -> Finding:
    """The finding of a slip; its place is that of the word that it is tied to."""
    text, end = passage.text, slip.at + len(slip.written)
    behind = bool(slip.at) and not text[slip.at - 1].isspace()
    start = slip.at - len(text[: slip.at].rsplit(maxsplit=1)[-1]) if behind else slip.at
    stop = end if behind or not (word := _WORD.match(text, end)) else word.end()
    span = passage.place(start, stop)
    fix = None
    if passage.written(span) == text[start:stop]:
        column = span.column + slip.at - start
        places = (span.line, column, span.line, column + len(slip.written))
        fix = Fix((Edit(span.file, *places, slip.instead),))
    if code is codes.QUOTES_DO_NOT_FIT:
        message = tr("{quote} does not fit the other quotes here", quote=slip.written)
        hint = tr("write {instead} in its place", instead=slip.instead)
    else:
        message = tr("a space inside of quotes or brackets")
        hint = tr("write {mark} right beside the word", mark=slip.instead)
    return Finding(code, message, span, hint, fix)
