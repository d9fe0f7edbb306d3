"""Programs in a drawing: left out, as browsers leave them out of pictures.

In: what is left of a drawing, and where its programs stood. Out: findings: a warning where it still
shows something, which a program could only have changed; else that it is none without them.
"""

import re
from collections.abc import Iterable

from bulletin import codes
from bulletin.art.drawings.faults import Report
from bulletin.art.drawings.markup import PLAIN
from bulletin.art.drawings.tree import Tree, said_around
from bulletin.art.drawings.vocabulary import SHAPES, SVG
from bulletin.messages import tr

Program = tuple[str, Tree]
"""An attribute or an element that runs something, and the element where it stood."""

_PROGRAM = re.compile(r"(?:java|vb|live)script:|data:", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
"""What browsers leave out of an address before they read it (WHATWG URL, basic parser)."""
_WITHOUT = tr(
    "look at it: it is shown without, and does nothing when somebody points at it or clicks"
)
_SEEN = tuple(f"{{{SVG}}}{name}" for name in SHAPES | {"text", "image", "use"})
_ASIDE = {
    f"{{{SVG}}}{name}" for name in ("defs", "symbol", "clipPath", "mask", "marker", "pattern")
}


def runs_program(address: str) -> bool:
    """Whether an address, or one of a list of them, is a program."""
    bare = _CONTROLS.sub("", address)
    return any(_PROGRAM.match(part) for part in bare.split(";"))


def tell(programs: Iterable[Program], tree: Tree, report: Report) -> None:
    """Report the programs that a cleaned drawing was without."""
    shown = shows_something(tree)
    for name, at in programs:
        if shown:
            message = tr("holds a program ({name})", name=name)
            report.add(codes.LEFT_OUT_OF_DRAWING, message, _WITHOUT, at)
        else:
            message = tr("shows nothing without its program ({name})", name=name)
            report.add(codes.UNSAFE_SVG, message, PLAIN, at)


def shows_something(tree: Tree) -> bool:
    """Whether anything of a drawing is there to be seen without a program."""
    return any(_is_seen(item) for item in tree.iter(*_SEEN))


def _is_seen(item: Tree) -> bool:
    around = (item, *item.iterancestors())
    if any(one.tag in _ASIDE or one.get("display") == "none" for one in around):
        return False
    return said_around(item, "visibility") not in {"hidden", "collapse"}
