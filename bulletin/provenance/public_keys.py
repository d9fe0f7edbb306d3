"""Public keys of Ed25519 (RFC 8032) as texts: what a setting has is judged without a cipher.

In: the text of a key, the base64 of its 32 bytes. Out: these, or `KeyFormatError`.
"""

import base64
import binascii
import re

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

ARMOUR = re.compile(r"-----(?:BEGIN|END) ([A-Z0-9 ]+)-----")


class KeyFormatError(ValueError):
    """A text that is no key; `is_private`: it is one that nobody should have been shown."""

    def __init__(self, message: str, *, is_private: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.is_private = is_private


def public_bytes(text: str) -> bytes:
    """The 32 bytes of a public key. Raises `KeyFormatError`."""
    if armour := ARMOUR.search(text):
        secret = "PRIVATE" in armour[1]
        raise KeyFormatError(
            tr("this is a private key") if secret else tr("this is a key in PEM"), is_private=secret
        )
    try:
        data = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise KeyFormatError(tr("this is no base64")) from None
    if written(data) != text.strip():
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
    return written(public_bytes(text))


def _is_pkcs8(data: bytes) -> bool:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415, heavy
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_der_private_key,
    )

    try:
        load_der_private_key(data, None)
    except TypeError:
        return True  # it has a password
    except (ValueError, UnsupportedAlgorithm):
        return False
    return True


def written(data: bytes) -> str:
    """Bytes as they are written everywhere."""
    return base64.b64encode(data).decode("ascii")
