"""Findings on the page: a place in a source file becomes a place in the web edition.

In: findings and the issue as far as it could be read. Out: each with the
page and the fragments that it is about, where there are any.
"""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.diagnostics import Finding
from bulletin.document import Article, walk
from bulletin.source.issue import Issue


@dataclass(frozen=True)
class PlacedFinding:
    """A finding, the page that it is about, and the fragments there, the nearest first."""

    finding: Finding
    page: str = ""
    fragments: tuple[str, ...] = ()


def placed(findings: Iterable[Finding], issue: Issue | None) -> tuple[PlacedFinding, ...]:
    """The findings with their pages and fragments; errors first."""
    pages = {article.file: _Page(article) for article in (issue.articles if issue else ())}
    shown = []
    for finding in sorted(findings, key=lambda one: (not one.is_error, one.order)):
        page = pages.get(finding.span.file)
        if page is None:
            shown.append(PlacedFinding(finding))
        else:
            shown.append(PlacedFinding(finding, page.file, page.fragments(finding.span.line)))
    return tuple(shown)


class _Page:
    """An article's page, and in which line each of its blocks begins."""

    def __init__(self, article: Article) -> None:
        self.file = f"{article.slug}.html"
        self._title = article.title.id
        blocks = sorted(
            (block.span.line, number, block.id)
            for number, block in enumerate(walk(*article.blocks))
            if block.id and block.span.file == article.file
        )
        self._lines = [line for line, _, _ in blocks]
        self._ids = [fragment for _, _, fragment in blocks]

    def fragments(self, line: int) -> tuple[str, ...]:
        """The block of a line, those around it, and the title: the page shows the first it has."""
        at = bisect.bisect_right(self._lines, line)
        # What begins in this line is nearest, from the outside in; then what began before.
        first = bisect.bisect_left(self._lines, self._lines[at - 1]) if at else 0
        near = [*self._ids[first:at], *reversed(self._ids[max(0, first - _BEFORE) : first])]
        return tuple(dict.fromkeys([*near, self._title]))


_BEFORE = 3
"""How many blocks further up stand in for one that is not on the page."""
