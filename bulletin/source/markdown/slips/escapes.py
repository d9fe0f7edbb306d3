"""Backslashes before marks, where none was meant: in paths of Windows, before stars in pairs.

In: a stretch of text as it stands in the file. Out: findings for the paths of which a backslash
is not shown, and for the stars that are.
"""

import itertools
import re
from collections.abc import Callable, Iterator

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.markdown.slips.almost import MOST_SLIPS
from bulletin.source.reporting import Findings

_TAKEN = re.compile(r"(?<!\\)(?:\\\\)*\\(?=[!-/:-@\[\]-`{-~])|\A\\\\(?!\\)")
"""Where a backslash goes: before a mark (CommonMark, section 2.4), and of two that begin a path."""
PATH = Sought(
    # From a drive on, or from the name of a computer, whose path goes on with a backslash.
    r"(?<![\w\\/])(?:[A-Za-z]:\\(?=\S)|\\\\(?=[\w.-]{1,60}\\))[^\s<>|\"“”]{0,300}",
    "\\",
)
"""A path of Windows."""
_OF_SENTENCE = ".,;:!?)]…"

STARRED = Sought(
    r"(?<![\w\\*])\\\*\\\*(?P<words>(?=[^\s*\\])[^*\\\n]{1,200}(?<=\S))\\\*\\\*(?![\w*\\])", "\\*"
)
"""Words in two stars on both sides, each behind a backslash, as programs export them."""


def report_backslashes(written: str, find: Callable[[str], Span], findings: Findings) -> None:
    """Note paths that are shown without one of their backslashes, and stars kept by theirs."""
    for path in itertools.islice(_torn_paths(written), MOST_SLIPS):
        message = tr("this path is shown without one of its backslashes")
        hint = tr("write that one twice: {better}", better=kept(path))
        findings.add(codes.ALMOST_MARKDOWN, find(path), message, hint)
    for match in itertools.islice(STARRED.finditer(written), MOST_SLIPS):
        message = tr("these stars make nothing bold")
        hint = tr("delete the backslashes before the stars")
        findings.add(codes.ALMOST_MARKDOWN, find(match[0]), message, hint)


def _torn_paths(written: str) -> Iterator[str]:
    for found in PATH.finditer(written):
        path = found[0].rstrip(_OF_SENTENCE)
        if _TAKEN.search(path) and re.search(r"\w", path[2:]):
            yield path


def kept(path: str) -> str:
    """The same with one backslash more wherever one would be taken away."""
    return _TAKEN.sub(r"\g<0>\\", path)
