"""From a job to a finished PDF: set the pages, check them, finish the file, read its code.

In: a `Job`. Out: bytes. Raises `FindingsError` with everything that was found at once.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from bulletin.cache import key_of, once
from bulletin.cache.once import Kind
from bulletin.composition import Composition
from bulletin.diagnostics import Finding, FindingsError, Span, sources_below
from bulletin.document import Heading, unstruck_text, walk
from bulletin.job import Job
from bulletin.paper import LIBRARIES, typesetter
from bulletin.paper.archival import PdfNames, archived
from bulletin.paper.arranging import arranged, planned_pages
from bulletin.paper.covers import IMPRINTS, WAYS, ContentsStyle, Squeeze, endless, fitting, holds
from bulletin.paper.drafts import expected_pages
from bulletin.paper.faults import explained, read_code
from bulletin.paper.fetcher import Shelf
from bulletin.paper.gaps import gaps
from bulletin.paper.issue_html import Medium, PrintedDocument
from bulletin.paper.kept.paging import Paging, stand_alone
from bulletin.paper.markup.placing import Placed
from bulletin.paper.measuring.measure import Keep, LayOut, Ruler, facts_of
from bulletin.paper.measuring.slimming import Slim, loosened, slimmed, slimmer
from bulletin.paper.overflow import Overflow, cramped, overflows
from bulletin.paper.page_numbers import corrected, given, strays_of

MEASURES = Kind("measures", LIBRARIES)
NUMBERS = Kind("page-numbers", LIBRARIES)

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

    `findings` are about style sheets and pictures; `expected` says on which page each place will
    stand, as far as can be known before; `surroundings` is a digest of all that shapes a paragraph
    but its own element.
    """

    html: str
    sheets: Sequence[CSS]
    shelf: Shelf
    fonts: FontConfiguration
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]
    expected: Mapping[str, int]
    surroundings: str
    paging: Paging | None


def copy_of(
    job: Job, medium: Medium, slim: Slim = MappingProxyType({}), loose: frozenset[str] = frozenset()
) -> Copy:
    """The document of an issue, its articles arranged, some blocks in slim ways, some `loose`."""
    printed = PrintedDocument(job, medium)
    fonts = typesetter.own_fonts()
    texts = given(printed.sheets())
    sheets, findings = typesetter.styles(texts, printed.shelf, fonts)
    drafts = printed.drafts()
    slimmed((draft for part in drafts for draft in part), slim)
    loosened((draft for part in drafts for draft in part), loose)
    shapes = [once.digest_of_source(f.file) for f in (*printed.faces.text, *printed.faces.display)]
    surroundings = key_of(texts, shapes, repr(printed.settings), printed.language)
    probe = probing(printed, sheets, fonts)
    squeeze = squeeze_of(printed, probe, surroundings)
    listing = listing_of(printed, probe, surroundings, squeeze)
    imprint = printed.imprint_styles(imprint_of(printed, probe, surroundings))
    if squeezed := printed.styles_of(squeeze) + printed.styles_of(listing) + imprint:
        sheets += typesetter.styles((("cover", squeezed),), printed.shelf, fonts)[0]
        texts = (*texts, ("cover", squeezed))
    ruler = Ruler(printed.settings, printed.faces, probe, _keeping_measures(printed, surroundings))
    facts = facts_of(drafts, ruler, titled=printed.titled)
    arrangements = arranged(facts, printed.settings.text_height)
    pages = planned_pages(facts, arrangements, printed.settings.text_height)
    each = [draft for part in drafts for draft in part]
    expected = dict(expected_pages(each, pages))
    html = printed.document(drafts, arrangements, squeeze, listing)
    theme = job.composition.theme.digest
    return Copy(
        html=html,
        sheets=sheets,
        shelf=printed.shelf,
        fonts=fonts,
        placed=tuple(printed.placing.placed),
        findings=(*findings, *printed.placing.findings),
        expected=expected,
        surroundings=surroundings,
        paging=_paging(html, texts, key_of(surroundings, theme, medium.press), printed.shelf),
    )


def _paging(
    html: str, texts: Sequence[tuple[str, str]], around: str, shelf: Shelf
) -> Paging | None:
    """What finished pages are kept by; None where they show more than they are made of."""
    alone = stand_alone((html, *(text for _, text in texts)))
    return Paging(around, shelf.digests) if alone else None


def set_pages(job: Job, medium: Medium, variant: str | None) -> tuple[bytes, tuple[Placed, ...]]:
    """The pages as WeasyPrint writes them, checked; and the photographs on them.

    Raises `FindingsError` for whatever is wrong with them.
    """
    composition = job.composition
    copy, numbered, sticking = _held(job, medium, variant)
    with typesetter.listening() as further:
        data = typesetter.write(numbered.document, variant)
    messages = (*numbered.messages, *further)
    findings = [*copy.findings]
    findings += explained(messages, composition, sources_below(composition.issue.root))
    findings += (one.finding for one in sticking)
    if findings:
        raise FindingsError(findings)
    if copy.paging:
        copy.paging.keep()
    return data, copy.placed


_ROUNDS = 4
"""How many times pages are set at the most: what is set otherwise moves what stands below it."""


def _held(
    job: Job, medium: Medium, variant: str | None
) -> tuple[Copy, typesetter.Numbered, Sequence[Overflow]]:
    """The pages on which no block needs to be set slimmer, and what sticks out even so."""
    composition = job.composition
    issue = Span(composition.issue.file)
    slim: Slim = {}
    loose: frozenset[str] = frozenset()
    for _ in range(_ROUNDS):
        copy = copy_of(job, medium, slim, loose)
        numbered = _laid_out(copy, variant, composition.issue.address)
        imprint = [b for b in composition.imprint.body if f'id="{b.id}"' in copy.html]
        found = list(overflows(numbered.document, composition.articles, issue, imprint))
        narrow = cramped(numbered.document, composition.articles)
        further = slimmer(slim, (*(one.block for one in found if one.wide), *narrow))
        looser = loose.union(gaps(numbered.document))
        if (further, looser) == (slim, loose):
            break
        slim, loose = further, looser
    return copy, numbered, found


def _laid_out(copy: Copy, variant: str | None, issue: str) -> typesetter.Numbered:
    """The pages of a copy. Which places of an issue stood elsewhere than expected is kept.

    What was found is the guess where the same is expected again; the pages say whether it is right.
    """
    kept = once.found(NUMBERS, issue)
    expected = corrected(copy.expected, json.loads(kept) if kept else {})
    made = typesetter.lay_out_numbered(
        copy.html,
        copy.sheets,
        copy.shelf,
        copy.fonts,
        variant,
        expected=expected,
        surroundings=copy.surroundings,
        paging=copy.paging,
    )
    if made.numbers != expected:
        strays = strays_of(copy.expected, made.numbers)
        once.keep(NUMBERS, issue, json.dumps(strays).encode())
    return made


def probing(printed: PrintedDocument, sheets: Sequence[CSS], fonts: FontConfiguration) -> LayOut:
    """Sets a body on a page of its own, and keeps what is said of it to itself."""
    further: dict[str, list[CSS]] = {}

    def probe(body: str, style: str) -> Document:
        page = f'<html lang="{printed.language}"><meta charset="utf-8"><title>-</title>{body}'
        if style not in further:
            further[style] = typesetter.styles((("probe", style),), printed.shelf, fonts)[0]
        with typesetter.listening():
            return typesetter.lay_out(page, (*sheets, *further[style]), printed.shelf, fonts, None)

    return probe


def squeeze_of(printed: PrintedDocument, probe: LayOut, surroundings: str) -> Squeeze:
    """The way of setting the cover that its page holds, kept for the same words."""

    def held(way: Squeeze) -> bool:
        document = probe(printed.cover(way), endless(printed.settings) + printed.styles_of(way))
        return holds(document, printed.settings.page_height)

    key = (surroundings, printed.cover(WAYS[0]))
    return WAYS[int(once.made(MEASURES, key, lambda: str(fitting(held)).encode()))]


def listing_of(
    printed: PrintedDocument, probe: LayOut, surroundings: str, squeeze: Squeeze
) -> ContentsStyle:
    """The first way of setting the contents that one page holds, else that of as many articles."""
    ways = printed.listings()

    def held(way: ContentsStyle) -> bool:
        return len(probe(printed.contents(squeeze, way), printed.styles_of(way)).pages) == 1

    def first() -> bytes:
        return str(next((number for number, way in enumerate(ways) if held(way)), 0)).encode()

    key = (surroundings, printed.contents(squeeze, ways[0]))
    return ways[int(once.made(MEASURES, key, first))]


def imprint_of(printed: PrintedDocument, probe: LayOut, surroundings: str) -> float:
    """How large the letters of the imprint are so that the back cover holds all of its lines."""
    back = printed.back()

    def held(letters: float) -> bool:
        document = probe(back, endless(printed.settings) + printed.imprint_styles(letters))
        return holds(document, printed.settings.page_height, "imprint")

    def fits() -> bytes:
        return json.dumps(next(filter(held, IMPRINTS), IMPRINTS[-1])).encode()

    return float(json.loads(once.made(MEASURES, (surroundings, back, IMPRINTS), fits)))


def _keeping_measures(printed: PrintedDocument, surroundings: str) -> Keep:
    """Keeps what was measured of bodies."""

    def keep(
        bodies: Mapping[str, str], make: Callable[[Sequence[str]], Mapping[str, bytes]]
    ) -> Mapping[str, bytes]:
        keys = {
            name: (surroundings, body, printed.shelf.digests(body)) for name, body in bodies.items()
        }
        return once.made_together(MEASURES, keys, make)

    return keep


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
        yield article.slug, unstruck_text(article.title.children)
        for block in walk(*article.blocks):
            if isinstance(block, Heading):
                yield block.id, unstruck_text(block.children)
        for note in article.footnotes:
            yield note.id, strings("content_footnote", number=note.number)
            yield note.reference, strings("content_footnote_back", number=note.number)
