"""Signs of a text that Markdown takes for its own, and readers never see.

In: the nodes of an article. Out: findings at lines such as "> 60 tuổi: 120 người", "+ 5%", the
"* Số tạm tính" below a table with stars, and a line that a program has broken before a sign.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.markdown.pasted import as_meant
from bulletin.source.markdown.tree import Node, walk
from bulletin.source.reporting import Findings
from bulletin.source.text import Source

_LISTS = {"bullet_list", "ordered_list"}
_ABOVE = re.compile(
    r"\s*>[ \t]?(?P<more>[0-9](?:[0-9.,]*[0-9])?\s?(?:%|[^\W\d_]{1,12}\b))"
    r"(?:(?: [^\W\d_]+){0,3}(?: \([^()]*\))?(?: ?[:;]| [–-])(?:\s*\Z|.*[0-9])|[^.!?…]{0,30}\Z)"
)
"""A line that says more than a figure, as one of a list of figures: no sentence that somebody said."""
_SHARE_ABOVE = re.compile(r"\s*>[ \t]?(?P<more>[0-9][0-9.,]*\s?%)[^\n]{0,80}\Z")
"""A line that says more than a share: hardly anybody's words begin with one."""
_FIGURE = re.compile(
    r"\s*(?:\+[ \t]+(?P<more>[0-9][0-9.,]*\s?(?:%|°C?|[^\W\d_]{1,8})?)"
    r"|-[ \t]+(?P<less>[0-9][0-9.,]*\s?(?:%|°C?)))\s*"
)
"""An item that is nothing but a figure, which its sign made one more or one below zero."""
_STARRED = re.compile(r"(?<=[\w)%])\*(?=[\s|,.;:)]|\Z)")
"""A star behind a figure or a word, as the mark of a note."""
_SET_OFF = re.compile(r"(?<![\w)%*\\])(?P<stars>\*{1,3})(?=[^\s*])[^*]*(?P=stars)")
"""Words between stars, which are none of a note."""
_BROKEN = re.compile(r"[\w)](?:\s*)\Z")
"""The end of a line whose sentence goes on."""
_GOES_ON = re.compile(r"\s*-[ \t]+(?P<word>[^\W\d_])")
_MORE = re.compile(r"\s*\+[ \t]+[0-9]")
_FULL = 10
"""Characters of a line that a program may have broken, at the least."""
_WHOLE = 25
"""As many before a number, which may be the last word of a sentence or begin a list."""


def report_taken_signs(source: Source, nodes: Sequence[Node], findings: Findings) -> None:
    """Note lines whose first sign was a part of what they say."""
    rows = as_meant(source.text).split("\n")
    for row, message, hint in _found(rows, nodes):
        findings.add(codes.LIST_OTHERWISE, source.line_span(row), message, hint)


def _found(rows: Sequence[str], nodes: Sequence[Node]) -> Iterator[tuple[int, str, str]]:
    within = ((node.children, node.type == "list_item") for node in walk(nodes))
    for siblings, in_list in ((nodes, False), *within):
        for above, node in itertools.pairwise([None, *siblings]):
            if node is None or node.row is None:
                continue
            if node.type == "blockquote" and (found := _above(rows, node.row)):
                message = tr("this line becomes a quotation, and its > is not shown")
                hint = tr("write \\> {more}, or say it in words", more=found["more"])
                yield node.row, message, hint
            elif node.type in _LISTS and len(node.children) == 1 and not in_list:
                yield from _of_an_item(rows, above, node, node.row)


def _above(rows: Sequence[str], row: int) -> re.Match[str] | None:
    """A quotation that says more than a figure, or more than a share and nothing else."""
    if found := _ABOVE.match(rows[row]):
        return found
    lone = row + 1 == len(rows) or not rows[row + 1].strip()
    return _SHARE_ABOVE.match(rows[row]) if lone else None


def _of_an_item(
    rows: Sequence[str], above: Node | None, node: Node, row: int
) -> Iterator[tuple[int, str, str]]:
    """What is wrong with a list of one item."""
    sign = node.token.markup
    if sign in "+-" and (found := _FIGURE.fullmatch(rows[row])):
        message = tr(
            "this figure becomes an item of a list, and its {sign} is not shown", sign=sign
        )
        yield row, message, tr("write {better}", better=f"{sign}{found['more'] or found['less']}")
    elif sign == "*" and any(map(_has_note, rows[max(0, row - _SIGHT) : row])):
        message = tr("this note becomes an item of a list, and its * is not shown")
        yield row, message, tr("write \\* in front of it")
    elif (
        above is not None
        and above.type == "paragraph"
        and _is_broken(rows[row - 1], rows[row], sign)
    ):
        message = tr("this line goes on with the one above, and becomes an item of a list")
        yield row, message, tr("put the two lines together, or leave a blank line for a list")


_SIGHT = 60
"""Lines in which the star of a note is looked for."""


def _has_note(line: str) -> bool:
    """Whether the star of a note stands in a line."""
    return "*" in line and _STARRED.search(_SET_OFF.sub("", line)) is not None


def _is_broken(line: str, row: str, sign: str) -> bool:
    """Whether a sentence goes on behind the end of a line, where a sign happens to stand."""
    if not _BROKEN.search(line):
        return False
    if sign == "-" and (found := _GOES_ON.match(row)):
        return len(line) >= _FULL and found["word"].islower()
    if sign == "+":
        return len(line) >= _FULL and _MORE.match(row) is not None
    return sign in ".)" and len(line) >= _WHOLE
