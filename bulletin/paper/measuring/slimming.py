"""What stuck out of its place, or has hardly any, set in another way: slim, and then slimmer.

In: the blocks that pages were too narrow for, and those that left much of a page empty. Out:
classes in drafts, for which the theme's sheets have rules. No rule has to reckon beforehand how
wide a place is that stands in a table in a note in a list on small paper: the pages tell.
"""

from collections.abc import Iterable, Mapping

from bulletin.paper.drafts import Draft, shrink
from bulletin.xhtml import Element
from bulletin.xhtml.elements import add_class

WAYS = ("slim", "slimmer")
"""Classes in the order in which they are tried; a block that has one has those before it, too.

What a slim block stands in is slim itself: it has less room beside its words.
"""

_SMALLER = 0.7
"""Pictures of a slim block become so much smaller, and so again of a slimmer one."""

Slim = Mapping[str, int]
"""How many of the ways each block is set in, by its id."""


def slimmer(slim: Slim, sticking: Iterable[str]) -> Slim:
    """The blocks set one way further that still stick out; the same if there is none left."""
    further = {name: min(slim.get(name, 0) + 1, len(WAYS)) for name in sticking if name}
    return {**slim, **further}


def slimmed(drafts: Iterable[Draft], slim: Slim) -> None:
    """Mark the elements of blocks, and of what they stand in."""
    for draft in drafts if slim else ():
        for made in [one for one in draft.frame.iter() if one.get("id") in slim]:
            ways = WAYS[: slim[made.get("id", "")]]
            add_class(made, " ".join(ways))
            shrink(made, _SMALLER ** len(ways))
            _mark_around(made, draft, "slim")


LOOSE = "loose"
"""The class of what may be broken at the foot of a page."""


def loosened(drafts: Iterable[Draft], loose: frozenset[str]) -> None:
    """Let blocks be broken, and what they stand in."""
    for draft in drafts if loose else ():
        for made in [one for one in draft.frame.iter() if one.get("id") in loose]:
            add_class(made, LOOSE)
            _mark_around(made, draft, LOOSE)


def _mark_around(made: Element, draft: Draft, name: str) -> None:
    for around in made.iterancestors():
        if around in {draft.body, draft.frame}:
            break
        if name not in around.get("class", "").split():
            add_class(around, name)
