"""The sign between what is multiplied: 3m x 4m, 6×9, 2 x (3 + 4), x hệ số.

In: a place at the sign. Out: "nhân", where a number or a measure stands before it.
"""

import re

from bulletin.reading.scanner import Claim, Place, Rule

_TIMES = re.compile(
    r"\s?[xX×*]\s?(?=[0-9]|\([0-9]|(?<=[0-9]x)[A-ZĐ]{1,4}[0-9]|(?<=\s[x×]\s)[A-ZĐ]{2,6}(?![^\W_])|(?:dài|rộng|cao|sâu|dày|hệ số|lương cơ sở|số ngày|mức)\s?)"
)
_BEFORE = re.compile(r"[0-9]\s?(?:%|['’′]|[^\W\d_]{1,5}[²³]?)?\s?$")
_FACTOR = re.compile(r"(?:[0-9][^.;!?]{0,24}|\)\s)$")  # a number that a spaced "x" may multiply


def times(place: Place, match: re.Match[str]) -> Claim | None:
    """The sign between two measures: 3m x 4m, 6×9."""
    apart = place.preceding.isspace() and match[0].endswith(" ")
    is_sign = _BEFORE.search(place.before) or (apart and _FACTOR.search(place.before))
    return Claim(match.end(), " nhân ") if is_sign else None


RULES = (
    Rule("word", times, _TIMES, opens="Xx"),
    Rule("sign", times, _TIMES, opens="×*"),
)
