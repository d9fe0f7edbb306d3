"""Marks of comments that a copy has left in a text: họp[MT1], giá [A2R1], as Word writes them.

In: an issue. Out: a finding at each mark, unless it is that of a list of sources in its article.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.check.prose.passages import passages_by_file
from bulletin.check.registry import Noticed, alone, rule
from bulletin.formats.characters import CAPITALS
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue

_INITIALS = rf"(?!F[0-9])[{CAPITALS}]{{1,6}}[0-9]{{1,3}}(?:R[0-9]{{1,2}})?"
"""Who comments, which comment, and which answer to it; F5 is a key."""
_MARK = Sought(rf"\[{_INITIALS}\](?!\()|(?<=[^\W_])\[[a-z]\](?![\w\[({{])", "[")
"""Word's, and behind a word those of Google Docs."""
_SOURCE = Sought(r"(?:\A|(?<=\n))[\s*_]*(?P<mark>\[\w{1,10}\])[:.]?\s", "[")


@rule(codes.COMMENT_MARK)
@alone
def comment_marks(issue: Issue) -> Iterator[Noticed]:
    """No text holds the mark of a comment."""
    for passages in passages_by_file(issue).values():
        sources = {found["mark"] for one in passages for found in _SOURCE.finditer(one.whole)}
        for passage in passages:
            for found in _MARK.finditer(passage.text):
                if found[0] not in sources:
                    message = tr("{mark} is the mark of a comment on the text", mark=found[0])
                    hint = tr("do what the comment asks for, and delete the mark")
                    yield Noticed(passage.place(*found.span()), message, hint)
