"""Rules on what was mended after publication."""

import datetime as dt
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Finding
from bulletin.messages import tr
from bulletin.source.issue import Issue

_AHEAD = dt.timedelta(days=31)
"""So long before the day that it bears an issue may come out, and be mended."""


@rule(codes.EARLY_CORRECTION)
def early_correction(issue: Issue) -> Iterator[Noticed]:
    """Nothing is corrected before it came out."""
    for _, correction in issue.corrections:
        if correction.date < issue.settings.date - _AHEAD:
            message = tr(
                "this correction is of {date}, and the issue is of {day}",
                date=correction.date,
                day=issue.settings.date,
            )
            hint = tr("write the day on which the mended issue is published")
            yield Noticed(correction.span, message, hint)


def future_corrections(issue: Issue, today: dt.date) -> Iterator[Finding]:
    """Nothing is corrected on a day that is long to come."""
    for _, correction in issue.corrections:
        if correction.date > today + _AHEAD:
            message = tr("the day {date} is still to come", date=correction.date)
            hint = tr("write the day on which the mended issue is published")
            yield Finding(codes.FAR_DAY, message, correction.span, hint)
