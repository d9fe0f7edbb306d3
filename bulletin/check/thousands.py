"""Decimals that were meant as thousands, as programs in another language write them.

In: an issue. Out: a warning at each number such as 1,200 in a text that has 1.200 too: the voice
says the one as a decimal and the other as thousands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.prose import ProseRun, passages_of
from bulletin.check.registry import Noticed, rule
from bulletin.messages import tr
from bulletin.source.data.numbers import separators
from bulletin.source.issue import Issue

_BEGIN = r"(?<![\w.,/])[1-9][0-9]{0,2}"
_END = r"(?![0-9/]|[.,][0-9])"


@rule(codes.FOREIGN_THOUSANDS)
def foreign_thousands(issue: Issue) -> Iterator[Noticed]:
    """One number has one writing in an article."""
    decimal, group = separators(issue.publication.language)
    if {decimal, group} != {".", ","}:
        return
    doubtful = re.compile(rf"{_BEGIN}{re.escape(decimal)}[0-9]00{_END}")
    grouped = re.compile(rf"{_BEGIN}{re.escape(group)}[0-9]00{_END}")
    by_file = defaultdict[str, list[ProseRun]](list)
    for passage in passages_of(issue):
        by_file[passage.span.file].append(passage)
    for file, passages in by_file.items():
        if not file.endswith(".md"):
            continue  # data are judged by their columns
        twins = {twin for passage in passages for twin in grouped.findall(passage.text)}
        for passage in passages if twins else ():
            for found in doubtful.finditer(passage.text):
                if (twin := found[0].replace(decimal, group)) in twins:
                    short = found[0].rstrip("0").rstrip(decimal)
                    yield Noticed(
                        passage.place(found.start(), found.end()),
                        tr(
                            "{number} is said as a decimal, and {twin} stands here too",
                            number=found[0],
                            twin=twin,
                        ),
                        tr("write {twin}, or {short} if it is a decimal", twin=twin, short=short),
                    )
