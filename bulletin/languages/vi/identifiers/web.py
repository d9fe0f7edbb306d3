"""Addresses of the web and of e-mail: dichvucong.gov.vn, https://..., a.b@x.gov.vn.

In: a place at a word or number that begins an address. Out: its parts with "chấm", "gạch chéo",
"a còng". A part that people know is said as they know it; a part that can be cut into Vietnamese
syllables is said in syllables; the rest by letters or as it stands.
"""

import itertools
import re
from functools import cache, lru_cache
from string import ascii_letters, ascii_lowercase
from unicodedata import normalize

from bulletin.languages.vi.abbreviations.glossary import known
from bulletin.languages.vi.cardinals import cardinal, digits
from bulletin.languages.vi.words import (
    PACKAGE,
    cased,
    has_vowel,
    is_syllable,
    said_by,
    spelled,
    toneless,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_SCHEME = re.compile(r"(?:https?|ftp)://[^\s<>\"“”]+|www\.[^\s<>\"“”]+", re.IGNORECASE)
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,8}"
)
# What each of these begins with: most words and numbers are told apart by it alone.
_BEGINNING = re.compile(r"[a-z0-9][a-z0-9_%+-]{0,63}[.:@](?=\S)", re.IGNORECASE)
_FILE_ENDING = re.compile(r"\.([a-z][a-z0-9]{2,3})(?![\w-])")
_HASHTAG = re.compile(r"#([^\W\d]+)(?![^\W_])")
_DOMAIN_ENDING = re.compile(r"(?:\.[a-z]{2,6}){1,2}(?![\w-])")
_ENDINGS_BEFORE = frozenset({"miền", "đuôi"})
_CLOSING = ".,;:!?)]}'’”…»"
_SIGNS = {
    ".": "chấm",
    "/": "gạch chéo",
    "@": "a còng",
    "-": "gạch ngang",
    "–": "gạch ngang",
    "_": "gạch dưới",
    ":": "hai chấm",
    "?": "chấm hỏi",
    "=": "bằng",
    "&": "và",
    "#": "thăng",
    "+": "cộng",
    "%": "phần trăm",
    "~": "ngã",
}
_CAMEL = cased(r"[\U]+(?=[\U][\l])|[\U]?[\l]+|[\U]+")  # "XãTânLập", "BBCNews"
_PIECE = re.compile(r"[^\W\d_]+|[0-9]+|[^\w\s]|_")
_SCHEME_START = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouy]+")
_LONGEST_LETTERS = 6  # of an abbreviation that an office has for its address
_LETTER_WEIGHT = 2  # of a letter by itself, in syllables
_LONGEST_PIECE = 18  # letters of a part that people know
_SHORTEST_PIECE = 5  # letters from which a known part is looked for inside a longer word
_SHORTEST_TAG = 6  # letters of two syllables without marks; many English words have fewer
_SPELLED_AT_MOST = 4  # capitals
_LONGEST_NUMBER = 4


@cache
def _domain() -> re.Pattern[str]:
    endings = "|".join(sorted(table(PACKAGE, "web")["endings"].split(), key=len, reverse=True))
    return re.compile(
        rf"(?:[A-Za-z0-9][A-Za-z0-9_-]{{0,62}}\.){{1,8}}(?:{endings})(?![\w-]|\.[a-z0-9])(?:/[^\s<>\"“”]*)?",
        re.IGNORECASE,
    )


def address(place: Place, _: re.Match[str]) -> Claim | None:
    """Any address; the punctuation that closes the sentence is not part of it."""
    if place.preceding in {"@", "."} or (place.preceding and place.preceding.isalnum()):
        return None
    match = place.match(_SCHEME) or place.match(_MAIL) or place.match(_domain())
    if match is None:
        return None
    written = match[0]
    while written[-1] in _CLOSING:
        written = written[:-1]
    if "(" in written and ")" not in written:
        written = written.partition("(")[0]
    if not _is_address(written):
        return None
    end = place.start + len(written)
    return Claim(end, _said(_SCHEME_START.sub("", written).rstrip("/")), solid=True)


def _is_address(written: str) -> bool:
    """Whether a dotted word is an address and not two sentences without a space between."""
    if "@" in written or _SCHEME.match(written):
        return True
    labels = written.partition("/")[0].split(".")
    return (
        labels[-1].islower()
        and not labels[0].isdigit()
        and (
            labels[0].islower() or len(labels) > 2 or labels[0].isascii()  # noqa: PLR2004
        )
    )


def _said(written: str) -> str:
    # A raised figure is a figure: ³ as 3.
    pieces = _PIECE.findall(normalize("NFKC", written))
    return " ".join(said for piece in pieces if (said := _piece(piece)))


def _piece(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdecimal():
        long = len(piece) > _LONGEST_NUMBER or piece.startswith("0")
        return digits(piece) if long else cardinal(int(piece))
    return _word(piece) if piece.isalpha() else ""


def _word(word: str) -> str:
    labels = said_by("web", "labels")
    lower = word.lower()
    if lower in labels:
        return labels[lower]
    if not word.isascii():
        return " ".join(_marked_syllables(lower))
    if len(word) == 1 or not has_vowel(word) or (word.isupper() and len(word) <= _SPELLED_AT_MOST):
        return spelled(word)
    parts = _CAMEL.findall(word)
    if len(parts) > 1:
        return " ".join(_word(part) for part in parts)
    syllables = _syllables(lower)
    if syllables:
        return " ".join(labels.get(piece, piece) for piece in syllables)
    return _foreign(word)


def _foreign(word: str) -> str:
    """A word that no syllables make: as it stands if it can be said, and else by letters."""
    if len(word) <= _LONGEST_LETTERS and known(word.upper()):
        return spelled(word)
    return word if _sayable(word.lower()) else _partly_spelled(word)


@cache
def _clusters() -> tuple[frozenset[str], frozenset[str]]:
    """The consonants that words of Vietnamese and English begin and end with."""
    parts = table(PACKAGE, "web")
    return frozenset(("", *parts["begins"].split())), frozenset(("", *parts["ends"].split()))


def _sayable(word: str) -> bool:
    """Whether its consonants stand as those of words do: "gmail", and not "evnspc"."""
    begins, ends = _clusters()
    first, *between, last = _VOWELS.split(word)
    if first not in begins or last not in ends:
        return False
    return all(
        any(run[:cut] in ends and run[cut:] in begins for cut in range(len(run) + 1))
        for run in between
    )


def _partly_spelled(word: str) -> str:
    """A short word letter by letter; of a longer one what is in no syllable: "pc vinh long"."""
    if len(word) <= _SPELLED_AT_MOST:
        return spelled(word)
    lower = word.lower()
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(lower) + 1):
        starts = range(max(0, end - _LONGEST_PIECE), end)
        heads = ((*best[start], lower[start:end]) for start in starts)
        weighed = ((cost, pieces, piece) for cost, pieces, piece in heads if _weight(piece))
        best.append(
            min((cost + _weight(piece), (*pieces, piece)) for cost, pieces, piece in weighed)
        )
    pieces = best[-1][1]
    return " ".join(one if _weight(one) == 1 and has_vowel(one) else spelled(one) for one in pieces)


def _weight(piece: str) -> int:
    """What it costs to cut a piece from a word; nothing where it cannot be cut so."""
    if _plain_syllables().fullmatch(piece) or (not has_vowel(piece) and known(piece.upper())):
        return 1
    return _LETTER_WEIGHT if len(piece) == 1 else 0


def _marked_syllables(word: str) -> tuple[str, ...]:
    """A word with accents cut where the same without them is: bảntin."""
    labels = said_by("web", "labels")
    plain = _unmarked(word)
    syllables = _syllables(plain) if len(plain) == len(word) else None
    ends = list(itertools.accumulate(map(len, syllables or (word,))))
    bounds = itertools.pairwise([0, *ends])
    return tuple(labels.get(plain[start:end], word[start:end]) for start, end in bounds)


@cache
def _plain_syllables() -> re.Pattern[str]:
    """Vietnamese syllables without any mark, as addresses write them."""
    parts = table(PACKAGE, "syllables")
    onsets = {_unmarked(onset) for onset in parts["onsets"].split()}
    rhymes = {_unmarked(rhyme) for rhyme in parts["rhymes"].split()}
    start = "|".join(sorted(onsets, key=len, reverse=True))
    rest = "|".join(sorted(rhymes, key=len, reverse=True))
    return re.compile(f"(?:{start})?(?:{rest})")


def _unmarked(text: str) -> str:
    table_of_marks = str.maketrans("ăâđêôơư", "aadeoou")
    return toneless(text).translate(table_of_marks)


@lru_cache(maxsize=1_000)
def _syllables(word: str) -> tuple[str, ...] | None:
    """The word cut into as few syllables and known parts as it can be, or None."""
    labels = said_by("web", "labels")
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(word) + 1):
        found: tuple[str, ...] | None = None
        for start in range(max(0, end - _LONGEST_PIECE), end):
            head = best[start]
            known = word[start:end] in labels and end - start >= _SHORTEST_PIECE
            if head is None or not (known or _plain_syllables().fullmatch(word, start, end)):
                continue
            candidate = (*head, word[start:end])
            if found is None or _cost(candidate) < _cost(found):
                found = candidate
        best.append(found)
    return best[-1]


def _cost(syllables: tuple[str, ...]) -> tuple[int, ...]:
    """Fewer syllables first, then longer ones in front: "van a" before "va na"."""
    return (len(syllables), *(-len(syllable) for syllable in syllables))


def file_ending(place: Place, match: re.Match[str]) -> Claim | None:
    """The .docx of "tệp .docx, .pdf": a kind of file by its ending alone."""
    if place.preceding not in {"", " ", "(", "/", "“", '"'}:
        return None
    ending = match[1]
    if ending not in table(PACKAGE, "web")["files"].split():
        return None
    return Claim(match.end(), f"chấm {said_by('web', 'labels').get(ending) or spelled(ending)}")


def domain_ending(place: Place, match: re.Match[str]) -> Claim | None:
    """Tên miền .vn, đuôi .gov.vn: the end of an address by itself."""
    return Claim(match.end(), _said(match[0])) if place.previous in _ENDINGS_BEFORE else None


def hashtag(_: Place, match: re.Match[str]) -> Claim | None:
    """#NôngThônMới, #xanh_sach_dep: words that a hashtag writes without spaces."""
    words = match[1].strip("_").split("_")
    if not all(len(word) > 1 and not word.isupper() for word in words):
        return None
    said = " ".join(map(_parted, words))
    return None if said == match[1] else Claim(match.end(), said)


def _parted(word: str) -> str:
    """The words of a tag that its capitals or its syllables part; one that they do not, as it stands."""
    parts = _CAMEL.findall(word)
    if len(parts) > 1 and "".join(parts) == word:
        return " ".join(map(_parted, parts))
    if word.isupper():
        return spelled(word)
    if is_syllable(word):
        return word
    if not word.isascii():
        return " ".join(_marked_syllables(word.lower()))
    syllables = _syllables(word.lower()) or ("",)
    if min(map(len, syllables)) <= 1 or len(word) < _SHORTEST_TAG:
        return word  # no "on lin e", no "te am"
    return " ".join(said_by("web", "labels").get(one, one) for one in syllables)


RULES = (
    Rule("sign", hashtag, _HASHTAG, opens="#"),
    Rule("word", address, _BEGINNING, then="0123456789_%+-.:@"),
    Rule("number", address, _BEGINNING, then=ascii_letters + "_%+-.:@"),
    Rule("sign", domain_ending, _DOMAIN_ENDING, opens=".", then=ascii_lowercase),
    Rule("sign", file_ending, _FILE_ENDING, opens=".", then=ascii_lowercase),
)
