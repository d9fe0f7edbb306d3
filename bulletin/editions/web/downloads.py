"""The files that readers can take with them, as pages show them.

In: a job, with what other editions made and what they offer. Out: `Offer` values, in the order in
which the page has them.
"""

from __future__ import annotations

from bulletin.editions.base import Job
from bulletin.formats.media_types import media_type
from bulletin.source.settings.page_size import size_in_words
from bulletin.theming.contexts.web import Offer


def offers(job: Job) -> tuple[Offer, ...]:
    """What an issue's page offers: only files that are there, or sure to come."""
    issue, strings = job.composition.issue, job.composition.theme.strings
    found = []
    for download in sorted((*job.downloads, *job.promised), key=lambda one: one.rank):
        path = download.path(issue.file_stem)
        file = job.made / path
        there = file.is_file()
        if there or download in job.promised:
            found.append(
                Offer(
                    path=path,
                    media_type=media_type(path),
                    title=download.title(strings),
                    hint=download.hint(
                        strings,
                        spoken=job.narration is not None,
                        paper=size_in_words(issue.publication.page.size),
                    ),
                    size=strings.size(file.stat().st_size) if there else "",
                )
            )
    return tuple(found)
