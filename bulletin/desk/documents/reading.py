"""A document, read once: what is wrong with it, its pages, its words.

In: a file. Out: a `DocumentRead`, kept under the digest of the file.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import once, records
from bulletin.cache.once import Kind
from bulletin.codes import BROKEN_DOCUMENT, TELLING_PICTURE
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr

DOCUMENT = Kind("documents", ("lxml", "pillow", "pypdfium2"))


@dataclass(frozen=True)
class DocumentRead:
    """What a document's bytes say. `pages` 0: nobody knows; `words` "": it is a scan."""

    findings: tuple[Finding, ...]
    """What is wrong with it; their place is the file's name alone."""
    pages: int
    words: str


def read_document(file: Path) -> DocumentRead:
    """What is in a document. Raises `OSError` when there is none."""
    key = (once.digest_of_source(file), file.name)
    data = once.made(DOCUMENT, key, lambda: _read(file))
    findings, pages, words = json.loads(data)
    return DocumentRead(records.told(findings.encode()), pages, words)


def _read(file: Path) -> bytes:
    from bulletin.desk.documents.faults import faults_of, tells_place  # noqa: PLC0415, heavy
    from bulletin.desk.documents.words import words_in  # noqa: PLC0415, heavy

    data = file.read_bytes()
    found = [
        Finding(BROKEN_DOCUMENT, message, Span(file.name), hint)
        for message, hint in faults_of(file, data)
    ]
    words, pages = ("", 0) if found else words_in(file.suffix.lower(), data)
    if not found and tells_place(file, data):
        message = tr("{file} says where on earth it was taken", file=file.name)
        hint = tr("it is published as it is: scan it again, or take its metadata away first")
        found.append(Finding(TELLING_PICTURE, message, Span(file.name), hint))
    kept = [records.written(found).decode(), pages, words]
    return json.dumps(kept, ensure_ascii=False).encode()
