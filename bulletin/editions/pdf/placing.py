"""Pictures in the size of their place: as many pixels as the paper shows, no more.

In: a picture and its place. Out: its element; the scaled copy lies on the shelf.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.codes import BROKEN_PICTURE
from bulletin.diagnostics import BulletinError, Finding
from bulletin.document import Picture
from bulletin.editions.pdf.settings import PageSettings, Place, Room, is_portrait
from bulletin.editions.pdf.shelf import Shelf
from bulletin.editions.pictures import derive, is_drawing, size_of
from bulletin.editions.xhtml import Element, element

_INCH = 25.4
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A photograph on a page, and how many dots an inch it has there."""

    picture: Picture
    dpi: float


class Placing:
    """Puts the pictures of an issue into their places.

    `dpi` is what the paper or the screen can show, `quality` the encoder's. `findings` are
    pictures that could not be read; they leave an empty place.
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
        self.keep = shelf.put
        self.placed: list[Placed] = []
        self.findings: list[Finding] = []
        self._shelf = shelf
        self._folder = folder
        self._settings = settings
        self._dpi = dpi
        self._quality = quality

    def element(self, picture: Picture, place: Place, columns: int, across: int = 1) -> Element:
        """The element of a picture: an image, or a box with a ground if it only decorates.

        `across`: how many stand side by side.
        """
        file = self._folder / picture.file
        try:
            width, height = size_of(file)
            if place == "opening" and is_portrait(width, height):
                place = "portrait"
            room = self._settings.room(place, columns, across)
            box = _box(room, width / height)
            shown = max(box[0], box[1] * width / height)
            if not is_drawing(file):
                self.placed.append(Placed(picture, width / shown * _INCH))
            source = self._scaled(picture, math.ceil(shown / _INCH * self._dpi))
        except BulletinError as error:
            self.findings.append(Finding(BROKEN_PICTURE, error.message, picture.span, error.hint))
            return element("span", picture.alt)
        size = f"width:{box[0]:.2f}mm;height:{box[1]:.2f}mm"
        name = f"as-{place}"
        if picture.alt:
            return element("img", src=source, alt=picture.alt, class_=name, style=size)
        return element(
            "span",
            class_=f"{name} decorative",
            style=f"{size};background-image:url('{source}')",
        )

    def _scaled(self, picture: Picture, pixels: int) -> str:
        name = f"{pixels}/{picture.file}"
        if address := self._shelf.has(name):
            return address
        made = derive(self._folder / picture.file, pixels, quality=self._quality)
        return self._shelf.put(name, made.data, made.media_type)


def _box(room: Room, ratio: float) -> tuple[float, float]:
    """Width and height in millimetres of a picture with this ratio of width to height."""
    if room.cut:
        return room.width, min(room.height, room.width / ratio)
    width = min(room.width, room.height * ratio)
    return width, width / ratio
