"""A hosted copy for the tests: issues through loader, composition, web edition and archive.

In: a publication's folder. Out: the hosted copy in a folder, as `bulletin build` would lay it
out, with stand-ins for the other editions' files.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from bulletin import manifest
from bulletin.art.qr_symbol import checked_qr
from bulletin.composition import Composition, compose
from bulletin.editions.base import Job, downloads_of, editions
from bulletin.editions.web import WebEdition
from bulletin.narration.model import Narration
from bulletin.site.archive import write_archive
from bulletin.source.load import load

PUBLICATION = Path(__file__).parent / "publication"

Voice = Callable[[Composition, Path], Narration | None]


def composed(root: Path, issue_id: str) -> Composition:
    """An issue of a publication, ready for editions."""
    loaded = load(root, issue_id)
    assert loaded.issue is not None, loaded.findings
    return compose(loaded.issue)


def release(composition: Composition, dist: Path, voice: Voice) -> Path:
    """An issue's folder in the hosted copy, with its manifest."""
    issue = composition.issue
    modified = dt.datetime.combine(issue.settings.date, dt.time(), dt.UTC)
    made = dist / f".{issue.id}.made"
    made.mkdir(parents=True)
    narration = voice(composition, made)
    for ending, size in ((".pdf", 3_214_000), (".epub", 13_214_000), (".m4b", 9_214_000)):
        (made / f"{issue.file_stem}{ending}").write_bytes(bytes(size))
    (made / "qr.svg").write_text(checked_qr(issue.address).svg, encoding="utf-8")
    folder = dist / issue.id
    folder.mkdir()
    offered = downloads_of(editions().values())
    job = Job(composition, narration, made, modified, tuple(one for _, one in offered))
    assert WebEdition().make(job, folder) == ()
    shutil.copytree(made, folder, dirs_exist_ok=True)
    shutil.rmtree(made)
    makers = {download.path(issue.file_stem): name for name, download in offered}
    records = [
        manifest.record_of(folder, file, makers.get(file.relative_to(folder).as_posix(), "web"))
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    described = manifest.describe(job, "", {}, (), records)
    (folder / manifest.NAME).write_text(described.to_json(), encoding="utf-8")
    return folder


def hosted(root: Path, dist: Path, voice: Voice, *issues: str) -> Path:
    """The hosted copy of these issues, with its archive; the last issue is the newest."""
    for issue_id in issues:
        composition = composed(root, issue_id)
        release(composition, dist, voice)
    write_archive(composition.theme, dist)
    return dist
