"""Grades of pupils and workers by their letters: hạnh kiểm T, học lực: G, xếp loại K.

In: a place at such a letter. Out: "tốt", "giỏi", "khá" behind the word for what is graded.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import follows, near, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_GRADE = re.compile(r"(?:[TGKY]|Tb)(?![^\W_]|\.[^\W_]|[-/+][^\W_])")
_SAID = {"T": "tốt", "G": "giỏi", "K": "khá", "Y": "yếu", "Tb": "trung bình"}
_COUNTED = re.compile(r"\s?:?\s?[0-9]")
_LISTED_BEFORE = re.compile(
    r"(?<![^\W_])(?:T|G|K|Y|Đ|TB|Tb)\s?:?\s?[0-9]{1,3}(?:%|\s[^\W\d_]{1,6}){0,3}[,;]\s?$"
)
_NUMBER_BEFORE = re.compile(r"(?<![^\W_])[0-9]{1,3}\s(?:HS\s|học sinh\s)?$")
_ROW_ON = re.compile(r"\s?(?:,|;|\svà)\s?[0-9]{1,3}\s(?:HS\s|em\s)?(?:G|K|TB|Tb|Y)(?![^\W_])")
_ROW_BACK = re.compile(
    r"[0-9]{1,3}\s(?:HS\s|em\s)?(?:G|K|TB|Tb)\s?(?:,|;|\svà)\s?[0-9]{1,3}\s(?:HS\s|em\s)?$"
)
_ROW = re.compile(r"[0-9]\s(?:HS\s)?G\s?[,;]\s?[0-9]{1,3}\s(?:HS\s)?K(?![^\W_])")
_TIED = re.compile(
    r"[0-9]{1,3}G\s?[,;]\s?[0-9]{1,3}K(?:\s?[,;]\s?[0-9]{1,3}(?:Tb|TB|Y)){0,2}(?![^\W_])"
)
_WORDS_BACK = 12


def grade_of_pupils(place: Place, match: re.Match[str]) -> Claim | None:
    """12 G, 8 K; HS G: good and fair pupils, where pupils are told of and their grades in a row."""
    if match[0] == "T" and not _ROW_ON.match(place.text, match.end()):
        return None
    beside = follows(place, "pupils") or _ROW_ON.match(place.text, match.end())
    beside = beside or _ROW_BACK.search(place.before)
    counted = _NUMBER_BEFORE.search(place.before) or follows(place, "pupils")
    if not (
        beside and counted and (near(place, "of_school", _WORDS_BACK) or _ROW.search(place.text))
    ):
        return None
    return Claim(match.end(), _SAID[match[0]])


def grade(place: Place, match: re.Match[str]) -> Claim | None:
    """The T of "hạnh kiểm T"."""
    counted = _COUNTED.match(place.text, match.end()) is not None
    listed = _LISTED_BEFORE.search(place.before) and near(place, "lettered_grades", _WORDS_BACK)
    if not (follows(place, "lettered_grades") or (counted and listed)):
        return None
    return Claim(match.end(), _SAID[match[0]])


def grades_tied(place: Place, match: re.Match[str]) -> Claim | None:
    """10G, 5K: so many good and so many fair pupils; where no pupils are told of, a guess."""
    pieces = re.findall(r"([0-9]+)(G|K|Tb|TB|Y)", match[0])
    said = ", ".join(f"{cardinal(int(n))} {_SAID.get(one, 'trung bình')}" for n, one in pieces)
    letters = ", ".join(f"{cardinal(int(n))} {spelled(one)}" for n, one in pieces)
    if near(place, "of_school", _WORDS_BACK):
        return Claim(match.end(), said)
    return Claim(match.end(), letters, senses=(letters, said))  # "mạng 4G, 5K"


RULES = (
    Rule("number", grades_tied, _TIED, then="G"),
    Rule("word", grade, _GRADE, opens="TGKY"),
    Rule("word", grade_of_pupils, _GRADE, opens="GKTY"),
)
