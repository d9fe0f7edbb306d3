"""Dates: days, months and years in all the ways that offices write them.

In: a place at a number. Out: "ngày ... tháng ... năm ..." with each word said once, whether or
not it is written before. Spans and lists are claimed whole, so that their first part is not
mistaken for something else. Whether two bare numbers are a day is decided in `day_judges`.
"""

import re

from bulletin.languages.vi.calendar.day_judges import reads_as_day
from bulletin.languages.vi.calendar.day_pairs import DayPair, is_dated, is_led
from bulletin.languages.vi.calendar.days import (
    ENDED,
    MONTH,
    YEAR,
    counts_on,
    is_day_of_month,
    is_holiday,
    leads_to_day,
    names_feast,
    needs_announcing,
    says_day,
)
from bulletin.languages.vi.cardinals import cardinal, month_name, year
from bulletin.languages.vi.quantities import MOST_PARTS, measures
from bulletin.languages.vi.words import cased, follows, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule, saying

_D = r"(?:0?[1-9]|[12][0-9]|3[01])"
_DASH = r"\s?[-–—−÷]\s?"
_DATELIKE = re.compile(r"[0-9]{1,5}\s?[/.\-–—−÷]\s?[0-9]")
_FULL = re.compile(rf"({_D})(\s?[/.\-–]\s?)({MONTH})(\s?[/.\-–]\s?)({YEAR}){ENDED}")
_SHORT_YEAR = re.compile(rf"({_D})([/.-])({MONTH})\2([0-9]{{2}}){ENDED}")
_DAYS_OF_MONTH = re.compile(rf"({_D}){_DASH}({_D})([/.])({MONTH})(?:[/.-]({YEAR}))?{ENDED}")
_DAY_TO_DAY = re.compile(rf"({_D})/({MONTH})({_DASH})({_D})/({MONTH})(?:/({YEAR}))?{ENDED}")
_MONTHS_LISTED = re.compile(rf"((?:{MONTH},\s?){{1,11}}{MONTH})[/-]((?:19|20)[0-9]{{2}})(?![0-9])")
_LISTED_DAYS = re.compile(
    rf"(?:{_D}[,;]\s?){{1,30}}(?={_D}(?:(?:[/.-]|\s+tháng\s+){MONTH}(?![0-9])|\s(?:âm lịch|h[àằ]ng tháng|mỗi tháng)))"
)
_MONTHS_OF_YEAR = re.compile(rf"({MONTH}){_DASH}({MONTH})[/.]({YEAR}){ENDED}")
_MONTHS = re.compile(rf"({MONTH}){_DASH}({MONTH}){ENDED}")
_OF_YEAR = re.compile(rf"([0-9]{{1,5}})([/.-])({YEAR}){ENDED}")
_OF_YEAR_SPACED = re.compile(rf"({MONTH})(\s[/-]\s)({YEAR}){ENDED}")
_TWO_YEARS = re.compile(rf"({YEAR})/({YEAR}|[0-9]{{2}}){ENDED}")
_DAY_BEFORE_DATE = re.compile(
    rf"({_D})(?=\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?{_D}[/.-]{MONTH}(?![0-9]|\s?%))"
)
_NAMED_SCHOOL = re.compile(
    r"(?i)(?:trường|điểm trường)\s(?:(?:mn|mg|th|thcs|thpt|tp|mầm non|mẫu giáo|tiểu học|trung học(?: cơ sở| phổ thông)?|phổ thông)\s)+$"
)
_NAMED_VICTORY = cased(r"[Cc]hiến thắng(?:\s[\U][\l]+){1,4}\s\(?$")
_MOST_GOALS = 9
_EARLY_LUNAR = re.compile(rf"M([1-9]|10)[/-]({MONTH})(?=\s?\(?(?:ÂL|AL|âm lịch)(?![^\W_]))")
_EARLY_DAYS = re.compile(
    r"([1-9])\s?[-–]\s?([2-9]|10)(?![0-9]|\s?[-–/.,][0-9]|\s(?:âm|dương)\slịch)(?P<feast>\s(?:Tết|tết|tháng|th)(?![^\W_]))?"
)
_OPENING_OF_SCHOOLS = (5, 9)
_FIRST_YEAR, _HALF_A_THOUSAND, _WORDS_TO_SHARE = 1500, 500, 4
_MONTHS_SO_FAR = re.compile(rf"({MONTH})T(?:/?({YEAR}){ENDED}|(?=\s(?:đầu|cuối)\snăm(?![^\W_])))")
_SPACED = r"(?<![:hg][0-9])(?<![:hg][0-9]{2})\s[-–]\s(?![0-9]+(?:\s(?:giờ|phút)|[:hg]))"
_DAY = re.compile(rf"({_D})([/.-]|{_SPACED})({MONTH}){ENDED}(?!-[0-9])")
_QUARTER_BEFORE = re.compile(r"(?<![^\W_])(?:KP|TDP|KDC)\s$")  # "TBA KP 3-2"
_SCALED = re.compile(r"(?<![0-9/])1/[1-9][0-9]?000?(?:,|\s(?:và|hoặc))\s$")  # "1/500 và 1/2000"
_ONE_HOLIDAY = ((30, 4), (1, 5))  # the two holidays that are named in one breath
_LAST_SHORT_YEAR_OF_2000S, _MONTHS_A_YEAR = 40, 12


def _day(text: str) -> str:
    return cardinal(int(text))


def _announce(place: Place) -> str:
    return "ngày " if needs_announcing(place) else ""


_BORN = re.compile(r"s\.\s?(?=(?:19|20)[0-9]{2}(?![^\W_]|[.,/-][0-9]))")  # "anh Tám (s.1989)"


def dated(place: Place, day: str, month: str, in_year: str | None) -> str:
    """A day in words, with "ngày" where it is not written before."""
    said = f"{_announce(place)}{_day(day)} tháng {month_name(month)}"
    return f"{said} năm {year(in_year)}" if in_year else said


def _continues(place: Place) -> bool:
    """Whether the number is the rest of a longer figure ("12/3/45", "1.20.11")."""
    return place.preceding in {"/", "."} and place.text[place.start - 2 : place.start - 1].isdigit()


def full(place: Place, _: re.Match[str]) -> Claim | None:
    """15-10-2026, 2/9/1945, 20.11.2026, 05/7/26."""
    match = place.match(_FULL)
    if match:
        even = match[2].strip() == match[4].strip()
        if not is_day_of_month(int(match[1]), int(match[3])) or not (even or says_day(place)):
            return None
        return Claim(match.end(), dated(place, match[1], match[3], match[5]))
    match = place.match(_SHORT_YEAR)
    if match is None or not is_day_of_month(int(match[1]), int(match[3])):
        return None
    announced = says_day(place) or leads_to_day(place) or follows(place, "happened")
    tallied = near(place, "tallied", _WORDS_TO_SHARE) and not announced  # "KDA 5/2/11"
    if tallied or (not announced and (match[2] != "/" or measures(place.text, match.end()))):
        return None  # "phí 5/10/15 ngàn"
    century = "20" if int(match[4]) <= _LAST_SHORT_YEAR_OF_2000S else "19"
    return Claim(match.end(), dated(place, match[1], match[3], century + match[4]))


def days_of_month(place: Place, match: re.Match[str]) -> Claim | None:
    """20-25/11/2026, "từ 20 - 25/11"; and "từ 25-2/3" from the month before."""
    if not is_day_of_month(int(match[2]), int(match[4])):
        return None
    if int(match[1]) >= int(match[2]):
        return _from_month_before(place, match)
    announced = says_day(place) or leads_to_day(place)
    if not announced and (precedes(place, match.end(), "counted") or match[3] == "."):
        return None
    said = f"{_announce(place)}{_day(match[1])} đến {_day(match[2])} tháng {month_name(match[4])}"
    return Claim(match.end(), f"{said} năm {year(match[5])}" if match[5] else said)


def _from_month_before(place: Place, match: re.Match[str]) -> Claim | None:
    """The days of "từ 25-2/3": the first is of the month before, which nobody writes."""
    counts = measures(place.text, match.end()) or precedes(place, match.end(), "part_of")
    counts = (counts or precedes(place, match.end(), "counted")) and not match[5]
    led = says_day(place) or place.previous == "từ"
    if not led or counts or match[3] == "." or int(match[1]) == int(match[2]):
        return None
    last = dated(place, match[2], match[4], match[5]).removeprefix("ngày ")
    return Claim(match.end(), f"{_announce(place)}{_day(match[1])} đến ngày {last}")


def day_to_day(place: Place, match: re.Match[str]) -> Claim | None:
    """5/11 - 7/11/2026; the pair 30/4-1/5 is two days, not a span."""
    if precedes(place, match.end(), "counted"):
        return None
    first, last = (int(match[1]), int(match[2])), (int(match[4]), int(match[5]))
    if not (is_day_of_month(*first) and is_day_of_month(*last)):
        return None
    if not match[6] and _are_parts(place, (first, last), match.end()):
        return None
    begin = f"{_day(match[1])} tháng {month_name(match[2])}"
    end = f"{_day(match[4])} tháng {month_name(match[5])}"
    in_year = f" năm {year(match[6])}" if match[6] else ""
    if (first, last) == _ONE_HOLIDAY and not follows(place, "leads_to_day"):
        return Claim(match.end(), f"{begin}, {end}{in_year}")
    return Claim(match.end(), f"{_announce(place)}{begin} đến ngày {end}{in_year}")


def _are_parts(place: Place, ends: tuple[tuple[int, int], tuple[int, int]], end: int) -> bool:
    """Whether "1/3-1/2" are parts of a whole: they run back, or a share is told around them."""
    if not all(part < whole <= MOST_PARTS for part, whole in ends):
        return False
    if ends[0][0] == ends[1][0] == 1 and near(place, "chances", _WORDS_TO_SHARE):
        return True  # "tỷ lệ đực/cái 1/8-1/10"
    (day, month), (last_day, last_month) = ends
    back = (last_month, last_day) <= (month, day)
    shared = precedes(place, end, "part_of") or precedes(place, end, "portions")
    shared = shared and not is_dated(place, max(month, last_month), end)
    return back or shared or follows(place, "proportion")


def listed_days(place: Place, match: re.Match[str]) -> Claim | None:
    """The days before the last of "20,21,22/11" and "20, 21 tháng 11"."""
    if not (says_day(place) or _of_feast(place, match)):
        return None
    announced = _announce(place) if not says_day(place) else ""
    days = "".join(f"{_day(day)}, " for day in re.findall("[0-9]+", match[0]))
    last = None if says_day(place) else _DAY.match(place.text, match.end())
    if last is None:
        return Claim(match.end(), days)
    return Claim(last.end(), f"{announced}{days}{_day(last[1])} tháng {month_name(last[3])}")


def _of_feast(place: Place, match: re.Match[str]) -> bool:
    """Whether the days of a feast are listed: "nghỉ lễ 2,3,4/9", "dịp 1, 2/9"."""
    last = _DAY.match(place.text, match.end())
    if last is None or last[2].strip() != "/" or not follows(place, "feast"):
        return False
    days = [int(day) for day in re.findall("[0-9]+", match[0])] + [int(last[1])]
    return days == list(range(days[0], days[0] + len(days))) and is_day_of_month(
        days[-1], int(last[3])
    )


def listed_months(place: Place, match: re.Match[str]) -> Claim | None:
    """The months or quarters of "tháng 1,2,3/2027" and "quý 1,2/2027", with their year."""
    if not (place.previous == "tháng" or follows(place, "quarters")):
        return None
    name = month_name if place.previous == "tháng" else _day
    said = ", ".join(name(number) for number in re.findall("[0-9]+", match[1]))
    return Claim(match.end(), f"{said} năm {year(match[2])}")


def months(place: Place, _: re.Match[str]) -> Claim | None:
    """1-6/2026 and "tháng 3-5": months from one to the other."""
    announced = place.previous == "tháng"
    match = place.match(_MONTHS_OF_YEAR)
    if match and follows(place, "quarters"):
        return Claim(match.end(), f"{_day(match[1])} đến {_day(match[2])} năm {year(match[3])}")
    if match and place.previous not in {"ngày", "số"} and int(match[1]) < int(match[2]):
        said = f"{month_name(match[1])} đến tháng {month_name(match[2])} năm {year(match[3])}"
        return Claim(match.end(), said if announced else f"tháng {said}")
    match = place.match(_MONTHS)
    if match and announced:
        return Claim(match.end(), f"{month_name(match[1])} đến tháng {month_name(match[2])}")
    return None


def of_year(place: Place, _: re.Match[str]) -> Claim | None:
    """11/2026 is a month; "đợt 2/2026" and "Nghị định 168/2024" number something of a year."""
    match = place.match(_OF_YEAR)
    if match is None and place.previous == "tháng":
        match = place.match(_OF_YEAR_SPACED)
    if match is None or not _is_of_year(place, match):
        return None
    return Claim(match.end(), f"{_numbered(place, match)} năm {year(match[3])}")


def _is_of_year(place: Place, match: re.Match[str]) -> bool:
    """Whether the second number is a year and not a total, a scale or the end of a span."""
    spans = match[2].strip() == "-" and len(match[1]) == len(match[3])
    round_scale = int(match[3]) % _HALF_A_THOUSAND == 0 and near(place, "drawn", _WORDS_TO_SHARE)
    drawn = any(follows(place, one) for one in ("scale", "drawn")) or round_scale
    scale = int(match[1]) == 1 and (drawn or _SCALED.search(place.before) is not None)
    long_ago = int(match[3]) < _FIRST_YEAR and place.previous != "tháng"
    even = int(match[3]) % _HALF_A_THOUSAND == 0 and near(place, "chances", _WORDS_TO_SHARE)
    share = match[2] == "/" and (long_ago or even)
    return not (spans or scale or share or precedes(place, match.end(), "counted"))


def _numbered(place: Place, match: re.Match[str]) -> str:
    """What the first number is: a month, or the number of something."""
    number = int(match[1])
    is_month = 1 <= number <= _MONTHS_A_YEAR
    if place.previous == "tháng" and is_month:
        return month_name(match[1])
    if follows(place, "of_year"):
        zero = "không " if match[1].startswith("0") and not follows(place, "of_period") else ""
        return f"{zero}{cardinal(number)}"
    led = not place.previous or any(follows(place, one) for one in ("leads_to_day", "happened"))
    if is_month and (match[2].strip() != "-" or led):
        return f"tháng {month_name(match[1])}"
    return cardinal(number)


def two_years(_: Place, match: re.Match[str]) -> Claim | None:
    """Niên vụ 2025/2026, mùa giải 2025/26."""
    last = match[2] if len(match[2]) == len(match[1]) else match[1][:2] + match[2]
    if int(last) != int(match[1]) + 1:
        return None
    return Claim(match.end(), f"{year(match[1])} đến {year(last)}")


def day_before_date(place: Place, match: re.Match[str]) -> Claim | None:
    """The first day of "từ 25 đến 27/11"."""
    if not follows(place, "leads_to_day"):
        return None
    return Claim(match.end(), f"ngày {_day(match[1])}")


def months_so_far(_: Place, match: re.Match[str]) -> Claim | None:
    """6T/2026, 9T đầu năm: the first six months, or nine."""
    of_year = f" năm {year(match[2])}" if match[2] else ""
    return Claim(match.end(), f"{cardinal(int(match[1]))} tháng{of_year}")


def _is_no_day(place: Place, match: re.Match[str]) -> bool:
    """Whether letters are tied to the first number, KP3-2, or a game is drawn: "1/2-1/2"."""
    tied = place.preceding.isalpha() and place.preceding.isupper()
    named = match[2] == "-" and (tied or _QUARTER_BEFORE.search(place.before) is not None)
    return named or place.text.startswith(f"-{match[0]}", match.end())


def day(place: Place, match: re.Match[str]) -> Claim | None:
    """20/11, and 15.10 or 15-10 where a day is announced."""
    if _continues(place) or _is_no_day(place, match):
        return None
    number, month, sign = int(match[1]), int(match[3]), match[2].strip().replace("–", "-")
    led = number > _MONTHS_A_YEAR and names_feast(place, number, month)
    led = led or says_day(place) or leads_to_day(place) or is_led(place)
    if match[2] != match[2].strip() and (not led or counts_on(place, number, month, match.end())):
        return None  # "Ấp 5 - 3 hộ nghèo"
    padded = sign == "." and match[1].startswith("0") and is_day_of_month(number, month)
    if not padded and not reads_as_day(DayPair(place, number, month, sign, match.end())):
        return None
    if (sign == "-" or place.previous == "olympic") and names_feast(place, number, month):
        return Claim(match.end(), f"{_day(match[1])} tháng {month_name(match[3])}")
    return Claim(match.end(), dated(place, match[1], match[3], None))


def named(place: Place, match: re.Match[str]) -> Claim | None:
    """Trường MN 17/3, chiến thắng Ấp Bắc 2-1: a day in a name; a guess where it may be none."""
    pair = (int(match[1]), int(match[3]))
    school = _NAMED_SCHOOL.search(place.before)
    if not (school or _NAMED_VICTORY.search(place.before)) or not is_day_of_month(*pair):
        return None
    say = f"{_day(match[1])} tháng {month_name(match[3])}"
    sure = is_holiday(*pair) and pair != _OPENING_OF_SCHOOLS
    other = f"ngày {say}" if school else f"{_day(match[1])} {_day(match[3])}"
    sure = (
        sure if school else sum(pair) > _MOST_GOALS or near(place, "names_feast", _WORDS_TO_SHARE)
    )
    return Claim(match.end(), say, senses=() if sure else (say, other))


def early_days(place: Place, match: re.Match[str]) -> Claim | None:
    """Mùng 1-3 Tết: days from one to the other; before a month of the moon a guess."""
    if place.previous not in {"mùng", "mồng"} or int(match[1]) >= int(match[2]):
        return None
    said = f"{_day(match[1])} đến mùng {_day(match[2])}"
    if match["feast"]:
        return Claim(match.end(2), said)
    return Claim(
        match.end(2), said, senses=(said, f"{_day(match[1])} tháng {month_name(match[2])}")
    )


def early_lunar(_: Place, match: re.Match[str]) -> Claim | None:
    """M8/10 ÂL: one of the first ten days of a month of the moon."""
    return Claim(match.end(), f"mùng {_day(match[1])} tháng {month_name(match[2])}")


FIRST_RULES = (
    Rule("number", named, _DAY, then=" -./"),
    Rule("number", early_days, _EARLY_DAYS, then=" -–"),
    Rule("word", early_lunar, _EARLY_LUNAR, opens="M", then="123456789"),
)
RULES = (
    Rule("word", saying("sinh năm "), _BORN, opens="s", then="."),
    Rule("number", listed_days, _LISTED_DAYS, then=",;"),
    Rule("number", full, _DATELIKE, then=" -./÷–—−"),
    Rule("number", days_of_month, _DAYS_OF_MONTH, then=" -÷–—−"),
    Rule("number", day_to_day, _DAY_TO_DAY, then="/"),
    Rule("number", listed_months, _MONTHS_LISTED, then=","),
    Rule("number", months, _DATELIKE, then=" -./÷–—−"),
    Rule("number", two_years, _TWO_YEARS, opens="12", then="/"),
    Rule("number", of_year, _DATELIKE, then=" -./÷–—−"),
    Rule("number", day_before_date, _DAY_BEFORE_DATE, then=" "),
    Rule("number", months_so_far, _MONTHS_SO_FAR, then="T"),
    Rule("number", day, _DAY, then=" -./"),
)
