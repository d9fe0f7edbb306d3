"""The whole issue as one HTML document and its style sheets, ready to be laid out.

In: a job and what the pages are for. Out: `PrintedDocument`, which makes drafts of the articles
and, once they are arranged, the document. The theme's templates in `pdf/` say what stands on
the cover, on the contents page and on the back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import bulletin
from bulletin.art.colours import colours_of
from bulletin.art.fonts import faces_of
from bulletin.art.pictures import derive
from bulletin.composition import IMPRINT, OPENING
from bulletin.document import Article, unstruck_text
from bulletin.job import Job, article_key
from bulletin.languages import language_of
from bulletin.paper.arranging.pieces import Arrangement
from bulletin.paper.covers import LISTINGS, ContentsStyle, Squeeze, imprint_styles, measured
from bulletin.paper.drafts import Draft, draft_of, finished
from bulletin.paper.drafts_once import draft_once
from bulletin.paper.fetcher import Shelf
from bulletin.paper.markup.balance import Balance
from bulletin.paper.markup.figures import code
from bulletin.paper.markup.page_foot import numbered_on
from bulletin.paper.markup.placing import Placing
from bulletin.paper.markup.unbroken import Unbroken
from bulletin.paper.markup.writer import PaperWriter
from bulletin.paper.press_law import bulletin_head
from bulletin.paper.styles import root_styles
from bulletin.source.addresses import shown_address
from bulletin.theming.contexts.html import Html
from bulletin.theming.contexts.paper import (
    Balanced,
    IssueFacts,
    PrintedArticle,
    PrintedIssue,
    PrintedSection,
)
from bulletin.theming.models import Title
from bulletin.xhtml import to_html

_LOGO = 600
"""Pixels of a logo that is none of lines: two inches for a press."""
_ON_COVER = {"masthead", "cover", "headline"}
"""Places of titles whose letters become smaller where a cover has much to say."""
SECTION_TITLES = 2
"""The level of sections' titles, below the issue's on the cover."""


@dataclass(frozen=True)
class Medium:
    """What the pages are for: dots an inch of pictures, their quality, and whether for a press."""

    dpi: int = 200
    quality: int | None = None
    press: bool = False


class PrintedDocument:
    """Everything that goes into the pages of one issue."""

    def __init__(self, job: Job, medium: Medium) -> None:
        self._job = job
        self._medium = medium
        self.composition = job.composition
        theme, folder = self.composition.theme, self.composition.issue.folder
        self.settings = theme.page_settings
        self.faces = faces_of(theme)
        self.shelf = Shelf(theme, folder)
        self.placing = Placing(
            self.shelf,
            folder,
            self.settings,
            colours_of(theme),
            dpi=medium.dpi,
            quality=medium.quality,
        )
        self.titled = any(section.title for section in self.composition.issue.sections)
        self._balance = Balance(self.faces)
        self._unbroken = Unbroken(language_of(self.language).ties())
        titles = SECTION_TITLES + 1 if self.titled else SECTION_TITLES
        self._writer = PaperWriter(
            self.composition, self.placing, self.settings, self._balance, titles=titles
        )

    @property
    def language(self) -> str:
        """The language of the issue."""
        return self.composition.issue.publication.language

    def sheets(self) -> tuple[tuple[str, str], ...]:
        """The style sheets: name in the theme, text."""
        theme, settings = self.composition.theme, self.settings
        names = (*settings.styles, *(settings.print_styles if self._medium.press else ()))
        return (
            ("fonts.yaml", root_styles(theme, self.shelf)),
            *((name, theme.text(name)) for name in names),
        )

    def styles_of(self, way: Squeeze | ContentsStyle) -> str:
        """The rules of a way of setting cover or contents, in this theme and size; "" for none."""
        return way.styles(self.composition.theme.page_lengths)

    def imprint_styles(self, letters: float) -> str:
        """The rules of an imprint's smaller letters, in this theme and size; "" for none."""
        return imprint_styles(letters, self.composition.theme.page_lengths)

    def drafts(self) -> tuple[tuple[Draft, ...], ...]:
        """The drafts of all articles, section by section."""
        sections = self.composition.issue.sections
        composed = {article.slug: article for article in self.composition.articles}
        order = (composed[a.slug] for section in sections for a in section.articles)
        composed = {article.slug: article for article in numbered_on(order)}
        return tuple(
            tuple(self._draft(self._narrowed(composed[a.slug])) for a in section.articles)
            for section in sections
        )

    def _draft(self, article: Article) -> Draft:
        shapes = (self._medium.dpi, self._writer.heading_shift)
        return draft_once(
            article,
            (*shapes, *article_key(self.composition, article)),
            self.placing,
            self._unbroken.article,
            lambda fit: draft_of(fit, self._writer),
        )

    def _narrowed(self, article: Article) -> Article:
        """The article in no more columns than the page has room for."""
        is_narrow = self.settings.most_columns == 1
        return replace(article, columns=1) if is_narrow else article

    def cover(self, squeeze: Squeeze) -> str:
        """The cover alone, without its picture and the numbers of pages, to be measured."""
        view = self._view(self._named_parts(), squeeze)
        blank = Html(" ") if view.issue.settings.cover else Html("")
        return self.composition.theme.render("pdf/cover.html", replace(view, cover=blank))

    def listings(self) -> tuple[ContentsStyle, ...]:
        """The ways of setting the contents, of which the first is for so many articles."""
        count = sum(len(section.articles) for section in self.composition.issue.sections)
        if count > self.settings.contents_with_leads:
            return LISTINGS[3:]
        return LISTINGS[count > self.settings.contents_at_large :]

    def contents(self, squeeze: Squeeze, listing: ContentsStyle) -> str:
        """The contents alone, to be measured."""
        view = self._view(self._named_parts(), squeeze, listing)
        return self.composition.theme.render("pdf/contents.html", view)

    def back(self) -> str:
        """The back cover alone, to be measured."""
        view = replace(self._view((), Squeeze()), code=self._code, imprint=self._imprint)
        return self.composition.theme.render("pdf/back.html", view)

    @cached_property
    def _imprint(self) -> list[Html]:
        return [to_html(b) for b in self._writer.blocks(self.composition.imprint.body)]

    @cached_property
    def _code(self) -> Html:
        return to_html(code(self._writer, self.composition.issue.address, "issue"))

    def document(
        self,
        drafts: Sequence[Sequence[Draft]],
        arrangements: Sequence[Arrangement],
        squeeze: Squeeze,
        listing: ContentsStyle,
    ) -> str:
        """The whole document, with its pictures on the shelf."""
        issue = self.composition.issue
        view = replace(
            self._view(tuple(self._parts(drafts, iter(arrangements))), squeeze, listing),
            cover=to_html(self._writer.cover(issue.cover, "cover")) if issue.cover else Html(""),
            code=self._code,
            imprint=self._imprint,
        )
        html = self.composition.theme.render("pdf/issue.html", view)
        self.placing.fill(html)
        return html

    def _view(
        self,
        parts: Sequence[PrintedSection],
        squeeze: Squeeze,
        listing: ContentsStyle = LISTINGS[0],
    ) -> PrintedIssue:
        """What the templates are given, without what is made for their pages alone."""
        issue = self.composition.issue
        entries = [entry for part in parts for entry in part.entries]
        return PrintedIssue(
            issue=IssueFacts(issue.id, issue.address, issue.settings),
            title=self.composition.title,
            summary=squeeze.said(issue.settings.summary or ""),
            parts=parts,
            entries=entries,
            headlines=entries[: min(self.settings.headlines, squeeze.headlines)],
            contents=listing.manner,
            bulletin=bulletin_head(self.composition),
            cover=Html(""),
            logo=self._logo,
            code=Html(""),
            address=shown_address(issue.address),
            imprint=(),
            imprint_title=unstruck_text(self.composition.imprint.title.children),
            opening_id=OPENING,
            imprint_id=IMPRINT,
            spoken=issue.publication.voice is not None,
            keywords=", ".join(issue.topics),
            modified=self._job.modified.isoformat(timespec="seconds"),
            generator=f"bulletin {bulletin.__version__}",
            unbroken=self._unbroken.text,
            unbroken_title=self._unbroken.title,
            balanced=partial(self._balanced, squeeze, listing),
        )

    def _balanced(
        self, squeeze: Squeeze, listing: ContentsStyle, title: str, place: Title
    ) -> Balanced:
        letters = {"contents": listing.letters} | dict.fromkeys(_ON_COVER, squeeze.letters)
        measure = measured(self.settings.measures.of(place), letters.get(place, 1.0))
        return self._balance.of(title, measure)

    def _named_parts(self) -> tuple[PrintedSection, ...]:
        """The sections as covers and contents name them."""
        return tuple(
            PrintedSection("", section.title, tuple(map(self._named, section.articles)))
            for section in self.composition.issue.sections
        )

    def _parts(
        self, drafts: Sequence[Sequence[Draft]], arrangements: Iterator[Arrangement]
    ) -> Iterator[PrintedSection]:
        sections = self.composition.issue.sections
        for number, (section, part) in enumerate(zip(sections, drafts, strict=True), start=1):
            entries = tuple(self._entry(draft, next(arrangements)) for draft in part)
            yield PrintedSection(f"section-{number}", section.title, entries)

    def _entry(self, draft: Draft, arrangement: Arrangement) -> PrintedArticle:
        return replace(self._named(draft.article), html=to_html(finished(draft, arrangement)))

    def _named(self, article: Article) -> PrintedArticle:
        """An article as covers and contents name it."""
        return PrintedArticle(
            slug=article.slug,
            title=self._unbroken.title(unstruck_text(article.title.children)),
            lead=unstruck_text(article.lead.children) if article.lead else "",
            html=Html(""),
        )

    @cached_property
    def _logo(self) -> str:
        """The address of the publication's logo, or ""."""
        logo = self.composition.issue.publication.theme.logo
        file = self.composition.issue.root / logo if logo else None
        if file is None or not file.is_file():
            return ""
        made = derive(file, _LOGO, paper=True)
        return self.shelf.put(f"logo{made.suffix}", made.data, made.media_type)
