"""The publication's calendar at a fixed address: to subscribe to.

In: the releases, newest first. Out: the bytes of `calendar.ics`, with the dates of all issues, or
None while no issue has any; and the addresses that lead to it.
"""

from collections.abc import Iterator, Sequence

from bulletin.cache import digest_of, once
from bulletin.editions.calendar.edition import CALENDAR, CalendarEdition
from bulletin.site.releases import HostedRelease
from bulletin.source.settings.models import Publication

NAME = "calendar.ics"
ISSUES = 36
"""The newest issues whose dates it has: three years of a monthly."""


def has_calendar(releases: Sequence[HostedRelease]) -> bool:
    """Whether any of the newest issues has dates."""
    return any(release.manifest.file(CalendarEdition.name, ".ics") for release in releases[:ISSUES])


def calendar(publication: Publication, releases: Sequence[HostedRelease]) -> bytes | None:
    """The calendar; a file that was damaged by hand adds nothing to it."""
    if not has_calendar(releases):
        return None
    found = list(_calendars(releases[:ISSUES]))
    address = publication.home + NAME
    named = (publication.title, address, publication.language)

    def made() -> bytes:
        from bulletin.editions.calendar.entries import (  # noqa: PLC0415, loads icalendar
            calendar_of,
            merged,
        )

        return calendar_of(merged(found), *named)

    return once.made(CALENDAR, (*map(digest_of, found), *named), made)


def subscription(publication: Publication) -> str:
    """The address by which telephones subscribe instead of downloading."""
    return "webcal://" + publication.home.partition("://")[2] + NAME


def _calendars(releases: Sequence[HostedRelease]) -> Iterator[bytes]:
    for release in releases:
        record = release.manifest.file(CalendarEdition.name, ".ics")
        if record and release.is_whole(record.path):
            yield (release.folder / record.path).read_bytes()
