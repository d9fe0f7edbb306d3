"""Lists that come out otherwise than they are written: other numbers, another level.

In: the nodes of an article. Out: findings.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.markdown.pasted import BULLETS, as_meant
from bulletin.source.markdown.tree import Node, walk
from bulletin.source.reporting import Findings
from bulletin.source.text import Source, Value

_FEWEST = 2
"""Items of which the second, with 1 below another number, begins a list of its own."""
_LISTS = {"bullet_list", "ordered_list"}


def report_lists(source: Source, nodes: Sequence[Node], findings: Findings) -> None:
    """Note items that are shown with another number, or beside what they belong below."""
    if any(node.type in _LISTS for node in walk(nodes)):
        rows = as_meant(source.text).split("\n")
        _Lists(source, rows, findings).look(nodes, None)


POINT = re.compile(
    r" {0,3}(?:(?P<item>[0-9]{1,2})(?P<deeper>(?:\.[0-9]{1,2}){1,3})[.)]?|(?P<letter>[a-zđ])[.)])"
    r"[ \t]+(?=[^\W\d_])"
)
"""A point of an outline: 1.2. below the item 1, or a) below any."""
TWO_SIGNS = re.compile(
    r"(?P<lead>[ \t>]*)(?P<outer>[-*+]|[0-9]{1,9}[.)])(?P<space>[ \t]+)"
    rf"(?P<inner>[-*+–—{BULLETS}]|[0-9]{{1,3}}[.)/]|[a-zđ][.)])[ \t]+(?![-*+][ \t])(?=\S)"
)
"""An item of a list whose text begins with a sign, too."""


def is_doubled(mark: re.Match[str]) -> bool:
    """Whether two signs say the same of an item: letters alone stand well behind a hyphen."""
    return not mark["inner"][0].isalpha() or mark["outer"][0].isdigit()


def _holds_list(item: Node) -> bool:
    """Whether an item holds more of a list than the line that it begins with."""
    return any(len(inner.children) > 1 for inner in item.children if inner.type in _LISTS)


def _below(item: int, marks: Sequence[re.Match[str] | None]) -> Iterator[bool]:
    """Whether points belong below an item, one by one; letters count from a on."""
    known = False
    for mark in marks:
        letter = mark["letter"] if mark else None
        known |= letter == "a"
        yield mark is not None and (known if letter else int(mark["item"]) == item)


@dataclass(frozen=True)
class _Lists:
    """The lists of an article, and its lines as they are read."""

    source: Source
    rows: Sequence[str]
    findings: Findings

    def look(self, nodes: Sequence[Node], outer: int | None) -> None:
        """Look at lists that stand beside one another; `outer`: the line of the item around."""
        self._report_points(nodes)
        for above, below in itertools.pairwise([None, *nodes]):
            if below is None:
                continue
            self.look(below.children, below.row if below.type == "list_item" else outer)
            if below.type in _LISTS and below.children:
                if below.row != outer:
                    self._report_signs(below)
                self._report(above, below, outer)

    def _report(self, above: Node | None, below: Node, outer: int | None) -> None:
        if above is not None and above.type in _LISTS and self._belongs_below(above, below):
            self._report_level(below)
        # A list that begins on the line of the item around it, as in "- - a", has no column there.
        odd = self._on_a_level_of_its_own(below) if below.row != outer else None
        if odd:
            self._report_level(odd)
        elif below.type == "ordered_list":
            self._report_number(below)

    def _indent(self, node: Node) -> int:
        row = self.rows[node.row or 0].expandtabs(4)
        return len(row) - len(row.lstrip(" "))

    def _belongs_below(self, above: Node, below: Node) -> bool:
        """Whether a list was meant to stand in the last item of the list right above it."""
        if not self.rows[(below.row or 0) - 1].strip():
            return False
        if self._indent(below) > self._indent(above):
            return True
        # The manner of offices: - before the points, + before what belongs to each.
        return (above.token.markup, below.token.markup) == ("-", "+")

    def _on_a_level_of_its_own(self, node: Node) -> Node | None:
        """The first item that is indented, and yet no deeper than those above it."""
        first, *others = node.children
        indent = self._indent(first)
        return next((item for item in others if self._indent(item) > indent), None)

    def _report_level(self, node: Node) -> None:
        message = tr("this item stands on the same level as the one that it belongs to")
        hint = tr("indent it until it stands below the first letter of the item above")
        self.findings.add(codes.LIST_OTHERWISE, self.source.line_span(node.row or 0), message, hint)

    def _report_points(self, nodes: Sequence[Node]) -> None:
        """Note points (1.1.) that stand as paragraphs behind the item (1.) that they belong to."""
        told = 0
        for index, node in enumerate(nodes):
            if node.type != "ordered_list" or not node.children:
                continue
            behind = itertools.takewhile(lambda one: one.type == "paragraph", nodes[index + 1 :])
            marks = [POINT.match(self.rows[one.row or 0]) for one in behind]
            item = int(node.token.attrs.get("start", 1)) + len(node.children) - 1
            count = len([*itertools.takewhile(bool, _below(item, marks))])
            # One with a paragraph behind it may be a heading, unless those above are none.
            if count >= _FEWEST or count == len(marks) > 0 or (count and told == item - 1):
                told = item
                self.findings.add(
                    codes.LIST_OTHERWISE,
                    self.source.line_span(nodes[index + 1].row or 0),
                    tr("this point stands beside the item that it belongs to, not below it"),
                    tr("write it as a list: three spaces, a hyphen, a space and the point"),
                )

    def _report_signs(self, node: Node) -> None:
        """Note a list whose items have two signs each: of Markdown, and typed behind it."""
        marks = [TWO_SIGNS.match(self.rows[item.row or 0]) for item in node.children]
        if not all(mark and is_doubled(mark) for mark in marks) or any(
            map(_holds_list, node.children)
        ):
            return
        self.findings.add(
            codes.TWO_SIGNS,
            self.source.line_span(node.children[0].row or 0),
            tr("this item has two signs, and readers see both"),
            tr("write one of them"),
        )

    def _report_number(self, node: Node) -> None:
        written = [int(item.token.info or 0) for item in node.children]
        lazy = {written[0], 1} if len(written) > _FEWEST else {written[0]}
        if len(set(written[1:])) == 1 and written[-1] in lazy:
            return  # 1. 1. 1., a manner of those who leave counting to the program
        for item, one, shown in zip(
            node.children, written, itertools.count(written[0]), strict=False
        ):
            if one != shown:
                self.findings.add(
                    codes.LIST_OTHERWISE,
                    self.source.line_span(item.row or 0),
                    tr(
                        "this item is written with {written} and shown with {shown}",
                        written=one,
                        shown=shown,
                    ),
                    tr("count on from the item above, or leave a line of text between two lists"),
                )
                return


_LISTED = re.compile(r"\n\s*(?P<sign>[-*+•–]|\d{1,2}[.)])[ \t]+\S")


def report_listed(value: Value, findings: Findings) -> None:
    """Note a list in a value, which is one line of text wherever it is shown."""
    if found := _LISTED.search(value.text):
        message = tr(
            "lines that start with {sign} are no list here, and run together", sign=found["sign"]
        )
        hint = tr("write them as sentences, or as a list in the article's text")
        findings.add(codes.SIGNS_SHOWN, value.span, message, hint)
