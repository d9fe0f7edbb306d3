"""What a target is, to `bulletin publish` and to packages that bring further ones.

In: a release and a place. Out: the release in that place. Targets are found by the
entry point group `bulletin.targets`; each names a class (or anything that takes no argument) that
gives an object with the shape of `Target`. `tests/plugins/` has a whole package.

The contract:

- **When.** A place that publication.yaml names goes to the target of its `type`. An address after
  `--to` is shown to all targets in order of name, and the first that makes a place of it gets the
  release: an address that names no host and no scheme is a folder; take a scheme of your own.
  Modules are imported for each publication: import heavy libraries inside `publish`.
- **Where.** In the process of the command, nothing is pickled.
- **What may be read.** Everything below `Release.folder`, whose `manifest.json` names every file
  with its digest (`bulletin.manifest.read`). The folder beside it is the archive of the build:
  publish the release, and let `site.archive.write_archive` rewrite the archive of the target where
  it can, for other issues may lie there. Nothing is written into the release: what is, is undone.
- **What readers see.** Never half a release: write beside its place and move it in, or send what
  pages point to before the pages, `index.html` last. Publishing the same twice changes nothing.
- **What people see meanwhile.** Where it takes its time: tell `Release.watch` how far it has come.
  A target that says nothing for a quarter of an hour is given up.
- **What comes back.** A `Change` for each file: "new", "changed", "removed" or "unchanged". With
  `dry_run` nothing is written, and the same comes back.
- **What is taken back.** A target with the shape of `LastingTarget` can roll back and withdraw.
- **How it fails.** `BulletinError` with a hint; what was there before is then still whole. Every
  other exception is reported as a mistake of the package. What it prints goes to standard error.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from bulletin.diagnostics import BulletinError
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.provenance.keys import Signer
from bulletin.publish.sending import Watch, unwatched
from bulletin.site.listing import Change
from bulletin.source.settings.models import Publication
from bulletin.source.settings.targets import Destination
from bulletin.theming.theme import Theme

__all__ = ["GROUP", "Change", "Destination", "Release", "Target"]

GROUP = "bulletin.targets"

P = TypeVar("P", bound=Destination)
"""The kind of place that a target publishes to."""


@dataclass(frozen=True)
class Release:
    """What is published: the release in `folder`, and how to rewrite the archive.

    It is just what `manifest` says: see `bulletin.publish.whole`.
    """

    folder: Path
    manifest: Manifest
    theme: Theme
    silent: str = ""
    """Why what was published may be replaced without a correction that readers are told of."""
    watch: Watch = unwatched
    """Who is told how far the sending has come."""
    signer: Signer | None = field(default=None, repr=False)
    """Gives what signs for a public key, if this machine has it: the archive has a signed list."""

    @property
    def id(self) -> str:
        """The issue's id: its folder in the hosted copy."""
        return self.manifest.id

    @property
    def publication(self) -> Publication:
        """The publication that it is of, as it is today."""
        return self.theme.publication


class Target(Protocol[P]):
    """A kind of place to publish to."""

    name: str

    def place(self, address: str) -> P | None:
        """The place that an address stands for; None if it is of another kind."""

    def publish(self, release: Release, place: P, *, dry_run: bool) -> Sequence[Change]:
        """Put the release and the archive there; gives what becomes (or would) of each file.

        Readers never see half of it. A place is ours when it carries our list or is empty: any
        other is refused with what lies there, and only what our list and our manifests name is
        replaced or removed. Raises `BulletinError`.
        """


@runtime_checkable
class LastingTarget(Target[P], Protocol[P]):
    """A target that can take back what it published."""

    def read(self, place: P, path: str) -> bytes | None:
        """The bytes of a file of the hosted copy there; None where there is none."""

    def roll_back(
        self, issue_id: str, place: P, theme: Theme, signer: Signer | None = None
    ) -> Sequence[Change]:
        """Show readers the last release but one again, in one step, and an archive to match.

        `signer` is as a release has it. Doing it twice shows the newer one. Raises `BulletinError`
        where there is none.
        """


def lasting(target: Target[P], place: str) -> LastingTarget[P]:
    """The same target, if it can take back. Raises `BulletinError` if it cannot."""
    if isinstance(target, LastingTarget):
        return target
    message = tr(
        'a place of the type "{kind}" cannot take back what was published: {place}',
        kind=target.name,
        place=place,
    )
    raise BulletinError(message, tr("take it back there by hand"))
