"""A theme's pages in another size than the one that they are drawn for.

In: the settings of a theme, and the size of a publication's pages. Out: the settings in that
size, and the custom properties from which the theme's sheets take their lengths. What stands
on covers grows and shrinks with the page; running text keeps its size, so that small pages
hold fewer letters and not smaller ones.
"""

from dataclasses import dataclass

from bulletin.source.settings.page_size import PageSize
from bulletin.theming.models import Measure, PageSettings, Room

_WIDE_COLUMN = 140.0
"""The widest single column, in millimetres: longer lines are hard to follow."""
_NO_INDENT = 135.0
"""Text that is narrower than this has no empty column beside it."""
_NARROW_COLUMN = 62.0
"""The narrowest of two columns."""
_TABLE_COLUMN = 24.0
"""What a column of a table wants, where the table stands in one of two columns of text."""
_LEAST_PRINT = 0.85
"""How much smaller the small print of covers may become."""
_HEADS = (0.8, 1.2)
"""How much smaller and larger the titles of articles may become."""
_FEWEST_HEADLINES = 3

_INDENTED = {"figure", "chart"}
"""Places as wide as a single column."""
_SAME = {"inline", "cell"}
"""Places that depend on the size of letters, not of pages."""


@dataclass(frozen=True, slots=True)
class PageScale:
    """How a page's size compares with the one that a theme is drawn for."""

    across: float
    down: float

    @property
    def unit(self) -> float:
        """What keeps its proportions."""
        return min(self.across, self.down)

    @property
    def small(self) -> float:
        """Small print on covers."""
        return max(self.unit, _LEAST_PRINT)

    @property
    def head(self) -> float:
        """Titles of articles."""
        least, most = _HEADS
        return min(max(self.unit, least), most)


def scale_of(settings: PageSettings, size: PageSize) -> PageScale:
    """How the settings of a theme compare with a size."""
    return PageScale(size.width / settings.page_width, size.height / settings.page_height)


def fitted(settings: PageSettings, size: PageSize) -> PageSettings:
    """The settings of a theme in a size."""
    scale = scale_of(settings, size)
    if scale == PageScale(1.0, 1.0):
        return settings
    indent = _indent(settings, scale)
    wider = settings.indent * scale.across - indent
    pictures = {
        place: _room(room, scale, place, wider) for place, room in settings.pictures if room
    }
    narrow = {place: _room(room, scale, place, 0) for place, room in settings.two_columns if room}
    columns = settings.two_columns.figure
    is_narrow = columns is not None and columns.width * scale.across < _NARROW_COLUMN
    headlines = min(
        settings.headlines, max(_FEWEST_HEADLINES, round(settings.headlines * scale.unit))
    )
    return settings.model_copy(
        update={
            "page_width": size.width,
            "page_height": size.height,
            "text_height": settings.text_height * scale.down,
            "indent": indent,
            "pictures": settings.pictures.model_copy(update=pictures),
            "two_columns": settings.two_columns.model_copy(update=narrow),
            "most_columns": 1 if is_narrow else settings.most_columns,
            "styles": (*settings.styles, *(settings.narrow_styles if is_narrow else ())),
            # A raised letter needs lines beside it, and small pages end in the middle of them.
            "drop_capital": 0 if is_narrow else settings.drop_capital,
            "headlines": headlines,
            "contents_with_leads": int(settings.contents_with_leads * min(scale.unit, 1)),
            "contents_at_large": int((settings.contents_at_large + 1) * min(scale.unit, 1)),
            "columns_of_narrow_table": _table_columns(settings, scale),
            "measures": settings.measures.model_copy(
                update={place: _measure(place, one, scale) for place, one in settings.measures}
            ),
        }
    )


def lengths(settings: PageSettings, size: PageSize) -> dict[str, str]:
    """The custom properties of a size; `settings` are the theme's own, before they are fitted."""
    scale = scale_of(settings, size)
    return {
        "page-width": _written(size.width, "mm"),
        "page-height": _written(size.height, "mm"),
        "across": _written(scale.across, "mm"),
        "down": _written(scale.down, "mm"),
        "unit": _written(scale.unit, "mm"),
        "type": _written(scale.unit, "pt"),
        "small": _written(scale.small, "pt"),
        "head": _written(scale.head, "pt"),
        "indent": _written(_indent(settings, scale), "mm"),
    }


TYPE_SIZES = ("type", "small", "head")
"""Those of these properties that are in points."""
LENGTHS = ("page-width", "page-height", "across", "down", "unit", "indent", *TYPE_SIZES)
"""The names of all of them."""


def _written(number: float, unit: str) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".") + unit


def _indent(settings: PageSettings, scale: PageScale) -> float:
    """What a single column leaves empty beside it."""
    text = settings.pictures.wide.width * scale.across
    if text < _NO_INDENT or not settings.indent:
        return 0.0
    column = min((settings.pictures.wide.width - settings.indent) * scale.across, _WIDE_COLUMN)
    return text - column


def _table_columns(settings: PageSettings, scale: PageScale) -> int:
    """How many columns a table may have within one of two columns of text."""
    text = settings.two_columns.figure
    most = settings.columns_of_narrow_table
    return min(most, max(1, int(text.width * scale.across / _TABLE_COLUMN))) if text else most


def _room(room: Room, scale: PageScale, place: str, wider: float) -> Room:
    if place in _SAME:
        return room
    width = room.width * scale.across + (wider if place in _INDENTED else 0)
    return room.model_copy(
        update={
            "width": width,
            "height": room.height * scale.down,
            "least": room.least * scale.down,
        }
    )


def _measure(place: str, measure: Measure, scale: PageScale) -> Measure:
    """A title's measure, which is in em of its own size."""
    letters = {"headline": scale.small, "contents": scale.small, "title": scale.head}
    factor = letters.get(place, scale.head if place == "portrait" else scale.unit)
    return measure.model_copy(
        update={
            "width": measure.width * scale.across / factor,
            "size": measure.size and measure.size * factor,
        }
    )
