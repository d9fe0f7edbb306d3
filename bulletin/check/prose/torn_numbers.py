"""Numbers that a space tears: "12 ,5 tấn", "7. 200 đồng", "3, 5 %".

In: an issue. Out: warnings at what is hardly two numbers, with the one to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from bulletin import codes
from bulletin.check.prose.passages import passages_of
from bulletin.check.registry import examination
from bulletin.diagnostics import Finding
from bulletin.languages import language_of
from bulletin.messages import tr
from bulletin.source.data.numbers import separators
from bulletin.source.issue import Issue

_MOST = 20
"""So many are named in one passage."""


_LAST_WORD = re.compile(r"\w{1,12}(?=\s\Z)")


@examination
def torn_numbers(issue: Issue) -> Iterator[Finding]:
    """Numbers are written in one piece."""
    language = issue.publication.language
    pattern, labels = _torn(*separators(language)), {*language_of(language).ties().labels}
    for passage in passages_of(issue):
        for match in islice(pattern.finditer(passage.text), _MOST):
            before = _LAST_WORD.search(passage.text[max(0, match.start() - 14) : match.start()])
            if before and before[0].lower() in labels:
                continue  # "Mục 1. 200 hộ" has two numbers
            better = re.sub(r"\s", "", match["number"])
            yield Finding(
                codes.DOUBLED_MARK,
                tr("a space tears this number"),
                passage.place(*match.span("number")),
                tr("write {better}", better=better),
            )


@cache
def _torn(decimal: str, group: str) -> re.Pattern[str]:
    """A number with a space before or behind its mark.

    Two numbers of a list have none before their comma; "2, 5 %" may be two where others are near.
    A sentence that ends with a number, and one that begins with three digits, hardly meet.
    """
    part, whole = re.escape(decimal), re.escape(group)
    return re.compile(
        rf"(?<![\w.,/:])(?<!\d )(?P<number>\d{{1,3}} {part}\d{{1,2}}(?![\w/])"
        rf"|[1-9]\d{{0,2}}(?: {whole}|{whole} )\d{{3}}(?=\s[^\W\d_A-ZĐ])"
        rf"|(?<!\d, )\d{{1,3}}{part} \d{{1,2}}(?=\s?%(?!\s?[-–—,]\s?\d)))"
    )
