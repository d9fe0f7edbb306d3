"""The families of faces that a style sheet names: whether there is a face for them.

In: a sheet, the values of its custom properties, the families that there are. Out: findings at
their places. Paper has the theme's faces and those of its sheets; a page on a screen those of
whoever reads it, so that its last family has to be one that every browser has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import tinycss2
from tinycss2 import ast

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings, nearest, suggestion
from bulletin.theming.files import OWN
from bulletin.theming.judging.browsers.values import known
from bulletin.theming.judging.properties import substituted
from bulletin.theming.stylesheets import StyleSheet, declarations_in

_Node = Any
"""A token of tinycss2, which has no types."""

_SIZED = {"dimension", "percentage", "number", "function"}


def families_of_sheets(sheets: Iterable[str]) -> frozenset[str]:
    """The families for which sheets bring a face of their own."""
    rules = (rule for text in sheets for rule in tinycss2.parse_stylesheet(text))
    return frozenset(
        name.casefold()
        for rule in rules
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face" and rule.content
        for one in tinycss2.parse_blocks_contents(rule.content)
        if isinstance(one, ast.Declaration)
        for name in _families(one)
    )


def judge_families(
    sheet: StyleSheet, values: Mapping[str, str], there: Iterable[str], findings: Findings
) -> None:
    """Report families that nothing has a face for; `there`: those that the pages have."""
    families = {name.casefold(): name for name in there}
    read = declarations_in(substituted(sheet.text, values))
    # What stands for a custom property is told where the property is used.
    for written, meant in zip(declarations_in(sheet.text), read, strict=False):
        named = _families(meant)
        if not named:
            continue
        span = Span(f"{OWN}/{sheet.name}", written.source_line, written.source_column)
        if sheet.medium == "paper":
            _judge_first(named[0], families, span, findings)
        else:
            _judge_last(named[-1], span, findings)


def _judge_first(name: str, there: Mapping[str, str], span: Span, findings: Findings) -> None:
    if name.casefold() not in there and name.lower() not in known("generic_families"):
        message = tr("pages have no family {name}", name=name)
        hint = suggestion(name, there.values(), tr("the families are: "))
        findings.add(codes.STYLE_IGNORED, span, message, hint)


def _judge_last(name: str, span: Span, findings: Findings) -> None:
    if name.lower() in known("generic_families"):
        return
    close = nearest(name, known("generic_families"))
    message = tr("{name} is no family that every browser has", name=name)
    hint = (
        tr("did you mean {close}?", close=close)
        if close
        else tr("write a comma behind it, and serif, sans-serif or monospace")
    )
    findings.add(codes.STYLE_UNKNOWN, span, message, hint)


def _families(declaration: ast.Declaration) -> Sequence[str]:
    """The families that a declaration names."""
    tokens = [one for one in declaration.value if one.type not in {"whitespace", "comment"}]
    if declaration.lower_name == "font":
        tokens = tokens[_behind_size(tokens) :]
    elif declaration.lower_name != "font-family":
        return ()
    parts = list(_parts(tokens))
    if any(one.type not in {"ident", "string"} for part in parts for one in part):
        return ()  # the value is something else, or cannot be read here
    found = [" ".join(one.value for one in part) for part in parts if part]
    return () if len(found) == 1 and found[0].lower() in known("keywords_for_families") else found


def _behind_size(tokens: Sequence[_Node]) -> int:
    """Where the families of the shorthand begin; at its end where no size stands before them."""
    sized = [
        index + 1
        for index, one in enumerate(tokens)
        if one.type in _SIZED or (one.type == "ident" and one.lower_value in known("font_sizes"))
    ]
    return sized[-1] if sized else len(tokens)


def _parts(tokens: Iterable[_Node]) -> Iterator[list[_Node]]:
    part: list[_Node] = []
    for one in tokens:
        if one == ",":
            yield part
            part = []
        else:
            part.append(one)
    yield part
