"""The fuzzers for some cases, with a seed that stays the same; `make fuzz` goes on."""

import os

import pytest

from bulletin.source.directives import DIRECTIVES
from tests.fuzz.blocks import BLOCKS
from tests.fuzz.publications import TREES
from tests.fuzz.run import Tally, fuzz_cases

SEED = os.environ.get("SEED", "14")
CASES = {"check": 12, "survivors": 4, "imports": 3, "fixes": 2, "build": 1}


@pytest.mark.parametrize("what", CASES)
def test_no_publication_breaks_the_tool(what, tmp_path, record_property):
    tally = Tally(SEED)
    failures = list(fuzz_cases(what, tally, CASES[what], tmp_path))
    record_property("told", f"{what}: {tally}")
    assert not failures, "\n".join([str(tally), *failures])
    assert tally.clean > 0


def test_sound_publications_hold_every_directive():
    assert set(DIRECTIVES) <= set(BLOCKS)


@pytest.mark.parametrize("name", DIRECTIVES)
def test_spoilt_publications_hold_every_directive(name):
    assert any(f":::{{{name}}}" in file.read_text("utf-8") for file in TREES)
