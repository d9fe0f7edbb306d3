"""Titles, place prefixes, roads and initials: PGS.TS, TP. Thủ Dầu Một, P.5, QL13, Nguyễn V. A.

In: a place at a capital word. Out: the title or the kind of place, without its dot. One letter
and a dot is a place prefix before a place's name, and an initial inside a person's; the words
before tell which: a family name or "ông", "bà" makes a person.
"""

import re
from dataclasses import replace
from functools import cache

from bulletin.languages.vi import addressed, roads
from bulletin.languages.vi.glossary import SIGNS, entries, known, plain_reading, taking
from bulletin.languages.vi.senses import likely
from bulletin.languages.vi.words import (
    PACKAGE,
    cased,
    in_capitals,
    in_person,
    is_syllable,
    near,
    old_placing,
    role,
    spelled,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_TITLE_END = r"(?![^\W_])(?:\.\s?(?=[\U])|(?=[\s,;:)/+-]|$|\.))"
_DOTTED_NAME = cased(r"\.\s?[\U]|\s?[-./]\s?(?:CK|BS|KS|CN|TS|ThS)")
_PERSON_NAME = cased(r"\s[\U][\l]+\s+[\U][\l]*")
_FULL_NAME = cased(r"([\U][\l]+)\s(?:Thị|Văn|[\U][\l]+\s[\U][\l]+)(?![^\W_])")
_ONE_NAME = cased(r"\s[\U][\l]+(?=\s+[\l]|\s*[,:;.?!()–-]|\s*$)")
_MORE_THAN_TITLES = frozenset({"BS", "GS", "KTS", "KTV"})
_OF_MONKS = frozenset({"HT", "H.T", "TT", "T.T", "ĐĐ", "Đ.Đ", "SC", "S.C", "NT"})
_BEFORE_ONE_NAME = frozenset(
    {"TS", "Ts", "LS", "Ls", "KS", "Ks", "DS", "Ds", "BS", "GS", "NS", "NB", "ĐD", "KTS"}
)
_ACTING = cased(r"(Q|KT|TM|TL|TUQ)\.\s?(?=(?:[\U]|\w*\s))")
_OFFICE = re.compile(
    r"\s*(?:phó\s|chủ tịch|giám đốc|bí thư|trưởng|tổng|bộ trưởng|hiệu trưởng|viện|cục|chánh|"
    r"ủy ban|uỷ ban|ubnd|ub |ban |hội đồng|tm|đảng|thường trực|bch|btv)",
    re.IGNORECASE,
)
_PREFIX_END = cased(
    r"(?P<dot>\.\s?|\s|(?=[0-9]))(?=(?P<number>[0-9]{1,2}[A-Z]?(?![0-9]|[.,][0-9]))?)(?=[\U0-9])"
)
_PREFIX = re.compile(r"[^\W\d_]{1,3}(?:\.|\s|[0-9])")
_CAPITAL = re.compile("[A-ZĐÔ]")
_PLACE_NAME = cased(r"[\U][\l]*(?:\s+[\U0-9][^\W_]*|(?![^\W_]))?")
_CITY = re.compile(r"(?:TP|Tp|tp)\.?\s?-?(HCM|HN|TDM|BMT|ĐN|CT|HP|VT|BH)(?![^\W_])")
_CITIES = {
    "HCM": "Hồ Chí Minh",
    "HN": "Hà Nội",
    "TDM": "Thủ Dầu Một",
    "BMT": "Buôn Ma Thuột",
    "ĐN": "Đà Nẵng",
    "CT": "Cần Thơ",
    "HP": "Hải Phòng",
    "VT": "Vũng Tàu",
    "BH": "Biên Hòa",
}
_INITIAL = cased(
    r"(?P<letters>[A-ZĐ](?:\.\s?[A-ZĐ](?![^\W\d_]))*)\.(?P<after>\s?[\U](?:[\l]|(?![^\W\d_]))|\s*[^\s\w]|\s+[\l0-9]|\s*$)?"
)
_DOTTED_WORDS = re.compile(r"[A-ZĐ](?:\.[^\W_]+)+")
_DOTTED_RUN = re.compile(r"[A-ZĐ](?:\.[A-ZĐ])+(?![^\W_])")
_NAME_FOLLOWS = cased(r"\.?\s[\U]")
_TIED_INITIALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ]){1,4}(?![^\W_]|\.)")
_SHORTEST_DOTTED = 4  # letters of "U.B.N.D"; fewer are a person's
_TWO_LETTERS = re.compile(r"(Tr|Ng|Nh|Ph|Th|Kh|Ch|Gi|Qu)\.((?:\s?[A-ZĐ]\.)*)")
_SHORT_FAMILY = cased(r"(Ng|Tr|Ph)\.\s?(?:((?:[A-ZĐ]\.\s?)+)(?=[\U][\l])|(?=[\U][\l]+\s+[\U]))")
_FAMILIES = {"Ng": "Nguyễn", "Tr": "Trần", "Ph": "Phạm"}
_TWO_NAMES = cased(r"[\U][\l]+\s+[\U]")
_RELIGIOUS = re.compile(r"\.?\s*Thích(?![^\W_])")
_SMALL_LETTERS = frozenset("xhtpq")
_DIGIT_BEFORE = re.compile(r"[0-9]\s*$")
_OFFICE_LETTERS = re.compile(r"[A-ZĐ]{2,6}(?:[&-][A-ZĐ]{2,6})*(?![^\W_])")
_WORDS_TO_ROOM = 6
_ONE_LETTER = frozenset("PQHXTĐF")
_NUMBERED_PLACES = frozenset(("P", "Q", "F", "KP", "Kp", "kp", "TDP", "Đ", "KDC"))


def _titles(group: str) -> dict[str, str]:
    entries: dict[str, str] = table(PACKAGE, "titles")[group]
    return entries


@cache
def _title_pattern(group: str) -> re.Pattern[str]:
    longest_first = sorted(_titles(group), key=lambda key: (-len(key), key))
    return cased(f"({'|'.join(map(re.escape, longest_first))}){_TITLE_END}")


def title(place: Place) -> Claim | None:
    """PGS.TS, ThS.BS, "TS. Nguyễn", "LS Bình": a title with the dot that belongs to it.

    Letters that mean other things besides are a title where their company does not say
    otherwise and a name, another title or a dot stands after them.
    """
    match = place.match(_title_pattern("anywhere"))
    if match and match[1] not in _MORE_THAN_TITLES:
        return _title(place, match, "anywhere")
    match = match or place.match(_title_pattern("named"))
    if match is None or in_capitals(place, match.end(1)):
        return None
    group = "anywhere" if match[1] in _titles("anywhere") else "named"
    if match[1] in _titles("monks") and _RELIGIOUS.match(place.text, match.end(1)):
        return _title(place, match, "monks")
    if match[1] in _OF_MONKS:
        return None
    if _DOTTED_NAME.match(place.text, match.end(1)) or _after_title(place):
        return _title(place, match, group)
    return _by_name(place, match, group)


def title_of_person(place: Place) -> str | None:
    """The title that the letters here are before a person's full name, whatever they mean."""
    for group in ("anywhere", "named"):
        match = place.match(_title_pattern(group))
        if match and _PERSON_NAME.match(place.text, match.end(1)):
            return _titles(group)[match[1]]
    return None


def _by_name(place: Place, match: re.Match[str], group: str) -> Claim | None:
    """A title by the name after it; a guess where the letters mean others that have names."""
    name = _titles(group)[match[1]]
    sense = likely(place, match[1], match.end(1))
    if (sense and not sense.senses and sense.say != name) or not _before_person(place, match):
        return None
    claim = _title(place, match, group)
    others = _titles("unsure").get(match[1])
    if others is None or (sense and sense.in_words and sense.say == name):
        return claim
    return replace(claim, senses=(name, *others.split(", ")), source="table titles, unsure")


def _before_person(place: Place, match: re.Match[str]) -> bool:
    """Whether a person's name stands after a title: two words, or one that is no place's."""
    if _PERSON_NAME.match(place.text, match.end(1)):
        return True
    single = _ONE_NAME.match(place.text, match.end(1))
    return single is not None and match[1] in _BEFORE_ONE_NAME


_AFTER_TITLE = re.compile(r"(?:GS|PGS|ThS|Ths|BS|Bs|TS)[.\-/]\s?$")


def _after_title(place: Place) -> bool:
    return _AFTER_TITLE.search(place.before) is not None


_TIED = re.compile(r"[-/](?=(?:TS|BS|Bs|CK|CN|KS)\w*(?![^\W_]))")


def _title(place: Place, match: re.Match[str], group: str) -> Claim:
    say = undoubled(place, _titles(group)[match[1]])
    tied = _TIED.match(place.text, match.end())
    if tied:
        return Claim(tied.end(), say + " ")
    return Claim(match.end(), say + (" " if match.end() > match.end(1) else ""))


def acting(place: Place) -> Claim | None:
    """Q. Chủ tịch, KT. CHỦ TỊCH, TM. ỦY BAN NHÂN DÂN: before a signature."""
    match = place.match(_ACTING)
    if match is None or not _OFFICE.match(place.text, match.end()):
        return None
    return Claim(match.end(), _titles("acting")[match[1] + "."] + " ")


def city(place: Place) -> Claim | None:
    """TP.HCM, Tp. HCM."""
    match = place.match(_CITY)
    if match is None:
        return None
    return Claim(match.end(), undoubled(place, f"thành phố {_CITIES[match[1]]}"))


def _known_with_dots(place: Place) -> bool:
    """Whether the glossary has what is written here just as it stands: "T.P", "V.League"."""
    match = _DOTTED_WORDS.match(place.text, place.start)
    if match is None or not known(match[0]):
        return False
    person = in_person(place) and not _NAME_FOLLOWS.match(place.text, match.end())
    return not (person and _DOTTED_RUN.fullmatch(match[0]))


def prefix(place: Place) -> Claim | None:
    """TP. Thủ Dầu Một, P. Phú Lợi, P.5, KP4."""
    names: dict[str, str] = table(PACKAGE, "prefixes")["names"]
    word = place.written
    if word not in names or _known_with_dots(place):
        return None
    match = _PREFIX_END.match(place.text, place.end)
    if match and (other := _instead(place.text, word, match.end())):
        return Claim(match.end(), undoubled(place, other) + " ")
    if match is None or not _stands_before_place(place, word, match):
        return None
    dotted = "." in match["dot"]
    if word == "P" and match["number"] and near(place, "rooms", _WORDS_TO_ROOM):
        return Claim(match.end(), undoubled(place, "phòng") + " ")
    senses = () if dotted else _of_person(place.text, match.end(), word, names[word])
    return Claim(match.end(), undoubled(place, names[word]) + " ", senses=senses)


def _of_person(text: str, end: int, word: str, say: str) -> tuple[str, ...]:
    """What else a prefix may be before a person's full name: "TP Nguyễn Thị Lan" of a court."""
    name, entry = _FULL_NAME.match(text, end), entries().get(word)
    if name is None or entry is None or name[1].lower() not in role("surnames"):
        return ()
    others = taking("takes_name", word, entry, say)
    return (say, *others) if others else ()


def _instead(text: str, word: str, end: int) -> str | None:
    """What the letters of a prefix mean before an office: "P. Giám đốc", "TT. Đảng ủy"."""
    others: dict[str, list[str]] = table(PACKAGE, "prefixes")["instead"].get(word, {})
    said = (say for say, offices in others.items() if text.startswith(tuple(offices), end))
    letters = _OFFICE_LETTERS.match(text, end) if word in {"P", "TP"} else None
    if letters and not is_syllable(letters[0]) and known(key := SIGNS.sub("", letters[0])):
        if word == "P":
            return "phòng"  # P.TCKH: no ward has letters that an office has
        office = plain_reading(key)
        if office and office[0].islower():
            return "trưởng phòng"  # TP TCKH: nor has a city
    return next(said, None)


def _stands_before_place(place: Place, word: str, match: re.Match[str]) -> bool:
    dotted, end = "." in match["dot"], match.end()
    if word in _SMALL_LETTERS:
        return dotted and match["number"] is None and not _DIGIT_BEFORE.search(place.before)
    if match["number"] is not None:
        return word in _NUMBERED_PLACES and (word != "F" or dotted)
    if word == "X" and not place.before.strip() and not _TWO_NAMES.match(place.text, end):
        return False  # the tenth heading
    return not place.text[end : end + 1].isdigit() and _names_place(place, word, end, dotted=dotted)


def _names_place(place: Place, word: str, end: int, *, dotted: bool) -> bool:
    """Whether a prefix without a number stands before a place and not inside a person's name."""
    if word in _ONE_LETTER:
        if in_person(place) or (word == "T" and not _is_province(place.text, end)):
            return False
        following = place.text[end : end + 2]
        if not dotted and (not following[1:].islower() or word in "HXTĐF"):
            return False
        return following[1:2] != "." and following[:1].isalpha()
    if word in {"TT", "Tt", "tt", "Ng"}:
        name = _PLACE_NAME.match(place.text, end)
        two_capitals = name is not None and " " in name[0]
        return (dotted or two_capitals) and not place.text[end : end + 2].isupper()
    return True


_TWO_SYLLABLES = cased(r"([\U][\l]*)(?:\s([\U][\l]*))?")


def _is_province(text: str, end: int) -> bool:
    """Whether the name of a province stands here, of today or of before."""
    name = _TWO_SYLLABLES.match(text, end)
    if name is None:
        return False
    words = [old_placing(word.lower()) for word in name.groups(default="")]
    return not {words[0], " ".join(words)}.isdisjoint(role("provinces"))


def tied_initials(place: Place) -> Claim | None:
    """V.H, N.T.M: initials without a last dot."""
    match = place.match(_TIED_INITIALS)
    if match is None or _known_with_dots(place):
        return None
    if len(match[0]) >= 2 * _SHORTEST_DOTTED - 1 and not in_person(place):
        return None
    return Claim(match.end(), spelled(match[0]))


def initials(place: Place) -> Claim | None:
    """Nguyễn V. A, bà H., anh N.T.M.: letters by their names; a sentence keeps its stop."""
    match = place.match(_INITIAL)
    if match is None:
        return None
    letters, after = match["letters"], match["after"]
    dotted = _DOTTED_RUN.match(place.text, place.start)
    if _known_with_dots(place):
        return None
    key = dotted[0].replace(".", "") if dotted else ""
    if len(key) >= _SHORTEST_DOTTED and not in_person(place) and known(key):
        return None
    if after is None or (
        len(letters) == 1 and not in_person(place) and not _opens_name(place, match)
    ):
        return None
    dot = match.end("letters") + 1
    ends_sentence = not after.strip() or _opens_sentence(place, dot)
    end = dot - 1 if ends_sentence else dot
    return Claim(end, spelled(letters))


def _opens_name(place: Place, match: re.Match[str]) -> bool:
    """Whether an initial without a name before it has one after: "V. Putin", "A.Quốc"."""
    after = match["after"] or ""
    tied = place.text[match.end("letters") + 1 :][:1].isalpha()
    return after.strip()[:1].isupper() and tied


def two_letters(place: Place) -> Claim | None:
    """Anh Tr.V.H.: an initial of two letters is said as it stands, the others by their names."""
    match = place.match(_TWO_LETTERS)
    if match is None or not in_person(place):
        return None
    said = f"{match[1]} {spelled(match[2])}".strip()
    ends = not place.text[match.end() :].strip() or _opens_sentence(place, match.end())
    return Claim(match.end() - 1 if ends else match.end(), said)


_OPENER = cased(r"\s+([\U][\l]*)")


def _opens_sentence(place: Place, dot: int) -> bool:
    match = _OPENER.match(place.text, dot)
    return match is not None and old_placing(match[1].lower()) in role("openers")


def family(place: Place) -> Claim | None:
    """Ng. Văn A, Ng.T. Bình: a family name cut short, with initials behind it or without."""
    match = place.match(_SHORT_FAMILY)
    if match is None:
        return None
    return Claim(
        match.end(), f"{_FAMILIES[match[1]]} {spelled(match[2] or '')} ".replace("  ", " ")
    )


RULES = (
    Rule("word", city, _CITY),
    Rule("word", title, _CAPITAL),
    Rule("word", acting, _ACTING),
    *roads.RULES,
    Rule("word", family, _SHORT_FAMILY),
    *addressed.RULES,
    Rule("word", two_letters, _TWO_LETTERS),
    Rule("word", prefix, _PREFIX),
    Rule("word", tied_initials, _TIED_INITIALS),
    Rule("word", initials, _INITIAL),
)
