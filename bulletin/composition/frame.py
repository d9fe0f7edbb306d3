"""What stands around the articles: the opening, the imprint, and the announcement.

In: an issue and its theme's strings. Out: articles of the same tree, so that every edition
shows them and the voice reads them in the same words.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Protocol

from bulletin.diagnostics import Span
from bulletin.document import (
    Article,
    Event,
    Heading,
    Inline,
    Inlines,
    Link,
    Note,
    Paragraph,
    Text,
    unstruck_text,
    walk,
)
from bulletin.languages import fingerprint_words
from bulletin.narration.engines.recorded import RECORDED
from bulletin.provenance.fingerprints import fingerprint
from bulletin.reading.sentences import STOPS
from bulletin.source.addresses import shown_address
from bulletin.source.issue import Issue
from bulletin.source.root import PUBLICATION
from bulletin.source.settings.masthead import Licence, Publisher
from bulletin.source.settings.models import Publication
from bulletin.theming.theme import Strings, Theme

OPENING = "opening"
IMPRINT = "imprint"
ANNOUNCEMENT = "announcement"


def opening(issue: Issue, theme: Theme) -> Article:
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
    if issue.corrections:
        _, last = issue.corrections[-1]
        lines.append(t("opening_corrected", date=t.date(last.date), number=issue.revision))
    lines += _readers(issue, t)
    return _article(issue, OPENING, 0, t("opening_heading"), [(Text(line),) for line in lines])


def imprint(issue: Issue, theme: Theme, number: int, credit: str = "") -> Article:
    """Who publishes, by which permission, and how to reach them; `credit` names the voice."""
    t = theme.strings
    masthead = issue.publication
    line = partial(_line, t)
    lines = [*_contacts(masthead.publisher, t), _permission(masthead.licence, t)]
    printed = {
        "imprint_printer": masthead.printer,
        "imprint_print_run": masthead.print_run and t.number(masthead.print_run),
        "imprint_frequency": masthead.frequency,
    }
    lines += [line(key, Text(value)) for key, value in printed.items() if value]
    lines += [
        (Text(f"{editor.role or t('imprint_editor')}: {editor.name}"),)
        for editor in masthead.editors
    ]
    lines.append(line("imprint_date", Text(t.date(issue.settings.date, "date_bare"))))
    if issue.settings.cover and issue.settings.cover.credit:
        lines.append(line("imprint_cover", Text(issue.settings.cover.credit)))
    lines += [(Text(one),) for one in correction_lines(issue, t)]
    lines.append(line("imprint_copy", _address(issue.address)))
    if masthead.signing:
        lines.append(line("imprint_key", Text(key_words(masthead))))
        page = f"{masthead.base_url.rstrip('/')}/verify.html"
        lines.append(line("imprint_verify", _address(page)))
    if masthead.copyright:
        lines.append((Text(masthead.copyright),))
    lines += [(Text(line),) for line in _readers(issue, t, credit)]
    return _article(issue, IMPRINT, number, t("imprint_heading"), lines)


def _line(t: Strings, key: str, *value: Inline) -> Inlines:
    return (Text(t(key) + " "), *value)


def _address(url: str) -> Inline:
    return Link((Text(shown_address(url)),), url, _PLACE)


_PLACE = Span(PUBLICATION)
"""Where an editor has written what the imprint says."""


def _contacts(publisher: Publisher, t: Strings) -> Iterator[Inlines]:
    """Who publishes, and the ways to reach them."""
    yield _line(t, "imprint_publisher", Text(publisher.name))
    if publisher.address:
        yield _line(t, "imprint_address", Text(publisher.address))
    if publisher.phone:
        yield _line(t, "imprint_phone", Text(publisher.phone))
    if publisher.email:
        mail = Link((Text(publisher.email),), f"mailto:{publisher.email}", _PLACE)
        yield _line(t, "imprint_email", mail)
    if publisher.website:
        yield _line(t, "imprint_website", _address(publisher.website))


def _permission(licence: Licence, t: Strings) -> Inlines:
    """The licence; words that begin with what the line is called are not told of twice."""
    text = Text(licence.text)
    permission = Link((text,), licence.url, _PLACE) if licence.url else text
    named = licence.text.casefold().startswith(t("imprint_licence").rstrip(":").casefold())
    return (permission,) if named else _line(t, "imprint_licence", permission)


def _readers(issue: Issue, t: Strings, credit: str = "") -> Iterator[str]:
    """Who reads the spoken edition, a sentence each: people by name, what is no person, and whose."""
    voice = issue.publication.voice
    if voice is None:
        return
    read: dict[tuple[str, ...], list[str]] = {}
    for article in issue.articles:
        if article.recording:
            title = unstruck_text(article.title.children)
            read.setdefault(article.recording.by, []).append(title)
    people = bool(read) and voice.engine == RECORDED
    if not people:
        yield t("synthetic_voice_beside" if read else "synthetic_voice")
        if credit:
            yield f"{t('imprint_voice')} {credit}"
    elif len(read) > 1 or () in read:
        yield t("recorded_voice")
    for names, titles in read.items():
        if names and people and len(read) == 1:
            yield t("recorded_by", names=", ".join(names))
        elif names:
            listed = ", ".join(t("imprint_quoted", title=title) for title in titles)
            yield t("recorded_article", names=", ".join(names), titles=listed)


def key_words(publication: Publication) -> str:
    """The fingerprint of the key that signs, to be read out; "" where nothing is signed."""
    if publication.signing is None:
        return ""
    words = fingerprint_words(publication.language)
    return ", ".join(fingerprint(publication.signing.key, words))


class CorrectionLike(Protocol):
    """A correction, in an issue or in the record of a release."""

    @property
    def date(self) -> dt.date:
        """When it was made."""

    @property
    def text(self) -> str:
        """What is right."""


def correction_lines(issue: Issue, t: Strings) -> list[str]:
    """What was mended since the issue first came out, a line each."""
    return [correction_line(article, one, t) for article, one in issue.corrections]


def correction_line(article: Article | None, one: CorrectionLike, t: Strings) -> str:
    """What was mended, in a line that names the article; without one it is the issue's or known."""
    date = t.date(one.date)
    if article is None:
        return t("imprint_correction", date=date, text=one.text)
    title = unstruck_text(article.title.children)
    return t("imprint_correction_article", date=date, title=title, text=one.text)


def with_corrections(article: Article, theme: Theme) -> Article:
    """An article that begins with the notes of what was mended in it."""
    t = theme.strings
    notes = tuple(
        Note(
            span=one.span,
            id=f"{article.slug}-correction-{number}",
            # What was mended since cannot be in a recording; the imprint says it too.
            silent=article.recording is not None,
            title=(Text(t("correction_title", date=t.date(one.date))),),
            children=(
                Paragraph(
                    span=one.span,
                    id=f"{article.slug}-correction-{number}-text",
                    children=(Text(one.text),),
                ),
            ),
        )
        for number, one in enumerate(article.corrections, start=1)
    )
    return replace(article, body=(*notes, *article.body)) if notes else article


def _article(issue: Issue, slug: str, number: int, title: str, lines: Iterable[Inlines]) -> Article:
    span = Span(issue.file)
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


def announcement(issue: Issue, theme: Theme) -> Article:
    """What the village loudspeaker says: that the issue is out, what is in it, what is due."""
    t = theme.strings
    publication = issue.publication
    lines = [
        t("announcement_greeting"),
        t(
            "announcement_issue",
            publisher=publication.publisher.name,
            publication=publication.title,
            number=issue.settings.number,
            month=t.date(issue.settings.date, "date_month"),
        ),
        *map(ended, correction_lines(issue, t)),
        t("announcement_articles"),
    ]
    for article in issue.articles:
        lines.append(ended(unstruck_text(article.title.children)))
        if article.lead:
            lines.append(ended(unstruck_text(article.lead.children)))
    events = events_of(issue)
    if events:
        lines.append(t("announcement_dates"))
        lines += [sentence(event_line(event, t)) for event in events]
    silent = "" if publication.voice else "_silent"
    lines += [t(f"announcement_copy{silent}"), t(f"announcement_thanks{silent}")]
    return _article(
        issue, ANNOUNCEMENT, 0, t("announcement_heading"), [(Text(line),) for line in lines]
    )


def events_of(issue: Issue) -> tuple[Event, ...]:
    """Every event that the issue announces, by date."""
    events = (event for article in issue.articles for event in events_in(article))
    return tuple(sorted(events, key=lambda event: (event.date, event.until or event.date)))


def events_in(article: Article) -> Iterator[Event]:
    """The events that an article announces and that take place, in its order."""
    for block in walk(*article.body):
        if isinstance(block, Event) and not block.called_off:
            yield block


def event_line(event: Event, t: Strings) -> str:
    """An event as one line of text that begins with a capital: when, what, where."""
    when = t.date(event.date)
    if event.until:
        when = t("dates_until", start=when, end=t.date(event.until))
    if event.time:
        when = t("dates_at", time=t.time(event.time), date=when)
    line = f"{capitalised(when)}: {unstruck_text(event.title)}"
    return f"{line.rstrip('.,;')}, {unstruck_text(event.place)}" if event.place else line


def sentence(text: str) -> str:
    """A line as a sentence of its own, which begins with a capital."""
    return ended(capitalised(text))


def capitalised(text: str) -> str:
    """A line that begins with a capital, its other letters as they are."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """A line with what ends a sentence, so that the next does not run on from it."""
    return text if _ENDED.search(text) else f"{text.rstrip(' ,;:')}."


_ENDED = re.compile(rf"[.!?…{STOPS}][\"”’»)\]]*\Z")
