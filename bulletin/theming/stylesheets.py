"""A theme's style sheets, judged without a page: whether they can be read, and what they load.

In: a style sheet of the publication's own. Out: findings at their places. Nothing is loaded
from outside by any edition: what a page on paper shows lies in the theme, and a page on the
web shows no picture of a style sheet at all.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import unquote

import tinycss2
from tinycss2 import ast

from bulletin import codes
from bulletin.diagnostics import Finding, Span
from bulletin.formats.characters import without_endless_numbers
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source
from bulletin.theming.files import OWN
from bulletin.theming.typesetter.listening import Message

StyleMedium = Literal["paper", "screen"]
"""Paper: the printed pages and the share kit, which WeasyPrint sets. Screen: web and e-book."""

Has = Callable[[str], bool]
"""Whether the theme has a file of this name."""

_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
"""The start of an address that is no path (RFC 3986, section 4.2)."""
_LOADING = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"}
"""Functions that load what their strings name (CSS Images 4, CSS Values 5)."""
OUTSIDE_HINT = tr("save the file into theme/ and write its path")


@dataclass(frozen=True)
class StyleSheet:
    """A style sheet's name in the theme, its text, and what it is for."""

    name: str
    text: str
    medium: StyleMedium


@lru_cache(maxsize=2)
def rules_of(text: str) -> Sequence[Any]:
    """The rules of a sheet, comments among them; read once for all who ask one after the other."""
    return tuple(tinycss2.parse_stylesheet(text))


def judge(sheet: StyleSheet, has: Has, findings: Findings) -> tuple[str, ...]:
    """Report what is wrong with a sheet; gives the theme's files that it names."""
    rules = rules_of(sheet.text)
    _report_unclosed(sheet, findings)
    for error in _errors(rules):
        message = tr("this cannot be read as CSS: {message}", message=error.message)
        hint = tr("check brackets, quotes and semicolons")
        findings.add(codes.STYLE_SYNTAX, _span(sheet.name, error), message, hint)
    used = []
    for node, address in _loads(rules):
        if name := _judged(sheet, node, address, has, findings):
            used.append(name)
    return tuple(used)


_BRACES = re.compile(r"""/\*.*?(\*/|\Z)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}]""", re.DOTALL)


def _report_unclosed(sheet: StyleSheet, findings: Findings) -> None:
    """Report a brace or a comment that is not closed: all that follows would be lost."""
    source, open_at = Source(f"{OWN}/{sheet.name}", sheet.text), list[int]()
    for found in _BRACES.finditer(sheet.text):
        if found[0] == "{":
            open_at.append(found.start())
        elif found[0] == "}" and open_at:
            open_at.pop()
        elif found[0].startswith("/*") and not found[1]:
            open_at.append(found.start())
    if open_at:
        sign = sheet.text[open_at[0] :][:2].strip()
        sign, closes = ("/*", "*/") if sign == "/*" else ("{", "}")
        findings.add(
            codes.STYLE_SYNTAX,
            source.span(open_at[0], open_at[0] + len(sign)),
            tr("{sign} is not closed", sign=sign),
            tr("write {closes} where it ends", closes=closes),
        )


def _judged(sheet: StyleSheet, node: Any, address: str, has: Has, findings: Findings) -> str:  # noqa: ANN401, tinycss2 has no types
    """The theme's file that an address leads to, or "" after a finding or for none."""
    span = _span(sheet.name, node)
    if address.startswith("#"):
        return ""
    if _OUTSIDE.match(address):
        where = tr("data in a style sheet") if address.startswith("data:") else address
        findings.add(
            codes.LOADED_FROM_OUTSIDE,
            span,
            tr("{name} loads {short}, which no edition does", name=sheet.name, short=_short(where)),
            OUTSIDE_HINT if sheet.medium == "paper" else _SCREEN_HINT,
        )
        return ""
    if sheet.medium == "screen":
        message = tr(
            "{name} loads {short}, but no file goes with this style sheet",
            name=sheet.name,
            short=_short(address),
        )
        findings.add(codes.TEMPLATE_FILE, span, message, _SCREEN_HINT)
        return ""
    path = unquote(re.split("[?#]", address)[0])
    name = posixpath.normpath(posixpath.join(posixpath.dirname(sheet.name), path))
    if not has(name):
        message = tr('the theme has no file "{name}"', name=name)
        findings.add(codes.TEMPLATE_FILE, span, message, tr("mend the path, or put the file there"))
        return ""
    return name


_SCREEN_HINT = tr("draw it with CSS, or put an SVG into the template")
_LONGEST = 60


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"


def _span(name: str, node: Any) -> Span:  # noqa: ANN401, tinycss2 has no types
    return Span(f"{OWN}/{name}", node.source_line, node.source_column)


def _errors(nodes: Iterable[Any] | None) -> Iterator[ast.ParseError]:
    for node in nodes or ():
        if isinstance(node, ast.ParseError):
            yield node
        elif isinstance(node, ast.QualifiedRule):
            yield from _broken(node.prelude)
            yield from _errors(tinycss2.parse_blocks_contents(node.content))
        elif isinstance(node, ast.AtRule) and node.content is not None:
            yield from _errors(tinycss2.parse_blocks_contents(node.content))
        else:
            yield from _broken(_inside(node))


def _broken(nodes: Iterable[Any]) -> Iterator[ast.ParseError]:
    """Broken strings and addresses deep inside values."""
    for node in nodes:
        if isinstance(node, ast.ParseError):
            yield node
        else:
            yield from _broken(_inside(node))


def _inside(node: Any) -> Iterable[Any]:  # noqa: ANN401, tinycss2 has no types
    """The tokens inside a rule, a declaration, a block or a function."""
    names = _HOLDING.get(node.type)
    return (one for name in names for one in getattr(node, name) or ()) if names else ()


_HOLDING = {
    "qualified-rule": ("prelude", "content"),
    "at-rule": ("prelude", "content"),
    "declaration": ("value",),
    "function": ("arguments",),
    **dict.fromkeys(("() block", "[] block", "{} block"), ("content",)),
}
"""Where tokens stand in others, by the type of these; most have none."""


def loads_of(text: str) -> Iterator[str]:
    """The addresses that a style sheet, or the declarations of an attribute, load."""
    text = without_endless_numbers(text)
    nodes = tinycss2.parse_stylesheet(text) if "{" in text or "@" in text else ()
    for _, address in _loads(nodes or tinycss2.parse_blocks_contents(text)):
        yield address


def functions_in(text: str, name: str) -> Iterator[Any]:
    """Every use of a function in a sheet."""
    waiting = list(rules_of(text))[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionBlock) and node.lower_name == name:
            yield node
        waiting += list(_inside(node))[::-1]


_FACE = "font-face"


@lru_cache(maxsize=2)
def declarations_in(text: str) -> Sequence[ast.Declaration]:
    """Every declaration about elements or pages in a sheet, in whatever rule it stands."""
    made = list[ast.Declaration]()
    waiting = list(rules_of(text))[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Declaration):
            made.append(node)
        elif getattr(node, "content", None) and getattr(node, "lower_at_keyword", "") != _FACE:
            waiting += tinycss2.parse_blocks_contents(node.content)[::-1]
    return tuple(made)


def _loads(nodes: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Every address that a sheet loads, with its node. Escapes are read as browsers read them."""
    for node in nodes:
        if isinstance(node, ast.AtRule) and node.lower_at_keyword == "namespace":
            continue
        if isinstance(node, ast.AtRule) and node.lower_at_keyword == "import":
            yield from _strings(node, node.prelude)
        elif isinstance(node, ast.URLToken):
            yield node, node.value
        elif isinstance(node, ast.FunctionBlock) and node.lower_name in _LOADING:
            yield from _strings(node, node.arguments)
        else:
            yield from _loads(_inside(node))


def _strings(place: Any, tokens: Iterable[Any]) -> Iterator[tuple[Any, str]]:  # noqa: ANN401, tinycss2 has no types
    for token in tokens:
        if isinstance(token, ast.StringToken | ast.URLToken):
            yield place, token.value
        elif isinstance(token, ast.FunctionBlock) and token.lower_name == "var":
            yield place, token.serialize()  # a property's string is an address here, too
        elif not (isinstance(token, ast.FunctionBlock) and token.lower_name == "type"):
            yield from _strings(place, _inside(token))


# -- what WeasyPrint makes of it -----------------------------------------------------------


def ignored(name: str, message: Message) -> Finding:
    """The finding for what WeasyPrint says while it reads a sheet."""
    place = re.search(r" at (\d+):(\d+)", message.text)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    span = Span(f"{OWN}/{name}", line, column)
    return Finding(codes.STYLE_IGNORED, tr("WeasyPrint: {text}", text=message.text), span)
