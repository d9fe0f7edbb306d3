"""Letters tied to a number that stand for a word: M4 Tết, giật c9, 15n, 2b/tuần, vàng 18K.

In: a place at such letters or at such a number. Out: the word that their company tells, from
`tables/tied.yaml`; no claim where it tells none. A small letter behind a number that is no unit
and that nothing tells is spelled, and reported.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bulletin.languages.vi.abbreviations.neighbours import CONDITIONS, ONE_OF_BEFORE
from bulletin.languages.vi.cardinals import NUMBER, in_words
from bulletin.languages.vi.quantities import names
from bulletin.languages.vi.words import (
    CAPITALS,
    CLOSED,
    PACKAGE,
    SMALL,
    cased,
    follows,
    near,
    spelled,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_LETTERS_FIRST = re.compile(r"(?P<letters>[A-ZĐcdđefmx]{1,2})(?P<number>[0-9]{1,3})(?![^\W_])")
_APART = rf"\s(?=N(?:\s?{CLOSED}|\s[a-zđ]))"  # "lực kéo 5 N", and no "tổ 5 N. Trãi"
_NUMBER_FIRST = re.compile(
    rf"(?P<number>[1-3]/[2-4]|{NUMBER})(?:{_APART})?(?P<letters>[A-Za-z])(?![^\W_])"
)
_NO_UNIT = re.compile(rf"(?P<number>{NUMBER})(?P<letters>[npqrwz]|b(?=/))(?![^\W_])")
_NO_NAME = re.compile(
    rf"(?P<number>[1-9][0-9]{{0,2}})(?:{_APART})?(?P<letters>[NPCX])(?![^\W_]|[-–./&]\S|\s[-0-9])"
)
_CAPITAL_BEFORE = cased(r"(?<![^\W_])[\U][\l]+\s$")
_LETTER = re.compile(r"(?P<letters>ng|[a-zTN])(?P<number>)(?![^\W_]|\.đ)")
_LETTERED_BEFORE = re.compile(r"(?<![^\W_])([A-ZĐ]{1,2})[0-9]{1,3}\s?[-–]\s?$")
_TIED_BEFORE = re.compile(r"[^\W_][-–/.,&]?$")
_SPAN_BEFORE = re.compile(rf"(?<![^\W_])(?<![.,/-]){NUMBER}\s?[-–]\s?$")  # the "6-" of "6-12m"
_NAMING = ("lettered", "names_with_letters", "lot", "lettered_t", "lettered_p", "house", "flight")
_WORDS_TO_NAME = 6
_GUSTS = re.compile(r"([5-9]|1[0-7])\s?G\s?([6-9]|1[0-7])(?![^\W_])")
_WINDS = frozenset({"cấp", "gió", "bão"})
_OF_TABLE = frozenset({"say", "or", "numbers"})


def before_number(place: Place, match: re.Match[str]) -> Claim | None:
    """M4, c9, BK1: the word before its number; the number is left to what stands behind it."""
    if _TIED_BEFORE.search(place.before) and not _goes_on(place, match):
        return None
    told = _told(place, match, "before_number")
    if told is None:
        return None
    number = in_words(match["number"])
    senses = tuple(f"{word} {number}" for word in _words(told))
    if len(senses) > 1:
        return Claim(match.end(), senses[0], senses=senses)
    return Claim(match.start("number"), f"{undoubled(place, told['say'])} ".lstrip())


def _goes_on(place: Place, match: re.Match[str]) -> bool:
    """Whether a span of the same letters ends here: the C3 of "C1-C3"."""
    before = _LETTERED_BEFORE.search(place.before)
    return before is not None and before[1] == match["letters"]


def after_number(place: Place, match: re.Match[str]) -> Claim | None:
    """15n, 38w, 2b/tuần: the number with its word, or with a letter that nothing tells."""
    told = _told(place, match, "after_number")
    if told:
        return Claim(match.end(), f"{_amount(match['number'])} {told['say']}")
    bare = place.match(_NO_UNIT) or place.match(_NO_NAME)
    if bare is None or bare["letters"] in names() or _names_so(place, bare["letters"]):
        return None
    said = f"{in_words(bare['number'])} {spelled(bare['letters'])}"
    return Claim(bare.end(), said, (bare.span(),))


def gusts(place: Place, match: re.Match[str]) -> Claim | None:
    """Bão cấp 11G13: the force of the wind and that of its gusts, and no hour."""
    if place.previous not in _WINDS:
        return None
    return Claim(match.end(), f"{in_words(match[1])} giật cấp {in_words(match[2])}")


def _names_so(place: Place, letter: str) -> bool:
    """Whether the letter belongs to a name: "lớp 12N", "nhà 5C", "Lê Lợi 12P"."""
    if letter.islower():
        return follows(place, "lettered")
    named = any(follows(place, one) for one in _NAMING) or near(
        place, "temperature", _WORDS_TO_NAME
    )
    apart = not place.previous or not place.preceding.isspace()
    return named or apart or _CAPITAL_BEFORE.search(place.before) is not None


def _amount(number: str) -> str:
    """A number, or a half, a third or a quarter: the 1/4 of "1/4m tiêu"."""
    part, stroke, whole = number.partition("/")
    if not stroke:
        return in_words(number)
    return f"{in_words(part)} phần {'tư' if whole == '4' else in_words(whole)}"


def behind_stroke(place: Place, match: re.Match[str]) -> Claim | None:
    """The v of "1.250 đ/v": what something is paid for, as its company tells it."""
    if not ONE_OF_BEFORE.search(place.before):
        return None
    told = _told(place, match, "behind_stroke")
    if told is None:
        return None
    senses = _words(told)
    return Claim(match.end(), senses[0], senses=senses if len(senses) > 1 else ())


def _told(place: Place, match: re.Match[str], side: str) -> Mapping[str, str] | None:
    """The first reading of the letters whose number and company fit, or None."""
    readings: Sequence[Mapping[str, str]] = table(PACKAGE, "tied")[side].get(match["letters"], ())
    return next((one for one in readings if _holds(place, match, one)), None)


def _holds(place: Place, match: re.Match[str], one: Mapping[str, str]) -> bool:
    if "numbers" in one and match["number"] not in _numbers(str(one["numbers"])):
        return False
    asked = ((name, value) for name, value in one.items() if name not in _OF_TABLE)
    begins = _where_span_begins(place)
    return all(CONDITIONS[name](begins, match.end(), value) for name, value in asked)


def _where_span_begins(place: Place) -> Place:
    """The place of the first number, where this is the last one of a span."""
    span = _SPAN_BEFORE.search(place.before)
    if span is None:
        return place
    return Place(place.text, place.start - len(span[0]), place.end, place.lexicon, place.told)


@lru_cache(maxsize=200)
def _numbers(listed: str) -> frozenset[str]:
    """The numbers of "1-10", or of "8 9 10 14", as they are written."""
    first, dash, last = listed.partition("-")
    return frozenset(map(str, range(int(first), int(last) + 1)) if dash else listed.split())


def _words(told: Mapping[str, str]) -> tuple[str, ...]:
    """What letters may mean: what is said, and then the others."""
    return (told["say"], *told["or"].split(", ")) if "or" in told else (told["say"],)


RULES = (
    Rule("word", before_number, _LETTERS_FIRST, opens=CAPITALS + "cdđefmx", then="0123456789"),
    Rule("word", behind_stroke, _LETTER, opens=SMALL + "NT"),
    Rule("number", gusts, _GUSTS, then=" G"),
    Rule("number", after_number, _NUMBER_FIRST),
)
