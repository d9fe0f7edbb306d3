"""A public key as words that can be read out over the telephone and compared with paper.

In: a key and 256 words. Out: eight of them, one a byte. The digest is made slow (PBKDF2), so that
who looks for another key with the same words needs 65,536 times as long: as if it were ten words.
`templates/default/web/js/provenance.js` does the same in the browser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from bulletin.provenance.public_keys import public_bytes

LENGTH = 8
ROUNDS = 65_536
SALT = b"bulletin fingerprint 1"
CHOICE = 256


@lru_cache(maxsize=64)
def digest(key: str) -> bytes:
    """The bytes that the words stand for."""
    return hashlib.pbkdf2_hmac("sha256", public_bytes(key), SALT, ROUNDS, LENGTH)


def fingerprint(key: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a key. Raises `ValueError` unless there is another word for each byte."""
    if len(set(words)) != CHOICE:
        message = f"{len(set(words))} words instead of {CHOICE}"
        raise ValueError(message)
    return tuple(words[byte] for byte in digest(key))
