"""Grades of pupils and workers by their letters: hạnh kiểm T, học lực: G, xếp loại K.

In: a place at such a letter. Out: "tốt", "giỏi", "khá" behind the word for what is graded.
"""

import re

from bulletin.languages.vi.words import follows, near
from bulletin.reading.scanner import Claim, Place, Rule

_GRADE = re.compile(r"(?:[TGKY]|Tb)(?![^\W_]|\.[^\W_]|[-/+][^\W_])")
_SAID = {"T": "tốt", "G": "giỏi", "K": "khá", "Y": "yếu", "Tb": "trung bình"}
_COUNTED = re.compile(r"\s?:?\s?[0-9]")
_LISTED_BEFORE = re.compile(
    r"(?<![^\W_])(?:T|G|K|Y|Đ|TB|Tb)\s?:?\s?[0-9]{1,3}(?:%|\s[^\W\d_]{1,6}){0,3}[,;]\s?$"
)
_WORDS_BACK = 12


def grade(place: Place) -> Claim | None:
    """The T of "hạnh kiểm T"."""
    match = place.match(_GRADE)
    if match is None:
        return None
    counted = _COUNTED.match(place.text, match.end()) is not None
    listed = _LISTED_BEFORE.search(place.before) and near(place, "lettered_grades", _WORDS_BACK)
    if not (follows(place, "lettered_grades") or (counted and listed)):
        return None
    return Claim(match.end(), _SAID[match[0]])


RULES = (Rule("word", grade, _GRADE, opens="TGKY"),)
