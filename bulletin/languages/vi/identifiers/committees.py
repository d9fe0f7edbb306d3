"""The committee that TU means: of a province (Tỉnh ủy), or of a city that is none (Thành ủy).

In: a place in a text, or at the TU of "09-NQ/TU". Out: which of them the text around names; a
guess where it names neither or both.
"""

import re
from functools import cache, lru_cache

from bulletin.languages.vi.words import PACKAGE
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

PROVINCE, CITY = "Tỉnh ủy", "Thành ủy"
_TU = re.compile(r"TU(?![^\W_]|[-–/&][^\W_])")
_CODE_BEFORE = re.compile(r"[A-ZĐ][A-Za-zĐđ]*/$")
_OF_PROVINCE = re.compile(r"(?<![^\W_])tỉnh(?![^\W_])", re.IGNORECASE)


@cache
def _of_city() -> re.Pattern[str]:
    cities = "|".join(
        name.replace("_", r"\s") for name in table(PACKAGE, "documents")["cities"].split()
    )
    return re.compile(
        rf"(?<![^\W_])(?:thành\s(?:ủy|uỷ)|(?:thành\sphố|tp\.?)\s?(?:{cities}))(?![^\W_])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=16)
def named(text: str) -> str | None:
    """The committee that a text names, if it names one kind."""
    city = _of_city().search(text) is not None
    province = _OF_PROVINCE.search(text) is not None
    if city == province:
        return None
    return CITY if city else PROVINCE


def of_code(place: Place, match: re.Match[str]) -> Claim | None:
    """The TU that ends a document's code."""
    if not _CODE_BEFORE.search(place.before):
        return None
    told = named(place.text)
    return Claim(match.end(), told or PROVINCE, senses=() if told else (PROVINCE, CITY))


RULES = (Rule("word", of_code, _TU, opens="T"),)
