"""Files that articles and settings name: found inside their folder, or a finding.

In: a path as an editor wrote it, and its place. Out: the path as it is on the disk, relative
to the folder. What works on the editor's Windows and breaks on the web (other capitals) is
found here, on every system.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from bulletin import codes
from bulletin.diagnostics import MAX_BYTES, Span
from bulletin.messages import tr
from bulletin.source.file_kinds import EXAMPLE, EXAMPLES, NAMES, SUFFIXES, TEXTS, FileKind
from bulletin.source.reporting import Findings, nearest
from bulletin.source.text import report_too_large
from bulletin.source.values import WrongValue, relative_path

ARTICLES = "[!.]*.[mM][dD]"
"""The names of articles; programs keep hidden files beside those that they edit or copy."""


@dataclass(frozen=True)
class Folder:
    """A folder in which files are looked up, and where findings about them go.

    `root` is the publication's folder, to which the files of spans are relative.
    """

    path: Path
    root: Path
    findings: Findings
    _listings: dict[Path, frozenset[str]] = field(default_factory=dict)
    _found: dict[tuple[str, FileKind], str] = field(default_factory=dict)

    def find(
        self, written: str, span: Span, kind: FileKind, as_written: Callable[[str], str] = str
    ) -> str | None:
        """The path of a file as it is on the disk, with `/`; None after a finding.

        `as_written`: how a path has to stand where this one does.
        """
        if known := self._found.get((written, kind)):
            return known
        example = EXAMPLES.get(kind, EXAMPLE)
        if "://" in written or written.startswith("data:"):
            message = tr(
                "this must be {names} in the issue's folder, not an address on the web",
                names=NAMES[kind],
            )
            hint = tr(
                "save the file into the folder and write its path, as in {example}", example=example
            )
            self.findings.add(codes.FILE_OUTSIDE, span, message, hint)
            return None
        try:
            relative_path(written, example)
        except WrongValue as error:
            near = self._same_name(PureWindowsPath(written).as_posix())
            hint = _meant(as_written(near)) if near else error.hint
            self.findings.add(error.code, span, error.message, hint)
            return None
        found = self._walk(written, span, as_written)
        if found is None or not self._sound(found, written, span, kind):
            return None
        self._found[written, kind] = found
        return found

    @property
    def named(self) -> frozenset[str]:
        """The files that were looked up and found."""
        return frozenset(self._found.values())

    def folder(self, written: str) -> str:
        """The path of a folder inside this one as it is on the disk; "" if there is none."""
        try:
            relative_path(written)
            here = self.path
            for part in PurePosixPath(written).parts:
                here /= self._name(here, part) or part
            if here.is_dir() and not leads_out(here, self.path):
                return here.relative_to(self.path).as_posix()
        except (WrongValue, OSError, ValueError):
            pass
        return ""

    def inside(self, folder: str, kind: FileKind) -> tuple[str, ...]:
        """The files of a kind in a folder inside this one, as people count: 2 before 10."""
        names = (
            name
            for name in self._list(self.path / folder)
            if Path(name).suffix.lower() in SUFFIXES[kind] and not name.startswith(".")
        )
        return tuple(f"{folder}/{name}" for name in sorted(names, key=_counted))

    def shown(self, file: str) -> str:
        """What findings call a file of this folder."""
        path = Path(os.path.relpath(self.path / file, self.root))
        return path.as_posix()

    def _walk(self, written: str, span: Span, as_written: Callable[[str], str]) -> str | None:
        """The path with each name as the disk has it."""
        here, names = self.path, []
        for part in PurePosixPath(written).parts:
            name = self._name(here, part)
            if name is None:
                self._report_missing(here, part, (written, as_written), span)
                return None
            names.append(name)
            here /= name
        return "/".join(names)

    def _name(self, folder: Path, part: str) -> str | None:
        """A name in a folder, in whatever form of Unicode and with whatever spaces it is there."""
        listing = self._list(folder)
        if part in listing:
            return part
        seen = _seen(part)
        return next((name for name in sorted(listing) if _seen(name) == seen), None)

    def _list(self, folder: Path) -> frozenset[str]:
        if folder not in self._listings:
            try:
                names = frozenset(filter(is_text, (path.name for path in folder.iterdir())))
            except (OSError, ValueError):
                names = frozenset()
            self._listings[folder] = names
        return self._listings[folder]

    def _report_missing(
        self, folder: Path, part: str, path: tuple[str, Callable[[str], str]], span: Span
    ) -> None:
        written, as_written = path
        listing = sorted(self._list(folder))
        folded = _folded(part)
        for name in listing:
            if _folded(name) == folded:
                right = written.replace(part, name)
                message = tr(
                    'the file is called "{name}", with other capitals than "{part}"',
                    name=name,
                    part=part,
                )
                hint = tr("write {right}", right=as_written(right))
                self.findings.add(codes.FILE_CASE, span, message, hint)
                return
        close = nearest(part, listing)
        meant = self._same_name(written) or (written.replace(part, close) if close else "")
        place = self.shown("")
        rest = tr(" in {place}/", place=place) if place != "." else ""
        message = tr('there is no file "{written}"{rest}', written=written, rest=rest)
        if len(several := _SEVERAL.findall(written)) > 1:
            hint = _of_several(several)
        elif meant:
            hint = _meant(as_written(meant))
        elif written.endswith(".md"):
            hint = tr("copy the file into the folder, or delete its line if the article goes")
        else:
            hint = tr("copy the file into the folder, or mend the path")
        self.findings.add(codes.FILE_MISSING, span, message, hint)

    def _same_name(self, written: str) -> str:
        """The one file of this name in a folder inside this one; "" for none or several."""
        name = _folded(PurePosixPath(written).name)
        found = [
            f"{folder}/{file}"
            for folder in sorted(self._list(self.path))
            for file in self._list(self.path / folder)
            if _folded(file) == name
        ]
        return found[0] if len(found) == 1 else ""

    def _sound(self, found: str, written: str, span: Span, kind: FileKind) -> bool:
        path = self.path / found
        # The issue's own folder may not be a link to elsewhere either.
        inside = not leads_out(path, self.path) and not leads_out(path, self.root)
        try:
            is_file = path.is_file()
        except (OSError, RuntimeError):
            inside, is_file = True, False
        if not inside:
            message = tr('"{written}" is a link to a file outside the folder', written=written)
            hint = tr("copy the file itself into the folder")
            self.findings.add(codes.FILE_OUTSIDE, span, message, hint)
        elif not is_file:
            message = tr('"{written}" is not a file', written=written)
            self.findings.add(codes.FILE_KIND, span, message, tr("write the path of a file"))
        elif path.suffix.lower() not in SUFFIXES[kind]:
            message = tr(
                '"{written}" is not {names} that all editions can use',
                written=written,
                names=NAMES[kind],
            )
            self.findings.add(codes.FILE_KIND, span, message, _saved_otherwise(path, kind))
        elif kind in TEXTS and path.stat().st_size > MAX_BYTES:
            report_too_large(written, span, self.findings)
        else:
            return True
        return False


def _of_several(names: Sequence[str]) -> str:
    """What to write where several files are named in the place of one."""
    if all(name.lower().endswith(SUFFIXES["picture"]) for name in names):
        return tr("write one picture here, and several between :::{{gallery}} and :::, one a line")
    return tr("write a comma between the names of the files: {names}", names=", ".join(names))


_SEVERAL = re.compile(r"[^\s,;]+\.(?=\d*[A-Za-z])[A-Za-z0-9]{2,5}(?![^\s,;])")
"""Names of files that stand side by side; "10.22.31" is an hour."""
_BEGINNINGS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n": ".png", b"GIF8": ".gif"}
"""How pictures begin, whatever telephones and chats have named them."""
_TELEPHONES = {".heic", ".heif", ".avif"}
_FILMS_OF_TELEPHONES = {".mov", ".qt", ".3gp"}
"""Kinds that are MP4 by another name if they begin as ISO 14496-12 says."""
AS_JPG = tr(
    "open it with the computer's picture viewer and save it as .jpg; an iPhone takes "
    "such from the start with Settings, Camera, Formats, Most Compatible"
)
"""What to do about pictures that telephones take and no edition shows."""


def _saved_otherwise(path: Path, kind: FileKind) -> str:
    """What to do about a file that no edition can use."""
    if kind == "picture":
        with suppress(OSError), path.open("rb") as stream:
            start = stream.read(max(map(len, _BEGINNINGS)))
            for beginning, suffix in _BEGINNINGS.items():
                if start.startswith(beginning):
                    return tr(
                        "what is in it is a picture of the kind {suffix}: give its name that ending",
                        suffix=suffix,
                    )
        if path.suffix.lower() in _TELEPHONES:
            return AS_JPG
    if kind == "video" and path.suffix.lower() in _FILMS_OF_TELEPHONES:
        with suppress(OSError), path.open("rb") as stream:
            if stream.read(8)[4:] == b"ftyp":
                return tr("give its name the ending .mp4: what is in it is of that kind")
    return tr("save it as one of: {suffixes}", suffixes=", ".join(SUFFIXES[kind]))


def is_text(name: str) -> bool:
    """Whether a name on the disk is letters, and not bytes of another encoding."""
    return re.search("[\ud800-\udfff]", name) is None


def is_there(path: Path) -> bool:
    """Whether a file lies at a path that an editor wrote; none does where no disk takes its name."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path leads to something outside a folder, by a symbolic link on its way."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True  # a link to itself


def _meant(path: str) -> str:
    return tr("did you mean {written}?", written=path)


def _seen(name: str) -> str:
    """A name as people see it and type it: macOS writes a narrow space before AM and PM."""
    return re.sub(r"\s", " ", unicodedata.normalize("NFC", name))


def _folded(name: str) -> str:
    return _seen(name).casefold()


def _counted(name: str) -> tuple[list[tuple[int, str]], str]:
    """What sorts names as people do: numbers by what they are worth."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts], name
