"""WeasyPrint, held to its word: a page and style sheets in, laid-out pages or findings out.

Every message of level WARNING or above stops the build. Where it can be traced, it becomes a
finding with its place: a style sheet's line, a character's paragraph, a link.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from bulletin.codes import PAGE_WARNING, STYLE_IGNORED
from bulletin.diagnostics import Finding, Span
from bulletin.paper.fetcher import BASE, Shelf

_OWN_FONTS = Path(__file__).with_name("fonts.conf")


@dataclass(frozen=True, slots=True)
class Message:
    """What WeasyPrint said, and the values that it put into its sentence."""

    text: str
    values: tuple[object, ...]


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[Message] = []

    def emit(self, record: logging.LogRecord) -> None:
        values = record.args if isinstance(record.args, tuple) else ()
        self.messages.append(Message(record.getMessage(), tuple(values)))


@contextmanager
def listening() -> Iterator[list[Message]]:
    """Collect what WeasyPrint warns of, and keep it from the terminal."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield listener.messages
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates


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
        findings += [_of_style(name, message) for message in messages]
    return made, findings


def _of_style(name: str, message: Message) -> Finding:
    place = re.search(r" at (\d+):(\d+)", message.text)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    return Finding(
        STYLE_IGNORED, f"WeasyPrint: {message.text}", Span(f"theme/{name}", line, column)
    )


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
    return Finding(PAGE_WARNING, f"WeasyPrint: {message.text}", Span("publication.yaml"))
