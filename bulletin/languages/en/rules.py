"""The families of the English rules: dates, times, money, units, fractions, codes, signs.

In: a place in an English text. Out: what is said there. The frame is the same as for every
language; the words are in `tables/words.yaml`.
"""

import re
from functools import cache
from typing import Any

from bulletin.languages.en import chess, codes, dates, figures, money, numerals
from bulletin.languages.en.numbers import NUMBER, cardinal, in_words, ordinal
from bulletin.languages.en.words import listed, words
from bulletin.reading.scanner import Claim, Place, Rule
from bulletin.reading.tennis import TIE_BREAK_BEFORE

_PLAIN = re.compile(rf"{NUMBER}(?![0-9])")
_ORDINAL = re.compile(r"([0-9]{1,15})(?:st|nd|rd|th)(?![^\W_])")
_HALF = re.compile(r"([0-9]{1,3})/([0-9]{1,3})(?![0-9/]|[A-Z][0-9])")
_AGES = re.compile(r"([1-9][0-9])s(?![^\W_])")
_AGES_BEFORE = re.compile(r"(?<![^\W_])(?:[Uu]nder|[Oo]ver)[-\s]$")
_SPAN = re.compile(r"\s?[-–—]\s?(?=[$€£]?[0-9])")
_NUMBER_BEFORE = re.compile(r"[0-9]\s?(?:%|[a-z]{1,3}|[ap]\.m\.)?\s?$")
_UNIT_AFTER = re.compile(r"\s?([^\W\d_]+[23²³]?)(?![^\W_])")
_RATE = re.compile(r"\s?/\s?(?=[^\W\d_]|(?<=[A-Z]/)[0-9])")
_COUNTED = re.compile(
    r"(?:[0-9]\s?(?:%|[^\W_]+)|\b(?:million|billion|thousand) [^\W_]+)(?:/[^\W_]+)*\s?$"
)
_SCORE = re.compile(r"([0-9]{1,3})\s?[-–]\s?([0-9]{1,3})(?![0-9%]|\s?[-–/]\s?[0-9]|[.,][0-9])")
_WORDS_TO_SCORE = 5
_SET = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_SETS_BEFORE = re.compile(r"(?<![0-9-])(?:[0-9]{1,2}-[0-9]{1,2}(?:,|;)\s)+$")
_TIE_BREAK = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})(?=\))")  # "7-6 (7/5)"
_SETS_AFTER = re.compile(r"(?:(?:,|;)\s[0-9]{1,2}-[0-9]{1,2}(?![0-9%-]|\s?[^\W\d_]))+")
_RATIO = re.compile(
    r"([0-9]{1,3}):([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}(?:\.[0-9]{1,2})?)(?![0-9:])"
)
_RATIO_AFTER = re.compile(r"\s(?:scale|ratio|odds|dilution|mix|map)(?![^\W_])")
_FEET = re.compile(
    r"([3-8])['’′]([0-9]|1[01])(?:[\"”″]|['’′]{2})(?=\s(?:tall|high|long|wide|deep)(?![^\W_])|,?\s[0-9]{2,3}\s?(?:lbs?|kg|pounds)(?![^\W_]))"
)
_RACED = re.compile(r"([0-9]{1,3})['’′]([0-5][0-9])[\"”″](?![0-9\w])")
_OR_EQUAL = re.compile(r"(?:>=|<=)\s?(?=[0-9$€£])")
_POWER = re.compile(r"\^([-−]?)([0-9]{1,2})(?![^\W_])")
_SCORED_AFTER = re.compile(r"\s(?:draw|win|victory|defeat|loss|tie)(?![^\W_])")
_LENGTH_AFTER = re.compile(r"\s?[0-9]+(?:\.[0-9]+)?\s?(?:m|cm|mm|km|ft|in)(?![^\W_])")
_TIMES = re.compile(r"[xX](?=\s?[0-9])")
_BEARING = re.compile(
    r"(?:°|(?<=[0-9])['’′])(?P<pole>[NSEW])(?![^\W_])|(?<=[0-9])['’′](?=[0-9]{1,2}[\"”″])"
)
_POLES = {"N": "north", "S": "south", "E": "east", "W": "west"}
_SAINT = re.compile(r"St\.?(?![^\W_])")
_STREET = re.compile(r"(?:[A-ZĐ][^\W\d_]+\s)$")
_NAME_AFTER = re.compile(r"\s[A-ZĐ][^\W\d_]")
_IN_BRACKETS = re.compile(r"([^\W\d_]{1,3}[23²³]?)(?=\)|/)")
_CAPITALS = re.compile(r"[A-ZĐ]{2,}(?![^\W_])")
_CAPITALS_BESIDE = re.compile(r"\s[A-Z]{2,}(?![a-z])")
_VOWELS = re.compile(r"[AEIOUY]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|"
    r"(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}(?:com|org|net|gov|edu|info|io|vn|uk|eu|example)(?![\w.-])(?:/[^\s<>\"”]*)?"
)
_ADDRESS_SIGNS = {".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", ":": "colon"}
# No abbreviation has more parts, and a row of dotted letters stays linear.
_DOTTED = re.compile(r"(?:[^\W\d_]{1,24}\.){1,8}[^\W\d_]*\.?|[^\W\d_]+")
_REST = re.compile(r"\s*\Z")
_SHORTEST_WORD = 5
_EVEN = 50  # "a 50/50 chance"
_MOST_PARTS = 100  # of a whole that is parted, not counted: "120/150 seats"


def address(place: Place, match: re.Match[str]) -> Claim | None:
    """An address of the web or of e-mail."""
    if place.preceding.isalnum():
        return None
    written = match[0].rstrip(".,;:!?)]”\"'")
    spoken = re.sub(r"^https?://", "", written).rstrip("/")
    parts = re.findall(r"[^\W_]+|[./@:_-]", spoken)
    said = " ".join(_ADDRESS_SIGNS.get(part, part) for part in parts)
    return Claim(place.start + len(written), said, solid=True)


def ordinals(_: Place, match: re.Match[str]) -> Claim | None:
    """1st, 22nd."""
    return Claim(match.end(), ordinal(int(match[1])))


def fraction(_: Place, match: re.Match[str]) -> Claim | None:
    """1/2, 3/4; ten of ten otherwise."""
    part, whole = int(match[1]), int(match[2])
    if part == whole == _EVEN:
        return Claim(match.end(), "fifty-fifty")
    if not 0 < part < whole or (part > 1 and whole > _MOST_PARTS):
        return Claim(match.end(), f"{cardinal(part)} out of {cardinal(whole)}")
    names = {2: ("half", "halves"), 4: ("quarter", "quarters")}
    one, many = names.get(whole, (ordinal(whole), f"{ordinal(whole)}s"))
    return Claim(match.end(), f"{cardinal(part)} {one if part == 1 else many}")


def ages(place: Place, match: re.Match[str]) -> Claim | None:
    """Under-18s, over 65s: people by their years, no seconds."""
    if not _AGES_BEFORE.search(place.before):
        return None
    said = cardinal(int(match[1]))
    return Claim(match.end(), f"{said[:-1]}ies" if said.endswith("y") else f"{said}s")


def span(place: Place, match: re.Match[str]) -> Claim | None:
    """A dash between two numbers, or a minus before one."""
    if place.written not in "-–—":
        return None
    if _NUMBER_BEFORE.search(place.before):
        return Claim(match.end(), " to ")
    free = not place.preceding or place.preceding.isspace() or place.preceding == "("
    return Claim(match.end(), "minus") if free and match[0].strip() == match[0] else None


@cache
def _measures() -> dict[str, Any]:
    return {**words("units"), **words("currencies")}


def number(place: Place, match: re.Match[str]) -> Claim | None:
    """Any other number, with its unit if it has one."""
    said = in_words(match[0])
    unit = _UNIT_AFTER.match(place.text, match.end())
    if unit and unit[1] in _measures():
        one, many = _measures()[unit[1]]
        return Claim(unit.end(), f"{said} {one if match[0] == '1' else many}")
    return Claim(match.end(), said)


def headed(place: Place, match: re.Match[str]) -> Claim | None:
    """Area (ha), Yield (t/ha): the unit of a column behind its name."""
    if place.preceding != "(" or match[1] not in words("units"):
        return None
    return Claim(match.end(), words("units")[match[1]][1])


def rate(place: Place, match: re.Match[str]) -> Claim | None:
    """The stroke of "per": km/h, dong/kg; "or" between words."""
    unit = _UNIT_AFTER.match(place.text, match.end())
    if unit and unit[1] in _measures():
        return Claim(unit.end(), f" per {_measures()[unit[1]][0]}")
    digit = place.text[match.end()].isdigit()
    counted = not digit and _COUNTED.search(place.before) is not None
    return Claim(match.end(), " per " if counted else " or ")


def score(place: Place, match: re.Match[str]) -> Claim | None:
    """Won 3-1, a 2-2 draw: goals side by side, a nought as "nil"."""
    told = not listed("scoring").isdisjoint(place.words[-_WORDS_TO_SCORE:])
    told = told or _is_set(place, match)
    if not told and not _SCORED_AFTER.match(place.text, match.end()):
        return None
    home, away = (cardinal(int(goals)) if int(goals) else "nil" for goals in match.groups())
    return Claim(match.end(), f"{home} {away}")


def tie_break(place: Place, match: re.Match[str]) -> Claim | None:
    """The (7/5) behind a set of 7-6: its points."""
    if not TIE_BREAK_BEFORE.search(place.before):
        return None
    return Claim(match.end(), " ".join(cardinal(int(points)) for points in match.groups()))


def _is_set(place: Place, match: re.Match[str]) -> bool:
    """Whether two numbers are one of the sets of a game: "(25-23, 20-25, 25-19)"."""
    before, after = _SETS_BEFORE.search(place.before), _SETS_AFTER.match(place.after(match.end()))
    if not (before or after):
        return False
    row = f"{before[0] if before else ''}{match[0]}{after[0] if after else ''}"
    return any(int(home) > int(away) for home, away in _SET.findall(row))


def ratio(place: Place, match: re.Match[str]) -> Claim | None:
    """A ratio of 1:500, a scale of 1:2.5."""
    named = _RATIO_AFTER.match(place.text, match.end()) is not None
    if not named and listed("ratios").isdisjoint(place.words[-_WORDS_TO_SCORE:]):
        return None
    return Claim(match.end(), f"{cardinal(int(match[1]))} to {in_words(match[2])}")


def feet(_: Place, match: re.Match[str]) -> Claim | None:
    """6'2" tall: feet and inches; minutes and seconds are of two figures."""
    return Claim(match.end(), f"{cardinal(int(match[1]))} foot {cardinal(int(match[2]))}")


def raced(place: Place, match: re.Match[str]) -> Claim | None:
    """4'35", 12'30": minutes and seconds."""
    if place.preceding == "°":
        return None
    return Claim(
        match.end(), f"{cardinal(int(match[1]))} minutes {cardinal(int(match[2]))} seconds"
    )


def power(place: Place, match: re.Match[str]) -> Claim | None:
    """10^6: to the power of six."""
    if not place.preceding.isdecimal():
        return None
    minus = "minus " if match[1] else ""
    return Claim(match.end(), f" to the power of {minus}{cardinal(int(match[2]))}")


def times(place: Place, _: re.Match[str]) -> Claim | None:
    """3x10, 2 x 50 kVA, and 3 x 5 m of sides."""
    if not re.search(r"[0-9][^\W_]{0,3}\s?$", place.before):
        return None
    return Claim(place.end, " by " if _LENGTH_AFTER.match(place.text, place.end) else " times ")


def bearing(_: Place, match: re.Match[str]) -> Claim | None:
    """11°17'N, 10.5°N: minutes and the quarter of the globe."""
    sign = "degrees" if match[0][0] == "°" else "minutes"
    return Claim(match.end(), f" {sign} {_POLES.get(match['pole'] or '', '')}".rstrip())


def street(place: Place, written: re.Match[str]) -> Claim | None:
    """Le Loi St.: behind a name and before none it is no saint."""
    if _NAME_AFTER.match(place.text, written.end()):
        return None
    behind_name = _STREET.search(place.before) is not None
    closes = "." if _REST.match(place.text, written.end()) and written[0][-1] == "." else ""
    return Claim(written.end(), f"street{closes}") if behind_name else None


def abbreviation(place: Place) -> Claim | None:
    """Mr., e.g., No. 5."""
    entries: dict[str, str] = words("abbreviations")
    written = place.match(_DOTTED)
    for form in (written[0], place.written) if written else ():
        end = place.start + len(form)
        if form not in entries or place.text[end : end + 1].isalnum():
            continue
        guarded = form in words("guarded")
        beside = re.match(r"\s?[0-9IVX]", place.after(end)) or re.search(r"[0-9]\s?$", place.before)
        if guarded and not beside:
            continue
        closes = form.endswith(".") and _REST.match(place.text, end) is not None
        return Claim(end, entries[form] + ("." if closes else ""))
    return None


def capitals(place: Place, match: re.Match[str]) -> Claim | None:
    """Capitals: a known word, known letters, or unknown letters, which are reported."""
    word = match[0]
    known: dict[str, str] = words("words")
    if word in known:
        return Claim(match.end(), known[word])
    if word in words("currencies"):
        return Claim(match.end(), words("currencies")[word][1])
    if word in words("spelled").split():
        return Claim(match.end(), " ".join(word))
    beside = _CAPITALS_BESIDE.match(place.text, match.end())
    if _VOWELS.search(word) and (beside or len(word) >= _SHORTEST_WORD):
        return None  # a heading, or a word that is shouted
    return Claim(match.end(), " ".join(word), (match.span(),))


def comparison(_: Place, match: re.Match[str]) -> Claim | None:
    """>= and <= typed with two keys."""
    return Claim(match.end(), "at least " if match[0][0] == ">" else "at most ")


def sign(place: Place) -> Claim | None:
    """Signs said as words, and bullets that are only for the eye."""
    signs, before_number = words("signs"), words("before_number")
    if place.written in signs:
        return Claim(place.end, signs[place.written])
    if place.written in before_number and re.match(r"\s?[0-9$€£]", place.after(place.end)):
        return Claim(place.end, before_number[place.written])
    return Claim(place.end, "") if place.written in words("silent") else None


def _signs() -> str:
    """The signs that tables have."""
    return "".join([*words("signs"), *words("before_number"), *words("silent")])


FAMILIES = (
    Rule("word", address, _ADDRESS),
    *chess.RULES,  # before its number can be one of money or of a list
    *money.RULES,
    Rule("number", ratio, _RATIO),  # before it can be an hour
    *dates.RULES,
    *figures.RULES,  # after whole dates, before a code, a span or a plain number
    *codes.RULES,
    Rule("word", headed, _IN_BRACKETS),
    *numerals.HEADS,
    Rule("word", street, _SAINT),
    Rule("word", abbreviation),
    *numerals.RULES,
    Rule("word", capitals, _CAPITALS),
    Rule("word", times, _TIMES, opens="xX"),
    Rule("number", ordinals, _ORDINAL),
    Rule("number", feet, _FEET),
    Rule("number", raced, _RACED),
    Rule("number", tie_break, _TIE_BREAK),
    Rule("number", score, _SCORE),
    Rule("number", ages, _AGES),
    Rule("number", fraction, _HALF),
    Rule("number", number, _PLAIN),
    Rule("sign", bearing, _BEARING, opens="°'’′"),
    Rule("sign", span, _SPAN, opens="-–—"),
    Rule("sign", power, _POWER, opens="^"),
    Rule("sign", rate, _RATE, opens="/"),
    Rule("sign", comparison, _OR_EQUAL, opens="<>"),
    Rule("sign", sign, opens=_signs()),
)
