"""English reading rules: numbers by num2words, the words in a table, in the common frame.

Out: `RULES`, with the families in the order in which they may claim: addresses before
abbreviations, telephone numbers and dates before plain numbers.
"""

from bulletin.languages.en.rules import FAMILIES
from bulletin.languages.en.words import is_plain
from bulletin.reading.reader import Rules

RULES = Rules(FAMILIES, is_plain, str)
