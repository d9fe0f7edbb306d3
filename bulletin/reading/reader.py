"""The reader: written text in, runs of speech out, and what it could not know.

A reader is a language's rules with a publication's lexicon. What the editor fixed in the text
goes first, then the lexicon, then what the text itself has defined, then the rules; a language
without rules passes text through and says so (`has_rules`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from unicodedata import normalize

from bulletin.reading.memory import Definition, Memory, Told
from bulletin.reading.model import Fixed, Guess, Lexicon, ReadingChange, Run, Unknown, spoken_text
from bulletin.reading.scanner import Rule, Scanner
from bulletin.reading.stretches import Stretch
from bulletin.reading.written import Written

_SPACES = re.compile(r"[^\S\n]+")
_ODD_SPACES = re.compile(r"[^\S\n ]|  ")
_TYING = "-–/.&+ "  # what ties one abbreviation to the next
_QUOTES = {ord(mark): None for mark in '“”"«»'}  # around part of a name: "Mô hình “Lúa ghép”"
_PASSAGES = 4_000
"""So many passages are remembered: their definitions are looked for before they are read."""
NOTHING = Memory()
"""The memory before anything is defined."""


@dataclass(frozen=True)
class Rules:
    """What a language's package offers as `RULES`.

    `families` in the order in which they may claim; `plain` as in `Scanner`; `respell` makes
    the letters of the written text the language's own, one for one.
    """

    families: tuple[Rule, ...]
    plain: Callable[[str, str], bool]
    respell: Callable[[str], str]
    definitions: Callable[[str], Iterable[Definition]] = lambda _text: ()
    """The abbreviations that a text defines, in its order."""
    fold: Callable[[str], str] = str
    """The text in the case that the rules know, letter for letter: headings in capitals."""
    closing: str = ""
    """Signs that close a sentence or a clause before a space: they tie no word to what follows."""


class Reader:
    """Reads text aloud, on paper: `read` gives what a voice is to say."""

    def __init__(self, language: str, rules: Rules | None, lexicon: Lexicon) -> None:
        self._language = language
        self._lexicon = lexicon
        self._rules = rules
        self._scanner = _scanner(rules)
        self._definitions = lru_cache(maxsize=_PASSAGES)(self._find_definitions)

    @property
    def has_rules(self) -> bool:
        """Whether the language has reading rules; without them text is passed through."""
        return self._rules is not None

    @property
    def language(self) -> str:
        """The tag of the language that it reads."""
        return self._language

    @property
    def key(self) -> tuple[object, ...]:
        """What it is known by in keys of the cache, beside the code of its language."""
        return (self._language, self._lexicon.key)

    def read(
        self, text: str, fixed: Sequence[Fixed] = (), memory: Memory = NOTHING
    ) -> tuple[Run, ...]:
        """What the voice says for `text`, in NFC.

        Text that needs nothing comes out as it stands. `fixed` are stretches of `text` that do
        not overlap; offsets are those of `text` as given, in whatever Unicode form. `memory` is
        what was defined before.
        """
        return self.reading(text, fixed, memory).runs

    def unknown(self, text: str, fixed: Sequence[Fixed] = ()) -> tuple[Unknown, ...]:
        """The abbreviations in `text` that no table, lexicon or fixed reading knows."""
        return self.reading(text, fixed).unknown

    def reading(
        self, text: str, fixed: Sequence[Fixed] = (), memory: Memory = NOTHING
    ) -> "Reading":
        """All that can be said of how `text` is read, and the memory after it."""
        written = Written(text)
        prepared = self._prepared(written)
        settled = [
            Stretch(
                written.position(reading.start),
                written.position(reading.end),
                normalize("NFC", reading.say),
                reading.language,
                why="set in the text",
            )
            for reading in fixed
        ]
        seen = self._folded(prepared)
        defined = self._definitions(prepared)
        memory = _with(memory, defined)
        silent = [
            Stretch(*one.silent, "", why="said just before")
            for one, _ in defined
            if one.silent is not None
        ]
        stretches = self._scanner.scan(seen, settled, self._lexicon, memory, silent)
        return Reading(
            given=text,
            fixed=tuple(fixed),
            written=written,
            prepared=prepared,
            stretches=tuple(stretches),
            memory=memory.after(),
            language=self._language,
        )

    def memory_after(self, text: str, memory: Memory = NOTHING) -> Memory:
        """What is defined after a text, which is not read for it."""
        return _with(memory, self._definitions(self._prepared(Written(text)))).after()

    def questions(self, text: str, most: int) -> int:
        """How often rules have to be asked to read a text; it is counted up to `most`."""
        return self._scanner.questions(text, most)

    def _prepared(self, written: Written) -> str:
        return self._rules.respell(written.text) if self._rules else written.text

    def _folded(self, prepared: str) -> str:
        """The text as the rules see it; words of the lexicon keep their case."""
        seen = self._rules.fold(prepared) if self._rules else prepared
        if seen != prepared:
            for start, end, _ in self._lexicon.occurrences(prepared):
                seen = seen[:start] + prepared[start:end] + seen[end:]
        return seen

    def _find_definitions(self, prepared: str) -> list[tuple[Definition, Told]]:
        """What a text defines and the lexicon does not, with its words as they are said."""
        found = self._rules.definitions(prepared) if self._rules else ()
        return [
            (one, Told(_inside(self._say(words.translate(_QUOTES))), words))
            for one in found
            for words in [prepared[slice(*one.words)]]
            if self._lexicon.get(one.key) is None
        ]

    def _say(self, words: str) -> str:
        """The words of a definition as they are said, whatever else the text defines."""
        stretches = self._scanner.scan(words, (), self._lexicon, NOTHING)
        return spoken_text(_joined(words, stretches, self._language))


@dataclass(frozen=True)
class Reading:
    """How a text is read: what is said for it, by what, and what nobody could be sure of."""

    given: str
    fixed: tuple[Fixed, ...]
    written: Written
    prepared: str
    stretches: tuple[Stretch, ...]
    memory: Memory
    language: str

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """What the voice says, in NFC."""
        return _joined(self.prepared, self.stretches, self.language)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """The abbreviations that no table, lexicon or fixed reading knows."""
        places = (place for stretch in self.stretches for place in stretch.unknown)
        return tuple(Unknown(*self._origin(*place)) for place in places)

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """The abbreviations of several senses that were read by default."""
        return tuple(
            Guess(
                *self._origin(one.start, one.start + len(self._word(one))),
                one.say.strip(),
                one.senses,
            )
            for one in self.stretches
            if one.senses
        )

    @property
    def changes(self) -> tuple[ReadingChange, ...]:
        """Each stretch that is not said as it stands, and why."""
        return tuple(
            ReadingChange(*self._origin(one.start, one.end), one.say.strip(), one.why)
            for one in self.stretches
            if one.say.strip() != self.prepared[one.start : one.end].strip()
        )

    def _word(self, stretch: Stretch) -> str:
        """The abbreviation of a stretch, without the sign that ties it to the next one."""
        return self.prepared[stretch.start : stretch.end].rstrip(_TYING)

    def _origin(self, start: int, end: int) -> tuple[int, int, str]:
        begin, stop = self.written.origin(start), self.written.origin(end)
        return begin, stop, self.given[begin:stop]


def _with(memory: Memory, defined: Iterable[tuple[Definition, Told]]) -> Memory:
    return memory.with_later([(one.start, one.key, told) for one, told in defined])


def _inside(words: str) -> str:
    """Words as they stand inside a sentence: only their first letter was a capital."""
    return words[:1].lower() + words[1:] if words[1:].islower() else words


def _joined(prepared: str, stretches: Iterable[Stretch], language: str) -> tuple[Run, ...]:
    joiner = _Joiner(language)
    position = 0
    for stretch in stretches:
        joiner.add_written(prepared[position : stretch.start])
        joiner.add_reading(stretch.say, stretch.language)
        position = stretch.end
    joiner.add_written(prepared[position:])
    return joiner.runs()


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
    return Scanner(rules.families, rules.plain, rules.closing)
