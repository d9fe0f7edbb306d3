"""Kinds, and no instances: every word of a kind is tried in every form (`crossed.yaml`)."""

import re
from pathlib import Path

import pytest
import yaml

from tests.narration.reading.aloud import reader_of, said

KINDS = yaml.safe_load(Path(__file__).with_name("crossed.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_kind_is_read_alike(kind):
    reader = reader_of("vi")
    told = {
        form.format(word): (said(reader, form.format(word)), wish)
        for form, wish in KINDS[kind]["forms"].items()
        for word in KINDS[kind]["words"]
    }
    assert {text: pair for text, pair in told.items() if not re.search(pair[1], pair[0])} == {}
