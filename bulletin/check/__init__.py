"""`Issue` in, findings out; a rule is one function with one code.

Importing this package fills the registry: each module below holds the rules of one matter.
"""

from __future__ import annotations

from bulletin.check import (
    captions,
    comment_marks,
    corrections,
    earlier,
    leftovers,
    letters_in_numbers,
    links,
    lost_notes,
    media,
    misnamed,
    names,
    page_numbers,
    pasted,
    pictures,
    placeholders,
    presentation,
    press_law,
    shown,
    structure,
    telephones,
    themes,
    thousands,
    topics,
    totals,
    typed_notes,
    wording,
)
from bulletin.check.registry import RULES, check

__all__ = [
    "RULES",
    "captions",
    "check",
    "comment_marks",
    "corrections",
    "earlier",
    "leftovers",
    "letters_in_numbers",
    "links",
    "lost_notes",
    "media",
    "misnamed",
    "names",
    "page_numbers",
    "pasted",
    "pictures",
    "placeholders",
    "presentation",
    "press_law",
    "shown",
    "structure",
    "telephones",
    "themes",
    "thousands",
    "topics",
    "totals",
    "typed_notes",
    "wording",
]
