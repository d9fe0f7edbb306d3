"""Points and medals: Câu 1 (2,5đ), xếp nhất với 9đ, (2V, 1B, 3Đ).

In: a place at a small number with a letter behind. Out: "điểm" for a đ that can buy nothing, and
"vàng", "bạc", "đồng" for the letters of a row of medals.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_MEDALS = {"V": "vàng", "B": "bạc", "Đ": "đồng"}
_CARDS = {"V": "vàng", "B": "bạc", "Đ": "đỏ"}
_ONE = r"[0-9]{1,3}\s?[VBĐ](?![^\W_]|\.\s?[0-9])"  # "K.3 Đ.174" is law
_ROW = re.compile(rf"{_ONE}(?:(?:\s?[,;–-]\s?|\s(?:và\s)?){_ONE}){{1,2}}")
_TIED_ROW = re.compile(r"[0-9]{1,3}V[0-9]{1,3}B(?:[0-9]{1,3}Đ)?(?![^\W_])")  # "2V1B"
_SINGLE = re.compile(rf"{_ONE}")
_MEDAL = re.compile(r"[0-9]{1,3}\s?[VBĐ]")
_PIECE = re.compile(r"([0-9]{1,3})\s?([VBĐ])")
_POINTS = re.compile(
    r"đ(?![^\W_]|\.[^\W_]|/(?!(?:10|20|30|40|50|100)(?![0-9])|(?:[0-9]{1,2}\s?)?(?:câu|bài|ý|phần|môn|tiết mục|lỗi|tiêu chí|nội dung|ván|trận|vòng|lượt|hiệp|bàn đấu|v|ván)(?![^\W_]))[^\W_])"
)
_SCORE_BEFORE = re.compile(  # not the thousands of 25 000
    r"(?<![0-9.,])(?!(?<=[0-9]\s)[0-9]{3}(?![0-9]))([0-9]{1,3})(?:[.,][0-9]{1,2})?\s?$"
)
_SPLIT_MARKS = re.compile(r"([0-9]|10)đ(25|5|75)(?![^\W_])")
_RESULTS = {"T": "thắng", "H": "hòa", "B": "thua"}
_MATCHES = re.compile(
    r"([0-9]{1,2})\s?T\s?[,;/–-]?\s?([0-9]{1,2})\s?H\s?[,;/–-]?\s?([0-9]{1,2})\s?B(?![^\W_])"
)
_TWO_RESULTS = re.compile(
    r"([0-9]{1,2})\s?([THV])(?:\s?[,;–-]\s?|\s)?([0-9]{1,2})\s?([HB])(?![^\W_])"
)
_PRIZE = re.compile(
    r"G\.\s?(?=(?:[Nn]hất|[Nn]hì|[Bb]a|[Tt]ư|KK|ĐB|[ĐđKk][^\W_]{3,5}\s(?:biệt|khích))(?![^\W_]))"
)
_RANKS = {"N": "nhất", "Nh": "nhì", "B": "ba", "KK": "khuyến khích"}
_RANKED = r"[0-9]{1,2}\s?(?:Nh|N|B|KK)(?![^\W_])"
_PRIZES = re.compile(rf"{_RANKED}(?:\s?[,;–-]\s?{_RANKED}){{1,3}}")
_RANK = re.compile(r"([0-9]{1,2})\s?(Nh|N|B|KK)")
_CARD = re.compile(r"[VĐ](?![^\W_]|[.&-]\S)")
_LONE_RANKS = re.compile(r"(?:N|Nh)(?:(?:, ?|\svà\s)(?:Nh|N|B|KK)(?![^\W_]))*(?![^\W_]|[./&-]\S)")
_FORM = re.compile(r"[THB](?:\s?[-–,]\s?[THB]){2,9}(?![^\W_])|[THB]{5}(?![^\W_])")
_MARKED_BEFORE = re.compile(  # "trừ 10đ GPLX", and the marks of a survey of the poor: "B1 140đ"
    r"(?<![^\W_])(?:(?:trừ|cộng)(?:\s(?:đi|thêm))?\s[0-9]{1,2}|(?:điểm\s)?B[12]:?\s[^\w\s]?[0-9]{1,3})\s?$"
)
_HUNDREDTHS = re.compile(r"[0-9],[0-9]{1,2}\s?$")  # no sum of đồng has them
_PRICED = re.compile(
    r"\s[x×]\s[0-9.]+,[0-9]{1,2}\s?$|\.[0-9]{3}\s?đ(?![^\W_])"
)  # "2.300đ/quả (-100đ)"
_WORDS_TO_MEDALS = 8
_WORDS_TO_MARKS = 8
_WORDS_TO_PRICE = 6
_MOST_POINTS = 199  # the smallest note is of 200 đồng
_LEAST_SUM = 40  # đồng; nothing that is bought or sold costs less


def medals(place: Place, _: re.Match[str]) -> Claim | None:
    """2V, 1B, 3Đ: gold, silver and bronze in their order; one kind alone needs to be won."""
    if follows(place, "lettered") and not place.before.rstrip().endswith((":", "(")):
        return None
    match = place.match(_ROW) or (
        place.match(_TIED_ROW) if near(place, "medals", _WORDS_TO_MEDALS) else None
    )
    if match is None:
        return _one_kind(place)
    if place.previous == "thẻ":  # 3V-1Đ of a game are cards
        said = ", ".join(
            f"{cardinal(int(n))} {_CARDS[letter]}" for n, letter in _PIECE.findall(match[0])
        )
        return Claim(match.end(), said)
    pieces = _PIECE.findall(match[0])
    order = ["VBĐ".index(letter) for _, letter in pieces]
    if order != sorted(set(order)):
        return _one_kind(place)
    if match.re is _TIED_ROW:
        return Claim(match.end(), ", ".join(_won(*piece) for piece in pieces))
    said = _PIECE.sub(lambda piece: _won(piece[1], piece[2]), match[0])
    return Claim(match.end(), re.sub(r"\s?[;–-]\s?", ", ", said))


def _one_kind(place: Place) -> Claim | None:
    match = place.match(_SINGLE)
    if match is None or not near(place, "medals", _WORDS_TO_MEDALS):
        return None
    return Claim(match.end(), _won(*_PIECE.findall(match[0])[0]))


def _won(number: str, letter: str) -> str:
    return f"{cardinal(int(number))} {_MEDALS[letter]}"


def split_marks(_: Place, match: re.Match[str]) -> Claim | None:
    """8đ5: so many marks and a half, as pupils say it."""
    return Claim(match.end(), f"{cardinal(int(match[1]))} điểm {cardinal(int(match[2]))}")


def matches(_: Place, match: re.Match[str]) -> Claim | None:
    """2T, 1H, 0B: matches won, drawn and lost."""
    said = (
        f"{cardinal(int(n))} {_RESULTS[kind]}"
        for n, kind in zip(match.groups(), "THB", strict=True)
    )
    return Claim(match.end(), ", ".join(said))


def two_results(place: Place, match: re.Match[str]) -> Claim | None:
    """4T 1H, 3T-2B: two of the three, where matches are told of; of "5V 2H" nobody can be sure."""
    if not near(place, "of_matches", _WORDS_TO_MEDALS):
        return None
    first, one, second, other = match.groups()
    if one == "V" and other == "B":
        return None  # gold and silver
    if one == "V":
        numbers = cardinal(int(first)), cardinal(int(second))
        senses = tuple(f"{numbers[0]} {won}, {numbers[1]} hòa" for won in ("ván", "vàng"))
        return Claim(match.end(), senses[0], senses=senses)
    if "THB".index(one) >= "THB".index(other):
        return None
    said = f"{cardinal(int(first))} {_RESULTS[one]}, {cardinal(int(second))} {_RESULTS[other]}"
    return Claim(match.end(), said)


def prizes(_: Place, match: re.Match[str]) -> Claim | None:
    """1N, 2B, 3KK: prizes by their ranks; without a "Nh" the N may be either of the first two."""
    ranks = [letter for _, letter in _RANK.findall(match[0])]
    if not {"Nh", "KK"} & set(ranks) or len(set(ranks)) < len(ranks):
        return None
    said = _RANK.sub(lambda one: f"{cardinal(int(one[1]))} {_RANKS[one[2]]}", match[0])
    said = re.sub(r"\s?[;,–-]\s?", ", ", said)
    if "N" in ranks and "Nh" not in ranks:
        return Claim(match.end(), said, senses=(said, said.replace(" nhất", " nhì")))
    return Claim(match.end(), said)


def form(place: Place, match: re.Match[str]) -> Claim | None:
    """5 trận gần nhất: T-T-H-B-T: how the last matches ended."""
    if not near(place, "of_form", _WORDS_TO_MEDALS):
        return None
    return Claim(match.end(), ", ".join(_RESULTS[one] for one in match[0] if one in _RESULTS))


def prize(_: Place, match: re.Match[str]) -> Claim | None:
    """G.Nhất, G. KK: a prize by its rank."""
    return Claim(match.end(), "giải ")


def points(place: Place, _: re.Match[str]) -> Claim | None:
    """The đ of "3đ": points where marks are given or the sum is too small to be money, but for "0đ"."""
    price = near(place, "price", _WORDS_TO_PRICE) or _PRICED.search(place.clause)
    if _MARKED_BEFORE.search(place.before) or (_HUNDREDTHS.search(place.before) and not price):
        return Claim(place.end, "điểm")
    number = _SCORE_BEFORE.search(place.before)
    if number is None or int(number[1]) > _MOST_POINTS or price:
        return None
    told = near(place, "for_nothing", _WORDS_TO_PRICE) or precedes(place, place.end, "fees")
    if int(number[1]) == 0 and told:
        return Claim(place.end, "đồng")
    if near(place, "marks", _WORDS_TO_MARKS) or int(number[1]) < _LEAST_SUM:
        return Claim(place.end, "điểm")
    return Claim(place.end, "điểm", senses=("điểm", "đồng"))


def card(place: Place, match: re.Match[str]) -> Claim | None:
    """11 thẻ V: a card by its colour."""
    return Claim(match.end(), _CARDS[match[0]]) if place.previous == "thẻ" else None


def lone_rank(place: Place, match: re.Match[str]) -> Claim | None:
    """Giải N, B: prizes by their ranks without a number; an N alone may be either of the first two."""
    if place.previous != "giải":
        return None
    said = re.sub("Nh|N|B|KK", lambda one: _RANKS[one[0]], match[0])
    if "Nh" in match[0]:
        return Claim(match.end(), said)
    return Claim(match.end(), said, senses=(said, said.replace("nhất", "nhì")))


FIRST_RULES = (
    Rule("number", split_marks, _SPLIT_MARKS, then="đ"),
    Rule("number", matches, _MATCHES, then=" T"),
    Rule("number", two_results, _TWO_RESULTS, then=" HTV"),
    Rule("word", prize, _PRIZE, opens="G", then="."),
    Rule("number", prizes, _PRIZES, then=" BKN"),
    Rule("word", card, _CARD, opens="VĐ"),
    Rule("word", lone_rank, _LONE_RANKS, opens="N"),
    Rule("word", form, _FORM, opens="BHT"),
)
RULES = (Rule("number", medals, _MEDAL, then=" BVĐ"), Rule("word", points, _POINTS, opens="đ"))
