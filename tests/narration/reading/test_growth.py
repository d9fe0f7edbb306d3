"""Reading takes time in proportion to the text, whatever the text is made of.

The token classes are those of Markdown (`tests/source/test_growth.py`) and those that reading
rules ask about. `python -m tests.fuzz.growth` measures all of them at the full size of an article.
"""

import time

import pytest

from bulletin.languages import reader_for
from bulletin.reading import Lexicon, LexiconEntry
from tests.fuzz.tokens import IN_LINES, SPOKEN

TOKENS = {**IN_LINES, **{piece: piece for piece in SPOKEN}}
SIZE = 300
"""Characters in the smallest text; the largest has four times as many."""
TRIES = 4


def seconds(reader, text: str) -> float:
    start = time.process_time()
    reader.reading(text)
    return time.process_time() - start


@pytest.mark.parametrize("language", ["vi", "en"])
def test_four_times_the_text_takes_no_more_than_some_four_times_as_long(language):
    reader = reader_for(language, Lexicon({"CLB": LexiconEntry("x")}))
    grown = {}
    for name, piece in TOKENS.items():
        for _ in range(TRIES):
            texts = [piece * (SIZE * k // len(piece)) for k in (1, 4)]
            one, four = (seconds(reader, text) for text in texts)
            if four <= 9 * one + 0.01:
                break
        else:
            grown[name] = (one, four)
    assert grown == {}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("digits", ["1" * 5000, "9" * 400, "1," * 200 + "1", "0" * 5000])
@pytest.mark.parametrize("after", ["", "/5", ".5", ":30", "th", " November", " đồng", ".000"])
def test_digits_too_many_for_a_number_are_read_all_the_same(language, digits, after):
    reader = reader_for(language, Lexicon({}))
    for before in ("", "thứ ", "lớp ", "số ", "$", "Km", "the "):
        assert reader.read(before + digits + after)
