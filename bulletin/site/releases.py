"""The releases in the hosted copy, as their manifests tell of them.

In: the folder of releases. Out: `HostedRelease` values, newest first. Other folders may lie there
too, even with a `manifest.json` of another kind.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic_core import from_json

from bulletin import manifest
from bulletin.cache import digest_of_file
from bulletin.diagnostics import BulletinError
from bulletin.editions.base import Download, downloads_of, editions
from bulletin.editions.web.edition import COVER, SMALL_COVER
from bulletin.machine.disks import NotPlainError, bytes_of_ours
from bulletin.machine.systems import quoted
from bulletin.manifest import FileRecord, Manifest
from bulletin.messages import tr
from bulletin.source.settings.models import Publication

PAGE = "index.html"
SHARED = "share/og.jpg"
"""The picture for links to an issue."""


@dataclass(frozen=True)
class HostedRelease:
    """A release and where it lies; `offered`: what the installed editions offer to readers."""

    folder: Path
    manifest: Manifest
    offered: tuple[tuple[str, Download], ...]

    @property
    def id(self) -> str:
        """The issue's id: its folder in the hosted copy."""
        return self.manifest.id

    @cached_property
    def files(self) -> dict[str, FileRecord]:
        """Its files by path."""
        return {record.path: record for record in self.manifest.files}

    def is_whole(self, path: str) -> bool:
        """Whether a file lies there as it was built."""
        file = self.folder / path
        return file.is_file() and digest_of_file(file) == self.files[path].sha256

    @cached_property
    def damaged(self) -> frozenset[str]:
        """Its pages of articles that are not as they were built: nobody knows what they say."""
        pages = (f"{article.slug}.html" for article in self.manifest.articles)
        return frozenset(p for p in pages if p in self.files and not self.is_whole(p))

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
    def downloads(self) -> tuple[tuple[Download, FileRecord], ...]:
        """What readers can take: the kind and the file.

        A file is the kind of its own edition that tells most of its name: "a-print.pdf" is no
        plain "a.pdf".
        """
        most_first = sorted(self.offered, key=lambda pair: -len(pair[1].file))
        found: dict[tuple[str, str], FileRecord] = {}
        for path, record in self.files.items():
            kind = next(
                (one.file for name, one in most_first if name == record.edition and one.fits(path)),
                None,
            )
            if kind:
                found.setdefault((record.edition, kind), record)
        return tuple(
            (download, found[name, download.file])
            for name, download in self.offered
            if (name, download.file) in found
        )


def is_read(path: str) -> bool:
    """Whether the archive around a release reads this file of it, besides the manifest."""
    return path.endswith(".html") or path in {COVER, SMALL_COVER, SHARED}


def release_in(folder: Path, read: Manifest) -> HostedRelease:
    """The release in a folder, whose manifest was read."""
    return HostedRelease(folder, read, downloads_of(editions().values()))


def read_releases(
    dist: Path, known: Iterable[str] = (), *, without: str = ""
) -> tuple[HostedRelease, ...]:
    """All releases below `dist`, newest first, `without` that of an issue.

    `known`: the issues that had one there. Raises `BulletinError` when a manifest cannot be read,
    or when a release of these has none any more: without a word, readers would lose the issue.
    """
    found = {}
    for file in sorted(dist.glob(f"[!.]*/{manifest.NAME}")):
        if file.parent.name == without:
            continue
        try:
            found[file.parent.name] = release_in(file.parent, manifest.read(file.parent))
        except (OSError, ValueError) as error:
            if is_foreign(file.parent):
                continue
            message = tr("{file} cannot be read", file=file)
            raise BulletinError(
                message, tr("build it again: bulletin build {name}", name=quoted(file.parent.name))
            ) from error
    for name in known:
        if name not in {*found, without} and _holds_something(dist / name):
            message = tr("the release in {folder} has lost its manifest", folder=dist / name)
            hint = tr(
                "move that folder away, and build it again: bulletin build {id}", id=quoted(name)
            )
            raise BulletinError(message, hint)
    return newest_first(found.values())


def at_other_addresses(dist: Path, publication: Publication) -> tuple[Manifest, ...]:
    """The releases below `dist` that name another address than the publication's of today."""
    found = []
    for file in sorted(dist.glob(f"[!.]*/{manifest.NAME}")):
        with contextlib.suppress(OSError, ValueError):
            found.append(manifest.read(file.parent))
    return tuple(
        one for one in found if not one.withdrawn and one.address != publication.address_of(one.id)
    )


def _holds_something(folder: Path) -> bool:
    """Whether a release is still there, and was not taken away as a whole."""
    return folder.is_dir() and any(folder.iterdir())


def newest_first(releases: Iterable[HostedRelease]) -> tuple[HostedRelease, ...]:
    """Releases in the order in which readers see them."""
    return tuple(sorted(releases, key=lambda release: _order(release.manifest), reverse=True))


def is_foreign(folder: Path) -> bool:
    """Whether a folder has no manifest as we write it, or a whole one of no release of ours."""
    try:
        return not is_of_ours(bytes_of_ours(folder / manifest.NAME))
    except (FileNotFoundError, NotPlainError):
        return True
    except OSError:
        return False


def is_of_ours(data: bytes) -> bool:
    """Whether a manifest is of a release of ours, or too damaged to tell."""
    try:
        found = from_json(data)
    except ValueError:
        return True
    return isinstance(found, dict) and str(found.get("tool", "")).startswith("bulletin ")


def _order(one: Manifest) -> tuple[str, int, str]:
    return (one.date.isoformat(), one.number, one.id)
