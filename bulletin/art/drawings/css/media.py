"""Media queries of a drawing's styles, as they hold for a picture on a light screen.

In: the words of a query, or of several between commas (Media Queries 4). Out: whether they hold;
None where that depends on the reader's screen.
"""

import re

_SCREENS = {"all", "screen"}
_QUERY = re.compile(r"(?:(not|only) )?(?:([a-z]+)(?: and |$))?(.*)")
_FEATURE = re.compile(r"(not )?\( ?([\w-]+) ?(?:: ?([^():]+?))? ?\)")
_KNOWN = {
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "prefers-contrast": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "monochrome": "0",
    "grid": "0",
}
"""What most readers have: a picture is to look as it does for them."""
_NEVER = re.compile(r"-ms-.*|hover: none|pointer: coarse")
"""What holds for no picture that anybody points at, or in no browser of these years."""
_ALWAYS = re.compile(r"color|min-(?:width|height): 0(?:px)?|-webkit-min-device-pixel-ratio: 0")


def hold(queries: str) -> bool | None:
    """Whether one of some queries holds."""
    found = [_holds(" ".join(query.lower().split())) for query in queries.split(",")]
    if True in found:
        return True
    return None if None in found else False


def _holds(query: str) -> bool | None:
    matched = _QUERY.fullmatch(query)
    if matched is None:
        return None
    sense, kind, rest = matched.groups()
    parts: list[bool | None] = [] if kind is None or kind in _SCREENS else [False]
    parts += [_feature(part) for part in rest.split(" and ")] if rest else []
    whole = False if False in parts else None if None in parts else True
    return whole if sense != "not" or whole is None else not whole


def _feature(said: str) -> bool | None:
    found = _FEATURE.fullmatch(said)
    if found is None:
        return None
    name, value = found[2], found[3] or ""
    if _ALWAYS.fullmatch(f"{name}: {value}" if value else name):
        holds = True
    elif _NEVER.fullmatch(f"{name}: {value}"):
        holds = False
    elif name in _KNOWN:
        holds = value == _KNOWN[name]
    else:
        return None
    return holds != bool(found[1])
