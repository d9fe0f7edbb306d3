"""Signs that no face has (of Symbol and Wingdings, as Word writes them; emoji), as others are.

In: a finding and the lines of its file. Out: a fix, or None.
"""

from __future__ import annotations

import re

from bulletin.art.signs import TWINS
from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix

_SIGNS = {
    **dict(zip("\uf0b0\uf0b1\uf0b4\uf0b8\uf0a3\uf0b3\uf0b9\uf0bb", "°±×÷≤≥≠≈", strict=True)),
    **dict(zip("\uf0a5\uf0d6\uf0e5\uf061\uf062\uf067\uf06d\uf070", "∞√∑αβγµπ", strict=True)),
    **dict(zip("\uf044\uf057\uf053\uf06a\uf0ce\uf0c7\uf0c8\uf0b2", "ΔΩΣφ∈∩∪″", strict=True)),
    **dict(zip("\uf0ac\uf0ad\uf0ae\uf0af\uf0ab\uf0de\uf0db\uf0b7", "←↑→↓↔⇒⇔•", strict=True)),
    **dict(zip("\uf0df\uf0e0\uf0e1\uf0e2\uf0e8\uf0f0\uf0d8\uf0a7", "←→↑↓➔⇨➢▪", strict=True)),
    **dict(zip("\uf06f\uf0a8\uf071\uf072\uf0fe\uf0fd\uf078\uf0fc", "☐☐☐☐☑☒☒✓", strict=True)),
    **dict(zip("\uf0fb\uf06e\uf06c\uf075\uf076\uf028\uf029\uf02a", "✗■●◆❖☎☎✉", strict=True)),
    **dict(zip("\uf046\uf045\uf04a\uf04c\uf021\uf022\uf023\uf020", "☞☜☺☹✏✂✁ ", strict=True)),
}
"""By the font that has the sign at that place in Vietnamese offices' files, where both have one."""
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
        lines.edit(line, match.start(), match.end(), _SIGNS[match[0]])
        for match in _PRIVATE.finditer(row)
        if match[0] in _SIGNS
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
