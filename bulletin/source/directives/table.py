"""Rows and columns of a file as a table: `table`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from bulletin import codes
from bulletin.document import Alignment, Block, Cell, Inlines, Row, Table, Text
from bulletin.messages import tr
from bulletin.source.data.machine_days import days_written
from bulletin.source.data.numbers import Doubt, JudgedCell, Number, NumberWords
from bulletin.source.data.sheet import Sheet
from bulletin.source.data.written import column_written, groups_kept, natural_alignment
from bulletin.source.directives import base
from bulletin.source.directives.base import words as words_of
from bulletin.source.directives.sense.sheets import report_values
from bulletin.source.picture_code import PICTURE_UNSEEN, holds_picture
from bulletin.source.text import Value


def _table(call: base.Call) -> Block | None:
    data: Sheet | None = call.argument
    if data is None:
        return None
    report_values(data, call.reader.language, call.reader.findings)
    heads = call.options["header"]
    language = call.reader.language
    natural = natural_alignment(data.judged(language), data.columns, language)
    header = _row(call, _header(call, data))
    rows = [_row(call, row) for row in _with_figures(call, data, natural)]
    if heads == "column":
        # Nothing stands above the columns then; the tree keeps rows of one length.
        blank = tuple(replace(cell, children=()) for cell in header.cells)
        rows, header = [header, *rows], replace(header, children=blank)
    return Table(
        span=call.span,
        header=header,
        rows=tuple(rows),
        align=_alignment(call, natural),
        row_headers=heads in {"column", "both"},
        caption=call.options["caption"],
        summary=call.options["summary"],
    )


def _header(call: base.Call, data: Sheet) -> tuple[Value, ...]:
    """The names of the columns; days of machines behind the first as people write them."""
    first, *others = data.header
    days = days_written([cell.text for cell in others], call.reader.language)
    return first, *(replace(cell, text=day) for cell, day in zip(others, days, strict=True))


def _with_figures(
    call: base.Call, data: Sheet, natural: Sequence[Alignment]
) -> Iterator[tuple[Value, ...]]:
    """The rows; columns of figures are written the language's way, wherever they are to stand.

    Where the author puts them to the right, what is no figure or in doubt is a finding.
    """
    language = call.reader.language
    words: tuple[str, ...] = call.options["align"]
    texts = [days_written(data.texts(n), language, name) for n, name in enumerate(data.columns)]
    for index, cells in enumerate(data.judged(language)):
        if words[index : index + 1] != ("right",):
            _report_doubts(call, data, index, cells)
            keep = column_written if natural[index] == "right" and _in_signs(cells) else groups_kept
            texts[index] = keep(texts[index], cells, data.columns[index], language)
            continue
        if not any(isinstance(cell, NumberWords) for cell in cells):
            for row, cell in enumerate(cells):
                data.report(row, index, cell, call.reader.findings)
        texts[index] = column_written(texts[index], cells, data.columns[index], language)
    for values, row_texts in zip(data.rows, zip(*texts, strict=True), strict=True):
        yield tuple(replace(value, text=t) for value, t in zip(values, row_texts, strict=True))


def _in_signs(cells: Sequence[JudgedCell]) -> bool:
    """Whether nothing but signs parts the digits of numbers: 113 114 may be two of them."""
    return not any(isinstance(cell, Number) and cell.thousands == " " for cell in cells)


def _report_doubts(call: base.Call, data: Sheet, index: int, cells: Sequence[JudgedCell]) -> None:
    """Note cells of a column as written that another cell of it speaks against."""
    if any(isinstance(cell, NumberWords) for cell in cells):
        return
    for row, cell in enumerate(cells):
        if isinstance(cell, Doubt) and cell.because:
            data.report(row, index, cell, call.reader.findings)


def _row(call: base.Call, values: tuple[Value, ...]) -> Row:
    cells = (Cell(span=value.span, children=_words(call, value)) for value in values)
    return Row(span=values[0].span, children=tuple(cells))


_LIVELY = re.compile(r"\[\^|@|://|\w\.[A-Za-z]")
_SIGN = re.compile(
    r"(?P<kept>\[\^[^\s\]]{1,200}\]|https?://\S+)"
    r"|[\\`*\[\]<>&!~^{}$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
)


def _words(call: base.Call, value: Value) -> Inlines:
    """The words of a cell as they stand; only marks of notes and addresses are what they are."""
    if holds_picture(value.text):
        message = tr("write the table with | in the article, whose cells hold pictures")
        call.report(codes.LOST_PICTURE, PICTURE_UNSEEN, message, value.span)
    if not _LIVELY.search(value.text):
        return (Text(value.text),) if value.text else ()
    written = _SIGN.sub(lambda sign: sign["kept"] or f"\\{sign[0]}", value.text)
    return call.reader.inlines(replace(value, text=written))


def _alignment(call: base.Call, natural: tuple[Alignment, ...]) -> tuple[Alignment, ...]:
    """One word for each column, those left out left; without any, as columns of figures stand."""
    words: tuple[str, ...] = call.options["align"]
    count = len(natural)
    if not words:
        return natural
    if len(words) > count:
        call.report(
            codes.WRONG_OPTION,
            tr("there are {count} words for {columns} columns", count=len(words), columns=count),
            tr("write {count} of them", count=count),
            call.place("align"),
        )
    padded = (*words, *["left"] * count)[:count]
    return cast("tuple[Alignment, ...]", padded)


TABLE = base.Directive(
    "table",
    _table,
    base.Argument(base.sheet, "data/name.csv"),
    (
        base.Option("caption", base.inline, required=True, default=()),
        base.Option("source", base.source, default=(), below=True),
        base.Option("align", words_of("left", "center", "right"), default=(), example="left right"),
        base.Option("header", base.choice("row", "column", "both"), default="row"),
        base.Option("summary", base.text, default=""),
    ),
)


DIRECTIVES = (TABLE,)
