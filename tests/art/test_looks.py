"""A drawing looks alike everywhere: as its program wrote it, as we publish it, and on paper.

Chromium shows each file as it was written, and beside it what is published and what goes onto
paper: lines drawn by WeasyPrint and PDFium, or dots drawn by resvg.
"""

import base64
import io
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageFilter, ImageStat

from bulletin.art import drawings
from bulletin.art.drawings.text import lettering

pytestmark = pytest.mark.xdist_group("web-sample")  # where Chromium with all pictures is

HERE = Path(__file__).parent
FILES = sorted([*(HERE / "features").glob("*.svg"), *(HERE / "drawings").glob("*.svg")])
FACES = {
    "sans-serif": lettering.StandIn("DejaVu Sans"),
    "serif": lettering.StandIn("DejaVu Serif"),
    "monospace": lettering.StandIn("DejaVu Sans Mono"),
}
"""Faces that Chromium has too, so that letters can be compared."""
TOLD = {
    "switch": "an English browser takes the English part",
    "inkscape-0.92-flowed": "B318",
    "drawio-2025-cut": "B318",
}
"""Files that are published in another way than Chromium shows them, and why."""
BY_HAND = {
    "text-decor": 2,
    "text-length": 1,
    "image-pixelated": 1,
    "css-font": 1,
    "text-line-of-parts": 0.5,
}
"""Files that were looked at: by how many hundredths more they may differ, in strokes of letters."""


class Row(NamedTuple):
    name: str
    source: bytes
    drawing: drawings.Drawing


def shown(data, size):
    address = f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"
    width, height = size
    return f"<img src='{address}' style='display:block;width:{width}px;height:{height}px'>"


@pytest.fixture(scope="module")
def rows():
    judged = ((file, drawings.judged(file).drawing) for file in FILES)
    return [Row(file.stem, file.read_bytes(), made) for file, made in judged if made]


@pytest.fixture(scope="module")
def seen(rows, whole_browser):
    """By name: the source and what is published, as Chromium shows them, some on each page.

    Chromium lays out and draws a page as a whole for each picture of it, so none is long.
    """
    size = {"width": 2 * max(row.drawing.width for row in rows), "height": 1000}
    page = whole_browser.new_page(viewport=size)
    cut = {}
    for first in range(0, len(rows), 25):
        some = rows[first : first + 25]
        lines = "".join(
            f"<div style='display:flex'>{shown(row.source, size)}{shown(row.drawing.data, size)}</div>"
            for row in some
            for size in [(row.drawing.width, row.drawing.height)]
        )
        page.set_content(f"<style>body{{margin:0}}img{{flex:none}}</style>{lines}")
        page.wait_for_function("[...document.images].every(image => image.complete)")
        with Image.open(io.BytesIO(page.screenshot(full_page=True))) as image:
            sheet = image.convert("RGB")
        above = 0
        for row in some:
            width, below = row.drawing.width, above + row.drawing.height
            cut[row.name] = (
                sheet.crop((0, above, width, below)),
                sheet.crop((width, above, 2 * width, below)),
            )
            above = below
    page.close()
    return cut


def dots(drawing):
    """A drawing that is no lines, as the PDF shows it."""
    made = drawings.rasterised(drawing, 1)
    sheet = Image.new("RGB", made.size, "white")
    sheet.paste(made, mask=made.getchannel("A") if made.mode == "RGBA" else None)
    return sheet


def lines(rows):
    """Drawings that are lines, as the PDF shows them: each on a page of its own size."""
    style, body = "@page{margin:0}body{margin:0}", ""
    for number, row in enumerate(rows):
        size = (row.drawing.width, row.drawing.height)
        style += "@page n{}{{size:{}px {}px}}".format(number, *size)
        body += f"<div style='page:n{number}'>{shown(row.drawing.data, size)}</div>"
    data = weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf()
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == len(rows)
    return [page.render(scale=96 / 72).to_pil().convert("RGB") for page in pages]


def unlike(one, other):
    """Hundredths of the dots that differ to the eye, edges aside."""
    other = other.resize(one.size)
    blurred = (image.filter(ImageFilter.BoxBlur(1)) for image in (one, other))
    difference = ImageChops.difference(*blurred).convert("L")
    return 100 * sum(difference.histogram()[60:]) / (one.width * one.height)


def apart(one, other):
    """By how much two pictures differ on the average, of 255."""
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size)).convert("L")).mean[0]


def test_what_is_published_looks_in_a_browser_as_it_did(rows, seen):
    changed = {
        row.name for row in rows if unlike(*seen[row.name]) > 0.05 or apart(*seen[row.name]) > 3
    }
    assert changed == set(TOLD)


def test_paper_shows_what_a_browser_shows(rows, seen, monkeypatch):
    monkeypatch.setattr(lettering, "FACES", FACES)
    monkeypatch.setattr(lettering, "UNSAID", "sans-serif")
    plain = [row for row in rows if row.drawing.plain]
    paper = {row.name: dots(row.drawing) for row in rows if not row.drawing.plain}
    paper |= zip([row.name for row in plain], lines(plain), strict=True)
    far = {row.name: unlike(seen[row.name][1], paper[row.name]) for row in rows}
    assert {name: by for name, by in far.items() if by > 0.3 + BY_HAND.get(name, 0)} == {}


def test_icons_and_plain_shapes_stay_lines_on_paper(rows):
    lines = {row.name for row in rows if row.drawing.plain}
    assert {"relative", "clip-circle", "lg", "opacity-group", "css-child"} <= lines
    assert not {"mask", "blur", "marker", "text-anchor", "lg-stroke", "scale0", "neg"} & lines
