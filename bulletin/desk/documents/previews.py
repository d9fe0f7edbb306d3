"""What the first page of a document looks like, small, for its page in the archive.

In: a file in which no fault was found. Out: a JPEG and its size, or None for what only an office
program can draw.
"""

import contextlib
import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from bulletin.cache import once
from bulletin.cache.once import Kind
from bulletin.desk.documents.faults import PICTURES
from bulletin.machine.processes import processes

PREVIEW = Kind("previews", ("pillow", "pypdfium2"))
BOX = (720, 1020)
"""Pixels that it fits into: a page of A4, twice as wide as it is shown on a telephone."""


def preview_of(file: Path) -> bytes | None:
    """The picture of a document's first page, upright, without metadata."""
    ending = file.suffix.lower()
    if ending != ".pdf" and ending not in PICTURES:
        return None
    key = (once.digest_of_source(file), ending, BOX)
    return once.made(PREVIEW, key, lambda: _drawn(file, ending)) or None


def _drawn(file: Path, ending: str) -> bytes:
    """The JPEG; nothing of a page that cannot be drawn."""
    # Whatever a page does to its drawer, the document can be read without its picture.
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if ending != ".pdf":
            return _small(_scan(file))
        # PDFium draws letters of a face that is not in the file as the faces that the process has
        # met before let it: the same file is to look the same, whichever came before it.
        with processes(1) as fresh:
            return fresh.submit(_page_drawn, file).result()
    return b""


def _page_drawn(file: Path) -> bytes:
    return _small(_page(file))


def _small(image: Image.Image) -> bytes:
    """An image as a JPEG that fits into the box."""
    image.thumbnail(BOX, Image.Resampling.LANCZOS)
    made = io.BytesIO()
    image.save(made, format="JPEG", quality=78, optimize=True, progressive=True)
    return made.getvalue()


def _page(file: Path) -> Image.Image:
    import pypdfium2 as pdfium  # noqa: PLC0415, heavy

    with contextlib.closing(pdfium.PdfDocument(file)) as document:
        page = document[0]
        width, height = page.get_size()
        scale = min(BOX[0] / width, BOX[1] / height)
        # Pillow's picture only looks into the bitmap, which therefore lives until it is copied.
        bitmap = page.render(scale=scale)
        shown: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return shown


def _scan(file: Path) -> Image.Image:
    with Image.open(file) as image:
        image.draft("RGB", BOX)
        upright = ImageOps.exif_transpose(image)
        made = Image.new("RGB", upright.size, "white")
        made.paste(upright.convert("RGBA").convert("RGB") if "A" not in upright.mode else upright)
        return made
