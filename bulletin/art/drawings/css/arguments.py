"""Tokens of CSS: those that mean something, and the arguments of a function.

In: tinycss2's tokens, which have no types. Out: the same without spaces and comments.
"""

from collections.abc import Sequence
from typing import Any

Token = Any
Tokens = Sequence[Token]
"""tinycss2's; it has no types."""
PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""CSS pixels of units that are everywhere the same."""


def meant(tokens: Tokens) -> list[Token]:
    """The tokens without spaces and comments."""
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def parted(tokens: Tokens) -> list[list[Token]]:
    """The tokens between commas, without spaces and comments."""
    return at_commas(meant(tokens))


def at_commas(tokens: Tokens) -> list[list[Token]]:
    """All tokens between commas."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
