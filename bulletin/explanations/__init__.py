"""What each code means, for people: in words, and as an example before and after.

In: a code's number and a language. Out: an `Explanation`, from the file `<code>.yaml` beside this
module. Whoever makes a code writes one, in all languages that the program speaks:

`en`, `vi`, ...   what is wrong and why it matters, in two or three short sentences
`file`            the file of a publication in which the example stands; left out where the
                  example is not what a file holds, but names of files, a command, or words
`before`, `after` what gives the finding, and what does not; words of ours are a mapping by
                  language, as above

`tests/explanations/` puts both into a publication, and holds them to what `check` finds. There
it says which part of a file an example replaces.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bulletin.codes import CODES
from bulletin.formats.quick_yaml import values_in

FOLDER = Path(__file__).parent
OTHERWISE = "en"
"""The language of an explanation that nobody wrote in the one that was asked for."""


@dataclass(frozen=True)
class Explanation:
    """What a code means in one language; `file` is "" where the example is none of a file."""

    words: str
    file: str
    before: str
    after: str


def explanation_of(number: str, language: str) -> Explanation:
    """The explanation of a code that exists."""
    read = _read(number)
    return Explanation(
        _said(read, language),
        read.get("file", ""),
        _said(read["before"], language),
        _said(read["after"], language),
    )


def table() -> str:
    """The table of codes as Markdown: number, severity, meaning."""
    rows = [f"| {code.number} | {code.severity} | {code.title} |" for code in CODES.values()]
    return "\n".join(["| code | severity | meaning |", "| --- | --- | --- |", *rows]) + "\n"


@cache
def _read(number: str) -> dict[str, Any]:
    read: dict[str, Any] = values_in((FOLDER / f"{number}.yaml").read_text(encoding="utf-8"))
    return read


def _said(words: str | dict[str, str], language: str) -> str:
    return words if isinstance(words, str) else words.get(language, words[OTHERWISE])


def visible(text: str) -> str:
    """An example for the eye: characters that nobody would see are named, as <U+00A0>."""
    return "".join(f"<U+{ord(char):04X}>" if _unseen(char) else char for char in text)


_UNSEEN = {"Cc", "Cf", "Mn", "Zs", "Zl", "Zp"}


def _unseen(char: str) -> bool:
    return char not in " \n" and unicodedata.category(char) in _UNSEEN
