"""Addresses of other files in a drawing, and which of them mean a part of the drawing itself.

In: an address. Out: what to do about it, in words. A browser's copy of a page writes the whole
address of the page in front of each `#id`.
"""

from collections.abc import Iterable

from bulletin.art.drawings.markup import PLAIN
from bulletin.art.drawings.tree import Tree
from bulletin.messages import tr


def hint_for(address: str, items: Iterable[Tree]) -> str:
    """What to do about an address, of a drawing with these elements."""
    _, mark, place = address.partition("#")
    if mark and any(item.get("id") == place for item in items):
        return tr(
            'write "#{place}" without the address of a page in front: it is in this drawing',
            place=place,
        )
    return PLAIN
