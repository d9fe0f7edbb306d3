"""Notes that are numbered by hand: [1] in the text, and "[1] ..." or a list of sources below it.

In: an issue. Out: a finding at the first such mark of each article, for no reader can tap it.
"""

import itertools
import re
from collections.abc import Iterator

from bulletin import codes
from bulletin.check.copied.lost_notes import ABOVE, marks_in, notes_in
from bulletin.check.prose.passages import passages_by_file
from bulletin.check.registry import Noticed, alone, rule
from bulletin.document import Article, Heading, List, Paragraph, plain_text
from bulletin.languages import language_of
from bulletin.languages.base import begins
from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.issue import Issue

_MARK = Sought(r"(?<=\S) ?(?P<mark>\[[1-9][0-9]?(?:[,;–-] ?[1-9][0-9]?)*\])(?![\w\[({:])", "[")
_FIRST = re.compile(r"[1-9][0-9]?")


@rule(codes.TYPED_NOTES)
@alone
def typed_notes(issue: Issue) -> Iterator[Noticed]:
    """Marks of notes lead to their notes."""
    passages = passages_by_file(issue)
    language = language_of(issue.publication.language)
    sources, units = language.cells().notes, frozenset(language.ties().units)
    for article in issue.articles:
        ours = passages.get(article.title.span.file, [])
        numbers = set(itertools.chain.from_iterable(notes_in(one.whole) for one in ours))
        numbers |= {f"[{number}]" for number in _listed(article, sources)}
        marks = ((one, found) for one in ours for found in _marks(one.text, units))
        first = next(((p, m) for p, m in marks if _written(m) in numbers), None)
        if first is not None:
            passage, found = first
            message = tr("{mark} leads to no note, for it is typed by hand", mark=found["mark"])
            hint = tr(
                "write [^{number}] here, and [^{number}]: in front of the note",
                number=_written(found).translate(_IN_FIGURES),
            )
            yield Noticed(passage.place(*found.span()), message, hint)


_IN_FIGURES = str.maketrans(ABOVE, "0123456789", "[]")


def _marks(text: str, units: frozenset[str]) -> Iterator[re.Match[str]]:
    """Marks in brackets and above the line, as they follow each other."""
    above = (found for found in marks_in(text, units) if found["mark"])
    return iter(sorted([*_MARK.finditer(text), *above], key=lambda found: found.start("mark")))


def _written(found: re.Match[str]) -> str:
    """The mark of the first note, as a line of notes begins with it."""
    number = _FIRST.search(found["mark"])
    return f"[{number[0]}]" if number else found["mark"]


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
