"""The words of an issue as they are read, passage by passage, and where they stand.

In: an issue. Out: a `ProseRun` for each run of text in a block. Code, and words of which an
article says that they are of another language or said in another way, are blanked out.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bulletin import document
from bulletin.diagnostics import Edit, Fix, Sources, Span, rows_of, sources_below
from bulletin.source.issue import Issue

_BLANK = "\ufffc"
_WORD_BEFORE = re.compile(r"\w{1,12}(?=\s\Z)")
_LONGEST_BEFORE = 14


@dataclass(frozen=True)
class ProseRun:
    """A run of text in a block, in one line."""

    text: str
    whole: str
    """The same with what is blanked out in `text`."""
    span: Span
    rows: Callable[[str], tuple[str, ...]]

    def word_before(self, at: int) -> str:
        """The short word that stands with a space right before a place, in small letters; or ""."""
        word = _WORD_BEFORE.search(self.text, max(0, at - _LONGEST_BEFORE), at)
        return word[0].lower() if word else ""

    def place(self, start: int, end: int) -> Span:
        """Where a stretch stands in the file: the n-th of its kind is the n-th from the block on."""
        words = self.text[start:end].split()
        if not words:
            return self.span
        pattern = re.compile(r"(?<!\w)" * words[0][0].isalnum() + _BETWEEN.join(map(_loose, words)))
        before = sum(1 for _ in pattern.finditer(self.whole, 0, start))
        rows = itertools.islice(self.rows(self.span.file), self.span.line - 1, None)
        raw = "\n".join(itertools.islice(_as_long_as(rows, 2 * len(self.text) + _MORE), _MOST_ROWS))
        for number, match in enumerate(pattern.finditer(raw)):
            if number == before:
                line = raw.count("\n", 0, match.start())
                begin = match.start() - (raw.rfind("\n", 0, match.start()) + 1)
                length = len(match[0].partition("\n")[0])
                column = begin + 1
                return Span(self.span.file, self.span.line + line, column, column + length)
        return self.span

    def written(self, span: Span) -> str:
        """What stands in the file at a span."""
        rows = self.rows(span.file)
        row = rows[span.line - 1] if span.line <= len(rows) else ""
        return row[span.column - 1 : span.end_column - 1]

    def exchanged(self, span: Span, text: str, better: str) -> Fix | None:
        """Better words at a span; None where the file has others there than this text."""
        if self.written(span) != text:
            return None
        return Fix((Edit(span.file, span.line, span.column, span.line, span.end_column, better),))


_BETWEEN = r"[\s*_\[\]\\~]+"
"""What may stand in the file between two words: spaces, and signs of Markdown."""
_WITHIN = r"[*_\[\]\\~]*"
_MOST_ROWS = 400
_MORE = 2000
"""How far a passage may reach in its file: twice its length, and its addresses."""


def _loose(word: str) -> str:
    """A pattern of a word, and of the marks at its ends, with signs of Markdown between."""
    return _WITHIN.join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", word))


def _as_long_as(rows: Iterable[str], length: int) -> Iterator[str]:
    """Rows until they are so long together."""
    for row in rows:
        yield row
        length -= len(row) + 1
        if length < 0:
            return


@lru_cache(maxsize=1)
def passages_of(issue: Issue) -> Sequence[ProseRun]:
    """Every passage of every article, in reading order; all rules in turn ask for the same."""
    return tuple(_passages(issue))


def _passages(issue: Issue) -> Iterator[ProseRun]:
    rows = _rows(sources_below(issue.root))
    for article in issue.articles:
        for block in document.walk(*article.blocks):
            if isinstance(block, document.CodeBlock):
                continue
            for inlines in document.inlines_of(block):
                text = _text(inlines)
                if text.strip():
                    yield ProseRun(text, _text(inlines, whole=True), block.span, rows)


def passages_by_file(issue: Issue) -> Mapping[str, Sequence[ProseRun]]:
    """The passages of each file, in reading order: of an article, and of data that it shows."""
    by_file = defaultdict[str, list[ProseRun]](list)
    for passage in passages_of(issue):
        by_file[passage.span.file].append(passage)
    return by_file


def run_at(issue: Issue, text: str, span: Span) -> ProseRun:
    """A text of which it is known that it stands at or below a place."""
    return ProseRun(text, text, span, _rows(sources_below(issue.root)))


def _rows(sources: Sources) -> Callable[[str], tuple[str, ...]]:
    return cache(lambda file: tuple(rows_of(sources(file) or "")))


def _text(inlines: document.Inlines, *, whole: bool = False) -> str:
    return "".join(_written(inline, whole=whole) for inline in inlines)


def _written(inline: document.Inline, *, whole: bool) -> str:
    match inline:
        case document.Text(text):
            return text
        case document.InlineCode(text) | document.Picture(alt=text):
            return text if whole else _BLANK * len(text)
        case document.LineBreak():
            return "\n"
        case document.FootnoteReference():
            return ""
        case document.Phrase(children) if inline.language or inline.say:
            text = _text(children, whole=True)
            return text if whole else _BLANK * len(text)
    return _text(getattr(inline, "children", ()), whole=whole)
