"""The settings of a theme, as frozen models: colours, faces, and how pages are set.

In: plain values of `colours.yaml`, `fonts.yaml` and `pdf/settings.yaml`. Out: validated
models. All lengths of pages are millimetres.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from bulletin.source.settings.types import Colour, Line, RelativePath, Settings


class ThemeColours(Settings):
    """`colours.yaml`: each a `#rrggbb`."""

    paper: Colour
    ink: Colour
    quiet: Colour
    line: Colour
    accent: Colour
    accent_soft: Colour
    warm: Colour
    warning: Colour
    warning_soft: Colour
    danger: Colour
    danger_soft: Colour


Weight = Annotated[int, Field(ge=1, le=1000)]


class FamilyChoice(Settings):
    """A family of faces from an installed package, and its weights (none: all)."""

    family: Line
    weights: tuple[Weight, ...] = ()


class ThemeFonts(Settings):
    """`fonts.yaml`: the families of text and of display."""

    text: FamilyChoice
    display: FamilyChoice


Length = Annotated[float, Field(ge=1, le=2000)]

PicturePlace = Literal[
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
    "cell",
    "poster",
    "card",
]


@dataclass(frozen=True, slots=True)
class ColumnSpace:
    """Where in the text something stands.

    The text has so many `columns`; around it are so many `boxes` (notes, lists, quotations), and
    `across` of its kind stand side by side.
    """

    columns: int = 1
    boxes: int = 0
    across: int = 1


ON_A_PAGE = ColumnSpace()
"""Alone in one column."""


class Room(Settings):
    """The most that a picture may take of the page, and whether it is cut to fill that.

    A picture that is not cut keeps its proportions and stays within both. One that is cut is
    as wide as the room and between `least` and `height` high, or has the room's `ratio` of
    width to height. Drawings are never cut.
    """

    width: Length
    height: Length
    least: Annotated[float, Field(ge=0, le=2000)] = 0.0
    ratio: Annotated[float, Field(ge=0.05, le=20)] | None = None
    cut: bool = False


class Rooms(Settings):
    """The rooms of pictures by place."""

    cover: Room
    opening: Room
    strip: Room
    grand: Room
    portrait: Room
    figure: Room
    wide: Room
    full: Room
    gallery: Room
    chart: Room
    inline: Room
    cell: Room = Room(width=40, height=40)
    poster: Room
    card: Room

    def of(self, place: PicturePlace) -> Room:
        """The room of a place."""
        room: Room = getattr(self, place)
        return room


class NarrowRooms(Settings):
    """The rooms that differ where an article has two columns."""

    cover: Room | None = None
    opening: Room | None = None
    strip: Room | None = None
    grand: Room | None = None
    portrait: Room | None = None
    figure: Room | None = None
    wide: Room | None = None
    full: Room | None = None
    gallery: Room | None = None
    chart: Room | None = None
    inline: Room | None = None
    cell: Room | None = None
    poster: Room | None = None
    card: Room | None = None

    def of(self, place: PicturePlace) -> Room | None:
        """The room of a place, if it differs."""
        room: Room | None = getattr(self, place)
        return room


Title = Literal["masthead", "cover", "headline", "contents", "title", "portrait"]


class Measure(Settings):
    """The width of a title's lines, and the space added to each letter, both in its em.

    `face` is the role of its face; `size` is in points, and the smallest that the
    title is set in: faces with an optical size are wider in small print.
    """

    width: Annotated[float, Field(ge=1, le=200)]
    tracking: Annotated[float, Field(ge=-0.5, le=1)] = 0.0
    face: Literal["text", "display"] = "display"
    weight: Weight = 800
    size: Annotated[float, Field(ge=1, le=200)] | None = None


class Measures(Settings):
    """The measures of titles by place."""

    masthead: Measure
    cover: Measure
    headline: Measure
    contents: Measure
    title: Measure
    portrait: Measure

    def of(self, title: Title) -> Measure:
        """The measure of a place. Raises `ValueError` when a template names another."""
        if title not in type(self).model_fields:
            message = f"there is no place {title} for titles"
            raise ValueError(message)
        measure: Measure = getattr(self, title)
        return measure


class PageSettings(Settings):
    """`pdf/settings.yaml`: how a theme sets its pages. Lengths are millimetres."""

    styles: tuple[RelativePath, ...]
    """The style sheets, in order."""
    print_styles: tuple[RelativePath, ...]
    """Those that come after them in the file for the printer."""
    narrow_styles: tuple[RelativePath, ...] = ()
    """Those that come after them on pages of one column."""
    pictures: Rooms
    """The rooms of pictures by place; a gallery's is that of a row."""
    two_columns: NarrowRooms = NarrowRooms()
    """The rooms that differ where an article has two columns."""
    page_width: Length
    page_height: Length
    """The paper's."""
    indent: Annotated[float, Field(ge=0, le=1000)] = 0
    """What a single column leaves empty beside it."""
    most_columns: Annotated[int, Field(ge=1, le=2)] = 2
    text_height: Annotated[float, Field(ge=40, le=2000)]
    """What the margins leave of the page."""
    gutter: Annotated[float, Field(ge=0, le=100)]
    """What is between pictures that stand side by side."""
    inset: Annotated[float, Field(ge=0, le=100)] = 12
    """What a note, a list or a quotation takes from the width of what stands in it."""
    columns_of_narrow_table: Annotated[int, Field(ge=1, le=100)]
    """A table with more columns spans both of the text's."""
    table_face: Literal["text", "display"] = "display"
    """The role of the face of tables."""
    drop_capital: Annotated[int, Field(ge=0, le=10_000)]
    """Characters of the shortest first paragraph that begins with a raised letter; 0: none does."""
    headlines: Annotated[int, Field(ge=0, le=100)]
    """How many articles the cover names at the most."""
    contents_with_leads: Annotated[int, Field(ge=0, le=1000)] = 12
    """Contents of more articles have no summaries."""
    contents_at_large: Annotated[int, Field(ge=0, le=1000)] = 9
    """Contents of up to so many articles have larger letters."""
    measures: Measures
    """The widths of titles, for lines of even length."""

    def room(self, place: PicturePlace, space: ColumnSpace = ON_A_PAGE) -> Room:
        """The room of a picture. A sign in a sentence is as large as the text, wherever that is."""
        if place == "inline":
            return self.pictures.inline
        if place == "cell":
            return self._cell_room(space)
        if space.boxes:
            return self._inner_room(place, space)
        narrow = self.two_columns.of(place) if space.columns > 1 else None
        room = narrow or self.pictures.of(place)
        return room.model_copy(update={"width": self._shared(room.width, space)})

    def _shared(self, width: float, space: ColumnSpace) -> float:
        """The part of a width that one of those side by side has."""
        return (width - self.gutter * (space.across - 1)) / space.across

    def _cell_room(self, space: ColumnSpace) -> Room:
        """The room in a table's cell, where each of its columns is as wide as the others."""
        one = space.columns > 1 and space.across <= self.columns_of_narrow_table
        place: PicturePlace = "figure" if one or space.boxes else "wide"
        whole = self.room(place, replace(space, across=1))
        room = self.pictures.of("cell")
        width = min(room.width, max(whole.width / max(space.across, 1) - self.gutter, 4))
        return room.model_copy(update={"width": width})

    def _inner_room(self, place: PicturePlace, space: ColumnSpace) -> Room:
        """The room in a box, which stands in the column of the text."""
        column = self.room("figure", ColumnSpace(space.columns))
        own = self.room(
            "figure" if place in {"wide", "full"} else place, ColumnSpace(space.columns)
        )
        width = min(own.width, max(column.width - self.inset * space.boxes, column.width / 3))
        return own.model_copy(update={"width": self._shared(width, space)})
