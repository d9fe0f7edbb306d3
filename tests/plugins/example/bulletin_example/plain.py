"""The edition "plain": the issue as plain text, for Braille displays and old telephones.

In: a composed issue. Out: `{stem}-plain.txt`, a line for each run of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bulletin.diagnostics import Finding
from bulletin.document import inlines_of, plain_text, walk
from bulletin.editions.base import Download, Job


class PlainEdition:
    """The edition "plain"."""

    name = "plain"
    after: tuple[str, ...] = ()
    spoken = False
    standard = True
    downloads = (
        Download(
            "{stem}-plain.txt",
            words={
                "en": ("Plain text", "for Braille displays"),
                "eo": ("Nura teksto", "por brajlaj ekranoj"),
            },
            rank=35,
            book=True,
        ),
    )
    gathers = False

    def make(self, job: Job, folder: Path) -> Sequence[Finding]:
        """Write the text."""
        composition = job.composition
        lines = [composition.title, ""]
        for article in composition.parts:
            for block in walk(*article.blocks):
                lines += filter(None, (plain_text(inlines) for inlines in inlines_of(block)))
            lines.append("")
        file = folder / f"{composition.issue.file_stem}-plain.txt"
        file.write_text("\n".join(lines), encoding="utf-8")
        return ()

    def versions(self) -> dict[str, str]:
        """No library shapes the text but bulletin and this package, which count anyway."""
        return {}
