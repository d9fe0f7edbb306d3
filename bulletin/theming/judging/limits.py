"""How much a file of a theme may hold, so that no theme keeps a machine busy.

In: a file's name and text. Out: the place and the words for the first limit that it breaks.
A theme may have been sent by anybody: all that reads it later is linear, or takes no more than
these limits allow. One look at the text is enough for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.formats.characters import MOST_DIGITS, endless_number
from bulletin.messages import tr

MOST_FILES = 1_000
"""Files of a theme."""
MOST_TEXT = 4_000_000
"""Bytes of all its texts."""
_TAGS = 2_000
"""Tags of Jinja2 in a template."""
_TAG = 10_000
"""Characters in one of them."""
_ELEMENTS = 20_000
"""Elements of a template."""
_OPEN = 100
"""Tags or comments of HTML that are open at once: what is not closed is looked for to the end."""
_DEPTH = 48
"""Brackets, braces and parentheses in one another, in a style sheet."""
_RULES = 5_000
"""Rules of a style sheet."""
_CODE = 300_000
"""Characters of a style sheet or a script: reading one costs up to fifteen seconds a megabyte."""
_SETTINGS = 2_000
"""Settings in a YAML file."""
_VARIABLES = 200
"""Custom properties that are made of others: each of them may double a value."""

_STYLE = re.compile(
    r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\\.|[][{}()]|var\s*\(""", re.DOTALL
)
_MARKS = re.compile(r"\{[{%#]|[}%#]\}")


@dataclass(frozen=True, slots=True)
class TooMuch:
    """Where a text breaks a limit, and what is to be said of it."""

    offset: int
    message: str
    hint: str


def too_much(name: str, text: str) -> TooMuch | None:
    """The first limit that a file of a theme breaks."""
    for suffix, judges in _JUDGES:
        if name.lower().endswith(suffix):
            return next((found for judge in judges for found in judge(text)), None)
    return None


def _of_template(text: str) -> Iterator[TooMuch]:
    tags = 0
    start = -1
    for mark in _MARKS.finditer(text):
        opens = mark[0].startswith("{")
        if opens and start < 0:
            tags, start = tags + 1, mark.start()
        elif not opens and start >= 0:
            if mark.end() - start > _TAG and mark[0] != "#}":
                yield _told(start, tr("a tag of more than {most} characters", most=_TAG))
            start = -1
        if tags > _TAGS:
            yield _told(mark.start(), tr("more than {most} tags in one template", most=_TAGS))
            return
    if start >= 0 and len(text) - start > _TAG:
        yield _told(start, tr("a tag of more than {most} characters", most=_TAG))
    yield from _of_markup(text)


def _of_markup(text: str) -> Iterator[TooMuch]:
    elements = waiting = comments = 0
    for mark in re.finditer(r"<!--|<!\[|-->|\]>|<|>", text):
        sign = mark[0]
        comments += {"<!--": 1, "<![": 1, "-->": -1, "]>": -1}.get(sign, 0)
        comments = max(comments, 0)
        elements += sign.startswith("<")
        waiting = waiting + 1 if sign.startswith("<") else 0
        if waiting > _OPEN or comments > _OPEN:
            message = tr("more than {most} tags or comments that are not closed", most=_OPEN)
            yield _told(mark.start(), message)
            return
        if elements > _ELEMENTS:
            message = tr("more than {most} tags in one template", most=_ELEMENTS)
            yield _told(mark.start(), message)
            return


def _of_style(text: str) -> Iterator[TooMuch]:
    depth = rules = variables = 0
    for mark in _STYLE.finditer(text):
        sign = mark[0]
        if sign[-1] in "([{" and not sign.startswith("\\"):
            depth += 1
        elif sign in ")]}":
            depth = max(depth - 1, 0)
        rules += sign == "{"
        variables += sign.startswith("var") and _in_custom(text, mark.start())
        message = ""
        if depth > _DEPTH:
            message = tr("brackets more than {most} deep in one another", most=_DEPTH)
        elif rules > _RULES:
            message = tr("more than {most} rules in one style sheet", most=_RULES)
        elif variables > _VARIABLES:
            message = tr("more than {most} custom properties made of others", most=_VARIABLES)
        if message:
            yield _told(mark.start(), message)
            return


def _of_numbers(text: str) -> Iterator[TooMuch]:
    if (at := endless_number(text)) >= 0:
        yield _told(at, tr("a number of more than {most} digits", most=MOST_DIGITS))


def _of_code(text: str) -> Iterator[TooMuch]:
    if len(text) > _CODE:
        yield _told(0, tr("more than {most} characters in one style sheet or script", most=_CODE))


def _in_custom(text: str, at: int) -> bool:
    """Whether a reference stands in the value of a custom property."""
    start = max(text.rfind(sign, max(0, at - 1_000), at) for sign in ";{")
    return text[start + 1 : at].lstrip().startswith("--")


def _of_table(text: str) -> Iterator[TooMuch]:
    if text.count(":") > _SETTINGS:
        yield _told(0, tr("more than {most} settings in one file", most=_SETTINGS))


_JUDGES = (
    (".css.j2", (_of_template, _of_code, _of_numbers, _of_style)),
    (".css", (_of_code, _of_numbers, _of_style)),
    (".yaml", (_of_table,)),
    (".yml", (_of_table,)),
    (".js", (_of_code,)),
    ("", (_of_template,)),
)
"""By the end of a file's name."""


def _told(offset: int, message: str) -> TooMuch:
    return TooMuch(offset, message, tr("make it shorter and simpler; no theme needs as much"))
