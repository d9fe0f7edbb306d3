"""Signs: & % ≥ > + = ~ § № and the bullets and ticks that are only for the eye.

In: a place at a sign. Out: its word, where it means one; nothing for an ornament; no claim for
punctuation, which the engine needs for its intonation.
"""

import re

from bulletin.languages.vi.cardinals import in_words
from bulletin.languages.vi.words import PACKAGE, PHRASE_END, follows, is_syllable, near
from bulletin.reading.scanner import Claim, Place, Rule, saying
from bulletin.reading.tables import table

_RESULT = re.compile(r"\((?P<sign>\+{1,4}|[-–−])\)")
_TESTED = 8  # words before a result
_NUMBER_AFTER = re.compile(r".\s?\(?(?:[-−]?[0-9$€]|(?:BĐ\s?|c)[0-9I])")
_SECONDS = re.compile(r"['’′]\s?[0-9]{1,2}(?:[.,][0-9]+)?$")
_OF_BLOOD = re.compile(rf"[+–-](?=\s?\(|\s[0-9]+\s?(?:ĐV|đv|đơn vị|túi|bịch|người)|{PHRASE_END})")
_RECKONED = re.compile(
    r"([0-9]{1,6})\s?([:−–-])\s?([0-9]{1,6})(?=\s?=\s?(?:([0-9]{1,6}(?:,[0-9]{1,3})?)(?![0-9]|[.,][0-9])|[0-9?x…]))"
)
_NEAR = 0.01
# "1.200+ lượt", and no "8.0+"
_AND_MORE = re.compile(
    r"([1-9][0-9]{0,2}(?:\.[0-9]{3})*(?<=0)|[1-9][0-9]*0)\+(?=\s[^\W\d_\u0041-\u005A])"
)
_ABOUT_BEFORE = re.compile(r"(?:hơn|trên|quá|gần|khoảng|chừng|ngót|tầm|cỡ)\s$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?<![^\W_])(?=[a-z]*[A-Z])([A-Za-z]+)\s$")
_GROUP_BEFORE = re.compile(r"(?<![^\W_])(?:AB|[ABO]|Rh)$")
_KEYS = {"*": "sao", "#": "thăng"}
_STARS = re.compile(r"\*(?![*\w])")
_COUNT_OF_STARS = re.compile(
    r"(?<![^\W_])(?:ocop|khách sạn|KS|resort|sao)(?![^\W_]).*(?<![0-9])[1-7]$",
    re.IGNORECASE | re.DOTALL,
)
_SPACED = re.compile(r".(?=\s)")
_OR_EQUAL = re.compile(r"(>=|=>|<=)(?=\s?[0-9])")
_PER_MILLE = re.compile(r"%o(?![^\W_])|%0(?![0-9])")
_MINUTES = re.compile(
    r"(?:''|[’′']{1,2}|″)(?![^\W_])|['’′]\s?(?=(?:HC|RF|RH|GP|DC|OT|FR|HQ)(?![^\W_]))|['’′](?=[NSEWBĐT](?![^\W_]))|['’′](?=[0-9]{1,2}(?:['’′″\"]|$)|\s?[x×]\s?[0-9])"
)
_MINUTE_TOLD = re.compile(
    r"(?<![^\W_0-9])phút\s(?:thứ\s)?[0-9]{1,3}(?:\+[0-9]{1,2})?$", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(r"[0-9]$")
_ADDED = re.compile(r"\+\s?[^\W\d_]{2}")
_MORE = re.compile(r"\+(?![0-9])")
_UP_OR_DOWN = re.compile(r"\+\s?/\s?[-–−](?!\s?[0-9])")  # the head of a column
_MORE_OR_LESS = re.compile(r"\+\s?/\s?[-–−](?=\s?[0-9])")
_MARKED = re.compile(
    r"(?:(?<=[Tt]ăng )|(?<=[Tt]ăng))\(\+\)|(?:(?<=[Gg]iảm )|(?<=[Gg]iảm))\([-–−]\)"
)
_FILLED_LINE = re.compile(r"[._…-]{5,}")
_LINE_START = re.compile(r"(?:^|\n)\s*$")
_POINT_BEFORE = re.compile(r"[;:.]\s$")
_BULLET = re.compile(r"[-–—+*](?:\s+|(?=[^\W\d_]))")
_HASHTAG = re.compile(r"#(?=[^\W\d_])")
_INCHES = 6  # words from a screen or a pipe to its size
_TIME_BEFORE = re.compile(r"[0-9]{1,2}[hg:][0-9]{0,2}['’]?\s*$")
_TYPED_ARROW = re.compile(r"(?:={1,2}>|-{1,2}>)(?!\s?[0-9])")
_ARROW_TO_NUMBER = re.compile(r"-{1,2}>(?=\s?[0-9])")
_ARROWS = frozenset("→⇒➔➜")


def _signs(group: str) -> dict[str, str]:
    entries: dict[str, str] = table(PACKAGE, "symbols")[group]
    return entries


def filled_line(_: Place, match: re.Match[str]) -> Claim | None:
    """A line of dots is to be filled in."""
    return Claim(match.end(), ",")


def bullet(place: Place, match: re.Match[str]) -> Claim | None:
    """A dash, plus or star that opens a line is a bullet."""
    if match[0] == "+ " and _POINT_BEFORE.search(place.before):
        return Claim(match.end(), "")  # "+ Ưu điểm: ...; + Hạn chế: ..."
    if not _LINE_START.search(place.before) or place.start > len(place.before):
        return None
    return Claim(match.end(), "")


def closing(place: Place) -> Claim | None:
    """./. closes an official text; one full stop is enough to hear."""
    return (
        Claim(place.start + len("./."), ".") if place.text.startswith("./.", place.start) else None
    )


def comparison(_: Place, match: re.Match[str]) -> Claim | None:
    """>= and <= typed with two keys."""
    return Claim(match.end(), "nhỏ hơn hoặc bằng" if "<" in match[0] else "lớn hơn hoặc bằng")


def minutes(place: Place, match: re.Match[str]) -> Claim | None:
    """90' and 30'': minutes and seconds after a number."""
    if not _AFTER_NUMBER.search(place.before):
        return None
    if len(match[0]) == 1 and near(place, "in_feet", _INCHES):
        return Claim(match.end(), " feet")
    if _MINUTE_TOLD.search(place.before) and len(match[0]) == 1:
        return Claim(match.end(), "")  # "phút 78'" has been said
    return Claim(match.end(), "giây" if match[0] in {"''", "″", "’’", "′′"} else "phút")


def seconds(place: Place) -> Claim | None:
    """10°57'30": the last sign of a latitude; "đèn xanh 30"", "màn hình 24"" by their company."""
    if place.written not in {'"', "”"} or not _AFTER_NUMBER.search(place.before):
        return None
    if place.written == "”" and place.before.count("“") > place.before.count("”"):
        return None  # it closes a quotation
    if _SECONDS.search(place.before):
        return Claim(place.end, "giây")
    if place.written == '"' and place.before.count('"') % 2:
        return None
    if near(place, "in_inches", _INCHES):
        return Claim(place.end, "inh")
    return Claim(place.end, "giây") if near(place, "timed", _INCHES) else None


def result(place: Place, match: re.Match[str]) -> Claim | None:
    """Test nhanh (+), Rh(-): positive or negative, where something is tested."""
    sign = "dương" if "+" in match["sign"] else "âm"
    if place.previous == "rh":
        return Claim(match.end(), f" {sign}")
    told = place.previous == "ca" or near(place, "tested", _TESTED)  # "3 ca (+)"
    return Claim(match.end(), f" {sign} tính") if told else None


def blood_group(place: Place, match: re.Match[str]) -> Claim | None:
    """O+, B-: positive or negative, behind the letters of a group where blood is told."""
    group = _GROUP_BEFORE.search(place.before)
    if not group or not near(place, "blood", _TESTED):
        return None
    return Claim(match.end(), " dương" if match[0] == "+" else " âm")


def key(place: Place) -> Claim | None:
    """Phím *, bấm #: the keys of a telephone."""
    if place.written not in _KEYS or not follows(place, "key"):
        return None
    return Claim(place.end, _KEYS[place.written])


def stars(place: Place) -> Claim | None:
    """OCOP 3*, khách sạn 4*: the stars of a product or a hotel."""
    counted = _STARS.match(place.text, place.start) and _COUNT_OF_STARS.search(place.before)
    return Claim(place.end, "sao") if counted else None


def diameter(place: Place) -> Claim | None:
    """Ø90, Φ60: the diameter of a pipe or a rod."""
    return Claim(place.end, "phi") if place.written in {"Ø", "ø", "Φ", "φ"} else None


def named(place: Place) -> Claim | None:
    """A sign that is a word wherever it stands."""
    said = _signs("said").get(place.written)
    return Claim(place.end, said) if said else None


def relation(place: Place) -> Claim | None:
    """A sign before a number or between two things: > 60, ~500, a + b, 60+."""
    written, numbered = place.written, _AFTER_NUMBER.search(place.before.rstrip())
    between = _signs("between").get(written)
    before_number = _signs("before_number").get(written)
    if before_number and _NUMBER_AFTER.match(place.text, place.start):
        if place.previous == before_number:
            return Claim(place.end, "")  # "giảm ↓6%"
        return Claim(place.end, between if between and numbered else before_number)
    arrow = written in _ARROWS
    ends = numbered or _TIME_BEFORE.search(place.before)
    if arrow and ends and _NUMBER_AFTER.match(place.text, place.start):
        return Claim(place.end, "đến")
    apart = place.preceding.isspace() and _SPACED.match(place.text, place.start)
    if between and (arrow or apart):
        return Claim(place.end, between)
    if place.match(_MORE) and _AFTER_NUMBER.search(place.before):
        return Claim(place.end, "cộng")
    return None


def added(place: Place, _: re.Match[str]) -> Claim | None:
    """(+VAT 8%): what comes on top, in brackets."""
    return Claim(place.end, "cộng ") if place.preceding == "(" else None


def arrow_to_number(place: Place, match: re.Match[str]) -> Claim | None:
    """10->15, typed with two keys: from one number to the other."""
    ends = _AFTER_NUMBER.search(place.before.rstrip()) or _TIME_BEFORE.search(place.before)
    return Claim(match.end(), " đến " if ends else ", ")


def reckoned(place: Place, match: re.Match[str]) -> Claim | None:
    """8 : 2 = 4, 10-3=7: as arithmetic writes it."""
    if place.before[-1:] in {"/", ".", ","}:
        return None
    sign = "chia" if match[2] == ":" else "trừ"
    if match[2] == ":" and match[4] and not _is_quotient(*match.group(1, 3, 4)):
        return None  # "7:30 = 7 giờ 30 phút"
    return Claim(match.end(), f"{in_words(match[1])} {sign} {in_words(match[3])}")


def _is_quotient(whole: str, by: str, quotient: str) -> bool:
    return abs(int(whole) - float(quotient.replace(",", ".")) * int(by)) <= _NEAR * int(whole)


def and_more(place: Place, match: re.Match[str]) -> Claim | None:
    """100+ hộ: more than so many; Android 10+ and SPF 50+ are names."""
    if place.preceding.isalnum() or place.preceding in set("-./,+"):
        return None
    name = _NAME_BEFORE.search(place.before)
    if name and not is_syllable(name[1]):
        return None
    about = "" if _ABOUT_BEFORE.search(place.before) else "hơn "
    return Claim(match.end(), f"{about}{in_words(match[1])}")


def ornament(place: Place) -> Claim | None:
    """Bullets, ticks and the like: silent."""
    return Claim(place.end, "") if place.written in str(_signs("silent")) else None


RULES = (
    # %o, as a keyboard without ‰ writes it
    Rule("sign", saying("phần nghìn"), _PER_MILLE, opens="%"),
    # => and -> on the way from one thing to the next
    Rule("sign", saying(","), _TYPED_ARROW, opens="=-"),
    Rule("sign", arrow_to_number, _ARROW_TO_NUMBER, opens="-"),
    Rule("sign", saying("tăng giảm"), _UP_OR_DOWN, opens="+"),
    Rule("sign", saying("cộng trừ"), _MORE_OR_LESS, opens="+"),
    Rule("sign", saying(""), _MARKED, opens="("),
    Rule("sign", added, _ADDED, opens="+"),
    Rule("sign", comparison, _OR_EQUAL, opens="<>="),
    Rule("sign", minutes, _MINUTES, opens="'’′″"),
    Rule("sign", seconds, opens='"”'),
    Rule("sign", key, opens="".join(_KEYS)),
    Rule("sign", stars, opens="*"),
    Rule("sign", named, opens="".join(_signs("said"))),
    Rule("sign", saying(""), _HASHTAG, opens="#"),  # #TanPhuoc
    Rule("sign", relation, opens="".join({**_signs("between"), **_signs("before_number")}) + "+"),
    Rule("sign", ornament, opens=str(_signs("silent"))),
    Rule("word", diameter, opens="ØøΦφ"),
)
FIRST_RULES = (
    Rule("sign", result, _RESULT, opens="("),
    Rule("sign", blood_group, _OF_BLOOD, opens="+-–"),
    Rule("sign", filled_line, _FILLED_LINE, opens="._…-", then="._…-"),
    Rule("sign", bullet, _BULLET, opens="-–—+*"),
    Rule("sign", closing, opens=".", then="/"),
    Rule("number", reckoned, _RECKONED, then=" :−–-"),
    Rule("number", and_more, _AND_MORE, then="+."),
)
