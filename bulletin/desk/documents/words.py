"""The words of a document, for the search: of PDF, Word (.docx) and OpenDocument files.

In: the bytes of a document in which no fault was found. Out: its words and how many pages it has. A
scan has none, and of Word 97 nothing is read. What stands in the encodings of before Unicode is read
as what it says.
"""

import contextlib
import io
import re
import unicodedata
import warnings
from collections.abc import Iterator

from lxml import etree
from PIL import Image

from bulletin.desk.importing.docx.wordml import w
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.legacy.detector import detected
from bulletin.diagnostics import BulletinError
from bulletin.formats.element_text import Element

MOST = 1_000_000
"""Characters of a document that are searched: five hundred pages."""
MOST_PAGES = 2_000

_ODT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TAKEN_OUT = {w("moveFrom"), w("del"), f"{_ODT}tracked-changes", f"{_OFFICE}annotation"}
"""What is no longer in the text, or never was."""
_BREAKS = {w("p"), f"{_ODT}p", f"{_ODT}h"}
_SPACES = {w("tab"), w("br"), f"{_ODT}s", f"{_ODT}tab", f"{_ODT}line-break"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_LOOSE = re.compile("[\u00ad\u200b\ufeff\ufffe]")
"""Marks inside words that nobody sees; PDFium writes U+FFFE for a hyphen at a line's end."""


def words_in(ending: str, data: bytes) -> tuple[str, int]:
    """The words, with a line's end between paragraphs, and the number of pages (0: unknown)."""
    if ending == ".pdf":
        pages, count = _pdf(data)
    elif ending in {".docx", ".odt"}:
        pages, count = _packed(ending, data), 0
    elif ending in {".tif", ".tiff"}:
        return "", _sheets(data)
    else:
        return "", 0 if ending == ".doc" else 1
    text = _LOOSE.sub("", _limited(pages))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n".join(_read(unicodedata.normalize("NFC", line)) for line in _decoded(lines)), count


def _limited(pieces: Iterator[str]) -> str:
    found: list[str] = []
    left = MOST
    for piece in pieces:
        found.append(piece[:left])
        left -= len(piece)
        if left <= 0:
            break
    return "".join(found)


def _read(line: str) -> str:
    return "".join(char if char.isprintable() else " " for char in line)


def _decoded(lines: list[str]) -> list[str]:
    """Lines as Unicode, whatever font of the nineties they were written for."""
    kept = [line for line in lines if line]
    return [
        encoding.decode(line) if encoding else line
        for line, encoding in zip(kept, detected(kept), strict=True)
    ]


def _pdf(data: bytes) -> tuple[Iterator[str], int]:
    import pypdfium2 as pdfium  # noqa: PLC0415, heavy

    document = pdfium.PdfDocument(data)

    def pages() -> Iterator[str]:
        with contextlib.closing(document):
            for number in range(min(len(document), MOST_PAGES)):
                with contextlib.suppress(pdfium.PdfiumError):  # a page that is broken has no words
                    page = document[number]
                    words = page.get_textpage()
                    yield words.get_text_bounded(errors="ignore") + "\n"
                    words.close()
                    page.close()

    return pages(), len(document)


def _packed(ending: str, data: bytes) -> Iterator[str]:
    package = Package.opened("", data)
    parts = ("word/document.xml", *_NOTES) if ending == ".docx" else ("content.xml",)
    for part in parts:
        try:
            tree = package.xml(part)
        except BulletinError:
            continue  # notes that are damaged keep nobody from reading the text
        if tree is not None:
            yield from _texts(tree, plain=ending == ".odt")
            yield "\n"


def _texts(tree: Element, *, plain: bool) -> Iterator[str]:
    """The texts of a tree; `plain`: those of all its elements, not of Word's own for text alone."""
    etree.strip_elements(tree, *_TAKEN_OUT, with_tail=False)
    for one in tree.iter(etree.Element):
        one.text = one.text if plain or one.tag == w("t") else None
        between = "\n" if one.tag in _BREAKS else " " if one.tag in _SPACES else ""
        one.tail = between + (one.tail or "" if plain else "")
    return map(str, tree.itertext(etree.Element))


def _sheets(data: bytes) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data)) as image:
            return int(getattr(image, "n_frames", 1))
