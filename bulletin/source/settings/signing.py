"""A key in publication.yaml, judged.

In: what an editor wrote below `signing`. Out: a public key; `WrongValue` says what else it is.
"""

from __future__ import annotations

from bulletin import codes
from bulletin.messages import tr
from bulletin.provenance.public_keys import KeyFormatError, public_key
from bulletin.source.values import WrongValue


def signing_key(value: str) -> str:
    """A public key of Ed25519."""
    try:
        return public_key(value)
    except KeyFormatError as error:
        if error.is_private:
            message = tr("a private key does not belong in publication.yaml, which others read")
            hint = tr("whoever has seen it can sign as you: make another with bulletin keys new")
            raise WrongValue(message, hint, codes.PRIVATE_KEY_SHOWN) from None
        message = tr("no public key for signatures: {reason}", reason=error.message)
        hint = tr("write signing: and below it key: with the 44 characters of bulletin keys new")
        raise WrongValue(message, hint, codes.WRONG_KEY) from None
