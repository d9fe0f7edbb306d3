"""Letters for names of people: Nguyễn V. A, N.T.M., Tr.V.H., Ng. Văn A, số 19 Q. Hải.

In: a place at a capital letter with a dot. Out: the letters by their names; a sentence keeps its
stop. A family name or "ông", "bà" before tells that they are a person's.
"""

import re

from bulletin.languages.vi.abbreviations.glossary import known
from bulletin.languages.vi.words import CAPITALS, cased, ends_sentence, follows, in_person, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_INITIAL = cased(
    r"(?P<letters>[A-ZĐ](?:\.\s?[A-ZĐ](?![^\W\d_]))*)\.(?P<after>\s?[\U](?:[\l]|(?![^\W\d_]))|\s*[^\s\w]|\s+[\l0-9]|\s*$)?"
)
_DOTTED_WORDS = re.compile(r"[A-ZĐ](?:\.[^\W_]+)+")
_DOTTED_RUN = re.compile(r"[A-ZĐ](?:\.[A-ZĐ])+(?![^\W_])")
_NAME_FOLLOWS = cased(r"\.?\s[\U]")
_TIED_INITIALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ]){1,4}(?![^\W_]|\.)")
_SHORTEST_DOTTED = 4  # letters of "U.B.N.D"; fewer are a person's
_TWO_LETTERS = re.compile(
    r"(Tr|Ng|Nh|Ph|Th|Kh|Ch|Gi|Qu)\.((?:\s?[A-ZĐ]\.)*)(?P<last>(?<=\.)[A-ZĐ](?![^\W_]|\.))?"
)
_SHORT_FAMILY = cased(r"(Ng|Tr|Ph)\.\s?(?:((?:[A-ZĐ]\.\s?)+)(?=[\U][\l])|(?=[\U][\l]+\s+[\U]))")
_FAMILIES = {"Ng": "Nguyễn", "Tr": "Trần", "Ph": "Phạm"}
_PLAYER = cased(r"([A-ZĐ])\.\s?(?=[\U][\l]+(?!\s[\U])(?![^\W_]))")
_PAIR_OF_PLAYERS = cased(r"[A-ZĐ]\.\s?[\U][\l]+/[A-ZĐ]\.\s?[\U][\l]+(?![^\W_])")  # "H.Nam/Q.Bảo"
_PARTNER_BEFORE = cased(r"(?<![^\W_])[A-ZĐ]\.\s?[\U][\l]+/$")
_SHIRT_BEFORE = re.compile(r"(?<![Nn]hà )(?<!chỉ )(?<!chỉ: )(?<!tại )số\s(?:áo\s)?[0-9]{1,2}\s$")


def known_with_dots(place: Place) -> bool:
    """Whether the glossary has what is written here just as it stands: "T.P", "V.League"."""
    match = _DOTTED_WORDS.match(place.text, place.start)
    if match is None or not known(match[0]):
        return False
    person = in_person(place) and not _NAME_FOLLOWS.match(place.text, match.end())
    return not (person and _DOTTED_RUN.fullmatch(match[0]))


def tied_initials(place: Place, match: re.Match[str]) -> Claim | None:
    """V.H, N.T.M: initials without a last dot."""
    if known_with_dots(place):
        return None
    if len(match[0]) >= 2 * _SHORTEST_DOTTED - 1 and not in_person(place):
        return None
    return Claim(match.end(), spelled(match[0]))


def initials(place: Place, match: re.Match[str]) -> Claim | None:
    """Nguyễn V. A, bà H., anh N.T.M.: letters by their names; a sentence keeps its stop."""
    letters, after = match["letters"], match["after"]
    dotted = _DOTTED_RUN.match(place.text, place.start)
    if known_with_dots(place):
        return None
    key = dotted[0].replace(".", "") if dotted else ""
    if len(key) >= _SHORTEST_DOTTED and not in_person(place) and known(key):
        return None
    if after is None or (
        len(letters) == 1 and not in_person(place) and not _opens_name(place, match)
    ):
        return None
    end = match.end("letters")
    ends = not after.strip() or ends_sentence(place.text, end, initial=True)
    return Claim(end if ends else end + 1, spelled(letters))


def _opens_name(place: Place, match: re.Match[str]) -> bool:
    """Whether an initial without a name before it has one after: "V. Putin", "A.Quốc"."""
    after = match["after"] or ""
    tied = place.text[match.end("letters") + 1 :][:1].isalpha()
    return after.strip()[:1].isupper() and tied


def two_letters(place: Place, match: re.Match[str]) -> Claim | None:
    """Anh Tr.V.H.: an initial of two letters is said as it stands, the others by their names."""
    if not in_person(place):
        return None
    if match["last"]:
        return Claim(match.end(), f"{match[1]} {spelled(match[2] + match['last'])}")
    said = f"{match[1]} {spelled(match[2])}".strip()
    ends = not place.text[match.end() :].strip() or ends_sentence(
        place.text, match.end() - 1, initial=True
    )
    return Claim(match.end() - 1 if ends else match.end(), said)


def family(_: Place, match: re.Match[str]) -> Claim | None:
    """Ng. Văn A, Ng.T. Bình: a family name cut short, with initials behind it or without."""
    said = f"{_FAMILIES[match[1]]} {spelled(match[2] or '')} ".replace("  ", " ")
    return Claim(match.end(), said)


def player(place: Place, match: re.Match[str]) -> Claim | None:
    """The initial of a player: "số 19 Q. Hải"; behind "nhà số" a house is."""
    shirt = _SHIRT_BEFORE.search(place.before) is not None
    shirt = shirt or _PAIR_OF_PLAYERS.match(place.text, place.start) is not None
    shirt = shirt or _PARTNER_BEFORE.search(place.before) is not None
    if not (shirt or follows(place, "players")):
        return None
    return Claim(match.end(), f"{spelled(match[1])} ")


RULES_BEFORE_PLACES = (
    Rule("word", family, _SHORT_FAMILY, opens="NPT", then="."),
    Rule("word", two_letters, _TWO_LETTERS, opens="CGKNPQT", then="."),
    Rule("word", player, _PLAYER, opens=CAPITALS, then="."),
)
"""What surely is a person's, whatever places begin with the letter."""

RULES = (
    Rule("word", tied_initials, _TIED_INITIALS, opens=CAPITALS, then="."),
    Rule("word", initials, _INITIAL, opens=CAPITALS, then="."),
)
