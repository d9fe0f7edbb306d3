"""The releases in the hosted copy, as their manifests tell of them.

In: the folder of releases. Out: `Release` values, newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin import manifest
from bulletin.diagnostics import BulletinError
from bulletin.editions.web.downloads import ENDINGS
from bulletin.editions.web.edition import COVER, SMALL_COVER
from bulletin.manifest import FileRecord, Manifest

PAGE = "index.html"


@dataclass(frozen=True)
class Release:
    """A release and where it lies."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The issue's id: its folder in the hosted copy."""
        return self.manifest.id

    @cached_property
    def files(self) -> dict[str, FileRecord]:
        """Its files by path."""
        return {record.path: record for record in self.manifest.files}

    @property
    def page(self) -> str:
        """The path of its page from the archive, or "" when it has no web edition."""
        return f"{self.id}/{PAGE}" if PAGE in self.files else ""

    @property
    def cover(self) -> str:
        """The path of its cover from the archive, or ""."""
        return f"{self.id}/{COVER}" if COVER in self.files else ""

    @property
    def small_cover(self) -> str:
        """The path of the cover for lists, or ""."""
        return f"{self.id}/{SMALL_COVER}" if SMALL_COVER in self.files else ""

    @cached_property
    def downloads(self) -> tuple[tuple[str, FileRecord], ...]:
        """What readers can take: the ending that tells the kind, and the file."""
        longest_first = sorted(ENDINGS, key=len, reverse=True)
        found: dict[str, FileRecord] = {}
        for path, record in self.files.items():
            ending = next((e for e in longest_first if "/" not in path and path.endswith(e)), None)
            if ending:
                found.setdefault(ending, record)
        return tuple((ending, found[ending]) for ending in ENDINGS if ending in found)


def read_releases(dist: Path) -> tuple[Release, ...]:
    """All releases below `dist`, newest first.

    Raises `BulletinError` when a manifest cannot be read.
    """
    found = []
    for file in sorted(dist.glob(f"[!.]*/{manifest.NAME}")):
        try:
            found.append(Release(file.parent, manifest.read(file.parent)))
        except (OSError, ValueError) as error:
            message = f"{file} cannot be read"
            raise BulletinError(
                message, f"build it again: bulletin build {file.parent.name}"
            ) from error
    return tuple(sorted(found, key=lambda release: _order(release.manifest), reverse=True))


def _order(one: Manifest) -> tuple[str, int, str]:
    return (one.date.isoformat(), one.number, one.id)
