"""Articles that the issue of the month before has too, word for word.

In: an issue. Out: a warning at each that does not say that it is meant to stand in every issue.
"""

import functools
from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.check.registry import examination
from bulletin.desk.calendar import monthly
from bulletin.diagnostics import Finding
from bulletin.messages import tr
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids
from bulletin.source.markdown import is_standing
from bulletin.source.markdown.front_matter import split
from bulletin.source.reporting import Findings
from bulletin.source.text import Source, read_source

_LONG = 300
"""Characters of a text that is news, and no notice whom to call."""


@examination
def reprinted(issue: Issue) -> Iterator[Finding]:
    """What was news last month is none of this one."""
    months = monthly(issue_ids(issue.root))
    earlier = [one for one in months if one < issue.id]
    if not earlier or issue.id not in months:
        return
    before = {
        text: file
        for file in sorted((issue.root / earlier[-1]).glob("*.md"))
        if (text := _news_of(file, issue.root))
    }
    for article in issue.articles if before else ():
        here = issue.root / article.file
        there = before.get(_news_of(here, issue.root))
        if there and not _stands(here) and not _stands(there):
            message = tr(
                "{other} has this article too, word for word", other=f"{earlier[-1]}/{there.name}"
            )
            hint = tr("write the news of this month, or standing: true if it stands in every issue")
            yield Finding(codes.COPIED_ARTICLE, message, article.title.span, hint)


def _news_of(file: Path, root: Path) -> str:
    """The text below an article's settings; "" where it is short, or nobody can read it."""
    try:
        changed = file.stat().st_mtime_ns
        return "" if leads_out(file, root) else _read(file, changed)
    except (OSError, ValueError):
        return ""


@functools.lru_cache(maxsize=256)
def _read(file: Path, _changed: int) -> str:
    source = _source_of(file)
    news = " ".join(split(source, Findings(), needed=False)[1].text.split()) if source else ""
    return news if len(news) >= _LONG else ""


def _stands(file: Path) -> bool:
    source = _source_of(file)
    return source is not None and is_standing(source)


def _source_of(file: Path) -> Source | None:
    return read_source(file, file.name, Findings())
