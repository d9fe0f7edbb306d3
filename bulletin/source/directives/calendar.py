"""What happens when: `dates` and `timeline`."""

import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from bulletin import codes
from bulletin.document import Block, Dates, Event, Milestone, Timeline
from bulletin.languages.lunar import FIRST, LAST
from bulletin.messages import tr
from bulletin.source.days import hours_beside, meant_day, several_days, with_signs
from bulletin.source.directives import base
from bulletin.source.directives.sense.order import report_turning
from bulletin.source.settings.types import Day, Line, Settings
from bulletin.source.values import WrongValue, clock, day
from bulletin.source.yaml.entries import quoted
from bulletin.source.yaml.nodes import Keys


def _day_of_event(value: object) -> object:
    """A day; of several days, and of a day with an hour, the settings are told that hold both."""
    try:
        return day(value)
    except WrongValue as wrong:
        hint = _settings_for(str(value))
        raise WrongValue(wrong.message, hint or wrong.hint, wrong.code) from None


def _settings_for(text: str) -> str:
    """How an entry says what a text says in one breath; "" if it says no more than a day."""
    if days := several_days(text):
        first, last = days.first, days.last
        if days.apart:
            return tr("make an entry of each day: {first} and {last}", first=first, last=last)
        return tr("write date: {first}, until: {last}", first=first, last=last)
    if (one := meant_day(text)) and (hours := hours_beside(text)):
        return tr('write date: {date}, time: "{hour}"', date=one, hour=f"{hours[0]:%H:%M}")
    return ""


_BARE = re.compile(r"\w[\w /–-]*")
"""What needs no quotes between braces."""


class EventRow(Settings):
    """An entry of `dates`."""

    date: Annotated[dt.date, BeforeValidator(_day_of_event)]
    until: Day | None = None
    time: Annotated[dt.time, BeforeValidator(clock)] | None = None
    title: Line
    place: Line | None = None
    lunar: bool = False

    @model_validator(mode="before")
    @classmethod
    def _names_its_day(cls, value: object) -> object:
        """The settings; "2026-12-06: Tiêm phòng" has a day and a title, but names neither."""
        if isinstance(value, dict) and len(value) == 1:
            (written, title), *_ = value.items()
            if one := meant_day(str(written)):
                message = tr("this entry does not say which is its day, and which its title")
                words = str(title) if _BARE.fullmatch(str(title)) else quoted(str(title))
                hint = tr("write - {{date: {date}, title: {title}}}", date=one, title=words)
                raise WrongValue(message, hint)
        return value


MOST_EVENTS = 1_000
"""Dates of one list: pages and calendars of more take long to make, and nobody looks through them."""


def _dates(call: base.Call) -> Block | None:
    if len(call.rows) > MOST_EVENTS:
        call.report(
            codes.TOO_LARGE,
            tr(
                "this list has {count} dates, more than {most}",
                count=len(call.rows),
                most=MOST_EVENTS,
            ),
            tr("keep those that readers wait for, and link to the file with all of them"),
        )
        return None
    events = []
    for row, node in call.rows:
        lunar = call.options["lunar"] or row.lunar
        if lunar:
            _known_to_the_moon(call, row, node)
        if row.until and row.until < row.date:
            message = tr(
                "this ends on {until}, before it starts on {date}", until=row.until, date=row.date
            )
            words = message, tr("check both dates")
            call.report_at(node, "until", codes.WRONG_DATE, words)
        events.append(
            Event(
                span=node.span,
                date=row.date,
                until=row.until,
                time=row.time,
                lunar=lunar,
                title=call.inlines(node, "title"),
                place=call.inlines(node, "place"),
            )
        )
    events.sort(key=lambda event: (event.date, event.time or dt.time()))
    return Dates(span=call.span, title=call.options["title"], children=tuple(events))


def _known_to_the_moon(call: base.Call, row: EventRow, node: Keys) -> None:
    """Report a day of which nobody knows the lunar date."""
    for key, day_ in (("date", row.date), ("until", row.until)):
        if day_ and not FIRST <= day_.year <= LAST:
            message = tr("no lunar date is known for {day}", day=day_)
            hint = tr(
                "check the year, or leave lunar out: it is known from {first} to {last}",
                first=FIRST,
                last=LAST,
            )
            call.report_at(node, key, codes.NO_LUNAR_DATE, (message, hint))


DATES = base.Directive(
    "dates",
    _dates,
    base.Argument(base.rows_file, "data/name.yaml", required=False),
    (base.Option("title", base.inline, default=()), base.Option("lunar", base.flag, default=False)),
    body="data",
    rows=EventRow,
    example=tr("- {{date: 2026-11-20, title: ..., place: ...}}"),
)


def _moment(value: object) -> object:
    """A date where it is written as one, otherwise the words."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*", value):
        return day(value)
    if isinstance(value, str) and value.strip():
        return value.strip()
    message = tr("this says no time")
    raise WrongValue(message, tr('write a year in quotes, "1968", or a date, 2026-11-20'))


class MilestoneRow(Settings):
    """An entry of `timeline`."""

    when: Annotated[dt.date | str, BeforeValidator(_moment)]
    title: Line
    text: Line | None = None


def _timeline(call: base.Call) -> Block | None:
    times, places = [str(row.when) for row, _ in call.rows], [node.span for _, node in call.rows]
    times = with_signs(times)
    if len(times) > len(("first", "last")):  # of two, the newer may stand first
        report_turning(times, places, call.reader.language, call.reader.findings)
    return Timeline(
        span=call.span,
        title=call.options["title"],
        children=tuple(
            Milestone(
                span=node.span,
                when=row.when,
                title=call.inlines(node, "title"),
                text=call.inlines(node, "text"),
            )
            for row, node in call.rows
        ),
    )


TIMELINE = base.Directive(
    "timeline",
    _timeline,
    options=(base.Option("title", base.inline, default=()),),
    body="data",
    rows=MilestoneRow,
    example=tr('- {{when: "1968", title: ..., text: ...}}'),
)


DIRECTIVES = (DATES, TIMELINE)
