"""Arguments of a function of CSS.

In: tinycss2's tokens, which have no types. Out: the same by arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def parted(tokens: Sequence[Any]) -> list[list[Any]]:
    """The tokens between commas, without spaces and comments."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in {"whitespace", "comment"}:
            parts[-1].append(token)
    return parts
