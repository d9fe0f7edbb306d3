"""The share kit set by WeasyPrint: pages filled in, to PDFs and JPEGs.

In: pages by name. Out: their bytes. A page whose QR code does not read back from its picture is
refused. Style sheets are read once; what becomes a JPEG is written as one PDF of many pages, for
most of the time goes into cutting faces to the letters that are used.
"""

import io
from collections.abc import Mapping

import pikepdf
import pypdfium2
from PIL import Image
from weasyprint.document import Document

from bulletin.art.pictures import derive
from bulletin.art.qr_symbol import read_back
from bulletin.composition import Composition
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.editions.share.pages import CODE, SharePage, ShareSetting
from bulletin.messages import tr
from bulletin.paper.archival import saved
from bulletin.paper.fetcher import Shelf
from bulletin.paper.patches.font_files import fonts_once
from bulletin.paper.styles import root_styles
from bulletin.paper.typesetter import lay_out, listening, own_fonts, styles, unexplained

_POINTS = 72
_PROOF_DPI = 150
_QUALITY, _LEAST_QUALITY = 84, 44
_MOST_BYTES = 290_000
"""Message apps fetch no heavier picture (WhatsApp, Zalo: 300 KB), and cards are for them."""
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
"""Of a page (ISO 32000-1, 14.11.2)."""
_PICTURE = 1600
"""Widest picture on a page, in pixels."""


def printed(
    composition: Composition, code: str, pages: Mapping[str, SharePage]
) -> dict[str, bytes]:
    """The files of pages. Raises `FindingsError` for whatever WeasyPrint warns of."""
    press = _Press(composition)
    press.shelf.put(CODE.partition("/")[2], code.encode(), "image/svg+xml")
    documents: dict[ShareSetting, Document] = {}
    for page in pages.values():
        if page.setting not in documents:
            documents[page.setting] = press.page(page)
    made = {}
    shown = {name: page for name, page in pages.items() if page.dpi}
    sheets: dict[ShareSetting, bytes] = {}
    for name in [name for name in pages if name not in shown]:
        page = pages[name]
        if page.setting not in sheets:
            sheets[page.setting] = press.written(documents[page.setting])
        made[name] = _enlarged(sheets[page.setting], page.zoom)
        proof = _image(made[name], 0, _PROOF_DPI)
        press.check(proof, page.codes)
        for twin, other in shown.items():
            if (other.setting, other.zoom, other.dpi) == (page.setting, page.zoom, _PROOF_DPI):
                made[twin] = press.jpeg(proof, other.codes)
    lacking = [name for name in shown if name not in made]
    if lacking:
        album = press.written(*(documents[shown[name].setting] for name in lacking))
        for number, name in enumerate(lacking):
            # Pictures are many and large: each is gone before the next is drawn.
            made[name] = press.jpeg(_image(album, number, shown[name].dpi), shown[name].codes)
    return made


class _Press:
    """Sets pages of one issue."""

    def __init__(self, composition: Composition) -> None:
        self.address = composition.issue.address
        self.shelf = Shelf(composition.theme, composition.issue.folder)
        self.fonts = own_fonts()
        theme = composition.theme
        self.styles, findings = styles(
            [
                ("fonts.yaml", root_styles(theme, self.shelf)),
                ("share/share.css", theme.text("share/share.css")),
            ],
            self.shelf,
            self.fonts,
        )
        if findings:
            raise FindingsError(findings)

    def page(self, page: SharePage) -> Document:
        """A page laid out, with its pictures made small enough.

        Raises `FindingsError` for what WeasyPrint complains of, `BulletinError` for more than a page.
        """
        for address, file in page.pictures.items():
            derived = derive(file, _PICTURE, paper=True)
            self.shelf.put(address.partition("/")[2], derived.data, derived.media_type)
        sheet = page.sheet
        own = f"@page{{size:{sheet.width} {sheet.height};margin:0}}:root{{font-size:{sheet.text}}}"
        further, findings = styles([("share/page.css", own)], self.shelf, self.fonts)
        with listening() as messages:
            made = lay_out(page.html, [*self.styles, *further], self.shelf, self.fonts, None)
        findings += [unexplained(message) for message in messages]
        if findings:
            raise FindingsError(findings)
        if len(made.pages) != 1:
            message = tr("{template} does not fit on one page", template=sheet.template)
            raise BulletinError(message, tr("shorten the issue's title or summary in issue.yaml"))
        return made

    def written(self, *documents: Document) -> bytes:
        """Pages as one PDF. Raises `FindingsError` for what WeasyPrint complains of."""
        first, pages = documents[0], [page for one in documents for page in one.pages]
        with listening() as messages, fonts_once():
            data: bytes = first.copy(pages).write_pdf()
        if messages:
            raise FindingsError([unexplained(message) for message in messages])
        return data

    def jpeg(self, picture: Image.Image, codes: int) -> bytes:
        """A page's picture as a file, from which its codes are read."""
        data = jpeg_of(picture, light=not codes)
        if codes:
            with Image.open(io.BytesIO(data)) as shown:
                self.check(shown, codes)
        return data

    def check(self, picture: Image.Image, parts: int) -> None:
        """Read the code in each piece of a page that is cut so often across and down.

        Raises `BulletinError` where it does not lead to the issue.
        """
        wide, high = picture.width // parts, picture.height // parts
        for x in range(parts):
            for y in range(parts):
                left, top = x * wide, y * high
                piece = picture.crop((left, top, left + wide, top + high))
                if read_back(piece) != self.address:
                    message = tr(
                        "a QR code of the share kit does not read back as {address}",
                        address=self.address,
                    )
                    hint = tr("give the code more room in the theme's share/share.css")
                    raise BulletinError(message, hint)


def _enlarged(data: bytes, zoom: float) -> bytes:
    """A sheet `zoom` times as large, with all that is on it."""
    if zoom == 1:
        return data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_add(f"{zoom:.6f} 0 0 {zoom:.6f} 0 0 cm".encode(), prepend=True)
            for name in (name for name in _BOXES if name in page):
                page[name] = _scaled(page[name], zoom)
            for annotation in page.get("/Annots", ()):
                annotation.Rect = _scaled(annotation.Rect, zoom)
        return saved(pdf)


def _scaled(box: pikepdf.Object, zoom: float) -> pikepdf.Array:
    return pikepdf.Array([float(side) * zoom for side in box])


def _image(pdf: bytes, number: int, dpi: int) -> Image.Image:
    """A page's picture."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = opened[number].render(scale=dpi / _POINTS).to_pil()
    finally:
        opened.close()
    return picture.convert("RGB")


def jpeg_of(picture: Image.Image, *, light: bool) -> bytes:
    """A picture as a JPEG; a `light` one is as good as message apps take it."""
    least = _LEAST_QUALITY if light else _QUALITY
    for quality in range(_QUALITY, least - 1, -10):
        stream = io.BytesIO()
        picture.save(stream, "jpeg", quality=quality, optimize=True, progressive=True)
        if stream.tell() <= _MOST_BYTES:
            break
    return stream.getvalue()
