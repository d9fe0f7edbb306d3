"""What an edition is, to `build` and to packages that bring further ones.

In: a `Job`. Out: files below the release's folder. Editions are found by the entry point
group `bulletin.editions`; each names an object with the shape of `Edition`.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from bulletin.diagnostics import BulletinError, Finding
from bulletin.job import Job

__all__ = ["GROUP", "Edition", "Job", "editions"]

GROUP = "bulletin.editions"


class Edition(Protocol):
    """A way to put out an issue."""

    name: str
    """What `--edition` calls it."""
    after: tuple[str, ...]
    """Names of editions whose files it reads or links to, if they are made too."""
    spoken: bool
    """Whether it uses the narration."""
    standard: bool
    """Whether it is made when no edition is named."""

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the edition's files below `folder`, at their paths in the release.

        What an editor should know of it, as a picture too small for the press, comes back as
        warnings. Raises `BulletinError` or `FindingsError` when it cannot be made.
        """

    def versions(self) -> dict[str, str]:
        """The libraries that shape its bytes, with their versions: part of the cache key."""


def editions() -> dict[str, Edition]:
    """Every installed edition by name, in an order that honours `after`."""
    found: dict[str, Edition] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        edition: Edition = point.load()()
        found[edition.name] = edition
    ordered: dict[str, Edition] = {}
    while found:
        ready = [n for n, e in found.items() if not set(e.after) & set(found)]
        if not ready:
            message = f"these editions wait for each other: {', '.join(found)}"
            raise BulletinError(message)
        ordered |= {name: found.pop(name) for name in ready}
    return ordered
