"""A font file, judged: whether every edition can print with it.

In: a file. Out: `Face`, or `FaceError` that says what is wrong. The e-book's cover is drawn by
FreeType, titles are measured by HarfBuzz, and the pages' fonts are cut by fontTools: a file has
to be good for all three.
"""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import fontpkg
from PIL import ImageFont

from bulletin.cache import once
from bulletin.messages import tr
from bulletin.theming.files import LARGEST
from bulletin.theming.models import FamilyChoice

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

CHARACTERS = once.Kind("characters", ("fonttools",), quick=True)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. `weight` is None for a variable font, which has all weights."""

    family: str
    style: Literal["normal", "italic"]
    weight: int | None
    file: Path


class FaceError(ValueError):
    """A file that is no font, or a broken one, or one that cannot write the language."""


FACE_HINT = tr("give TrueType or OpenType files (.ttf, .otf)")
"""What to write for a file that is none."""

_FAMILY_NAMES = (16, 1)
"""Entries of the name table: typographic family, family (OpenType 1.9, `name`)."""
_ITALIC = 1
"""Bit 0 of OS/2's fsSelection."""
_TABLES = ("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post")
"""What every edition reads of a font."""
_WEIGHTS = range(1, 1001)
"""Weights that a font may have (OpenType 1.9, `OS/2`, usWeightClass): a semilight is 350."""
_NAMED = range(100, 1000, 100)
"""Those by which WeasyPrint takes a face (CSS Fonts 3, section 3.2)."""
_REGULAR = 400
_DRAWN, _SIZE = 3_000, 12
"""Characters that are drawn to see whether a font can be, the first ones, and how large."""


def read_face(file: Path) -> Face:
    """What a font file says of itself. Raises `FaceError`."""
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            # What is no plain file may never end, or may wait for somebody who writes.
            raise FaceError(tr("is not a file"))
        if about.st_size > LARGEST:
            raise FaceError(tr("has more than {largest} MB", largest=LARGEST // 1_000_000))
        return _read(file, about.st_mtime_ns)
    except OSError:
        raise FaceError(tr("cannot be read")) from None


@lru_cache(maxsize=64)
def _read(file: Path, _changed: int) -> Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415, heavy: few publications have own fonts

    try:
        with file.open("rb") as stream, TTFont(stream) as font:
            for table in _TABLES:
                font[table]
            shapes = font["glyf"] if "glyf" in font else _charstrings(font)
            for glyph in font.getGlyphOrder():
                shapes[glyph]
            packed = font.flavor is not None
            characters = sorted(font.getBestCmap() or ())[:_DRAWN]
            tables = "".join(font.keys())
            names = (font["name"].getDebugName(entry) for entry in _FAMILY_NAMES)
            family = next((found for found in map(_plain, names) if found), _plain(file.stem))
            italic = bool(font["OS/2"].fsSelection & _ITALIC)
            said = int(font["OS/2"].usWeightClass)
            near = min(_NAMED, key=lambda one: abs(one - said)) if said in _WEIGHTS else _REGULAR
            weight = None if "fvar" in font else near
        if not packed:
            tables.encode("ascii")  # WeasyPrint reads their names
            # FreeType refuses damage in tables that we do not read, and runs each glyph's program.
            drawing = ImageFont.truetype(file, _SIZE, layout_engine=ImageFont.Layout.BASIC)
            drawing.getmask("".join(filter(str.isprintable, map(chr, characters))))
    except Exception as error:
        # fontTools raises whatever a broken table leads it to: struct.error, KeyError, ...
        raise FaceError(tr("is not a font file that can be read, or it is broken")) from error
    if packed:
        message = tr("is a web font, which neither the cover nor the measuring of titles can use")
        raise FaceError(message)
    return Face(family, "italic" if italic else "normal", weight, file)


def _plain(name: str | None) -> str:
    """A family's name without what would end it where style sheets and pages quote it."""
    return "".join(sign for sign in name or "" if sign.isprintable() and sign not in '"\\<>')


def _charstrings(font: TTFont) -> Any:  # noqa: ANN401, fontTools has no types
    table = font["CFF " if "CFF " in font else "CFF2"]
    return table.cff.topDictIndex[0].CharStrings


# -- families of installed packages --------------------------------------------------------


def packaged(choice: FamilyChoice) -> tuple[Face, ...]:
    """The faces of a family that a package brings, in its weights. Raises `FaceError`."""
    wanted = set(choice.weights)
    faces = _faces_of(choice.family)
    found = tuple(f for f in faces if f.weight is None or not wanted or f.weight in wanted)
    if not found:
        there = ", ".join(str(weight) for weight in sorted({face.weight or 0 for face in faces}))
        message = tr(
            "{family} has none of these weights; it has {there}", family=choice.family, there=there
        )
        raise FaceError(message)
    return found


def families() -> tuple[str, ...]:
    """The families that are installed."""
    return tuple(sorted(family.name for family in fontpkg.families().values()))


@lru_cache
def _faces_of(family: str) -> tuple[Face, ...]:
    try:
        files = fontpkg.family(family).files
    except fontpkg.FontpkgError:
        raise FaceError(tr("there is no family {family}", family=family)) from None
    return tuple(
        Face(family, "italic" if file.style == "italic" else "normal", file.weight, file.path)
        for file in files
    )


def characters_of(file: Path) -> frozenset[int]:
    """The code points that a font file has shapes for; kept until the file changes."""
    return _characters(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _characters(file: Path, _changed: int) -> frozenset[int]:
    key = once.digest_of_source(file)
    return frozenset(json.loads(once.made(CHARACTERS, key, lambda: _listed(file))))


def _listed(file: Path) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415, heavy: a face is looked at once

    with TTFont(file, lazy=True) as font:
        return json.dumps(sorted(font.getBestCmap() or ())).encode()
