"""The glossary: all that every abbreviation may stand for.

In: an abbreviation as a table writes it. Out: its readings, each with conditions on its neighbours;
the first that holds is taken (`senses.py`). One without conditions is the default, and a guess
wherever there are others, unless the table says that it is `surely` meant. The tables lie in
`tables/abbreviations/`, one file a domain; `tables/topics.yaml` has the words that tell what a
clause is about, `tables/company.yaml` the words that stand beside each sense of the commonest.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from bulletin.languages.vi.abbreviations.company import company_of
from bulletin.languages.vi.words import PACKAGE, old_placing, role
from bulletin.reading.tables import table

Alternatives = tuple[dict[str, str], ...]
Conditions = list[tuple[str, str]]

_NO_CONDITIONS = frozenset({"say", "surely", "or"})
SIGNS = re.compile(r"[-–/.&+\s]")  # what may stand between the letters of an abbreviation


@dataclass(frozen=True, slots=True)
class Entry:
    """An abbreviation: its readings in the order in which they are tried, and their table."""

    alternatives: Alternatives
    table: str

    @property
    def senses(self) -> tuple[str, ...]:
        """All that it may mean, each once."""
        return tuple({one["say"].casefold(): one["say"] for one in self.alternatives}.values())


def all_senses(key: str, entry: Entry) -> tuple[str, ...]:
    """All that an abbreviation may mean by its table and by the words beside it, each once."""
    company = company_of(key)
    every = (*entry.senses, *(company.senses if company else ()))
    return tuple({say.casefold(): say for say in every}.values())


@cache
def entries() -> dict[str, Entry]:
    """Every abbreviation with its readings. Raises `ValueError` for one that two tables have."""
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


def means_one(key: str) -> bool:
    """Whether a table has this word with one sense, as UBND."""
    entry = entries().get(key)
    return entry is not None and len(all_senses(key, entry)) == 1


@lru_cache(maxsize=2_000)
def readings(key: str) -> tuple[tuple[dict[str, str], Conditions], ...]:
    """The readings of an entry, each with its conditions."""
    return tuple((one, _conditions(one)) for one in entries()[key].alternatives)


def taking(kind: str, key: str, entry: Entry, but: str) -> tuple[str, ...]:
    """The senses of an abbreviation that take a number, a count or a name, except one."""
    every = (say for say in all_senses(key, entry) if say.casefold() != but.casefold())
    return tuple(say for say in every if old_placing(say.casefold()) in role(kind))


def _conditions(one: dict[str, str]) -> Conditions:
    """What must hold for a reading; without any it is the one by default."""
    return [(name, value) for name, value in one.items() if name not in _NO_CONDITIONS]
