"""Which sense of an abbreviation is meant where it stands.

In: an abbreviation as a table writes it, and its place. Out: its words, where they come from, and
all that it may mean if nothing told which. What the text has defined goes before the glossary; of
the glossary's readings the first is taken whose conditions hold (`neighbours.py`), and the words
right beside it (`company.py`) settle it, or make it a guess.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bulletin.languages.vi.abbreviations.company import Evidence, company_of, with_company
from bulletin.languages.vi.abbreviations.glossary import (
    Conditions,
    Entry,
    all_senses,
    entries,
    readings,
    taking,
)
from bulletin.languages.vi.abbreviations.neighbours import CONDITIONS, by_weak_word, last_words
from bulletin.languages.vi.cardinals import NUMBER
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import cased, in_capitals, is_syllable, old_placing, role, said_by
from bulletin.reading.scanner import Place

_FIGURE_AFTER = re.compile(rf"\s?:?\s?{NUMBER}(?:[.][0-9]{{1,2}})?(?![0-9])")
_PERSON_BEHIND = cased(r"\.?\s[\U][\l]+\s[\U][\l]*")
_GOES_ON = frozenset("/-–")  # what ties the number of a paper to its year or its code
_LONGEST_COUNT = 6  # characters: a colon, a space and four figures, which no account has
_FORM = frozenset({"not_in_capitals"})  # this tells no sense from another
_TAKING = {
    "before_number": "takes_number",
    "after_number": "takes_count",
    "after_count": "takes_count",
    "before_name": "takes_name",
    "after_name": "takes_name",
}
"""The roles of senses by what stands beside them; it tells one only where no other takes it."""
_MEASURED = frozenset({"numbered", "before_measure", "before_day", "before_change", "before_mark"})
_BESIDE = _MEASURED | {"followed_by", "preceded_by", "heads", "labels"}
_WORDS = _BESIDE | {"about", "near"}


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


def decided(place: Place, key: str, end: int) -> Sense | None:
    """The sense that the neighbours of an entry with several tell, or None."""
    sense = likely(place, key, end)
    return sense if sense and not sense.senses else None


def likely(place: Place, key: str, end: int) -> Sense | None:
    """The same, however likely it is."""
    entry = entries().get(key)
    several = entry and (len(entry.alternatives) > 1 or key in with_company())
    return sense_of(place, key, end) if several else None


@lru_cache(maxsize=8)
def sense_of(place: Place, key: str, end: int) -> Sense | None:
    """The sense of an entry that is written from this place to `end`, or None.

    What the text has defined goes before every table.
    """
    told = defined(place, key, end) or _behind_colon(place, key, end)
    if told:
        return told
    entry = entries().get(key)
    for one, conditions in readings(key) if entry else ():
        if not conditions and _is_word_of_heading(place, key, end):
            continue  # "ĐẦU TƯ", "KHÔNG AI": nothing tells that they are more than words
        told = None if conditions else _beside(place, key, end)
        if told:
            return told
        if entry and _hold(place, end, conditions) and not _is_measured(place, end, one):
            sense = _sense(key, entry, one, conditions)
            beside = _beside(place, key, end)
            differs = beside is not None and beside.say.casefold() != sense.say.casefold()
            if differs and _longer(place, key, end, conditions):
                return beside  # "CT nước sạch" is no president, though "CT nước" is
            if by_weak_word(place, end, conditions) and not _seconded(place, end, key, sense):
                return (
                    beside if beside and not beside.senses else _asked(sense, key, "one weak word")
                )
            return _weighed(sense, conditions, beside)
    return _beside(place, key, end)


def _behind_colon(place: Place, key: str, end: int) -> Sense | None:
    """What the words behind tell by themselves, for a colon leads to anything: "Kết quả: TS Lê"."""
    if not place.before.rstrip().endswith(":"):
        return None
    title = said_by("titles", "named").get(key, "")
    if title in role("takes_name") and _PERSON_BEHIND.match(place.text, end):
        return Sense(title, "table titles", in_words=True)
    length = end - place.start
    alone = Place(place.text[place.start :], 0, length, place.lexicon, place.told)
    told = sense_of(alone, key, length)
    sure = told and not told.senses and (told.in_words or _titles(alone, length, told.say))
    return told if sure else None


def _titles(place: Place, end: int, say: str) -> bool:
    """Whether a word that stands before names has one behind it."""
    return old_placing(say.casefold()) in role("takes_name") and CONDITIONS["before_name"](
        place, end, ""
    )


def _hold(place: Place, end: int, conditions: Conditions) -> bool:
    return all(CONDITIONS[name](place, end, value) for name, value in conditions)


def _is_measured(place: Place, end: int, one: dict[str, str]) -> bool:
    """Whether the number behind counts or weighs, as that of no paper, road or term does."""
    if "before_number" not in one or old_placing(one["say"].casefold()) not in role("numbered_so"):
        return False
    number = _FIGURE_AFTER.match(place.text, end)
    if number is None:
        return False
    paper = place.previous == "số" or place.text[number.end() : number.end() + 1] in _GOES_ON
    label = ":" in number[0] and not paper and len(number[0].strip()) <= _LONGEST_COUNT
    return label or measures(place.text, number.end())


def _seconded(place: Place, end: int, key: str, sense: Sense) -> bool:
    """Whether anything but a weak word tells the same sense: the clause, a number, a name."""
    return _titles(place, end, sense.say) or any(
        not {name for name, _ in conditions} <= _FORM
        and one["say"].casefold() == sense.say.casefold()
        and not by_weak_word(place, end, conditions)
        and _hold(place, end, conditions)
        for one, conditions in readings(key)
    )


def _longer(place: Place, key: str, end: int, conditions: Conditions) -> bool:
    """Whether the phrase of the company behind is longer than that which a table has there."""
    company, names = company_of(key), [name for name, _ in conditions if name not in _FORM]
    told = company.after(place.text, end) if company else None
    if told is None or told.weak or names != ["followed_by"]:
        return False
    listed = next(listed for name, listed in conditions if name == "followed_by")
    long = (one for one in listed.split(",") if len(one.split()) >= told.length)
    return not CONDITIONS["followed_by"](place, end, ",".join(long))


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


@lru_cache(maxsize=8)
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
    if not found or (_is_word_of_heading(place, key, end) and not _tell_in_heading(found)):
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


def _tell_in_heading(found: list[Evidence]) -> bool:
    """Whether more than one word before tells it: "TRỰC CA ĐÊM" has no police, "CA XÃ" has."""
    return any(one.right or one.length > 1 for one in found)


def defined(place: Place, key: str, end: int) -> Sense | None:
    """What the text itself has defined, unless it is a word of a heading: "XIN THA THỨ"."""
    told = place.told.get(key)
    if told is None or _is_word_of_heading(place, key, end):
        return None
    return Sense(told.say, f"defined in the text as “{told.written}”")


def _is_word_of_heading(place: Place, key: str, end: int) -> bool:
    return is_syllable(key) and in_capitals(place, end)


def beside_tables(place: Place, key: str, end: int) -> str | None:
    """What the tables tell of an abbreviation by the words right beside it, or None."""
    told = (
        one["say"]
        for one, conditions in (readings(key) if key in entries() else ())
        if _BESIDE & {name for name, _ in conditions} and _hold(place, end, conditions)
    )
    beside = _beside(place, key, end)
    return next(told, beside.say if beside and not beside.senses else None)


def _sense(key: str, entry: Entry, one: dict[str, str], conditions: Conditions) -> Sense:
    source = f"table {entry.table}, {key}"
    names = [name for name, _ in conditions]
    if "or" in one:  # it is likely, and what else it may be is told by nothing
        every = (one["say"], *one["or"].split(", "))
        return Sense(one["say"], f"{source} (one of {len(every)} senses)", every)
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
