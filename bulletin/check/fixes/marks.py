"""Signs that are almost Markdown, lists as Word draws them, and times of captions.

In: a finding and the lines of its file. Out: a fix, or None.
"""

from __future__ import annotations

import re
from pathlib import Path

from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix
from bulletin.source.captions import captions_in


def meant(finding: Finding, lines: Lines) -> Fix | None:
    """The signs as they were meant."""
    span = finding.span
    written = lines.at(span)
    if heading := re.match(r"#{2,6}(?=[^#\s])", written):
        return lines.fix(
            span.line, span.column - 1, span.column - 1 + heading.end(), f"{heading[0]} "
        )
    if link := re.fullmatch(r"(!?\[[^\[\]\n]*\])[ \t]+(\([^()\n]*\))", written):
        return lines.fix(span.line, span.column - 1, span.end_column - 1, link[1] + link[2])
    if link := re.fullmatch(r"(!?\[[^\[\]\n]*\])\(([^()\n]*)\)", written):
        target = _without_spaces(link[2].strip(), (lines.root / lines.file).parent)
        fixed = f"{link[1]}({target})"
        return lines.fix(span.line, span.column - 1, span.end_column - 1, fixed) if target else None
    return _bold(finding, lines) if written == "**" else None


def _without_spaces(target: str, folder: Path) -> str:
    """An address that Markdown takes whole; a file must be there."""
    if re.search(r"[\"'<>]", target) or not target:
        return ""
    if re.match(r"(?i)https?:", target):
        return "%20".join(target.split())
    if re.match(r"(?i)(tel|sms|mailto):", target):
        return "".join(target.split())
    return f"<{target}>" if (folder / target).is_file() else ""


_PAIR = re.compile(r"(?<!\*)\*\*(?!\*)(?P<inner>[^*\n]+)\*\*(?!\*)")
_SPACE = " \t\u00a0"


def _bold(finding: Finding, lines: Lines) -> Fix | None:
    """A pair of stars without spaces inside; they go outside."""
    line, at = finding.span.line, finding.span.column - 1
    row = lines.row(line)
    if row.count("**") % 2 or "`" in row or "\\*" in row or "***" in row:
        return None
    for pair in _PAIR.finditer(row):
        if at not in {pair.start(), pair.end() - 2}:
            continue
        inner = pair["inner"].strip(_SPACE)
        if inner == pair["inner"] or not re.search(r"[^\W\d_]", inner):
            return None
        before = row[pair.start() - 1 : pair.start()] if pair.start() else " "
        after = row[pair.end() : pair.end() + 1] or " "
        left = " " if pair["inner"][0] in _SPACE and before.isalnum() else ""
        right = " " if pair["inner"][-1] in _SPACE and after.isalnum() else ""
        return lines.fix(line, pair.start(), pair.end(), f"{left}**{inner}**{right}")
    return None


_DASH = re.compile(r"(?P<indent>\s{0,3})[–—―](?P<space>[ \u00a0\u2000-\u200a\u202f]+)(?=\S)")
_SPOKEN = re.compile(r"[?!…”\"]\s*$")


def listed(finding: Finding, lines: Lines) -> Fix | None:
    """A hyphen for each dash that starts a line of a list; what may be speech stays."""
    line = finding.span.line
    if not _DASH.match(lines.row(line)):
        return None
    first = line
    while first > 1 and lines.row(first - 1).strip():
        first -= 1
    edits = []
    while lines.row(first).strip():
        row = lines.row(first)
        if match := _DASH.match(row):
            if _SPOKEN.search(row):
                return None
            edits.append(lines.edit(first, match.end("indent"), match.end(), "- "))
        first += 1
    return Fix(tuple(edits)) if edits else None


_TIMES = re.compile(
    r"\s*([0-9]+:[0-9:.,]+)\s*(?:[-=]+>|[–—]+>?|→|-+|- ->|-- >)\s*([0-9]+:[0-9:.,]+)\s*"
)


def times(finding: Finding, lines: Lines) -> Fix | None:
    """The arrow between two times as players know it, where the times can be read."""
    line = finding.span.line
    row = lines.row(line)
    match = _TIMES.fullmatch(row)
    if match is None or "-->" in row:
        return None
    better = f"{match[1]} --> {match[2]}"
    return lines.fix(line, 0, len(row), better) if captions_in(better).cues else None
