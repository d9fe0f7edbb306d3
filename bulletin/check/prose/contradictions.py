"""Figures and days of one sentence that contradict each other, as copied texts have them.

In: an issue. Out: warnings at the words, with how they reckon.
"""

from collections.abc import Iterator
from itertools import islice

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import Noticed, alone, rule
from bulletin.languages import proof_of
from bulletin.messages import tr
from bulletin.source.issue import Issue

_MOST = 20
"""So many are named in one passage."""


@rule(codes.CONTRADICTION)
@alone
def contradictions(issue: Issue) -> Iterator[Noticed]:
    """Figures of a sentence fit each other."""
    find = proof_of(issue.publication.language).contradicting
    for passage in passages_of(issue):
        for slip in islice(find(passage.text, issue.settings.date.year), _MOST):
            text = " ".join(passage.text[slip.start : slip.end].split())
            yield Noticed(
                passage.place(slip.start, slip.end),
                tr('"{text}" contradicts itself: {reckoned}', text=text, reckoned=slip.instead),
                tr("compare the figures with those that you were given"),
            )
