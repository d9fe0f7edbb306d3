"""A grid goes on from where it was left, however often WeasyPrint tried it before.

In: WeasyPrint, laying out grids. How much of a broken row stands on earlier pages, it notes in
the grid itself; columns that are evened out try heights, and the note of one try is taken for
another: a traceback where a row begins, or its cells lower than they should be. Out: the same
grid, which is told what was noted when it was left there.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.layout import block

from bulletin.paper.page_boxes import Box
from bulletin.paper.patches.standing_in import standing_in


@contextlib.contextmanager
def grid_rows() -> Iterator[None]:
    """In the block grids know nothing of tries that were given up."""
    before = block.grid_layout
    noted: dict[tuple[int, str], dict[Any, float]] = {}
    grids: list[Any] = []

    def grid(context: Any, box: Box, bottom_space: float, skip_stack: Any, *others: Any) -> Any:
        notes = box.advancements  # shared by all copies of the box
        grids.append(notes)  # so that no other has its id
        known = noted.get((id(notes), repr(skip_stack)), {})
        notes.clear()
        notes.update(known)
        made, resume_at, *rest = before(context, box, bottom_space, skip_stack, *others)
        if resume_at:
            noted[id(notes), repr(resume_at)] = dict(notes)
        return made, resume_at, *rest

    with standing_in(block, "grid_layout", grid):
        yield
