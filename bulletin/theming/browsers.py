"""What browsers pass over in a style sheet without a word: names and signs that CSS does not have.

In: a style sheet for screens. Out: findings at their places. Names are those that browsers know
(`css_properties.txt`: Chromium's, and WeasyPrint's); values are looked at only where a sign in
them means nothing in any property. What begins with a hyphen is a browser's own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2
from tinycss2 import ast, color4

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings, nearest
from bulletin.theming.files import OWN
from bulletin.theming.stylesheets import StyleSheet

_Told = tuple[Any, str, str]
"""A token, what is wrong with it, and what to write."""

_AT_RULES = frozenset(
    """charset color-profile container counter-style document font-face font-feature-values
    font-palette-values function import keyframes layer media namespace page position-try property
    scope starting-style supports view-transition annotation character-variant historical-forms
    ornaments styleset stylistic swash footnote top-left-corner top-left top-center top-right
    top-right-corner right-top right-middle right-bottom bottom-right-corner bottom-right
    bottom-center bottom-left bottom-left-corner left-bottom left-middle left-top""".split()  # noqa: SIM905, a list of words
)
_UNITS = frozenset(
    """em rem ex rex cap rcap ch rch ic ric lh rlh vw svw lvw dvw vh svh lvh dvh vi svi lvi dvi
    vb svb lvb dvb vmin svmin lvmin dvmin vmax svmax lvmax dvmax cqw cqh cqi cqb cqmin cqmax
    px cm mm q in pt pc deg grad rad turn s ms hz khz dpi dpcm dppx x fr db st""".split()  # noqa: SIM905
)
_PSEUDO = frozenset(
    """active active-view-transition any-link autofill blank buffering checked current default
    defined dir disabled empty enabled first-child first-of-type focus focus-visible focus-within
    fullscreen future has host host-context hover in-range indeterminate invalid is lang last-child
    last-of-type left right first link local-link modal muted not nth-child nth-last-child
    nth-last-of-type nth-of-type only-child only-of-type open optional out-of-range past paused
    picture-in-picture placeholder-shown playing popover-open read-only read-write required root
    scope seeking stalled state target target-current target-within user-invalid user-valid visited
    volume-locked where after backdrop before checkmark column cue cue-region details-content
    file-selector-button first-letter first-line footnote-call footnote-marker grammar-error
    highlight marker part picker picker-icon placeholder scroll-button scroll-marker
    scroll-marker-group selection slotted spelling-error target-text view-transition
    view-transition-group view-transition-image-pair view-transition-new
    view-transition-old""".split()  # noqa: SIM905
)
_COLOUR_WORDS = frozenset(
    """currentcolor transparent auto none initial inherit unset revert revert-layer accentcolor
    accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext
    graytext highlight highlighttext linktext mark marktext selecteditem selecteditemtext
    visitedtext invert""".split()  # noqa: SIM905
)
_COLOURS = ("black", "white", "red", "green", "blue", "yellow", "orange", "gray", "grey", "brown")
_HEX = re.compile(r"[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8}")
_CURLY = re.compile("[“”„‘’«»]")
_FREE = {"grid-template-areas", "filter"}
"""Properties whose values may hold signs that others have not."""


MOST_TOLD = 20
"""So much is told of one sheet; in which more is amiss, that was not written for its medium."""


@cache
def property_names() -> frozenset[str]:
    """The properties that a browser or the typesetter knows."""
    file = Path(__file__).with_name("css_properties.txt")
    return frozenset(file.read_text(encoding="ascii").split())


def judge_for_screens(sheet: StyleSheet, findings: Findings) -> None:
    """Report what no browser follows in a sheet."""
    told = _in_rules(tinycss2.parse_stylesheet(sheet.text, skip_comments=True))
    for token, message, hint in itertools.islice(told, MOST_TOLD):
        span = Span(f"{OWN}/{sheet.name}", token.source_line, token.source_column)
        findings.add(codes.STYLE_UNKNOWN, span, message, hint)


def _in_rules(nodes: Iterable[Any]) -> Iterator[_Told]:
    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield from _in_declaration(node)
        elif isinstance(node, ast.QualifiedRule):
            yield from _in_selector(node)
            yield from _in_rules(tinycss2.parse_blocks_contents(node.content, skip_comments=True))
        elif isinstance(node, ast.AtRule):
            yield from _in_at_rule(node)


def _in_at_rule(node: Any) -> Iterator[_Told]:  # noqa: ANN401, tinycss2 has no types
    name = node.lower_at_keyword
    if name.startswith("-"):
        return
    if name not in _AT_RULES:
        message = tr("browsers know no rule @{name}", name=name)
        close = nearest(name, _AT_RULES)
        yield node, message, tr("did you mean @{close}?", close=close) if close else _LEAVE
    elif name == "keyframes":
        for frame in tinycss2.parse_rule_list(node.content or (), skip_comments=True):
            if isinstance(frame, ast.QualifiedRule):
                yield from _in_rules(tinycss2.parse_blocks_contents(frame.content))
    elif node.content is not None:
        yield from _in_rules(tinycss2.parse_blocks_contents(node.content, skip_comments=True))


_LEAVE = tr("leave it out")


def _in_selector(rule: Any) -> Iterator[_Told]:  # noqa: ANN401, tinycss2 has no types
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


def _no_pseudo(node: Any, name: str) -> Iterator[_Told]:  # noqa: ANN401, tinycss2 has no types
    if not name.startswith("-") and name not in _PSEUDO:
        close = nearest(name, _PSEUDO)
        message = tr("browsers know no selector :{name}", name=name)
        yield node, message, tr("did you mean :{close}?", close=close) if close else _LEAVE


_COMBINED = set(itertools.product(">+~", repeat=2))
_QUOTES = tr('write straight quotes: "')


def _in_declaration(node: Any) -> Iterator[_Told]:  # noqa: ANN401, tinycss2 has no types
    name = node.lower_name
    if name.startswith("-"):
        return
    if name not in property_names():
        yield node, tr("browsers know no property {name}", name=name), hint_for_property(name)
    elif name not in _FREE:
        told = next(_in_value(name, node.value), None)
        if told:
            yield told


def hint_for_property(name: str) -> str:
    """What to write for a property that there is not."""
    close = nearest(name, property_names(), len(property_names()))
    return tr("did you mean {close}?", close=close) if close else _LEAVE


def _in_value(name: str, nodes: Iterable[Any]) -> Iterator[_Told]:
    """What means nothing in any value."""
    words = [one for one in nodes if one.type not in {"whitespace", "comment"}]
    for before, one in itertools.pairwise([None, *words]):
        if one.type == "function":
            yield from _in_value("", one.arguments)
        elif one == ":" and before:
            word = getattr(before, "value", "")
            yield one, tr("a semicolon is missing before {word}", word=word), tr("write ; there")
        elif words_for_it := _MEANINGLESS.get(one.type, _nothing)(one):
            yield one, *words_for_it
    if (name == "color" or name.endswith("-color")) and len(words) == 1:
        yield from _no_colour(words[0])


_FaultOf = tuple[str, str] | None
"""What is wrong with a token, and what to write."""


def _nothing(_: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    return None


def _of_sign(one: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    if one != "!":
        return None
    return tr("after ! only important has a meaning"), tr("write !important")


def _of_braces(_: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    return tr("braces mean nothing in a value"), tr("only files that end in .j2 are filled in")


def _of_at(one: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    hint = tr("write --name: value; and var(--name)")
    return tr("@{name} means nothing in a value", name=one.value), hint


def _of_word(one: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    if not _CURLY.search(one.value):
        return None
    return tr("curly quotes mean nothing in CSS"), _QUOTES


def _of_hash(one: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    if _HEX.fullmatch(one.value):
        return None
    hint = tr("write # and six digits from 0 to f, as in #0b5d3b")
    return tr("#{value} is no colour", value=one.value), hint


def _of_unit(one: Any) -> _FaultOf:  # noqa: ANN401, tinycss2 has no types
    if one.lower_unit in _UNITS:
        return None
    close = nearest(one.lower_unit, (unit for unit in _UNITS if len(unit) > 1))
    hint = tr("did you mean {close}?", close=close) if close else tr("write px, em, rem or %")
    return tr("there is no unit {unit}", unit=one.unit), hint


_MEANINGLESS: Mapping[str, Callable[[Any], _FaultOf]] = {
    "literal": _of_sign,
    "{} block": _of_braces,
    "at-keyword": _of_at,
    "ident": _of_word,
    "hash": _of_hash,
    "dimension": _of_unit,
}
"""What of each type of token means nothing in any value."""


def _no_colour(token: Any) -> Iterator[_Told]:  # noqa: ANN401, tinycss2 has no types
    if token.type != "ident" or token.lower_value in _COLOUR_WORDS:
        return
    if color4.parse_color(token) is None:
        close = nearest(token.lower_value, _COLOURS)
        hint = tr("did you mean {close}?", close=close) if close else tr("write it as #0b5d3b")
        yield token, tr("{value} is no colour", value=token.value), hint
