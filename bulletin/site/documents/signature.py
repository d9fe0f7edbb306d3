"""`documents.sig`: the signature of the list of documents of earlier years, beside it.

In: the list's bytes, signatures made before, and what gives the private key. Out: the signature of
just these bytes. The same list has the same signature, so that it can be published again, and a
release rolled back, where the private key is not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import replace_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import bytes_of_ours
from bulletin.messages import tr
from bulletin.provenance.keys import PrivateKey, signer_of
from bulletin.site.documents.hosted import FOLDER
from bulletin.site.documents.listed import LISTED
from bulletin.source.settings.models import Signing

SIGNATURE = f"{FOLDER}/documents.sig"
"""The signature of the list's bytes: base64, and a line's end."""


def _nobody() -> PrivateKey | None:
    return None


@dataclass(frozen=True)
class ListSigner:
    """What may sign the list: `made` before, or the key that `key` gives, if it is here.

    `needed`: without a signature there is no archive, instead of one that is not signed.
    """

    made: tuple[str, ...] = ()
    key: Callable[[], PrivateKey | None] = _nobody
    needed: bool = False

    def sign(self, folder: Path, signing: Signing | None) -> None:
        """Leave the signature beside the list below a folder, if there is one and a key is named.

        Raises `BulletinError` where a signature is needed and cannot be had.
        """
        if signing is None or not (folder / LISTED).is_file():
            return
        data = (folder / LISTED).read_bytes()
        if signature := self._signature(data, signing):
            replace_file(folder / SIGNATURE, f"{signature}\n".encode())
        elif self.needed:
            message = tr(
                "the list of documents of earlier years is not signed: the private key is not here"
            )
            hint = tr(
                "put it into BULLETIN_SIGNING_KEY, or publish what was built with it, unchanged"
            )
            raise BulletinError(message, hint)

    def _signature(self, data: bytes, signing: Signing) -> str:
        if found := _fitting(self.made, data, signing.keys[:1]):
            return found
        if key := self.key():
            return key.sign(data)
        return _fitting(self.made, data, signing.keys)


def _fitting(made: Iterable[str], data: bytes, keys: Iterable[str]) -> str:
    """The first of some signatures that is of these bytes and by one of some keys, or ""."""
    keys = tuple(keys)
    return next((one.strip() for one in made if signer_of(data, one, keys)), "")


def signature_below(folder: Path) -> str:
    """The signature that lies in a hosted copy, or ""."""
    try:
        return bytes_of_ours(folder / SIGNATURE).decode("ascii", "replace")
    except (OSError, ValueError):
        return ""
