"""A rule that is asked only at some characters claims what it would claim if always asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.languages import language_of
from bulletin.reading import Lexicon
from bulletin.reading.reader import Reader
from tests.conftest import TESTS

_PHRASES = TESTS / "narration" / "reading"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_claim_is_lost_for_its_characters(language: str):
    find = language_of(language).rules
    assert find
    rules = find()
    everywhere = tuple(
        replace(rule, opens="", then="") if rule.form else rule for rule in rules.families
    )
    assert everywhere != rules.families
    told = Reader(language, rules, Lexicon({}))
    asked = Reader(language, replace(rules, families=everywhere), Lexicon({}))
    lines = {
        line.partition("\t")[0]
        for path in (_PHRASES / language).glob("*.tsv")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert len(lines) > 100
    for line in sorted(lines):
        assert told.reading(line).stretches == asked.reading(line).stretches, line
