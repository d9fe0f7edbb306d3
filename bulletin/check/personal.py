"""Numbers by which the law knows a person, where all the world would read and hear them.

In: an issue. Out: a warning at a table's first such number, and at each in the text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import Noticed, alone, rule
from bulletin.check.tables.grids import names_of, rows_of, tables_of, text_of
from bulletin.diagnostics import Span
from bulletin.document import Table
from bulletin.languages import language_of
from bulletin.languages.base import CellWords
from bulletin.messages import tr
from bulletin.reading.sought import Begun, has_figure
from bulletin.source.issue import Issue

_NUMBER = r"(?<![\w*])[A-Z]?\d(?:[ .]?\d){6,11}(?![\w*])"
"""All digits of it: a number of which some are covered up names nobody."""
_IN_TEXT = r"(?<![\w*])(?:\d(?:[ .]?\d){11}|\d(?: ?\d){8}|[A-Z]\d{7,8})(?![\w*]|[ .]\d)"
"""As many digits as such numbers have: others are telephones, days and amounts."""
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3}){3}")
"""Twelve digits as money is written, too: an amount begins with no 0."""

_MOST_CALLED = 50
"""So many telephones are no list of whom to call any more: it is a list of people."""


@rule(codes.PERSONAL_NUMBERS)
@alone
def personal_numbers(issue: Issue) -> Iterator[Noticed]:
    """Nobody's number of identity is published; lists of people show it covered, or not at all."""
    words = language_of(issue.publication.language).cells()
    if not words.persons:
        return
    named, called = _named(words.persons), _named(words.telephones)
    for table in tables_of(issue):
        private = _is_of_people(names_of(table), words)
        for column, name in enumerate(names_of(table)):
            if named.search(name):
                yield from _in_column(table, column)
            elif private and called.search(name):
                yield from _in_column(table, column, _MOST_CALLED)
    announced = Begun(rf"(?i){named.pattern}\D{{0,30}}?(?P<number>{_IN_TEXT})", *words.persons)
    for passage in passages_of(issue):
        for found in announced.finditer(passage.text) if has_figure(passage.text) else ():
            if _MONEY.fullmatch(found["number"]) and found["number"][0] != "0":
                continue
            span = passage.place(*found.span("number"))
            yield _noticed(span, tr("{number} names a person", number=found["number"]))


def _is_of_people(names: Sequence[str], words: CellWords) -> bool:
    """Whether a table lists people, and not whom to call for something."""
    people, offices = _named(words.full_names), _named(words.offices)
    return any(map(people.search, names)) and not any(map(offices.search, names))


@cache
def _named(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _in_column(table: Table, column: int, fewest: int = 1) -> Iterator[Noticed]:
    rows = rows_of(table)
    full = [row for row in rows if re.fullmatch(_NUMBER, text_of(row, column))]
    if len(full) >= fewest:
        message = tr(
            '{count} persons are named by their numbers below "{column}"',
            count=len(full),
            column=text_of(table.header, column),
        )
        yield _noticed(full[0].children[column].span, message)


def _noticed(span: Span, message: str) -> Noticed:
    hint = tr(
        "leave the numbers out, or cover most of each, as in {example}: every edition shows and"
        " reads them to everybody",
        example="082xxxxxx123",
    )
    return Noticed(span, message, hint)
