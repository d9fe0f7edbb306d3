"""Scores of tennis, which are written alike in every language: 7-6 (7/5), 6/7 (5-7).

In: the text before a place. Out: whether the points of a tie-break stand there.
"""

import re

TIE_BREAK_BEFORE = re.compile(r"(?<![0-9/.-])(?:7[-/]6|6[-/]7)\s?\($")
"""A set that a tie-break decided, and the bracket in which its points follow."""
