"""Abbreviations that the voice cannot be sure of, before they are said by surprise.

In: articles, the reader of their language, and the text of their files. Out: a finding for each
abbreviation that nobody knows, at the first place where it stands, and for each that may mean
several things and was read by default, at its first place in every article; so for two numbers
that may be a day, a score or a share, and for what two articles define differently.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import accumulate, islice, pairwise

from bulletin.cache import once, records
from bulletin.codes import (
    GUESSED_ABBREVIATION,
    GUESSED_NUMBERS,
    TOO_MUCH_TO_READ,
    UNKNOWN_ABBREVIATION,
)
from bulletin.diagnostics import Finding, Sources, Span, in_order, rows_in, rows_of
from bulletin.document import (
    Article,
    Phrase,
    inlines_of,
    plain_text,
    sources_of,
    walk,
    walk_inlines,
)
from bulletin.formats.characters import shortened
from bulletin.languages import Words, code_of
from bulletin.messages import joined, tr
from bulletin.narration.script.article import parts_of, read_after
from bulletin.narration.script.parts import Part
from bulletin.narration.script.redefined import redefined
from bulletin.narration.syllables import has_marked_vowels
from bulletin.reading import NOTHING, Guess, Memory, Reader, Reading, Unknown

MAX_QUESTIONS = 8_000
"""Numbers, signs and abbreviations in one article: with them it is a book of figures."""

_GUESSES = (GUESSED_ABBREVIATION, GUESSED_NUMBERS)
_MOST_SENSES = 5  # that a message lists besides the one that is said


@dataclass(frozen=True)
class Doubts:
    """What nobody can be sure of in one article.

    `unknown` are the abbreviations that nobody knows, each with the finding at its first place;
    `excess` is found instead of anything where there is too much to read.
    """

    unknown: Mapping[str, Finding]
    guessed: tuple[Finding, ...]
    excess: Finding | None = None

    def to_json(self) -> bytes:
        """All of it, to be kept."""
        found = [*self.unknown.values(), *self.guessed, *filter(None, [self.excess])]
        return json.dumps([list(self.unknown), records.written(found).decode()]).encode()

    @classmethod
    def of_json(cls, data: bytes) -> Doubts:
        """The same of what was kept."""
        names, found = json.loads(data)
        findings = records.told(found.encode())
        excess = next((one for one in findings if one.code is TOO_MUCH_TO_READ), None)
        return cls(
            dict(zip(names, findings, strict=False)),
            tuple(one for one in findings if one.code in _GUESSES),
            excess,
        )


_READING = once.Kind("readings", (), quick=True)


def unknown_abbreviations(
    articles: Sequence[Article], reader: Reader, words: Words, sources: Sources
) -> tuple[Finding, ...]:
    """A warning for each abbreviation that would be spelled out, and for each guess.

    What an article defines and what is doubtful in it is kept, and found again for the same words.
    """
    if not reader.has_rules:
        return ()
    sources = cache(sources)
    shaped = (*reader.key, code_of(reader.language))
    texts = [[sources(file) or "" for file in sources_of(one)] for one in articles]
    keys = [(*shaped, repr(one), text) for one, text in zip(articles, texts, strict=True)]
    sizes = [sum(map(len, text)) for text in texts]

    parts = cache(lambda number: parts_of(articles[number], words))

    def defined(number: int) -> bytes:
        return json.dumps(_memory_after(parts(number), reader).rows).encode()

    def doubts(number: int) -> bytes:
        article, memory = articles[number], memories[number]
        return _doubts_of(article, parts(number), reader, sources, memory).to_json()

    memories = [NOTHING]
    for rows in once.made_each(_READING, keys, sizes, defined):
        memories.append(Memory.of_rows([*memories[-1].rows, *json.loads(rows)]))
    known = [(*key, memory.rows) for key, memory in zip(keys, memories, strict=False)]
    found = [*map(Doubts.of_json, once.made_each(_READING, known, sizes, doubts))]
    if excessive := [one.excess for one in found if one.excess]:
        return in_order(excessive)
    unknown: dict[str, Finding] = {}
    for one in found:
        unknown = {**one.unknown, **unknown}
    guessed = (guess for one in found for guess in one.guessed)
    twice = _redefined(articles, memories, sources)
    return in_order([*unknown.values(), *guessed, *twice])


def _memory_after(parts: Iterable[Part], reader: Reader) -> Memory:
    texts = (part.passage.text for part in parts)
    return reduce(lambda memory, text: reader.memory_after(text, memory), texts, NOTHING)


def _redefined(
    articles: Iterable[Article], memories: Iterable[Memory], sources: Sources
) -> Iterator[Finding]:
    """What one article defines otherwise than another before it; memories are those around them."""
    files: dict[str, str] = {}  # which last defined an abbreviation
    for article, (before, memory) in zip(articles, pairwise(memories), strict=True):
        yield from redefined(article, before, memory, files, sources)
        changed = (key for key, told in memory.told.items() if before.told.get(key) != told)
        files |= dict.fromkeys(changed, article.file)


def _doubts_of(
    article: Article, parts: Sequence[Part], reader: Reader, sources: Sources, memory: Memory
) -> Doubts:
    if _asks_too_much(parts, reader):
        return Doubts({}, (), _excess(article))
    unknown: dict[str, Finding] = {}
    guesses: dict[tuple[str, str], tuple[Guess, list[Span]]] = {}
    read, _ = read_after(memory, parts, reader)
    rows = rows_in(sources)
    for doubt, span in _doubts(read, sources):
        if isinstance(doubt, Guess):
            if _numbers_heading(span, rows(span.file)):
                continue
            guesses.setdefault((doubt.text, doubt.say), (doubt, []))[1].append(span)
        elif has_marked_vowels(doubt.text):
            # Half of each word is a mark: these are pieces, and one of them stands for all.
            if not article.recording:
                unknown.setdefault(article.file, _unread(doubt.text, span))
        elif doubt.text not in unknown:
            unknown[doubt.text] = _unknown(doubt.text, span)
    guessed = tuple(_guessed(guess, places) for guess, places in guesses.values())
    return Doubts(unknown, guessed)


_NUMBERED_HEADING = re.compile(r"[\s>]*#{1,6}\s+(?=[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.\s)")


def _numbers_heading(span: Span, rows: Sequence[str]) -> bool:
    """Whether a number is that of a heading, as 2.1. is: a dot follows, and then its words."""
    found = _NUMBERED_HEADING.match(rows[span.line - 1]) if span.line <= len(rows) else None
    return found is not None and found.end() == span.column - 1


def _asks_too_much(parts: Sequence[Part], reader: Reader) -> bool:
    if sum(len(part.passage.text) for part in parts) <= MAX_QUESTIONS:
        return False  # most articles: a question has a character at least
    asked = accumulate(reader.questions(part.passage.text, MAX_QUESTIONS) for part in parts)
    return any(count >= MAX_QUESTIONS for count in asked)


def _excess(article: Article) -> Finding:
    message = tr(
        "the voice would have to look up more than {most} numbers, signs and abbreviations"
        " in this article",
        most=MAX_QUESTIONS,
    )
    hint = tr(
        "cut it into several articles; of a long table the voice reads a :summary: instead,"
        " and [...]{{.silent}} is not read at all"
    )
    return Finding(TOO_MUCH_TO_READ, message, Span(article.file), hint)


def _unknown(word: str, span: Span) -> Finding:
    text = shortened(word, _MOST_SHOWN)
    message = tr("the voice does not know {text!r} and will spell it out", text=text)
    hint = tr("write it in lexicon.yaml as “{text}: ” and how it is said", text=text)
    return Finding(UNKNOWN_ABBREVIATION, message, span, hint)


_MOST_SHOWN = 60
"""Letters of a word that no one would write into a lexicon."""


def unread_phrases(articles: Iterable[Article], sources: Sources) -> Iterator[Finding]:
    """A warning for each article with words whose language is named, in a script as `_unread`'s."""
    for article in articles:
        found = next(_in_marked_script(article), None)
        if found and not article.recording:
            text, span = found
            rows = rows_of(sources(article.file) or "")[span.line - 1 :]
            yield _unread(text, next(_occurrences(text, rows, span), span))


def _in_marked_script(article: Article) -> Iterator[tuple[str, Span]]:
    for block in walk(*article.blocks):
        for inline in (one for inlines in inlines_of(block) for one in walk_inlines(inlines)):
            if isinstance(inline, Phrase) and inline.language and inline.say is None:
                text = plain_text(inline.children)
                if has_marked_vowels(text) and not inline.silent:
                    yield text, block.span


def _unread(text: str, span: Span) -> Finding:
    script = unicodedata.name(text[0]).partition(" ")[0].capitalize()
    message = tr(
        "the voice cannot read {script} script: it spells this, or leaves it out", script=script
    )
    hint = tr(
        "let a person read the article, as in recording: media/bai-1.m4a,"
        " or leave the words out with [...]{{.silent}}"
    )
    return Finding(UNKNOWN_ABBREVIATION, message, span, hint)


def _guessed(guess: Guess, places: Sequence[Span]) -> Finding:
    """One warning for all the places of an article, at the first of them."""
    text, say = guess.text, guess.say
    others = [f"“{sense}”" for sense in guess.senses if sense != say]
    more = (
        [tr("{count} more", count=len(others) - _MOST_SENSES)] if len(others) > _MOST_SENSES else []
    )
    lines = ", ".join(dict.fromkeys(str(place.line) for place in places[1:]))
    message = tr(
        "nothing says what {text!r} means{again}: it is read as “{say}”, and may mean {names}",
        text=text,
        again=tr(" (also in line {lines})", lines=lines) if lines else "",
        say=say,
        names=joined(", ", [*others[:_MOST_SENSES], *more]),
    )
    if text[:1].isdigit():
        return Finding(GUESSED_NUMBERS, message, places[0], _hint_of_numbers(guess))
    return Finding(GUESSED_ABBREVIATION, message, places[0], _hint_of_word(guess))


def _hint_of_word(guess: Guess) -> str:
    if any(character.isdigit() for character in guess.text):  # "T3": no word of a lexicon
        return tr(
            "write it out where it stands: {names}",
            names=", ".join(f"“{sense}”" for sense in guess.senses),
        )
    return tr(
        "write “{text}: {say}”, or what it means, in lexicon.yaml, where "
        "it holds for every {text}; for one place write "
        '[{text}]{{say="{say}"}}; or define it before, as in “{say} '
        "({text})”",
        text=guess.text,
        say=guess.say,
    )


def _hint_of_numbers(guess: Guess) -> str:
    return tr(
        "write the word that tells it right before or after (“ngày”, “tỷ số”, “điểm”, a unit), or "
        'how it is said: [{text}]{{say="{say}"}}',
        text=guess.text,
        say=guess.say,
    )


@dataclass
class _Block:
    """The texts of a block's parts, a line each, and what is doubtful in them, by offset."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    doubts: list[tuple[int, Guess | Unknown]] = field(default_factory=list)

    def add(self, text: str, reading: Reading) -> None:
        """One part more."""
        self.doubts += [(self.length + unknown.start, unknown) for unknown in reading.unknown]
        self.doubts += [(self.length + guess.start, guess) for guess in reading.guesses]
        self.texts.append(text)
        self.length += len(text) + 1


def _doubts(
    parts: Iterable[tuple[Part, Reading]], sources: Sources
) -> Iterator[tuple[Guess | Unknown, Span]]:
    """What is doubtful in an article, with its place."""
    blocks: dict[Span, _Block] = {}
    for part, reading in parts:
        blocks.setdefault(part.span, _Block()).add(part.passage.text, reading)
    rows = rows_in(sources)
    begins = sorted({span.line for span in blocks})
    for span, block in blocks.items():
        if block.doubts:
            after = bisect_right(begins, span.line)
            end = begins[after] - 1 if after < len(begins) else None
            yield from _placed(span, block, rows(span.file)[span.line - 1 : end])


def _placed(
    span: Span, block: _Block, lines: Sequence[str]
) -> Iterator[tuple[Guess | Unknown, Span]]:
    """The places of a block's doubts: its n-th word is the n-th in the block's own lines."""
    text = "\n".join(block.texts)
    found: dict[str, tuple[dict[int, int], list[Span]]] = {}
    for offset, doubt in block.doubts:
        if doubt.text not in found:
            starts = [match.start() for match in _whole(doubt.text).finditer(text)]
            places = list(islice(_occurrences(doubt.text, lines, span), len(starts)))
            found[doubt.text] = ({start: n for n, start in enumerate(starts)}, places)
        numbers, places = found[doubt.text]
        number = numbers.get(offset, 0)
        yield doubt, places[number] if number < len(places) else span


def _occurrences(word: str, lines: Iterable[str], block: Span) -> Iterator[Span]:
    pattern = _whole(word)
    for number, line in enumerate(lines, start=block.line):
        for match in pattern.finditer(line):
            yield Span(block.file, number, match.start() + 1, match.end() + 1)


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
