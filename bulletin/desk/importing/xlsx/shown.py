"""What a cell of a spreadsheet shows: its number by its format (ECMA-376, part 1, 18.8.30).

In: the number that is kept, the format, a language. Out: the words on the sheet, in the way in
which the language writes numbers and days; the program that kept the file may have had another.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import babel.dates

from bulletin.languages import language_of, locale_of
from bulletin.languages.figures import decimal_written

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "d/m/yyyy", 15: "d/m/yyyy", 16: "d/m",
    17: "m/yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d/m/yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that have a number and are not written down (18.8.30)."""
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<limit>[<>=]+-?(?:\d+\.?\d*|\.\d+))\]|\[[^\]]*\]|(?P<sign>AM/PM|A/P|General|.)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.', re.DOTALL)
_FIGURES = re.compile(r"[0#?](?:[0#?,.]|(?P<between>[^0#?,.%/E]+(?=[0#?])))*")
_FRACTION = re.compile(r"[0#?]+/([0#?\d]{1,9})")
_SURE = 15
"""Significant digits that such a number has; what comes behind them is noise."""
_ROOM = 10
"""Significant digits that are shown of a number without a format."""
_LONGEST = 20
"""Characters of a format's figures."""
_LONGEST_CODE = 255
"""Characters of a format that Excel takes; what is longer says nothing."""
_PRECISE = 1000
"""Digits in reckoning: more than a format of signs for per cent alone asks for."""
_SECONDS = 86_400


@dataclass(frozen=True)
class _Section:
    """A format of one range of numbers: `code` has private characters for the words in it."""

    code: str
    words: tuple[str, ...]
    limit: str
    elapsed: bool

    @property
    def is_moment(self) -> bool:
        return self.elapsed or bool(re.search("[ymdhs]", self.code, re.IGNORECASE))

    def with_words(self, text: str) -> str:
        """A text with the words in the place of what stands for them."""
        for number, words in enumerate(self.words):
            text = text.replace(chr(0xE100 + number), words)
        return text.strip()


def number_shown(kept: str, code: str, language: str, *, since_1904: bool = False) -> str:
    """What a cell shows that keeps a number; the number as it is kept where it is none."""
    try:
        value = Decimal(f"{float(kept):.{_SURE}g}")
    except ValueError:
        return kept
    if not value.is_finite() or abs(value) >= 10**_SURE:
        return kept
    known = code if len(code) <= _LONGEST_CODE else "General"
    section = _chosen([_section(part) for part in _sections(known)], value)
    if section.is_moment:
        return _moment(section, float(kept), language, since_1904=since_1904)
    if re.search(r"General|E\+|E-|@", section.code) or not section.code:
        return _general(section, value, language) if section.code else ""
    with localcontext(prec=_PRECISE):
        return _figures(section, abs(value), value, language)


def _sections(code: str) -> list[str]:
    parts = [""]
    for sign in _SIGNS.findall(code):
        if sign == ";":
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _section(code: str) -> _Section:
    made, limit, elapsed = "", "", False
    words: list[str] = []
    for part in _PART.finditer(code):
        said = next((part[k] for k in ("quoted", "escaped", "money") if part[k]), "")
        if said:
            made += chr(0xE100 + len(words))
            words.append(said)
        limit = part["limit"] or limit
        elapsed = elapsed or bool(part["elapsed"])
        made += part["elapsed"] or part["sign"] or ""
    return _Section(made, tuple(words), limit, elapsed)


def _chosen(sections: Sequence[_Section], value: Decimal) -> _Section:
    if any(one.limit for one in sections):
        fits = (one for one in sections if not one.limit or _within(value, one.limit))
        return next(fits, sections[-1])
    # One is for all numbers; of several the second for those below nought, the third for nought.
    at = 1 if value < 0 else 0 if value else 2
    return sections[at] if at < len(sections) else sections[0]


def _within(value: Decimal, limit: str) -> bool:
    sign, bound = limit.rstrip("-.0123456789"), Decimal(limit.lstrip("<>="))
    return (
        ("<" in sign and value < bound)
        or (">" in sign and value > bound)
        or ("=" in sign and value == bound)
    )


def _general(section: _Section, value: Decimal, language: str) -> str:
    """A number as it is, without more digits than a cell has room for."""
    rounded = value if abs(value) >= 10**_ROOM else Decimal(f"{value:.{_ROOM}g}")
    text = decimal_written(rounded, "0.##########", locale_of(language))
    return section.with_words(re.sub(r"General|[0#?.,]+E[+-][0#?]+|@", text, section.code))


def _figures(section: _Section, value: Decimal, kept: Decimal, language: str) -> str:
    code = section.code
    if fraction := _FRACTION.search(code):
        return section.with_words(_fraction(value, fraction[1]))
    found = _FIGURES.search(code)
    scale = found[0].rstrip(",") if found else ""
    whole, _, part = scale[:_LONGEST].partition(".")
    value = value * 100 ** code.count("%") / 1000 ** (len(found[0]) - len(scale) if found else 0)
    value = value.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    if not value and "0" not in whole + part:
        figures = ""
    elif found and found["between"]:
        figures = _apart(value, whole)
    else:
        figures = decimal_written(abs(value), _pattern(whole, part), locale_of(language))
    shown = section.with_words(_FIGURES.sub("\ue0ff", code, count=1))
    if kept < 0 and value and "-" not in shown:
        # Below nothing: in brackets, as accounts have it, or in red.
        shown = shown.replace("(", "").replace(")", "").replace("\ue0ff", "-\ue0ff")
    # A dash in the column of an account stands for nought, not for what is not known.
    shown = shown.replace("\ue0ff", section.with_words(figures)).strip()
    return "0" if shown in {"-", "–", "—"} and not kept else shown


def _pattern(whole: str, part: str) -> str:
    """A format's figures as a pattern of Unicode TR 35."""
    least = whole.replace(",", "").count("0")
    grouped = "#,##0" if "," in whole else "0" * max(least, 1)
    return f"{grouped}.{part.replace('?', '#')}" if part else grouped


def _apart(value: Decimal, pattern: str) -> str:
    """Digits with what their format has between them, as in a number to dial: 0### ### ###."""
    digits, made = list(str(abs(int(value)))), ""
    for sign in reversed(pattern):
        if sign not in "0#?,":
            made = sign + made if digits or "0" in pattern else made
        elif digits or sign == "0":
            made = (digits.pop() if digits else "0") + made
    return "".join(digits) + made


def _fraction(value: Decimal, below: str) -> str:
    """Whole ones and a fraction: of the number that stands below it, or of one as long."""
    if below.isdecimal() and int(below):
        found = Fraction(round(value * int(below)), int(below))
    else:
        found = Fraction(value).limit_denominator(10 ** len(below) - 1)
    whole, rest = divmod(abs(found), 1)
    said = " ".join(str(part) for part in (whole, rest) if part) or "0"
    return f"-{said}" if found < 0 else said


# -- days and hours ------------------------------------------------------------------------


def _moment(section: _Section, kept: float, language: str, *, since_1904: bool) -> str:
    seconds = round(kept * _SECONDS)
    if section.elapsed:
        return f"{seconds // 3600}:{seconds % 3600 // 60:02}"
    # The program counts a 29 February 1900, which there was not.
    first = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001, a sheet knows no zone
    days = int(not since_1904 and 1 <= kept < 60)  # noqa: PLR2004, the day after it
    try:
        moment = first + dt.timedelta(days, seconds)
    except OverflowError:
        return str(kept)
    pattern = _pattern_of(section.code, language, midnight=not seconds % _SECONDS)
    return str(babel.dates.format_datetime(moment, pattern, locale=locale_of(language)))


def _pattern_of(code: str, language: str, *, midnight: bool) -> str:
    """What a format says of a day and an hour, as the language writes it (Unicode TR 35).

    The midnight at which a day begins is no hour that somebody wrote.
    """
    runs = re.findall(r"y+|m+|d+|h+|s+", re.sub("AM/PM|A/P", "", code).lower())
    signs = [run[0] for run in runs]
    minutes = {
        at
        for at, sign in enumerate(signs)
        if sign == "m" and ("h" in signs[:at][-1:] or "s" in signs[at + 1 : at + 2])
    }
    says = {
        sign for at, sign in enumerate(signs) if at not in minutes and len(runs[at]) < _NAMED[sign]
    }
    day, month = language_of(language).cells().machine_days or ("y-MM-dd", "y-MM")
    without_year = re.sub(r"\W*y+\W*", "", day)
    dates = {"dmy": day, "my": month, "dm": without_year, "y": "y", "m": "LLLL", "d": "d"}
    date = dates.get("".join(sorted(says & {*"dmy"})), "")
    weekday = "EEEE" if any(run.startswith("ddd") for run in runs) else ""
    time = ("HH:mm" if "h" in says else "mm" if minutes else "") + (":ss" if "s" in says else "")
    return ", ".join(filter(None, ("" if midnight and date else time, weekday, date)))


_NAMED = {"d": 3, "m": 9, "y": 9, "h": 9, "s": 9}
"""From so many letters on, a part is a name and no number: dddd is a day of the week."""
