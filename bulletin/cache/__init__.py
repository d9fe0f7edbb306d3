"""A content-addressed store: the only form of "incremental" in the project.

In: a key that names everything a piece was made from, and how to make it. Out: the piece, made or
found. An entry that does not read back to its own digest counts as missing. Safe for several
processes at once: files appear by rename. A disk that takes nothing (full, read-only, gone) makes
a build slower and does not end it: see `Cache.trouble`; so does a shared bucket. What was used
last is known by the time of an entry's file, and `cache/eviction.py` removes what was not used for
longest.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import distribution
from pathlib import Path

import bulletin
from bulletin.cache import entries, eviction
from bulletin.cache.shared import SharedStore
from bulletin.machine.disks import DiskError, copy_tree, in_words, inside, plain_folder
from bulletin.machine.systems import put_in_place


def digest_of(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb", buffering=0) as stream:
        if os.fstat(stream.fileno()).st_size < _LARGE:
            return digest_of(stream.readall())
        return hashlib.file_digest(stream, "sha256").hexdigest()


_LARGE = 1 << 18
"""Bytes from which a file is read piece by piece: room for a piece costs more than a small file."""

_known: dict[tuple[int, ...], str] = {}
"""Digests of files that are not written to any more, by what they are on the disk."""
_MOST_KNOWN = 1 << 16


def digest_of_source(file: Path) -> str:
    """SHA-256 of a file that does not change while we run: of a build's snapshot, made, installed.

    It is read once, whichever of its names it is asked for by.
    """
    identity = _identity(file)
    return _known.get(identity) or _noted(identity, digest_of_file(file))


def _identity(file: Path) -> tuple[int, ...]:
    stat = file.stat()
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def _noted(identity: tuple[int, ...], digest: str) -> str:
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[identity] = digest
    return digest


@functools.cache
def version_of(package: str) -> str:
    """The version of an installed package: what it makes is not what another one makes."""
    described = distribution(package)
    # Its description holds the whole README, and would be parsed as a letter is.
    found = _VERSION.search(described.read_text("METADATA") or "")
    return found[1] if found else described.version


_VERSION = re.compile(r"(?m)^Version: (\S+)$")


@functools.cache
def code_digest() -> str:
    """SHA-256 over the tool's own code and tables: another code may make other bytes."""
    files = sorted(file for file in _below(Path(bulletin.__file__).parent) if _SHAPES(file))
    return digest_of("".join(digest_of_file(Path(file)) for file in files).encode())


_SHAPES = re.compile(r".*\.(?:py|yaml|ttf)").fullmatch


def _below(folder: Path) -> Iterator[str]:
    """The files below a folder: ten times as quickly as by `Path.rglob`."""
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names)  # noqa: PTH118, as quickly


def key_of(*parts: object) -> str:
    """A key for the cache: SHA-256 of the parts as canonical JSON.

    Parts are str, int, float, bool, None, and lists, tuples and mappings of them; anything
    else raises `TypeError`, so that no address in memory slips into a key.
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_of(text.encode("utf-8", "surrogatepass"))


def replace_file(file: Path, data: bytes | Path) -> None:
    """Write a file so that it is there whole or not at all: bytes, or a copy of another file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if isinstance(data, bytes):
                stream.write(data)
        if isinstance(data, Path):
            shutil.copyfile(data, name)  # by the system, without passing through here
        with contextlib.suppress(OSError):  # memory sticks and shares have no modes
            Path(name).chmod(0o644)
        put_in_place(Path(name), file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Cache:
    """The store in a folder, which is made when first needed.

    Once the folder has refused something, what is to be kept stays in memory. `kind` is how the
    names of entries end, by which they are told apart ("": clips and tracks); `limit` is how many
    bytes it holds in the end. What is not in the folder is asked of `shared`, and given to it.
    `own`: what another account has put into the folder is not believed, for it will be run.
    """

    root: Path
    kind: str = ""
    limit: int = eviction.LIMIT
    shared: SharedStore | None = None
    own: bool = False
    _memory: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    _refusals: list[OSError] = field(default_factory=list, compare=False, repr=False)

    @property
    def trouble(self) -> DiskError | None:
        """Why the folder keeps nothing more, if it has refused something."""
        return in_words(self._refusals[0], self.root) if self._refusals else None

    def of(self, kind: str) -> Cache:
        """The same store, for entries of a kind: what `bulletin cache` tells apart."""
        return replace(self, kind=kind)

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """What the block uses stays; after it the store is brought below its limit."""
        with eviction.in_use(self.root, self.limit):
            yield

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None: never kept, or damaged since."""
        if key in self._memory:
            return self._memory[key]
        file = self._file(key)
        try:
            data = entries.read(file, self._name(key), self._most, own=self.own)
        except OSError:
            data = None
        else:
            _use(file)
        return self._from_others(key) if data is None and self.shared else data

    def _from_others(self, key: str) -> bytes | None:
        """An entry that another machine has made, kept here from now on."""
        entry = self.shared.get(self._name(key)) if self.shared else None
        digest, _, held = (entry or b"").partition(b"\n")
        data = entries.undamaged(digest, held, self._name(key))
        if entry and data is not None and not self._written(self._file(key), entry):
            self._memory[key] = data
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        entry = entries.digest_of_entry(self._name(key), data).encode() + b"\n" + data
        if not self._written(self._file(key), entry):
            self._memory[key] = data
        if self.shared:
            self.shared.put(self._name(key), entry)

    def _written(self, file: Path, data: bytes | Path) -> bool:
        """Write a file of the store, unless the folder refuses, or has refused before.

        `data`: its bytes, or the file that has them.
        """
        if self._refusals:
            return False
        try:
            plain_folder(file.parent)
            replace_file(file, data)
        except OSError as error:
            self._refusals.append(error)
            return False
        with contextlib.suppress(OSError):
            eviction.note(self.root, file.stat().st_size)
        return True

    def folder(self, key: str, into: Path, make: Callable[[Path], None]) -> bool:
        """Put the files kept under a key into a folder, made now if they are not there.

        `make` writes below the folder that it is given. True if they were found. Files that
        are in `into` already stay, unless they have the same path.
        """
        if self.restore(key, into):
            return True
        with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
            made = Path(name)
            make(made)
            self.keep(key, made)
            copy_tree(made, into)
        return False

    def keep(self, key: str, folder: Path) -> None:
        """Keep all files below a folder under a key, if there is room for all of them."""
        listing: dict[str, str] = {}
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest = digest_of_source(file)
            listing[file.relative_to(folder).as_posix()] = digest
            if self._whole(digest):
                continue
            if self.shared:
                self.shared.put(self._name(digest), file.read_bytes())
            if not self._written(self._file(digest), file):
                return
        self.put(key, json.dumps(listing).encode())

    def restore(self, key: str, into: Path) -> bool:
        """Put the files kept under a key into a folder; False if any is missing or damaged."""
        data = self.get(key)
        if data is None:
            return False
        listing: Mapping[str, str] = json.loads(data)
        if not all(inside(path) and self._whole(digest) for path, digest in listing.items()):
            return False
        into.mkdir(parents=True, exist_ok=True)
        placed: list[Path] = []
        try:
            for path, digest in listing.items():
                target = into / path
                target.parent.mkdir(parents=True, exist_ok=True)
                source = self._file(digest).open("rb")
                with source, target.open("wb") as stream:
                    placed.append(target)
                    shutil.copyfileobj(source, stream)
                _noted(_identity(target), digest)
        except FileNotFoundError:  # another build has evicted it meanwhile
            for file in placed:
                file.unlink(missing_ok=True)
            return False
        return True

    def _whole(self, digest: str) -> bool:
        file = self._file(digest)
        try:
            is_file = file.is_file() and file.stat().st_size <= self._most
            whole = is_file and digest_of_file(file) == digest
        except OSError:
            whole = False
        if whole:
            _use(file)
        elif self.shared:
            data = self.shared.get(self._name(digest))
            whole = data is not None and digest_of(data) == digest and self._written(file, data)
        return whole

    @property
    def _most(self) -> int:
        """Bytes that no entry has: a store that is too small for one drops it in the end."""
        return max(self.limit, entries.LARGE)

    def _file(self, key: str) -> Path:
        return self.root / self._name(key)

    def _name(self, key: str) -> str:
        return f"{key[:2]}/{key[2:]}" + (f".{self.kind}" if self.kind else "")


def _use(file: Path) -> None:
    """Write down that an entry was used, for those who look for the least recently used one."""
    with contextlib.suppress(OSError):  # a cache that can only be read does not grow
        os.utime(file)
