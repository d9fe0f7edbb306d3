"""The pictures of the share kit: pages of the theme, set by WeasyPrint.

In: a job. Out: names and bytes of PDFs and JPEGs. A page whose QR code does not read back
from its picture is refused.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from bulletin.art.cover import logo_of
from bulletin.art.pictures import derive, is_drawing, size_of
from bulletin.art.qr_symbol import checked_qr, read_back
from bulletin.composition import Composition, events_of
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.document import Article, plain_text
from bulletin.editions.base import Job
from bulletin.editions.share.texts import when
from bulletin.messages import tr
from bulletin.paper.fetcher import Shelf
from bulletin.paper.styles import root_styles
from bulletin.paper.typesetter import lay_out, listening, own_fonts, styles, unexplained
from bulletin.source.values import in_letters
from bulletin.theming.contexts.paper import (
    IssueFacts,
    ShareCard,
    ShareEvent,
    ShareHeadline,
    ShareKind,
    SharePoster,
)

_POINTS = 72
_PX = 96
_PROOF_DPI = 150
_QUALITY = 84
_PICTURE = 1600
"""Widest picture on a page, in pixels."""
_ENOUGH = (560, 300)
"""Width and height of a picture that fills its place; a smaller one stands in the middle of it."""
_HEADLINES = 3
_TITLE = 100
"""Longest title in a picture, in characters; the text editions have it whole."""
_LEAD = 170
_EVENTS = 4


def _is_small(file: Path) -> bool:
    """Whether a photograph has too few pixels to fill a picture's place."""
    if is_drawing(file):
        return False
    width, height = size_of(file)
    return width < _ENOUGH[0] or height < _ENOUGH[1]


@dataclass(frozen=True)
class ShareSheet:
    """A page to set: its template, its size as CSS has it, and the size of its root text."""

    template: str
    width: str
    height: str
    text: str


_POSTER_A4 = ShareSheet("share/poster.html", "210mm", "297mm", "4.2mm")
_POSTER_A3 = ShareSheet("share/poster.html", "297mm", "420mm", "5.94mm")
_HANDBILL = ShareSheet("share/handbill.html", "210mm", "297mm", "2.1mm")
_WIDE = ShareSheet("share/card.html", "1200px", "630px", "30px")
_SQUARE = ShareSheet("share/card.html", "1080px", "1080px", "30px")


def pictures(job: Job) -> Iterator[tuple[str, bytes]]:
    """Each file of the kit that is a page or a picture of one."""
    composition = job.composition
    press = _Press(composition)
    issue = press.poster()
    poster = press.page(_POSTER_A4, issue)
    yield "poster-a4.pdf", press.coded(poster)
    yield "poster-a3.pdf", press.coded(press.page(_POSTER_A3, issue))
    yield "poster.jpg", press.coded_jpeg(poster, _PROOF_DPI)
    yield "handbill-a4.pdf", press.coded(press.page(_HANDBILL, issue), parts=2)
    yield "og.jpg", _jpeg(press.page(_WIDE, press.card_of_issue("wide")), _PX)
    yield "square.jpg", press.coded_jpeg(press.page(_SQUARE, press.card_of_issue("square")), _PX)
    for article in composition.articles:
        page = press.page(_SQUARE, press.card_of_article(article))
        yield f"cards/{article.name}.jpg", _jpeg(page, _PX)


class _Press:
    """Sets pages of one issue."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self.issue = composition.issue
        self.shelf = Shelf(composition.theme, self.issue.folder)
        self.fonts = own_fonts()
        self.code = checked_qr(self.issue.address, "Q")

    def poster(self) -> SharePoster:
        """What poster and handbill show."""
        t = self.composition.theme.strings
        card = self.card_of_issue("wide")
        return SharePoster(
            issue=card.issue,
            title=card.title,
            summary=card.summary,
            section="",
            headlines=[
                ShareHeadline(_short(plain_text(article.title.children), _TITLE), _lead(article))
                for article in self.composition.articles[:_HEADLINES]
            ],
            more=max(0, len(self.composition.articles) - _HEADLINES),
            events=[
                ShareEvent(when(event, t), _short(plain_text(event.title), _TITLE))
                for event in events_of(self.issue)[:_EVENTS]
            ],
            picture=card.picture,
            small=card.small,
            logo=card.logo,
            code=card.code,
            address=card.address,
        )

    def card_of_issue(self, kind: ShareKind) -> ShareCard:
        """What the issue's own cards show."""
        cover = self.issue.folder / self.issue.cover.file if self.issue.cover else None
        summary = _short(self.issue.settings.summary or "", _LEAD)
        return self._card(kind, self.composition.title, summary, "", cover)

    def card_of_article(self, article: Article) -> ShareCard:
        """What an article's card shows."""
        opening = self.issue.folder / article.opening.picture.file if article.opening else None
        title = plain_text(article.title.children)
        return self._card("article", title, _lead(article), article.section, opening)

    def _card(
        self, kind: ShareKind, title: str, summary: str, section: str, picture: Path | None
    ) -> ShareCard:
        logo = logo_of(self.composition.theme)
        return ShareCard(
            issue=IssueFacts(self.issue.id, self.issue.address, self.issue.settings),
            kind=kind,
            title=_short(title, _TITLE),
            summary=summary,
            section=section,
            picture=self._picture("picture", picture),
            small=picture is not None and _is_small(picture),
            logo=self._picture("logo", logo if logo and logo.is_file() else None),
            code=self.shelf.put("code.svg", self.code.svg.encode(), "image/svg+xml"),
            address=in_letters(self.issue.address),
        )

    def _picture(self, role: str, file: Path | None) -> str:
        """The address of a picture made small enough for a page, or ""."""
        if file is None:
            return ""
        derived = derive(file, _PICTURE, paper=True)
        return self.shelf.put(f"{role}{derived.suffix}", derived.data, derived.media_type)

    def page(self, sheet: ShareSheet, values: ShareCard | SharePoster) -> bytes:
        """A page as PDF. Raises `FindingsError` for whatever WeasyPrint warns of."""
        theme = self.composition.theme
        own = f"@page{{size:{sheet.width} {sheet.height};margin:0}}:root{{font-size:{sheet.text}}}"
        sheets, findings = styles(
            [
                ("fonts.yaml", root_styles(theme, self.shelf)),
                ("share/share.css", theme.text("share/share.css")),
                ("share/page.css", own),
            ],
            self.shelf,
            self.fonts,
        )
        with listening() as messages:
            html = theme.render(sheet.template, values)
            document = lay_out(html, sheets, self.shelf, self.fonts, None)
            data: bytes = document.write_pdf()
        findings += [unexplained(message) for message in messages]
        if findings:
            raise FindingsError(findings)
        if len(document.pages) != 1:
            message = tr("{template_} does not fit on one page", template_=sheet.template)
            raise BulletinError(message, tr("shorten the issue's title or summary in issue.yaml"))
        return data

    def coded(self, page: bytes, parts: int = 1) -> bytes:
        """The page, if its code reads back from its picture.

        `parts`: how often the page is cut across and down; each piece has the code.
        """
        picture = _image(page, _PROOF_DPI)
        wide, high = picture.width // parts, picture.height // parts
        for x in range(parts):
            for y in range(parts):
                left, top = x * wide, y * high
                self._read_back(picture.crop((left, top, left + wide, top + high)))
        return page

    def coded_jpeg(self, page: bytes, dpi: int) -> bytes:
        """The page as a JPEG, if its code reads back from that."""
        data = _jpeg(page, dpi)
        with Image.open(io.BytesIO(data)) as picture:
            self._read_back(picture)
        return data

    def _read_back(self, picture: Image.Image) -> None:
        if read_back(picture) != self.issue.address:
            message = tr(
                "a QR code of the share kit does not read back as {address}",
                address=self.issue.address,
            )
            raise BulletinError(
                message, tr("give the code more room in the theme's share/share.css")
            )


def _short(text: str, most: int) -> str:
    return textwrap.shorten(text, most, placeholder=" …")


def _lead(article: Article) -> str:
    return _short(plain_text(article.lead.children), _LEAD) if article.lead else ""


def _image(page: bytes, dpi: int) -> Image.Image:
    """A page's picture."""
    pdf = pypdfium2.PdfDocument(page)
    try:
        picture: Image.Image = pdf[0].render(scale=dpi / _POINTS).to_pil()
    finally:
        pdf.close()
    return picture.convert("RGB")


def _jpeg(page: bytes, dpi: int) -> bytes:
    stream = io.BytesIO()
    _image(page, dpi).save(stream, "jpeg", quality=_QUALITY, optimize=True, progressive=True)
    return stream.getvalue()
