"""Keys of Ed25519 (RFC 8032): a pair for a publication, and what it signs.

In: the text of a key. Out: a `PrivateKey` that signs, and signatures judged. A public key is
written as the base64 of its 32 bytes, a signature as that of its 64; a private key as PKCS#8 in
PEM, as openssl has it too.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from bulletin.messages import tr

PUBLIC_BYTES = 32

_LOW_ORDER = {
    bytes.fromhex(f"{head}{last}")
    for head, lasts in {
        "01" + "00" * 30: ("00", "80"),
        "ec" + "ff" * 30: ("7f", "ff"),
        "00" * 31: ("00", "80"),
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc": ("05", "85"),
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03": ("7a", "fa"),
    }.items()
    for last in lasts
}
"""Points of a small order: under these as keys, one signature fits many texts."""

_ARMOUR = re.compile(r"-----(?:BEGIN|END) ([A-Z0-9 ]+)-----")


class KeyFormatError(ValueError):
    """A text that is no key; `is_private`: it is one that nobody should have been shown."""

    def __init__(self, message: str, *, is_private: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.is_private = is_private


@dataclass(frozen=True)
class PrivateKey:
    """What signs. It is never shown: not by `repr`, and in no key of the cache."""

    _key: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"PrivateKey(public={self.public!r})"

    @property
    def public(self) -> str:
        """The public key that judges its signatures."""
        return _written(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, data: bytes) -> str:
        """The signature of some bytes; the same each time."""
        return _written(self._key.sign(data))

    def to_pem(self) -> bytes:
        """The key as a file holds it."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def generate() -> PrivateKey:
    """A new key, from the system's own source of chance."""
    return PrivateKey(Ed25519PrivateKey.generate())


def private_key(text: str) -> PrivateKey:
    """The key in a text: PEM, even with its lines run together as some secret stores leave it.

    Raises `KeyFormatError`, whose words hold nothing of the text.
    """
    armour = _ARMOUR.search(text)
    if armour and armour[1] != "PRIVATE KEY":
        kind = armour[1].lower()
        raise KeyFormatError(tr("this is a {kind}, not an Ed25519 private key", kind=kind))
    body = re.sub(r"\\n|\s", "", _ARMOUR.sub("", text))
    try:
        key = load_der_private_key(base64.b64decode(body, validate=True), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFormatError(tr("this is no private key in PEM")) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFormatError(tr("this is a private key of another kind than Ed25519"))
    return PrivateKey(key)


def public_bytes(text: str) -> bytes:
    """The 32 bytes of a public key. Raises `KeyFormatError`."""
    if armour := _ARMOUR.search(text):
        secret = "PRIVATE" in armour[1]
        raise KeyFormatError(
            tr("this is a private key") if secret else tr("this is a key in PEM"),
            is_private=secret,
        )
    try:
        data = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise KeyFormatError(tr("this is no base64")) from None
    if _written(data) != text.strip():
        raise KeyFormatError(tr("this is no base64"))
    if len(data) != PUBLIC_BYTES:
        secret = _is_pkcs8(data)
        message = tr("this holds {count} bytes instead of {wanted}", count=len(data), wanted=32)
        raise KeyFormatError(tr("this is a private key") if secret else message, is_private=secret)
    if data in _LOW_ORDER:
        raise KeyFormatError(tr("under this key anybody could sign"))
    return data


def public_key(text: str) -> str:
    """A public key as it is written everywhere. Raises `KeyFormatError`."""
    return _written(public_bytes(text))


def signer_of(data: bytes, signature: str, keys: Iterable[str]) -> str | None:
    """Which of some public keys signed these bytes; None: none of them did."""
    try:
        written = "".join(signature.split())
        raw = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return None
    if _written(raw) != written:
        return None  # one signature is written in one way
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(public_bytes(key)).verify(raw, data)
        except (InvalidSignature, KeyFormatError):
            continue
        return key
    return None


def _is_pkcs8(data: bytes) -> bool:
    try:
        load_der_private_key(data, None)
    except TypeError:
        return True  # it has a password
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
