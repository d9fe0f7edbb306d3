"""Heights at which columns are even, found once and kept.

In: WeasyPrint, laying out columns; it tries one height after the other, some of them a pixel
apart, until all of the text fits. Out: the same columns, tried first at the height that came of
the same text at the same place before. Whether it fits there WeasyPrint finds out as always.

Every use of private names of WeasyPrint's column layout stands here: its upper bound in
pyproject.toml is for this module too.
"""

import builtins
import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint.layout import block, column

from bulletin.cache import digest_of, once
from bulletin.cache.once import Kind
from bulletin.paper.page_boxes import Box

COLUMNS = Kind("column-heights", ("weasyprint", "pydyf"))


@dataclass
class _Search:
    """One call for columns: heights of the columns unbroken, and the height that came of them."""

    count: int | None
    known: Sequence[tuple[Sequence[float], float]]
    made: list[tuple[Sequence[float], float]] = field(default_factory=list)
    waiting: Sequence[float] | None = None


@contextlib.contextmanager
def heights_kept(surroundings: str) -> Iterator[None]:
    """Heights of columns are kept in the block. `surroundings`: style sheets and faces."""
    kept = _Heights(surroundings, block.columns_layout, block.block_box_layout)
    block.columns_layout, block.block_box_layout = kept.columns, kept.box
    column.sum = kept.sum
    try:
        yield
    finally:
        block.columns_layout, block.block_box_layout = kept.set_columns, kept.set_box
        del column.sum


@dataclass
class _Heights:
    surroundings: str
    set_columns: Any
    set_box: Any
    searches: list[_Search] = field(default_factory=list)

    def columns(
        self, context: Any, box: Box, bottom_space: float, skip_stack: Any, *others: Any
    ) -> Any:
        """Stands in for `weasyprint.layout.column.columns_layout`."""
        style = box.style
        key = (
            self.surroundings,
            digest_of(ET.tostring(box.element)) if box.element is not None else "",
            repr((skip_stack, box.position_y, bottom_space, context.page_bottom)),
        )
        before = json.loads(once.found(COLUMNS, key) or b"[]")
        count = None if style["column_width"] != "auto" else style["column_count"]
        search = _Search(count, before)
        self.searches.append(search)
        try:
            result = self.set_columns(context, box, bottom_space, skip_stack, *others)
        finally:
            self.searches.pop()
        if search.made and search.made != [tuple(row) for row in before]:
            once.keep(COLUMNS, key, json.dumps(search.made).encode())
        return result

    def sum(self, consumed: Sequence[float]) -> float:
        """Stands in for `sum`, which begins the search for a height in columns that hold all."""
        search = self.searches[-1]
        search.waiting = list(consumed)
        index = len(search.made)
        if search.count and index < len(search.known):
            unbroken, height = search.known[index]
            if unbroken == search.waiting:
                return height * search.count
        return builtins.sum(consumed)

    def box(self, context: Any, box: Box, bottom_space: float, *others: Any, **named: Any) -> Any:
        """Stands in for `weasyprint.layout.block.block_box_layout`."""
        margins = 5  # the place of the adjoining margins in `others`; None in the last setting
        if box.is_column and others[margins] is None:
            search = self.searches[-1]
            if search.waiting is not None:
                height = context.page_bottom - box.position_y - bottom_space
                search.made.append((search.waiting, height))
                search.waiting = None
        return self.set_box(context, box, bottom_space, *others, **named)
