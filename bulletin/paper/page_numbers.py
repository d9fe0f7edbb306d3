"""Numbers of pages that links show, given to WeasyPrint as text and verified in the pages.

In: style sheets that ask for the page of a link's target, a document, the numbers as they are
expected. Out: pages in which each number that is shown is right. WeasyPrint would find the
numbers itself (CSS Generated Content, `target-counter`), but lays nearly all pages out again
for that, and again when a number has more digits than it thought.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from weasyprint.document import Document

from bulletin.paper.page_boxes import words_around

_ASKED = re.compile(
    r"target-counter\(\s*attr\(\s*href(?:\s+url)?\s*\)\s*,\s*page\s*(?:,\s*decimal\s*)?\)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"counter-(?:reset|set|increment)\s*:[^;}]*\bpage\b", re.IGNORECASE)
_NUMBER = "data-page"
"""The attribute of a link that has the number of its target's page."""
_ROUNDS = 8
"""How often pages are laid out at the most; WeasyPrint gives up after as many."""


def given(sheets: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Style sheets (name, text) that show the numbers given to links, not those they would count.

    What they ask of other targets, or in other figures, WeasyPrint goes on counting; and all of
    it where a theme counts pages in a way of its own.
    """
    whole = tuple(sheets)
    if any(_COUNTED.search(css) for _, css in whole):
        return whole
    return tuple((name, _ASKED.sub(f"attr({_NUMBER})", css)) for name, css in whole)


def settled(
    root: Element, expected: Mapping[str, int], lay_out: Callable[[], Document]
) -> tuple[Document, dict[str, int]]:
    """The document laid out until all numbers that it shows are right; the page of each place.

    `expected` are numbers of pages by fragment id; `lay_out` sets what `root` holds then.
    """
    links = [link for link in root.iter() if link.get("href", "").startswith("#")]
    numbers: Mapping[str, int] = expected
    for _ in range(_ROUNDS):
        for link in links:
            link.set(_NUMBER, str(numbers.get(link.get("href", "")[1:], 0)))
        document = lay_out()
        found = _pages(document)
        if all(found.get(target, number) == number for target, number in _shown(document)):
            break
        numbers = found
    return document, found


def strays_of(
    expected: Mapping[str, int], found: Mapping[str, int]
) -> dict[str, tuple[int | None, int]]:
    """The places found on another page than expected: that one, and where they were found."""
    return {
        place: (expected.get(place), number)
        for place, number in found.items()
        if expected.get(place) != number
    }


def corrected(
    expected: Mapping[str, int], strays: Mapping[str, tuple[int | None, int]]
) -> dict[str, int]:
    """Expected numbers, each as it was found where the same was expected before."""
    again = {p: found for p, (before, found) in strays.items() if expected.get(p) == before}
    return {**expected, **again}


def _pages(document: Document) -> dict[str, int]:
    """On which page each place stands; of one in several pieces, the first."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def _shown(document: Document) -> Iterator[tuple[str, int]]:
    """The places of which links show a number, and that number."""
    words: dict[Element, str] = {}
    for page in document.pages:
        for element, text in words_around(page):
            # A line may end inside of what a link shows.
            words[element] = words.get(element, "") + text
    for link, text in words.items():
        number = link.get(_NUMBER)
        if number is not None and number in text:
            yield link.get("href", "")[1:], int(number)
