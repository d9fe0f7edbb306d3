"""Books for tests: a publication's folder in, a job and its files out."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bulletin.composition import compose
from bulletin.editions.base import Job
from bulletin.editions.epub.edition import EpubEdition
from bulletin.source.load import load
from bulletin.xhtml.elements import OPS
from tests.editions.sounding import narrate

TYPE = f"{{{OPS}}}type"
"""The attribute by which parts of a book are known."""

BOOKS = Path(__file__).parent / "books"
MODIFIED = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "smil": "http://www.w3.org/ns/SMIL",
    "epub": OPS,
}


def job_of(
    root: Path, made: Path, *, inline: bool = False, seconds: float = 0.1, mp3: bool = False
) -> Job:
    """The job of an issue, with tones for a voice unless it has none."""
    issue = load(root, "2026-11").issue
    assert issue is not None
    composition = compose(issue)
    spoken = issue.publication.voice is not None
    narration = (
        narrate(composition, made / "audio", inline=inline, seconds=seconds, mp3=mp3)
        if spoken
        else None
    )
    return Job(composition, narration, made, MODIFIED)


@dataclass(frozen=True)
class Opened:
    """An EPUB file, unpacked in memory."""

    file: Path
    files: dict[str, bytes]

    def tree(self, path: str) -> etree._Element:
        return etree.fromstring(self.files[f"EPUB/{path}"])

    @property
    def package(self) -> etree._Element:
        return self.tree("content.opf")

    def metas(self, name: str) -> list[str]:
        """The values of a property of the package that refine nothing."""
        found = self.package.iterfind(f".//opf:meta[@property='{name}']", NAMES)
        return [meta.text or "" for meta in found if not meta.get("refines")]

    def paths(self, folder: str, suffix: str) -> list[str]:
        """Files of the book in one of its folders."""
        whole = f"EPUB/{folder}/"
        return sorted(p[5:] for p in self.files if p.startswith(whole) and p.endswith(suffix))


def opened(file: Path) -> Opened:
    with zipfile.ZipFile(file) as container:
        return Opened(file, {name: container.read(name) for name in container.namelist()})


def books_of(job: Job, folder: Path) -> tuple[Opened, Opened]:
    """The talking book and the light one."""
    folder.mkdir(parents=True, exist_ok=True)
    EpubEdition().make(job, folder)
    stem = job.composition.issue.file_stem
    return opened(folder / f"{stem}.epub"), opened(folder / f"{stem}-light.epub")


def milliseconds(clock: str) -> int:
    """A SMIL clock value."""
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def pars(book: Opened, smil: str) -> list[tuple[str, int, int]]:
    """What an overlay plays, in order: fragment, begin and end in milliseconds."""
    found = []
    for par in book.tree(smil).iterfind(".//smil:par", NAMES):
        text, audio = par.find("smil:text", NAMES), par.find("smil:audio", NAMES)
        assert text is not None
        assert audio is not None
        begin, end = (milliseconds(audio.get(name, "")) for name in ("clipBegin", "clipEnd"))
        found.append((text.get("src", "").partition("#")[2], begin, end))
    return found
