"""Counts with what they count tied to them, in short: 30HS, 25ĐV, 15HN.

In: a place at a number. Out: the number and the sense that the letters have behind a count; a
guess where they have several and nothing tells which. Letters of one sense are read with their
code (`codes`), and units with their number (`units`).
"""

import re

from bulletin.languages.vi.abbreviations.glossary import entries, known
from bulletin.languages.vi.abbreviations.senses import sense_of
from bulletin.languages.vi.cardinals import counted
from bulletin.languages.vi.quantities import names
from bulletin.languages.vi.words import CAPITALS, follows
from bulletin.reading.scanner import Claim, Place, Rule

_TIED = re.compile(
    r"(?P<number>[1-9][0-9]{0,3})(?P<letters>[A-ZĐ]{2,5})(?![^\W_]|[/.][^\W_]|-[^\W\d_]"
    r"|-[0-9]{1,2}(?![0-9]|\s?[^\W\d_]))"  # "12BC-2" is a code, "3PN-85m2" are rooms
)

_FORMULATIONS = frozenset({"SL", "EC", "SC", "WP", "WG", "OD", "EW", "GR", "FS"})  # of pesticides


def tied_count(place: Place, match: re.Match[str]) -> Claim | None:
    """30HS as "30 HS"; behind the word for a class or a lot the letters are part of its name."""
    if place.preceding.isalnum() or place.preceding in {"-", ".", ","}:
        return None
    entry = entries().get(match["letters"])
    if match["letters"] in _FORMULATIONS:
        return None  # "Glufosinate 15SL"
    several = entry is not None and len(entry.senses) > 1 and not known(match[0])
    if not several or match["letters"] in names() or follows(place, "names_with_letters"):
        return None
    sense = sense_of(_apart(place, match), match["letters"], len(place.before) + len(match[0]) + 1)
    if sense is None:
        return None
    number = counted(match["number"])
    said = tuple(f"{number} {say}" for say in (sense.senses or (sense.say,)))
    first = f"{number} {sense.say}"
    return Claim(match.end(), first, senses=said if sense.senses else (), source=sense.source)


def _apart(place: Place, match: re.Match[str]) -> Place:
    """The letters as they would stand behind a space, with what a rule may see around them."""
    before = f"{place.before}{match['number']} "
    text = before + match["letters"] + place.after(match.end())
    end = len(before) + len(match["letters"])
    return Place(text, len(before), end, place.lexicon, place.told)


RULES = (Rule("number", tied_count, _TIED, then=CAPITALS),)
