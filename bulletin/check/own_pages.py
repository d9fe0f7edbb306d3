"""Links by their address to pages of the publication itself, which nobody has to ask for.

In: an issue. Out: a warning at each that leads to an article that its issue does not have.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from bulletin import codes
from bulletin.check.links import links_of
from bulletin.check.registry import Noticed, rule
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids
from bulletin.source.markdown.links import slug_of_file
from bulletin.source.reporting import suggestion

_PAGE = re.compile(r"(?P<issue>[^/]+)/(?P<page>[^/]+)\.(?:html|md)")


@rule(codes.NO_SUCH_PAGE)
def no_such_page(issue: Issue) -> Iterator[Noticed]:
    """What another issue is linked for, it has."""

    @cache
    def pages(folder: str) -> frozenset[str]:
        return frozenset(
            f"{slug_of_file(file.name)}.html" for file in (issue.root / folder).glob("*.md")
        )

    issues = issue_ids(issue.root)
    home = _place(issue.publication.home)
    for article in issue.articles:
        for target, span in links_of(article):
            path = _place(target) if isinstance(target, str) else ""
            found = _PAGE.fullmatch(path.removeprefix(home)) if path.startswith(home) else None
            if not found or found["issue"] not in issues or found["page"] == "index":
                continue
            folder, page = found["issue"], path.rpartition("/")[2]
            # The single file and the book are called by the issue, too.
            if page not in pages(folder) and not found["page"].endswith(folder):
                known = pages(folder)
                as_article = f"{slug_of_file(page)}.html"
                message = tr("the issue {issue} has no page {page}", issue=folder, page=page)
                hint = suggestion(page, known, tr("its pages are: "))
                if as_article in known:
                    hint = tr("write {better}", better=as_article)
                yield Noticed(span, message, hint)


def _place(address: str) -> str:
    """An address without its scheme and without what stands behind its page."""
    try:
        parts = urlsplit(address)
    except ValueError:  # no address, which has its finding
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{unquote(parts.path)}"
