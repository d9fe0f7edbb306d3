"""Charts that are taller than a page, found without a page being set.

In: an issue and its theme. Out: a finding for each chart with its line. Columns whose names do
not fit below them are drawn as bars, one below the other; so it depends on the names, and on
how wide the chart's place is, how many rows a page holds.
"""

from collections.abc import Iterable, Iterator

from bulletin.art.boxes import boxes_of
from bulletin.art.charts.palette import palette_of
from bulletin.art.charts.svg import height_of
from bulletin.codes import CROWDED_CHART
from bulletin.diagnostics import Finding, FindingsError
from bulletin.document import Article, Block, Chart, children_of
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.theming.models import ColumnSpace
from bulletin.theming.theme import Theme

PIXEL = 0.2
"""Millimetres: words in charts are 15 pixels high, and so 3 mm or 8.5 pt on paper."""
_ROOM = 0.95
"""The share of a page's height that a chart may take: its title and its source need the rest."""
_FEW = 12
"""So many bars fit everywhere; a row has one for each column of figures."""


def crowded(issue: Issue, theme: Theme) -> Iterator[Finding]:
    """Findings for the charts of an issue that no page holds."""
    for article in issue.articles:
        yield from _in_article(article, theme)


def _in_article(article: Article, theme: Theme) -> Iterator[Finding]:
    for block, inside in _charts(article.blocks, 0):
        if len(block.categories) * max(len(block.series), 1) <= _FEW:
            continue
        try:
            settings, strings, palette = theme.page_settings, theme.strings, palette_of(theme)
        except FindingsError:
            return  # what is wrong in the theme has its own findings
        space = ColumnSpace(min(article.columns, settings.most_columns), inside)
        room = settings.room("chart", space)
        high = height_of(block, strings, palette, room.width / PIXEL) * PIXEL
        most = settings.text_height * _ROOM
        if high > most:
            rows = len(block.categories)
            message = tr(
                "{rows} rows with such names are {high} mm high, and a page holds {most}",
                rows=rows,
                high=round(high),
                most=int(most),
            )
            hint = tr("write shorter names, or make two charts or a table of it")
            yield Finding(CROWDED_CHART, message, block.span, hint)


def _charts(blocks: Iterable[Block], inside: int) -> Iterator[tuple[Chart, int]]:
    """The charts of blocks, with how many boxes they stand in."""
    for block in blocks:
        if isinstance(block, Chart):
            yield block, inside
        yield from _charts(children_of(block), inside + boxes_of(block))
