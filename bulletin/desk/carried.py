"""An article as the next issue gets it: what was mended in the last one is not told again.

In: the text of an article. Out: the text without the lines of a setting, or None where it has
none, or where nobody can tell where it ends.
"""

from __future__ import annotations

import re

import yaml

from bulletin.formats.quick_yaml import values_in
from bulletin.source.markdown.front import front_of

_OF_ITSELF = re.compile(r"[^\W\d][\w-]*[ ]?:(?:\s|$)|#")
"""What begins at the edge and belongs to no setting above it; items of a list may stand there."""


def without_setting(text: str, key: str) -> str | None:
    """The text without a setting of its head, all other lines as they are."""
    rows = text.splitlines(keepends=True)
    front = front_of([row.rstrip("\r\n") for row in rows])
    if front is None or front.end is None:
        return None
    head = rows[front.start : front.end]
    first = next((n for n, row in enumerate(head) if re.match(rf"{key}[ ]?:", row)), None)
    if first is None:
        return None
    below = (n for n in range(first + 1, len(head)) if _OF_ITSELF.match(head[n]))
    left = [*head[:first], *head[next(below, len(head)) :]]
    if _others("".join(head), key) != _others("".join(left), ""):
        return None
    return "".join([*rows[: front.start], *left, *rows[front.end :]])


def _others(head: str, key: str) -> object:
    """The values of all settings but one; what cannot be read equals nothing."""
    try:
        values = values_in(head)
    except (ValueError, yaml.YAMLError):
        return object()
    return {k: v for k, v in (values or {}).items() if k != key}
