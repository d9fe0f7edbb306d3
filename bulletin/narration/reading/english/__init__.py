"""English reading rules: numbers by num2words, the words in a table, in the common frame.

Out: `RULES`, with the families in the order in which they may claim: addresses before
abbreviations, telephone numbers and dates before plain numbers.
"""

from bulletin.narration.reading.english.rules import FAMILIES
from bulletin.narration.reading.english.words import is_plain
from bulletin.narration.reading.reader import Rules

RULES = Rules(FAMILIES, is_plain, str)
