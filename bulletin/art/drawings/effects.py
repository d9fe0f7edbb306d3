"""How much of a drawing goes through filters and layers, which take nearly all of its time.

In: a cleaned tree whose pointers lead somewhere and never back. Out: square pixels, each counted
as often as an effect reckons it anew. A shape's place is estimated from its numbers, never less
than it is but for parts of it that no `viewBox` shows.
"""

import re

from bulletin.art.drawings.geometry.strokes import scale_of
from bulletin.art.drawings.tree import HREF, URL, Tree, local
from bulletin.art.drawings.vocabulary import EFFECTS, NUMBER, SVG
from bulletin.formats.element_text import text_within

MOST = 7_000_000
"""Square pixels of effects that are drawn within ten seconds on an old computer."""

_SLOW = re.compile(
    r"fe(GaussianBlur|DropShadow|Turbulence|DiffuseLighting|SpecularLighting|Morphology"
    r"|ConvolveMatrix)|blur\(|drop-shadow\("
)
_QUICK = 0.1
"""What other effects, and a layer of its own, take of the time of a blur."""
_AROUND = 2.0
"""How much larger than a shape the place is that a filter reckons."""
_DEEPEST = 200
"""Elements in elements, those drawn again among them: twice what a drawing may have without."""
_LETTER = 400.0
"""The square of a letter of usual size."""
_MOST = {"numOctaves": 8, "order": 12, "radius": 200, "stdDeviation": 2000, "scale": 10000}
"""The largest numbers of filters: more take minutes and show nothing more."""
_REGION = {"x", "y", "width", "height"}
_TIMES = 20
"""How many times larger than what it is of the region of a filter may be: all of it is reckoned."""


def most_of(source: Tree, name: str, key: str, value: str) -> float | None:
    """The largest number that an attribute of an element may have; None for any."""
    if name == "filter" and key in _REGION:
        shared = source.get("filterUnits") != "userSpaceOnUse"
        return 100 * _TIMES if "%" in value else _TIMES if shared else None
    return _MOST.get(key) if name in EFFECTS else None


def area_of(tree: Tree, width: float, height: float) -> float:
    """The square pixels of all effects of a drawing of this size."""
    return _Effects(tree, width * height).of(tree, 1.0)[1]


class _Effects:
    """Adds up effects; `whole` is the area of the drawing, of which no effect sees more."""

    def __init__(self, tree: Tree, whole: float) -> None:
        self._ids = {item.get("id"): item for item in tree.iter("*") if item.get("id")}
        self._known: dict[Tree, tuple[float, float]] = {}
        self._whole = whole
        self._depth = 0

    def of(self, item: Tree, scale: float) -> tuple[float, float]:
        """The area that an element takes, and that of all effects in it."""
        if self._depth > _DEEPEST:
            return self._whole, 2.0 * MOST
        self._depth += 1
        found = self._of(item, scale)
        self._depth -= 1
        return found

    def _of(self, item: Tree, scale: float) -> tuple[float, float]:
        here = scale_of(item.get("transform", ""))
        scale *= here if here > 0 else 1.0
        area, effects = _own(item) * scale * scale, 0.0
        for child in item:
            more = self.of(child, scale)
            area, effects = area + more[0], effects + more[1]
        target = self._ids.get(item.get(HREF, "").removeprefix("#"))
        if target is not None and item.tag == f"{{{SVG}}}use":
            again = self._used(target)
            area, effects = area + again[0] * scale * scale, effects + again[1] * max(scale, 1.0)
        area = min(area, self._whole)
        return area, effects + self._weight(item) * min(area * _AROUND, self._whole)

    def _used(self, target: Tree) -> tuple[float, float]:
        """The same of what is drawn again."""
        if target not in self._known:
            self._known[target] = self.of(target, 1.0)
        return self._known[target]

    def _weight(self, item: Tree) -> float:
        """How often the area of an element is reckoned for its own effects, in blurs."""
        said = item.get("filter", "none")
        layers = sum(
            (
                item.get("mask", "none") != "none",
                item.get("clip-path", "none") != "none",
                item.get("opacity", "1") != "1",
                "blend" in item.get("style", ""),
                item.get("fill", "").startswith("url(#"),
            )
        )
        steps = [part for part in re.findall(r"[\w-]+\(", said) if part != "url("]
        for name in URL.findall(said):
            target = self._ids.get(name)
            steps += [str(one.tag) for one in target.iter("*")][1:] if target is not None else []
        return _QUICK * layers + sum(1.0 if _SLOW.search(step) else _QUICK for step in steps)


def _own(item: Tree) -> float:
    """The area of a shape in its own units: the square that holds all of its numbers."""
    name = local(item)
    if name in {"rect", "image"}:
        return _first(item, "width") * _first(item, "height")
    if name in {"circle", "ellipse"}:
        across = _first(item, "r") or _first(item, "rx")
        return 4.0 * across * (_first(item, "r") or _first(item, "ry"))
    said = item.get("d") or item.get("points") or ""
    if name == "text":
        return _LETTER * len(text_within(item))
    if not said:
        return 0.0
    numbers = [float(number) for number in re.findall(NUMBER, said)] or [0.0]
    if re.search(r"[a-df-y]", said):  # ways from where the pen stands; e is a number's, z closes
        return (sum(map(abs, numbers)) / 2.0) ** 2
    return float((max(numbers) - min(numbers)) ** 2)


def _first(item: Tree, key: str) -> float:
    found = re.match(NUMBER, item.get(key, ""))
    return abs(float(found[0])) if found else 0.0
