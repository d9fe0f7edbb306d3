"""A theme's files: the publication's own before the theme's, those before the default theme's.

In: folders, and a file's name. Out: its path. A file counts when it lies inside its folder
after all links are followed, is a plain file, and is no larger than a theme's file needs to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bulletin.messages import tr

OWN = "theme"
"""The folder of a publication's own files."""
LARGEST = 20_000_000
"""Bytes of a file of a theme: a large font."""
LARGEST_TEXT = 1_000_000
"""Bytes of a template or a style sheet."""


@dataclass(frozen=True)
class ThemeFiles:
    """Files by name. `root` is the publication's folder, `shipped` the tool's, nearest first."""

    root: Path
    shipped: tuple[Path, ...]

    @property
    def own(self) -> Path:
        """Where the publication's own files lie, if it has any."""
        return self.root / OWN

    def find(self, name: str) -> Path | None:
        """The path of a file, the publication's own first."""
        if not _is_plain(name):
            return None
        own = self.own / name
        if fault_of(own, self.root) == "":
            return own
        return next((f / name for f in self.shipped if (f / name).is_file()), None)

    def has(self, name: str) -> bool:
        """Whether the theme has a file."""
        return self.find(name) is not None

    def names(self) -> tuple[str, ...]:
        """The names of the publication's own files, sound or not."""
        if not self.own.is_dir():
            return ()
        found = (p for p in _walk(self.own) if not p.is_dir() or p.is_symlink())
        return tuple(sorted(path.relative_to(self.own).as_posix() for path in found))

    def has_own(self, name: str) -> bool:
        """Whether the publication changes a file."""
        return self.find(name) == self.own / name


def _walk(folder: Path) -> Iterator[Path]:
    """All that lies below a folder, without following links to folders."""
    for path in folder.iterdir():
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name)


def fault_of(path: Path, root: Path) -> str:
    """Why a file of a publication's own theme cannot be used; "" for none."""
    try:
        inside = path.resolve().is_relative_to(root.resolve() / OWN)
        if not inside:
            return tr("is a link to a place outside the theme")
        if not path.is_file():
            return tr("is not a file")
        size = path.stat().st_size
    except (OSError, RuntimeError, ValueError):
        return tr("cannot be read")
    return tr("has more than {largest} MB", largest=LARGEST // 1_000_000) if size > LARGEST else ""


def text_of(path: Path) -> str:
    """A theme's file as text; what is no UTF-8 in it is reported elsewhere."""
    return path.read_text(encoding="utf-8-sig", errors="replace")
