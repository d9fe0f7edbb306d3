"""What a text has defined, said where the abbreviation stands again: "dự án KTS", NSGĐ2.

In: a place at a word, and what was defined before it. Out: the words it stands for; a guess where
two letters were defined and the words right beside tell what else they mean.
"""

import re

from bulletin.languages.vi.abbreviations.glossary import SIGNS
from bulletin.languages.vi.abbreviations.senses import Sense, beside_tables, defined
from bulletin.languages.vi.abbreviations.titles import title_of_person
from bulletin.languages.vi.words import PACKAGE, undoubled
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_CHAIN = re.compile(r"[^\W\d_]{1,12}(?:\s?[-–&/.]\s?[^\W\d_]{1,12}){0,4}(?![^\W\d_])")
_WITH_NUMBER = re.compile(r"[A-ZĐ]{2}[0-9]{1,4}(?![^\W_])")  # TB2 of "trạm bơm số 2 (TB2)"
_LINK = re.compile(r"\s?[-–&/.]\s?")
_TIE_BEFORE = frozenset("/-&.@_")
_TIED = re.compile(r"[-&/]\s?[^\W_]|[.@_][^\W_]")
_NUMBER = re.compile(r"[0-9]{1,2}(?![^\W_]|[./-][^\W_])")
_CITED = re.compile(r"\s(?:số\s)?[0-9]+(?:/(?:19|20)[0-9]{2})?[/-][A-ZĐ]{2}")  # "QĐ số 12/QĐ-UBND"
_SHORTEST_NUMBERED = 3  # letters of "NSGĐ2"; fewer and a number are a code
_OF_YEAR = re.compile(r"\s(?:số\s)?[0-9]+/(?:19|20)[0-9]{2}(?![0-9])")
_OF_RIVALS = 4  # letters; more mean one thing, and their neighbours tell none
_OF_TWO_MEANINGS = 2  # letters that mean much besides, whatever was defined: "trường TH"


def told(place: Place) -> Claim | None:
    """What the text has defined: KTS, KT-TH."""
    if not place.told or place.preceding in _TIE_BEFORE:
        return None
    match = place.match(_WITH_NUMBER)
    meant = defined(place, match[0], match.end()) if match else None
    if match and meant:
        return Claim(match.end(), undoubled(place, meant.say), source=meant.source)
    match = place.match(_CHAIN)
    if match is None:
        return None
    links = [match.start() + link.start() for link in _LINK.finditer(match[0])]
    for end in (match.end(), *reversed(links)):
        key = SIGNS.sub("", place.text[place.start : end])
        meant = defined(place, key, end)
        if meant and not _TIED.match(place.text, end) and _ends(place, key, end):
            say = undoubled(place, meant.say)
            return Claim(end, say, senses=_rivals(place, key, end, meant), source=meant.source)
    return None


def _ends(place: Place, key: str, end: int) -> bool:
    """Whether an abbreviation ends here, by itself or before a number of its own."""
    if len(key) <= _OF_TWO_MEANINGS and _cites(place, key, end):
        return False  # a kind of document
    if not place.text[end : end + 1].isdigit():
        return True
    return len(key) >= _SHORTEST_NUMBERED and _NUMBER.match(place.text, end) is not None


def _cites(place: Place, key: str, end: int) -> bool:
    """Whether a document is cited: "QĐ số 12/QĐ-UBND", and "TT 22/2021" of a kind of document."""
    if _CITED.match(place.text, end):
        return True
    return (
        key in table(PACKAGE, "documents")["kinds"] and _OF_YEAR.match(place.text, end) is not None
    )


def _rivals(place: Place, key: str, end: int, meant: Sense) -> tuple[str, ...]:
    """Both meanings of a few letters whose neighbours tell another than the text: "chi cục THA"."""
    if len(key) > _OF_RIVALS:
        return ()
    other = title_of_person(place) or beside_tables(place, key, end)
    differs = other is not None and other.casefold() != meant.say.casefold()
    return (meant.say, other) if other and differs else ()


RULES = (Rule("word", told),)
