"""The words of the English tables, and which words certainly need no rule.

In: the name of a list, or a word. Out: what the tables have of it; true for letters only that no
table has.
"""

from functools import cache
from typing import Any

from bulletin.reading.tables import table

_TYING = frozenset("./@&-_:+")


def words(name: str) -> Any:  # noqa: ANN401, as the table has it
    """An entry of `tables/words.yaml`."""
    return table("bulletin.languages.en", "words")[name]


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list, in lower case."""
    return frozenset(words(name).lower().split())


@cache
def _special() -> frozenset[str]:
    keys = (*words("abbreviations"), *words("units"), *words("weekdays"))
    return frozenset(key.split(".")[0] for key in keys)


def is_plain(word: str, following: str) -> bool:
    """Whether a word, before this character, is read as it stands."""
    if following in _TYING or following.isdigit():
        return False
    return len(word) > 1 and (word.islower() or word.istitle()) and word not in _special()
