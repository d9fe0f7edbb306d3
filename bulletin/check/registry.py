"""The rules by code, and how they are all asked.

In: functions marked with `rule` or `examination`. Out: `RULES`, `EXAMINATIONS` and `check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.diagnostics import Code, Finding, Fix, Span, in_order
from bulletin.source.issue import Issue


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


def check(issue: Issue) -> tuple[Finding, ...]:
    """What all rules and examinations find in an issue, in order."""
    found = [
        Finding(code, noticed.message, noticed.span, noticed.hint, noticed.fix)
        for code, function in RULES.items()
        for noticed in function(issue)
    ]
    return in_order([*found, *(f for examine in EXAMINATIONS for f in examine(issue))])
