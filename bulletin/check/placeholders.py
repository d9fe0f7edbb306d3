"""Settings of a publication that `bulletin init` wrote because nobody answered.

In: an issue. Out: a warning at each, for they would be printed and spoken as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.desk.starter import is_placeholder
from bulletin.messages import tr
from bulletin.source.hosts import is_for_examples
from bulletin.source.issue import Issue
from bulletin.source.settings.instead import PUBLICATION_EXAMPLES


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
        if is_placeholder(question, value) or is_for_examples(urlsplit(value).hostname or ""):
            key = setting.partition(".")[0]
            yield Noticed(
                issue.place(f"publication.{setting}"),
                tr('"{value}" still stands here from the beginning', value=value),
                tr("write your own, as in {example}", example=PUBLICATION_EXAMPLES[key]),
            )
