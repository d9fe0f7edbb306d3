"""Deadlines, events and broadcasts that are over when their issue comes out.

In: an issue. Out: a warning at each.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.prose.wording import date_of
from bulletin.check.registry import alone, examination
from bulletin.diagnostics import Finding, Span
from bulletin.document import Broadcast, Event, walk
from bulletin.languages import any_phrase, proof_of
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.settings.instead import ISSUE_STAND_INS

_MONTH = dt.timedelta(days=31)
"""From then on an event is one of the month before, and no news of this one."""
_LONG_AGO = dt.timedelta(days=100)


@examination
@alone
def past_days(issue: Issue) -> Iterator[Finding]:
    """No day of an issue is one of the month before it."""
    issued = issue.settings.date
    if issued.isoformat() == ISSUE_STAND_INS["date"]:
        return
    yield from _deadlines(issue, issued)
    for article in issue.articles:
        for block in walk(*article.body):
            if isinstance(block, Event):
                if is_past(block, issued):
                    yield _past(block.until or block.date, block.span, issued)
            elif isinstance(block, Broadcast) and not block.recording and block.end.date() < issued:
                yield _past(block.end.date(), block.span, issued)


def is_past(event: Event, issued: dt.date) -> bool:
    """Whether an event was over a month before its issue came out, and no anniversary is meant."""
    return -_LONG_AGO <= (event.until or event.date) - issued < -_MONTH


def _past(day: dt.date, span: Span, issued: dt.date) -> Finding:
    message = tr("{day} is over when this issue comes out, on {issued}", day=day, issued=issued)
    hint = tr("check whether it is left from the issue before; delete it, or write the day to come")
    return Finding(codes.LEFT_FROM_BEFORE, message, span, hint)


def _deadlines(issue: Issue, issued: dt.date) -> Iterator[Finding]:
    """Days until which readers may do something, and which are past."""
    days, words = proof_of(issue.publication.language).days, _words()
    for passage in passages_of(issue):
        found = tuple(days(passage.text))
        past = {one for one in found if _is_lately(date_of(one, issued), issued)}
        if not past or not words.any_deadline.search(passage.text):
            continue
        for number, written in enumerate(found):
            before = re.split("[.;!?](?=\\s)", passage.text[: written.start])[-1]
            sentence = _SENTENCE_END.split(passage.text[written.end :])[0]
            after = sentence.partition("; ")[0]
            day = date_of(written, issued)
            end = written.end + len(after)
            goes_on = any(later.end <= end for later in found[number + 1 :])
            if (
                day is not None
                and written in past
                and not goes_on  # from that day to another one
                and words.is_open(before, after, sentence)
            ):
                yield _past(day, passage.place(written.start, written.end), issued)


def _is_lately(day: dt.date | None, issued: dt.date) -> bool:
    return day is not None and -_LONG_AGO <= day - issued < dt.timedelta()


@dataclass(frozen=True)
class _Words:
    """By what a deadline is known that is still open, as its sentence speaks of it."""

    deadline: re.Pattern[str]
    of_call: re.Pattern[str]
    call: re.Pattern[str]
    follows: re.Pattern[str]
    past: re.Pattern[str]

    @cached_property
    def any_deadline(self) -> re.Pattern[str]:
        """A deadline, spoken of or called for."""
        return re.compile(f"{self.deadline.pattern}|{self.of_call.pattern}")

    def is_open(self, before: str, after: str, sentence: str) -> bool:
        """Whether a clause tells readers until when, and its sentence not what came of it.

        `sentence` is what stands behind the day in it, `after` the same of its clause.
        """
        if self.past.search(f"{before} {sentence}") or not self.follows.match(after):
            return False
        return _right_before(before, self.deadline) or (
            bool(self.call.search(before)) and _right_before(before, self.of_call)
        )


def _right_before(text: str, deadline: re.Pattern[str]) -> bool:
    """Whether a deadline is spoken of right before a day, and no number but an hour between."""
    found = list(deadline.finditer(text))
    between = _HOUR.sub("", text[found[-1].end() :]) if found else ""
    return bool(found) and len(between) <= _NEAR and not re.search("[0-9]", between)


_HOUR = re.compile(
    rf"(?i)(?<!\d)\d{{1,2}}(?::\d\d| ?{any_phrase('hour_words')}(?: ?\d\d(?: ?{any_phrase('minute_words')})?)?)(?!\w)"
)
_NEAR = 45
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")


@cache
def _words() -> _Words:
    def whole(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?i:(?<!\w){any_phrase(name)}(?!\w))")

    follows = re.compile(rf"(?i)\W*\Z|\s*\(|[\s,–-]*{any_phrase('after_deadlines')}(?!\w)")
    deadline, call = whole("deadlines"), whole("calls_to_readers")
    return _Words(deadline, whole("deadlines_of_calls"), call, follows, whole("of_the_past"))
