"""What numbers in words are worth, however people say them: hai ngàn hai is 2.200, and 2.002.

In: words in the form in which they are compared. Out: every way to take them, as a row of numbers:
of "tháng tư năm hai nghìn" nobody can tell by the words alone that năm is no five.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

Worth = tuple[Fraction, ...]

_LONGEST = 16
"""Words of a row that are looked at: a day with its year has twelve."""
_SEVERAL = 2
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_SMALL = re.compile(r"(?:[1-9]?T(?:[1-9](?!T))?|y[1-9]?|t|[0-9])")
"""A number below a hundred, of several that follow each other: a year two by two, a telephone number."""
_BELOW_A_THOUSAND = r"(?:[0-9]?H)?L?(?:[1-9]?T[1-9]?|y[1-9]?|t|[0-9]|[1-9]{2})?"
_NUMBER = re.compile(rf"(?:{_BELOW_A_THOUSAND}B)*{_BELOW_A_THOUSAND}")
"""A number by the kinds of its words: digits, T for ten, H for a hundred, B for what is more, y and t for
other numbers up to ninety and nineteen that are one word, L for what links."""


@dataclass(frozen=True)
class WordValues:
    """Words by what they are worth: `small` ones, and `units` of ten and more.

    `links` stand before what is added ("linh"), `points` before a fraction; `halves` are one of what is
    before them, or behind ("hai triệu rưỡi", "nửa triệu").
    """

    small: Mapping[str, int]
    units: Mapping[str, int]
    links: frozenset[str]
    points: frozenset[str]
    halves: frozenset[str] = frozenset()

    def worths(self, forms: Sequence[str]) -> frozenset[Worth]:
        """Every way to take some words as numbers, one after the other; none if they are none."""
        if not 0 < len(forms) <= _LONGEST:
            return frozenset()
        rows: list[set[Worth]] = [{()}]
        for end in range(1, len(forms) + 1):
            ways = ((rows[start], set(self._ways(forms[start:end]))) for start in range(end))
            rows.append(
                {(*row, one) for before, ones in ways for row, one in product(before, ones)}
            )
        return frozenset(rows[-1])

    def _ways(self, forms: Sequence[str]) -> Iterator[Fraction]:
        """What one number in words may be worth."""
        kinds = "".join(map(self._kind, forms))
        if point := kinds.find("P") + 1:
            yield from self._fractions(forms, point)
        elif half := kinds.find("R") + 1:
            yield from self._halves(forms, half)
        elif (row := self._row(forms, kinds)) and row[0] != "0":
            yield Fraction(row)
        if (whole := self._whole(forms)) is not None:
            yield whole
            unit = self.units.get(forms[-2], 0) if len(forms) > 1 else 0
            if unit >= _HUNDRED and kinds[-1].isdecimal() and self.links:
                # What is passed over has a word of its own, so without it nothing was: hai trăm tư.
                yield whole + int(kinds[-1]) * (Fraction(unit, _TEN) - 1)

    def _row(self, forms: Sequence[str], kinds: str) -> str:
        """The figures of several numbers that follow each other; "" if they are none."""
        found = [one.span() for one in _SMALL.finditer(kinds)]
        if len(found) < _SEVERAL or sum(end - start for start, end in found) < len(kinds):
            return ""
        return "".join(str(self._whole(forms[start:end])) for start, end in found)

    def _kind(self, form: str) -> str:
        if form in self.units:
            return {_TEN: "T", _HUNDRED: "H"}.get(self.units[form], "B")
        if form in self.small:
            one = self.small[form]
            return str(one) if one < _TEN else "t" if one < 2 * _TEN else "y"
        kinds = {"L": self.links, "P": self.points, "R": self.halves}
        return next((kind for kind, words in kinds.items() if form in words), "?")

    def _whole(self, forms: Sequence[str]) -> Fraction | None:
        """A number as it is counted up; None: the words are no such number."""
        if not _NUMBER.fullmatch("".join(map(self._kind, forms))):
            return None
        done, here, before = 0, 0, ""
        for form in forms:
            unit, digit = self.units.get(form, 0), here % _TEN
            if unit >= _THOUSAND:
                done, here = (done + here * unit, 0) if here else ((done or 1) * unit, 0)
            elif unit:
                here += digit * (unit - 1) if before in self.small else unit
            elif form in self.small:
                is_pair = digit > 0 and before in self.small and self.small[before] < _TEN
                here += digit * (_TEN - 1) * is_pair + self.small[form]
            before = form
        return Fraction(done + here)

    def _halves(self, forms: Sequence[str], half: int) -> Iterator[Fraction]:
        """A number with half of its last unit, or half of what is behind it."""
        left, many, whole = forms[: half - 1], 1, self._whole(forms[: half - 1])
        for form in forms[half:]:
            many *= self.units.get(form, 0)
        if whole is not None and many:
            yield (whole + Fraction(self.units.get(left[-1], 1) if left else 1, 2)) * many

    def _fractions(self, forms: Sequence[str], point: int) -> Iterator[Fraction]:
        """A number with a fraction, and of thousands or millions if they stand behind it."""
        left, right, many = forms[: point - 1], forms[point:], 1
        while right and self.units.get(right[-1], 0) >= _THOUSAND:
            many, right = many * self.units[right[-1]], right[:-1]
        kinds, whole = "".join(map(self._kind, right)), self._whole(left)
        part = kinds if kinds.isdecimal() else str(self._whole(right) or "")
        if whole is not None and left and part:
            yield (whole + Fraction(f"0.{part}")) * many
