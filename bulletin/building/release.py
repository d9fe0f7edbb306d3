"""A release appears whole or not at all.

In: a folder of releases and a name. Out: a folder to fill, which takes the place of the last
release of that name in one step when it is whole. A process killed at any moment leaves the
last release as it was; what it had begun is cleared away by the next one.
"""

import contextlib
import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from bulletin import manifest
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import link_or_copy, open_folder, open_to_readers
from bulletin.machine.systems import is_litter, put_in_place
from bulletin.messages import tr
from bulletin.site.listing import names_of
from bulletin.site.releases import is_foreign
from bulletin.source.issue import Issue

_PARTIAL = ".partial"
_PREVIOUS = ".previous"
_BEGUN = re.compile(r"\..+\.[a-z0-9_]{8}\.partial")
"""Names of folders that were being filled."""

_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}

_HELD = "-held"
"""How a lock ends that is a file's mere presence."""

_TRIES, _MOMENT = 10, 0.05

_COPIES = 4
"""How many times a release lies on the disk while it is made, beside the last one."""


def wanted(place: Path, sources: Iterable[Path]) -> int:
    """About how many bytes a build needs: the last release, or else the issue's files, say it."""
    last = manifest.readable(place)
    if last is None:
        return _COPIES * sum(f.stat().st_size for f in sources if f.is_file())
    return _COPIES * sum(record.bytes for record in last.files)


def refuse_withdrawn(last: manifest.Manifest | None, issue: Issue) -> None:
    """Raise `BulletinError` for an issue that was withdrawn and has no correction since."""
    if last is None or last.withdrawn is None or issue.revision > last.revision:
        return
    if not manifest.tells_of_removal(last, issue):
        message = tr("the issue {id} was withdrawn: {why}", id=issue.id, why=last.withdrawn.why)
        hint = tr(
            "to put it out again, write corrections: into {id}/issue.yaml; to build it all the"
            " same, give another folder with --out",
            id=issue.id,
        )
        raise BulletinError(message, hint)


@contextlib.contextmanager
def only_writer(out: Path) -> Iterator[None]:
    """Hold a folder of releases; raises `BulletinError` if another build holds it.

    What killed builds left there is cleared away first.
    """
    open_folder(out)
    try:
        with _locked(out / ".lock"):
            _recover(out)
            yield
    except Timeout as error:
        message = tr("another build or publish is writing into {out}", out=out)
        hint = tr("wait until it is done, or name another folder")
        if error.lock_file.endswith(_HELD):  # maybe by another computer, which nobody here can ask
            hint = tr(
                "wait until it is done; where none is running, on other computers neither,"
                " delete {file}",
                file=error.lock_file,
            )
        raise BulletinError(message, hint) from None


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Hold a lock; on disks that have none (some network shares), by the file's mere presence."""
    lock: BaseFileLock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except OSError as error:
        if isinstance(error, Timeout) or error.errno not in _NO_LOCKS:
            raise
        lock = SoftFileLock(file.with_name(f"{file.name}{_HELD}"), timeout=0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def told(place: Path) -> Iterator[None]:
    """Note on whatever ends the block what has become of the release in its place.

    It is looked up, not concluded: a signal may come at any moment.
    """
    before = _identity(place)
    try:
        yield
    except BaseException as error:
        if _identity(place) != before:
            error.add_note(tr("the new release is in its place: {place}", place=place))
        elif before:
            error.add_note(tr("nothing of the last release was changed: {place}", place=place))
        else:
            error.add_note(tr("there is no release yet: {place}", place=place))
        raise


def _identity(place: Path) -> tuple[int, int] | None:
    """Which folder lies at a place."""
    try:
        found = place.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


@contextlib.contextmanager
def staged(
    out: Path, name: str, *, ours: Collection[str] = (), kept: Path | None = None
) -> Iterator[Path]:
    """A folder to fill beside its place; moved in when the block ends without an exception.

    `ours`: paths in that place that are ours although no manifest names them. `kept`: where the
    last release goes; without it, it goes altogether. Raises `BulletinError` if what lies in
    that place is not a release.
    """
    refuse_foreign(out / name)
    stage = Path(tempfile.mkdtemp(dir=out, prefix=f".{name}.", suffix=_PARTIAL))
    try:
        release = stage / name
        release.mkdir()
        yield release
        for path in (release, *release.rglob("*")):
            open_to_readers(path)
        _keep_foreign(out / name, release, ours)
        put(release, out / name)
        if kept and release.exists():
            shutil.rmtree(kept, ignore_errors=True)
            # No reader looks into it: what was taken out of an issue may still lie there.
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(OSError):  # made by others, or before it was kept to us
                kept.parent.chmod(0o700)
            release.rename(kept)
    finally:
        _clear(stage)


def _clear(folder: Path) -> None:
    """Take a folder away, although a thread that nobody waits for may still write into it."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_MOMENT)


def refuse_foreign(place: Path) -> None:
    """Raise `BulletinError` if something else than a release lies in a release's place."""
    refuse_no_folder(place)
    if place.is_dir() and any(place.iterdir()) and is_foreign(place):
        names = names_of(sorted(place.iterdir()))
        raise _lying(place, tr("is no release of ours; there lie: {names}", names=names))


def refuse_no_folder(place: Path) -> None:
    """Raise `BulletinError` if a link or a file lies where a folder of ours is, or is to be.

    What lies behind a link is none of ours: it would be written to, and cleared away.
    """
    if place.is_symlink():
        raise _lying(place, tr("is a symbolic link"))
    if place.exists() and not place.is_dir():
        raise _lying(place, tr("is no folder"))


def _lying(place: Path, what: str) -> BulletinError:
    message = tr("{place} {what}", place=place, what=what)
    return BulletinError(message, tr("move it away, or name another folder for the releases"))


def _keep_foreign(place: Path, new: Path, listed: Collection[str]) -> None:
    """Have in the new release, too, the files that somebody else put into the last one's folder.

    A release whose manifest is damaged cannot say what is ours in it: it goes as a whole.
    """
    last = manifest.readable(place)
    if last is None:
        return
    ours = {record.path for record in last.files} | {manifest.NAME, manifest.SIGNATURE, *listed}
    for file in sorted(place.rglob("*")):
        path = file.relative_to(place)
        if path.as_posix() in ours or is_litter(path):
            continue
        if file.is_dir() and not file.is_symlink():
            continue
        if (new / path).exists() or any((new / above).is_file() for above in path.parents):
            message = tr(
                "{file} is not ours, and the new release has a file in its place", file=file
            )
            raise BulletinError(message, tr("move it away, and give the same command again"))
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        if file.is_symlink():
            (new / path).symlink_to(file.readlink())
        else:
            link_or_copy(file, new / path)


def put(new: Path, place: Path) -> None:
    """Move a folder to its place; the one that was there, if any, ends up where it came from."""
    if not place.exists():
        put_in_place(new, place)
    elif not _exchange(new, place):
        previous = place.with_name(f".{place.name}{_PREVIOUS}")
        put_in_place(place, previous)
        try:
            put_in_place(new, place)
        except BaseException:
            put_in_place(previous, place)
            raise
        put_in_place(previous, new)


def _recover(out: Path) -> None:
    """Undo what a killed process had begun."""
    for partial in out.glob(f".*{_PARTIAL}"):
        if _BEGUN.fullmatch(partial.name):
            shutil.rmtree(partial, ignore_errors=True)
    for previous in out.glob(f".*{_PREVIOUS}"):
        place = out / previous.name[1 : -len(_PREVIOUS)]
        if previous.is_symlink() or not previous.is_dir() or is_foreign(previous):
            continue
        if place.exists():
            shutil.rmtree(previous)
        else:
            previous.rename(place)


_AT_FDCWD = {"linux": -100, "darwin": -2}
_SWAP = 2
"""RENAME_EXCHANGE of renameat2(2) and RENAME_SWAP of renameatx_np(2) have the same value."""


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step; False where the system or the disk cannot."""
    function = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if function is None:
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), function, None)
    if rename is None:
        return False
    here = _AT_FDCWD[sys.platform]
    result: int = rename(here, os.fsencode(first), here, os.fsencode(second), ctypes.c_uint(_SWAP))
    return result == 0
