"""Shapes of CSS that cut off what is around them (CSS Shapes 1, 4; CSS Masking 1, 5.1).

In: an element as it is made, its source, and what `clip-path` says. Out: a `<clipPath>` that cuts off the
same, or None where only a browser can know what.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence

import tinycss2
from lxml import etree

from bulletin.art.drawings.css.arguments import Token, meant, parted
from bulletin.art.drawings.css.values import path
from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.geometry.origins import across_and_down, around, bounds_of, length_on
from bulletin.art.drawings.tree import Tree, local, said_around, said_inside
from bulletin.art.drawings.vocabulary import SHAPES, SVG

_EVEN = {"rect", "image", "circle", "ellipse"}
"""Shapes whose line goes as far out on all sides."""
_LINED = re.compile(r"stroke|^class ", re.MULTILINE)
"""What may give a line to parts of a group."""
_Box = tuple[float, float, float, float]
"""Left, top, width and height."""
_UNIT: _Box = (0.0, 0.0, 1.0, 1.0)
"""The box of what is larger than one shape, in shares of itself."""


class _UnknownError(Exception):
    """A value that cannot be reckoned."""


def clip_of(item: Tree, source: Tree, said: str) -> Tree | None:
    """The clip path that stands for a shape of CSS."""
    tokens = meant(tinycss2.parse_component_value_list(said))
    shapes = [token for token in tokens if token.type == "function"]
    words = [token.lower_value for token in tokens if token.type == "ident"]
    if len(shapes) != 1 or len(words) > 1 or len(tokens) != len(words) + 1:
        return None
    draw = _SHAPES.get(shapes[0].lower_name)
    clip = etree.Element(f"{{{SVG}}}clipPath")
    try:
        box = _box(item, words[0] if words else "border-box")
        if draw is None or box is None or (box is _UNIT and not _is_plain(source)):
            return None
        clip.append(draw(box, shapes[0]))
    except _UnknownError:
        return None
    if box is _UNIT:
        clip.set("clipPathUnits", "objectBoundingBox")
    return clip


def _box(item: Tree, word: str) -> _Box | None:
    """The box that a shape is measured in; a line counts, unless it is said not to."""
    if item.getparent() is None or word not in {"border-box", "stroke-box", "fill-box", "view-box"}:
        return None
    bounds = around(item) if word == "view-box" else bounds_of(item)
    own = word in {"fill-box", "view-box"}
    lined = not own and said_around(item, "stroke") != "none" and local(item) != "image"
    if bounds is None:
        return _UNIT if local(item) == "g" and not lined else None
    left, top, right, bottom = bounds
    if not lined:
        return left, top, right - left, bottom - top
    width = said_around(item, "stroke-width")
    line = 1.0 if width == "none" else pixels(width)
    if line is None or local(item) not in _EVEN:
        return None
    return left - line / 2, top - line / 2, right - left + line, bottom - top + line


def _is_plain(group: Tree) -> bool:
    """Whether all in a group has bounds that every program reckons alike."""
    parts = group.iterdescendants(etree.Element)
    named = all(local(part) in SHAPES | {"g", "title", "desc"} for part in parts)
    return named and not _LINED.search(said_inside(group))


def _reckoned(said: str, side: float, box: _Box) -> float:
    """A length, or a share of a side of a box; of one in shares of itself no length is known but 0."""
    length = length_on(said, side)
    if length is None or (length and box is _UNIT and not said.endswith("%")):
        raise _UnknownError
    return length


def _words(tokens: Sequence[Token]) -> list[str]:
    return [str(token.serialize()).lower() for token in tokens]


def _until(words: list[str], word: str) -> tuple[list[str], list[str]]:
    at = words.index(word) if word in words else len(words)
    return words[:at], words[at + 1 :]


def _middle(words: list[str], box: _Box) -> tuple[float, float]:
    place = across_and_down(words or ["center"])
    if place is None:
        raise _UnknownError
    left, top, width, height = box
    return left + _reckoned(place[0], width, box), top + _reckoned(place[1], height, box)


def _round(box: _Box, function: Token) -> Tree:
    """`circle()` and `ellipse()`."""
    sizes, middle = _until(_words(meant(function.arguments)), "at")
    cx, cy = _middle(middle, box)
    left, top, width, height = box
    near, far = (cx - left, cy - top), (left + width - cx, top + height - cy)
    if function.lower_name == "circle":
        if box is _UNIT or len(sizes) > 1:
            raise _UnknownError
        size = sizes[0] if sizes else "closest-side"
        across = math.hypot(width, height) / math.sqrt(2)
        rx = ry = _radius(size, (*near, *far), across, box)
    else:
        sizes = sizes or ["closest-side"] * 2
        if len(sizes) != 2:  # noqa: PLR2004, across and down
            raise _UnknownError
        rx = _radius(sizes[0], (near[0], far[0]), width, box)
        ry = _radius(sizes[1], (near[1], far[1]), height, box)
    return _made("ellipse", cx=cx, cy=cy, rx=rx, ry=ry)


def _radius(said: str, sides: Sequence[float], side: float, box: _Box) -> float:
    """A radius in a length, a share of a side, or as far as the nearest or farthest of `sides`."""
    if nearest_or_farthest := {"closest-side": min, "farthest-side": max}.get(said):
        return nearest_or_farthest(map(abs, sides))
    return _reckoned(said, side, box)


def _polygon(box: _Box, function: Token) -> Tree:
    parts = [_words(part) for part in parted(function.arguments)]
    rule = parts.pop(0) if parts[0] in (["evenodd"], ["nonzero"]) else ["nonzero"]
    points = [_point(part, box) for part in parts]
    made = etree.Element(f"{{{SVG}}}path", d=f"M{' '.join(points)}z")
    made.set("clip-rule", rule[0])
    return made


def _point(words: list[str], box: _Box) -> str:
    if len(words) != 2:  # noqa: PLR2004, across and down
        raise _UnknownError
    left, top, width, height = box
    x, y = _reckoned(words[0], width, box), _reckoned(words[1], height, box)
    return f"{left + x:.6g},{top + y:.6g}"


def _inset(box: _Box, function: Token) -> Tree:
    sides, corners = _until(_words(meant(function.arguments)), "round")
    left, top, width, height = box
    if not 1 <= len(sides) <= 4 or len(corners) > 1 or (corners and box is _UNIT):  # noqa: PLR2004, sides
        raise _UnknownError
    while len(sides) < 4:  # noqa: PLR2004, sides
        sides.append(sides[max(0, len(sides) - 2)])
    above, right, below, before = (
        _reckoned(side, height if at % 2 == 0 else width, box) for at, side in enumerate(sides)
    )
    inner = max(0.0, width - right - before), max(0.0, height - above - below)
    made = _made("rect", x=left + before, y=top + above, width=inner[0], height=inner[1])
    for key, side in zip(("rx", "ry"), (width, height) if corners else (), strict=False):
        made.set(key, f"{_reckoned(corners[0], side, box):.6g}")
    return made


def _outline(box: _Box, function: Token) -> Tree:
    """`path()`, whose numbers begin at the box's corner."""
    tokens = meant(function.arguments)
    outline = path(str(tokens[-1].value)) if tokens and tokens[-1].type == "string" else None
    if box is _UNIT or outline is None:
        raise _UnknownError
    made = etree.Element(f"{{{SVG}}}path", d=outline, transform=f"translate({box[0]:g} {box[1]:g})")
    made.set("clip-rule", "evenodd" if _words(tokens[:1]) == ["evenodd"] else "nonzero")
    return made


def _made(name: str, **sides: float) -> Tree:
    return etree.Element(f"{{{SVG}}}{name}", {key: f"{side:.6g}" for key, side in sides.items()})


_SHAPES: Mapping[str, Callable[[_Box, Token], Tree]] = {
    "circle": _round,
    "ellipse": _round,
    "polygon": _polygon,
    "inset": _inset,
    "path": _outline,
}
