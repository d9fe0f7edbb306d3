"""Drawings whose words nobody can read at the size that they have on paper.

In: an issue and its theme. Out: a finding for each such drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bulletin.art import drawings
from bulletin.art.drawings.legible import LEGIBLE, legible_width
from bulletin.art.pictures import is_drawing
from bulletin.check.presentation import TALL
from bulletin.codes import UNREADABLE_ON_PAPER
from bulletin.diagnostics import BulletinError, Finding, FindingsError
from bulletin.document import Article, Figure, walk
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.theming.models import PageSettings
from bulletin.theming.theme import Theme

_LEAST = 1.3
"""The size of letters in millimetres, some 3.7 points, below which nobody reads them."""


def with_small_words(issue: Issue, theme: Theme) -> Iterator[Finding]:
    """A finding for each drawing of an issue whose words are too small where it stands."""
    try:
        settings = theme.page_settings
    except FindingsError:
        return  # what is wrong in the theme has its own findings
    seen: set[str] = set()
    for article in issue.articles:
        for figure in _drawn(article):
            if figure.picture.file not in seen:
                seen.add(figure.picture.file)
                yield from _judged(issue.folder / figure.picture.file, figure, article, settings)


def _drawn(article: Article) -> Iterator[Figure]:
    for block in walk(*article.body):
        if isinstance(block, Figure) and is_drawing(Path(block.picture.file)):
            yield block


def _judged(
    file: Path, figure: Figure, article: Article, settings: PageSettings
) -> Iterator[Finding]:
    try:
        drawing = drawings.read(file)
        legible = legible_width(drawing)
    except (BulletinError, OSError):
        return  # it has its own findings
    if not legible or drawing.height >= TALL * drawing.width:
        return  # its height is told of
    place = "figure" if figure.width == "column" else figure.width
    room = settings.room(place, min(article.columns, settings.most_columns))
    shown = min(room.width, room.height * drawing.width / drawing.height)
    letters = LEGIBLE * shown / legible
    if letters < _LEAST:
        yield Finding(
            UNREADABLE_ON_PAPER,
            tr(
                "{file} has words of {letters:.1f} mm on paper, which nobody can read",
                file=figure.picture.file,
                letters=letters,
            ),
            figure.picture.span,
            tr("draw it narrower with larger letters, or cut it into parts"),
        )
