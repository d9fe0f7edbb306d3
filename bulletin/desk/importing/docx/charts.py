"""Charts of Word files, which pandoc passes over: their figures as tables.

In: the XML of a part, the file that it is of, and the language of the publication. Out: the same,
with a table below each chart that keeps its figures, under its title.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from bulletin.desk.importing.docx.wordml import CHART, RELATIONS, Tree, text_run, w
from bulletin.desk.importing.elements import take_out, whole_number
from bulletin.desk.importing.opening.archives import Package
from bulletin.desk.importing.remarks import Remarks, excerpt
from bulletin.desk.importing.xlsx.shown import number_shown
from bulletin.messages import tr

_ID = f"{{{RELATIONS}}}id"
_MOST = 2_000
"""Points of a series; a chart of more has no table that somebody reads."""


def write_figures(tree: Tree, package: Package, part: str, remarks: Remarks, language: str) -> None:
    """Put the figures of each chart below it; those that keep none are left for a remark."""
    parts = package.related(part)
    for mark in list(tree.iter(f"{{{CHART}}}chart")):
        drawing = next(mark.iterancestors(w("drawing")), None)
        paragraph = next(mark.iterancestors(w("p")), None)
        chart = package.xml(parts.get(mark.get(_ID) or "", ""))
        rows = [] if chart is None else _rows(chart, language)
        if chart is None or not rows or drawing is None or paragraph is None:
            continue
        title = _words(chart.find("{*}chart/{*}title"))
        if not title and len(rows[0]) == len(("name", "figure")):
            title = rows[0][1]
        paragraph.addnext(_table(title, rows))
        take_out(drawing)
        said = tr(
            "A chart of Word became a table of its figures: to have it drawn, write :::{{chart}} for"
            " :::{{table}}, and :type:, :title: and :alt: below it"
        )
        remarks.changed(said, excerpt(title))


def _rows(chart: Tree, language: str) -> list[list[str]]:
    """The names and figures of a chart below the names of its series; none of one without names."""
    series = list(chart.iterfind("{*}chart/{*}plotArea/*/{*}ser"))
    names = [_words(one.find("{*}tx")) for one in series]
    columns = [dict(_points(one.find("{*}val"), language)) for one in series]
    categories: dict[int, str] = {}
    for one in series:
        categories |= dict(_points(one.find("{*}cat"), language))
    if not categories or not any(columns) or len(categories) > _MOST:
        return []
    axis = _words(chart.find("{*}chart/{*}plotArea/{*}catAx/{*}title"))
    rows = [
        [name, *(column.get(at, "") for column in columns)]
        for at, name in sorted(categories.items())
    ]
    return [[axis, *names], *rows]


def _points(data: Tree | None, language: str) -> Iterator[tuple[int, str]]:
    """What a chart keeps of its sheet, by its place: the figures as the chart shows them."""
    cache = None if data is None else next(data.iter("{*}numCache", "{*}strCache", "{*}lvl"), None)
    if cache is None:
        return
    code = cache.findtext("{*}formatCode") or "General"
    numeric = etree.QName(cache).localname == "numCache"
    for point in cache.iterfind("{*}pt"):
        at, value = whole_number(point.get("idx"), -1), point.findtext("{*}v") or ""
        if numeric:
            value = number_shown(value, point.get("formatCode") or code, language)
        if at >= 0:
            yield at, value


def _words(element: Tree | None) -> str:
    """The words of a title or of a series' name."""
    if element is None:
        return ""
    found = (one.text or "" for one in element.iter("{*}t", "{*}v"))
    return " ".join("".join(found).split())


def _table(title: str, rows: Sequence[Sequence[str]]) -> Tree:
    """A table of Word, whose first row is its title where it has one."""
    table = etree.Element(w("tbl"))
    grid = etree.SubElement(table, w("tblGrid"))
    for _ in rows[0]:
        etree.SubElement(grid, w("gridCol")).set(w("w"), "1000")
    if title:
        _cell(etree.SubElement(table, w("tr")), title, len(rows[0]))
    for row in rows:
        line = etree.SubElement(table, w("tr"))
        for words in row:
            _cell(line, words, 1)
    return table


def _cell(row: Tree, words: str, columns: int) -> None:
    cell = etree.SubElement(row, w("tc"))
    properties = etree.SubElement(cell, w("tcPr"))
    etree.SubElement(properties, w("gridSpan")).set(w("val"), str(columns))
    etree.SubElement(cell, w("p")).append(text_run(words))
