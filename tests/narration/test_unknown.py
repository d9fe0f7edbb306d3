"""Abbreviations that nobody knows, before the voice spells them out."""

from __future__ import annotations

from bulletin.diagnostics import Span
from bulletin.languages import reader_for, words_for
from bulletin.narration.unknown import unknown_abbreviations
from bulletin.reading import Lexicon, LexiconEntry
from tests.narration.spoken import article

TEXT = """---
title: Họp
---
UBND xã họp.

Dòng đầu của đoạn,
rồi BQXK có mặt, lại BQXK nữa.

- Mục có [KZTV]{say="ka dét tê vê"}.
- Mục có WQRT.
"""


def found(lexicon=(), language="vi"):
    reader = reader_for(language, Lexicon(dict(lexicon)))
    return unknown_abbreviations(
        [article(TEXT, "hop")], reader, words_for(language), {"hop.md": TEXT}.get
    )


def test_each_is_found_once_at_its_own_place_with_what_to_write():
    findings = found()
    assert [finding.span for finding in findings] == [
        Span("hop.md", 7, 5, 9),
        Span("hop.md", 10, 10, 14),
    ]
    assert all(finding.code.number == "B501" and not finding.is_error for finding in findings)
    assert "BQXK" in findings[0].message
    assert "lexicon.yaml" in findings[0].hint


def test_what_the_lexicon_or_the_text_says_is_known():
    assert len(found([("BQXK", LexiconEntry("ban quản lý"))])) == 1


def test_a_language_without_rules_has_no_unknown_abbreviations():
    assert found(language="fr") == ()
