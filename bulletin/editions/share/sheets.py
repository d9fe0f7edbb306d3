"""The pictures of the share kit: which there are, and what each shows.

In: a job. Out: names and bytes of PDFs and JPEGs. Each is kept under its page as the theme fills
it in, so that a mended title makes the sheets anew that show it, and no other. What is missing is
set by `press.py`, all of it together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bulletin.art.cover import logo_of
from bulletin.art.fonts import faces_of
from bulletin.art.pictures import is_drawing, size_of
from bulletin.art.qr_symbol import checked_qr
from bulletin.cache import once
from bulletin.composition import Composition, events_of, key_words
from bulletin.document import Article, Paragraph, unstruck_text
from bulletin.editions.base import Job
from bulletin.editions.share.pages import CODE, SharePage, ShareSheet
from bulletin.editions.share.texts import when
from bulletin.formats.characters import shortened
from bulletin.source.addresses import in_letters
from bulletin.theming.contexts import paper

_PX = 96
_PROOF_DPI = 150
_ENOUGH = (560, 300)
"""Width and height of a picture that fills its place; a smaller one stands in the middle of it."""
_HEADLINES = 3
_TITLE = 100
"""Longest title in a picture, in characters; the text editions have it whole."""
_LEAD = 170
_EVENTS = 4

_POSTER = ShareSheet("share/poster.html", "210mm", "297mm", "4.2mm")
_A3 = 420 / 297
"""How many times as large A3 is."""
_HANDBILL = ShareSheet("share/handbill.html", "210mm", "297mm", "2.1mm")
_WIDE = ShareSheet("share/card.html", "1200px", "630px", "30px")
_ARTICLE = ShareSheet("share/card.html", "1000px", "640px", "26px")
_SQUARE = ShareSheet("share/card.html", "1080px", "1080px", "30px")


def pictures(job: Job) -> Iterator[tuple[str, bytes]]:
    """Each file of the kit that is a page or a picture of one."""
    composition = job.composition
    theme = composition.theme
    pages = _Kit(composition).pages()
    code = checked_qr(composition.issue.address, "Q").svg
    faces = [
        (f.family, f.style, f.weight, once.digest_of_source(f.file)) for f in faces_of(theme).all
    ]
    keys = {name: (*page.key, code, theme.key, faces) for name, page in pages.items()}

    def make(missing: list[str]) -> Mapping[str, bytes]:
        from bulletin.editions.share.press import printed  # noqa: PLC0415, loads WeasyPrint

        return printed(composition, code, {name: pages[name] for name in missing})

    made = once.made_together(once.SHEET, keys, make)
    for name in pages:
        yield name, made[name]


class _Kit:
    """The pages of one issue."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self.issue = composition.issue
        logo = logo_of(composition.theme)
        self.logo = logo if logo and logo.is_file() else None
        self.cover = self.issue.folder / self.issue.cover.file if self.issue.cover else None
        openings = (_opening(self.issue.folder, article) for article in composition.articles)
        self.shown = self.cover or next(filter(None, openings), None)
        """What a poster shows: the cover, or else the first picture that an article opens with."""

    def pages(self) -> dict[str, SharePage]:
        """Each page by its file's name."""
        poster = self.poster()
        wide, square = (self.card_of_issue(kind) for kind in ("wide", "square"))
        cover, shown = self.cover, self.shown
        a4 = self.page(_POSTER, poster, shown)
        found = {
            "poster-a4.pdf": a4,
            "poster-a3.pdf": replace(a4, zoom=_A3),
            "poster.jpg": self.page(_POSTER, poster, shown, dpi=_PROOF_DPI),
            "handbill-a4.pdf": self.page(_HANDBILL, poster, shown, codes=2),
            "og.jpg": self.page(_WIDE, wide, cover, dpi=_PX, codes=0),
            "zalo-article/cover.jpg": self.page(_ARTICLE, wide, cover, dpi=_PX, codes=0),
            "square.jpg": self.page(_SQUARE, square, cover, dpi=_PX),
        }
        for article in self.composition.articles:
            opening = _opening(self.issue.folder, article)
            card = self.card_of_article(article, opening)
            found[f"cards/{article.name}.jpg"] = self.page(_SQUARE, card, opening, dpi=_PX, codes=0)
            wide = replace(card, kind="wide", summary="")
            found[f"previews/{article.name}.jpg"] = self.page(
                _WIDE, wide, opening, dpi=_PX, codes=0
            )
        return found

    def page(
        self,
        sheet: ShareSheet,
        values: paper.ShareCard | paper.SharePoster,
        picture: Path | None,
        *,
        dpi: int = 0,
        codes: int = 1,
    ) -> SharePage:
        """A page filled in, with the files behind its addresses."""
        shown = ((values.picture, picture), (values.logo, self.logo))
        files = {address: file for address, file in shown if file}
        html = self.composition.theme.page(sheet.template, values)
        return SharePage(sheet, html, dpi, codes, files)

    def poster(self) -> paper.SharePoster:
        """What poster and handbill show."""
        t = self.composition.theme.strings
        card = self.card_of_issue("wide")
        return paper.SharePoster(
            issue=card.issue,
            title=card.title,
            summary=card.summary,
            section="",
            headlines=[
                paper.ShareHeadline(_title(unstruck_text(article.title.children)), _lead(article))
                for article in self.composition.articles[:_HEADLINES]
            ],
            more=max(0, len(self.composition.articles) - _HEADLINES),
            events=[
                paper.ShareEvent(when(event, t), shortened(unstruck_text(event.title), _TITLE))
                for event in events_of(self.issue)[:_EVENTS]
            ],
            picture=_address("picture", self.shown),
            small=self.shown is not None and _is_small(self.shown),
            logo=card.logo,
            code=card.code,
            address=card.address,
            key=key_words(self.issue.publication),
        )

    def card_of_issue(self, kind: paper.ShareKind) -> paper.ShareCard:
        """What the issue's own cards show."""
        summary = shortened(self.issue.settings.summary or "", _LEAD)
        at = _address("picture", self.cover)
        return self._card(kind, (self.composition.title, summary, ""), at, self.cover)

    def card_of_article(self, article: Article, opening: Path | None) -> paper.ShareCard:
        """What an article's card shows."""
        title = unstruck_text(article.title.children)
        # Cards are written together, and WeasyPrint knows pictures by their addresses alone.
        at = _address(f"{once.digest_of_source(opening)[:16]}", opening) if opening else ""
        words = _lead(article) or _beginning(article)
        return self._card("article", (title, words, article.section), at, opening)

    def _card(
        self, kind: paper.ShareKind, words: tuple[str, str, str], at: str, picture: Path | None
    ) -> paper.ShareCard:
        title, summary, section = words
        return paper.ShareCard(
            issue=paper.IssueFacts(self.issue.id, self.issue.address, self.issue.settings),
            kind=kind,
            title=_title(title),
            summary=summary,
            section=section,
            picture=at,
            small=picture is not None and _is_small(picture),
            logo=_address("logo", self.logo),
            code=CODE,
            address=in_letters(self.issue.address),
        )


def _is_small(file: Path) -> bool:
    """Whether a photograph has too few pixels to fill a picture's place."""
    if is_drawing(file):
        return False
    width, height = size_of(file)
    return width < _ENOUGH[0] or height < _ENOUGH[1]


def _address(name: str, file: Path | None) -> str:
    """Where a page finds a picture, or ""."""
    return f"made/{name}{file.suffix.lower()}" if file else ""


def _opening(folder: Path, article: Article) -> Path | None:
    return folder / article.opening.picture.file if article.opening else None


def _title(text: str) -> str:
    """A title that leaves no word alone in its last line."""
    short = shortened(text, _TITLE)
    before, _, last = short.rpartition(" ")
    two = len(before.rpartition(" ")[2]) + len(last)
    return f"{before}\u00a0{last}" if before.count(" ") > 1 and two <= _TWO_WORDS else short


_TWO_WORDS = 16
"""Letters of two words that find room in one line anywhere."""


def _lead(article: Article) -> str:
    return shortened(unstruck_text(article.lead.children), _LEAD) if article.lead else ""


def _beginning(article: Article) -> str:
    """The first words of an article: a short notice has no summary, and its card says it all."""
    words = [unstruck_text(one.children) for one in article.body if isinstance(one, Paragraph)]
    return shortened(" ".join(words), _LEAD)
