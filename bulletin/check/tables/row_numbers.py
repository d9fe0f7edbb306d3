"""The numbers of a table's rows, of which one is left out or there twice: a row may be missing.

In: an issue. Out: a finding at the first such number of a table.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from bulletin import codes
from bulletin.check.registry import Noticed, alone, rule
from bulletin.check.tables.grids import names_of, rows_of, tables_of, text_of
from bulletin.document import Row
from bulletin.languages import language_of
from bulletin.messages import tr
from bulletin.source.issue import Issue

_COUNT = re.compile(r"(?P<number>[0-9]{1,4})[.)]?")
_FEWEST = 3


@rule(codes.ROW_NUMBERS)
@alone
def row_numbers(issue: Issue) -> Iterator[Noticed]:
    """The rows of a table are numbered one after the other, from 1 again in each of its parts."""
    headings = language_of(issue.publication.language).headings()
    for table in tables_of(issue):
        if headings.is_place(names_of(table)[0]):
            yield from _skipped(rows_of(table))


def _skipped(rows: Sequence[Row]) -> Iterator[Noticed]:
    """The first number that does not follow the one above it, in a list that begins with 1."""
    found = [(row, _COUNT.fullmatch(text_of(row, 0))) for row in rows]
    numbers = [(row, int(read["number"])) for row, read in found if read]
    if len(numbers) < _FEWEST or numbers[0][1] != 1:
        return
    for (_, before), (row, number) in itertools.pairwise(numbers):
        if number not in {before + 1, 1}:
            message = tr("row {number} stands below row {before}", number=number, before=before)
            hint = tr("look for a row that is missing or is here twice, or number the rows anew")
            yield Noticed(row.children[0].span, message, hint)
            return
