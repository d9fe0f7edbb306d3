"""From a job to a finished PDF: set the pages, check them, finish the file, read its code.

In: a `Job`. Out: bytes. Raises `FindingsError` with everything that was found at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from bulletin.composition import Composition
from bulletin.diagnostics import Finding, FindingsError, Span, sources_below
from bulletin.document import Heading, plain_text, walk
from bulletin.job import Job
from bulletin.paper.archival import PdfNames, archived
from bulletin.paper.arranging import arranged
from bulletin.paper.faults import explained, read_code
from bulletin.paper.fetcher import Shelf
from bulletin.paper.issue_html import Desk, Medium
from bulletin.paper.measure import LayOut, facts_of
from bulletin.paper.overflow import overflows
from bulletin.paper.placing import Placed
from bulletin.paper.typesetter import lay_out, listening, own_fonts, styles, write

VARIANT = "pdf/a-2a"
"""WeasyPrint's name for what the screen PDF is made as."""


def screen_pdf(job: Job) -> bytes:
    """The PDF for screens and archives."""
    composition = job.composition
    data, _ = set_pages(job, Medium(), VARIANT)
    finished = archived(data, names_of(composition))
    read_code(finished, composition.issue.address)
    return finished


@dataclass(frozen=True)
class Copy:
    """A document ready for WeasyPrint: its HTML, its style sheets, and what these refer to.

    `findings` are about style sheets and pictures.
    """

    html: str
    sheets: Sequence[CSS]
    shelf: Shelf
    fonts: FontConfiguration
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]


def copy_of(job: Job, medium: Medium) -> Copy:
    """The document of an issue, its articles arranged."""
    desk = Desk(job, medium)
    fonts = own_fonts()
    sheets, findings = styles(desk.sheets(), desk.shelf, fonts)
    drafts = desk.drafts()
    arrangements = arranged(
        facts_of(
            drafts,
            desk.settings,
            desk.faces,
            titled=desk.titled,
            lay_out=_probing(desk, sheets, fonts),
        ),
        desk.settings.text_height,
    )
    html = desk.document(drafts, arrangements)
    findings += desk.placing.findings
    return Copy(html, sheets, desk.shelf, fonts, tuple(desk.placing.placed), tuple(findings))


def set_pages(job: Job, medium: Medium, variant: str | None) -> tuple[bytes, tuple[Placed, ...]]:
    """The pages as WeasyPrint writes them, checked; and the photographs on them."""
    composition = job.composition
    copy = copy_of(job, medium)
    with listening() as messages:
        document = lay_out(copy.html, copy.sheets, copy.shelf, copy.fonts, variant)
        data = write(document, variant, job.modified)
    findings = [*copy.findings]
    findings += explained(messages, composition, sources_below(composition.issue.root))
    issue = Span(f"{composition.issue.id}/issue.yaml")
    findings += overflows(document, composition.articles, issue)
    if findings:
        raise FindingsError(findings)
    return data, copy.placed


def _probing(desk: Desk, sheets: Sequence[CSS], fonts: FontConfiguration) -> LayOut:
    """Sets a body on a page of its own, and keeps what is said of it to itself."""

    def probe(body: str, style: str) -> Document:
        page = f'<html lang="{desk.language}"><meta charset="utf-8"><title>-</title>{body}'
        further, _ = styles((("probe", style),), desk.shelf, fonts)
        with listening():
            return lay_out(page, (*sheets, *further), desk.shelf, fonts, None)

    return probe


def names_of(composition: Composition) -> PdfNames:
    """Words for pages and for places that links lead to."""
    strings = composition.theme.strings
    return PdfNames(
        front=strings("pdf_label_cover"),
        back=strings("pdf_label_back"),
        notes={n.reference: n.id for a in composition.parts for n in a.footnotes if n.reference},
        places=dict(_places(composition)),
    )


def _places(composition: Composition) -> Iterator[tuple[str, str]]:
    strings = composition.theme.strings
    for number, section in enumerate(composition.issue.sections, start=1):
        yield f"section-{number}", section.title
    for article in composition.parts:
        yield article.slug, plain_text(article.title.children)
        for block in walk(*article.blocks):
            if isinstance(block, Heading):
                yield block.id, plain_text(block.children)
        for note in article.footnotes:
            yield note.id, strings("content_footnote", number=note.number)
            yield note.reference, strings("content_footnote_back", number=note.number)
