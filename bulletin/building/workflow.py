"""The editions of an issue and its narration, each begun as soon as it can be.

In: editions, the job that they share, and who narrates. Out: pieces. An edition begins when those
that it reads are made and, if it is spoken, the narration is there; nothing else waits for
anything but a core. Worker processes go on to the next edition with what they have imported.

What fails in seconds ends what would speak for minutes: when an edition without a voice fails,
the others without one are still made, and what is spoken is given up.
"""

import itertools
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

from bulletin.building.failures import in_words, whole
from bulletin.building.pieces import BuildProgress, Piece, Workshop
from bulletin.diagnostics import BulletinError
from bulletin.editions.base import Edition, Job, before, behind, editions, imports_of
from bulletin.machine.processes import Workers, import_all
from bulletin.machine.schedule import LAST, SOON, USUAL, Schedule
from bulletin.machine.timings import Timings
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.narration.model import Narration
from bulletin.source.reporting import suggestion


class Narrator(Protocol):
    """Who speaks: begins at once, and tells one of two functions what came of it."""

    def begin(
        self,
        schedule: Schedule,
        stack: ExitStack,
        made: Callable[[Narration], None],
        failed: Callable[[BulletinError], None],
    ) -> None:
        """Begin."""

    def stop(self) -> None:
        """Begin nothing more."""


def get_ready(workers: Workers, names: Collection[str]) -> None:
    """Have what the making of editions takes long to import imported while an issue is checked.

    `names` empty: all standard ones. What is spoken waits for the voice, and has time for it then;
    but what comes after another one is made where that was made.
    """
    wanted = [one for one in editions().values() if (one.name in names if names else one.standard)]
    earlier = before(wanted)
    for edition in first_of(wanted):
        later = behind(edition.name, earlier)
        chain = (edition, *(one for one in wanted if one.name in later))
        modules = itertools.chain.from_iterable(map(imports_of, chain))
        workers.get_ready((one.name for one in chain), tuple(modules))


def first_of(wanted: Sequence[Edition]) -> list[Edition]:
    """The one among some editions that a worker got ready for, if any."""
    return [one for one in wanted if not one.spoken and imports_of(one)][:1]


def chosen_editions(
    asked: Collection[str], last: Manifest | None, content: str
) -> tuple[list[Edition], tuple[str, ...]]:
    """The editions to make, and the names of those of the last release that go.

    `asked` empty: all standard ones. What the last release has besides stays if its `content` is
    the same, for then so would they be; a stale edition beside a new one would make the release a
    patchwork. Raises `BulletinError` for a name that no edition has.
    """
    installed = editions()
    if unknown := sorted(set(asked) - set(installed)):
        message = tr("there is no edition {unknown}", unknown=", ".join(unknown))
        raise BulletinError(message, suggestion(unknown[0], installed))
    names = set(asked) or {e.name for e in installed.values() if e.standard}
    needed = {one: name for name in names for one in getattr(installed[name], "needs", ())}
    if unknown := sorted(set(needed) - set(installed)):
        message = tr(
            "the edition {name} needs {needed}, which is not installed",
            name=needed[unknown[0]],
            needed=unknown[0],
        )
        raise BulletinError(message, tr("install the package that brings it"))
    names |= set(needed)
    others = (set(last.editions) & set(installed)) - names if last else set()
    if last and last.content == content:
        names |= others
        others = set()
    return [e for e in installed.values() if e.name in names], tuple(sorted(others))


def _nothing() -> None:
    """Do nothing."""


@dataclass
class Workflow:
    """The making of `chosen` editions, on `cores`."""

    workshop: Workshop
    chosen: Sequence[Edition]
    job: Job
    cores: int
    progress: BuildProgress
    timings: Timings
    narrator: Narrator | None = None
    workers: Workers | None = None
    """None: those that the making itself starts."""
    _failures: dict[str, Exception] = field(default_factory=dict)
    _silent: BulletinError | None = None
    """Why there is no narration."""
    _gone: set[str] = field(default_factory=set)
    """Editions that are begun, or made, or cannot be."""
    _lacking: set[str] = field(default_factory=set)
    """Those that cannot be, because of themselves or of others."""

    def run(
        self, meanwhile: Callable[[], object] = _nothing, imports: Sequence[str] = ()
    ) -> list[Piece]:
        """The pieces, in the order of the editions.

        `meanwhile` is done here as soon as something is being made, and before anything is
        spoken; `imports` are modules that what comes afterwards needs here.
        When some fail the others are made all the same, but for those that would read them.
        Raises `EditionsError` then, or the `BulletinError` if there is nothing else to tell.
        """
        self._earlier = before(self.chosen)
        self._made: set[str] = set()
        self._schedule = Schedule(self.cores)
        with ExitStack() as self._stack:
            self._workers = self._stack.enter_context(self.workers or Workers(self.cores))
            self._next()
            self._schedule.begin()  # what needs no voice does not wait for its script either
            meanwhile()
            self._schedule.when_idle(self._import_meanwhile)
            self._afterwards = partial(import_all, imports)
            if self.narrator:
                self.narrator.begin(self._schedule, self._stack, self._narrated, self._unheard)
            else:
                self._schedule.when_idle(self._afterwards)
            if self._silent:
                raise self._silent  # it cannot even begin: nothing else is worth the wait
            self._schedule.run()
        pieces = self.workshop.pieces(self.chosen)
        if self._failures:
            raise whole(pieces, self._failures)
        if self._silent:
            raise self._silent
        return pieces

    def _import_meanwhile(self) -> None:
        """Have what waits for the voice alone imported while there is a core for it."""
        heavy = {edition.name for edition in self.chosen if imports_of(edition)}
        for edition in self.chosen:
            if edition.name in heavy - self._gone and not heavy & self._earlier[edition.name]:
                self._workers.import_meanwhile(imports_of(edition))

    def _narrated(self, narration: Narration) -> None:
        self.narrator = None
        self._schedule.when_idle(self._afterwards)  # both cores had work until now
        self.job = replace(self.job, narration=narration)
        self._next()

    def _unheard(self, error: BulletinError) -> None:
        self._silent = error
        self._give_up()

    def _give_up(self) -> None:
        """Make nothing more that is spoken."""
        self._lacking |= {one.name for one in self.chosen if one.spoken} - self._gone
        self._gone |= self._lacking

    def _next(self) -> None:
        """Begin whatever can be, until what the cache has leads to nothing more."""
        again = True
        while again:
            again = False
            for edition in self.chosen:
                if edition.name not in self._gone and self._can_begin(edition):
                    self._gone.add(edition.name)
                    again |= self._begin(edition)

    def _can_begin(self, edition: Edition) -> bool:
        earlier = self._earlier[edition.name]
        if earlier & self._lacking:
            self._lacking.add(edition.name)
            self._gone.add(edition.name)
        if edition.spoken and self.narrator:
            return False
        return edition.name not in self._gone and earlier <= self._made

    def _begin(self, edition: Edition) -> bool:
        """Have an edition made; whether it is, as the cache had it."""
        names = behind(edition.name, self._earlier)
        later = [one for one in self.chosen if one.name in names]
        own = self.workshop.begun(edition, self.job, later)
        if own is None:
            self.timings.kept(edition.name)
            self._made.add(edition.name)
            return True

        def begin() -> Future[Any]:
            self.progress(edition.name, len(self._made), len(self.chosen))
            return self.workshop.submitted(edition, own, self._workers)

        self._schedule.add(begin, lambda future: self._follow(edition, future), self._rank(edition))
        return False

    def _rank(self, edition: Edition) -> int:
        """Its turn: what loads much takes long, too, and others had better not wait for it last."""
        if not any(edition.name in earlier for earlier in self._earlier.values()):
            return LAST
        return SOON if imports_of(edition) else USUAL

    def _follow(self, edition: Edition, future: Future[Any]) -> None:
        failure = future.exception()
        if failure is None:
            self.timings.made(edition.name, future.result())
            self.workshop.finished(edition)
            self._made.add(edition.name)
        else:
            self._failures[edition.name] = in_words(edition, failure)
            self._lacking.add(edition.name)
            if self.narrator and not edition.spoken:
                self.narrator.stop()
                self._give_up()
        self._next()
        if failure is None:
            self._schedule.begin()  # what waited for it is made while it is being kept
            self.workshop.keep(edition)
