"""Lines of text set once while the columns that they stand in are balanced.

In: WeasyPrint, laying out columns; it sets their text anew for every height that it tries,
pixel by pixel. Out: the same lines, of which only the place is new. What else stands in a line
than letters (pictures, notes, floats) is set as always.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, grid, inline

from bulletin.paper.page_boxes import Box

_set_columns = block.columns_layout
_next_line = inline.get_next_linebox
_narrowest, _widest = grid.min_content_width, grid.max_content_width


@contextlib.contextmanager
def lines_once() -> Iterator[None]:
    """Lines in columns are set once in the block."""
    if block.columns_layout is not _set_columns:  # the block is inside another one
        yield
        return
    kept = _Lines()
    block.columns_layout, inline.get_next_linebox = kept.columns, kept.next_line
    grid.min_content_width, grid.max_content_width = kept.narrowest, kept.widest
    try:
        yield
    finally:
        block.columns_layout, inline.get_next_linebox = _set_columns, _next_line
        grid.min_content_width, grid.max_content_width = _narrowest, _widest


class _Lines:
    """The lines of the columns that are laid out just now, by their text and where they begin.

    A box is kept with what is known of it, lest another one gets its id, or that of its style.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._found: dict[object, tuple[Box, Any, Box]] = {}
        self._texts: dict[int, tuple[Box, _Text | None]] = {}
        self._widths: dict[object, tuple[Box, float]] = {}

    def columns(self, *arguments: Any) -> Any:
        """Stands in for `weasyprint.layout.column.columns_layout`."""
        self._depth += 1
        try:
            return _set_columns(*arguments)
        finally:
            self._depth -= 1
            if not self._depth:
                self._found.clear()
                self._texts.clear()
                self._widths.clear()

    def narrowest(self, context: Any, box: Box, outer: bool = True) -> float:  # noqa: FBT001, FBT002, as WeasyPrint has it
        """Stands in for `weasyprint.layout.preferred.min_content_width` in grids."""
        return self._width(_narrowest, context, box, outer=outer)

    def widest(self, context: Any, box: Box, outer: bool = True) -> float:  # noqa: FBT001, FBT002
        """Stands in for `weasyprint.layout.preferred.max_content_width` in grids."""
        return self._width(_widest, context, box, outer=outer)

    def _width(self, ask: Any, context: Any, box: Box, *, outer: bool) -> float:
        """How wide a cell of a grid would be: the same at whatever height the columns are."""
        if not self._depth:
            return float(ask(context, box, outer))
        key = (ask, id(box), outer)
        if key not in self._widths:
            self._widths[key] = (box, ask(context, box, outer))
        return self._widths[key][1]

    def next_line(self, context: Any, linebox: Box, position_y: float, *others: Any) -> Any:
        """Stands in for `weasyprint.layout.inline.get_next_linebox`."""
        _, skip_stack, containing_block, _, _, *first_styles = others
        if (
            not self._depth
            or context.excluded_shapes
            or any(first_styles)
            or (text := self._text(linebox)) is None
        ):
            return _next_line(context, linebox, position_y, *others)
        key = (
            text,
            _flat(skip_stack),
            containing_block.content_box_x(),
            containing_block.width,
            linebox.text_indent,
        )
        if key in self._found:
            line, resume_at, _ = self._found[key]
            moved = line.deepcopy()
            moved.translate(0, position_y - moved.position_y)
            moved.position_y = position_y
            return moved, resume_at
        line, resume_at = _next_line(context, linebox, position_y, *others)
        if line is not None:
            self._found[key] = (line.deepcopy(), resume_at, linebox)
        return line, resume_at

    def _text(self, linebox: Box) -> _Text | None:
        """What is in a line, if that is nothing but letters: grids lay out copies of their boxes."""
        if id(linebox) not in self._texts:
            inner = list(linebox.descendants())
            text = tuple(map(_as_text, (linebox, *inner))) if all(map(_is_plain, inner)) else None
            self._texts[id(linebox)] = (linebox, text)
        return self._texts[id(linebox)][1]


_Text = tuple[tuple[type, int, int, str], ...]
"""A tree of boxes: of each its kind, its style by id, how many are in it, and its letters."""


def _as_text(box: Box) -> tuple[type, int, int, str]:
    return (
        type(box),
        id(box.style),
        len(getattr(box, "children", ())),
        getattr(box, "text", ""),
    )


def _is_plain(box: Box) -> bool:
    return (
        isinstance(box, boxes.LineBox | boxes.TextBox | boxes.InlineBox)
        and box.is_in_normal_flow()
        and not box.footnote
    )


def _flat(skip_stack: Any) -> tuple[int, ...]:
    """Where in a tree of boxes a line begins: an index for each level."""
    path: list[int] = []
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        path.append(index)
    return tuple(path)
