"""Variables of CSS (`--name` and `var()`), reckoned as browsers do (CSS Variables 1, sections 2 and 3).

In: values as they were written. Out: the same with what the variables stand for. A variable is
reckoned where it is declared; one that turns in a circle, or asks for what nobody declares, has no
value.
"""

import re
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

import tinycss2

from bulletin.art.drawings.css.arguments import Tokens
from bulletin.art.drawings.css.values import nested
from bulletin.art.drawings.vocabulary import TAKEN_FROM_ABOVE

_LONGEST = 1000
"""Characters of a value; each variable in it may hold others."""
_ASKED = re.compile(r"\bvar\(\s*(--[^\s,()]+)", re.IGNORECASE)
"""What leaves a variable as it is around the element."""
_BRACKETS = {"() block": "()", "[] block": "[]", "{} block": "{}"}


def asks(value: str) -> bool:
    """Whether a value holds a variable."""
    return "var(" in _unescaped(value).lower()


def _unescaped(value: str) -> str:
    r"""A value without escapes in its names and without remarks: `v\61r(/**/--c)` asks, too."""
    if "(" not in value or not ("\\" in value or "/*" in value) or nested(value):
        return value
    return str(tinycss2.serialize(tinycss2.parse_component_value_list(value, skip_comments=True)))


def without_variables(value: str, custom: Mapping[str, str]) -> str | None:
    """A value with its `var()` replaced, or None when one of them has no value."""
    if len(value) > _LONGEST or nested(value):
        return None
    return _filled(tinycss2.parse_component_value_list(value, skip_comments=True), custom)


def _filled(tokens: Tokens, custom: Mapping[str, str]) -> str | None:
    made, length = [], 0
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            said = _variable(token.arguments, custom)
        elif token.type == "function":
            inside = _filled(token.arguments, custom)
            said = None if inside is None else f"{token.name}({inside})"
        elif brackets := _BRACKETS.get(token.type):
            inside = _filled(token.content, custom)
            said = None if inside is None else f"{brackets[0]}{inside}{brackets[1]}"
        else:
            said = token.serialize()
        if said is None or (length := length + len(said)) > _LONGEST:
            return None
        made.append(said)
    return "".join(made)


def _variable(arguments: Tokens, custom: Mapping[str, str]) -> str | None:
    """What a variable stands for, or what stands behind its comma."""
    words = list(arguments)
    while words and words[0].type == "whitespace":
        words.pop(0)
    if not words or words[0].type != "ident":
        return None
    known = custom.get(words[0].value)
    if known is not None:
        return known.strip()
    comma = next((n for n, one in enumerate(words) if one == ","), None)
    instead = None if comma is None else _filled(words[comma + 1 :], custom)
    return None if instead is None else instead.strip()


def declared(own: Mapping[str, str], around: Mapping[str, str]) -> Mapping[str, str]:
    """The variables of an element that declares `own`, with those that it stands in."""
    own = {
        name: value for name, value in own.items() if value.strip().lower() not in TAKEN_FROM_ABOVE
    }
    made = {name: value for name, value in around.items() if name not in own}
    own = {name: value for name, value in own.items() if value.strip().lower() != "initial"}
    for name in _in_order(own):
        value = own[name]
        filled = without_variables(value, made) if asks(value) else value
        if filled is not None:
            made[name] = filled
    return made


def _in_order(own: Mapping[str, str]) -> Iterable[str]:
    """Names of variables, each behind those that it asks for; without those in circles."""
    asked = {
        name: {one for one in _ASKED.findall(_unescaped(value)) if one in own}
        for name, value in own.items()
    }
    askers: dict[str, set[str]] = {name: set() for name in own}
    for name, known in asked.items():
        for other in known:
            askers[other].add(name)
    circles = _circles(asked, askers)
    others = {name: known - circles for name, known in asked.items() if name not in circles}
    return TopologicalSorter(others).static_order()


def _circles(asked: Mapping[str, set[str]], askers: Mapping[str, set[str]]) -> set[str]:
    """The variables that ask for themselves, through others or not, and those between two such."""
    names = set(asked)
    for these, those in ((asked, askers), (askers, asked)):
        left = {name: len(these[name] & names) for name in names}
        ready = [name for name, count in left.items() if not count]
        while ready:
            name = ready.pop()
            names.discard(name)
            for other in those[name] & names:
                left[other] -= 1
                if not left[other]:
                    ready.append(other)
    return names
