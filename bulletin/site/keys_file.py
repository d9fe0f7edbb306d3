"""`bulletin-key.txt`: the public keys in the hosted copy, for whoever checks an issue.

In: a publication. Out: a key a line, today's first, with its words in a comment above it; and the
keys of such a text. It stands at the top, where every host serves it, not below `.well-known`,
which some leave out as hidden.
"""

from bulletin.languages import fingerprint_words
from bulletin.provenance.fingerprints import fingerprint
from bulletin.provenance.keys import KeyFormatError, public_key
from bulletin.source.settings.models import Signing

NAME = "bulletin-key.txt"
_MOST = 21
"""Keys that are looked at: as many as publication.yaml can name."""


def keys_file(signing: Signing, language: str) -> str:
    """The text of the file."""
    words = fingerprint_words(language)
    return "".join(f"# {', '.join(fingerprint(key, words))}\n{key}\n" for key in signing.keys)


def keys_in(text: str) -> tuple[str, ...]:
    """The keys of a text; lines that are none are passed over."""
    found: dict[str, None] = {}
    for line in text.splitlines()[: 4 * _MOST]:
        try:
            found[public_key(line)] = None
        except KeyFormatError:
            continue
    return tuple(found)[:_MOST]
