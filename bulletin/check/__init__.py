"""`Issue` in, findings out; a rule is one function with one code.

Importing this package fills the registry: each module below holds the rules of one matter.
"""

from __future__ import annotations

from bulletin.check import (  # noqa: F401, rules
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
from bulletin.check.copied import (  # noqa: F401, rules
    comment_marks,
    leftovers,
    lost_notes,
    page_numbers,
    pasted,
    shown,
    typed_notes,
)
from bulletin.check.last_month import (  # noqa: F401, rules
    issue_days,
    licences,
    past_days,
    reprinted,
    standing,
)
from bulletin.check.media import (  # noqa: F401, rules
    captions,
    films,
    picture_sizes,
    pictures,
    unseen,
)
from bulletin.check.prose import (  # noqa: F401, rules
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
from bulletin.check.tables import averages, derived, row_numbers, totals  # noqa: F401, rules
from bulletin.check.themes import theme  # noqa: F401, rules

__all__ = ["RULES", "check"]
