"""What word processors write into lines, and nobody meant."""

import pytest

from bulletin.desk.importing.remarks import Remarks
from bulletin.desk.importing.shaping.cleaning import cleaned
from bulletin.desk.importing.tree import Para, TextRun, plain


@pytest.mark.parametrize(
    "failed_field",
    [
        "Error! Reference source not found.",
        "Error! Bookmark not defined.",
        "Lỗi! Không tìm thấy nguồn tham chiếu.",
    ],
)
def test_what_word_writes_for_a_field_that_it_does_not_find_is_left_out(failed_field):
    (para,) = cleaned((Para((TextRun(f"Xem {failed_field}"),)),), Remarks())
    assert plain(para.children) == "Xem"
