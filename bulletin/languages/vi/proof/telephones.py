"""Telephone numbers of a length that the numbering plan of Viet Nam does not have.

In: text. Out: numbers that a word announces as such, or that begin like a mobile's and are
grouped like one. Source: Ministry of Information and Communications, Circular 22/2014/TT-BTTTT
and the change of prefixes in 2017 and 2018: 10 digits for mobiles (03, 05, 07, 08, 09), 11 for
landlines (02), 8 or 10 for 1800 and 1900.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from bulletin.languages.proof import Slip
from bulletin.reading.sought import Begun, has_figure

_LABEL = Begun(
    r"(?i)(?:điện thoại|đ\.?\s?thoại|(?<!\w)đt|sđt|đtdđ|số máy|đường dây nóng|hotline|zalo|di động|máy bàn|(?<!\w)tel|(?<!\w)lh(?!\w)"
    r"|phone|(?<!\w)gọi|nhắn tin|liên hệ|liên lạc|fax)",
    *("đ", "sđt", "số máy", "hotline", "zalo", "di động", "máy bàn", "tel", "lh"),
    *("phone", "gọi", "nhắn tin", "liên hệ", "liên lạc", "fax"),
)
_BETWEEN = re.compile(r"(?:[^.;!?\d]|(?<=Đ)\.){0,45}", re.IGNORECASE)
"""What may stand between such a word and the number."""
_AFTER_NUMBER = re.compile(
    r"\d\s*(?:,|/|-|–|và|hoặc|hay)\s*"
    r"(?:(?:(?!(?:số|ngày|tháng|lúc|vé|lô)\b)[^\W\d]+[ :]+){1,4}\(?)?$",
    re.IGNORECASE,
)
"""What parts a number from the one before it, with the name of whoever has it."""
_OTHER = re.compile(
    r"(?:tài khoản|(?<!\w)stk|(?<!\w)tk|mã số|mã|số hiệu|cccd|cmnd|căn cước|giấy phép|hóa đơn|hoá đơn|văn bản|quyết định"
    r"|hợp đồng|sổ|thẻ|bhxh|bhyt|đồng|triệu)[^.;!?\d]{0,30}$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:(?P<plus>\+\s?84|\(\+84\)|0084)[ .-]?)?\(?(?P<digits>\d{1,5}\)?(?:[ .-]\(?\d{2,6}\)?){0,5}|\d{6,20})"
    r"(?!\w|[/-]\w|[.,]\d|[ .-]?[xX*•]{2})"
)
_GROUPED = re.compile(
    r"0[35789]\d{1,2}(?P<between>[ .-])\d{2,4}(?P=between)\d{2,4}(?:(?P=between)\d{2,3})?"
)
_COUNTED = re.compile(
    r"(?i)(?<!\w)(?:số|vé|sbd|báo danh|t(?:ọa|oạ) độ(?: [xy])?|lô|sê-?ri|seri(?:al|es)?|ký hiệu|dãy|quyển|biên lai"
    r"|phiếu|vận đơn|isbn|công tơ)\W*$"
)
"""What leads to a number of another kind."""
_MOBILE, _LANDLINE = 10, 11
_SHORTEST = 7
_OF_TOWN = 4
"""Digits of the shortest number that begins as those of towns and mobiles do, and is none."""
_APART = 12
_NAMED_APART = 40
"""Characters between two numbers, and where a name may stand there."""
_MOST = 16
"""More digits are two numbers side by side, or an account."""


def telephones(text: str) -> Iterator[Slip]:
    """Numbers that have a digit too many or too few, in a text about anything."""
    if not has_figure(text):
        return
    fewest = _SHORTEST - 2
    found = (one for one in _NUMBER.finditer(text) if len(one["digits"]) >= fewest)
    numbers = [one for one in found if _digits(one) >= fewest]
    labels = [match.end() for match in _LABEL.finditer(text)] if numbers else []
    last = -1
    for match in numbers:
        before = text[max(0, match.start() - 70) : match.start()]
        apart = _NAMED_APART if match["digits"].startswith("0") else _APART
        listed = last >= 0 and _AFTER_NUMBER.search(before) and match.start() - last <= apart
        label = bisect_right(labels, match.start())
        named = label and _BETWEEN.fullmatch(text, labels[label - 1], match.start())
        announced = named or listed or _is_grouped(match, before)
        if not announced or _OTHER.search(before[-40:]):
            continue
        last = match.end()
        if not (lost := _zero_lost(match) or _of_two_prefixes(match)) or not _AMOUNT.match(
            text, match.end()
        ):
            yield from _slip(match, lost)


def _is_grouped(match: re.Match[str], before: str) -> bool:
    """Whether a number is written as those of mobiles are, with a digit too many or too few."""
    if _AMOUNT.match(match.string, match.end()):
        return False
    grouped = _GROUPED.fullmatch(match["digits"].rstrip(")"))
    return bool(grouped) and abs(_digits(match) - _MOBILE) == 1 and not _COUNTED.search(before)


def _digits(match: re.Match[str]) -> int:
    return sum(map(str.isdigit, match["digits"]))


def dialled(text: str) -> Iterator[Slip]:
    """The same in a text that holds telephone numbers alone."""
    for match in _NUMBER.finditer(text):
        yield from _slip(match, _of_two_prefixes(match) or _zero_lost(match), shortest=_OF_TOWN)


def _slip(match: re.Match[str], whole: str, *, shortest: int = _SHORTEST) -> Iterator[Slip]:
    """What is wrong with a number; `whole` is the one that it was before a program cut it."""
    if whole:
        yield Slip(match.start(), match.end(), whole, certain=True)
    elif wanted := _wanted(match, shortest):
        yield Slip(match.start(), match.end(), wanted)


_CUT = re.compile(r"(?:84)?(?P<rest>[35789]\d{8}|2\d{9})")
"""A number of a mobile or a house as spreadsheets keep it, for they take it for an amount."""
_TWO_PREFIXES = re.compile(r"(?:\+|00)?840(?P<rest>[35789]\d{8}|2\d{9})")
_AMOUNT = re.compile(r"(?i)\s?(?:đồng|đ|vnđ|vnd|người|lượt|hộ|tấn|kg|kwh|m[²³]?)(?!\w)")


def _of_two_prefixes(match: re.Match[str]) -> str:
    """The number behind +84 and 0, of which one is dialled; "" behind one, or +84 (0)."""
    double = _TWO_PREFIXES.fullmatch(re.sub(r"[^\d+]", "", match[0]))
    bracketed = match["digits"].startswith(("0)", "(0)")) or "(0)" in match[0]
    return f"0{double['rest']}" if double and not bracketed else ""


def _zero_lost(match: re.Match[str]) -> str:
    """The number with the zero that it lacks; "" for one that lacks none."""
    cut = None if match["plus"] else _CUT.fullmatch(re.sub(r"\D", "", match["digits"]))
    # (84-24) 3943 2222 is how offices write it for callers abroad.
    if cut is None or (cut[0] != cut["rest"] and not match["digits"].isdigit()):
        return ""
    return f"0{cut['rest']}"


def _wanted(match: re.Match[str], shortest: int) -> str:
    """How many digits the number should have; "" where it has them, or where nobody knows."""
    digits = re.sub(r"\D", "", match["digits"])
    if match["plus"]:
        digits = "0" + digits.removeprefix("0")
    count = len(digits)
    if not shortest <= count <= _MOST:
        return ""
    if re.match(r"0[35789]", digits):
        return "" if count == _MOBILE else "10"
    if digits.startswith("02"):
        return "" if count == _LANDLINE else "11"
    if re.match(r"01[2689]", digits):
        return "10"
    if re.match(r"1[89]00", digits):
        return "" if count in {8, 10} else "8 / 10"
    return ""
