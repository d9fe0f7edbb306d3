"""The nodes of YAML, with a place for every key and value.

In: a `YamlNode`. Out: its plain values, the node on a path of keys, and the places of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bulletin.diagnostics import Span

Plain = str | bool | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True)
class Scalar:
    """Text, true, false or nothing."""

    value: str | bool | None
    span: Span


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[YamlNode, ...]
    span: Span


@dataclass(frozen=True)
class Keys:
    """Keys with values: each key's text and place, and its value."""

    entries: tuple[tuple[str, Span, YamlNode], ...]
    span: Span

    def get(self, key: str) -> YamlNode | None:
        """The value of a key."""
        found = self._by_name.get(key)
        return found[1] if found else None

    def key_span(self, key: str) -> Span | None:
        """The place of a key."""
        found = self._by_name.get(key)
        return found[0] if found else None

    @cached_property
    def _by_name(self) -> dict[str, tuple[Span, YamlNode]]:
        """The entries by their keys, of which no two are the same."""
        return {key: (span, value) for key, span, value in self.entries}


YamlNode = Scalar | Items | Keys


def plain(node: YamlNode) -> Plain:
    """A node as Python's plain values."""
    match node:
        case Scalar(value):
            return value
        case Items(items):
            return [plain(item) for item in items]
        case Keys(entries):
            return {key: plain(value) for key, _, value in entries}


def at(node: YamlNode, path: Sequence[int | str]) -> tuple[YamlNode, Span]:
    """The deepest node on a path of keys and indices that exists, and the place to show.

    For a key without a value the place is the key.
    """
    span = node.span
    for step in path:
        found: YamlNode | None = None
        if isinstance(node, Keys) and isinstance(step, str):
            found = node.get(step)
            key = node.key_span(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            found = node.items[step]
            key = None
        if found is None:
            break
        node = found
        span = key if key and isinstance(node, Scalar) and node.value is None else node.span
    return node, span


def places(node: YamlNode, prefix: str = "") -> Iterator[tuple[str, Span]]:
    """Every path of keys, as "theme.colours.accent" or "editors.0.name", with its place."""
    match node:
        case Keys(entries):
            for key, _, value in entries:
                yield from places(value, f"{prefix}.{key}" if prefix else key)
        case Items(items):
            for index, item in enumerate(items):
                yield from places(item, f"{prefix}.{index}")
    if prefix:
        yield prefix, node.span
