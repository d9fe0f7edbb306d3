"""The glossary: what every abbreviation stands for, in the company in which it stands.

In: an abbreviation as a table writes it, and where it stands. Out: its words. An entry may have
several readings, each with conditions on its neighbours; the first that holds is taken. One
without conditions is the default, and a guess wherever there are others, unless the table says
that it is `surely` meant. The tables lie in `tables/abbreviations/`, one file a domain;
`tables/topics.yaml` has the words that tell what a clause is about, `tables/company.yaml` the words
that stand beside each sense of the commonest.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bulletin.languages.vi.company import companies
from bulletin.languages.vi.words import (
    PACKAGE,
    cased,
    in_capitals,
    is_syllable,
    old_placing,
    role,
)
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

Alternatives = tuple[dict[str, str], ...]

SIGNS = re.compile(r"[-–/.&+\s]")  # what may stand between the letters of an abbreviation
NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
_NUMBER_AFTER = re.compile(r"\s*(?:số\s+)?[:.]?\s?(?:[0-9]|[IVX]{1,5}(?![^\W_]))")
_ORDINAL_AFTER = re.compile(r"\s?[0-9]{1,2}(?![\w%]|[.,/-]?[0-9])")
_FRACTION_AFTER = re.compile(r"\s?:?\s?[1-9][0-9]{1,2}/[1-9][0-9]{1,2}(?![0-9]|[.,/-][0-9])")
_NAME_AFTER = cased(r"\.?\s*[\U][\l]")
_NAME_BEFORE = cased(r"[\U][\l]+\s+[\U][\l]*\s*(?:[,(–-]\s*)+$")
_GAP_BEFORE = re.compile(r"(?:[\s,;&/+:–(.-]|(?<=\s)và\s)*$")
_GAP_AFTER = re.compile(r"[\s,;&/+–.(-]*(?:và\s+)?")
_RIGHT_BEFORE = re.compile(r"[^\W_]\s+$")
_WORD = re.compile(r"[^\W_]+")
_OTHER_WORDS = frozenset({"đảng bộ", "cán bộ", "chi bộ", "nội bộ", "tiến bộ", "toàn bộ"}) | {
    "vướng mắc",
    "thắc mắc",
    "trang bị",
    "chuẩn bị",
}  # nobody who is "vướng mắc" is ill
_DIGITS = "0123456789"  # before a unit: "22kV"
_NEIGHBOURHOOD = 40  # characters
_LONGEST_PHRASE = 4  # words


@dataclass(frozen=True, slots=True)
class Entry:
    """An abbreviation: its readings in the order in which they are tried, and their table."""

    alternatives: Alternatives
    table: str

    @property
    def senses(self) -> tuple[str, ...]:
        """All that it may mean, each once."""
        return tuple({one["say"].casefold(): one["say"] for one in self.alternatives}.values())


@dataclass(frozen=True, slots=True)
class Sense:
    """What an abbreviation means at a place.

    `senses` are all that it may mean, if none of its neighbours told; `source` is where the
    reading comes from; `in_words` says that words told it, and not only a number or a capital.
    """

    say: str
    source: str
    senses: tuple[str, ...] = ()
    in_words: bool = False


def all_senses(key: str, entry: Entry) -> tuple[str, ...]:
    """All that an abbreviation may mean by its table and by the words beside it, each once."""
    company = companies().get(key)
    every = (*entry.senses, *(company.senses if company else ()))
    return tuple({say.casefold(): say for say in every}.values())


@cache
def entries() -> dict[str, Entry]:
    """Every abbreviation with its readings."""
    merged: dict[str, Entry] = {}
    directory = files(PACKAGE).joinpath("tables", "abbreviations")
    for source in sorted(directory.iterdir(), key=lambda path: path.name):
        name = f"abbreviations/{source.name.removesuffix('.yaml')}"
        for key, reading in table(PACKAGE, name).items():
            if key in merged:
                message = f"{source.name}: {key} is in {merged[key].table} already"
                raise ValueError(message)
            alternatives = ({"say": reading},) if isinstance(reading, str) else tuple(reading)
            merged[key] = Entry(alternatives, name)
    return merged


@lru_cache(maxsize=5_000)
def plain_reading(key: str) -> str | None:
    """The reading of an abbreviation where nothing around it is known, or None."""
    entry = entries().get(key) or entries().get(SIGNS.sub("", key))
    alternatives = entry.alternatives if entry else ()
    return next((one["say"] for one in alternatives if not _conditions(one)), None)


def default_senses(key: str) -> tuple[str, ...]:
    """What an abbreviation means where nothing around it is known: the default, then the others.

    None of the others if the table is sure, and nothing at all without a default.
    """
    entry = entries().get(key)
    default = entry.alternatives[-1] if entry else {}
    if entry is None or _conditions(default):
        return ()
    others = () if "surely" in default else all_senses(key, entry)
    return tuple(dict.fromkeys([default["say"], *others]))


def known(key: str) -> bool:
    """Whether a table has this word, whatever its neighbours must be."""
    return key in entries()


def decided(place: Place, key: str, end: int) -> Sense | None:
    """The sense that the neighbours of an entry with several tell, or None."""
    entry = entries().get(key)
    several = entry and (len(entry.alternatives) > 1 or key in companies())
    sense = sense_of(place, key, end) if several else None
    return sense if sense and not sense.senses else None


def reading(place: Place, key: str, end: int) -> str | None:
    """The reading of an entry that is written from this place to `end`, or None."""
    sense = sense_of(place, key, end)
    return sense.say if sense else None


def sense_of(place: Place, key: str, end: int) -> Sense | None:
    """The sense of an entry that is written from this place to `end`, or None.

    What the text has defined goes before every table.
    """
    told = defined(place, key, end)
    if told:
        return told
    entry = entries().get(key)
    for one, conditions in _choices(key) if entry else ():
        told = None if conditions else _beside(place, key, end)
        if told:
            return told
        if entry and all(_CONDITIONS[name](place, end, value) for name, value in conditions):
            return _sense(key, entry, one, conditions)
    return _beside(place, key, end)


def _beside(place: Place, key: str, end: int) -> Sense | None:
    """The sense that the words right beside an abbreviation tell; two of them are a guess."""
    company = companies().get(key)
    if company is None:
        return None
    after = company.after(place.text, end)
    before = company.before(_last_words(place.before))
    told = after if after and (before is None or after.length >= before.length) else before
    if told is None:
        return None
    source = f"table company, {key}"
    senses = dict.fromkeys(one.say for one in (told, after, before) if one)
    if len(senses) > 1:
        return Sense(told.say, f"{source} (words beside it tell two)", tuple(senses))
    return Sense(told.say, source, in_words=True)


@lru_cache(maxsize=2_000)
def _choices(key: str) -> tuple[tuple[dict[str, str], list[tuple[str, str]]], ...]:
    """The readings of an entry, each with its conditions."""
    return tuple((one, _conditions(one)) for one in entries()[key].alternatives)


def defined(place: Place, key: str, end: int) -> Sense | None:
    """What the text itself has defined, unless it is a word of a heading: "XIN THA THỨ"."""
    told = place.told.get(key)
    if told is None or (is_syllable(key) and in_capitals(place, end)):
        return None
    return Sense(told.say, f"defined in the text as “{told.written}”")


def _sense(key: str, entry: Entry, one: dict[str, str], conditions: list[tuple[str, str]]) -> Sense:
    source = f"table {entry.table}, {key}"
    names = [name for name, _ in conditions]
    if set(names) - _FORM:
        in_words = not _WORDS.isdisjoint(names)
        return Sense(one["say"], f"{source} ({' and '.join(names)})", in_words=in_words)
    senses = all_senses(key, entry) if "surely" not in one else ()
    if len(senses) < 2:  # noqa: PLR2004
        return Sense(one["say"], source, in_words="surely" in one)
    return Sense(one["say"], f"{source} (one of {len(senses)} senses)", senses)


def _conditions(one: dict[str, str]) -> list[tuple[str, str]]:
    """What must hold for a reading; without any it is the one by default."""
    return [(name, value) for name, value in one.items() if name not in {"say", "surely"}]


@lru_cache(maxsize=10_000)
def _phrases(listed: str) -> frozenset[str]:
    return frozenset(old_placing(phrase.strip()) for phrase in listed.split(","))


@cache
def _topic(name: str) -> frozenset[str]:
    """The words that tell what a clause is about."""
    words: dict[str, str] = table(PACKAGE, "topics")
    return _phrases(words[name])


def _about(place: Place, end: int, topics: str) -> bool:
    return any(_in_company(place, end, _topic(name.strip())) for name in topics.split(","))


def _in_company(place: Place, end: int, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands in the same clause, before the abbreviation or after."""
    sides = (_windows(place.clause), _windows(place.clause_after(end)))
    return any(not phrases.isdisjoint(side) for side in sides)


@lru_cache(maxsize=500)
def _windows(text: str) -> frozenset[str]:
    """Every run of up to four words in a text, folded like the phrases of the tables."""
    words = [old_placing(word) for word in _WORD.findall(text.lower())]
    units = {unit for word in words if word[0].isdigit() and (unit := word.lstrip(_DIGITS))}
    every = frozenset(units).union(
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST_PHRASE + 1)
        for start in range(len(words) - length + 1)
    )
    ends = {pair.split()[1] for pair in _OTHER_WORDS & every}
    return every - {end for end in ends if words.count(end) == 1}


def _preceded_by(place: Place, listed: str) -> bool:
    return not _phrases(listed).isdisjoint(_right_before(place.before))


@lru_cache(maxsize=64)
def _right_before(before: str) -> frozenset[str]:
    """The phrases that end right before an abbreviation, for comparison."""
    last = _last_words(before)
    return frozenset(" ".join(last[start:]) for start in range(len(last)))


@lru_cache(maxsize=64)
def _last_words(before: str) -> tuple[str, ...]:
    """The words right before an abbreviation; a sign of percent counts as two."""
    before = before.lower().replace("%", " phần trăm")
    gap = _GAP_BEFORE.search(before)
    head = before[: gap.start()] if gap else before
    words = [old_placing(word) for word in _WORD.findall(head[-_NEIGHBOURHOOD:])]
    last = words[-_LONGEST_PHRASE:]
    if " ".join(last[-2:]) in _OTHER_WORDS:  # "Đảng bộ" is no ministry
        return (" ".join(last[-2:]),)
    return tuple(last)


def _followed_by(place: Place, end: int, listed: str) -> bool:
    gap = _GAP_AFTER.match(place.text, end)
    start = gap.end() if gap else end
    following = old_placing(place.text[start : start + _NEIGHBOURHOOD].lower())
    phrases = _phrases(listed)
    if ":" in phrases and place.text[end : end + 2].lstrip()[:1] == ":":
        return True
    return following.startswith(tuple(phrases)) and any(
        following.startswith(phrase) and not following[len(phrase) :][:1].isalnum()
        for phrase in phrases
    )


_CONDITIONS: Mapping[str, Callable[[Place, int, str], bool]] = {
    "followed_by": _followed_by,
    "preceded_by": lambda place, _, value: _preceded_by(place, value),
    "about": _about,
    "near": lambda place, end, value: _in_company(place, end, _phrases(value)),
    "before_number": lambda place, end, _: _NUMBER_AFTER.match(place.text, end) is not None,
    "after_number": lambda place, *_: NUMBER_BEFORE.search(place.before) is not None,
    "before_name": lambda place, end, _: _NAME_AFTER.match(place.text, end) is not None,
    "after_name": lambda place, *_: _NAME_BEFORE.search(place.before) is not None,
    "before_fraction": lambda place, end, _: _FRACTION_AFTER.match(place.text, end) is not None,
    "numbered": lambda place, end, _: _ORDINAL_AFTER.match(place.text, end) is not None,
    "not_in_capitals": lambda place, end, _: not in_capitals(place, end),
}
"""What a table may ask of an abbreviation's neighbours: of the place, its end, the value."""
_FORM = frozenset({"not_in_capitals"})  # this tells no sense from another
_WORDS = frozenset({"followed_by", "preceded_by", "about", "near", "numbered"})


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
