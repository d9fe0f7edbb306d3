"""Telephone numbers, hotlines, accounts and plates: numbers that are names, read by digits.

In: a place at a number, a plus sign or a bracket. Out: the digits in the groups in which people
say them, with a short pause between groups.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, digits
from bulletin.languages.vi.identifiers.papers import signs
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import (
    CAPITALS,
    CLOSED,
    PHRASE_ENDS,
    follows,
    near,
    precedes,
    spelled,
)
from bulletin.reading.scanner import Claim, Place, Rule, saying

_SEP = r"[ .\-\u00a0]"
_END = r"(?![0-9]|[.,][0-9])"
_PHONE = re.compile(
    rf"(?:0[0-9]{{2,3}}{_SEP}[0-9](?:{_SEP}[0-9]{{3}}){{2}}"
    rf"|0[0-9]{{1,10}}(?:{_SEP}{{1,3}}[0-9]{{2,8}}){{0,4}}){_END}"
)
_BRACKETED = re.compile(
    rf"\((0[0-9]{{1,3}})\){_SEP}?([0-9]{{2,8}}(?:{_SEP}[0-9]{{2,5}}){{0,3}}|[0-9](?:{_SEP}[0-9]{{3}}){{2}}){_END}"
)
_FROM_HOME = re.compile(  # the country's number without its plus: (84-24) 3943 2222, 84.24.38251234
    rf"(?:(?P<plus>\(\+)|\()?(?P<land>84)\)?{_SEP}{{0,2}}(?P<area>[0-9]{{1,3}})(?:\)|(?={_SEP}))"
    rf"{_SEP}{{0,2}}(?P<rest>(?:[0-9]{{2,10}}|[0-9](?={_SEP}[0-9]{{3}}))(?:{_SEP}[0-9]{{2,5}}){{0,4}}){_END}"
)
_SECOND = re.compile(rf"\s?/\s?((?:0[0-9]{{2,3}}{_SEP}?)?[0-9]{{3,4}}{_SEP}?[0-9]{{3,4}}){_END}")
_ABROAD = re.compile(
    rf"(?:\+|\(\+|00(?=84))([0-9]{{1,3}})\)?{_SEP}?(?:\(0\){_SEP}?)?([0-9]{{1,10}}(?:{_SEP}(?:[0-9]{{2,5}}|[0-9](?={_SEP}[0-9]{{3}}))){{0,4}}){_END}"
)
_HOTLINE = re.compile(rf"(1[89]00){_SEP}?([0-9]{{2,4}}(?:{_SEP}?[0-9]{{2,4}}){{0,2}}){_END}")
_EMERGENCY = re.compile(r"(11[1-9]|10[0-9]{2}|1[0-9]{2})(?![0-9]|[.,/][0-9])")
_LETTERS_AFTER = re.compile(r"\s[A-ZĐ]{2,6}(?![^\W_])")
_LOCAL = re.compile(rf"[2-9][0-9]{{0,3}}(?:{_SEP}?[0-9]{{2,4}}){{1,3}}{_END}")
_WITH_AREA = re.compile(r"0[0-9]{2,3}[ .-]1[0-9]{2,3}(?![^\W_]|[., -]?[0-9])")
_TEXTED = re.compile(r"[1-9][0-9]{2,3}(?![^\W_]|[.,/-][0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LIKE_MONTH = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}")  # "SĐT 2026-11" is no month
_SCHOOL_YEAR = re.compile(r"20[0-9]{2}[-–]20[0-9]{2}")
_ACCOUNT = re.compile(
    rf"(?:[0-9]{{3,}}(?:[ .\u00a0-][0-9]{{3,}}){{2,}}[ \u00a0][0-9]{{1,2}}(?=\s*(?:[(–-]|{CLOSED})|\s(?:tại|của|mở|ngân hàng|NH|chủ)(?![^\W_]))"
    r"|[0-9]{3,}(?:[ .\u00a0-][0-9]{3,}|[.-][0-9]+)*|[0-9]{1,2}(?:\.[0-9]{1,6}){3,8})(?![0-9])"
)
_PLATE = re.compile(
    r"([0-9]{2})[ -]?([A-ZĐ]{1,2})([0-9])?(?:\s?[-–]\s?|\s(?=[0-9]{3}\.))"
    r"((?:[0-9]{3}|xxx|XXX)\.?(?:[0-9]{1,2}|xx|XX)|[0-9]{3}-[0-9]{2})(?![^\W_])"
)
_PLATE_MARK = re.compile(r"BS(?:\ssố)?(?=\s?:?\s?[0-9]{2}[ -]?[A-ZĐ]{1,2}[0-9]?[ –-]\s?[0-9xX]{3})")
_DIALLED = re.compile(r"\*[0-9]+(?:\*[0-9]+)*#")
_BOOK = re.compile(r"[0-9]{1,7}(?:-[0-9]{1,7}){1,4}-?[0-9Xx]?(?![^\W_])")
_LONG = re.compile(r"[0-9]{3}|[0-9]+-[0-9]|(?:[0-9]{1,2}\.){2}[0-9]")
_CARD = re.compile(
    r"[0-9]{4}(?:[ .\u00a0-][0-9]{4}){3}(?:[ .\u00a0-]?[0-9]{3})?(?![0-9]|[.,][0-9])"
)
_CITIZEN = re.compile(r"0[0-9]{2}(?:[ .\u00a0]?[0-9]{3}){3}(?![0-9]|[.,][0-9])")
_LIST_OF_EMERGENCIES = re.compile(r"1[0-9]{2,3}\s*(?:,|và|hoặc|-|–|/)\s*$")
_OTHER_WAY = re.compile(
    r"(?:0[0-9]{2,3}(?:[ .]?[0-9]{3,4}){2}|công an|cảnh sát|cứu hộ|cứu hỏa|trưởng ấp|trưởng thôn)"
    r"[^0-9.;!?]{0,60}\s(?:hoặc|hay)(?:\s(?:gọi|số|qua))?\s(?:11[1-5], )*$",
    re.IGNORECASE,
)
_WAY_BACK = 120
"""Characters before a number in which another way to call is looked for."""
_TELEPHONE = range(9, 12)  # digits of a number with its area code
_WITH_LAND = range(10, 13)
_HOTLINES = range(6, 11)
_HOTLINES_IN_A_ROW = (8, 10)
_LOCAL_TELEPHONE = range(7, 9)
_GROUPS = {9: (3, 3, 3), 10: (4, 3, 3), 11: (4, 4, 3), 12: (3, 3, 3, 3), 8: (4, 4), 7: (3, 4)}
_WORDS_BACK = 6
_BANK_AFTER = re.compile(r"\s?MB(?![^\W_])")  # no megabytes
_ACCOUNT_WORDS_BACK = 4
_RESCUE = re.compile(r"11[1-5]")


def _grouped(written: str) -> str:
    """Digits in their written groups, or in the usual ones if they stand in a row."""
    parts = re.findall("[0-9]+", written)
    if len(parts) == 1 and len(parts[0]) in _GROUPS:
        whole, parts = parts[0], []
        for size in _GROUPS[len(whole)]:
            parts.append(whole[:size])
            whole = whole[size:]
    return ", ".join(digits(part) for part in parts)


def _count(written: str) -> int:
    return sum(character.isdigit() for character in written)


def _about_telephones(place: Place) -> bool:
    """Whether the words before speak of calling someone."""
    return near(place, "phone", _WORDS_BACK)


def phone(place: Place, match: re.Match[str]) -> Claim | None:
    """0274 3822 825, 0903.123.456, 02743822825."""
    if place.preceding in {"/", ".", ","}:
        return None
    written, end = match[0], match.end()
    while _count(written) not in _TELEPHONE:  # a second number may follow behind a dash
        shorter = re.match(rf"(.*[0-9]){_SEP}{{1,3}}[0-9]+$", written)
        if shorter is None:
            return None
        written = shorter[1]
        end = match.start() + len(written)
    second = _SECOND.match(place.text, end)
    if second:
        return Claim(second.end(), f"{_grouped(written)}, {_grouped(second[1])}")
    return Claim(end, _grouped(written))


def bracketed(_: Place, match: re.Match[str]) -> Claim | None:
    """(0274) 3822 825."""
    if _count(match[0]) not in _TELEPHONE:
        return None
    return Claim(match.end(), f"{digits(match[1])}, {_grouped(match[2])}")


def abroad(_: Place, match: re.Match[str]) -> Claim | None:
    """+84 903 123 456."""
    if _count(match[0]) < min(_TELEPHONE):
        return None
    return Claim(match.end(), f"cộng {digits(match[1])}, {_grouped(match[2])}")


def from_home(place: Place, match: re.Match[str]) -> Claim | None:
    """(84-24) 73 00 24 24, and 84.24.38251234 where somebody is to be called."""
    if _count(match[0]) not in _WITH_LAND:
        return None
    if match[0][0] != "(" and not _about_telephones(place):
        return None
    plus = "cộng " if match["plus"] else ""
    area = f"{digits(match['land'])}, {digits(match['area'])}"
    return Claim(match.end(), f"{plus}{area}, {_grouped(match['rest'])}")


def hotline(place: Place, match: re.Match[str]) -> Claim | None:
    """1900 1234, 18001091."""
    if place.preceding in {"/", ".", ","}:
        return None
    separated = not match[0].isdigit()
    if measures(place.text, match.end()):
        return None
    if _count(match[0]) not in (_HOTLINES if separated else _HOTLINES_IN_A_ROW):
        return None
    return Claim(match.end(), f"{digits(match[1])}, {_grouped(match[2])}")


def with_area(place: Place, match: re.Match[str]) -> Claim | None:
    """Đường dây nóng 0274.1022: a short number behind its area's."""
    if not _about_telephones(place):
        return None
    return Claim(match.end(), _grouped(match[0]))


def texted(place: Place, match: re.Match[str]) -> Claim | None:
    """Soạn tin gửi 8088: the number that a message goes to."""
    if not near(place, "texted", _WORDS_BACK):
        return None
    sent = place.previous in {"gửi", "số", "tới", "đến", "tin"}
    return Claim(match.end(), digits(match[0])) if sent else None


def emergency(place: Place, match: re.Match[str]) -> Claim | None:
    """114 and 1022 where somebody is to call them."""
    if measures(place.text, match.end()):
        return None
    if precedes(place, match.end(), "counted"):
        return None
    if not match[0].startswith("11") and _LETTERS_AFTER.match(place.text, match.end()):
        return None  # "gọi 120 TN khám"
    rescue = _RESCUE.fullmatch(match[0]) is not None and _about_telephones(place)
    called = (
        rescue
        or follows(place, "emergency")
        or (place.before.endswith(": ") and near(place, "called_at", _WORDS_BACK))
        or (place.previous == "số" and len(place.words) > 1 and _about_telephones(place))
    )
    listed = _LIST_OF_EMERGENCIES.search(place.before) and _about_telephones(place)
    if not (called or listed or _is_last_way(place, match)):
        return None
    return Claim(match.end(), digits(match[0]))


def _is_last_way(place: Place, match: re.Match[str]) -> bool:
    """Whether 112 to 115 ends what names whom to call: "0912 345 678 (ông Tư) hoặc 112."."""
    return (
        _RESCUE.fullmatch(match[0]) is not None
        and PHRASE_ENDS.match(place.text, match.end()) is not None
        and _OTHER_WAY.search(place.before[-_WAY_BACK:]) is not None
    )


def local(place: Place, match: re.Match[str]) -> Claim | None:
    """3822 825 after "ĐT", "gọi" and the like."""
    if not _about_telephones(place):
        return None
    like_month = _LIKE_MONTH.fullmatch(match[0]) is not None and follows(place, "phone")
    if _count(match[0]) not in _LOCAL_TELEPHONE and not like_month:
        return None
    if measures(place.text, match.end()) or _SCHOOL_YEAR.fullmatch(match[0]):
        return None
    return Claim(match.end(), _grouped(match[0]))


def account(place: Place, _: re.Match[str]) -> Claim | None:
    """Tài khoản 1234567890, mã số thuế 3700123456, CCCD 079085001234."""
    match = place.match(_CITIZEN) or place.match(_CARD)
    if match:
        return Claim(match.end(), _grouped(match[0]))
    match = place.match(_BOOK) if place.previous in {"isbn", "issn"} else None
    if match:
        return Claim(match.end(), _grouped(match[0]))
    match = place.match(_ACCOUNT)
    if match is None or place.previous == "năm" or _SCHOOL_YEAR.fullmatch(match[0]):
        return None
    if place.preceding in {"-", "–"} and _YEAR.fullmatch(match[0]):
        return None
    measured = measures(place.text, match.end()) and not _BANK_AFTER.match(place.text, match.end())
    if measured or not near(place, "account", _ACCOUNT_WORDS_BACK):
        return None
    return Claim(match.end(), _grouped(match[0]))


def dialled(_: Place, match: re.Match[str]) -> Claim | None:
    """*101#: a code to dial, with its star and hash."""
    parts = (digits(part) for part in re.findall("[0-9]+", match[0]))
    return Claim(match.end(), f"sao {' sao '.join(parts)} thăng")


def plate(_: Place, match: re.Match[str]) -> Claim | None:
    """61A-123.45."""
    series = f"{spelled(match[2])} {cardinal(int(match[3]))}" if match[3] else spelled(match[2])
    return Claim(match.end(), f"{cardinal(int(match[1]))} {series}, {signs(match[4])}")


_ACCOUNT_MARK = re.compile(r"TK(?=\s(?:số\s)?:?\s?[0-9]{3,}(?:[ .-]?[0-9]){4})")
"""Letters before an account's number: "TK 3761.0.1234567"."""

FIRST_RULES = (
    Rule("word", saying("tài khoản"), _ACCOUNT_MARK, opens="T", then=" "),
    Rule("word", saying("biển số"), _PLATE_MARK, opens="B", then=" :0123456789"),
)
"""BS 86B-0066: a plate is certain, whatever else BS may be."""

RULES = (
    Rule("number", plate, _PLATE, then=CAPITALS + " -"),
    Rule("number", abroad, _ABROAD, opens="0"),
    Rule("number", from_home, _FROM_HOME, opens="8", then=" )-."),
    Rule("number", account, _LONG),
    Rule("number", phone, _PHONE, opens="0"),
    Rule("number", hotline, _HOTLINE, opens="1"),
    Rule("number", with_area, _WITH_AREA, opens="0", then=" -."),
    Rule("number", texted, _TEXTED),
    Rule("number", emergency, _EMERGENCY, opens="1"),
    Rule("number", local, _LOCAL),
    Rule("sign", bracketed, _BRACKETED, opens="("),
    Rule("sign", from_home, _FROM_HOME, opens="("),
    Rule("sign", dialled, _DIALLED, opens="*"),
    Rule("sign", abroad, _ABROAD, opens="+("),
)
