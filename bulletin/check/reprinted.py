"""Articles that the issue of the month before has too, word for word.

In: an issue. Out: a warning at each that does not say that it is meant to stand in every issue.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.check.registry import examination
from bulletin.desk.calendar import month_of
from bulletin.diagnostics import MAX_BYTES, Finding
from bulletin.messages import tr
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids

_FRONT = re.compile(r"\A\ufeff?---[ ]*\n(?P<settings>.*?)^---[ ]*$", re.DOTALL | re.MULTILINE)
_STANDING = re.compile(r"^standing:\s*true\b", re.MULTILINE)
_LONG = 300
"""Characters of a text that is news, and no notice whom to call."""


@examination
def reprinted(issue: Issue) -> Iterator[Finding]:
    """What was news last month is none of this one."""
    months = [one for one in issue_ids(issue.root) if str(month_of(one)) == one]
    earlier = [one for one in months if one < issue.id]
    if not earlier or str(month_of(issue.id)) != issue.id:
        return
    before = {
        text: file.name
        for file in sorted((issue.root / earlier[-1]).glob("*.md"))
        if (text := _news_of(file, issue.root))
    }
    for article in issue.articles if before else ():
        text = _news_of(issue.root / article.file, issue.root)
        if text and (name := before.get(text)):
            yield Finding(
                codes.COPIED_ARTICLE,
                tr("{other} has this article too, word for word", other=f"{earlier[-1]}/{name}"),
                article.title.span,
                tr("write the news of this month, or standing: true if it stands in every issue"),
            )


def _news_of(file: Path, root: Path) -> str:
    """The text below an article's settings; "" where it is short or stands in every issue."""
    try:
        state = file.stat()
        if leads_out(file, root) or not _LONG <= state.st_size <= MAX_BYTES:
            return ""
        return _read(file, state.st_mtime_ns)
    except (OSError, ValueError):
        return ""


@functools.lru_cache(maxsize=256)
def _read(file: Path, _time: int) -> str:
    text = file.read_text(encoding="utf-8").replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front and _STANDING.search(front["settings"]):
        return ""
    news = " ".join(text[front.end() if front else 0 :].split())
    return news if len(news) >= _LONG else ""
