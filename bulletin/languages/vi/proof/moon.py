"""Days of both calendars that are named as one and are two: "rằm tháng Mười, tức 20/11/2026".

In: text. Out: slips that say which day of the moon a day is.
"""

import datetime as dt
import re
from collections.abc import Iterator

from bulletin.languages.lunar import lunar_day
from bulletin.languages.proof import Slip
from bulletin.reading.sought import holds

_MONTHS = (
    "giêng",
    "hai",
    "ba",
    "tư",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "chạp",
)
_NAMED_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MOON = (
    r"(?:(?P<full>rằm)|(?:mùng|mồng|ngày)\s+(?P<day>\d{1,2})|(?P<bare>\d{1,2}))"
    rf"(?:\s+tháng\s+(?:(?P<month>\d{{1,2}})|(?P<named>{_NAMED_MONTH})(?!\w))|(?P<tet>\s+Tết(?!\w)[^.,;!?()]{{0,30}})|/(?P<slash>\d{{1,2}}))"
    r"(?P<year>\s+năm\s+(?!nay|ngoái|trước|sau|tới)[^\W\d_]+\s+[^\W\d_]+)?(?P<called>\s*\(?(?:âm lịch|ÂL|AL)\)?)?"
)
_SUN = r"(?:thứ\s+\w+,?\s+|chủ nhật,?\s+)?(?:ngày\s+)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)(?!\d)"
_SAME = r"\s*(?:[,(]\s*)?(?:là|tức là|tức|nhằm|nhằm vào|rơi vào|trùng|trùng với|\()\s*(?:vào\s+)?"
_BOTH = (
    re.compile(rf"(?i)(?<![\w/.-]){_MOON}{_SAME}{_SUN}"),
    re.compile(rf"(?i)(?<![\w/.-]){_SUN}{_SAME}(?:ngày\s+)?{_MOON}"),
)
_PERHAPS = ("rằm", "mùng", "mồng", "âm lịch", "âl")
_FULL_MOON = 15
_SEVERAL = re.compile(r"(?:(?<!\d)\d{1,2}\s*(?:và|,|-|–)|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?\Z")
"""In front of the last of several days: "15 và 16 tháng Mười âm lịch, nhằm 23 và 24"."""
_SIGHT = 12


def contradicting(text: str) -> Iterator[Slip]:
    """Days that are said to be one of the moon's and are another."""
    for pattern in _BOTH if holds(text, _PERHAPS) else ():
        for match in pattern.finditer(text):
            meant, day = _of_moon(match), _of_sun(match)
            found = lunar_day(day) if day else None
            if _SEVERAL.search(text[max(0, match.start() - _SIGHT) : match.start()]):
                continue
            if meant and found and meant != (found.day, found.month):
                formula = f"{day:%d/%m/%Y} = {found.day}/{found.month} âm lịch"
                yield Slip(match.start(), match.end(), formula)


def _of_moon(match: re.Match[str]) -> tuple[int, int] | None:
    """The day and the month of the moon; None where they may be those of the sun."""
    surely = match["full"] or match["called"] or match["tet"] or match["year"]
    day = _FULL_MOON if match["full"] else int(match["day"] or match["bare"])
    if match["tet"]:
        return day, 1
    if match["named"]:
        return (day, _MONTHS.index(match["named"].lower()) + 1) if surely else None
    early = re.search(r"(?i)mùng|mồng", match[0])
    return (day, int(match["month"] or match["slash"])) if surely or early else None


def _of_sun(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
