"""Charts of tests: their words, and what stands where in them."""

from __future__ import annotations

import re

import yaml
from lxml import etree

from bulletin.art.charts.lettering import default_face, width_of
from bulletin.theming.theme import DEFAULT, Strings, templates_root

SVG = "{http://www.w3.org/2000/svg}"


def strings(language="vi"):
    file = templates_root() / DEFAULT / "strings" / language / "content.yaml"
    return Strings(language, yaml.safe_load(file.read_text(encoding="utf-8")))


VI = strings()


def boxes(svg):
    """The place of each line of words: left, top, right, bottom, text."""
    root = etree.fromstring(svg)
    face = default_face()
    for item in root.iter(f"{SVG}text"):
        x, y = offset(item)
        size = float(item.get("font-size", "15"))
        for number, line in enumerate(list(item.iter(f"{SVG}tspan")) or [item]):
            text = line.text or ""
            wide = width_of(text, face, size)
            share = {"middle": 0.5, "end": 1}.get(item.get("text-anchor"), 0)
            left, base = x - wide * share, y + 19 * number
            if text:
                yield left, base - size * 0.72, left + wide, base + size * 0.05, text


def offset(item):
    x, y = float(item.get("x", 0)), float(item.get("y", 0))
    while item is not None:
        for dx, dy in re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", item.get("transform", "")):
            x, y = x + float(dx), y + float(dy)
        item = item.getparent()
    return x, y
