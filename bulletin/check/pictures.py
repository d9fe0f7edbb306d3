"""Rules on picture files: each is opened once, and reported where it is first named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.check import drawings, rasters
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Span
from bulletin.document import pictures_of
from bulletin.source.issue import Issue


def _files(issue: Issue) -> Iterator[tuple[Path, str, Span]]:
    """Every picture file of an issue, what the editor calls it, and where."""
    seen: dict[Path, tuple[str, Span]] = {}
    if logo := issue.publication.theme.logo:
        seen[issue.root / logo] = logo, issue.place("publication.theme.logo")
    if issue.cover:
        seen[issue.folder / issue.cover.file] = issue.cover.file, issue.cover.span
    for article in issue.articles:
        for picture in pictures_of(article):
            seen.setdefault(issue.folder / picture.file, (picture.file, picture.span))
    for path, (name, span) in seen.items():
        if path.is_file():
            yield path, name, span


def _is_drawing(path: Path) -> bool:
    return path.suffix.lower() == ".svg"


@rule(codes.BROKEN_PICTURE)
def broken_picture(issue: Issue) -> Iterator[Noticed]:
    """Every picture can be opened, and is what its name says."""
    for path, name, span in _files(issue):
        fault = drawings.fault_of(path) if _is_drawing(path) else rasters.fault_of(path)
        if fault:
            yield Noticed(
                span,
                f"{name} {fault}",
                "open it in a drawing program and save it again as SVG"
                if _is_drawing(path)
                else "open it in a picture program and save it again as JPG or PNG",
            )


@rule(codes.HUGE_PICTURE)
def huge_picture(issue: Issue) -> Iterator[Noticed]:
    """No picture takes more memory than a small computer has."""
    for path, name, span in _files(issue):
        if _is_drawing(path) or (size := rasters.size_of(path)) is None:
            continue
        if size[0] * size[1] > rasters.LARGEST:
            yield Noticed(
                span,
                f"{name} has more than {rasters.LARGEST // 1_000_000} million pixels",
                "save it smaller, at most 6000 pixels wide",
            )


@rule(codes.UNSAFE_SVG)
def unsafe_svg(issue: Issue) -> Iterator[Noticed]:
    """A drawing only draws."""
    for path, name, span in _files(issue):
        if _is_drawing(path) and (danger := drawings.danger_of(path)):
            yield Noticed(
                span,
                f"{name} {danger}",
                "save it again as plain SVG, with its pictures embedded and without scripts",
            )
