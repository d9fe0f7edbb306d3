"""Vietnamese words for the rules: tone placing, syllables, letters, and what words do.

In: words as written (NFC). Out: one spelling for comparison, whether a word can be Vietnamese,
the names of letters, and the sets of words by what they do for their neighbours.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase
from unicodedata import normalize

from bulletin.reading.scanner import Place
from bulletin.reading.tables import table

PACKAGE = "bulletin.languages.vi"

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The marks of the five tones that have one, by themselves."""
_WITHOUT_TONES = dict.fromkeys(map(ord, TONES))
_NEW_PLACING = re.compile(r"(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")
_OLD_PLACING = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
VOWELS = "aăâeêioôơuưy"
"""The letters that bear a tone."""
SMALL = ascii_lowercase + "đ"
"""The letters without marks: what most short forms begin with."""
CAPITALS = ascii_uppercase + "Đ"
"""Their capitals."""
_LOWER = "a-zđ" + "".join(
    composed
    for letter in VOWELS
    for mark in ("", *TONES)
    if not (composed := normalize("NFC", letter + mark)).isascii()
)
_UPPER = "A-ZĐ" + "".join(letter.upper() for letter in _LOWER[len("a-zđ") :])


def cased(pattern: str) -> re.Pattern[str]:
    r"""A pattern in which `[\U]` is a Vietnamese capital and `[\l]` a small letter."""
    return re.compile(pattern.replace(r"\U", _UPPER).replace(r"\l", _LOWER))


def said_by(name: str, group: str) -> dict[str, str]:
    """A group of a table: what is said, by what is written."""
    entries: dict[str, str] = table(PACKAGE, name)[group]
    return entries


_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
"""Of what is decomposed, where marks stand behind their letters."""
STOPS = ("c", "ch", "p", "t")
"""What ends a syllable that has one of two tones: acute or dot below."""


@lru_cache(maxsize=20_000)
def old_placing(text: str) -> str:
    """Lower-case text with tone marks in their older places ("hòa"), for comparison only."""
    if "o" not in text and "u" not in text:
        return text
    return _NEW_PLACING.sub(lambda match: _OLD_PLACING[match.group()], text)


def toneless(word: str) -> str:
    """The word without its tone; â, ê, ơ and the like stay."""
    return normalize("NFC", normalize("NFD", word).translate(_WITHOUT_TONES))


@lru_cache(maxsize=500)
def bare_letter(letter: str) -> str:
    """A small letter without any mark: a for "ấ", d for "đ"."""
    return "d" if letter == "đ" else normalize("NFD", letter)[:1]


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word, in any case, can be one Vietnamese syllable with its tone."""
    lower = word.lower()
    base = toneless(lower)
    if not _syllable().fullmatch(base):
        return False
    return base != lower or not base.endswith(STOPS)


@lru_cache(maxsize=20_000)
def has_vowel(word: str) -> bool:
    """Whether any letter of the word is a vowel, with or without marks."""
    return _VOWEL.search(normalize("NFD", word)) is not None


_ONSETS = frozenset({"Ch", "Gh", "Kh", "Ng", "Nh", "Ph", "Qu", "Th", "Tr"})
_NO_WORDS = frozenset(
    ("Mr", "Ms", "Dr", "St", "Sr", "Jr", "Cd", "Pb", "Zn", "Mn", "Mg", "Cl", "Br", "Sn", "Hg", "Cr")
) | {"Hb", "Rh", "Nm"}


def is_cut_short(word: str) -> bool:
    """Whether a word is two letters with one capital that no word has: "Ct", "Gđ".

    Beginnings of names ("Ng.", "Tr."), titles of other languages and elements are none.
    """
    cut = len(word) == 2 and word.istitle() and not has_vowel(word)  # noqa: PLR2004
    return cut and toneless(word) == word and word not in _ONSETS | _NO_WORDS


@cache
def _syllable() -> re.Pattern[str]:
    parts = table(PACKAGE, "syllables")
    onsets = "|".join(sorted(parts["onsets"].split(), key=len, reverse=True))
    rhymes = "|".join(sorted(parts["rhymes"].split(), key=len, reverse=True))
    return re.compile(f"(?:{onsets})?(?:{rhymes})|gi[nmc]?h?")


@cache
def role(name: str) -> frozenset[str]:
    """The words of a role, in the older placing; an underscore joins two words of one entry."""
    words = table(PACKAGE, "roles")[name]
    listed = words if isinstance(words, list) else words.split()
    return frozenset(old_placing(word.replace("_", " ").lower()) for word in listed)


def follows(place: Place, name: str) -> bool:
    """Whether the word (or the two words) right before this place has a role."""
    words = role(name)
    return old_placing(place.previous) in words or old_placing(place.previous_two) in words


def said_right_before(text: str, name: str) -> bool:
    """Whether the last word or the last two of a text have a role."""
    words = [old_placing(word) for word in _WORD.findall(text.lower())][-2:]
    return not {" ".join(words), *words[-1:]}.isdisjoint(role(name))


_WORD = re.compile(r"[^\W_]+")


def _is_name(word: str) -> bool:
    return word.istitle() and word.lower() in {"hòa", "hoà", "thắng"}


CLOSED = r"(?:[,;:!?)\]”»…\n]|[.\"’](?![^\W_])|$)"
"""Behind a phrase: a sign that closes it, a sentence or a quotation; or the end."""
PHRASE_END = rf"(?:\s*{CLOSED}|\s(?:so|nên|theo|để|vì|do|cho|là|và|hoặc|tại|ở|trong|thì|mà|rồi|khi|nếu|nhưng|sau khi|trước khi)(?![^\W_]))"
"""Behind a phrase: what closes it, or a word that goes on with something else."""
PHRASE_ENDS = re.compile(PHRASE_END)
_NEXT_WORDS = re.compile(r"\s*([^\W\d_]+)(?:\s+([^\W\d_]+))?")


_NEXT_SENTENCE = cased(r"\.\s+([\U][\l]*)(?P<small>\s+[\l])?")


def ends_sentence(text: str, end: int, *, initial: bool = False) -> bool:
    """Whether the dot at `end` is a full stop: what opens sentences follows, and no name.

    Behind a person's `initial` that may begin a name: "Trần Thị C. Ông Năm", and no "TP. Bà Rịa".
    """
    match = _NEXT_SENTENCE.match(text, end)
    told = match is not None and (initial or match["small"] is not None)
    return match is not None and told and old_placing(match[1].lower()) in role("openers")


def near(place: Place, name: str, count: int) -> bool:
    """Whether one of the last words, or two in a row, have a role; a capital makes a name."""
    return said_near(place.clause, name, count)


def said_near(text: str, name: str, count: int) -> bool:
    """Whether one of the last words of a text, or two in a row, have a role."""
    return not role(name).isdisjoint(_said_before(text, count))


@lru_cache(maxsize=256)
def _said_before(clause: str, count: int) -> frozenset[str]:
    """The last words of a clause and their pairs, names left out, for comparison."""
    every = _WORD.findall(clause)
    opens = len(every) <= count  # the clause: "Thắng 3-2" is no name
    last = enumerate(every[-count:])
    words = [word for place, word in last if (opens and not place) or not _is_name(word)]
    plain = [old_placing(word.lower()) for word in words]
    pairs = {f"{one} {two}" for one, two in pairwise(plain)}
    ends = {end for pair in pairs & role("another_word") for end in pair.split()}
    return frozenset(word for word in plain if word not in ends or plain.count(word) > 1) | pairs


def nearest(place: Place, names: Sequence[str], count: int) -> str | None:
    """Which of these roles the last of the words before has; two words in a row weigh first.

    Two words that are "neither" are passed over whole: the điểm of "địa điểm" is no mark.
    """
    return _last_of(place.words[-count:], tuple(names))


@lru_cache(maxsize=256)
def _last_of(written: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """Which role the last of some words has, as `nearest` tells it."""
    words = [old_placing(word) for word in written]
    neither = role("neither")
    position = len(words) - 1
    while position >= 0:
        pair = " ".join(words[max(0, position - 1) : position + 1])
        for phrase in () if pair in neither else dict.fromkeys((pair, words[position])):
            found = next((name for name in names if phrase in role(name)), None)
            if found:
                return found
        position -= 2 if pair in neither else 1
    return None


def precedes(place: Place, end: int, name: str) -> bool:
    """Whether the word (or the two words) right after `end` has a role."""
    match = _NEXT_WORDS.match(place.text, end)
    if match is None:
        return False
    words = role(name)
    first = old_placing(match.group(1).lower())
    return first in words or (
        match.group(2) is not None and f"{first} {old_placing(match.group(2).lower())}" in words
    )


def counts_things(place: Place, end: int, name: str) -> bool:
    """Whether the next word has a role and begins no other: "1-2 viên", not "1-7 viên chức"."""
    match = _NEXT_WORDS.match(place.text, end)
    two = " ".join(old_placing(word.lower()) for word in match.groups() if word) if match else ""
    return precedes(place, end, name) and (two in role(name) or two not in role("whole_words"))


def spelled(letters: str) -> str:
    """The names of letters, one after the other; accents other than those of letters fall."""
    names: dict[str, str] = table(PACKAGE, "letters")
    return " ".join(names[letter] for letter in toneless(letters).upper() if letter in names)


_CAPITALS_BESIDE = re.compile(r"\s+([^\W\d_]+)")
_CAPITALS_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[,:–-]?\s+$")


def in_capitals(place: Place, end: int) -> bool:
    """Whether a neighbour is a Vietnamese word in capitals: the place is inside a heading."""
    beside = _CAPITALS_BESIDE.match(place.text, end)
    before = _CAPITALS_BEFORE.search(place.before)
    return any(
        match is not None
        and (len(match.group(1)) > 1 or normalize("NFD", match.group(1)) != match.group(1))
        and match.group(1).isupper()
        and is_syllable(match.group(1))
        for match in (beside, before)
    )


_NAME_BEFORE = cased(r"(?:[\U][\l]*\.?\s+){0,3}[\U][\l]+\s+$")


def in_person(place: Place) -> bool:
    """Whether the words right before are a person's name or announce one."""
    if old_placing(place.previous) in role("persons") and place.preceding.isspace():
        return True
    match = _NAME_BEFORE.search(place.before)
    if match is None:
        return False
    words = [old_placing(word.lower().strip(".")) for word in match[0].split()]
    return any(word in role("surnames") for word in words) and not in_capitals(place, place.end)


_RIGHT_BEFORE = re.compile(r"[^\W_]\s+$")


def undoubled(place: Place, say: str) -> str:
    """The reading without the words that are written right before: "khu KCN" is said once.

    The end of another word is not the same ("thi công Cty" keeps "công ty"), nor is anything
    over a colon.
    """
    if not place.previous or not _RIGHT_BEFORE.search(place.before):
        return say
    said = say.split()
    compared = [old_placing(word.lower().strip(",-")) for word in said]
    before = [old_placing(word) for word in place.words]
    for count in range(min(len(said), len(before)), 0, -1):
        if before[-count:] == compared[:count] and (count > 1 or not _ends_compound(before)):
            return " ".join(said[count:])
    return say


def _ends_compound(before: list[str]) -> bool:
    """Whether the last word before is the end of a word of two syllables."""
    return " ".join(before[-2:]) in role("compounds")
