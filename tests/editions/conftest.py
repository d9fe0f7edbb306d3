"""The sample's newest issue, read once for all tests of a run, and as book once in a worker."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from filelock import FileLock

from bulletin.editions.base import Job
from tests.conftest import SAMPLE
from tests.editions.bookshop import Opened, books_of, job_of


@pytest.fixture(scope="module", autouse=True)
def things_of_editions(things_once: None) -> None:
    """As in a build: what editions need alike is made once, whichever test is first."""


@pytest.fixture(scope="session")
def sample_job(shared_folder: Path) -> Job:
    """The sample, read by a voice that says footnotes where their marks stand."""
    folder = shared_folder / "sample"
    kept = folder / "job"
    with FileLock(folder.with_suffix(".lock")):
        if not kept.exists():
            job = job_of(SAMPLE, folder / "made", inline=True, mp3=True)
            kept.write_bytes(pickle.dumps(job))
    read: Job = pickle.loads(kept.read_bytes())  # noqa: S301, written above
    return read


@pytest.fixture(scope="session")
def sample_books(
    sample_job: Job, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Opened, Opened]:
    """The talking book and the light one."""
    return books_of(sample_job, tmp_path_factory.mktemp("books"))
