"""Abbreviations that no table and no lexicon knows, before they are spelled out by surprise.

In: articles, the reader of their language, and the text of their files. Out: a finding for
each abbreviation, at the first place where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bulletin.codes import UNKNOWN_ABBREVIATION
from bulletin.diagnostics import Finding, Sources, Span, in_order
from bulletin.document import Article
from bulletin.languages import Words
from bulletin.narration.script import parts_of
from bulletin.reading import Reader


def unknown_abbreviations(
    articles: Iterable[Article], reader: Reader, words: Words, sources: Sources
) -> tuple[Finding, ...]:
    """A warning for each abbreviation that would be spelled out, once for all articles."""
    found: dict[str, Finding] = {}
    for article in articles:
        for text, span in _unknown(article, reader, words):
            if text not in found:
                found[text] = _finding(text, _place(text, span, sources))
    return in_order(found.values())


def _unknown(article: Article, reader: Reader, words: Words) -> Iterator[tuple[str, Span]]:
    if not reader.has_rules:
        return
    for part in parts_of(article, words):
        for unknown in reader.unknown(part.passage.text, part.passage.fixed):
            yield unknown.text, part.span


def _finding(text: str, span: Span) -> Finding:
    return Finding(
        UNKNOWN_ABBREVIATION,
        f"the voice does not know {text!r} and will spell it out",
        span,
        f"write it in lexicon.yaml as “{text}: ” and how it is said",
    )


def _place(text: str, block: Span, sources: Sources) -> Span:
    """The abbreviation's own place: the first one at or after its block's start."""
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    lines = (sources(block.file) or "").splitlines()
    for number, line in enumerate(lines[block.line - 1 :], start=block.line):
        match = pattern.search(line)
        if match:
            return Span(block.file, number, match.start() + 1, match.end() + 1)
    return block
