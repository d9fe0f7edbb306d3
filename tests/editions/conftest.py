"""The sample's newest issue as book, made once for all tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bulletin import once
from bulletin.editions.base import Job
from tests.conftest import SAMPLE
from tests.editions.bookshop import Opened, books_of, job_of


@pytest.fixture(scope="module", autouse=True)
def _things_once(store: once.Store) -> Iterator[None]:
    """As in a build: what editions need alike is made once, whichever test is first."""
    with once.kept_in(store):
        yield


@pytest.fixture(scope="session")
def sample_job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """The sample, read by a voice that says footnotes where their marks stand."""
    return job_of(SAMPLE, tmp_path_factory.mktemp("sample") / "made", inline=True, mp3=True)


@pytest.fixture(scope="session")
def sample_books(sample_job: Job) -> tuple[Opened, Opened]:
    """The talking book and the light one."""
    return books_of(sample_job, sample_job.made.parent / "books")
