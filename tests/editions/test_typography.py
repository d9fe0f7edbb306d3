"""Numbers stay with what they count, and numbers of documents stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.xhtml.typography import pieces


def shown(text):
    """No-break spaces as `~`, pieces kept on one line in brackets."""
    return "".join(f"[{piece}]" if tied else piece for piece, tied in pieces(text)).replace(
        "\u00a0", "~"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "theo 06/QĐ-TTg, 57-NQ/TW và 12/2026/NĐ-CP.",
            "theo [06/QĐ-TTg,] [57-NQ/TW] và [12/2026/NĐ-CP.]",
        ),
        ("ngày 25/11/2026 hoặc 20/11", "ngày [25/11/2026] hoặc [20/11]"),
        ("(từ 9/11), “9/11” (9/11-12/11).", "(từ [9/11),] [“9/11”] [(9/11-12/11).]"),
        ("“57-NQ/TW…” (25/11/2026); 24/7!", "[“57-NQ/TW…”] [(25/11/2026);] [24/7!]"),
        ("gọi 0274 3822 825 ngay", "gọi 0274~3822~825 ngay"),
        ("gọi +84 274 3822 825 hoặc 113.", "gọi +84~274~3822~825 hoặc 113."),
        ("3 ha, 12,5 % và 1.234,5 tấn", "3~ha, 12,5~% và 1.234,5~tấn"),
        ("ngày 20 tháng 11 năm 2026", "ngày 20~tháng 11~năm 2026"),
        ("98,7% số hộ", "98,7% số hộ"),
        ("năm 2026 12 người", "năm 2026 12 người"),
        ("và/hoặc, nam/nữ", "và/hoặc, nam/nữ"),
        ("xem https://a.example/b/c-1/d", "xem https://a.example/b/c-1/d"),
        ("12 thiếu nhi", "12~thiếu nhi"),
        ("12 nghiêng", "12 nghiêng"),
        ("1234/QĐ-UBND-TNMT-KHĐT-ABCD", "1234/QĐ-UBND-TNMT-KHĐT-ABCD"),
        ("24/7", "[24/7]"),
        ("", ""),
    ],
)
def test_what_stays_together(text, expected):
    assert shown(text) == expected


@given(st.text(alphabet="0123456789 .,/-+%ABNQĐ-TTgkmha\u00a0"))
def test_nothing_but_spaces_changes(text):
    assert "".join(p for p, _ in pieces(text)).replace("\u00a0", " ") == text.replace("\u00a0", " ")
