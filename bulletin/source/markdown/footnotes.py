"""Footnotes: numbered in the order in which the text refers to them.

In: the notes that an article defines, and references as they are met. Out: numbers and ids.
"""

from collections.abc import Iterator

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.markdown.tree import Node
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.text import Source, nfc


class Footnotes:
    """The footnotes of one article."""

    def __init__(self, slug: str) -> None:
        self._slug = slug
        self._defined: dict[str, Node] = {}
        self._numbers: dict[str, int] = {}

    def define(self, node: Node, span: Span, findings: Findings) -> None:
        """Take a note's definition."""
        label = nfc(str(node.token.meta["label"]))
        if label in self._defined:
            message = tr("the footnote [^{label}] is written twice", label=label)
            hint = tr("give one of the two another name")
            findings.add(codes.DUPLICATE_FOOTNOTE, span, message, hint)
            return
        self._defined[label] = node
        if not node.children:
            message = tr("the footnote [^{label}] has no text", label=label)
            hint = tr("write the note right behind the colon")
            findings.add(codes.UNDEFINED_FOOTNOTE, span, message, hint)

    def number(self, label: str, span: Span, findings: Findings) -> int | None:
        """The number of a note that the text refers to; None after a finding."""
        label = nfc(label)
        if label not in self._defined:
            hint = tr("write [^{label}]: and the note on a line of its own", label=label)
            if self._defined and span.column > 1:
                hint = suggestion(label, self._defined)
            message = tr("the footnote [^{label}] is not written", label=label)
            findings.add(codes.UNDEFINED_FOOTNOTE, span, message, hint)
            return None
        return self._numbers.setdefault(label, len(self._numbers) + 1)

    def id_of(self, number: int) -> str:
        """The fragment id of a note."""
        return f"{self._slug}-fn{number}"

    def reference_of(self, number: int) -> str:
        """The fragment id of a note's first mark in the text."""
        return f"{self._slug}-fnref{number}"

    def used(self) -> Iterator[tuple[int, Node]]:
        """Notes with numbers, also those that are first met while going through them."""
        done = 0
        while done < len(self._numbers):
            label = list(self._numbers)[done]
            done += 1
            yield done, self._defined[label]

    def report_unused(self, source: Source, findings: Findings) -> None:
        """Note what nothing refers to."""
        for label, node in self._defined.items():
            if label not in self._numbers:
                message = tr("nothing refers to the footnote [^{label}]", label=label)
                hint = tr("write [^{label}] where it belongs, or delete it", label=label)
                findings.add(codes.UNUSED_FOOTNOTE, source.line_span(node.row or 0), message, hint)
