"""Notes that are numbered by hand: [1] in the text, and "[1] ..." or a list of sources below it.

In: an issue. Out: a finding at the first such mark of each article, for no reader can tap it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.lost_notes import notes_in
from bulletin.check.prose import ProseRun, passages_of
from bulletin.check.registry import Noticed, rule
from bulletin.document import Article, Heading, List, Paragraph, plain_text
from bulletin.languages import language_of
from bulletin.languages.base import begins
from bulletin.messages import tr
from bulletin.source.issue import Issue

_MARK = re.compile(r"(?<=\S) ?(?P<mark>\[[1-9][0-9]?(?:[,;–-] ?[1-9][0-9]?)*\])(?![\w\[({:])")
_FIRST = re.compile(r"[1-9][0-9]?")


@rule(codes.TYPED_NOTES)
def typed_notes(issue: Issue) -> Iterator[Noticed]:
    """Marks of notes lead to their notes."""
    passages: dict[str, list[ProseRun]] = {}
    for passage in passages_of(issue):
        passages.setdefault(passage.span.file, []).append(passage)
    sources = language_of(issue.publication.language).cells().notes
    for article in issue.articles:
        ours = passages.get(article.title.span.file, [])
        numbers = set(itertools.chain.from_iterable(notes_in(one.whole) for one in ours))
        numbers |= {f"[{number}]" for number in _listed(article, sources)}
        marks = ((one, found) for one in ours for found in _MARK.finditer(one.text))
        first = next(((p, m) for p, m in marks if f"[{_first(m)}]" in numbers), None)
        if first is not None:
            passage, found = first
            yield Noticed(
                passage.place(*found.span("mark")),
                tr("{mark} leads to no note, for it is typed by hand", mark=found["mark"]),
                tr(
                    "write [^{number}] here, and [^{number}]: in front of the note",
                    number=_first(found),
                ),
            )


def _first(found: re.Match[str]) -> str:
    number = _FIRST.search(found["mark"])
    assert number is not None  # noqa: S101, every mark holds one
    return number[0]


def _listed(article: Article, sources: tuple[str, ...]) -> Iterator[int]:
    """The numbers of lists below words as "Nguồn" and "Tài liệu tham khảo"."""
    for above, block in itertools.pairwise(article.body):
        if (
            isinstance(block, List)
            and block.ordered
            and isinstance(above, Heading | Paragraph)
            and begins(plain_text(above.children), sources)
        ):
            yield from range(block.start, block.start + len(block.children))
