"""The licence, beside the day of the issue.

In: an issue. Out: a warning where the licence says the last day on which it holds, and the issue
comes out after it.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.days import last_day_behind
from bulletin.source.issue import Issue


@rule(codes.LICENCE_ENDED)
def licence_ended(issue: Issue) -> Iterator[Noticed]:
    """An issue comes out while the licence holds that it quotes."""
    until = f"(?:{any_phrase('until_words')}|{any_phrase('end_words')})"
    last = last_day_behind(issue.publication.licence.text, until)
    if last and last < issue.settings.date:
        own = issue.settings.masthead
        where = "issue.masthead.licence" if own and own.licence else "publication.licence.text"
        yield Noticed(
            issue.place(where),
            tr("the licence ended on {last}, before the day of this issue, {day}",
               last=last, day=issue.settings.date),
            tr("write the licence that holds now; issues that came out before keep theirs by"
               " former: with its until: and licence:"),
        )  # fmt: skip
