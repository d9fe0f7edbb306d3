"""What a template does wrong, in plain words and at the place that must be mended.

In: an exception of Jinja2's, and the theme's files. Out: a `Finding`; None where no file of the
publication's own has part in it, for then the mistake is ours.
"""

import re
import traceback
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.tests import TESTS

from bulletin import codes
from bulletin.diagnostics import Code, Finding, Span
from bulletin.messages import text_of, tr
from bulletin.source.reporting import suggestion
from bulletin.theming.contexts import kinds_given
from bulletin.theming.files import OWN, ThemeFiles
from bulletin.theming.sandbox import FILTERS, fields_of
from bulletin.theming.sandbox.budget import SpentError
from bulletin.theming.strings import MissingValueError, UnknownStringError

FaultWords = tuple[Code, str, str, str]
"""Code, message, hint, and the word of the line that is meant ("": none)."""

_SAFE = tr(
    "a theme fills in the values of its page with loops and conditions, and does nothing else"
)
_AS_OURS = tr("mend this line, or write it as the theme's own page has it")
"""What to write where only the theme's author can know."""
_CLOSED = tr("each {{{{ has its }}}}, each {{% its %}}, each if its endif, each for its endfor")


def explained(error: Exception, files: ThemeFiles, page: str) -> Finding | None:
    """The finding for an error met while a page was read or filled in."""
    place = _place(error, files)
    return found_at(error, place, files, page) if place else None


def found_at(error: Exception, place: tuple[str, int], files: ThemeFiles, page: str) -> Finding:
    """The finding for an error at a line of an own template."""
    name, line = place
    code, message, hint, word = words_of(error, page)
    span = span_in(files.own / name, name, line, str(word))
    return Finding(code, message, span, hint or _AS_OURS)


def words_of(error: Exception, page: str) -> FaultWords:
    """What an error means to whoever writes themes."""
    if isinstance(error, TemplateSyntaxError):
        return _of_syntax(error)
    if isinstance(error, UndefinedError) and not isinstance(error, SecurityError):
        return _of_undefined(str(error), page)
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words(error, page)
    text = str(error) or type(error).__name__
    if found := re.match(r"No test named '([^']*)'", text):
        hint = suggestion(found[1], filter(str.isalpha, TESTS))
        return codes.TEMPLATE_SYNTAX, tr("there is no test {found}", found=found[1]), hint, found[1]
    return (
        codes.TEMPLATE_FAILS,
        tr("{page} cannot be filled in: {reason}", page=page, reason=_plain(text)),
        "",
        "",
    )


def _of_missing_file(error: Any, _page: str) -> FaultWords:  # noqa: ANN401, an exception
    return (*missing_file(str(error.name)), str(error.name))


def _of_forbidden(error: Any, _page: str) -> FaultWords:  # noqa: ANN401, an exception
    text = _plain(text_of(error))
    if found := re.match(r"access to attribute '(.*)' of '(.*)' object is unsafe", text):
        return (
            codes.TEMPLATE_FORBIDDEN,
            tr('"{found}" is not for themes', found=found[1]),
            _SAFE,
            found[1],
        )
    return (
        codes.TEMPLATE_FORBIDDEN,
        tr("this is not for themes: {text}", text=text),
        _SAFE,
        _quoted(text),
    )


def _of_spent(error: Any, page: str) -> FaultWords:  # noqa: ANN401, an exception
    message = tr("{page} takes {what}, more than any page needs", page=page, what=error.what)
    return (
        codes.TEMPLATE_LIMIT,
        message,
        tr("look at its loops, and at texts that grow in them"),
        "",
    )


def _of_recursion(_error: Any, page: str) -> FaultWords:  # noqa: ANN401, an exception
    message = tr("{page} includes or calls itself over and over", page=page)
    return codes.TEMPLATE_LIMIT, message, tr("let no template include itself"), ""


def _of_string(error: Any, _page: str) -> FaultWords:  # noqa: ANN401, an exception
    message = tr('there is no string "{key}"', key=error.key)
    return codes.TEMPLATE_NAME, message, tr("take a key of the theme's strings"), error.key


def _of_value(error: Any, _page: str) -> FaultWords:  # noqa: ANN401, an exception
    message = tr('the string "{key}" needs a value for {value}', key=error.key, value=error.value)
    return (
        codes.TEMPLATE_NAME,
        message,
        tr('write t("{key}", {value}=...)', key=error.key, value=error.value),
        error.key,
    )


_WORDS: tuple[tuple[type[Exception], Callable[[Any, str], FaultWords]], ...] = (
    (TemplateNotFound, _of_missing_file),
    (SecurityError, _of_forbidden),
    (SpentError, _of_spent),
    (RecursionError, _of_recursion),
    (UnknownStringError, _of_string),
    (MissingValueError, _of_value),
)


def missing_file(name: str) -> tuple[Code, str, str]:
    """Code, message and hint for a file that the theme does not have."""
    message = tr('the theme has no file "{name}"', name=name)
    return codes.TEMPLATE_FILE, message, tr("mend its name, or put the file into theme/")


def _of_syntax(error: TemplateSyntaxError) -> FaultWords:
    message = _plain(error.message or "")
    if found := re.match(r"No filter named '([^']*)'", message):
        known = found[1] in ALL_FILTERS
        hint = suggestion(found[1], FILTERS)
        if known:
            message = tr("the filter {found} is not for themes", found=found[1])
            return (
                codes.TEMPLATE_FORBIDDEN,
                message,
                tr("the filters are: {filters}", filters=", ".join(sorted(FILTERS))),
                found[1],
            )
        return (
            codes.TEMPLATE_SYNTAX,
            tr("there is no filter {found}", found=found[1]),
            hint,
            found[1],
        )
    return codes.TEMPLATE_SYNTAX, tr("this cannot be read: {message}", message=message), _CLOSED, ""


def _of_undefined(text: str, page: str) -> FaultWords:
    if found := re.fullmatch(r"'([^']*)' is undefined", text):
        message = tr('{page} has no value "{found}"', page=page, found=found[1])
        return codes.TEMPLATE_NAME, message, "", found[1]
    if found := re.match(r"'?None'? has no attribute '([^']*)'", text):
        message = tr('"{found}" is asked of a value that may be missing', found=found[1])
        hint = tr("put {{% if ... %}} and {{% endif %}} around it")
        return codes.TEMPLATE_NAME, message, hint, found[1]
    if found := re.match(r"'([^']*) object' has no attribute '([^']*)'", text):
        kind = found[1].rpartition(".")[2]
        if kind == "TemplateModule":
            message = tr('what is imported here has no macro "{found}"', found=found[2])
            return codes.TEMPLATE_NAME, message, tr("mend its name, or write the macro"), found[2]
        hint = suggestion(found[2], _fields_by_name().get(kind, ()))
        message = tr('{kind} has no "{found}"', kind=kind, found=found[2])
        return codes.TEMPLATE_NAME, message, hint, found[2]
    return codes.TEMPLATE_NAME, _plain(text), "", _quoted(text)


@cache
def _fields_by_name() -> Mapping[str, frozenset[str]]:
    """The fields of all data that pages are given, by the name of their class."""
    return {kind.__name__: fields_of(kind) for kind in kinds_given()}


def _plain(text: str) -> str:
    """Words of a library without its dots and addresses in memory."""
    plain = re.sub(r" at 0x[0-9a-f]+", "", text).rstrip(".")
    return text if plain == text else plain  # a message of ours keeps its template


def _quoted(text: str) -> str:
    found = re.search(r"'(\w+)'", text)
    return found[1] if found else ""


# -- places --------------------------------------------------------------------------------


def _place(error: Exception, files: ThemeFiles) -> tuple[str, int] | None:
    """The publication's own template nearest to an error, and the line."""
    frames = [(f.f_code.co_filename, line) for f, line in traceback.walk_tb(error.__traceback__)]
    # What opens and is not closed, Jinja2 tells of with the path in the name's place.
    if isinstance(error, TemplateSyntaxError) and (file := error.filename or error.name):
        frames.append((file, error.lineno))
    return next(
        (own for file, line in reversed(frames) if (own := own_place(file, line, files))), None
    )


def own_place(file: str, line: int, files: ThemeFiles) -> tuple[str, int] | None:
    """The name of a template by its path, and the line; None when it is not the publication's."""
    path = Path(file)
    if not path.is_relative_to(files.own):
        return None
    return path.relative_to(files.own).as_posix(), line


@lru_cache(maxsize=8)
def _rows(path: Path, _changed: int) -> list[str]:
    """The lines of a theme's file, which may have a fault in each."""
    return re.split(r"\r\n?|\n", path.read_text(encoding="utf-8-sig", errors="replace"))


def span_in(path: Path, name: str, line: int, word: str) -> Span:
    """A word's place in a line of a theme's file; without it, where the line's tag opens."""
    file = f"{OWN}/{name}"
    rows = _rows(path, path.stat().st_mtime_ns)
    row = rows[line - 1] if 0 < line <= len(rows) else ""
    if word and (found := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", row)):
        return Span(file, line, found.start() + 1, found.end() + 1)
    opens = re.search(r"\{[{%#]|\S", row)
    return Span(file, line, opens.start() + 1 if opens else 1)
