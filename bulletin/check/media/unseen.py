"""Pictures of which nothing is seen on white paper: white on a clear ground, or clear all over.

In: an issue. Out: a warning at each. Offices get their signs in two files, one for dark grounds.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from bulletin import codes
from bulletin.art import drawings, photographs
from bulletin.art.pictures import derive, is_drawing
from bulletin.check.media.pictures import all_pictures
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.issue import Issue

_WIDTH = 800
"""Pixels across in which a picture is looked at: thin lines are still seen in it."""
_DARKEST = 236
"""The grey, of 255, that is hardly to be told from white (a contrast of 1.2 to 1)."""
_WHITE = re.compile(rb"(?i)#(?:fff){1,2}\b|\bwhite\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)")
_COLOURED = re.compile(
    rb"(?i)#[0-9a-f]{3}|(?:rgb|hsl|lab|lch|color)a?\(|<image\b"
    rb"|(?:fill|stroke|color)\s*[:=]\s*[\"']?\s*(?!none|inherit|transparent)[a-z]"
)
"""What draws in a colour, once all that is white is taken away."""


@rule(codes.UNSEEN_PICTURE)
def unseen_picture(issue: Issue) -> Iterator[Noticed]:
    """Something of every picture is seen on white."""
    seen: set[str] = set()
    for picture in all_pictures(issue):
        path = issue.folder / picture.file
        if picture.file not in seen and path.is_file() and _may_be(path) and _is_white(path):
            message = tr("{file} is white on a clear ground, which nobody sees", file=picture.file)
            hint = tr("take the file for white paper, or save it with a dark ground")
            yield Noticed(picture.span, message, hint)
        seen.add(picture.file)


def _may_be(path: Path) -> bool:
    """Whether a picture has a clear ground, and a drawing white and no other colour."""
    try:
        if is_drawing(path):
            data = drawings.read(path).data
            return bool(_WHITE.search(data)) and not _COLOURED.search(_WHITE.sub(b"", data))
        with photographs.opened(path) as image:
            return image.has_transparency_data
    except (photographs.PictureError, BulletinError):
        return False


def _is_white(path: Path) -> bool:
    try:
        made = derive(path, _WIDTH, "png")
    except (photographs.PictureError, BulletinError):
        return False
    with Image.open(io.BytesIO(made.data)) as image:
        shown = image.convert("RGBA")
    ground = Image.new("RGBA", shown.size, "white")
    ground.alpha_composite(shown)
    darkest, _ = ground.convert("L").getextrema()
    return isinstance(darkest, int | float) and darkest >= _DARKEST
