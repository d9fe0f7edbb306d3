"""Conditions of `@supports` in a drawing's styles, as the browsers that readers have answer them.

In: the tokens of a condition. Out: whether it holds; None where we cannot tell.
"""

import tinycss2

from bulletin.art.drawings.css.arguments import Tokens, meant
from bulletin.art.drawings.css.colours import StrangeError
from bulletin.art.drawings.css.values import OutsideError, property_value
from bulletin.art.drawings.vocabulary import PROPERTIES, words

_READ = {"paint", "place", "filter", "transform"}
"""Kinds of values of which we read nothing that browsers do not."""
_GONE = ("-ms-", "-o-", "-khtml-")
"""How properties of browsers begin that nobody has any more."""

_WORDS = {
    "display": words("none block inline inline-block flex inline-flex grid inline-grid contents"),
    "position": words("static relative absolute fixed sticky"),
    "mix-blend-mode": words(
        "normal multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light"
        " difference exclusion hue saturation color luminosity plus-lighter"
    ),
    "isolation": words("auto isolate"),
    "paint-order": words("normal fill stroke markers"),
    "vector-effect": words("none non-scaling-stroke"),
    "image-rendering": words("auto pixelated crisp-edges"),
    "object-fit": words("fill contain cover none scale-down"),
    "font-variation-settings": words("normal"),
    "font-feature-settings": words("normal"),
    "writing-mode": words("horizontal-tb vertical-rl vertical-lr"),
}
"""Words that every browser of these years knows, by the properties that are asked about."""


def holds(condition: Tokens) -> bool | None:
    """Whether a condition holds: what we read ourselves, browsers know too (CSS Conditional 3)."""
    tokens = meant(condition)
    if len(tokens) == 1 and tokens[0].type == "() block":
        return _of_block(tokens[0].content)
    joining = {token.lower_value for token in tokens if token.type == "ident"}
    if len(tokens) == 2 and joining == {"not"}:  # noqa: PLR2004, the word and what it turns round
        found = holds(tokens[1:])
        return None if found is None else not found
    if len(tokens) % 2 == 0 or len(joining) != 1 or not joining <= {"and", "or"}:
        return None
    found_all = [holds([token]) for token in tokens[::2]]
    if None in found_all:
        return None
    return all(found_all) if joining == {"and"} else any(found_all)


def _of_block(content: Tokens) -> bool | None:
    """Whether a declaration in brackets is one that browsers know, or a condition in them holds."""
    declared = tinycss2.parse_one_declaration(content, skip_comments=True)
    if declared.type != "declaration":
        return holds(content)
    name, value = declared.lower_name, tinycss2.serialize(declared.value).strip()
    if name.startswith("--"):
        return True
    if name.startswith(_GONE):
        return False
    if values := _WORDS.get(name):
        known = set(value.lower().split()) <= values
    elif PROPERTIES.get(name) in _READ:
        known = _is_read(PROPERTIES[name], value)
    else:
        return None  # of other kinds we know the form alone
    return known or None


def _is_read(kind: str, value: str) -> bool:
    """Whether a value is one that we read ourselves."""
    try:
        return property_value(kind, value) is not None
    except (StrangeError, OutsideError):
        return False
