"""What `bulletin init` and `bulletin new` wrote, and nobody has changed.

In: an issue. Out: a warning at each, for they would be printed and spoken as they are.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.desk.starter_files import draft_words, is_placeholder
from bulletin.document import Article, Paragraph, plain_text
from bulletin.messages import tr
from bulletin.source.hosts import is_for_examples
from bulletin.source.issue import Issue
from bulletin.source.markdown import is_draft
from bulletin.source.reporting import Findings
from bulletin.source.settings.instead import PUBLICATION_EXAMPLES
from bulletin.source.text import read_source


@rule(codes.PLACEHOLDER)
def placeholders(issue: Issue) -> Iterator[Noticed]:
    """Publisher, permission, editors and address are the publication's own; any title may be."""
    publication = issue.publication
    written = [
        ("publisher", "publisher", publication.publisher.name),
        ("licence", "licence", publication.licence.text),
        ("base_url", "base_url", publication.base_url),
        *(
            ("editor", f"editors.{number}.name", editor.name)
            for number, editor in enumerate(publication.editors)
        ),
    ]
    for question, setting, value in written:
        host = urlsplit(value).hostname or "" if setting == "base_url" else ""
        if is_placeholder(question, value) or is_for_examples(host):
            key = setting.partition(".")[0]
            message = tr('"{value}" still stands here from the beginning', value=value)
            hint = tr("write your own, as in {example}", example=PUBLICATION_EXAMPLES[key])
            yield Noticed(issue.place(f"publication.{setting}"), message, hint)


@rule(codes.DRAFT)
def unwritten(issue: Issue) -> Iterator[Noticed]:
    """No article still has the words of a new one; `draft: true` has its finding without them."""
    for article in issue.articles:
        left = words_of_a_draft(article)
        if left is None:
            continue
        source = read_source(issue.root / article.file, article.file, Findings())
        if source is None or not is_draft(source):
            message = tr("this article still says what stood in it at first")
            yield Noticed(left.span, message, tr("write it, or take it out of the issue"))


def words_of_a_draft(article: Article) -> Paragraph | None:
    """The paragraph that a new article begins with, if it still stands there."""
    for block in (article.lead, *article.body[:1]):
        if isinstance(block, Paragraph) and plain_text(block.children).strip() in draft_words():
            return block
    return None
