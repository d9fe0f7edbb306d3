"""Roman numerals where they number something, and nowhere else.

In: a place at a word. Out: the number. A numeral needs a noun that is numbered ("Đại hội XIV"),
a heading's point ("II. Mục tiêu") or a form that can be nothing else ("XIII"); "Nguyễn Văn V.",
"vitamin C" and "XI MĂNG" stay what they are.
"""

import re
from collections.abc import Callable

from bulletin.languages.vi.cardinals import cardinal, ordinal, roman_value, year
from bulletin.languages.vi.words import follows, is_syllable, old_placing, role, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_NUMERAL = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?![^\W_])(?!\.[A-ZĐ])")
_LETTERED = re.compile(r"([IVX]{1,5})([a-d])(?![^\W_])")
_GRADED = re.compile(r"([IVX](?=\.?[AB])|[IVX]{2,4})\.?([A-D])([1-9]?)(?![^\W_]|\.[^\W_])")
_GRADED_BEFORE = re.compile(
    r"(?<![^\W_])[IVX]{1,4}\.?[A-Da-d][1-9]?(?:,|;|\svà|\shoặc|\s?[-–])\s?$"
)
_SMALL = re.compile(r"(?<=\()(i{1,3}|iv|vi{0,3}|ix)(?=\))")
_SUBSECTION = re.compile(r"\.([0-9]{1,2})(?![0-9])(?:\.([a-eđ])(?![^\W_]))?")
_TERM = re.compile(r"K\.?\s?(X[IVX]{0,4})(?![^\W_])")  # "K.II" may be a clause
_ROMAN_TIED = re.compile(r"(?<![^\W_])[IVXLC]+[-–]$|[0-9]-$")
_TIED_ON = re.compile(r"&|-[^\W\d_]{2}")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\s$)")
_SPAN = re.compile(r"\s?[-–]\s?(?=[IVX]{1,5}(?![^\W_]))")
_SPAN_BEFORE = re.compile(r"(?<![^\W_])(II|III|IV|VI{1,3}|IX|XI{1,3}|XIV|XV)\s?[-–]\s?$")
_POINT = re.compile(r"[.)](?=\s)|\s?[-–]\s|/(?=\s)|:\s")
_ROMAN_BEFORE = re.compile(
    r"([^\W\d_]+)\s+(?:[IVXLC]+(?:\s?[,;–-]\s?|\s+(?:và|đến|tới|hoặc)\s+(?:quý\s+)?))+$"
)
_CERTAIN = re.compile(r"X{1,3}(?:IX|IV|V?I{1,3}|V)|V?I{2,3}|X{2,3}|IX|VIII?|IV")
_YEAR_ON = re.compile(r"\s?[/.-]\s?((?:19|20)[0-9]{2})(?![0-9])")
_OF_A_PART = re.compile(
    r"\s(?:mục|phần|khoản|chương|nghị quyết|kết luận|chỉ thị)(?![^\W_])", re.IGNORECASE
)
_EQUALS = re.compile(r"\s?=")
_LETTERED_BY = frozenset({"tài khoản", "tọa độ"})
_LAST_NUMBERED = 89  # nothing in a bulletin is numbered higher in Roman numerals
_LAST_POINT = 39  # and no point that opens a line: "XL: giỏi"
_LINE_START = re.compile(r"(?:^|\n)\s*[*_#(\"“]*$")


def numeral(place: Place, match: re.Match[str]) -> Claim | None:
    """A Roman numeral that numbers something, with the year, span or section after it."""
    if not _stands_alone(place, match[0]) or not _numbers(place, match):
        return None
    end = match.end()
    said = _said(place, roman_value(match[0]))
    for pattern, words in _TAILS:
        tail = pattern.match(place.text, end)
        if tail:
            return Claim(tail.end(), said + words(tail))
    return Claim(end, said)


def term(_: Place, match: re.Match[str]) -> Claim | None:
    """K.XIII: the term of a congress or a parliament, from the tenth on."""
    return Claim(match.end(), f"khóa {cardinal(roman_value(match[1]))}")


_TAILS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_YEAR_ON, lambda tail: f" năm {year(tail[1])}"),
    (_SPAN, lambda _: " đến "),
    (_SUBSECTION, lambda tail: f" chấm {cardinal(int(tail[1]))} {spelled(tail[2] or '')}".rstrip()),
)


def _stands_alone(place: Place, written: str) -> bool:
    """Whether the letters are a numeral by themselves and not a piece of a code."""
    if not written or written in {"C", "L"} or roman_value(written) > _LAST_NUMBERED:
        return False
    if place.preceding in {".", "&", "'"}:
        return False
    if place.preceding in {"-", "–"}:
        return _ROMAN_TIED.search(place.before) is not None
    return place.preceding != "/" or place.before[:-1].rstrip().endswith(tuple("IVX"))


def _said(place: Place, value: int) -> str:
    before = old_placing(place.previous)
    if before == "thứ":
        return ordinal(value)
    if before == "hạng" and value == 1:
        return "nhất"
    return cardinal(value)


def _numbers(place: Place, match: re.Match[str]) -> bool:
    if _heads_a_point(place, match) or _ends_span(place, match[0]):
        return True
    if _in_heading_words(place, match.end()) or _is_letter(place, match):
        return False
    if follows(place, "numbered") and not place.text.startswith(".", match.end() + 1):
        return True
    if old_placing(place.previous) == "điểm" and _OF_A_PART.match(place.text, match.end()):
        return True
    listed = _ROMAN_BEFORE.search(place.before)
    if listed and old_placing(listed[1].lower()) in role("numbered"):
        return True
    tied = _TIED_ON.match(place.text, match.end()) and not _counted_on(place, match.end())
    return _CERTAIN.fullmatch(match[0]) is not None and not tied


def _is_letter(place: Place, match: re.Match[str]) -> bool:
    """Whether the letters are letters: "tọa độ X = 1.234.567", "hội LV", "hạng mục XL"."""
    if old_placing(place.previous_two) in _LETTERED_BY or _EQUALS.match(place.text, match.end()):
        return True
    high = follows(place, "numbered_high") or _ROMAN_BEFORE.search(place.before) is not None
    return "L" in match[0] and not high


def _ends_span(place: Place, written: str) -> bool:
    """Whether a numeral of two letters and a dash stand before, and it rises: "cấp IV-V"."""
    first = _SPAN_BEFORE.search(place.before)
    return first is not None and roman_value(first[1]) < roman_value(written)


def _counted_on(place: Place, end: int) -> bool:
    """Whether the word that is numbered stands behind the dash again: "BĐ II-BĐ III"."""
    word = _LAST_WORD.search(place.before)
    return word is not None and place.text.startswith(f"{word[0]} ", end + 1)


def _heads_a_point(place: Place, match: re.Match[str]) -> bool:
    """Whether the numeral opens a line as a point: "II. Mục tiêu", "IV - KẾT QUẢ"."""
    if not _LINE_START.search(place.before) or roman_value(match[0]) > _LAST_POINT:
        return False
    point = _POINT.match(place.text, match.end())
    if point is None:
        return False
    if len(match[0]) > 1:
        return True
    words = re.findall(r"[^\W\d_]+", place.after(point.end()))[:3]
    names = [word for word in words if word[:1].isupper() and word[1:].islower()]
    is_place = match[0] == "X" and point[0] == "." and len(names) >= min(2, len(words))
    return bool(words) and words[0][:1].isupper() and not is_place


def _in_heading_words(place: Place, end: int) -> bool:
    """Whether a word in capitals goes on here: "XI MĂNG", "VI PHẠM", not "KHÓA XI"."""
    if place.written not in {"XI", "VI", "LI", "CI", "CHI", "X", "I", "V"}:
        return False
    following = re.match(r"\s+([^\W\d_]+)", place.text[end:])
    is_word = following is not None and following[1].isupper() and is_syllable(following[1])
    return is_word and not follows(place, "numbered")


def small(_: Place, match: re.Match[str]) -> Claim | None:
    """(ii), (iv): points of a list inside a sentence."""
    return Claim(match.end(), cardinal(roman_value(match[0].upper())))


def lettered(place: Place, match: re.Match[str]) -> Claim | None:
    """Phụ lục IIa, giai đoạn IIIb: a numeral with a letter of its own."""
    if not follows(place, "numbered"):
        return None
    return Claim(match.end(), f"{cardinal(roman_value(match[1]))} {spelled(match[2])}")


def graded(place: Place, match: re.Match[str]) -> Claim | None:
    """Gỗ nhóm IIA, IB, rừng loại IIIA1, hạng III.A: a class with its letter, and its figure."""
    listed = _GRADED_BEFORE.search(place.before) is not None
    if not (follows(place, "graded_by_letters") or listed):
        return None
    said = [cardinal(roman_value(match[1])), spelled(match[2])]
    return Claim(match.end(), " ".join([*said, cardinal(int(match[3]))] if match[3] else said))


RULES = (
    Rule("word", graded, _GRADED, opens="IVX"),
    Rule("word", term, _TERM, opens="K"),
    Rule("word", lettered, _LETTERED, opens="IVX"),
    Rule("word", numeral, _NUMERAL, opens="CILVX"),
    Rule("word", small, _SMALL, opens="iv", then=")"),
)
