"""Lists that come out otherwise than they are written: other numbers, another level.

In: the nodes of an article. Out: findings.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.markdown.pasted import as_meant
from bulletin.source.markdown.tree import Node, walk
from bulletin.source.reporting import Findings
from bulletin.source.text import Source

_FEWEST = 2
"""Items of which the second, with 1 below another number, begins a list of its own."""
_LISTS = {"bullet_list", "ordered_list"}


def report_lists(source: Source, nodes: Sequence[Node], findings: Findings) -> None:
    """Note items that are shown with another number, or beside what they belong below."""
    if any(node.type in _LISTS for node in walk(nodes)):
        rows = as_meant(source.text).split("\n")
        _Lists(source, rows, findings).look(nodes, None)


@dataclass(frozen=True)
class _Lists:
    """The lists of an article, and its lines as they are read."""

    source: Source
    rows: Sequence[str]
    findings: Findings

    def look(self, nodes: Sequence[Node], outer: int | None) -> None:
        """Look at lists that stand beside one another; `outer`: the line of the item around."""
        for above, below in itertools.pairwise([None, *nodes]):
            if below is None:
                continue
            self.look(below.children, below.row if below.type == "list_item" else outer)
            if below.type in _LISTS and below.children:
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
        self.findings.add(
            codes.LIST_OTHERWISE,
            self.source.line_span(node.row or 0),
            tr("this item stands on the same level as the one that it belongs to"),
            tr("indent it until it stands below the first letter of the item above"),
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
