"""Pictures in the size of their place: as many pixels as the paper shows, no more.

In: a picture and its place. Out: its element; the scaled copy lies on the shelf.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, TypeVar

from bulletin.art.pictures import (
    IN_TILE,
    SIGN_SHOWN,
    derive,
    is_drawing,
    is_sign,
    loses_most,
    size_of,
    stays_lines,
)
from bulletin.codes import BROKEN_PICTURE
from bulletin.diagnostics import BulletinError, Finding, Span
from bulletin.document import Picture
from bulletin.machine.disks import refuse_outside
from bulletin.paper.fetcher import Shelf
from bulletin.theming.models import ON_A_PAGE, ColumnSpace, PageSettings, PicturePlace, Room
from bulletin.xhtml import Element, element

T = TypeVar("T")
PlacingRequest = Sequence[Any]
"""Name and SVG of a drawing; or file, words and span of a picture, dots an inch, and pixels."""

_TALL = 1.2
"""Pictures narrower than this times their height are tall."""
_INCH = 25.4
"""Millimetres."""
_SCREEN = 96
"""Dots an inch of a screen (CSS Values 4, section 6.2): pictures have that many at least."""
_SIGN = 1.2
"""The height of a sign in a sentence, in em."""
_WHOLE = "object-fit:contain"
_WHOLE_GROUND = "background-size:contain;background-repeat:no-repeat"
_ABOVE_WORDS = ";object-position:left;background-position:left"
"""A picture of a gallery stands where its caption begins."""
_DRAWN = 300
"""Dots an inch of drawings that are drawn as pixels: lines and letters show each dot."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A photograph on a page, and how many dots an inch it has there."""

    picture: Picture
    dpi: float


class Placing:
    """Puts the pictures of an issue into their places.

    Copies are made by `fill`, once it is known which of them are shown. `dpi` is what the paper or
    the screen can show, `quality` the encoder's. `findings` are pictures that could not be read;
    they leave an empty place.
    """

    def __init__(  # noqa: PLR0913, all of it is one place's business
        self,
        shelf: Shelf,
        folder: Path,
        settings: PageSettings,
        colours: Mapping[str, str],
        *,
        dpi: int,
        quality: int | None,
    ) -> None:
        self.colours = colours
        self.placed: list[Placed] = []
        self.findings: list[Finding] = []
        self._shelf = shelf
        self._wanted: dict[str, tuple[Placed, int]] = {}
        self._requests: list[PlacingRequest] = []
        self._folder = folder
        self._settings = settings
        self._dpi = dpi
        self._quality = quality

    def element(
        self,
        picture: Picture,
        place: PicturePlace,
        space: ColumnSpace = ON_A_PAGE,
        room: Room | None = None,
    ) -> Element:
        """The element of a picture: an image, or a box with a ground if it only decorates."""
        file = self._folder / picture.file
        try:
            width, height = size_of(file)
        except BulletinError as error:
            self._complain(picture, error)
            return element("span", picture.alt)
        room = room or self._settings.room(place, space)
        fit = _fitted((width, height), room, place, drawing=is_drawing(file))
        dots = _DRAWN if is_drawing(file) and not stays_lines(file) else self._dpi
        source = self._reserved(picture, fit.shown(width / height), width, dots)
        name = f"as-{place} small" if fit.small else f"as-{place}"
        style = _style_of(fit, width / height, place, space)
        if picture.alt:
            return element("img", src=source, alt=picture.alt, class_=name, style=style)
        return element(
            "span", class_=f"{name} decorative", style=f"{style};background-image:url('{source}')"
        )

    def is_tall(self, picture: Picture) -> bool:
        """Whether an opening picture is too tall to stand across the page."""
        try:
            width, height = size_of(self._folder / picture.file)
        except BulletinError:
            return False
        return width < height * _TALL

    def uneven(self, pictures: Sequence[Picture]) -> list[float]:
        """Width to height of photographs of which some lose most in a tile; else of none."""
        files = [self._folder / picture.file for picture in pictures]
        try:
            sizes = [size_of(file) for file in files if not is_drawing(file)]
        except BulletinError:
            return []
        tile = self._settings.pictures.gallery.ratio or 0.0
        ratios = [width / height for width, height in sizes if len(sizes) == len(files)]
        return ratios if tile and any(loses_most(one, tile, IN_TILE) for one in ratios) else []

    def keep(self, name: str, svg: str) -> str:
        """Put a drawing on the shelf, and give its address."""
        self._requests.append((name, svg))
        return self._shelf.put(name, svg.encode(), "image/svg+xml")

    def _reserved(self, picture: Picture, shown: float, width: int, dots: int) -> str:
        """The address of a copy that is as wide as it is shown (millimetres)."""
        pixels = math.ceil(shown / _INCH * dots)
        return self._want(Placed(picture, width / shown * _INCH), pixels)

    def _want(self, placed: Placed, pixels: int) -> str:
        picture = placed.picture
        self._requests.append(
            (picture.file, picture.alt, astuple(picture.span), placed.dpi, pixels)
        )
        address = self._shelf.reserve(f"{pixels}/{picture.file}")
        self._wanted[address] = (placed, pixels)
        return address

    def recorded(self, write: Callable[[], T]) -> tuple[T, Sequence[PlacingRequest]]:
        """What a function makes, and all that it asks of this object meanwhile, in order."""
        self._requests = []
        return write(), self._requests

    def replay(self, requests: Iterable[PlacingRequest]) -> None:
        """Ask again for what was recorded."""
        for request in requests:
            match request:
                case (name, svg):
                    self.keep(name, svg)
                case (file, alt, span, dpi, pixels):
                    refuse_outside([file])
                    self._want(Placed(Picture(file, alt, Span(*span)), dpi), pixels)

    def fill(self, html: str) -> None:
        """Make the copies that a document shows."""
        for address, (placed, pixels) in self._wanted.items():
            if address not in html:
                continue
            picture = placed.picture
            file = self._folder / picture.file
            try:
                made = derive(file, pixels, quality=self._quality, paper=True)
            except BulletinError as error:
                self._complain(picture, error)
                continue
            self._shelf.put(f"{pixels}/{picture.file}", made.data, made.media_type)
            if not is_drawing(file):
                self.placed.append(placed)

    def _complain(self, picture: Picture, error: BulletinError) -> None:
        self.findings.append(Finding(BROKEN_PICTURE, error.message, picture.span, error.hint))


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a picture fills its place: a box in millimetres, and whether it may be cut to that.

    `whole`: cut it would lose most, and stands in the box with all of it. `small`: it has fewer
    pixels than would fill the place.
    """

    width: float
    height: float
    cut: bool
    whole: bool
    small: bool

    def shown(self, ratio: float) -> float:
        """How wide a picture with this ratio of width to height is shown, with what is cut off."""
        return (min if self.whole else max)(self.width, self.height * ratio)


def _fitted(size: tuple[int, int], room: Room, place: PicturePlace, *, drawing: bool) -> _Fit:
    """How a picture of so many pixels fits into a room; a drawing is larger than its pixels."""
    width, height = size
    cut = room.cut and not drawing
    box, small = _box(room, width / height, cut=cut), False
    if place == "cell" or not drawing:
        filled = box
        box = _no_larger(box, room, width, height)
        small = cut and box < filled
    elif is_sign(width, height):
        larger = SIGN_SHOWN / max(width, height)
        box = _no_larger(box, room, width * larger, height * larger)
    whole = cut and _loses_most(room, width / height, box[0] / box[1])
    return _Fit(*box, cut=cut, whole=whole, small=small)


def _style_of(fit: _Fit, ratio: float, place: PicturePlace, space: ColumnSpace) -> str:
    # Its box is no wider than a picture is seen, or only some of its corners would be round.
    width = min(fit.width, fit.height * ratio) if fit.whole else fit.width
    style = f"width:{width:.2f}mm;height:{fit.height:.2f}mm"
    if place == "inline":
        style = f"width:{_SIGN * ratio:.3g}em;height:{_SIGN}em"
    elif space.boxes or place == "cell" or (place == "poster" and space.columns > 1):
        style += ";max-width:100%" if fit.cut else f";max-width:100%;{_WHOLE}"
    if fit.whole:
        style += f";{_WHOLE};{_WHOLE_GROUND}" + _ABOVE_WORDS * (place == "gallery")
    if (fit.small or fit.whole) and place != "gallery":
        style += ";margin-left:auto;margin-right:auto"
    return style


def _loses_most(room: Room, ratio: float, place: float) -> bool:
    """Whether too little of a picture would stay, cut to its place: a tile has a shape of its own."""
    return loses_most(ratio, place, IN_TILE) if room.ratio else loses_most(ratio, place)


def _no_larger(
    box: tuple[float, float], room: Room, width: float, height: float
) -> tuple[float, float]:
    """A box that a picture fills with pixels no larger than a screen's.

    It has the same shape, or that of the picture if all of it has room.
    """
    own = width * _INCH / _SCREEN, height * _INCH / _SCREEN
    if own[0] <= room.width and own[1] <= room.height:
        return own
    shown = max(box[0], box[1] * width / height)
    most = width * _INCH / _SCREEN
    return (box[0] * most / shown, box[1] * most / shown) if most < shown else box


def _box(room: Room, ratio: float, *, cut: bool) -> tuple[float, float]:
    """Width and height in millimetres of a picture with this ratio of width to height."""
    if cut and room.ratio:
        return room.width, min(room.height, room.width / room.ratio)
    if cut:
        return room.width, min(room.height, max(room.least, room.width / ratio))
    width = min(room.width, room.height * ratio)
    return width, width / ratio
