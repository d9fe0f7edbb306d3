"""What no page may have: characters without a shape, links to nowhere, a code that does not read.

In: WeasyPrint's messages and the article tree, or a finished PDF. Out: findings with the
article's line.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import pypdfium2

from bulletin import document
from bulletin.art.glyphs import no_glyph, place_of
from bulletin.art.qr_symbol import read_all
from bulletin.codes import LINK_LOST
from bulletin.composition import Composition
from bulletin.diagnostics import BulletinError, Finding, Sources, Span, rows_in
from bulletin.messages import tr
from bulletin.paper.typesetter import Message, unexplained

_CODE_DPI = 150
"""The resolution at which the back cover's code must read: a cheap scanner's."""


# -- WeasyPrint's messages -----------------------------------------------------------------


def explained(
    messages: Iterable[Message], composition: Composition, sources: Sources
) -> Iterator[Finding]:
    """Findings for messages, at the place in an article wherever there is one."""
    rows = rows_in(sources)
    for message in messages:
        if message.text.startswith(".notdef glyph"):
            yield from _no_glyph(str(message.values[0]), composition, rows)
        elif message.text.startswith(("No anchor #", "Content discarded: target points")):
            yield from _link_lost(message, composition)
        else:
            yield unexplained(message)


def _no_glyph(
    char: str, composition: Composition, rows: Callable[[str], Sequence[str]]
) -> Iterator[Finding]:
    """The same as the check says; this is for what a theme's own words hold."""
    found = False
    for article in composition.parts:
        for block in document.walk(*article.blocks):
            if any(char in document.plain_text(inlines) for inlines in document.inlines_of(block)):
                found = True
                yield no_glyph(char, place_of(char, block.span, rows))
    if not found:
        yield no_glyph(char, Span(composition.issue.file))


def _link_lost(message: Message, composition: Composition) -> Iterator[Finding]:
    fragment = str(message.values[0])
    for article in composition.parts:
        for inline in document.all_inlines(article):
            if isinstance(inline, document.Link) and isinstance(inline.target, document.Anchor):
                target = inline.target.fragment or inline.target.article
                if target == fragment:
                    words = document.plain_text(inline.children)
                    text = tr(
                        '"{words}" leads to {fragment}, which stands on no page',
                        words=words,
                        fragment=fragment,
                    )
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
        message = tr(
            "the QR code on the back cover does not read back as {address}", address=address
        )
        raise BulletinError(message, tr("give the code more room in the theme's pdf/back.css"))
