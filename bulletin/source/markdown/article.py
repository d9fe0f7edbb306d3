"""A whole article: its settings between the `---` lines, and its text.

In: the source of a file and its place in the issue. Out: an `Article`; what is wrong with it
is in the findings, and what can be read of it still comes back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import codes
from bulletin.diagnostics import Finding, Span, Switch
from bulletin.document import (
    Article,
    Correction,
    Divider,
    Figure,
    Heading,
    OnLoudspeaker,
    Paragraph,
    Picture,
    Topic,
    plain_text,
)
from bulletin.languages import DEFAULT
from bulletin.messages import tr
from bulletin.source.files import Folder
from bulletin.source.markdown.blocks import BlockReader
from bulletin.source.markdown.front import front_of
from bulletin.source.markdown.identity import Ids
from bulletin.source.markdown.links import Links, slug_of_file
from bulletin.source.markdown.titles import (
    FRONT_MATTER_EXAMPLES,
    NO_TITLE,
    WrittenSettings,
    has_value,
    title_in_settings,
    title_in_text,
)
from bulletin.source.reporting import Findings
from bulletin.source.settings.issues import ArticleSettings, PictureSettings
from bulletin.source.settings.recordings import recording_of
from bulletin.source.settings.validation import validated
from bulletin.source.text import Source, Value, decode
from bulletin.source.yaml.nodes import Keys, YamlNode, at, places
from bulletin.source.yaml.parser import read_yaml

MAX_ARTICLE = 200_000
"""Characters in an article: seventy pages, more than a bulletin has."""

MAX_LINES = 10_000
"""Lines with something in them."""

MAX_MARKS = 20_000
"""Characters that may be markup. Markdown-it asks many rules about each of them."""

_MARKS_OF_ADDRESS = 6  # which a link takes as long as, brackets or none
_LINE = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
_MARK = re.compile(r"[!&()*<\[\]^_`{}~|\\]")


def _excess(text: str) -> str:
    """What a text has too much of for an article, or nothing."""
    if len(text) > MAX_ARTICLE:
        return tr("{most} characters", most=MAX_ARTICLE)
    if text.count("\n") >= MAX_LINES and len(_LINE.findall(text)) > MAX_LINES:
        return tr("{most} lines", most=MAX_LINES)
    if len(text) > MAX_MARKS:
        marks = len(_MARK.findall(text)) + _MARKS_OF_ADDRESS * text.count("://")
        if marks > MAX_MARKS:
            return tr("{most} signs that may be markup", most=MAX_MARKS)
    return ""


@dataclass(frozen=True)
class ArticlePlace:
    """Where an article stands: its slug, its number from 1 (0: a lone text), its file and section.

    `articles` has the slug of every article's file in the issue; None: unknown.
    """

    slug: str
    number: int
    file: str
    section: str = ""
    articles: Mapping[str, str] | None = None
    folder: Folder | None = None
    language: str = DEFAULT


def read_article(source: Source, place: ArticlePlace, findings: Findings) -> Article:
    """The article in a file."""
    excess = _excess(source.text)
    if excess:
        findings.add(
            codes.TOO_LARGE,
            source.span(0),
            tr(
                "{file} has more than {excess}, too many for an article",
                file=source.file,
                excess=excess,
            ),
            tr("cut it into several articles, or publish it as a file of its own and link to it"),
        )
        source = Source(source.file, "---\ntitle: …\n---\n\n…\n")
    front, body = _split(source, findings, needed=True)
    return _article(front, body, place, findings)


def read_lone(
    data: bytes, file: str = "-", folder: Path | None = None, language: str = DEFAULT
) -> tuple[Article | None, tuple[Finding, ...]]:
    """The article in a text with no issue around it, and what is wrong with it.

    Settings may be left out. Links to articles are believed; with `folder`, the files that
    it names are looked up there.
    """
    findings = Findings()
    source = decode(data, file, findings)
    if source is None:
        return None, findings.all()
    front, body = _split(source, findings, needed=False)
    place = ArticlePlace(
        slug=slug_of_file(file) or "text",
        number=0,
        file=file,
        folder=Folder(folder, folder, findings) if folder else None,
        language=language,
    )
    article = _article(front, body, place, findings)
    return article, findings.all()


def _split(source: Source, findings: Findings, *, needed: bool) -> tuple[Source | None, Source]:
    """The settings, if there are any, and the text below them."""
    rows = source.text.split("\n")
    if not source.text.strip() and needed:
        findings.add(
            codes.EMPTY_FILE,
            source.span(0),
            tr("{file} is empty", file=source.file),
            tr("write # and the title, and the text below it"),
        )
    front = front_of(rows)
    if front is None:
        return None, source
    for number in front.odd:
        findings.add(
            codes.FRONT_MATTER,
            source.line_span(number),
            tr("this line was meant as ---, and is another"),
            tr("write three hyphens: ---"),
        )
    if front.above:
        findings.add(
            codes.FRONT_MATTER,
            source.line_span(front.start),
            tr("settings start here, and the line above them is missing"),
            tr("write --- on a line of its own above them")
            if front.end != front.below
            else tr("write --- on a line of its own above them, and on another below them"),
        )
    if front.end is None or (front.end == front.below and not front.above):
        findings.add(
            codes.FRONT_MATTER,
            source.line_span(front.start - 1),
            tr("the settings that start here are not closed"),
            tr("write --- on a line of its own below them"),
        )
    if front.end is None:
        return None, source.part(len(rows))
    return source.part(front.start, front.end), source.part(front.below)


def _article(
    front: Source | None, body: Source, place: ArticlePlace, findings: Findings
) -> Article:
    before = len(findings)
    node, settings = _settings(front, findings)
    if node is not None:
        findings.switches += (
            Switch(number, reason or "", at(node, ["check", number])[1], place.file)
            for number, reason in settings.check.items()
        )
    links = Links(place.slug, place.articles, findings)
    reader = BlockReader(body, links, place.folder, findings, place.language)
    if settings.title:
        title = title_in_settings(_line(node, "title", settings.title, place), reader)
    else:
        title = title_in_text(WrittenSettings(front, node), body, reader, lone=not place.number)
    lead = None
    if settings.summary:
        summary = _line(node, "summary", settings.summary, place)
        lead = Paragraph(span=summary.span, children=reader.inlines(summary))
    opening = _opening(node, settings.image, place)
    blocks = reader.body()
    notes = reader.notes()
    _report_unfinished(node, settings, title, findings)
    if all(isinstance(b, Heading | Divider) for b in blocks) and len(findings) == before:
        findings.add(
            codes.EMPTY_ARTICLE,
            title.span,
            tr("this article has no text"),
            tr("write its text below its title and settings, or take it out of the issue"),
        )
    inner = [block for block in (lead, opening) if block]
    ids = Ids(place.slug, *inner, *blocks, *notes)
    spans = dict(places(node)) if node else {}
    return Article(
        slug=place.slug,
        number=place.number,
        file=place.file,
        title=replace(title, id=f"{place.slug}-title"),
        section=place.section,
        lead=ids.given(lead) if lead else None,
        authors=settings.authors,
        topics=tuple(
            Topic(name, spans.get(f"topics.{n}", spans.get("topics", title.span)))
            for n, name in enumerate(settings.topics)
        ),
        opening=ids.given(opening) if opening else None,
        speaker=_speaker(node, settings, findings),
        recording=recording_of(node, settings, place.folder, findings),
        columns=2 if settings.layout == "two" else 1,
        clip=settings.clip,
        body=tuple(ids.given(block) for block in blocks),
        footnotes=tuple(ids.given(note) for note in notes),
        corrections=tuple(
            Correction(one.date, one.text, spans.get(f"corrections.{n}.date", title.span))
            for n, one in enumerate(settings.corrections)
        ),
    )


def _report_unfinished(
    node: YamlNode | None, settings: ArticleSettings, title: Heading, findings: Findings
) -> None:
    """Findings for a title in the settings that has no words, and for a draft."""
    # A heading of the text without words has its finding where it is read.
    if settings.title and not plain_text(title.children).strip():
        findings.add(
            codes.EMPTY_HEADING,
            title.span,
            tr("this title has no words"),
            tr("write what the article says"),
        )
    if settings.draft and isinstance(node, Keys):
        findings.add(
            codes.DRAFT,
            node.key_span("draft") or node.span,
            tr("this article is still a draft"),
            tr("delete this line when the article is written"),
        )


def is_standing(source: Source) -> bool:
    """Whether an article is carried on into the next issue, as far as it can be read."""
    front, _ = _split(source, Findings(), needed=False)
    return _settings(front, Findings())[1].standing


def is_draft(source: Source) -> bool:
    """Whether an article says that it is a draft, as far as it can be read."""
    front, _ = _split(source, Findings(), needed=False)
    return _settings(front, Findings())[1].draft


def topics_of(source: Source) -> tuple[Topic, ...]:
    """The topics of an article, as far as it can be read; its text is not."""
    front, _ = _split(source, Findings(), needed=False)
    node, settings = _settings(front, Findings())
    if node is None:
        return ()
    spans = dict(places(node))
    span = spans.get("topics", node.span)
    return tuple(
        Topic(name, spans.get(f"topics.{n}", span)) for n, name in enumerate(settings.topics)
    )


def _settings(front: Source | None, findings: Findings) -> tuple[YamlNode | None, ArticleSettings]:
    before = len(findings)
    node = read_yaml(front, findings) if front else None
    if node is None:
        # What cannot be read has its finding, and may well hold a title.
        return None, ArticleSettings(title=NO_TITLE if len(findings) > before else None)
    read = validated(ArticleSettings, node, findings, stand_ins={}, examples=FRONT_MATTER_EXAMPLES)
    if not isinstance(node, Keys) or has_value(node, "title"):
        stand_in = ArticleSettings(title=NO_TITLE)
        read = read.model_copy(update={"title": read.title or NO_TITLE}) if read else stand_in
    return node, read or ArticleSettings()


def _line(node: YamlNode | None, key: str, text: str, place: ArticlePlace) -> Value:
    """A setting as a value with its place."""
    if isinstance(node, Keys) and node.get(key):
        return Value(text, at(node, [key])[1])
    return Value(text, Span(place.file))


QUIET_FROM, QUIET_UNTIL = dt.time(22), dt.time(6)
"""When nobody is to be woken (the quiet hours of Vietnam's rules for noise, QCVN 26)."""


def _speaker(
    node: YamlNode | None, settings: ArticleSettings, findings: Findings
) -> OnLoudspeaker | None:
    speaker = settings.speaker
    if speaker is None:
        return None
    if speaker.at and not QUIET_UNTIL <= speaker.at < QUIET_FROM and node is not None:
        findings.add(
            codes.QUIET_HOURS,
            at(node, ["speaker", "at"])[1],
            tr("a loudspeaker at {time} wakes people", time=speaker.at.strftime("%H:%M")),
            tr(
                "plan it between {until} and {start}",
                until=QUIET_UNTIL.strftime("%H:%M"),
                start=QUIET_FROM.strftime("%H:%M"),
            ),
        )
    return OnLoudspeaker(speaker.text or "", speaker.at, left_out=not speaker.play)


def _opening(
    node: YamlNode | None, image: PictureSettings | None, place: ArticlePlace
) -> Figure | None:
    if image is None or node is None:
        return None
    span = at(node, ["image", "file"])[1]
    file = place.folder.find(image.file, span, "picture") if place.folder else image.file
    if file is None:
        return None
    return Figure(span=span, picture=Picture(file, image.alt, span), credit=image.credit or "")
