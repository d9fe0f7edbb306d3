"""Picture files: what their judges say, reported where a file is first named."""

from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.art import drawings, photographs
from bulletin.art.pictures import is_drawing
from bulletin.check.registry import examination
from bulletin.diagnostics import Finding, Span
from bulletin.document import Picture, pictures_of
from bulletin.messages import tr
from bulletin.source.issue import Issue


def all_pictures(issue: Issue) -> Iterator[Picture]:
    """The picture of the cover, and those of all articles, as often as they are shown."""
    if issue.cover:
        yield issue.cover
    for article in issue.articles:
        yield from pictures_of(article)


def _files(issue: Issue) -> Iterator[tuple[Path, str, Span]]:
    """Every picture file of an issue, what the editor calls it, and where."""
    seen: dict[Path, tuple[str, Span]] = {}
    if logo := issue.publication.theme.logo:
        seen[issue.root / logo] = logo, issue.place("publication.theme.logo")
    for picture in all_pictures(issue):
        seen.setdefault(issue.folder / picture.file, (picture.file, picture.span))
    for path, (name, span) in seen.items():
        if path.is_file():
            yield path, name, span


@examination
def pictures(issue: Issue) -> Iterator[Finding]:
    """Every picture can be opened and shown, as the judges of drawings and photographs say."""
    for path, name, span in _files(issue):
        if is_drawing(path):
            for fault in drawings.judged(path).faults:
                place = tr(" ({place})", place=fault.place) if fault.place else ""
                message = tr("{name} {fault}{place}", name=name, fault=fault.message, place=place)
                yield Finding(fault.code, message, span, fault.hint)
        elif error := photographs.fault_of(path):
            large = isinstance(error, photographs.TooLargeError)
            code = codes.HUGE_PICTURE if large else codes.BROKEN_PICTURE
            message = tr("{name} {fault}", name=name, fault=error)
            yield Finding(code, message, span, photographs.hint_for(error))
        elif photographs.moves(path):
            message = tr("{name} moves, and its first image alone is shown", name=name)
            hint = tr("save the image that matters as JPG, or show it as a film with :::{{video}}")
            yield Finding(codes.ANIMATED_PICTURE, message, span, hint)
