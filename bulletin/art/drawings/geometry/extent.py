"""How large a drawing is: its width and height in CSS pixels, from numbers that may be nonsense.

In: the root of a drawing. Out: a size, or `ExtentError` with what is wrong.
"""

import math
import re

from bulletin.art.drawings.css.arguments import PIXELS
from bulletin.art.drawings.tree import Tree
from bulletin.art.drawings.vocabulary import NUMBER
from bulletin.messages import tr

DEFAULT = (300.0, 150.0)
"""CSS Images 3: the default object size."""
LARGEST = 50_000
"""Pixels on a side: 13 m."""
LONGEST = 100
"""Times that a side may be as long as the other."""

_UNITS = {"": 1.0, **PIXELS, "q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0}
"""CSS pixels for each unit of length (CSS Values 4, section 6.2), where no face is known."""
_LENGTH = re.compile(r"([-+]?(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][-+]?\d+)?)\s*([a-zA-Z]*|%)")


class ExtentError(Exception):
    """What is wrong with a drawing's size, in words."""


def size_of(root: Tree) -> tuple[float, float]:
    """Width and height in CSS pixels, from width and height or else from the viewBox."""
    box = _box(root.get("viewBox"))
    width, height = _length(root, "width"), _length(root, "height")
    if box is None and "%" in f"{root.get('width')}{root.get('height')}":
        message = tr(
            'has the size "{width}" × "{height}" and no viewBox',
            width=root.get("width"),
            height=root.get("height"),
        )
        raise ExtentError(message)
    ratio = box[1] / box[0] if box else DEFAULT[1] / DEFAULT[0]
    if width is None and height is None:
        width, height = box or DEFAULT
    elif height is None:
        height = (width or 0) * ratio
    elif width is None:
        width = height / ratio
    size = (width or 0, height)
    if max(size) > LARGEST:
        raise ExtentError(tr("is {size:.0f} pixels long or high", size=max(size)))
    if max(size) < 1:
        raise ExtentError(tr("is less than a pixel wide and high"))
    if max(size) > LONGEST * min(size):
        message = tr(
            "is {size:.0f} times as long as it is high, or the other way",
            size=max(size) / min(size),
        )
        raise ExtentError(message)
    return size


def _box(text: str | None) -> tuple[float, float] | None:
    """Width and height of a viewBox."""
    if text is None:
        return None
    parts = [part for part in re.split(r"[\s,]+", text.strip()) if part]
    numbers = [float(part) for part in parts if re.fullmatch(NUMBER, part)]
    if len(numbers) != 4 or len(parts) != 4 or any(abs(n) >= 1e7 for n in numbers):  # noqa: PLR2004, SVG 2, 8.6
        message = tr('has a viewBox of "{text}", which is not four numbers', text=text[:40])
        raise ExtentError(message)
    if min(numbers[2:]) <= 0:
        message = tr('has a viewBox of "{text}", which is nothing wide or high', text=text[:40])
        raise ExtentError(message)
    return numbers[2], numbers[3]


def _length(root: Tree, key: str) -> float | None:
    """A length in CSS pixels; None for none and for a share of the place."""
    text = (root.get(key) or "").strip()
    if not text or text == "auto":
        return None
    found = _LENGTH.fullmatch(text)
    unit = found[2].lower() if found else ""
    value = float(found[1]) if found else math.nan
    if not math.isfinite(value) or value <= 0 or unit not in {*_UNITS, "%"}:
        raise ExtentError(tr('has a {key} of "{text}"', key=key, text=text[:40]))
    return None if unit == "%" else value * _UNITS[unit]
