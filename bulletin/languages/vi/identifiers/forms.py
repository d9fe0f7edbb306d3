"""Numbers of forms: Mẫu 01/ĐK-TT, biểu 03/BC-TKĐĐ, mẫu TP/HT-2015-KS, Mẫu C70a-HD.

In: a place at what follows the word for a form. Out: the number, then the parts of its code: in
words what one thing only is meant by, by the names of the letters whatever may mean several. A
form is no document, so that its TT is no circular, unless an organ that issues some stands behind.
"""

import re

from bulletin.languages.vi.abbreviations.organs import kinds, organ
from bulletin.languages.vi.cardinals import cardinal, digits, year
from bulletin.languages.vi.identifiers.documents import only_sense
from bulletin.languages.vi.words import CAPITALS, SMALL, said_by, spelled
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.sought import Sought

_SIGN = r"\s?[-–/.]\s?"
_PART = r"(?:[A-ZĐ][A-ZĐ&]{0,11}[0-9]{0,3}[a-z]?|[0-9]{1,4}[A-Za-zđ]?)"
_CODE = re.compile(rf"(?P<first>{_PART})(?P<rest>(?:{_SIGN}{_PART}){{1,6}})(?![^\W_]|[,/-][0-9])")
_FORM_BEFORE = Sought(
    r"(?i)(?<![^\W_])(?:(?:biểu\s)?mẫu|biểu|tờ khai|phiếu)(?:\s(?:số|đơn|biểu|tờ khai|mẫu))*:?\s$",
    *("mẫu", "biểu", "tờ khai", "phiếu"),
)
_OF_INSURANCE = re.compile(r"(?:TK[1-3]|[A-D][0-9]{1,2}[a-z]?)-(?:TS|HSB)(?![^\W_])")
_PIECE = re.compile(r"[A-ZĐ&]+|[a-zđ]|[0-9]+")
_SPLIT = re.compile(_SIGN)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SHORTEST_WORD = 3  # letters; two of them mean many things
_LETTERS = re.compile(r"[A-ZĐ]")


def form(place: Place, match: re.Match[str]) -> Claim | None:
    """The number and the code of a form."""
    if not _FORM_BEFORE.search(place.before):
        return None
    parts = _SPLIT.split(match[0])
    if not _LETTERS.search(match["rest"]) or _is_document(parts):
        return None
    return Claim(match.end(), ", ".join(_said(place, part) for part in parts), solid=True)


def insurance_form(_: Place, match: re.Match[str]) -> Claim | None:
    """TK1-TS, D02-TS, C14-TS: forms of social insurance, which nobody needs to announce."""
    return Claim(match.end(), " ".join(map(_piece, _PIECE.findall(match[0]))), solid=True)


def _is_document(parts: list[str]) -> bool:
    """Whether a kind of document and who issues it are named: "mẫu 02/QĐ-UBND"."""
    letters = [part for part in parts if part[0].isalpha()]
    known = letters[0] in kinds() and letters[0] not in said_by("documents", "forms")
    return known and len(letters) > 1 and organ(letters[1]) is not None


def _said(place: Place, part: str) -> str:
    own = place.lexicon.get(part)
    if own:
        return own.say
    if _YEAR.fullmatch(part):
        return year(part)
    return " ".join(_piece(piece) for piece in _PIECE.findall(part))


def _piece(piece: str) -> str:
    """Figures as a number that keeps its nought; letters in words where they mean one thing."""
    if piece.isdecimal():
        return digits(piece) if piece.startswith("0") else cardinal(int(piece))
    told = said_by("documents", "forms").get(piece)
    if told is None and len(piece) >= _SHORTEST_WORD:
        told = only_sense(piece)
    return told or spelled(piece)


RULES = (
    Rule("number", form, _CODE, then=CAPITALS + SMALL + " -./–"),
    Rule("word", form, _CODE, opens=CAPITALS, then=" &-./–0123456789"),
    Rule("word", insurance_form, _OF_INSURANCE, opens="ABCDT", then="0123456789"),
)
