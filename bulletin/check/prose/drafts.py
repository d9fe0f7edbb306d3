"""What a draft keeps for whoever finishes it: remarks in brackets, and blanks to be filled in.

In: an issue. Out: a finding at each remark, and at the first blank of an article. What readers
fill in, as in a form or a quiz, and what stands in brackets on a screen are meant.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice

from bulletin import codes
from bulletin.check.prose.passages import ProseRun, passages_by_file
from bulletin.check.registry import Noticed, alone, rule
from bulletin.languages import any_phrase, phrase_pattern
from bulletin.messages import tr
from bulletin.reading.sought import Begun
from bulletin.source.issue import Issue

_MOST = 20
"""So many remarks are named in one passage."""


@rule(codes.LEFT_IN_DRAFT)
@alone
def drafts(issue: Issue) -> Iterator[Noticed]:
    """No text holds what its author meant to put in, or to take out."""
    for passages in passages_by_file(issue).values():
        for number, passage in enumerate(passages):
            for remark in islice(_remarks(passages, number), _MOST):
                yield Noticed(
                    passage.place(*remark.span()),
                    tr('"{text}" is a remark for whoever writes, not for readers', text=remark[0]),
                    tr("put in what it asks for, or delete it"),
                )
        yield from _blank_in(passages)


# -- remarks -------------------------------------------------------------------------------

_BRACKETS = re.compile(
    r"[\[<{](?P<squared>[^\[\]<>{}]{1,220})[\]>}](?!\()|\((?P<round>[^()]{1,220})\)"
)


def _remarks(passages: Sequence[ProseRun], number: int) -> Iterator[re.Match[str]]:
    """The remarks of one of an article's passages."""
    text = passages[number].text
    if whole := phrase_pattern(_REMARK).fullmatch(text):
        yield whole
        return
    brackets = list(_BRACKETS.finditer(text))
    gaps = {one.start() for one in brackets if phrase_pattern(_GAP).fullmatch(one["squared"] or "")}
    asked = bool(gaps) and _asks_readers(passages, number, {number})
    for one in brackets:
        at = one.start()
        missing = (
            at in gaps and not asked and not _on_screen().search(text, max(at - _SIGHT, 0), at)
        )
        if missing or phrase_pattern(_REMARK).fullmatch(one["squared"] or one["round"]):
            yield one
    yield from _ANYWHERE.finditer(text)
    if _number_place().search(text):
        yield from _counted_place().finditer(text)


_REMARK = r"(?i)\s*‹draft_remarks›[\s.!…]*"
_GAP = r"(?i)\s*‹draft_gaps›[\s.!…]*"
"""The name of what is missing, which is one in square brackets and the like alone."""

_SIGHT = 60
"""Characters before a bracket in which it is told what that is."""


@cache
def _on_screen() -> re.Pattern[str]:
    """What leads, in one sentence, to the name of a button or a field: "Bấm [Cập nhật]"."""
    return re.compile(rf"(?i)(?<!\w){any_phrase('screen_actions')}(?!\w)[^.!?;…]*\Z")


_ANYWHERE = Begun(
    # Not TBA, which is a substation (trạm biến áp).
    r"(?<!\w)(?:TODO|FIXME|TBD|[Ll]orem ipsum)(?!\w)"
    # Fields of Word that show their code, and those that a mail merge fills in.
    r"|\{ ?(?:(?:PAGE|NOTE|STYLE)?REF|SEQ|PAGE|NUMPAGES|HYPERLINK|MERGEFIELD|TOC|DATE|TIME"
    r"|INCLUDEPICTURE|DOCPROPERTY|FILENAME|ASK|FILLIN|FORM(?:TEXT|CHECKBOX)|CITATION)\b[^{}]{0,160}\}"
    r"|(?:«|<<|\$?\{)(?=\w*(?:[a-z0-9][A-Z]|[^\W_]_[^\W_]))\w{2,40}(?:»|>>|\})",
    *("todo", "fixme", "tbd", "lorem ipsum", "{", "«", "<<", "${"),
)
"""Words of which nobody doubts what they are."""


@cache
def _number_place() -> re.Pattern[str]:
    """What keeps the place of a number, whatever follows."""
    return re.compile(any_phrase("number_places"))


@cache
def _counted_place() -> re.Pattern[str]:
    """What keeps the place of a number before what is counted."""
    counted = any_phrase("counted")
    return re.compile(rf"(?<![\w?]){any_phrase('number_places')}(?=\s(?i:{counted})(?!\w))")


# -- blanks --------------------------------------------------------------------------------

_RUN = r"(?:…(?: ?…)++|\.{3,}+(?: \.{3,}+)++|\.{6,}+|_{4,}+)"
_BLANK = re.compile(
    # Dots right behind a word are a pause, and those before a number lead to a price or a page.
    rf"(?<=[\s:/])(?<![….]\s){_RUN}(?=[ \u00a0]?[/,;]|[ \u00a0]+[^\W\d])|(?<=:)\s?{_RUN}[\s.]*\Z"
    # At an end, behind a space: what is left unsaid has its dots right behind the last word.
    rf"|(?<=[^\W\d_][ \u00a0]){_RUN}\.?\s*\Z"
)
_QUICK = re.compile(r"…|\.\.|__")


def _blank_in(passages: Sequence[ProseRun]) -> Iterator[Noticed]:
    """The first blank of an article that asks readers for nothing."""
    found = [
        (number, blank)
        for number, passage in enumerate(passages)
        if _QUICK.search(passage.text)
        and (blank := _BLANK.search(passage.text) or phrase_pattern(_IN_A_DAY).search(passage.text))
    ]
    if not found:
        return
    number, blank = found[0]
    if _asks_readers(passages, number, {number for number, _ in found}):
        return
    passage = passages[number]
    begin = len(passage.text[: blank.start()].rstrip().rpartition(" ")[0])
    hint = tr("write what belongs there, or delete the sentence")
    yield Noticed(passage.place(begin, blank.end()), tr("nobody has filled in this blank"), hint)


_IN_A_DAY = r"(?i)‹open_blanks›"
"""A blank in a date or a number of a paper, however short."""


# -- what readers are to fill in -----------------------------------------------------------

_LEADING = 2
"""Passages before a blank that may say who is to fill it in."""


def _asks_readers(passages: Sequence[ProseRun], number: int, like_it: Collection[int]) -> bool:
    """Whether readers are to fill in what stands in a passage and in those that are like it.

    The title tells it, what leads to the passage, or words beside; not what is in brackets.
    """
    around = {0, *range(max(number - _LEADING, 0), number), *like_it}
    return any(
        phrase_pattern(_FOR_READERS).search(_BRACKETS.sub("", passages[one].text)) for one in around
    )


_FOR_READERS = r"(?i)(?<!\w)‹forms_of_readers›(?!\w)"
"""What forms, letters of readers and quizzes say."""
