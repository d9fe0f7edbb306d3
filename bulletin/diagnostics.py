"""What can be said about an editor's input: places, findings, and their renderings.

In: positions in source files, and the code and message of what was noticed there.
Out: `Finding` values, and their text, JSON, GitHub and GitLab forms. The lowest layer: imports
nothing else of ours.
"""

from __future__ import annotations

import enum
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from bulletin.messages import tr


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file. Lines and columns count from 1; a column is a code point.

    `file` is relative to the publication's folder, with `/`. `end_column` is the column
    after the last character on `line` (0: only the start is known).
    """

    file: str
    line: int = 1
    column: int = 1
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(enum.StrEnum):
    """How bad a finding is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def words(self) -> str:
        """Its name for people."""
        return tr("error") if self is Severity.ERROR else tr("warning")


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: a stable number, its severity, and what it stands for.

    `optional`: an error that stops no edition, so that a publication may do without it.
    """

    number: str
    severity: Severity
    title: str
    optional: bool = False

    @property
    def may_be_off(self) -> bool:
        """Whether a publication may switch it off."""
        return self.optional or self.severity is Severity.WARNING


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Text to write in place of a stretch of a file, whose end is no part of it.

    Lines and columns count as in `Span`.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The one right answer to a finding: edits that belong together, and a file's new name.

    `rename` is a file and its name in the same folder; edits name it as it is called now.
    `recode` is a file and the codec of Python by which it is read, to be saved anew as UTF-8.
    """

    edits: tuple[Edit, ...] = ()
    rename: tuple[str, str] | None = None
    recode: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed about the input, with the words to write instead in `hint`."""

    code: Code
    message: str
    span: Span
    hint: str = ""
    fix: Fix | None = None
    """What `bulletin check --fix` does about it."""

    def as_error(self) -> Finding:
        """The same finding as an error: where nobody sees a warning."""
        return replace(self, code=replace(self.code, severity=Severity.ERROR))

    @property
    def is_error(self) -> bool:
        """Whether this finding stops the build."""
        return self.code.severity is Severity.ERROR

    @property
    def order(self) -> tuple[Span, str, str]:
        """The key by which findings are shown: by place, then code, then words."""
        return (self.span, self.code.number, self.message)


@dataclass(frozen=True, slots=True)
class Switch:
    """A code that an editor switches off, and why; `file` "" is everywhere, else in one file."""

    number: str
    reason: str
    span: Span
    file: str = ""


class BulletinError(Exception):
    """Anything that ends a command with a message instead of a traceback.

    `hint` says what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class FindingsError(BulletinError):
    """The input has errors; `findings` holds them all."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = in_order(findings)
        errors = sum(finding.is_error for finding in self.findings)
        super().__init__(tr("{errors} error(s) in the input", errors=errors))

    def __reduce__(self) -> tuple[type[FindingsError], tuple[tuple[Finding, ...]]]:
        return (FindingsError, (self.findings,))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, line and column, each once."""
    return tuple(sorted(set(findings), key=lambda finding: finding.order))


FIXABLE = "[*]"
"""The sign of a finding that `bulletin check --fix` mends, as ruff writes it."""

Sources = Callable[[str], str | None]
"""Gives the text of a file named in a `Span`, or None when it cannot be read."""


MAX_BYTES = 8_000_000
"""The largest file that is read as text."""


def sources_below(root: Path) -> Sources:
    """Read the files of spans below `root`; undecodable bytes show as U+FFFD.

    A link that leads out of the folder shows nothing of what it leads to, nor does a file that
    is too large to be read as text.
    """

    def read(file: str) -> str | None:
        try:
            path = (root / file).resolve()
            if not (path.is_relative_to(root.resolve()) and path.is_file()):
                return None
            if path.stat().st_size > MAX_BYTES:
                return None
            return text_in(path.read_bytes(), "replace").replace("\r\n", "\n").replace("\r", "\n")
        except (OSError, RuntimeError, ValueError):
            return None

    return read


UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""What text in UTF-16 begins with, as Windows saves it."""


def text_in(data: bytes, errors: str = "strict") -> str:
    """The text of a file, in UTF-16 if its mark says so, else in UTF-8.

    `errors` is that of `bytes.decode`. Raises `UnicodeDecodeError` if it is strict.
    """
    return data.decode("utf-16" if data.startswith(UTF16_MARKS) else "utf-8", errors)


def rows_of(text: str) -> list[str]:
    """The lines of a text as editors count them: U+2028, U+0085 and the like begin no new one."""
    return re.split(r"\r\n?|\n", text)


def rows_in(sources: Sources) -> Callable[[str], list[str]]:
    """Gives the lines of a file, read and cut once; one empty line where it cannot be read."""
    return cache(lambda file: rows_of(sources(file) or ""))


def as_text(
    findings: Iterable[Finding], sources: Sources, prefix: str = "", say: Callable[[str], str] = str
) -> str:
    """Findings for a person: place, code and message, the line with a pointer, the hint.

    `say` gives the severity in the language of the messages.
    """
    rows = rows_in(sources)
    return "\n".join(
        _text_of(finding, rows(finding.span.file), prefix, say) for finding in findings
    )


def _text_of(finding: Finding, rows: list[str], prefix: str, say: Callable[[str], str]) -> str:
    sign = f" {FIXABLE}" if finding.fix else ""
    head = (
        f"{prefix}{finding.span}: {say(finding.code.severity.words)} {finding.code.number}{sign} "
        f"{finding.message}"
    )
    lines = [_shown(head)]
    if 0 < finding.span.line <= len(rows) and rows[finding.span.line - 1].strip():
        lines += _pointed(rows[finding.span.line - 1], finding.span)
    if finding.hint:
        lines.append(f"    = {calm(finding.hint)}")
    return "\n".join(lines)


_LINE_SHOWN = 100
"""Longest stretch of a source line that is shown, in characters."""


def _pointed(row: str, span: Span) -> list[str]:
    """The source line and a pointer under the place, cut to what fits a terminal."""
    row = row.rstrip()
    start = min(max(span.column - 1, 0), len(row))
    end = min(span.end_column - 1, len(row)) if span.end_column > span.column else start + 1
    left = max(0, start - _LINE_SHOWN // 2) if len(row) > _LINE_SHOWN else 0
    # Only what is shown is looked at: a line may be long and have a thousand findings.
    shown = _shown(row[left : left + _LINE_SHOWN])
    before = ("…" if left else "") + _shown(row[left:start])
    marked = _shown(row[start : min(end, left + _LINE_SHOWN)])
    pointer = " " * _cells(before) + "^" * max(1, _cells(marked))
    text = ("…" if left else "") + shown + ("…" if left + _LINE_SHOWN < len(row) else "")
    return [f"    | {text}", f"    | {pointer}"]


def _shown(row: str) -> str:
    """A line without characters that would move or colour a terminal."""
    return _CONTROLS.sub("\ufffd", row.replace("\t", " "))


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def calm(text: str) -> str:
    """Lines without such characters: names of files may have any."""
    return "\n".join(map(_shown, text.split("\n")))


def _cells(text: str) -> int:
    """Terminal cells that a text takes: combining marks none, wide characters two."""
    if text.isascii():
        return len(text)
    width = {"W": 2, "F": 2}
    return sum(
        0 if unicodedata.combining(char) else width.get(unicodedata.east_asian_width(char), 1)
        for char in text
    )


def as_data(finding: Finding) -> dict[str, object]:
    """A finding as plain values for JSON."""
    return {
        "code": finding.code.number,
        "severity": str(finding.code.severity),
        "message": finding.message,
        "hint": finding.hint,
        **asdict(finding.span),
    }


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON array, one object a finding, with its fix or null."""
    rows = [as_data(f) | {"fix": asdict(f.fix) if f.fix else None} for f in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(findings: Iterable[Finding], prefix: str = "") -> str:
    """Findings as GitHub workflow commands, so that they show beside the changed lines.

    Source: GitHub Actions, "Workflow commands", setting an error or warning message.
    """
    return "\n".join(
        f"::{f.code.severity} file={_property(prefix + f.span.file)},line={f.span.line},"
        f"col={f.span.column},title={_property(f.code.number)}::"
        + _data(f.message + (f"\n{f.hint}" if f.hint else ""))
        for f in findings
    )


def as_gitlab(findings: Iterable[Finding], prefix: str, say: Callable[[str], str]) -> str:
    """Findings as a report that GitLab shows beside the changed lines.

    What a finding is known by again is the same in all languages.

    Source: GitLab, "Code Quality", the format of a report.
    """
    rows = []
    seen: Counter[str] = Counter()
    for f in findings:
        words = f.message + (f"\n{f.hint}" if f.hint else "")
        # Not the line: what moves down a line is no new finding.
        same = f"{f.code.number}\0{f.span.file}\0{words}"
        seen[same] += 1
        rows.append(
            {
                "description": say(f.message) + (f"\n{say(f.hint)}" if f.hint else ""),
                "check_name": f.code.number,
                "fingerprint": sha256(f"{same}\0{seen[same]}".encode()).hexdigest(),
                "severity": "major" if f.is_error else "minor",
                "location": {"path": prefix + f.span.file, "lines": {"begin": f.span.line}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
