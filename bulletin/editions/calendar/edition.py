"""The edition "calendar", from a `Job` to files.

In: a composed issue. Out: `{stem}.ics` with all that its `dates` announce, and `dates/ID.ics` for
each of them, to be added to a calendar alone; nothing for an issue without dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bulletin.cache import version_of
from bulletin.diagnostics import Finding
from bulletin.editions.base import Download, Job

__all__ = ["CalendarEdition"]


class CalendarEdition:
    """The issue's dates, for telephones and diaries."""

    name = "calendar"
    after: tuple[str, ...] = ()
    spoken = False
    standard = True
    downloads = (Download("{stem}.ics", "web_download_calendar", rank=70),)
    gathers = False
    on_paper = False

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the calendars below `folder`."""
        from bulletin.editions.calendar.entries import (  # noqa: PLC0415, loads icalendar
            calendar_of,
            entries_of,
        )

        issue = job.composition.issue
        entries = list(entries_of(job.composition, job.modified))
        name, language = job.composition.title, issue.publication.language
        files = {entry.path: [entry.event] for entry in entries}
        if entries:
            files[f"{issue.file_stem}.ics"] = [entry.event for entry in entries]
            (folder / "dates").mkdir(parents=True)
        for path, events in files.items():
            data = calendar_of(events, name, issue.address + path, language)
            (folder / path).write_bytes(data)
        return ()

    def versions(self) -> dict[str, str]:
        """What writes the calendars."""
        return {name: version_of(name) for name in ("babel", "icalendar")}
