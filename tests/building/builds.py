"""What builds of tests are made of, and what they leave."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from bulletin.cache import digest_of_file
from bulletin.codes import CODES
from bulletin.diagnostics import BulletinError, Finding, FindingsError, Span
from bulletin.editions.base import Job


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    return {
        file.relative_to(folder).as_posix(): digest_of_file(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


@dataclass(frozen=True)
class Fake:
    """An edition that finds, fails or takes long, as it is told."""

    name: str
    outcome: str = ""
    after: tuple[str, ...] = ()
    spoken: bool = False
    standard: bool = True
    gathers: bool = False
    downloads: tuple = ()

    def make(self, job: Job, folder):
        del job
        if self.outcome == "lasts":
            time.sleep(30)
        (folder / f"{self.name}.txt").write_text(self.name, encoding="utf-8")
        found = [Finding(CODES["B305"], f"found by {self.name}", Span("a.md"))]
        if self.outcome == "finds":
            raise FindingsError(found)
        if self.outcome == "fails":
            message = f"{self.name} failed"
            raise BulletinError(message)
        return found if self.outcome == "warns" else ()

    def versions(self) -> dict[str, str]:
        return {}
