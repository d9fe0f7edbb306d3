"""Items of lists that were meant to stand elsewhere, and lines that were meant to stay apart.

In: a finding and the lines of its file. Out: a fix, or None.
"""

import re

from bulletin.check.fixes.lines import Lines
from bulletin.check.fixes.marks import listed
from bulletin.diagnostics import Edit, Finding, Fix
from bulletin.source.markdown.slips import joined
from bulletin.source.markdown.slips.listed import POINT, TWO_SIGNS, is_doubled

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)\S")


def signed_once(finding: Finding, lines: Lines) -> Fix | None:
    """The items of a list with one sign each; a number says more than a bullet."""
    edits: list[Edit] = []
    number, lead = finding.span.line, None
    while row := lines.row(number).rstrip():
        mark = TWO_SIGNS.match(row)
        if mark and is_doubled(mark) and lead in {None, mark["lead"]}:
            lead = mark["lead"]
            edits.append(_one_sign(lines, number, mark))
        elif not row.startswith((" ", "\t")):
            break
        number += 1
    return Fix(tuple(edits)) if edits else None


def _one_sign(lines: Lines, number: int, mark: re.Match[str]) -> Edit:
    """The edit that leaves an item one sign; a letter stays, behind a hyphen."""
    start, inner = mark.start("outer"), mark["inner"]
    if inner[0].isalpha():
        return lines.edit(number, start, mark.end("outer"), "-")
    if inner[0].isdigit() and not mark["outer"][0].isdigit():
        return lines.edit(number, start, mark.start("inner"), "")
    return lines.edit(number, mark.start("inner"), mark.end(), "")


def _points(lines: Lines, first: int) -> Fix | None:
    """Paragraphs that are points of an item (1.1., a)) as a list below it, each with its sign."""
    edits: list[Edit] = []
    number, inside, item, deep = first, False, None, 0
    while number <= len(lines.rows):
        row = lines.row(number)
        mark = POINT.match(row)
        if mark and (mark["letter"] or item in {None, mark["item"]}):
            if not mark["letter"]:
                item, deep = mark["item"], mark["deeper"].count(".")
            indent = " " * (1 + 2 * (deep + bool(mark["letter"])))
            start = len(row) - len(row.lstrip())
            edits.append(lines.edit(number, 0, start, f"{indent}- "))
            inside = True
        elif not row.strip():
            inside = False
        elif not inside:
            break
        number += 1
    return Fix(tuple(edits)) if edits else None


def below(finding: Finding, lines: Lines) -> Fix | None:
    """An item, and those that go on below it, indented to the text of the item above."""
    line = finding.span.line
    if POINT.match(lines.row(line)):
        return _points(lines, line)
    item = _ITEM.match(lines.row(line))
    outer = _outer(lines, line)
    if item is None or outer is None or "\t" in item["indent"] + outer["indent"]:
        return None
    to, at = outer.start("space") + len(outer["space"]), len(item["indent"])
    if "\t" in outer["space"] or to <= at:
        return None
    edits = []
    number = line
    while (row := lines.row(number)).strip():
        indent = len(row) - len(row.lstrip(" "))
        same = _ITEM.match(row)
        if indent < at or (same and indent == at and _kind(same) != _kind(item)):
            break
        if at == 0 and indent == 0 and not same:
            break
        edits.append(lines.edit(number, 0, 0, " " * (to - at)))
        number += 1
    return Fix(tuple(edits)) if edits else None


def _kind(item: re.Match[str]) -> str:
    return item["sign"] if item["sign"] in "-*+" else item["sign"][-1]


def _outer(lines: Lines, line: int) -> re.Match[str] | None:
    """The item that an item was meant to stand below: the one above, less indented or of -."""
    item = _ITEM.match(lines.row(line))
    while item and lines.row(line - 1).strip():
        line -= 1
        above = _ITEM.match(lines.row(line))
        if above and (
            len(above["indent"]) < len(item["indent"])
            or (above["indent"] == item["indent"] and above["sign"] == "-" != item["sign"])
        ):
            return above
    return None


_BOX = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?P<box>\[[ xX]\])\s")
_LIKE_SETTING = re.compile(r"[^\W\d][\w -]{0,20}[:：]\s")
_ITEM_SIGN = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")


def kept_apart(finding: Finding, lines: Lines) -> Fix | None:
    """Lines that Markdown joins, as they were meant.

    A blank line between paragraphs, a backslash where a line ends, and an address in one piece.
    """
    line = finding.span.line
    if box := _BOX.match(lines.row(line)):
        sign = "☐" if box["box"] == "[ ]" else "☑"
        return lines.fix(line, box.start("box"), box.end("box"), sign)
    first, rows = _paragraph(lines, line)
    if _LIKE_SETTING.match(rows[0]) and not any(map(str.strip, lines.rows[: first - 1])):
        return None  # the settings of an article, between no lines of ---
    found = _joined_in(rows)
    if found is None or first + found.index != line:
        # What is above an item of a list, and no list to Markdown, is no part of its paragraph.
        items = [n for n in range(1, line - first + 1) if _ITEM.match(rows[n])]
        if not items:
            return None
        first, rows = first + items[-1], rows[items[-1] :]
        found = _joined_in(rows)
    if found is None or first + found.index != line or rows[0].lstrip().startswith(">"):
        return None
    return _kept(finding, lines, first, rows, found)


def _kept(
    finding: Finding, lines: Lines, first: int, rows: list[str], found: joined.LinesJoined
) -> Fix | None:
    """What keeps lines as they were meant, of the paragraph that begins in line `first`."""
    line = finding.span.line
    match found.kind:
        case "list":
            return _listed(finding, lines, found.sign)
        case "line":
            return _broken(lines, first, rows, [found.index, *found.others])
        case "paragraph":
            return Fix((Edit(lines.file, line, 1, line, _indent(lines, line) + 1, "\n"),))
        case "address":
            return _made_whole(lines, line)
    return None  # whether the hyphen of a torn word belongs to it, nobody knows


def _joined_in(rows: list[str]) -> joined.LinesJoined | None:
    """What is joined in a paragraph; the sign of an item that it begins is no part of its text."""
    text = rows[0].lstrip()
    sign = _ITEM_SIGN.match(text)
    in_item = joined.lines_joined([text[sign.end() :], *rows[1:]], in_list=True) if sign else None
    return in_item or joined.lines_joined([text, *rows[1:]])


def _made_whole(lines: Lines, line: int) -> Fix:
    """A line right behind the one above."""
    end = len(lines.row(line - 1).rstrip()) + 1
    return Fix((Edit(lines.file, line - 1, end, line, _indent(lines, line) + 1, ""),))


def _indent(lines: Lines, line: int) -> int:
    row = lines.row(line)
    return len(row) - len(row.lstrip())


def _paragraph(lines: Lines, line: int) -> tuple[int, list[str]]:
    """The first line of the paragraph around a line, and all its lines."""
    first = line
    while first > 1 and not _BEGINS_LIST.match(lines.row(first)):
        if not _of_paragraph(lines.row(first - 1)):
            break
        first -= 1
    rows = [lines.row(number) for number in range(first, line + 1)]
    while _of_paragraph(row := lines.row(first + len(rows))) and not _BEGINS_LIST.match(row):
        rows.append(row)
    return first, rows


_BEGINS_LIST = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")
"""An item that Markdown takes for one below a line of text too."""


def _listed(finding: Finding, lines: Lines, sign: str) -> Fix | None:
    """The items of a list: as Markdown knows them, or each on a line that stays."""
    first, rows = _paragraph(lines, finding.span.line)
    items = [n for n, row in enumerate(rows) if joined.begins_like(row, sign)]
    if sign == "–" and (fix := listed(finding, lines)):
        return fix
    if sign in {"-", "1.", "*"}:
        return _as_markdown(lines, first, rows, items)
    if sign == joined.DEFINITION:
        return None
    if sign in _COUNTED and (fix := _nested(lines, first, rows, items)):
        return fix
    return _broken(lines, first, rows, items)


_COUNTED = {"a)", "1/", "(1)", joined.OUTLINE}
"""Signs of points below those that Markdown counts; a text may name them, so that they stay."""


def _nested(lines: Lines, first: int, rows: list[str], points: list[int]) -> Fix | None:
    """Points as a list below the item above them, each with its sign; None if one has no item."""
    edits: list[Edit] = []
    for number in points:
        above = (_ITEM.match(rows[n]) for n in range(number - 1, -1, -1) if n not in points)
        outer = next(filter(None, above), None)
        if outer is None:
            return None
        sign = rows[number].split(maxsplit=1)[0]
        end = rows[number].index(sign) + len(sign)
        levels = max(0, sign.rstrip(".)").count(".") - 1)
        indent = " " * (len(outer[0][:-1].expandtabs(_TAB)) + 2 * levels)
        gap = len(rows[number][end:]) - len(rows[number][end:].lstrip())
        edits.append(lines.edit(first + number, 0, end + gap, f"{indent}- {sign} "))
    return Fix(tuple(edits)) if edits else None


_TAB = 4
"""Columns from one tab stop to the next, in Markdown."""


def _broken(lines: Lines, first: int, rows: list[str], apart: list[int]) -> Fix | None:
    """A backslash at the end of each line above those that are to stay apart."""
    edits = tuple(
        lines.edit(first + n - 1, len(rows[n - 1].rstrip()), len(rows[n - 1]), "\\")
        for n in apart
        if n and not rows[n - 1].endswith(("\\", "  "))
    )
    return Fix(edits) if edits else None


def _of_paragraph(row: str) -> bool:
    """Whether a line can be one of a paragraph, as far as a line alone shows it."""
    return bool(row.strip()) and not re.match(r"\s*(?:#{1,6}\s|:::|```|~~~|---\s*$|\{)", row)


_TIGHT = re.compile(r"(?P<lead>[ \t]*)\\?(?P<sign>[-+*]|\d{1,2}[.)])(?P<space>[ \t]*)(?=\S)")


def _as_markdown(lines: Lines, first: int, rows: list[str], items: list[int]) -> Fix | None:
    """The items of a list with a space after their signs, and a blank line above the first."""
    edits: list[Edit] = []
    outer = _ITEM.match(rows[0])
    for number in items:
        deep = len(rows[number]) - len(rows[number].lstrip())
        beside = outer is not None and deep <= len(outer["indent"])
        if outer and (not number or (beside and _ITEM.match(rows[number]))):
            continue  # an item that Markdown knows
        item = _TIGHT.match(rows[number])
        if item is None:
            return None
        lead = "\n" if number and not edits else ""
        if outer:
            lead = outer["indent"] if beside else " " * (outer.end() - 1)
        edits.append(lines.edit(first + number, 0, item.end(), f"{lead}{item['sign']} "))
    return Fix(tuple(edits)) if edits else None
