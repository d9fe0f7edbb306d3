"""How large pictures are: in pixels, in bytes, against their place, and against their own width.

In: an issue. Out: warnings where readers would see little of a picture, or wait long for it.
"""

from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.art import drawings, photographs
from bulletin.art.pictures import is_drawing, size_of
from bulletin.check.media.pictures import all_pictures
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import BulletinError, Span
from bulletin.document import Block, Cell, Figure, Picture, inlines_of, walk, walk_inlines
from bulletin.messages import tr
from bulletin.source.issue import Issue

_SMALL_COVER, _SMALL_FIGURE = 800, 400
"""Pixels on the longer side below which a picture is blurred on paper."""
_HEAVY = 12_000_000
_HEAVY_DRAWING = 1_500_000
"""Bytes above which a file is too much for mails, repositories and programs."""


@rule(codes.SMALL_PICTURE)
def small_picture(issue: Issue) -> Iterator[Noticed]:
    """Photographs have the pixels that a column of paper and a screen want."""
    wanted: dict[str, tuple[int, Span]] = {}
    if issue.cover:
        wanted[issue.cover.file] = (_SMALL_COVER, issue.cover.span)
    for article in issue.articles:
        for block in walk(*article.blocks):
            if isinstance(block, Figure):
                least = _SMALL_COVER if block is article.opening else _SMALL_FIGURE
                wanted.setdefault(block.picture.file, (least, block.picture.span))
    for file, (least, span) in wanted.items():
        size = _size(issue.folder / file)
        if size and max(size) < least:
            message = tr(
                "{file} has {width} × {height} pixels, which is blurred on paper",
                file=file,
                width=size[0],
                height=size[1],
            )
            hint = tr("take the original, with {least} pixels or more", least=least)
            yield Noticed(span, message, hint)


TALL = 4
"""Times as high as wide from which on a picture is a strip on paper, where no page is so high."""


@rule(codes.UNREADABLE_ON_PAPER)
def tall_picture(issue: Issue) -> Iterator[Noticed]:
    """What has words in it, such as the picture of a screen, is not much higher than wide."""
    seen: set[str] = set()
    for article in issue.articles:
        for block in walk(*article.blocks):
            if not isinstance(block, Figure) or block.picture.file in seen:
                continue
            seen.add(block.picture.file)
            times = _times_as_high(issue.folder / block.picture.file)
            if times >= TALL:
                message = tr(
                    "{file} is {times:.0f} times as high as wide, and a narrow strip on paper",
                    file=block.picture.file,
                    times=times,
                )
                hint = tr("cut it into parts that are at most twice as high as wide")
                yield Noticed(block.picture.span, message, hint)


def _times_as_high(path: Path) -> float:
    """How many times as high as wide a picture is; 0 for a drawing without words."""
    if not path.is_file():
        return 0.0
    try:
        if is_drawing(path) and b"<text" not in drawings.read(path).data:
            return 0.0
        width, height = size_of(path)
    except BulletinError:
        return 0.0
    return height / width


_LEAST = 200
"""Pixels across and down from which on a picture shows more than a sign does."""


@rule(codes.PHOTOGRAPH_AS_SIGN)
def photograph_as_sign(issue: Issue) -> Iterator[Noticed]:
    """A photograph stands on a line of its own: among words it is no higher than they are."""
    for article in issue.articles:
        for block in walk(*article.blocks):
            if isinstance(block, Cell):
                continue  # in a cell it is a picture beside words, too
            for picture in _among_words(block):
                if _is_opaque(issue.folder / picture.file):
                    message = tr(
                        "{file} stands among words, and is shown no higher than they are",
                        file=picture.file,
                    )
                    hint = tr("put it on a line of its own, with an empty line above and below")
                    yield Noticed(picture.span, message, hint)


def _among_words(block: Block) -> Iterator[Picture]:
    for inlines in inlines_of(block):
        found = walk_inlines(inlines)
        yield from (inline for inline in found if isinstance(inline, Picture))


def _is_opaque(path: Path) -> bool:
    """Whether a picture is a photograph or a screen: signs are small, or have no ground."""
    if is_drawing(path) or not path.is_file():
        return False
    try:
        with photographs.opened(path) as image:
            return min(image.size) >= _LEAST and not image.has_transparency_data
    except photographs.PictureError:
        return False


def _size(path: Path) -> tuple[int, int] | None:
    """Pixels of a photograph; None for drawings, and for what cannot be read."""
    if is_drawing(path) or not path.is_file():
        return None
    try:
        with photographs.opened(path) as image:
            return image.size
    except photographs.PictureError:
        return None


@rule(codes.HEAVY_PICTURE)
def heavy_picture(issue: Issue) -> Iterator[Noticed]:
    """Files of pictures are of a size that mails, repositories and programs bear."""
    seen: set[str] = set()
    for picture in all_pictures(issue):
        if picture.file in seen:
            continue
        seen.add(picture.file)
        try:
            size = (issue.folder / picture.file).stat().st_size
        except OSError:
            continue
        if size > (_HEAVY_DRAWING if is_drawing(Path(picture.file)) else _HEAVY):
            message = tr("{file} has {size:.1f} MB", file=picture.file, size=size / 1e6)
            hint = tr("save it with 3000 pixels at most, as JPG; no edition shows more")
            yield Noticed(picture.span, message, hint)
