"""English words that certainly need no rule: letters only, no table has them."""

from functools import cache

from bulletin.reading.tables import table

_TYING = frozenset("./@&-_:+")


@cache
def _special() -> frozenset[str]:
    words = table("bulletin.languages.en", "words")
    keys = (*words["abbreviations"], *words["units"])
    return frozenset(key.split(".")[0] for key in keys)


def is_plain(word: str, following: str) -> bool:
    """Whether a word, before this character, is read as it stands."""
    if following in _TYING or following.isdigit():
        return False
    return (word.islower() or word.istitle()) and word not in _special()
