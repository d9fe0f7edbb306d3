"""A photograph with fewer pixels than its place is shown no larger than it is."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import get_args

import pytest
from PIL import Image

from bulletin.art.colours import colours_of
from bulletin.art.cover import draw, front_of
from bulletin.diagnostics import Span
from bulletin.document import Picture
from bulletin.editions.web import WebEdition
from bulletin.paper.fetcher import Shelf
from bulletin.paper.markup.cards import in_rows, set_in_rows, side_by_side
from bulletin.paper.markup.placing import Placing
from bulletin.source.load import load
from bulletin.theming.models import ColumnSpace, PicturePlace
from bulletin.theming.theme import DEFAULT, Theme, templates_root
from bulletin.xhtml import element
from tests.editions.bookshop import job_of
from tests.paper.press import photograph

SIZES = {"nho": (160, 120), "dai": (300, 60), "cao": (60, 200), "vua": (360, 280)}
TEXT = """---
title: Ảnh nhỏ
image: {file: images/nho.jpg, alt: Một}
---
:::{gallery}
![Một](images/nho.jpg)
![Hai](images/dai.jpg)
![Ba](images/cao.jpg)
![Bốn](images/vua.jpg)
:::

:::{figure} images/nho.jpg
:alt: Năm
:width: full
:::

> :::{figure} images/dai.jpg
> :alt: Sáu
> :::

:::{link-card} https://a.example/
:title: Một trang
:image: images/cao.jpg
:alt: Bảy

Chữ.
:::
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def tiny(small):
    for name, size in SIZES.items():
        photograph(small / "2026-11" / "images" / f"{name}.jpg", size)
    (small / "2026-11" / "01-mua-lu.md").write_text(TEXT, encoding="utf-8")
    with (small / "2026-11" / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write("cover: {image: images/vua.jpg, alt: Bìa}\n")
    settings = small / "publication.yaml"
    silent = settings.read_text(encoding="utf-8").replace("{engine: espeak}", "off")
    settings.write_text(silent, encoding="utf-8")
    return small


@pytest.mark.parametrize("theme", ["default", "school"])
@pytest.mark.parametrize("columns", [1, 2])
def test_no_place_on_paper_shows_a_pixel_larger_than_a_screen_does(theme, columns, tiny):
    publication = load(tiny, "2026-11").issue.publication
    named = publication.theme.model_copy(update={"name": theme})
    chosen = Theme(publication.model_copy(update={"theme": named}), tiny)
    folder = tiny / "2026-11"
    placing = Placing(
        Shelf(chosen, folder),
        folder,
        chosen.page_settings,
        colours_of(chosen),
        dpi=150,
        quality=None,
    )
    for place in set(get_args(PicturePlace)) - {"inline", "chart"}:
        for name, (width, height) in SIZES.items():
            picture = Picture(f"images/{name}.jpg", "Ảnh", Span("a"))
            made = placing.element(picture, place, ColumnSpace(columns))
            wide, high = (float(n) for n in re.findall(r":([\d.]+)mm", made.get("style"))[:2])
            assert max(wide / width, high / height) <= 25.4 / 96 + 0.001, (place, name)
            room = chosen.page_settings.room(place, ColumnSpace(columns))
            if max(width * 25.4 / 96 / room.width, height * 25.4 / 96 / room.height) <= 1:
                assert wide / width == pytest.approx(high / height, rel=0.01), "cut for nothing"


def test_a_drawing_in_a_cell_is_no_larger_than_it_says(tiny):
    (tiny / "2026-11/images/dau.svg").write_text(SVG.format(24), encoding="utf-8")
    (tiny / "2026-11/images/lon.svg").write_text(SVG.format(2400), encoding="utf-8")
    theme = Theme(load(tiny, "2026-11").issue.publication, tiny)
    folder = tiny / "2026-11"
    settings, shelf = theme.page_settings, Shelf(theme, folder)
    placing = Placing(shelf, folder, settings, colours_of(theme), dpi=150, quality=None)
    widths = []
    for name in ("dau", "lon"):
        made = placing.element(Picture(f"images/{name}.svg", "Dấu", Span("a")), "cell")
        widths.append(float(made.get("style").split("mm")[0].removeprefix("width:")))
    assert widths == pytest.approx([24 * 25.4 / 96, settings.room("cell").width], abs=0.01)


def test_a_gallery_shows_what_its_pictures_show_wherever_it_stands(tiny):
    """As few side by side as can be seen; panoramas, posters and what was taken upright whole."""
    theme = Theme(load(tiny, "2026-11").issue.publication, tiny)
    folder = tiny / "2026-11"
    settings, shelf = theme.page_settings, Shelf(theme, folder)
    for columns, inside, counts in ((1, 0, {4: 4, 3: 3}), (1, 1, {4: 4}), (2, 1, {4: 2, 2: 2})):
        for wanted, count in counts.items():
            assert side_by_side(wanted, settings, ColumnSpace(columns, inside)) == count, (
                columns,
                inside,
            )
    placing = Placing(shelf, folder, settings, colours_of(theme), dpi=150, quality=None)
    sizes = {(4000, 500): True, (400, 2400): True, (1500, 1000): False, (1200, 1600): True}
    sizes |= {(1000, 1000): False, (1920, 1080): False}
    for size, whole in sizes.items():
        photograph(folder / "images/mot.jpg", size)
        picture = Picture("images/mot.jpg", "Ảnh", Span("a"))
        style = placing.element(picture, "gallery", ColumnSpace(across=2)).get("style")
        assert ("object-fit:contain" in style) == whole, size
        assert ("object-position:left" in style) == whole, "its caption begins on the left"
        wide, high = (float(n) for n in re.findall(r":([\d.]+)mm", style)[:2])
        assert not whole or wide / high <= size[0] / size[1] + 0.01, "round corners are its own"


def test_upright_and_wide_photographs_of_a_gallery_fill_rows_of_one_height(tiny):
    settings = Theme(load(tiny, "2026-11").issue.publication, tiny).page_settings
    shapes, gap = (2 / 3, 1.5, 1.5, 2 / 3, 2 / 3), settings.gutter
    across, places = in_rows(shapes, 4, settings, ColumnSpace())
    assert in_rows((3.0, 3.0, 3.0, 0.5), 4, settings, ColumnSpace())[0] == 2, "no strip is left"
    assert [place.width / place.height for place in places] == pytest.approx(shapes)
    heights = [place.height for place in places]
    assert heights == [heights[0]] * 5, "the last row is no higher for being shorter"
    width = settings.room("gallery").width
    assert sum(place.width for place in places[:across]) + 2 * gap == pytest.approx(width)
    figures = [element("figure") for _ in places]
    set_in_rows(element("figure", element("div", *figures)), places, across, gap)
    columns = re.findall(r"([\d.]+)mm", figures[0].getparent().get("style"))
    for number, (made, place) in enumerate(zip(figures, places, strict=True)):
        start, end, row = map(int, re.findall(r"\d+", made.get("style")))
        spanned = sum(map(float, columns[start - 1 : end - 1]))
        assert (row, spanned) == (number // across + 1, pytest.approx(place.width, abs=0.02))


def test_a_sign_that_stands_alone_is_no_larger_than_a_code(tiny):
    """Nor smaller on paper; all others are as wide as there is room."""
    theme = Theme(load(tiny, "2026-11").issue.publication, tiny)
    folder = tiny / "2026-11"
    settings, shelf = theme.page_settings, Shelf(theme, folder)
    placing = Placing(shelf, folder, settings, colours_of(theme), dpi=150, quality=None)
    for place in ("figure", "wide", "full", "gallery"):
        for side, wide in ((16, 25.4), (64, 25.4), (65, settings.room(place).height)):
            (folder / "images/dau.svg").write_text(SVG.format(side), encoding="utf-8")
            made = placing.element(Picture("images/dau.svg", "Dấu", Span("a")), place)
            shown = float(made.get("style").split("mm")[0].removeprefix("width:"))
            assert shown == pytest.approx(wide, abs=0.01), (place, side)


def test_a_poster_across_the_page_is_shown_whole(tiny):
    theme = Theme(load(tiny, "2026-11").issue.publication, tiny)
    folder = tiny / "2026-11"
    shelf = Shelf(theme, folder)
    placing = Placing(shelf, folder, theme.page_settings, colours_of(theme), dpi=150, quality=None)
    for size, whole in {(500, 2600): True, (1600, 1000): False}.items():
        photograph(folder / "images/mot.jpg", size)
        style = placing.element(Picture("images/mot.jpg", "Ảnh", Span("a")), "full").get("style")
        assert ("object-fit:contain" in style) == whole, size


def test_no_place_of_a_page_shows_a_picture_larger_than_it_is(tiny, tmp_path, browser):
    folder = tmp_path / "web"
    WebEdition().make(job_of(tiny, tmp_path), folder)
    with browser.new_page() as page:
        for width in (360, 800, 1200):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto((folder / "index.html").as_uri())
            shown = page.evaluate(
                """() => [...document.querySelectorAll('picture')].map(p => p.lastElementChild)
                .map(i => [i.alt, i.offsetWidth, i.offsetHeight, i.getAttribute('width'), i.getAttribute('height'), !!i.closest('figure')])"""
            )
            assert len(shown) >= 8
            for name, wide, high, pixels, rows, figure in shown:
                assert max(wide / int(pixels), high / int(rows)) < 1.02, (width, name)
                if figure and max(int(pixels), int(rows)) <= 200:
                    assert abs(wide / int(pixels) - high / int(rows)) < 0.05, "cut for nothing"


def test_the_cover_of_the_book_leaves_a_small_picture_small(tiny):
    issue = load(tiny, "2026-11").issue
    theme = Theme(issue.publication, tiny)
    photograph(tiny / "2026-11" / "images" / "to.jpg", (1500, 1000))
    colours = []
    for name in ("nho", "to"):
        cover = replace(issue.cover, file=f"images/{name}.jpg")
        with Image.open(
            BytesIO(draw(front_of(replace(issue, cover=cover), theme), theme, 1200, 1600))
        ) as drawn:
            edge = drawn.convert("RGB").crop((0, 500, 300, 900))
        colours.append(len(edge.getcolors(1 << 20) or []))
    assert colours[0] < 20 < colours[1]


SIGN = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%209%209'/%3E"
)
"""A drawing; its address ends as the style sheets of pages expect: `#.svg`."""
PLACES = """<div class="article"><header class="article-header"><h2>{0}</h2></header>
<div class="article-body"><p>{0}</p><ul><li>{0}</li></ul><table><tr><td>{0}</td></tr></table>
<figure class="figure"><figcaption><span class="caption">{0}</span></figcaption></figure>
<figure class="gallery"><div class="gallery-grid"><figure class="figure"><figcaption>{0}</figcaption>
</figure></div><figcaption>{0}</figcaption></figure>
<figure class="media"><div class="media-row"><div class="media-words"><p>{0}</p></div></div></figure>
<div class="link-card"><div class="link-card-text"><p>{0}</p></div></div>
<div class="note"><p>{0}</p></div><blockquote>{0}</blockquote></div></div>"""
SHEETS = {
    "web": ["content.css"],
    "book": ["epub/book.css.j2"],
    "paper": ["pdf/boxes.css", "pdf/figures.css", "pdf/article.css"],
}


def test_a_sign_is_as_high_as_its_words_wherever_it_stands(browser):
    folder = templates_root() / DEFAULT
    school = (templates_root() / "school/pdf/school.css").read_text(encoding="utf-8")
    with browser.new_page() as page:
        for name, files in SHEETS.items():
            css = "".join((folder / file).read_text(encoding="utf-8") for file in files)
            css = re.sub(r"{%.*?%}", "", css) + (school if name == "paper" else "")
            image = f'<img class="{"" if name == "web" else "as-inline"}" src="{SIGN}#.svg" width="90" height="90">'
            sign = f'<picture class="as-inline">{image}</picture>' if name == "web" else image
            if name == "paper":  # as `Placing` writes it
                sign = sign.replace("<img", '<img style="width:1.2em;height:1.2em"')
            page.set_content(f"<style>{css}</style>{PLACES.format(f'Một {sign} hai')}")
            shown = page.evaluate(
                """() => [...document.images].map(i => [i.parentElement.closest(":not(picture)").outerHTML,
                getComputedStyle(i), parseFloat(getComputedStyle(i).fontSize), i]).map(([where, s, size, i]) =>
                [where, s.display, s.float, s.borderRadius, i.offsetWidth / size, i.offsetHeight / size])"""
            )
            assert len(shown) == PLACES.count("{0}")
            for where, display, side, radius, wide, high in shown:
                assert display.startswith("inline"), (name, where)
                assert (side, radius) == ("none", "0px"), (name, where)
                assert max(wide, high) < 1.3, (name, where)
