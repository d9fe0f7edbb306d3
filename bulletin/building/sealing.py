"""Who signs a release, and the seals that books of it carry.

In: a publication and what gives private keys; a release's folder. Out: the key that signs, and
books that say whose they are wherever they are passed on.
"""

from collections.abc import Iterable
from pathlib import Path

from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.provenance.keys import PrivateKey, Signer
from bulletin.provenance.seals import is_sealed_kind, seal
from bulletin.site.documents.signature import ListSigner, signature_below
from bulletin.source.settings.models import Publication


def signer_of(publication: Publication, given: Signer | None) -> PrivateKey | None:
    """What signs a release. Raises `BulletinError` where it is not the publication's own key."""
    if given is None or publication.signing is None:
        return None
    named = publication.signing.key
    found = given(named)
    if found and found.public != named:
        message = tr(
            "the private key here is that of {key}, and publication.yaml names {other}",
            key=found.public,
            other=named,
        )
        hint = tr(
            "give the other private key, or write below signing: key: {key}", key=found.public
        )
        raise BulletinError(message, hint)
    return found


def needed_signer(publication: Publication, given: Signer | None) -> PrivateKey | None:
    """The same for what must be signed again. Raises `BulletinError` where the key is not here."""
    key = signer_of(publication, given)
    if publication.signing and key is None:
        message = tr("the private key is not here, and without it the manifest would not be signed")
        raise BulletinError(message, tr("put it into BULLETIN_SIGNING_KEY"))
    return key


def list_signer(
    publication: Publication,
    given: Signer | None,
    places: Iterable[Path],
    made: Iterable[str] = (),
    *,
    needed: bool = False,
) -> ListSigner:
    """What signs the list of documents; signatures may lie in some hosted copies, or be `made`."""
    return ListSigner(
        (*filter(None, map(signature_below, places)), *made),
        lambda: signer_of(publication, given),
        needed,
    )


def sealed(release: Path, paths: Iterable[str], issue_id: str, key: PrivateKey) -> None:
    """Put a seal into every book; the cache keeps them without."""
    for path in paths:
        if is_sealed_kind(path):
            seal(release / path, issue_id, key)
