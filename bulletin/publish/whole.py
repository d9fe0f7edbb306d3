"""Whether a release is, to the last byte, what was built.

In: a release's folder. Out: its manifest, or all that is wrong with the folder at once.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from bulletin import manifest
from bulletin.cache import digest_of_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import inside
from bulletin.machine.systems import PLAINLY, is_litter, quoted
from bulletin.manifest import FileRecord, Manifest
from bulletin.messages import tr

_SHOWN = 10
"""How many faults are told of; the others are counted."""


def whole(folder: Path, issue_id: str, keys: Sequence[str] = ()) -> Manifest:
    """The manifest of a release that is as it was built, signed with one of some keys if any.

    Raises `BulletinError` if it is not.
    """
    mend = tr("make it again: bulletin build {issue_id}", issue_id=quoted(issue_id))
    try:
        found = manifest.read(folder)
    except FileNotFoundError:
        message = tr("there is no release in {folder}", folder=folder)
        raise BulletinError(
            message, tr("make it first: bulletin build {issue_id}", issue_id=quoted(issue_id))
        ) from None
    except (OSError, ValueError) as error:
        message = tr("{folder} cannot be read", folder=folder / manifest.NAME)
        raise BulletinError(message, mend) from error
    faults = list(_faults(folder, found, issue_id))
    if keys and not faults and manifest.signer(folder, keys) is None:
        message = tr(
            "{folder} is not signed with the key that publication.yaml names", folder=folder
        )
        hint = tr(
            "build it again where the private key is: in BULLETIN_SIGNING_KEY, or where bulletin"
            " keys new has put it"
        )
        raise BulletinError(message, hint)
    if faults:
        rows = faults[:_SHOWN]
        if len(faults) > _SHOWN:
            rows.append(tr("and {count} more", count=len(faults) - _SHOWN))
        message = "\n    ".join((tr("{folder} is not as it was built:", folder=folder), *rows))
        raise BulletinError(
            message, tr("take away what does not belong there, or {mend}", mend=mend)
        )
    return found


def copy_judged(file: Path, place: Path, sha256: str) -> None:
    """Copy a file of a release that was judged: what is published is what was looked at.

    Raises `BulletinError` if something else has come in its place: other bytes, a link to a file
    that is none of readers', or a pipe, which nobody waits for.
    """
    digest = hashlib.sha256()
    try:
        with open(file, "rb", opener=_plainly) as source, place.open("wb") as target:
            is_plain = stat.S_ISREG(os.fstat(source.fileno()).st_mode)
            while is_plain and (block := source.read(_BLOCK)):
                digest.update(block)
                target.write(block)
    except OSError as error:
        if error.filename != str(file):
            raise
    if digest.hexdigest() != sha256:
        message = tr("{file} was changed while it was published", file=file)
        raise BulletinError(message, tr("wait for the build that writes there, and try again"))


_BLOCK = 1 << 20


@contextlib.contextmanager
def held(file: Path, sha256: str) -> Iterator[Path]:
    """A copy of a file that was judged, which nobody else changes while it is on its way."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        own = Path(folder) / "parcel"
        copy_judged(file, own, sha256)
        yield own


def _plainly(path: str, flags: int) -> int:
    return os.open(path, flags | PLAINLY)


def _faults(folder: Path, found: Manifest, issue_id: str) -> Iterator[str]:
    if folder.is_symlink():
        yield tr("{name}: it is a symbolic link", name=folder.name)
    if found.id != issue_id:
        yield tr("{name}: it is of the issue {id}", name=manifest.NAME, id=found.id)
    known = {file.name for file in manifest.beside(folder)}
    for record in found.files:
        if record.path in known:
            yield tr("{path}: the manifest lists it twice", path=record.path)
        known.add(record.path)
        if fault := _fault(folder, record):
            yield tr("{path}: {fault}", path=record.path, fault=fault)
    for file in sorted(_below(folder)):
        path = file.relative_to(folder).as_posix()
        if file.is_symlink():
            if path not in known:
                yield tr("{path}: a symbolic link", path=path)
        elif path not in known and not is_litter(PurePath(path)):
            yield tr("{path}: it is not of this release", path=path)


def _fault(folder: Path, record: FileRecord) -> str:
    """What is wrong with a file that the manifest names; "" if nothing is."""
    if not inside(record.path):
        return tr("it would lie outside the release")
    try:
        return _difference(folder / record.path, record)
    except (FileNotFoundError, NotADirectoryError):
        return tr("it is missing")
    except OSError as error:
        return tr("it cannot be read ({reason})", reason=error.strerror)


def _difference(file: Path, record: FileRecord) -> str:
    found = file.lstat()
    if stat.S_ISLNK(found.st_mode):
        return tr("a symbolic link")
    if not stat.S_ISREG(found.st_mode):
        return tr("it is no plain file")
    if found.st_size != record.bytes:
        return tr(
            "it has {st_size} bytes instead of {bytes}", st_size=found.st_size, bytes=record.bytes
        )
    return "" if digest_of_file(file) == record.sha256 else tr("it was changed")


def _below(folder: Path) -> Iterator[Path]:
    """Everything below a folder but folders; links are not followed."""
    for above, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(above) / name).is_symlink()]
        yield from (Path(above) / name for name in (*files, *links))
