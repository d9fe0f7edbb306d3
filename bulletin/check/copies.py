"""Articles that an issue has twice: what copied files and synchronised folders leave behind."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bulletin import codes
from bulletin.check.placeholders import words_of_a_draft
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.document import Article, Heading, Paragraph, plain_text, walk
from bulletin.languages import any_phrase
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.markdown.titles import NO_TITLE

_SAME = 0.5
"""The share of paragraphs that a copy still has in common after somebody has gone on writing."""
_COPY = re.compile(
    rf"(?i)(?:{any_phrase('copies')} )?(?P<stem>.+?)"
    rf"(?:(?P<counted> ?\([0-9]{{1,2}}\))| ?[-–] ?{any_phrase('copies')}(?: ?\([0-9]{{1,2}}\))?| {any_phrase('copies')})?\.md"
)
"""How systems and disks of the network call the copy of an article."""


@rule(codes.COPIED_ARTICLE)
def copied_article(issue: Issue) -> Iterator[Noticed]:
    """No article is called a copy of another, and no two have one title and say the same below it."""
    articles = {PurePosixPath(one.file).name: one for one in issue.articles}
    called = _called_copies(articles)
    for name, beside in called.items():
        message = tr(
            "{name} is published beside {other}, of which it is a copy", name=name, other=beside
        )
        hint = tr("delete one of the two, or give it a name of its own")
        yield Noticed(Span(articles[name].file), message, hint)
    first: dict[str, Article] = {}
    for name, article in articles.items():
        if name in called or words_of_a_draft(article):
            continue  # what nobody has written yet is alike, and told as such
        title = _title(article)
        original = first.setdefault(title, article)
        if original is not article and title != NO_TITLE and _in_common(original, article) >= _SAME:
            message = tr(
                "this article has the title and most of the text of {original}",
                original=original.file.rpartition("/")[2],
            )
            hint = tr(
                "compare the two, keep one, and move the other out of the folder; if both are"
                " meant, give them different titles"
            )
            yield Noticed(article.title.span, message, hint)


def _called_copies(articles: Mapping[str, Article]) -> dict[str, str]:
    """By the name of an article that is called a copy that of the one beside it.

    A number alone may count the parts of a series, whose titles and texts are others.
    """
    found = {name: match for name in sorted(articles) if (match := _COPY.fullmatch(name))}
    return {
        name: original
        for name, match in found.items()
        if (original := f"{match['stem']}.md") != name
        and original in articles
        and (not match["counted"] or _are_alike(articles[original], articles[name]))
    }


def _are_alike(one: Article, other: Article) -> bool:
    """Whether two articles share their title or any of their text."""
    return _title(one) == _title(other) or _in_common(one, other) > 0


def _title(article: Article) -> str:
    return plain_text(article.title.children).casefold()


def _in_common(one: Article, other: Article) -> float:
    """The share of paragraphs and headings, of those of the longer one, that both have."""
    texts = [
        Counter(plain_text(b.children) for b in walk(*a.body) if isinstance(b, Paragraph | Heading))
        for a in (one, other)
    ]
    return (texts[0] & texts[1]).total() / max(1, *(text.total() for text in texts))
