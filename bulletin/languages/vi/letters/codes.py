"""Letters with digits: 10A2, 4G, A1, H5N1, U23, KP4, PM2.5, ST25.

In: a place at a letter or a number. Out: letters by their names, numbers as numbers. A part that
is an abbreviation of its own is said in words ("HĐND15"); capitals that nothing knows are
reported like any other abbreviation.
"""

import re

from bulletin.languages.vi.abbreviations.glossary import known, plain_reading
from bulletin.languages.vi.abbreviations.unknowns import looks_abbreviated
from bulletin.languages.vi.cardinals import cardinal, digits, in_words
from bulletin.languages.vi.letters import tonnes
from bulletin.languages.vi.quantities import is_ampere, names
from bulletin.languages.vi.words import (
    CAPITALS,
    SMALL,
    follows,
    is_syllable,
    near,
    spelled,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule

_LETTERS_FIRST = re.compile(
    r"[A-ZĐ]{1,5}[0-9]{1,15}(?:[A-ZĐ]{1,3}[0-9]{0,12})*(?:[a-d](?![^\W_]))?(?![^\W_])"
)
_TIED = re.compile(r"([A-ZĐ]{1,5})[-.]([0-9]{1,6})([A-Za-z]?)(?![^\W_]|[.,/-][0-9])")
_LOT = re.compile(r"([A-ZĐ]{1,2}[0-9]{1,2})([-.])([0-9]{1,4})(?![^\W_]|[.,/-][0-9])")
_LOT_OF_LOT = re.compile(r"([A-ZĐ]{1,2}[0-9]{1,3})/([A-ZĐ]{1,2}[0-9]{1,3})(?![^\W_]|[.,/-][0-9])")
_LOT_CHAIN = re.compile(r"([A-ZĐ]{1,2})((?:-[0-9]{1,4}){2,3})(?![^\W_]|[.,/-][0-9])")
_MODEL = re.compile(r"([a-z])([0-9]{1,2})-([0-9]{3,5})([A-Z]{0,2})([0-9]?)(?![^\W_])")
_NUMBERED_LOT = re.compile(r"([0-9]{1,2})([A-ZĐ])-([0-9]{1,3})(?![^\W_]|[.,/-][0-9])")
_ROOM = re.compile(r"P\.\s?([1-9][0-9]{2,3})([A-Da-d]?)(?![^\W_]|[.,/-][0-9])")
_BED_BEFORE = re.compile(
    r"(?<![^\W_])giường\s(?:số\s)?[0-9]{1,3}/$", re.IGNORECASE
)  # "giường 45/P.203"
_CODE_BEFORE = re.compile(  # "mã hàng SP-0012": letters of a code stand for no words
    r"(?<![^\W_])(?:mã(?:\s(?:hàng|số|đơn|kho|sản phẩm|vận đơn|giao dịch|tài sản))?|sê-?ri|serial|model|ký hiệu)\s$",
    re.IGNORECASE,
)
_SIGN_BEFORE = re.compile(
    r"[Bb]iển(?:\s(?:báo|cấm|số))*\s(?:[A-Z]\.[0-9]{3}[a-z]?(?:,|\svà)\s)*$"
)  # a sign of the road
_REGISTRATION = re.compile(r"(VN)-([A-C])([0-9]{3})(?![^\W_]|-[0-9])")
_DECIMAL = re.compile(r"PM\s?([0-9]+[.,][0-9])(?![0-9])")
_NUMBER_FIRST = re.compile(
    r"[0-9]{1,4}[A-ZĐ]{1,3}(?:[0-9]{1,3}(?:[A-ZĐ]{1,2}[0-9]{0,3})?)?(?![^\W_])(?![.,][0-9])"
)
_SMALL_LETTER = re.compile(r"([0-9]{1,3})([a-eđ])(?![^\W_])")
_ITEM = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.([a-eđ])(?![^\W_]|\.[^\W_])")
_WHOLE = re.compile(r"[^\W\d_]+[0-9][^\W_]{0,20}(?![^\W_])")
_GRADE = re.compile(r"([A-ZĐ]{1,2})([0-9]{1,3})\.([0-9]{1,2})(?![^\W_]|[.,/-][0-9])")
_VARIETY = re.compile(r"(OM|IR|ST|MTL|RVT|OC|VNR)\s?([0-9]{1,5})(?![^\W_]|[.,][0-9])")
_CHAIN = re.compile(r"[A-Z]/(?=[A-Z][0-9])")
_IN_ONE = re.compile(r"([0-9]{1,2})\s?-?in-?\s?(1)(?![^\W_]|[.,/-][0-9])")
_PARTS = re.compile(r"[^\W\d_]+|[0-9]+")
_BEFORE_NUMBERS = {  # two letters that stand for words only before their number
    "KP": "khu phố",
    "QK": "quân khu",
    "BĐ": "báo động",
    "GĐ": "giai đoạn",
    "CS": "cơ sở",
    "NQ": "nghị quyết",
    "NĐ": "nghị định",
    "HK": "học kỳ",
    "CK": "chuyên khoa",
    "VĐ": "vành đai",
    "MĐ": "mức độ",
}
_DECIMALS_BEFORE = re.compile(r"[0-9][.,]$")
_CONCRETE = re.compile(r"M(?=[1-9][05]0(?![^\W_]|[.,/-][0-9]))")
_WORDS_TO_CONCRETE = 4

_WORDS_TO_PRICE = 6
_LONGEST_NUMBER = 4
_LONGEST_OF_THINGS = 2  # figures of a number that counts rather than names
_SHORTEST_UNKNOWN = 4  # shorter ones are names of products, spelled without a word
_SHORTEST_WORD = 3  # letters from which capitals inside a code may be an abbreviation


def _number(part: str) -> str:
    if (part.startswith("0") and len(part) > 1) or len(part) > _LONGEST_NUMBER:
        return digits(part)
    return cardinal(int(part))


def _said(place: Place, code: str, start: int) -> Claim:
    """A code part by part; unknown abbreviations in it are reported."""
    whole = plain_reading(code)
    if whole:
        return Claim(start + len(code), undoubled(place, whole))
    said: list[str] = []
    unknown: list[tuple[int, int]] = []
    for part in _PARTS.finditer(code):
        text = part[0]
        if text.isdecimal():
            of_lot = len(text) > _LONGEST_OF_THINGS and follows(place, "of_lots")
            said.append(digits(text) if of_lot else _number(text))
            continue
        reading = _BEFORE_NUMBERS.get(text)
        if reading is None and len(text) >= _SHORTEST_WORD:
            reading = plain_reading(text)
        long = len(text) >= _SHORTEST_UNKNOWN
        if reading is None and long and looks_abbreviated(text, in_heading=False):
            unknown.append((start + part.start(), start + part.end()))
        said.append(reading or spelled(text))
    return Claim(start + len(code), undoubled(place, " ".join(said)), tuple(unknown))


def letters_first(place: Place, match: re.Match[str]) -> Claim | None:
    """A1, H5N1, U23, B12, TDP5."""
    if is_syllable(place.written) and len(place.written) > 2:  # noqa: PLR2004
        return None
    return _said(place, match[0], place.start)


def tied(place: Place, match: re.Match[str]) -> Claim | None:
    """F-16, RON 95-III, U.23, ĐX-12."""
    if "-" in match[0] and _is_lot(place, match[2]):
        said = f"{spelled(match[1])} {_number(match[2])} {spelled(match[3])}".strip()
        return Claim(match.end(), said)
    named = _CODE_BEFORE.search(place.before) is not None
    if (plain_reading(match[1]) and not named) or (is_syllable(match[1]) and len(match[1]) > 1):
        return None
    if "." in match[0] and len(match[1]) == 1 and match[1] not in "UABCDEGKLMNRVWYZ":
        return None
    return _said(place, match[0], place.start)


def _is_lot(place: Place, number: str) -> bool:
    """Whether a letter and a number name a lot or a part here: "lô CN-07", "gói thầu XL-05"."""
    return follows(place, "lot") and (number.startswith("0") or not follows(place, "house"))


def room(place: Place, match: re.Match[str]) -> Claim | None:
    """P.502: a room, for no ward has three figures."""
    if place.preceding in {"/", "-", "."} and not _BED_BEFORE.search(place.before):
        return None
    if _SIGN_BEFORE.search(place.before):
        return Claim(match.end(), f"pê {cardinal(int(match[1]))} {match[2]}".strip())
    return Claim(
        match.end(), undoubled(place, f"phòng {cardinal(int(match[1]))} {match[2]}".strip())
    )


def concrete(place: Place, _: re.Match[str]) -> Claim | None:
    """Bê tông M250: a grade by its strength."""
    told = near(place, "concrete", _WORDS_TO_CONCRETE)
    return Claim(place.end, undoubled(place, "mác") + " ") if told else None


def registration(_: Place, match: re.Match[str]) -> Claim | None:
    """VN-A321: the mark of an aircraft."""
    return Claim(match.end(), f"{spelled(match[1])}, {spelled(match[2])} {digits(match[3])}")


def lot(place: Place, match: re.Match[str]) -> Claim | None:
    """Căn hộ B2-05, lô A1.12: the number behind is no end of a span."""
    if not (match[3].startswith("0") or follows(place, "lot") or place.previous_two == "lô đất"):
        return None
    said = [_said(place, match[1], place.start).say, _number(match[3])]
    return Claim(match.end(), (" chấm " if match[2] == "." else " ").join(said))


def lot_of_lot(place: Place, match: re.Match[str]) -> Claim | None:
    """Lô K5/Đ12: a plot and what it is part of, each by its letter, which is no word there."""
    if not follows(place, "lot"):
        return None
    parts = (_PARTS.findall(part) for part in match.groups())
    said = (f"{spelled(letters)} {_number(number)}" for letters, number in parts)
    return Claim(match.end(), " trên ".join(said))


def lot_chain(place: Place, match: re.Match[str]) -> Claim | None:
    """Lô A-1-2, căn hộ B-12-05: block, floor and number, and no span."""
    numbers = match[2][1:].split("-")
    placed = any(follows(place, one) for one in ("lot", "house", "lettered")) or "0" in {
        one[0] for one in numbers
    }
    if not placed:
        return None
    return Claim(match.end(), " ".join([spelled(match[1]), *map(_number, numbers)]))


def model(_: Place, match: re.Match[str]) -> Claim | None:
    """i5-12400, i7-1165G7: the name of a machine, and no span."""
    letter, series, figures, ending, last = match.groups()
    said = [spelled(letter), cardinal(int(series)), digits(figures), spelled(ending)]
    return Claim(match.end(), " ".join(filter(None, [*said, digits(last)])))


def numbered_lot(place: Place, match: re.Match[str]) -> Claim | None:
    """Lô 12A-03: the same with its number first."""
    if not (match[3].startswith("0") or follows(place, "lot")):
        return None
    said = f"{cardinal(int(match[1]))} {spelled(match[2])} {_number(match[3])}"
    return Claim(match.end(), said)


def exact(place: Place, match: re.Match[str]) -> Claim | None:
    """SpO2, HbA1c, CMT8: what a table has just as it stands."""
    say = plain_reading(match[0]) if known(match[0]) else None
    return Claim(match.end(), undoubled(place, say)) if say else None


def variety(_: Place, match: re.Match[str]) -> Claim | None:
    """IR 50404, OM 18: a variety of rice, whose letters are spelled."""
    return Claim(match.end(), f"{spelled(match[1])} {_number(match[2])}")


def dust(_: Place, match: re.Match[str]) -> Claim | None:
    """PM2.5: the one measure that carries a decimal in its name."""
    return Claim(match.end(), f"pê em {in_words(match[1].replace('.', ','))}")


def grade(_: Place, match: re.Match[str]) -> Claim | None:
    """B22.5, M4.2, H2.1: a letter and a number that has decimals."""
    if is_syllable(match[1]) and len(match[1]) > 1:
        return None
    return Claim(match.end(), f"{spelled(match[1])} {_number(match[2])} chấm {_number(match[3])}")


def strain(_: Place, match: re.Match[str]) -> Claim | None:
    """A/H5N1: the letter of a strain before its code."""
    return Claim(match.end(), spelled(match[0]) + " ")


def number_first(place: Place, match: re.Match[str]) -> Claim | None:
    """10A2, 4G, 5K, 1A."""
    if _DECIMALS_BEFORE.search(place.before):
        return None
    unit = _PARTS.findall(match[0])
    if len(unit) == 2 and unit[1] in names() and not follows(place, "lettered"):  # noqa: PLR2004
        return None
    bears = place.previous == "cầu"  # "cầu 13T"
    lettered = (follows(place, "lettered") or follows(place, "numbered")) and not bears
    if unit[1:] == ["T"] and not lettered:
        return tonnes.tied(place, unit[0], match.end(), bears=bears)
    if unit[1:] == ["A"] and is_ampere(place) and not follows(place, "lettered"):
        return None
    if unit[1:] == ["K"] and unit[0].endswith("0") and near(place, "price", _WORDS_TO_PRICE):
        return None  # "giá 890K" are thousands
    return _said(place, match[0], place.start)


def small_letter(place: Place, match: re.Match[str]) -> Claim | None:
    """Điều 5a, số 12b: a letter after the number of something."""
    if not follows(place, "lettered"):
        return None
    return Claim(match.end(), f"{_number(match[1])} {spelled(match[2])}")


def item(place: Place, match: re.Match[str]) -> Claim | None:
    """Mục 2.1.b, khoản 2.c: a letter below the number of a section."""
    if not follows(place, "lettered"):
        return None
    numbers = " chấm ".join(map(_number, match[1].split(".")))
    return Claim(match.end(), f"{numbers} {spelled(match[2])}")


def contained(_: Place, match: re.Match[str]) -> Claim | None:
    """5in1, 3-in-1: so many things in one."""
    return Claim(match.end(), f"{cardinal(int(match[1]))} trong {cardinal(int(match[2]))}")


FIRST_RULES = (Rule("word", lot_of_lot, _LOT_OF_LOT, opens=CAPITALS, then="0123456789"),)
RULES = (
    Rule("number", contained, _IN_ONE, then=" -i"),
    Rule("word", exact, _WHOLE, then="0123456789"),
    Rule("word", variety, _VARIETY, opens="IMORSV", then=" 0123456789"),
    Rule("word", dust, _DECIMAL, opens="P", then=" 0123456789"),
    Rule("word", strain, _CHAIN, opens=CAPITALS, then="/"),
    Rule("word", grade, _GRADE, opens=CAPITALS, then="0123456789"),
    Rule("word", room, _ROOM, opens="P", then="."),
    Rule("word", concrete, _CONCRETE, opens="M", then="123456789"),
    Rule("word", registration, _REGISTRATION, opens="V", then="-"),
    Rule("word", lot, _LOT, opens=CAPITALS, then="0123456789"),
    Rule("word", lot_chain, _LOT_CHAIN, opens=CAPITALS, then="-"),
    Rule("word", model, _MODEL, opens=SMALL, then="0123456789"),
    Rule("word", letters_first, _LETTERS_FIRST, opens=CAPITALS, then="0123456789"),
    Rule("word", tied, _TIED, opens=CAPITALS, then="-."),
    Rule("number", numbered_lot, _NUMBERED_LOT, then=CAPITALS),
    Rule("number", small_letter, _SMALL_LETTER, then="abcdeđ"),
    Rule("number", item, _ITEM, then="."),
)


AFTER_UNITS = (
    Rule("number", number_first, _NUMBER_FIRST),
    Rule("number", tonnes.spaced, tonnes.SPACED, then=" ,."),
)
