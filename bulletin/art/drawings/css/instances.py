"""What styles say of a part that is drawn again (`use`), where nothing stands around it (SVG 2, 5.6).

In: a drawing's tree and its styles. Out: the `use` whose parts look otherwise where they are drawn
again than where they stand: rules for what stands around a part do not reach its copies.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from bulletin.art.drawings.css.styles import Styles
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
