"""Reading takes time in proportion to the text, whatever the text is made of."""

import time

import pytest

from bulletin.languages import reader_for
from bulletin.reading import Lexicon, LexiconEntry

PIECES = [
    "123/QĐ-UBND/", "UBND-", "U.B.N.D.", "KT&XH & ", "BCĐ, TT CT ", "Kỹ thuật số (KTS) ", "(KTS ", "((",
    "ABC (abc ", "ABC: an ", "ABC viết tắt của ", "từ đây gọi là ", "CLB x ", "NĐ-", "TK 12 ", "A",
]  # fmt: skip


def seconds(text: str) -> float:
    reader = reader_for("vi", Lexicon({"CLB": LexiconEntry("x")}))
    start = time.process_time()
    reader.read(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_no_more_than_some_four_times_as_long(piece):
    seconds(piece * 10)  # tables are read once
    short = min(seconds(piece * 100) for _ in range(2))
    assert seconds(piece * 400) < 10 * short + 0.1
