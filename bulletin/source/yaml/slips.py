"""What YAML reads without a word, and otherwise than an editor means it.

In: a `Source` and PyYAML's nodes. Out: findings; values that a comma has cut come back whole.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.text import Source
from bulletin.source.yaml.entries import quoted
from bulletin.source.yaml.faults import span_of

# -- what stands after # ------------------------------------------------------------------

_DATA = re.compile(r"(?![A-Z])[\w./:+-]*", re.ASCII)
"""A value that is no text: a number, a date, a word of ours, a path."""
_AFTER = re.compile(r"(?P<line>\n)?[ \t]+#.*")


def report_hash(source: Source, node: ScalarNode, findings: Findings) -> bool:
    """Note a # after a plain value that may be part of it; whether it leaves no value at all."""
    written = _AFTER.match(source.text, node.end_mark.index)
    if written is None:
        return False
    value, rest = node.value, written[0].lstrip()
    tight = rest[1:2].strip(" \t#") != ""
    below = written["line"] is not None
    if not tight and (below or _DATA.fullmatch(value)):
        return False
    lost = tight and not below and (not value or not _DATA.fullmatch(value))
    start = written.end() - len(rest)
    whole = source.text[node.start_mark.index : node.end_mark.index] + written[0]
    findings.add(
        codes.CUT_BY_HASH if lost else codes.PERHAPS_CUT,
        source.span(start, written.end()),
        tr("what stands after # is a comment, which no edition shows"),
        tr(
            "put the whole value in quotes if it is text: {quoted}",
            quoted=quoted(" ".join(whole.split())),
        ),
    )
    return lost and not value


# -- commas --------------------------------------------------------------------------------

_NAME = re.compile(r"[a-z_]+(?:[:：].*)?")
"""A key that an editor may have left without a value."""
_COLON = re.compile(r"\s{0,100}[:：]")


def with_whole_values(
    source: Source, made: MappingNode, findings: Findings
) -> Iterator[tuple[Node, Node]]:
    """The entries of a mapping, those in braces without the pieces that commas cut off."""
    entries: Sequence[tuple[Node, Node]] = made.value
    if not made.flow_style:
        yield from entries
        return
    for (key, value), pieces in _with_pieces(source, entries):
        if pieces and isinstance(value, ScalarNode):
            _report_cut(source, (value, pieces[-1]), f"{key.value}: ", findings)
            end = pieces[-1].end_mark
            written = source.text[value.start_mark.index : end.index]
            yield key, ScalarNode(value.tag, written, value.start_mark, end, '"')
        else:
            yield key, value


def _with_pieces(
    source: Source, entries: Sequence[tuple[Node, Node]]
) -> Iterator[tuple[tuple[Node, Node], list[Node]]]:
    """Entries, each with the keys behind it that are pieces of its value."""
    at = 0
    while at < len(entries):
        entry, pieces = entries[at], list[Node]()
        plain = isinstance(entry[1], ScalarNode) and not entry[1].style and entry[1].value
        for key, value in entries[at + 1 :] if plain else ():
            if not _is_piece(source, key, value):
                break
            pieces.append(key)
        yield entry, pieces
        at += 1 + len(pieces)


def _is_piece(source: Source, key: Node, value: Node) -> bool:
    """Whether a key is the rest of the value before it: it has neither colon nor name."""
    return (
        isinstance(key, ScalarNode)
        and not key.style
        and isinstance(value, ScalarNode)
        and not value.value
        and not _COLON.match(source.text, key.end_mark.index)
        and not _NAME.fullmatch(key.value)
    )


def report_cut_items(source: Source, items: Sequence[Node], findings: Findings) -> None:
    """Note commas between figures in brackets, of which nobody knows what they part."""
    for before, item in itertools.pairwise(items):
        between = source.text[before.end_mark.index : item.start_mark.index]
        ends = source.text[before.end_mark.index - 1] + source.text[item.start_mark.index]
        if between == "," and ends.isdecimal():
            _report_cut(source, (before, item), "", findings)


def _report_cut(source: Source, ends: tuple[Node, Node], key: str, findings: Findings) -> None:
    first, last = ends
    span = span_of(source, first.start_mark, last.end_mark)
    written = source.text[first.start_mark.index : last.end_mark.index]
    whole = quoted(" ".join(written.split()))
    hint = tr("write {key}{whole} in quotes", key=key, whole=whole)
    if not key:
        hint = tr("write {whole} if it is one figure, or a space behind the comma", whole=whole)
    findings.add(codes.CUT_BY_COMMA, span, tr("a comma ends the value here"), hint)


# -- hyphens and backslashes -----------------------------------------------------------------------------

_TIGHT = re.compile(r"(?:\A|\n)[ ]*(?P<hyphen>-)(?P<rest>[^\s-].*)")


def report_hyphen(source: Source, made: ScalarNode, findings: Findings) -> bool:
    """Note entries of a list that a missing space has made one text; whether there are any."""
    start = made.start_mark.index
    written = source.text[start : made.end_mark.index]
    tight = _TIGHT.search(written) if "\n" in written else None
    if tight is None or not re.search(r"\n[ ]*-", written):
        return False
    at = start + tight.start("hyphen")
    message = tr("a space is missing behind the hyphen")
    hint = tr("write {better}", better=f"- {tight['rest'].strip()}")
    findings.add(codes.YAML_SYNTAX, source.span(at, at + 1), message, hint)
    return True


_ITEM_BEFORE = re.compile(r"(?:\A|\n)[ ]*(?:-[ ]+)+\Z")
_DEEPER = re.compile(r"\n[ ]*(?P<hyphen>-)[ ]+\S.*")


def without_deeper(source: Source, made: ScalarNode, findings: Findings) -> str:
    """The value of a plain scalar, without entries of its list that are set in deeper."""
    start = made.start_mark.index
    deeper = _DEEPER.search(source.text, start, made.end_mark.index)
    line = source.text.rfind("\n", 0, start)
    if deeper is None or not _ITEM_BEFORE.match(source.text[max(line, 0) : start]):
        return str(made.value)
    above = made.start_mark.column - (start - source.text.rfind("-", 0, start))
    findings.add(
        codes.YAML_SYNTAX,
        source.span(deeper.start("hyphen"), deeper.end()),
        tr("this entry stands deeper than the one above, and is read as part of it"),
        tr("put as many spaces in front of it as in front of the one above: {count}", count=above),
    )
    return source.text[start : deeper.start()].strip()


_ESCAPE = re.compile(r"\\(?:\\|(?P<letter>[0abtnvfreN_LP]))")
"""A backslash in double quotes that stands for a space, an end of a line or a control character."""


def report_escape(source: Source, made: ScalarNode, findings: Findings) -> None:
    """Note a letter that a backslash takes away, as in a path of Windows."""
    start = made.start_mark.index
    written = source.text[start : made.end_mark.index]
    if made.style == '"' and (found := _escape_in(written)):
        findings.add(
            codes.YAML_SYNTAX,
            source.span(start + found + 1, start + found + 2),
            tr("a backslash inside double quotes means something special"),
            tr("use single quotes, or write two backslashes"),
        )


def _escape_in(written: str) -> int:
    """Where the first escape of a letter stands; 0 if there is none."""
    letters = (found.start() for found in _ESCAPE.finditer(written) if found["letter"])
    return next(letters, 0)
