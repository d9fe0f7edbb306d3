"""What a printing house and an office printer need.

In: a job, or the PDF for the press. Out: PDFs, and findings about pictures.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from bulletin.codes import COARSE_PICTURE
from bulletin.diagnostics import Finding
from bulletin.editions.base import Job
from bulletin.messages import tr
from bulletin.paper.archival import saved
from bulletin.paper.faults import read_code
from bulletin.paper.issue_html import Medium
from bulletin.paper.markup.placing import Placed
from bulletin.paper.render import set_pages

DPI = 300
"""Dots an inch that offset printing can show."""
_COARSE = 220
"""Below this, pixels begin to show on paper."""
_QUALITY = 92

_SHEET = (841.89, 595.276)
"""A4 across, in points."""


def press_pdf(job: Job) -> tuple[bytes, tuple[Placed, ...]]:
    """The PDF with bleed and marks, and the photographs in it."""
    data, placed = set_pages(job, Medium(dpi=DPI, quality=_QUALITY, press=True), None)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        finished = saved(pdf)
    read_code(finished, job.composition.issue.address)
    return finished, placed


def coarse(placed: Sequence[Placed]) -> Iterator[Finding]:
    """A warning for each photograph with too few pixels for its place, once for each place."""
    for item in placed:
        if item.dpi < _COARSE:
            message = tr(
                "{file} has {dpi:.0f} dots an inch in its place on the page; a "
                "printing house asks for {least}",
                file=item.picture.file,
                dpi=item.dpi,
                least=DPI,
            )
            hint = tr("use the picture as the camera took it, or give it a smaller place")
            yield Finding(COARSE_PICTURE, message, item.picture.span, hint)


def booklet(data: bytes, job: Job) -> bytes:
    """The pages two by two on A4 sheets: print on both sides, turn on the short edge, fold.

    Empty pages, if any are needed, come before the back cover.
    """
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as made:
        made.docinfo["/Title"] = source.docinfo.get("/Title", "")
        made.docinfo["/CreationDate"] = f"D:{job.modified:%Y%m%d%H%M%S}Z"
        made.Root.Lang = job.composition.issue.publication.language
        forms = [_form(made, page) for page in source.pages]
        for left, right in sides(len(forms)):
            made.pages.append(
                _side(made, [forms[n] if n is not None else None for n in (left, right)])
            )
        return saved(made)


def sides(count: int) -> Iterator[tuple[int | None, int | None]]:
    """Which pages (from 0; None: empty) stand left and right on each side of each sheet."""
    full = -(-count // 4) * 4
    order: list[int | None] = [*range(count - 1), *([None] * (full - count)), count - 1]
    for sheet in range(full // 4):
        first, last = 2 * sheet, full - 1 - 2 * sheet
        yield order[last], order[first]
        yield order[first + 1], order[last - 1]


def _form(target: Pdf, page: Page) -> Object:
    """A page cut to its trimmed size, as a picture to be placed."""
    page.mediabox = page.cropbox = page.trimbox
    return target.copy_foreign(page.as_form_xobject())


def _side(target: Pdf, forms: Sequence[Object | None]) -> Page:
    """One side of a sheet."""
    width, height = _SHEET
    content, names = [], Dictionary()
    for index, form in enumerate(forms):
        if form is None:
            continue
        left, bottom, right, top = (float(edge) for edge in form.BBox)
        scale = min(width / 2 / (right - left), height / (top - bottom))
        x = width / 2 * index + (width / 2 - (right - left) * scale) / 2 - left * scale
        y = (height - (top - bottom) * scale) / 2 - bottom * scale
        names[f"/P{index}"] = form
        content.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /P{index} Do Q")
    return Page(
        target.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, *_SHEET]),
                Resources=Dictionary(XObject=names),
                Contents=target.make_stream("\n".join(content).encode()),
            )
        )
    )
