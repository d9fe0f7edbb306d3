"""A release whose PDF files are signed, put in the place of the one that was built.

In: a release's folder and what signs a PDF. Out: the same release with signed files, its manifest
saying so, signed anew where it was signed. It appears whole or not at all.
"""

from collections.abc import Callable
from pathlib import Path

from bulletin import manifest
from bulletin.building.release import only_writer, staged
from bulletin.cache import replace_file
from bulletin.diagnostics import BulletinError
from bulletin.machine.disks import link_or_copy
from bulletin.machine.systems import quoted
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.provenance.keys import PrivateKey


def sign_release(
    out: Path, found: Manifest, sign: Callable[[bytes], bytes], key: PrivateKey | None
) -> tuple[str, ...]:
    """Sign the PDF files at a release's top; gives their paths. Raises `BulletinError`."""
    paths = tuple(r.path for r in found.files if r.path.endswith(".pdf") and "/" not in r.path)
    if not paths:
        message = tr("the release {id} has no PDF", id=found.id)
        raise BulletinError(
            message, tr("build it: bulletin build {id} --edition pdf", id=quoted(found.id))
        )
    with only_writer(out), staged(out, found.id) as new:
        for record in found.files:
            (new / record.path).parent.mkdir(parents=True, exist_ok=True)
            link_or_copy(out / found.id / record.path, new / record.path)
        for path in paths:
            replace_file(new / path, sign((new / path).read_bytes()))
        records = tuple(
            manifest.record_of(new, new / one.path, one.edition) if one.path in paths else one
            for one in found.files
        )
        manifest.write(new, found.model_copy(update={"files": records}), key)
    return paths
