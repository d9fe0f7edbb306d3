"""Files written and removed below a place that others can write to, too.

In: the place, and paths below it. Out: files there, each whole. Nobody can lead us out of it by
putting a link in the place of a folder meanwhile, where the system holds folders open (not on
Windows).
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bulletin.cache import replace_file
from bulletin.machine.disks import open_folder

_HOLDS = {os.open, os.mkdir, os.rename, os.unlink, os.rmdir} <= os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_INNER = _FOLDER | getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_READ_BY_ALL, _LOOKED_INTO = 0o644, 0o755


def put_below(place: Path, path: str, data: bytes) -> None:
    """Write a file below a place, with the folders that it lies in. Raises `OSError`."""
    if not _HOLDS:
        open_folder((place / path).parent)
        replace_file(place / path, data)
        return
    name = PurePosixPath(path).name
    begun = f".{name[:40]}.{secrets.token_hex(4)}"
    with _held(place, PurePosixPath(path).parent) as folder, _named(place / path):
        descriptor = os.open(begun, _NEW, _READ_BY_ALL, dir_fd=folder)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                with contextlib.suppress(OSError):  # memory sticks and shares have no modes
                    os.chmod(stream.fileno(), _READ_BY_ALL)  # noqa: PTH101, what is open
            os.replace(begun, name, src_dir_fd=folder, dst_dir_fd=folder)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(begun, dir_fd=folder)
            raise


def remove_below(place: Path, path: str) -> None:
    """Take a file away, and the folders that it leaves empty. Raises `OSError`."""
    if not _HOLDS:
        (place / path).unlink()
        for above in list(Path(path).parents)[:-1]:
            with contextlib.suppress(OSError):  # it is not empty
                (place / above).rmdir()
        return
    inner = PurePosixPath(path)
    with _held(place, inner.parent) as folder, _named(place / path):
        os.unlink(inner.name, dir_fd=folder)
    with contextlib.suppress(OSError):  # it is not empty
        for parent in list(inner.parents)[:-1]:
            with _held(place, parent.parent) as folder:
                os.rmdir(parent.name, dir_fd=folder)


@contextlib.contextmanager
def _held(place: Path, inner: PurePosixPath) -> Iterator[int]:
    """A folder below a place, made if it is not there, held open; none on the way is a link."""
    held = os.open(place, _FOLDER)
    try:
        for at, name in enumerate(inner.parts):
            with _named(place.joinpath(*inner.parts[: at + 1])):
                found = _inner(name, held)
            os.close(held)
            held = found
        yield held
    finally:
        os.close(held)


def _inner(name: str, folder: int) -> int:
    """A folder in one that is held open; one that is new is for readers to look into."""
    with contextlib.suppress(FileNotFoundError):
        return os.open(name, _INNER, dir_fd=folder)
    os.mkdir(name, dir_fd=folder)
    found = os.open(name, _INNER, dir_fd=folder)
    with contextlib.suppress(OSError):  # memory sticks and shares have no modes
        mode = stat.S_IMODE(os.fstat(found).st_mode)
        os.chmod(found, (mode | _LOOKED_INTO) & ~stat.S_IWOTH)  # noqa: PTH101, as above
    return found


@contextlib.contextmanager
def _named(whole: Path) -> Iterator[None]:
    """Say of what an error is: the system does not name the folder that is held open."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(whole)) from error
