"""The calendar at a fixed address: from the dates of all releases, and the ways that lead to it."""

from __future__ import annotations

import icalendar
import pytest

from bulletin.editions.calendar.entries import calendar_of
from bulletin.languages import DEFAULT
from bulletin.manifest import record_of
from bulletin.site.feeds.calendar import calendar, subscription
from bulletin.site.releases import HostedRelease
from tests.web.site import PUBLICATION, composed, hosted


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Two issues with one date each."""
    from bulletin.site.releases import read_releases  # noqa: PLC0415, beside its use

    dist = tmp_path_factory.mktemp("dist")
    hosted(PUBLICATION, dist, lambda *_: None, "2026-10", "2026-11")
    found = []
    for number, release in enumerate(read_releases(dist), start=1):
        event = icalendar.Event()
        for key, value in (("summary", f"Họp {number}"), ("uid", f"id-{number}")):
            event.add(key, value)
        event.add("dtstart", release.manifest.date)
        file = release.folder / f"x-{release.id}.ics"
        file.write_bytes(calendar_of([event], release.id, "https://x.example/", DEFAULT))
        files = (*release.manifest.files, record_of(release.folder, file, "calendar"))
        manifest = release.manifest.model_copy(update={"files": files})
        found.append(HostedRelease(release.folder, manifest, release.offered))
    return found


def titles(data: bytes) -> set[str]:
    return {str(event["summary"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_it_has_the_dates_of_all_issues_but_of_files_that_were_damaged(releases):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    assert titles(calendar(publication, releases) or b"") == {"Họp 1", "Họp 2"}
    file = next(releases[0].folder.glob("*.ics"))
    before = file.read_bytes()
    file.write_bytes(b"BEGIN:NONSENSE")
    try:
        assert titles(calendar(publication, releases) or b"") == {"Họp 2"}
    finally:
        file.write_bytes(before)


def test_without_dates_there_is_no_calendar(releases):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    bare = [
        HostedRelease(
            one.folder,
            one.manifest.model_copy(
                update={"files": tuple(f for f in one.manifest.files if f.edition != "calendar")}
            ),
            one.offered,
        )
        for one in releases
    ]
    assert calendar(publication, bare) is None


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://bantin.example/", "webcal://bantin.example/calendar.ics"),
        ("https://bantin.example", "webcal://bantin.example/calendar.ics"),
        ("http://x.example:8080/a/b/", "webcal://x.example:8080/a/b/calendar.ics"),
    ],
)
def test_telephones_subscribe_at_the_publications_own_address(base, address):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    assert subscription(publication.model_copy(update={"base_url": base})) == address
