"""WeasyPrint, held to its word: a page and style sheets in, laid-out pages or findings out.

Every message of level WARNING or above stops the build. Where it can be traced, it becomes a
finding with its place: a style sheet's line, a character's paragraph, a link.
"""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from bulletin.codes import PAGE_WARNING
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.paper.fetcher import BASE, Shelf
from bulletin.theming.listening import Message, listening
from bulletin.theming.stylesheets import ignored

__all__ = ["Message", "lay_out", "listening", "own_fonts", "styles", "unexplained", "write"]

_OWN_FONTS = Path(__file__).with_name("fonts.conf")


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Set a variable for libraries that can be told of something in no other way."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def own_fonts() -> FontConfiguration:
    """A set of fonts that begins empty, whatever the machine has."""
    with _environment("FONTCONFIG_FILE", str(_OWN_FONTS)), warnings.catch_warnings():
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


def lay_out(
    page: str, sheets: Sequence[CSS], shelf: Shelf, fonts: FontConfiguration, variant: str | None
) -> Document:
    """The laid-out pages of an HTML document; call it while `listening`."""
    document = HTML(string=page, base_url=BASE, url_fetcher=shelf)
    return document.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant)


def write(document: Document, variant: str | None, modified: dt.datetime) -> bytes:
    """The PDF of laid-out pages; call it while `listening`."""
    # fontTools writes the time into the fonts that it cuts to what is used.
    epoch = str(int(modified.timestamp()))
    with _environment("SOURCE_DATE_EPOCH", epoch), warnings.catch_warnings():
        # WeasyPrint leaves its colour profile to the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        data: bytes = document.write_pdf(pdf_variant=variant, pdf_tags=True)
    return data


def unexplained(message: Message) -> Finding:
    """A message that belongs to no line of an article."""
    return Finding(
        PAGE_WARNING, tr("WeasyPrint: {text}", text=message.text), Span("publication.yaml")
    )
