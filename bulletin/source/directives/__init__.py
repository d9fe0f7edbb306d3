"""The directives by name: one module a family, each a table of its options."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bulletin.source.directives import (
    audience,
    boxes,
    calendar,
    chart,
    dialogue,
    figures,
    media,
    pictures,
    table,
)
from bulletin.source.directives.base import Directive

DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {
        directive.name: directive
        for directive in (
            pictures.FIGURE,
            pictures.GALLERY,
            table.TABLE,
            boxes.NOTE,
            boxes.PULL_QUOTE,
            calendar.DATES,
            media.VIDEO,
            media.AUDIO,
            boxes.LINK_CARD,
            chart.CHART,
            figures.STATS,
            figures.PROGRESS,
            calendar.TIMELINE,
            figures.COMPARE,
            audience.QUIZ,
            audience.ASK,
            audience.BROADCAST,
            dialogue.DIALOGUE,
        )
    }
)

BODIES: Mapping[str, str] = MappingProxyType({d.name: d.body for d in DIRECTIVES.values()})
"""What each directive holds."""
