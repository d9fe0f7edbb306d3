"""Books that say by themselves whose they are: a signed digest inside an EPUB, M4B or MP3.

In: a file, the issue's id and a private key. Out: the same file with a seal; and of a sealed file
whether it is as it was sealed. What is digested is all of the file but the seal:

- EPUB: the entries, but `META-INF/bulletin.json`; packing them anew breaks nothing.
- M4B: the bytes before the last box, a `uuid` box (ISO/IEC 14496-12, 4.2) of our own at the end.
- MP3: the bytes without a PRIV frame (ID3v2.3, 4.28) of our own, and with the tag's size as it was
  before.
"""

import hashlib
import io
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bulletin.messages import tr
from bulletin.provenance.keys import PrivateKey, signer_of

ENTRY = "META-INF/bulletin.json"
_BOX = bytes.fromhex("5b1c7a0e2f5e4d7b9a46c1d2b3f0a867")
"""The user type of our box."""
_OWNER = b"bulletin seal\0"
_MOST = 4096
"""Bytes that a seal never reaches: what claims more is none."""
_BLOCK = 1 << 20
_DAMAGED = (
    OSError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
)


@dataclass(frozen=True)
class Seal:
    """What a sealed file says of itself."""

    issue: str
    sha256: str
    key: str
    signature: str

    def signed(self) -> bytes:
        """The words that the signature is of."""
        return f"bulletin seal 1\n{self.issue}\n{self.sha256}\n".encode()

    def to_json(self) -> bytes:
        """The seal as it stands in a file."""
        return json.dumps({"format": 1, **vars(self)}, indent=1).encode() + b"\n"


@dataclass(frozen=True)
class _Form:
    """How files of an ending hold a seal: read (digest of the rest, and the seal), and written."""

    read: Callable[[Path], tuple[str, bytes]]
    write: Callable[[Path, bytes], None]


def is_sealed_kind(name: str) -> bool:
    """Whether files of this name can hold a seal."""
    return Path(name).suffix.lower() in _FORMS


def seal(file: Path, issue_id: str, key: PrivateKey) -> None:
    """Put a seal into a file that has none; other names of the same file are left as they are."""
    form = _FORMS[file.suffix.lower()]
    digest, _ = form.read(file)
    bare = Seal(issue_id, digest, key.public, "")
    signed = Seal(issue_id, digest, key.public, key.sign(bare.signed()))
    new = file.with_name(f".{file.name}.sealed")
    shutil.copyfile(file, new)
    form.write(new, signed.to_json())
    new.replace(file)


def seal_of(file: Path) -> tuple[Seal | None, str]:
    """The seal of a file (None: it has none), and what is wrong with it; "" if nothing is.

    Whether the key is the publisher's is for others to say.
    """
    try:
        digest, data = _FORMS[file.suffix.lower()].read(file)
    # RuntimeError: an entry of a ZIP file has a password.
    except (*_DAMAGED, RuntimeError):
        return None, tr("it is damaged")
    if not data:
        return None, tr("it has no seal")
    found = _parsed(data)
    if found is None:
        return None, tr("its seal cannot be read")
    if signer_of(found.signed(), found.signature, [found.key]) is None:
        return found, tr("its seal has a wrong signature")
    return found, "" if found.sha256 == digest else tr("it was changed after it was sealed")


def _parsed(data: bytes) -> Seal | None:
    """A seal, written to the byte as we write it; None for anything else."""
    try:
        read = json.loads(data)
        found = Seal(*(str(read[name]) for name in ("issue", "sha256", "key", "signature")))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if found.to_json() == data else None


# -- EPUB --------------------------------------------------------------------------------------


_END = b"PK\x05\x06"
_END_SIZE = 22
"""How the record at the end of a ZIP file begins, and its bytes where no comment follows."""


def _read_epub(file: Path) -> tuple[str, bytes]:
    digest, data = hashlib.sha256(), b""
    with file.open("rb") as source:
        source.seek(max(0, file.stat().st_size - _END_SIZE))
        whole = source.read()
    if not whole.startswith(_END) or not whole.endswith(b"\0\0"):
        message = "something stands after the last entry"
        raise ValueError(message)
    with zipfile.ZipFile(file) as book:
        entries = book.infolist()
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names):
            message = "an entry stands twice"
            raise ValueError(message)
        if min((entry.header_offset for entry in entries), default=0):
            message = "something stands before the first entry"  # a program, for all we know
            raise ValueError(message)
        if sum(entry.file_size for entry in entries) > _most_unpacked(file.stat().st_size):
            message = "it unpacks to more than any book"
            raise ValueError(message)
        for name in sorted(names):
            with book.open(name) as entry:
                if name == ENTRY:
                    data = entry.read(_MOST)
                    continue
                inner = hashlib.sha256()
                while block := entry.read(_BLOCK):
                    inner.update(block)
            digest.update(f"{inner.hexdigest()}  {name}\n".encode())
    return digest.hexdigest(), data


def _most_unpacked(size: int) -> int:
    """Bytes that a book of a size may unpack to: text becomes a tenth, a trap a thousandth."""
    return max(_ANY_BOOK, _PACKED * size)


_ANY_BOOK, _PACKED = 1 << 26, 100


def _write_epub(file: Path, data: bytes) -> None:
    with zipfile.ZipFile(file, "a") as book:
        first = book.infolist()[0]
        entry = zipfile.ZipInfo(ENTRY, first.date_time)
        entry.create_system, entry.external_attr = first.create_system, first.external_attr
        book.writestr(entry, data)


# -- M4B ---------------------------------------------------------------------------------------

_HEAD = 8 + len(_BOX)


def _read_m4b(file: Path) -> tuple[str, bytes]:
    size, end, data = file.stat().st_size, file.stat().st_size, b""
    with file.open("rb") as source:
        at = 0
        while at + 8 <= size:
            source.seek(at)
            length, kind = struct.unpack(">I4s", source.read(8))
            if length == 1:
                (length,) = struct.unpack(">Q", source.read(8))
            elif length == 0:
                length = size - at
            elif kind == b"uuid" and source.read(len(_BOX)) == _BOX and at + length == size:
                data, end = source.read(min(length - _HEAD, _MOST)), at
            if length < 8 or at + length > size:  # noqa: PLR2004, the size of a box's head
                message = "a box has a size that cannot be"
                raise ValueError(message)
            at += length
        source.seek(0)
        return _digest(source, end), data


def _write_m4b(file: Path, data: bytes) -> None:
    with file.open("ab") as target:
        target.write(struct.pack(">I4s", _HEAD + len(data), b"uuid") + _BOX + data)


# -- MP3 ---------------------------------------------------------------------------------------

_TAG = 10
"""Bytes of an ID3v2 tag's head, and of a frame's in versions 3 and 4."""
_SYNCSAFE = 4
"""The version from which on the sizes of frames leave out each byte's first bit."""


def _read_mp3(file: Path) -> tuple[str, bytes]:
    with file.open("rb") as source:
        head = source.read(_TAG)
        tag = source.read(_tag_size(head))
        at, length = _own_frame(tag, head[3])
        bare = tag[:at] + tag[at + length :]
        data = tag[at + _TAG + len(_OWNER) : at + length]
        whole = io.BytesIO(head[:6] + _syncsafe(len(bare)) + bare)
        return _digest(whole, _TAG + len(bare), source), data[:_MOST]


def _write_mp3(file: Path, data: bytes) -> None:
    """The tag grows by a frame, before whatever padding stands at its end."""
    old = file.read_bytes()
    size = _tag_size(old[:_TAG])
    body = _OWNER + data
    length = _syncsafe(len(body)) if old[3] >= _SYNCSAFE else struct.pack(">I", len(body))
    frame = b"PRIV" + length + b"\0\0" + body
    at = _TAG + _own_frame(old[_TAG : _TAG + size], old[3])[0]
    head = old[:6] + _syncsafe(size + len(frame))
    file.write_bytes(head + old[_TAG:at] + frame + old[at:])


def _own_frame(tag: bytes, version: int) -> tuple[int, int]:
    """Where our frame is in a tag, and its length: 0 where it would be, after all others."""
    at = 0
    while at + _TAG <= len(tag) and tag[at]:
        size = tag[at + 4 : at + 8]
        length = _TAG + (_plain(size) if version >= _SYNCSAFE else int.from_bytes(size, "big"))
        if (
            tag[at : at + 4] == b"PRIV"
            and tag[at + 8 : at + _TAG] == b"\0\0"
            and tag.startswith(_OWNER, at + _TAG)
        ):
            return at, length
        at += length
    return min(at, len(tag)), 0


def _tag_size(head: bytes) -> int:
    if len(head) < _TAG or head[:3] != b"ID3":
        message = "there is no ID3v2 tag"
        raise ValueError(message)
    return _plain(head[6:])


def _plain(size: bytes) -> int:
    """The number in four bytes of which each leaves out its first bit."""
    return size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3]


def _syncsafe(number: int) -> bytes:
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))


def _digest(source: io.BufferedIOBase, length: int, rest: io.BufferedIOBase | None = None) -> str:
    """SHA-256 of so many bytes, and of all that another source still has."""
    digest = hashlib.sha256()
    while length > 0 and (block := source.read(min(length, _BLOCK))):
        digest.update(block)
        length -= len(block)
    while rest and (block := rest.read(_BLOCK)):
        digest.update(block)
    return digest.hexdigest()


_FORMS = {
    ".epub": _Form(_read_epub, _write_epub),
    ".m4b": _Form(_read_m4b, _write_m4b),
    ".mp3": _Form(_read_mp3, _write_mp3),
}
