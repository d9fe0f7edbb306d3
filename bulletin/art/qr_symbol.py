"""QR codes, each read back after it was drawn.

In: a text, as a rule the address of an issue. Out: the code as SVG (one path) and as PNG.
A code that does not read back to the same text is refused.
"""

import io
from dataclasses import dataclass
from html import escape
from typing import Literal

from PIL import Image

from bulletin.cache import once
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

Level = Literal["L", "M", "Q", "H"]
"""Error correction (ISO/IEC 18004, 4.1): 7, 15, 25, 30 per cent may be damaged."""

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 6.3.8)."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code in both forms, read back from each."""

    text: str
    svg: str
    png: bytes


def checked_qr(text: str, level: Level = "M", *, title: str = "") -> QrCode:
    """A code that was drawn as PNG and as SVG, and read back from both.

    Raises `BulletinError` when either does not give the same text.
    """
    data = once.made(once.CODE, (text, level, title), lambda: _drawn_and_read(text, level, title))
    svg, end, png = data.partition(_END)
    return QrCode(text, (svg + end).decode(), png)


def _drawn_and_read(text: str, level: Level, title: str) -> bytes:
    """The SVG and the PNG, one after the other."""
    svg, png = qr_svg(text, level, title=title), qr_png(text, level)
    for name, drawn in (("PNG", png), ("SVG", rasterised(svg))):
        if read_back(drawn) != text:
            message = tr(
                "the QR code of {text} does not read back from its {name}", text=text, name=name
            )
            raise BulletinError(message, tr("this is a fault of the tool; please report it"))
    return svg.encode() + png


_END = b"</svg>"


def qr_svg(text: str, level: Level = "M", *, title: str = "") -> str:
    """A code as SVG: one unit a module, quiet zone of 4, black on white, no size of its own.

    `title` is its name for who cannot see it; "": the text that it holds.
    """
    rows = _modules(text, level)
    side = len(rows) + 2 * QUIET
    path = "".join(_outlines(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" '
        f'shape-rendering="crispEdges"><title>{escape(title or text, quote=False)}</title>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def qr_blocks(text: str) -> str:
    """A code for a terminal: two modules a character, with its white border.

    White is drawn and dark is left out, so that it is right on dark terminals; most cameras read
    it on light ones, where it is inverted.
    """
    side = len(rows := _modules(text, "L")) + 2 * _QUIET_SHOWN
    field = [[True] * side for _ in range(side + side % 2)]
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            field[y + _QUIET_SHOWN][x + _QUIET_SHOWN] = not dark
    return "\n".join(
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(field[::2], field[1::2], strict=True)
    )


_QUIET_SHOWN = 2
"""Modules of white in a terminal, where there is little room."""
_BLOCKS = {
    (True, True): "\u2588",
    (True, False): "\u2580",
    (False, True): "\u2584",
    (False, False): " ",
}


def qr_png(text: str, level: Level = "M", scale: int = 16) -> bytes:
    """A code as PNG of two colours, `scale` pixels a module, quiet zone of 4."""
    rows = _modules(text, level)
    side = len(rows) + 2 * QUIET
    image = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + QUIET, y + QUIET), 0)
    image = image.resize((side * scale, side * scale), Image.Resampling.NEAREST)
    stream = io.BytesIO()
    image.save(stream, format="PNG", optimize=True)
    return stream.getvalue()


def read_back(picture: bytes | Image.Image) -> str:
    """The text of the QR code in a picture; "" when there is none, or not just one text."""
    texts = read_all(picture)
    return texts[0] if len(texts) == 1 else ""


def read_all(picture: bytes | Image.Image) -> list[str]:
    """The texts of all QR codes in a picture, each once, in order."""
    if isinstance(picture, bytes):
        with Image.open(io.BytesIO(picture)) as opened:
            return read_all(opened.convert("L"))
    import zxingcpp  # noqa: PLC0415, heavy, and codes are kept

    found = zxingcpp.read_barcodes(
        picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return sorted({code.text for code in found if code.valid})


def _modules(text: str, level: Level) -> list[list[bool]]:
    import qrcode.constants  # noqa: PLC0415, heavy, and codes are kept
    import qrcode.exceptions  # noqa: PLC0415, as above

    correction = getattr(qrcode.constants, f"ERROR_CORRECT_{level}")
    code = qrcode.QRCode(error_correction=correction, border=0)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (qrcode.exceptions.DataOverflowError, ValueError) as error:
        message = tr("{count} characters are too many for a QR code", count=len(text))
        raise BulletinError(message, tr("make base_url shorter")) from error
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _outlines(rows: list[list[bool]]) -> list[str]:
    """The outlines of all dark areas, so that no seam shows between two modules.

    Each edge between dark and light is walked with the dark on its right hand; where two areas
    touch at a corner, the walk keeps to its own.
    """
    edges = _edges(rows)
    found = []
    while edges:
        x, y = start = min(edges, key=lambda point: (point[1], point[0]))
        way = edges[start][0]
        path = [f"M{x + QUIET} {y + QUIET}"]
        while (x, y) in edges:
            length = 0
            while way in edges.get((x, y), ()):
                _take(edges, (x, y), way)
                x, y, length = x + way[0], y + way[1], length + 1
            path.append(f"{'h' if way[0] else 'v'}{length * (way[0] or way[1])}")
            turns = ((-way[1], way[0]), (way[1], -way[0]))
            way = next((turn for turn in turns if turn in edges.get((x, y), ())), way)
            if (x, y) == start:
                break
        found.append("".join(path[:-1]) + "z")
    return found


Point = tuple[int, int]


def _edges(rows: list[list[bool]]) -> dict[Point, list[Point]]:
    """From each corner, the directions of the edges that leave it with dark on the right."""
    side = len(rows)

    def dark(x: int, y: int) -> bool:
        return 0 <= x < side and 0 <= y < side and rows[y][x]

    edges: dict[Point, list[Point]] = {}
    for y in range(side):
        for x in range(side):
            if not rows[y][x]:
                continue
            around = (
                (dark(x, y - 1), (x, y), (1, 0)),
                (dark(x + 1, y), (x + 1, y), (0, 1)),
                (dark(x, y + 1), (x + 1, y + 1), (-1, 0)),
                (dark(x - 1, y), (x, y + 1), (0, -1)),
            )
            for hidden, corner, way in around:
                if not hidden:
                    edges.setdefault(corner, []).append(way)
    return edges


def _take(edges: dict[Point, list[Point]], corner: Point, way: Point) -> None:
    edges[corner].remove(way)
    if not edges[corner]:
        del edges[corner]


def rasterised(svg: str) -> bytes:
    """The SVG drawn at 8 pixels a module."""
    import vl_convert  # noqa: PLC0415, heavy

    return bytes(vl_convert.svg_to_png(svg, scale=8))
