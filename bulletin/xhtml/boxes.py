"""What stands apart from the text in words: notes, pull quotes, dates, timelines, link cards.

In: the writer and a block. Out: its element; the writer adds the id.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from bulletin import document
from bulletin.languages.lunar import lunar_days
from bulletin.theming.theme import Strings
from bulletin.xhtml.elements import Element, append, element
from bulletin.xhtml.icons import icon
from bulletin.xhtml.pen import Pen


def box_title(writer: Pen, block: document.Block, title: document.Inlines, box: Element) -> None:
    """The title of a box, as its first line and as its name; without a title, nothing."""
    if not title:
        return
    made = writer.inlines(element("p", class_="box-title"), title)
    if block.id:
        made.set("id", f"{block.id}-title")
        box.set("aria-labelledby", f"{block.id}-title")
    append(box, made)


def note(writer: Pen, block: document.Note) -> Element:
    """A box beside the text. Its kind is told by icon and word, not by colour alone."""
    made = element("aside", class_=f"note note-{block.kind}", role="note")
    kind = element("span", writer.strings(f"content_note_{block.kind}"), class_="note-kind")
    title = element("p", icon(writer, f"note-{block.kind}"), kind, class_="note-title")
    if block.id:
        title.set("id", f"{block.id}-title")
        made.set("aria-labelledby", f"{block.id}-title")
    if block.title:
        append(title, " ", writer.inlines(element("span", class_="note-name"), block.title))
    return append(made, title, *writer.blocks(block.children))


def pull_quote(writer: Pen, block: document.PullQuote) -> Element:
    """Words lifted out of the text, and who said them."""
    made = element("figure", class_="pull-quote")
    append(made, element("blockquote", *writer.blocks(block.children)))
    if block.by or block.role:
        by = element("span", block.by, class_="by") if block.by else None
        role = element("span", block.role, class_="role") if block.role else None
        between = ", " if block.by and block.role else None
        append(made, element("figcaption", by, between, role))
    return made


def dialogue(writer: Pen, block: document.Dialogue) -> Element:
    """Questions and answers, turn by turn."""
    made = element("div", class_="dialogue", role="group")
    box_title(writer, block, block.title, made)
    return append(made, *writer.blocks(block.children))


def turn(writer: Pen, block: document.Turn) -> Element:
    """What one speaker says, under their name. Who it is, is told by the name, not by colour."""
    voice = f"turn turn-{block.voice}" if block.voice else "turn"
    made = element("div", class_=voice)
    name = writer.inlines(element("p", class_="turn-name"), block.speaker)
    return append(made, name, *writer.blocks(block.children))


def dates(writer: Pen, block: document.Dates) -> Element:
    """A calendar of events."""
    made = element("div", class_="dates", role="group")
    box_title(writer, block, block.title, made)
    return append(made, element("ol", *writer.blocks(block.children), class_="events"))


def event(writer: Pen, block: document.Event) -> Element:
    """One event: its day as a leaf of a calendar, its title, time and place."""
    when = element("p", _leaf(writer, block.date), class_="event-when")
    if block.until and block.until != block.date:
        dash = element("span", writer.strings("content_until"), class_="event-until")
        append(when, " ", dash, " ", _leaf(writer, block.until))
    what = element("div", class_="event-what")
    append(what, writer.inlines(element("p", class_="event-title"), block.title))
    details = element("p", class_="event-details")
    if block.time:
        time = element("time", writer.strings.time(block.time), class_="event-time")
        time.set("datetime", block.time.strftime("%H:%M"))
        append(details, time)
    if block.place:
        place = writer.inlines(element("span", class_="event-place"), block.place)
        append(details, " · " if block.time else None, place)
    if block.lunar and (lunar := lunar_line(writer.strings, block)):
        append(details, " · " if len(details) else None, element("span", lunar, class_="lunar"))
    if len(details):
        append(what, details)
    if address := writer.calendar_file(block):
        append(what, _to_calendar(writer, block, address))
    return element("li", when, what, class_="event")


def lunar_line(strings: Strings, event: document.Event) -> str:
    """An event's days in the lunar calendar; "" where they are not known."""

    def tell(key: str, **values: object) -> str:
        return strings(f"content_{key}", **values)

    return lunar_days(event.date, event.until, tell)


def _to_calendar(writer: Pen, event: document.Event, address: str) -> Element:
    """The way into a telephone's calendar; the event's title makes the link one of its kind."""
    title = element("span", f": {document.plain_text(event.title)}", class_="unseen")
    link = element("a", writer.strings("content_add_to_calendar"), title, href=address)
    link.set("type", "text/calendar")
    return element("p", link, class_="event-add")


def _leaf(writer: Pen, day: dt.date) -> Element:
    made = element("time", datetime=day.isoformat())
    for name in ("weekday", "day", "month"):
        text = writer.strings.date(day, f"content_{name}")
        append(made, " " if len(made) else None, element("span", text, class_=f"event-{name}"))
    return made


def timeline(writer: Pen, block: document.Timeline) -> Element:
    """What happened when."""
    made = element("div", class_="timeline", role="group")
    box_title(writer, block, block.title, made)
    return append(made, element("ol", *writer.blocks(block.children), class_="milestones"))


def milestone(writer: Pen, block: document.Milestone) -> Element:
    """One entry of a timeline."""
    if isinstance(block.when, dt.date):
        when = element("time", writer.strings.date(block.when, "date_short"))
        when.set("datetime", block.when.isoformat())
    else:
        when = element("span", block.when)
    made = element("li", element("p", when, class_="milestone-when"), class_="milestone")
    append(made, writer.inlines(element("p", class_="milestone-title"), block.title))
    if block.text:
        append(made, writer.inlines(element("p", class_="milestone-text"), block.text))
    return made


def link_card(writer: Pen, block: document.LinkCard) -> Element:
    """A link worth a box of its own."""
    title, marks = document.without_marks(block.title)
    link = writer.inlines(element("a", href=writer.href(block.target)), title)
    if isinstance(block.target, str):
        writer.external(link)
    made = element("div", class_="link-card")
    if block.picture:
        append(made, writer.picture(block.picture, "card"))
    named = writer.inlines(element("p", link, class_="link-card-title"), marks)
    text = element("div", named, class_="link-card-text")
    return append(made, append(text, *writer.blocks(block.children)))


BLOCKS: Mapping[type[document.Block], Callable[[Any, Any], Element]] = {
    document.Note: note,
    document.PullQuote: pull_quote,
    document.Dialogue: dialogue,
    document.Turn: turn,
    document.Dates: dates,
    document.Event: event,
    document.Timeline: timeline,
    document.Milestone: milestone,
    document.LinkCard: link_card,
}
