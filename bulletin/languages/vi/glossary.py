"""The glossary: what every abbreviation stands for, in the company in which it stands.

In: an abbreviation as a table writes it, and where it stands. Out: its words. An entry may have
several readings, each with conditions on its neighbours; the first that holds is taken. One
without conditions is the default, and a guess wherever there are others, unless the table says
that it is `surely` meant. The tables lie in `tables/abbreviations/`, one file a domain;
`tables/topics.yaml` has the words that tell what a clause is about, `tables/company.yaml` the words
that stand beside each sense of the commonest.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from bulletin.languages.vi.cardinals import NUMBER
from bulletin.languages.vi.company import company_of, with_company
from bulletin.languages.vi.neighbours import CONDITIONS, by_weak_word, last_words
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import (
    PACKAGE,
    in_capitals,
    is_syllable,
    old_placing,
    precedes,
    role,
)
from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

Alternatives = tuple[dict[str, str], ...]
Conditions = list[tuple[str, str]]

SIGNS = re.compile(r"[-–/.&+\s]")  # what may stand between the letters of an abbreviation
_LETTERS_AFTER = re.compile(r"\s([A-ZĐƯƠ]{2,8})(?![^\W_]|[-/&.])")
_FIGURE_AFTER = re.compile(rf"\s?:?\s?{NUMBER}(?:[.][0-9]{{1,2}})?(?![0-9])")
_RIGHT_BEFORE = re.compile(r"[^\W_]\s+$")


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
    company = company_of(key)
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
    sense = likely(place, key, end)
    return sense if sense and not sense.senses else None


def likely(place: Place, key: str, end: int) -> Sense | None:
    """The same, however likely it is."""
    entry = entries().get(key)
    several = entry and (len(entry.alternatives) > 1 or key in with_company())
    return sense_of(place, key, end) if several else None


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
        if entry and _hold(place, end, conditions) and not _is_measured(place, end, one):
            sense = _sense(key, entry, one, conditions)
            beside = _beside(place, key, end)
            if by_weak_word(place, end, conditions) and not _seconded(place, end, key, sense):
                return (
                    beside if beside and not beside.senses else _asked(sense, key, "one weak word")
                )
            return _weighed(sense, conditions, beside)
    return _beside(place, key, end)


def _hold(place: Place, end: int, conditions: Conditions) -> bool:
    return all(CONDITIONS[name](place, end, value) for name, value in conditions)


def _is_measured(place: Place, end: int, one: dict[str, str]) -> bool:
    """Whether the number behind counts or weighs, as that of no paper, road or term does."""
    if "before_number" not in one or old_placing(one["say"].casefold()) not in role("numbered_so"):
        return False
    number = _FIGURE_AFTER.match(place.text, end)
    return number is not None and measures(place.text, number.end())


def _seconded(place: Place, end: int, key: str, sense: Sense) -> bool:
    """Whether anything but a weak word tells the same sense: the clause, a number, a name."""
    takes_name = old_placing(sense.say.casefold()) in role("takes_name")
    return (takes_name and CONDITIONS["before_name"](place, end, "")) or any(
        not {name for name, _ in conditions} <= _FORM
        and one["say"].casefold() == sense.say.casefold()
        and not by_weak_word(place, end, conditions)
        and _hold(place, end, conditions)
        for one, conditions in _choices(key)
    )


def _asked(sense: Sense, key: str, why: str) -> Sense:
    """A sense that is no more than likely: all that the abbreviation may mean is asked about."""
    entry = entries().get(key)
    company = company_of(key)
    every = all_senses(key, entry) if entry else company.senses if company else ()
    others = tuple(say for say in every if say.casefold() != sense.say.casefold())
    source = f"{sense.source} ({why})"
    return replace(sense, source=source, senses=(sense.say, *others)) if others else sense


def _weighed(sense: Sense, conditions: Conditions, beside: Sense | None) -> Sense:
    """A sense against what the words right beside tell, where it was told from further off.

    Words beside that tell another sense than the clause, a number or a name make it a guess, and
    those that tell the same settle it.
    """
    if beside is None or not conditions or _BESIDE & {name for name, _ in conditions}:
        return sense
    if beside.say.casefold() == sense.say.casefold():
        return sense if sense.in_words else beside
    source = f"{sense.source} (words beside it tell another)"
    return Sense(sense.say, source, (sense.say, *(beside.senses or (beside.say,))))


def _beside(place: Place, key: str, end: int) -> Sense | None:
    """The sense that the words right beside an abbreviation tell.

    It is a guess where both sides have none in common, or one has several, or all that tells it
    is one weak word.
    """
    company = company_of(key)
    if company is None:
        return None
    found = [
        one
        for one in (company.after(place.text, end), company.before(last_words(place.before)))
        if one
    ]
    if not found:
        return None
    told = max(found, key=lambda one: one.length)  # what follows, of two as long
    source = f"table company, {key}"
    common = [say for say in told.senses if all(say in one.senses for one in found)]
    if len(common) != 1:
        senses = dict.fromkeys(say for one in (told, *found) for say in one.senses)
        return Sense(told.say, f"{source} (words beside it tell two)", tuple(senses))
    sense = Sense(common[0], source, in_words=True)
    if len(found) > 1:
        return sense
    if told.weak and not _seconded(place, end, key, sense):
        return _asked(sense, key, "one weak word")
    entry = entries().get(key)
    kind = "takes_number" if told.right else "takes_count"
    rivals = taking(kind, key, entry, sense.say) if told.number and entry else ()
    return Sense(sense.say, source, (sense.say, *rivals)) if rivals else sense


@lru_cache(maxsize=2_000)
def _choices(key: str) -> tuple[tuple[dict[str, str], Conditions], ...]:
    """The readings of an entry, each with its conditions."""
    return tuple((one, _conditions(one)) for one in entries()[key].alternatives)


def defined(place: Place, key: str, end: int) -> Sense | None:
    """What the text itself has defined, unless it is a word of a heading: "XIN THA THỨ"."""
    told = place.told.get(key)
    if told is None or (is_syllable(key) and in_capitals(place, end)):
        return None
    return Sense(told.say, f"defined in the text as “{told.written}”")


def beside_tables(place: Place, key: str, end: int) -> str | None:
    """What the tables tell of an abbreviation by the words right beside it, or None."""
    told = (
        one["say"]
        for one, conditions in (_choices(key) if key in entries() else ())
        if _BESIDE & {name for name, _ in conditions} and _hold(place, end, conditions)
    )
    beside = _beside(place, key, end)
    return next(told, beside.say if beside and not beside.senses else None)


def _sense(key: str, entry: Entry, one: dict[str, str], conditions: Conditions) -> Sense:
    source = f"table {entry.table}, {key}"
    names = [name for name, _ in conditions]
    rivals = _rivals(key, entry, one["say"], names)
    if rivals:
        return Sense(one["say"], f"{source} ({' and '.join(names)})", (one["say"], *rivals))
    if set(names) - _FORM:
        in_words = not _WORDS.isdisjoint(names)
        return Sense(one["say"], f"{source} ({' and '.join(names)})", in_words=in_words)
    senses = all_senses(key, entry) if "surely" not in one else ()
    if len(senses) < 2:  # noqa: PLR2004
        return Sense(one["say"], source, in_words="surely" in one)
    return Sense(one["say"], f"{source} (one of {len(senses)} senses)", senses)


def _rivals(key: str, entry: Entry, say: str, names: list[str]) -> tuple[str, ...]:
    """The other senses that have such a number or name beside them too, if no word told."""
    if len(names) != 1 or names[0] not in _TAKING:
        return ()
    return taking(_TAKING[names[0]], key, entry, say)


def taking(kind: str, key: str, entry: Entry, but: str) -> tuple[str, ...]:
    """The senses of an abbreviation that take a number, a count or a name, except one."""
    every = (say for say in all_senses(key, entry) if say.casefold() != but.casefold())
    return tuple(say for say in every if old_placing(say.casefold()) in role(kind))


def _conditions(one: dict[str, str]) -> Conditions:
    """What must hold for a reading; without any it is the one by default."""
    return [(name, value) for name, value in one.items() if name not in {"say", "surely"}]


_FORM = frozenset({"not_in_capitals"})  # this tells no sense from another
_TAKING = {
    "before_number": "takes_number",
    "after_number": "takes_count",
    "before_name": "takes_name",
    "after_name": "takes_name",
}
"""The roles of senses by what stands beside them; it tells one only where no other takes it."""
_MEASURED = frozenset({"numbered", "before_measure", "before_day"})
_BESIDE = _MEASURED | {"followed_by", "preceded_by", "heads", "labels"}
_WORDS = _BESIDE | {"about", "near"}


def counts_after(place: Place, end: int) -> bool:
    """Whether things are counted behind a number, by their name or in short: "12/10 ĐV"."""
    if precedes(place, end, "counted"):
        return True
    letters = _LETTERS_AFTER.match(place.text, end)
    say = plain_reading(letters[1]) if letters else None
    words = [old_placing(word) for word in (say or "").lower().split()[:2]]
    return bool(words) and not {words[0], " ".join(words)}.isdisjoint(role("counted"))


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
