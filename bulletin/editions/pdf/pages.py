"""The whole issue as one HTML document and its style sheets, ready to be laid out.

In: a composition and where its pictures go. Out: `Pages`. The theme's templates in `pdf/`
say what stands on the cover, on the contents page and on the back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import bulletin
from bulletin.composition import IMPRINT, OPENING, Composition
from bulletin.diagnostics import Finding
from bulletin.document import Article, plain_text
from bulletin.editions.base import Job
from bulletin.editions.colours import colours_of
from bulletin.editions.fonts import Faces, faces_of
from bulletin.editions.pdf.balance import Balance
from bulletin.editions.pdf.figures import code, shown_address
from bulletin.editions.pdf.placing import Placed, Placing
from bulletin.editions.pdf.settings import PageSettings, settings_of
from bulletin.editions.pdf.shelf import Shelf
from bulletin.editions.pdf.unbroken import unbroken, unbroken_article, unbroken_title
from bulletin.editions.pdf.writer import PdfWriter
from bulletin.editions.xhtml import to_html

SECTION_TITLES = 2
"""The level of sections' titles, below the issue's on the cover."""


@dataclass(frozen=True)
class Medium:
    """What the pages are for: dots an inch of pictures, their quality, and whether for a press."""

    dpi: int = 200
    quality: int | None = None
    press: bool = False


@dataclass(frozen=True)
class Pages:
    """The document, its style sheets (name in the theme, text), and what was noticed."""

    html: str
    sheets: tuple[tuple[str, str], ...]
    shelf: Shelf
    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Entry:
    """An article in the contents and on the page. `html` is the whole article."""

    slug: str
    title: str
    lead: str
    authors: tuple[str, ...]
    html: str


@dataclass(frozen=True)
class Part:
    """A section: its number, its title ("" for none) and its articles."""

    number: int
    id: str
    title: str
    entries: tuple[Entry, ...]


def pages_of(job: Job, medium: Medium) -> Pages:
    """The issue's pages. Pictures that cannot be read are among the findings."""
    composition = job.composition
    issue, theme = composition.issue, composition.theme
    settings, faces = settings_of(theme), faces_of(theme)
    shelf = Shelf(theme, issue.folder)
    placing = Placing(
        shelf, issue.folder, settings, colours_of(theme), dpi=medium.dpi, quality=medium.quality
    )
    titled = any(section.title for section in issue.sections)
    titles = SECTION_TITLES + 1 if titled else SECTION_TITLES
    balance = Balance(faces)
    writer = PdfWriter(composition, placing, settings, balance, titles=titles)
    parts = _parts(composition, writer)
    values = {
        "issue": issue,
        "title": composition.title,
        "parts": parts,
        "entries": [entry for part in parts for entry in part.entries][: settings.headlines],
        "more": max(0, len(composition.articles) - settings.headlines),
        "cover": to_html(writer.cover(issue.cover, "cover")) if issue.cover else "",
        "logo": _logo(composition, shelf),
        "code": to_html(code(writer, issue.address, "issue")),
        "address": shown_address(issue.address),
        "imprint": [to_html(block) for block in writer.blocks(composition.imprint.body)],
        "imprint_title": plain_text(composition.imprint.title.children),
        "opening_id": OPENING,
        "imprint_id": IMPRINT,
        "spoken": issue.publication.voice is not None,
        "modified": job.modified.isoformat(timespec="seconds"),
        "generator": f"bulletin {bulletin.__version__}",
        "unbroken": unbroken,
        "unbroken_title": unbroken_title,
        "balanced": lambda title, place: balance.of(title, settings.measures[place]),
        "press": medium.press,
    }
    return Pages(
        html=theme.render("pdf/issue.html", **values),
        sheets=_sheets(composition, settings, faces, shelf, press=medium.press),
        shelf=shelf,
        placed=tuple(placing.placed),
        findings=tuple(placing.findings),
    )


def _parts(composition: Composition, writer: PdfWriter) -> tuple[Part, ...]:
    composed = {article.slug: article for article in composition.articles}
    return tuple(
        Part(
            number=number,
            id=f"section-{number}",
            title=section.title,
            entries=tuple(_entry(composed[a.slug], writer) for a in section.articles),
        )
        for number, section in enumerate(composition.issue.sections, start=1)
    )


def _entry(article: Article, writer: PdfWriter) -> Entry:
    return Entry(
        slug=article.slug,
        title=unbroken_title(plain_text(article.title.children)),
        lead=unbroken(plain_text(article.lead.children), ending=True) if article.lead else "",
        authors=article.authors,
        html=to_html(writer.article(unbroken_article(article))),
    )


def _logo(composition: Composition, shelf: Shelf) -> str:
    """The address of the publication's logo, or ""."""
    logo = composition.issue.publication.theme.logo
    if not logo:
        return ""
    file = composition.issue.root / logo
    if not file.is_file():
        return ""
    media_type = "image/svg+xml" if file.suffix.lower() == ".svg" else "image/png"
    return shelf.put(f"logo{file.suffix.lower()}", file.read_bytes(), media_type)


def _sheets(
    composition: Composition, settings: PageSettings, faces: Faces, shelf: Shelf, *, press: bool
) -> tuple[tuple[str, str], ...]:
    theme = composition.theme
    values: dict[str, Any] = {
        "text-face": faces.stack("text"),
        "display-face": faces.stack("display"),
        **{name.replace("_", "-"): colour for name, colour in colours_of(theme).items()},
    }
    root = ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}\n"
    names: Sequence[str] = (*settings.styles, *(settings.print_styles if press else ()))
    return (
        ("fonts.yaml", faces.css(shelf.face) + root),
        *((name, theme.text(name)) for name in names),
    )
