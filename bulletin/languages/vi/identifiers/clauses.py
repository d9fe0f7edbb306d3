"""Articles of law with their clauses: khoản 2 Đ.15, K2 Đ.15, K1Đ7, Đ.6.1.b.

In: a place at such a letter or number. Out: "điều" and "khoản" where a law is cited, and nothing
where a street or a family may be meant.
"""

import re

from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import SMALL, cased, near, spelled, undoubled
from bulletin.reading.scanner import Claim, Place, Rule

_ARTICLE = re.compile(r"[Đđ]\.?\s?([0-9]{1,3}[a-z]?)(?![^\W_]|[.,/][0-9])")
_PARTS_BY_DOTS = re.compile(r"([0-9]{1,3})\.([0-9]{1,2})\.?([a-eg-ik-vx-yđ])(?![^\W_]|[.,/][0-9])")
_BY_DOTS = re.compile(rf"[Đđ]\.?\s?(?={_PARTS_BY_DOTS.pattern})")
_BEFORE_PARTS = re.compile(r"(?<![^\W_])[Đđ](?:iều|\.)?\s?$")
_ROW_AFTER = re.compile(r",\s[0-9]{1,3}(?![^\W_]|[.,/][0-9])")
_WORDS_TO_LAW = 8
_NUMBERED_POINT = re.compile(r"([a-zđ])([1-9])(?![^\W_])")
_CLAUSE = re.compile(r"[Kk]\.?\s?([0-9]{1,2})(?![^\W_]|[.,/-][0-9])")
_OF_LAW = re.compile(
    r"(?:\s*(?:,|và|đến|–|-)\s*(?:[Đđ]\.?\s?)?[0-9]{1,3}[a-zđ]?){0,20}\s*[,./-]?\s*(?:của\s|và\s)?"
    r"(?:[Ll]uật|Bộ luật|Điều lệ|Nghị|NĐ|BL[A-ZĐ]{2,4}|L[A-ZĐ]{2,}|Hiến pháp|Pháp lệnh|Quy|Thông tư"
    r"|TT|khoản|điểm|/?[Kk]\.?\s?[0-9])"
)
_TO_ARTICLE = re.compile(
    r"\s?(?:,|và|-|–)?\s?(?:(?:[Kk]\.?\s?)?[0-9]{1,2}\s?,?\s?){0,5}(?:[Đđ]\.?\s?[0-9]|[Đđ]iều\s)"
)
_LAW_BEFORE = re.compile(
    r"(?:khoản|[Kk]\.?\s?[0-9]{1,2}|[Đđ]iều|điểm|tiết|mục|chương|phần|vi phạm|(?:quy|qui) định tại|căn cứ|theo)"
    r"(?:\s+[0-9IVX]{1,4}[a-zđ]?,?|\s+[a-zđ])?(?:\s*(?:,|và|-|–)\s*[0-9]{1,3})*"
    r"\s*(?:,|và|-|–)?\s*(?:Đ\.?\s?[0-9]{1,3}\s*(?:,|và)\s*)*$",
    re.IGNORECASE,
)
_STREET_NAME = cased(r"\s[\U][\l]")  # "Đ.15 Lê Lợi"
_POINT_BEFORE = re.compile(
    r"(?:điểm\s[a-zđ](?:(?:,\s?|\svà\s)[a-zđ]){0,9},?|khoản,?|(?:điểm\s[a-zđ],?|khoản)\s(?:K\.?\s?)?[0-9]{1,2},)\s$",
    re.IGNORECASE,
)

_ARTICLE_BEFORE = re.compile(r"(?:[Đđ]\.?|[Đđ]iều)\s?[0-9]{1,3}(?:,?\s|\.)$")
_TIED_CLAUSE = re.compile(r"[Kk]\.?([0-9]{1,2})(?:[-,]|\s?/\s?)?[Đđ]\.?([0-9]{1,3})(?![^\W_])")
_STROKE = re.compile(r"\s?/\s?(?P<part>[KkĐđ])\.?\s?(?P<number>[0-9]{1,3})(?![^\W_])")
_PART_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:khoản|điều|k\.?|đ\.?)\s?[0-9]{1,3}|điểm\s[a-zđ])$", re.IGNORECASE
)
_OF_PLOT = re.compile(  # "lô K5/Đ12"
    r"(?<![^\W_])(?:lô|ô|thửa|căn|nền|khu|mộ|dãy|block)\s(?:[A-ZĐ][0-9]{1,3}[-/]?)?$", re.IGNORECASE
)
_ARTICLE_OF_PAPER = re.compile(r"Đ\.\s?([0-9]{1,3})(?![^\W_])(?![.,/-][0-9])")
_PAPER_BEFORE = re.compile(
    r"(?:NĐ|QĐ|TT|NQ|BL[A-ZĐ]{2,4}|[Ll]uật|[Nn]ghị (?:định|quyết)|[Tt]hông tư|[Qq]uyết định)\s[^;\n]{0,40},?\s$"
)


def article(place: Place, match: re.Match[str]) -> Claim | None:
    """Khoản 2 Đ.15, Đ.51 BLHS: an article of law, and no street."""
    if place.written == "đ" and place.previous == "điểm":
        return None  # "điểm đ1"
    named = _OF_LAW.match(place.text, match.end())
    beside = _ROW_AFTER.match(place.text, match.end()) or _alone_in_brackets(place, match)
    row = beside and near(place, "of_law", _WORDS_TO_LAW)
    listed = row or (
        _LAW_BEFORE.search(place.before) and not _STREET_NAME.match(place.text, match.end())
    )
    if not (named or listed):
        return None
    return Claim(match.start(1), undoubled(place, "Điều") + " ")


def _alone_in_brackets(place: Place, match: re.Match[str]) -> bool:
    return place.preceding == "(" and place.text.startswith(")", match.end())


def numbered_point(place: Place, match: re.Match[str]) -> Claim | None:
    """Điểm đ1 khoản 2: a point that was put in behind another."""
    if place.previous != "điểm":
        return None
    return Claim(match.end(), f"{spelled(match[1])} {cardinal(int(match[2]))}")


def by_dots(place: Place, match: re.Match[str]) -> Claim | None:
    """Đ.6.1.b: an article, its clause and its point, in the order in which they are written."""
    return Claim(match.end(), undoubled(place, "Điều") + " ")


def parts_by_dots(place: Place, match: re.Match[str]) -> Claim | None:
    """The 6.1.b of "Điều 6.1.b"."""
    if not _BEFORE_PARTS.search(place.before):
        return None
    article, clause, point = cardinal(int(match[1])), cardinal(int(match[2])), spelled(match[3])
    return Claim(match.end(), f"{article} khoản {clause} điểm {point}")


def clause(place: Place, match: re.Match[str]) -> Claim | None:
    """K2 Đ.15, điểm b K.2, "điểm a, b k1": a clause of an article."""
    if _OF_PLOT.search(place.before):
        return None
    led = (
        _TO_ARTICLE.match(place.text, match.end())
        or _POINT_BEFORE.search(place.before)
        or _ARTICLE_BEFORE.search(place.before)
    )
    return Claim(match.start(1), "khoản ") if led else None


def tied_clause(place: Place, match: re.Match[str]) -> Claim | None:
    """K1Đ7, k1/Đ5: a clause and its article, tied to each other."""
    if _OF_PLOT.search(place.before):
        return None
    said = f"khoản {cardinal(int(match[1]))} Điều {cardinal(int(match[2]))}"
    return Claim(match.end(), undoubled(place, said))


def stroke(place: Place, match: re.Match[str]) -> Claim | None:
    """Khoản 2/Đ5, điểm b/k2, Đ173/k2: the next part of a law behind a stroke."""
    if not _PART_BEFORE.search(place.before) or _OF_PLOT.search(place.before):
        return None
    word = "khoản" if match["part"] in "Kk" else "Điều"
    return Claim(match.end(), f" {word} {cardinal(int(match['number']))}")


def article_of_paper(place: Place, match: re.Match[str]) -> Claim | None:
    """Đ.22 behind "QĐ 595/QĐ-BHXH": an article of the paper that was just named."""
    if not _PAPER_BEFORE.search(place.clause):
        return None
    return Claim(match.end(), f"điều {cardinal(int(match[1]))}")


FIRST_RULES = (
    Rule("word", article_of_paper, _ARTICLE_OF_PAPER, opens="Đ", then="."),
    Rule("word", tied_clause, _TIED_CLAUSE, opens="Kk", then=".0123456789"),
    Rule("sign", stroke, _STROKE, opens="/"),
)
RULES = (
    Rule("number", parts_by_dots, _PARTS_BY_DOTS, then="."),
    Rule("word", by_dots, _BY_DOTS, opens="Đđ", then=" .0123456789"),
    Rule("word", numbered_point, _NUMBERED_POINT, opens=SMALL, then="123456789"),
    Rule("word", article, _ARTICLE, opens="Đđ", then=" .0123456789"),
    Rule("word", clause, _CLAUSE, opens="Kk", then=" .0123456789"),
)
