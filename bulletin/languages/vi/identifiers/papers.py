"""Codes that name one thing: passports, certificates, flights, trains, ships, masked numbers.

In: a place at the code's first letter or digit. Out: letters by their names and digits one by
one, because "C7654321" is no seven million and the TK of a flight no account. What hides a
digit (0909.xxx.123) is said as it is written.
"""

import re

from bulletin.languages.vi.abbreviations.organs import kinds
from bulletin.languages.vi.cardinals import GROUPED, cardinal, digits
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import CAPITALS, follows, near, nearest, precedes, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_END = r"(?![^\W_])"
_PASSPORT = re.compile(rf"([A-Z]{{1,2}})([0-9]{{7,9}}){_END}")
_CARD = re.compile(  # of health insurance, in groups
    rf"([A-Z]{{2}})\s?([1-5]\s[0-9]{{2}}(?:\s(?!000)[0-9]{{2,10}}){{1,5}}){_END}(?!\s[0-9]|[.,/-][0-9])"
)
_FIGURES_OF_CARD = 13
_PAPER = re.compile(
    rf"([A-ZĐ]{{1,3}})\s?-?\s?([0-9]{{3,9}}|[0-9]{{3}}[ \u00a0][0-9]{{3}}){_END}(?!\s[0-9]|\.[0-9]{{4}})"
)
_CONTAINER = re.compile(rf"([A-Z]{{3}}[UJZ])\s?([0-9]{{6}}-?[0-9]){_END}")
_FLIGHT = re.compile(
    rf"([A-Z]{{2}}|[A-Z][0-9]|[0-9][A-Z])\s?-?\s?([0-9]{{2,4}}){_END}(?![.,/][0-9])"
)
_FLIGHT_BEFORE = re.compile(r"(?:chuyến|bay) [A-Z0-9]{2}\s?-?\s?[0-9]{2,4}(?:,| và)\s$")
_FLIES_ON = re.compile(r"\s(?:(?:bay|cất cánh|hạ cánh|khởi hành|đáp)(?![^\W_]))")
_NO_AIRLINE = frozenset({"QL", "TL", "HL", "TP", "KM", "KP"})
_TRAIN = re.compile(rf"(SE|SN|SPT|TN|SP|SQN|SNT|QB|NA|HP|LP)\s?-?([0-9]{{1,2}}){_END}")
_TRAIN_PAIR = re.compile(rf"([A-Z]{{2,3}})([0-9]{{1,2}})/([0-9]{{1,2}}){_END}")
_WORDS_TO_TRAIN = 10
_SHIP = re.compile(rf"([A-ZĐ]{{1,2}}g?)[ -]([0-9]{{3,5}})(?:[ -]?(TS))?{_END}")
_TICKER = re.compile(rf"[A-Z]{{3}}{_END}")
_TICKER_BEFORE = re.compile(
    r"(?:mã (?:CK|chứng khoán|cổ phiếu)|cổ phiếu):?\s(?:[A-Z]{3}(?:,| và)\s){0,20}$", re.IGNORECASE
)
_PRODUCT = re.compile(r"(?!VN|HN|HCM|TP|FC)([A-Z]{2,4})(?![^\W_]|[-/.&][^\W_])")
_PRODUCT_BEFORE = re.compile(r"[A-Z][a-z]+\s$")  # a make with its capital, right before
_PUPILS = re.compile(r"([0-9]{3,8})\s?[-–]\s?([0-9]{3,8})(?![^\W_]|[.,/-][0-9])")
_CODED = re.compile(rf"[A-ZĐ0-9]++(?:[.\-–/][A-ZĐ0-9]++){{1,7}}+{_END}")
_OF_ITS_YEAR = re.compile(r"([0-9]{4,6})-([0-9]{2})")
_PIECE = re.compile(r"[A-ZĐ]+|[0-9]+")
_NUMBER = re.compile(GROUPED)
_MASKED = re.compile(rf"(?=[0-9 .\-]{{0,200}}[xX*])[0-9xX*]++(?:[ .\-][0-9xX*]++){{0,6}}+{_END}")
_MASKED_PIECE = re.compile(r"[0-9]*(?:(?:[xX]+|\*+)[0-9]*)?")
_MASK = re.compile(r"[xX]{2,}|\*{2,}")
_SHORTEST_MASKED = 6  # digits and masks together; "20xx" is a year
_SHORTEST_CODE = 5  # digits
_LONGEST_COUNTED = 2  # digits of a part that is said as a number
_WORDS_BACK = 8
_WORDS_TO_SHIP = 4


def signs(written: str) -> str:
    """Digits by their names, with what hides some of them: "ích" for x, "sao" for a star."""
    named = {"x": "ích", "X": "ích", "*": "sao"}
    return " ".join(
        named.get(sign) or digits(sign) for sign in written if sign.isalnum() or sign in named
    )


def names_paper(place: Place) -> bool:
    """Whether a word for a paper, a lot or a part governs the number here."""
    return nearest(place, ("passes_on", "paper"), _WORDS_BACK) == "paper"


def masked(_: Place, match: re.Match[str]) -> Claim | None:
    """0909.xxx.123, 0912***456, 098xxxx123: a number of which some digits are hidden."""
    if not _MASK.search(match[0]):
        return None
    pieces = re.split(r"[ .\-]", match[0])
    if not all(_MASKED_PIECE.fullmatch(piece) for piece in pieces):
        return None
    if sum(map(len, pieces)) < _SHORTEST_MASKED:
        return None
    return Claim(match.end(), ", ".join(signs(piece) for piece in pieces))


def passport(_: Place, match: re.Match[str]) -> Claim | None:
    """C7654321: one or two letters and seven digits or more."""
    return Claim(match.end(), f"{spelled(match[1])} {digits(match[2])}")


def card(_: Place, match: re.Match[str]) -> Claim | None:
    """DN 4 66 6620123456, of a card of health insurance: the letters of a group, and no company."""
    groups = match[2].split()
    if sum(map(len, groups)) != _FIGURES_OF_CARD:
        return None
    return Claim(match.end(), ", ".join((spelled(match[1]), *map(digits, groups))))


def container(_: Place, match: re.Match[str]) -> Claim | None:
    """TGHU 1234567: a container's owner and number."""
    return Claim(match.end(), f"{spelled(match[1])} {digits(match[2])}")


def paper(place: Place, match: re.Match[str]) -> Claim | None:
    """GCN số CT 01234, sổ đỏ số BK 123456: the letters of a series, and no abbreviation."""
    series = follows(place, "series") or follows(place, "paper")
    if not (names_paper(place) and series):
        return None
    if measures(place.text, match.end()):
        return None  # "sổ TK 100 triệu"
    return Claim(match.end(), f"{spelled(match[1])} {digits(match[2])}")


def flight(place: Place, match: re.Match[str]) -> Claim | None:
    """Chuyến bay TK 162: an airline's two letters, whatever else they stand for."""
    if match[1] in _NO_AIRLINE:
        return None
    told = near(place, "flight", _WORDS_BACK) and match[1] not in kinds()
    told = told or follows(place, "flies") or _FLIES_ON.match(place.text, match.end()) is not None
    if not (told or _FLIGHT_BEFORE.search(place.before)):
        return None
    if measures(place.text, match.end()) or precedes(place, match.end(), "counted"):
        return None
    return Claim(match.end(), f"{signs_and_letters(match[1])} {digits(match[2])}")


def signs_and_letters(code: str) -> str:
    """A code's letters by their names and its digits one by one."""
    return " ".join(spelled(sign) or digits(sign) for sign in code)


def train(place: Place, match: re.Match[str]) -> Claim | None:
    """Tàu SE 7."""
    if not follows(place, "train"):
        return None
    return Claim(match.end(), f"{spelled(match[1])} {cardinal(int(match[2]))}")


def train_pair(place: Place, match: re.Match[str]) -> Claim | None:
    """HN1/2, SE3/4: the two trains of a line, there and back, where trains are told of."""
    if int(match[3]) != int(match[2]) + 1:
        return None
    stored = any(follows(place, one) for one in ("lot", "lettered_p", "lettered_t", "house"))
    if not near(place, "train", _WORDS_TO_TRAIN) or (stored and not follows(place, "train")):
        return None  # "tàu HN1 và lô HN1/2": what stands right before tells more
    there, back = (f"{spelled(match[1])} {cardinal(int(match[one]))}" for one in (2, 3))
    return Claim(match.end(), f"{there}, {back}")


def ship(place: Place, match: re.Match[str]) -> Claim | None:
    """Tàu cá KG 91234 TS: a fishing boat's province, number and trade."""
    if not near(place, "ship", _WORDS_TO_SHIP):
        return None
    trade = f" {spelled(match[3])}" if match[3] else ""
    return Claim(match.end(), f"{spelled(match[1])} {digits(match[2])}{trade}")


def pupils(place: Place, match: re.Match[str]) -> Claim | None:
    """SBD 010001-010240: from one number at an examination to the other."""
    if not (place.previous == "sbd" or place.previous_two == "báo danh"):
        return None
    first, last = match.groups()
    if len(first) != len(last) or first >= last:
        return None
    return Claim(match.end(), f"{digits(first)} đến {digits(last)}")


def coded(place: Place, match: re.Match[str]) -> Claim | None:
    """Mã hồ sơ 000.00.12.H08-231205-0003, SĐK: VD-12345-19."""
    if _NUMBER.fullmatch(match[0]):
        return None
    written = match[0]
    if not (_is_of_its_year(place, written) or _looks_coded(written)) or not names_paper(place):
        return None
    parts = re.split(r"[.\-–/]", written)
    return Claim(match.end(), ", ".join(_part(part) for part in parts))


def _is_of_its_year(place: Place, written: str) -> bool:
    """Whether a paper's number has a year of two figures behind it: "sổ 1899-95"."""
    match = _OF_ITS_YEAR.fullmatch(written)
    if match is None or not follows(place, "series"):
        return False
    return (int(match[1]) + 1) % 100 != int(match[2])  # "sổ 2025-26"


def _looks_coded(written: str) -> bool:
    """Whether letters or noughts before show that no date and no document number is meant."""
    if sum(map(str.isdigit, written)) < _SHORTEST_CODE:
        return False
    parts = re.split(r"[.\-–]", written)
    noughts = sum(part.startswith("0") and len(part) > _LONGEST_COUNTED for part in parts)
    lettered = any(not part.isdigit() for part in parts)
    return len(parts) > 1 and "/" not in written and (lettered or noughts > 0)


def _part(part: str) -> str:
    said = []
    for piece in _PIECE.findall(part):
        if not piece.isdecimal():
            said.append(spelled(piece))
        elif len(piece) <= _LONGEST_COUNTED and piece[0] != "0":
            said.append(cardinal(int(piece)))
        else:
            said.append(digits(piece))
    return " ".join(said)


def ticker(place: Place, match: re.Match[str]) -> Claim | None:
    """Mã CK: HPG, MWG: what a share is called at the exchange."""
    told = _TICKER_BEFORE.search(place.before)
    return Claim(match.end(), spelled(match[0])) if told else None


def product(place: Place, match: re.Match[str]) -> Claim | None:
    """Wave RSX, Honda SH: the letters of a model behind its make, and no kind of land."""
    if not follows(place, "makes") or _PRODUCT_BEFORE.search(place.before) is None:
        return None
    return Claim(match.end(), spelled(match[1]))


RULES = (
    Rule("word", ticker, _TICKER, opens=CAPITALS),
    Rule("word", product, _PRODUCT, opens=CAPITALS),
    Rule("number", masked, _MASKED),
    Rule("word", card, _CARD, opens=CAPITALS, then=" 12345"),
    Rule("word", container, _CONTAINER, opens=CAPITALS, then=" 0123456789"),
    Rule("word", flight, _FLIGHT, opens=CAPITALS, then=" -0123456789"),
    Rule("word", train_pair, _TRAIN_PAIR, opens=CAPITALS, then="0123456789"),
    Rule("word", train, _TRAIN, opens="HLNQST", then=" -0123456789"),
    Rule("word", ship, _SHIP, opens=CAPITALS, then=" -"),
    Rule("word", coded, _CODED, opens=CAPITALS, then="-./–0123456789"),
    Rule("word", paper, _PAPER, opens=CAPITALS, then=" -0123456789"),
    Rule("word", passport, _PASSPORT, opens=CAPITALS, then="0123456789"),
    Rule("number", flight, _FLIGHT, then=CAPITALS),
    Rule("number", pupils, _PUPILS, then=" -–"),
    Rule("number", coded, _CODED, then=CAPITALS + "-./–"),
)
