"""Times of day and durations: 7h15, 13g30, 07:30, 7h30', 24/7.

In: a place at a number. Out: "bảy giờ mười lăm"; minutes under ten keep the word "phút", so that
"7h05" is not heard as "seven five".
"""

import re

from bulletin.languages.vi.cardinals import cardinal, digits
from bulletin.languages.vi.quantities import governed_by
from bulletin.languages.vi.words import PHRASE_END, follows, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_HOUR_LETTER = re.compile(
    r"([01]?[0-9]|2[0-4])(?:\s?[hHgG]\s?(?=[0-9]{2})|h)([0-5]?[0-9])(?:\s?(?:['’′]|ph|p|m)(?![^\W_]))?(?![0-9\w]|/[0-9])(?:(?<![hHgG]\s[0-9]{2})|(?![.,-][0-9]))"
)
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9]|:[0-9]|\.[0-9])")
_DOTTED_CLOCK = re.compile(
    r"([01]?[0-9]|2[0-4])\.([0-5][0-9])(?:\s?[hg](?![^\W_]))?(?![0-9]|\.[0-9]|\s?[-–/][0-9])"
)
_DAYTIME = re.compile(r"\s(?:sáng|trưa|chiều|tối|đêm|khuya)(?![^\W_])")
_LONG = re.compile(
    r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,3}))?(?![0-9]|:[0-9]|[.,][0-9])"
)
_SHORT = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?:[.,]([0-9]{1,3}))?(?![0-9]|:[0-9])")
_SHORT_OR_LONG = re.compile(r"[0-9]{1,3}:[0-5][0-9]")
_GOES_ON = re.compile(r"[0-9]:$")  # the rest of "1:02:35", and not of "nam:2:05"
_UNIT_AFTER = re.compile(r"\s*(?:phút|giây)(?![^\W_])")
_OF_PLAY = re.compile(
    r"\s(?:của|trong)\s(?:\w+\s)?(?:video|clip|trận|hiệp|băng|bản|phim|bài|đoạn)(?![^\W_])"
)
_RACED = re.compile(r"với thời gian (?:là )?$")
_DISTANCE_BEFORE = re.compile(r"[0-9]\s?(?:m|km|mét)[\s:][^.;]{0,24}$")
_EVENT_BEFORE = re.compile(  # "nữ 3km 12:05", "5.000m nam: Y Bel 17:08"
    r"(?:(?:nam|nữ)\s[0-9.]+\s?k?m|[0-9]\s?k?m\s(?:nam|nữ))(?:[\s:(]+|[\s:(]+[^,;.:0-9]{1,20}\s\(?)$"
)
_SPAN_AFTER = re.compile(r"\s?[-–]\s?[0-9]|\s(?:sáng|chiều|tối|ngày|tại)(?![^\W_])")
_LAST_HOUR = 24
_HIGHEST_SCORE = 30
_ROUND_THE_CLOCK = re.compile(r"24/(7|24)(?![0-9]|[/.][0-9])(?:\s?[hHg]\b)?")
_MINUTE_WORD = re.compile(r"\s*phút")
_HOUR_G = re.compile(r"([01]?[0-9]|2[0-4])\s?g(?![^\W_])")
_PART_OF_DAY = re.compile(
    r"\s*(?:sáng|trưa|chiều|tối|đêm|khuya|ngày|kém|rưỡi|hôm|cùng|[-–]\s?[0-9]+\s?g"
    r"|(?:là\s)?(?:v[àô]o? (?:học|ca|lớp|làm|lễ|tiết)|bắt đầu|có mặt|tập trung|khai mạc|xuất phát)(?![^\W_]))"
)
_TO_GRAMS = re.compile(r"\s(?:đến|tới)\s[0-9]{1,2}\s?g")
_OF_A_DAY = re.compile(
    r"(?:\s(?:đến|tới)\s[0-9]{1,2}\s?g)?\s*(?:/|mỗi|một|trong)\s?(?:ngày|lần|liều|kg|bữa)(?![^\W_])"
)
_FROM_HOUR = re.compile(r"[0-9]\s?g(?:[0-5][0-9])?(?:\s(?:sáng|trưa|chiều|tối))?\s?[-–]\s?$")
_HALF_DAY = re.compile(
    r"(0?[1-9]|1[0-2])(?:[:hg.]([0-5][0-9])|\s?[hg])?\s?(?:(?P<am>AM|am|A\.M\.|a\.m\.|(?<=:[0-5][0-9] )SA)|PM|pm|P\.M\.|p\.m\.|(?<=:[0-5][0-9] )CH)(?![^\W_]|\s?pe)"
)
_MINUTES_AND = re.compile(
    r"([0-9]{1,2})\s?(?:p|ph|['’′])\s?([0-5]?[0-9])\s?(?:s|giây|\"|”|''|″)(?![^\W_])"
)
_MINUTES_TIED = re.compile(r"([0-9]{1,3})['’′]([0-5][0-9])(?![^\W_]|['’′\"”″+]|[.,][0-9])")
_WEEKS_AND_DAYS = re.compile(r"([1-4]?[0-9])\s?[tTwW]\s?([0-6])\s?[nNdD](?![^\W_])")
_DAYS_AND_NIGHTS = re.compile(r"([1-9][0-9]?)\s?N\s?[-–]?\s?([1-9][0-9]?)\s?Đ(?![^\W_])")
_SECONDS = re.compile(r"([0-9]{1,2})(?:[\"”″]|''|’’|′′)([0-9]{1,2})(?![0-9\w])")
_RACE = re.compile(
    r"([0-9]{1,2})\s?[hH]\s?([0-5]?[0-9])(?:\s?[:'’′p]\s?)([0-5][0-9])(?:\s?[\"”″s])?(?![0-9\w]|[.:/-][0-9])"
)
_NOON = 12
_BEGINNINGS = (1, 6, 10)  # of afternoon, evening and night, hours after noon
_CLOSES = re.compile(rf"{PHRASE_END}|\s*(?:đến|họp|về|mới)(?![^\W_])")
_FIRST_LONG_MINUTE = 10
_SCORE_WORDS = 6
_RATIO_BEFORE = re.compile(  # "tỷ lệ 1:2,5 và 1:50"
    r"(?:tỷ lệ|tỉ lệ|hệ số)\s(?:[0-9]{1,3}:[0-9]{1,6}(?:,[0-9]{1,2})?(?:,|;|\svà|\shoặc|\sđến)\s)+$",
    re.IGNORECASE,
)
_RATIO_WORDS = 4
_PLAYED_WORDS = 4
_RECORD_WORDS = 7
_WORDS_TO_WORK = 4
_LEADING = frozenset({"lúc", "vào", "hồi", "từ", "đến", "trước", "sau", "khoảng"})
_WORDS_TO_DOSE = 8
_ENDING = frozenset({"đến", "tới"})
_OF_ANYTHING = frozenset({"từ", "đến", "khoảng"})  # hours, and grams
_WORDS_TO_PART_OF_DAY = 3
_AT_HOURS = frozenset({"họp", "trực", "thi", "lễ"})
_AT_WORK = frozenset({"làm", "học", "việc", "mở", "đóng", "họp"})


def _time(place: Place, end: int, hour: str, minute: str) -> str:
    said = f"{cardinal(int(hour))} giờ"
    minutes = int(minute)
    if minutes == 0:
        return said
    short = minutes >= _FIRST_LONG_MINUTE or _MINUTE_WORD.match(place.text, end)
    return f"{said} {cardinal(minutes)}" if short else f"{said} {cardinal(minutes)} phút"


def hour_letter(place: Place, match: re.Match[str]) -> Claim | None:
    """7h15, 13h30, 7g30, 7H30, 7h30'."""
    if len(match[2]) == 1 and not follows(place, "clock"):
        return None  # "lúc 6h5"
    return Claim(match.end(), _time(place, match.end(), match[1], match[2]))


def days_and_nights(_: Place, match: re.Match[str]) -> Claim | None:
    """2N1Đ: how long a journey is."""
    return Claim(match.end(), f"{cardinal(int(match[1]))} ngày {cardinal(int(match[2]))} đêm")


def duration(place: Place, _: re.Match[str]) -> Claim | None:
    """24:39:36 of a race, 27:45 of a match, "video dài 03:13", a swimmer's 1:02.35."""
    if _GOES_ON.search(place.before) or near(place, "ratio", _RATIO_WORDS):
        return None
    match = place.match(_LONG)
    if match:
        hours, minutes, seconds = (cardinal(int(part)) for part in match.groups()[:3])
        said = f"{hours} giờ {minutes} phút {seconds} giây"
        if _is_clock(place, match):
            return Claim(match.end(), _time(place, match.end(), match[1], match[2]))
        fraction = match["fraction"]
        return Claim(match.end(), f"{said} {_fraction(fraction)}" if fraction else said)
    match = place.match(_SHORT)
    if match is None or not _lasts(place, match):
        return None
    if near(place, "set_score", _SCORE_WORDS) and int(match[1]) <= _HIGHEST_SCORE:
        return None
    return Claim(_beyond_unit(place, match), _lasting(place, match))


def _is_clock(place: Place, match: re.Match[str]) -> bool:
    """Whether "07:00:00" is an hour, as machines write one: full minutes, and no race."""
    full = match[3] == "00" and not match["fraction"] and int(match[1]) <= _LAST_HOUR
    lasts = follows(place, "lasting") or near(place, "recorded", _RECORD_WORDS)
    return full and not (lasts or near(place, "raced", _RECORD_WORDS))


def _lasts(place: Place, match: re.Match[str]) -> bool:
    """Whether "12:30" are minutes and seconds: too many hours, or a length told around them."""
    if int(match[1]) > _LAST_HOUR or match[3] or _OF_PLAY.match(place.text, match.end()):
        return True
    if _UNIT_AFTER.match(place.text, match.end()):
        return True
    told = follows(place, "lasting") or near(place, "played", _PLAYED_WORDS)
    told = told or near(place, "recorded", _RECORD_WORDS) or _RACED.search(place.before) is not None
    told = told or _ends_race(place, match.end())
    return told and not follows(place, "clock")


def _ends_race(place: Place, end: int) -> bool:
    """Whether a distance has been raced over: "bơi 1.500m nam: 15:28", unless one starts then."""
    starts = precedes(place, end, "opens_at") or _SPAN_AFTER.match(place.text, end) is not None
    raced = _DISTANCE_BEFORE.search(place.clause) and near(place, "raced", _RECORD_WORDS)
    return bool(raced or _EVENT_BEFORE.search(place.clause)) and not starts


def _lasting(place: Place, match: re.Match[str]) -> str:
    """Minutes and seconds; "phút 27:45" has its minutes announced."""
    minutes, seconds = cardinal(int(match[1])), cardinal(int(match[2]))
    said = "" if int(match[1]) == 0 else minutes + ("," if place.previous == "phút" else " phút")
    if match[3]:
        return f"{said} {seconds} giây {_fraction(match[3])}".strip()
    return f"{said} {seconds} giây".strip() if int(match[2]) else said


def _fraction(written: str) -> str:
    return digits(written) if written.startswith("0") else cardinal(int(written))


def _beyond_unit(place: Place, match: re.Match[str]) -> int:
    """Where a duration ends, with the unit that is written behind it and said inside it."""
    unit = _UNIT_AFTER.match(place.text, match.end())
    return unit.end() if unit else match.end()


def clock(place: Place, match: re.Match[str]) -> Claim | None:
    """07:30, where no score is told."""
    if _GOES_ON.search(place.before):
        return None
    played = near(place, "set_score", _SCORE_WORDS) and not follows(place, "clock")
    if played or near(place, "ratio", _RATIO_WORDS) or _RATIO_BEFORE.search(place.before):
        return None
    return Claim(match.end(), _time(place, match.end(), match[1], match[2]))


def dotted_clock(place: Place, match: re.Match[str]) -> Claim | None:
    """Lúc 19.45, "7.30 sáng": an hour with a dot, where one is told beside it."""
    if not tells_hour(place, match.end()):
        return None
    return Claim(match.end(), _time(place, match.end(), match[1], match[2]))


def tells_hour(place: Place, end: int) -> bool:
    """Whether the word before or behind a number says that it is an hour."""
    return follows(place, "hour") or _DAYTIME.match(place.text, end) is not None


def round_the_clock(_: Place, match: re.Match[str]) -> Claim | None:
    """24/7 and 24/24, unless a day of July is announced."""
    hours = " giờ" if match[0].endswith(("h", "g")) else ""
    said = f"{cardinal(24)} trên {cardinal(int(match[1]))}{hours}"
    return Claim(match.end(), said)


def hour_g(place: Place, match: re.Match[str]) -> Claim | None:
    """The southern "7g" for seven o'clock, told from seven grams by its neighbours."""
    spans = place.previous in _ENDING or _TO_GRAMS.match(place.text, match.end())
    if spans and _OF_A_DAY.match(place.text, match.end()) and not _at_hours(place):
        return _grams_or_hours(place, match)
    leads = place.previous in _LEADING and not _weighs_so(place)
    led = leads or _FROM_HOUR.search(place.before) or _lasts_to(place)
    alone = _led_by_day(place) and _CLOSES.match(place.text, match.end())
    if not (led or alone or _PART_OF_DAY.match(place.text, match.end())):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} giờ")


def _grams_or_hours(place: Place, match: re.Match[str]) -> Claim:
    """What "đến 3g mỗi ngày" is: grams of what is taken, hours of what goes on, else a guess."""
    number = cardinal(int(match[1]))
    grams, hours = f"{number} gam", f"{number} giờ"
    taken = near(place, "doses", _WORDS_TO_DOSE) or _weighs_so(place)
    return Claim(match.end(), grams if taken else hours, senses=() if taken else (hours, grams))


def _at_hours(place: Place) -> bool:
    """Whether something goes on that begins and ends at hours: "họp từ 2g đến 3g"."""
    opened = near(place, "opens_at", _WORDS_TO_DOSE) or near(place, "kept_on", _WORDS_TO_DOSE)
    worked = not _AT_WORK.isdisjoint(place.words[-_WORDS_TO_DOSE:])
    return opened or worked or near(place, "part_of_day", _WORDS_TO_DOSE)


def _weighs_so(place: Place) -> bool:
    """Whether grams are led to: "nặng từ 5g đến 10g", "bón khoảng 5g"."""
    if place.previous not in _OF_ANYTHING:
        return False
    doses = place.previous == "khoảng" and near(place, "doses", _WORDS_TO_WORK)
    return doses or governed_by(place) == "quantity" or near(place, "weighed", _WORDS_TO_WORK)


def _lasts_to(place: Place) -> bool:
    """Whether work goes on to an hour: "làm tới 11g", and not "nặng tới 11g"."""
    if place.previous != "tới" or governed_by(place) == "quantity":
        return False
    opened = near(place, "opens_at", _WORDS_TO_WORK) or near(place, "kept_on", _WORDS_TO_WORK)
    return opened or not _AT_WORK.isdisjoint(place.words[-_WORDS_TO_WORK:])


def _led_by_day(place: Place) -> bool:
    """Whether what a day is made of leads here: "chiều 13g", "đóng cửa 17g"."""
    if follows(place, "part_of_day") or follows(place, "opens_at"):
        return True
    if place.previous in _AT_HOURS or (
        place.previous == "cách" and near(place, "doses", _WORDS_TO_DOSE)
    ):
        return True  # "họp 14g", "uống 1 viên, cách 8g"
    return place.previous in _AT_WORK and near(place, "part_of_day", _WORDS_TO_PART_OF_DAY)


def weeks_and_days(_: Place, match: re.Match[str]) -> Claim | None:
    """38t5n: how far a woman is with child."""
    return Claim(match.end(), f"{cardinal(int(match[1]))} tuần {cardinal(int(match[2]))} ngày")


def seconds(_: Place, match: re.Match[str]) -> Claim | None:
    """11"82, 28''4: a runner's time."""
    return Claim(match.end(), f"{cardinal(int(match[1]))} giây {_fraction(match[2])}")


def half_day(place: Place, match: re.Match[str]) -> Claim | None:
    """8:00 AM and 5 pm, by the part of the day that a person names."""
    hour = int(match[1]) % _NOON
    said = _time(place, match.end(), match[1], match[2] or "00")
    if match["am"]:
        return Claim(match.end(), f"{said} {'đêm' if hour == 0 else 'sáng'}")
    parts = ("trưa", "chiều", "tối", "đêm")
    passed = sum(hour >= begins for begins in _BEGINNINGS)
    return Claim(match.end(), f"{said} {parts[passed]}")


def minutes_and(_: Place, match: re.Match[str]) -> Claim | None:
    """2p30s, 3ph05s: minutes and seconds."""
    minutes, seconds = (cardinal(int(part)) for part in match.groups())
    return Claim(match.end(), f"{minutes} phút {seconds} giây")


def minutes_tied(place: Place, match: re.Match[str]) -> Claim | None:
    """12'30 and 4'35: minutes and seconds without the last sign."""
    if place.preceding in {".", ",", "'", "’"}:
        return None
    minutes, seconds = cardinal(int(match[1])), cardinal(int(match[2]))
    return Claim(match.end(), f"{minutes} phút {seconds} giây")


def raced(_: Place, match: re.Match[str]) -> Claim | None:
    """1h23:45 and 2h05'37": hours, minutes and seconds of a race."""
    hours, minutes, seconds = (cardinal(int(part)) for part in match.groups())
    return Claim(match.end(), f"{hours} giờ {minutes} phút {seconds} giây")


RULES = (
    Rule("number", raced, _RACE, then=" Hh"),
    Rule("number", seconds, _SECONDS, then="\"'’”′″"),
    Rule("number", weeks_and_days, _WEEKS_AND_DAYS, then=" TtWw"),
    Rule("number", days_and_nights, _DAYS_AND_NIGHTS, then=" N"),
    Rule("number", half_day, _HALF_DAY, then=" .:AaCghPpS"),
    Rule("number", minutes_and, _MINUTES_AND, then=" '’′p"),
    Rule("number", minutes_tied, _MINUTES_TIED, then="'’′"),
    Rule("number", hour_letter, _HOUR_LETTER, then=" GgHh"),
    Rule("number", duration, _SHORT_OR_LONG, then=":"),
    Rule("number", clock, _CLOCK, then=":"),
    Rule("number", dotted_clock, _DOTTED_CLOCK, then="."),
    Rule("number", round_the_clock, _ROUND_THE_CLOCK, opens="2", then="/"),
    Rule("number", hour_g, _HOUR_G, then=" g"),
)
