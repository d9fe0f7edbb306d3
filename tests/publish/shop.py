"""Releases for a penny: a few files with a manifest, as a build leaves them, without a build."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

from bulletin import manifest
from bulletin.provenance.keys import PrivateKey
from bulletin.publish.base import Release
from bulletin.publish.targets.folder import FolderTarget
from bulletin.publish.whole import whole
from bulletin.site.listing import Change
from bulletin.source.settings.models import Publication
from bulletin.source.settings.targets import FolderPlace
from bulletin.theming.theme import Theme

PUBLICATION = Publication.model_validate(
    {
        "title": "Bản tin để thử",
        "language": "vi",
        "base_url": "https://thu.example/bantin/",
        "publisher": {"name": "UBND xã Thử"},
        "licence": "CC BY 4.0",
        "editors": [{"name": "An"}],
    }
)
ISSUE = "2026-11"
FIRST = {"index.html": "one", "y-te.html": "health", "a.pdf": "paper", "more/sau.html": "deep"}
SECOND = {"index.html": "two", "suc-khoe.html": "health", "a.pdf": "paper", "b.pdf": "other"}
"""Two pages of the first had other names; one file is new."""
WHY = "Số liệu sai"
DAY = dt.date(2026, 12, 3)
FILES = {"index.html": "page", "a.pdf": "paper", "audio/01.m4a": "sound"}


@functools.cache
def _theme(title: str, base_url: str) -> Theme:
    """The theme of a publication, whose pages are compiled once."""
    named = PUBLICATION.model_copy(update={"title": title, "base_url": base_url})
    return Theme(named, Path(__file__).parent)


def theme_of(publication: Publication = PUBLICATION) -> Theme:
    theme = _theme(publication.title, publication.base_url)
    theme.publication = publication
    return theme


def built(
    out: Path, issue_id: str = "2026-11", files: dict[str, str] | None = None, **more: object
) -> Path:
    """A folder of releases with one release in it, which takes the place of any other."""
    folder = out / issue_id
    for path, text in (FILES if files is None else files).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    records = [
        manifest.record_of(folder, file, "web")
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != manifest.NAME
    ]
    described = manifest.Manifest(
        tool="bulletin 0",
        id=issue_id,
        number=11,
        date=dt.date(2026, 11, 1),
        title="Số 11",
        summary="",
        language="vi",
        address=PUBLICATION.address_of(issue_id),
        publication=PUBLICATION.title,
        publisher=PUBLICATION.publisher.name,
        modified=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        content="",
        voice=None,
        duration=0.0,
        articles=(),
        versions={},
        findings=(),
        files=tuple(records),
    ).model_copy(update=more)
    (folder / manifest.NAME).write_text(described.to_json(), encoding="utf-8")
    return out


def publish(
    out: Path,
    address: str | Path,
    issue_id: str = "2026-11",
    *,
    dry_run: bool = False,
    publication: Publication = PUBLICATION,
) -> dict[str, str]:
    """Publish a release into a folder; what became of each file, by path."""
    found = whole(out / issue_id, issue_id)
    release = Release(out / issue_id, found, theme_of(publication))
    changes = FolderTarget().publish(
        release, FolderPlace(type="folder", path=str(address)), dry_run=dry_run
    )
    return by_path(changes)


def by_path(changes: tuple[Change, ...]) -> dict[str, str]:
    """What became of each file, by path."""
    return {change.path: change.kind for change in changes}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the lock."""
    found = (f for f in sorted(folder.rglob("*")) if f.is_file() and f.name != ".lock")
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in found}


def signed(folder: Path, key: PrivateKey) -> Path:
    """The same release with its manifest signed."""
    manifest.write(folder, manifest.read(folder), key)
    return folder
