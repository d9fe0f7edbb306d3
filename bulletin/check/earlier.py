"""Rules on the documents of earlier years that publication.yaml enters in the archive."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from bulletin import codes
from bulletin.cache.once import digest_of_source
from bulletin.check.registry import examination
from bulletin.desk.documents.reading import read_document
from bulletin.diagnostics import Finding, Span
from bulletin.messages import tr
from bulletin.source.file_kinds import SUFFIXES
from bulletin.source.files import leads_out
from bulletin.source.issue import Issue
from bulletin.source.settings.earlier import LONGEST_SLUG, EarlierDocument
from bulletin.source.settings.topics import topic_key
from bulletin.source.values import is_device

LARGEST = 100_000_000
"""Bytes of a document: hosts of repositories take no larger file."""
HEAVY = 20_000_000
"""Bytes that a telephone in a village loads in half a minute."""


@dataclass(frozen=True)
class _Entered:
    """A document, where it is entered, and where it lies."""

    entry: EarlierDocument
    number: int
    issue: Issue

    @property
    def path(self) -> Path:
        return self.issue.root / self.entry.file

    def place(self, key: str) -> Span:
        """Where a key of it stands, or the entry when it is left out."""
        at = f"publication.archive.{self.number}"
        return self.issue.places.get(f"{at}.{key}") or self.issue.place(at)


@examination
def documents(issue: Issue) -> Iterator[Finding]:
    """Each document is there, is what its name says, and has an address of its own."""
    entered = [_Entered(one, n, issue) for n, one in enumerate(issue.publication.archive)]
    yield from _addresses(entered)
    yield from _kinds(entered)
    first: dict[str, _Entered] = {}
    for one in entered:
        if not _may_be_read(one.path, issue.root):
            continue  # the loader says why
        if link := _link(one.path, issue.root):
            message = tr("{file} is a symbolic link", file=link)
            hint = tr("copy the document itself into the folder")
            yield Finding(codes.DOCUMENT_BY_LINK, message, one.place("file"), hint)
            continue
        if (size := one.path.stat().st_size) > LARGEST:
            yield _too_large(one, size)
            continue
        digest = digest_of_source(one.path)
        same = first.setdefault(digest, one)
        if same is not one:
            message = tr(
                "{file} is the same document as {other} in line {line}",
                file=one.entry.file,
                other=same.entry.file,
                line=same.place("file").line,
            )
            hint = tr("delete one of the two entries")
            yield Finding(codes.DOCUMENT_TWICE, message, one.place("file"), hint)
            continue
        yield from _contents(one)


def future_documents(issue: Issue, today: dt.date) -> Iterator[Finding]:
    """No document of the archive is of a day that is still to come."""
    for number, entry in enumerate(issue.publication.archive):
        if entry.date > today:
            yield Finding(
                codes.FUTURE_DOCUMENT,
                tr("the day {date} is still to come", date=entry.date),
                issue.place(f"publication.archive.{number}.date"),
                tr("write the day that stands on the document"),
            )


def _may_be_read(path: Path, root: Path) -> bool:
    """Whether a document is a file of a right kind in the publication's folder."""
    try:
        there = path.is_file()
    except (OSError, RuntimeError, ValueError):
        return False
    return there and not leads_out(path, root) and path.suffix.lower() in SUFFIXES["document"]


def _link(path: Path, root: Path) -> str:
    """The first part of a path that is a symbolic link; "" if none is."""
    for part in (*reversed(path.relative_to(root).parents), path.relative_to(root)):
        if (root / part).is_symlink() and part != Path():
            return part.as_posix()
    return ""


def _too_large(one: _Entered, size: int) -> Finding:
    message = tr(
        "{file} has {size} MB, and at most {most} can be published",
        file=one.entry.file,
        size=-(-size // 1_000_000),
        most=LARGEST // 1_000_000,
    )
    hint = tr("scan it at 300 dots an inch, black and white, or cut it into parts")
    return Finding(codes.LARGE_DOCUMENT, message, one.place("file"), hint)


def _contents(one: _Entered) -> Iterator[Finding]:
    size = one.path.stat().st_size
    if size > HEAVY:
        message = tr(
            "{file} has {size} MB, which many telephones load for minutes",
            file=one.entry.file,
            size=-(-size // 1_000_000),
        )
        hint = tr("save it smaller: scanned at 200 to 300 dots an inch, as PDF")
        yield Finding(codes.HEAVY_DOCUMENT, message, one.place("file"), hint)
    for finding in read_document(one.path).findings:
        yield replace(finding, span=one.place("file"))


def _addresses(entered: list[_Entered]) -> Iterator[Finding]:
    first: dict[str, _Entered] = {}
    for one in entered:
        slug = one.entry.name
        key = "slug" if one.entry.slug else "file"
        if not slug or len(slug) > LONGEST_SLUG or is_device(slug):
            message = tr(
                '"{name}" cannot be part of an address',
                name=one.entry.slug or PurePosixPath(one.entry.file).stem,
            )
            hint = tr(
                "write slug: and a name of at most {most} letters, as in nghi-quyet-12-2019",
                most=LONGEST_SLUG,
            )
            yield Finding(codes.DOCUMENT_WITHOUT_ADDRESS, message, one.place(key), hint)
            continue
        same = first.setdefault(slug, one)
        if same is not one:
            message = tr(
                "two documents would be at the address {slug}: this one, and that in line {line}",
                slug=slug,
                line=same.place("file").line,
            )
            hint = tr(
                "write slug: and another name for the one that was not published yet, as in {name}",
                name=f"{slug[: LONGEST_SLUG - 5]}-{one.entry.date.year}",
            )
            yield Finding(codes.DOCUMENTS_OF_ONE_ADDRESS, message, one.place(key), hint)


def _kinds(entered: list[_Entered]) -> Iterator[Finding]:
    first: dict[str, _Entered] = {}
    for one in entered:
        kind = one.entry.kind
        same = first.setdefault(topic_key(kind), one)
        if same.entry.kind != kind:
            message = tr(
                'the kind "{kind}" is written "{known}" in line {line}',
                kind=kind,
                known=same.entry.kind,
                line=same.place("kind").line,
            )
            hint = tr("write {known}, so that the two stand in one list", known=same.entry.kind)
            yield Finding(codes.KIND_WRITTEN_OTHERWISE, message, one.place("kind"), hint)
