"""Signs that are almost Markdown, lists as Word draws them, and times of captions.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re
from pathlib import Path

from bulletin.check.fixes.lines import Lines
from bulletin.diagnostics import Finding, Fix
from bulletin.source.captions import better_times, captions_in
from bulletin.source.files import is_there
from bulletin.source.markdown.pasted import in_small_figures
from bulletin.source.markdown.rules import TYPED_QUOTES
from bulletin.source.markdown.slips.blocks import ALMOST_FENCE
from bulletin.source.markdown.slips.escapes import PATH, STARRED, kept
from bulletin.source.markdown.slips.lost_pictures import WHOLE
from bulletin.source.yaml.entries import quoted


def meant(finding: Finding, lines: Lines) -> Fix | None:
    """The signs as they were meant."""
    span = finding.span
    written = lines.at(span)
    if heading := re.match(r"#{2,6}(?=[^#\s])", written):
        return lines.fix(
            span.line, span.column - 1, span.column - 1 + heading.end(), f"{heading[0]} "
        )
    if link := re.fullmatch(r"(!?\[[^\[\]\n]*\])[ \t]+(\([^()\n]*\))", written):
        return lines.instead(span, link[1] + link[2])
    if link := re.fullmatch(r"(!?\[[^\[\]\n]*\])\(([^()\n]*)\)", written):
        target = _target(link[2].strip(), (lines.root / lines.file).parent)
        fixed = f"{link[1]}({target})"
        return lines.instead(span, fixed) if target else None
    if starred := STARRED.pattern.fullmatch(written):
        return lines.instead(span, f"**{starred['words']}**")
    if better := _instead(written):
        return lines.instead(span, better)
    return _bold(finding, lines) if written == "**" else _styled(finding, lines, written)


def _instead(written: str) -> str:
    """What belongs in the place of signs that stand for themselves; "" where it is not known."""
    if PATH.pattern.fullmatch(written):
        return kept(written)
    if quoted := TYPED_QUOTES.fullmatch(written):
        return f"“{quoted['words']}”"
    figure = re.fullmatch(r"(?P<sign>[\^_])\{?(?P<text>[-−]?\d{1,3})\}?", written)
    return in_small_figures("~" if figure["sign"] == "_" else "^", figure["text"]) if figure else ""


def pictured(finding: Finding, lines: Lines) -> Fix | None:
    """A picture's path in brackets that Markdown takes whole; the file must be there."""
    span = finding.span
    found = WHOLE.fullmatch(lines.at(span))
    if found is None:
        return None
    target = found["path"].strip()
    better = target if found["gap"] else _target(target, (lines.root / lines.file).parent)
    return lines.instead(span, f"![{found['words']}]({better})") if better else None


_CAPTION_BEHIND = re.compile(
    r"\s*(?:[-*]\s)?!\[[^\]]*\]\((?P<path><[^>]+>|[^\s()]+)(?P<end>\))[ \t]*[:.–—-]?[ \t]*(?P<words>\S.*?)\s*"
)


def captioned(finding: Finding, lines: Lines) -> Fix | None:
    """Words behind a picture of a gallery as its caption, where it has none."""
    row = lines.row(finding.span.line)
    found = _CAPTION_BEHIND.fullmatch(row)
    if found is None or re.search(r"[\[\]<>`\\]", words := found["words"]):
        return None
    if '"' in words and "'" in words:
        return None
    return lines.fix(
        finding.span.line, found.start("end"), found.end("words"), f" {quoted(words)})"
    )


def closed(finding: Finding, lines: Lines) -> Fix | None:
    """Three colons where a line was meant to close the directive that is open above it."""
    line = finding.span.line
    row = lines.row(line)
    if not ALMOST_FENCE.fullmatch(row) or lines.open_above[line - 1] <= 0:
        return None
    return lines.fix(line, 0, len(row), ":::")


def _styled(finding: Finding, lines: Lines, written: str) -> Fix | None:
    """Words between signs that make nothing bold or slanted, in stars that do."""
    bold = re.fullmatch(r"__([^_\n]+)__", written)
    if bold and re.search(r"[^\W\d_]", bold[1]):
        return _in_stars(lines, finding, f"**{bold[1].strip()}**")
    slanted = re.fullmatch(r"\*([^*\n]+)\*", written)
    if slanted and slanted[1].strip():
        return _in_stars(lines, finding, f"*{slanted[1].strip()}*")
    return None


def _in_stars(lines: Lines, finding: Finding, text: str) -> Fix | None:
    """Words in stars, with a space where a letter stands beside them and they end with a mark."""
    span = finding.span
    row = lines.row(span.line)
    before, after = row[: span.column - 1][-1:], row[span.end_column - 1 :][:1]
    if before == "_" or after == "_" or "`" in row:
        return None
    return lines.instead(
        span, f"{' ' if before.isalnum() else ''}{text}{' ' if after.isalnum() else ''}"
    )


_TITLE = re.compile(r"(?P<address>\S+)\s+[“”‘’«](?P<title>[^“”‘’«»\"]*)[“”‘’»]")
_SIZE = re.compile(r"(?P<address>\S+)\s+=\d*x\d*")


def _target(target: str, folder: Path) -> str:
    """What belongs between the brackets of a link; "" where it is not known."""
    if found := _TITLE.fullmatch(target):
        return f'{found["address"]} "{found["title"]}"'
    if found := _SIZE.fullmatch(target):
        return found["address"]
    if re.fullmatch(r"[+\d][\d .()-]{6,}", target):
        return f"tel:{re.sub(r'[^+0-9]', '', target)}"
    return _without_spaces(target, folder)


def _without_spaces(target: str, folder: Path) -> str:
    """An address that Markdown takes whole; a file must be there."""
    if re.search(r"[\"'<>]", target) or not target:
        return ""
    if re.match(r"(?i)https?://[^\s/]+/|(?:sms|mailto):[^\s?]+\?", target):
        return "%20".join(target.split())
    if re.match(r"(?i)(tel|sms|mailto):", target):
        return "".join(target.split())
    return f"<{target}>" if is_there(folder / target) else ""


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
        before = row[pair.start() - 1 : pair.start()] if pair.start() else " "
        after = row[pair.end() : pair.end() + 1] or " "
        # A mark of punctuation inside, and a letter right outside, make nothing bold either.
        left = " " if before.isalnum() and not pair["inner"][0].isalnum() else ""
        right = " " if after.isalnum() and not pair["inner"][-1].isalnum() else ""
        if not (left or right or inner != pair["inner"]) or not re.search(r"[^\W\d_]", inner):
            return None
        return lines.fix(line, pair.start(), pair.end(), f"{left}**{inner}**{right}")
    return None


_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?:[ \t]*[:.\-–)：])?[ \t]+(?=\S)")


def noted(finding: Finding, lines: Lines) -> Fix | None:
    """A footnote's text with the colon that it lacks, where a mark elsewhere refers to it."""
    line = finding.span.line
    row = lines.row(line)
    note = _NOTE.match(row)
    if note is None or finding.span.column != 1 or lines.row(line - 1).strip().startswith("|"):
        return None
    mark = f"[^{note['label']}]"
    others = [n for n, text in lines.numbered() if mark in text and n != line]
    if not others or any(lines.row(n).startswith(f"{mark}:") for n in others):
        return None
    return lines.fix(line, 0, note.end(), f"{mark}: ")


_DASH = re.compile(r"(?P<indent>\s{0,3})[–—―−‒‐‑](?P<space>[ \u00a0\u2000-\u200a\u202f]*)(?=\S)")
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


def times(finding: Finding, lines: Lines) -> Fix | None:
    """Two times as players know them, where they can be read."""
    line = finding.span.line
    row = lines.row(line)
    better = better_times(row)
    if better is None or not captions_in(better).cues:
        return None
    return lines.fix(line, 0, len(row), better)


_IN_QUOTES = re.compile(r"[\"'“”„«‘’](?P<inner>[\w.,-]+)[\"'”“»’‘]")


def unquoted(finding: Finding, lines: Lines) -> Fix | None:
    """The value of an option without quotes, which no word or number of them has."""
    span = finding.span
    found = _IN_QUOTES.fullmatch(lines.at(span))
    if found is None:
        return None
    return lines.instead(span, found["inner"])
