"""Numbers in Vietnamese words: integers, decimals, digit strings, ordinals.

In: digits. Out: words of the northern-southern standard that the rules keep to: "nghìn", "lẻ",
"mốt", "tư" and "lăm" after tens, "phẩy" for the decimal comma.
"""

import re
from functools import cache, lru_cache

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000
_LONGEST_SPOKEN_FRACTION = 3  # digits after the comma that are said as one number
LONGEST_CARDINAL = 15  # digits; what is longer is no quantity

# How numbers are written. A space that groups is one that does not break (or two groups in a
# row), as a plain one may also stand between two numbers.
GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
SPACED = r"[1-9][0-9]{0,2}(?:\u00a0[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
BY_COMMAS = r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?![0-9])(?:\.[0-9]+)?"
PLAIN = r"[0-9]+(?:,[0-9]+)?"
NUMBER = rf"(?:{GROUPED}|{SPACED}|{BY_COMMAS}|{PLAIN})"

_GROUPED = re.compile(rf"{GROUPED}|{SPACED}")
_BY_COMMAS = re.compile(BY_COMMAS)


def digits(text: str) -> str:
    """Each digit of a text by its name; everything else falls."""
    return " ".join(_DIGITS[int(character)] for character in text if character.isdecimal())


@lru_cache(maxsize=2_000)
def cardinal(number: int) -> str:
    """A number of things, from nought up: 1204 is "một nghìn hai trăm lẻ bốn"."""
    return " ".join(_words(number, padded=False)) or _DIGITS[0]


def counted(text: str) -> str:
    """Digits as a number of things, or digit by digit where they are too many for one."""
    return cardinal(int(text)) if len(text) <= LONGEST_CARDINAL else digits(text)


def ordinal(number: int) -> str:
    """What follows "thứ" or "hạng": nhất, hai, ba, tư, năm ..."""
    return {1: "nhất", 4: "tư"}.get(number) or cardinal(number)


def year(text: str) -> str:
    """A year of four digits."""
    return cardinal(int(text))


def year_in_full(text: str) -> str:
    """The digits of a year of which two may be written: those of this century."""
    return f"20{text}"[-4:]


def month_name(text: str) -> str:
    """What follows "tháng": "tư" for the fourth."""
    return "tư" if int(text) == 4 else cardinal(int(text))  # noqa: PLR2004


def in_words(written: str) -> str:
    """A number as an office writes it: "1.234,5", "98,7", "06", "1,000,000.5"."""
    if _BY_COMMAS.fullmatch(written):
        whole, _, fraction = written.replace(",", "").partition(".")
    elif _GROUPED.fullmatch(written):
        whole, _, fraction = re.sub(r"[.\s]", "", written).partition(",")
    else:
        whole, _, fraction = written.partition(",")
    if not whole.isdigit():
        return digits(written)  # "02.682" is no number of anything
    said = counted(whole)
    return f"{said} phẩy {decimals(fraction)}" if fraction else said


def decimals(fraction: str) -> str:
    """What is said after the comma: "05" digit by digit, "25" as a number."""
    if fraction.startswith("0") or len(fraction) > _LONGEST_SPOKEN_FRACTION:
        return digits(fraction)
    return cardinal(int(fraction))


def _words(number: int, *, padded: bool) -> list[str]:
    """The words of a number; a padded one says the hundreds that it lacks."""
    billions, rest = divmod(number, _BILLION)
    words: list[str] = []
    if billions:
        words += [*_words(billions, padded=padded), "tỷ"]
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            words += _group(group, padded=padded or bool(words))
            words += [name] if name else []
    return words


def _group(number: int, *, padded: bool) -> list[str]:
    """The words of 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or padded else []
    if tens == 0:
        if ones:
            words += ["lẻ", _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 0:
        return words
    after_ten = {5: "lăm"}
    after_tens = {1: "mốt", 4: "tư", 5: "lăm"}
    return [*words, (after_ten if tens == 1 else after_tens).get(ones, _DIGITS[ones])]


@cache
def roman_value(numeral: str) -> int:
    """The number that a Roman numeral is."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    numbers = [values[letter] for letter in numeral]
    following = [*numbers[1:], 0]
    pairs = zip(numbers, following, strict=True)
    return sum(-one if one < after else one for one, after in pairs)
