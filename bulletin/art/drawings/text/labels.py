"""Labels of HTML in a drawing (`foreignObject`) as text of SVG, which all programs draw.

In: the element as Mermaid, draw.io and their like write it. Out: a group with the same words in
the same place, or None where it holds more than lines of text.
"""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from bulletin.art.charts.lettering import default_face, width_of
from bulletin.art.drawings.css.colours import StrangeError
from bulletin.art.drawings.css.styles import Styles
from bulletin.art.drawings.geometry.lengths import font_size_of, pixels
from bulletin.art.drawings.text.html_text import (
    MOVED,
    OUTSIDE,
    HtmlLine,
    HtmlRun,
    HtmlText,
    Said,
    wraps,
)
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import SVG, XML

_PLACE = {"x", "y", "width", "height", "class", "style", "requiredFeatures", "requiredExtensions"}
_BOX = {"width", "height", "overflow", "display", "text-align", "line-height", "white-space"}
_ENDS = {"center": 0.5, "-webkit-center": 0.5, "right": 1.0, "end": 1.0, "flex-end": 1.0}
"""Where words stand in their place: the share of the room that is before them."""
_ANCHORS = {0.0: "start", 0.5: "middle", 1.0: "end"}
_FLEX = {"flex", "inline-flex"}
_MIDDLE = 0.35
"""From the middle of a line down to where its letters stand, as a share of their size."""
_USUAL_LINE = 1.15
_NARROWER = 0.94
"""How wide Arial is, and faces like it, of the face that is measured."""
_MOST = 1.2
"""How much wider than its place a label is that a browser cuts off for certain."""
_GUESSES = (1.0, 1.04, 0.96, 1.1, 0.9, 1.2, 0.82)
"""Shares of a label's width, tried until it has the lines that there is room for."""


class Label(NamedTuple):
    """A label as text; `otherwise`: its lines may end elsewhere, or a browser would cut them off."""

    group: Tree
    otherwise: bool


class _Box(NamedTuple):
    left: float
    top: float
    width: float
    height: float


def as_text(source: Tree, parent: Tree, styles: Styles, custom: Said) -> Label | None:
    """A label of HTML as it is to stand in `parent`; None for more than lines of text."""
    html = HtmlText(styles, custom)
    around = html.said_of(source)
    flow = {key: value for key, value in around.items() if key in {"text-align", "line-height"}}
    items = [item for item in source if isinstance(item.tag, str)]
    group = _group(source, around)
    if html.is_bare(source) or 0.0 in map(pixels, _sizes(source, around)):
        return Label(group, otherwise=False)
    usual = pixels(around.get("font-size", "")) or font_size_of(parent)
    try:
        if len(items) != 1:
            return None
        html.read(items[0], flow)
        overflow = around.get("overflow", "")
        return _laid_out(html, _box_of(source, around), usual, overflow, group)
    except StrangeError:
        return None


def _group(source: Tree, around: Said) -> Tree:
    group = etree.Element(f"{{{SVG}}}g")
    for key, value in source.attrib.items():
        if key not in _PLACE:
            group.set(key, value)
    group.set("style", ";".join(f"{k}:{v}" for k, v in around.items() if k not in _BOX))
    return group


def _box_of(source: Tree, around: Said) -> _Box:
    sides = (pixels(source.get(key, "0")) or 0.0 for key in ("x", "y"))
    return _Box(*sides, *(pixels(size) or 0.0 for size in _sizes(source, around)))


def _sizes(source: Tree, around: Said) -> tuple[str, str]:
    width, height = (around.get(key, source.get(key, "0")) for key in ("width", "height"))
    return width, height


def _laid_out(html: HtmlText, whole: _Box, usual: float, overflow: str, group: Tree) -> Label:
    box, across, down = _inner(html.box, whole)
    lines = list(html.lines)
    long = [line for line in lines if wraps(line) and " " in line.text]
    if long and box.width:
        most = round(whole.height / _height(lines[0], usual)) if _is_fitted(html.box) else 0
        lines = _broken(lines, box.width, usual, most)
    heights = [_height(line, usual) for line in lines]
    top = box.top + (box.height - sum(heights)) * down
    _ground(group, html.grounds, whole)
    widest = max((_width(line.runs, usual) for line in lines), default=0.0)
    aside = False
    for line, height in zip(lines, heights, strict=True):
        block, share = _shares(line, across)
        if block == share or len(lines) == 1:
            share, left = block, box.left + box.width * block
        else:
            left, aside = box.left + (box.width - widest) * block + widest * share, True
        place = (left, top + height / 2)
        colour, close = line.ground
        wide = _width(line.runs, usual) if close else box.width
        _ground(group, [colour], _Box(place[0] - wide * share, top, wide, height))
        if line.runs:
            group.append(_text(line, place, share, usual))
        top += height
    cut = "visible" not in overflow and widest > box.width * _MOST
    return Label(group, otherwise=cut or aside or len(lines) != len(html.lines))


def _shares(line: HtmlLine, across: float | None) -> tuple[float, float]:
    """Which share of the room is before the block of a line, and before the line in its block."""
    own = line.flow.get("text-align", "")
    outside = _ENDS.get(line.flow.get(OUTSIDE, own), 0.0)
    block = outside if across is None else across
    return block, _ENDS.get(own, 0.0) if own else block


def _inner(said: Said, whole: _Box) -> tuple[_Box, float | None, float]:
    """Where the lines stand, and which share of the room is before and above them."""

    def length(key: str) -> float:
        found = pixels(said.get(key, "0"))
        if found is None:
            raise StrangeError(key)
        return found

    before = {key: length(key) for key in MOVED}
    left = whole.left + before["margin-left"] + before["padding-left"]
    top = whole.top + before["margin-top"] + before["padding-top"]
    width = pixels(said.get("width", "")) or whole.width
    height = pixels(said.get("height", "")) or whole.height
    box = _Box(left, top, width, height)
    if said.get("display") not in _FLEX:
        middle = said.get("display") == "table-cell" and said.get("vertical-align") == "middle"
        return box, None, 0.5 if middle and "height" in said else 0.0
    across, down = (said.get(key, "").removeprefix("unsafe ") for key in _AXES)
    if said.get("flex-direction") == "column":
        across, down = down, across
    share = _ENDS.get(across)
    below = _ENDS.get(down, 0.0) if {"height", "min-height"} & set(said) else 0.0
    return box, share if share and "text-align" not in said else None, below


_AXES = ("justify-content", "align-items")


def _is_fitted(said: Said) -> bool:
    """Whether the label's place was made as high as its lines."""
    return said.get("display", "").startswith("table")


def _size(line: HtmlLine, usual: float) -> float:
    sizes = (pixels(dict(run.looks).get("font-size", "")) or usual for run in line.runs)
    return max(sizes, default=usual)


def _height(line: HtmlLine, usual: float) -> float:
    said, size = line.flow.get("line-height", "normal"), _size(line, usual)
    if said.replace(".", "", 1).isdecimal():
        return float(said) * size
    if said.endswith("%"):
        return float(said[:-1]) / 100 * size
    return pixels(said) or _USUAL_LINE * size


def _ground(group: Tree, colours: Sequence[str], box: _Box) -> None:
    for colour in filter(None, colours):
        rect = etree.SubElement(group, f"{{{SVG}}}rect")
        for key, value in zip(("x", "y", "width", "height"), box, strict=True):
            rect.set(key, f"{value:.6g}")
        rect.set("style", f"fill:{colour};stroke:none")


def _text(line: HtmlLine, place: tuple[float, float], share: float, usual: float) -> Tree:
    text = etree.Element(f"{{{SVG}}}text", {f"{{{XML}}}space": "preserve"})
    text.set("x", f"{place[0]:.6g}")
    text.set("y", f"{math.floor(place[1] + _MIDDLE * _size(line, usual))}")
    text.set("style", f"stroke:none;fill:currentColor;text-anchor:{_ANCHORS[share]}")
    for run in line.runs:
        span = etree.SubElement(text, f"{{{SVG}}}tspan")
        looks = [*run.looks, ("fill", dict(run.looks).get("color", "currentColor"))]
        span.set("style", ";".join(f"{key}:{value}" for key, value in looks))
        span.text = run.text
    return text


# -- lines that are broken where their place ends ---------------------------------------------


def _broken(lines: Sequence[HtmlLine], width: float, usual: float, most: int) -> list[HtmlLine]:
    """All lines, none wider than a place; `most`: how many there is room for, 0 if that is open."""
    made: list[list[HtmlLine]] = []
    for share in _GUESSES:
        made.append([one for line in lines for one in _parts(line, width * share, usual)])
        if not most or len(made[-1]) == most:
            return made[-1]
    return made[0]


def _parts(line: HtmlLine, width: float, usual: float) -> Iterator[HtmlLine]:
    if not wraps(line):
        yield line
        return
    runs: list[HtmlRun] = []
    so_far = 0.0
    for word in _words(line.runs):
        if runs and so_far + _width(_trimmed(word), usual) > width:
            yield HtmlLine(line.flow, line.ground, _trimmed(runs))
            runs, so_far = [], 0.0
        runs += word
        so_far += _width(word, usual)
    yield HtmlLine(line.flow, line.ground, _trimmed(runs))


def _words(runs: Sequence[HtmlRun]) -> Iterator[list[HtmlRun]]:
    """The words of a line, each with the space after it; one may be of several looks."""
    word: list[HtmlRun] = []
    for run in runs:
        parts = run.text.split(" ")
        for number, part in enumerate(parts):
            ends = number < len(parts) - 1
            word.append(HtmlRun(f"{part} " if ends else part, run.looks))
            if ends:
                yield word
                word = []
    yield word


def _trimmed(runs: Sequence[HtmlRun]) -> list[HtmlRun]:
    return [*runs[:-1], runs[-1]._replace(text=runs[-1].text.rstrip(" "))] if runs else []


def _width(runs: Sequence[HtmlRun], usual: float) -> float:
    return _NARROWER * sum(
        width_of(run.text, _face(), pixels(dict(run.looks).get("font-size", "")) or usual)
        for run in runs
    )


@lru_cache(maxsize=1)
def _face() -> Path:
    """The face by which lines are measured; its package is slow to find it."""
    return default_face()
