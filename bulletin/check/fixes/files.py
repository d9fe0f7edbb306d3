"""Files under other names than are written, and under names that give no address.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bulletin.check.fixes.lines import Lines, lines_of
from bulletin.diagnostics import Edit, Finding, Fix
from bulletin.source.files import is_there
from bulletin.source.root import ISSUE
from bulletin.source.text import nfc


def as_on_disk(finding: Finding, lines: Lines) -> Fix | None:
    """A path with the capitals that the file has."""
    span = finding.span
    written = lines.at(span)
    sign = written[:1] if written[:1] in {'"', "'"} else ""
    bare = written.strip(sign) if sign else written
    folder = lines.root / lines.file.partition("/")[0] if "/" in lines.file else lines.root
    right = _right(folder, bare)
    if right is None or not bare:
        return None
    return lines.instead(span, f"{sign}{right}{sign}")


def inside(finding: Finding, lines: Lines) -> Fix | None:
    """A path with / between its names and none in front, if the file is there."""
    span = finding.span
    written = lines.at(span)
    better = written.replace("\\", "/").lstrip("/")
    issue = lines.root / lines.file.partition("/")[0]
    if not better or better == written or ".." in better.split("/") or ":" in better:
        return None
    if not is_there(issue / better):
        return None
    return lines.instead(span, better)


def _right(folder: Path, written: str) -> str | None:
    """The path whose names differ in capitals only; None where there is not exactly one."""
    names = []
    for part in written.split("/"):
        if part in {"", ".."}:
            return None
        try:
            listing = [path.name for path in folder.iterdir()]
        except OSError:
            return None
        close = [name for name in listing if nfc(name).casefold() == nfc(part).casefold()]
        exact = [name for name in close if nfc(name) == nfc(part)]
        found = exact or close
        if part != "." and len(found) != 1:
            return None
        names.append(found[0] if part != "." else part)
        folder /= names[-1]
    return "/".join(names)


def renamed(finding: Finding, lines: Lines) -> Fix | None:
    """An article's new name, and it in place of the old one wherever the issue names it."""
    if finding.fix is None or finding.fix.rename is None:
        return None
    file, better = finding.fix.rename
    issue, _, name = file.rpartition("/")
    folder = lines.root / issue
    edits = [*_listed(lines.root, f"{issue}/{ISSUE}", name, better)]
    for path in sorted(folder.glob("*.md")):
        edits += _linked(lines.root, f"{issue}/{path.name}", name, better)
    return Fix(tuple(edits), finding.fix.rename)


def _listed(root: Path, file: str, name: str, better: str) -> Iterator[Edit]:
    lines = lines_of(root, file)
    pattern = re.compile(rf"(?<![\w./-])(?:\./)?{re.escape(name)}(?![\w.-])")
    if lines is None:
        return
    for line, row in lines.numbered():
        before_comment = re.split(r"(?:^|\s)#", row, maxsplit=1)[0]
        for match in pattern.finditer(before_comment):
            yield lines.edit(line, match.start(), match.end(), better)


def _linked(root: Path, file: str, name: str, better: str) -> Iterator[Edit]:
    lines = lines_of(root, file)
    spellings = "|".join(re.escape(one) for one in sorted({name, quote(name)}))
    pattern = re.compile(
        rf"(?:\]\(<?|^:::+\s*\{{[\w-]+\}}\s+|^\[[^\]]+\]:\s*)(?:\./)?(?P<name>{spellings})(?=[)#\s>]|$)"
    )
    if lines is None:
        return
    for line, row in lines.numbered():
        for match in pattern.finditer(row):
            yield lines.edit(line, match.start("name"), match.end("name"), better)
