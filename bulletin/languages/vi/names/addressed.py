"""How somebody is addressed, cut short before one name: LH a. Hùng, gặp C. Lan, HLV: th. Dũng.

In: a place at a letter with a dot. Out: "anh", "chị", "thầy", where the text goes on to the name
or somebody is to be called there; "a." opens an item of a list else, and "A." is an initial.
"""

import re

from bulletin.languages.vi.words import CLOSED, cased, ends_sentence, in_person, said_by, undoubled
from bulletin.reading.scanner import Claim, Place, Rule

_FAMILIAR = cased(r"(th|[acôbeACÔBE])\.\s?(?=[\U](?:['’]?[\l\U][\l]*|(?![^\W_])))")
_GOES_ON = re.compile(r"[^\W\d_][,]?\s$|[^\W_]\s\($")
_CALLED = re.compile(
    r"(?<![^\W_])(?:lh|l/h|liên hệ|gặp|gọi|gọi cho|đt|sđt|alo|zalo|hotline)(?:\s?:)?\s$",
    re.IGNORECASE,
)
_BIRTH_NAME = cased(  # names of the south, by the order of birth: "B. Tư Cua", "quán A. Tám"
    rf"(?:Hai|Ba|Tư|Năm|Sáu|Bảy|Bẩy|Tám|Chín|Mười|Út)(?:\s[\U][\l]+|\s*(?:\(|{CLOSED}))"
)
_OF_OFFICE = re.compile(
    r"(?<![^\W_])(?:HLV|GVCN|BGK|MC|[Tt]rưởng|[Pp]hụ trách|[Tt]hủ quỹ|[Tt]hư ký):\s$"
)
_TELEPHONE_AFTER = cased(
    r"[\U][\l]+(?:\s[\U][\l]*)?\s?[-–:,(]?\s?(?:ĐT|đt|SĐT|sđt)?[:.]?\s?\(?(?:\+84|0[0-9])"
)
_LETTERED = frozenset(("điểm", "khoản", "mục", "câu", "ý", "phần", "điều", "tiết", "nhóm", "bảng"))


def familiar(place: Place, match: re.Match[str]) -> Claim | None:
    """LH a. Hùng, gặp c. Lan: how somebody is addressed, cut short; "a." opens an item else."""
    if place.previous in _LETTERED or ends_sentence(place.text, place.end):
        return None
    said, small = said_by("titles", "addressed")[match[1].lower()], match[1].islower()
    called = _CALLED.search(place.before) or (small and _OF_OFFICE.search(place.before))
    called = called or (
        small and (match[1] == "ô" or _TELEPHONE_AFTER.match(place.text, match.end()))
    )
    if not called and _BIRTH_NAME.match(place.text, match.end()) and not in_person(place):
        return Claim(match.end(), f"{said} ", senses=("bà", "bác") if said == "bà" else ())
    if not (called or (small and _GOES_ON.search(place.before))):
        return None
    return Claim(match.end(), undoubled(place, said) + " ")


RULES = (Rule("word", familiar, _FAMILIAR, opens="ABCEabcetÔô", then="."),)
