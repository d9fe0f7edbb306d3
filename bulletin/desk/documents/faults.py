"""Whether a document is what its name says, and whether readers can open it.

In: the path and bytes of a document. Out: what is wrong with it, as pairs of message and hint.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.desk.importing.opening.archives import Package

DocumentFault = tuple[str, str]

MAX_PIXELS = 120_000_000
"""A sheet of A3 at 600 dots an inch has 70 million."""

PICTURES = {
    ".jpg": ("JPEG", "MPO"),
    ".jpeg": ("JPEG", "MPO"),
    ".png": ("PNG",),
    ".tif": ("TIFF",),
    ".tiff": ("TIFF",),
}
"""Pillow's names for what scans and photographs are, by the endings of their names."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = tuple(word.encode("utf-16-le") for word in ("_VBA_PROJECT", "VBA_PROJECT_CUR"))
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}
_ODT_PROGRAMS = ("Basic/", "Scripts/")
_GPS = 0x8825  # EXIF 2.32, table 3

_AGAIN = tr("open it in the program that made it, and save it again as PDF")


def faults_of(path: Path, data: bytes) -> Iterator[DocumentFault]:
    """Why readers cannot open a document, or should not; nothing if they can."""
    ending = path.suffix.lower()
    if not data.strip(b"\x00 \r\n\t"):
        yield tr("{file} is empty", file=path.name), tr("check whether it is the right file")
    elif ending == ".pdf":
        yield from _pdf(path.name, data)
    elif ending == ".doc":
        yield from _word(path.name, data)
    elif ending in _PARTS:
        yield from _packed(path.name, data, ending)
    else:
        yield from _picture(path.name, data, ending)


def tells_place(path: Path, data: bytes) -> bool:
    """Whether a picture says where on earth it was taken."""
    if path.suffix.lower() not in PICTURES:
        return False
    # Of broken metadata nothing is said.
    with contextlib.suppress(Exception), _silent(), Image.open(io.BytesIO(data)) as image:
        return bool(image.getexif().get_ifd(_GPS))
    return False


def _other(name: str, ending: str) -> DocumentFault:
    return (
        tr("{file} is not a {suffix} file, whatever its name says", file=name, suffix=ending),
        _AGAIN,
    )


def _locked(name: str) -> DocumentFault:
    return (
        tr("{file} is protected by a password", file=name),
        tr("open it with its password, take the password away, and save it"),
    )


def _programs(name: str) -> DocumentFault:
    return (
        tr("{file} holds programs (macros), which run on the devices of readers", file=name),
        tr("print it as PDF, and publish that"),
    )


def _pdf(name: str, data: bytes) -> Iterator[DocumentFault]:
    import pypdfium2 as pdfium  # noqa: PLC0415, heavy
    from pypdfium2 import raw  # noqa: PLC0415, heavy

    from bulletin.desk.documents.programs import pdf_starts_programs  # noqa: PLC0415, heavy

    if b"%PDF-" not in data[:1024]:
        yield _other(name, ".pdf")
        return
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        broken = (tr("{file} is damaged and cannot be opened", file=name), _AGAIN)
        yield _locked(name) if locked else broken
        return
    with contextlib.closing(document):
        if not len(document):
            yield tr("{file} has no pages", file=name), _AGAIN
        elif raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or pdf_starts_programs(data):
            yield _programs(name)


def _word(name: str, data: bytes) -> Iterator[DocumentFault]:
    if not data.startswith(_OLE) or "WordDocument".encode("utf-16-le") not in data:
        yield (
            tr("{file} is not a {suffix} file, whatever its name says", file=name, suffix=".doc"),
            tr("open it in Word or LibreOffice, and save it as .docx or PDF"),
        )
    elif any(word in data for word in _PROGRAMS):
        yield _programs(name)


def _packed(name: str, data: bytes, ending: str) -> Iterator[DocumentFault]:
    from bulletin.desk.documents.programs import package_fetches_programs  # noqa: PLC0415, heavy
    from bulletin.desk.importing.opening.archives import Package  # noqa: PLC0415, heavy

    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        yield _locked(name)
        return
    if not data.startswith(b"PK"):
        yield _other(name, ending)
        return
    try:
        package = Package.opened(name, data)
        if package.xml(_PARTS[ending]) is None:
            yield _other(name, ending)
            return
        fetches = package_fetches_programs(package)
    except BulletinError as error:
        yield error.message, error.hint or ""
        return
    names = package.archive.namelist()
    if any("vbaProject" in one or one.startswith(_ODT_PROGRAMS) for one in names):
        yield _programs(name)
    elif fetches:
        yield (
            tr(
                "{file} has the devices of readers fetch another file, or start a program",
                file=name,
            ),
            tr("print it as PDF, and publish that"),
        )
    elif ending == ".odt" and _is_locked(package):
        yield _locked(name)


def _is_locked(package: Package) -> bool:
    """Whether a part of an OpenDocument file is encrypted (part 3, section 3.4)."""
    part = "META-INF/manifest.xml"
    return package.has(part) and b"encryption-data" in package.read(part, 10_000_000)


def _picture(name: str, data: bytes, ending: str) -> Iterator[DocumentFault]:
    scan = tr("scan it again, or open it in a picture program and save it as JPG or PDF")
    try:
        with _silent(), Image.open(io.BytesIO(data), formats=PICTURES[ending]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Image.DecompressionBombError  # noqa: TRY301, as Pillow says it of larger ones
            image.load()
    except Image.DecompressionBombError:
        yield (
            tr(
                "{file} has more than {count} million pixels",
                file=name,
                count=MAX_PIXELS // 1_000_000,
            ),
            tr("scan it at 300 dots an inch"),
        )
    except UnidentifiedImageError:
        yield _other(name, ending)
    except Exception:  # noqa: BLE001, broken bytes make Pillow raise anything
        yield tr("{file} is damaged and cannot be opened", file=name), scan


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
