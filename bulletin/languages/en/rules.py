"""The families of the English rules: dates, times, money, units, fractions, codes, signs.

In: a place in an English text. Out: what is said there. The frame is the same as for every
language; the words are in `tables/words.yaml`.
"""

import re
from functools import cache
from typing import Any

from bulletin.languages.en.numbers import (
    cardinal,
    digits,
    in_words,
    ordinal,
    year,
)
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tables import table

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_PLAIN = re.compile(rf"{_NUMBER}(?![0-9])")
_ORDINAL = re.compile(r"([0-9]{1,15})(?:st|nd|rd|th)(?![^\W_])")
_ISO = re.compile(r"((?:1[0-9]|2[0-9])[0-9]{2})-(0[1-9]|1[0-2])-([0-3][0-9])(?![0-9])")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]((?:1[0-9]|20)[0-9]{2})(?![0-9])")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:])")
_HALF = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_PHONE = re.compile(r"(?:0[0-9]{2,4}(?:[ .-][0-9]{2,5}){1,3}|0[0-9]{8,10})(?![0-9])")
_ABROAD = re.compile(r"\+([0-9]{1,3})((?:[ .-]?[0-9]{2,5}){2,4})(?![0-9])")
_YEARS = re.compile(r"((?:1[0-9]|20)[0-9]{2})\s?[-–]\s?((?:1[0-9]|20)[0-9]{2})(?![0-9])")
_SPAN = re.compile(r"\s?[-–—]\s?(?=[$€£]?[0-9])")
_NUMBER_BEFORE = re.compile(r"[0-9]\s?(?:%|[a-z]{1,3})?\s?$")
_UNIT_AFTER = re.compile(r"\s?([^\W\d_]+[23²³]?)(?![^\W_])")
_RATE = re.compile(r"\s?/\s?(?=[^\W\d_])")
_YEAR = re.compile(r"(?:1[1-9]|20)[0-9]{2}(?![0-9]|[,.][0-9]|\s?(?:people|%)(?![^\W_]))")
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?![^\W_])")
_CAPITALS = re.compile(r"[A-ZĐ]{2,}(?![^\W_])")
_CAPITALS_BESIDE = re.compile(r"\s[A-Z]{2,}(?![a-z])")
_VOWELS = re.compile(r"[AEIOUY]")
_AMOUNT = re.compile(
    rf"((?:US)?[$€£¥₫])\s?({_NUMBER})(?:\s?(million|billion|trillion|m|bn|k)(?![^\W_]))?"
)
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])")
_SHORT_SCALES = {"m": "million", "bn": "billion", "k": "thousand"}
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|"
    r"(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}(?:com|org|net|gov|edu|info|io|vn|uk|eu|example)(?![\w.-])(?:/[^\s<>\"”]*)?"
)
_ADDRESS_SIGNS = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", ":": "colon"}
# No abbreviation has more parts, and a row of dotted letters stays linear.
_DOTTED = re.compile(r"(?:[^\W\d_]{1,24}\.){1,8}[^\W\d_]*\.?|[^\W\d_]+")
_REST = re.compile(r"\s*\Z")
_FIRST_TEEN = 10
_SHORTEST_WORD = 5


def _words(name: str) -> Any:  # noqa: ANN401
    return table("bulletin.languages.en", "words")[name]


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_words(name).lower().split())


def address(place: Place) -> Claim | None:
    """An address of the web or of e-mail."""
    match = place.match(_ADDRESS)
    if match is None or place.preceding.isalnum():
        return None
    written = match[0].rstrip(".,;:!?)]”\"'")
    spoken = re.sub(r"^https?://", "", written).rstrip("/")
    parts = re.findall(r"[^\W_]+|[./@:_-]", spoken)
    said = " ".join(_ADDRESS_SIGNS.get(part, part) for part in parts)
    return Claim(place.start + len(written), said, solid=True)


def _date(day: str, month: str, in_year: str) -> str | None:
    months = _words("months").split()
    if not (1 <= int(month) <= len(months) and 1 <= int(day) <= 31):  # noqa: PLR2004
        return None
    return f"the {ordinal(int(day))} of {months[int(month) - 1]} {year(int(in_year))}"


def date(place: Place) -> Claim | None:
    """2026-11-20 and 20/11/2026 (day first)."""
    iso, slashed = place.match(_ISO), place.match(_SLASHED)
    if iso:
        said, end = _date(iso[3], iso[2], iso[1]), iso.end()
    elif slashed:
        said, end = _date(slashed[1], slashed[2], slashed[3]), slashed.end()
    else:
        return None
    if said is None:
        return None
    return Claim(end, said.removeprefix("the ") if place.previous == "the" else said)


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(_words('months').split())})(?![^\W_])")


def day_of_month(place: Place) -> Claim | None:
    """20 November, November 20."""
    match = place.match(_DAY)
    if match is None:
        return None
    before = place.previous in _listed("months")
    after = _month_after().match(place.text, match.end())
    if not (before or after) or not 1 <= int(match[1]) <= 31:  # noqa: PLR2004
        return None
    said = ordinal(int(match[1]))
    if before or place.previous == "the":
        return Claim(match.end(), said)
    return Claim(match.end(), f"the {said} of")


def years(place: Place) -> Claim | None:
    """2025-2030, and a year after "in" or a month."""
    match = place.match(_YEARS)
    if match:
        return Claim(match.end(), f"{year(int(match[1]))} to {year(int(match[2]))}")
    match = place.match(_YEAR)
    if match is None:
        return None
    announced = place.previous in _listed("year_words") | _listed("months")
    dated = re.search(r"[0-9],\s$", place.before) is not None
    return Claim(match.end(), year(int(match[0]))) if announced or dated else None


def clock(place: Place) -> Claim | None:
    """7:05, 13:30."""
    match = place.match(_CLOCK)
    if match is None:
        return None
    hour, minutes = cardinal(int(match[1])), int(match[2])
    if minutes == 0:
        on_the_hour = re.match(r"\s?[ap]\.?m", place.after(match.end()), re.IGNORECASE)
        return Claim(match.end(), hour if on_the_hour else f"{hour} o'clock")
    nought = "oh " if minutes < _FIRST_TEEN else ""
    return Claim(match.end(), f"{hour} {nought}{cardinal(minutes)}")


def ordinals(place: Place) -> Claim | None:
    """1st, 22nd."""
    match = place.match(_ORDINAL)
    return Claim(match.end(), ordinal(int(match[1]))) if match else None


def phone(place: Place) -> Claim | None:
    """0274 3822 825, +84 903 123 456."""
    match = place.match(_PHONE)
    if match:
        return Claim(match.end(), ", ".join(map(digits, re.findall("[0-9]+", match[0]))))
    match = place.match(_ABROAD)
    if match is None:
        return None
    rest = ", ".join(map(digits, re.findall("[0-9]+", match[2])))
    return Claim(match.end(), f"plus {digits(match[1])}, {rest}")


def fraction(place: Place) -> Claim | None:
    """1/2, 3/4; ten of ten otherwise."""
    match = place.match(_HALF)
    if match is None:
        return None
    part, whole = int(match[1]), int(match[2])
    if not 0 < part < whole:
        return Claim(match.end(), f"{cardinal(part)} out of {cardinal(whole)}")
    names = {2: ("half", "halves"), 4: ("quarter", "quarters")}
    one, many = names.get(whole, (ordinal(whole), f"{ordinal(whole)}s"))
    return Claim(match.end(), f"{cardinal(part)} {one if part == 1 else many}")


def amount(place: Place) -> Claim | None:
    """$5, £2.5 million."""
    match = place.match(_AMOUNT)
    if match is None:
        return None
    one, many = _words("currencies")[match[1]]
    scale = match[3] or ""
    scale = _SHORT_SCALES.get(scale, scale)
    said = " ".join(filter(None, (in_words(match[2]), scale)))
    return Claim(match.end(), f"{said} {one if match[2] == '1' and not scale else many}")


def span(place: Place) -> Claim | None:
    """A dash between two numbers, or a minus before one."""
    match = place.match(_SPAN)
    if match is None or place.written not in "-–—":
        return None
    if _NUMBER_BEFORE.search(place.before):
        return Claim(match.end(), " to ")
    free = not place.preceding or place.preceding.isspace() or place.preceding == "("
    return Claim(match.end(), "minus") if free and match[0].strip() == match[0] else None


@cache
def _measures() -> dict[str, Any]:
    return {**_words("units"), **_words("currencies")}


def number(place: Place) -> Claim | None:
    """Any other number, with its unit if it has one."""
    match = place.match(_PLAIN)
    if match is None:
        return None
    said = in_words(match[0])
    unit = _UNIT_AFTER.match(place.text, match.end())
    if unit and unit[1] in _measures():
        one, many = _measures()[unit[1]]
        return Claim(unit.end(), f"{said} {one if match[0] == '1' else many}")
    return Claim(match.end(), said)


def rate(place: Place) -> Claim | None:
    """The stroke of "per": km/h, dong/kg; "or" between words."""
    match = place.match(_RATE)
    if match is None:
        return None
    unit = _UNIT_AFTER.match(place.text, match.end())
    if unit and unit[1] in _words("units"):
        return Claim(unit.end(), f" per {_words('units')[unit[1]][0]}")
    counted = re.search(r"[0-9]\s?[^\W_]+\s?$", place.before) is not None
    return Claim(match.end(), " per " if counted else " or ")


def abbreviation(place: Place) -> Claim | None:
    """Mr., e.g., No. 5."""
    entries: dict[str, str] = _words("abbreviations")
    written = place.match(_DOTTED)
    for form in (written[0], place.written) if written else ():
        end = place.start + len(form)
        if form not in entries or place.text[end : end + 1].isalnum():
            continue
        guarded = form in _words("guarded")
        beside = re.match(r"\s?[0-9]", place.after(end)) or re.search(r"[0-9]\s?$", place.before)
        if guarded and not beside:
            continue
        closes = form.endswith(".") and _REST.match(place.text, end) is not None
        return Claim(end, entries[form] + ("." if closes else ""))
    return None


def roman(place: Place) -> Claim | None:
    """Chapter IV, World War II."""
    match = place.match(_ROMAN)
    if match is None or not match[0] or place.previous not in _listed("numbered"):
        return None
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[letter] for letter in match[0]]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return Claim(match.end(), cardinal(sum(-one if one < two else one for one, two in pairs)))


def capitals(place: Place) -> Claim | None:
    """Capitals: a known word, known letters, or unknown letters, which are reported."""
    match = place.match(_CAPITALS)
    if match is None:
        return None
    word = match[0]
    words: dict[str, str] = _words("words")
    if word in words:
        return Claim(match.end(), words[word])
    if word in _words("currencies"):
        return Claim(match.end(), _words("currencies")[word][1])
    if word in _words("spelled").split():
        return Claim(match.end(), " ".join(word))
    beside = _CAPITALS_BESIDE.match(place.text, match.end())
    if _VOWELS.search(word) and (beside or len(word) >= _SHORTEST_WORD):
        return None  # a heading, or a word that is shouted
    return Claim(match.end(), " ".join(word), (match.span(),))


def sign(place: Place) -> Claim | None:
    """Signs said as words, and bullets that are only for the eye."""
    signs, before_number = _words("signs"), _words("before_number")
    if place.written in signs:
        return Claim(place.end, signs[place.written])
    if place.written in before_number and re.match(r"\s?[0-9$€£]", place.after(place.end)):
        return Claim(place.end, before_number[place.written])
    return Claim(place.end, "") if place.written in _words("silent") else None


def _signs() -> str:
    """The signs that tables have."""
    return "".join([*_words("signs"), *_words("before_number"), *_words("silent")])


FAMILIES = (
    Rule("word", address, _ADDRESS),
    Rule("word", abbreviation),
    Rule("word", roman, _ROMAN),
    Rule("word", capitals, _CAPITALS),
    Rule("number", phone, _PHONE),
    Rule("number", date),
    Rule("number", day_of_month, _DAY),
    Rule("number", years),
    Rule("number", clock, _CLOCK),
    Rule("number", ordinals, _ORDINAL),
    Rule("number", fraction, _HALF),
    Rule("number", number, _PLAIN),
    Rule("sign", phone, _ABROAD, opens="+"),
    Rule("sign", amount, _AMOUNT),
    Rule("sign", span, _SPAN, opens="-–—"),
    Rule("sign", rate, _RATE, opens="/"),
    Rule("sign", sign, opens=_signs()),
)
