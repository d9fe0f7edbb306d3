"""English numbers and letters that name something: telephones, accounts, documents, rooms.

In: a place at a number, a plus, a bracket or a capital. Out: the digits one by one, the letters by
their names.
"""

import re

from bulletin.languages.en.numbers import cardinal, digits, year
from bulletin.languages.en.words import listed
from bulletin.reading.scanner import Claim, Place, Rule

_END = r"(?![0-9]|[.,][0-9])"
_PHONE = re.compile(r"(?:0[0-9]{2,4}(?:[ .-][0-9]{2,5}){1,3}|0[0-9]{8,10})(?![0-9])")
_BRACKETED = re.compile(rf"\((0[0-9]{{1,4}})\)\s?([0-9]{{2,8}}(?:[ .-][0-9]{{2,5}}){{0,3}}){_END}")
_ABROAD = re.compile(r"\+([0-9]{1,3})((?:[ .-]?[0-9]{2,5}){2,4})(?![0-9])")
_HOTLINE = re.compile(rf"1[89]00[ .-]?[0-9]{{4,6}}{_END}")
_TOLL_FREE = re.compile(
    rf"(?:1[-. ])?8(?:00|33|44|55|66|77|88)[-. ][0-9]{{3}}[-. ][0-9]{{4}}{_END}"
)
_EMERGENCY = re.compile(rf"1(?:1[0-9]|0[0-9]{{2}}){_END}")
_LISTED = re.compile(r"1[01][0-9]{1,2}(?:,| or| and)\s$")
_ACCOUNT = re.compile(rf"[0-9]{{3,}}(?:[ .-][0-9]{{2,}})*{_END}")
_SHORTEST_ACCOUNT = 6  # digits
_LETTERS = r"[A-ZĐ]{1,6}[a-z]?(?:[0-9]{1,2})?"
_DOCUMENT = re.compile(
    rf"([0-9]{{1,5}})(?:/((?:19|20)[0-9]{{2}})[/-]({_LETTERS}(?:[-/&]{_LETTERS}){{0,4}})"
    rf"|[/-]({_LETTERS}(?:[-/&]{_LETTERS}){{1,4}}))(?![^\W_])"
)
_CODE = re.compile(r"[A-ZĐ]{1,3}[0-9]{1,4}(?:[A-ZĐ]{1,2}[0-9]{0,2})?(?![^\W_])")
_PIECE = re.compile(r"[A-ZĐ]|[a-z]|[0-9]+")
_LONGEST_COUNTED = 2  # digits of a code that are said as a number
_NEAR = 4  # words from a card to its number


def _grouped(written: str) -> str:
    return ", ".join(map(digits, re.findall("[0-9]+", written)))


def _spelled(code: str) -> str:
    """Letters by their names; a number of one or two figures whole, a longer one by its digits."""
    pieces = _PIECE.findall(code)
    return " ".join(
        piece.upper()
        if not piece.isdecimal()
        else cardinal(int(piece))
        if len(piece) <= _LONGEST_COUNTED and piece[0] != "0"
        else digits(piece)
        for piece in pieces
    )


def _told(place: Place, name: str) -> bool:
    return not listed(name).isdisjoint(place.words[-_NEAR:])


def phone(place: Place) -> Claim | None:
    """0274 3822 825, (0274) 3822 825, +84 903 123 456, 1900 1234, 1-800-555-0199."""
    match = next(filter(None, map(place.match, (_PHONE, _TOLL_FREE, _HOTLINE, _BRACKETED))), None)
    if match:
        return Claim(match.end(), _grouped(match[0]))
    match = place.match(_ABROAD)
    if match is None:
        return None
    return Claim(match.end(), f"plus {digits(match[1])}, {_grouped(match[2])}")


def emergency(place: Place, match: re.Match[str]) -> Claim | None:
    """Call 113, 114 or 115."""
    if not _told(place, "calls"):
        return None
    called = place.previous in listed("calls") or _LISTED.search(place.before)
    return Claim(match.end(), digits(match[0])) if called else None


def account(place: Place, match: re.Match[str]) -> Claim | None:
    """ID card 079085001234, account 5501 2050 12345."""
    if not _told(place, "named_by_number"):
        return None
    long = sum(map(str.isdigit, match[0])) >= _SHORTEST_ACCOUNT
    return Claim(match.end(), _grouped(match[0])) if long else None


def document(_: Place, match: re.Match[str]) -> Claim | None:
    """Decree 168/2024/ND-CP, Resolution 57-NQ/TW: the letters of a code are no words."""
    in_year = f" {year(int(match[2]))}" if match[2] else ""
    number = digits(match[1]) if match[1][0] == "0" else cardinal(int(match[1]))
    return Claim(match.end(), f"{number}{in_year}, {_spelled(match[3] or match[4])}", solid=True)


def code(_: Place, match: re.Match[str]) -> Claim | None:
    """QL13, B205, VN123, H5N1."""
    return Claim(match.end(), _spelled(match[0]))


RULES = (
    Rule("number", document, _DOCUMENT),
    Rule("number", phone),
    Rule("number", emergency, _EMERGENCY),
    Rule("number", account, _ACCOUNT),
    Rule("sign", phone, opens="+("),
    Rule("word", code, _CODE),
)
