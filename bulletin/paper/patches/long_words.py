"""Words longer than several lines, broken in a time that grows with them.

In: WeasyPrint, which lays out all the rest of a text for each line if no part of it can be parted:
a word of 9,900 letters took 13 seconds. Out: the same lines, of which each is found in as much of
the word as fills several.
"""

from __future__ import annotations

import math
from typing import Any

from weasyprint.layout import inline

_split = inline.split_first_line
_LEAST = 400
_LETTERS = 16
"""That have room on several lines as wide as one letter of a face is high."""


def first_line(text: str, style: Any, context: Any, width: Any, spacing: Any, **others: Any) -> Any:
    """Stands in for `weasyprint.text.line_break.split_first_line`."""
    if len(text) > _LEAST and width is not None and math.isfinite(width) and style["font_size"]:
        begin = text[: max(_LEAST, int(width / style["font_size"] * _LETTERS))]
        if len(begin) < len(text) and len(begin.split(maxsplit=1)) == 1:
            found = _split(begin, style, context, width, spacing, **others)
            if found[2] is not None and found[2] < len(begin.encode()):
                return found
    return _split(text, style, context, width, spacing, **others)
