"""Abbreviations of capitals and the strokes of handwriting: UBND, KT-XH, PCTT&TKCN, đ/c, v.v.

In: a place at a word. Out: the words it stands for, from the tables by domain. An entry may
depend on its neighbours ("TH" after a number: trường hợp). What looks like an abbreviation and
is in no table is spelled letter by letter and reported as unknown.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from bulletin.narration.reading.scanner import Claim, Place, Rule
from bulletin.narration.reading.tables import table
from bulletin.narration.reading.vietnamese.words import (
    PACKAGE,
    cased,
    has_vowel,
    in_capitals,
    is_syllable,
    old_placing,
    spelled,
    toneless,
)

Alternatives = tuple[dict[str, str], ...]

_CHAIN = re.compile(r"[^\W_]+(?:(?:[-–/.&+]|\s&\s|\s?-\s?(?=[A-ZĐ]{2}))[^\W_]+)+")
_LINKS = re.compile(r"\s?[-–/.&+]\s?")
_SIGNS = re.compile(r"[-–/.&+\s]")
_NEXT_LINK = re.compile(r"(?P<link>[-–/+.])(?=(?P<next>[A-ZĐ][A-Za-zĐđ]+))")
_SHORT = re.compile(r"[^\W\d_]{1,2}(?:/[^\W\d_]{1,6}|(?:\.[^\W\d_]){1,2}\.?)(?![^\W_])")
_AND_SO_ON = re.compile(r"[vV](?:\.\s?)?[vV](?:\.\s?v)?(?P<dots>\.{1,4}|…)?(?![^\W_])")
_SENTENCE_GOES_ON = cased(r"\s*[^\W\d_\U]|\s*[,;:)\]”\"]")
_MIXED = re.compile(
    r"(?=.*[A-ZĐƯƠÔÂÊĂ].*[A-ZĐƯƠÔÂÊĂ])[A-ZĐƯƠÔÂÊĂ](?:[a-zđ]{0,2}[A-ZĐƯƠÔÂÊĂ])+[a-zđ]{0,2}"
)
_VOWELS = re.compile(r"[AEIOUYĂÂÊÔƠƯ]+")
_FOLLOWING = re.compile(r"[\s,;&/+–.(-]*(?:và\s+)?")
_NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
_NUMBER_AFTER = re.compile(r"\s*(?:số\s+)?[:.]?\s?[0-9]")
_NAME_AFTER = cased(r"\.?\s*[\U][\l]")
_IN_BRACKETS = re.compile(
    r"\(\s?(?:viết tắt là |gọi tắt là )?([A-ZĐ][^\W\d_]*(?:[-&/][^\W\d_]+)*)\s?\)"
)
_SOUNDS = frozenset({"hm", "hmm", "hừm", "brr", "shh", "zz", "zzz", "psst"})
_LONG_WORD = 5  # letters from which capitals may be a foreign word
_HEADING_WORD = 4
_CLUSTER = 2  # consonants in a row that a foreign word may have at its ends
_WEAKEST_SUFFIX = ("VN", "TW", "TƯ", "HCM", "TU", "ĐU", "XH")
_OPEN_SYLLABLES = re.compile(r"(?:[BCDFGHKLMNPRSTVY][AEIOU]){2,}")  # YAGI, TOTO
_HEADS = (
    "BCĐ",
    "BCH",
    "BTV",
    "BTC",
    "BQL",
    "BGĐ",
    "BGH",
    "UBKT",
    "UBND",
    "UBMT",
    "VP",
    "CLB",
    "HTX",
    "NVH",
    "TYT",
    "PCT",
    "TT",
    "BTT",
    "BĐD",
    "HĐ",
    "UV",
    "CT",
    "PGĐ",
    "GĐ",
    "TTr",
    "QL",
    "CB",
    "CSDL",
)


@cache
def _entries() -> dict[str, Alternatives]:
    """Every abbreviation: its readings in the order in which they are tried."""
    merged: dict[str, Alternatives] = {}
    directory = files(PACKAGE).joinpath("tables", "abbreviations")
    for source in sorted(directory.iterdir(), key=lambda path: path.name):
        entries = table(PACKAGE, f"abbreviations/{source.name.removesuffix('.yaml')}")
        for key, reading in entries.items():
            if key in merged:
                message = f"{source.name}: {key} is in another table already"
                raise ValueError(message)
            merged[key] = ({"say": reading},) if isinstance(reading, str) else tuple(reading)
    return merged


@lru_cache(maxsize=5_000)
def plain_reading(key: str) -> str | None:
    """The reading of an abbreviation where nothing around it is known, or None."""
    alternatives = _entries().get(key) or _entries().get(_SIGNS.sub("", key))
    return next((one["say"] for one in alternatives or () if len(one) == 1), None)


def known(key: str) -> bool:
    """Whether a table has this word, whatever its neighbours must be."""
    return key in _entries()


def _reading(place: Place, key: str, end: int) -> str | None:
    """The reading of an entry in this place."""
    for one in _entries().get(key, ()):
        if all(_holds(place, end, name, value) for name, value in one.items() if name != "say"):
            return one["say"]
    return None


def _holds(place: Place, end: int, condition: str, value: str) -> bool:
    match condition:
        case "followed_by":
            return _followed_by(place, end, value)
        case "preceded_by":
            return _preceded_by(place, value)
        case "before_number":
            return _NUMBER_AFTER.match(place.text, end) is not None
        case "after_number":
            return _NUMBER_BEFORE.search(place.before) is not None
        case "before_name":
            return _NAME_AFTER.match(place.text, end) is not None
        case "not_in_capitals":
            return not in_capitals(place, end)
    message = f"no such condition of an abbreviation: {condition}"
    raise ValueError(message)


@lru_cache(maxsize=1_000)
def _phrases(listed: str) -> frozenset[str]:
    return frozenset(old_placing(phrase.strip()) for phrase in listed.split(","))


_TRAILING = re.compile(r"(?:[\s,;&/+:–(.-]|(?<=\s)và\s)*$")
_WORDS = re.compile(r"[^\W_]+")


def _preceded_by(place: Place, listed: str) -> bool:
    before = place.before.lower()
    trailing = _TRAILING.search(before)
    head = before[: trailing.start()] if trailing else before
    words = [old_placing(word) for word in _WORDS.findall(head[-40:])[-3:]]
    return any(" ".join(words[start:]) in _phrases(listed) for start in range(len(words)))


def _followed_by(place: Place, end: int, listed: str) -> bool:
    gap = _FOLLOWING.match(place.text, end)
    following = old_placing(place.text[gap.end() if gap else end :][:40].lower())
    colon = place.text[end : end + 2].lstrip()[:1]
    return any(
        (phrase == ":" and colon == ":")
        or (following.startswith(phrase) and not following[len(phrase) :][:1].isalpha())
        for phrase in _phrases(listed)
    )


def undoubled(place: Place, say: str) -> str:
    """The reading without the words that are written right before: "khu KCN" is said once."""
    if not place.preceding.isspace():
        return say
    said = say.split()
    compared = [old_placing(word.lower().strip(",-")) for word in said]
    before = [old_placing(word) for word in place.words]
    for count in range(min(len(said), len(before)), 0, -1):
        if before[-count:] == compared[:count]:
            return " ".join(said[count:])
    return say


def _claim(place: Place, end: int, say: str) -> Claim:
    """A claim that also takes the sign that ties the next abbreviation to this one."""
    say = undoubled(place, say)
    dot = _TITLE_DOT.match(place.text, end) if place.token in {"TT", "CT", "VP"} else None
    if dot:
        return Claim(dot.end(), say + " ")
    link = _NEXT_LINK.match(place.text, end)
    if link and (known(link["next"]) or link["next"].isupper()):
        pause = " " if link["link"] == "." else ", "
        pause = " và " if link["link"] == "+" else pause
        return Claim(link.start("next"), say + pause)
    return Claim(end, say)


def chain(place: Place) -> Claim | None:
    """KT-XH, PCTT&TKCN, LĐ-TB&XH, COVID-19: the longest chain that a table has."""
    match = place.match(_CHAIN)
    if match is None:
        return None
    ends = [match.end(), *(link.start() for link in reversed(list(_LINKS.finditer(match[0]))))]
    for end in (ends[0], *(match.start() + offset for offset in ends[1:-1])):
        written = place.text[place.start : end]
        key = _SIGNS.sub("", written)
        if "." in written and len(key) > 2 * written.count(".") + 1:
            continue
        say = _reading(place, key, end) if written != key else None
        if say is not None and (key in {*_ANY_CASE} or any(map(str.isupper, key))):
            return _claim(place, end, say)
    return None


_ANY_CASE = ("covid19",)


def short(place: Place) -> Claim | None:
    """đ/c, t/c, v/v, k.g: letters with a stroke or dots."""
    match = place.match(_SHORT)
    if match is None:
        return None
    written, end = match[0], match.end()
    say = _reading(place, written, end)
    if say is None and written.endswith("."):
        say = _reading(place, written[:-1], end)
    if say is not None:
        return Claim(end, say)
    first, stroke, rest = written.partition("/")
    letters = (first + rest).isalpha() and len(first) == 1
    if not stroke or not letters or (is_syllable(rest) and len(rest) > 1):
        return None
    if is_syllable(first) or _NUMBER_BEFORE.search(place.before):
        return None
    return Claim(end, f"{spelled(first)} {spelled(rest)}", ((place.start, end),))


def and_so_on(place: Place) -> Claim | None:
    """v.v., v.v…, vv: the last dot stays where the sentence ends."""
    match = place.match(_AND_SO_ON)
    if match is None or (place.token.isupper() and len(place.token) > 1):
        return None
    dots = match["dots"]
    if dots is None:
        return Claim(match.end(), "vân vân")
    goes_on = _SENTENCE_GOES_ON.match(place.text, match.end())
    return Claim(match.end(), "vân vân" if goes_on else "vân vân" + ("…" if "…" in dots else "."))


def single(place: Place) -> Claim | None:
    """One abbreviation, known as it stands, in another case, or put together from two."""
    word, end = place.token, place.token_end
    if len(word) == 1 or place.text[end : end + 1].isdigit():
        return None
    say = _reading(place, word, end)
    if say is not None:
        return _claim(place, end, say)
    if not word.isupper() and _is_lowered(word):
        say = _reading(place, word.upper(), end)
        if say is not None:
            return _claim(place, end, say)
    if word.isupper():
        say = _composed(word)
        if say:
            return _claim(place, end, say)
    return None


def _is_lowered(word: str) -> bool:
    """Whether a word can only be an abbreviation typed in small letters: "ubnd", "Bhyt"."""
    if is_syllable(word) or toneless(word) != word:
        return False
    return len(word) >= _HEADING_WORD or (len(word) > 1 and not has_vowel(word))


@lru_cache(maxsize=2_000)
def _composed(word: str) -> str | None:
    """A known head or tail with a known rest: BCĐPCTT, UBKTĐU, LHPNVN."""
    for head in _HEADS:
        rest = word.removeprefix(head)
        if rest != word and len(rest) > 1 and plain_reading(head) and plain_reading(rest):
            return f"{plain_reading(head)} {plain_reading(rest)}"
    for tail in _WEAKEST_SUFFIX:
        start = word.removesuffix(tail)
        if start != word and len(start) > 1 and plain_reading(start) and plain_reading(tail):
            return f"{plain_reading(start)} {plain_reading(tail)}"
    return None


def unknown(place: Place) -> Claim | None:
    """What looks like an abbreviation and is in no table: spelled, and reported."""
    word, end = place.token, place.token_end
    if place.preceding in {"'", "’"} or place.text[end : end + 1] in {"'", "’"}:
        return None
    if not looks_abbreviated(word, in_heading=in_capitals(place, end)):
        return None
    if place.text[end : end + 1].isdigit():
        return None
    return Claim(end, spelled(word), ((place.start, end),))


@lru_cache(maxsize=10_000)
def looks_abbreviated(word: str, *, in_heading: bool) -> bool:
    """Whether a word cannot be read as one: no syllable, no foreign word, no name."""
    if len(word) == 1 or toneless(word) != word or is_syllable(word):
        return False
    if word.islower():
        return not has_vowel(word) and word not in _SOUNDS
    if word.isupper():
        return not _is_foreign_word(word, _HEADING_WORD if in_heading else _LONG_WORD)
    return _MIXED.fullmatch(word) is not None and sum(map(str.isupper, word)) * 2 > len(word)


def _is_foreign_word(word: str, shortest: int) -> bool:
    """Whether capitals can be spoken as a foreign word, like FESTIVAL or LOGISTICS."""
    if _OPEN_SYLLABLES.fullmatch(word):
        return True
    if len(word) < shortest or "Đ" in word:
        return False
    vowels = list(_VOWELS.finditer(word))
    if not vowels or (len(vowels) == 1 and shortest > _HEADING_WORD):
        return False
    gaps = [vowels[0].start(), len(word) - vowels[-1].end()]
    inner = [after.start() - one.end() for one, after in zip(vowels, vowels[1:], strict=False)]
    return max(gaps) <= _CLUSTER and max(inner, default=0) <= _CLUSTER


_TITLE_DOT = re.compile(r"\.\s?(?=[A-ZĐ]{2})")


def in_brackets(place: Place) -> Claim | None:
    """ "bảo hiểm y tế (BHYT)": the abbreviation of what was just said is not said again."""
    match = place.match(_IN_BRACKETS)
    if match is None:
        return None
    key = _SIGNS.sub("", match[1])
    readings = {one["say"] for one in _entries().get(key, ())}
    before = " ".join(old_placing(word) for word in place.words)
    for say in readings:
        plain = " ".join(re.findall(r"[^\W_]+", old_placing(say.lower())))
        if before == plain or before.endswith(" " + plain):
            return Claim(match.end(), "")
    return None


RULES = (
    Rule("sign", in_brackets),
    Rule("word", and_so_on),
    Rule("word", short),
    Rule("word", chain),
    Rule("word", single),
)
LAST_RULES = (Rule("word", unknown),)
