"""The files that readers can take with them, as pages show them.

In: a job, with what other editions made and what they offer. Out: `Offer` values, in the order in
which the page has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.editions.base import Job
from bulletin.media_types import media_type


@dataclass(frozen=True)
class Offer:
    """A file to take: its path, what it is, what it is good for, and its size in words."""

    path: str
    media_type: str
    title: str
    hint: str
    size: str


def offers(job: Job) -> tuple[Offer, ...]:
    """What an issue's page offers: only files that are there."""
    issue, strings = job.composition.issue, job.composition.theme.strings
    found = []
    for download in job.downloads:
        path = download.path(issue.file_stem)
        file = job.made / path
        if file.is_file():
            found.append(
                Offer(
                    path=path,
                    media_type=media_type(path),
                    title=download.title(strings),
                    hint=download.hint(strings),
                    size=strings.size(file.stat().st_size),
                )
            )
    return tuple(found)
