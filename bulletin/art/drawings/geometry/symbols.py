"""Symbols that say themselves where they stand and how large they are (SVG 2, 5.5).

In: a cleaned tree whose pointers lead somewhere. Out: the same, in which each `use` says that of its
symbol: of all programs, only browsers ask the symbol.
"""

from bulletin.art.drawings.geometry.lengths import pixels
from bulletin.art.drawings.tree import HREF, Tree
from bulletin.art.drawings.vocabulary import SVG

_PLACE = ("x", "y")
_SIZE = ("width", "height")


def place_symbols(tree: Tree) -> None:
    """Move what symbols say of their place to those that draw them."""
    symbols = {item.get("id"): item for item in tree.iter(f"{{{SVG}}}symbol")}
    for use in tree.iter(f"{{{SVG}}}use") if symbols else ():
        symbol = symbols.get(use.get(HREF, "").removeprefix("#"))
        if symbol is not None:
            _place(use, symbol)
    for symbol in symbols.values():
        for key in (*_PLACE, *_SIZE, "transform"):
            symbol.attrib.pop(key, "")


def _place(use: Tree, symbol: Tree) -> None:
    for key in _SIZE:
        if said := symbol.get(key):
            use.set(key, use.get(key, said))
    own = [pixels(use.get(key, "0")) or 0.0 for key in _PLACE]
    inner = [pixels(symbol.get(key, "0")) or 0.0 for key in _PLACE]
    if turn := symbol.get("transform"):
        moved = f"{use.get('transform', '')} translate({own[0]:.6g} {own[1]:.6g}) {turn}"
        use.set("transform", moved.strip())
        own = [0.0, 0.0]
    elif not any(inner):
        return
    for key, there, within in zip(_PLACE, own, inner, strict=True):
        use.set(key, f"{there + within:.6g}")
