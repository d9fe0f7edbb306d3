"""A rule on Markdown and HTML where none is read: in data, names, figures and alternative text."""

import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.prose.unread import unread_texts
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.issue import Issue

_SIGNS = re.compile(
    r"\[\^[^\s\]]{1,200}\]|\*\*[^*\n]{1,200}\*\*"
    r"|\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|tel:)[^()\s]{1,500}\)"
    r"|</?(?:[abipu]|br|div|em|font|s|small|span|strong|su[bp])(?: [^<>]{0,200})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|#[0-9]{2,5});"
)
"""Of Markdown and of HTML."""


@rule(codes.SIGNS_SHOWN)
def signs_shown(issue: Issue) -> Iterator[Noticed]:
    """Signs of Markdown and HTML stand where they mean something."""
    for text, span in _texts(issue):
        if signs := _SIGNS.search(text):
            hint = tr("write it without signs: bold words, links and notes stand in the text only")
            yield Noticed(span, tr("{signs} is shown as it is written", signs=signs[0]), hint)


def _texts(issue: Issue) -> Iterator[tuple[str, Span]]:
    yield issue.settings.title or "", issue.place("issue.title")
    yield issue.settings.summary or "", issue.place("issue.summary")
    for number, section in enumerate(issue.settings.sections):
        yield section.title, issue.place(f"issue.sections.{number}.title")
    for article in issue.articles:
        yield from unread_texts(article)
