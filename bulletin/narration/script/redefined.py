"""Abbreviations that two articles of an issue define each in its own way.

In: what was defined before an article and what is after it. Out: a finding where other words take
an abbreviation, with both of them: from there on the voice says the later ones, also where the
earlier ones are meant.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from bulletin.codes import GUESSED_ABBREVIATION
from bulletin.diagnostics import Finding, Sources, Span, rows_of
from bulletin.document import Article
from bulletin.messages import tr
from bulletin.reading import Memory
from bulletin.source.values import slug_of


def redefined(
    article: Article, before: Memory, after: Memory, files: Mapping[str, str], sources: Sources
) -> Iterator[Finding]:
    """A warning for each abbreviation that the article defines otherwise than one before it.

    `files` holds the article that last defined an abbreviation, by the abbreviation.
    """
    for key, told in after.told.items():
        earlier = before.told.get(key)
        if earlier is None or _is_same(earlier.say, told.say):
            continue
        rows = rows_of(sources(article.file) or "")
        yield Finding(
            GUESSED_ABBREVIATION,
            tr(
                "{text!r} is defined as “{say}” here, and as “{earlier}” in {file}: from here on"
                " it is read as “{say}”",
                text=key,
                say=told.say,
                earlier=earlier.say,
                file=files.get(key, ""),
            ),
            _place(key, told.written, article.file, rows),
            tr(
                "give one of them other letters; if it is the same everywhere, write “{text}: {say}”"
                " or “{text}: {earlier}” in lexicon.yaml",
                text=key,
                say=told.say,
                earlier=earlier.say,
            ),
        )


def _is_same(one: str, other: str) -> bool:
    """Whether one definition only says more than the other, or is spelled in another way."""
    # Marks and signs tell no two meanings apart.
    first, second = sorted((slug_of(one), slug_of(other)), key=len)
    return f"-{first}-" in f"-{second}-"


def _place(key: str, written: str, file: str, rows: Sequence[str]) -> Span:
    """Where the abbreviation stands beside its words, or first stands, or the whole file."""
    pattern = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    found = [
        (number, match) for number, row in enumerate(rows, 1) if (match := pattern.search(row))
    ]
    beside = [one for one in found if written in unicodedata.normalize("NFC", rows[one[0] - 1])]
    for number, match in [*beside, *found]:
        return Span(file, number, match.start() + 1, match.end() + 1)
    return Span(file)
