"""Lines that end where they are full, though what ends them is a space.

In: WeasyPrint, which breaks a text after its first word if it fits but for the space at its end:
before a link or bold words such a line would hold one word. Out: the whole text, whose last
space hangs over the end (CSS Text 3, 4.1.3).

Every use of private names of WeasyPrint's text layout stands here and in `long_words.py`: its
upper bound in pyproject.toml is for these modules too.
"""

import contextlib
import math
from collections.abc import Iterator
from typing import Any

from weasyprint.layout import inline

from bulletin.paper.patches.long_words import first_line as _first_line
from bulletin.paper.patches.standing_in import standing_in

_COLLAPSING = ("normal", "pre-line")


@contextlib.contextmanager
def hanging_spaces() -> Iterator[None]:
    """The space at a text's end takes no room in the block when a line is broken."""
    with standing_in(inline, "split_first_line", _hanging):
        yield


def _hanging(text: str, style: Any, context: Any, width: Any, spacing: Any, **others: Any) -> Any:
    """Stands in for `weasyprint.text.line_break.split_first_line`."""
    found = _first_line(text, style, context, width, spacing, **others)
    layout, _, resume_at, *_ = found
    broken_early = resume_at is not None and " " not in layout.text
    if broken_early and text.endswith(" ") and style["white_space"] in _COLLAPSING:
        _, _, rest, *_ = _first_line(text.rstrip(" "), style, context, width, spacing, **others)
        if rest is None:
            return _first_line(text, style, context, math.inf, spacing, **others)
    return found
