"""A T behind a number: tonnes, months or years: xe 5T, kỳ hạn 12 T, bé 9T.

In: a place at the number. Out: the one that what stands beside it tells; else a guess of all.
"""

import re

from bulletin.languages.vi.cardinals import cardinal, in_words
from bulletin.languages.vi.quantities import governed_by
from bulletin.languages.vi.words import CLOSED, follows, near
from bulletin.reading.scanner import Claim, Place

SPACED = re.compile(rf"([0-9]{{1,3}}(?:\.[0-9]{{3}})*(?:,[0-9]+)?)\sT(?=\s?{CLOSED}|\s[a-zđ])")
_GOES_ON = re.compile(r"\s[a-zđ]")
_IN_PRISON = re.compile(r"\stù(?![^\W_])")
_EACH_TIME = re.compile(r"\s?/\s?(?:1\s)?(?:lần|kỳ)(?![^\W_])")
_WORDS_TO_AGE = 8
_WORDS_TO_INFANT = 3
_AGES = range(2, 7)
_LAST_MONTH = 12  # of the ages that may be years: "trẻ 18T" has a year and a half
_WORDS_TO_LORRY = 9


def spaced(place: Place, match: re.Match[str]) -> Claim | None:
    """Kỳ hạn 12 T: the letter stands apart from its number."""
    if follows(place, "lettered") and place.previous != "lớp":
        return None
    grouped = not match[1].isdigit()
    if grouped or near(place, "hauled", _WORDS_TO_LORRY) or governed_by(place) == "quantity":
        return Claim(match.end(), f"{in_words(match[1])} tấn")
    years, months = (f"{cardinal(int(match[1]))} {kind}" for kind in ("tuổi", "tháng"))
    if _is_age_of_infant(place, int(match[1])):
        return Claim(match.end(), years, senses=(years, months))
    if near(place, "lasting_months", _WORDS_TO_AGE):
        child = near(place, "infants", _WORDS_TO_INFANT) and int(match[1]) in _AGES
        return Claim(match.end(), months, senses=(months, years) if child else ())
    if _GOES_ON.match(place.text, match.end()) and not any(
        near(place, one, _WORDS_TO_AGE) for one in ("aged", "infants")
    ):
        tonnes = f"{cardinal(int(match[1]))} tấn"  # "thu hoạch 25 T lúa"
        return Claim(match.end(), tonnes, senses=(tonnes, months))
    return _months_or_years(place, match[1], match.end())


def _is_age_of_infant(place: Place, number: int) -> bool:
    """Whether an age is told that children are set apart by in years as well: "trẻ dưới 5 T"."""
    return number in _AGES and follows(place, "bounds") and near(place, "infants", _WORDS_TO_INFANT)


def tied(place: Place, number: str, end: int, *, bears: bool) -> Claim | None:
    """Cầu 13T, xe 5T, bé 9T: tonnes that a bridge bears or a lorry takes, else an age."""
    if bears:
        return Claim(end, f"{cardinal(int(number))} tấn")
    each = _EACH_TIME.match(place.text, end) and near(place, "inspected", _WORDS_TO_LORRY)
    if each or _IN_PRISON.match(place.text, end):
        return Claim(end, f"{cardinal(int(number))} tháng")
    hauled = near(place, "hauled", _WORDS_TO_LORRY)
    return None if hauled else _months_or_years(place, number, end)


def _months_or_years(place: Place, number: str, end: int) -> Claim:
    """9T: months as a rule, and years where somebody's age is told; neither is certain."""
    infant = near(place, "infants", _WORDS_TO_INFANT) and int(number) > _LAST_MONTH
    years = near(place, "aged", _WORDS_TO_AGE) and not infant
    kinds = ("tuổi", "tháng", "tấn") if years else ("tháng", "tuổi", "tấn")
    senses = tuple(f"{cardinal(int(number))} {kind}" for kind in kinds)
    told = not years and follows(place, "of_months")
    return Claim(end, senses[0], senses=() if told else senses)
