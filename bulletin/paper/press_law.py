"""What `profile: ban-tin` puts on the first page, and whether the finished PDF is as the law wants.

In: a composition, and its PDF. Out: the lines of the first page; warnings about the number of
pages and about what the first and the last do not show, whatever theme set them.
"""

from collections.abc import Iterator

import pypdfium2

from bulletin.codes import BULLETIN_FIRST_PAGE, BULLETIN_LAST_PAGE, BULLETIN_PAGES
from bulletin.composition import Composition
from bulletin.diagnostics import Finding
from bulletin.messages import joined, tr
from bulletin.source.settings.press_law import (
    FORM,
    MOST_PAGES,
    PROFILE,
    by_law,
    is_responsible,
    own_name,
)
from bulletin.theming.contexts.paper import BulletinHead

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufffe\u0002"))
"""What may stand between letters to keep or to break lines; some readers give one for a hyphen."""


def bulletin_head(composition: Composition) -> BulletinHead | None:
    """The head of the first page; None for a publication without the profile."""
    publication, strings = composition.issue.publication, composition.theme.strings
    if publication.profile != PROFILE:
        return None
    return BulletinHead(
        form=FORM,
        name=own_name(publication.title) or publication.title,
        publisher=publication.publisher.name,
        date=strings.date(composition.issue.settings.date, "pdf_day"),
    )


def press_law_faults(data: bytes, composition: Composition) -> Iterator[Finding]:
    """What the pages of a bulletin lack, or have too many of."""
    head = bulletin_head(composition)
    if head is None:
        return
    issue = composition.issue
    count, first, last = _read(data)
    if count > MOST_PAGES:
        yield Finding(
            BULLETIN_PAGES,
            tr("the PDF has {count} pages, and a bulletin {most} at the most",
               count=count, most=MOST_PAGES),
            issue.place("publication.profile"),
            by_law(tr("leave articles for the next issue, or make them shorter")),
        )  # fmt: skip
    wanted = {
        tr("the words BẢN TIN"): head.form,
        tr("the name"): head.name,
        tr("the publisher"): head.publisher,
        tr("the date"): head.date,
    }
    if lost := _lost(wanted, first):
        message = tr("the first page does not show {what}", what=joined(", ", lost))
        hint = by_law(tr("show what `bulletin` holds in the theme's pdf/cover.html"))
        yield Finding(BULLETIN_FIRST_PAGE, message, issue.place("publication.theme"), hint)
    publication, strings = issue.publication, composition.theme.strings
    run = publication.print_run
    responsible = next((e for e in publication.editors if is_responsible(e.role)), None)
    wanted = {
        tr("the licence"): publication.licence.text,
        tr("the printer"): publication.printer or "",
        tr("the print run"): strings.number(run) if run else "",
        tr("the frequency"): publication.frequency or "",
        tr("who is responsible"): responsible.name if responsible else "",
    }
    if lost := _lost(wanted, last):
        message = tr("the last page does not show {what}", what=joined(", ", lost))
        hint = by_law(tr("show all lines of `imprint` in the theme's pdf/back.html"))
        yield Finding(BULLETIN_LAST_PAGE, message, issue.place("publication.theme"), hint)


def _read(data: bytes) -> tuple[int, str, str]:
    """How many pages a PDF has, and the letters on its first and its last."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        count = len(pdf)
        first, last = (
            _letters(pdf[number].get_textpage().get_text_range()) for number in (0, count - 1)
        )
        return count, first, last
    finally:
        pdf.close()


def _lost(wanted: dict[str, str], page: str) -> list[str]:
    """What of it a page does not show, by its name."""
    return [name for name, text in wanted.items() if _letters(text) not in page]


def _letters(text: str) -> str:
    """A text without what lines and hyphens do to it."""
    return "".join(text.translate(_INVISIBLE).replace("-", "").split()).casefold()
