"""What browsers pass over in a style sheet without a word: names and signs that CSS does not have.

In: a style sheet for screens. Out: findings at their places. The names that browsers know stand in
`tables/css.yaml`; what begins with a hyphen is a browser's own.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import tinycss2
from tinycss2 import ast

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings, nearest
from bulletin.theming.files import OWN
from bulletin.theming.judging.browsers.values import ValueFault, in_words, known
from bulletin.theming.stylesheets import StyleSheet, rules_of

_Node = Any
"""A token or a rule of tinycss2, which has no types."""

_HEX = re.compile(r"[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8}")
_CURLY = re.compile("[“”„‘’«»]")
_FREE = {"grid-template-areas", "filter"}
"""Properties whose values may hold signs that others have not."""

MOST_TOLD = 20
"""So much is told of one sheet; in which more is amiss, that was not written for its medium."""


def judge_for_screens(sheet: StyleSheet, findings: Findings) -> None:
    """Report what no browser follows in a sheet."""
    told = _in_rules(rules_of(sheet.text))
    for token, message, hint in itertools.islice(told, MOST_TOLD):
        span = Span(f"{OWN}/{sheet.name}", token.source_line, token.source_column)
        findings.add(codes.STYLE_UNKNOWN, span, message, hint)


def _in_rules(nodes: Iterable[_Node]) -> Iterator[ValueFault]:
    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield from _in_declaration(node)
        elif isinstance(node, ast.QualifiedRule):
            yield from _in_selector(node)
            yield from _in_rules(tinycss2.parse_blocks_contents(node.content, skip_comments=True))
        elif isinstance(node, ast.AtRule):
            yield from _in_at_rule(node)


def _in_at_rule(node: _Node) -> Iterator[ValueFault]:
    name = node.lower_at_keyword
    if name.startswith("-"):
        return
    if name not in known("at_rules"):
        message = tr("browsers know no rule @{name}", name=name)
        close = nearest(name, known("at_rules"))
        yield node, message, tr("did you mean @{close}?", close=close) if close else _LEAVE
    elif name == "keyframes":
        for frame in tinycss2.parse_rule_list(node.content or (), skip_comments=True):
            if isinstance(frame, ast.QualifiedRule):
                yield from _in_rules(tinycss2.parse_blocks_contents(frame.content))
    elif node.content is not None:
        yield from _in_rules(tinycss2.parse_blocks_contents(node.content, skip_comments=True))


_LEAVE = tr("leave it out")


def _in_selector(rule: _Node) -> Iterator[ValueFault]:
    words = [one for one in rule.prelude if one.type != "comment"]
    if _CURLY.search(tinycss2.serialize(words)):
        yield words[0], tr("curly quotes mean nothing in CSS"), _QUOTES
    for before, one in itertools.pairwise([None, *words]):
        pair = (getattr(before, "value", ""), getattr(one, "value", ""))
        if pair == ("/", "/"):
            yield before, tr("// is no comment in CSS"), tr("write /* and */ around it")
            return
        if one == "$":
            message = tr("a variable of Sass, which browsers do not read")
            yield one, message, tr("write --name: value; and var(--name)")
            return
        if pair in _COMBINED:
            yield one, tr("two signs between selectors"), tr("leave out one of the two")
        elif pair[0] == ":" and one.type in {"ident", "function"}:
            yield from _no_pseudo(one, getattr(one, "lower_value", "") or one.lower_name)


def _no_pseudo(node: _Node, name: str) -> Iterator[ValueFault]:
    if not name.startswith("-") and name not in known("selectors"):
        close = nearest(name, known("selectors"))
        message = tr("browsers know no selector :{name}", name=name)
        yield node, message, tr("did you mean :{close}?", close=close) if close else _LEAVE


_COMBINED = set(itertools.product(">+~", repeat=2))
_QUOTES = tr('write straight quotes: "')


def _in_declaration(node: _Node) -> Iterator[ValueFault]:
    name = node.lower_name
    if name.startswith("-"):
        return
    if name not in known("properties"):
        yield node, tr("browsers know no property {name}", name=name), hint_for_property(name)
    elif name not in _FREE:
        amiss = itertools.chain(_in_value(node.value), in_words(node))
        yield from itertools.islice(amiss, 1)


def hint_for_property(name: str) -> str:
    """What to write for a property that there is not."""
    close = nearest(name, known("properties"), len(known("properties")))
    return tr("did you mean {close}?", close=close) if close else _LEAVE


def _in_value(nodes: Iterable[_Node]) -> Iterator[ValueFault]:
    """What means nothing in any value."""
    words = [one for one in nodes if one.type not in {"whitespace", "comment"}]
    for before, one in itertools.pairwise([None, *words]):
        if one.type == "function":
            yield from _in_value(one.arguments)
        elif one == ":" and before:
            word = getattr(before, "value", "")
            yield one, tr("a semicolon is missing before {word}", word=word), tr("write ; there")
        elif words_for_it := _MEANINGLESS.get(one.type, _nothing)(one):
            yield one, *words_for_it


_FaultOf = tuple[str, str] | None
"""What is wrong with a token, and what to write."""


def _nothing(_: _Node) -> _FaultOf:
    return None


def _of_sign(one: _Node) -> _FaultOf:
    if one != "!":
        return None
    return tr("after ! only important has a meaning"), tr("write !important")


def _of_braces(_: _Node) -> _FaultOf:
    return tr("braces mean nothing in a value"), tr("only files that end in .j2 are filled in")


def _of_at(one: _Node) -> _FaultOf:
    hint = tr("write --name: value; and var(--name)")
    return tr("@{name} means nothing in a value", name=one.value), hint


def _of_word(one: _Node) -> _FaultOf:
    if not _CURLY.search(one.value):
        return None
    return tr("curly quotes mean nothing in CSS"), _QUOTES


def _of_hash(one: _Node) -> _FaultOf:
    if _HEX.fullmatch(one.value):
        return None
    hint = tr("write # and six digits from 0 to f, as in #0b5d3b")
    return tr("#{value} is no colour", value=one.value), hint


def _of_unit(one: _Node) -> _FaultOf:
    if one.lower_unit in known("units"):
        return None
    close = nearest(one.lower_unit, (unit for unit in known("units") if len(unit) > 1))
    hint = tr("did you mean {close}?", close=close) if close else tr("write px, em, rem or %")
    return tr("there is no unit {unit}", unit=one.unit), hint


_MEANINGLESS: Mapping[str, Callable[[_Node], _FaultOf]] = {
    "literal": _of_sign,
    "{} block": _of_braces,
    "at-keyword": _of_at,
    "ident": _of_word,
    "hash": _of_hash,
    "dimension": _of_unit,
}
"""What of each type of token means nothing in any value."""
