"""Titles before names: PGS.TS, ThS.BS, "TS. Nguyễn", "LS Bình", KT. CHỦ TỊCH.

In: a place at a capital word. Out: the title, without its dot; a guess where the letters mean other
things that have names.
"""

import re
from functools import cache

from bulletin.languages.vi.abbreviations.senses import likely
from bulletin.languages.vi.words import (
    CAPITALS,
    CLOSED,
    cased,
    ends_sentence,
    in_capitals,
    role,
    said_by,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule

_TITLE_END = rf"(?![^\W_])(?:\.\s?(?=[\U])|(?=[\s/+.-]|{CLOSED}))"
_DOTTED_NAME = cased(r"\.\s?[\U]|\s?[-./]\s?(?:CK|BS|KS|CN|TS|ThS)")
_PERSON_NAME = cased(r"\s[\U][\l]+\s+[\U][\l]*")
_ONE_NAME = cased(rf"\s[\U][\l]+(?=\s+[\l]|\s*(?:[(–-]|{CLOSED}))")
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
_RELIGIOUS = re.compile(r"\.?\s*Thích(?![^\W_])")


@cache
def _title_pattern(group: str) -> re.Pattern[str]:
    longest_first = sorted(said_by("titles", group), key=lambda key: (-len(key), key))
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
    if match is None or in_capitals(place, end := match.end(1)) or ends_sentence(place.text, end):
        return None
    group = "anywhere" if match[1] in said_by("titles", "anywhere") else "named"
    if match[1] in said_by("titles", "monks") and _RELIGIOUS.match(place.text, match.end(1)):
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
            return said_by("titles", group)[match[1]]
    return None


def _by_name(place: Place, match: re.Match[str], group: str) -> Claim | None:
    """A title by the name after it; a guess where the letters mean others that have names."""
    word = _NEXT_WORD.match(place.text, match.end(1))
    if word and f"{match[1]} {word[1]}".lower() in role("whole_words"):
        return None  # "Sửa Chữa Ô Tô"
    name = said_by("titles", group)[match[1]]
    sense = likely(place, match[1], match.end(1))
    if (sense and not sense.senses and sense.say != name) or not _before_person(place, match):
        return None
    claim = _title(place, match, group)
    others = said_by("titles", "unsure").get(match[1])
    if others is None or (sense and sense.in_words and sense.say == name):
        return claim
    return claim._replace(senses=(name, *others.split(", ")), source="table titles, unsure")


def _before_person(place: Place, match: re.Match[str]) -> bool:
    """Whether a person's name stands after a title: two words, or one that is no place's."""
    if _PERSON_NAME.match(place.text, match.end(1)):
        return True
    single = _ONE_NAME.match(place.text, match.end(1))
    return single is not None and match[1] in _BEFORE_ONE_NAME


_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_AFTER_TITLE = re.compile(r"(?:GS|PGS|ThS|Ths|BS|Bs|TS)[.\-/]\s?$")


def _after_title(place: Place) -> bool:
    return _AFTER_TITLE.search(place.before) is not None


_TIED = re.compile(r"[-/](?=(?:TS|BS|Bs|CK|CN|KS)\w*(?![^\W_]))")


def _title(place: Place, match: re.Match[str], group: str) -> Claim:
    say = undoubled(place, said_by("titles", group)[match[1]])
    tied = _TIED.match(place.text, match.end())
    if tied:
        return Claim(tied.end(), say + " ")
    return Claim(match.end(), say + (" " if match.end() > match.end(1) else ""))


def acting(place: Place, match: re.Match[str]) -> Claim | None:
    """Q. Chủ tịch, KT. CHỦ TỊCH, TM. ỦY BAN NHÂN DÂN: before a signature."""
    if not _OFFICE.match(place.text, match.end()):
        return None
    return Claim(match.end(), said_by("titles", "acting")[match[1] + "."] + " ")


RULES = (
    Rule("word", title, opens=CAPITALS + "Ô"),
    Rule("word", acting, _ACTING, opens="KQT", then="."),
)
