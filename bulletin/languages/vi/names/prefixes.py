"""Titles, place prefixes and roads: TP. Thủ Dầu Một, P.5, QL13; initials (`initials.py`) beside them.

In: a place at a capital word. Out: the kind of place, without its dot, or letters. One letter
and a dot is a place prefix before a place's name, and an initial inside a person's; the words
before tell which: a family name or "ông", "bà" makes a person.
"""

import re

from bulletin.languages.vi.abbreviations import titles
from bulletin.languages.vi.abbreviations.glossary import (
    SIGNS,
    entries,
    known,
    plain_reading,
    taking,
)
from bulletin.languages.vi.abbreviations.neighbours import CONDITIONS
from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.names import addressed, initials, roads
from bulletin.languages.vi.names.initials import known_with_dots
from bulletin.languages.vi.words import (
    PACKAGE,
    cased,
    ends_sentence,
    follows,
    in_person,
    is_syllable,
    near,
    old_placing,
    role,
    said_by,
    said_right_before,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_FULL_NAME = cased(r"([\U][\l]+)\s(?:Thị|Văn|[\U][\l]+\s[\U][\l]+)(?![^\W_])")
_PREFIX_END = cased(
    r"(?P<dot>\.\s?|\s|(?=[0-9]))(?=(?P<number>[0-9]{1,2}[A-Z]?(?![0-9]|[.,][0-9]))?)(?=[\U0-9])"
)
_PREFIX = re.compile(r"[^\W\d_]{1,3}(?:\.|\s|[0-9])")
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
_DISTRICT = re.compile(r"Q\.\s?(?P<letters>[A-ZĐ]{2,3})(?![^\W_]|[-/&.][^\W_])")
_LIVED_AT = frozenset({"ở", "tại", "về", "từ", "đến", "qua"})
_TWO_NAMES = cased(r"[\U][\l]+\s+[\U]")
_SMALL_LETTERS = frozenset("xhtpq")
_DIGIT_BEFORE = re.compile(r"[0-9]\s*$")
_OFFICE_LETTERS = re.compile(r"[A-ZĐ]{2,6}(?:[&-][A-ZĐ]{2,6})*(?![^\W_])")
_WORDS_TO_ROOM = 6
_LONGEST_OFFICE = 20  # characters
_JUDGE = "thẩm phán"
_ADDRESS_GOES_ON = cased(r"[\U][\l]*,")
_LETTER_TIED = re.compile(r"(?<![^\W_])[A-ZĐ]-$")
_LETTERED = ("numbered", "graded_by_letters", "in_lettered_rows", "lettered_grades")
_ONE_LETTER = frozenset("PQHXTĐF")
_ROW_OF_CODES = re.compile(r"(?:(?<![^\W_])[PQ][0-9]{1,2}(?:\s?[-–,]\s?|\svà\s))+$")
_QUARTER = re.compile(r"Q([1-4])(?![^\W_]|[.,/-][0-9])")
_NAME_RIGHT_BEFORE = cased(r"(?:[\U][\l]+|P\.?\s?[0-9]{1,2}|phường [0-9]{1,2})\s?,?\s$")
_DISTRICT_BESIDE = re.compile(r"(?<![^\W_])Q\.?\s?(?:[5-9]|1[0-2])(?![^\W_])")
_CITY_AFTER = re.compile(r",?\s?\(?(?:TP|Tp|Thành phố|HCM|SG|Sài Gòn)")
_NUMBERED_PLACES = frozenset(("P", "Q", "F", "KP", "Kp", "kp", "TDP", "Đ", "KDC"))


def city(place: Place, match: re.Match[str]) -> Claim | None:
    """TP.HCM, Tp. HCM."""
    return Claim(match.end(), undoubled(place, f"thành phố {_CITIES[match[1]]}"))


def district(place: Place, match: re.Match[str]) -> Claim | None:
    """Q.GV, Q.BT: districts by their letters; a guess where two have the same."""
    names = table(PACKAGE, "prefixes")["districts"].get(match["letters"])
    office = place.previous not in _LIVED_AT and known_with_dots(place)
    if not names or office:
        return None  # "Q.BT Đảng ủy"
    senses = tuple(f"quận {name}" for name in names.split(", "))
    return Claim(match.end(), undoubled(place, senses[0]), senses=senses if len(senses) > 1 else ())


def prefix(place: Place, _: re.Match[str]) -> Claim | None:
    """TP. Thủ Dầu Một, P. Phú Lợi, P.5, KP4."""
    names = said_by("prefixes", "names")
    word = place.written
    if word not in names or known_with_dots(place):
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
    if _JUDGE in senses and CONDITIONS["about"](place, match.end(), "court"):
        return Claim(match.end(), _JUDGE + " ")  # "TP Nguyễn Thị Lan chủ tọa"
    return Claim(match.end(), undoubled(place, names[word]) + " ", senses=senses)


def district_or_quarter(place: Place, match: re.Match[str]) -> Claim | None:
    """Kế hoạch Q3: a quarter of a year or a district, in no address and behind no word of places."""
    alone = match[0] == place.text.strip()
    if alone or _CITY_AFTER.match(place.text, match.end()):
        return None
    placed = place.previous in _LIVED_AT or follows(place, "in_town")
    placed = placed or _DISTRICT_BESIDE.search(place.text) is not None
    if placed or follows(place, "lettered_p") or _NAME_RIGHT_BEFORE.search(place.before):
        return None
    number = cardinal(int(match[1]))
    if follows(place, "reckoned_quarterly"):
        return Claim(match.end(), f"quý {number}")
    senses = (f"quận {number}", f"quý {number}")
    return Claim(match.end(), senses[0], senses=senses)


def _of_person(text: str, end: int, word: str, say: str) -> tuple[str, ...]:
    """What else a prefix may be before a person's full name: "TP Nguyễn Thị Lan" of a court."""
    name, entry = _FULL_NAME.match(text, end), entries().get(word)
    hidden = _LETTER_FOR_NAME.match(text, end) is not None  # "TP A, HT B"
    person = hidden or (name is not None and name[1].lower() in role("surnames"))
    if entry is None or not person:
        return ()
    others = taking("takes_name", word, entry, say)
    return (say, *others) if others else ()


def _instead(text: str, word: str, end: int) -> str | None:
    """What the letters of a prefix mean before an office: "P. Giám đốc", "TT. Đảng ủy"."""
    others: dict[str, list[str]] = table(PACKAGE, "prefixes")["instead"].get(word, {})
    behind = text[end : end + _LONGEST_OFFICE].casefold()  # "P. Kinh Doanh" in a title
    said = (
        say for say, names in others.items() if behind.startswith(tuple(map(str.casefold, names)))
    )
    letters = _OFFICE_LETTERS.match(text, end) if word in {"P", "TP"} else None
    if letters and not is_syllable(letters[0]) and known(key := SIGNS.sub("", letters[0])):
        if word == "P":
            station = (plain_reading(key) or "").lower().startswith("trạm ")  # P.TYT
            return "phó" if station else "phòng"  # P.TCKH: no ward has letters that an office has
        office = plain_reading(key)
        if office and office[0].islower():
            return "trưởng phòng"  # TP TCKH: nor has a city
    return next(said, None)


def _stands_before_place(place: Place, word: str, match: re.Match[str]) -> bool:
    dotted, end = "." in match["dot"], match.end()
    if _is_lettered(place, word, match) or ends_sentence(place.text, place.end):
        return False
    if word in _SMALL_LETTERS:
        return dotted and match["number"] is None and not _DIGIT_BEFORE.search(place.before)
    if match["number"] is not None:
        row = _ROW_OF_CODES.search(place.before)
        before = place.before[: row.start()] if row else place.before
        coded = word in _ONE_LETTER and not dotted and said_right_before(before, "lettered_p")
        return word in _NUMBERED_PLACES and (word != "F" or dotted) and not coded  # "bãi xe P1"
    if word == "X" and _begins_a_line(place, end) and not _TWO_NAMES.match(place.text, end):
        return False  # the tenth heading
    return not place.text[end : end + 1].isdigit() and _names_place(place, word, end, dotted=dotted)


def _is_lettered(place: Place, word: str, match: re.Match[str]) -> bool:
    """Whether a letter is a unit's, a subject's or a name's: "60km/h. Gió", "khóa X. Tân"."""
    if len(word) > 1 or match["number"] is not None:
        return False
    if (place.preceding == "/" and word in _SMALL_LETTERS) or _LETTER_TIED.search(place.before):
        return True
    return "." in match["dot"] and any(follows(place, one) for one in _LETTERED)


def _begins_a_line(place: Place, end: int) -> bool:
    """Whether nothing stands before, or the name of a column does and no address goes on behind."""
    before = place.before.rstrip()
    return not before or (before.endswith(":") and not _ADDRESS_GOES_ON.match(place.text, end))


def _names_place(place: Place, word: str, end: int, *, dotted: bool) -> bool:
    """Whether a prefix without a number stands before a place and not inside a person's name."""
    if word in _ONE_LETTER:
        if in_person(place) or (word == "T" and not _is_province(place.text, end)):
            return False
        following = place.text[end : end + 2]
        if dotted and _LONE_LETTER.match(place.text, end):
            return False  # "P.V" signs an article
        if not dotted and (not following[1:].islower() or word in "HXTĐF"):
            return False
        return following[1:2] != "." and following[:1].isalpha()
    if word in {"TT", "Tt", "tt", "Ng"}:
        name = _PLACE_NAME.match(place.text, end)
        two_capitals = name is not None and " " in name[0]
        return (dotted or two_capitals) and not place.text[end : end + 2].isupper()
    return True


_RIVER = cased(r"S\.\s?(?=[\U][\l])")
_WORDS_TO_WATER = 12
_LETTER_FOR_NAME = cased(r"[ABCXY](?![^\W_]|\.\w|\s[\U])")
_LONE_LETTER = re.compile(r"[A-ZĐ](?![^\W_])")
_TWO_SYLLABLES = cased(r"([\U][\l]*)(?:\s([\U][\l]*))?")


def _is_province(text: str, end: int) -> bool:
    """Whether the name of a province stands here, of today or of before."""
    name = _TWO_SYLLABLES.match(text, end)
    if name is None:
        return False
    words = [old_placing(word.lower()) for word in name.groups(default="")]
    return not {words[0], " ".join(words)}.isdisjoint(role("provinces"))


def river(place: Place, match: re.Match[str]) -> Claim | None:
    """S.Hậu: a river, where water is gauged."""
    told = near(place, "gauged", _WORDS_TO_WATER) and not in_person(place)
    return Claim(match.end(), undoubled(place, "sông") + " ") if told else None


RULES = (
    Rule("word", city, _CITY, opens="Tt"),
    Rule("word", river, _RIVER, opens="S", then="."),
    Rule("word", district, _DISTRICT, opens="Q", then="."),
    *titles.RULES,
    *roads.RULES,
    *addressed.RULES,
    *initials.RULES_BEFORE_PLACES,
    Rule("word", district_or_quarter, _QUARTER, opens="Q", then="1234"),
    Rule("word", prefix, _PREFIX, then=" .0123456789"),
    *initials.RULES,
)
