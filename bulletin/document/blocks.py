"""What every block node is: a piece of an article on lines of its own.

A field that holds inlines or blocks is made by `holds_inlines` or `holds_blocks`, which say so in
its metadata: so what goes through a tree (`walking.py`) needs no list of types.
"""

from dataclasses import dataclass, field, fields
from typing import Any, Literal

from bulletin.diagnostics import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article that stands on lines of its own."""

    span: Span
    id: str = ""
    silent: bool = False
    """Shown, never read aloud."""
    voice: str = ""
    """Which of the publication's voices reads it: "second"; "": as what stands around it."""


Blocks = tuple[Block, ...]


def holds_inlines() -> Any:  # noqa: ANN401, as dataclasses.field
    """A field of a node that holds a run of inlines; empty if nothing is given."""
    return field(default=(), metadata={"holds": "inlines"})


def holds_blocks() -> Any:  # noqa: ANN401, as dataclasses.field
    """A field of a node that holds blocks; empty if nothing is given."""
    return field(default=(), metadata={"holds": "blocks"})


class _Holding(dict[type[Block], tuple[str, ...]]):
    """The names of the fields of a node type that hold one or the other, in reading order."""

    def __init__(self, held: Literal["inlines", "blocks"]) -> None:
        super().__init__()
        self._held = held

    def __missing__(self, kind: type[Block]) -> tuple[str, ...]:
        held = (item.name for item in fields(kind) if item.metadata.get("holds") == self._held)
        names = self[kind] = tuple(held)
        return names


HOLD_INLINES = _Holding("inlines")
HOLD_BLOCKS = _Holding("blocks")
