"""What readers see of an article before its text: title, summary, pictures and their descriptions.

In: an issue. Out: warnings where a card, a list or a screen reader has too little or too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bulletin import codes
from bulletin.art import drawings, photographs
from bulletin.art.pictures import is_drawing, size_of
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import BulletinError, Span
from bulletin.document import (
    Article,
    Block,
    Cell,
    Event,
    Figure,
    List,
    Paragraph,
    Picture,
    Styled,
    Text,
    inlines_of,
    pictures_of,
    plain_text,
    walk,
    walk_inlines,
)
from bulletin.languages import proof_of
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.text import nfc
from bulletin.source.values import slug_of

_LONG_TEXT = 150
"""Words from which on an article is worth a summary; a notice says all in its title."""
_LONGEST_TITLE = 100
"""Characters that a card has room for (`editions/share/sheets.py`)."""


@rule(codes.NO_SUMMARY)
def no_summary(issue: Issue) -> Iterator[Noticed]:
    """An article of some length has a summary, which cards, lists and feeds show."""
    for article in issue.articles:
        if article.lead is None and _is_long(article):
            yield Noticed(
                Span(article.title.span.file, article.title.span.line, article.title.span.column),
                tr("this article has no summary for cards, lists and feeds"),
                tr("write summary: and one or two sentences between the lines of ---"),
            )


@rule(codes.CLIP_WITHOUT_PICTURE)
def clip_without_picture(issue: Issue) -> Iterator[Noticed]:
    """A clip has something to show behind its words."""
    for article in issue.articles:
        if article.clip and not any(isinstance(b, Figure) for b in walk(*article.blocks)):
            yield Noticed(
                Span(article.title.span.file, article.title.span.line, article.title.span.column),
                tr("this article is marked for a clip and has no picture to show in it"),
                tr(
                    "write image: {{file: images/NAME.jpg, alt: what it shows}}, or take clip: away"
                ),
            )


def _is_long(article: Article) -> bool:
    words = 0
    for block in walk(*article.body):
        words += sum(len(plain_text(inlines).split()) for inlines in inlines_of(block))
        if words >= _LONG_TEXT:
            return True
    return False


@rule(codes.LONG_TITLE)
def long_title(issue: Issue) -> Iterator[Noticed]:
    """A title fits on cards and posters."""
    titles = [
        (plain_text(article.title.children), article.title.span) for article in issue.articles
    ]
    titles.append((issue.settings.title or "", issue.place("issue.title")))
    titles += [
        (plain_text(block.title), block.span)
        for article in issue.articles
        for block in walk(*article.body)
        if isinstance(block, Event)
    ]
    for title, span in titles:
        if (count := len(title)) > _LONGEST_TITLE:
            yield Noticed(
                span,
                tr(
                    "this title has {count} characters, and cards show {most}",
                    count=count,
                    most=_LONGEST_TITLE,
                ),
                tr("make it shorter, and say the rest in the summary"),
            )


# -- headings ------------------------------------------------------------------------------

_LONGEST_HEADING = 90
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", "…")


@rule(codes.BOLD_HEADING)
def bold_heading(issue: Issue) -> Iterator[Noticed]:
    """A heading is written as one, so that contents, voices and screen readers know it."""
    for article in issue.articles:
        for block, below in zip(article.body, article.body[1:], strict=False):
            text = _bold(block)
            if text and isinstance(below, Paragraph | List | Figure) and not _bold(below):
                yield Noticed(
                    block.span,
                    tr("this looks like a heading, and is only bold"),
                    tr("write ## {text}", text=text),
                )


def _bold(block: Block) -> str:
    """The words of a paragraph that is bold from end to end, and short as a heading."""
    if not isinstance(block, Paragraph):
        return ""
    parts = [i for i in block.children if not (isinstance(i, Text) and not i.text.strip())]
    whole = len(parts) == 1 and isinstance(parts[0], Styled) and parts[0].style == "strong"
    text = plain_text(block.children).strip()
    if not whole or len(text) > _LONGEST_HEADING or text.endswith(_ENDS_SENTENCE):
        return ""
    return text if re.search(r"[^\W\d_]{2}", text) else ""


# -- pictures ------------------------------------------------------------------------------

_FILE_NAME = re.compile(
    r"(?i).+\.(?:jpe?g|png|gif|webp|svg|heic|tiff?|bmp)|(?:img|dsc|dscn|dscf|pxl|mvimg|image|photo|screenshot|wp|fb_img"
    r"|received|z)[ _-]?\d[\w ()-]*|\d{8}[_-]\d{4,}|[0-9a-f]{16,}"
)


@rule(codes.FILE_NAME_AS_ALTERNATIVE)
def file_name_as_alternative(issue: Issue) -> Iterator[Noticed]:
    """Alternative text says what a picture shows."""
    wordless = proof_of(issue.publication.language).wordless
    nothing = re.compile(rf"(?:{wordless})[.:]?", re.IGNORECASE) if wordless else None
    for picture in _pictures(issue):
        alt = nfc(picture.alt).strip()
        named = _FILE_NAME.fullmatch(alt) or _is_name_of(alt, picture.file)
        if alt and (named or (nothing and nothing.fullmatch(alt))):
            yield Noticed(
                picture.span,
                tr('"{alt}" does not say what the picture shows', alt=alt),
                tr("write what is seen on it, for those who do not see it"),
            )


def _pictures(issue: Issue) -> Iterator[Picture]:
    if issue.cover:
        yield issue.cover
    for article in issue.articles:
        yield from pictures_of(article)


def _is_name_of(alt: str, file: str) -> bool:
    """Whether a text is the name of the file, and no words that name what it shows."""
    stem = PurePosixPath(file).stem
    return alt.casefold() == nfc(stem).casefold() and (
        re.search(r"[-_\d]", stem) is not None or (" " not in alt and slug_of(alt) == alt)
    )


_SMALL_COVER, _SMALL_FIGURE = 800, 400
_HEAVY = 12_000_000
_HEAVY_DRAWING = 1_500_000


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
            yield Noticed(
                span,
                tr(
                    "{file} has {width} × {height} pixels, which is blurred on paper",
                    file=file,
                    width=size[0],
                    height=size[1],
                ),
                tr("take the original, with {least} pixels or more", least=least),
            )


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
                yield Noticed(
                    block.picture.span,
                    tr(
                        "{file} is {times:.0f} times as high as wide, and a narrow strip on paper",
                        file=block.picture.file,
                        times=times,
                    ),
                    tr("cut it into parts that are at most twice as high as wide"),
                )


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
                    yield Noticed(
                        picture.span,
                        tr(
                            "{file} stands among words, and is shown no higher than they are",
                            file=picture.file,
                        ),
                        tr("put it on a line of its own, with an empty line above and below"),
                    )


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
    for picture in _pictures(issue):
        if picture.file in seen:
            continue
        seen.add(picture.file)
        try:
            size = (issue.folder / picture.file).stat().st_size
        except OSError:
            continue
        if size > (_HEAVY_DRAWING if is_drawing(Path(picture.file)) else _HEAVY):
            yield Noticed(
                picture.span,
                tr("{file} has {size:.1f} MB", file=picture.file, size=size / 1e6),
                tr("save it with 3000 pixels at most, as JPG; no edition shows more"),
            )
