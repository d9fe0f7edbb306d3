"""What no page may have: characters without a shape, links to nowhere, a code that does not read.

In: WeasyPrint's messages and the article tree, or a finished PDF. Out: findings with the
article's line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pypdfium2

from bulletin.art.qr_symbol import read_all
from bulletin.codes import LINK_LOST, NO_GLYPH
from bulletin.composition import Composition
from bulletin.diagnostics import BulletinError, Finding, Sources, Span, rows_of
from bulletin.document import (
    Anchor,
    Link,
    all_inlines,
    inlines_of,
    plain_text,
    walk,
)
from bulletin.paper.typesetter import Message, unexplained

_CODE_DPI = 150
"""The resolution at which the back cover's code must read: a cheap scanner's."""


# -- WeasyPrint's messages -----------------------------------------------------------------


def explained(
    messages: Iterable[Message], composition: Composition, sources: Sources
) -> Iterator[Finding]:
    """Findings for messages, at the place in an article wherever there is one."""
    for message in messages:
        if message.text.startswith(".notdef glyph"):
            yield from _no_glyph(str(message.values[0]), composition, sources)
        elif message.text.startswith(("No anchor #", "Content discarded: target points")):
            yield from _link_lost(message, composition)
        else:
            yield unexplained(message)


def _no_glyph(char: str, composition: Composition, sources: Sources) -> Iterator[Finding]:
    name = f"U+{ord(char):04X}"
    found = False
    for article in composition.parts:
        for block in walk(*article.blocks):
            if any(char in plain_text(inlines) for inlines in inlines_of(block)):
                found = True
                yield Finding(
                    NO_GLYPH,
                    f'no face of the theme has the character "{char}" ({name})',
                    _place_of(char, block.span, sources),
                    "leave it out or write it in words; pictures (emoji) belong in figures",
                )
    if not found:
        message = f'no face of the theme has the character "{char}" ({name})'
        yield Finding(NO_GLYPH, message, Span(f"{composition.issue.id}/issue.yaml"))


def _place_of(char: str, span: Span, sources: Sources) -> Span:
    """The first place of a character from a block's line on."""
    rows = rows_of(sources(span.file) or "")
    for number, row in enumerate(rows[span.line - 1 :], start=span.line):
        if (column := row.find(char)) >= 0:
            return Span(span.file, number, column + 1, column + 2)
    return span


def _link_lost(message: Message, composition: Composition) -> Iterator[Finding]:
    fragment = str(message.values[0])
    for article in composition.parts:
        for inline in all_inlines(article):
            if isinstance(inline, Link) and isinstance(inline.target, Anchor):
                target = inline.target.fragment or inline.target.article
                if target == fragment:
                    words = plain_text(inline.children)
                    text = f'"{words}" leads to {fragment}, which stands on no page'
                    yield Finding(LINK_LOST, text, inline.span)
                    return
    yield unexplained(message)


# -- the finished file ---------------------------------------------------------------------


def read_code(data: bytes, address: str) -> None:
    """Read the code from a picture of the last page. Raises `BulletinError` if it says else."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        picture = pdf[len(pdf) - 1].render(scale=_CODE_DPI / 72).to_pil()
    finally:
        pdf.close()
    if address not in read_all(picture):
        message = f"the QR code on the back cover does not read back as {address}"
        raise BulletinError(message, "give the code more room in the theme's pdf/back.css")
