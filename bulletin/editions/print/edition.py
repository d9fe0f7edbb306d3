"""The print edition: for a printing house, and for the office's own printer.

In: a composed issue. Out: `{stem}-print.pdf`, with bleed, crop marks and pictures of 300 dots
an inch, and `{stem}-booklet.pdf`, two pages on each side of an A4 sheet, to be folded to A5.
Pictures that are too small for their place come back as warnings.
"""

from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job
from bulletin.paper import LIBRARIES


class PrintEdition:
    """Two files for paper; made only when asked for."""

    name = "print"
    after: tuple[str, ...] = ()
    spoken = False
    standard = False
    downloads = (
        Download("{stem}-booklet.pdf", "web_download_booklet_pdf", rank=20),
        Download("{stem}-print.pdf", "web_download_print_pdf", rank=21),
    )
    gathers = False
    on_paper = True

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write both files. Raises `FindingsError` as the PDF edition does."""
        from bulletin.editions.print.press import booklet, coarse, press_pdf  # noqa: PLC0415, heavy

        stem = job.composition.issue.file_stem
        data, placed = press_pdf(job)
        (folder / f"{stem}-print.pdf").write_bytes(data)
        (folder / f"{stem}-booklet.pdf").write_bytes(booklet(data, job))
        return tuple(coarse(placed))

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes."""
        return {name: version_of(name) for name in LIBRARIES}
