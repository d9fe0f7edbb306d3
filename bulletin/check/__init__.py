"""`Issue` in, findings out; a rule is one function with one code.

Importing this package fills the registry: each module below holds the rules of one matter.
"""

from __future__ import annotations

from bulletin.check import (
    carried,
    copies,
    corrections,
    earlier,
    issue_days,
    links,
    misnamed,
    names,
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
from bulletin.check.media import captions, films, picture_sizes, pictures
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

__all__ = [
    "RULES",
    "averages",
    "captions",
    "carried",
    "check",
    "comment_marks",
    "contradictions",
    "copies",
    "corrections",
    "derived",
    "drafts",
    "earlier",
    "films",
    "foreign",
    "issue_days",
    "leftovers",
    "letters_in_numbers",
    "links",
    "long_words",
    "lost_notes",
    "misnamed",
    "names",
    "page_numbers",
    "pasted",
    "personal",
    "picture_sizes",
    "pictures",
    "placeholders",
    "presentation",
    "press_law",
    "quotes",
    "repeated",
    "row_numbers",
    "shown",
    "structure",
    "telephones",
    "theme",
    "thousands",
    "topics",
    "torn_numbers",
    "totals",
    "typed_notes",
    "wording",
]
