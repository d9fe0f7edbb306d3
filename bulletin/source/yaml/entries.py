"""Entries of YAML as an editor wrote them: a key and its value on a line, or between brackets.

In: a `Source` and places in it. Out: `YamlEntry`, and how its value stands in quotes.
"""

import re
from typing import NamedTuple

from yaml.error import Mark

from bulletin.source.text import Source

_ENTRY = re.compile(
    r"(?P<lead>[ \t]*(?:-[ \t]+)*)(?:(?P<key>\w[\w.-]*):[ \t]+)?(?P<value>\S(?:.*\S)?)[ \t]*"
)
"""A line of a file: what stands in front, the key, and the value as written."""


class YamlEntry(NamedTuple):
    """A line with a value: its key as written, the value, and the value's offset."""

    key: str
    value: str
    offset: int

    @property
    def in_quotes(self) -> str:
        """The entry with its value in quotes; those that stand there already are closed."""
        value = self.value
        if value[0] in QUOTES and value.count(value[0]) == 1:
            value = value[1:]
        return f"{self.key}{quoted(unwrapped(value))}"


QUOTES = ('"', "'")


def quoted(value: str) -> str:
    """A value as it can stand in a file."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def unwrapped(value: str) -> str:
    """A value without the quotes around it in which others stand: `"a "b" c"` is `a "b" c`."""
    mark, inner = value[:1], value[1:-1]
    first = inner.find(mark)
    wrapped = mark in QUOTES and len(value) > 1 and value[-1] == mark and first >= 0
    return inner if wrapped and (first == 0 or inner[first - 1].isspace()) else value


def entry_at(source: Source, mark: Mark) -> YamlEntry | None:
    """The entry on the line of a mark."""
    return _entry_on(source, mark.index)


def _entry_on(source: Source, at: int) -> YamlEntry | None:
    start = source.text.rfind("\n", 0, at) + 1
    end = source.text.find("\n", start)
    row = source.text[start : len(source.text) if end < 0 else end]
    entry = _ENTRY.fullmatch(row)
    if entry is None or not (entry["key"] or entry["lead"].strip()):
        return None
    key = f"{entry['key']}: " if entry["key"] else "- "
    return YamlEntry(key, entry["value"], start + entry.start("value"))


_LINES_ABOVE = 50


def opened_above(source: Source, at: int) -> YamlEntry | None:
    """The entry above whose quotes are closed by those that open a value, right before `at`."""
    entry = _entry_on(source, at)
    closing = len(source.text[:at].rstrip(" ")) - 1
    if entry is None or closing != entry.offset:
        return None
    for _ in range(_LINES_ABOVE):
        at = source.text.rfind("\n", 0, at)
        above = _entry_on(source, at) if at > 0 else None
        if at <= 0 or (above and above.value[0] == entry.value[0]):
            return above
    return None


_KEY = re.compile(r"(?<![\w.-])[.-]*+(?P<key>\w[\w.-]*+:)[ \t]+")
_NEXT = re.compile(r",[ \t]*\w[\w.-]*:[ \t]")
_OPENING, _CLOSING = "[{", "]}"


def item_at(source: Source, opened: int, at: int) -> YamlEntry | None:
    """The value between brackets in which a sign stands that cuts it; None where there is none.

    `opened`: where the brackets do; `at`: the sign.
    """
    text = source.text
    end = text.find("\n", at)
    row_end = len(text) if end < 0 else end
    keys = list(_KEY.finditer(text, opened, at))
    if text[opened] == "{":
        if not keys or keys[-1].end() == at:
            return None
        start, key = keys[-1].end(), f"{keys[-1]['key']} "
        following = _NEXT.search(text, at, row_end)
        stop = following.start() if following else text.rfind("}", at, row_end)
    else:
        start, key = text.rfind(",", opened, at) + 1 or opened + 1, "- "
        stop = _end_of_item(text, start, row_end)
    value = text[start:stop].strip() if stop > at else ""
    if not value:
        return None
    return YamlEntry(key, value, start + len(text[start:stop]) - len(text[start:stop].lstrip()))


def _end_of_item(text: str, start: int, end: int) -> int:
    """Where an item of a list ends: before a comma or a bracket that it did not open."""
    depth = 0
    for at in range(start, end):
        if depth == 0 and text[at] in "," + _CLOSING:
            return at
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
    return -1
