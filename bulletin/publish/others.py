"""Targets that other packages bring: their mistakes are called theirs, and harm no release.

In: such a target. Out: one of the same shape that lets only `BulletinError`s through, gives
what the contract says, and leaves the release as it was.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bulletin import plugins
from bulletin.building.release import put
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import copy_tree
from bulletin.messages import tr
from bulletin.publish.base import LastingTarget, Release, Target
from bulletin.publish.sending import Sending
from bulletin.publish.whole import whole
from bulletin.site.listing import KINDS, Change
from bulletin.source.settings.fault_words import first_fault
from bulletin.source.settings.targets import Destination

_ANSWERING = 60
_READING = 300
_PUBLISHING = 900
"""Seconds for which a target is waited for; one that publishes may say how far it has come."""


def heeded(make: Callable[[], Target[Any]]) -> Target[Any]:
    """A target, made; one of another package is heeded. Raises `BulletinError`."""
    if plugins.is_own(make):
        return make()
    package = plugins.maker_of(make.__module__)
    with _asked(package, _ANSWERING):
        made: Any = make()
    lasting = all(hasattr(made, name) for name in ("read", "roll_back"))
    return (_OtherLastingTarget if lasting else _OtherTarget)(made, package)


class _OtherTarget:
    """A target of another package."""

    def __init__(self, target: Any, package: str) -> None:  # noqa: ANN401, of whatever shape it is
        self._target = target
        self._package = package
        self.name: str = getattr(target, "name", package)

    def place(self, address: str) -> Destination | None:
        """The place that an address stands for."""
        with _asked(self._package, _ANSWERING, passing=(ValidationError,)):
            found: object = self._target.place(address)
        if found is None or isinstance(found, Destination):
            return found
        raise plugins.mistaken(self._package, f"place() gave {found!r}, which is no Destination")

    def publish(self, release: Release, place: Destination, *, dry_run: bool) -> Sequence[Change]:
        """Put the release there."""
        with self._left_alone(release), _asked(self._package, _PUBLISHING) as heard:

            def watch(sending: Sending) -> None:
                heard()
                release.watch(sending)

            watched = replace(release, watch=watch)
            given: Any = self._target.publish(watched, place, dry_run=dry_run)
            return _changes(given, self._package)

    @contextlib.contextmanager
    def _left_alone(self, release: Release) -> Iterator[None]:
        """Have the release as it was after the block, whatever was written into it."""
        folder = release.folder
        with tempfile.TemporaryDirectory(
            dir=folder.parent, prefix=f".{folder.name}.", suffix=".partial"
        ) as aside:
            copy = Path(aside, folder.name)
            copy_tree(folder, copy)
            try:
                yield
            finally:
                try:
                    whole(folder, release.id, ())
                except BulletinError as error:
                    put(copy, folder)
                    told = f"publish() has changed the release: {error}"
                    raise plugins.mistaken(self._package, told) from error


class _OtherLastingTarget(_OtherTarget):
    """A target of another package that can take back."""

    _target: LastingTarget[Any]

    def read(self, place: Destination, path: str) -> bytes | None:
        """The bytes of a file there."""
        with _asked(self._package, _READING):
            found: object = self._target.read(place, path)
        if found is None or isinstance(found, bytes):
            return found
        raise plugins.mistaken(self._package, f"read() gave {type(found).__name__}, not bytes")

    def roll_back(self, issue_id: str, place: Destination, *more: Any) -> Sequence[Change]:  # noqa: ANN401, handed on
        """Show readers the last release but one."""
        with _asked(self._package, _PUBLISHING):
            return _changes(self._target.roll_back(issue_id, place, *more), self._package)


@contextlib.contextmanager
def _asked(
    package: str, seconds: int, passing: tuple[type[Exception], ...] = ()
) -> Iterator[Callable[[], None]]:
    """A block that runs another package's code; what it lets through is told as its mistake.

    It is given up once it is silent for so many seconds: what the block gets breaks the silence.
    """
    try:
        with plugins.heard_from(package, seconds) as heard:
            yield heard
    except passing:
        raise
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        why, hint = first_fault(error)
        message = tr("{where} is no place to publish to: {reason}", where=where, reason=why)
        raise BulletinError(message, hint) from error
    except BaseException as error:
        if plugins.at_fault(error):
            raise plugins.mistake_of(package, error) from error
        raise


def _changes(given: Any, package: str) -> Sequence[Change]:  # noqa: ANN401, whatever it gives
    """What a target says that it did. Raises `BulletinError` for anything else."""
    changes = list(given) if hasattr(given, "__iter__") else [given]
    for change in changes:
        if not (
            isinstance(change, Change) and change.kind in KINDS and isinstance(change.path, str)
        ):
            raise plugins.mistaken(package, f"{change!r} is no Change that is {', '.join(KINDS)}")
    return changes
