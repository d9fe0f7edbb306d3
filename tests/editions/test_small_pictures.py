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
from bulletin.paper.placing import Placing
from bulletin.source.load import load
from bulletin.theme import Theme
from bulletin.theming.models import PicturePlace
from tests.editions.bookshop import job_of
from tests.editions.press import photograph

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
            made = placing.element(picture, place, columns)
            wide, high = (float(n) for n in re.findall(r":([\d.]+)mm", made.get("style"))[:2])
            assert max(wide / width, high / height) <= 25.4 / 96 + 0.001, (place, name)


def test_no_place_of_a_page_shows_a_picture_larger_than_it_is(tiny, tmp_path, browser):
    folder = tmp_path / "web"
    WebEdition().make(job_of(tiny, tmp_path), folder)
    with browser.new_page() as page:
        for width in (360, 800, 1200):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto((folder / "index.html").as_uri())
            shown = page.evaluate(
                """() => [...document.querySelectorAll('picture')].map(p => p.lastElementChild)
                .map(i => [i.alt, i.offsetWidth, i.offsetHeight, i.getAttribute('width'), i.getAttribute('height')])"""
            )
            assert len(shown) >= 8
            for name, wide, high, pixels, rows in shown:
                assert max(wide / int(pixels), high / int(rows)) < 1.02, (width, name)


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
