"""A theme's `pdf/settings.yaml`: its style sheets, and how much room pictures have.

In: a theme. Out: `PageSettings`. All lengths are millimetres.
"""

from __future__ import annotations

from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bulletin.diagnostics import BulletinError
from bulletin.theme import Theme

FILE = "pdf/settings.yaml"

Place = Literal[
    "cover",
    "opening",
    "strip",
    "grand",
    "portrait",
    "figure",
    "wide",
    "full",
    "gallery",
    "chart",
    "inline",
    "poster",
    "card",
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Room(_Model):
    """The most that a picture may take of the page, and whether it is cut to fill that.

    A picture that is not cut keeps its proportions and stays within both. One that is cut is
    as wide as the room and between `least` and `height` high, or has the room's `ratio` of
    width to height. Drawings are never cut.
    """

    width: float
    height: float
    least: float = 0.0
    ratio: float | None = None
    cut: bool = False


Title = Literal["masthead", "cover", "headline", "contents", "title", "portrait"]


class Measure(_Model):
    """The width of a title's lines, and the space added to each letter, both in its em.

    `face` is the role of its face; `size` is in points: faces with an optical size are wider
    in small print.
    """

    width: float
    tracking: float = 0.0
    face: Literal["text", "display"] = "display"
    weight: int = 800
    size: float | None = None


class PageSettings(_Model):
    """How a theme sets its pages.

    `styles` are its style sheets in order; `page_width` is the paper's, `text_height` what the
    margins leave; `pictures` the rooms by place, `two_columns` those
    that differ where an article has two; a gallery's room is that of a row, with `gutter`
    between its pictures. A table with more than `columns_of_narrow_table` spans two columns.
    `measures` are the widths of titles, for lines of even length. `drop_capital` is the least number of characters of
    a first paragraph that begins with a raised letter (0: never).
    """

    styles: tuple[str, ...]
    print_styles: tuple[str, ...]
    pictures: dict[Place, Room]
    two_columns: dict[Place, Room] = {}
    page_width: float
    text_height: float
    gutter: float
    columns_of_narrow_table: int
    drop_capital: int
    headlines: int
    measures: dict[Title, Measure]

    def room(self, place: Place, columns: int, across: int = 1) -> Room:
        """The room of a picture, `across` of which stand side by side."""
        narrow = self.two_columns.get(place) if columns > 1 else None
        room = narrow or self.pictures[place]
        width = (room.width - self.gutter * (across - 1)) / across
        return room.model_copy(update={"width": width})


def settings_of(theme: Theme) -> PageSettings:
    """A theme's page settings. Raises `BulletinError` if they are not whole."""
    try:
        return PageSettings.model_validate(yaml.safe_load(theme.text(FILE)))
    except (yaml.YAMLError, ValidationError) as error:
        message = f"the theme's {FILE} is not right: {error}"
        raise BulletinError(message) from error
