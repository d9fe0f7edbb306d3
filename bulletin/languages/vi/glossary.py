"""The glossary: what every abbreviation stands for, in the company in which it stands.

In: an abbreviation as a table writes it, and where it stands. Out: its words. An entry may have
several readings, each with conditions on its neighbours; the first that holds is taken. The
tables lie in `tables/abbreviations/`, one file a domain.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from bulletin.languages.vi.words import (
    PACKAGE,
    cased,
    in_capitals,
    old_placing,
    role,
)
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

Alternatives = tuple[dict[str, str], ...]

SIGNS = re.compile(r"[-–/.&+\s]")  # what may stand between the letters of an abbreviation
NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
_NUMBER_AFTER = re.compile(r"\s*(?:số\s+)?[:.]?\s?(?:[0-9]|[IVX]{1,5}(?![^\W_]))")
_NAME_AFTER = cased(r"\.?\s*[\U][\l]")
_GAP_BEFORE = re.compile(r"(?:[\s,;&/+:–(.-]|(?<=\s)và\s)*$")
_GAP_AFTER = re.compile(r"[\s,;&/+–.(-]*(?:và\s+)?")
_RIGHT_BEFORE = re.compile(r"[^\W_]\s+$")
_WORD = re.compile(r"[^\W_]+")
_OTHER_WORDS = frozenset({"đảng bộ", "cán bộ", "chi bộ", "nội bộ", "tiến bộ", "toàn bộ"})
_NEIGHBOURHOOD = 40  # characters
_LONGEST_PHRASE = 3  # words


@cache
def entries() -> dict[str, Alternatives]:
    """Every abbreviation with its readings, in the order in which they are tried."""
    merged: dict[str, Alternatives] = {}
    directory = files(PACKAGE).joinpath("tables", "abbreviations")
    for source in sorted(directory.iterdir(), key=lambda path: path.name):
        entries = table(PACKAGE, f"abbreviations/{source.name.removesuffix('.yaml')}")
        for key, reading in entries.items():
            if key in merged:
                message = f"{source.name}: {key} is in another table already"
                raise ValueError(message)
            merged[key] = ({"say": reading},) if isinstance(reading, str) else tuple(reading)
    return merged


@lru_cache(maxsize=5_000)
def plain_reading(key: str) -> str | None:
    """The reading of an abbreviation where nothing around it is known, or None."""
    alternatives = entries().get(key) or entries().get(SIGNS.sub("", key))
    return next((one["say"] for one in alternatives or () if len(one) == 1), None)


def known(key: str) -> bool:
    """Whether a table has this word, whatever its neighbours must be."""
    return key in entries()


def reading(place: Place, key: str, end: int) -> str | None:
    """The reading of an entry that is written from this place to `end`, or None."""
    for one in entries().get(key, ()):
        if all(_holds(place, end, name, value) for name, value in one.items() if name != "say"):
            return one["say"]
    return None


def _holds(place: Place, end: int, condition: str, value: str) -> bool:
    match condition:
        case "followed_by":
            return _followed_by(place, end, value)
        case "preceded_by":
            return _preceded_by(place, value)
        case "before_number":
            return _NUMBER_AFTER.match(place.text, end) is not None
        case "after_number":
            return NUMBER_BEFORE.search(place.before) is not None
        case "before_name":
            return _NAME_AFTER.match(place.text, end) is not None
        case "not_in_capitals":
            return not in_capitals(place, end)
    message = f"no such condition of an abbreviation: {condition}"
    raise ValueError(message)


@lru_cache(maxsize=1_000)
def _phrases(listed: str) -> frozenset[str]:
    return frozenset(old_placing(phrase.strip()) for phrase in listed.split(","))


def _preceded_by(place: Place, listed: str) -> bool:
    before = place.before.lower()
    gap = _GAP_BEFORE.search(before)
    head = before[: gap.start()] if gap else before
    words = [old_placing(word) for word in _WORD.findall(head[-_NEIGHBOURHOOD:])]
    last = words[-_LONGEST_PHRASE:]
    if " ".join(last[-2:]) in _OTHER_WORDS:  # "Đảng bộ" is no ministry
        return " ".join(last[-2:]) in _phrases(listed)
    return any(" ".join(last[start:]) in _phrases(listed) for start in range(len(last)))


def _followed_by(place: Place, end: int, listed: str) -> bool:
    gap = _GAP_AFTER.match(place.text, end)
    following = old_placing(place.text[gap.end() if gap else end :][:_NEIGHBOURHOOD].lower())
    colon = place.text[end : end + 2].lstrip()[:1]
    return any(
        (phrase == ":" and colon == ":")
        or (following.startswith(phrase) and not following[len(phrase) :][:1].isalpha())
        for phrase in _phrases(listed)
    )


def undoubled(place: Place, say: str) -> str:
    """The reading without the words that are written right before: "khu KCN" is said once.

    The end of another word is not the same ("thi công Cty" keeps "công ty"), nor is anything
    over a colon.
    """
    if not place.previous or not _RIGHT_BEFORE.search(place.before):
        return say
    said = say.split()
    compared = [old_placing(word.lower().strip(",-")) for word in said]
    before = [old_placing(word) for word in place.words]
    for count in range(min(len(said), len(before)), 0, -1):
        if before[-count:] == compared[:count] and (count > 1 or not _ends_compound(before)):
            return " ".join(said[count:])
    return say


def _ends_compound(before: list[str]) -> bool:
    """Whether the last word before is the end of a word of two syllables."""
    return " ".join(before[-2:]) in role("compounds")
