"""Rules of style sheets by their layer (CSS Cascade 5, 6.4.2).

In: compiled selectors with what they declare, each in a layer. Out: matchers, in the order in which
one overrules the other.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import cssselect2

Layer = tuple[str, ...]
"""The names of a layer, from the outermost on; () for what stands in none."""
OUTSIDE: Layer = ()
_LAST = (1 << 30,)
"""Behind all layers in a layer: what stands in it and in no other."""


class _Pair(NamedTuple):
    normal: cssselect2.Matcher
    important: cssselect2.Matcher


class Layers:
    """The rules of a drawing; a layer stands where it was named first."""

    def __init__(self) -> None:
        self._order: dict[Layer, int] = {}
        self._pairs: dict[Layer, _Pair] = {}

    def name(self, layer: Layer) -> None:
        """Take note of a layer, and of those around it."""
        for length in range(1, len(layer) + 1):
            self._order.setdefault(layer[:length], len(self._order))

    def nameless(self, around: Layer) -> Layer:
        """A layer that nothing else can be put into."""
        made = (*around, f" {len(self._order)}")
        self.name(made)
        return made

    def add(self, layer: Layer, selector: Any, normal: object, important: object) -> None:
        """Add a rule: a selector, and its normal and important declarations."""
        self.name(layer)
        pair = self._pairs.setdefault(layer, _Pair(cssselect2.Matcher(), cssselect2.Matcher()))
        pair.normal.add_selector(selector, normal)
        pair.important.add_selector(selector, important)

    @property
    def normal(self) -> Sequence[cssselect2.Matcher]:
        """Matchers of normal declarations, of which the last overrules the others."""
        return [self._pairs[layer].normal for layer in self._sorted()]

    @property
    def important(self) -> Sequence[cssselect2.Matcher]:
        """The same of those with `!important`, of which earlier layers overrule later ones."""
        return [self._pairs[layer].important for layer in reversed(self._sorted())]

    def _sorted(self) -> Sequence[Layer]:
        return sorted(self._pairs, key=self._place)

    def _place(self, layer: Layer) -> tuple[int, ...]:
        lengths = range(1, len(layer) + 1)
        return (*(self._order[layer[:length]] for length in lengths), *_LAST)


def named_in(prelude: str) -> Sequence[Layer]:
    """The layers that a list of names has (`base, theme.dark`)."""
    names = [name.strip() for name in prelude.split(",")]
    return [tuple(name.split(".")) for name in names if name]
