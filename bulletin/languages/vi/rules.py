"""Vietnamese reading rules: the families in their order, and which words need none.

The order is that of certainty. What is written in a form that nothing else has goes first
(addresses, telephone and document numbers), then what its neighbours announce (dates, times,
scores), then what only remains possible (fractions, codes, plain numbers); among words, names
and titles before Roman numerals, because "X. Tân Phước" is a commune and "khóa X" is not, and
abbreviations after both. The spelling out of the unknown comes last of all.
"""

import re
from functools import lru_cache

from bulletin.languages.vi import capitals, symbols
from bulletin.languages.vi.abbreviations import definitions, remembered, short_forms, unknowns
from bulletin.languages.vi.abbreviations.glossary import known
from bulletin.languages.vi.calendar import (
    dates,
    hours_of_days,
    lessons,
    lone_months,
    machine_dates,
    opening_hours,
    periods,
    roman_months,
    short_years,
    southern_hours,
    times,
)
from bulletin.languages.vi.identifiers import (
    clauses,
    committees,
    documents,
    forms,
    papers,
    phones,
    scripture,
    web,
)
from bulletin.languages.vi.letters import (
    army,
    chats,
    chess,
    codes,
    dimensions,
    formulas,
    grades,
    named_letters,
    points,
    sides,
    tied,
    tied_counts,
    vitals,
)
from bulletin.languages.vi.names import prefixes
from bulletin.languages.vi.numbers import (
    coordinates,
    fractions,
    lists,
    match_reports,
    minus,
    money,
    pairs,
    plain,
    powers,
    products,
    ranges,
    rates,
    roman,
    scores,
    sizes,
    units,
)
from bulletin.languages.vi.words import has_vowel, is_syllable
from bulletin.reading.reader import Rules

_FAMILIES = (
    *symbols.FIRST_RULES,  # bullets, before a dash can be a minus
    *remembered.RULES,  # what the text itself has said goes before every table
    *web.RULES,
    *codes.FIRST_RULES,  # before the Đ of a plot can be an article or a street
    *clauses.FIRST_RULES,  # before a K or a Đ can be a letter of a paper
    *papers.RULES,  # before letters of a series can be a kind of document
    *phones.FIRST_RULES,  # a mark before a plate, before company can say what it means
    *committees.RULES,  # the end of a code, before letters can be an abbreviation
    *scripture.RULES,  # before a comma can be a decimal's
    *formulas.RULES,  # before a P can be a ward
    *machine_dates.FIRST_RULES,  # before HD is a kind of document
    *periods.FIRST_RULES,  # a Sunday before its hour
    *roman_months.RULES,  # before a month can be the letters of a document
    *named_letters.RULES,  # before letters can be an abbreviation
    *short_forms.FIRST_RULES,  # what its company decides, before a date, a unit or a code
    *clauses.RULES,
    *chess.RULES,  # before a move can be a point of a list
    *forms.RULES,  # before its letters can be a kind of document
    *documents.RULES,
    *coordinates.RULES,
    *lists.FIRST_RULES,  # a row that is drawn, before it can be a telephone
    *phones.RULES,
    *points.FIRST_RULES,  # a row of results, before a letter can be a code
    *dates.FIRST_RULES,  # a school that has a day for its name
    *opening_hours.RULES,  # before 8.00 can be a decimal
    *sizes.RULES,  # what its unit tells, before it can be a pair of anything
    *pairs.RULES,  # what nothing tells, before a family takes it for its own
    *match_reports.RULES,  # before 23' can be how long something lasts
    *tied.RULES,  # the letter of 15n and M4, before a unit, a road or a code
    *scores.FIRST_RULES,  # a score that is told, before it can be a day
    *fractions.FIRST_RULES,  # a class or a house that is announced, before a day
    *lessons.RULES,  # before a T can be a month
    *periods.RULES,  # T4 and 2-4-6, before the numbers can be a day
    *machine_dates.RULES,
    *dates.RULES,
    *southern_hours.RULES,
    *hours_of_days.RULES,  # before its day can be a house
    *times.RULES,
    *scores.RULES,
    *fractions.RULES,
    *short_years.RULES,
    *ranges.RULES,
    *minus.RULES,
    *powers.FIRST_RULES,  # a unit with its figure apart, before it can be a milestone
    *grades.RULES,  # before a T can be a province
    *sides.RULES,  # before a letter can be a ward
    *prefixes.RULES,
    *roman.RULES,
    *army.RULES,
    *vitals.RULES,  # before an M can be a code's
    *dimensions.RULES,
    *lone_months.RULES,  # before a T can be a code's
    *codes.RULES,
    *points.RULES,  # before a đ can be money and a V a volt
    *money.RULES,
    *units.RULES,
    *powers.RULES,
    *short_forms.RULES,
    *tied_counts.RULES,
    *codes.AFTER_UNITS,
    *lists.RULES,
    *plain.RULES,
    *products.RULES,
    *rates.RULES,
    *chats.RULES,
    *symbols.RULES,
    *unknowns.RULES,
)

# Icelandic letters in old documents; ordinal, ring and nought signs for degrees
_OTHERS = "\u00d0\u00f0\u00ba\u02da\u2070\u2010\u2011\u2009\u202f"
_RESPELLED = str.maketrans(_OTHERS, "\u0110\u0111\u00b0\u00b0\u00b0--\u00a0\u00a0")
_TO_RESPELL = re.compile(f"[{_OTHERS}]")
# What word processors make of a hyphen before a digit: 30–4, 0903–456–789, B2–05; and no 10–3 = 7
_LONG_HYPHEN = re.compile(r"[\u2012-\u2014\u2212](?<=[^\W_].)(?=[0-9])(?![0-9.,]+\s?=)")
_TYING = frozenset("./@&-_:+")


@lru_cache(maxsize=20_000)
def _is_plain_word(word: str) -> bool:
    """Whether a word is an ordinary Vietnamese syllable in small letters or with one capital."""
    return (
        len(word) > 1
        and (word.islower() or word.istitle())
        and is_syllable(word)
        and has_vowel(word)
        and word not in _LOOK_CLOSER
        and not known(word)
    )


_LOOK_CLOSER = frozenset({"ha", "Ha", "in", "ph", "Ng", "Gi", "Qu", "Ga"})


def _plain(word: str, following: str) -> bool:
    return following not in _TYING and not following.isdigit() and _is_plain_word(word)


def _respell(text: str) -> str:
    if _TO_RESPELL.search(text):  # to translate takes a good deal longer
        text = text.translate(_RESPELLED)
    return _LONG_HYPHEN.sub("-", text)


RULES = Rules(
    _FAMILIES, _plain, _respell, definitions.definitions, fold=capitals.lowered, closing=".:"
)
