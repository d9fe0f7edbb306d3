"""Keys of Ed25519 (RFC 8032): a pair for a publication, and what it signs.

In: the text of a key. Out: a `PrivateKey` that signs, and signatures judged. A public key is
written as the base64 of its 32 bytes, a signature as that of its 64; a private key as PKCS#8 in
PEM, as openssl has it too. Every build knows these types, and few builds sign: the library that
does is imported by what needs it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bulletin.messages import tr
from bulletin.provenance.public_keys import (
    ARMOUR,
    PUBLIC_BYTES,
    KeyFormatError,
    public_bytes,
    public_key,
    written,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = [
    "PUBLIC_BYTES",
    "KeyFormatError",
    "PrivateKey",
    "Signer",
    "generate",
    "private_key",
    "public_bytes",
    "public_key",
    "signer_of",
]


@dataclass(frozen=True)
class PrivateKey:
    """What signs. It is never shown: not by `repr`, and in no key of the cache."""

    _key: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"PrivateKey(public={self.public!r})"

    @property
    def public(self) -> str:
        """The public key that judges its signatures."""
        return written(self._key.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> str:
        """The signature of some bytes; the same each time."""
        return written(self._key.sign(data))

    def to_pem(self) -> bytes:
        """The key as a file holds it."""
        from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415, heavy
            Encoding,
            NoEncryption,
            PrivateFormat,
        )

        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


Signer = Callable[[str], PrivateKey | None]
"""Gives the private key of a public one, or None where it is not here."""


def generate() -> PrivateKey:
    """A new key, from the system's own source of chance."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415, heavy
        Ed25519PrivateKey,
    )

    return PrivateKey(Ed25519PrivateKey.generate())


def private_key(text: str) -> PrivateKey:
    """The key in a text: PEM, even with its lines run together as some secret stores leave it.

    Raises `KeyFormatError`, whose words hold nothing of the text.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415, heavy
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_der_private_key,
    )

    armour = ARMOUR.search(text)
    if armour and armour[1] != "PRIVATE KEY":
        kind = armour[1].lower()
        raise KeyFormatError(tr("this is a {kind}, not an Ed25519 private key", kind=kind))
    body = re.sub(r"\\n|\s", "", ARMOUR.sub("", text))
    try:
        key = load_der_private_key(base64.b64decode(body, validate=True), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFormatError(tr("this is no private key in PEM")) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFormatError(tr("this is a private key of another kind than Ed25519"))
    return PrivateKey(key)


def signer_of(data: bytes, signature: str, keys: Iterable[str]) -> str | None:
    """Which of some public keys signed these bytes; None: none of them did."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415, heavy
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        text = "".join(signature.split())
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if written(raw) != text:
        return None  # one signature is written in one way
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(public_bytes(key)).verify(raw, data)
        except (InvalidSignature, KeyFormatError):
            continue
        return key
    return None
