"""What the judge of drawings says: faults, and a drawing that every edition can use."""

from dataclasses import dataclass

from bulletin.art.drawings.faults import Fault


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that is safe to show: SVG of allowed names only, small, in UTF-8.

    `width` and `height` are CSS pixels. `plain`: WeasyPrint draws it as browsers do.
    """

    data: bytes
    width: int
    height: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge says of a file: its faults, and the drawing if none is an error."""

    faults: tuple[Fault, ...]
    drawing: Drawing | None
