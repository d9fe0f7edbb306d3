"""Articles that an issue has twice: what copied files and synchronised folders leave behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.document import Article, Heading, Paragraph, plain_text, walk
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.markdown.titles import NO_TITLE

_SAME = 0.5
"""The share of paragraphs that a copy still has in common after somebody has gone on writing."""


@rule(codes.COPIED_ARTICLE)
def copied_article(issue: Issue) -> Iterator[Noticed]:
    """No two articles of an issue have one title and say the same below it."""
    first: dict[str, Article] = {}
    for article in issue.articles:
        title = plain_text(article.title.children).casefold()
        original = first.setdefault(title, article)
        if original is not article and title != NO_TITLE and _in_common(original, article) >= _SAME:
            yield Noticed(
                article.title.span,
                tr(
                    "this article has the title and most of the text of {original}",
                    original=original.file.rpartition("/")[2],
                ),
                tr(
                    "compare the two, keep one, and move the other out of the folder; if both are"
                    " meant, give them different titles"
                ),
            )


def _in_common(one: Article, other: Article) -> float:
    """The share of paragraphs and headings, of those of the longer one, that both have."""
    texts = [
        Counter(plain_text(b.children) for b in walk(*a.body) if isinstance(b, Paragraph | Heading))
        for a in (one, other)
    ]
    return (texts[0] & texts[1]).total() / max(1, *(text.total() for text in texts))
