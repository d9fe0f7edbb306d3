"""Files of text: bytes in, `Source` out, with a place for every character.

What a page, an e-book or a database could not hold (XML 1.0, section 2.2) is a finding here,
so that nothing later meets it.
"""

from __future__ import annotations

import bisect
import errno
import itertools
import re
import stat
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin import codes
from bulletin.diagnostics import MAX_BYTES, UTF16_MARKS, Span, text_in
from bulletin.formats.characters import OTHERS
from bulletin.messages import tr
from bulletin.source.reporting import Findings

_NONE = "".join(
    chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_UNSHOWABLE = re.compile(f"[{OTHERS}\x7f-\x9f\ufdd0-\ufdef{_NONE}]")
"""What is no character of XML 1.0 (section 2.2), DELETE, the C1 controls, and non-characters."""


def nfc(text: str) -> str:
    """Text in Unicode NFC, the one form that all readers of the tree expect."""
    # Its own ordering of marks takes the square of their number; sorted ones are left alone.
    return unicodedata.normalize("NFC", _HEAP_OF_MARKS.sub(_in_order, text))


_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06ed"
    "\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\ufe20-\ufe2f"
)
_HEAP_OF_MARKS = re.compile(f"[{_MARKS}]{{30,}}")


def _in_order(marks: re.Match[str]) -> str:
    """Marks in canonical order; those of class 0 stay where they are and keep others apart."""
    runs = itertools.groupby(marks[0], key=lambda mark: unicodedata.combining(mark) > 0)
    return "".join("".join(sorted(run, key=unicodedata.combining)) for _, run in runs)


@dataclass(frozen=True)
class Value:
    """A piece of text, in NFC, and its place."""

    text: str
    span: Span


@dataclass(frozen=True)
class Source:
    """A stretch of a file: its text, with LF at the ends of lines, and where it begins.

    `line` is the number of its first line; `columns` how many characters stand before its
    text in each of its lines (empty: none).
    """

    file: str
    text: str
    line: int = 1
    columns: tuple[int, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        """Offsets at which lines start."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def offset(self, row: int, column: int = 0) -> int:
        """The offset of a line of this source (from 0) and a column of its text (from 0)."""
        starts = self._starts
        start = starts[row] if 0 <= row < len(starts) else starts[0 if row < 0 else -1]
        return min(start + column, len(self.text))

    def has_row(self, row: int) -> bool:
        """Whether this source has a line of this index."""
        return 0 <= row < len(self._starts)

    def offset_of(self, span: Span) -> int:
        """The offset at which a span of this file starts."""
        row = span.line - self.line
        before = self.columns[row] if 0 <= row < len(self.columns) else 0
        return self.offset(row, span.column - 1 - before)

    @cached_property
    def _line_spans(self) -> dict[int, Span]:
        """What `line_span` has said: several ask it of each line."""
        return {}

    def line_span(self, row: int) -> Span:
        """The place of a line (from 0), without the space around its text."""
        if row not in self._line_spans:
            start = self.offset(row)
            end = self.offset(row + 1) if row + 1 < len(self._starts) else len(self.text)
            text = self.text[start:end]
            lead = len(text) - len(text.lstrip())
            self._line_spans[row] = self.span(start + lead, start + len(text.rstrip()))
        return self._line_spans[row]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, in the file."""
        row = bisect.bisect_right(self._starts, max(0, offset)) - 1
        before = self.columns[row] if row < len(self.columns) else 0
        return self.line + row, before + offset - self._starts[row] + 1

    def span(self, start: int, end: int | None = None) -> Span:
        """The place of the characters from `start` to before `end`, at most to its line's end."""
        line, column = self.place(start)
        if end is None:
            return Span(self.file, line, column)
        stop = self.text.find("\n", start)
        stop = len(self.text) if stop < 0 else stop
        length = max(min(end, stop) - start, 0)
        return Span(self.file, line, column, column + length if length else 0)

    def part(self, start: int, end: int | None = None) -> Source:
        """The lines from index `start` to before `end`, as a source of its own."""
        rows = self.text.split("\n")[start:end]
        return Source(self.file, "\n".join(rows), self.line + start, self.columns[start:end] or ())


def read_source(
    path: Path, file: str, findings: Findings, *, marked: bool = False
) -> Source | None:
    """The text of a file, or None after a finding. `file` is what findings call it.

    `marked`: programs that write this kind of file start it with a byte order mark, of UTF-8 or
    of UTF-16.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))  # noqa: TRY301, as unreadable
        if about.st_size > MAX_BYTES:
            report_too_large(file, Span(file), findings)
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        hint = tr("check that the file exists and that you may open it")
        findings.add(codes.UNREADABLE, Span(file), tr("{file} cannot be read", file=file), hint)
        return None
    return decode(data, file, findings, marked=marked)


def report_too_large(file: str, span: Span, findings: Findings) -> None:
    """Report a file with more than `MAX_BYTES`."""
    message = tr(
        "{file} has more than {max_bytes} MB, too much for a text",
        file=file,
        max_bytes=MAX_BYTES // 1_000_000,
    )
    hint = tr("check whether it is the right file, or cut it into several")
    findings.add(codes.TOO_LARGE, span, message, hint)


def decode(data: bytes, file: str, findings: Findings, *, marked: bool = False) -> Source | None:
    """Bytes as text, or None after a finding; see `read_source`."""
    if kind := next((kind for sign, kind in _NO_TEXT.items() if data.startswith(sign)), ""):
        message = tr("{file} is no text, but {kind}", file=file, kind=kind)
        hint = tr("open it in its program, and save it as text; data as CSV UTF-8")
        findings.add(codes.NOT_UTF8, Span(file), message, hint)
        return None
    if data.startswith(UTF16_MARKS) and not marked:
        hint = tr("save it as UTF-8 (in the editor: Save as, Encoding: UTF-8)")
        findings.add(codes.NOT_UTF8, Span(file), tr("{file} is saved as UTF-16", file=file), hint)
        return None
    try:
        text = text_in(data)
    except UnicodeDecodeError as error:
        findings.add(
            codes.NOT_UTF8,
            Span(file) if error.encoding.startswith("utf-16") else _before(data, error.start, file),
            tr("{file} is not saved as UTF-8", file=file),
            tr("save it as UTF-8 (in the editor: Save as, Encoding: UTF-8)"),
        )
        return None
    return _clean(text.replace("\r\n", "\n").replace("\r", "\n"), file, findings, marked=marked)


_NO_TEXT = {
    b"PK\x03\x04": tr("a file of Excel, Word or the like"),
    b"\xd0\xcf\x11\xe0": tr("an old file of Excel or Word"),
    b"%PDF-": tr("a PDF"),
    b"{\\rtf": tr("an RTF file"),
    b"\x1f\x8b": tr("a compressed file"),
    b"7z\xbc\xaf": tr("a compressed file"),
    b"Rar!": tr("a compressed file"),
    b"\x89PNG": tr("a picture"),
    b"\xff\xd8\xff": tr("a picture"),
    b"GIF8": tr("a picture"),
}
"""What files of programs begin with, that are given the name of a text."""


def _before(data: bytes, position: int, file: str) -> Span:
    """The place of a byte, by the text before it, which decodes."""
    text = data[:position].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line = text.count("\n") + 1
    return Span(file, line, len(text) - text.rfind("\n"))


def _clean(text: str, file: str, findings: Findings, *, marked: bool) -> Source:
    """Text that a page can show; what it cannot is reported and left out."""
    columns: tuple[int, ...] = ()
    if text.startswith("\ufeff"):
        text, columns = text[1:], (1,)
        if not marked:
            message = tr("{file} starts with an invisible mark (BOM)", file=file)
            hint = tr("save it as UTF-8 without BOM")
            findings.add(codes.BYTE_ORDER_MARK, Span(file), message, hint)
    text = loosened(text)
    source = Source(file, text, columns=columns)
    first: dict[str, int] = {}
    if not text.replace("\n", "").isprintable():
        for match in _UNSHOWABLE.finditer(text):
            first.setdefault(match[0], match.start())
    for char, offset in itertools.islice(first.items(), _MOST):
        message = tr(
            "{file} holds the character U+{ord:04X}, which no page can show",
            file=file,
            ord=ord(char),
        )
        hint = hint_for(char, tr("delete it, and check whether the file is really a text"))
        findings.add(codes.CONTROL_CHARACTER, source.span(offset, offset + 1), message, hint)
    return Source(file, showable(text), columns=columns) if first else source


_HARD = "[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
"""Spaces at which lines do not end, or of another width than the spaces of the text."""
_HARD_SPACE = re.compile(_HARD)
_TIED = re.compile(rf"(?<!\S)\S++(?:{_HARD}\S++){{4,}}")
"""Five words or more, each tied to the next by a hard space."""
_ELSEWHERE_A_SPACE = re.compile("[\u115f\u1160\u1680\u2028\u2029\u3164\uffa0]")
"""Unicode's own ends of lines and paragraphs, Korean fillers (as names in chats have them) and the
space of ogham: no face has a shape for them, or a space that is seen."""
_LONGEST_TIED = 28
"""Characters that a narrow column has in a line: what is longer is torn wherever the line ends."""


def loosened(text: str) -> str:
    """Text, place for place, with ordinary spaces in runs of tied words that no line has room for.

    Programs write a hard space for every space: web pages, PDF, "replace all". What has to stay
    together in a line is known from the words.
    """
    if text.isascii():
        return text
    text = _ELSEWHERE_A_SPACE.sub(" ", text)
    if not _HARD_SPACE.search(text):
        return text
    return _TIED.sub(
        lambda run: re.sub(_HARD, " ", run[0]) if len(run[0]) > _LONGEST_TIED else run[0], text
    )


_MOST = 20
"""So many characters of one file are named; a file with more of them is no text."""

_DELETE = tr("delete it")


def meant_by(char: str) -> str:
    """What was meant by a character that no page can show; "" if nobody knows.

    U+0080 to U+009F come from text of Windows that was taken for another encoding.
    """
    try:
        meant = char.encode("latin-1").decode("cp1252")
    except UnicodeError:
        return ""
    return "" if meant == char else meant


def hint_for(char: str, otherwise: str = _DELETE) -> str:
    """What to write for a character that no page can show."""
    meant = meant_by(char)
    return tr("write {meant} in its place", meant=meant) if meant else otherwise


def unshowable(text: str) -> str | None:
    """The first character that no page can show."""
    match = _UNSHOWABLE.search(text)
    return match[0] if match else None


def showable(text: str) -> str:
    """Text with U+FFFD for what no page can show."""
    return text if text.isprintable() else _UNSHOWABLE.sub("\ufffd", text)
