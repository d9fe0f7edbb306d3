"""A public key as words that can be read out over the telephone and compared with paper.

In: a key and 256 words. Out: eight of them, one a byte. The digest is made slow (PBKDF2), so that
who looks for another key with the same words needs 65,536 times as long: as if it were ten words.
`editions/web/scripts/provenance.js` does the same in the browser.
"""

import hashlib
import re
import unicodedata
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


def is_fingerprint(text: str) -> bool:
    """Whether a text has as many words as a fingerprint, and may be one."""
    return len(_words(text)) == LENGTH


def says(text: str, key: str, words: Sequence[str]) -> bool:
    """Whether a text, as somebody has typed it off paper, is the fingerprint of a key."""
    return _words(text) == tuple(map(_plain, fingerprint(key, words)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s,;.]+", _plain(text)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def fingerprint(key: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a key. Raises `ValueError` unless there is another word for each byte."""
    if len(set(words)) != CHOICE:
        message = f"{len(set(words))} words instead of {CHOICE}"
        raise ValueError(message)
    return tuple(words[byte] for byte in digest(key))
