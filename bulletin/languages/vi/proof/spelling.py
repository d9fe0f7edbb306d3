"""Syllables that Vietnamese does not have, and the two places of a tone mark.

In: text. Out: words with Vietnamese letters that no syllable can be, with the one that was most
likely meant; words whose tone mark stands in the older or the newer place.

A word is judged only where a slip of the fingers is likely: in small letters, with a mark that
only Vietnamese has, of one syllable. Names, foreign words (bê tông written bêtông, crôm) and
abbreviations are left alone.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from bulletin.languages.proof import Slip
from bulletin.languages.vi.words import PACKAGE, STOPS, TONES, VOWELS, toneless
from bulletin.reading.tables import table, words_in

_WORD = re.compile(r"(?<![\w’'.@/\\#&+-])[^\W\d_A-Z][^\W\d_]+(?![\w’'@/\\-]|\.\w)")
_RUN = re.compile(f"[{VOWELS}]+")
_FOREIGN = re.compile(
    r"[fjwz]|^(?:[bcdfgklps][lr]|s[ckmnpt]|x[bcdđghklmnpqrstvx]|đr|dr|ps|pt|kh?m|phr|thr|chr)"
)
_FRONT = "eêiy"
_PARTS = re.compile(
    rf"(?P<onset>ngh|ng|nh|gh|gi(?=[{VOWELS}])|g|kh|k|ph|p|qu(?=[{VOWELS}])|q|th|tr|t|ch|c|b|d|đ|h|l|m|n|r|s|v|x|)"
    rf"(?P<vowels>[{VOWELS}]+)(?P<final>ch|ng|nh|c|m|n|p|t|)"
)


def syllables(text: str) -> Iterator[Slip]:
    """Words that no syllable can be."""
    if {*map(_mended, _WORD.findall(text))} <= {None}:
        return  # nearly all texts: to look for places takes as long again
    for match in _WORD.finditer(text):
        if (instead := _mended(match[0])) is not None:
            yield Slip(match.start(), match.end(), instead)


@lru_cache(maxsize=20_000)
def _mended(word: str) -> str | None:
    """What was meant by a word that is no syllable ("": unknown); None for one that may be."""
    if word.isascii() or not word.islower():
        return None
    bare = toneless(word)
    if len(_RUN.findall(re.sub(rf"^(?:gi|qu)(?=[{VOWELS}])", "", bare))) != 1:
        return None
    if _FOREIGN.search(bare) or bare in _borrowed() or re.search(r"[^a-zđăâêôơư]", bare):
        return None
    if _is_sound(word):
        return None
    guess = next((one for one in _guesses(word) if one != word and _is_sound(one)), "")
    # Without any shape of a syllable it is rather an abbreviation: "trđồng".
    return guess if guess or _PARTS.fullmatch(bare) else None


def _guesses(word: str) -> Iterator[str]:
    """What fingers may have meant, likeliest first."""
    bare, tone = toneless(word), _tone(word)
    for wrong, right in _SLIPS:
        if re.search(wrong, bare):
            yield _with_tone(re.sub(wrong, right, bare, count=1), tone)
    yield _with_tone(bare, tone)


_SLIPS = (
    (rf"^ngh(?![{_FRONT}])", "ng"),
    (rf"^ng(?=[{_FRONT}])", "ngh"),
    (rf"^gh(?![{_FRONT}])", "g"),
    (r"^g(?=[eê])", "gh"),
    (rf"^k(?![{_FRONT}h])", "c"),
    (rf"^c(?=[{_FRONT}])", "k"),
    (r"uơ(?=[a-z])", "ươ"),
    (r"ưo", "ươ"),
    (r"ie(?=[a-z])", "iê"),
    (r"uo(?=[a-z])", "uô"),
    (r"^q(?!u)", "qu"),
)
"""Slips with toneless words, and what stands there by the rules of spelling."""


@lru_cache(maxsize=20_000)
def _is_sound(word: str) -> bool:
    """Whether a word is spelled as a syllable may be, its tone mark in one of its places."""
    bare, tone = toneless(word), _tone(word)
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        return False
    onset, vowels, final = parts["onset"], parts["vowels"], parts["final"]
    if not _onset_fits(onset, vowels) or not _is_rhyme(onset, vowels, final):
        return False
    if final in STOPS and tone not in {"\u0301", "\u0323"}:
        return False
    return not tone or _at(word) in _places(vowels, final, len(onset))


def _onset_fits(onset: str, vowels: str) -> bool:
    """Whether one sound is spelled as it is before these vowels: k, gh, ngh before e, ê, i, y."""
    match onset:
        case "ngh" | "gh" | "k":
            return vowels[0] in _FRONT
        case "c":
            return vowels[0] not in _FRONT
        case "ng":
            return vowels[0] not in "eêi"
        case "g":
            return vowels[0] not in "eê"
    return onset != "q"


def _is_rhyme(onset: str, vowels: str, final: str) -> bool:
    """Whether vowels and a final consonant make a rhyme, a letter of it perhaps in the onset."""
    rhyme, known = vowels + final, _rhymes()
    if onset == "qu":
        return rhyme in known or rhyme.replace("y", "i") in known or f"u{rhyme}" in known
    if onset == "gi":
        return rhyme in known or f"i{rhyme}" in known
    if onset == "g" and vowels == "i":
        return final in {"", "n", "m", "c", "ch", "nh"}
    return rhyme in known


def _tone(word: str) -> str:
    return next((char for char in normalize("NFD", word) if char in TONES), "")


def _at(word: str) -> int:
    """Which letter bears the tone."""
    return next(i for i, char in enumerate(word) if _tone(char))


def _places(vowels: str, final: str, before: int) -> tuple[int, ...]:
    """Which letters may bear the tone; the first is the older place."""
    marked = [i for i, char in enumerate(vowels) if char in "ăâêôơư"]
    if marked:
        return (before + marked[-1],)
    if len(vowels) == 1:
        return (before,)
    if len(vowels) > 2 or final:  # noqa: PLR2004, three vowels: ngoài, khuỷu
        return (before + 1,)
    if vowels in {"oa", "oe", "uy"}:
        return (before, before + 1)
    return (before,)


def _with_tone(bare: str, tone: str) -> str:
    parts = _PARTS.fullmatch(bare)
    if parts is None or not tone:
        return bare
    at = _places(parts["vowels"], parts["final"], len(parts["onset"]))[0]
    return normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


@cache
def _rhymes() -> frozenset[str]:
    return words_in(table(PACKAGE, "syllables")["rhymes"]) | words_in(
        table(PACKAGE, "proof")["rhymes"]
    )


@cache
def _borrowed() -> frozenset[str]:
    return words_in(table(PACKAGE, "proof")["borrowed"])


_PLACED = re.compile(
    r"[oòóỏõọuùúủũụ](?:(?P<old>(?<=[òóỏõọ])[ae]|(?<=[ùúủũụ])y)|(?<=o)[àáảãạèéẻẽẹ]|(?<=u)[ỳýỷỹỵ])(?![\w-])"
)
_ONSET = re.compile(r"(?<![\w-])[^\W\d_]{0,3}$")


def placings(text: str) -> Iterator[Slip]:
    """Words in small letters in which a tone mark can stand in two places, and where it stands."""
    for match in _PLACED.finditer(text):
        onset = _ONSET.search(text, max(0, match.start() - 4), match.start())
        if onset and f"{onset[0]}a".islower() and onset[0] != "q":
            yield Slip(onset.start(), match.end(), "old" if match["old"] else "new")
