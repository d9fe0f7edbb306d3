"""Articles that are carried on from issue to issue, and what they still say of the last one.

In: an issue. Out: a warning at a title or a day that is left from the month before.
"""

import datetime as dt
import re
from collections.abc import Iterator

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from bulletin import codes
from bulletin.check.last_month.past_days import is_past
from bulletin.check.registry import examination
from bulletin.desk.calendar import Month, month_of
from bulletin.diagnostics import Finding, Span
from bulletin.document import Article, Dates, Event, plain_text, walk
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.markdown import is_standing
from bulletin.source.reporting import Findings
from bulletin.source.text import read_source


@examination
def standing(issue: Issue) -> Iterator[Finding]:
    """A standing article speaks of the month of its issue, and of no days that are over."""
    month = month_of(issue.id)
    if month is None:
        return
    for article in issue.articles:
        title = plain_text(article.title.children)
        words = _month_named(title, month, issue.publication.language)
        over = _first_over(article, issue.settings.date, month)
        if not (words or over) or not _stands(article, issue):
            continue
        if words:
            message = tr(
                '"{words}" is left from the issue before, for this article is carried on',
                words=words,
            )
            yield _left(article.title.span, message, tr("write the month of this issue"))
        if over:
            message = tr(
                "{date} is over when this issue comes out, and the article is carried on",
                date=over.until or over.date,
            )
            yield _left(over.span, message, tr("write the days that are still to come"))


def _left(span: Span, message: str, hint: str) -> Finding:
    return Finding(codes.LEFT_FROM_BEFORE, message, span, hint)


def _stands(article: Article, issue: Issue) -> bool:
    source = read_source(issue.root / article.file, article.file, Findings())
    return source is not None and is_standing(source)


def _month_named(title: str, month: Month, language: str) -> str:
    """The words of a title that name the month before, of its year or of none; "" without them."""
    before = Month(month.count - 1)
    try:
        name = get_month_names("wide", locale=language.replace("-", "_"))[before.month]
    except (UnknownLocaleError, ValueError):
        return ""
    found = re.search(rf"(?i)\b{re.escape(name)}(?!\d)", title)
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", title)}
    return found[0] if found and years <= {before.year} else ""


def _first_over(article: Article, day: dt.date, month: Month) -> Event | None:
    """The first event of a calendar that ended before the issue's day and month."""
    begin = min(day, dt.date(month.year, month.month, 1))
    events = (
        event
        for block in walk(*article.body)
        if isinstance(block, Dates)
        for event in block.children
        if isinstance(event, Event)
    )
    # What was over a month ago is told of in any article.
    return next(
        (one for one in events if (one.until or one.date) < begin and not is_past(one, day)), None
    )
