"""Text that is set about its middle or before its end, as resvg has to be told of it.

In: the tree of a drawing for resvg. Out: the same, in which each line of such text begins where
browsers begin it: they reckon in the gaps between its letters, those after the last one too.
"""

import re
from collections.abc import Iterator

from bulletin.art.drawings.geometry.lengths import font_size_of, pixels
from bulletin.art.drawings.tree import Tree, said_around
from bulletin.art.drawings.vocabulary import NUMBER, SVG

_SHARES = {"middle": 0.5, "end": 1.0}
_GAP = re.compile(r"[\s,]+")


def anchor_as_browsers(tree: Tree) -> None:
    """Move the lines of all text."""
    for text in tree.iter(f"{{{SVG}}}text"):
        paths = text.findall(f".//{{{SVG}}}textPath")
        if len(paths) == 1 and "dx" not in text.attrib:
            _move_along(text, paths[0])
        elif not paths and not re.search("tb|vertical", said_around(text, "writing-mode")):
            for line in list(lines_of(text)):
                _move(line)


def lines_of(text: Tree) -> Iterator[list[Tree]]:
    """The elements of each line: all from one with a place of its own to the next."""
    line: list[Tree] = []
    for item in text.iter("*"):
        if line and "x" in item.attrib:
            yield line
            line = []
        line.append(item)
    yield line


def _move(line: list[Tree]) -> None:
    first = line[0]
    share = _SHARES.get(said_around(first, "text-anchor"))
    place = pixels(first.get("x", "0"))
    if share is None or place is None:
        return
    length = pixels(first.get("textLength", ""))
    if length is not None and first.get("lengthAdjust") != "spacingAndGlyphs" and len(line) == 1:
        first.set("x", f"{place - share * length:.6g}")
        first.set("text-anchor", "start")
        return
    own = [_length(one, first) for one in _GAP.split(first.get("dx", "0").strip())]
    inner = own[1:] + [
        _length(one, item) for item in line[1:] for one in _GAP.split(item.get("dx", "0").strip())
    ]
    gaps = sum(inner) + _length(said_around(first, "letter-spacing"), first)
    if gaps:
        moved = (own[0] - share * gaps, *own[1:])
        first.set("dx", " ".join(f"{one:.6g}" for one in moved))


def _move_along(text: Tree, path: Tree) -> None:
    share = _SHARES.get(said_around(path, "text-anchor"), 0.0)
    if gap := share * _length(said_around(path, "letter-spacing"), path):
        text.set("dx", f"{-gap:.6g}")


def _length(said: str, item: Tree) -> float:
    """A length in pixels; 0 for what is none."""
    if found := re.fullmatch(rf"({NUMBER})em", said):
        return float(found[1]) * font_size_of(item)
    return pixels(said) or 0.0


def fade_letters(tree: Tree) -> None:
    """Say of letters how far one sees through them: it knows that of whole texts only."""
    for item in tree.iter(f"{{{SVG}}}tspan", f"{{{SVG}}}textPath"):
        if (opacity := _share(item.attrib.pop("opacity", "1"))) == 1:
            continue
        for key in ("fill-opacity", "stroke-opacity"):
            around = said_around(item, key)
            item.set(key, f"{opacity * (1.0 if around == 'none' else _share(around)):.4g}")


def _share(said: object) -> float:
    found = re.fullmatch(rf"({NUMBER})(%)?", str(said))
    return min(max(float(found[1]) / (100 if found[2] else 1), 0.0), 1.0) if found else 1.0
