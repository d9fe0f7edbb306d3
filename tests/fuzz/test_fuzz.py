"""The fuzzers for some seconds, with a seed that stays the same; `make fuzz` goes on."""

import os

import pytest

from bulletin.source.directives import DIRECTIVES
from tests.fuzz.blocks import BLOCKS
from tests.fuzz.run import fuzz

SEED = os.environ.get("SEED", "12")
SECONDS = {"check": 1.8, "survivors": 1.2, "imports": 0.4, "fixes": 0.4, "build": 0.1}
"""Of the processor, after which no further publication is begun; there is one at least."""


@pytest.mark.parametrize("what", SECONDS)
def test_no_publication_breaks_the_tool(what, tmp_path, record_property):
    tally = fuzz(what, SEED, SECONDS[what], tmp_path)
    record_property("told", f"{what}: {tally}")
    assert tally.clean > 0
    assert not tally.failures, "\n".join([str(tally), *tally.failures])


def test_sound_publications_hold_every_directive():
    assert set(DIRECTIVES) <= set(BLOCKS)
