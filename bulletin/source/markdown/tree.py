"""Tokens as a tree of blocks.

In: markdown-it's flat tokens. Out: `Node`s; the tokens of a line stay in its `inline` token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token


@dataclass(slots=True)
class Node:
    """A token and, between it and its closing one, its children.

    `type` is what it is: "paragraph", "heading", "directive", ...; `row` the line at which it
    starts, from 0.
    """

    token: Token
    children: list[Node] = field(default_factory=list)
    type: str = field(init=False)
    row: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.type = self.token.type.removesuffix("_open")
        self.row = self.token.map[0] if self.token.map else None


def tree_of(tokens: Iterable[Token]) -> list[Node]:
    """The nodes at the top, with all others inside them."""
    top: list[Node] = []
    open_nodes = [top]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        node = Node(token)
        open_nodes[-1].append(node)
        if token.nesting > 0:
            open_nodes.append(node.children)
    return top


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, outer before inner."""
    for node in nodes:
        yield node
        yield from walk(node.children)
