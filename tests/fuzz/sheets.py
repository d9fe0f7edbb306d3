"""Directives that show a file of rows and columns, from a `Pen`."""

import yaml

from tests.fuzz.fences import directive, maybe
from tests.fuzz.typed import CODES

MANNERS = (
    lambda rng, least: str(rng.randint(least, 900)),
    lambda rng, least: f"{rng.randint(max(1, least), 900)}.{rng.randint(0, 999):03}",
    lambda rng, least: f"{rng.randint(least, 90)},{rng.randint(1, 99)}",
    lambda rng, least: rng.choice((str(rng.randint(least, 90)), "—", "n/a")),
    lambda rng, least: str(rng.randint(least or -90, 10**9)),
)
"""Ways of writing the figures of a column."""


def _sheet(pen, names, rows, place="text", *, least=0):
    """A file of figures: its first column names the rows; `least` 1 for parts of a whole.

    In a table some columns hold words.
    """
    figures = MANNERS if rows > 1 else MANNERS[:1]
    words = 0.2 if place == "text" else 0
    manners = [
        (lambda *_: _said(pen)) if pen.chance(words) else pen.rng.choice(figures) for _ in names[1:]
    ]
    cells = [names]
    for _ in range(rows):
        head = pen.words(pen.rng.choice((0, 0, 3)), place).replace(";", "")
        cells.append([head, *(manner(pen.rng, least) for manner in manners)])
    return _exported(pen, cells)


def _said(pen):
    """What is no Markdown in a cell, whatever it looks like."""
    sign = pen.rng.choice(("", *CODES)).replace(";", "").replace("[^1]", "*")
    return pen.words(3) if not sign else pen.mark(end=sign) + sign


def _exported(pen, cells):
    """A file of the cells, as one of several programs writes it."""
    if pen.chance(0.15):
        rows = [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]
        return pen.file("yaml", yaml.safe_dump(rows, allow_unicode=True, sort_keys=False))
    mark = pen.rng.choice(";\t,|")
    first = [f"sep={mark}"] if pen.chance(0.1) else []
    lines = [mark.join(_quoted(pen, cell, mark) for cell in row) for row in cells]
    return pen.file("csv", "\n".join([*first, *lines, ""]))


def _quoted(pen, cell, mark):
    if mark not in cell and '"' not in cell and pen.chance(0.9):
        return cell
    return '"' + cell.replace('"', '""').replace(" ", "\n" if pen.chance(0.1) else " ") + '"'


def sheet_table(pen, depth):
    columns = pen.rng.randint(1, (6, 4, 3, 2)[min(depth, 3)])
    options = [
        ("caption", pen.line(2)),
        ("source", maybe(pen, lambda: pen.words(2))),
        ("header", maybe(pen, lambda: pen.rng.choice(("row", "column", "both")))),
        ("align", maybe(pen, lambda: " ".join(["left", *["right"] * (columns - 1)]))),
        ("summary", maybe(pen, lambda: pen.words(9, "free"), 0.2)),
    ]
    rows = pen.rng.choice((1, 3, 8, 40))
    names = [pen.mark() for _ in range(columns)]
    return directive("table", _sheet(pen, names, rows), options, "", depth)


def chart(pen, depth):
    kind = pen.rng.choice(("bar", "column", "line", "area", "pie", "donut", "stacked"))
    round_ = kind in {"pie", "donut"}
    columns = 2 if round_ else pen.rng.choice((2, 3, 5, 9))
    rows = pen.rng.choice((2, 4, 6) if round_ else (1, 2, 5, 12, 31))
    names = [pen.mark("free") for _ in range(columns)]
    some = not round_ and pen.chance(0.3)
    options = [
        ("type", kind),
        ("title", pen.words(3, "name")),
        ("alt", pen.words(4, "alt")),
        ("x", names[0] if some else None),
        ("y", ", ".join(names[1 : 1 + pen.rng.randint(1, 3)]) if some else None),
        ("unit", maybe(pen, lambda: pen.rng.choice(("hộ", "%", "m²", "triệu đồng")))),
        ("source", maybe(pen, lambda: pen.words(2))),
    ]
    least = 1 if round_ or kind == "stacked" else 0
    return directive("chart", _sheet(pen, names, rows, "data", least=least), options, "", depth)  # fmt: skip
