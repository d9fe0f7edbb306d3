"""How data are said: tables, charts, dates, figures, timelines.

In: the parts so far and a block. Out: further parts; each item of data is one sentence, and
the fragment that it reads is the row or the item.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from bulletin import document
from bulletin.languages import Words, language_of
from bulletin.languages.base import any_of
from bulletin.languages.lunar import lunar_days
from bulletin.narration.model import Structure
from bulletin.narration.script.parts import Parts
from bulletin.narration.script.passage import Passage
from bulletin.source.days import with_signs

_YEAR = 4
_TICKS, _CROSSES = frozenset("✓✔☑✅xX"), frozenset("✗✘❌☐")  # that are all of a cell
_IN_BRACKETS = re.compile(r"\( ?([0-9][0-9.,]*%?) ?\)")
"""A number as accountants write those below zero; others so write a part of the one above."""
_SPOKEN_SIGNS = frozenset({"%", "‰", "±", "+/-"})


def _table(parts: Parts, block: document.Table) -> None:
    with parts.within("table"):
        _titled(parts, block, block.caption, "table")
        if block.summary:
            parts.compose(block, Passage().add(block.summary))
        else:
            for row in block.rows:
                if isinstance(row, document.Row) and not row.silent:
                    _row(parts, block, row)
        _source(parts, block, block.source)


def _row(parts: Parts, table: document.Table, row: document.Row) -> None:
    """A row as "name. header: value; header: value"."""
    words = parts.words
    passage = Passage()
    pairs = list(zip(table.header.cells, row.cells, strict=False))
    named = document.plain_text(pairs[0][1].children) if pairs else ""
    if table.row_headers and len(pairs) > 1:
        passage.fill(words("row_name"), name=pairs[0][1].children)
        pairs = pairs[1:]
    separator = ""
    for header, cell in pairs:
        value = _value(words, cell, f"{named} {document.plain_text(header.children)}")
        if cell.silent or not _is_said(value):
            continue
        passage.add(separator)
        if separator or not _is_total(words, cell):
            _pair(passage, words("cell"), header, value)
        else:
            passage.add(value)
        separator = words("between_cells")
    written = "; ".join(
        filter(None, (document.plain_text(cell.children).strip() for cell in row.cells))
    )
    parts.compose(row, passage, written)
    for cell in row.cells:
        parts.after(cell.children)


def _is_total(words: Words, cell: document.Cell) -> bool:
    """Whether a cell only calls its row a total, which is no value of its column ("STT: Cộng")."""
    total = any_of(language_of(words.locale.language).cells().totals)
    text = document.plain_text(cell.children)
    return bool(total and total.search(text) and not re.search(r"\w", total.sub("", text)))


def _is_said(piece: str | document.Inlines) -> bool:
    """Whether a head or a cell has words, or is a sign that is one: the "%" of a column."""
    passage = Passage().add(piece)
    return passage.audible or passage.text.strip() in _SPOKEN_SIGNS


def _value(words: Words, cell: document.Cell, named: str) -> str | document.Inlines:
    """What a cell holds, in words where it is a sign; `named` are the names of its row and column.

    A tick or a cross by itself says whether its column is so, a sign of repetition that it is as
    above. A number in brackets is below zero where a difference or a balance is shown.
    """
    mark = document.plain_text(cell.children).strip()
    if mark in _TICKS:
        return words("cell_ticked")
    if mark in _CROSSES:
        return words("cell_crossed")
    if words("cell_ditto") and re.fullmatch(words("dittos"), mark, re.IGNORECASE):
        return words("cell_ditto")
    below = _IN_BRACKETS.fullmatch(mark)
    if below and words("balances") and re.search(words("balances"), named, re.IGNORECASE):
        return f"-{below[1]}"
    return cell.children


def _pair(
    passage: Passage, template: str, header: document.Cell, value: str | document.Inlines
) -> None:
    if header.silent or not _is_said(header.children):
        passage.add(value)
    else:
        passage.fill(template, header=header.children, value=value)


def _chart(parts: Parts, block: document.Chart) -> None:
    with parts.within("figure"):
        _titled(parts, block, block.title, "chart")
        if not block.title:
            parts.prefix += parts.words("chart")
        parts.compose(block, Passage().add(block.alt))
        _source(parts, block, block.source)


def _dates(parts: Parts, block: document.Dates) -> None:
    with parts.within("list"):
        _titled(parts, block, block.title)
        year = 0
        for event in block.children:
            if isinstance(event, document.Event) and not (event.silent or event.called_off):
                _event(parts, event, year)
                year = event.date.year


def _event(parts: Parts, event: document.Event, year: int) -> None:
    """An event; the year is said with the first one, and again when it changes."""
    words = parts.words

    def day(date: dt.date) -> str:
        return words.date(date, "date_this_year" if date.year == year else "date")

    when = day(event.date)
    if event.until and event.until != event.date:
        when = words("event_until").format(date=when, until=day(event.until))
    if event.lunar:
        when += _lunar(words, event)
    if event.time:
        when = words("event_time").format(date=when, time=words.time(event.time))
    passage = Passage().fill(words("event"), when=when[:1].upper() + when[1:], title=event.title)
    if Passage().add(event.place).audible:
        passage.fill(words("event_place"), place=event.place)
    parts.compose(event, passage)
    parts.after((*event.title, *event.place))


def _lunar(words: Words, event: document.Event) -> str:
    """An event's days in the lunar calendar, as they are said; "" where they are not known."""

    def tell(key: str, **values: object) -> str:
        return words(key).format(**values)

    return lunar_days(event.date, event.until, tell, "event_lunar")


def _stat(parts: Parts, _block: document.Stats, stat: document.Stat) -> None:
    value = parts.words.amount(stat.value, stat.unit)
    passage = Passage().fill(parts.words("figure_of"), label=stat.label, value=value)
    parts.compose(stat, passage.then(stat.note))
    parts.after((*stat.label, *stat.note))


def _progress_item(parts: Parts, _block: document.Progress, item: document.ProgressItem) -> None:
    words = parts.words
    passage = Passage().fill(
        words("progress" if item.plan else "progress_unplanned"),
        label=item.label,
        value=words.amount(item.value, item.unit),
        plan=words.amount(item.plan, item.unit),
        percent=words.percent(item.value / item.plan) if item.plan else "",
    )
    parts.compose(item, passage)
    parts.after(item.label)


def _milestone(parts: Parts, block: document.Timeline, milestone: document.Milestone) -> None:
    words = parts.words
    when = milestone.when
    if isinstance(when, str):
        when = _with_sign(when, block)
    if isinstance(when, dt.date):
        when = words.date(when, "day")
    elif when.isdecimal() and len(when) == _YEAR:
        when = words("year").format(year=when)
    passage = Passage().fill(words("milestone"), when=when, title=milestone.title)
    parts.compose(milestone, passage.then(milestone.text))
    parts.after((*milestone.title, *milestone.text))


def _with_sign(when: str, block: document.Timeline) -> str:
    """A moment in which a dot is what the others say that it is: 19:30, 2/9."""
    return _signed(
        tuple(str(one.when) for one in block.children if isinstance(one, document.Milestone))
    )[when]


@lru_cache(maxsize=1)  # asked for each entry of a list that may be long
def _signed(moments: tuple[str, ...]) -> Mapping[str, str]:
    return dict(zip(moments, with_signs(moments), strict=True))


def _comparison(parts: Parts, block: document.Compare, item: document.Comparison) -> None:
    words = parts.words
    passage = Passage().fill(
        words("comparison"),
        label=item.label,
        before_name=block.before,
        before=words.amount(item.before, item.unit),
        after_name=block.after,
        after=words.amount(item.after, item.unit),
    )
    parts.compose(item, passage)
    parts.after(item.label)


def _each(
    structure: Structure, kind: type[document.Block], say: Callable[[Parts, Any, Any], None]
) -> Callable[[Parts, Any], None]:
    """What says a block of items: its title, each item that is not silent, its source."""

    def say_all(parts: Parts, block: Any) -> None:  # noqa: ANN401, a block with title and children
        with parts.within(structure):
            _titled(parts, block, block.title)
            for item in block.children:
                if isinstance(item, kind) and not item.silent:
                    say(parts, block, item)
            _source(parts, block, getattr(block, "source", ()))

    return say_all


def _titled(parts: Parts, block: document.Block, title: document.Inlines, key: str = "") -> None:
    if title:
        parts.run(block, title, prefix=parts.words(key) if key else "")


def _source(parts: Parts, block: document.Block, source: document.Inlines) -> None:
    if source:
        parts.run(block, source, prefix=parts.words("source"))


DATA: Mapping[type[document.Block], Callable[[Parts, Any], None]] = {
    document.Table: _table,
    document.Chart: _chart,
    document.Dates: _dates,
    document.Stats: _each("list", document.Stat, _stat),
    document.Progress: _each("list", document.ProgressItem, _progress_item),
    document.Timeline: _each("list", document.Milestone, _milestone),
    document.Compare: _each("table", document.Comparison, _comparison),
}
