"""What in a drawing points to what: ids once each, no pointer into the void, no endless growth.

In: a cleaned tree, which is changed. Out: how many elements it draws once each `use`, pattern
and marker is counted as often as it is drawn.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from bulletin.art.drawings.cleaning.inheriting import take_over
from bulletin.art.drawings.css.values import as_id
from bulletin.art.drawings.geometry.lengthwise import measure_along
from bulletin.art.drawings.tree import HREF, URL, Tree, local
from bulletin.art.drawings.vocabulary import GRADIENTS, MARKERS, SHAPES, SVG, TEXTS

MAX_DRAWN = 200_000
"""Shapes that a phone draws within a second or two."""

_INSTEAD_OF_PAINT = re.compile(rf"{URL.pattern}\s*(.*)")
_PAINT = GRADIENTS | {"pattern"}
_TARGETS = {
    "fill": _PAINT,
    "stroke": _PAINT,
    "clip-path": {"clipPath"},
    "mask": {"mask"},
    "filter": {"filter"},
    **{key: {"marker"} for key in MARKERS},
}
"""What an attribute may point to."""
_HREFS = {
    **dict.fromkeys(GRADIENTS, GRADIENTS),
    "pattern": {"pattern"},
    "textPath": SHAPES,
}
"""What a reference of an element may point to, where not everything is right."""


@dataclass(frozen=True)
class _Pointer:
    """One pointer of an element: its attribute, and the id that it names."""

    item: Tree
    key: str
    name: str

    def lead_to(self, name: str) -> None:
        """Name another id."""
        said = self.item.get(self.key, "")
        self.item.set(self.key, said.replace(f"#{self.name}", f"#{name}", 1))

    def drop(self) -> None:
        """Do as browsers do where nothing is found."""
        if self.key != HREF:
            instead = _INSTEAD_OF_PAINT.match(self.item.get(self.key, ""))
            if self.key in {"fill", "stroke"}:
                self.item.set(self.key, (instead and instead[2]) or "none")
            elif rest := self.item.get(self.key, "").replace(f"url(#{self.name})", "").strip():
                self.item.set(self.key, rest)  # the other steps of a filter
            else:
                self.item.attrib.pop(self.key, "")
        elif local(self.item) in _HREFS and local(self.item) != "textPath":
            self.item.attrib.pop(HREF, "")
        else:
            _emptied(self.item)


_INSTEAD = {"textPath": "tspan", "feImage": "feFlood"}


def _emptied(item: Tree) -> None:
    """Leave nothing to be seen of an element, but its id, to which others may point."""
    kept = {key: item.get(key, "") for key in ("id", "result") if key in item.attrib}
    tail, instead = item.tail, _INSTEAD.get(local(item), "g")
    item.clear()
    item.tag, item.tail = f"{{{SVG}}}{instead}", tail
    for key, value in kept.items():
        item.set(key, value)
    if instead == "feFlood":
        item.set("flood-opacity", "0")


def settle(tree: Tree) -> int:
    """Leave each id once, drop pointers to nothing and in circles, and count what is drawn."""
    ids = _ids(tree)
    for pointer in _pointers(tree):
        if pointer.name not in ids and (name := as_id(unquote(pointer.name))) in ids:
            pointer.lead_to(name)
    while lost := [pointer for pointer in _pointers(tree) if not _found(pointer, ids)]:
        for pointer in lost:
            pointer.drop()
        ids = _ids(tree)
    _name_as_xml(tree, ids)
    _Graph(tree, _ids(tree)).cut_circles()
    take_over(tree, _ids(tree))
    measure_along(tree, _ids(tree))
    return _Graph(tree, _ids(tree)).drawn()


def _ids(tree: Tree) -> dict[str, Tree]:
    """Elements by id; the second of one name loses it, as browsers find the first."""
    found: dict[str, Tree] = {}
    for item in tree.iter("*"):
        name = item.get("id")
        if name is None:
            continue
        if name in found or not name:
            del item.attrib["id"]
        else:
            found[name] = item
    return found


def _name_as_xml(tree: Tree, ids: dict[str, Tree]) -> None:
    """Give other names to ids that are none in XML: some programs begin them with a digit."""
    taken = set(ids)
    renamed: dict[str, str] = {}
    for name, item in ids.items():
        if re.fullmatch(r"[^\W\d][\w.-]*", name):
            continue
        made = "x" + re.sub(r"[^\w.-]", "-", name)
        while made in taken:
            made += "x"
        taken.add(made)
        renamed[name] = made
        item.set("id", made)
    for pointer in list(_pointers(tree)) if renamed else ():
        if made := renamed.get(pointer.name, ""):
            pointer.lead_to(made)


def _pointers(tree: Tree) -> Iterator[_Pointer]:
    for item in tree.iter("*"):
        href = item.get(HREF, "")
        if href.startswith("#"):
            yield _Pointer(item, HREF, href[1:])
        for key in _TARGETS:
            for name in URL.findall(item.get(key, "")):  # a filter may have several steps
                yield _Pointer(item, key, name)


def _found(pointer: _Pointer, ids: dict[str, Tree]) -> bool:
    """Whether what a pointer names is there, and of the right kind."""
    target = ids.get(pointer.name)
    if target is None:
        return False
    wanted = _TARGETS.get(pointer.key)
    if pointer.key == HREF:
        if local(pointer.item) == "image":
            return False
        wanted = _HREFS.get(local(pointer.item))
    return wanted is None or local(target) in wanted


MAX_WORK = 400_000
"""Elements looked at to count what is drawn."""

_Edges = dict[str, list[_Pointer]]
"""Pointers out of an element, by the id that they name."""


class _Graph:
    """Which referenced element needs which others, and how often."""

    def __init__(self, tree: Tree, ids: dict[str, Tree]) -> None:
        self._work = 0
        self._own: dict[str, int] = {}
        self._all = self._from("", tree)
        self._edges = {name: self._from(name, ids[name]) for name in sorted(self._all)}

    def _from(self, name: str, item: Tree) -> _Edges:
        found: _Edges = {}
        self._own[name] = sum(map(_own_weight, item.iter("*")))
        self._work += sum(1 for _ in item.iter("*"))
        if self._work <= MAX_WORK:
            for pointer in _pointers(item):
                found.setdefault(pointer.name, []).append(pointer)
        return found

    def cut_circles(self) -> None:
        """Drop each pointer that leads back to what it is needed for."""
        done: set[str] = set()
        for first in self._edges:
            if first in done:
                continue
            path = {first: iter(sorted(self._edges[first]))}
            while path:
                name, rest = next(reversed(path.items()))
                target = next(rest, None)
                if target is None:
                    done.add(name)
                    del path[name]
                elif target in path:
                    for pointer in self._edges[name].pop(target):
                        pointer.drop()
                elif target not in done:
                    path[target] = iter(sorted(self._edges[target]))

    def drawn(self) -> int:
        """How many elements are drawn, as far as that is bearable."""
        if self._work > MAX_WORK:
            return MAX_DRAWN + 1
        known: dict[str, int] = {}
        for first in self._edges:
            waiting = [first]
            while waiting:
                name = waiting[-1]
                needed = [n for n in self._edges[name] if n not in known]
                waiting += needed
                if not needed:
                    known[name] = self._weight(name, self._edges[name], known)
                    waiting.pop()
        return self._weight("", self._all, known)

    def _weight(self, name: str, edges: _Edges, known: dict[str, int]) -> int:
        weight = self._own[name]
        for target, pointers in edges.items():
            weight += known[target] * sum(map(_times, pointers))
        return min(MAX_DRAWN + 1, weight)


_PART = 100
"""Characters of a path that take as long to draw as a shape."""
_LETTER = 8
"""Shapes that take as long to draw as a letter."""


def _own_weight(item: Tree) -> int:
    """How many shapes take as long to draw as an element does, what is in it aside."""
    letters = len(item.text or "") if local(item) in TEXTS else 0
    outline = item.get("d") or item.get("points") or ""
    return 1 + len(outline) // _PART + letters * _LETTER


def _times(pointer: _Pointer) -> int:
    if pointer.key in MARKERS:
        return sum(
            1 + len(shape.get("d") or shape.get("points") or "") // 8
            for shape in pointer.item.iter(*(f"{{{SVG}}}{name}" for name in SHAPES))
        )
    if pointer.key in {"fill", "stroke"}:
        return sum(1 for _ in pointer.item.iter("*"))
    return 1
