"""Abbreviations of capitals and the strokes of handwriting: UBND, KT-XH, PCTT&TKCN, đ/c, v.v.

In: a place at a word. Out: the words it stands for, from the glossary: the longest chain of
letters and signs first, then one word, then one put together from two that are known.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from bulletin.languages.vi.abbreviations.glossary import (
    SIGNS,
    default_senses,
    entries,
    known,
    plain_reading,
)
from bulletin.languages.vi.abbreviations.neighbours import NUMBER_BEFORE
from bulletin.languages.vi.abbreviations.organs import organ
from bulletin.languages.vi.abbreviations.senses import Sense, decided, likely, sense_of
from bulletin.languages.vi.words import (
    CAPITALS,
    PACKAGE,
    SMALL,
    cased,
    follows,
    has_vowel,
    in_person,
    is_cut_short,
    is_syllable,
    spelled,
    toneless,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

# Twelve links are more than any table has, and keep a line without spaces linear.
_CHAIN = re.compile(
    r"[^\W_]{1,24}(?:(?:[-–/.&+]|\s&\s|\s?-\s?(?=[A-ZĐ]{2}))[^\W_]{1,24}){1,12}(?![^\W_])"
)
_LISTED = re.compile(
    r"[A-ZĐ]{2,4}(?:,\s?[A-ZĐ]{2,4}){1,3}(?:\s?&\s?|,?\svà\s)[A-ZĐ]{2,4}(?![^\W_])"
)
_LETTER_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_][-–]$")
_ONE_LETTER = re.compile(r"[^\W\d_](?![^\W_])")
_LETTERS_ON = re.compile(r"[^\W\d_](?<=[-–][^\W\d_])[-–][^\W_](?![^\W_])")
_LINKS = re.compile(r"\s?[-–/.&+]\s?")
_TIED_ON = re.compile(r"(?:[-–/.&+]|\s&\s|(?:\s?-\s?|\.\s)(?=[A-ZĐ]{2}))[^\W_]")
_SHARE_BEFORE = re.compile(r"(?:[Tt][ỷỉ] lệ|[Tt]ỷ số|[Ss]o sánh|[Hh]ệ số)\s$")  # "Tỷ lệ TH/KH"
_NEXT_LINK = re.compile(r"(?P<link>[-–/+.])(?=(?P<next>[A-ZĐ][A-Za-zĐđ]+))")
_PAUSES = {".": " ", "+": " và "}  # between two abbreviations; any other sign is a comma
_SHORT = re.compile(r"[^\W\d_]{1,2}(?:/[^\W\d_]{1,6}|(?:\.[^\W\d_]){1,2}\.?)(?![^\W_])")
_CUT_WITH_DOT = cased(r"([A-Za-zđĐ][hr]?)\.([\l]{2,6})(?![^\W_])")
_AND_SO_ON = re.compile(r"[vV](?:\.\s?)?[vV](?:\.\s?v)?(?P<dots>\.{1,4}|…)?(?![^\W_])")
_SENTENCE_GOES_ON = cased(r"\s*[^\W\d_\U]|\s*[,;:)\]”\"]")
_ADDRESSED = re.compile(
    r"[Kk][gG](?=:|\s+(?:các|bà con|cô|chú|anh|chị|ông|quý|lãnh đạo|toàn thể|đ/c|đồng chí|phụ huynh|UBND|Đảng|Ban|Phòng|Hội|BCH|BGH)(?![^\W_]))"
)
_ANY_CASE = frozenset({"covid19"})
_SHORTEST_DOTTED = 4  # letters with dots between; fewer are a person's
_SHORTEST_LOWERED = 4  # letters from which "ubnd" is taken for UBND although it has a vowel


def _claim(place: Place, end: int, sense: Sense) -> Claim:
    """A claim that also takes the sign that ties the next abbreviation to this one."""
    claim = _tied(place, end, undoubled(place, sense.say))
    return claim._replace(senses=sense.senses, source=sense.source)


def _tied(place: Place, end: int, say: str) -> Claim:
    link = _NEXT_LINK.match(place.text, end)
    if link and (known(link["next"]) or link["next"].isupper()):
        if link["link"] == "/" and _SHARE_BEFORE.search(place.before):
            return Claim(link.start("next"), say + " trên ")
        return Claim(link.start("next"), say + _PAUSES.get(link["link"], ", "))
    return Claim(end, say)


def chain(place: Place, match: re.Match[str]) -> Claim | None:
    """KT-XH, PCTT&TKCN, LĐ-TB&XH, COVID-19: the longest chain that a table has."""
    single = _ONE_LETTER.match(match[0]) is not None
    if single and (_LETTER_BEFORE.search(place.before) or follows(place, "lettered_t")):
        return None  # subjects in a row, "block B-C"
    links = [match.start() + link.start() for link in _LINKS.finditer(match[0])]
    for end in (match.end(), *reversed(links[1:])):
        if end < match.end() and _LETTERS_ON.match(place.text, end - 1):
            continue  # subjects of a school, "T-L-H", are no "T-L"
        sense = _chained(place, place.text[place.start : end], end)
        if sense is not None:
            return _claim(place, end, sense)
    return None


def listed(place: Place, match: re.Match[str]) -> Claim | None:
    """VH,TT&DL, KT, HT và ĐT: what a table has without the signs and the joining word."""
    sense = sense_of(place, re.sub("[^A-ZĐ]", "", match[0]), match.end())
    return _claim(place, match.end(), sense) if sense else None


def _chained(place: Place, written: str, end: int) -> Sense | None:
    """The sense of a chain, as it is written or without its signs."""
    if known(written):
        return sense_of(place, written, end)
    key = SIGNS.sub("", written)
    if not (key in _ANY_CASE or any(map(str.isupper, key))):
        return None
    if "&" in written and key not in entries() and key.isupper():
        return _put_together(key)  # "BGD&ĐT"
    letters = len(key) <= 2 * written.count(".") + 1 and len(key) >= _SHORTEST_DOTTED
    initials = letters and not in_person(place)
    return sense_of(place, key, end) if "." not in written or initials else None


def short(place: Place, match: re.Match[str]) -> Claim | None:
    """đ/c, t/c, v/v, k.g: letters with a stroke or dots."""
    written, end = match[0], match.end()
    sense = sense_of(place, written, end)
    if sense is None and written.endswith("."):
        sense = sense_of(place, written[:-1], end)
    if sense is not None:
        return Claim(end, sense.say, senses=sense.senses, source=sense.source)
    first, stroke, rest = written.partition("/")
    letters = (first + rest).isalpha() and len(first) == 1
    if not stroke or not letters or (is_syllable(rest) and len(rest) > 1):
        return None
    if is_syllable(first) or NUMBER_BEFORE.search(place.before):
        return None
    return Claim(end, f"{spelled(first)} {spelled(rest)}", ((place.start, end),))


def cut_with_dot(place: Place, match: re.Match[str]) -> Claim | None:
    """Đ.tượng, p.hợp: a word cut short at its dot, where a table has it with a stroke."""
    written = f"{match[1]}/{match[2]}"
    sense = sense_of(place, written, match.end()) or sense_of(place, written.lower(), match.end())
    if sense is None:
        return None
    capital = match[1][0].isupper() and not sense.senses
    say = sense.say[0].upper() + sense.say[1:] if capital else sense.say
    return Claim(match.end(), say, senses=sense.senses, source=sense.source)


def and_so_on(place: Place, match: re.Match[str]) -> Claim | None:
    """v.v., v.v…, vv: the last dot stays where the sentence ends."""
    if place.written.isupper() and len(place.written) > 1:
        return None
    dots = match["dots"]
    if dots is None:
        return Claim(match.end(), "vân vân")
    goes_on = _SENTENCE_GOES_ON.match(place.text, match.end())
    return Claim(match.end(), "vân vân" if goes_on else "vân vân" + ("…" if "…" in dots else "."))


_RATE = re.compile(r"/(?=[a-zđ\u00e0-\u1ef9])")  # "28 GB/vạn dân"
_NUMBERED = re.compile(r"[A-ZĐ]{2,4}(?=[0-9]{1,2}(?![^\W_]))")
_ZONE = re.compile(r"[A-ZĐ]{2}[0-9]-[A-ZĐ]{2}(?![^\W_])")


def decided_first(place: Place) -> Claim | None:
    """What its company tells, before it can be a currency, a unit or a code."""
    if place.text[place.end : place.end + 1].isdigit():
        return _numbered(place)
    if _TIED_ON.match(place.text, place.end) and not _RATE.match(place.text, place.end):
        return None  # a chain, as a whole or not at all
    sense = likely(place, place.written, place.end)
    return _claim(place, place.end, sense) if sense and sense.in_words else None


def _numbered(place: Place) -> Claim | None:
    """NV2, KV1, KV2-NT: what a table has before its number."""
    zone = place.match(_ZONE)
    if zone and known(SIGNS.sub("", zone[0])):
        sense = sense_of(place, SIGNS.sub("", zone[0]), zone.end())
        return _claim(place, zone.end(), sense) if sense else None
    match = place.match(_NUMBERED)
    entry = entries().get(match[0]) if match else None
    numbered = any("numbered" in one for one in entry.alternatives) if entry else False
    sense = decided(place, place.written, place.end) if numbered else None
    return Claim(place.end, undoubled(place, sense.say), source=sense.source) if sense else None


def single(place: Place) -> Claim | None:
    """One abbreviation, known as it stands, in another case, or put together from two."""
    word, end = place.written, place.end
    if len(word) == 1 or place.text[end : end + 1].isdigit():
        return None
    sense = sense_of(place, word, end)
    if sense is None and not word.isupper() and (_is_lowered(word) or is_cut_short(word)):
        sense = sense_of(place, word.upper(), end)
    if sense is None and word.isupper() and not is_syllable(word):
        sense = _put_together(word)
    return _claim(place, end, sense) if sense else None


def _put_together(word: str) -> Sense | None:
    name = organ(word)
    if name:
        return Sense(name, "table documents")
    return _composed(word)


def _is_lowered(word: str) -> bool:
    """Whether a word can only be an abbreviation typed in small letters: "ubnd", "Bhyt"."""
    if is_syllable(word) or toneless(word) != word:
        return False
    if len(word) < _SHORTEST_LOWERED and has_vowel(word):
        return False
    return word.islower() or len(word) > 2  # noqa: PLR2004


@cache
def _parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    composed = table(PACKAGE, "composed")
    return tuple(composed["heads"].split()), tuple(composed["tails"].split())


@lru_cache(maxsize=2_000)
def _composed(word: str) -> Sense | None:
    """A known head or tail with a known rest: BCĐPCTT, UBKTĐU, LHPNVN.

    A tail means one thing there; a head or a rest of several senses stays a guess.
    """
    heads, tails = _parts()
    for head in heads:
        rests = default_senses(word.removeprefix(head)) if word.startswith(head) else ()
        if rests and len(word) > len(head) + 1 and plain_reading(head):
            return _of_parts([f"{one} {rest}" for one in default_senses(head) for rest in rests])
    for tail in tails:
        starts = default_senses(word.removesuffix(tail)) if word.endswith(tail) else ()
        if starts and len(word) > len(tail) + 1 and plain_reading(tail):
            return _of_parts([f"{start} {plain_reading(tail)}" for start in starts])
    return None


def _of_parts(senses: Sequence[str]) -> Sense:
    return Sense(senses[0], "table composed", tuple(senses) if len(senses) > 1 else ())


def addressed(place: Place, _: re.Match[str]) -> Claim | None:
    """Kg bà con, K/g các đồng chí: before those that a letter is for, where no number stands."""
    if place.preceding == "/" or NUMBER_BEFORE.search(place.before):
        return None
    return Claim(place.end, "Kính gửi" if place.written[0].isupper() else "kính gửi")


FIRST_RULES = (
    Rule("word", addressed, _ADDRESSED, opens="Kk", then=" :"),
    Rule("word", listed, _LISTED, opens=CAPITALS, then=","),
    Rule("word", decided_first),
)
RULES = (
    Rule("word", and_so_on, _AND_SO_ON, opens="Vv"),
    Rule("word", cut_with_dot, _CUT_WITH_DOT, opens=CAPITALS + SMALL, then="."),
    Rule("word", short, _SHORT, then="./"),
    Rule("word", chain, _CHAIN, then="0123456789 &+-./–"),
    Rule("word", single),
)
