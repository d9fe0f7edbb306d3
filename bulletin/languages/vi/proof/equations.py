"""Sums, differences and products that are written out, and are not those of their figures.

In: text. Out: slips that say how the figures reckon ("12 + 15 + 20 = 47").
"""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bulletin.languages.proof import Slip
from bulletin.languages.vi.proof.figures import NUMBER, half, measured, said

_UNIT = r"(?:%|(?!x\s?\d)[^\W\d_]++[23²³]?)"
_TERM = rf"{NUMBER}(?:\s?{_UNIT}(?:\s[^\W\d_]+){{0,3}}?)?"
_LED = rf"(?:[^\W\d_]++\s){{0,4}}(?:(?:[^\W\d_]++|\d{{1,2}}):\s)?{_TERM}"
"""A later term, and words that say what it is: "nữ 15", "ấp 2: 15 hộ"."""
_FIRST = r"(?<![\w/.,+×*=-])(?<!\d\s)(?<![+×*=x/–-]\s)"
_SIGNS = {"+": (r"\+", 12), "×": (r"(?:[×*]|x(?=\s?\d))", 2), "−": ("[-–−]", 3)}
"""By the sign of a reckoning how it is written, and how often it may stand in one."""
_EQUATIONS = {
    sign: re.compile(
        rf"{_FIRST}(?P<terms>{_TERM}(?:\s?{written}\s?{_LED}){{1,{most}}})"
        rf"\s?=\s?(?P<made>{NUMBER})(?:\s?(?P<unit>{_UNIT}))?+(?!\s?[\d+×*/:=?])"
    )
    for sign, (written, most) in _SIGNS.items()
}
_BRACKETED = re.compile(
    rf"{_FIRST}(?P<made>{NUMBER})\s(?P<unit>[^\W\d_]+)(?:\s[^\W\d_]+){{0,3}}"
    rf"\s?\((?P<terms>{NUMBER}(?:\s?\+\s?{NUMBER}){{1,12}})\)"
)
_PART = re.compile(
    rf"(?:(?P<word>[^\W\d_]+)\s)?(?<![\w.,])(?P<number>{NUMBER})(?!:)\s?(?P<unit>{_UNIT})?"
)
_GREATER_UNIT = re.compile(
    r"(?i)\d\s?(?:giờ|phút|năm|tháng|tuần|ngày|tấn|tạ|yến|kg|km|m|ha|sào|tỷ|tỉ|triệu|nghìn)\s$"
)
"""Before a first term that is only the rest of one: "1 giờ 30 phút + 45 phút"."""
_PUZZLE = re.compile(
    r"(?i)(?<!\w)(?:đố|câu đố|mẹo|phương trình)(?!\w)|=\s*\?|(?<!\w)làm tròn(?!\w)"
)


def contradicting(text: str) -> Iterator[Slip]:
    """Equations whose right side is another figure than their left side makes."""
    if not ("=" in text or "+" in text) or _PUZZLE.search(text):
        return
    for sign, form in (*_EQUATIONS.items(), ("+", _BRACKETED)):
        for match in form.finditer(text):
            parts = list(_PART.finditer(match["terms"]))
            made = _made(parts, match["unit"], sign)
            rest = _GREATER_UNIT.search(text, max(0, match.start() - 12), match.start())
            if made is None or rest or _is_slogan(parts) or _are_names(text, match.start(), parts):
                continue
            given, _ = measured(match["made"], match["unit"])
            if _are_numbered(parts) and not made / _FAR < given < made * _FAR:
                continue
            # A whole figure that is made of parts is rounded: "12,4 + 15,3 = 28".
            whole = Decimal("0.5") if any("," in one["number"] for one in parts) else Decimal()
            rough = half(match["made"], match["unit"] or "") or whole
            if sign != "×" and rough:
                units = (one["unit"] or match["unit"] or "" for one in parts)
                rough += sum(map(half, (one["number"] for one in parts), units), Decimal())
            if abs(given - made) > rough:
                yield _slip(match, parts, made, sign)


def _made(parts: Sequence[re.Match[str]], unit: str | None, sign: str) -> Decimal | None:
    """What the terms make; None where they are of different things, or of less than nothing."""
    values = [
        measured(one["number"], one["unit"] or (unit if sign != "×" else "")) for one in parts
    ]
    named, (_, of_all) = {one for _, one in values} - {""}, measured("0", unit)
    if sign == "×":
        shares = sum(one == "%" for _, one in values) if of_all != "%" else 0
        known = not of_all or not named or of_all.rstrip("23²³") in named
        product = math.prod((value for value, _ in values), start=Decimal(1))
        return product.scaleb(-2 * shares) if known else None
    if len(named) > 1 or (named and of_all and of_all not in named):
        return None
    first, *others = (value for value, _ in values)
    rest = sum(others, Decimal())
    if sign == "+":
        return first + rest
    return first - rest if rest <= first else None


def _is_slogan(parts: Sequence[re.Match[str]]) -> bool:
    """Whether nothing is counted, as in "1 + 1 = 3"."""
    return all(len(one["number"]) == 1 and not one["unit"] for one in parts)


def _are_names(text: str, start: int, parts: Sequence[re.Match[str]]) -> bool:
    """Whether terms are numbers of things of one kind: "ấp 1 + ấp 2 = 28 hộ"."""
    before = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start)
    words = [before[1] if before else None, *(one["word"] for one in parts[1:])]
    named = [
        word.lower() for word, one in zip(words, parts, strict=True) if word and not one["unit"]
    ]
    return len(set(named)) < len(named)


def _are_numbered(parts: Sequence[re.Match[str]]) -> bool:
    """Whether terms may be numbers of things of several kinds: "ô 12 + nền 5 = 200 m2"."""
    return not any(one["unit"] for one in parts) and all(one["word"] for one in parts[1:])


_FAR = 3
"""So many times more, or less, than its terms make is no sum that was miscounted."""
_LAST_WORD = re.compile(r"([^\W\d_]+)\s\Z")
_LONGEST_WORD = 12


def _slip(match: re.Match[str], parts: Sequence[re.Match[str]], made: Decimal, sign: str) -> Slip:
    unit = match["unit"] or ""
    one, _ = measured("1", unit)
    written = f" {sign} ".join(
        " ".join(filter(None, part.group("number", "unit"))) for part in parts
    )
    return Slip(match.start(), match.end(), f"{written} = {said(made / one)} {unit}".rstrip())
