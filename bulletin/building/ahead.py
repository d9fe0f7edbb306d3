"""The pages of an issue, begun while it is still being checked: nearly always it is sound.

In: an issue that was read without a mistake, and how it will be made. Out: an edition below a
folder of its own, if the process that got ready for it is there; it gives that to whoever has the
same made afterwards (`Workshop.ahead`). Nobody waits for it, and nothing is told of it: what
is wrong with an issue its check says, or who makes the edition once more.
"""

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.building.pieces import Workshop
from bulletin.building.snapshots import source_states
from bulletin.building.workflow import first_of
from bulletin.cache import Cache
from bulletin.composition import Composition
from bulletin.editions.base import Edition, Job, before, behind
from bulletin.machine.processes import Workers, scratch
from bulletin.source.issue import Issue


@dataclass(frozen=True)
class Prepared:
    """An issue ready for editions, with the digest of it, and those that are to be made."""

    composition: Composition
    content: str
    chosen: list[Edition]
    left_out: tuple[str, ...]
    modified: dt.datetime

    def job(self, made: Path) -> Job:
        """What editions are given before the issue is spoken; its sound will lie in `made`."""
        return Job(self.composition, None, made, self.modified)


@dataclass
class Ahead:
    """What is begun, below `place`, in a cache that is in use. `prepare` is as it will be done."""

    cache: Cache
    place: Path
    workers: Workers
    prepare: Callable[[Issue], Prepared]
    begun: dict[str, Path] = field(default_factory=dict)
    """Where it lies, by its key."""

    def begin(self, issue: Issue) -> None:
        """Begin, but not a second time."""
        if self.begun or not self.workers.one_is_ready:
            return
        with contextlib.suppress(Exception):  # whoever looks for it says what is wrong
            states = source_states(issue)
            prepared = self.prepare(issue)
            workshop = Workshop(self.cache, self.place, prepared.content)
            for edition in first_of(prepared.chosen):
                names = behind(edition.name, before(prepared.chosen))
                later = [one for one in prepared.chosen if one.name in names]
                own = workshop.begun(edition, prepared.job(self.place), later)
                if own is not None:
                    with scratch(self.place):
                        self.begun |= workshop.submit_ahead(edition, own, self.workers, states)
