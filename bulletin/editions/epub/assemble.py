"""A book put together: pages, overlays, navigation, description.

In: a job and how much the book may weigh. Out: a `Book` for `package.write`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from bulletin.art import cover as cover_art
from bulletin.art.colours import colours_of
from bulletin.art.glyphs import signs_of
from bulletin.composition import IMPRINT, OPENING, Composition
from bulletin.document import Article
from bulletin.editions.base import Job
from bulletin.editions.epub import description, navigation
from bulletin.editions.epub.kept import ChapterSound, PrintedPlace, chapter, written
from bulletin.editions.epub.overlay import ACTIVE, PLAYING
from bulletin.editions.epub.package import Book, PackageItem
from bulletin.editions.epub.page_list import Printed, read_printed
from bulletin.editions.epub.resources import BookShelf, PictureLimits
from bulletin.editions.epub.signs import BookSigns, signs_for
from bulletin.editions.epub.writer import page_path
from bulletin.languages import direction_of
from bulletin.theming.contexts.book import (
    BookContents,
    BookCover,
    BookPage,
    BookStyle,
    Overlay,
    PageStart,
)
from bulletin.theming.contexts.html import Html

COVER, COVER_IMAGE, NAV, STYLE = "cover.xhtml", "images/cover.jpg", "nav.xhtml", "book.css"
COVER_RATIO = 4 / 3
COVER_WIDTH = 1200
XHTML = "application/xhtml+xml"
SMIL = "application/smil+xml"


@dataclass
class _Parts:
    """What a book is put together from, as it grows."""

    job: Job
    shelf: BookShelf
    scratch: Path
    spoken: bool
    printed: list[PageStart] = field(default_factory=list)
    items: list[PackageItem] = field(default_factory=list)
    durations: dict[str, int] = field(default_factory=dict)

    @property
    def composition(self) -> Composition:
        return self.job.composition

    @property
    def language(self) -> str:
        return self.composition.issue.publication.language


def assemble(job: Job, measure: PictureLimits, scratch: Path, *, spoken: bool) -> Book:
    """The book: with the narration if it is `spoken` and there is one, else in silence.

    Files made for it lie in `scratch`, and must stay there until it is written. Raises
    `BulletinError` when a picture cannot be read.
    """
    composition = job.composition
    shelf = BookShelf(composition.issue.folder, measure)
    parts = _Parts(job, shelf, scratch, spoken=spoken and job.narration is not None)
    # All are written before the first is finished: who takes a name first is settled here.
    texts = [written(composition, part, shelf) for part in composition.parts]
    printed = _printed(parts)
    signs = signs_for(signs_of(composition.issue))
    for article, xml in zip(composition.parts, texts, strict=True):
        place = PrintedPlace(printed, len(parts.printed), front=(COVER, NAV))
        _add_page(parts, article, xml, place, signs)
    _add_cover(parts, measure)
    _add_nav(parts)
    parts.items.append(PackageItem(STYLE, "text/css", (_style(parts) + signs.style).encode()))
    parts.items += signs.items
    return _book(parts)


def _printed(parts: _Parts) -> Printed | None:
    """The pages of the PDF, when it was made before the book."""
    file = parts.job.made / f"{parts.composition.issue.file_stem}.pdf"
    return read_printed(file) if file.is_file() else None


def _add_page(
    parts: _Parts, article: Article, xml: str, place: PrintedPlace, signs: BookSigns
) -> None:
    path = page_path(article)
    smil_path = f"overlays/{article.name}.smil"
    narration = parts.job.narration
    track = narration.track_of(article.slug) if narration and parts.spoken else None
    recording = parts.scratch / f"{article.name}.m4a"
    made = chapter(xml, path, place, signs, ChapterSound(track, recording))
    parts.printed += made.starts
    if track and made.smil:
        audio = f"audio/{track.name}{track.file.suffix}"
        parts.items.append(PackageItem(audio, "audio/mp4", made.recording or track.file))
        parts.items.append(PackageItem(smil_path, SMIL, made.smil.encode()))
        parts.durations[smil_path] = made.duration
    view = BookPage(
        language=parts.language,
        direction=direction_of(parts.language),
        title=navigation.title_of(article),
        type="" if article.slug in {OPENING, IMPRINT} else "bodymatter",
        kind=article.slug if article.slug in {OPENING, IMPRINT} else "article-page",
        body=Html(made.xhtml),
    )
    content = _page(parts, "page", view)
    properties = ("svg",) if made.drawn else ()
    overlay = smil_path if made.smil else ""
    parts.items.append(PackageItem(path, XHTML, content, properties, overlay))


def _add_cover(parts: _Parts, measure: PictureLimits) -> None:
    composition, t = parts.composition, parts.composition.theme.strings
    issue = composition.issue
    width = min(COVER_WIDTH, measure.width)
    image = cover_art.draw(
        cover_art.front_of(composition.issue, composition.theme),
        composition.theme,
        width,
        round(width * COVER_RATIO),
    )
    with Image.open(BytesIO(image)) as opened:
        size = opened.size
    alt = t(
        "epub_cover_alt",
        publication=issue.publication.title,
        number=issue.settings.number,
        title=issue.settings.title or "",
        picture=issue.cover.alt if issue.cover else "",
    )
    view = BookCover(
        language=parts.language,
        direction=direction_of(parts.language),
        title=t("epub_cover"),
        image=COVER_IMAGE,
        alt=" ".join(alt.split()),
        width=size[0],
        height=size[1],
    )
    page = _page(parts, "cover", view)
    parts.items.append(PackageItem(COVER_IMAGE, "image/jpeg", image, ("cover-image",)))
    parts.items.append(PackageItem(COVER, XHTML, page))


def _add_nav(parts: _Parts) -> None:
    view = BookContents(
        language=parts.language,
        direction=direction_of(parts.language),
        contents=navigation.contents(parts.composition),
        landmarks=navigation.landmarks(parts.composition, COVER, NAV),
        pages=parts.printed,
    )
    content = _page(parts, "nav", view)
    parts.items.append(PackageItem(NAV, XHTML, content, ("nav",)))


def _page(parts: _Parts, name: str, view: BookPage | BookCover | BookContents) -> bytes:
    return parts.composition.theme.page(f"epub/{name}.xhtml.j2", view).encode()


def _style(parts: _Parts) -> str:
    theme = parts.composition.theme
    classes = Overlay(ACTIVE, PLAYING) if parts.durations else None
    return theme.page("epub/book.css.j2", BookStyle(classes, **colours_of(theme)))


def _book(parts: _Parts) -> Book:
    composition, paged = parts.composition, bool(parts.printed)
    issue = composition.issue
    spoken = bool(parts.durations)
    features = description.features_of(
        composition.parts,
        lambda media: parts.shelf.holds(media.kind, media.file),
        spoken=spoken,
        paged=paged,
    )
    metas = description.metas(composition, features)
    if parts.job.narration and spoken:
        metas += description.overlays(parts.job.narration, composition, parts.durations)
    spine = (COVER, NAV, *(page_path(article) for article in composition.parts))
    return Book(
        identifier=description.identifier(composition, "" if parts.spoken else "#light"),
        title=title_of(composition),
        language=issue.publication.language,
        direction=direction_of(issue.publication.language),
        entries=description.entries(composition, paged=paged),
        metas=metas,
        items=_ordered((*parts.items, *parts.shelf.items), spine),
        spine=spine,
        contents=navigation.contents(composition),
        cover=COVER_IMAGE,
    )


def title_of(composition: Composition) -> str:
    """The book's title: the publication, the number, and the issue's own title."""
    issue, t = composition.issue, composition.theme.strings
    if not issue.settings.title:
        return composition.title
    return t(
        "epub_title",
        publication=issue.publication.title,
        number=issue.settings.number,
        title=issue.settings.title,
    )


def _ordered(items: Sequence[PackageItem], spine: Sequence[str]) -> tuple[PackageItem, ...]:
    """Pages in the order of the spine, then the rest by path: what is read first comes first."""
    places = {path: index for index, path in enumerate(spine)}
    return tuple(sorted(items, key=lambda item: (places.get(item.path, len(places)), item.path)))


def weight(book: Book) -> int:
    """The bytes of a book's contents before they are packed."""
    return sum(
        len(item.content) if isinstance(item.content, bytes) else item.content.stat().st_size
        for item in book.items
    )


def finest_below(job: Job, measures: Sequence[PictureLimits], scratch: Path, limit: int) -> Book:
    """The book without sound in the finest measure that stays below a limit in bytes.

    When none does, it is the book in the last measure.
    """
    for measure in measures:
        book = assemble(job, measure, scratch, spoken=False)
        if weight(book) < limit:
            break
    return book
