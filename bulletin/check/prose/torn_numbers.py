"""Numbers that a space tears: "12 ,5 tấn", "7. 200 đồng", "3, 5 %".

In: an issue. Out: warnings at what is hardly two numbers, with the one to write.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import alone, examination
from bulletin.diagnostics import Finding
from bulletin.languages import any_phrase, language_of, phrases
from bulletin.messages import tr
from bulletin.source.data.numbers import separators
from bulletin.source.issue import Issue

_MOST = 20
"""So many are named in one passage."""


@cache
def _numbered() -> re.Pattern[str]:
    """A word that begins a passage and is numbered, "Câu 5. 100 kg thóc"; none of an amount is."""
    return re.compile(rf"(?i)\W*(?!{any_phrase('amount_words')}\s)\w{{1,12}}\s\Z")


_PERHAPS = re.compile(r"\d(?: [.,]|[.,] )\d")
"""What any of them has; it is found a good deal sooner."""


@examination
@alone
def torn_numbers(issue: Issue) -> Iterator[Finding]:
    """Numbers are written in one piece."""
    language = issue.publication.language
    marks = separators(language)
    pattern, labels = _torn(*marks), _labels(language)
    for passage in passages_of(issue):
        if not _PERHAPS.search(passage.text):
            continue
        for match in islice(pattern.finditer(passage.text), _MOST):
            if passage.word_before(match.start()) in labels:
                continue  # "Mục 1. 200 hộ" has two numbers
            if match["behind"] and _numbered().fullmatch(passage.text, 0, match.start()):
                continue
            yield Finding(
                codes.DOUBLED_MARK,
                tr("a space tears this number"),
                passage.place(*match.span("number")),
                _hint(match["number"], marks[0]),
            )


def _hint(number: str, decimal: str) -> str:
    """What to write; two small numbers may be two, as in "5 ,6 ngày"."""
    better = re.sub(r"\s", "", number)
    two = re.sub(rf"\s*{re.escape(decimal)}\s*", f"{decimal} ", number)
    if decimal not in number or two == number:
        return tr("write {better}", better=better)
    return tr("write {better}, or {two} if it is two numbers", better=better, two=two)


@cache
def _labels(language: str) -> frozenset[str]:
    """Words before a number that ends with them, hours among them: "11 giờ 30. 250 người"."""
    labels = (label.lower() for label in language_of(language).ties().labels)
    return frozenset(labels) | frozenset(phrases("hour_words"))


@cache
def _torn(decimal: str, group: str) -> re.Pattern[str]:
    """A number with a space before or behind its mark.

    Two numbers of a list have none before their comma, unless others are near; "70, 80 %" are
    two tens. A sentence that ends with a number, and one that begins with three digits, hardly
    meet, but behind a list of numbers.
    """
    part, whole = re.escape(decimal), re.escape(group)
    near = rf"(?!\w)(?!\s?{part}\s?\d)"
    return re.compile(
        rf"(?<![\w.,/:])(?<!\d )(?<!\d, )(?P<number>\d{{1,3}} {part}\d{{1,2}}{near}(?!/)"
        rf"|[1-9]\d{{0,2}}(?:{whole}\d{{3}})*(?: {whole}|(?P<behind>{whole} ))\d{{3}}"
        rf"(?:(?:{whole}| {whole}|{whole} )\d{{3}})*(?=\s[^\W\d_A-ZĐ])"
        rf"|(?!\d+0{part})\d{{1,3}}{part} \d{{1,2}}(?=\s?%(?!\s?[-–—,]\s?\d)))"
    )
