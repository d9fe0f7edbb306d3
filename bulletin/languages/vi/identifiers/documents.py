"""Numbers and codes of official documents: 57-NQ/TW, 26/2020/TT-BTTTT, 1234/UBND-VX, NĐ-CP.

In: a place at a number or a capital word. Out: the number, its year, and the code in words: the
kind of document, the organ, the unit that wrote it. The words come from `documents.yaml`;
ministries, departments and offices are put together from a letter and a domain.
"""

import re

from bulletin.languages.vi.abbreviations.glossary import (
    all_senses,
    default_senses,
    entries,
    known,
    plain_reading,
    taking,
)
from bulletin.languages.vi.abbreviations.organs import kinds, organ, units, with_term
from bulletin.languages.vi.cardinals import cardinal, digits, year
from bulletin.languages.vi.identifiers import committees
from bulletin.languages.vi.quantities import measures
from bulletin.languages.vi.words import (
    CAPITALS,
    SMALL,
    follows,
    old_placing,
    said_by,
    spelled,
    undoubled,
)
from bulletin.reading.scanner import Claim, Place, Rule, saying
from bulletin.reading.sought import Sought

_PART = r"(?:T\.[ƯWU](?![^\W_])|[A-ZĐ][A-Za-zĐđƯư]*(?:&[A-ZĐ]+)?[0-9]{0,2})"
# no dot before a space: "57-NQ/TW. Theo đó" goes on with a sentence
_CODE = rf"{_PART}(?:(?:\s?[-–/]\s?|\.){_PART}){{0,9}}"
_NUMBERED = re.compile(
    rf"([0-9]{{1,6}})([a-eA-EđĐ]?)(?:\s?[/-]\s?((?:19|20)[0-9]{{2}}))?\s?[-–/]\s?({_CODE})(?![^\W_])"
)
_BARE = re.compile(rf"({_PART}(?:[-–/]{_PART}){{1,9}})(?![^\W_])")
_BLANK = re.compile(rf"[/-]\s?({_CODE})(?![^\W_])")
_SPLIT = re.compile(r"\s?(?:[-–/]|(?<!/T)\.)\s?")  # the dot of "KL/T.Ư" parts nothing
_TIED_KIND = re.compile(r"(QĐ|TT|CT|KL|KH|CV|TB|HD)([0-9]{2,4})(?![^\W_]|[-/][^\W_])")
_CITING = re.compile(  # "theo QĐ1719, TT58 và CT05"
    r"(?<![^\W_])(?:theo|áp dụng|căn cứ|thực hiện|thay|thay thế|sửa đổi|quán triệt|ban hành|tinh thần)\s"
    r"(?:[A-ZĐ]{2}[0-9]{2,4}(?:,\s|\svà\s|\sthay\s))*$",
    re.IGNORECASE,
)
_STANDARDS = {
    "TCXDVN": "tiêu chuẩn xây dựng Việt Nam",
    "QCĐP": "quy chuẩn địa phương",
    "ISO": "i xô",
}
_RARELY_WITHOUT_NUMBER = frozenset({"TC", "KT", "HC", "CT", "KH", "BC"})
_KINDS_THAT_ARE_NUMBERED = 2
_COMMITTEE = "TU"
_WHOLE_NUMBER = re.compile(r"\s?[0-9]{1,6}(?![0-9])")
_BLANK_NUMBER = re.compile(r"(?:số|Số|SỐ)\s?:?\s?[.…_]*\s*$")


def _read_code(place: Place, code: str, start: int) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The code in words, the parts that nothing knows, and how many parts were known."""
    entry = place.lexicon.get(code)
    if entry:
        return entry.say, (), 2
    said: list[str] = []
    unknown: list[tuple[int, int]] = []
    known, position, had_organ = 0, start, False
    for index, part in enumerate(_SPLIT.split(code)):
        position = place.text.index(part, position)
        own = place.lexicon.get(part)
        words = (
            own.say
            if own
            else _read_part(part.replace(".", ""), first=index == 0, had_organ=had_organ)
        )
        if not own and index == 0:
            words = _announced(place, part) or words
        had_organ = had_organ or (organ(part) is not None and (index > 0 or part not in kinds()))
        if words is None:
            unknown.append((position, position + len(part)))
            words = _spell(part)
        else:
            known += plain_reading(part) is None or _is_official(part)
        said.append(words)
        position += len(part)
    return _joined(said), tuple(unknown), known


def _announced(place: Place, part: str) -> str | None:
    """What was just said of several that the letters mean: "Quy định số 144-QĐ/TW"."""
    second, rarer = (said_by("documents", one).get(part) for one in ("second_kinds", "rarer_kinds"))
    before = " ".join(old_placing(word) for word in place.words[-4:] if word != "số")
    senses = (second, rarer, *default_senses(part))
    return next((say for say in senses if say and before.endswith(old_placing(say))), None)


def _read_part(part: str, *, first: bool, had_organ: bool) -> str | None:
    if first and part in kinds():
        return kinds()[part]
    if had_organ and part in units():
        return units()[part]
    return organ(part) or units().get(part) or only_sense(part) or kinds().get(part)


def only_sense(part: str) -> str | None:
    """What an abbreviation means that means one thing; the letters of others are spelled."""
    senses = default_senses(part)
    return senses[0] if len(senses) == 1 else spelled(part) if senses else plain_reading(part)


def _is_official(part: str) -> bool:
    return part in kinds() or part in units() or organ(part) is not None


def _joined(said: list[str]) -> str:
    """Kind and organ in one breath, further organs and units after a pause."""
    first = said[:_KINDS_THAT_ARE_NUMBERED]
    if first and first[0][:1].isupper():
        return ", ".join(said)
    return ", ".join([" ".join(first), *said[_KINDS_THAT_ARE_NUMBERED:]])


def _spell(part: str) -> str:
    term = with_term(part)
    return f"{spelled(term[0])} {cardinal(term[1])}" if term else spelled(part)


def numbered(place: Place, match: re.Match[str]) -> Claim | None:
    """A number with its code: 06/QĐ-TTg, 12/2025/NĐ-CP, 30a/2008/NQ-CP."""
    if place.preceding in {"/", ".", ","}:
        return None
    said, unknown, known = _read_code(place, match[4], match.start(4))
    if not known or (unknown and not _is_code(match[4])):
        return None
    first = _SPLIT.split(match[4])[0]
    if "/" not in match[0] and first not in kinds():
        return None
    spaced = re.search(r"\s", match[0]) is not None
    if spaced and first not in kinds():
        return None
    number = _number(match[1]) + (f" {spelled(match[2])}" if match[2] else "")
    in_year = f" năm {year(match[3])}" if match[3] else ""
    say = f"{number}{in_year}, {said}"
    if _ends_in_committee(place, match[4]):
        return Claim(match.end() - len(_COMMITTEE), say.removesuffix(committees.PROVINCE))
    if committees.PROVINCE in say and committees.named(place.text) == committees.CITY:
        say = say.replace(committees.PROVINCE, committees.CITY)
    senses = _two_kinds(place, *_SPLIT.split(match[4])[:2]) or _of_letters(match[4], say)
    return Claim(match.end(), say, unknown, solid=True, senses=senses)


def _ends_in_committee(place: Place, code: str) -> bool:
    """Whether the rest of a code is left to `committees`, and the lexicon says nothing of it."""
    told = place.lexicon.get(code) or place.lexicon.get(_COMMITTEE)
    return code.endswith(f"/{_COMMITTEE}") and not told


def _of_letters(code: str, say: str) -> tuple[str, ...]:
    """What a code may say whose letters are spelled because they have several senses."""
    for part in _SPLIT.split(code)[1:]:
        letters, several = spelled(part), default_senses(part)
        if len(several) > 1 and re.search(rf"(?<!\w){letters}(?!\w)", say):
            return (say, *(say.replace(letters, one) for one in several))
    return ()


def _two_kinds(place: Place, first: str, organ_of: str = "") -> tuple[str, ...]:
    """What a kind's letters may be where the Party uses them for two: "178-QĐ/TW" alone."""
    second = said_by("documents", "second_kinds")
    if first not in second or not organ_of.endswith(("TW", "TƯ", "TU")):
        return ()
    both = (kinds()[first], second[first])
    before = " ".join(word for word in place.words[-4:] if word not in {"số", first.lower()})
    return () if before.endswith(both) else both


def _number(written: str) -> str:
    """A document's number keeps its nought: 06 is "không sáu"."""
    if written.startswith("0"):
        return digits(written)
    return cardinal(int(written))


def _is_code(code: str) -> bool:
    """Whether a code with an unknown part is one at all: a kind first, capitals after."""
    parts = _SPLIT.split(code)
    return all(part.isupper() or part in kinds() or part == "TTg" for part in parts)


def bare(place: Place, match: re.Match[str]) -> Claim | None:
    """A code without its number: "NĐ-CP", "Số: /QĐ-UBND"."""
    if place.preceding in {"/", "-", "&"}:
        return None
    parts = _SPLIT.split(match[1])
    if parts[0] not in kinds() or not all(organ(part) for part in parts[1:]):
        return None
    if parts[0] in _RARELY_WITHOUT_NUMBER and known("".join(parts)):
        return None  # TC-KT, an office's work
    said, unknown, _ = _read_code(place, match[1], match.start(1))
    return Claim(match.end(), said, unknown, solid=True)


def blank(place: Place, match: re.Match[str]) -> Claim | None:
    """A form's number that is still to be written in: "Số: /QĐ-UBND"."""
    if not _BLANK_NUMBER.search(place.before):
        return None
    parts = _SPLIT.split(match[1])
    if parts[0] not in kinds() and organ(parts[0]) is None:
        return None
    said, unknown, _ = _read_code(place, match[1], match.start(1))
    return Claim(match.end(), said, unknown, solid=True)


_KIND_BEFORE_NUMBER = re.compile(  # "PL 3" is an appendix
    r"(NQ|NĐ|QĐ|TT|CT|KL|KH|CV|TB|BC|CTr|TTr|HD|PL(?=\s+(?:số\s+)?[0-9]+/))"
    r"(?=\s+(?:số\s+)?[0-9]|(?<=[A-ZĐ]{2})[0-9]{1,4}/(?:20|[A-ZĐ]))"
)
_THOUSANDS = re.compile(r"\s[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])")  # no paper has so many
_DECIMAL = re.compile(r"\s[0-9]{1,3}[.,][0-9]{1,2}(?![^\W_]|[.,/-][0-9])")  # nor any decimals
_CITED = re.compile(  # what stands after the number of a document, and of nothing else
    r"\s+(?:số\s+)?[0-9]+(?:/|-[A-ZĐ]|\s(?:ngày|quy định|hướng dẫn|yêu cầu)(?![^\W_]))"
)
_STANDARD = re.compile(
    rf"(QCVN|TCVN|TCXDVN|TCCS|QCĐP|ISO)\s?([0-9]{{1,5}})(?:(?:-|\s?-\s?(?=[0-9]{{1,2}}\s?:))([0-9]{{1,2}}))?(?:\s?:\s?([0-9]{{4}}))?(?:/({_CODE}))?(?![^\W_])"
)
_PAGE = re.compile(r"[tT]r\.\s?(?=[0-9])")
_POINT = re.compile(
    r"(?:[a-zđ]|[A-ZĐ](?=(?:(?:,|\svà)?\s[A-ZĐ]){0,9},?\s[Kk](?:hoản|HOẢN|[.0-9])))"
    r"(?![^\W_]|\.[^\s]|/(?![KkĐđ]\.?\s?[0-9])[^\s])"
)
_POINTS_BEFORE = Sought(
    r"(?i)điểm\s+[a-zđ](?:\s*(?:,|và|đến|hoặc|-|–)\s*[a-zđ])*\s*(?:,|và|đến|hoặc|-|–)\s*$", "điểm"
)
_SHORT_POINT = re.compile(r"đ\.\s?([a-zđ])(?=,?\s(?:[Kk]\.?\s?[0-9]|[Kk]hoản\s))")

_LAST_POINT = re.compile(
    r"đ\.\s?([a-zđ])(?![^\W_]|\s[A-ZĐ])"
)  # "Đ.21 k.2 đ.b"; "đ.c Hà" is a comrade
_CLAUSE_BEFORE = re.compile(r"(?<![^\W_])[Kk](?:hoản)?\.?\s?[0-9]{1,2},?\s$")


def kind(place: Place, match: re.Match[str]) -> Claim | None:
    """A kind of document before its number: "NQ 57", "CT số 17"."""
    if _counts(place, match) or _DECIMAL.match(place.text, match.end()):
        return None
    say = kinds()[match[1]]
    others = _not_cited(place, match, say)
    senses = (say, *others) if others else ()
    return Claim(match.end(), undoubled(place, say), senses=senses)


def tied_kind(place: Place, match: re.Match[str]) -> Claim | None:
    """QĐ1719, and "theo TT58, CT05": the kind tied to its number, where documents are cited."""
    if not (match[1] == "QĐ" or _CITING.search(place.before)):
        return None
    return Claim(match.end(), f"{undoubled(place, kinds()[match[1]])} {_number(match[2])}".lstrip())


def _counts(place: Place, match: re.Match[str]) -> bool:
    """Whether the number behind the letters counts or weighs something: "TT 22 người"."""
    number = _WHOLE_NUMBER.match(place.text, match.end())
    cited = follows(place, "cites") or _CITED.match(place.text, match.end())
    return number is not None and not cited and measures(place.text, number.end())


def _not_cited(place: Place, match: re.Match[str], say: str) -> tuple[str, ...]:
    """What else letters before a number may be where nothing around cites a document.

    "CT 24" is any of those that have numbers; in "tổ BC số 5" they may be anything.
    """
    entry = entries().get(match[1])
    if entry and _THOUSANDS.match(place.text, match.end()):
        return tuple(one for one in all_senses(match[1], entry) if one != say)
    if entry is None or follows(place, "cites") or _CITED.match(place.text, match.end()):
        return ()
    if place.previous.isalpha() and not follows(place, "before_document"):
        return tuple(one for one in all_senses(match[1], entry) if one != say)
    return taking("takes_number", match[1], entry, say)


def standard(place: Place, match: re.Match[str]) -> Claim | None:
    """QCVN 01:2021/BTNMT, TCVN 9001."""
    kind_name = kinds().get(match[1]) or _STANDARDS[match[1]]
    said = [kind_name, _number(match[2])]
    said += [cardinal(int(match[3]))] if match[3] else []
    said += ["năm", year(match[4])] if match[4] else []
    if not match[5]:
        return Claim(match.end(), " ".join(said), solid=True)
    code, unknown, _ = _read_code(place, match[5], match.start(5))
    return Claim(match.end(), f"{' '.join(said)}, {code}", unknown, solid=True)


def point(place: Place, match: re.Match[str]) -> Claim | None:
    """The letter of a point of law: "điểm b khoản 3"; letters of a list of points too."""
    if old_placing(place.previous) != "điểm" and not _POINTS_BEFORE.search(place.before):
        return None
    return Claim(match.end(), spelled(match[0]))


def short_point(place: Place) -> Claim | None:
    """đ.a K1 Đ.173: a point of a clause."""
    match = place.match(_SHORT_POINT)
    if match is None and _CLAUSE_BEFORE.search(place.before):
        match = place.match(_LAST_POINT)
    return Claim(match.end(), f"điểm {spelled(match[1])}") if match else None


RULES = (
    Rule("number", numbered, _NUMBERED, then=" -/–AaBbCcDdEeĐđ"),
    Rule("word", bare, _BARE, opens=CAPITALS, then="&-./–0123456789"),
    Rule("sign", blank, _BLANK, opens="/-"),
    Rule("word", standard, _STANDARD, opens="IQT", then=" 0123456789"),
    Rule("word", kind, _KIND_BEFORE_NUMBER, opens="BCHKNPQT", then=" 0123456789"),
    Rule("word", tied_kind, _TIED_KIND, opens="CHKQT", then="0123456789"),
    Rule("word", saying("trang "), _PAGE, opens="Tt", then="."),  # Tr. 8
    Rule("word", short_point, opens="đ"),
    Rule("word", point, _POINT, opens=SMALL + CAPITALS),
)
