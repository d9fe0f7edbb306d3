"""Places in the Bible as Catholics write them: Ga 3,16, Lc 15,11-32, 1 Cr 13,4-7, St 2,4a.

In: a place at a book's letters, or at the number of its epistle. Out: the book, chapter and verses,
so that the comma is no decimal. The books are in `tables/scripture.yaml`.
"""

import re
from functools import cache

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import said_by, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_VERSE = r"[0-9]{1,3}[a-d]?"
_NUMBER = re.compile(r"([0-9]+)([a-d]?)")
_ORDINALS = {"1": "thứ nhất", "2": "thứ hai", "3": "thứ ba"}


@cache
def _passage() -> re.Pattern[str]:
    books = "|".join(sorted(said_by("scripture", "books"), key=lambda book: (-len(book), book)))
    return re.compile(
        rf"(?P<epistle>[123]\s?)?(?P<book>{books})\s(?P<chapter>[0-9]{{1,3}}),\s?(?P<first>{_VERSE})"
        rf"(?:\s?[-–]\s?(?P<last>{_VERSE}))?(?![^\W_]|[.,][0-9]{{3}})"
    )


def passage(place: Place) -> Claim | None:
    """A chapter and its verses behind a book."""
    match = place.match(_passage())
    if match is None or place.preceding.isalnum() or measures(place.text, match.end()):
        return None  # "Tt 12,5 ha"
    book = said_by("scripture", "books")[match["book"]]
    if match["epistle"]:
        book = f"{book} {_ORDINALS[match['epistle'].strip()]}"
    verses = _said(match["first"]) + (f" đến {_said(match['last'])}" if match["last"] else "")
    return Claim(match.end(), f"{book}, chương {cardinal(int(match['chapter']))}, câu {verses}")


def _said(verse: str) -> str:
    """A verse and the letter of its part."""
    number = _NUMBER.fullmatch(verse)
    return f"{cardinal(int(number[1]))} {spelled(number[2])}".strip() if number else verse


RULES = (
    Rule("word", passage, opens="ABCDEGHIKLMNPRSTUVXYĐ"),
    Rule("number", passage, opens="123"),
)
