"""Pictures on lines of their own in a paragraph: they are pictures, not signs in a sentence.

In: the tokens of a paragraph. Out: its parts in order, pictures and text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from bulletin import document
from bulletin.source.file_kinds import DRAWINGS
from bulletin.source.markdown.cursor import Cursor
from bulletin.source.markdown.inlines import InlineReader

_BREAKS = {"softbreak", "hardbreak"}
_MARKS = {f"{mark}_{side}" for mark in ("em", "strong", "s") for side in ("open", "close")}
"""What says nothing of a picture."""
_CAPTION = 160
"""Characters of a caption at the most; what is longer is text that follows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture's token, and that of the link that it stands in."""

    image: Token
    link: Token | None = None


@dataclass(frozen=True, slots=True)
class PicturedPart:
    """Pictures, or text: `caption` when it stands right below a picture and reads like one."""

    pictures: tuple[Shown, ...] = ()
    text: tuple[Token, ...] = ()
    caption: bool = False


def pictured(
    tokens: Sequence[Token],
    figure: Callable[[Shown], document.Figure | None],
    text: Callable[[Sequence[Token]], document.Paragraph],
) -> document.Blocks | None:
    """The blocks of a paragraph with pictures on lines of their own; None for any other.

    `figure` and `text` read its parts.
    """
    parts = _parts(tokens)
    if not any(part.pictures for part in parts):
        return None
    if len(parts) == len(parts[0].pictures) == 1:
        alone = figure(parts[0].pictures[0])
        return (alone,) if alone else ()
    return _blocks(parts, figure, text)


def _parts(tokens: Sequence[Token]) -> tuple[PicturedPart, ...]:
    """A paragraph's parts; one of text where its pictures stand in sentences."""
    lines = [part for line in _lines(tokens) for part in _without_notes(line)]
    parts: list[PicturedPart] = []
    for line, images in zip(lines, _shown(lines), strict=True):
        before = parts[-1] if parts else None
        if images:
            parts.append(PicturedPart(pictures=images))
        elif before and before.text:
            parts[-1] = replace(before, text=(*before.text, *line))
        else:
            parts.append(PicturedPart(text=tuple(line)))
    return tuple(_captioned(parts))


def _shown(lines: Sequence[Sequence[Token]]) -> list[tuple[Shown, ...]]:
    """The pictures of each line; a line beside one of pictures is no line between two of text."""
    last = len(lines) - 1
    shown = [_images(line, edge=n in {0, last}) for n, line in enumerate(lines)]
    for way in (range(1, last), range(last - 1, 0, -1)):
        for number in way:
            if not shown[number] and (shown[number - 1] or shown[number + 1]):
                shown[number] = _images(lines[number], edge=True)
    return shown


def _lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The lines of a paragraph, each with its break at the end where text follows text."""
    line: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.nesting
        line.append(token)
        if token.type in _BREAKS and not depth:
            yield line
            line = []
    if line:
        yield line


def _without_notes(line: list[Token]) -> Iterator[list[Token]]:
    """A line; the marks of notes right behind its picture, which are of that, as a line below it."""
    end = len(line)
    while end and line[end - 1].type in {"footnote_ref", *_BREAKS}:
        end -= 1
    marks = [token for token in line[end:] if token.type not in _BREAKS]
    if marks and _images(line[:end], edge=True):
        yield line[:end]
        yield line[end:]
    else:
        yield line


def _images(line: Sequence[Token], *, edge: bool) -> tuple[Shown, ...]:
    """The pictures of a line that holds nothing else.

    Between two lines of text only photographs are pictures: a sign may begin a line there.
    """
    said = [token for token in line if token.type not in _BREAKS | _MARKS]
    solid = [token for token in said if token.type != "text" or token.content.strip()]
    if any(token.type not in {"image", "link_open", "link_close"} for token in solid):
        return ()
    images = tuple(shown_in(solid))
    if len(images) > 1 and any(one.link and _drawing(one) for one in images):
        return ()  # signs in a row, each of which leads somewhere
    return images if edge or len(images) > 1 or all(map(_photograph, images)) else ()


def shown_in(tokens: Sequence[Token]) -> Iterator[Shown]:
    """The pictures among tokens, each with its link."""
    link = None
    for token in tokens:
        if token.type == "image":
            yield Shown(token, link)
        elif token.type in {"link_open", "link_close"}:
            link = token if token.nesting > 0 else None


def _drawing(shown: Shown) -> bool:
    return str(shown.image.attrs.get("src", "")).lower().endswith(DRAWINGS)


def _photograph(shown: Shown) -> bool:
    return str(shown.image.attrs.get("src", "")).lower().endswith(document.PHOTOGRAPHS)


def _captioned(parts: Sequence[PicturedPart]) -> Iterator[PicturedPart]:
    """The parts without breaks at their ends, and with captions known as such."""
    for number, part in enumerate(parts):
        text = part.text
        while text and text[-1].type in _BREAKS:
            text = text[:-1]
        written = sum(len(token.content) for token in text)
        below = number > 0 and len(parts[number - 1].pictures) == 1
        # Between a picture and the end; after text, the text goes on below the picture.
        begins = number == 1 or _emphasised(text)
        yield replace(part, text=text, caption=below and begins and written <= _CAPTION)


def _emphasised(text: Sequence[Token]) -> bool:
    return bool(text) and text[0].type == "em_open" and text[-1].type == "em_close"


def _blocks(
    parts: Sequence[PicturedPart],
    figure: Callable[[Shown], document.Figure | None],
    text: Callable[[Sequence[Token]], document.Paragraph],
) -> document.Blocks:
    """The blocks of parts, read by `figure` and `text`; a caption goes to its picture."""
    made: list[document.Block] = []
    for part in parts:
        figures = [figure(shown) for shown in part.pictures]
        made += [replace(f, span=f.picture.span) for f in figures if f]
        words = text(part.text) if part.text else None
        words = words if words and words.children else None
        above = made[-1] if made else None
        if words and part.caption and isinstance(above, document.Figure) and not above.caption:
            made[-1] = replace(above, caption=_bare(words.children))
        elif words:
            made.append(words)
    return tuple(made)


def _bare(caption: document.Inlines) -> document.Inlines:
    """A caption without the emphasis that it was written in from end to end."""
    solid = [inline for inline in caption if document.plain_text((inline,)).strip()]
    if len(solid) == 1 and isinstance(solid[0], document.Styled) and solid[0].style == "emphasis":
        return solid[0].children
    return caption


def running(tokens: Sequence[Token], reader: InlineReader, cursor: Cursor) -> document.Paragraph:
    """Text that stands between pictures."""
    span = cursor.find(*(token.content for token in tokens[:1] if token.content))
    children = reader.read(tokens, cursor)
    return document.Paragraph(span=replace(span, end_column=0), children=children)
