"""The target "zip": a release as one ZIP file, to be carried on a stick.

In: a release and an address, `zip:///path/to/file.zip`. Out: the file, whole or not at all.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from bulletin.publish.base import Change, Release

_SCHEME = "zip://"


class ZipTarget:
    """The target "zip"."""

    name = "zip"

    def accepts(self, address: str) -> bool:
        """Addresses that begin with `zip://`."""
        return address.startswith(_SCHEME)

    def publish(self, release: Release, address: str, *, dry_run: bool) -> Sequence[Change]:
        """Write the file beside its place and move it there."""
        place = Path(address.removeprefix(_SCHEME))
        files = sorted(file for file in release.folder.rglob("*") if file.is_file())
        kind = "changed" if place.exists() else "new"
        paths = [f"{release.id}/{file.relative_to(release.folder).as_posix()}" for file in files]
        if not dry_run:
            partial = place.with_name(f".{place.name}.partial")
            with zipfile.ZipFile(partial, "w") as made:
                for file, path in zip(files, paths, strict=True):
                    made.write(file, path)
            partial.replace(place)
        return [Change(kind, path) for path in paths]
