"""Settings above a text, as other programs keep them: YAML between ---, TOML between +++.

In: a text. Out: the settings by name, and the text below them.
"""

from __future__ import annotations

import tomllib
from typing import Any

import yaml


class _Plain(yaml.SafeLoader):
    """YAML without aliases: lists of lists of them stand for more than any memory holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            message = "aliases are not read"
            raise yaml.YAMLError(message)
        return super().compose_node(parent, index)


def front_matter(text: str) -> tuple[dict[str, Any], str, int]:
    """The settings of a text, the text below them, and how many lines they take."""
    rows = text.lstrip("\ufeff").split("\n")
    fence = rows[0].strip()
    if fence not in {"---", "+++"}:
        return {}, text.lstrip("\ufeff"), 0
    closing = {"---", "..."} if fence == "---" else {"+++"}
    end = next((n for n, row in enumerate(rows[1:], start=1) if row.strip() in closing), 0)
    if not end:
        return {}, text, 0
    written = "\n".join(rows[1:end])
    try:
        found: Any = tomllib.loads(written) if fence == "+++" else yaml.load(written, _Plain)  # noqa: S506, a safe one
        str(found)  # a number of thousands of digits cannot be written
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        found = {
            key.strip(): value.strip().strip("\"'")
            for row in rows[1:end]
            for key, _, value in [row.partition(":")]
            if value
        }
    if not isinstance(found, dict):
        return {}, text, 0
    return {str(key): value for key, value in found.items()}, "\n".join(rows[end + 1 :]), end + 1
