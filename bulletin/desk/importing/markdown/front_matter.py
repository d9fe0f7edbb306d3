"""Settings above a text, as other programs keep them: YAML between ---, TOML between +++, or lines.

In: a text. Out: the settings by name, and the text below them.
"""

import re
import tomllib
from typing import Any

import yaml

from bulletin.languages import any_phrase


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
        properties, rest = _properties(rows)
        return properties, "\n".join(rest), 0
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


_PROPERTY = re.compile(r"(?P<key>[^\W\d_][^:*_\[\]\n]{0,30}): (?P<value>\S.*)")
_KNOWN = re.compile("|".join(map(any_phrase, ("author_keys", "topic_keys", "summary_keys"))))
_FEWEST = 2


def _properties(rows: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The lines of names and values right below a title, as Notion exports them, and the others.

    In their place stay empty lines, so that all others keep their numbers.
    """
    first = next((n for n, row in enumerate(rows[1:], start=1) if row.strip()), len(rows))
    end = next((n for n in range(first, len(rows)) if not rows[n].strip()), len(rows))
    found = [_PROPERTY.fullmatch(row.strip()) for row in rows[first:end]]
    keys = [one["key"].strip().lower() for one in found if one]
    if not rows[0].startswith("# ") or len(keys) < max(_FEWEST, end - first):
        return {}, rows
    if not any(map(_KNOWN.fullmatch, keys)):
        return {}, rows
    said = {one["key"].strip(): one["value"].strip() for one in found if one}
    return said, [*rows[:first], *[""] * (end - first), *rows[end:]]
