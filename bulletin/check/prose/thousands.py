"""Decimals that were meant as thousands, as programs in another language write them.

In: an issue. Out: a warning at each number such as 1,200 in a text that has 1.200 too, or of what
can only be counted, and at columns of nothing else: the voice says such a number as a decimal.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from bulletin import codes
from bulletin.check.prose.passages import ProseRun, passages_by_file, passages_of, run_at
from bulletin.check.prose.unread import unread_texts
from bulletin.check.registry import Noticed, alone, rule
from bulletin.check.tables.grids import rows_of, tables_of
from bulletin.diagnostics import Span
from bulletin.document import Cell, Stat, Table, plain_text, walk
from bulletin.languages import any_phrase, language_of, phrase_pattern, phrases
from bulletin.messages import tr
from bulletin.reading.sought import has_figure
from bulletin.source.data.numbers import separators
from bulletin.source.data.uneven import is_twice, is_uneven, odd_alone, odd_cells, odd_hint
from bulletin.source.issue import Issue

_BEGIN = r"[1-9](?<![\w.,/].)[0-9]{0,2}"
_END = r"(?![0-9/]|[.,][0-9])"


@rule(codes.FOREIGN_THOUSANDS)
@alone
def foreign_thousands(issue: Issue) -> Iterator[Noticed]:
    """Thousands are written as the language writes them."""
    language = issue.publication.language
    own = language_of(language)
    signs = _Signs(*separators(language), own.cells().currency, (*own.ties().units, "%"))
    if {signs.decimal, signs.group} != {".", ","}:
        return
    for file, passages in passages_by_file(issue).items():
        if file.endswith(".md"):  # data are judged by their columns
            yield from _in_text(passages, signs)
    unread = itertools.chain(*map(unread_texts, issue.articles))
    runs = [
        run_at(issue, *one) for one in unread if has_figure(one[0]) and one[1].file.endswith(".md")
    ]
    yield from _in_text(runs, signs)
    for table in tables_of(issue):
        if table.span.file.endswith(".md"):
            yield from _in_table(table, signs)


@rule(codes.UNEVEN_THOUSANDS)
@alone
def uneven_thousands(issue: Issue) -> Iterator[Noticed]:
    """The signs between thousands have three digits between them, and one parts decimals."""
    language = issue.publication.language
    decimal, group = separators(language)
    if {decimal, group} != {".", ","}:
        return
    labels = {*language_of(language).ties().labels} - {*phrases("count_words")}
    for passage in passages_of(issue):
        for match in _signed(language).finditer(passage.text):
            number = match["number"]
            before = passage.text[max(0, match.start() - _SIGHT) : match.start()]
            if passage.word_before(match.start()) in labels:
                continue
            uneven = decimal not in number and is_uneven(number, group)
            several = match["counted"] or phrase_pattern(_ROW).search(before)
            twice = group not in number and not several and is_twice(number, decimal)
            if uneven or twice:
                yield _odd(passage.place(*match.span("number")), number, twice=twice)
    for table in tables_of(issue):
        yield from _odd_in(table, language)
    for stat in (one for article in issue.articles for one in walk(*article.body)):
        if isinstance(stat, Stat) and stat.icon != "phone":
            yield from _odd_figure(stat, language)


_ROW = r"(?i)(?<!\w)‹row_words›(?!\w)"


@cache
def _signed(language: str) -> re.Pattern[str]:
    """A number with signs between its digits, right before what is counted or measured."""
    ties = language_of(language).ties()
    hours = {*phrases("hour_words"), *phrases("minute_words")}
    units = [one for one in ties.units if one not in ties.labels and one not in hours]
    words = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(
        rf"(?P<number>[1-9](?<![\w.,/:-].)[0-9]*(?:[.,][0-9]+)+)"
        rf"(?:[ \u00a0]?(?:đ|%)|[ \u00a0](?:(?P<counted>{any_phrase('counted')})|{words}))(?!\w)"
    )


_SIGHT = 60


def _odd_in(table: Table, language: str) -> Iterator[Noticed]:
    """The odd cells of columns that count or measure."""
    headings, signs = language_of(language).headings(), separators(language)
    columns = itertools.zip_longest(*(row.children for row in (table.header, *rows_of(table))))
    for header, *cells in itertools.islice(columns, 1, None):
        if headings.is_name(_text(header)):
            continue
        for place, number in odd_cells([*map(_text, cells)], *signs).items():
            cell = cells[place]
            if isinstance(cell, Cell):
                yield _odd(cell.span, number, twice=signs[0] in number)


def _odd_figure(stat: Stat, language: str) -> Iterator[Noticed]:
    """A figure that stands alone, unless its label says that it is a code."""
    decimal, group = separators(language)
    number = odd_alone(str(stat.value), decimal, group)
    if number and not language_of(language).headings().is_name(plain_text(stat.label)):
        yield _odd(stat.span, number, twice=decimal in number)


def _odd(place: Span, number: str, *, twice: bool) -> Noticed:
    if not twice:
        message = tr("the signs in {number} do not part thousands", number=number)
        return Noticed(place, message, odd_hint())
    hint = tr("check the digits, or write a space behind each sign between numbers")
    return Noticed(place, tr("{number} has two signs before decimals", number=number), hint)


@dataclass(frozen=True)
class _Signs:
    """The signs before decimals and between thousands, and numbers that are one or the other."""

    decimal: str
    group: str
    currency: tuple[str, ...]
    units: Collection[str]

    @cached_property
    def doubtful(self) -> re.Pattern[str]:
        """A decimal that may be thousands."""
        return re.compile(rf"{_BEGIN}{re.escape(self.decimal)}[0-9]{{3}}{_END}")

    @cached_property
    def foreign(self) -> re.Pattern[str]:
        """Numbers as only another language writes them: 1,200,000 and 1,200.5."""
        sign, part = re.escape(self.decimal), re.escape(self.group)
        thousand = rf"{sign}[0-9]{{3}}"
        return re.compile(
            rf"{_BEGIN}(?:{thousand})+(?:{sign}000|{part}(?:[0-9]{{1,2}}|[0-9]{{4,6}}))(?![0-9])(?!/|[.,][0-9])"
        )

    @cached_property
    def measured(self) -> re.Pattern[str]:
        """A decimal with the sign of thousands, as in 2,5 km; never where a dot parts thousands.

        There decimals of machines are read as such.
        """
        if self.group == ".":
            return re.compile("(?!)")
        words = "|".join(map(re.escape, sorted(self.units, key=len, reverse=True)))
        return re.compile(rf"(?<![\w.,/])[0-9]{{1,3}},[0-9]{{1,2}}(?=[ \u00a0]?(?:{words})(?!\w))")

    @cached_property
    def priced(self) -> re.Pattern[str]:
        """What no money has parts of, right behind its number: 7,200đ/kg."""
        words = "|".join(map(re.escape, self.currency)) or "(?!)"
        return re.compile(rf"(?i) ?(?:{words})(?=\s?/)")

    @cached_property
    def grouped(self) -> re.Pattern[str]:
        """Whole hundreds above a thousand, as the language writes them."""
        return re.compile(rf"{_BEGIN}{re.escape(self.group)}[0-9]00{_END}")

    def twin(self, number: str) -> str:
        """A decimal as thousands."""
        swapped = {ord(self.decimal): self.group, ord(self.group): self.decimal}
        return number.translate(swapped)

    def hint(self, number: str) -> str:
        """What to write for a decimal that may be thousands."""
        short = number.rstrip("0").rstrip(self.decimal)
        twin = self.twin(number)
        if short == number:
            return tr("write {twin}, or leave out a digit if it is a decimal", twin=twin)
        return tr("write {twin}, or {short} if it is a decimal", twin=twin, short=short)


_COUNTED = re.compile(rf"(?i) ?(?:{any_phrase('counted')})\b(?!\s?/)")
"""What there is no part of, right behind its number."""
_OF_COUNTED = re.compile(
    rf"(?i)(?:\A|[(,] ?|\b(?:{any_phrase('count_words')}) )(?:{any_phrase('counted')})\b"
)
"""The name of a column of such things."""


def _in_text(runs: Iterable[ProseRun], signs: _Signs) -> Iterator[Noticed]:
    passages = [run for run in runs if has_figure(run.text)]
    twins = {twin for passage in passages for twin in signs.grouped.findall(passage.text)}
    for passage in passages:
        for found in signs.doubtful.finditer(passage.text):
            number = found[0]
            if (twin := signs.twin(number)) in twins:
                message = tr(
                    "{number} is said as a decimal, and {twin} stands here too",
                    number=number,
                    twin=twin,
                )
            elif counted := (
                _COUNTED.match(passage.text, found.end())
                or signs.priced.match(passage.text, found.end())
            ):
                message = tr(
                    "{number} is said as a decimal, and there are no parts of “{counted}”",
                    number=number,
                    counted=counted[0].strip(),
                )
            else:
                continue
            place = passage.place(found.start(), found.end())
            yield Noticed(place, message, signs.hint(number))
        others = (one.finditer(passage.text) for one in (signs.foreign, signs.measured))
        for found in itertools.chain(*others):
            place = passage.place(*found.span())
            yield Noticed(place, *_foreign(found[0], signs))


def _foreign(number: str, signs: _Signs) -> tuple[str, str]:
    """What is wrong with thousands in another language's writing, and what to write."""
    message = tr("{number} is written as in another language", number=number)
    return message, tr("write {meant}", meant=signs.twin(number))


def _in_table(table: Table, signs: _Signs) -> Iterator[Noticed]:
    """Columns whose figures all have three decimals, and nothing that says they are measured."""
    columns = itertools.zip_longest(*(row.children for row in (table.header, *rows_of(table))))
    for header, *cells in columns:
        name = _text(header)
        numbers = [(cell, text) for cell in cells if _FIGURE.search(text := _text(cell))]
        for cell, text in numbers:
            if signs.foreign.fullmatch(text):
                yield Noticed(cell.span, *_foreign(text, signs))
        first = next((one for one in numbers if signs.doubtful.fullmatch(one[1])), None)
        if first is None or not _are_thousands(name, [text for _, text in numbers], signs):
            continue
        cell, number = first
        message = tr("{number} is said as a decimal, and so is what stands below it", number=number)
        yield Noticed(cell.span, message, signs.hint(number))


_FIGURE = re.compile(r"[0-9]")
_SMALL = re.compile(r"[0-9]{1,3}")
_MEASURED = re.compile(r"[(/%,]")
"""What stands before a unit in the name of a column, or between two."""
_FEWEST = 2


def _are_thousands(name: str, numbers: list[str], signs: _Signs) -> bool:
    """Whether a column holds thousands in another language's writing, as far as one can see."""
    doubtful = [one for one in numbers if signs.doubtful.fullmatch(one)]
    grouped = [one for one in numbers if signs.grouped.fullmatch(one)]
    small = [one for one in numbers if _SMALL.fullmatch(one)]
    if len(doubtful) + len(grouped) + len(small) != len(numbers):
        return False
    if grouped and any(one.endswith("00") for one in doubtful):
        return True
    if len(doubtful) < _FEWEST:
        return False
    if grouped or _OF_COUNTED.search(name):
        return True
    return not _MEASURED.search(name) and any(one.endswith("0") for one in doubtful)


def _text(cell: object) -> str:
    return plain_text(cell.children).strip() if isinstance(cell, Cell) else ""
