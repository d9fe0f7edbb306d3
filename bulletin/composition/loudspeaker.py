"""The running order of the village loudspeaker: items of one to three minutes, seven at most.

In: an issue and its theme's strings. Out: articles of the same tree, each to be played alone: an
opening, what is told, and a closing that names source and date.
"""

from collections.abc import Iterator

from bulletin.composition.frame import correction_line, ended, event_line, events_in, sentence
from bulletin.diagnostics import Span
from bulletin.document import Article, Heading, List, Paragraph, Text, unstruck_text, walk
from bulletin.source.issue import Issue
from bulletin.theming.theme import Strings, Theme

MOST_ITEMS = 7
SLUG = "loudspeaker-"
"""How the slugs of items begin; an article's own follows."""
_A_MINUTE = 180
"""Syllables that a voice says in about a minute: fewer, and more of the article is told."""
_ENOUGH = 420
"""And in little more than two: more of an article is left to those who read it."""


def running_order(issue: Issue, theme: Theme) -> tuple[Article, ...]:
    """The items in the issue's order.

    Where there is no room for all, those with a text or a time of their own come first.
    """
    wanted = [one for one in issue.articles if not (one.speaker and one.speaker.left_out)]
    first = sorted(wanted, key=lambda one: one.speaker is None)[:MOST_ITEMS]
    chosen = [one for one in wanted if one in first]
    return tuple(_item(issue, theme, n, one) for n, one in enumerate(chosen, start=1))


def _item(issue: Issue, theme: Theme, number: int, article: Article) -> Article:
    t, publication = theme.strings, issue.publication
    slug, span = SLUG + article.slug, Span(article.file)
    own = article.speaker.text if article.speaker else ""
    told = [" ".join(line.split()) for line in own.splitlines()] if own else _told(article, t)
    lines = [
        t("loudspeaker_opening", publication=publication.title),
        *filter(None, told),
        *(ended(correction_line(None, one, t)) for one in article.corrections),
        t(
            "loudspeaker_closing",
            publisher=publication.publisher.name,
            publication=publication.title,
            number=issue.settings.number,
            date=t.date(issue.settings.date),
        ),
    ]
    title = Heading(
        span=span, id=f"{slug}-title", level=1, silent=True, children=article.title.children
    )
    return Article(
        slug=slug,
        number=number,
        file=article.file,
        title=title,
        speaker=article.speaker,
        body=tuple(
            Paragraph(span=span, id=f"{slug}-b{n}", children=(Text(line),))
            for n, line in enumerate(lines, start=1)
        ),
    )


def _told(article: Article, t: Strings) -> list[str]:
    """Title and summary; the text's first paragraphs, until that is a minute; then the dates."""
    dates = [sentence(event_line(event, t)) for event in events_in(article)]
    lines = [ended(unstruck_text(article.title.children))]
    if article.lead:
        lines.append(ended(unstruck_text(article.lead.children)))
    for text in _paragraphs(article):
        length = _syllables([*lines, *dates])
        if length >= _A_MINUTE or length + _syllables([text]) > _ENOUGH:
            break
        lines.append(text)
    while dates and _syllables([*lines, *dates]) > _ENOUGH:
        dates.pop()
    return [*lines, t("loudspeaker_dates"), *dates] if dates else lines


def _paragraphs(article: Article) -> Iterator[str]:
    """Paragraphs and lists; what leads to a block by a colon, in one with it or not at all."""
    leading = ""
    for block in article.body:
        text = ""
        if isinstance(block, Paragraph) and not block.silent:
            text = _line(block)
        elif isinstance(block, List) and not block.silent:
            points = (_line(one) for one in walk(block) if isinstance(one, Paragraph))
            text = "; ".join(filter(None, (point.rstrip(" .,;") for point in points)))
            text = text and ended(text)
        text = f"{leading} {text}".strip() if text else ""
        leading = text if text.endswith(":") else ""
        if not leading:
            yield text


def _line(block: Paragraph) -> str:
    return " ".join(unstruck_text(block.children, "silent").split())


def _syllables(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines)
