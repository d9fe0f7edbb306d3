"""Single values: what is taken, as what, and what is refused."""

import datetime as dt

import pytest

from bulletin.source.markdown.links import slug_of_file
from bulletin.source.values import (
    WrongValue,
    absolute_address,
    clock,
    day,
    is_ambiguous,
    number,
    slug_of,
)
from bulletin.source.written import written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567),
        ("1234,5", 1234.5),
        ("12", 12),
        ("-3", -3),
        ("−3,5", -3.5),
        ("0.125", 0.125),
        ("1.234", 1.234),
        (" 7 ", 7),
        ("007", 7),
    ],
)
def test_plain_and_vietnamese_numbers_are_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "12 kg",
        "1,234.5",
        "1.23.4",
        "1 000",
        "1e5",
        "nan",
        "inf",
        "٣",
        "1_000",
        "0x1f",
        "9" * 400,
    ],
)
def test_what_is_no_number_is_refused(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1.234", True),
        ("0.234", False),
        ("1.2345", False),
        ("1.234,5", False),
        ("12.345", True),
        ("1234.567", False),
    ],
)
def test_a_number_that_could_be_thousands_is_noticed(text, answer):
    assert is_ambiguous(text) is answer


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("25/11/2026", "write 2026-11-25"),
        ("25-11-2026", "write 2026-11-25"),
        ("5.1.2026", "write 2026-01-05"),
        ("2026/11/25", "write 2026-11-25"),
        ("2026-1-5", "write 2026-01-05"),
        ("20261125", "write 2026-11-25"),
        ("hôm nay", "write 2026-11-25"),
    ],
)
def test_a_date_in_another_form_is_refused_with_the_right_one(text, hint):
    with pytest.raises(WrongValue) as raised:
        day(text)
    assert raised.value.hint == hint


def test_dates_and_times_are_read():
    assert day("2026-11-25") == dt.date(2026, 11, 25)
    assert [clock(text) for text in ("07:30", "7h", "7h30", "19 giờ"[:3] + "h")] == [
        dt.time(7, 30),
        dt.time(7),
        dt.time(7, 30),
        dt.time(19),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/a/",
        "bantin.vn",
        "http://",
        "ftp://a.vn",
        "https://[",
        "https://a b",
        "https://a:x/",
        "//a.vn",
    ],
)
def test_an_address_that_is_not_whole_is_refused(text):
    with pytest.raises(WrongValue):
        absolute_address(text)


@pytest.mark.parametrize(
    ("file", "slug"),
    [
        ("01-mua-lu.md", "mua-lu"),
        ("Đường về.md", "duong-ve"),
        ("2026-11-tong_ket.md", "tong-ket"),
        ("tin/03 bao số 5.md", "bao-so-5"),
        ("02.md", ""),
        ("ការ.md", ""),
    ],
)
def test_the_slug_of_an_article_comes_from_its_file_name(file, slug):
    assert slug_of_file(file) == slug


def test_slugs_have_no_accents():
    assert slug_of("Mưa lũ — Đường ĐH.507 (2026)") == "mua-lu-duong-dh-507-2026"


@pytest.mark.parametrize(
    ("column", "language", "shown"),
    [
        (["1080.4", "98", ""], "vi", ("1.080,4", "98", "")),
        (["1080.4", "98"], "en", ("1,080.4", "98")),
        (["12345"], "vi", ("12.345",)),
        (["2024", "2025"], "vi", ("2024", "2025")),
        (["1.234", "5"], "vi", ("1.234", "5")),
        (["0274", "115"], "vi", ("0274", "115")),
        (["5", "x"], "vi", ("5", "x")),
        (["1.50"], "vi-VN", ("1,50",)),
        (["1.5"], "zz", ("1.5",)),
        (["1.5"], "q!", ("1.5",)),
    ],
)
def test_a_column_of_figures_is_written_as_its_language_writes_them(column, language, shown):
    assert written(column, language) == shown
