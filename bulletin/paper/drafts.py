"""Articles as elements before and after it is decided how they stand.

In: an article, the writer; later an `Arrangement`. Out: `Draft`, and the final element.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.document import Article
from bulletin.paper.arranging.pieces import Arrangement, Stance
from bulletin.paper.markup.writer import PaperWriter
from bulletin.xhtml import Element

_FRONT = 3
"""The page of the first article, behind the cover and the contents, as long as these are short."""


@dataclass(frozen=True)
class Draft:
    """An article: its heads by stance, its body's elements, its notes, and the picture inside.

    `frame` is the article's element, with a head that is not yet the right one.
    """

    article: Article
    frame: Element
    heads: Mapping[Stance, Element]
    figure: Element | None

    @property
    def body(self) -> Element:
        """The element that holds the article's pieces."""
        return self.frame[1]

    @property
    def notes(self) -> Element | None:
        """What follows the body."""
        return self.frame[2] if len(self.frame) > 2 else None  # noqa: PLR2004, head, body, notes


def draft_of(article: Article, writer: PaperWriter) -> Draft:
    """The draft of an article."""
    frame = writer.article(article)
    return Draft(article, frame, writer.heads(article), writer.opening(article))


def expected_pages(
    drafts: Sequence[Draft], pages: Iterable[Sequence[int]]
) -> Iterator[tuple[str, int]]:
    """The page of each place in articles: of its head and its pieces they are given, from 0."""
    for draft, (first, *others) in zip(drafts, pages, strict=True):
        last = others[-1] if others else first
        elements = ((draft.frame[0], first), *zip(draft.body, others, strict=True))
        notes = ((draft.notes, last),) if draft.notes is not None else ()
        for element, page in (*elements, *notes):
            yield from ((name, _FRONT + page) for name in element.xpath(".//@id | @id"))
        yield draft.article.slug, _FRONT + first


def finished(draft: Draft, arrangement: Arrangement) -> Element:
    """The article as it is arranged."""
    frame, body = draft.frame, draft.body
    frame.replace(frame[0], draft.heads[arrangement.stance])
    pieces = list(body)
    for number, scale in arrangement.scales.items():
        shrink(pieces[number], scale)
    body[:] = [pieces[number] for number in arrangement.order]
    if arrangement.stance == "inside" and draft.figure is not None:
        body.insert(1, draft.figure)
    return frame


def shrink(piece: Element, scale: float) -> None:
    """Make the pictures of a piece smaller."""
    for item in piece.iter("img", "span"):
        if (style := item.get("style")) and "as-" in item.get("class", ""):
            smaller = re.sub(
                r"(width|height):([\d.]+)mm",
                lambda found: f"{found[1]}:{float(found[2]) * scale:.2f}mm",
                style,
            )
            item.set("style", smaller)
