"""The pages of the printed edition, marked in the book.

In: the PDF and the book's pages. Out: page breaks set into the pages, and where each page
begins. A PDF names the places of all fragment ids (ISO 32000-1, 12.3.2.3, named destinations),
and the book has the same ids, down to the sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from bulletin.editions.epub.writer import TYPE
from bulletin.theming.contexts.book import PageStart
from bulletin.xhtml import Element, element


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed pages: the label of each, and the page (from 0) where a fragment stands."""

    labels: tuple[str, ...]
    places: Mapping[str, int]


def read_printed(file: Path) -> Printed:
    """The labels and named destinations of a PDF."""
    with pikepdf.open(file) as pdf:
        labels = tuple(str(page.label) for page in pdf.pages)
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
        if names is None:
            return Printed(labels, {})
        places: dict[str, int] = {}
        for name, place in pikepdf.NameTree(names).items():
            target = place.get("/D") if isinstance(place, pikepdf.Dictionary) else place
            if isinstance(target, pikepdf.Array) and len(target):
                number = numbers.get(target[0].objgen)
                if number is not None:
                    places[str(name)] = number
        return Printed(labels, places)


def mark(
    pages: Sequence[tuple[str, Element]], printed: Printed, front: Sequence[str], done: int = 0
) -> tuple[PageStart, ...]:
    """Set page breaks into the pages, and say where each printed page begins.

    `pages` are paths and trees in reading order. `front` are the paths of the cover and the
    contents, which stand for the printed pages before the first fragment. A printed page on
    which nothing begins has its break at the next place that begins something. `done` is how
    many have begun in pages before these: as many as there were starts.
    """
    starts: list[PageStart] = []
    for path, tree in pages:
        for target in list(tree.iter("*")):
            number = printed.places.get(target.get("id", ""), -1)
            if number < done or not _is_place(target):
                continue
            if done == 0:
                before = front[: min(number, len(front))]
                starts += [PageStart(printed.labels[i], p) for i, p in enumerate(before)]
                done = len(before)
            for index in range(done, number + 1):
                _insert(target, tree, _break(index, printed.labels[index]))
                starts.append(PageStart(printed.labels[index], f"{path}#{_id(index)}"))
            done = number + 1
    return tuple(starts)


_INLINE = {"span", "a", "em", "strong"}
_WITHIN = {"li", "td", "th"}
_BESIDE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "table", "ul", "ol", "div", "aside"}
_HOLDS = {"section", "div", "header", "aside", "blockquote", "li", "td", "th", "figcaption"}


def _is_place(target: Element) -> bool:
    """Whether a page break may stand before this element, or at its start."""
    parent = target.getparent()
    if parent is None or target.tag in _WITHIN:
        return True
    return target.tag in _INLINE or (target.tag in _BESIDE and parent.tag in _HOLDS)


def _insert(target: Element, tree: Element, made: Element) -> None:
    """Put the break where the element begins."""
    if target is tree or target.tag in _WITHIN:
        made.tail, target.text = target.text, None
        breaks = sum(1 for child in target if child.get(TYPE) == "pagebreak")
        target.insert(breaks, made)
    else:
        target.addprevious(made)


def _break(index: int, label: str) -> Element:
    made = element("span", id=_id(index), role="doc-pagebreak", aria_label=label)
    made.set(TYPE, "pagebreak")
    return made


def _id(index: int) -> str:
    return f"page-{index + 1}"
