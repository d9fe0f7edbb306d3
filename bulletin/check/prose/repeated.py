"""Paragraphs that an article has twice, as they are left by copying and moving.

In: an issue. Out: a warning at the second of two paragraphs of the same words.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import alone, examination
from bulletin.diagnostics import Finding
from bulletin.document import LineBreak, Paragraph, plain_text, walk
from bulletin.messages import tr
from bulletin.source.issue import Issue

_LONG = 80
"""Characters of a paragraph that nobody writes twice on purpose, as a refrain or "See above"."""


@examination
@alone
def repeated_paragraphs(issue: Issue) -> Iterator[Finding]:
    """Each paragraph stands once in its article."""
    for article in issue.articles:
        first: dict[str, int] = {}
        for block in walk(*article.body):
            if not isinstance(block, Paragraph) or LineBreak in map(type, block.children):
                continue
            words = " ".join(plain_text(block.children).casefold().split())
            if len(words) < _LONG or block.span.file != article.file:
                continue
            line = first.setdefault(words, block.span.line)
            if line != block.span.line:
                message = tr("this paragraph stands here twice, first on line {line}", line=line)
                yield Finding(codes.DOUBLED_WORD, message, block.span, tr("delete one of the two"))
