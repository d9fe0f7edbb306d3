"""What styles say of a part that is drawn again (`use`), where nothing stands around it (SVG 2, 5.6).

In: a drawing's tree and its styles. Out: the `use` whose parts look otherwise where they are drawn
again than where they stand: rules for what stands around a part do not reach its copies, and browsers
have these take variables from around the `use`, of which what is published has none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml import etree

from bulletin.art.drawings.css.styles import Declared, Styles
from bulletin.art.drawings.tree import HREF, Tree
from bulletin.art.drawings.vocabulary import SVG

_MOST = 20_000
"""Elements that are compared; no sheet of symbols has as many."""


def styled_from_outside(tree: Tree, styles: Styles) -> Iterator[Tree]:
    """The first `use` of each part that is styled by what stands around it."""
    if styles.empty:
        return
    parts = {item.get("id"): item for item in reversed(list(tree.iter(etree.Element)))}
    left, seen = _MOST, set[str]()
    for use in tree.iter(f"{{{SVG}}}use"):
        name = (use.get("href") or use.get(HREF) or "").removeprefix("#")
        part = None if name in seen else parts.get(name)
        seen.add(name)
        if part is None or use in part.iter(use.tag):
            continue
        left -= sum(1 for _ in part.iter(etree.Element))
        if left < 0:
            return
        if _looks_otherwise(part, styles):
            yield use


def _looks_otherwise(part: Tree, styles: Styles) -> bool:
    """Whether anything in a part has other styles when the part stands alone."""
    copy = deepcopy(part)
    alone = replace(styles, tree=copy, matches=0)
    pairs = zip(part.iter(etree.Element), copy.iter(etree.Element), strict=True)
    return any(list(styles.of(one)) != list(alone.of(other)) for one, other in pairs)


_ASKED = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass
class Variables:
    """Who declares which variables, and who asks for them."""

    _declared: dict[Tree, Mapping[str, str]] = field(default_factory=dict)
    _asked: dict[tuple[str, str], Tree] = field(default_factory=dict)
    """An element that asks for a variable, by its name and by ids around the element."""

    def note(self, item: Tree, own: Mapping[str, str], said: Iterable[Declared]) -> None:
        """Note an element's own variables, and those that its attributes and styles ask for."""
        if own:
            self._declared[item] = own
        for one in said:
            for name in set(_ASKED.findall(one.value)) if "var(" in one.value else ():
                for above in (item, *item.iterancestors()):
                    if place := above.get("id"):
                        self._asked[name, place] = item

    def handed_on(self, tree: Tree) -> Iterator[Tree]:
        """The `use` whose variables, own or from around it, change what it draws."""
        for use in tree.iter(f"{{{SVG}}}use") if self._declared and self._asked else ():
            target = (use.get("href") or use.get(HREF) or "").removeprefix("#")
            if any(self._changes(one, target) for one in (use, *use.iterancestors())):
                yield use

    def _changes(self, around: Tree, target: str) -> bool:
        """Whether what a `use` draws asks for variables that it has not where it stands."""
        for name in self._declared.get(around, ()):
            item = self._asked.get((name, target))
            if item is not None and around is not item and around not in item.iterancestors():
                return True
        return False
