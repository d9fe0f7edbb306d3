"""The target "zip": a release as one ZIP file, to be carried on a stick.

In: a release and an address, `zip:///path/to/file.zip`. Out: the file, whole or not at all.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from bulletin.publish.base import Change, Destination, Release

_SCHEME = "zip://"


class ZipPlace(Destination):
    """A file; in publication.yaml: `{type: zip, file: /media/stick/issue.zip}`."""

    file: str


class ZipTarget:
    """The target "zip"."""

    name = "zip"

    def place(self, address: str) -> ZipPlace | None:
        """Addresses that begin with `zip://`."""
        if not address.startswith(_SCHEME):
            return None
        return ZipPlace(type=self.name, file=address.removeprefix(_SCHEME))

    def publish(self, release: Release, place: Destination, *, dry_run: bool) -> Sequence[Change]:
        """Write the file beside its place and move it there."""
        # From publication.yaml it comes with whatever stands there.
        file = ZipPlace.model_validate(place.model_dump()).file
        return _written(release, Path(file), dry_run=dry_run)


def _written(release: Release, place: Path, *, dry_run: bool) -> Sequence[Change]:
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
