"""HTML of a word or two, as Markdown says it: bold, italics, breaks, and what is only a look.

In: a finding and the lines of its file. Out: a fix, or None: blocks are for `bulletin import`.
"""

import re

from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix
from bulletin.source.markdown.pasted import in_small_figures

_MARKS = {
    "b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~",
    "code": "`", "kbd": "`", "samp": "`", "tt": "`", "sup": "^", "sub": "~",
    "font": "", "center": "", "big": "", "small": "", "mark": "",
}  # fmt: skip
_OPENS = re.compile(r"<([a-z]+)(?:\s[^<>]*|/)?>", re.IGNORECASE)
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)
_SIGNS = re.compile(r"[*_~^`<>\\\[\]]")


def as_markdown(finding: Finding, lines: Lines) -> Fix | None:
    """A pair of tags around plain words on one line, or a break, as Markdown."""
    line, at = finding.span.line, finding.span.column - 1
    row = lines.row(line)
    opened = _OPENS.match(row, at)
    if opened is None or "`" in row[:at]:
        return None
    name = opened[1].lower()
    if name == "br":
        return _broken(lines, line, at)
    closes = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(row, opened.end())
    if name not in _MARKS or closes is None:
        return None
    words = row[opened.end() : closes.start()]
    marked = _marked(name, words)
    return lines.fix(line, at, closes.end(), marked) if marked is not None else None


def _marked(name: str, words: str) -> str | None:
    mark = _MARKS[name]
    if not words.strip() or _SIGNS.search(words) or words != words.strip():
        return None
    if name in {"sup", "sub"}:
        return in_small_figures(mark, words) or None
    return f"{mark}{words}{mark}"


def _broken(lines: Lines, line: int, at: int) -> Fix | None:
    """A break as Markdown has it; in a table or a list there is no place for another line."""
    row = lines.row(line)
    found = next((one for one in _BREAK.finditer(row) if one.start() <= at < one.end()), None)
    if found is None or row.lstrip().startswith("|") or re.match(r"\s|[-*+>]\s|\d+[.)]\s", row):
        return None
    before, after = row[: found.start()], row[found.end() :]
    if not before:
        return None if after else lines.fix(line, 0, len(row), "")
    if not after:
        follows = bool(lines.row(line + 1).strip())
        return lines.fix(line, found.start(), found.end(), "\\" if follows else "")
    return lines.fix(line, found.start(), found.end(), "\\\n")
