"""What a clip shows: a bar with the masthead, a picture, a caption below it, an end card.

In: a job and a size. Out: Pillow images. Captions have a place of their own, so they cover
nothing; text is set in the theme's faces and shaped by HarfBuzz (Pillow's Raqm).
"""

import io
import re
import textwrap
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from bulletin.art.colours import colours_of
from bulletin.art.cover import broken, logo_of
from bulletin.art.fonts import faces_of, nearest
from bulletin.art.pictures import derive
from bulletin.art.qr_symbol import qr_png, read_back
from bulletin.diagnostics import BulletinError
from bulletin.editions.base import Job
from bulletin.editions.clips.typeface import Typeface
from bulletin.messages import tr
from bulletin.narration.syllables import KHMER_SYLLABLE
from bulletin.source.addresses import in_letters

_LEADING = 1.3
_SMALLEST = 26
_QUALITY = 92
_WIDTH = 1500
"""Pixels of a picture before it is cut to its place."""
_LONGEST = 50
"""Letters of a word that fits into a line at the smallest size."""

_PARTS = re.compile(rf"(?=[\u1780-\u17ff]).{{1,{_LONGEST}}}(?:(?<=\u200b)|{KHMER_SYLLABLE}|$)")
"""What a line holds of a word in Khmer: up to the end of a word or of a syllable."""


@dataclass(frozen=True)
class ClipSize:
    """Width and height of a clip, of its bar and of its picture; the rest is for captions."""

    width: int
    height: int
    bar: int
    picture: int


SIZES = (ClipSize(1080, 1920, 176, 960), ClipSize(1080, 1080, 120, 520))
WANDER = 120
"""Pixels by which a picture is wider than its place, to wander along."""


@lru_cache(maxsize=8)
def _derived(file: Path) -> bytes:
    """A picture as both sizes of a clip need it."""
    return derive(file, _WIDTH, "jpeg", _QUALITY).data


def _breakable(text: str) -> str:
    """A text whose words fit into a line: addresses and the like are cut."""
    return " ".join(part for word in text.split() for part in _parts(word))


def _parts(word: str) -> list[str]:
    parts = _PARTS.findall(word)
    return parts if "".join(parts) == word else textwrap.wrap(word, _LONGEST)


@dataclass(frozen=True)
class Lettering:
    """How a text is set: its face, its colour, its largest size, and whether in the middle."""

    face: Path
    ink: str
    size: int
    middle: bool = True


class Studio:
    """Draws for the clips of one issue in one size."""

    def __init__(self, job: Job, size: ClipSize) -> None:
        self.composition = job.composition
        self.size = size
        self.colours = colours_of(job.composition.theme)
        faces = faces_of(job.composition.theme)
        upright = [face for face in faces.text if face.style == "normal"] or list(faces.text)
        headed = [face for face in faces.display if face.style == "normal"] or list(faces.display)
        self._text = nearest(upright, 600).file
        self._display = nearest(headed, 700).file
        self._behind = tuple(face.file for face in faces.fallbacks)

    @property
    def caption_box(self) -> tuple[int, int, int, int]:
        """Where captions stand: left, top, right, bottom."""
        return (0, self.size.bar + self.size.picture, self.size.width, self.size.height)

    @cached_property
    def _ground(self) -> Image.Image:
        """The frame without picture and caption."""
        image = Image.new("RGB", (self.size.width, self.size.height), self.colours["paper"])
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, self.size.width, self.size.bar), fill=self.colours["accent_ground"])
        left = self._logo(image, self.size.bar // 6, self.size.bar * 2 // 3, self.size.bar // 6)
        box = (left, 8, self.size.width - 40, self.size.bar - 8)
        words = self.composition.issue.publication.title
        lettering = Lettering(self._display, self.colours["on_accent"], 46, middle=False)
        self._set(draw, words, box, lettering)
        return image

    def frame(self, text: str, *, title: bool) -> Image.Image:
        """The frame with a caption, and an empty place for the picture."""
        image = self._ground.copy()
        left, top, right, bottom = self.caption_box
        box = (left + 60, top + 36, right - 60, bottom - 36)
        face, largest = (self._display, 84) if title else (self._text, 68)
        if text:
            lettering = Lettering(face, self.colours["ink"], largest)
            self._set(ImageDraw.Draw(image), text, box, lettering)
        return image

    def picture(self, file: Path | None) -> Image.Image:
        """A picture a little wider than its place; the theme's colour where there is none."""
        size = (self.size.width + WANDER, self.size.picture)
        if file is None:
            return Image.new("RGB", size, self.colours["accent_soft"])
        with Image.open(io.BytesIO(_derived(file))) as opened:
            return ImageOps.fit(opened.convert("RGB"), size, Image.Resampling.LANCZOS)

    def end(self, address: str) -> Image.Image:
        """The end card. Raises `BulletinError` if its code does not read back from it."""
        width, height = self.size.width, self.size.height
        image = Image.new("RGB", (width, height), self.colours["accent_ground"])
        draw = ImageDraw.Draw(image)
        side = width // 2
        top = (height - side) // 2
        with Image.open(io.BytesIO(qr_png(address, "M", 12))) as code:
            large = code.convert("RGB").resize((side, side), Image.Resampling.NEAREST)
        image.paste(large, ((width - side) // 2, top))
        ink = self.colours["on_accent"]
        title = self.composition.issue.publication.title
        above = (60, 40, width - 60, top - 30)
        self._set(draw, title, above, Lettering(self._display, ink, 72))
        below = (60, top + side + 30, width - 60, height - 40)
        self._set(draw, in_letters(address), below, Lettering(self._text, ink, 44))
        if read_back(image) != address:
            message = tr("the QR code of a clip does not read back as {address}", address=address)
            raise BulletinError(message, tr("choose a darker accent colour in publication.yaml"))
        return image

    def _logo(self, image: Image.Image, left: int, side: int, top: int) -> int:
        """The publication's mark; where the words beside it begin."""
        logo = logo_of(self.composition.theme)
        if logo is None or not logo.is_file():
            return 60
        with Image.open(io.BytesIO(derive(logo, side * 2, "png").data)) as opened:
            mark = ImageOps.contain(opened.convert("RGBA"), (side, side))
        image.paste(mark, (left + 20, top), mark)
        return left + 20 + side + 30

    def _set(
        self, draw: ImageDraw.ImageDraw, text: str, box: tuple[int, int, int, int], how: Lettering
    ) -> None:
        """Text inside a box, smaller until it fits; a word that is wider than the box is broken."""
        left, top, right, bottom = box
        size = how.size
        while True:
            font = Typeface((how.face, *self._behind), size)
            lines = broken(_breakable(text), font, right - left)
            high = len(lines) * size * _LEADING
            wide = max((font.getlength(line) for line in lines), default=0)
            if (high <= bottom - top and wide <= right - left) or size <= _SMALLEST:
                break
            size -= 2
        at = (top + bottom - high) / 2 + size * _LEADING / 2
        x = (left + right) / 2 if how.middle else float(left)
        for line in lines:
            font.draw(draw, (x, at), line, how.ink, middle=how.middle)
            at += size * _LEADING
