"""Organs and kinds of documents by their codes: UBND, BYT, STNMT, BTGTU, QH15.

In: a code as documents write it. Out: the organ's name. Ministries, departments and offices are
put together from a letter and a domain, committees from a head and the Party level behind it.
"""

import re
from functools import lru_cache

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import said_by, spelled

_TERM = re.compile(r"(.*[^0-9])([0-9]{1,2})")
_OFFICES = {"B": "Bộ", "S": "Sở", "P": "Phòng", "TT": "Thanh tra"}
_SCHOOLS = ("THCS", "THPT")
_LETTERS_OF_A_NAME = range(2, 5)
_LEVELS = {"TW": "Trung ương", "TU": "Tỉnh ủy", "HU": "Huyện ủy", "ĐU": "Đảng ủy"}


def kinds() -> dict[str, str]:
    """The kinds of documents by their codes."""
    return said_by("documents", "kinds")


def units() -> dict[str, str]:
    """The units inside an organ that write its documents, by their codes."""
    return said_by("documents", "units")


def with_term(code: str) -> tuple[str, int] | None:
    """A code and the term behind it: "QH15" is QH in its fifteenth term."""
    match = _TERM.fullmatch(code)
    return (match[1], int(match[2])) if match else None


@lru_cache(maxsize=2_000)
def organ(code: str) -> str | None:
    """The name of an organ, or None."""
    organs = said_by("documents", "organs")
    if code in organs:
        return organs[code]
    term = with_term(code)
    if term:
        name = organ(term[0])
        of_term = "" if name and name.endswith("khu vực") else "khóa "  # "VKSKV2"
        return f"{name} {of_term}{cardinal(term[1])}" if name else None
    plain = code.replace("&", "")
    return _office(plain) or _committee(plain) or _school(plain)


def _office(code: str) -> str | None:
    for letter, office in _OFFICES.items():
        domain = said_by("documents", "domains").get(code.removeprefix(letter))
        if domain and code.startswith(letter):
            return f"{office} {domain}"
    return None


def _school(code: str) -> str | None:
    """A school by its level and the letters of its name: THCSND."""
    for level in _SCHOOLS:
        name = code.removeprefix(level)
        if name != code and len(name) in _LETTERS_OF_A_NAME and name.isalpha():
            return f"{said_by('documents', 'organs')[level]} {spelled(name)}"
    return None


def _committee(code: str) -> str | None:
    if code.startswith("VP"):
        name = organ(code[len("VP") :])
        return f"Văn phòng {name}" if name else None
    for tail, level in _LEVELS.items():
        head = said_by("documents", "organs").get(code.removesuffix(tail))
        if head and code.endswith(tail):
            return f"{head} {level}"
    return None
