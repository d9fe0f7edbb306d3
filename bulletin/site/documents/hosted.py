"""Documents of earlier years in the hosted copy: what is published of each, and where it stays.

In: a publication's settings and folder; what an earlier archive noted of its documents. Out:
`HostedDocument` values, newest first, and a `DocumentTrace` for every address that was ever given.
An address outlives its document: it leads to where the same file is now, or says that it has gone.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bulletin.cache.once import digest_of_source
from bulletin.desk.documents.reading import DocumentRead, read_document
from bulletin.diagnostics import BulletinError
from bulletin.formats.media_types import media_type
from bulletin.messages import tr
from bulletin.source.files import leads_out
from bulletin.source.settings.earlier import EarlierDocument
from bulletin.source.settings.models import Publication

FOLDER = "documents"
LIST = f"{FOLDER}/index.html"
KINDS = f"{FOLDER}/kinds.html"
PAGE = "index.html"
CODE = "qr"


class DocumentTrace(BaseModel):
    """What is known for ever of an address: its document's title and bytes, and where that is now."""

    model_config = ConfigDict(frozen=True)

    title: str
    sha256: str
    moved: str = ""
    """The name of the address at which the same file is now; "": here, or nowhere."""


Traces = Mapping[str, DocumentTrace]


@dataclass(frozen=True)
class HostedDocument:
    """A document and where it lies; its `name` is its place in the address."""

    entry: EarlierDocument
    source: Path
    base: str
    """The address of the archive."""

    @property
    def name(self) -> str:
        """What stands in its address."""
        return self.entry.name

    @property
    def ending(self) -> str:
        """How its file's name ends: ".pdf"."""
        return self.source.suffix.lower()

    @property
    def folder(self) -> str:
        """The path of its folder from the archive, with a slash at its end."""
        return f"{FOLDER}/{self.name}/"

    @property
    def page(self) -> str:
        """The path of its page."""
        return self.folder + PAGE

    @property
    def file(self) -> str:
        """The path of the document itself."""
        return f"{self.folder}{self.name}{self.ending}"

    @property
    def address(self) -> str:
        """Its permanent address."""
        return self.base + self.folder

    @property
    def media_type(self) -> str:
        """The media type of its file."""
        return media_type(self.file)

    @cached_property
    def size(self) -> int:
        """The bytes of its file."""
        return self.source.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The digest of its file."""
        return digest_of_source(self.source)

    @cached_property
    def read(self) -> DocumentRead:
        """What is in it."""
        return read_document(self.source)


def documents_of(publication: Publication, root: Path) -> tuple[HostedDocument, ...]:
    """The documents that a publication enters, the newest first.

    Raises `BulletinError` for one that is not there, or that nobody could open.
    """
    base = publication.home
    found = [HostedDocument(entry, root / entry.file, base) for entry in publication.archive]
    names: set[str] = set()
    for one in found:
        if fault := _fault(one, root, names):
            message = tr(
                "the archive cannot hold {file}: {fault}", file=one.entry.file, fault=fault
            )
            raise BulletinError(message, tr("see what is wrong with it: bulletin check"))
        names.add(one.name)
    return tuple(sorted(found, key=lambda one: (one.entry.date, one.name), reverse=True))


def _fault(one: HostedDocument, root: Path, names: set[str]) -> str:
    """Why a document cannot be published; "" if it can."""
    if not one.name or one.name in names:
        return tr("it has no address of its own")
    try:
        if leads_out(one.source, root) or one.source.is_symlink():
            return tr("it is a symbolic link")
        if not one.source.is_file():
            return tr("it is missing")
        faults = [finding.message for finding in one.read.findings if finding.is_error]
    except OSError as error:
        return tr("it cannot be read ({reason})", reason=error.strerror)
    return faults[0] if faults else ""


def copy_documents(documents: Sequence[HostedDocument], folder: Path) -> None:
    """Put the documents themselves below a folder, as they are."""
    for one in documents:
        place = folder / one.file
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one.source, place)


def traced(earlier: Traces, documents: Sequence[HostedDocument]) -> dict[str, DocumentTrace]:
    """What is to be noted of every address, of those today and those that were given before."""
    now = {one.name: DocumentTrace(title=one.entry.title, sha256=one.sha256) for one in documents}
    places = {trace.sha256: name for name, trace in now.items()}
    before = {
        name: trace.model_copy(update={"moved": places.get(trace.sha256, trace.moved)})
        for name, trace in earlier.items()
        if name not in now
    }
    return dict(sorted({**before, **now}.items()))
