"""The time of an import grows with the text, whatever the text is made of."""

import time

import pytest

from bulletin.desk.importing.articles import Given, IssuePlace, imported
from tests.source.test_growth import LEAST, MOST, TRIES


def seconds(folder, text):
    begin = time.process_time()
    imported(Given("x.txt", text.encode()), IssuePlace(folder))
    return time.process_time() - begin


@pytest.mark.parametrize("piece", ["a", " ", "\u00a0"], ids=["a word", "spaces", "hard spaces"])
def test_a_line_that_is_four_times_as_long_takes_no_sixteen_times_as_long(piece, tmp_path):
    def grows():
        small, large = (seconds(tmp_path, f"ế {piece * n}b") for n in (8_000, 32_000))
        return large / max(small, LEAST)

    assert any(grows() < MOST for _ in range(TRIES))
