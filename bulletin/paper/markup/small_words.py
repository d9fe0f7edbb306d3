"""Drawings whose words nobody can read at the size that they have on paper or in an e-reader.

In: an issue and its theme. Out: a finding for each such drawing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.art import drawings
from bulletin.art.boxes import boxes_of
from bulletin.art.drawings.text.legible import LEGIBLE, legible_width, letters_of
from bulletin.art.pictures import is_drawing
from bulletin.check.media.picture_sizes import TALL
from bulletin.codes import UNREADABLE_ON_PAPER
from bulletin.diagnostics import BulletinError, Finding, FindingsError
from bulletin.document import (
    Article,
    Block,
    Figure,
    Gallery,
    Picture,
    Table,
    children_of,
    inlines_of,
    walk,
    walk_inlines,
)
from bulletin.messages import tr
from bulletin.paper.markup.cards import side_by_side
from bulletin.paper.markup.spanning import spans
from bulletin.source.issue import Issue
from bulletin.theming.models import ON_A_PAGE, ColumnSpace, PageSettings, PicturePlace, Room
from bulletin.theming.theme import Theme

_LEAST = 1.3
"""The size of letters in millimetres, some 3.7 points, below which nobody reads them."""
_READER = (90.0, 120.0)
"""Width and height in millimetres of the page of an e-reader with a screen of six inches."""
_LEAST_IN_READER = 1.0
"""The same there, whose readers hold the page as close as they like."""
_LINE = 4.2
"""The height of a sign in a sentence, in millimetres."""
_SIGN = 40
"""Letters from which on a drawing is there to be read, and no sign or emblem with a name in it."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A drawing in its place: the room that it has there, and whether it is to be read at all."""

    picture: Picture
    room: Room
    alone: bool = True


def with_small_words(issue: Issue, theme: Theme) -> Iterator[Finding]:
    """A finding for each drawing of an issue whose words are too small where it stands."""
    try:
        settings = theme.page_settings
    except FindingsError:
        return  # what is wrong in the theme has its own findings
    told: set[str] = set()
    for article in issue.articles:
        for shown in _drawn(article, settings):
            if shown.picture.file not in told:
                for finding in _judged(issue.folder / shown.picture.file, shown):
                    told.add(shown.picture.file)
                    yield finding


def _drawn(article: Article, settings: PageSettings) -> Iterator[_Shown]:
    columns = min(article.columns, settings.most_columns)
    places = _Places(settings)
    for block in article.body:
        whole = columns > 1 and spans(block, settings)
        yield from places.of((block,), ColumnSpace(1 if whole else columns))
    yield from places.of(article.footnotes, ON_A_PAGE)


class _Places:
    """Finds drawings in blocks, and reckons the room of each as the writer does."""

    def __init__(self, settings: PageSettings) -> None:
        self._settings = settings

    def of(self, blocks: Iterable[Block], space: ColumnSpace) -> Iterator[_Shown]:
        """The drawings of blocks."""
        for block in blocks:
            match block:
                case Figure(picture=picture, width=width):
                    place: PicturePlace = "figure" if width == "column" else width
                    yield from self._drawing(picture, place, space)
                case Gallery():
                    yield from self._in_gallery(block, space)
                case Table():
                    yield from self._in_cells(block, space)
                case _:
                    inner = replace(space, boxes=space.boxes + boxes_of(block))
                    yield from self.of(children_of(block), inner)
            if not isinstance(block, Table):
                yield from self._among_words(block)

    def _in_gallery(self, gallery: Gallery, space: ColumnSpace) -> Iterator[_Shown]:
        one = replace(space, across=side_by_side(gallery.columns, self._settings, space))
        for figure in gallery.children:
            if isinstance(figure, Figure):
                yield from self._drawing(figure.picture, "gallery", one)

    def _in_cells(self, table: Table, space: ColumnSpace) -> Iterator[_Shown]:
        cell = replace(space, across=len(table.header.cells))
        for block in walk(table):
            for picture in _pictures(block):
                yield from self._drawing(picture, "cell", cell, alone=False)

    def _among_words(self, block: Block) -> Iterator[_Shown]:
        for picture in _pictures(block):
            yield from self._drawing(picture, "inline", ON_A_PAGE, alone=False)

    def _drawing(
        self, picture: Picture, place: PicturePlace, space: ColumnSpace, *, alone: bool = True
    ) -> Iterator[_Shown]:
        if is_drawing(Path(picture.file)):
            room = self._settings.room(place, space)
            if place == "inline":  # as high as the line, and as wide as that makes it
                room = self._settings.room("figure").model_copy(update={"height": _LINE})
            yield _Shown(picture, room, alone)


def _pictures(block: Block) -> Iterator[Picture]:
    """The pictures among the words of a block."""
    for inlines in inlines_of(block):
        yield from (inline for inline in walk_inlines(inlines) if isinstance(inline, Picture))


def _judged(file: Path, shown: _Shown) -> Iterator[Finding]:
    try:
        drawing = drawings.read(file)
        legible = legible_width(drawing)
    except (BulletinError, OSError):
        return  # it has its own findings
    if not legible or (shown.alone and drawing.height >= TALL * drawing.width):
        return  # its height is told of
    if not shown.alone and letters_of(drawing) < _SIGN:
        return
    on_paper = _letters(drawing, legible, (shown.room.width, shown.room.height))
    in_reader = _letters(drawing, legible, _READER)
    if on_paper < _LEAST:
        message = tr(
            "{file} has words of {letters:.1f} mm on paper, which nobody can read",
            file=shown.picture.file,
            letters=on_paper,
        )
    elif shown.alone and in_reader < _LEAST_IN_READER:
        message = tr(
            "{file} has words of {letters:.1f} mm in an e-reader, where nobody can scroll",
            file=shown.picture.file,
            letters=in_reader,
        )
    else:
        return
    yield Finding(
        UNREADABLE_ON_PAPER, message, shown.picture.span, _NARROWER if shown.alone else _ALONE
    )


_NARROWER = tr("draw it narrower with larger letters, or cut it into parts")
_ALONE = tr("put it on a line of its own, with an empty line above and below")


def _letters(drawing: drawings.Drawing, legible: int, page: tuple[float, float]) -> float:
    """The size of most letters of a drawing that fills a page so wide and high."""
    width = min(page[0], page[1] * drawing.width / drawing.height)
    return LEGIBLE * width / legible
