"""Publishing into a folder: a mounted disk, or the root of a web server on this machine.

In: a release and the folder's path. Out: the release there, whole or not at all, and the
archive of that folder rewritten to know it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from bulletin.publish.base import Release
from bulletin.release import only_writer, staged
from bulletin.site.archive import write_archive


class FolderTarget:
    """The target "folder": any path on this machine."""

    name = "folder"

    def accepts(self, address: str) -> bool:
        """Every address without a scheme is a path."""
        return "://" not in address

    def publish(self, release: Release, address: str, *, dry_run: bool) -> Sequence[str]:
        """Copy the release beside its place and move it in; then rewrite the archive."""
        folder = Path(address)
        files = sorted(f for f in release.folder.rglob("*") if f.is_file())
        if not dry_run:
            with only_writer(folder):
                with staged(folder, release.id) as place:
                    shutil.copytree(release.folder, place, dirs_exist_ok=True)
                write_archive(release.publication, release.theme, folder)
        return [f"{release.id}/{file.relative_to(release.folder).as_posix()}" for file in files]
