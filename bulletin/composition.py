"""An issue made ready for every edition: sentences marked, opening and imprint written.

In: a checked `Issue` and its theme. Out: `Composition`. The opening and the imprint are
articles of the same tree, made from the theme's strings, so that page, book and voice have
the same words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bulletin.diagnostics import Span
from bulletin.document import (
    Article,
    Block,
    Code,
    FootnoteReference,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Phrase,
    Picture,
    Sentence,
    Styled,
    Text,
    map_inlines,
    plain_text,
)
from bulletin.narration.sentences import split
from bulletin.source.issue import Issue
from bulletin.theme import Theme

OPENING = "opening"
IMPRINT = "imprint"


@dataclass(frozen=True)
class Composition:
    """What editions are made from. Articles have `Sentence` nodes with fragment ids."""

    issue: Issue
    theme: Theme
    opening: Article
    articles: tuple[Article, ...]
    imprint: Article

    @property
    def parts(self) -> tuple[Article, ...]:
        """All that is read, in order: the opening, the articles, the imprint."""
        return (self.opening, *self.articles, self.imprint)

    @property
    def title(self) -> str:
        """The issue's own title, or the publication's with the issue's number."""
        return self.issue.settings.title or self.theme.strings(
            "issue_named",
            publication=self.issue.publication.title,
            number=self.issue.settings.number,
        )


def compose(issue: Issue, theme: Theme) -> Composition:
    """The composition of an issue, in the theme's words."""
    language = issue.publication.language
    last = max((article.number for article in issue.articles), default=0)
    return Composition(
        issue=issue,
        theme=theme,
        opening=with_sentences(_opening(issue, theme), language),
        articles=tuple(with_sentences(article, language) for article in issue.articles),
        imprint=with_sentences(_imprint(issue, theme, last + 1), language),
    )


# -- sentences -----------------------------------------------------------------------------


def with_sentences(article: Article, language: str) -> Article:
    """The same article with every run of text cut into `Sentence` nodes.

    Their ids count through the article: "mua-lu-s1", "mua-lu-s2", ...
    """
    count = itertools.count(1)

    def cut(inlines: Inlines, _block: Block) -> Inlines:
        return tuple(_sentences(inlines, language, article.slug, count))

    return replace(
        article,
        title=map_inlines(article.title, cut),
        lead=article.lead and map_inlines(article.lead, cut),
        opening=article.opening and map_inlines(article.opening, cut),
        body=tuple(map_inlines(block, cut) for block in article.body),
        footnotes=tuple(map_inlines(note, cut) for note in article.footnotes),
    )


def _sentences(
    inlines: Inlines, language: str, slug: str, count: itertools.count[int]
) -> Iterable[Inline]:
    """Sentences, with the white space between them left outside."""
    text = plain_text(inlines)
    whole = list(_whole(inlines))
    done = 0
    for start, end in _merged(split(text, language), whole):
        if start > done:
            yield Text(text[done:start])
        yield Sentence(f"{slug}-s{next(count)}", _cut(inlines, start, end))
        done = end
    if done < len(text):
        yield Text(text[done:])


def _merged(
    ranges: Iterable[tuple[int, int]], whole: list[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Ranges joined where a boundary would fall inside something that stays whole."""
    open_start: int | None = None
    for start, end in ranges:
        begin = start if open_start is None else open_start
        if any(first < end < last for first, last in whole):
            open_start = begin
            continue
        open_start = None
        yield begin, end


def _whole(inlines: Inlines, at: int = 0) -> Iterable[tuple[int, int]]:
    """The stretches of text that one sentence must hold whole: links, phrases, code."""
    for inline in inlines:
        end = at + len(plain_text((inline,)))
        if isinstance(inline, Styled):
            yield from _whole(inline.children, at)
        elif not isinstance(inline, Text | FootnoteReference):
            yield at, end
        at = end


def _cut(inlines: Inlines, start: int, end: int) -> Inlines:
    """What stands between two offsets of the text.

    A footnote's mark has no width; it belongs to the text before it.
    """
    pieces: list[Inline] = []
    at = 0
    for inline in inlines:
        width = len(plain_text((inline,)))
        low, high = max(start - at, 0), min(end - at, width)
        match inline:
            case FootnoteReference() if start < at <= end or at == start == 0:
                pieces.append(inline)
            case Text(text) if low < high:
                pieces.append(Text(text[low:high]))
            case Styled(style, children) if inner := _cut(children, start - at, end - at):
                pieces.append(Styled(style, inner))
            case Code() | LineBreak() | Link() | Phrase() | Picture() if low < high or (
                not width and start <= at < end
            ):
                pieces.append(inline)
        at += width
    return tuple(pieces)


# -- opening and imprint -------------------------------------------------------------------


def _opening(issue: Issue, theme: Theme) -> Article:
    """What is said before the first article."""
    t = theme.strings
    lines = [
        t(
            "opening_issue",
            publication=issue.publication.title,
            number=issue.settings.number,
            month=t.date(issue.settings.date, "date_month"),
        ),
        t("opening_publisher", publisher=issue.publication.publisher.name),
    ]
    if issue.settings.title:
        lines.append(t("opening_title", title=issue.settings.title))
    if issue.settings.summary:
        lines.append(issue.settings.summary)
    if issue.publication.voice:
        lines.append(t("synthetic_voice"))
    return _article(issue, OPENING, 0, t("opening_heading"), [(Text(line),) for line in lines])


def _imprint(issue: Issue, theme: Theme, number: int) -> Article:
    """Who publishes, by which permission, and how to reach them."""
    t = theme.strings
    masthead = issue.publication
    publisher, licence = masthead.publisher, masthead.licence
    span = Span("publication.yaml")

    def line(key: str, *value: Inline) -> Inlines:
        return (Text(t(key) + " "), *value)

    def address(url: str) -> Inline:
        return Link((Text(url.removeprefix("https://").rstrip("/")),), url, span)

    lines: list[Inlines] = [line("imprint_publisher", Text(publisher.name))]
    if publisher.address:
        lines.append(line("imprint_address", Text(publisher.address)))
    if publisher.phone:
        lines.append(line("imprint_phone", Text(publisher.phone)))
    if publisher.email:
        mail = Link((Text(publisher.email),), f"mailto:{publisher.email}", span)
        lines.append(line("imprint_email", mail))
    if publisher.website:
        lines.append(line("imprint_website", address(publisher.website)))
    text = Text(licence.text)
    lines.append(line("imprint_licence", Link((text,), licence.url, span) if licence.url else text))
    lines += [
        (Text(f"{editor.role or t('imprint_editor')}: {editor.name}"),)
        for editor in masthead.editors
    ]
    lines.append(line("imprint_date", Text(t.date(issue.settings.date))))
    lines.append(line("imprint_copy", address(issue.address)))
    if masthead.copyright:
        lines.append((Text(masthead.copyright),))
    if masthead.voice:
        lines.append((Text(t("synthetic_voice")),))
    return _article(issue, IMPRINT, number, t("imprint_heading"), lines)


def _article(issue: Issue, slug: str, number: int, title: str, lines: Iterable[Inlines]) -> Article:
    span = Span(f"{issue.id}/issue.yaml")
    return Article(
        slug=slug,
        number=number,
        file=span.file,
        title=Heading(span=span, id=f"{slug}-title", level=1, children=(Text(title),)),
        body=tuple(
            Paragraph(span=span, id=f"{slug}-b{n}", children=children)
            for n, children in enumerate(lines, start=1)
        ),
    )
