"""Lines of a sheet that are no rows of it, and are shown as such.

In: a sheet. Out: findings at names that are repeated, numbers of pages, who signed, sources and
notes below the rows, and units below the names.
"""

from collections.abc import Sequence

from bulletin import codes
from bulletin.diagnostics import Code, Span
from bulletin.languages import language_of, phrase_pattern
from bulletin.languages.base import begins
from bulletin.messages import tr
from bulletin.source.data.cell_words import CellJudge, cell_judge
from bulletin.source.data.sheet import Sheet
from bulletin.source.directives.sense.percents import SIGN
from bulletin.source.reporting import Findings


def report_no_rows(data: Sheet, language: str, findings: Findings) -> None:
    """Note lines that are no rows."""
    _report_notes(data, language, findings)
    _report_units(data, language, findings)


def note(code: Code, span: Span, words: tuple[str, str], findings: Findings) -> None:
    """Note what nobody has noted: a sheet may be shown twice."""
    if not findings.has(span):
        findings.add(code, span, *words)


def _report_notes(data: Sheet, language: str, findings: Findings) -> None:
    """Note lines that are no rows: names that are repeated, sources and notes below the rows."""
    for row in data.rows:
        if data.columns[1:] and tuple(cell.text for cell in row) == data.columns:
            message = tr("this line repeats the names of the columns, and is shown as a row")
            note(codes.NO_ROW, row[0].span, (message, tr("delete this row")), findings)
    for left, row in zip(range(len(data.rows), 0, -1), data.rows, strict=True):
        if _is_furniture([cell.text for cell in row], last=left <= _LAST):
            shown = next((cell for cell in row if cell.text), row[0])
            message = tr('"{text}" is no row, and is shown as one', text=shown.text)
            note(codes.NO_ROW, shown.span, (message, tr("delete this row")), findings)
    words = language_of(language).cells().notes
    for row in reversed(data.rows):
        first, *others = row
        if not others or any(cell.text for cell in others):
            return
        if not (begins(first.text, words) or first.text.startswith(("*", "(*)"))):
            return
        message = tr('"{text}" is no row, and is shown as one', text=first.text)
        hint = tr("write it in :source: or below the directive, and delete the line")
        note(codes.NO_ROW, first.span, (message, hint), findings)


_LAST = 3
"""Rows at the end of a sheet below which somebody signs."""


def _is_furniture(texts: Sequence[str], *, last: bool) -> bool:
    """Whether a row is the number of a page, or one of the `last` and says who signed the sheet."""
    first, *others = texts
    if not others:
        return False
    if not any(others):
        return phrase_pattern(_PAGE).fullmatch(first) is not None
    written = [text for text in texts if text]
    if not last or (first and len(written) == 1):
        return False  # a name, and no figures yet
    if len(written) == 1 and phrase_pattern(_DAY_AND_PLACE).fullmatch(written[0]):
        return True
    return bool(written) and all(map(phrase_pattern(_SIGNING).fullmatch, written))


_PAGE = r"(?i)‹page_words› ?[0-9]{1,3}(?: ?(?:/|‹of_pages›) ?[0-9]{1,3})?"
_DAY_AND_PLACE = r"(?i)‹letterhead_days›"
_SIGNING = r"(?i)‹offices›|\(?‹signatures›\)?"


def _report_units(data: Sheet, language: str, findings: Findings) -> None:
    """Note a line of units right below the names, which is taken for the first row."""
    first, *others = data.rows[0] if data.rows else (None,)
    written = [cell.text for cell in others if cell.text]
    judge = cell_judge(language)
    if first is None or first.text or len(written) < _SEVERAL or not data.rows[1:]:
        return
    if all(_is_unit(text, judge) for text in written):
        message = tr("this line holds the units of the columns, and is shown as a row")
        hint = tr(
            "write each unit behind the name of its column: {example}", example="Diện tích (ha)"
        )
        note(codes.NO_ROW, others[0].span, (message, hint), findings)


_SEVERAL = 2


def _is_unit(text: str, judge: CellJudge) -> bool:
    inner = text.strip("()[] ")
    return (inner != text and judge.is_unit(inner, " ")) or inner in judge.units or inner == SIGN
