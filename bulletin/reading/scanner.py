"""One pass over a text in which rules claim stretches of what is WRITTEN.

In: NFC text, the rules of a language in their order, stretches that are settled already. Out:
claims in order: which stretch, what is said for it. A rule sees the text as it was written,
before and after it, and never another rule's output; so no reading is read a second time.

The scanner stands at the beginning of a token (a run of letters, a run of digits, a sign) and
asks the rules that start with such a token, in the order of their families. The first claim
wins, and the scan goes on after it; a token that nobody claims is said as it stands.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from bulletin.reading.memory import Memory, Recall, Told
from bulletin.reading.model import Lexicon
from bulletin.reading.stretches import Stretch, settled

TokenKind = Literal["word", "number", "sign"]

# A fraction glyph is a letter to `re`; it begins a token of its own. An accent without a letter
# of its own is no token: no rule has a word for it.
_TOKEN = re.compile(
    r"(?P<word>(?![½⅓⅔¼¾⅕⅛⅜⅝⅞])[^\W\d_]+)|(?P<number>[0-9]+)|(?P<sign>[^\w\s\u0300-\u036f]|[_\d½⅓⅔¼¾⅕⅛⅜⅝⅞])"
)
_CLAUSE_BREAK = re.compile(r"[;!?\n]|\.(?=\s)")
_WORD = re.compile(r"[^\W_]+")
_SIGHT = 90  # characters before a token that a rule may look back over
_NEAR = re.compile(r"[\s(\"“”'‘:*]*")  # what may stand between an announcing word and its number


class Claim(NamedTuple):
    """What is said for the text up to `end`.

    `unknown` holds the stretches that were spelled out because no table has them. A `solid`
    claim (a document number, an address) may hold words of the lexicon inside it. `senses` are
    all that the word may mean, where nothing told which; `source` says what table it came from.
    """

    end: int
    say: str
    unknown: tuple[tuple[int, int], ...] = ()
    solid: bool = False
    senses: tuple[str, ...] = ()
    source: str = ""


class _Heard(NamedTuple):
    """What was said before a token; each as in `Place`."""

    clause: str
    words: tuple[str, ...]
    previous: str
    previous_two: str


@lru_cache(maxsize=64)
def _heard(before: str) -> _Heard:
    """What all the rules at one place ask of what stands before it."""
    clause = _CLAUSE_BREAK.split(before)[-1]
    lower = clause.lower()
    words = tuple(_WORD.findall(lower))
    last = words[-1] if words else ""
    previous = last if _NEAR.fullmatch(clause, lower.rfind(last) + len(last)) else ""
    two = " ".join(words[-2:]) if previous and len(words) > 1 else ""
    return _Heard(clause, words, previous, two)


class Place:
    """Where the scanner stands: the whole text, the token there, and what stands around it.

    `told` holds the abbreviations that the text has defined before this place.
    """

    __slots__ = ("before", "end", "lexicon", "start", "text", "told", "written")

    def __init__(
        self, text: str, start: int, end: int, lexicon: Lexicon, told: Mapping[str, Told]
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.lexicon = lexicon
        self.told = told
        self.written = text[start:end]
        """The run of letters or digits, or the sign, at this place."""
        self.before = text[max(0, start - _SIGHT) : start]
        """What is written before the token, as far as a rule needs to look."""

    @property
    def clause(self) -> str:
        """What is written before the token in the same clause."""
        return _heard(self.before).clause

    @property
    def words(self) -> tuple[str, ...]:
        """The words before the token in the same clause, in lower case, in reading order."""
        return _heard(self.before).words

    @property
    def previous(self) -> str:
        """The word right before the token, in lower case, or nothing if other text is between.

        Spaces, an opening bracket or quotation mark and a colon do not separate the two.
        """
        return _heard(self.before).previous

    @property
    def previous_two(self) -> str:
        """The two words right before the token, in lower case, separated by one space."""
        return _heard(self.before).previous_two

    @property
    def preceding(self) -> str:
        """The character right before the token, or nothing."""
        return self.text[self.start - 1] if self.start else ""

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern that begins at this place."""
        return pattern.match(self.text, self.start)

    def after(self, end: int) -> str:
        """What is written from `end` on, as far as a rule needs to look."""
        return self.text[end : end + _SIGHT]

    def clause_after(self, end: int) -> str:
        """What is written from `end` on in the same clause."""
        following = self.after(end)
        found = _CLAUSE_BREAK.search(following)
        return following[: found.start()] if found else following


_Reading = Callable[[Place], Claim | None]
_FormReading = Callable[[Place, re.Match[str]], Claim | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of claiming: the kind of token that it starts with, and what it makes of it.

    A rule is asked only where its `form` matches, and is given the match; and only at tokens that
    begin with one of the characters of `opens` and have one of `then` right behind them (a space:
    any space). Without them it is asked everywhere, which costs time at every comma.
    """

    starts: TokenKind
    read: Callable[..., Claim | None]
    form: re.Pattern[str] | None = None
    opens: str = ""
    then: str = ""

    if TYPE_CHECKING:  # what reads is asked with the match if there is a form

        @overload
        def __init__(
            self, starts: TokenKind, read: _Reading, *, opens: str = "", then: str = ""
        ) -> None: ...
        @overload
        def __init__(
            self,
            starts: TokenKind,
            read: _FormReading,
            form: re.Pattern[str],
            opens: str = "",
            then: str = "",
        ) -> None: ...
        def __init__(self, *_: Any, **__: Any) -> None: ...

    @property
    def name(self) -> str:
        """The rule as a person may look it up: its module and function, or its words."""
        if self.read.__module__ == __name__:
            return f"words {self.read.__name__}"
        return f"rule {self.read.__module__.rpartition('.')[2]}.{self.read.__name__}"

    def claim(self, place: Place) -> Claim | None:
        """What it claims at a place, whatever begins there."""
        if self.form is None:
            return self.read(place)
        match = place.match(self.form)
        return self.read(place, match) if match else None


def saying(words: str) -> _FormReading:
    """A reading that says the same words wherever its form matches."""

    def read(_: Place, match: re.Match[str]) -> Claim | None:
        return Claim(match.end(), words)

    read.__name__ = f"“{words.strip()}”"
    return read


_Matches = Callable[[str, int], re.Match[str] | None]
_Asked = tuple[tuple[_Matches | None, Callable[..., Claim | None], str], ...]
"""What reads, with what has to match before it is asked, and its name."""


class Scanner:
    """The rules of one language, ready to go over texts."""

    def __init__(
        self, rules: Sequence[Rule], plain: Callable[[str, str], bool], closing: str = ""
    ) -> None:
        """`plain(word, next_character)` is true for a word that certainly needs nothing.

        `closing` are signs that tie no word to what follows them behind a space.
        """
        self._plain = plain
        self._closing = closing
        self._rules = rules
        self._openings = {(rule.starts, character) for rule in rules for character in rule.opens}
        self._behind = frozenset(" ").union(*(rule.then for rule in rules))
        self._asked = lru_cache(maxsize=5_000)(self._asked_at)
        self._questions_in = lru_cache(maxsize=20_000)(self._count_questions)
        self._asked_alike: dict[tuple[str, str, str], _Asked] = {}
        self._passed: set[str] = set()

    def scan(
        self,
        text: str,
        fixed: Sequence[Stretch],
        lexicon: Lexicon,
        memory: Memory,
        silent: Sequence[Stretch] = (),
    ) -> Iterator[Stretch]:
        """Every claimed stretch in order, the settled ones among them.

        Settled is what is fixed, what the lexicon has, and the silent brackets of definitions.
        """
        ordered = settled(text, fixed, lexicon, silent)
        hard = sorted(stretch.start for stretch in fixed)
        recall = Recall(memory)
        position = 0
        for settled_next in (*ordered, None):
            if settled_next is not None and settled_next.start < position:
                continue  # a solid claim has read over a word of the lexicon
            limit = settled_next.start if settled_next else len(text)
            walls = bisect_right(hard, limit - 1)
            wall = hard[walls] if walls < len(hard) else len(text)
            for stretch in self._claims(text, (position, limit, wall), lexicon, recall):
                yield stretch
                position = stretch.end
            if settled_next is not None and settled_next.start >= position:
                yield settled_next
                position = settled_next.end

    def questions(self, text: str, most: int) -> int:
        """How many tokens the rules are asked about, up to `most` or more; no commas and the like.

        What stands between two spaces is asked about alike, wherever it stands.
        """
        *inner, last = text.split(" ")
        asked = self._questions_in(last, "", most)
        for piece, times in Counter(inner).items():
            if asked >= most:
                break
            asked += times * self._questions_in(piece, " ", most)
        return asked

    def _count_questions(self, piece: str, behind: str, most: int) -> int:
        found = _TOKEN.finditer(piece + behind, 0, len(piece))
        tokens = (one for one in found if not self._passes(one))
        asked = (one.lastgroup != "sign" or ("sign", one[0]) in self._openings for one in tokens)
        return sum(islice(filter(None, asked), most))

    def _tokens(self, text: str, begin: int, limit: int) -> Iterator[re.Match[str]]:
        """The tokens that rules may be asked about: no words that certainly need nothing."""
        for piece in text[begin:limit].split(" "):
            end = begin + len(piece)
            if piece not in self._passed or end == limit:  # most are words between two spaces
                for token in _TOKEN.finditer(text, begin, end):
                    if not self._passes(token):
                        yield token
                    elif token[0] == piece and end < limit:
                        self._passed.add(piece)
            begin = end + 1

    def _passes(self, token: re.Match[str]) -> bool:
        following = self._following(token.string, token.end())
        return token.lastgroup == "word" and self._plain(token[0], following)

    def _following(self, text: str, end: int) -> str:
        """The character that may tie a word to what follows, or the space after one that closes."""
        following = text[end : end + 1]
        if following and following in self._closing:
            after = text[end + 1 : end + 2]
            return after if not after or after.isspace() else following
        return following

    def _claims(
        self, text: str, between: tuple[int, int, int], lexicon: Lexicon, recall: Recall
    ) -> Iterator[Stretch]:
        position, limit, wall = between
        for one in self._tokens(text, position, limit):
            token: re.Match[str] | None = one
            while token and token.start() >= position:
                stretch = self._first_claim(token, (limit, wall), lexicon, recall)
                if stretch is None:
                    break
                yield stretch
                position = stretch.end
                token = self._rest(text, position, limit)

    def _rest(self, text: str, position: int, limit: int) -> re.Match[str] | None:
        """The rest of a token that a claim has ended within."""
        torn = text[position - 1 : position + 1].isalnum()
        token = _TOKEN.match(text, position, limit) if torn else None
        return token if token and not self._passes(token) else None

    def _first_claim(
        self, token: re.Match[str], ends: tuple[int, int], lexicon: Lexicon, recall: Recall
    ) -> Stretch | None:
        text, (start, end) = token.string, token.span()
        kind, place = token.lastgroup or "", None
        for matches, read, name in self._asked(kind, text[start], text[end : end + 1]):
            if matches is not None and (match := matches(text, start)) is None:
                continue
            place = place or Place(text, start, end, lexicon, recall.at(start))
            claim = read(place) if matches is None else read(place, match)
            if claim is not None and claim.end <= ends[claim.solid]:
                why = f"{name}, {claim.source}" if claim.source else name
                return Stretch(start, claim.end, claim.say, None, claim.unknown, claim.senses, why)
        return None

    def _asked_at(self, kind: str, first: str, behind: str) -> _Asked:
        """The rules for a token by its first character and the one right behind it.

        Characters that no rule names are all one.
        """
        if (kind, first) not in self._openings:
            first = ""
        if behind not in self._behind:
            behind = " " if behind.isspace() else ""
        if (kind, first, behind) not in self._asked_alike:
            self._asked_alike[kind, first, behind] = tuple(
                (rule.form.match if rule.form else None, rule.read, rule.name)
                for rule in self._rules
                if rule.starts == kind
                and (not rule.opens or (first and first in rule.opens))
                and (not rule.then or (behind and behind in rule.then))
            )
        return self._asked_alike[kind, first, behind]
