"""Charts in a browser, 360 pixels wide, in their face: no words touch others or stick out."""

from __future__ import annotations

import base64

import pytest

from bulletin.art.charts.lettering import default_face
from tests.art.test_charts_of_data import FILES, drawn

pytestmark = pytest.mark.xdist_group("web-files")

FACE = "@font-face{{font-family:'Be Vietnam Pro';src:url(data:font/ttf;base64,{})}}body{{margin:0}}"
FAULTS = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const edges = svg.getBoundingClientRect();
  const lines = [...svg.querySelectorAll("text")].flatMap((text) => {
    const parts = [...text.querySelectorAll("tspan")];
    return parts.length ? parts : [text];
  });
  const boxes = lines.filter((line) => line.textContent.trim()).map((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const { left, top, right, bottom } = range.getBoundingClientRect();
    const room = (bottom - top) / 4;  // above capitals and below the line there is no ink
    return { left, right, top: top + room, bottom: bottom - room, words: line.textContent };
  });
  const touching = boxes.flatMap((one, index) => boxes.slice(index + 1)
    .filter((other) => one.left < other.right - 0.5 && other.left < one.right - 0.5
      && one.top < other.bottom && other.top < one.bottom)
    .map((other) => `${svg.id}: ${one.words} / ${other.words}`));
  // This browser sets letters at whole pixels, and so lines a little wider.
  const outside = boxes.filter(({ left, right }) => {
    const more = 1 + (right - left) / 50;
    return left < edges.left - more || right > edges.right + more;
  })
    .map((box) => `${svg.id}: ${box.words}`);
  return [...touching, ...outside, boxes.length ? "" : `${svg.id}: no words`].filter(Boolean);
})"""


def test_no_words_touch_others_or_stick_out_in_a_browser(browser):
    face = FACE.format(base64.b64encode(default_face().read_bytes()).decode())
    charts = [
        drawn(file, kind, 360.0).replace("<svg ", f'<svg id="{file.stem}-{kind}" ', 1)
        for file in FILES
        if file.stem != "one-endless-word"  # whole pixels add up over forty letters a
        for kind in ("column", "line")
    ]
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.set_content(f"<meta charset=utf-8><style>{face}</style>{'<br>'.join(charts)}")
    page.evaluate("document.fonts.load('15px Be Vietnam Pro').then(() => document.fonts.ready)")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator("svg").count() == len(charts) == 2 * (len(FILES) - 1)
    assert page.evaluate(FAULTS) == []
    page.close()
