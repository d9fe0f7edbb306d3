"""The faces of a theme: whole font files from PyPI's fontpkg packages, or a publication's own.

In: a theme. Out: `Faces`, with the file of each face and the `@font-face` rules for it. No
font of the machine is ever needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import fontpkg
import yaml
from fontTools.ttLib import TTFont, TTLibError

from bulletin.diagnostics import BulletinError
from bulletin.theme import Theme

SETTINGS = "fonts.yaml"
"""The theme's file that names the families: `text: {family: ..., weights: [...]}`, `display:`."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. `weight` is None for a variable font, which has all weights."""

    family: str
    style: Literal["normal", "italic"]
    weight: int | None
    file: Path


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of text and of display."""

    text: tuple[Face, ...]
    display: tuple[Face, ...]

    @property
    def all(self) -> tuple[Face, ...]:
        """Each face once."""
        return tuple(dict.fromkeys((*self.text, *self.display)))

    def stack(self, role: Literal["text", "display"]) -> str:
        """The value of `font-family`: the role's families first, then the other's."""
        first, second = (self.text, self.display) if role == "text" else (self.display, self.text)
        families = dict.fromkeys(face.family for face in (*first, *second))
        return ", ".join(f'"{family}"' for family in families)

    def named(self, families: Iterable[str], weight: int, style: str) -> Face | None:
        """The face that a page takes for these families, the first one first."""
        for family in families:
            if faces := [f for f in self.all if f.family == family and f.style == style]:
                return nearest(faces, weight)
        return None

    def css(self, address: Callable[[Face], str]) -> str:
        """The `@font-face` rules; `address` gives the URL of a face's file."""
        return "".join(_rule(face, address(face)) for face in self.all)


def nearest(faces: Sequence[Face], weight: int) -> Face:
    """The face whose weight is nearest."""
    return min(faces, key=lambda face: abs((face.weight or weight) - weight))


def faces_of(theme: Theme) -> Faces:
    """The faces that a publication prints in. Raises `BulletinError` for a broken font file."""
    settings = yaml.safe_load(theme.text(SETTINGS))
    own = theme.publication.theme.faces
    return Faces(
        text=_own(theme.root, own.text) or _packaged(**settings["text"]),
        display=_own(theme.root, own.display) or _packaged(**settings["display"]),
    )


def _rule(face: Face, url: str) -> str:
    # WeasyPrint ignores a range of weights, and takes a variable font's weights without one.
    weight = "" if face.weight is None else f"font-weight:{face.weight};"
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};{weight}'
        f'src:url("{url}")}}\n'
    )


@lru_cache
def _packaged_faces(family: str) -> tuple[Face, ...]:
    return tuple(
        Face(family, "italic" if file.style == "italic" else "normal", file.weight, file.path)
        for file in fontpkg.family(family).files
    )


def _packaged(family: str, weights: Iterable[int] = ()) -> tuple[Face, ...]:
    """The faces of a family that a package brings, in these weights (none given: all)."""
    wanted = set(weights)
    return tuple(
        face
        for face in _packaged_faces(family)
        if face.weight is None or not wanted or face.weight in wanted
    )


def _own(root: Path, files: Iterable[str]) -> tuple[Face, ...]:
    return tuple(_read(root, name) for name in files)


_FAMILY_NAMES = (16, 1)
"""Entries of the name table: typographic family, family (OpenType 1.9, `name`)."""
_ITALIC = 1
"""Bit 0 of OS/2's fsSelection."""


def _read(root: Path, name: str) -> Face:
    file = root / name
    try:
        with file.open("rb") as stream, TTFont(stream, lazy=True) as font:
            names = (font["name"].getDebugName(entry) for entry in _FAMILY_NAMES)
            family = next((found for found in names if found), file.stem)
            italic = bool(font["OS/2"].fsSelection & _ITALIC)
            weight = None if "fvar" in font else int(font["OS/2"].usWeightClass)
    except (OSError, TTLibError, KeyError) as error:
        message = f"{name} is not a font file that can be read"
        raise BulletinError(message, "give TrueType or OpenType files (.ttf, .otf)") from error
    return Face(family.replace('"', ""), "italic" if italic else "normal", weight, file)
