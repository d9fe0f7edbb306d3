"""`documents.json`: the documents of earlier years, each with its file's size and digest.

In: documents. Out: the list's text, and the same list from it: by it `verify` knows what is to lie at
each address, where only a web server can be asked.
"""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bulletin.formats.versioned import Versioned
from bulletin.site.documents.hosted import CODE, FOLDER, HostedDocument

LISTED = f"{FOLDER}/documents.json"


class DocumentRecord(BaseModel):
    """A document; paths are relative to the archive."""

    model_config = ConfigDict(frozen=True)

    title: str
    kind: str
    date: str
    language: str
    address: str
    page: str
    code: str
    path: str
    media_type: str
    bytes: int
    sha256: str


class DocumentsList(Versioned):
    """All documents."""

    documents: tuple[DocumentRecord, ...] = ()


def documents_json(documents: Sequence[HostedDocument]) -> str:
    """The list's text."""
    records = tuple(
        DocumentRecord(
            title=one.entry.title,
            kind=one.entry.kind,
            date=one.entry.date.isoformat(),
            language=one.entry.language or "",
            address=one.address,
            page=one.page,
            code=f"{one.folder}{CODE}.png",
            path=one.file,
            media_type=one.media_type,
            bytes=one.size,
            sha256=one.sha256,
        )
        for one in documents
    )
    return DocumentsList(documents=records).model_dump_json(indent=1) + "\n"
