"""What a draft keeps for whoever finishes it: remarks in brackets, and blanks to be filled in.

In: an issue. Out: a finding at each remark, and at the first blank of an article. Blanks that
readers fill in, as in a form or a quiz, are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from bulletin import codes
from bulletin.check.prose import ProseRun, passages_of
from bulletin.check.registry import Noticed, rule
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.issue import Issue

_MOST = 20
"""So many remarks are named in one passage."""


@rule(codes.LEFT_IN_DRAFT)
def drafts(issue: Issue) -> Iterator[Noticed]:
    """No text holds what its author meant to put in, or to take out."""
    by_file: dict[str, list[ProseRun]] = {}
    for passage in passages_of(issue):
        by_file.setdefault(passage.span.file, []).append(passage)
        for remark in islice(_remarks(passage.text), _MOST):
            yield Noticed(
                passage.place(*remark.span()),
                tr('"{text}" is a remark for whoever writes, not for readers', text=remark[0]),
                tr("put in what it asks for, or delete it"),
            )
    for passages in by_file.values():
        yield from _blank_in(passages)


# -- remarks -------------------------------------------------------------------------------

_BRACKETS = re.compile(
    r"[\[<{](?P<squared>[^\[\]<>{}]{1,220})[\]>}](?!\()|\((?P<round>[^()]{1,220})\)"
)


def _remarks(text: str) -> Iterator[re.Match[str]]:
    if whole := _remark().fullmatch(text):
        yield whole
        return
    for found in _BRACKETS.finditer(text):
        if _remark().fullmatch(found["squared"] or found["round"]) or (
            found["squared"] and _gap().fullmatch(found["squared"])
        ):
            yield found
    yield from _anywhere().finditer(text)


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s*{any_phrase('draft_remarks')}[\s.!…]*")


@cache
def _gap() -> re.Pattern[str]:
    """The name of what is missing, which is one in square brackets and the like alone."""
    return re.compile(rf"(?i)\s*{any_phrase('draft_gaps')}[\s.!…]*")


@cache
def _anywhere() -> re.Pattern[str]:
    """Words of which nobody doubts what they are, and what keeps the place of a number."""
    counted = any_phrase("counted")
    return re.compile(
        r"(?<!\w)(?:TODO|FIXME|TBD|TBA|[Ll]orem ipsum)(?!\w)"
        rf"|(?<![\w?]){any_phrase('number_places')}(?=\s(?i:{counted})(?!\w))"
    )


# -- blanks --------------------------------------------------------------------------------

_RUN = r"(?:…(?: ?…)++|\.{3,}+(?: \.{3,}+)++|\.{6,}+|_{4,}+)"
_BLANK = re.compile(
    # Dots right behind a word are a pause, and those before a number lead to a price or a page.
    rf"(?<=[\s:/])(?<![….]\s){_RUN}(?=[ \u00a0]?[/,;]|[ \u00a0]+[^\W\d])|(?<=:)\s?{_RUN}[\s.]*\Z"
)
_QUICK = re.compile(r"…|\.\.|__")


def _blank_in(passages: Sequence[ProseRun]) -> Iterator[Noticed]:
    """The first blank of an article that asks readers for nothing."""
    found = [
        (number, blank)
        for number, passage in enumerate(passages)
        if _QUICK.search(passage.text)
        and (blank := _BLANK.search(passage.text) or _in_a_day().search(passage.text))
    ]
    if not found:
        return
    number, blank = found[0]
    # The title, what leads to the blank, and what stands beside this and the others.
    around = {0, *range(max(number - _LEADING, 0), number), *(number for number, _ in found)}
    if any(_for_readers().search(passages[one].text) for one in around):
        return
    passage = passages[number]
    begin = len(passage.text[: blank.start()].rstrip().rpartition(" ")[0])
    yield Noticed(
        passage.place(begin, blank.end()),
        tr("nobody has filled in this blank"),
        tr("write what belongs there, or delete the sentence"),
    )


_LEADING = 2
"""Passages before a blank that may say who is to fill it in."""


@cache
def _in_a_day() -> re.Pattern[str]:
    """A blank in a date or a number of a paper, however short."""
    return re.compile(rf"(?i){any_phrase('open_blanks')}")


@cache
def _for_readers() -> re.Pattern[str]:
    """What forms, letters of readers and quizzes say."""
    return re.compile(rf"(?i)(?<!\w){any_phrase('forms_of_readers')}(?!\w)")
