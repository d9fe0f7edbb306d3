"""The web edition, from a `Job` to files.

In: a `Job` whose `made` folder holds the files to download and the audio. Out: the pages,
`assets/`, `pictures/`, `media/`, the covers that the archive shows, and `worker.js`.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin.art.glyphs import signs_of
from bulletin.art.pictures import derive
from bulletin.cache import replace_file, version_of
from bulletin.diagnostics import BulletinError, Finding
from bulletin.editions.base import Download, Job
from bulletin.editions.web.assets import (
    READER_SCRIPT,
    READER_STYLES,
    with_audience,
    write_assets,
    write_logo,
)
from bulletin.editions.web.metadata import Preview, shared_picture
from bulletin.editions.web.names import is_own
from bulletin.editions.web.offline import saved, write_worker
from bulletin.editions.web.page_values import Pages, has_audience
from bulletin.editions.web.responsive import Pictures
from bulletin.formats.media_types import media_type
from bulletin.messages import tr
from bulletin.source.settings.page_size import size_in_words
from bulletin.theming.contexts.web import Offer, SavedSizes

COVER = "cover.jpg"
"""The cover for message apps and e-readers, as wide as they ask for."""
SMALL_COVER = "cover-small.jpg"
"""The cover for lists."""
AUDIO_COVER = "audio/cover.jpg"
"""The audiobook's, which is made before this edition, as all that has downloads is."""
_COVER_WIDTH = 1200
_SMALL_COVER_WIDTH = 480


class WebEdition:
    """A page with the whole issue, a page for each article, and all that they show."""

    name = "web"
    after = ("share", "qr", "calendar")
    spoken = True
    standard = True
    downloads: tuple[Download, ...] = ()
    gathers = True

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the edition below `folder`.

        Raises `BulletinError` for a picture that cannot be read and for an article whose
        name an own page needs.
        """
        composition = job.composition
        issue, theme = composition.issue, composition.theme
        for article in composition.articles:
            if is_own(article.slug):
                message = tr(
                    "an article cannot be called {slug!r}: a part of the pages is",
                    slug=article.slug,
                )
                raise BulletinError(
                    message, tr("give the file {file} another name", file=article.file)
                )
        signs = signs_of(issue)
        assets = write_assets(theme, folder, READER_STYLES, READER_SCRIPT, signs)
        pages = Pages(
            job=job,
            pictures=Pictures(issue.folder, folder),
            assets=with_audience(assets, theme, folder)
            if has_audience(*composition.articles)
            else assets,
            downloads=_offers(job),
            logo=write_logo(theme, folder),
            qr="qr.svg" if (job.made / "qr.svg").is_file() else "",
            preview=self._cover(job, folder),
            cover=_artwork(job),
            fonts=bool(signs),
        )
        for article in composition.articles:
            _write(folder / f"{article.slug}.html", pages.article(article))
        self._index(job, pages, folder)
        return ()

    def versions(self) -> dict[str, str]:
        """Pillow makes the pictures, Jinja and lxml the pages."""
        return {name: version_of(name) for name in ("babel", "jinja2", "lxml", "pillow")}

    def _index(self, job: Job, pages: Pages, folder: Path) -> None:
        """The issue's page, which tells how large a saved issue is, and the worker."""
        strings = job.composition.theme.strings
        tracks = job.narration.tracks if job.narration else ()
        audio = [job.made / "audio" / f"{track.name}.m4a" for track in tracks]
        first = len(pages.index(SavedSizes("", "")).encode())
        without = {COVER, SMALL_COVER} | pages.pictures.unsaved
        files = saved(folder, audio, without)
        sizes = SavedSizes(
            text=strings.size(files.size(sound=False, besides=first)),
            sound=strings.size(files.size(sound=True, besides=first)),
        )
        _write(folder / "index.html", pages.index(sizes))
        write_worker(
            job.composition.theme, job.composition.issue.id, folder, saved(folder, audio, without)
        )

    def _cover(self, job: Job, folder: Path) -> Preview | None:
        """The covers for lists and e-readers; gives the picture for links to the issue.

        That is the share kit's, which fits message apps, or else the cover, or None.
        """
        issue = job.composition.issue
        preview = None
        if issue.cover:
            source = issue.folder / issue.cover.file
            made = derive(source, _COVER_WIDTH, "jpeg")
            replace_file(folder / COVER, made.data)
            replace_file(folder / SMALL_COVER, derive(source, _SMALL_COVER_WIDTH, "jpeg").data)
            preview = Preview(issue.address + COVER, made.width, made.height, issue.cover.alt)
        return shared_picture(job, "og.jpg", job.composition.title) or preview


def _write(file: Path, text: str) -> None:
    replace_file(file, text.encode())


def _artwork(job: Job) -> str:
    """What a telephone shows on its locked screen while it reads aloud; "" if there is none."""
    if job.composition.issue.cover:
        return COVER
    return AUDIO_COVER if (job.made / AUDIO_COVER).is_file() else ""


def _offers(job: Job) -> tuple[Offer, ...]:
    """What an issue's page offers: only files that are there, or sure to come."""
    issue, strings = job.composition.issue, job.composition.theme.strings
    found = []
    for download in sorted((*job.downloads, *job.promised), key=lambda one: one.rank):
        path = download.path(issue.file_stem)
        file = job.made / path
        there = file.is_file()
        if there or download in job.promised:
            found.append(
                Offer(
                    path=path,
                    media_type=media_type(path),
                    title=download.title(strings),
                    hint=download.hint(
                        strings,
                        spoken=job.narration is not None,
                        paper=size_in_words(issue.publication.page.size),
                    ),
                    size=strings.size(file.stat().st_size) if there else "",
                )
            )
    return tuple(found)
