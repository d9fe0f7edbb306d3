"""Rules on picture files: what their judges say, reported where a file is first named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bulletin import codes
from bulletin.art import drawings, photographs
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Code, Span
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


_OF_PHOTOGRAPHS = {codes.BROKEN_PICTURE, codes.HUGE_PICTURE}


@lru_cache(maxsize=512)
def _fault_of(path: Path, _changed: int) -> photographs.PictureError | None:
    """A photograph's fault, asked for by more than one rule and looked for once."""
    return photographs.fault_of(path)


def _about(issue: Issue, code: Code) -> Iterator[Noticed]:
    """What the judges of drawings and photographs say under a code."""
    for path, name, span in _files(issue):
        if _is_drawing(path):
            for fault in drawings.judged(path).faults:
                if fault.code == code:
                    place = f" ({fault.place})" if fault.place else ""
                    yield Noticed(span, f"{name} {fault.message}{place}", fault.hint)
        elif code in _OF_PHOTOGRAPHS and (error := _fault_of(path, path.stat().st_mtime_ns)):
            large = isinstance(error, photographs.TooLargeError)
            if code == (codes.HUGE_PICTURE if large else codes.BROKEN_PICTURE):
                yield Noticed(span, f"{name} {error}", photographs.hint_for(error))


@rule(codes.BROKEN_PICTURE)
def broken_picture(issue: Issue) -> Iterator[Noticed]:
    """Every picture can be opened, and is what its name says."""
    return _about(issue, codes.BROKEN_PICTURE)


@rule(codes.HUGE_PICTURE)
def huge_picture(issue: Issue) -> Iterator[Noticed]:
    """No picture takes more memory than a small computer has."""
    return _about(issue, codes.HUGE_PICTURE)


@rule(codes.UNSAFE_SVG)
def unsafe_svg(issue: Issue) -> Iterator[Noticed]:
    """A drawing only draws."""
    return _about(issue, codes.UNSAFE_SVG)


@rule(codes.WRONG_SIZE)
def wrong_size(issue: Issue) -> Iterator[Noticed]:
    """A drawing has a size."""
    return _about(issue, codes.WRONG_SIZE)


@rule(codes.LOST_IN_DRAWING)
def lost_in_drawing(issue: Issue) -> Iterator[Noticed]:
    """Every edition shows all of a drawing."""
    return _about(issue, codes.LOST_IN_DRAWING)


@rule(codes.CHANGED_DRAWING)
def changed_drawing(issue: Issue) -> Iterator[Noticed]:
    """A drawing looks as its editor knows it."""
    return _about(issue, codes.CHANGED_DRAWING)


@rule(codes.HEAVY_DRAWING)
def heavy_drawing(issue: Issue) -> Iterator[Noticed]:
    """A cheap phone can draw every drawing."""
    return _about(issue, codes.HEAVY_DRAWING)
