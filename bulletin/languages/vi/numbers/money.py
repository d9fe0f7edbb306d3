"""Money: sums with their currency before or behind, as letters or as a sign.

In: a place at a currency's letters or sign. Out: the currency after its sum, as it is said:
"$5,000" is "năm nghìn đô la", "VND 500.000" is "năm trăm nghìn đồng".
"""

import re

from bulletin.languages.vi.abbreviations.glossary import known
from bulletin.languages.vi.cardinals import NUMBER, in_words
from bulletin.languages.vi.quantities import (
    MAGNITUDE,
    after_number,
    beginnings,
    measures,
    names,
    pattern,
)
from bulletin.languages.vi.words import CLOSED, follows, precedes, said_by, said_near
from bulletin.reading.scanner import Claim, Place, Rule, saying

_MILLIONS = re.compile(r"[Tt]r\.(?=\s(?:đồng|đ)(?![^\W_]))")
_DONG_PER = re.compile(r"[đĐ]/([lLm]|[^\W\d_]{2,}[23²³]?|m[23²³])(?![^\W_])")  # "đ/d" is no price
_WHOLE_DONG = re.compile(
    rf"(?P<amount>{NUMBER}),[-–=]{{1,2}}(?:(?P<unit>\s?(?:đồng|đ|VNĐ|VND)(?![^\W_]))|(?![^\s.;)]))"
)
_BRACKETED = re.compile(
    rf"\((?P<amount>{NUMBER})(?P<percent>\s?%)?\)(?=\s?(?:\||{CLOSED}|tỷ|tỉ|triệu|tr|nghìn|đồng|đ|%))"
)
_ROW_BEFORE, _ROW_AFTER = re.compile(r"[0-9]\s?[;|]\s?$"), re.compile(r"\s?[;|]\s?\(?[0-9]")
_LINE_BEFORE = re.compile(r"\([0-9]{1,2}\)")
_LINE_AND = re.compile(r"\([0-9]{1,2}\)(?:,|\svà)\s$")  # "cột (2) và (3)"
_AMOUNTS_BEGIN = re.compile(r"[:;|,0-9]\s?$")
_GROUPED = re.compile(r"[0-9][.,][0-9]")
_WORDS_TO_ACCOUNT = 8
_DOLLARS = re.compile(r"(?:US|A|S|HK|C|NT)\$")
_SIGN = r"(?:US|HK|NT|[ASC])?\$|Rp(?=\s?[0-9])|[€£¥₫₩฿₹₱₽₺₭៛₿]"
_SUM = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]{{1,2}})?(?![0-9])|[0-9]+\.(?:[0-9]{{1,2}}|[0-9]{{4,6}})(?![0-9])|{NUMBER}"
_AMOUNT = re.compile(rf"(?P<sign>{_SIGN})\s?(?P<amount>{_SUM})")
_AMOUNT_ON = re.compile(rf"\s?[-–]\s?(?:{_SIGN})?\s?(?P<amount>{_SUM})(?![0-9]|[.,/][0-9])")
_SUM_BEHIND = re.compile(rf"\s?(?P<amount>{_SUM})(?![0-9]|[.,/][0-9])")
_PER = re.compile(r"/[^\W\d_]")
_ENGLISH_MAGNITUDE = re.compile(r"\s?(?P<short>[MKkBm]|bn|mn)(?![^\W_])")
_ENGLISH = {
    "M": "triệu",
    "m": "triệu",
    "mn": "triệu",
    "K": "nghìn",
    "k": "nghìn",
    "B": "tỷ",
    "bn": "tỷ",
}
_ENGLISH_BEFORE_CODE = re.compile(
    r"(?P<short>[MB]|bn|mn)(?=\s(?:USD|EUR|VND|VNĐ|GBP|[Đđ]ô la|[Ee]uro)(?![^\W_]))"
)
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")


def currency(place: Place) -> Claim | None:
    """USD, VNĐ; "đ" before "/kg"."""
    match = place.match(pattern("words"))
    if match and (not known(match[0]) or after_number(place)):
        return Claim(match.end(), names()[match[0]])
    per = place.match(_DONG_PER)
    if per and per[1] in names() and not place.preceding.isalnum():
        return Claim(place.end, "đồng")
    return None


def amount(place: Place) -> Claim | None:
    """$5,000; €20; $10-20; 5$ has its number read before."""
    match = place.match(_AMOUNT)
    signs = said_by("currencies", "signs")
    if match:
        return _amount(place, match, signs[match["sign"]])
    if place.written in signs and after_number(place):
        return Claim(place.end, signs[place.written])
    if place.written in signs and follows(place, "magnitude"):
        return Claim(place.end, signs[place.written])
    return None


def _amount(place: Place, match: re.Match[str], name: str) -> Claim:
    """An amount, or a span of two, before the currency that is written in front of it."""
    said, end = in_words(_vietnamese(match["amount"])), match.end()
    on = _AMOUNT_ON.match(place.text, end)
    if on:
        said, end = f"{said} đến {in_words(_vietnamese(on['amount']))}", on.end()
    magnitude = MAGNITUDE.match(place.text, end)
    if magnitude:
        said, end = f"{said} {magnitude[0].strip()}", magnitude.end()
    elif short := _ENGLISH_MAGNITUDE.match(place.text, end):
        said, end = f"{said} {_ENGLISH[short['short']]}", short.end()
    return Claim(end, f"{said} {name}")


def whole_dong(_: Place, match: re.Match[str]) -> Claim | None:
    """5.000,- đồng: an amount whose small change is crossed out."""
    if not (match["unit"] or "." in match["amount"]):
        return None
    return Claim(match.end(), f"{in_words(match['amount'])} đồng")


def code_first(place: Place) -> Claim | None:
    """USD 1.200, VND 500.000: a currency's letters before the sum, as banks write it."""
    code = place.match(pattern("words"))
    if code is None or not code[0].isupper() or after_number(place) or place.preceding == "/":
        return None
    match = _SUM_BEHIND.match(place.text, code.end())
    if match is None or _is_rate(place, match.end()) or precedes(place, match.end(), "counted"):
        return None
    if measures(place.text, match.end()) and not MAGNITUDE.match(place.text, match.end()):
        return None
    return _amount(place, match, names()[code[0]])


def _is_rate(place: Place, end: int) -> bool:
    """Whether a price of the currency itself is told: "giá USD 25.400", but not "… 2.50/lít"."""
    return follows(place, "price") and not _PER.match(place.text, end)


def english_magnitude(place: Place, match: re.Match[str]) -> Claim | None:
    """The M of "1.2M USD"."""
    if not after_number(place):
        return None
    return Claim(match.end(), _ENGLISH[match["short"]])


_DECIMAL = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,6})")


def _vietnamese(written: str) -> str:
    """An amount with its points and commas as they are in Vietnam."""
    if _ENGLISH_THOUSANDS.fullmatch(written):
        return written.replace(",", "").replace(".", ",")
    return written.replace(".", ",") if _DECIMAL.fullmatch(written) else written


def dollars(place: Place) -> Claim | None:
    """US$, HK$ or RM before or after its amount."""
    claim, match = amount(place), place.match(_DOLLARS)
    if claim is None and match and after_number(place):
        return Claim(match.end(), said_by("currencies", "signs")[match[0]])
    return claim


def bracketed(place: Place, match: re.Match[str]) -> Claim | None:
    """Lãi: 12; (5): an amount in brackets is below nought in accounts, or only the number of a line."""
    alone = match[0] == place.text.strip() and _GROUPED.search(match[0])
    row = _ROW_BEFORE.search(place.before) and _ROW_AFTER.match(place.text, match.end())
    account = follows(place, "below_nought") or (
        _AMOUNTS_BEGIN.search(place.before)
        and said_near(place.before, "below_nought", _WORDS_TO_ACCOUNT)
    )  # "lãi suất (5%)" and "lãi theo mục (3)" are no accounts
    if not (alone or row or account):
        return None
    if _LINE_AND.search(place.before):
        return None
    said = in_words(match["amount"]) + (" phần trăm" if match["percent"] else "")
    senses = (f"âm {said}", said)
    lines = _LINE_BEFORE.search(place.before) is not None  # "Doanh thu (1); Lãi (5)"
    senses = senses[::-1] if lines else senses
    return Claim(match.end(), senses[0], senses=senses)


RULES = (
    Rule("sign", bracketed, _BRACKETED, opens="("),
    Rule("word", saying("triệu"), _MILLIONS, opens="Tt", then="."),  # "ĐVT: tr. đồng"
    Rule("word", english_magnitude, _ENGLISH_BEFORE_CODE, opens="BbMm", then=" "),
    Rule("word", dollars, opens="UHNSACRM"),
    Rule("word", code_first, opens=beginnings("words")),
    Rule("number", whole_dong, _WHOLE_DONG, then=" ,."),
    Rule("word", currency, opens=beginnings("words") + "Đđ"),
    Rule("sign", amount, opens="$€£¥₫₩฿₹₱₽₺₭៛₿"),
)
