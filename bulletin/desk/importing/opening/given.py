"""A file that somebody wants imported: what it is called, and what is in it.

In: a path. Out: `Given`, which every reader takes; where there is no file, the hint that leads to
the right one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bulletin.desk.importing.opening.kinds import MAX_FILE
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import disk_of
from bulletin.machine.systems import as_linux_has_it
from bulletin.messages import tr
from bulletin.source.reporting import meant, nearest


@dataclass(frozen=True)
class Given:
    """A file to import: what it is called, its bytes, and the folder that it lies in."""

    name: str
    data: bytes
    folder: Path | None = None

    @property
    def title(self) -> str:
        """A title by its name: "01_tin-xa.docx" gives "Tin xa"."""
        stem = self.name.rpartition(".")[0] or self.name
        words = " ".join(re.sub(r"^\d+", "", re.sub(r"[_\-.]+", " ", stem)).split())
        return (words[:1].upper() + words[1:]) if words.strip() else stem if stem != "-" else "…"

    @classmethod
    def of_path(cls, path: Path) -> Given:
        """A file on the disk. Raises `BulletinError` when it is too large, or none."""
        if not path.is_file():
            raise BulletinError(tr("there is no file {name}", name=path), _where_instead(path))
        if path.stat().st_size > MAX_FILE:
            raise BulletinError(
                tr("{name} has more than {size} MB", name=path.name, size=MAX_FILE // 1_000_000),
                tr("take the largest pictures out, or cut it into several files"),
            )
        with disk_of(path):
            return cls(path.name, path.read_bytes(), path.parent)


_OF_THE_WEB = re.compile(r"https?:/")


def _where_instead(path: Path) -> str:
    """What to write for a path that leads to no file."""
    if _OF_THE_WEB.match(str(path)):
        return tr("open the page in a browser, save it, and import the file")
    if hint := as_linux_has_it(str(path)):
        return hint
    if not path.parent.is_dir():
        return tr("there is no folder {name}", name=path.parent)
    if path.exists():
        return tr("this is a folder, a pipe or a device: name the file itself")
    names = [one.name for one in path.parent.iterdir() if not one.name.startswith((".", "~$"))]
    if close := nearest(path.name, names):
        return meant(str(path.parent / close))
    return tr("check its name and its folder")
