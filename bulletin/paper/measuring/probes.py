"""What is set to be measured: the bodies of articles, their heads, and paragraphs by themselves.

In: drafts of articles. Out: elements, each with a name in an attribute.
"""

import copy
from collections.abc import Iterator
from typing import cast

from bulletin.formats.element_text import text_within
from bulletin.paper.drafts import Draft
from bulletin.xhtml import Element, append, element

PROBE = "data-probe"
"""The attribute with the name of what is measured."""
PART = "data-part"
"""That of what a piece is broken between: its texts are set whole."""
HEADS, RICH = ":heads", ":rich"
"""What follows the name of an article in that of its heads, and of its paragraphs with more in
them than letters."""


def frames(*, titled: bool) -> Iterator[Element]:
    """Two sections and three empty articles, for the spaces between."""
    for section, names in (("one", ("a", "b")), ("two", ("c",))):
        made = element("div", class_="section")
        made.set(PROBE, f"section-{section}")
        if titled:
            title = element("h2", section)
            title.set("data-label", section)
            append(made, element("div", title, class_="section-head"))
        for name in names:
            box = element("div", style="height:10mm")
            box.set(PROBE, name)
            frame = element("div", box, class_="article columns-1")
            frame.set(PROBE, f"{name}-frame")
            append(made, frame)
        yield made


def _box(draft: Draft, name: str, content: Element) -> Element:
    made = element(
        "div", element("div", content, class_=f"article columns-{draft.article.columns}")
    )
    made.set("class", "probe")
    made.set(PROBE, name)
    return made


def heads_of(draft: Draft) -> Iterator[Element]:
    """An article's heads in each way in which they may stand, and its picture."""
    slug = draft.article.slug + HEADS
    for stance, head in draft.heads.items():
        yield _box(draft, f"{slug}/{stance}", copy.deepcopy(head))
    if draft.figure is not None:
        figure = copy.deepcopy(draft.figure)
        figure.set(PROBE, f"{slug}/figure")
        inside = element("div", figure, class_="article-body")
        yield _box(draft, f"{slug}/with-figure", inside)


def boxes_of(draft: Draft) -> Iterator[Element]:
    """An article's pieces, and its notes."""
    slug = draft.article.slug
    for note in notes_in(draft.body):
        yield _box(draft, f"{slug}/note-{note.get('id')}", copy.deepcopy(note))
    body = append(
        _frame_of(draft.body),
        *(_in_a_word(one) if is_rich(one) else copy.deepcopy(one) for one in draft.body),
    )
    body.set(PROBE, f"{slug}/pieces")
    for number, piece in enumerate(body):
        piece.set(PROBE, f"{slug}/{number}")
        for head in piece.iter("thead"):
            head.set(PROBE, f"{slug}/{number}-thead")
        for place, part in enumerate(parts_of(piece)):
            part.set(PART, f"{slug}/{number}-{place}")
    yield _box(draft, f"{slug}/body", body)
    if draft.notes is not None:
        yield _box(draft, f"{slug}/notes", copy.deepcopy(draft.notes))


def rich_of(draft: Draft) -> Iterator[Element]:
    """Paragraphs with more in them than letters, among empty pieces: these may shape their style."""
    slug = draft.article.slug + RICH
    body = append(
        _frame_of(draft.body),
        *(copy.deepcopy(one) if is_rich(one) else _frame_of(one) for one in draft.body),
    )
    for number, piece in enumerate(body):
        if is_rich(piece):
            piece.set(PROBE, f"{slug}/{number}")
    yield _box(draft, f"{slug}/body", body)


_PARTS = (
    *("tr[not(ancestor::thead)]", "div[contains(@class, 'turn')]", "li[not(ancestor::li)]"),
    *("figure", "p"),
)
"""What a block is broken between, likeliest first."""


def parts_of(piece: Element) -> list[Element]:
    """What a piece that is no paragraph is broken between."""
    found = (cast("list[Element]", piece.xpath(f".//{part}")) for part in _PARTS)
    return next(filter(None, found), [])


def is_rich(piece: Element) -> bool:
    """Whether a piece is a paragraph with more in it than letters."""
    return piece.tag == "p" and len(piece) > 0


def _frame_of(piece: Element) -> Element:
    """An element without what is in it."""
    made = element(str(piece.tag))
    made.attrib.update(piece.attrib)
    return made


def _in_a_word(paragraph: Element) -> Element:
    """A paragraph of one word, which shows what is above and below it."""
    word = next(iter(text_within(paragraph).split()), "-")
    return append(_frame_of(paragraph), element("span", word))


def notes_in(item: Element) -> Iterator[Element]:
    """The footnotes in a piece that go to the foot of its page."""
    return (span for span in item.iter("span") if "footnote" in span.get("class", "").split())
