"""The reader: written text in, runs of speech out, and what it could not know.

A reader is a language's rules with a publication's lexicon. What the editor fixed in the text
goes first, then the lexicon, then the rules; a language without rules passes text through and
says so (`has_rules`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from bulletin.reading.model import Fixed, Lexicon, Run, Unknown
from bulletin.reading.scanner import Rule, Scanner, Stretch
from bulletin.reading.written import Written

_SPACES = re.compile(r"[^\S\n]+")
_ODD_SPACES = re.compile(r"[^\S\n ]|  ")


@dataclass(frozen=True)
class Rules:
    """What a language's package offers as `RULES`.

    `families` in the order in which they may claim; `plain` as in `Scanner`; `respell` makes
    the letters of the written text the language's own, one for one.
    """

    families: tuple[Rule, ...]
    plain: Callable[[str, str], bool]
    respell: Callable[[str], str]


class Reader:
    """Reads text aloud, on paper: `read` gives what a voice is to say."""

    def __init__(self, language: str, rules: Rules | None, lexicon: Lexicon) -> None:
        self._language = language
        self._lexicon = lexicon
        self._rules = rules
        self._scanner = _scanner(rules)

    @property
    def has_rules(self) -> bool:
        """Whether the language has reading rules; without them text is passed through."""
        return self._rules is not None

    def read(self, text: str, fixed: Sequence[Fixed] = ()) -> tuple[Run, ...]:
        """What the voice says for `text`, in NFC.

        Text that needs nothing comes out as it stands. `fixed` are stretches of `text` that do
        not overlap; offsets are those of `text` as given, in whatever Unicode form.
        """
        written = Written(text)
        prepared, stretches = self._scan(written, fixed)
        joiner = _Joiner(self._language)
        position = 0
        for stretch in stretches:
            joiner.add_written(prepared[position : stretch.start])
            joiner.add_reading(stretch.say, stretch.language)
            position = stretch.end
        joiner.add_written(prepared[position:])
        return joiner.runs()

    def unknown(self, text: str, fixed: Sequence[Fixed] = ()) -> tuple[Unknown, ...]:
        """The abbreviations in `text` that no table, lexicon or fixed reading knows."""
        written = Written(text)
        _, stretches = self._scan(written, fixed)
        places = (place for stretch in stretches for place in stretch.unknown)
        origins = ((written.origin(start), written.origin(end)) for start, end in places)
        return tuple(Unknown(start, end, text[start:end]) for start, end in origins)

    def _scan(self, written: Written, fixed: Sequence[Fixed]) -> tuple[str, tuple[Stretch, ...]]:
        prepared = self._rules.respell(written.text) if self._rules else written.text
        settled = [
            Stretch(
                written.position(reading.start),
                written.position(reading.end),
                normalize("NFC", reading.say),
                reading.language,
            )
            for reading in fixed
        ]
        return prepared, tuple(self._scanner.scan(prepared, settled, self._lexicon))


class _Joiner:
    """Puts written text and readings together, with a space wherever two words would touch."""

    def __init__(self, language: str) -> None:
        self._own = language
        self._parts: list[tuple[str | None, list[str]]] = [(None, [])]
        self._last = ""  # the last character said
        self._after_reading = False

    def add_written(self, text: str) -> None:
        if not text:
            return
        if self._last in {"", " "}:
            text = text.lstrip(" ") if self._after_reading else text
        elif self._after_reading and self._last.isalnum() and text[:1].isalnum():
            text = " " + text
        self._add(text, None)
        self._after_reading = False

    def add_reading(self, say: str, language: str | None) -> None:
        self._after_reading = True
        if not say:
            return
        if self._last.isalnum() and say[0].isalnum():
            say = " " + say
        elif self._last == " " and say[0] in ", ":
            self._drop_space()
        self._add(say, None if language == self._own else language)

    def _drop_space(self) -> None:
        pieces = self._parts[-1][1]
        if pieces:
            pieces[-1] = pieces[-1].rstrip(" ")

    def _add(self, text: str, language: str | None) -> None:
        if not text:
            return
        if self._parts[-1][0] != language:
            self._parts.append((language, []))
        self._parts[-1][1].append(text)
        self._last = text[-1]

    def runs(self) -> tuple[Run, ...]:
        joined = ((language, _even("".join(pieces))) for language, pieces in self._parts)
        return tuple(Run(text, language) for language, text in _speakable(joined))


def _even(text: str) -> str:
    """Text with one ordinary space for each run of spaces of any kind."""
    return _SPACES.sub(" ", text) if _ODD_SPACES.search(text) else text


def _speakable(parts: Iterable[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """Parts with something to say; punctuation alone goes with the part before it."""
    kept: list[tuple[str | None, str]] = []
    for language, text in parts:
        if any(character.isalnum() for character in text):
            kept.append((language, text))
        elif kept and text.strip():
            kept[-1] = (kept[-1][0], kept[-1][1] + text.rstrip())
    return kept


@lru_cache(maxsize=8)
def _scanner(rules: Rules | None) -> Scanner:
    if rules is None:
        return Scanner((), lambda _word, _next: True)
    return Scanner(rules.families, rules.plain)
