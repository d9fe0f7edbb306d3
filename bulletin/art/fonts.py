"""The faces of a theme: whole font files from PyPI's fontpkg packages, or a publication's own.

In: a theme. Out: `Faces`, with the file of each face and the `@font-face` rules for it. No
font of the machine is ever needed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bulletin.art.signs import FALLBACKS
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.theming.faces import FACE_HINT, Face, FaceError, packaged, read_face
from bulletin.theming.theme import Theme

__all__ = ["Face", "Faces", "faces_of", "nearest"]


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of text and of display, and those that have the signs and letters which both lack."""

    text: tuple[Face, ...]
    display: tuple[Face, ...]
    fallbacks: tuple[Face, ...] = FALLBACKS

    @property
    def all(self) -> tuple[Face, ...]:
        """Each face once."""
        return tuple(dict.fromkeys((*self.text, *self.display, *self.fallbacks)))

    def stack(self, role: Literal["text", "display"]) -> str:
        """The value of `font-family`: the role's families first, then the other's, then ours."""
        first, second = (self.text, self.display) if role == "text" else (self.display, self.text)
        families = dict.fromkeys(face.family for face in (*first, *second, *self.fallbacks))
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
    chosen, own = theme.fonts, theme.publication.theme.faces
    return Faces(
        text=_own(theme.root, own.text) or packaged(chosen.text),
        display=_own(theme.root, own.display) or packaged(chosen.display),
    )


def _rule(face: Face, url: str) -> str:
    # WeasyPrint ignores a range of weights, and takes a variable font's weights without one.
    weight = "" if face.weight is None else f"font-weight:{face.weight};"
    return (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};{weight}'
        f'src:url("{url}")}}\n'
    )


def _own(root: Path, files: Iterable[str]) -> tuple[Face, ...]:
    return tuple(_read(root, name) for name in files)


def _read(root: Path, name: str) -> Face:
    try:
        return read_face(root / name)
    except FaceError as error:
        raise BulletinError(tr("{name} {fault}", name=name, fault=error), FACE_HINT) from error
