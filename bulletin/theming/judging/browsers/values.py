"""Values that a property does not take, and browsers pass over: its words, and numbers alone.

In: a declaration. Out: what is wrong with it. The words that each property takes stand in
`tables/values.yaml`; what depends on their order and number is not looked at.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from tinycss2 import ast, color4

from bulletin.messages import tr
from bulletin.reading.tables import sets_of
from bulletin.source.reporting import nearest

_Node = Any
"""A token of tinycss2, which has no types."""
ValueFault = tuple[_Node, str, str]
"""What it is about, what is wrong with it, and what to write."""

COLOUR = "<colour>"
"""Stands for any colour among the words of a property."""
_PACKAGE = __name__.rpartition(".")[0]
_EVERYWHERE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
_NO_WORDS: frozenset[str] = frozenset()


@cache
def known(kind: str, table: Literal["css", "html"] = "css") -> frozenset[str]:
    """The names of a kind that browsers know: properties, units, elements and so on."""
    names: frozenset[str] = sets_of(_PACKAGE, table)[kind]
    return names


@cache
def _words_by_property() -> Mapping[str, frozenset[str]]:
    rows = sets_of(_PACKAGE, "values").items()
    return {name: words for names, words in rows for name in names.split()}


def in_words(declaration: ast.Declaration) -> Iterator[ValueFault]:
    """What a declaration says that its property does not take."""
    name = declaration.lower_name
    words = _words_by_property().get(name)
    for token in declaration.value:
        if token.type == "ident" and words is not None:
            yield from _no_word(name, token, words)
        elif token.type == "number" and token.value and name in known("lengths"):
            message = tr("{name} takes no number without a unit", name=name)
            yield token, message, tr("write px, em, rem or % behind it")


def _no_word(name: str, token: _Node, words: frozenset[str]) -> Iterator[ValueFault]:
    word = token.lower_value
    if word in words or word in _EVERYWHERE or word.startswith("-"):
        return
    if COLOUR in words and (word in known("colours") or color4.parse_color(token) is not None):
        return
    message = tr("{name} takes no {word}", name=name, word=token.value)
    yield token, message, _instead(word, words)


def _instead(word: str, words: frozenset[str]) -> str:
    choices = (words - {COLOUR}) | (_COLOURS if COLOUR in words else _NO_WORDS)
    if close := nearest(word, choices, len(choices)):
        return tr("did you mean {close}?", close=close)
    if not choices or len(choices) > _SHOWN:
        return tr("look up what it takes, or leave it out")
    return tr("it takes {words}", words=", ".join(sorted(choices)))


_SHOWN = 8
_COLOURS = frozenset(
    ["black", "white", "red", "green", "blue", "yellow", "orange", "gray", "grey", "brown"]
)
