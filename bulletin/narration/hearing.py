"""What is worth hearing before an issue goes out: proof-listening by exception.

In: composed articles, the reader of their language, and how long a sentence is where it was
spoken already. Out: only the sentences in which the voice may be wrong, with what is written,
what is said for it, and why they are here. What an editor has decided (in the lexicon, in the
text, by defining it) is not asked again, and what is said alike twice is heard once; only a guess
is heard in every place, for it may be right in one and wrong in another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bulletin.diagnostics import Span
from bulletin.document import Article, plain_text
from bulletin.languages import Words
from bulletin.narration.pace import odd_paces
from bulletin.narration.recorded.parts import RecordedPart
from bulletin.narration.script.article import readings_of
from bulletin.narration.script.parts import NotesPlace, Part
from bulletin.reading import Reader, Reading, Run, spoken_text

WorthHearing = Literal["guess", "unknown", "number", "abbreviation", "foreign", "name", "pace"]
DOUBTS: tuple[WorthHearing, ...] = (
    "guess",
    "unknown",
    "number",
    "abbreviation",
    "foreign",
    "name",
    "pace",
)
"""Why a sentence is worth hearing, the likeliest mistake first."""

Seconds = Callable[[Sequence[Run], str], float | None]
"""How long some runs take a voice to say; None where nobody has said them yet."""

IsWord = Callable[[str], bool]


def unmeasured(_runs: Sequence[Run], _voice: str) -> float | None:
    """Nothing is spoken yet."""
    return None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A stretch of a sentence in which the voice may be wrong.

    `start` and `end` are offsets in the sentence as given; `say` is what is said for `text`,
    and `senses` all that it may mean if that is a guess.
    """

    start: int
    end: int
    text: str
    say: str
    doubt: WorthHearing
    senses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """A sentence that is worth hearing.

    `pace` is its seconds a syllable in proportion to the issue's median, where that is odd, or
    None; `doubts` are all reasons, in the order of `DOUBTS`. `voice` says it ("" is the usual
    one), unless it is `read`: as a person has recorded it. It is the utterance `number` of its
    article's script.
    """

    slug: str
    title: str
    fragment: str
    span: Span
    given: str
    runs: tuple[Run, ...]
    spots: tuple[Doubtful, ...]
    pace: float | None = None
    voice: str = ""
    number: int = 0
    read: RecordedPart | None = None

    @property
    def said(self) -> str:
        """What the voice says."""
        return spoken_text(self.runs)

    @property
    def doubts(self) -> tuple[WorthHearing, ...]:
        """Why it is here."""
        found = {spot.doubt for spot in self.spots} | ({"pace"} if self.pace else set())
        return tuple(doubt for doubt in DOUBTS if doubt in found)


@dataclass(frozen=True, slots=True)
class Hearings:
    """The sentences that are worth hearing, of `sentences` in all."""

    worth: tuple[Hearing, ...]
    sentences: int


def worth_hearing(  # noqa: PLR0913, all that a reading depends on
    articles: Iterable[Article],
    reader: Reader,
    words: Words,
    footnotes: NotesPlace,
    *,
    is_word: IsWord | None,
    seconds: Seconds,
) -> Hearings:
    """The sentences of articles that are worth hearing, in their order.

    `is_word` tells the words of the language; without it no word counts as foreign.
    """
    known = _Known(is_word)
    every = [
        replace(_hearing(article, part, reading, known), number=number)
        for article, parts in readings_of(articles, reader, words, footnotes)
        for number, (part, reading) in enumerate(parts)
    ]
    paces = odd_paces([(spoken_text(one.runs), seconds(one.runs, one.voice)) for one in every])
    paced = (replace(one, pace=pace) for one, pace in zip(every, paces, strict=True))
    return Hearings(tuple(one for one in paced if one.spots or one.pace), len(every))


def _hearing(article: Article, part: Part, reading: Reading, known: _Known) -> Hearing:
    return Hearing(
        slug=article.slug,
        title=plain_text(article.title.children),
        fragment=part.fragment,
        span=part.span,
        given=reading.given,
        runs=reading.runs,
        spots=tuple(known.fresh(spots_of(reading, known.is_word))),
        voice=part.voice,
    )


@dataclass
class _Known:
    """What was heard before in the issue."""

    is_word: IsWord | None
    heard: set[tuple[str, str]] = field(default_factory=set)

    def fresh(self, spots: Iterable[Doubtful]) -> Iterator[Doubtful]:
        """The spots that are not said just as one before; guesses always."""
        for spot in spots:
            key = (" ".join(spot.text.split()), spot.say)
            if spot.doubt == "guess" or key not in self.heard:
                yield spot
            self.heard.add(key)


# -- one sentence --------------------------------------------------------------------------

_DECIDED = ("lexicon", "set in the text", "said just before", "rule remembered.")
"""How the reasons of changes begin that an editor has decided."""
_PLAIN_NUMBER = re.compile(r"[0-9]{1,2}")
"""What has one way to be read: no voice and no rule goes wrong there."""
_ROMAN = re.compile(r"[IVXLCDM]+")
_NAME = re.compile(r"[^\W\d_]+(?:[ \u00a0-][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def spots_of(reading: Reading, is_word: IsWord | None = None) -> tuple[Doubtful, ...]:
    """All stretches of a sentence in which the voice may be wrong, in order; none overlap."""
    found = _Stretches()
    for guess in reading.guesses:
        found.add(Doubtful(guess.start, guess.end, guess.text, guess.say, "guess", guess.senses))
    said = {(one.start, one.end): one.say for one in reading.changes}
    for one in reading.unknown:
        say = said.get((one.start, one.end), one.text)
        found.add(Doubtful(one.start, one.end, one.text, say, "unknown"))
    for change in reading.changes:
        if change.why.startswith(_DECIDED):
            found.take(change.start, change.end)
        elif doubt := _doubt_of(change.text):
            found.add(Doubtful(change.start, change.end, change.text, change.say, doubt))
    for fixed in reading.fixed:
        text = reading.given[fixed.start : fixed.end]
        if fixed.language:
            found.add(Doubtful(fixed.start, fixed.end, text, fixed.say, "foreign"))
        else:
            found.take(fixed.start, fixed.end)
    for start, end, doubt in _unchanged(reading.given, is_word):
        text = reading.given[start:end]
        found.add(Doubtful(start, end, text, text, doubt))
    return found.in_order()


@dataclass
class _Stretches:
    """Stretches of a sentence that do not overlap: who comes first has the place."""

    spots: list[Doubtful] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(self, spot: Doubtful) -> None:
        """A spot, unless its place is taken."""
        if self.take(spot.start, spot.end):
            self.spots.append(spot)

    def take(self, start: int, end: int) -> bool:
        """Take a place; False if a part of it is taken."""
        places = range(start, end)
        free = self.taken.isdisjoint(places)
        self.taken.update(places)
        return free

    def in_order(self) -> tuple[Doubtful, ...]:
        """The spots by their places."""
        return tuple(sorted(self.spots, key=lambda spot: spot.start))


def _doubt_of(text: str) -> WorthHearing | None:
    """What kind of thing is said otherwise than it is written; None: nothing to doubt."""
    if _PLAIN_NUMBER.fullmatch(text.strip()):
        return None
    if any(letter.isdigit() for letter in text) or _ROMAN.fullmatch(text.strip()):
        return "number"
    return "abbreviation" if any(letter.isalpha() for letter in text) else None


def _unchanged(text: str, is_word: IsWord | None) -> Iterator[tuple[int, int, WorthHearing]]:
    """Foreign words and names that are said as they are written."""
    if is_word:
        for match in _WORD.finditer(text):
            if not is_word(match[0]):
                yield match.start(), match.end(), "foreign"
    for match in _NAME.finditer(text):
        yield from _names(match)


def _names(match: re.Match[str]) -> Iterator[tuple[int, int, WorthHearing]]:
    """Runs of two and more words with a capital and small letters behind it."""
    start = end = count = 0
    for word in _WORD.finditer(match[0]):
        if not word[0].istitle():
            if count > 1:
                yield match.start() + start, match.start() + end, "name"
            count = 0
            continue
        start = word.start() if count == 0 else start
        end, count = word.end(), count + 1
    if count > 1:
        yield match.start() + start, match.start() + end, "name"
