"""The rules by code, and how they are all asked.

In: functions marked with `rule` or `examination`. Out: `RULES`, `EXAMINATIONS` and `check`. What
is marked `alone`, too, is asked of each article by itself, and what it found is kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from bulletin.cache import once, records
from bulletin.diagnostics import Code, Finding, Fix, Span, in_order, sources_below
from bulletin.document import sources_of
from bulletin.languages import every_code
from bulletin.source.issue import Issue, Section


@dataclass(frozen=True)
class Noticed:
    """What a rule found: a place, a message, a hint, a fix. The rule gives the code."""

    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None


CheckRule = Callable[[Issue], Iterator[Noticed]]

RULES: dict[Code, CheckRule] = {}
"""Every rule by its code."""


def rule(code: Code) -> Callable[[CheckRule], CheckRule]:
    """Register a function as the rule for a code."""

    def register(function: CheckRule) -> CheckRule:
        if code in RULES:
            message = f"two rules for {code.number}"
            raise ValueError(message)
        RULES[code] = function
        return function

    return register


Examination = Callable[[Issue], Iterator[Finding]]

EXAMINATIONS: list[Examination] = []
"""What judges a whole matter, with a code for each kind of fault in it."""


def examination(function: Examination) -> Examination:
    """Register a function that finds faults of several kinds."""
    EXAMINATIONS.append(function)
    return function


_Asked = TypeVar("_Asked", CheckRule, Examination)

ALONE: set[CheckRule | Examination] = set()
"""What finds the same in an article whatever stands in the others."""


def alone(function: _Asked) -> _Asked:
    """Have a function asked of each article alone, as of an issue that has no other.

    It reads the article, its files of text and the settings but for the places where they stand.
    """
    ALONE.add(function)
    return function


_FOUND = once.Kind("findings", (), quick=True)


def check(issue: Issue) -> tuple[Finding, ...]:
    """What all rules and examinations find in an issue, in order."""
    sources = sources_below(issue.root)
    texts = [[sources(file) or "" for file in sources_of(one)] for one in issue.articles]
    shared = (issue.id, every_code(), repr(issue.publication), repr(issue.settings))
    keys = [(*shared, repr(one), text) for one, text in zip(issue.articles, texts, strict=True)]

    def made(number: int) -> bytes:
        section = Section("", (issue.articles[number],))
        return records.written(_found(replace(issue, sections=(section,)), alone=True))

    sizes = [sum(map(len, text)) for text in texts]
    found = [
        one for kept in once.made_each(_FOUND, keys, sizes, made) for one in records.told(kept)
    ]
    return in_order([*found, *_found(issue, alone=False)])


def _found(issue: Issue, *, alone: bool) -> Iterator[Finding]:
    for code, function in RULES.items():
        if (function in ALONE) == alone:
            for noticed in function(issue):
                yield Finding(code, noticed.message, noticed.span, noticed.hint, noticed.fix)
    for examine in EXAMINATIONS:
        if (examine in ALONE) == alone:
            yield from examine(issue)
