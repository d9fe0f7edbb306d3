"""The edition "calendar", from a `Job` to files.

In: a composed issue. Out: `{stem}.ics` with all that its `dates` announce, and `dates/ID.ics` for
each of them, to be added to a calendar alone; nothing for an issue without dates.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import once, version_of
from bulletin.cache.once import Kind
from bulletin.diagnostics import Finding
from bulletin.document import Event, walk
from bulletin.editions.base import Download, Job

__all__ = ["CALENDAR", "CalendarEdition"]

CALENDAR = Kind("calendars", ("babel", "icalendar"), quick=True)


class CalendarEdition:
    """The issue's dates, for telephones and diaries."""

    name = "calendar"
    after: tuple[str, ...] = ()
    spoken = False
    standard = True
    downloads = (Download("{stem}.ics", "web_download_calendar", rank=70),)
    gathers = False

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the calendars below `folder`."""
        composition, when = job.composition, job.modified
        said = [
            (article.slug, repr(article.title), repr(block))
            for article in composition.articles
            for block in walk(*article.body)
            if isinstance(block, Event)
        ]
        if not said:
            return ()
        issue = composition.issue
        addresses = (issue.address, issue.first_address)
        named = (composition.title, *addresses, issue.file_stem, when.isoformat())

        def made() -> bytes:
            from bulletin.editions.calendar.entries import written  # noqa: PLC0415, loads icalendar

            return json.dumps(written(composition, when)).encode()

        (folder / "dates").mkdir(parents=True)
        key = (said, named, composition.theme.key)
        for path, text in json.loads(once.made(CALENDAR, key, made)).items():
            (folder / path).write_bytes(text.encode())
        return ()

    def versions(self) -> dict[str, str]:
        """What writes the calendars."""
        return {name: version_of(name) for name in ("babel", "icalendar")}
