"""Lines of text set once while the columns that they stand in are balanced.

In: WeasyPrint, laying out columns; it sets their text anew for every height that it tries,
pixel by pixel. Out: the same lines, of which only the place is new. What else stands in a line
than letters (pictures, notes, floats) is set as always.

Every use of private names of WeasyPrint's inline layout stands here: its upper bound in
pyproject.toml is for this module too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from bulletin.paper.page_boxes import Box

_set_columns = block.columns_layout
_next_line = inline.get_next_linebox


@contextlib.contextmanager
def lines_once() -> Iterator[None]:
    """Lines in columns are set once in the block."""
    if block.columns_layout is not _set_columns:  # the block is inside another one
        yield
        return
    kept = _Lines()
    block.columns_layout, inline.get_next_linebox = kept.columns, kept.next_line
    try:
        yield
    finally:
        block.columns_layout, inline.get_next_linebox = _set_columns, _next_line


class _Lines:
    """The lines of the columns that are laid out just now, by their box and where they begin."""

    def __init__(self) -> None:
        self._depth = 0
        self._found: dict[object, tuple[Box, Any]] = {}
        self._plain: dict[int, tuple[Box, bool]] = {}

    def columns(self, *arguments: Any) -> Any:  # noqa: ANN401, WeasyPrint has no types
        """Stands in for `weasyprint.layout.column.columns_layout`."""
        self._depth += 1
        try:
            return _set_columns(*arguments)
        finally:
            self._depth -= 1
            if not self._depth:
                self._found.clear()
                self._plain.clear()

    def next_line(
        self,
        context: Any,  # noqa: ANN401
        linebox: Box,
        position_y: float,
        *others: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Stands in for `weasyprint.layout.inline.get_next_linebox`."""
        _, skip_stack, containing_block, _, _, *first_styles = others
        if (
            not self._depth
            or context.excluded_shapes
            or any(first_styles)
            or not self._is_text(linebox)
        ):
            return _next_line(context, linebox, position_y, *others)
        key = (
            id(linebox),
            _flat(skip_stack),
            containing_block.content_box_x(),
            containing_block.width,
            linebox.text_indent,
        )
        if key in self._found:
            line, resume_at = self._found[key]
            moved = line.deepcopy()
            moved.translate(0, position_y - moved.position_y)
            moved.position_y = position_y
            return moved, resume_at
        line, resume_at = _next_line(context, linebox, position_y, *others)
        if line is not None:
            self._found[key] = (line.deepcopy(), resume_at)
        return line, resume_at

    def _is_text(self, linebox: Box) -> bool:
        """Whether there is nothing in a line but letters."""
        found = self._plain.get(id(linebox))
        if found is None:  # it is kept with the answer, lest another box gets its id
            found = (linebox, all(map(_is_plain, linebox.descendants())))
            self._plain[id(linebox)] = found
        return found[1]


def _is_plain(box: Box) -> bool:
    return (
        isinstance(box, boxes.LineBox | boxes.TextBox | boxes.InlineBox)
        and box.is_in_normal_flow()
        and not box.footnote
    )


def _flat(skip_stack: Any) -> tuple[int, ...]:  # noqa: ANN401
    """Where in a tree of boxes a line begins: an index for each level."""
    path: list[int] = []
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        path.append(index)
    return tuple(path)
