"""Slips in blocks that need no tree: what is beyond a limit, runs together, or closes nothing.

In: a node, the source. Out: findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.markdown.pasted import running_together
from bulletin.source.markdown.tree import Node
from bulletin.source.reporting import Findings
from bulletin.source.text import Source


def report_excess(source: Source, excess: object, findings: Findings) -> None:
    """Note what the parser has left out because it is beyond a limit."""
    for row, message in cast("Iterable[tuple[int, str]]", excess or ()):
        findings.add(
            codes.TOO_LARGE,
            source.line_span(row),
            message,
            tr(
                "cut it into several, with a blank line between paragraphs; big "
                "tables belong into data files"
            ),
        )


def report_running(source: Source, paragraph: Node, findings: Findings) -> None:
    """Note lines that were meant to stand each for itself, and boxes to tick."""
    row, content = paragraph.row or 0, paragraph.children[0].token.content
    for number, sign in running_together(content):
        findings.add(
            codes.RUNNING_TOGETHER,
            source.line_span(row + number),
            tr("lines that start with {sign} are no list here, and run together", sign=sign),
            tr("write - and a space for a list, or leave a blank line between them"),
        )
    if re.match(r"\[[ xX]\]\s", content):
        findings.add(
            codes.RUNNING_TOGETHER,
            source.line_span(row),
            tr("a box to tick is shown as brackets"),
            tr("delete the brackets, or write what is done and what is not"),
        )


def report_fence(source: Source, node: Node, findings: Findings) -> None:
    """Note a line of colons that opens and closes nothing."""
    words = node.token.content.lstrip(":").strip()
    findings.add(
        codes.STRAY_FENCE,
        source.line_span(node.row or 0),
        tr("{content} opens no directive", content=node.token.content)
        if words
        else tr("this closes nothing"),
        tr("write the name in braces: :::{{note}}")
        if words
        else tr("delete it, or open the directive above"),
    )


def report_attributes(source: Source, node: Node, findings: Findings) -> None:
    """Note attributes that stand above nothing."""
    findings.add(
        codes.STRAY_ATTRIBUTES,
        source.line_span(node.row or 0),
        tr("these attributes stand above nothing"),
        tr("write them on the line above what they are for"),
    )
