"""Files of editors, written: new ones where nothing stands yet, all of them or none.

In: a folder, and texts by their paths in it; or a file, and what it is to hold. Out: nothing;
what stands in the way is named, and nothing is written through a link that leads elsewhere.
"""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import disk_of
from bulletin.machine.systems import put_in_place
from bulletin.messages import tr
from bulletin.source.files import leads_out


def write_new(folder: Path, files: Mapping[str, bytes | Path], unless: Iterable[str] = ()) -> None:
    """Write files into a folder, which is made if need be; no file is ever written over.

    A path in place of bytes is a file to copy. `unless` names other files that may not be there
    either. Raises `BulletinError` with the name of each file in the way, and `DiskError` where the
    disk refuses one; then nothing is written.
    """
    refuse_standing(folder, files, unless)
    made: list[Path] = []
    try:
        with disk_of(folder):
            for path, data in files.items():
                _write(folder / path, data, made)
    except BaseException:
        for path_made in reversed(made):
            with suppress(OSError):
                path_made.rmdir() if path_made.is_dir() else path_made.unlink()
        raise


def refuse_standing(folder: Path, files: Iterable[str], unless: Iterable[str] = ()) -> None:
    """Raise `BulletinError` when one of the files would be written over, or outside of the folder."""
    files = tuple(files)
    for path in files:
        if leads_out((folder / path).parent, folder):
            message = tr(
                "{path} would be written outside of {folder}, through a link",
                path=path,
                folder=folder,
            )
            raise BulletinError(message, tr("put a folder in the place of the link"))
    standing = [path for path in (*files, *unless) if os.path.lexists(folder / path)]
    standing += _files_for_folders(folder, files)
    if standing:
        message = tr(
            "{standing} in {folder} would be written over",
            standing=", ".join(sorted(standing)),
            folder=folder,
        )
        raise BulletinError(message, tr("move it away, or take another folder"))


def _files_for_folders(folder: Path, files: Iterable[str]) -> list[str]:
    """Files that stand where a folder would have to be."""
    wanted = {above for path in files for above in (folder / path).parents}
    return [
        os.path.relpath(above, folder)
        for above in sorted(wanted)
        if os.path.lexists(above) and not above.is_dir()
    ]


def _write(path: Path, data: bytes | Path, made: list[Path]) -> None:
    """Write one file that is not there, and note it and the folders made for it."""
    for above in reversed(path.parents):
        if not above.exists():
            above.mkdir()
            made.append(above)
    with path.open("xb") as file:  # x: whoever was quicker keeps theirs
        made.append(path)
        if isinstance(data, bytes):
            file.write(data)
        else:
            with data.open("rb") as original:
                shutil.copyfileobj(original, file)


def rewrite(path: Path, data: bytes, was: bytes) -> None:
    """Write other bytes into a file, all of them or none; whose it is and who may read it stay.

    `was` is what it held when it was read. Raises `BulletinError` if somebody has saved something
    else there since, and `DiskError` where the disk refuses it, or the file is read-only.
    """
    refuse_read_only(path)
    with disk_of(path):
        _rewrite(path, data, was)


def refuse_read_only(path: Path) -> None:
    """Raise `DiskError` for a file that is not to be written; its folder's rights would do to."""
    with disk_of(path):
        if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _rewrite(path: Path, data: bytes, was: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix="~", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _give_rights(path, Path(name))
        _refuse_changed(path, was)
        put_in_place(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _refuse_changed(path: Path, was: bytes) -> None:
    if path.read_bytes() != was:
        message = tr("{file} was changed at the same moment", file=path.name)
        raise BulletinError(message, tr("give the same command again"))


def _give_rights(path: Path, new: Path) -> None:
    """Owner, modes and attributes (lists of who may read it are such) as far as disks have them."""
    found = path.stat()
    if chown := getattr(os, "chown", None):
        for owner in (found.st_uid, -1):  # whoever may not give a file away may give it to a group
            with suppress(OSError):
                chown(new, owner, found.st_gid)
                break
    with suppress(OSError):  # memory sticks and shares have no modes
        shutil.copymode(path, new)
    if sys.platform == "linux":
        with suppress(OSError):
            for attribute in os.listxattr(path):
                os.setxattr(new, attribute, os.getxattr(path, attribute))
