"""What is said for what is written in Esperanto: numbers, dates, a few abbreviations.

In: a place in a text, and the match of a form there. Out: what is said there, or None for "not mine".
"""

import re
from typing import Any

from bulletin.reading import Rules
from bulletin.reading.scanner import Claim, Place, Rule, saying
from bulletin.reading.tables import table

_DATE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_NUMBER = re.compile(r"([0-9]{1,6})(?![0-9])(\s?%)?")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]+-[^\W\d_]+|[^\W\d_]+\.)")
_UNITS = ("", "unu", "du", "tri", "kvar", "kvin", "ses", "sep", "ok", "naŭ")


def _words(name: str) -> Any:
    return table(__package__, "words")[name]


def cardinal(number: int) -> str:
    """A number below a million: 1987 is "mil naŭcent okdek sep"."""
    if number == 0:
        return "nul"
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands:
        words.append(f"{cardinal(thousands)} mil" if thousands > 1 else "mil")
    for size, name in ((100, "cent"), (10, "dek")):
        count, rest = divmod(rest, size)
        if count:
            words.append(("" if count == 1 else _UNITS[count]) + name)
    return " ".join([*words, *([_UNITS[rest]] if rest else [])])


def date(_: Place, match: re.Match[str]) -> Claim:
    """2026-11-20."""
    day = "-".join(cardinal(int(match[3])).split()) + "a"
    month, year = _words("months")[int(match[2]) - 1], cardinal(int(match[1]))
    return Claim(match.end(), f"la {day} de {month} {year}")


def number(_: Place, match: re.Match[str]) -> Claim:
    """A number, or a share in per cent."""
    return Claim(match.end(), cardinal(int(match[1])) + (" procentoj" if match[2] else ""))


def abbreviation(place: Place, match: re.Match[str]) -> Claim | None:
    """What the table has: d-ro, ktp."""
    words = _words("abbreviations")
    if match[0].lower() not in words:
        return None
    stop = "." if match[0].endswith(".") and not place.text[match.end() :].strip() else ""
    return Claim(match.end(), words[match[0].lower()] + stop)


def is_plain(word: str, following: str) -> bool:
    """Whether a word is read as it stands: nothing that could shorten it follows."""
    return word.isalpha() and following not in {"-", "."}


RULES = Rules(
    (
        Rule("word", abbreviation, _ABBREVIATION),
        Rule("number", date, _DATE),
        Rule("number", number, _NUMBER),
        Rule("sign", saying("kaj"), re.compile("&")),
    ),
    is_plain,
    str,
)
