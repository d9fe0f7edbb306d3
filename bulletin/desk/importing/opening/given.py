"""A file that somebody wants imported: what it is called, and what is in it.

In: a path. Out: `Given`, which every reader takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.desk.importing.opening.astray import where_instead
from bulletin.desk.importing.opening.kinds import MAX_FILE
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import disk_of
from bulletin.messages import tr


@dataclass(frozen=True)
class Given:
    """A file to import: what it is called, its bytes, and the folder that it lies in."""

    name: str
    data: bytes
    folder: Path | None = None

    @classmethod
    def of_path(cls, path: Path) -> Given:
        """A file on the disk. Raises `BulletinError` when it is too large, or none."""
        if not path.is_file():
            raise BulletinError(tr("there is no file {name}", name=path), where_instead(path))
        if path.stat().st_size > MAX_FILE:
            raise BulletinError(
                tr("{name} has more than {size} MB", name=path.name, size=MAX_FILE // 1_000_000),
                tr("take the largest pictures out, or cut it into several files"),
            )
        with disk_of(path):
            return cls(path.name, path.read_bytes(), path.parent)
