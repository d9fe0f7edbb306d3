"""What to write for a cell that is no number where one must stand.

In: the text of a cell. Out: a hint, and whether the text says a figure at all.
"""

import re

from bulletin.messages import tr

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
"""Signs that stand for a minus, or between the ends of a range."""
_FIXED = (
    (r"[#=].*", tr("mend the formula in the spreadsheet, or leave the cell empty")),
    (r"[0-9.]+;[0-9]+", tr('write a comma for the semicolon, and "..." around the number')),
    (r"[0-9][0-9.,]*[.,](?:[-–—]|--)?", tr("write the number without the mark behind it")),
    (r".*[0-9][eE][-+]?[0-9]+", tr("write the number in full")),
    (r"[₫€$£¥].*|(?i:vnd|vnđ|usd) ?[0-9].*", tr("write the unit behind the number")),
    (rf"[0-9.,]+ ?[{DASHES}~] ?[0-9.,]+.*", tr("write one number, not a range")),
    (
        r"[0-9.,]+ ?/ ?[0-9].*|[0-9]* ?[\u00bc-\u00be\u2150-\u215e].*",
        tr("write one number, not a fraction or a date"),
    ),
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Characters of full width, as Asian keyboards write them."""
LETTERS_FOR_DIGITS = re.compile(r"(?=[OoIl]*[0-9])[0-9OoIl]+(?:[.,][0-9OoIl]+)?")
"""A number in which letters stand for digits, as a scan reads them."""
_NO_CODE = 3
"""Characters of a number with such a letter that is hardly a code, as O1 and I2 are."""
READ_AS_DIGITS = str.maketrans("OoIl", "0011")
_GROUPS = re.compile(r"[0-9]{1,3}(?:[·٬][0-9]{3})+")
_LETTER = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_FIGURE = re.compile(rf"(?<!{_LETTER})(?<![0-9.,])(?:[0-9]+[.,])*[0-9]+(?!{_LETTER}|[0-9])")
_GLUED = re.compile(rf"([0-9]+(?:[.,][0-9]+)*)({_LETTER}+)")
_IN_BRACKETS = re.compile(
    r"\([₫€$£¥]? ?(?P<number>[0-9][0-9.,]*)[^()0-9]{0,12}\)(?: ?[^()0-9]{1,12})?"
)
"""A number as accountants write those below zero."""
_MINUS_BEHIND = re.compile(rf"(?P<number>[0-9][0-9.,]*) ?[{DASHES}]")
"""A number below zero as some programs of accountants write it: 1.200-"""
_OF_DIGITS = re.compile(r"[+()]*[0-9][0-9 .,\-()]*")
"""What is digits throughout, in groups: a telephone number, a number of an account."""


def is_misread(text: str) -> bool:
    """Whether a text is a number in which letters stand for digits, and no code."""
    code = len(text) < _NO_CODE and not any(letter in text for letter in "ol")
    return not code and LETTERS_FOR_DIGITS.fullmatch(text) is not None and not text.isdigit()


def _in_digits(text: str) -> str:
    """What to write for a number in other signs than digits and a minus; "" for any other text."""
    if below := _IN_BRACKETS.fullmatch(text):
        return tr("write -{number} for a number below zero, else {number}", number=below["number"])
    if below := _MINUS_BEHIND.fullmatch(text):
        return tr("write -{number} for a number below zero, else {number}", number=below["number"])
    plain = text.translate(READ_AS_DIGITS if LETTERS_FOR_DIGITS.fullmatch(text) else _WIDE)
    if plain == text and not _GROUPS.fullmatch(plain):
        return ""
    return tr("write {better}", better=re.sub("[·٬]", "", plain))


def hint_for_number(text: str) -> tuple[str, bool]:
    """What to write ("" if nobody knows), and whether a figure is meant at all."""
    for pattern, hint in _FIXED:
        if re.fullmatch(pattern, text):
            return hint, True
    if better := _in_digits(text):
        return better, True
    if glued := _GLUED.fullmatch(text):
        better = " ".join(glued.groups())
        return tr("write a space between a number and its unit: {better}", better=better), False
    figures = _FIGURE.findall(text)
    if not figures or _OF_DIGITS.fullmatch(text):
        return "", False
    if len(figures) == 1:
        return tr("write the number alone: {number}", number=figures[0]), True
    return tr("write one number, and the rest elsewhere"), True
