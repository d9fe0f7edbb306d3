"""Figures of one sentence that contradict each other: shares, changes, sums.

In: text. Out: slips that say how the figures reckon ("180/200 = 90 %"). What may be of something
else (a share of the plan, parts that are not all) is left alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from bulletin.languages.proof import Slip
from bulletin.languages.vi.proof.figures import (
    DOT,
    FIGURE,
    NUMBER,
    OF_MONEY,
    UNIT,
    decimals,
    half,
    joined_thousands,
    measured,
    said,
    value,
)
from bulletin.reading.sought import Begun


def contradicting(text: str) -> Iterator[Slip]:
    """Shares that are others, rises that fall, sums that are not those of their parts."""
    if "%" in text and "/" in text:
        yield from _shares(text)
    if _FROM.search(text):
        yield from _changes(text)
        yield from _changes_by(text)
    if _OF_PARTS.search(text):
        yield from _sums(text)
    if "trong đó" in text:
        yield from _too_many(text)


def _is_near(given: str, made: Decimal, rough: str | None) -> bool:
    """Whether a figure is one that is made, rounded or cut, or nearly so where that is said."""
    unit = Decimal(1).scaleb(-decimals(given))
    return abs(value(given) - made) <= unit * (3 if rough else 1)


# -- shares --------------------------------------------------------------------------------

_SHARE = re.compile(
    rf"(?i)(?<![\w/.,-])(?P<part>{FIGURE})/(?P<whole>{NUMBER})"
    r"(?P<what>\s[^\d.;:()%]{2,60}?)?(?:\s*\((?:đạt|chiếm|bằng|tức|tỷ lệ|tỉ lệ|=)?\s*|,?\s+(?:đạt|chiếm|bằng|tức|tương ứng)\s+(?:tỷ lệ\s+|tỉ lệ\s+)?|\s*=\s*)"
    r"(?P<rough>gần\s+|hơn\s+|trên\s+|khoảng\s+|xấp xỉ\s+|~\s?)?(?P<share>\d{1,3}(?:,\d{1,2})?)\s?%"
    r"(?!\s*(?:kế hoạch|KH\b|chỉ tiêu|so\b|cùng|dân\b|của|nghị quyết|dự toán|trở lên|diện tích))"
)
_DAY = re.compile(
    r"(?i)(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|đến|tới|từ|trước|sau|tháng|quý|số|lúc)\s+\Z"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
"""What stands behind the number of a paper: "Nghị quyết 57/2026"; thousands have a dot mostly."""
_LAST_DAY, _LAST_MONTH, _FIRST_YEAR = 31, 12, 1900
_SIGHT = 16


def _shares(text: str) -> Iterator[Slip]:
    for match in _SHARE.finditer(text):
        part, whole = value(match["part"]), value(match["whole"])
        day = part <= _LAST_DAY and (whole <= _LAST_MONTH or whole >= _FIRST_YEAR)
        paper = _YEAR.fullmatch(match["whole"]) and part < _FIRST_YEAR
        pressure = part > whole and not match["what"]  # of blood: "140/90"
        if (
            day
            or paper
            or pressure
            or not whole
            or _DAY.search(text[max(0, match.start() - _SIGHT) : match.start()])
        ):
            continue
        made = 100 * part / whole
        if not _is_near(match["share"], made, match["rough"]):
            formula = f"{match['part']}/{match['whole']} = {said(made)} %"
            yield Slip(match.start(), match.end(), formula)


# -- changes -------------------------------------------------------------------------------

_FROM = Begun(
    r"(?i)(?<!\w)(?:giảm|hạ|tăng|nâng)\b[^.;!?]{0,40}?\btừ\b", "giảm", "hạ", "tăng", "nâng"
)
_CHANGE = re.compile(
    rf"(?i)(?<!\w)(?P<way>giảm|hạ|tăng|nâng)(?P<what>(?:\s+[^\W\d_]+){{0,4}}?)\s+từ\s+(?P<first>{NUMBER})(?:\s?(?P<unit>{UNIT})(?:\s+[^\W\d_]+)?)?"
    rf"(?:\s*\([^()]{{0,30}}\))?\s+(?:xuống còn|xuống|lên đến|lên tới|lên|còn)\s+(?:khoảng\s+)?(?P<last>{NUMBER})\s?(?P<unit_b>{UNIT})"
    rf"(?:[^\W\d_/ ]|/|\s[^\W\d_]+){{0,3}}?(?:\s*[,(]\s*(?:tức\s+)?(?P<way_b>giảm|tăng)\s+(?P<by>{NUMBER})\s?(?P<unit_c>{UNIT}))?"
)
_UP = {"tăng", "nâng"}
_RANK = re.compile(r"(?i)(?<!\w)(?:hạng|bậc|vị trí|thứ|cấp|loại|lớp|nhóm)(?!\w)")


def _changes(text: str) -> Iterator[Slip]:
    """What rises from more to less, or falls from less to more, or by another figure."""
    for match in _CHANGE.finditer(text):
        first, one = measured(match["first"], match["unit"] or match["unit_b"])
        last, other = measured(match["last"], match["unit_b"])
        if one != other or _RANK.search(match["what"] or ""):
            continue
        if first != last and (last > first) != (match["way"].lower() in _UP):
            sign = "<" if first < last else ">"
            before, after = match.group("first", "last")
            if match["unit"] and match["unit"].lower() != match["unit_b"].lower():
                before, after = f"{before} {match['unit']}", f"{after} {match['unit_b']}"
            yield Slip(match.start(), match.end(), f"{before} {sign} {after}")
        elif match["by"] and first and (match["unit"] or match["unit_b"]) == match["unit_b"]:
            first, last = value(match["first"]), value(match["last"])
            yield from _by(match, first, last)


_CHANGE_BY = re.compile(
    rf"(?i)(?<!\w)(?:giảm|hạ|tăng|nâng)\s+(?P<by>{NUMBER})\s?(?P<unit_c>{UNIT})(?:\s[^\W\d_]+)?\s*[,(:]?\s*(?:tức\s+)?từ\s+(?P<first>{NUMBER})"
    rf"\s?(?P<unit>{UNIT})?(?:\s[^\W\d_]+){{0,2}}?\s+(?:xuống còn|xuống|lên đến|lên tới|lên|còn)\s+(?P<last>{NUMBER})\s?(?P<unit_b>{UNIT})"
)


def _changes_by(text: str) -> Iterator[Slip]:
    """Changes that are told before their figures: "giảm 20 %, từ 100 hộ còn 80 hộ"."""
    for match in _CHANGE_BY.finditer(text):
        first, last = value(match["first"]), value(match["last"])
        if first and (match["unit"] or match["unit_b"]) == match["unit_b"]:
            yield from _by(match, first, last)


def _by(match: re.Match[str], first: Decimal, last: Decimal) -> Iterator[Slip]:
    """A change that is another than the one from the first figure to the last."""
    unit, by = match["unit_b"].lower(), match["unit_c"].lower()
    change = abs(last - first)
    share = 100 * change / first
    made = [change] if by in {unit, "điểm"} else []
    made += [share] if by == "%" else []
    if made and not any(_is_near(match["by"], one, None) for one in made):
        figures = f"{match['first']} → {match['last']}"
        yield Slip(match.start(), match.end(), f"{figures}: {said(made[0])} {match['unit_c']}")


# -- sums ----------------------------------------------------------------------------------

_OF_PARTS = Begun(r"(?i)(?<!\w)gồm(?!\w)", "gồm")
_SUM = re.compile(
    rf"(?i)(?<!\w)tổng(?!\w)[^.;!?()%]{{0,60}}?(?P<total>{NUMBER})\s?(?P<unit>{UNIT})(?P<more>(?:\s[^\W\d_]+){{0,6}})"
    r",?\s+(?:bao\s+)?gồm(?:\s+có)?:?\s+(?P<parts>[^.;!?()]{5,300})"
)
"""A total and, in the same sentence, what it is made of; a dot may part thousands."""
_PART = re.compile(rf"(?<![\w/.,-])(?P<number>{NUMBER})\s?(?P<unit>{UNIT})?")
_CALLED = re.compile(
    r"(?i)(?<!\w)(?:ấp|thôn|tổ|khóm|xóm|đội|khu|số|năm|tháng|quý|ngày|phố|bản|buôn|điều|khoản|lớp|khối|đợt|loại|nhóm|giai đoạn)\s+[\dIVX]+(?:[/-]\d+)*"
)
_NOT_ALL = re.compile(
    r"(?i)(?<!\w)(?:trong đó|mỗi|riêng|còn lại|như|v\.v|vân vân|khác|có \d+)(?!\w)|…|\.\.\.|%"
)
_OVERLAPPING = re.compile(
    r"(?i)(?<!\w)(?:đảng viên|đoàn viên|khuyết tật|neo đơn|dân tộc|cao tuổi)(?!\w)"
    r"|^(?!.*(?<!\w)nam(?!\w)).*(?<!\w)nữ(?!\w)"
)
"""Groups of which somebody may be in several, and in none: women, where no men are counted."""
_FEWEST = 2


def _sums(text: str) -> Iterator[Slip]:
    for match in _SUM.finditer(joined_thousands(text)):
        parts = _CALLED.sub("", match["parts"])
        found = list(_PART.finditer(parts))
        total, unit = measured(match["total"].replace(DOT, "."), match["unit"])
        written = [one["number"].replace(DOT, ".") for one in found]
        figures = [measured(text, one["unit"]) for text, one in zip(written, found, strict=True)]
        if (
            len(found) < _FEWEST
            or _NOT_ALL.search(parts)
            or _OVERLAPPING.search(parts)
            or not _are_of({other for _, other in figures}, unit)
        ):
            continue
        made = sum((value for value, _ in figures), Decimal())
        rough = half(match["total"], match["unit"])
        rough += sum((half(one["number"], one["unit"]) for one in found), Decimal()) if rough else 0
        if abs(made - total) > rough:
            units = {(one["unit"] or "").lower() for one in found} | {match["unit"].lower()}
            shown = written if len(units) == 1 else [said(value) for value, _ in figures]
            whole = (
                made.scaleb(-OF_MONEY.get(match["unit"].lower(), 0)) if len(units) == 1 else made
            )
            yield Slip(match.start(), match.end(), f"{' + '.join(shown)} = {said(whole)}")


_PERSONS = {
    "em",
    "người",
    "cháu",
    "học",
    "đại",
    "hội",
    "đoàn",
    "đảng",
    "khẩu",
    "nhân",
    "thí",
    "vận",
}
"""What men and women are counted as, by the first syllable."""


def _are_of(units: set[str], unit: str) -> bool:
    """Whether what has these units is counted in the unit of its total: men and women as persons."""
    return units == {unit} or (units == {"nam", "nữ"} and unit in _PERSONS)


_AMONG = re.compile(
    rf"(?<![\w/.,-])(?P<total>{NUMBER})\s(?P<unit>[^\W\d_]+)(?:\s[^\W\d_]+){{0,5}},?\s+trong đó:?\s+(?P<parts>[^.;!?()]{{5,300}})"
)
_AT = re.compile(
    rf"(?i)(?<!\w)(?P<place>(?:ấp|thôn|tổ|khóm|xóm|bản|buôn)\s+(?:số\s+)?\w+)\s*(?:có|:|là)?\s*(?P<number>{NUMBER})\s(?P<unit>[^\W\d_]+)"
)
"""How many there are at a place; nobody is at two of them."""


def _too_many(text: str) -> Iterator[Slip]:
    """Parts of a whole at different places, which are more than the whole."""
    for match in _AMONG.finditer(joined_thousands(text)):
        found = list(_AT.finditer(match["parts"]))
        places = {one["place"].lower() for one in found}
        units = {one["unit"].lower() for one in found} | {match["unit"].lower()}
        if len(found) < _FEWEST or len(places) < len(found) or len(units) > 1:
            continue
        written = [one["number"].replace(DOT, ".") for one in found]
        made, total = sum(map(value, written), Decimal()), match["total"].replace(DOT, ".")
        if made > value(total):
            formula = f"{' + '.join(written)} = {said(made)} > {total}"
            yield Slip(match.start(), match.end(), formula)
