"""Slips in blocks that need no tree: what is beyond a limit, runs together, or closes nothing.

In: a node, the source. Out: findings.
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.directives import BODIES
from bulletin.source.markdown.pasted import HARD
from bulletin.source.markdown.slips.joined import BEGINS, SENTENCE_ENDED, LinesJoined, lines_joined
from bulletin.source.markdown.slips.rows import RowMark, cells_of, has_gap, rows_in
from bulletin.source.markdown.tree import Node
from bulletin.source.reporting import Findings
from bulletin.source.text import Source


def report_excess(source: Source, excess: object, findings: Findings) -> None:
    """Note what the parser has left out because it is beyond a limit."""
    for row, message in cast("Iterable[tuple[int, str]]", excess or ()):
        hint = tr(
            "cut it into several, with a blank line between paragraphs; big "
            "tables belong into data files"
        )
        findings.add(codes.TOO_LARGE, source.line_span(row), message, hint)


ALMOST_FENCE = re.compile(r"[ \t]*(?=[^:：]*[:：])[:：;.][ \t:：;.]{1,8}")
"""A line that was meant to close a directive: too few colons, with spaces, or of other signs."""

_ALMOST_OPENING = re.compile(r"[ \t]*[:：;]{1,2}[ \t:：;]{0,6}\{[ \t]*([a-z-]+)[ \t]*\}")
"""The beginning of a line that was meant to open a directive, and the name in its braces."""


def _almost_opens(line: str) -> str:
    """The directive that a line was meant to open; "" for any other line."""
    found = _ALMOST_OPENING.match(line)
    return found[1] if found and found[1] in BODIES else ""


_SUSPECT = re.compile(rf"[\n{{:：|\t\[{HARD}]|  ")
"""One of which stands in whatever `report_running` notes."""


def report_running(source: Source, paragraph: Node, findings: Findings) -> None:
    """Note rows of a table, lines that were meant to stay apart, and boxes to tick."""
    row, content = paragraph.row or 0, paragraph.children[0].token.content
    if not _SUSPECT.search(content):
        return
    lines = content.split("\n")
    if openings := [n for n, line in enumerate(lines) if _almost_opens(line)]:
        line = lines[openings[0]]
        message = tr("{content} opens no directive", content=line.partition("}")[0].strip() + "}")
        hint = tr("write :::{{{nearest}}}", nearest=_almost_opens(line))
        findings.add(codes.STRAY_FENCE, source.line_span(row + openings[0]), message, hint)
    elif fences := [n for n, line in enumerate(lines) if ALMOST_FENCE.fullmatch(line)]:
        message = tr("this line of colons closes nothing")
        hint = tr("write three colons and nothing else: :::")
        findings.add(codes.STRAY_FENCE, source.line_span(row + fences[0]), message, hint)
    elif rows := rows_in(lines):
        findings.add(
            codes.ROWS_WITHOUT_TABLE,
            source.line_span(row + rows.first),
            _ROWS[rows.mark],
            _hint_of_rows(lines[rows.first : rows.end], rows.mark),
        )
    elif joined := lines_joined(lines, in_list=_begins_item(source, row)):
        _report_joined(source, row, joined, findings)
    elif outside := _outside(source, row, lines):
        _report_joined(source, row, LinesJoined(outside, "paragraph"), findings)
    elif gaps := [n for n, line in enumerate(lines) if has_gap(line)]:
        message = tr("the tabs or spaces that keep these words apart are shown as one space")
        hint = tr("write what stands side by side as a table: | ... | ... |, or line by line")
        findings.add(codes.WIDE_GAP, source.line_span(row + gaps[0]), message, hint)
    for number in (n for n, line in enumerate(lines) if re.match(r"\s*\[[ xX]\]\s", line)):
        message = tr("a box to tick is shown as brackets")
        hint = tr("write ☐ for what is to do and ☑ for what is done")
        findings.add(codes.RUNNING_TOGETHER, source.line_span(row + number), message, hint)


def _hint_of_rows(rows: Sequence[str], mark: RowMark) -> str:
    """What to write: lines with a | in front alone are those of a verse in other dialects."""
    if mark == "|" and all(len(cells_of(row, mark)) == 1 for row in rows):
        return tr("write the lines without |, and a backslash at the end of each but the last")
    return tr("write a Markdown table: | Ấp | Hộ |, below it | --- | --- |, then the rows")


_CAPTION = re.compile(r"(?::|Table:)[ \t]+\S")
"""How pandoc and Quarto write the caption of a table, above it or below."""
_SET_IN = re.compile(r" {1,3}\S")


def report_neighbours(source: Source, nodes: Sequence[Node], findings: Findings) -> None:
    """Note paragraphs that were meant for what stands beside them: a note, a table."""
    for above, below in itertools.pairwise(nodes):
        if above.type == "footnote_reference" and below.type == "paragraph":
            row = below.row or 0
            if _SET_IN.match(source.text, source.offset(row)):
                message = tr("this paragraph stands in the text, not in the note above it")
                hint = tr("put four spaces in front of each of its lines, or none")
                findings.add(codes.OUTSIDE_NOTE, source.line_span(row), message, hint)
        for table, words in ((above, below), (below, above)):
            if table.type == "table" and words.type == "paragraph":
                content = words.children[0].token.content
                if _CAPTION.match(content) and "\n" not in content:
                    findings.add(
                        codes.ALMOST_MARKDOWN,
                        source.line_span(words.row or 0),
                        tr("a caption as other programs have it is shown as it is written"),
                        tr(
                            "write the words alone, or :caption: of a :::{{table}} with a data file"
                        ),
                    )


_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])\s")


def _begins_item(source: Source, row: int) -> bool:
    """Whether a line begins an item of a list."""
    return _ITEM.match(source.text, source.offset(row)) is not None


_ROWS: Mapping[RowMark, str] = {
    "|": tr("these lines with | are no table, and run together"),
    "tab": tr("these lines with tabs are no table, and run together"),
    "space": tr("these lines with wide spaces are no table, and run together"),
}


def _outside(source: Source, row: int, lines: Sequence[str]) -> int:
    """The first line behind a quotation or an item that becomes one of its own; 0 for none.

    CommonMark calls it lazy; where it begins a sentence below a finished, short line, nobody else's
    words were meant to go on.
    """
    if source.text.startswith(lines[0], source.offset(row)):
        return 0
    written = [_line_of(source, row + n) for n in range(len(lines))]
    return next(
        (
            n
            for n in range(1, len(lines))
            if written[n] == lines[n]
            and len(written[n - 1]) < _UNBROKEN
            and SENTENCE_ENDED.search(lines[n - 1])
            and BEGINS.match(lines[n])
        ),
        0,
    )


def _line_of(source: Source, row: int) -> str:
    start = source.offset(row)
    end = source.text.find("\n", start)
    return source.text[start : end if end >= 0 else None]


_UNBROKEN = 60
"""Characters of a line that no program has broken."""


def _report_joined(source: Source, row: int, joined: LinesJoined, findings: Findings) -> None:
    span = source.line_span(row + joined.index)
    if joined.kind == "list":
        findings.add(
            codes.RUNNING_TOGETHER,
            span,
            tr("lines that start with {sign} are no list here, and run together", sign=joined.sign),
            tr("write - and a space for a list, or leave a blank line between them"),
        )
    elif joined.kind == "paragraph":
        message = tr("this line begins a paragraph, and is joined to the one above")
        findings.add(codes.LINES_JOINED, span, message, tr("leave a blank line above it"))
    elif joined.kind == "address":
        message = tr("this line goes on with an address, and the link ends on the line above")
        hint = tr("write the address on one line: {address}", address=joined.sign)
        findings.add(codes.LINES_JOINED, span, message, hint)
    elif joined.kind == "word":
        message = tr("this line goes on with a torn word, which is shown with a space in it")
        hint = tr("write the word in one piece, without the hyphen of the scan")
        findings.add(codes.LINES_JOINED, span, message, hint)
    else:
        message = tr("this line was meant to stand by itself, and is joined to the one above")
        hint = tr("write a backslash at the end of the line above, or leave a blank line")
        findings.add(codes.LINES_JOINED, span, message, hint)


_LONGEST_HEADING = 100
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’»)]*\Z")


def report_underlined(source: Source, heading: Node, findings: Findings) -> None:
    """Note a paragraph that a line of --- right below it makes a heading."""
    content = heading.children[0].token.content.strip() if heading.children else ""
    if heading.token.markup.startswith("#") or not content:
        return
    if "\n" in content or len(content) > _LONGEST_HEADING or _SENTENCE_END.search(content):
        last = (heading.token.map or [0, 1])[1] - 1
        message = tr("this line makes a heading of the text above it")
        hint = tr("leave a blank line above it")
        findings.add(codes.UNDERLINED, source.line_span(last), message, hint)


_LONGEST_FENCE = 5
"""Signs of a line that opens code; a longer one is rather drawn as a line across."""


def report_code(source: Source, node: Node, findings: Findings) -> None:
    """Note text that is shown as code because it is indented, or because nothing ends the code."""
    if node.type == "fence":
        last = source.line_span((node.token.map or [0, 1])[1] - 1)
        written = source.text[source.offset_of(last) :].partition("\n")[0].strip("> \t")
        sign = node.token.markup
        if (
            written.strip(sign[0])
            or len(written) < len(sign)
            or last.line == source.line_span(node.row or 0).line
        ):
            message = tr("all that follows is shown as code, for nothing ends it")
            hint = tr("write {sign} on a line of its own where the code ends", sign=sign)
            findings.add(codes.SHOWN_AS_CODE, source.line_span(node.row or 0), message, hint)
        elif len(sign) > _LONGEST_FENCE and not node.token.info:
            message = tr("what stands between these lines of signs is shown as code")
            hint = tr("write --- between blank lines for a line across; code stands between ```")
            findings.add(codes.SHOWN_AS_CODE, source.line_span(node.row or 0), message, hint)
        return
    message = tr("what is indented by a tab or four spaces is shown as code")
    hint = tr("delete the spaces in front of its lines; for code write ``` above and below it")
    findings.add(codes.SHOWN_AS_CODE, source.line_span(node.row or 0), message, hint)


def report_fence(source: Source, node: Node, findings: Findings) -> None:
    """Note a line of colons that opens and closes nothing."""
    if node.token.content.lstrip(":").strip():
        message = tr("{content} opens no directive", content=node.token.content)
        hint = tr("write the name in braces: :::{{note}}")
    else:
        message = tr("this closes nothing")
        hint = tr("delete it, or open the directive above")
    findings.add(codes.STRAY_FENCE, source.line_span(node.row or 0), message, hint)


def report_attributes(source: Source, node: Node, findings: Findings) -> None:
    """Note attributes that stand above nothing."""
    message = tr("these attributes stand above nothing")
    hint = tr("write them on the line above what they are for")
    findings.add(codes.STRAY_ATTRIBUTES, source.line_span(node.row or 0), message, hint)
