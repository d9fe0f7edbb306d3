"""Signs that no face has (of Symbol and Wingdings, as Word writes them; emoji), as others are.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re

from bulletin.art.signs import TWINS
from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix
from bulletin.formats.symbol_fonts import SIGNS

_KEYS = {f"{digit}": chr(0x2460 + digit - 1) for digit in range(1, 10)} | {"0": "⓪"}
"""Keys of telephones, as chats write numbers, as numbers in circles."""
_KEY = re.compile("([0-9])\ufe0f?\u20e3")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_TWIN = re.compile(f"([{''.join(TWINS)}])\ufe0f?")


def spelled(finding: Finding, lines: Lines) -> Fix | None:
    """The sign that was meant, in all places of the line."""
    line = finding.span.line
    row = lines.row(line)
    edits = [
        lines.edit(line, match.start(), match.end(), SIGNS[match[0]])
        for match in _PRIVATE.finditer(row)
        if match[0] in SIGNS
    ]
    edits += [
        lines.edit(line, match.start(), match.end(), _KEYS[match[1]])
        for match in _KEY.finditer(row)
    ]
    edits += [
        lines.edit(line, match.start(), match.end(), TWINS[match[1]])
        for match in _TWIN.finditer(row)
    ]
    return Fix(tuple(edits)) if edits else None
