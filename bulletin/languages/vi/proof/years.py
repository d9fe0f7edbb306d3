"""Years and days of one phrase that contradict each other.

In: text, and the issue's year. Out: slips that say how they reckon: ages beside years of birth,
anniversaries, papers whose number is of another year than their day, months of a quarter.
"""

import re
from collections.abc import Iterator

from bulletin.languages.proof import Slip
from bulletin.reading.sought import Begun, Sought

_BORN = Sought(
    r"(?i)(?<!\w)(?P<open>\()?sinh(?:\s+năm)?:?\s+(?P<year>(?:19|20)\d\d)(?:\s*[,–-]\s*|\s+)"
    r"(?P<now>(?:hiện nay|hiện|năm nay|nay)\s+(?:đã\s+)?)?(?P<age>\d{1,3})\s+tuổi(?!\s+(?:đảng|đoàn|quân|nghề)(?!\w))(?P<close>\s*\))?"
    r"|(?<!\w)(?:(?P<now_b>năm nay|hiện nay|nay)\s+(?:đã\s+)?)?(?P<age_b>\d{1,3})\s+tuổi\s*\(\s*sinh(?:\s+năm)?:?\s+(?P<year_b>(?:19|20)\d\d)\s*\)",
    "sinh",
)
_DEAD = re.compile(
    r"(?i)(?<!\w)(?:thọ|mất|qua đời|từ trần|hy sinh|hi sinh|khi ấy|lúc ấy|hồi đó|khi đó)(?!\w)"
)
_THEN = re.compile(r"(?i)(?<!\w)năm (?:19|20)\d\d")
_SLACK = 1
"""Years by which an age may differ: it is counted from the birthday, or from the year of birth on."""
_JUBILEE = Begun(
    r"(?i)(?<!\w)k[ỷỉ]\s+niệm\s+(?:lần\s+thứ\s+)?(?P<count>\d{1,3})\s+năm(?!\w)(?:(?!giai đoạn|nhiệm kỳ|tổng kết)[^.;!?()]){0,120}"
    r"\(\s*(?:ngày\s+)?(?:\d{1,2}[/.-]){0,2}(?P<first>1[0-9]\d\d|20\d\d)\s*[-–—]\s*(?:\d{1,2}[/.-]){0,2}(?P<last>20\d\d)\s*\)",
    "kỷ",
    "kỉ",
)
_PAPER = Sought(
    r"(?<!\w)(?:số:?\s+)?\d{1,5}[a-z]?/(?P<year>(?:19|20)\d\d)/[A-ZĐ]{1,6}\d{0,2}(?:-[A-ZĐ0-9]{1,8}){0,3}"
    r"(?P<comma>,)?\s+(?:được\s+)?(?:ban hành\s+|ký\s+)?ngày\s+\d{1,2}"
    r"(?:[/.-]\d{1,2}[/.-](?P<signed>(?:19|20)\d\d)|\s+tháng\s+\d{1,2}\s+năm\s+(?P<signed_w>(?:19|20)\d\d))(?!\d)",
    "/19",
    "/20",
)
_ISSUED_BY = re.compile(r"\s+của(?!\w)")
"""Behind the day of a paper; behind a comma alone, a day may be that of what is told next."""
_QUARTER = Begun(
    r"(?i)(?<!\w)quý\s+(?P<quarter>IV|I{1,3}|[1-4])\s*\(\s*(?:từ\s+)?tháng\s+(?P<first>\d{1,2})\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:tháng\s+)?(?P<last>\d{1,2})\s*\)",
    "quý",
)
_TWICE = Sought(
    r"(?i)(?<!\w)(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>(?:19|20)\d\d)\s*\(\s*(?:tức\s+)?(?:ngày\s+)?"
    r"(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>(?:19|20)\d\d)\s*\)",
    "(",
)
"""A day in words, and again in figures."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS = 3
_DAY, _AGAIN = ("d", "m", "y"), ("d2", "m2", "y2")
_NEAR = 60


def contradicting(text: str, year: int) -> Iterator[Slip]:
    """Ages, anniversaries, papers and quarters that do not fit their years and months."""
    yield from _ages(text, year)
    for match in _JUBILEE.finditer(text):
        made = int(match["last"]) - int(match["first"])
        if made != int(match["count"]):
            formula = f"{match['last']} − {match['first']} = {made}"
            yield Slip(match.start(), match.end(), formula)
    for match in _PAPER.finditer(text):
        signed = match["signed"] or match["signed_w"]
        comma = match["comma"] and not _ISSUED_BY.match(text, match.end())
        if signed != match["year"] and not comma:
            yield Slip(match.start(), match.end(), f"{match['year']} ≠ {signed}")
    for match in _TWICE.finditer(text):
        one, two = (tuple(map(int, match.group(*names))) for names in (_DAY, _AGAIN))
        if one != two:
            yield Slip(
                match.start(), match.end(), " ≠ ".join("/".join(map(str, d)) for d in (one, two))
            )
    for match in _QUARTER.finditer(text):
        named = match["quarter"].lower()
        last = _MONTHS * (_QUARTERS.get(named) or int(named))
        if (int(match["first"]), int(match["last"])) != (last - _MONTHS + 1, last):
            yield Slip(
                match.start(), match.end(), f"quý {match['quarter']}: {last - _MONTHS + 1}–{last}"
            )


def _ages(text: str, year: int) -> Iterator[Slip]:
    """Ages of today beside the year of birth; those of another time are none."""
    for match in _BORN.finditer(text):
        born = int(match["year"] or match["year_b"])
        age = int(match["age"] or match["age_b"])
        today = match["now"] or match["now_b"] or (match["open"] and match["close"])
        before = re.split("[.;!?]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
        after = re.split("[.;!?]", text[match.end() : match.end() + _NEAR])[0]
        if not (today or match["year_b"]) or _THEN.search(before) or _DEAD.search(before + after):
            continue
        if abs(year - born - age) > _SLACK:
            yield Slip(match.start(), match.end(), f"{year} − {born} = {year - born}")
