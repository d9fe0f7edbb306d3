"""WeasyPrint, held to its word: a page and style sheets in, laid-out pages or findings out.

Every message of level WARNING or above stops the build. Where it can be traced, it becomes a
finding with its place: a style sheet's line, a character's paragraph, a link.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from bulletin.codes import PAGE_WARNING
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.paper.fetcher import BASE, Shelf
from bulletin.paper.kept.paging import Paging
from bulletin.paper.kept.painting import asked_for
from bulletin.paper.page_numbers import settled
from bulletin.paper.patches.capital_texts import words_of_capitals
from bulletin.paper.patches.column_heights import heights_kept
from bulletin.paper.patches.floats_kept import floats_kept
from bulletin.paper.patches.font_files import fonts_once
from bulletin.paper.patches.glyph_texts import texts_of_glyphs
from bulletin.paper.patches.grid_rows import grid_rows
from bulletin.paper.patches.growing_foot import growing_foot
from bulletin.paper.patches.hanging_spaces import hanging_spaces
from bulletin.paper.patches.khmer_lines import khmer_lines
from bulletin.paper.patches.lines_once import lines_once
from bulletin.paper.patches.long_words import words_parted
from bulletin.paper.patches.page_references import pages_listed_once
from bulletin.paper.patches.spans_kept import spans_kept
from bulletin.paper.patches.standing_in import environment
from bulletin.paper.patches.stream_data import objects_once
from bulletin.theming.stylesheets import ignored
from bulletin.theming.typesetter.listening import Message, listening

__all__ = [
    "Message",
    "Numbered",
    "lay_out",
    "lay_out_numbered",
    "listening",
    "own_fonts",
    "styles",
    "unexplained",
    "write",
]

_OWN_FONTS = Path(__file__).with_name("fonts.conf")


def own_fonts() -> FontConfiguration:
    """A set of fonts that begins empty, whatever the machine has."""
    with environment("FONTCONFIG_FILE", str(_OWN_FONTS)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No fonts configured")
        return FontConfiguration()


def styles(
    sheets: Sequence[tuple[str, str]], shelf: Shelf, fonts: FontConfiguration
) -> tuple[list[CSS], list[Finding]]:
    """Style sheets (name in the theme, text), and what of them is not understood."""
    made, findings = [], []
    for name, text in sheets:
        with listening() as messages:
            base = f"{BASE}theme/{name}"
            made.append(CSS(string=text, base_url=base, url_fetcher=shelf, font_config=fonts))
        findings += [ignored(name, message) for message in messages]
    return made, findings


@contextmanager
def _mended() -> Iterator[None]:
    """In the block WeasyPrint sets lines, notes, columns and grids as it should, and no line twice."""
    with (
        lines_once(),
        hanging_spaces(),
        words_parted(),
        growing_foot(),
        spans_kept(),
        grid_rows(),
        floats_kept(),
        khmer_lines(),
    ):
        yield


def lay_out(
    page: str, sheets: Sequence[CSS], shelf: Shelf, fonts: FontConfiguration, variant: str | None
) -> Document:
    """The laid-out pages of an HTML document; call it while `listening`."""
    document = HTML(string=page, base_url=BASE, url_fetcher=shelf)
    with _mended():
        return document.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant)


@dataclass(frozen=True)
class Numbered:
    """Laid-out pages, what was said of them, and the page of each place that a link can name."""

    document: Document
    messages: Sequence[Message]
    numbers: Mapping[str, int]


def lay_out_numbered(  # noqa: PLR0913, as above, and the numbers
    page: str,
    sheets: Sequence[CSS],
    shelf: Shelf,
    fonts: FontConfiguration,
    variant: str | None,
    *,
    expected: Mapping[str, int],
    surroundings: str,
    paging: Paging | None = None,
) -> Numbered:
    """The laid-out pages of a document with numbers of pages in it; their sheets are `given`.

    `surroundings` is a digest of all that shapes a paragraph but its own element. `paging`: its
    pages, where they can be kept one by one.
    """
    html = HTML(string=page, base_url=BASE, url_fetcher=shelf)
    messages: list[Message] = []

    def lay_out() -> Document:
        messages.clear()
        at_work = paging.at_work() if paging else nullcontext()
        with (
            listening() as said,
            _mended(),
            heights_kept(surroundings),
            at_work,
        ):
            document = html.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant)
        messages.extend(said)
        return document

    document, numbers = settled(html.etree_element, expected, lay_out)
    return Numbered(document, messages, numbers)


def write(document: Document, variant: str | None) -> bytes:
    """The PDF of laid-out pages; call it while `listening`."""
    with warnings.catch_warnings():
        # WeasyPrint leaves its colour profile to the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        with (
            fonts_once(),
            pages_listed_once(),
            objects_once(),
            asked_for(),
            texts_of_glyphs(),
            words_of_capitals(),
        ):
            data: bytes = document.write_pdf(pdf_variant=variant, pdf_tags=True)
    return data


def unexplained(message: Message) -> Finding:
    """A message that belongs to no line of an article."""
    return Finding(
        PAGE_WARNING, tr("WeasyPrint: {text}", text=message.text), Span("publication.yaml")
    )
