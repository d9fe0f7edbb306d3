"""Quotes that do not fit together: one turned the wrong way, or a straight one with a curly one.

In: an issue. Out: a finding at each, with the sign that belongs there. A quotation may go on in the
next paragraph, so one that is only open or only closed is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from bulletin import codes
from bulletin.check.prose import ProseRun, passages_of
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Edit, Fix
from bulletin.languages import proof_of
from bulletin.messages import tr
from bulletin.source.issue import Issue

_MOST = 20
"""So many are named in one passage."""


class _Wrong(NamedTuple):
    """A quote at a place in a passage, and what belongs there."""

    at: int
    instead: str


@rule(codes.QUOTES_DO_NOT_FIT)
def quotes(issue: Issue) -> Iterator[Noticed]:
    """Quotes are turned as the language turns them."""
    pairs = proof_of(issue.publication.language).quotes
    if not pairs:
        return
    for passage in passages_of(issue):
        if not any(quote in passage.text for quote in pairs):
            continue
        for wrong in islice(_wrong(passage.text, pairs), _MOST):
            yield _noticed(passage, wrong)


def _wrong(text: str, pairs: str) -> Iterator[_Wrong]:
    """The quotes of a passage that are turned the wrong way, or straight beside a curly one."""
    found = [
        _Wrong(match.start(), pairs[pairs.index(match[0]) ^ 1])
        for match in _turned(pairs).finditer(text)
    ]
    if '"' in text:
        turned = {one.at for one in found}
        found.extend(one for one in _straight(text, *pairs[:2]) if one.at not in turned)
    return iter(sorted(found))


@cache
def _turned(pairs: str) -> re.Pattern[str]:
    """A quote that opens behind a word, or closes before one; the single one is an apostrophe."""
    opening, closing, single, apostrophe = tuple(pairs)
    return re.compile(
        rf"(?<=[\w.,;!?…%{closing}{apostrophe}])[{opening}{single}](?=[\s.,;:!?…)]|\Z)"
        rf"|(?:(?<=[\s(])|\A){closing}(?=\w)"
    )


def _straight(text: str, opening: str, closing: str) -> Iterator[_Wrong]:
    """Straight quotes that open or close a quotation together with a curly one."""
    signs = [*re.finditer(rf'["{opening}{closing}]', text)]
    for one, two in pairwise(signs):
        begins = one.start() == 0 or text[one.start() - 1] in " \n\u00a0("
        inside = text[one.end() : two.start()]
        if not begins or not inside or inside != inside.strip():
            continue
        if (one[0], two[0]) == ('"', closing):
            yield _Wrong(one.start(), opening)
        elif (one[0], two[0]) == (opening, '"') and not inside[-1].isdigit():
            yield _Wrong(two.start(), closing)


def _noticed(passage: ProseRun, wrong: _Wrong) -> Noticed:
    """The finding of a quote; its place is that of the word that it is tied to."""
    quote = passage.text[wrong.at]
    before = len(passage.text[: wrong.at].rsplit(maxsplit=1)[-1]) if _is_tied(passage, wrong) else 0
    after = 0 if before else len(passage.text[wrong.at + 1 :].split(maxsplit=1)[0])
    span = passage.place(wrong.at - before, wrong.at + 1 + after)
    written = passage.written(span)
    column = span.column + (len(written) - 1 if before else 0)
    fix = None
    if written[column - span.column : column - span.column + 1] == quote:
        edit = Edit(span.file, span.line, column, span.line, column + 1, wrong.instead)
        fix = Fix((edit,))
    return Noticed(
        span,
        tr("{quote} does not fit the other quotes here", quote=quote),
        tr("write {instead} in its place", instead=wrong.instead),
        fix,
    )


def _is_tied(passage: ProseRun, wrong: _Wrong) -> bool:
    """Whether a quote stands right behind a word, not in front of one."""
    return bool(wrong.at) and not passage.text[wrong.at - 1].isspace()
