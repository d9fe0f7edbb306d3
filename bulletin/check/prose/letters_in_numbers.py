"""Letters that stand for digits, as scans are read: 2O26, l5 hộ, 0270 38O2 O22.

In: an issue. Out: a finding at each, where only a number can stand: by the number's own form, or
by the words beside it that the language counts with.
"""

import re
from collections.abc import Iterator
from functools import cache

from bulletin import codes
from bulletin.check.prose.passages import ProseRun, passages_of
from bulletin.check.registry import Noticed, alone, rule
from bulletin.languages import language_of
from bulletin.languages.base import Ties
from bulletin.messages import tr
from bulletin.source.data.hints import READ_AS_DIGITS
from bulletin.source.issue import Issue

_DATA = (".csv", ".yaml", ".yml")
_LIKE = "0-9OoIl"
_MIXED = re.compile(
    rf"[{_LIKE}](?<![\w.,/:@#&?=%+-].)(?=[{_LIKE}.,/ \u00a0%‰-])"
    rf"(?:(?<=[OoIl])|(?=[{_LIKE}.,/ -]{{0,19}}[OoIl]))"
)
"""Where a number with such a letter may begin."""
_FORMS = (
    rf"[12Il][{_LIKE}]{{3}}",
    rf"[{_LIKE}]{{1,2}}(?P<by>[/.-])[{_LIKE}]{{1,2}}(?P=by)[{_LIKE}]{{4}}",
    rf"[{_LIKE}]{{1,3}}(?:[.][{_LIKE}]{{3}})+|[{_LIKE}]{{1,3}}(?:,[{_LIKE}]{{3}})+",
    rf"[0O][{_LIKE}]{{2,4}}(?:[ .-]?[{_LIKE}]{{2,4}}){{2,3}}",
)
_YEAR, _DAY, _THOUSANDS, _TELEPHONE = (re.compile(rf"{form}(?![\w/@-]|[.,]\w)") for form in _FORMS)
_YEARS = range(1900, 2100)
_TELEPHONES = range(10, 12)
"""Digits of a telephone number."""
_MOST = 20
"""So many are named in one passage."""


@rule(codes.LETTER_IN_NUMBER)
@alone
def letters_in_numbers(issue: Issue) -> Iterator[Noticed]:
    """Numbers are written in digits."""
    language = issue.publication.language
    for passage in passages_of(issue):
        of_data = passage.span.file.endswith(_DATA)
        for start, end in _found(passage.text, language):
            if of_data and passage.text[start:end] == passage.text:
                continue  # a cell that is no number is told where the data are read
            yield _noticed(passage, start, end)


def _noticed(passage: ProseRun, start: int, end: int) -> Noticed:
    text = passage.text[start:end]
    better = text.translate(READ_AS_DIGITS)
    span = passage.place(start, end)
    message = tr('"{text}" has a letter where a digit belongs', text=text)
    hint = tr("write {better}", better=better)
    return Noticed(span, message, hint, passage.exchanged(span, text, better))


def _found(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The numbers with a letter in them; so many of them are named in a passage."""
    after, count = 0, 0
    for begin in _MIXED.finditer(text):
        if begin.start() < after or count == _MOST:
            continue
        if end := _end(text, begin.start(), language):
            yield begin.start(), end
            after, count = end, count + 1


def _end(text: str, start: int, language: str) -> int:
    """Where a number that begins here ends; 0 where it is none, or has no such letter."""
    for form, is_one in _KINDS:
        found = form.match(text, start)
        if found and is_one(found[0]):
            return found.end()
    found = _counted(language).match(text, start)
    if found is None or not _is_count(found["number"]):
        return 0
    labels = _labels(language)
    coded = not _SMALL.search(found["number"]) and labels.search(
        text, max(0, start - _SIGHT), start
    )
    return 0 if coded else found.end("number")


def _is_year(text: str) -> bool:
    return _mixed(text, 2) and int(text.translate(READ_AS_DIGITS)) in _YEARS


def _is_day(text: str) -> bool:
    # A month may be in Roman figures: 15/I/2026.
    return _mixed(text, 3) and all(_DIGIT.search(part) for part in re.split("[/.-]", text))


def _is_telephone(text: str) -> bool:
    return _mixed(text, 7) and len(re.sub("[ .-]", "", text)) in _TELEPHONES


def _is_count(text: str) -> bool:
    # "5l xăng" are litres.
    return _mixed(text, 1) and not re.fullmatch("[0-9.,]+l", text)


_DIGIT = re.compile("[0-9]")
_SMALL = re.compile("[ol]")
"""Letters that no code has: a course may be called I2, and none l2."""
_SIGHT = 20
_KINDS = (
    (_YEAR, _is_year),
    (_DAY, _is_day),
    (_TELEPHONE, _is_telephone),
    (_THOUSANDS, lambda text: _mixed(text, 1)),
)


def _mixed(text: str, digits: int) -> bool:
    """Whether a text has a letter for a digit, and at least so many digits."""
    return bool(re.search("[OoIl]", text)) and len(_DIGIT.findall(text)) >= digits


@cache
def _labels(language: str) -> re.Pattern[str]:
    """A word behind which a code may stand."""
    labels = "|".join(map(re.escape, language_of(language).ties().labels))
    return re.compile(rf"(?i)(?<!\w)(?:{labels or '(?!)'}) \Z")


@cache
def _counted(language: str) -> re.Pattern[str]:
    """A number before a word that the language counts with."""
    ties: Ties = language_of(language).ties()
    units = "|".join(re.escape(unit) for unit in ties.units if len(unit) > 1 and unit.isalpha())
    return re.compile(
        rf"(?P<number>[{_LIKE}]{{1,4}}(?:,[{_LIKE}]{{1,2}})?)(?:[ ]?[%‰]|[ \u00a0](?:{units or '(?!)'})(?!\w))"
    )
