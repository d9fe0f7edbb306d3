"""Conditions of `@supports` in a drawing's styles, as the browsers that readers have answer them.

In: the tokens of a condition. Out: whether it holds; None where we cannot tell.
"""

from __future__ import annotations

import tinycss2

from bulletin.art.drawings.colours import StrangeError
from bulletin.art.drawings.values import OutsideError, Tokens, property_value
from bulletin.art.drawings.vocabulary import PROPERTIES

_PAINT = "paint"


def holds(condition: Tokens) -> bool | None:
    """Whether a condition holds: what we read ourselves, browsers know too (CSS Conditional 3)."""
    tokens = [token for token in condition if token.type not in {"whitespace", "comment"}]
    if len(tokens) == 1 and tokens[0].type == "() block":
        return _of_block(tokens[0].content)
    words = {token.lower_value for token in tokens if token.type == "ident"}
    if len(tokens) == 2 and words == {"not"}:  # noqa: PLR2004, the word and what it turns round
        found = holds(tokens[1:])
        return None if found is None else not found
    if len(tokens) % 2 == 0 or len(words) != 1 or not words <= {"and", "or"}:
        return None
    found_all = [holds([token]) for token in tokens[::2]]
    if None in found_all:
        return None
    return all(found_all) if words == {"and"} else any(found_all)


def _of_block(content: Tokens) -> bool | None:
    """Whether a declaration in brackets is one that browsers know, or a condition in them holds."""
    declared = tinycss2.parse_one_declaration(content, skip_comments=True)
    if declared.type != "declaration":
        return holds(content)
    if PROPERTIES.get(declared.lower_name) != _PAINT:
        return None  # of other kinds we know the form alone
    try:
        return property_value(_PAINT, tinycss2.serialize(declared.value)) is not None or None
    except (StrangeError, OutsideError):
        return None
