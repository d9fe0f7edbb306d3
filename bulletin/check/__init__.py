"""`Issue` in, findings out; a rule is one function with one code.

Importing this package fills the registry: each module below holds the rules of one matter.
"""

# ruff: noqa: F401 - what is imported registers its rules

from bulletin.check import (
    copies,
    corrections,
    earlier,
    links,
    misnamed,
    names,
    own_pages,
    personal,
    placeholders,
    presentation,
    press_law,
    structure,
    topics,
)
from bulletin.check.copied import (
    comment_marks,
    leftovers,
    lost_notes,
    page_numbers,
    pasted,
    shown,
    typed_notes,
)
from bulletin.check.last_month import issue_days, licences, past_days, reprinted, standing
from bulletin.check.media import captions, films, picture_sizes, pictures, unseen
from bulletin.check.prose import (
    contradictions,
    drafts,
    foreign,
    letters_in_numbers,
    long_words,
    quotes,
    repeated,
    telephones,
    thousands,
    torn_numbers,
    wording,
)
from bulletin.check.registry import RULES, check
from bulletin.check.tables import averages, derived, row_numbers, totals
from bulletin.check.themes import theme

__all__ = ["RULES", "check"]
