"""Printed issues for tests: a folder in, its composition, its PDF and what is in that out."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object
from PIL import Image

from bulletin.composition import compose
from bulletin.editions.base import Job
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.source.load import load

PAPERS = Path(__file__).parent / "papers"
MODIFIED = dt.datetime(2026, 11, 25, 8, 30, tzinfo=dt.UTC)
ALL, LAST = slice(None), slice(-1, None)
"""Which pages of a PDF are looked at."""


def paper(name: str, folder: Path, **changes: tuple[str, str]) -> Path:
    """A writable copy of an issue in `papers`, with its photographs and texts replaced.

    `changes` gives (old, new) for files, their names with `_` for `/`, `-` and `.`.
    """
    root = Path(shutil.copytree(PAPERS / name, folder / name))
    for file in sorted(root.rglob("*")):
        key = "".join(c if c.isalnum() else "_" for c in file.relative_to(root).as_posix())
        if change := changes.pop(key, None):
            text = file.read_text(encoding="utf-8")
            assert change[0] in text
            file.write_text(text.replace(*change), encoding="utf-8")
    assert not changes
    photograph(root / "2026-11" / "images" / "ngang.jpg", (1500, 1000))
    photograph(root / "2026-11" / "images" / "dung.jpg", (900, 1300))
    return root


def another_article(root: Path) -> None:
    """A second article in an issue, which has a page of contents from then on."""
    text = "---\ntitle: Bài thứ hai\n---\n\nCâu của bài thứ hai.\n"
    (root / "2026-11" / "02-hai.md").write_text(text, encoding="utf-8")


def photograph(file: Path, size: tuple[int, int]) -> None:
    """A picture of many colours."""
    ramp = Image.linear_gradient("L").resize(size)
    turned = ramp.transpose(Image.Transpose.ROTATE_180)
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.merge("RGB", (ramp, turned, ramp)).save(file, quality=80)


def job_of(root: Path, made: Path, issue_id: str = "2026-11") -> Job:
    """The job of an issue."""
    issue = load(root, issue_id).issue
    assert issue is not None
    return Job(compose(issue), None, made, MODIFIED)


def pictures(data: bytes, dpi: int = 150, pages: slice = ALL) -> list[Image.Image]:
    """The pages, or some of them, as pictures."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        wanted = range(len(pdf))[pages]
        return [pdf[n].render(scale=dpi / 72).to_pil().convert("RGB") for n in wanted]
    finally:
        pdf.close()


def words(data: bytes) -> list[str]:
    """The text of each page, its white space made single."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    finally:
        pdf.close()


def elements(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every structure element, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, Dictionary) and "/S" in item:
            yield item
            if "/K" in item:
                waiting.append(item.K)


def made(root):
    out = root / "out"
    out.mkdir()
    job = job_of(root, out)
    PdfEdition().make(job, out)
    return (out / f"{job.composition.issue.file_stem}.pdf").read_bytes()
