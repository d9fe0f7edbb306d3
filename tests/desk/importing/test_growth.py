"""The time of an import grows with the text, whatever the text is made of."""

import time

import pytest

from bulletin.desk.importing.articles import Given, IssuePlace, imported
from tests.source.test_growth import LEAST, MOST, TRIES


def seconds(folder, text):
    begin = time.process_time()
    imported(Given("x.txt", text.encode()), IssuePlace(folder))
    return time.process_time() - begin


def is_in_time(folder, write):
    """Whether four times as much of a text takes at most some four times as long."""

    def grows():
        small, large = (seconds(folder, write(n)) for n in (1, 4))
        return large / max(small, LEAST)

    return any(grows() < MOST for _ in range(TRIES))


@pytest.mark.parametrize("piece", ["a", " ", "\u00a0"], ids=["a word", "spaces", "hard spaces"])
def test_a_line_that_is_four_times_as_long_takes_no_sixteen_times_as_long(piece, tmp_path):
    assert is_in_time(tmp_path, lambda n: f"ế {piece * 8_000 * n}b")


@pytest.mark.parametrize(
    "piece", ["Chữ.\n\n", "5. x\n\n9. x\n\n", "- x\n\n+ y\n\n• z\n\n", "1\tx\ty\n"]
)
def test_four_times_as_many_paragraphs_take_no_sixteen_times_as_long(piece, tmp_path):
    assert is_in_time(tmp_path, lambda n: piece * 400 * n)
