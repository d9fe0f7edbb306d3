"""What disks do besides keeping files: refuse, fill up, and lack what others have.

In: paths, and the errors that the system gives for them. Out: files at two places, or words
that say which disk it was and how much is wanted.
"""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from bulletin.diagnostics import BulletinError
from bulletin.machine.systems import free_files, is_held
from bulletin.messages import decimal, joined, text_of, tr

_FULL = {errno.ENOSPC, errno.EDQUOT}
_LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}


class DiskError(BulletinError):
    """A disk that did not do what was asked of it."""


class NotPlainError(ValueError):
    """A link, a pipe, a folder or a device where we write plain files."""


def link_or_copy(file: Path, place: Path) -> None:
    """The file at a second place, without a copy where the disk can do that.

    Memory sticks (exFAT), network shares and other disks cannot, each with an error of its own.
    """
    try:
        os.link(file, place)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(file, place)


def copy_tree(source: Path, target: Path) -> None:
    """Copies of all files below a folder, without the modes and times that poor disks refuse."""
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        folder = place if path.is_dir() else place.parent
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            shutil.copyfile(path, place)


def inside(path: str) -> bool:
    """Whether a path out of a list stays below the place that it is of."""
    plain = PurePosixPath(path)
    return (
        bool(plain.parts)
        and not plain.is_absolute()
        and ".." not in plain.parts
        and plain.as_posix() == path
        and not {"\\", "\0"} & {*path}
    )


def refuse_outside(paths: Iterable[str]) -> None:
    """Raise `DiskError` if a path out of a cache leads out of its folder.

    No build keeps one. Who can write there decides what others publish, and not what they read.
    """
    if outside := [path for path in paths if not inside(path)]:
        message = tr("the cache names a file that is none of the issue's: {path}", path=outside[0])
        raise DiskError(
            message, tr("take away what others may have put there: bulletin cache clear")
        )


def plain_folder(folder: Path) -> None:
    """Make a folder of ours if there is none.

    Raises `NotADirectoryError` for a link to one: what lies behind it is none of ours.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def open_to_readers(path: Path) -> None:
    """Let every account read a file or look into a folder, as a web server's has to.

    A umask that keeps what we make to ourselves (077) would have readers refused; who may write
    besides us (002) stays, but for everybody.
    """
    mode = path.stat().st_mode
    wanted = (mode | (0o755 if stat.S_ISDIR(mode) else 0o644)) & ~stat.S_IWOTH
    if wanted != mode:
        with contextlib.suppress(OSError):  # memory sticks and shares have no modes
            path.chmod(stat.S_IMODE(wanted))


def open_folder(folder: Path) -> None:
    """A folder that readers may look into, and those above it that were not there either."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        open_to_readers(path)


def text_of_ours(file: Path) -> str:
    """The text of a file as we write it: a plain one, not without end.

    Raises `ValueError` for a link, a pipe, a device and for gigabytes, `OSError` where it is not.
    """
    return bytes_of_ours(file).decode()


def bytes_of_ours(file: Path) -> bytes:
    """The bytes of such a file; raises the same."""
    found = file.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        raise NotPlainError(tr("{file} is no plain file", file=file))
    return file.read_bytes()


_LARGEST = 100_000_000
"""Bytes; a manifest of ten thousand files has two million."""


@contextlib.contextmanager
def disk_of(folder: Path, wanted: int = 0) -> Iterator[None]:
    """Say in words what a disk refuses in the block, where only `folder` is written to.

    `wanted` is how many bytes are going to be written, if that is known.
    """
    try:
        yield
    except OSError as error:
        raise in_words(error, folder, wanted) from error


def in_words(error: OSError, folder: Path | None = None, wanted: int = 0) -> DiskError:
    """What the system said of a path, and what to do about it.

    The system does not name the file that it could not write on: that is in `folder` then. Of a
    file that is copied or moved, the disk that it comes to has no room, or is locked.
    """
    named = error.filename
    if error.errno in _FULL | _LOCKED | {errno.EFBIG} and error.filename2:
        named = error.filename2
    path = Path(os.fsdecode(named)) if isinstance(named, str | bytes | os.PathLike) else folder
    if path is None:
        return DiskError(error.strerror or text_of(error))
    if error.errno == errno.EFBIG:
        return _limited(path)
    if error.errno in _FULL:
        return _full(error, path if named else _full_one(path), wanted)
    return DiskError(f"{path}: {error.strerror or error}", _what_to_do(error, path))


def _what_to_do(error: OSError, path: Path) -> str:
    if is_held(error):
        return tr("close {name} in the program that has it open, and try again", name=path.name)
    if error.errno in _LOCKED:
        return tr("let this account read and write in {nearest}", nearest=_nearest(path.parent))
    if error.errno in {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}:
        return tr("a file stands where a folder is needed, or a folder for a file")
    return ""


def _full(error: OSError, folder: Path, wanted: int) -> DiskError:
    place = _nearest(folder)
    if free_files(place) == 0:
        message = tr("the disk of {folder} holds as many files as it can", folder=folder)
        return DiskError(message, tr("remove files on the disk of {place}", place=place))
    message = tr("no room on the disk of {folder}: {reason}", folder=folder, reason=error.strerror)
    with contextlib.suppress(OSError):
        free = megabytes(shutil.disk_usage(place).free)
        message = joined("", [message, tr("; {megabytes} are free", megabytes=free)])
    hint = tr("make room on the disk of {place}", place=place)
    if wanted:
        hint = tr("about {megabytes} are wanted: {hint}", megabytes=megabytes(wanted), hint=hint)
    return DiskError(message, hint)


def _full_one(folder: Path) -> Path:
    """A folder, or that of temporary files if it is their disk that has no room."""
    with contextlib.suppress(OSError):
        beside = tempfile.gettempdir()
        if shutil.disk_usage(beside).free < _SCANT < shutil.disk_usage(_nearest(folder)).free:
            return Path(beside)
    return folder


_SCANT = 1 << 20
"""Bytes below which a disk is as good as full."""


def _limited(path: Path) -> DiskError:
    message = tr("{path}: no file may become as large there", path=path)
    hint = tr("let this account write larger files: ulimit -f unlimited; a FAT disk takes 4 GB")
    return DiskError(message, hint)


def room_for(folder: Path, wanted: int) -> None:
    """Refuse to begin what the disk has no room for, in bytes. Raises `DiskError`."""
    nearest = _nearest(folder)
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(nearest).free
        if free < wanted:
            message = tr(
                "no room on the disk of {folder}: {wanted} are wanted, {free} are free",
                folder=folder,
                wanted=megabytes(wanted),
                free=megabytes(free),
            )
            raise DiskError(message, tr("make room on the disk of {nearest}", nearest=nearest))


def megabytes(count: int) -> str:
    """A size for a person to read; what is small in kilobytes."""
    if count < _SMALL:
        return tr("{count} kB", count=-(-count // 1000))
    return tr("{size} MB", size=decimal(count / 1e6))


_SMALL = 100_000
"""Bytes."""


def _nearest(path: Path) -> Path:
    """The folder that is there, nearest above a path."""
    # Unlike pathlib's, this `isdir` answers of what lies where this account may not look, too.
    return next((p for p in (path, *path.absolute().parents) if os.path.isdir(p)), path)  # noqa: PTH112
