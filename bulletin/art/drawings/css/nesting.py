"""Rules in rules, taken apart (CSS Nesting 1).

In: the block of a rule as tinycss2 reads it, and the rule's own selector. Out: rules that stand
alone, in the order in which they hold.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import tinycss2

from bulletin.art.drawings.css.arguments import Tokens, at_commas


class Alone(NamedTuple):
    """A rule with nothing but declarations in it, or an at-rule with its block (`at`)."""

    selector: str
    declared: Sequence[Any] = ()
    at: Any = None


def taken_apart(selector: str, content: Tokens) -> Iterator[Alone]:
    """The rules that a rule stands for: itself, and what it has in it."""
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if not parts:
        yield Alone(selector)
    for kind, some in groupby(parts, key=lambda part: part.type):
        if kind == "declaration":
            yield Alone(selector, tuple(some))
        elif kind == "qualified-rule":
            for rule in some:
                yield from taken_apart(_within(selector, rule.prelude), rule.content)
        elif kind == "at-rule":
            yield from (Alone(selector, at=rule) for rule in some)


def _within(around: str, prelude: Tokens) -> str:
    """The selector of a rule in another: `&` is the outer one, which all else stands in."""
    return ", ".join(_one_within(f":is({around})", part) for part in at_commas(prelude))


def _one_within(outer: str, tokens: Tokens) -> str:
    if not _has_outer(tokens):
        return f"{outer} {tinycss2.serialize(tokens).strip()}"
    return _with_outer(outer, tokens).strip()


def _has_outer(tokens: Tokens) -> bool:
    return any(
        (token.type == "literal" and token.value == "&")
        or (token.type == "function" and _has_outer(token.arguments))
        for token in tokens
    )


def _with_outer(outer: str, tokens: Tokens) -> str:
    """A selector with the outer one for `&`, which stands behind the name of an element."""
    made = ""
    for token in tokens:
        if token.type == "literal" and token.value == "&":
            made += outer
        elif token.type == "function":
            made += f"{token.name}({_with_outer(outer, token.arguments)})"
        elif token.type == "ident" and made.endswith(outer):
            made = made.removesuffix(outer) + token.serialize() + outer
        else:
            made += token.serialize()
    return made
