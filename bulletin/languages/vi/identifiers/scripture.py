"""What Catholics write short: Ga 3,16, Lc 15,11-32, 1 Cr 13,4-7, St 2,4a, CN XXX TN.

In: a place at a book's letters, at the number of its epistle, or at a Sunday. Out: the book, chapter
and verses, so that the comma is no decimal, and a Sunday in its season. The books and the seasons
are in `tables/scripture.yaml`.
"""

import re
from functools import cache

from bulletin.languages.vi.cardinals import cardinal, roman_value, year
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import CAPITALS, cased, near, said_by, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_VERSE = r"[0-9]{1,3}[a-d]{0,3}"
_VERSES = rf"{_VERSE}(?:\s?[-–]\s?{_VERSE})?"
_NUMBER = re.compile(r"([0-9]+)([a-d]{0,3})")
_MORE = re.compile(
    rf"\s(?P<word>hoặc|hay|và)\s(?P<chapter>[0-9]{{1,3}}),(?P<verses>{_VERSES}(?:\.{_VERSES}){{0,6}})(?![^\W_])"
)
_DASH = re.compile(r"\s?[-–]\s?")
_ORDINALS = {"1": "thứ nhất", "2": "thứ hai", "3": "thứ ba"}


@cache
def _passage() -> re.Pattern[str]:
    books = "|".join(sorted(said_by("scripture", "books"), key=lambda book: (-len(book), book)))
    return re.compile(
        rf"(?P<see>x\.\s?)?(?P<epistle>[123]\s?)?(?P<book>{books})\s(?P<chapter>[0-9]{{1,3}}),\s?"
        rf"(?P<verses>{_VERSES}(?:\.{_VERSES}){{0,6}})(?![^\W_]|[.,][0-9]{{3}})"
    )


def passage(place: Place) -> Claim | None:
    """A chapter and its verses behind a book."""
    match = place.match(_passage())
    if match is None or place.preceding.isalnum() or measures(place.text, match.end()):
        return None  # "Tt 12,5 ha"
    book = said_by("scripture", "books")[match["book"]]
    if match["epistle"]:
        book = f"{book} {_ORDINALS[match['epistle'].strip()]}"
    said = f"{'xem ' if match['see'] else ''}{book}, {_chapter(match)}"
    more = _MORE.match(place.text, match.end())
    if more:
        return Claim(more.end(), f"{said} {more['word']} {_chapter(more)}")
    return Claim(match.end(), said)


def _chapter(match: re.Match[str]) -> str:
    """A chapter and its verses, of which several groups may be parted by dots."""
    groups = match["verses"].split(".")
    verses = ", ".join(" đến ".join(map(_said, _DASH.split(group))) for group in groups)
    return f"chương {cardinal(int(match['chapter']))}, câu {verses}"


def _said(verse: str) -> str:
    """A verse and the letters of its parts."""
    number = _NUMBER.fullmatch(verse)
    return f"{cardinal(int(number[1]))} {spelled(number[2])}".strip() if number else verse


@cache
def _sunday() -> re.Pattern[str]:
    seasons = "|".join(said_by("scripture", "seasons"))
    return re.compile(
        rf"(?:CN|Cn)\s(?P<number>[IVX]{{1,6}}|[1-9][0-9]?)\s(?P<season>{seasons})(?![^\W_])"
    )


def sunday(place: Place) -> Claim | None:
    """CN XXX TN, CN 2 MV: a Sunday by its number and its season."""
    match = place.match(_sunday())
    if match is None:
        return None
    number = match["number"]
    value = int(number) if number.isdigit() else roman_value(number)
    season = said_by("scripture", "seasons")[match["season"]]
    return Claim(match.end(), f"Chúa nhật {cardinal(value)} {season}")


_DIED = re.compile(r"[+†]\s?((?:1[0-9]|20)[0-9]{2})(?=\s?\))")
_NAME_BEFORE = cased(r"(?<![^\W_])[\U][\l]*\s?\($")
_SAINT_WORDS = 10


def died(place: Place, match: re.Match[str]) -> Claim | None:
    """The year of a death behind a cross: "thánh Phan Văn Minh (+1853)"."""
    if not _NAME_BEFORE.search(place.before):
        return None  # "giá bà con bán tăng (+1500)"
    if not near(place, "who_died", _SAINT_WORDS):
        return None
    return Claim(match.end(), f"mất năm {year(match[1])}")


RULES = (
    Rule("sign", died, _DIED, opens="+†"),
    Rule("word", sunday, opens="C"),
    Rule("word", passage, opens="ABCDEGHIKLMNPRSTUVXYĐx", then=" ."),
    Rule("number", passage, opens="123", then=CAPITALS + " "),
)
