"""Events of a calendar (RFC 5545) as a list of dates. In: bytes of .ics. Out: blocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import yaml

from bulletin.desk.importing import tree
from bulletin.desk.importing.inlines import escaped
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.reading import FileReading, Hints
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.days import ZONE

if TYPE_CHECKING:
    import icalendar


def read_events(given: Given, remarks: Remarks) -> FileReading:
    """The events of a file. Raises `BulletinError` when it is no calendar."""
    try:
        blocks, titles = events_in(given.data, remarks)
    except ValueError as error:
        raise BulletinError(
            tr("{name} is damaged: it is no {ending} file", name=given.name, ending=".ics"),
            tr("save it again in the program that has the calendar"),
        ) from error
    return FileReading(blocks, Hints(property_title=titles[0] if len(titles) == 1 else ""))


def events_in(data: bytes, remarks: Remarks, mail: str = "") -> tuple[tree.Texts, list[str]]:
    """The list of a calendar's events with what is said of them, and their titles.

    `mail`: the words of the one that it came with. Raises `ValueError` for other bytes.
    """
    import icalendar  # noqa: PLC0415, slow, and few files need it

    rows: list[dict[str, str]] = []
    about: list[tree.BlockNode] = []
    for calendar in icalendar.Calendar.from_ical(data, multiple=True):
        for event in calendar.events:
            title, place = (
                " ".join(str(event.get(key, "")).split()) for key in ("SUMMARY", "LOCATION")
            )
            if "CANCEL" in f"{calendar.get('METHOD')} {event.get('STATUS')}".upper():
                remarks.lost(tr("An event that is cancelled"), excerpt(title))
                continue
            when, ends = _times(event)
            if again := event.get("RRULE"):
                ends = f"{ends} {again.to_ical().decode()}"
            if ends:
                said = tr("At what hour an event ends, and how often it comes again")
                remarks.lost(said, f"{title}: {ends.strip()}")
            where = {"place": escaped(place)} if place else {}
            rows.append({**when, "title": escaped(title) or "…", **where})
            lines = [" ".join(one.split()) for one in str(event.get("DESCRIPTION", "")).split("\n")]
            if lines := [one for one in lines if one and one not in mail]:
                lines[0] = f"{title}: {lines[0]}"
                about += [tree.Para((tree.TextRun(one),)) for one in lines]
    body = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)
    dates = (tree.KeptDirective(":::{dates}", (), body),) * bool(rows)
    return (*dates, *about), [row["title"] for row in rows]


def _times(event: icalendar.Event) -> tuple[dict[str, str], str]:
    """When an event is, as a list of dates says it; and at what hour it ends."""
    start, end = _here(event.start), _here(event.end)
    if not (isinstance(start, dt.datetime) and isinstance(end, dt.datetime)):
        last = end - dt.timedelta(days=1)  # it ends before the day that is said
        return {"date": f"{start}"} | ({"until": f"{last}"} if last > start else {}), ""
    until = {"until": f"{end.date()}"} if end.date() > start.date() else {}
    times = {"date": f"{start.date()}", **until, "time": f"{start:%H:%M}"}
    return times, f"{end:%H:%M}" if end > start else ""


def _here(when: dt.date) -> dt.date:
    if isinstance(when, dt.datetime) and when.tzinfo:
        return when.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
    return when
