"""The pages of documents of earlier years: lists by year and by kind, and one for each.

In: documents and traces of those before. Out: HTML by path; codes, previews and the list of all
documents are written below a folder.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from bulletin.art.qr_symbol import checked_qr
from bulletin.cache import replace_file
from bulletin.desk.documents.previews import preview_of
from bulletin.editions.web import policy
from bulletin.editions.web.custom_properties import accent_of
from bulletin.site.documents.hosted import (
    CODE,
    FOLDER,
    KINDS,
    LIST,
    PAGE,
    DocumentTrace,
    HostedDocument,
    Traces,
)
from bulletin.site.documents.listed import LISTED, documents_json
from bulletin.site.feeds.atom import KIND, AtomFeed, atom_xml
from bulletin.site.feeds.atom import NAME as FEED
from bulletin.site.pages.still import StillPages, up_from
from bulletin.site.topics import HostedTopic, LastingNames, document_entry
from bulletin.source.addresses import shown_address
from bulletin.source.settings.topics import topic_key, topic_slug
from bulletin.theming.contexts.archive import LastingPage
from bulletin.theming.contexts.collections import (
    DocumentGroup,
    DocumentLine,
    DocumentPage,
    DocumentsPage,
    TopicLink,
)
from bulletin.theming.contexts.web import Page

_SHOWN = 100_000
"""Characters of a document's words that stand on its page: an hour's reading."""
_PREVIEW = "page-1.jpg"
_FORMATS = {".tif": "TIFF", ".tiff": "TIFF", ".jpeg": "JPG", ".docx": "Word", ".doc": "Word"}


@dataclass(frozen=True)
class DocumentPages(StillPages):
    """Writes the pages of documents."""

    topics: Sequence[HostedTopic]

    def made(
        self, documents: Sequence[HostedDocument], traces: Traces, names: LastingNames, folder: Path
    ) -> dict[str, str]:
        """The pages by path; what they show is written below `folder`."""
        there = {one.name for one in documents}
        gone = {name: trace for name, trace in traces.items() if name not in there}
        if not documents and not gone:
            return {}
        made = {f"{FOLDER}/{name}/{PAGE}": self._gone(name, trace) for name, trace in gone.items()}
        for one in documents:
            code = checked_qr(one.address, title=one.entry.title)
            replace_file(folder / f"{one.folder}{CODE}.svg", code.svg.encode())
            replace_file(folder / f"{one.folder}{CODE}.png", code.png)
            made[one.page] = self._document(one, folder)
        return {
            **made,
            LISTED: documents_json(documents),
            f"{FOLDER}/{FEED}": self._feed(documents, names),
            KINDS: self._list(documents, by_kind=True),
            LIST: self._list(documents, by_kind=False),
        }

    def line(self, one: HostedDocument, path: str = LIST) -> DocumentLine:
        """A document in a list on the page at a path."""
        entry = one.entry
        other = entry.language if entry.language != self.publication.language else None
        return DocumentLine(
            title=entry.title,
            path=up_from(path) + one.page,
            kind=entry.kind,
            date=entry.date,
            format=_FORMATS.get(one.ending, one.ending[1:].upper()),
            size=self.theme.strings.size(one.size),
            language=other or "",
        )

    def _list(self, documents: Sequence[HostedDocument], *, by_kind: bool) -> str:
        t, path = self.theme.strings, KINDS if by_kind else LIST
        heading = t("documents_heading")
        words = f"{heading}, {t('documents_by_kind' if by_kind else 'documents_by_year')}"

        def year(one: HostedDocument) -> tuple[str, str]:
            return str(one.entry.date.year), t("archive_year", year=one.entry.date.year)

        def kind(one: HostedDocument) -> tuple[str, str]:
            return topic_key(one.entry.kind), one.entry.kind

        groups = self._groups(documents, kind if by_kind else year)
        feed = ("alternate", KIND, FEED, t("documents_feed"))
        view = DocumentsPage(
            page=self.head(words, heading, path, links=(feed,)),
            assets=self.assets_from(path),
            heading=heading,
            logo=self.logo_from(path),
            up=up_from(path),
            groups=sorted(groups, key=lambda one: topic_slug(one.title)) if by_kind else groups,
            other=(LIST if by_kind else KINDS).partition("/")[2],
            other_words=t("documents_by_year" if by_kind else "documents_by_kind"),
            by_kind=by_kind,
        )
        return self.theme.page("web/documents.html", view)

    def _groups(
        self,
        documents: Sequence[HostedDocument],
        group_of: Callable[[HostedDocument], tuple[str, str]],
    ) -> list[DocumentGroup]:
        """The documents in groups, each called as its newest one calls it."""
        found: dict[str, tuple[str, list[DocumentLine]]] = {}
        for one in documents:
            key, title = group_of(one)
            found.setdefault(key, (title, []))[1].append(self.line(one))
        return [
            DocumentGroup(f"group-{number}", title, lines)
            for number, (title, lines) in enumerate(found.values(), start=1)
        ]

    def _document(self, one: HostedDocument, folder: Path) -> str:
        entry, path = one.entry, one.page
        text = one.read.words
        shown = text[:_SHOWN]
        preview, (width, height) = self._preview(one, folder)
        links = [TopicLink(topic.name, up_from(path) + topic.page, 0) for topic in self._of(one)]
        view = DocumentPage(
            page=self.head(entry.title, entry.summary or entry.kind, path),
            assets=self.assets_from(path),
            heading=entry.title,
            logo=self.logo_from(path),
            up=up_from(path),
            line=replace(self.line(one, path), path=one.file.rpartition("/")[2]),
            summary=entry.summary or "",
            pages=one.read.pages,
            media_type=one.media_type,
            preview=preview,
            preview_width=width,
            preview_height=height,
            topics=links,
            address=one.address,
            shown_address=shown_address(one.address),
            paragraphs=[line for line in shown.splitlines() if line],
            cut=len(text) > _SHOWN,
        )
        return self.theme.page("web/document.html", view)

    def _of(self, one: HostedDocument) -> list[HostedTopic]:
        slugs = {topic_slug(name) for name in one.entry.topics}
        return [topic for topic in self.topics if topic.slug in slugs]

    def _preview(self, one: HostedDocument, folder: Path) -> tuple[str, tuple[int, int]]:
        data = preview_of(one.source)
        if data is None:
            return "", (0, 0)
        replace_file(folder / one.folder / _PREVIEW, data)
        with Image.open(io.BytesIO(data)) as image:
            return _PREVIEW, image.size

    def _gone(self, name: str, trace: DocumentTrace) -> str:
        """What stands at an address whose document is elsewhere, or nowhere."""
        t, path = self.theme.strings, f"{FOLDER}/{name}/{PAGE}"
        heading = t("moved_heading" if trace.moved else "documents_gone_heading")
        link = f"{up_from(path)}{FOLDER}/{trace.moved}/{PAGE}" if trace.moved else f"../{PAGE}"
        text = "documents_moved_text" if trace.moved else "documents_gone_text"
        view = LastingPage(
            page=Page(
                title=f"{heading} · {trace.title}",
                description=heading,
                address=f"{self.publication.home}{FOLDER}/{trace.moved or name}/",
                policy=policy.STILL,
                accent=accent_of(self.theme),
                forward=link if trace.moved else "",
            ),
            assets=self.assets_from(path),
            heading=heading,
            masthead=self.publication.title,
            lines=(t(text, title=trace.title),),
            link=link,
            words=trace.title if trace.moved else t("documents_all"),
        )
        return self.theme.page("web/lasting.html", view)

    def _feed(self, documents: Sequence[HostedDocument], names: LastingNames) -> str:
        return atom_xml(
            AtomFeed(
                id=names.of(FOLDER),
                title=f"{self.theme.strings('documents_heading')} · {self.publication.title}",
                address=f"{self.publication.home}{FOLDER}/{FEED}",
                page=f"{self.publication.home}{FOLDER}/",
                author=self.publication.publisher.name,
                entries=[document_entry(names, one) for one in documents],
            )
        )
