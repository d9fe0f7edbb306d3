"""Rules on what was mended after publication."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.messages import tr
from bulletin.source.issue import Issue


@rule(codes.EARLY_CORRECTION)
def early_correction(issue: Issue) -> Iterator[Noticed]:
    """Nothing is corrected before it came out."""
    for _, correction in issue.corrections:
        if correction.date < issue.settings.date:
            yield Noticed(
                correction.span,
                tr(
                    "this correction is of {date}, and the issue came out on {day}",
                    date=correction.date,
                    day=issue.settings.date,
                ),
                tr("write the day on which the mended issue is published"),
            )
