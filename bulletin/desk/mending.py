"""Fixes carried out: all that do not touch each other, again until nothing is left to mend.

In: a publication's folder, and a way to look at it. Out: the files as findings would have them,
each written whole or not at all, and what was done. Nothing outside of the folder is written,
and nothing through a link; what an edit does not name stays byte for byte.
"""

import bisect
import difflib
import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.cache import digest_of_file
from bulletin.cache.file_states import FileStates, is_same, states
from bulletin.desk.writing import rewrite
from bulletin.diagnostics import MAX_BYTES, BulletinError, Edit, Finding, Fix, text_in
from bulletin.machine.disks import link_or_copy
from bulletin.messages import text_of, tr
from bulletin.source.root import ISSUE
from bulletin.source.text import nfc

Look = Callable[[Path], tuple[Finding, ...]]
"""All findings about a publication's folder, with their fixes."""

_MOST_ROUNDS = 60
"""YAML names one mistake of a file at a time; no file of ours has as many lines."""


@dataclass(frozen=True)
class Mended:
    """What was done: how many findings were mended, in which files, and what is still found.

    `files` has the name of every file that was written and the one that it has now; `refused`
    what was left alone, and why.
    """

    count: int
    files: dict[str, str]
    refused: dict[str, str]
    findings: tuple[Finding, ...]


def mend(root: Path, look: Look) -> Mended:
    """Carry out all fixes."""
    work = _Work(root)
    findings = work.look(look)
    for _ in range(_MOST_ROUNDS):
        if not work.round([finding.fix for finding in findings if finding.fix]):
            break
        findings = work.look(look)
    return Mended(work.count, work.files, work.refused, findings)


def rehearsed(root: Path, ids: Iterable[str], look: Look) -> tuple[str, Mended]:
    """What `mend` would do, as a unified diff; everything happens in a copy."""
    wanted = set(ids)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        copy = Path(folder) / root.name

        def left_out(above: str, names: list[str]) -> set[str]:
            if Path(above) != root:
                return set()
            return {n for n in names if n not in wanted and (root / n / ISSUE).is_file()}

        shutil.copytree(root, copy, symlinks=True, ignore=left_out, copy_function=_copied)
        mended = mend(copy, look)
        return "".join(_differences(root, copy, mended.files)), mended


def _copied(file: str, place: str) -> None:
    """A second name for the same bytes; what is mended is written beside and put in its place."""
    link_or_copy(Path(file), Path(place))


def _differences(root: Path, copy: Path, files: dict[str, str]) -> Iterator[str]:
    for old, new in sorted(files.items()):
        before, after = (_lines(root / old), _lines(copy / new))
        if old != new:
            yield f"rename {old}\nto     {new}\n"
        for row in difflib.unified_diff(before, after, f"a/{old}", f"b/{new}"):
            yield row if row.endswith("\n") else f"{row}\n"


def _lines(path: Path) -> list[str]:
    text = text_in(path.read_bytes(), "replace")
    return re.findall(r"[^\n]*\n|[^\n]+", text)


@dataclass
class _Work:
    """Fixes being carried out."""

    root: Path
    count: int = 0
    files: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    _looked_at: FileStates = field(default_factory=dict)

    def look(self, look: Look) -> tuple[Finding, ...]:
        """All findings, and a note of the files in which they are."""
        self._looked_at = dict(states(self.root, (), _digest_of_text))
        return look(self.root)

    def round(self, fixes: list[Fix]) -> int:
        """Carry out what does not touch each other; how much that was."""
        plan = _Plan()
        taken = [fix for fix in dict.fromkeys(fixes) if self._allows(fix) and plan.takes(fix)]
        failed = {file for file, edits in plan.edits.items() if not self._write(file, edits)}
        done = [fix for fix in taken if not failed & set(_files(fix))]
        for fix in done:
            if fix.recode:
                self._recode(*fix.recode)
            if fix.rename:
                self._rename(*fix.rename)
        carried = len([fix for fix in done if not set(_files(fix)) & set(self.refused)])
        self.count += carried
        return carried

    def _allows(self, fix: Fix) -> bool:
        """Whether all files of a fix can be written; why not is noted."""
        for file in _files(fix):
            if file not in self.refused and (reason := _reason(self.root, file)):
                self.refused[file] = reason
        if fix.rename:
            file, name = fix.rename
            if os.path.lexists((self.root / file).with_name(name)):
                self.refused.setdefault(file, tr("{name} is there already", name=name))
        return not set(_files(fix)) & set(self.refused)

    def _write(self, file: str, edits: list[Edit]) -> bool:
        return self._replace(file, lambda was: edited(text_in(was), edits))

    def _recode(self, file: str, encoding: str) -> None:
        self._replace(file, lambda was: nfc(was.decode(encoding)).removeprefix("\ufeff"))

    def _replace(self, file: str, text: Callable[[bytes], str]) -> bool:
        """Write what becomes of a file's bytes, which have to be those that were looked at."""
        path = self.root / file
        try:
            was = path.read_bytes()
            if not self._is_as_seen(path):
                self.refused[file] = tr("somebody saved it at the same moment")
                return False
            rewrite(path, text(was).encode(), was)
        except OSError as error:
            self.refused[file] = error.strerror or text_of(error)
            return False
        except (BulletinError, UnicodeError) as error:
            self.refused[file] = text_of(error)
            return False
        self._note(file, file)
        return True

    def _is_as_seen(self, path: Path) -> bool:
        """Whether nobody has saved a file since it was looked at: edits would hit other words."""
        before = self._looked_at.get(str(path.resolve()))
        now = [state for _, state in states(path, (), _digest_of_text)]
        return before is not None and bool(now) and is_same(str(path), before, now[0])

    def _rename(self, file: str, name: str) -> None:
        path = self.root / file
        try:
            path.rename(path.with_name(name))
        except OSError as error:
            self.refused[file] = error.strerror or text_of(error)
            return
        self._note(file, f"{file.rpartition('/')[0]}/{name}".removeprefix("/"))

    def _note(self, file: str, now: str) -> None:
        first = next((old for old, new in self.files.items() if new == file), file)
        self.files[first] = now


def _digest_of_text(file: Path) -> str:
    """The digest of what may be a text; films, of which a rehearsal makes second names, are none."""
    return digest_of_file(file) if file.stat().st_size <= MAX_BYTES else ""


@dataclass
class _Plan:
    """The edits of one round, sorted by file, none of which touches another."""

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    names: set[tuple[str, str]] = field(default_factory=set)

    def takes(self, fix: Fix) -> bool:
        """Take a fix whole, or leave it for the next round."""
        target = (Path(fix.rename[0]).parent.as_posix(), fix.rename[1]) if fix.rename else None
        if target in self.names:
            return False
        new = [edit for edit in sorted(set(fix.edits)) if not self._has(edit)]
        if any(map(self._is_in_the_way, new)) or any(
            one.file == two.file and _touch(one, two) for one, two in itertools.pairwise(new)
        ):
            return False
        if target:
            self.names.add(target)
        for edit in new:
            bisect.insort(self.edits.setdefault(edit.file, []), edit)
        return True

    def _has(self, edit: Edit) -> bool:
        taken = self.edits.get(edit.file, [])
        at = bisect.bisect_left(taken, edit)
        return at < len(taken) and taken[at] == edit

    def _is_in_the_way(self, edit: Edit) -> bool:
        """Whether an edit touches the one before or the one after it."""
        taken = self.edits.get(edit.file, [])
        at = bisect.bisect_left(taken, edit)
        return any(_touch(*sorted((edit, one))) for one in taken[max(0, at - 1) : at + 1])


def _touch(first: Edit, second: Edit) -> bool:
    """Whether two edits in order share a place."""
    end, start = (first.end_line, first.end_column), (second.line, second.column)
    return end > start or (first.line, first.column) == start


def _files(fix: Fix) -> Iterator[str]:
    """The files that a fix writes."""
    yield from {edit.file for edit in fix.edits}
    for named in (fix.rename, fix.recode):
        if named:
            yield named[0]


def _reason(root: Path, file: str) -> str:
    """Why a file is left alone; "" if it may be written."""
    path = root / file
    inside = [path, *path.parents][: len(Path(file).parts)]
    try:
        if (
            ".." in Path(file).parts
            or Path(file).is_absolute()
            or any(p.is_symlink() for p in inside)
        ):
            return tr("it is a link, or lies outside of the publication's folder")
        if not path.is_file():
            return tr("it is not a file")
        if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
            return tr("it is read-only")
    except OSError as error:
        return error.strerror or text_of(error)
    return ""


def edited(text: str, edits: list[Edit]) -> str:
    """A text with all edits; all else stays, and lines that are new end as the others do."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    newline = "\r\n" if "\r\n" in text else "\n"
    parts, at = [], 0
    for edit in sorted(edits):
        start = starts[edit.line - 1] + edit.column - 1
        parts += [text[at:start], edit.text.replace("\n", newline)]
        at = starts[edit.end_line - 1] + edit.end_column - 1
    return "".join([*parts, text[at:]])
