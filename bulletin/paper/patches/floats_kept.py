"""What floats at the beginning of a block stays with the lines beside it.

In: WeasyPrint, laying out blocks. Where a raised letter has room at a page's foot and its lines
have none, or where neither has, it leaves the letter, or an empty block, and breaks behind it: so
the title above stays on the page alone. Out: the block as a whole on the next page, so that what
may not be parted from it (`break-after: avoid`) goes along.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.layout import block

from bulletin.paper.page_boxes import Box
from bulletin.paper.patches.standing_in import standing_in


@contextlib.contextmanager
def floats_kept() -> Iterator[None]:
    """In the block nothing that floats is left alone at a page's foot."""
    before = block.block_container_layout

    def container(context: Any, box: Box, bottom_space: float, *others: Any, **named: Any) -> Any:
        made, resume_at, *rest = before(context, box, bottom_space, *others, **named)
        if named or made is None or resume_at is None or not _is_left_alone(box, made):
            return made, resume_at, *rest  # what floats itself has names for what it gives
        skip_stack, page_is_empty, absolute_boxes, fixed_boxes, *_ = others
        if skip_stack is not None or page_is_empty:
            return made, resume_at, *rest
        block.remove_placeholders(context, box.children, absolute_boxes, fixed_boxes)
        *_, max_lines = rest
        return None, None, {"break": "any", "page": None}, [], False, max_lines

    with standing_in(block, "block_container_layout", container):
        yield


def _is_left_alone(box: Box, made: Box) -> bool:
    """Whether a block begins with what floats, and nothing else of it is on the page."""
    floats = bool(box.children) and box.children[0].is_floated()
    return floats and not any(child.is_in_normal_flow() for child in made.children)
