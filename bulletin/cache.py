"""A content-addressed store: the only form of "incremental" in the project.

In: a key that names everything a piece was made from, and how to make it. Out: the piece,
made or found. An entry that does not read back to its own digest counts as missing. Safe for
several processes at once: files appear by rename.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import bulletin


def digest_of(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@functools.cache
def code_digest() -> str:
    """SHA-256 over the tool's own code and tables: another code may make other bytes."""
    package = Path(bulletin.__file__).parent
    files = sorted(f for f in package.rglob("*") if f.suffix in {".py", ".yaml"})
    return digest_of("".join(digest_of_file(file) for file in files).encode())


def key_of(*parts: object) -> str:
    """A key for the cache: SHA-256 of the parts as canonical JSON.

    Parts are str, int, float, bool, None, and lists, tuples and mappings of them; anything
    else raises `TypeError`, so that no address in memory slips into a key.
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_of(text.encode())


def replace_file(file: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Cache:
    """The store in a folder, which is made when first needed."""

    root: Path

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None: never kept, or damaged since."""
        try:
            digest, _, data = self._file(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if digest.decode("ascii", "replace") == digest_of(data) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        replace_file(self._file(key), digest_of(data).encode() + b"\n" + data)

    def blob(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under a key, made now if they are not there."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def folder(self, key: str, into: Path, make: Callable[[Path], None]) -> bool:
        """Put the files kept under a key into a folder, made now if they are not there.

        `make` writes below the folder that it is given. True if they were found. Files that
        are in `into` already stay, unless they have the same path.
        """
        if self.restore(key, into):
            return True
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.root, prefix="making-") as name:
            made = Path(name)
            make(made)
            self.keep(key, made)
            shutil.copytree(made, into, dirs_exist_ok=True, copy_function=shutil.copyfile)
        return False

    def keep(self, key: str, folder: Path) -> None:
        """Keep all files below a folder under a key."""
        listing: dict[str, str] = {}
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest = digest_of_file(file)
            listing[file.relative_to(folder).as_posix()] = digest
            kept = self._file(digest)
            if not kept.is_file() or digest_of_file(kept) != digest:
                replace_file(kept, file.read_bytes())
        self.put(key, json.dumps(listing).encode())

    def restore(self, key: str, into: Path) -> bool:
        """Put the files kept under a key into a folder; False if any is missing or damaged."""
        data = self.get(key)
        if data is None:
            return False
        listing: Mapping[str, str] = json.loads(data)
        if any(not self._whole(digest) for digest in listing.values()):
            return False
        into.mkdir(parents=True, exist_ok=True)
        for path, digest in listing.items():
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._file(digest), target)
        return True

    def _whole(self, digest: str) -> bool:
        try:
            return digest_of_file(self._file(digest)) == digest
        except OSError:
            return False

    def _file(self, key: str) -> Path:
        return self.root / key[:2] / key[2:]
