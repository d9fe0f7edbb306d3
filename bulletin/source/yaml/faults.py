"""What PyYAML cannot read, in plain words and at the place that the editor must mend.

In: a `Source` and PyYAML's error. Out: a finding.
"""

import re

from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source
from bulletin.source.yaml.entries import QUOTES, entry_at, item_at, opened_above
from bulletin.source.yaml.problems import (
    AFTER_QUOTES,
    IN_BRACKETS,
    NO_COLON,
    YamlProblem,
    problem_of,
)


class TooDeepError(YAMLError):
    """YAML nests deeper than anything of ours."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark


class AliasError(YAMLError):
    """An anchor or an alias."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark


def span_of(source: Source, start: Mark, end: Mark | None = None) -> Span:
    """The place between two of PyYAML's marks."""
    return source.span(start.index, end.index if end else None)


def report(source: Source, error: YAMLError, findings: Findings) -> None:
    """Note an error that PyYAML raised."""
    match error:
        case TooDeepError():
            message = tr("this is nested too deeply")
            hint = tr("write it on fewer levels")
            findings.add(codes.YAML_TOO_DEEP, span_of(source, error.mark), message, hint)
        case AliasError():
            report_sign(source, error.mark, findings)
        case MarkedYAMLError():
            _report_syntax(source, error, findings)
        case ReaderError():
            findings.add(
                codes.CONTROL_CHARACTER,
                source.span(error.position, error.position + 1),
                tr(
                    "the character U+{ord:04X} cannot stand here", ord=ord(str(error.character)[:1])
                ),
                tr("delete it"),
            )


def report_sign(source: Source, mark: Mark, findings: Findings) -> None:
    """Note an anchor, an alias or a tag."""
    if _report_unquoted(source, mark, findings):
        return
    sign = source.text[mark.index : mark.index + 1]
    message = tr("a value that starts with {sign} means something special in YAML", sign=sign)
    hint = tr("put the value in quotes")
    findings.add(codes.YAML_ALIAS, source.span(mark.index, mark.index + 1), message, hint)


def _report_syntax(source: Source, error: MarkedYAMLError, findings: Findings) -> None:
    words = problem_of(error)
    if words.piece == IN_BRACKETS and _report_item(source, error, findings):
        return
    mark = error.problem_mark or error.context_mark
    if mark and _report_line(source, mark, words, findings):
        return
    if words.piece in _WHERE_IT_OPENS:
        mark = error.context_mark or mark
    elif mark and _follows_quotes(source, mark):
        words = AFTER_QUOTES
    start = mark.index if mark else 0
    end = start + 1 if words.code is codes.YAML_TAB else None
    findings.add(words.code, source.span(start, end), words.message, _hint(source, mark, words))


def _report_line(source: Source, mark: Mark, words: YamlProblem, findings: Findings) -> bool:
    """Note what is meant by the line of a mark; whether it is plain enough."""
    return (
        (words.code is not codes.YAML_TAB and _report_unquoted(source, mark, findings))
        or (words.piece in _OF_LINES and _report_tight(source, mark, findings))
        or (words.piece == _SECOND_COLON and _report_line_above(source, mark, findings))
        or _report_open_quotes(source, mark, findings)
    )


def _report_line_above(source: Source, mark: Mark, findings: Findings) -> bool:
    """Note a line without a colon, which PyYAML takes to go on below; whether it is such."""
    start = source.offset(mark.line)
    above, row = source.text[:start], source.text[start : mark.index]
    found, hint = _ONLY_WORDS_ABOVE.fullmatch(above), NO_COLON.hint
    if found is None:
        found = _KEY_ABOVE.search(above)
        if found is None or len(found["lead"]) != len(row) - len(row.lstrip(" ")):
            return False
        hint = tr("write {better}", better=f"{found['key']}: {found['value']}")
    findings.add(codes.YAML_SYNTAX, source.span(found.start("words")), NO_COLON.message, hint)
    return True


_ONLY_WORDS_ABOVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n|---\n)*(?P<words>\w[^\n:]*)\n")
"""What stands above an entry: nothing but remarks, and a line of words that begins at its margin."""
_KEY_ABOVE = re.compile(
    r"(?:\A|\n)(?P<lead>[ ]*-[ ]+)(?P<words>(?P<key>[a-z][a-z_-]*)[ ]+(?P<value>[^\n:]*\S))[ ]*\n\Z"
)
"""The first line of an entry of a list, with a key and its value, and no colon between them."""


def _report_open_quotes(source: Source, mark: Mark, findings: Findings) -> bool:
    """Note quotes that are closed only by the next ones; whether there are such."""
    above = opened_above(source, mark.index) if _follows_quotes(source, mark) else None
    if above is None:
        return False
    message = tr("the quotes that open here are not closed")
    hint = tr("close the quotes: {in_quotes}", in_quotes=above.in_quotes)
    findings.add(codes.YAML_SYNTAX, source.span(above.offset), message, hint)
    return True


def _follows_quotes(source: Source, mark: Mark) -> bool:
    return source.text[: mark.index].rstrip(" ").endswith(QUOTES)


_SECOND_COLON = "mapping values are not allowed"
_OF_LINES = {_SECOND_COLON, "could not find expected ':'"}
"""Errors of lines that may lack a space behind their colon."""


def _hint(source: Source, mark: Mark | None, words: YamlProblem) -> str:
    """What to write: the editor's own value in quotes where there is one to quote."""
    entry = entry_at(source, mark) if mark else None
    if mark and words.piece == _SECOND_COLON and (entry is None or mark.index < entry.offset):
        return _spaces_in_front(source, mark)
    if entry is None or len(entry.value) > _LONGEST_QUOTED:
        return words.hint
    if words is AFTER_QUOTES:
        return tr(
            "put the whole value in quotes of the other kind: {in_quotes}",
            in_quotes=entry.in_quotes,
        )
    inside = mark is not None and mark.index >= entry.offset
    if words.piece == _SECOND_COLON and inside and entry.key != "- ":
        return tr(
            "put the value in quotes: {in_quotes}; or mend the spaces in front",
            in_quotes=entry.in_quotes,
        )
    return words.hint


_LONGEST_QUOTED = 120


def _spaces_in_front(source: Source, mark: Mark) -> str:
    """What to do about a line that is no entry where it stands: most often it is set in wrongly."""
    start = source.text.rfind("\n", 0, mark.index) + 1
    row = source.text[start:].partition("\n")[0].strip()
    if len(row) > _LONGEST_QUOTED:
        return tr("put the value in quotes, or mend the spaces in front")
    return tr(
        "put as many spaces in front of {row} as in front of the lines beside which it belongs",
        row=row,
    )


_SIGNS = re.compile(r"[\[\]{},@%`*&!|>?]|[-:?](?=\s|$)")
"""What a plain value cannot start with (YAML 1.2.2, section 7.3.3)."""
_LIST = re.compile(r"\[[^\[\]]*\]?|\{[^{}]*\}?")
"""A whole list or braces on one line, or one that is not closed."""


def _report_unquoted(source: Source, mark: Mark, findings: Findings) -> bool:
    """Note text that must stand in quotes for what it starts with; whether it is such."""
    entry = entry_at(source, mark)
    sign = _SIGNS.match(entry.value) if entry else None
    if entry is None or sign is None or _LIST.fullmatch(entry.value):
        return False
    code = codes.YAML_ALIAS if sign[0] in {"*", "&", "!"} else codes.YAML_SYNTAX
    message = tr("a value that starts with {sign} means something special in YAML", sign=sign[0])
    hint = tr("put the value in quotes: {in_quotes}", in_quotes=entry.in_quotes)
    findings.add(code, source.span(entry.offset, entry.offset + len(sign[0])), message, hint)
    return True


def _report_item(source: Source, error: MarkedYAMLError, findings: Findings) -> bool:
    """Note a value between brackets that must stand in quotes; whether there is one."""
    opened, mark = error.context_mark, error.problem_mark
    if opened is None or mark is None:
        return False
    comment = _COMMENT.match(source.text, opened.index)
    at = comment.end() - 1 if comment else mark.index
    item = item_at(source, opened.index, at) if comment or opened.line == mark.line else None
    if item is None:
        return False
    findings.add(
        codes.YAML_SYNTAX,
        source.span(item.offset, item.offset + len(item.value)),
        AFTER_QUOTES.message
        if item.value[0] in QUOTES
        else tr("a value with {sign} in it is cut there", sign=source.text[at]),
        tr("put the value in quotes: {in_quotes}", in_quotes=item.in_quotes.removeprefix("- ")),
    )
    return True


_COMMENT = re.compile(r"[^\n]*?[ \t]#")

_WHERE_IT_OPENS = {
    "found unexpected end of stream",
    IN_BRACKETS,
    "could not find expected ':'",
}
"""Errors that PyYAML notices at the end of what is not closed, or is no entry."""

_TIGHT = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)"
    r"(?:(?P<key>[^\W\d][\w-]*)[ ]?(?P<colon>：(?=[ ]*\S)|:(?=[^\s/]))|(?P<hyphen>-)(?=[^\s-]))(?P<value>.+)"
)
"""A line in which no space stands behind the colon, or behind the hyphen that begins it."""


def without_space(row: str) -> str | None:
    """A line with the space behind its colon or hyphen that it lacks; None for any other line."""
    tight = _TIGHT.fullmatch(row.rstrip())
    if tight is None:
        return None
    sign = "-" if tight["hyphen"] else f"{tight['key']}:"
    return f"{tight['lead']}{sign} {tight['value'].lstrip()}"


_MISSING = {
    "colon": tr("a space is missing behind the colon"),
    "hyphen": tr("a space is missing behind the hyphen"),
}


def _report_tight(source: Source, mark: Mark, findings: Findings) -> bool:
    """Note a sign without its space on this line or the one above; whether there is one."""
    for row in (mark.line, mark.line - 1):
        if row < 0 or not source.has_row(row):
            continue
        start = source.offset(row)
        end = source.text.find("\n", start)
        written = source.text[start : end if end >= 0 else None]
        tight = _TIGHT.fullmatch(written.rstrip())
        # A value that stands behind a colon with a space holds any other colon by right.
        if tight and (better := without_space(written)):
            sign = "hyphen" if tight["hyphen"] else "colon"
            at = start + tight.start(sign)
            message = tr("write {better}", better=better.strip())
            findings.add(codes.YAML_SYNTAX, source.span(at, at + 1), _MISSING[sign], message)
            return True
    return False
