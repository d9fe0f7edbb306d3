"""Characters that programs leave in files: marks, controls, another encoding, signs of their fonts.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re
from pathlib import Path

from bulletin.art.signs import TWINS
from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix
from bulletin.formats.symbol_fonts import SIGNS
from bulletin.source.markdown.pasted import BREAKS, broken, settings_end
from bulletin.source.text import unshowable


def recoded(finding: Finding, lines: Lines) -> Fix | None:
    """A file in another encoding as UTF-8, where its bytes tell in which."""
    return recoding(lines.root / lines.file, finding.span.file)


def recoding(path: Path, file: str) -> Fix | None:
    """The file anew as UTF-8; of TCVN3 and VNI its characters, which another finding reads."""
    from bulletin.desk.legacy import bytes as old  # noqa: PLC0415, hardly any file needs it

    try:
        data = path.read_bytes()
    except OSError:
        return None
    codec = old.codec_of(data)
    # Excel writes "?" for all letters with a tone.
    if codec is None or (codec == old.TONES_BEHIND and not old.has_tones(data)):
        return None
    return Fix(recode=(file, codec))


def without_mark(finding: Finding, lines: Lines) -> Fix | None:
    """A file without its byte order marks."""
    del finding
    row = lines.row(1)
    return lines.fix(1, 0, len(row) - len(row.lstrip("\ufeff")), "")


_MOST = 100
"""A file with more of such characters is no text."""
_ENTITY = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4}))")


def shown(finding: Finding, lines: Lines) -> Fix | None:
    """What was meant by a character of Windows, a space for a break of Word, nothing for a control.

    One fix for all places of a character in the file.
    """
    span = finding.span
    written = lines.at(span)
    if entity := _ENTITY.fullmatch(written):
        char = chr(int(entity[1], 16) if entity[1] else int(entity[2]))
        meant = _meant(char)
        return lines.instead(span, meant) if meant else None
    if len(written) > 1 and written[0] == '"':
        return _unescaped(finding, lines, written)
    char = lines.row(span.line)[span.column - 1 : span.column]
    if not char or unshowable(char) is None:
        return None
    text = _meant(char)
    places = [
        (line, match.start())
        for line, row in lines.numbered()
        for match in re.finditer(re.escape(char), row)
    ]
    if len(places) > _MOST:
        return None
    return Fix(
        tuple(
            lines.edit(line, start, start + 1, text or _break(lines, line, start))
            for line, start in places
        )
    )


def _break(lines: Lines, line: int, start: int) -> str:
    """What stands for a break of Word in a line; nothing for other controls."""
    row = lines.row(line)
    if row[start] not in BREAKS:
        return ""
    running = lines.file.endswith(".md") and line > settings_end(lines.rows)
    return broken(row, start, running=running)


def _unescaped(finding: Finding, lines: Lines, written: str) -> Fix | None:
    """A value in quotes without the codes of characters that no page can show."""
    edits = []
    for match in _ESCAPE.finditer(written):
        char = chr(int(match[2] or match[3], 16))
        if unshowable(char) is not None:
            start = finding.span.column - 1
            edits.append(
                lines.edit(
                    finding.span.line, start + match.start(1), start + match.end(1), _meant(char)
                )
            )
    return Fix(tuple(edits)) if edits else None


def _meant(char: str) -> str:
    """What Windows-1252 has at the place of a control (U+0080 to U+009F); "" for others."""
    try:
        meant = char.encode("latin-1").decode("cp1252")
    except UnicodeError:
        return ""
    return "" if meant == char or unshowable(meant) else meant


_KEYS = {f"{digit}": chr(0x2460 + digit - 1) for digit in range(1, 10)} | {"0": "⓪"}
"""Keys of telephones, as chats write numbers, as numbers in circles."""
_SPELLED = (
    (re.compile("([\uf020-\uf0ff])"), SIGNS),
    (re.compile("([0-9])\ufe0f?\u20e3"), _KEYS),
    (re.compile(f"([{''.join(TWINS)}])\ufe0f?"), TWINS),
)
"""Signs of Symbol and Wingdings, as Word writes them, keys and emoji, and what is written instead."""


def spelled(finding: Finding, lines: Lines) -> Fix | None:
    """The sign that was meant where no face has the one that is written, in all places of the line."""
    line = finding.span.line
    edits = tuple(
        lines.edit(line, *match.span(), signs[match[1]])
        for pattern, signs in _SPELLED
        for match in pattern.finditer(lines.row(line))
        if match[1] in signs
    )
    return Fix(edits) if edits else None
