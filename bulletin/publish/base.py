"""What a target is, to `bulletin publish` and to packages that bring further ones.

In: a release and an address. Out: the release at that address. Targets are found by the
entry point group `bulletin.targets`; each names a class (or anything that takes no argument) that
gives an object with the shape of `Target`. `tests/plugins/` has a whole package.

The contract:

- **When.** `bulletin publish` asks all targets in order of name whether they take the address, and
  the first that does gets the release. An address that names no host and no scheme is a folder;
  take a scheme of your own. Modules are imported for each publication: import heavy libraries
  inside `publish`.
- **Where.** In the process of the command, nothing is pickled.
- **What may be read.** Everything below `Release.folder`, whose `manifest.json` names every file
  with its digest (`bulletin.manifest.read`). The folder beside it is the archive of the build:
  publish the release, and let `site.archive.write_archive` rewrite the archive of the target where
  it can, for other issues may lie there. Nothing is written into the release.
- **What readers see.** Never half a release: write beside its place and move it in, or send what
  pages point to before the pages, `index.html` last. Publishing the same twice changes nothing.
- **What comes back.** A `Change` for each file: "new", "changed", "removed" or "unchanged". With
  `dry_run` nothing is written, and the same comes back.
- **How it fails.** `BulletinError` with a hint; what was there before is then still whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bulletin import plugins
from bulletin.diagnostics import BulletinError
from bulletin.manifest import Manifest
from bulletin.site.listing import Change
from bulletin.source.settings import Publication
from bulletin.theme import Theme

__all__ = ["GROUP", "Change", "Release", "Target", "target_for"]

GROUP = "bulletin.targets"


@dataclass(frozen=True)
class Release:
    """What is published: the release in `folder`, and how to rewrite the archive.

    It is just what `manifest` says: see `bulletin.publish.whole`.
    """

    folder: Path
    manifest: Manifest
    publication: Publication
    theme: Theme

    @property
    def id(self) -> str:
        """The issue's id: its folder in the hosted copy."""
        return self.manifest.id


class Target(Protocol):
    """A kind of place to publish to."""

    name: str

    def accepts(self, address: str) -> bool:
        """Whether an address is of this kind."""

    def publish(self, release: Release, address: str, *, dry_run: bool) -> Sequence[Change]:
        """Put the release and the archive there; gives what becomes (or would) of each file.

        Readers never see half of it. A place is ours when it carries our list or is empty: any
        other is refused with what lies there, and only what our list and our manifests name is
        replaced or removed. Raises `BulletinError`.
        """


def target_for(address: str) -> Target:
    """The installed target that takes an address."""
    found: list[Target] = [plugins.load(point)() for point in plugins.points(GROUP).values()]
    for target in found:
        if target.accepts(address):
            return target
    message = f"nothing here can publish to {address!r}"
    raise BulletinError(message, f"installed targets: {', '.join(t.name for t in found)}")
