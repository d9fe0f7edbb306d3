"""Block nodes that show something: pictures, films and sounds, charts, figures as cards and bars."""

from dataclasses import dataclass
from typing import Literal

from bulletin.document.blocks import Block, Blocks, holds_blocks, holds_inlines
from bulletin.document.inlines import Anchor, Inlines, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """A picture with its caption. `say`: what the voice says instead of the caption.

    `target`: where a picture leads that is a link.
    """

    picture: Picture
    target: str | Anchor | None = None
    caption: Inlines = holds_inlines()
    credit: str = ""
    width: Literal["column", "wide", "full"] = "column"
    say: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery(Block):
    """Several figures side by side; `children` are `Figure` blocks."""

    children: Blocks = holds_blocks()
    caption: Inlines = holds_inlines()
    credit: str = ""
    columns: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Media(Block):
    """A film or a sound: `file` is a path in the issue's folder or an https address.

    Films have a `poster`; its `alt` describes the film. `captions` is a WebVTT or
    SubRip file or "".
    """

    kind: Literal["video", "audio"]
    file: str
    title: Inlines = holds_inlines()
    poster: Picture | None = None
    captions: str = ""
    children: Blocks = holds_blocks()


ChartType = Literal["bar", "column", "line", "area", "pie", "donut", "stacked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One run of figures in a chart: its name, and a value (or a gap) for each category."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """Figures to be drawn: a label for each category, one or more series over them.

    `axis` names what the categories are; `alt` says what the picture shows.
    """

    type: ChartType
    axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    title: Inlines = holds_inlines()
    source: Inlines = holds_inlines()
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat(Block):
    """One figure worth a card. `value` is a number, or words such as "3 trong 4"."""

    value: float | str
    unit: str = ""
    icon: str = ""
    label: Inlines = holds_inlines()
    note: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats(Block):
    """Cards of figures; `children` are `Stat` blocks."""

    title: Inlines = holds_inlines()
    source: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressItem(Block):
    """How far something has come: `value` of `plan`, both in `unit`."""

    value: float
    plan: float
    unit: str = ""
    label: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Block):
    """Bars against a plan; `children` are `ProgressItem` blocks."""

    title: Inlines = holds_inlines()
    source: Inlines = holds_inlines()
    children: Blocks = holds_blocks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Block):
    """One figure before and after."""

    before: float
    after: float
    unit: str = ""
    label: Inlines = holds_inlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Block):
    """Two states side by side; `children` are `Comparison` blocks."""

    before: str
    after: str
    title: Inlines = holds_inlines()
    source: Inlines = holds_inlines()
    children: Blocks = holds_blocks()
