"""What spans all columns comes on the next page where columns that are evened out leave no room.

In: WeasyPrint, laying out columns. Its search for even heights may end at the most that a page
holds, with all of the text set; then it forgets what comes after: what spans the columns, and
all below that. It leaves a heading that spans them at a page's foot, too. Out: the same columns,
that go on with what was forgotten, or with the heading.
"""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.layout import block

from bulletin.paper.page_boxes import Box
from bulletin.paper.patches.standing_in import standing_in


@contextlib.contextmanager
def spans_kept() -> Iterator[None]:
    """In the block nothing that spans columns is lost."""
    before = block.columns_layout

    def columns(context: Any, box: Box, bottom_space: float, skip_stack: Any, *others: Any) -> Any:
        made, resume_at, *rest = before(context, box, bottom_space, skip_stack, *others)
        if made is not None and resume_at is None:
            resume_at = _forgotten(box, made, skip_stack)
        elif made is not None:
            made, resume_at = _without_titles(context, box, made, resume_at)
        return made, resume_at, *rest

    with standing_in(block, "columns_layout", columns):
        yield


def _forgotten(box: Box, made: Box, skip_stack: Any) -> Any:
    """Where to go on: at the first child that spans columns and was not set; None: all were."""
    first = next(iter(skip_stack)) if skip_stack else 0
    spanning = [
        index
        for index, child in enumerate(box.children)
        if index >= first and child.style["column_span"] == "all"
    ]
    done = sum(not child.is_column for child in made.children)
    return {spanning[done]: None} if done < len(spanning) else None


def _without_titles(
    context: Any, box: Box, made: Box, resume_at: Mapping[int, Any]
) -> tuple[Box, Mapping[int, Any]]:
    """Columns without the headings at their end, of which the next page begins with what is below."""
    (index, inside), *_ = resume_at.items()
    last = len(made.children)
    while inside is None and index and last > 1 and _is_title(context, box.children[index - 1]):
        index, last = index - 1, last - 1
    if last == len(made.children):
        return made, resume_at
    return made.copy_with_children(made.children[:last]), {index: None}


def _is_title(context: Any, child: Box) -> bool:
    spans: bool = child.style["column_span"] == "all"
    avoids: bool = block.avoid_page_break(child.style["break_after"], context)
    return spans and avoids
