"""Numbers of pages that text from Word, PDF or a scan leaves between its paragraphs.

In: an issue. Out: a finding at each.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.check.registry import Noticed, alone, rule
from bulletin.diagnostics import Span
from bulletin.document import Article, Block, List, ListItem, Paragraph, plain_text, walk
from bulletin.languages import phrase_pattern
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue

_PRESENTING = (":", "：")
"""What a text ends with that presents a number below it."""


@rule(codes.PAGE_NUMBER)
@alone
def page_number(issue: Issue) -> Iterator[Noticed]:
    """No paragraph is the number of a page that the text once stood on, nor are lines a list of them."""
    for article in issue.articles:
        yield from _contents(article)
        texts = [_alone(block) for block in article.body]
        for block, before, text in zip(article.body, ("", *texts), texts, strict=False):
            if phrase_pattern(_NUMBER).fullmatch(text) and not before.endswith(_PRESENTING):
                message = tr('"{text}" stands alone, as the number of a page', text=text)
                hint = tr("delete it, and join the paragraphs that it tears apart")
                yield Noticed(block.span, message, hint)


_OF_CONTENTS = Sought(
    r"(?:\.{5,}|…{2,}|(?:\. ){4,}|_{5,}) ?(?P<page>[0-9]{1,3})\s*\Z", "..", "……", ". . ", "__"
)
"""How a line of a table of contents ends."""
_FEWEST = 3


def _contents(article: Article) -> Iterator[Noticed]:
    for lines in _contents_of(article):
        message = tr("these lines with numbers of pages are the contents of another paper")
        yield Noticed(lines[0], message, tr("delete them: each edition has its own contents"))


def _contents_of(article: Article) -> Iterator[list[Span]]:
    """The places of lines that follow each other and end with pages that go up."""
    found: list[Span] = []
    last = 0
    for block in walk(*article.body):
        if isinstance(block, Paragraph):
            ends = [_OF_CONTENTS.search(row) for row in plain_text(block.children).split("\n")]
            pages = [int(one["page"]) for one in ends if one]
            if len(pages) < len(ends) or [last, *pages] != sorted([last, *pages]):
                if len(found) >= _FEWEST:
                    yield found
                found, last = [], 0
            else:
                found += [block.span] * len(pages)
                last = pages[-1]
    if len(found) >= _FEWEST:
        yield found


_NUMBER = (
    r"(?i)(?:[-–—|•~\[(<] ?)?(?:‹page_words› ?)?"
    r"[0-9]{1,3}(?:(?: ?/ ?| ‹of_pages› )[0-9]{1,3})?(?: ?[-–—|•~\])>])?\.?"
)
"""A number that stands alone, with what pages write around it."""


def _alone(block: Block) -> str:
    """The text of a paragraph, or of what Markdown takes for a list: "7." or "- 7 -"."""
    if isinstance(block, Paragraph):
        return plain_text(block.children).strip()
    if isinstance(block, List) and len(block.children) == 1:
        (item,) = block.children
        inner = item.children[0] if isinstance(item, ListItem) and item.children else None
        if inner is None:
            return f"{block.start}." if block.ordered else ""
        text = _alone(inner)
        return f"- {text}" if text.endswith(("-", "–")) and not block.ordered else ""
    return ""
