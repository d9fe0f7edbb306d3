"""`Issue` in, findings out; a rule is one function with one code."""

from __future__ import annotations

from bulletin.check.registry import RULES, check

__all__ = ["RULES", "check"]
