"""Two sizes with a stroke between and their unit behind: 500/1000ml, 8/256GB, 8/10%, phạt 4/6 tr.

In: a place at the first number. Out: a row of both where what comes in such sizes is named, "trên"
where so much of so much is told, else a guess of the two. No unit is taken for a part of itself:
"5/10mg" is no half of a milligram.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.quantities import EVERYDAY_PARTS, MOST_PARTS, names
from bulletin.languages.vi.words import follows, near, precedes
from bulletin.reading.scanner import Claim, Place, Rule

_SIZES = re.compile(
    r"(?P<first>[1-9][0-9]{0,3})/(?P<second>[1-9][0-9]{0,3})(?![0-9]|[.,/-][0-9])"
    r"(?=\s?(?P<percent>%)|(?P<gap>\s?)(?P<unit>[^\W\d_]{1,6}[23²³]?)(?![^\W_]))"
)
_BARE = re.compile(r"([1-9]|1[0-9]|24|32)/(32|64|128|256|512)(?![^\W_]|[.,/-][0-9])")
_TERM_ROW = re.compile(r"(?P<numbers>[0-9]{1,2}(?:/[0-9]{1,2}){2,4})\s?T(?![^\W_]|[-/.]\S)")
_CONTENTS = frozenset(("ml", "mL", "cc", "g", "gr", "gam", "mg", "kg", "lít", "l"))
_MEMORY = frozenset(("GB", "Gb", "gb", "TB"))
_WIDE = frozenset({"hẻm", "ngõ", "kiệt", "ngách"})
_WORDS = frozenset(("đồng", "in"))  # which begin others: "4/7 đồng chí"
_MEASURED = frozenset({"đi", "rộng", "lộ", "ngang", "sâu", "cao", "dài", "dày", "cách"})
_TERMS = frozenset(("năm", "tháng"))
_MONEY = frozenset(("triệu", "tr", "trđ", "nghìn", "ngàn", "k", "tỷ", "tỉ"))
_SEATS = frozenset((4, 5, 7, 8, 9, 10, 12, 15, 16, 20, 24, 25, 28, 29, 30, 34, 35, 36, 40, 45, 47))
_WAYS = re.compile(r"\s?(?:km|ha|m2|m²|m|mét|héc[- ]?ta)(?![^\W_])")
_MONEY_AFTER = re.compile(rf"\s?(?:{'|'.join(sorted(_MONEY))})(?![^\W_])")
_WEIGHED = re.compile(r"\s?(?:kg|g|gr|mg|ml|lít|l)(?![^\W_])")
_LONG_SIZE = 100  # from which a bare "500/1000ml" may be two sizes
_LARGEST_MEMORY, _LEAST_STORE = 64, 32  # GB
_WHOLE = 100  # percent
_OLDEST_CHILD = 18
_WORDS_TO_MACHINE = 8
_WORDS_TO_REACHED = 4
_WORDS_TO_TERM = 6


@dataclass(frozen=True)
class _Pair:
    place: Place
    first: int
    second: int
    end: int

    @property
    def of_way(self) -> bool:
        """Whether a way or an area is measured, of which so much may be done."""
        return _WAYS.match(self.place.text, self.end) is not None

    @property
    def reached(self) -> bool:
        return near(self.place, "reached", _WORDS_TO_REACHED) or follows(self.place, "used_up")


_Judge = Callable[[_Pair], tuple[bool, ...]]
"""What a kind of sizes makes of two of them: whether they are a row, in the order of likelihood."""
_ROW, _SHARE, _EITHER, _NEITHER = (True,), (False,), (True, False), ()


def _content(pair: _Pair) -> tuple[bool, ...]:
    """What is packed comes in halves and wholes."""
    if pair.second != 2 * pair.first:
        return _measured(pair)
    if follows(pair.place, "packed"):
        return _ROW
    if pair.place.previous or pair.first < _LONG_SIZE:
        return _measured(pair)
    return _EITHER[::-1]


def _memory(pair: _Pair) -> tuple[bool, ...]:
    """Memory and store of a machine; the store is a multiple of 32."""
    if follows(pair.place, "used_up"):
        return _SHARE
    usual = pair.first <= _LARGEST_MEMORY and pair.second >= _LEAST_STORE and not pair.second % 32
    return _ROW if usual and near(pair.place, "with_memory", _WORDS_TO_MACHINE) else _EITHER


def _seats(pair: _Pair) -> tuple[bool, ...]:
    """Buses of two sizes."""
    if not {pair.first, pair.second} <= _SEATS or follows(pair.place, "used_up"):
        return _NEITHER
    return _ROW if follows(pair.place, "seated") else _EITHER


def _percent(pair: _Pair) -> tuple[bool, ...]:
    """Rates, or so much of what was aimed at."""
    return _SHARE if pair.reached or pair.second == _WHOLE else _EITHER


def _months(pair: _Pair) -> tuple[bool, ...]:
    """The T of "kỳ hạn 6/12T"."""
    if near(pair.place, "hauled", _WORDS_TO_TERM):
        return _NEITHER
    return _ROW if near(pair.place, "lasting_months", _WORDS_TO_TERM) else _EITHER


def _ages(pair: _Pair) -> tuple[bool, ...]:
    """Trẻ 2/3 tuổi: children of two ages."""
    children = pair.second <= _OLDEST_CHILD and not pair.reached
    return _ROW if children and pair.second == pair.first + 1 else _NEITHER


def _terms(pair: _Pair) -> tuple[bool, ...]:
    """Terms that are lent for or sentenced to."""
    told = near(pair.place, "for_a_term", _WORDS_TO_TERM) and not pair.reached
    return _EITHER if told else _NEITHER


def _measured(pair: _Pair) -> tuple[bool, ...]:
    """What would be read as fifths or sevenths of a unit, which nobody measures in."""
    wide = pair.place.previous in _WIDE | _MEASURED and pair.of_way
    money = _MONEY_AFTER.match(pair.place.text, pair.end) is not None
    least = 1 if wide or money else EVERYDAY_PARTS
    odd = pair.first > 1 and least < pair.second <= MOST_PARTS
    shared = precedes(pair.place, pair.end, "portions") and not _WEIGHED.match(
        pair.place.text, pair.end
    )
    if not odd or shared:
        return _NEITHER
    if pair.reached:
        return _SHARE
    return _EITHER[::-1] if pair.of_way else _EITHER


def _judge(match: re.Match[str]) -> _Judge | None:
    unit = match["unit"]
    if match["percent"]:
        return _percent
    kinds: tuple[tuple[bool, _Judge], ...] = (
        (unit in _CONTENTS, _content),
        (unit in _MEMORY, _memory),
        (unit == "chỗ", _seats),
        (unit == "T", _months),
        (unit == "tuổi", _ages),
        (unit in _TERMS, _terms),
        (unit in _MONEY or (unit in names() and unit not in _WORDS), _measured),
    )
    return next((judge for told, judge in kinds if told), None)


def sizes(place: Place, match: re.Match[str]) -> Claim | None:
    """Two sizes that rise."""
    if place.preceding in {"/", "-", ".", ",", "–"}:
        return None
    if follows(place, "house") and not (place.previous in _WIDE and match["unit"] == "m"):
        return None
    judge = _judge(match)
    pair = _Pair(place, int(match["first"]), int(match["second"]), match.end())
    if judge is None or pair.first >= pair.second:
        return None
    first, second = cardinal(pair.first), cardinal(pair.second)
    said = tuple(f"{first}{', ' if row else ' trên '}{second}" for row in judge(pair))
    if not said:
        return None
    end = match.end()
    if match["unit"] == "T":
        kinds = tuple(f"{one} {kind}" for one, kind in zip(said, ("tháng", "tấn"), strict=False))
        return Claim(match.end("unit"), kinds[0], senses=kinds if len(kinds) > 1 else ())
    return Claim(end, said[0], senses=said if len(said) > 1 else ())


def bare_memory(place: Place, match: re.Match[str]) -> Claim | None:
    """RAM 6/128: memory and store without their unit, right behind a word for them."""
    if not follows(place, "memory_words"):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))}, {cardinal(int(match[2]))}")


def terms_in_row(place: Place, match: re.Match[str]) -> Claim | None:
    """Vay 3/6/12T: terms in months, or the letter of something that has such numbers."""
    if place.preceding in {"/", "-", ".", ",", "–"}:
        return None
    numbers = [int(one) for one in match["numbers"].split("/")]
    if numbers != sorted(set(numbers)):
        return None
    row = ", ".join(map(cardinal, numbers))
    told = near(place, "lasting_months", _WORDS_TO_TERM)
    senses = () if told else (f"{row} tháng", f"{row} tấn")
    return Claim(match.end(), f"{row} tháng", senses=senses)


RULES = (
    Rule("number", terms_in_row, _TERM_ROW, then="/"),
    Rule("number", sizes, _SIZES, then="/"),
    Rule("number", bare_memory, _BARE, then="/"),
)
