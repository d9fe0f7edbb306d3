"""What texts bring along from elsewhere and is read as meant: the files are better without.

In: an issue. Out: one finding a file and kind, with edits for all its places.
"""

import re
import unicodedata
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.copied.misread import lookalikes, lost_letters, misread, one_finding
from bulletin.check.registry import alone, examination
from bulletin.diagnostics import Edit, Finding, rows_of, sources_below
from bulletin.messages import tr
from bulletin.source.files import is_there
from bulletin.source.issue import Issue
from bulletin.source.lexicon import LEXICON
from bulletin.source.markdown.pasted import BREAKS, broken, mended_rows, settings_end
from bulletin.source.root import ISSUE, PUBLICATION

_INVISIBLE = re.compile(
    "\u2028|\u2029|(?:[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e]"
    "|[\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+)+"
)
_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Any of them: a class is looked for ten times as fast."""
_NEEDING_THEM = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7af]"
)
"""Letters of languages that show by them where a word ends, or in which direction it runs."""
_BESIDE = str.maketrans(
    "\u02c6\u02ca\u02cb\u02d8\u02dc\u00b4", "\u0302\u0301\u0300\u0306\u0303\u0301"
)
"""Accents that copies of PDF files have beside their letter, and those that stand on one."""
_COMBINED = re.compile(
    r"\w[ \u00a0]?[\u0300-\u036f]+|[^\W\d_][\u02c6\u02ca\u02cb\u02d8\u02dc]|[âêôăơưÂÊÔĂƠƯ]\u00b4"
)
"""A letter and its accents; copies of PDF files leave a space between them.

An acute accent behind other letters may be an apostrophe.
"""
_ACCENTS = re.compile("[\u0300-\u036f\u00b4\u02c6\u02ca\u02cb\u02d8\u02dc]")
_LONGEST = 32
"""A letter with more accents than Unicode's Stream-Safe Text Format lets it have is no letter:
putting them in order takes the square of their number."""
_MOST = 5000


@examination
def pasted(issue: Issue) -> Iterator[Finding]:
    """Settings, data and captions hold letters in one piece."""
    sources = sources_below(issue.root)
    for file in (PUBLICATION, LEXICON, f"{issue.id}/{ISSUE}"):
        yield from _in_file(file, sources(file) or "")
    for article in issue.articles:
        for brought in _brought(issue, sources(article.file) or ""):
            told = sources(brought) or ""
            rows = rows_of(told)
            old = tuple(misread(brought, rows))
            yield from old
            yield from lost_letters(brought, rows)
            if not old:
                yield from _invisible(brought, told, rows)


@examination
@alone
def pasted_articles(issue: Issue) -> Iterator[Finding]:
    """Articles hold letters in one piece, and no signs that only Word understands."""
    sources = sources_below(issue.root)
    for article in issue.articles:
        text = sources(article.file) or ""
        yield from _in_file(article.file, text)
        if not text.isascii():
            yield from _signs(article.file, text)


def _in_file(file: str, text: str) -> Iterator[Finding]:
    rows = rows_of(text)
    yield from lost_letters(file, rows)
    if text.isascii():
        return
    yield from _combined(file, text, rows)
    old = tuple(misread(file, rows))
    yield from old
    if not old:  # TCVN3 has a letter at the place of the soft hyphen
        yield from _invisible(file, text, rows)
        yield from lookalikes(file, rows)


_FILES = re.compile(
    r"(?m)^[ \t]*(?::{3,}\{[\w-]+\}[ \t]+(\S+\.(?:csv|ya?ml))|:captions:[ \t]+(\S+\.(?:vtt|srt)))"
)
"""Where an article names a file of data or captions."""


def _brought(issue: Issue, text: str) -> Iterator[str]:
    """The files of text inside the issue's folder that an article shows."""
    for name in dict.fromkeys(found[1] or found[2] for found in _FILES.finditer(text)):
        path = issue.folder / name
        if name.isprintable() and is_there(path) and path.stat().st_size <= _LARGEST:
            yield f"{issue.id}/{name}"


_LARGEST = 1_000_000
"""Bytes of a file that is looked at; a larger one is refused."""


def _combined(file: str, text: str, rows: list[str]) -> Iterator[Finding]:
    if not _ACCENTS.search(text):
        return
    edits = [
        Edit(file, line, match.start() + 1, line, match.end() + 1, composed)
        for line, row in enumerate(rows, start=1)
        for match in _COMBINED.finditer(row)
        if (composed := _composed(match[0])) != match[0]
    ][:_MOST]
    if edits:
        message = tr(
            "letters are written as a letter and an accent (NFD), in {count} places",
            count=len(edits),
        )
        hint = tr("searching finds them only in one piece: mend them with --fix")
        yield one_finding(codes.NOT_COMPOSED, edits, message, hint)


def _composed(letter: str) -> str:
    """A letter and its accents in one piece; as it is where Unicode has none."""
    if len(letter) > _LONGEST:
        return letter
    above = re.sub(r"[ \u00a0]", "", letter).translate(_BESIDE)
    composed = unicodedata.normalize("NFC", above)
    return composed if len(composed) == 1 or composed[0] != letter[0] else letter


def _invisible(file: str, text: str, rows: list[str]) -> Iterator[Finding]:
    if not _UNSEEN.search(text) or not _INVISIBLE.search(text) or _NEEDING_THEM.search(text):
        return
    end = settings_end(rows)
    edits = [
        Edit(
            file,
            line,
            match.start() + 1,
            line,
            match.end() + 1,
            _instead(row, match, running=file.endswith(".md") and line > end),
        )
        for line, row in enumerate(rows, start=1)
        for match in _INVISIBLE.finditer(row)
        if line > 1 or match.start() or match[0] != "\ufeff"
    ][:_MOST]
    if edits:
        message = tr(
            "characters that nobody sees, as soft hyphens of Word, in {count} places",
            count=len(edits),
        )
        hint = tr("they tear words apart for searches and voices: delete them with --fix")
        yield one_finding(codes.INVISIBLE, edits, message, hint)


def _instead(row: str, match: re.Match[str], *, running: bool) -> str:
    """What to write for a break that only some programs show; nothing for other characters."""
    if match[0] not in BREAKS:
        return ""
    return broken(row, match.start(), running=running)


def _signs(file: str, text: str) -> Iterator[Finding]:
    bare = text.replace("\r\n", "\n").replace("\r", "\n")
    edits = [
        _difference(file, index + 1, before, after) for index, before, after in mended_rows(bare)
    ][:_MOST]
    if edits:
        yield one_finding(
            codes.HARD_SPACES,
            edits,
            tr("signs or hard spaces of Word begin lines, in {count} places", count=len(edits)),
            tr("they are read as meant; --fix writes the signs of Markdown: ##, -, 1."),
        )


def _difference(file: str, line: int, before: str, after: str) -> Edit:
    """The edit that makes one line of the other, without what ends them both."""
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    start = 0
    while start < min(len(before), len(after)) - same and before[start] == after[start]:
        start += 1
    end = len(before) - same
    return Edit(file, line, start + 1, line, end + 1, after[start : len(after) - same])
