"""Settings whose lines a program has put behind each other: "number: 11 date: 2026-11-25".

In: a line of settings. Out: the same with each setting on a line of its own.
"""

from __future__ import annotations

import re
from functools import cache

from bulletin.source.settings.issues import ArticleSettings, IssueSettings
from bulletin.source.settings.models import Publication

_FEWEST = 2
"""Settings in a line from which on they are glued."""


def parted(row: str) -> str:
    """The row as lines; "" where it does not begin with a setting, or has one alone."""
    names = [match[1] for match in _key().finditer(row)]
    if len(names) < _FEWEST or len({*names}) < len(names):
        return ""
    return _key().sub(r"\n\1:", row).lstrip("\n") if _key().match(row) else ""


@cache
def _key() -> re.Pattern[str]:
    """A setting's name at the beginning of a line, or behind a space, with what stands behind it."""
    names = {*IssueSettings.model_fields, *ArticleSettings.model_fields, *Publication.model_fields}
    return re.compile(rf"(?:\A| +)({'|'.join(sorted(names))}):(?=\s)")
