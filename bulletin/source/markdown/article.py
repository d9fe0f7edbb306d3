"""A whole article: its settings between the `---` lines, and its text.

In: the source of a file and its place in the issue. Out: an `Article`; what is wrong with it
is in the findings, and what can be read of it still comes back.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import codes
from bulletin.diagnostics import Finding, Span
from bulletin.document import Article, Block, Divider, Heading, Paragraph, Topic
from bulletin.languages import DEFAULT
from bulletin.messages import tr
from bulletin.source.files import Folder
from bulletin.source.markdown.blocks import BlockReader
from bulletin.source.markdown.front_matter import FrontMatter, split
from bulletin.source.markdown.identity import Ids
from bulletin.source.markdown.links import Links, slug_of_file
from bulletin.source.markdown.titles import WrittenSettings, title_in_settings, title_in_text
from bulletin.source.reporting import Findings
from bulletin.source.settings.recordings import recording_of
from bulletin.source.text import Source, decode

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
        message = tr(
            "{file} has more than {excess}, too many for an article",
            file=source.file,
            excess=excess,
        )
        hint = tr("cut it into several articles, or publish it as a file of its own and link to it")
        findings.add(codes.TOO_LARGE, source.span(0), message, hint)
        source = Source(source.file, "---\ntitle: …\n---\n\n…\n")
    front, body = split(source, findings, needed=True)
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
    front, body = split(source, findings, needed=False)
    place = ArticlePlace(
        slug=slug_of_file(file) or "text",
        number=0,
        file=file,
        folder=Folder(folder, folder, findings) if folder else None,
        language=language,
    )
    article = _article(front, body, place, findings)
    return article, findings.all()


def _article(
    front: Source | None, body: Source, place: ArticlePlace, findings: Findings
) -> Article:
    before = len(findings)
    head = FrontMatter.read(front, findings, place.file)
    settings = head.settings
    findings.switches += head.switches()
    links = Links(place.slug, place.articles, findings)
    reader = BlockReader(body, links, place.folder, findings, place.language)
    if settings.title:
        title = title_in_settings(head.line("title", settings.title), reader)
    else:
        written = WrittenSettings(front, head.node)
        title = title_in_text(written, body, reader, lone=not place.number)
    lead = _lead(head, reader)
    opening = head.opening(place.folder)
    blocks = reader.body()
    notes = reader.notes()
    head.report_unfinished(title, findings)
    if len(findings) == before:
        _report_empty(blocks, title.span, findings)
    inner = [block for block in (lead, opening) if block]
    ids = Ids(place.slug, *inner, *blocks, *notes)
    return Article(
        slug=place.slug,
        number=place.number,
        file=place.file,
        title=replace(title, id=f"{place.slug}-title"),
        section=place.section,
        lead=ids.given(lead) if lead else None,
        authors=settings.authors,
        topics=head.topics(title.span),
        opening=ids.given(opening) if opening else None,
        speaker=head.speaker(findings),
        recording=recording_of(head.node, settings, place.folder, findings),
        columns=2 if settings.layout == "two" else 1,
        clip=settings.clip,
        body=tuple(ids.given(block) for block in blocks),
        footnotes=tuple(ids.given(note) for note in notes),
        corrections=head.corrections(title.span),
    )


def _lead(head: FrontMatter, reader: BlockReader) -> Paragraph | None:
    """The article's summary, as the paragraph that stands above its text."""
    if not head.settings.summary:
        return None
    summary = head.line("summary", head.settings.summary)
    return Paragraph(span=summary.span, children=reader.inlines(summary))


def _report_empty(blocks: Sequence[Block], place: Span, findings: Findings) -> None:
    if all(isinstance(one, Heading | Divider) for one in blocks):
        hint = tr("write its text below its title and settings, or take it out of the issue")
        findings.add(codes.EMPTY_ARTICLE, place, tr("this article has no text"), hint)


def is_standing(source: Source) -> bool:
    """Whether an article is carried on into the next issue, as far as it can be read."""
    return _head_of(source).settings.standing


def is_draft(source: Source) -> bool:
    """Whether an article says that it is a draft, as far as it can be read."""
    return _head_of(source).settings.draft


def topics_of(source: Source) -> tuple[Topic, ...]:
    """The topics of an article, as far as it can be read; its text is not."""
    head = _head_of(source)
    return head.topics(head.node.span) if head.node else ()


def _head_of(source: Source) -> FrontMatter:
    """The settings alone, whatever is wrong with them."""
    front, _ = split(source, Findings(), needed=False)
    return FrontMatter.read(front, Findings())
