"""Figures as cards and bars: `stats`, `progress` and `compare`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from bulletin import codes
from bulletin.document import Block, Compare, Comparison, Progress, ProgressItem, Stat, Stats
from bulletin.source.directives.base import Call, Directive, Option, inline, text
from bulletin.source.settings import Line, Settings
from bulletin.source.values import figure, is_ambiguous, number
from bulletin.source.yaml import Keys, Scalar

Figure = Annotated[float, BeforeValidator(figure)]

Icon = Literal[
    "people",
    "home",
    "school",
    "health",
    "rice",
    "money",
    "road",
    "water",
    "tree",
    "calendar",
    "phone",
    "shield",
    "bolt",
    "document",
]
"""The names of a theme's icons."""

TITLE = Option("title", inline, default=())
SOURCE = Option("source", inline, default=())


def _warn_ambiguous(call: Call, node: Keys, *keys: str) -> None:
    """Note figures that could be thousands or decimals."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, Scalar) and isinstance(value.value, str) and is_ambiguous(value.value):
            call.report(
                codes.AMBIGUOUS_NUMBER,
                f"{value.value} is read with decimals, not as {value.value.replace('.', '')}",
                f"write {value.value.replace('.', '')} for thousands, "
                f"or {value.value}0 for decimals",
                value.span,
            )


def _figure_or_words(value: object) -> object:
    read = number(value) if isinstance(value, str) else None
    return value if read is None else read


class StatRow(Settings):
    """An entry of `stats`."""

    value: Annotated[float | Line, BeforeValidator(_figure_or_words)]
    unit: Line | None = None
    icon: Icon | None = None
    label: Line
    note: Line | None = None


def _stats(call: Call) -> Block | None:
    children = []
    for row, node in call.rows:
        _warn_ambiguous(call, node, "value")
        children.append(
            Stat(
                span=node.span,
                value=row.value,
                unit=row.unit or "",
                icon=row.icon or "",
                label=call.inlines(node, "label"),
                note=call.inlines(node, "note"),
            )
        )
    return Stats(
        span=call.span,
        title=call.options["title"],
        source=call.options["source"],
        children=tuple(children),
    )


STATS = Directive(
    "stats",
    _stats,
    options=(TITLE, SOURCE),
    body="data",
    rows=StatRow,
    example='- {value: 98.7, unit: "%", label: ...}',
)


class ProgressRow(Settings):
    """An entry of `progress`."""

    label: Line
    value: Figure
    plan: Figure
    unit: Line | None = None


def _progress(call: Call) -> Block | None:
    children = []
    for row, node in call.rows:
        _warn_ambiguous(call, node, "value", "plan")
        if row.plan <= 0 or row.value < 0:
            plan = node.get("plan")
            call.report(
                codes.WRONG_CHART_DATA,
                "a plan must be above zero, and what is done not below it",
                "check both figures",
                plan.span if plan else None,
            )
        children.append(
            ProgressItem(
                span=node.span,
                value=row.value,
                plan=row.plan,
                unit=row.unit or "",
                label=call.inlines(node, "label"),
            )
        )
    return Progress(
        span=call.span,
        title=call.options["title"],
        source=call.options["source"],
        children=tuple(children),
    )


PROGRESS = Directive(
    "progress",
    _progress,
    options=(TITLE, SOURCE),
    body="data",
    rows=ProgressRow,
    example="- {label: ..., value: 120, plan: 150, unit: ha}",
)


class ComparisonRow(Settings):
    """An entry of `compare`."""

    label: Line
    before: Figure
    after: Figure
    unit: Line | None = None


def _compare(call: Call) -> Block | None:
    children = []
    for row, node in call.rows:
        _warn_ambiguous(call, node, "before", "after")
        children.append(
            Comparison(
                span=node.span,
                before=row.before,
                after=row.after,
                unit=row.unit or "",
                label=call.inlines(node, "label"),
            )
        )
    return Compare(
        span=call.span,
        before=call.options["before"],
        after=call.options["after"],
        title=call.options["title"],
        source=call.options["source"],
        children=tuple(children),
    )


COMPARE = Directive(
    "compare",
    _compare,
    options=(
        TITLE,
        Option("before", text, required=True, default="", example="Năm 2025"),
        Option("after", text, required=True, default="", example="Năm 2026"),
        SOURCE,
    ),
    body="data",
    rows=ComparisonRow,
    example="- {label: ..., before: 12, after: 15, unit: km}",
)
