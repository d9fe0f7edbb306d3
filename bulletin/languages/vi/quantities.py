"""Units and currencies: what stands after a number, or between two slashes.

In: a place at a word or a sign. Out: the unit's name. A short unit needs a number before it
("5 m"), a long one only has to stand alone ("mỗi km"); the numbers themselves are read in
`numbers`.
"""

import re
from functools import cache

from bulletin.languages.vi.cardinals import NUMBER, cardinal, in_words
from bulletin.languages.vi.words import (
    PACKAGE,
    follows,
    near,
    nearest,
    role,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_NOT_GOING_ON = r"(?![^\W_]|[²³^])"
_AFTER_NUMBER = re.compile(r"[0-9½¼¾⅓⅔]\s?$")
_ATTACHED = re.compile(r"[0-9]$")
_AFTER_SLASH = re.compile(r"[^\W_²³]?[²³%]?\s?/\s?$")
_COMRADES = re.compile(r"[đĐ][/.](?:[cC]|chí)(?![^\W_])")  # "45 đ/c" is no money
_DONG_PER = re.compile(r"[đĐ]/([^\W\d_]+[23²³]?)(?![^\W_])")
_MILLION_AND = re.compile(r"(?:tr|Tr|triệu|tỷ|tỉ)([0-9])(?![0-9\w])")
_THOUSANDS = re.compile(r"[kK]" + _NOT_GOING_ON)
_SMALL_K = re.compile(r"(?<![0-9.,])[0-9]$")
_AMOUNT = re.compile(
    rf"(?P<sign>(?:US|A)?\$|[€£¥₫₩฿])\s?(?P<amount>"
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+\.[0-9]{{1,2}}(?![0-9])|{NUMBER})"
)
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_YEARS = re.compile(r"t(?![^\W_])")
_WORDS_TO_AGE = 8
_WORDS_TO_QUANTITY = 9
_HUNDREDS = re.compile(r"[kK]([1-9])(?![0-9\w])")
_TONNES = re.compile(r"T(?![^\W_])")
_DECIMALS = re.compile(r"[0-9],[0-9]{1,2}$")
_DOLLARS = re.compile(r"(?:US|A)\$")
_DEGREE = re.compile(r"(?:[°º˚]\s?|℃|℉)(?P<scale>[CFKNESW](?![^\W_]))?")
_POLES = {"N": "vĩ bắc", "S": "vĩ nam", "E": "kinh đông", "W": "kinh tây"}
_TIED_ONLY = frozenset(("d", "Đ", "J", "L", "in", "CV", "MP", "TB", "ct", "KB"))
_MAGNITUDE = re.compile(r"\s*(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?![^\W\d_])")


@cache
def _pattern(group: str) -> re.Pattern[str]:
    source = table(PACKAGE, "currencies" if group in {"words", "money"} else "units")
    entries = source["after_number" if group == "money" else group]
    keys = entries.split() if isinstance(entries, str) else list(entries)
    longest_first = sorted(keys, key=lambda key: (-len(key), key))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){_NOT_GOING_ON}")


@cache
def names() -> dict[str, str]:
    """Every unit and currency by its written form."""
    units, money = table(PACKAGE, "units"), table(PACKAGE, "currencies")
    return {**units["after_number"], **units["attached"], **money["words"], **money["after_number"]}


_FOLLOWING = re.compile(r"\s?([%‰°º₫$€]|[^\W\d_]+[23²³]?)")


def measures(text: str, end: int) -> bool:
    """Whether what follows a number is a unit, a currency, a percent sign or a magnitude."""
    if _MAGNITUDE.match(text, end):
        return True
    match = _FOLLOWING.match(text, end)
    if match is None:
        return False
    return match[1] in "%‰°º₫$€" or match[1] in names() or match[1] in role("measured")


_SOFT_END = re.compile(  # after these "giờ", "điểm" or "người" is a unit and no other word's start
    r"\s*(?:$|[,.;:()/–-]|(?:đến|tới|lên|xuống|trở|so|và|hoặc|trong|cho|là|thì|với|mỗi|một|của|trên"
    r"|dưới|ở|tại|để|sau|C|Richter|Celsius)(?![^\W_]))"
)
_SOFT_UNIT = re.compile(
    r"\s(?:người|hộ|em|con|giờ|độ|điểm|đồng|công|lần|buổi|tuần|tháng|ngày|năm|sao|tuổi|tấn|tạ|viên|ly|ký|kí"
    r"|chén|bát)(?![^\W_])"
)
_HARD_UNIT = re.compile(
    r"\s?(?:lít|yến|tấc|mét|sào|phút|giây|héc[- ]?ta|hecta|hải lý|inch|phần (?:nghìn|triệu)|cốc|thìa|muỗng"
    r"|gam|gram|ki-?lô|cây số)(?![^\W_])"
)
_ON_TO_NUMBER = re.compile(
    r"\s*(?:đến|tới|lên|xuống|còn|thành|[-–÷])\s*(?:trên\s|dưới\s|gần\s|hơn\s)?"
    r"[0-9]+(?:[.,][0-9]+)?(?![0-9]|[.,/-][0-9])"
)


def weighs(text: str, end: int) -> bool:
    """Whether a small number that ends here has a unit of its own, or shares a span's.

    Stricter than `measures`: "từ 1.7 đồng loạt" and "20.11 công an" have no unit.
    """
    if _has_unit(text, end):
        return True
    span = _ON_TO_NUMBER.match(text, end)
    return span is not None and _has_unit(text, span.end())


def _has_unit(text: str, end: int) -> bool:
    if _MAGNITUDE.match(text, end) or _HARD_UNIT.match(text, end):
        return True
    soft = _SOFT_UNIT.match(text, end)
    if soft:
        return _SOFT_END.match(text, soft.end()) is not None
    match = _FOLLOWING.match(text, end)
    if match is None:
        return False
    spaced = match[0] != match[1]
    return match[1] in "%‰°º₫$€" or (
        match[1] in names() and match[1] != "đồng" and not (spaced and match[1] in _TIED_ONLY)
    )


def governed_by(place: Place) -> str | None:
    """What the clause says of the number here: "quantity" (pH, tỷ lệ, độ mặn) or "calendar"."""
    return nearest(place, ("calendar", "quantity"), _WORDS_TO_QUANTITY)


def currency(place: Place) -> Claim | None:
    """USD, VNĐ; "đ" before "/kg"."""
    match = place.match(_pattern("words"))
    if match:
        return Claim(match.end(), names()[match[0]])
    per = place.match(_DONG_PER)
    if per and per[1] in names() and not place.preceding.isalnum():
        return Claim(place.end, "đồng")
    return None


def unit(place: Place) -> Claim | None:
    """A unit or money after a number, and a unit that is one wherever it stands."""
    counted = _AFTER_NUMBER.search(place.before) and not place.match(_COMRADES)
    claim = _after_number(place) if counted else None
    if claim:
        return claim
    known = place.match(_pattern("anywhere"))
    return Claim(known.end(), names()[known[0]]) if known else None


def divisor(place: Place) -> Claim | None:
    """A unit after a stroke: the h of km/h."""
    if place.preceding != "/":
        return None
    match = place.match(_pattern("after_number"))
    if match and _AFTER_SLASH.search(place.before):
        return Claim(match.end(), names()[match[0]])
    return Claim(place.end, "giây") if place.written == "s" else None


def counted_out(place: Place) -> Claim | None:
    """After a number in words: "hàng trăm ha", "5 triệu đ"; "ha ha" is laughter."""
    match = place.match(_pattern("after_number_word"))
    worded = follows(place, "magnitude") or follows(place, "some")
    if match and worded and place.preceding.isspace():
        laughs = place.after(match.end()).lstrip().startswith("ha")
        return None if laughs else Claim(match.end(), names()[match[0]])
    money = place.match(_pattern("money"))
    if money and follows(place, "magnitude"):
        return Claim(money.end(), names()[money[0]])
    return None


def _after_number(place: Place) -> Claim | None:
    attached = _ATTACHED.search(place.before) is not None
    claim = _attached(place) if attached else None
    if claim:
        return claim
    for group in ("money", "after_number"):
        match = place.match(_pattern(group))
        if match and (attached or match[0] not in _TIED_ONLY):
            return Claim(match.end(), names()[match[0]])
    return None


def _attached(place: Place) -> Claim | None:
    """1tr5, 35k, 30s: what needs its number without a space."""
    match = place.match(_MILLION_AND)
    if match:
        name = "tỷ" if place.written.startswith("t") and "r" not in match[0] else "triệu"
        return Claim(match.end(), f"{name} {cardinal(int(match[1]))}")
    match = place.match(_THOUSANDS)
    if match and not (match[0] == "K" and _SMALL_K.search(place.before)):
        return Claim(match.end(), "nghìn")
    years = place.match(_YEARS)
    if years and near(place, "aged", _WORDS_TO_AGE):
        return Claim(years.end(), "tuổi")
    hundreds = place.match(_HUNDREDS)
    if hundreds:
        return Claim(hundreds.end(), f"nghìn {cardinal(int(hundreds[1]))} trăm")
    tonnes = place.match(_TONNES)
    if tonnes and _DECIMALS.search(place.before):
        return Claim(tonnes.end(), "tấn")
    match = place.match(_pattern("attached"))
    return Claim(match.end(), names()[match[0]]) if match else None


def amount(place: Place) -> Claim | None:
    """$5,000; €20; 5$ has its number read before."""
    match = place.match(_AMOUNT)
    signs: dict[str, str] = table(PACKAGE, "currencies")["signs"]
    if match:
        written = match["amount"]
        number = in_words(_vietnamese(written))
        magnitude = _MAGNITUDE.match(place.text, match.end())
        if magnitude:
            said = f"{number} {magnitude[0].strip()} {signs[match['sign']]}"
            return Claim(magnitude.end(), said)
        return Claim(match.end(), f"{number} {signs[match['sign']]}")
    if place.written in signs and _AFTER_NUMBER.search(place.before):
        return Claim(place.end, signs[place.written])
    if place.written in signs and follows(place, "magnitude"):
        return Claim(place.end, signs[place.written])
    return None


_DECIMAL = re.compile(r"[0-9]+\.[0-9]{1,2}")


def _vietnamese(written: str) -> str:
    """An amount with its points and commas as they are in Vietnam."""
    if _ENGLISH_THOUSANDS.fullmatch(written):
        return written.replace(",", ".")
    return written.replace(".", ",") if _DECIMAL.fullmatch(written) else written


def dollars(place: Place) -> Claim | None:
    """US$ before or after its amount."""
    claim = amount(place)
    if claim:
        return claim
    match = place.match(_DOLLARS)
    if match and _AFTER_NUMBER.search(place.before):
        return Claim(match.end(), "đô la")
    return None


def degree(place: Place) -> Claim | None:
    """°C, ºC, °, ℃."""
    match = place.match(_DEGREE)
    if match is None:
        return None
    scale = {"℃": "C", "℉": "F"}.get(place.written, match["scale"] or "")
    return Claim(match.end(), f"độ {_POLES.get(scale, scale)}".strip())


RULES = (
    Rule("word", dollars),
    Rule("word", currency),
    Rule("word", unit),
    Rule("word", divisor),
    Rule("word", counted_out),
    Rule("sign", amount),
    Rule("sign", degree),
)
