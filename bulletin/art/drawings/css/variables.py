"""Variables of CSS that an element takes from where it is drawn again (`use`), not where it stands.

In: each element with what its styles declare. Out: the elements that hand such variables to what
they draw: browsers take them over, and what is published has none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bulletin.art.drawings.css.styles import Declared
from bulletin.art.drawings.tree import HREF, Tree
from bulletin.art.drawings.vocabulary import SVG

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
