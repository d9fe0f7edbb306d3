"""Calendars as other programs read them (RFC 5545), by the library `icalendar`.

In: an issue's events. Out: the bytes of calendars: one of many events or of a single one, and one
of the calendars of many issues.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import icalendar
from icalendar.prop import vDatetime, vDuration

from bulletin.composition import Composition, capitalised, event_line
from bulletin.document import Article, Event, unstruck_text, walk
from bulletin.source.days import UTC_OFFSET, ZONE
from bulletin.xhtml.boxes import lunar_line

_PRODUCT = "-//bulletin//calendar//"
_NAMESPACE = uuid.UUID("4bdc1ff5-6a2e-5c6a-9b8d-6e1f2f1f6e0b")
_DAY = dt.timedelta(days=1)
_ALARMS: tuple[dt.timedelta, ...] = (dt.timedelta(days=-1), dt.timedelta(hours=-1))
"""How long before a certain hour a telephone reminds."""
_ALARMS_OF_DAYS: tuple[dt.timedelta, ...] = (dt.timedelta(hours=-6),)
"""And before a whole day: at six in the evening."""
_ASKED = dt.timedelta(days=1)
"""How often programs ask for a calendar that they are subscribed to."""


@dataclass(frozen=True)
class CalendarEntry:
    """An event as an entry of calendars; `path` is its own file's in the release."""

    path: str
    event: icalendar.Event


def entries_of(composition: Composition, modified: dt.datetime) -> Iterator[CalendarEntry]:
    """The issue's events by article, each in its form for calendars."""
    for article in composition.articles:
        same_day: Counter[dt.date] = Counter()
        for block in walk(*article.body):
            if isinstance(block, Event):
                same_day[block.date] += 1
                uid = _uid(composition, article, block, same_day[block.date])
                made = _event(composition, article, block)
                made.add("uid", uid)
                made.add("dtstamp", modified)
                yield CalendarEntry(file_of(block), made)


def written(composition: Composition, modified: dt.datetime) -> dict[str, str]:
    """The calendars of an issue by their paths: of each event alone, and of all."""
    issue = composition.issue
    entries = list(entries_of(composition, modified))
    files = {entry.path: [entry.event] for entry in entries}
    files[f"{issue.file_stem}.ics"] = [entry.event for entry in entries]
    name, language = composition.title, issue.publication.language
    return {
        path: calendar_of(events, name, issue.address + path, language).decode()
        for path, events in files.items()
    }


def file_of(event: Event) -> str:
    """The path of an event's own file in the release."""
    return f"dates/{event.id}.ics"


def calendar_of(
    events: Iterable[icalendar.Component], name: str, address: str, language: str
) -> bytes:
    """A calendar with a name and the address that it is found at."""
    made = icalendar.Calendar()
    made.add("prodid", f"{_PRODUCT}{language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", ZONE)
    made.add("url", address, parameters={"VALUE": "URI"})
    made.add("refresh-interval", vDuration(_ASKED), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(_ASKED))
    made.add_component(_zone())
    for event in events:
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def merged(calendars: Iterable[bytes]) -> Iterator[icalendar.Component]:
    """The events of calendars, the newest calendar first; what is announced twice stands once.

    Two issues that name the same thing at the same time mean one event: its last announcement
    holds. Raises `ValueError` for bytes that are no calendar.
    """
    seen: set[tuple[str, str]] = set()
    for data in calendars:
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
            title = " ".join(str(event.get("summary", "")).casefold().split())
            told = (str(event["dtstart"].to_ical()), title)
            if told not in seen:
                yield event
            seen.add(told)


def _uid(composition: Composition, article: Article, event: Event, number: int) -> str:
    """An identity that lasts when titles, places and hours change.

    It is made from the issue's first address, the article's name, the day, and which of that
    day's events it is.
    """
    address = composition.issue.lasting_address
    told = f"{address}#{article.slug}/{event.date.isoformat()}/{number}"
    return str(uuid.uuid5(_NAMESPACE, told))


def _event(composition: Composition, article: Article, event: Event) -> icalendar.Event:
    issue, t = composition.issue, composition.theme.strings
    made = icalendar.Event()
    title = unstruck_text(event.title)
    made.add("summary", title)
    if event.place:
        made.add("location", unstruck_text(event.place))
    several = event.until is not None and event.until != event.date
    if event.time and not several:
        start = vDatetime(dt.datetime.combine(event.date, event.time))
        made.add("dtstart", start, parameters={"TZID": ZONE})
        alarms = _ALARMS
    else:
        last = event.until or event.date
        made.add("dtstart", event.date)
        if last < dt.date.max:
            made.add("dtend", last + _DAY)
        made.add("transp", "TRANSPARENT")
        alarms = _ALARMS_OF_DAYS
    lunar = capitalised(lunar_line(t, event)) if event.lunar else ""
    address = f"{issue.address}#{event.id}"
    told = [event_line(event, t), lunar, unstruck_text(article.title.children), address]
    made.add("description", "\n".join(filter(None, told)))
    made.add("url", address, parameters={"VALUE": "URI"})
    if event.called_off:
        made.add("status", "CANCELLED")
    for before in () if event.called_off else alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        made.add_component(alarm)
    return made


def _zone() -> icalendar.Timezone:
    """The zone of the dates, said outright: not what this machine's tables have of it."""
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", dt.datetime(1975, 6, 13))  # noqa: DTZ001, local by definition
    standard.add("tzoffsetfrom", UTC_OFFSET)
    standard.add("tzoffsetto", UTC_OFFSET)
    standard.add("tzname", "+07")
    made = icalendar.Timezone()
    made.add("tzid", ZONE)
    made.add_component(standard)
    return made
