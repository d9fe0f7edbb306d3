"""The cells of a workbook of Excel (ECMA-376, part 1, 18.3): what each shows, and where.

In: the parts of a .xlsx file, and a language. Out: a `ExcelSheet` for each sheet that is not hidden.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from bulletin.desk.importing.elements import whole_number
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.remarks import COMMENTS, Remarks, excerpt
from bulletin.desk.importing.tree import ImportedLine, LinkTo, Newline, TextRun, plain
from bulletin.desk.importing.xlsx.shown import BUILT_IN, number_shown
from bulletin.formats.element_text import Element
from bulletin.messages import tr

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_PLACES = {"superscript": _RAISED, "subscript": _LOWERED}
CellPlace = tuple[int, int]
"""A row and a column, from 1 on."""


@dataclass(frozen=True)
class SheetCell:
    """A cell with words; a merged one reaches to the row and the column of `until`."""

    line: ImportedLine
    until: CellPlace
    bold: bool = False
    framed: bool = False


@dataclass
class ExcelSheet:
    """A sheet: its cells by row and column, without those of rows and columns that are hidden."""

    name: str
    cells: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    framed: set[int] = field(default_factory=set)
    """Rows with a border or a merged cell, also those without words of their own."""
    framed_columns: set[int] = field(default_factory=set)
    """Columns with a border, and those that are hidden: they part no tables."""
    hidden: set[int] = field(default_factory=set)
    """Rows that are hidden, as a filter does: they part no tables either."""


@dataclass(frozen=True)
class _Style:
    code: str = "General"
    bold: bool = False
    framed: bool = False


class Workbook:
    """A .xlsx file: its sheets, the texts that they share, and its formats."""

    def __init__(self, package: Package, language: str, remarks: Remarks) -> None:
        self._package, self._language, self._remarks = package, language, remarks
        self._main = package.main_part("xl/workbook.xml")
        book = package.xml(self._main)
        self._sheets = [] if book is None else list(book.iterfind("{*}sheets/{*}sheet"))
        settings = None if book is None else book.find("{*}workbookPr")
        self._since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        self._parts = package.related(self._main)
        folder = posixpath.dirname(self._main)
        texts = package.xml(f"{folder}/sharedStrings.xml")
        self._texts = [] if texts is None else [_words(one) for one in texts.iterfind("{*}si")]
        self._styles = _styles_of(package.xml(f"{folder}/styles.xml"))

    def sheets(self) -> Iterator[ExcelSheet]:
        """The sheets that are shown; what is not, and what no table can hold, is remarked upon."""
        for one in self._sheets:
            name = one.get("name") or ""
            part = self._parts.get(one.get(_ID) or "", "")
            tree = self._package.xml(part)
            if tree is None:
                raise self._package.damaged()
            if one.get("state") in {"hidden", "veryHidden"}:
                self._remarks.lost(tr("A hidden sheet is left out"), excerpt(name))
                continue
            _report_beside(self._package, part, name, self._remarks)
            yield self._sheet(name, tree, part)

    def _sheet(self, name: str, tree: Element, part: str) -> ExcelSheet:
        hidden = _hidden_columns(tree)
        sheet = ExcelSheet(name, framed_columns={*hidden})
        links = self._links(tree, part)
        for number, row in _numbered(tree.iterfind("{*}sheetData/{*}row")):
            if away := row.get("hidden") in {"1", "true"}:
                sheet.hidden.add(number)
            for column, cell in _numbered(row.iterfind("{*}c")):
                style = self._styles.get(cell.get("s") or "0", _Style())
                if style.framed:
                    sheet.framed.add(number)
                    sheet.framed_columns.add(column)
                line = self._line(cell, style.code, name)
                if not plain(line).strip():
                    continue
                if away or column in hidden:
                    self._remarks.lost(_HIDDEN[away], excerpt(plain(line)))
                    continue
                if target := links.get((number, column)):
                    line = (LinkTo(target, line),)
                made = SheetCell(line, (number, column), style.bold, style.framed)
                sheet.cells.setdefault(number, {})[column] = made
        _merge(sheet, tree)
        return sheet

    def _line(self, cell: Element, code: str, sheet: str) -> ImportedLine:
        """What a cell shows."""
        kind, value = cell.get("t") or "n", cell.findtext("{*}v") or ""
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return () if inline is None else _lined(_words(inline))
        if not value and cell.find("{*}f") is not None and kind != "str":
            said = tr("Formulas that were never reckoned: open the file in Excel, and save it")
            self._remarks.lost(said, f"{sheet}!{cell.get('r') or ''}")
        if kind == "s":
            at = whole_number(value, len(self._texts))
            return _lined(self._texts[at]) if at < len(self._texts) else ()
        if kind == "n" and value:
            value = number_shown(value, code, self._language, since_1904=self._since_1904)
        elif kind == "b":
            value = {"1": "TRUE", "0": "FALSE"}.get(value, value)
        return _lined(value)

    def _links(self, tree: Element, part: str) -> dict[CellPlace, str]:
        targets = self._package.related(part, outside=True)
        found: dict[CellPlace, str] = {}
        for link in tree.iterfind("{*}hyperlinks/{*}hyperlink"):
            target = targets.get(link.get(_ID) or "", "")
            if target and (place := _place(link.get("ref") or "")):
                found[place] = target
        return found


def _place(reference: str) -> CellPlace | None:
    """The row and the column of "AB12"; of a range, those where it begins."""
    found = re.match(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _numbered(elements: Iterable[Element]) -> Iterator[tuple[int, Element]]:
    """Rows or cells with their numbers, which some programs leave out."""
    at = 0
    for element in elements:
        said = element.get("r") or ""
        place = _place(said)
        at = min(place[1] if place else whole_number(said, at + 1), _LAST_ROW)
        yield at, element


_MOST_RANGES = 1000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def _hidden_columns(tree: Element) -> set[int]:
    found: set[int] = set()
    for one in islice(tree.iterfind("{*}cols/{*}col"), _MOST_RANGES):
        if one.get("hidden") in {"1", "true"}:
            first, last = (whole_number(one.get(end), 1) for end in ("min", "max"))
            found |= {*range(first, min(last, _LAST_COLUMN) + 1)}
    return found


_HIDDEN = {
    True: tr("Hidden rows of a sheet are left out"),
    False: tr("Hidden columns of a sheet are left out"),
}


def _merge(sheet: ExcelSheet, tree: Element) -> None:
    """Let merged cells reach as far as they do."""
    for one in tree.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = (one.get("ref") or "").partition(":")
        begin, end = _place(first), _place(last)
        cell = sheet.cells.get(begin[0], {}).get(begin[1]) if begin and end else None
        if begin and end and cell:
            sheet.cells[begin[0]][begin[1]] = replace(cell, until=end)
            sheet.framed |= {*range(begin[0] + 1, min(end[0], begin[0] + _TALLEST) + 1)}


_TALLEST = 1000
"""Rows of a merged cell."""


def _words(element: Element) -> str:
    """The words of a text, what is raised or lowered in it so; without how they are pronounced."""
    said: list[str] = []
    for one in element.iter("{*}t"):
        run = one.getparent()
        if run is None or run.tag.endswith("}rPh"):
            continue
        place = run.find("{*}rPr/{*}vertAlign")
        table = _PLACES.get("" if place is None else place.get("val") or "")
        text = _BREAK.sub("\n", one.text or "")
        said.append(text.translate(table) if table else text)
    return "".join(said)


_BREAK = re.compile("_x000[0-9A-D]_", re.IGNORECASE)
"""How characters that XML has no room for are written (22.9.2.19): those of a line's end."""


def _lined(text: str) -> ImportedLine:
    """A text with its lines, which a cell may have several of."""
    rows = [" ".join(row.split()) for row in text.replace("\r", "").split("\n")]
    made = [part for row in rows if row for part in (Newline(), TextRun(row))]
    return tuple(made[1:])


def _styles_of(tree: Element | None) -> dict[str, _Style]:
    """The looks that cells name by their number."""
    if tree is None:
        return {}
    codes = {str(number): code for number, code in BUILT_IN.items()}
    for one in tree.iterfind("{*}numFmts/{*}numFmt"):
        codes[one.get("numFmtId") or ""] = one.get("formatCode") or "General"
    bold = [_is_bold(font) for font in tree.iterfind("{*}fonts/{*}font")]
    framed = [
        any(side.get("style", "none") != "none" for side in border)
        for border in tree.iterfind("{*}borders/{*}border")
    ]

    def named(flags: list[bool], number: str | None) -> bool:
        at = whole_number(number, len(flags))
        return at < len(flags) and flags[at]

    return {
        str(number): _Style(
            codes.get(one.get("numFmtId") or "0", "General"),
            named(bold, one.get("fontId")),
            named(framed, one.get("borderId")),
        )
        for number, one in enumerate(tree.iterfind("{*}cellXfs/{*}xf"))
    }


def _is_bold(font: Element) -> bool:
    sign = font.find("{*}b")
    return sign is not None and sign.get("val", "1") not in {"0", "false"}


def _report_beside(package: Package, part: str, name: str, remarks: Remarks) -> None:
    """Note what lies on a sheet or is hung on its cells."""
    for beside in package.related(part).values():
        tree = package.xml(beside) if beside.endswith(".xml") else None
        if tree is None:
            continue
        for comment in tree.iter("{*}comment"):
            said = excerpt(" ".join(_words(comment).split()), 300)
            remarks.lost(COMMENTS, said)
        for _ in tree.iter("{*}pic"):
            remarks.lost(
                tr("A picture on a sheet: save it into images, and show it"), excerpt(name)
            )
        for _ in tree.iter("{*}graphicFrame"):
            said = tr("A chart on a sheet: make it anew with :::{{chart}} from its figures")
            remarks.lost(said, excerpt(name))
        for box in tree.iter("{*}txBody"):
            words = " ".join((one.text or "") for one in box.iter("{*}t")).split()
            if words:
                remarks.lost(tr("Words in a box on a sheet"), excerpt(" ".join(words), 300))
