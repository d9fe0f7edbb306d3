"""The PDF edition: for the notice board, the projector and the archive.

In: a composed issue. Out: `{stem}.pdf`, which conforms to PDF/UA-1 and PDF/A-2a at once.

What WeasyPrint 70 does not let us do, and what stands in its place:

- Footnotes in two columns come to stand on later pages or over the text. Articles in two
  columns have their notes at their end; in one column they stand at the page's foot.
- It has no tag for notes; `archival` sets Note and Reference afterwards. Where a note or a
  paragraph goes on over a page, each page has a structure element of its own.
- Running heads and folios are marked content outside the structure tree, so readers pass over
  them, but they are not marked as artifacts of the type Pagination.
- A raised first letter is a piece of text of its own before the rest of its word.
- It cannot balance the lines of a title, nor move a picture to the next page's head while the
  text goes on: a page may end early before a tall picture.
- `::first-letter` cannot float, `text-wrap` does not exist, and padding or a border of the
  footnote area upsets columns on the same page (its rule is a background).
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job
from bulletin.paper import LIBRARIES


class PdfEdition:
    """The issue as one tagged PDF, for screens and for office printers."""

    name = "pdf"
    after: tuple[str, ...] = ()
    spoken = False
    standard = True
    downloads = (Download("{stem}.pdf", "web_download_pdf", rank=10, book=True),)
    gathers = False
    on_paper = True
    imports = ("bulletin.paper.press_law", "bulletin.paper.render", "bulletin.theming.filling")

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the PDF. Raises `FindingsError` for anything that does not stand as it should.

        What the press law wants of a bulletin's pages comes back as warnings.
        """
        from bulletin.paper.press_law import press_law_faults  # noqa: PLC0415, heavy
        from bulletin.paper.render import screen_pdf  # noqa: PLC0415, heavy

        data = screen_pdf(job)
        (folder / f"{job.composition.issue.file_stem}.pdf").write_bytes(data)
        return tuple(press_law_faults(data, job.composition))

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes."""
        return {name: version(name) for name in LIBRARIES}
