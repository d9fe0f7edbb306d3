"""Curly quotes where YAML wants straight ones, as Word and telephones write them.

In: a plain value. Out: findings; the value without the quotes that were meant for YAML's.
"""

import re

from yaml.nodes import ScalarNode

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.file_kinds import SUFFIXES
from bulletin.source.reporting import Findings
from bulletin.source.text import Source
from bulletin.source.yaml.entries import quoted
from bulletin.source.yaml.faults import span_of

_OPENING, _CLOSING = "“”„«‘’", "”“»’‘"
_ENDINGS = "|".join(sorted({suffix[1:] for kind in SUFFIXES.values() for suffix in kind}))
_DATA = re.compile(
    rf"(?i)https?://\S+|[^\s\"][^\"\n]*\.(?:{_ENDINGS})|[+-]?[0-9][0-9.,:/-]*|#[0-9a-f]{{6}}"
)
"""What is no text: an address, a path, a number, a day or an hour, a colour."""
_PLACE = re.compile(r"://|\.[A-Za-z]\w*\Z")
_QUOTED = re.compile(rf"[{_OPENING}](?P<inner>[^{_OPENING}{_CLOSING}]+)[{_CLOSING}]")
_PAIRS = (("“", "”"), ("«", "»"))
_INCHES = re.compile(r"[0-9]\s?”\Z")


def quoted_place(text: str) -> str | None:
    """The path or the address in curly quotes; None for all else, which may be words."""
    inner = quoted_data(text)
    return inner if inner and _PLACE.search(inner) else None


def is_curly(text: str) -> bool:
    """Whether a curly quote stands at one of its ends."""
    return bool(text) and (text[0] in _OPENING or text[-1] in _CLOSING)


def quoted_data(text: str) -> str | None:
    """What stands in curly quotes that can only be meant as straight ones; None for all else."""
    found = _QUOTED.fullmatch(text)
    inner = found["inner"].strip() if found else ""
    return inner if _DATA.fullmatch(inner) else None


def without_curly(source: Source, made: ScalarNode, findings: Findings) -> str:
    """The value of a plain scalar, after findings for its curly quotes."""
    text: str = made.value
    inner = quoted_data(text)
    better = without_lone(text) if inner is None else inner
    if better:
        message = (
            tr("of these quotes only one stands here")
            if inner is None
            else tr("curly quotes are part of the value, and only straight ones are not")
        )
        span = span_of(source, made.start_mark, made.end_mark)
        findings.add(codes.YAML_SYNTAX, span, message, tr("write {better}", better=quoted(better)))
    return inner or text


def without_lone(text: str) -> str:
    """A text without the quote at one of its ends that has no other; "" where there is none."""
    for opens, closes in _PAIRS:
        counts = text.count(opens), text.count(closes)
        if counts == (1, 0) and text.startswith(opens):
            return text[1:]
        if counts == (0, 1) and text.endswith(closes) and not _INCHES.search(text):
            return text[:-1]
    return ""
