"""Custom properties of style sheets: which there are, and what they stand for.

In: style sheets. Out: values by name, and sheets with the values in the place of `var()`: a
property's value is looked at only when a page is laid out, and that is late.
"""

import re
from collections.abc import Iterable, Mapping

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings, suggestion
from bulletin.source.text import Source
from bulletin.theming.contexts.book import BookStyle
from bulletin.theming.files import OWN
from bulletin.theming.page_size import LENGTHS, TYPE_SIZES
from bulletin.theming.stylesheets import StyleSheet, functions_in

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NAME = r"--(?:[\w\-\x80-\U0010ffff]|\\[^\n\w])++"
_DECLARED = re.compile(rf"({_NAME})\s*:\s*([^;{{}}]*)")
_BY_TIME = re.compile(r"--(?:day|night)-[\w-]+")
_NAMED = re.compile(r"""["'](--[\w-]+)["']""")
"""A property as a script sets it."""
_USED = re.compile(rf"var\(\s*({_NAME})\s*(,[^()]*)?\)", re.IGNORECASE)
_OURS = ("text-face", "display-face")
"""What the editions add to the colours."""
_DEEPEST = 4
"""How often a property may stand for another one."""


def properties_on_paper() -> dict[str, str]:
    """What the editions give the pages of paper, with values of the same kind."""
    values = dict.fromkeys(_colours(), _COLOUR) | {f"--{name}": '"Serif"' for name in _OURS}
    return values | {f"--{name}": "1pt" if name in TYPE_SIZES else "1mm" for name in LENGTHS}


def properties_on_screens(shipped: Iterable[str]) -> dict[str, str]:
    """What the web edition gives its pages: those by day and by night that our sheets use."""
    names = (name for text in shipped for name in _BY_TIME.findall(text))
    return dict.fromkeys(names, _COLOUR)


def declared(texts: Iterable[str]) -> dict[str, str]:
    """The properties that sheets, pages and scripts declare, with their values."""
    bare = [_bare(text) for text in texts]
    values = {name: "" for text in bare for name in _NAMED.findall(text)}
    found = (found for text in bare for found in _DECLARED.finditer(text))
    return values | {one[1]: one[2].strip() for one in found}


def asked_for(text: str) -> Iterable[str]:
    """The properties without which some of a sheet has no effect."""
    return (found[1] for found in _USED.finditer(_bare(text)) if not found[2])


def _colours() -> Iterable[str]:
    names = (name for name in BookStyle.__dataclass_fields__ if name != "overlay")
    return (f"--{name.replace('_', '-')}" for name in names)


_COLOUR = "#0b5d3b"


def substituted(text: str, values: Mapping[str, str]) -> str:
    """A sheet with the values of its properties, on the same lines."""
    for _ in range(_DEEPEST):
        text = _USED.sub(lambda found: _value(found, values), text)
    return text


def _value(found: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(found[1], (found[2] or ",").lstrip(", "))
    return " ".join(value.split()) if len(value) < _LONGEST else ""


_LONGEST = 1_000

_STANDS_FOR, _SHEET = 10_000, 1_000_000
"""Characters that a use of a property, and a whole sheet, may come to when all is put in."""
_ROUNDS = 40
"""More than it takes to pass that where every property doubles the last one."""
_REFERENCE = re.compile(rf"var\(\s*({_NAME})", re.IGNORECASE)


def grows_too_far(sheet: StyleSheet, values: Mapping[str, str], findings: Findings) -> bool:
    """Whether properties stand for others so often that no machine could put all in; reported."""
    sizes, grown = _sizes(values), len(sheet.text)
    text = _bare(sheet.text)
    for found in _REFERENCE.finditer(text):
        size = sizes.get(found[1], 0)
        grown += size
        most = _STANDS_FOR if size > _STANDS_FOR else _SHEET if grown > _SHEET else 0
        if most:
            message = tr(
                "{name} has more than {most} characters once all that var() stands for is put in",
                name=found[1] if size > _STANDS_FOR else sheet.name,
                most=most,
            )
            hint = tr("let properties stand for values, and not for each other over and over")
            span = Source(f"{OWN}/{sheet.name}", text).span(*found.span())
            findings.add(codes.TEMPLATE_LIMIT, span, message, hint)
            return True
    return False


def _sizes(values: Mapping[str, str]) -> Mapping[str, int]:
    """How many characters each property stands for; what goes round in a circle grows, too."""
    made_of = {name: _REFERENCE.findall(value) for name, value in values.items()}
    made_of = {name: parts for name, parts in made_of.items() if parts}
    sizes = {name: len(value) for name, value in values.items()}
    for _ in range(_ROUNDS):
        before = dict(sizes)
        for name, parts in made_of.items():
            inside = sum(before.get(part, 0) for part in parts if part != name)
            sizes[name] = min(len(values[name]) + inside, _SHEET)
        if sizes == before:
            break
    return sizes


def judge_properties(sheet: StyleSheet, values: Mapping[str, str], findings: Findings) -> None:
    """Report properties that nothing sets, and `var()` that names none."""
    unset = codes.STYLE_IGNORED if sheet.medium == "paper" else codes.STYLE_UNKNOWN
    known = {name.replace("\\", "") for name in values}
    for node in functions_in(sheet.text, "var"):
        words = [token for token in node.arguments if token.type not in {"whitespace", "comment"}]
        name = words[0].value if words and words[0].type == "ident" else ""
        span = Span(f"{OWN}/{sheet.name}", node.source_line, node.source_column)
        if not name.startswith("--") or (len(words) > 1 and words[1] != ","):
            message = tr("var() takes the name of a custom property, and a comma before all else")
            findings.add(codes.STYLE_SYNTAX, span, message, tr("write var(--accent)"))
        elif name not in known and len(words) == 1:
            message = tr("there is no custom property {name}", name=name)
            hint = suggestion(name, values, tr("the theme has: ")) or tr("declare it in this sheet")
            findings.add(unset, span, message, hint)


_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|([^\n0-9a-f]))", re.IGNORECASE)


def _bare(text: str) -> str:
    """A sheet with blanks for its comments, and letters for their escapes, on the same lines.

    But for escapes that end with a line: nobody writes them who has no bad intent.
    """
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    """What an escape stands for: a letter of a name, or a sign behind a backslash."""
    code = int(found[1], 16) if found[1] else ord(found[2])
    if not _SPACE < code <= _LAST or code in _HALVES:
        return found[0]
    sign = chr(code)
    return sign if sign in "-_" or sign.isalnum() or not sign.isascii() else f"\\{sign}"


_SPACE, _LAST = 0x20, 0x10FFFF
_HALVES = range(0xD800, 0xE000)
"""Halves of characters, of which no text may hold one."""
