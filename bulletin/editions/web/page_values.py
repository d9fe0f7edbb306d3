"""The pages of an issue: what their templates are given.

In: a `Job`, its pictures, assets and downloads. Out: HTML of `index.html` and of each
article's page. Addresses in pages are relative, so that the hosted copy works below any
address and from a folder; only canonical links, previews and data for machines are absolute.
"""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from bulletin import document
from bulletin.composition import OPENING
from bulletin.editions.base import Job
from bulletin.editions.web import metadata, policy
from bulletin.editions.web.custom_properties import accent_of
from bulletin.editions.web.responsive import Pictures
from bulletin.editions.web.writer import WebWriter
from bulletin.job import article_key
from bulletin.narration.model import Track
from bulletin.theming.contexts import web
from bulletin.theming.contexts.html import Html
from bulletin.xhtml import Element, append, element, to_html
from bulletin.xhtml.elements import fragment_of

WORDS_PER_MINUTE = 180
"""At which unhurried readers read; Vietnamese words are counted as syllables."""


@dataclass
class Pages:
    """Makes the pages of one issue."""

    job: Job
    pictures: Pictures
    assets: web.Assets
    downloads: tuple[web.Offer, ...]
    logo: str = ""
    qr: str = ""
    preview: metadata.Preview | None = None
    cover: str = ""
    fonts: bool = False

    # -- pages -----------------------------------------------------------------------------

    def index(self, saved: web.SavedSizes) -> str:
        """The issue's page, with all its articles."""
        composition = self.job.composition
        writer = self._writer("")
        issue = composition.issue
        text = issue.settings.summary or composition.title
        subject = metadata.Subject("website", composition.title, text, issue.address)
        files = [(file.path, file.media_type) for file in self.downloads]
        page = self._page(subject, metadata.issue_data(self.job, self.preview, files), self.preview)
        view = web.IssuePage(
            page=page,
            issue=self._view,
            assets=self.assets,
            spoken=self.job.narration is not None,
            opening=self._opening,
            dates=self._dates(writer),
            sections=self._sections,
            articles=self._parts[:-1],
            imprint=self._parts[-1],
            downloads=self.downloads,
            offline=saved,
            qr=self.qr,
        )
        return composition.theme.page("web/issue.html", view)

    def article(self, article: document.Article) -> str:
        """The page of one article."""
        articles = self.job.composition.articles
        at = articles.index(article)
        title = document.unstruck_text(article.title.children)
        preview = self._preview(article) or self.preview
        text = document.unstruck_text(article.lead.children) if article.lead else title
        address = f"{self.job.composition.issue.address}{article.slug}.html"
        subject = metadata.Subject("article", title, text, address)
        page = self._page(subject, metadata.article_data(self.job, article, preview), preview)
        view = web.ArticlePage(
            page=page,
            issue=self._view,
            assets=self.assets if has_audience(article) else replace(self.assets, audience=""),
            spoken=self.job.narration is not None,
            article=self._article(article, article.slug),
            previous=_neighbour(articles[at - 1]) if at else None,
            next=_neighbour(articles[at + 1]) if at + 1 < len(articles) else None,
        )
        return self.job.composition.theme.page("web/article.html", view)

    # -- parts -----------------------------------------------------------------------------

    @cached_property
    def _view(self) -> web.IssueView:
        composition = self.job.composition
        issue = composition.issue
        cover = Html("")
        if issue.cover:
            cover = to_html(self.pictures.element(issue.cover, "cover", eager=True))
        return web.IssueView(
            id=issue.id,
            number=issue.settings.number,
            date=issue.settings.date,
            title=composition.title,
            logo=self.logo,
            cover=cover,
            cover_file=self.cover,
            duration=_minutes(self.job.narration.duration) if self.job.narration else 0.0,
            read=bool(self.job.narration and self.job.narration.read),
        )

    def _page(
        self, subject: metadata.Subject, data: str, preview: metadata.Preview | None
    ) -> web.Page:
        composition = self.job.composition
        publication = composition.issue.publication.title
        return web.Page(
            title=subject.title
            if publication in subject.title
            else f"{subject.title} · {publication}",
            description=subject.text,
            address=subject.address,
            policy=policy.READER_WITH_FONTS if self.fonts else policy.READER,
            accent=accent_of(composition.theme),
            graph=metadata.graph_of(composition, subject, preview),
            data=data,
        )

    def _writer(self, page: str) -> WebWriter:
        narration = self.job.narration
        tracks = narration.tracks if narration else ()
        cues = {cue.fragment: cue for track in tracks for cue in track.cues}
        theme = self.job.composition.theme
        writer = WebWriter(theme, cues, self.pictures, self._tools, page)
        writer.made = self.job.made
        return writer

    def _article(self, article: document.Article, page: str) -> Html:
        """An article's markup on a page of its own, or (`page` is "") on the issue's."""
        composition = self.job.composition
        shared = article in composition.articles
        key = (page, shared, *article_key(composition, article, self._track(article)))
        return Html(self.pictures.kept(key, lambda: to_html(self._writer(page).article(article))))

    @cached_property
    def _parts(self) -> list[Html]:
        """The articles and the imprint, as they stand on the issue's page."""
        composition = self.job.composition
        return [self._article(part, "") for part in (*composition.articles, composition.imprint)]

    @cached_property
    def _opening(self) -> Html:
        """The opening: its words, and its sound for browsers without scripts."""
        opening = self.job.composition.opening
        writer = self._writer("")
        made = element("div", class_="opening", id=OPENING)
        for block in writer.blocks(opening.body):
            append(made, block, " ")
        tools = self._tools(opening, "")
        if tools is not None:
            made.append(tools)
        return to_html(made)

    def _tools(self, article: document.Article, page: str) -> Element | None:
        """The row under an article's title: listen, share."""
        track = self._track(article)
        share = f"{article.slug}.html" if article in self.job.composition.articles else ""
        if not track and not share:
            return None
        spoken = web.Spoken(track.slug, track.name, track.title, track.duration) if track else None
        return fragment_of(
            self.job.composition.theme.page(
                "web/tools.html",
                web.ToolsRow(
                    title=document.unstruck_text(article.title.children),
                    track=spoken,
                    share=share,
                    own_page=bool(page),
                    opening=article.slug == OPENING,
                ),
            ).strip()
        )

    def _track(self, article: document.Article) -> Track | None:
        narration = self.job.narration
        return narration.track_of(article.slug) if narration else None

    def _dates(self, writer: WebWriter) -> list[Html]:
        """The calendar: every event that is not over on the issue's day, in order of date."""
        found: list[tuple[document.Event, document.Article]] = []
        for article in self.job.composition.articles:
            for block in document.walk(*article.blocks):
                if isinstance(block, document.Dates):
                    found += [(e, article) for e in block.children if isinstance(e, document.Event)]
        today = self.job.composition.issue.settings.date
        coming = [pair for pair in found if (pair[0].until or pair[0].date) >= today]
        coming.sort(key=lambda pair: (pair[0].date, pair[0].time or dt.time()))
        return [to_html(writer.digest(event, article)) for event, article in coming]

    @cached_property
    def _sections(self) -> list[web.SectionLines]:
        """The contents: sections with their articles, in the issue's order."""
        articles = self.job.composition.articles
        return [
            web.SectionLines(title, [self._entry(article) for article in group])
            for title, group in groupby(articles, key=lambda article: article.section)
        ]

    def _entry(self, article: document.Article) -> web.ArticleLine:
        strings = self.job.composition.theme.strings
        words = sum(
            len(document.plain_text(inlines).split())
            for block in document.walk(*article.blocks)
            for inlines in document.inlines_of(block)
        )
        track = self._track(article)
        picture = Html("")
        if article.opening:
            made = self.pictures.element(article.opening.picture, "card")
            made.findall("img")[-1].set("alt", "")
            picture = to_html(made)
        return web.ArticleLine(
            slug=article.slug,
            title=document.unstruck_text(article.title.children),
            lead=document.unstruck_text(article.lead.children) if article.lead else "",
            picture=picture,
            reading=strings.duration(words / WORDS_PER_MINUTE * 60),
            listening=strings.duration(track.duration) if track else "",
        )

    def _preview(self, article: document.Article) -> metadata.Preview | None:
        """The picture of links to an article: the share kit's, or else its own."""
        title = document.unstruck_text(article.title.children)
        if made := metadata.shared_picture(self.job, f"previews/{article.name}.jpg", title):
            return made
        if article.opening:
            plain = self.pictures.files(article.opening.picture.file).plain
            if plain.media_type != "image/svg+xml":
                address = self.job.composition.issue.address + plain.path
                alt = article.opening.picture.alt
                return metadata.Preview(address, plain.width, plain.height, alt, plain.media_type)
        return None


def has_audience(*articles: document.Article) -> bool:
    """Whether articles have what answers readers: a quiz, or a broadcast that knows the hour."""
    blocks = (block for article in articles for block in document.walk(*article.blocks))
    return any(isinstance(block, document.Quiz | document.Broadcast) for block in blocks)


def _minutes(seconds: float) -> float:
    """A length in whole minutes, as pages tell it: a mended word elsewhere does not change it."""
    return max(1, round(seconds / 60)) * 60.0


def _neighbour(article: document.Article) -> web.Neighbour:
    return web.Neighbour(f"{article.slug}.html", document.unstruck_text(article.title.children))
