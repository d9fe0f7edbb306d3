"""Numbers that no other family has claimed: cardinals, decimals, ordinals, names of things.

In: a place at a number. Out: its words. What stands before tells whether the number counts
("05 hộ": năm), orders ("thứ 4": tư) or names ("Đề án 06": không sáu; "mã số 0104": digits).
"""

import re

from bulletin.languages.vi.cardinals import (
    LONGEST_CARDINAL,
    NUMBER,
    cardinal,
    counted,
    decimals,
    digits,
    in_words,
    ordinal,
)
from bulletin.languages.vi.identifiers.papers import names_paper
from bulletin.languages.vi.quantities import governed_by, measures, names
from bulletin.languages.vi.words import (
    cased,
    follows,
    near,
    old_placing,
    precedes,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.sought import Sought

_NUMBER = re.compile(NUMBER)
_WHOLE = re.compile(r"[0-9]+(?![0-9]|[.,][0-9])")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,6}(?![0-9])(?:,[0-9]+)?")
_SPLIT_MEASURE = re.compile(
    r"([0-9]{1,3})(m|kg|km|l|ha|cm|dm|t)([0-9]{1,3})(?:(?![^\W_])|(?=[xX][0-9]))"
)
_LENGTH_AFTER = re.compile(r"\s?[xX×]\s?[0-9]{1,3}(?:[.,][0-9])?\s?(?:cm|mm|m)(?![^\W\d_])")
_LENGTH_BEFORE = re.compile(r"(?<![^\W_])[0-9]{1,3}(?:cm|mm|m[0-9]{1,2})\s?[xX×]\s?$")
_WORDS_TO_PRICE = 2
_WORDS_TO_CHILD = 5
_TALL_WORDS = frozenset({"cao", "sâu", "dày"})
_TALL_SPAN = re.compile(  # "cao từ 80cm - 1m2"
    r"(?:cao|sâu|dày)\s(?:từ\s)?[0-9]{1,3}(?:[.,][0-9])?\s?(?:cm|m[0-9]?|mét)?\s?(?:đến|tới|[-–])\s?$"
)
_NAMED_BEFORE = cased(r"[\U][\l]+ $")
_TWO_GROUPS = 2
_GROUP = 3  # figures
_LONGEST_TAIL = 3  # digits behind a dot that are said as a number: "10.9804" is a longitude
_DOTTED = re.compile(r"([0-9]+)\.([0-9]+)(?![0-9]|\.[0-9])")
_PAPER_AFTER = re.compile(
    r",?\s(?:của\s)?(?:khoản|mục|điều|chương|phụ lục|nghị quyết|nghị định|kết luận|chỉ thị|thông tư|kế hoạch|công văn|hướng dẫn|quy định)(?![^\W_])",
    re.IGNORECASE,
)
_DECADE = re.compile(r"((?:1[89]|20)[0-9]0)s(?![^\W_])")
_LIKE_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-4])\.(?:00|15|30|45)")  # "ca sáng 6.00-14.00"
_SECTION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}(?![0-9])")
_COMMA_THOUSANDS = re.compile(r"([1-9][0-9]{0,2}),([0-9]{3})(?![0-9]|,[0-9])")
_SMALL_MONEY = re.compile(  # nobody writes thousandths of a đồng, nor of a dollar but for fuel
    r"(?!\s?(?:USD|đô la)/(?:thùng|barrel)(?![^\W_]))(?:\s?[-–]\s?[0-9]{1,3},[0-9]{3})?\s*(?:(?:đồng|đ|VNĐ|VND)(?![^\W_])|\$(?!/)"
    r"|(?:USD|EUR|NDT|JPY|KRW|THB|TWD|đô la|baht|bath|yên|won)(?![^\W_]|/(?:lít|l|kWh|gallon|kg|m3|EUR|USD)))"
)
_A_TONNE = re.compile(r"\s?(?:USD|đô la)/tấn(?![^\W_])")
_GROUPED_NAME = re.compile(
    r"(?:(?:0|(?<=ngạch\s)|(?<=ngạch:\s))[0-9]{1,2}(?:\.[0-9]{3})+|[0-9]{4,}\.[0-9]{4,})(?![^\W_]|[.,/-][0-9])"
)
_NAMED_BY_FIGURES = frozenset({"số", "mã", "sổ", "vé", "ngạch", "hiệu"})
_SWISS = re.compile(
    r"(?P<number>[1-9][0-9]{0,2}(?:['’][0-9]{3})+)(?![0-9]|['’\"″])(?P<dong>\s?đ(?![^\W_]))?"
)
_APOSTROPHE = re.compile(r"([0-9]{1,3})['’]([0-9])(?![0-9'’\"″”])(?=\s?(?:%|[^\W\d_]))")
_ROUND_MONEY = re.compile(
    r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),00(?=\s?(?:đồng|đ|VNĐ|VND|vnđ)(?![^\W_]))"
)
_MIXED_GROUPS = re.compile(
    r"[1-9][0-9]{0,2},[0-9]{3}(?:\.[0-9]{3})+(?=\s?(?:đồng|đ|VNĐ|VND|vnđ)(?![^\W_]))"
)
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]{1,2}(?![0-9]|[.,][0-9])")
_COUNTABLE = re.compile(
    r"\s*(?:người|hộ|em|học sinh|đại biểu|cây|con|lượt|suất|phần|bản|đồng|VNĐ|VND|USD|đ)(?![^\W_])"
)
_WORD_RIGHT_BEFORE = re.compile(r"[^\W\d_]\s$")
_LINE_AND_NUMBER = re.compile(r"(?<![0-9./-])[1-9][0-9]-$")  # "xe buýt 61-06"
_LONG_NAME = 7  # digits from which an ungrouped number without a unit is a name
_SHORT_NAME = 5  # the same behind a word for a paper: "mã xã 26734"
_FINENESS = re.compile(r"999[.,]?9(?![^\W_]|[.,][0-9]|\s?(?:đ|đồng|kg|con|người|hộ|cây)(?![^\W_]))")
_WORDS_TO_METAL = 3
_ORDINAL_BEFORE = Sought(r"(?i)(?<![^\W_])thứ\s[0-9]{1,3}\s?[-–]\s?$", "thứ")
_ORDERED = frozenset({("tháng", 4), ("hạng", 1)})


def split_measure(place: Place, match: re.Match[str]) -> Claim | None:
    """1m75, 2kg5, 3kg200, and "cao 1m2": a measure with its tenths behind the unit."""
    whole, unit, rest = match.groups()
    tall = len(whole) == 1 and (_is_tall(place) or _in_dimensions(place, match.end()))
    if unit in {"m", "km"} and rest in {"2", "3"} and not tall:
        return None
    if unit in {"cm", "dm"} and rest in {"2", "3"} and place.previous not in _TALL_WORDS:
        return None
    number, tenths = cardinal(int(whole)), _tenths(rest)
    if unit == "t" and near(place, "asked_price", _WORDS_TO_PRICE):
        senses = tuple(f"{number} {one} {tenths}" for one in ("tỷ", "triệu", "tấn"))
        return Claim(match.end(), senses[0], senses=senses)
    return Claim(match.end(), f"{number} {names()[unit]} {tenths}")


def _is_tall(place: Place) -> bool:
    """Whether a height or a depth is told right before, or begins a span that ends here."""
    if place.previous in _TALL_WORDS or _TALL_SPAN.search(place.before):
        return True
    return near(place, "measured_tall", _WORDS_TO_CHILD)


def _in_dimensions(place: Place, end: int) -> bool:
    """Whether a length stands on the other side of an x: "1m6x2m2", "1m2 x 60cm"."""
    after = _LENGTH_AFTER.match(place.text, end)
    return after is not None or _LENGTH_BEFORE.search(place.before) is not None


def _tenths(rest: str) -> str:
    return digits(rest) if rest.startswith("0") else cardinal(int(rest))


def section(_: Place, match: re.Match[str]) -> Claim | None:
    """Mục 2.1.3, phiên bản 10.0.2, số 1900.201.005.678; not 1.234.567."""
    if _NUMBER.fullmatch(match[0]):
        return None
    parts = match[0].split(".")
    if min(map(len, parts)) >= _GROUP:  # an account, and no section
        return Claim(match.end(), ", ".join(map(digits, parts)))
    return Claim(match.end(), " chấm ".join(map(_named, parts)))


def dotted(place: Place, match: re.Match[str]) -> Claim | None:
    """3.5: a decimal before a unit, else a version or a section."""
    if _NUMBER.fullmatch(match[0]):
        return None
    figure = (
        measures(place.text, match.end())
        or follows(place, "tells")
        or governed_by(place) == "quantity"
    )
    if figure and not (follows(place, "version") or _is_point_of_law(place, match.end())):
        return Claim(match.end(), f"{counted(match[1])} phẩy {decimals(match[2])}")
    tail = digits(match[2]) if len(match[2]) > _LONGEST_TAIL else _named(match[2])
    said = f"{counted(match[1])} chấm {tail}"
    if _LIKE_HOUR.fullmatch(match[0]) is None or _names_section(place):
        return Claim(match.end(), said)
    hour, minutes = int(match[1]), int(match[2])
    spoken = f"{cardinal(hour)} giờ {cardinal(minutes) if minutes else ''}".strip()
    return Claim(match.end(), said, senses=(said, spoken))


def _is_point_of_law(place: Place, end: int) -> bool:
    """Whether "điểm 2.1 khoản 2" numbers a point of a paper."""
    return place.previous == "điểm" and _PAPER_AFTER.match(place.text, end) is not None


def _names_section(place: Place) -> bool:
    """Whether a word before says that a number with a dot is a section's or a lot's."""
    return any(follows(place, one) for one in ("version", "numbered", "lettered", "lot", "listed"))


def spaced(place: Place, match: re.Match[str]) -> Claim | None:
    """1 000 000, "250 000 con" and "12 500 đồng", grouped by plain spaces."""
    groups = match[0].count(" ")
    certain = groups >= _TWO_GROUPS or match[0].endswith(" 000")
    if not certain and not measures(place.text, match.end()):
        return None
    whole = in_words(match[0].replace(" ", "."))
    if certain or not (_NAMED_BEFORE.search(place.before) or follows(place, "listed")):
        return Claim(match.end(), whole)
    two = ", ".join(map(in_words, match[0].split(" ")))
    return Claim(match.end(), two, senses=(two, whole))  # "trạm Tân Hiệp 3 250 kVA"


def comma_thousands(place: Place, match: re.Match[str]) -> Claim | None:
    """1,500 người: thousands in the English manner, told by round hundreds of whole things."""
    end = match.end()
    fraction = len(match[1]) == _TWO_GROUPS + 1 and match[2] != "000"
    if fraction and _A_TONNE.match(place.text, end):
        return None  # "312,468 USD/tấn": what is traded by the tonne costs no such thousands
    round_things = match[2].endswith("00") and _COUNTABLE.match(place.text, end)
    if not round_things and not _SMALL_MONEY.match(place.text, end):
        return None
    return Claim(end, cardinal(int(match[1] + match[2])))


def english(_: Place, match: re.Match[str]) -> Claim | None:
    """1,299.99: commas and then a point are the English manner, whatever is counted."""
    return Claim(match.end(), in_words(match[0].replace(",", "").replace(".", ",")))


def mixed_groups(_: Place, match: re.Match[str]) -> Claim | None:
    """44,962.000 đ: a comma typed for the first dot of a sum."""
    return Claim(match.end(), counted(re.sub("[.,]", "", match[0])))


def round_money(_: Place, match: re.Match[str]) -> Claim | None:
    """1.250.000,00 VNĐ: hundredths that nobody has, and nobody says."""
    return Claim(match.end(), in_words(match[1]))


def fineness(place: Place, match: re.Match[str]) -> Claim | None:
    """Vàng 9999, vàng 999.9: gold that is pure but for a ten-thousandth."""
    told = near(place, "precious", _WORDS_TO_METAL)
    return Claim(match.end(), "bốn số chín") if told else None


def decade(_: Place, match: re.Match[str]) -> Claim | None:
    """Thập niên 1990s: the years, with the letter of English."""
    return Claim(match.end(), in_words(match[1]))


def ordered(place: Place, match: re.Match[str]) -> Claim | None:
    """Thứ 4, tháng 4, hạng 1: numbers that order."""
    if len(match[0]) > LONGEST_CARDINAL:
        return None
    before, value = old_placing(place.previous), int(match[0])
    if _ORDINAL_BEFORE.search(place.before):
        return Claim(match.end(), ordinal(value))
    if not place.preceding.isspace():
        return None
    if before == "thứ":
        return Claim(match.end(), ordinal(value))
    if (before, value) in _ORDERED:
        return Claim(match.end(), ordinal(value))
    return None


def apostrophe(place: Place, match: re.Match[str]) -> Claim | None:
    """2'5 tỷ: an apostrophe where a keyboard has the comma, before what is measured."""
    if not measures(place.text, match.end()):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} phẩy {decimals(match[2])}")


def grouped_name(place: Place, match: re.Match[str]) -> Claim | None:
    """Số 045.217, sổ số 79123.45678: groups of figures that count nothing."""
    if place.previous not in _NAMED_BY_FIGURES:
        return None
    return Claim(match.end(), digits(match[0].replace(".", "")))


def swiss(_: Place, match: re.Match[str]) -> Claim | None:
    """1'250'000: groups as spreadsheets set for Switzerland write them."""
    said = in_words(re.sub("['’]", "", match["number"]))
    return Claim(match.end(), f"{said} đồng" if match["dong"] else said)


def named(place: Place, match: re.Match[str]) -> Claim | None:
    """06, 007, 7912345678: a nought before, or too long to count anything."""
    written, end = match[0], match.end()
    if len(written) > 1 and written[0] == "0":
        return Claim(end, _with_nought(place, written))
    if len(written) < _SHORT_NAME:
        return None
    lettered = place.text[end : end + 1].isupper() and not measures(place.text, end)  # "lô 240715B"
    longest = _SHORT_NAME if lettered or names_paper(place) else _LONG_NAME
    if len(written) >= longest and not _counts(place, written, end):
        return Claim(end, digits(written))
    return None


def number(_: Place, match: re.Match[str]) -> Claim | None:
    """Any other number."""
    return Claim(match.end(), in_words(match[0]))


def _with_nought(place: Place, written: str) -> str:
    """What "05" says: "05 hộ" is five; "Đề án 06" keeps its nought, "007" is read digit by digit."""
    if len(written) > _TWO_GROUPS or written == "00":
        return digits(written)
    tied = _LINE_AND_NUMBER.search(place.before) is not None
    names_it = tied or (
        follows(place, "named_number") and _WORD_RIGHT_BEFORE.search(place.before) is not None
    )
    counts = precedes(place, place.start + len(written), "counted")
    return digits(written) if names_it and not counts else cardinal(int(written))


def _counts(place: Place, written: str, end: int) -> bool:
    counted = measures(place.text, end) or precedes(place, end, "counted")
    return counted or (written.endswith("000") and written[0] != "0")


def _named(part: str) -> str:
    """A part of a section or version number."""
    return digits(part) if part.startswith("0") and len(part) > 1 else counted(part)


RULES = (
    Rule("number", decade, _DECADE, opens="12", then="s"),
    Rule("number", fineness, _FINENESS, opens="9"),
    Rule("number", mixed_groups, _MIXED_GROUPS, then=","),
    Rule("number", round_money, _ROUND_MONEY, then="."),
    Rule("number", split_measure, _SPLIT_MEASURE, then="cdhklmt"),
    Rule("number", section, _SECTION, then="."),
    Rule("number", spaced, _SPACED, then=" "),
    Rule("number", swiss, _SWISS, then="'’"),
    Rule("number", apostrophe, _APOSTROPHE, then="'’"),
    Rule("number", grouped_name, _GROUPED_NAME, then="."),
    Rule("number", english, _ENGLISH, then=","),
    Rule("number", comma_thousands, _COMMA_THOUSANDS, then=","),
    Rule("number", dotted, _DOTTED, then="."),
    Rule("number", ordered, _WHOLE),
    Rule("number", named, _WHOLE),
    Rule("number", number, _NUMBER),
)
