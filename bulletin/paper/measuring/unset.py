"""Plain paragraphs of which only a word is set, and how many lines they would take.

In: an element with paragraphs; later the boxes that WeasyPrint made of it, and the paragraphs'
texts. Out: the texts; what decides how many lines they take, whatever they say; these lines.
"""

from collections.abc import Iterator, Sequence

from bulletin.art.fonts import Faces
from bulletin.paper.markup.line_breaking import font_of, lines_of
from bulletin.paper.page_boxes import BlockContainerBox, Box, LineBox, children_of, inner
from bulletin.xhtml import Element

FLOWING = ("p", "ul", "ol")
"""Elements of running text."""
_PLAIN = "data-plain"
"""The attribute with the number of a paragraph of which only a word is set."""

Unset = tuple[int, list[str], int, str, float, float, float, float]
"""A paragraph: its number, its face, size, width, indent, and the height of a line, in pixels."""


def shortened(body: Element, mark: str) -> Iterator[str]:
    """Leave a word of each plain paragraph in texts and lists with a mark; these are the texts."""
    number = 0
    for piece in body.iter(*FLOWING):
        for paragraph in piece.iter("p") if piece.get(mark) else ():
            if paragraph.text and not len(paragraph):
                yield paragraph.text
                paragraph.set(_PLAIN, str(number))
                number += 1
                paragraph.text = paragraph.text.split()[0]


def lines_in(box: Box) -> tuple[int, list[Unset]]:
    """How many lines of text a box holds, and the paragraphs of which only a word was set."""
    box = inner(box)
    if not box.is_in_normal_flow():  # a raised capital, the number of an item
        return 0, []
    if isinstance(box, LineBox):
        return 1, []
    if isinstance(box, BlockContainerBox) and (number := box.element.get(_PLAIN)):
        return 0, [_unset(box, int(number))]
    found = [lines_in(child) for child in children_of(box)]
    return sum(lines for lines, _ in found), [one for _, unset in found for one in unset]


def _unset(box: Box, number: int) -> Unset:
    """What decides how many lines a plain paragraph takes in its box, and how high these are."""
    style = box.style
    face = (list(style["font_family"]), style["font_weight"], style["font_style"])
    sizes = (style["font_size"], box.width, style["text_indent"].value, box.children[0].height)
    return number, *face, *sizes


def further_lines(one: Unset, texts: Sequence[str], faces: Faces) -> tuple[int, float]:
    """How many lines a paragraph takes, and the height of those that were not set, in pixels."""
    number, families, weight, style, size, width, indent, height = one
    face = faces.named(families, weight, style) or faces.text[0]
    font = font_of(face.file, weight, size)
    count = lines_of(font.words(texts[number]), width / size, indent / size)
    return count, (count - 1) * height
