"""The cover as a picture, for shelves of e-books, players and podcast apps.

In: what stands on the cover, and a size in pixels. Out: a JPEG, the same bytes each time.
The theme draws it (`epub/cover.svg.j2`); here the lines are broken to fit.
"""

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import vl_convert
from PIL import Image, ImageFont

from bulletin.art import signs
from bulletin.art.colours import colours_of
from bulletin.art.fonts import Face, faces_of
from bulletin.art.pictures import Derived, derive
from bulletin.cache import once
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.theming.contexts import COVER_ART
from bulletin.theming.contexts.book import CoverArt, CoverLine
from bulletin.theming.judging.outside import foreign_address
from bulletin.theming.stylesheets import OUTSIDE_HINT
from bulletin.theming.theme import Theme

QUALITY = 86
_BOLD = 700


@dataclass(frozen=True, slots=True)
class Front:
    """What stands on a cover: masthead, title, the line below, and files for pictures."""

    masthead: str
    title: str = ""
    issue: str = ""
    picture: Path | None = None
    logo: Path | None = None


def front_of(issue: Issue, theme: Theme) -> Front:
    """The cover of an issue."""
    t = theme.strings
    return Front(
        masthead=issue.publication.title,
        title=issue.settings.title or "",
        issue=t(
            "epub_cover_issue",
            number=issue.settings.number,
            month=t.date(issue.settings.date, "date_month"),
        ),
        picture=issue.folder / issue.cover.file if issue.cover else None,
        logo=logo_of(theme),
    )


def logo_of(theme: Theme) -> Path | None:
    """The publication's logo."""
    logo = theme.publication.theme.logo
    return theme.root / logo if logo else None


def draw(front: Front, theme: Theme, width: int, height: int) -> bytes:
    """The cover as a JPEG. Raises `BulletinError` when a picture cannot be read."""
    pictures = [once.digest_of_source(f) if f else "" for f in (front.picture, front.logo)]
    words = (front.masthead, front.title, front.issue)
    faces = [(f.family, f.weight, once.digest_of_source(f.file)) for f in faces_of(theme).display]
    key = (words, pictures, theme.key, faces, width, height)
    return once.made(once.COVER, key, lambda: _drawn(front, theme, width, height))


def _drawn(front: Front, theme: Theme, width: int, height: int) -> bytes:
    display = _display(theme)
    face = display.file
    colours = colours_of(theme)
    unit = min(width, height) / 100
    room = width - _MARGINS * unit
    size, lines = _TITLE_UPRIGHT if height > width else _TITLE
    title = fit(front.title, face, room, size * unit, lines)
    size, lines = _MASTHEAD
    beside = room - (_LOGO * unit if front.logo else 0)
    masthead = fit(front.masthead, face, beside, size * unit, lines)
    picture = derive(front.picture, width, "jpeg") if front.picture else None
    view = CoverArt(
        width=width,
        height=height,
        unit=unit,
        ground=colours["accent_ground"],
        ink=colours["on_accent"],
        family=display.family,
        masthead=masthead,
        title=title,
        issue=front.issue,
        picture=_embedded(picture) if picture else "",
        widest=min(width, picture.width * _LARGEST_PIXEL) if picture else width,
        logo=_embedded(derive(front.logo, round(12 * unit), "png")) if front.logo else "",
    )
    svg = theme.render(COVER_ART, view)
    if address := foreign_address(svg):
        message = tr(
            "the theme's {cover_art} loads {address}, which no edition does",
            cover_art=COVER_ART,
            address=address,
        )
        raise BulletinError(message, OUTSIDE_HINT)
    with Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=1))) as drawn:
        stream = io.BytesIO()
        drawn.convert("RGB").save(stream, "JPEG", quality=QUALITY, optimize=True)
    return stream.getvalue()


_MARGINS, _LOGO = 16, 14
"""What both margins take, and the logo with the space beside it (`cover.svg.j2`), in hundredths of
the shorter side."""
_TITLE, _TITLE_UPRIGHT, _MASTHEAD = (7.5, 2), (9.5, 3), (6.2, 2)
"""The size of letters in hundredths of the shorter side, and the most lines."""
_LARGEST_PIXEL = 2
"""How large a pixel of a picture may be drawn: a cover has two for each of a page's own."""
_LEADING = 1.22
_SMALLER = 0.94
"""By how much text is made smaller at a time to fit."""


def fit(text: str, face: Path, room: float, size: float, most: int) -> list[CoverLine]:
    """Text in at most so many lines, smaller where it must be; baselines from the first one.

    Three steps smaller is no loss where that saves a line. Lines are of even length.
    """
    font = ImageFont.truetype(face, 100)
    if not text:
        return []
    while not _fits(text, font, room * 100 / size, most):
        size *= _SMALLER
    count = len(broken(text, font, room * 100 / size))
    for smaller in (size * _SMALLER**step for step in (1, 2, 3)):
        if len(broken(text, font, room * 100 / smaller)) < count:
            size, count = smaller, count - 1
    width = room * 100 / size
    while _fits(text, font, width * 0.98, count):
        width *= 0.98
    lines = broken(text, font, width)
    return [CoverLine(line, size, index * size * _LEADING) for index, line in enumerate(lines)]


class Measuring(Protocol):
    """What knows how wide a text is, as Pillow's fonts do."""

    def getlength(self, text: str, /) -> float:
        """Pixels across."""


def _fits(text: str, font: Measuring, room: float, most: int) -> bool:
    lines = broken(text, font, room)
    return len(lines) <= most and all(font.getlength(line) <= room for line in lines)


def broken(text: str, font: Measuring, room: float) -> list[str]:
    """Text broken at spaces into lines of at most `room` pixels, a long word alone on its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _embedded(picture: Derived) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


def _display(theme: Theme) -> Face:
    """The boldest upright display face up to bold, known to the renderer."""
    faces = [face for face in faces_of(theme).display if face.style == "normal"]
    usable = [face for face in faces if (face.weight or 0) <= _BOLD] or faces_of(theme).display
    chosen = max(usable, key=lambda face: face.weight or 0)
    _register(chosen.file.parent)
    _register(signs.FOLDER)
    return chosen


@lru_cache
def _register(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))
