"""The e-book: SLUG-ID.epub reads itself aloud, SLUG-ID-light.epub is small and silent.

In: a job. Out: two EPUB 3.3 files that hold the same text. Without a narration both are silent.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job

LIGHT_LIMIT = 2_900_000
"""Bytes that the light book stays under, for slow phones."""


class EpubEdition:
    """The e-book and its light form. The PDF, if it was made, gives the list of pages."""

    name = "epub"
    after: tuple[str, ...] = ("pdf",)
    spoken = True
    standard = True
    downloads = (
        Download("{stem}.epub", "web_download_epub", rank=30, book=True),
        Download("{stem}-light.epub", "web_download_light_epub", rank=31, book=True),
    )
    gathers = False
    imports = (
        "bulletin.editions.epub.assemble",
        "bulletin.editions.epub.package",
        "bulletin.theming.filling",
    )

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write both books."""
        from bulletin.editions.epub import assemble, package  # noqa: PLC0415, heavy
        from bulletin.editions.epub.resources import LIGHT, PictureLimits  # noqa: PLC0415, heavy

        stem = job.composition.issue.file_stem
        with tempfile.TemporaryDirectory() as name:
            scratch = Path(name)
            talking = assemble.assemble(job, PictureLimits(), scratch, spoken=True)
            package.write(talking, folder / f"{stem}.epub", job.modified)
            light = assemble.finest_below(job, LIGHT, scratch, LIGHT_LIMIT)
            package.write(light, folder / f"{stem}-light.epub", job.modified)
        return ()

    def versions(self) -> dict[str, str]:
        """What shapes the bytes."""
        names = ("av", "ebooklib", "lxml", "pikepdf", "pillow", "vl-convert-python")
        return {name: version_of(name) for name in names}
