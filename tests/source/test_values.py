"""Single values: what is taken, as what, and what is refused."""

import datetime as dt

import pytest

from bulletin.source.addresses import absolute_address
from bulletin.source.markdown.links import slug_of_file
from bulletin.source.values import (
    WrongValue,
    clock,
    day,
    number_in,
    one_line,
    seen,
    several_numbers,
    slug_of,
    whole_number,
)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("25/11/2026", "write 2026-11-25"),
        ("25-11-2026", "write 2026-11-25"),
        ("5.1.2026", "write 2026-01-05"),
        ("2026/11/25", "write 2026-11-25"),
        ("2026-1-5", "write 2026-01-05"),
        ("12/25/2026", "write 2026-12-25"),
        ("5 tháng 12 năm 2026", "write 2026-12-05"),
        ("Thứ Năm, ngày 26/11/2026", "write 2026-11-26"),
        ("2026-12-05T08:00:00+07:00", "write 2026-12-05"),
        ("25 thg 11, 2026", "write 2026-11-25"),
        ("Nov 25, 2026", "write 2026-11-25"),
        ("5th of December 2026", "write 2026-12-05"),
        ("5/12/26", "write it as in 2026-11-25"),
        ("1/12/2026 - 5/12/2026", "write it as in 2026-11-25"),
        ("31.2.2026", "write the right day, as in 2026-02-28"),
        ("hôm nay", "write it as in 2026-11-25"),
    ],
)
def test_a_date_in_another_form_is_refused_with_the_right_one(text, hint):
    with pytest.raises(WrongValue) as raised:
        day(text)
    assert raised.value.hint == hint


def test_dates_and_times_are_read():
    assert day("2026-11-25") == dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        *(("07:30", "07:30"), ("7h", "07:00"), ("7.30", "07:30"), ("19h", "19:00")),
        *(("7:30 SA", "07:30"), ("2:30 CH", "14:30"), ("12:15 AM", "00:15"), ("12 p.m.", "12:00")),
        *(("7 giờ 30 phút", "07:30"), ("14:00:00", "14:00"), ("1h trưa", "13:00")),
        *(("7h30 tối", "19:30"), ("11h trưa", "11:00"), ("15h chiều", "15:00")),
        *(("7", None), ("25:00", None), ("12h tối", None), ("7h đến 9h", None), ("8:15:30", None)),
    ],
)
def test_hours_are_taken_as_people_and_programs_write_them(text, hour):
    if hour is None:
        with pytest.raises(WrongValue):
            clock(text)
    else:
        assert clock(text) == dt.time.fromisoformat(hour)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1.000", "1000"),
        ("1.200", "1200"),
        ("12,500", "12500"),
        ("1 200", "1200"),
        ("1\u00a0200\u00a0000", "1200000"),
        ("1.500.000", "1500000"),
        ("500", "500"),
        ("1.200,500", "1.200,500"),
        ("12.50", "12.50"),
        ("1.2000", "1.2000"),
    ],
)
def test_groups_of_three_digits_are_one_whole_number(text, digits):
    assert whole_number(text) == digits


@pytest.mark.parametrize(
    ("text", "whole", "number"),
    [
        ("1.200 bản", "1200", "1.200"),
        ("khoảng 500 tờ", "500", "500"),
        ("Số 12/2026", "12", "12"),
        ("nhanh 1,1 lần", "1", "1.1"),
        ("năm trăm", "", ""),
    ],
)
def test_the_number_that_was_meant_is_found_among_words(text, whole, number):
    assert (number_in(text, whole=True), number_in(text, whole=False)) == (whole, number)


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
        ("01-MUA-LU.MD", "mua-lu"),
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


def test_a_name_in_several_lines_is_one_with_its_hard_spaces():
    assert (
        one_line("Bản tin  \r\n  xã\u00a0Tân Phước\u2028số  1") == "Bản tin xã\u00a0Tân Phước số  1"
    )


@pytest.mark.parametrize(
    "text", ["11+12", "11-12", "11 và 12", "11, 12", "Số 11–12", "11 & 12/2026"]
)
def test_an_issue_of_two_months_has_the_later_of_two_numbers(text):
    assert several_numbers(text) == 12


@pytest.mark.parametrize("text", ["12", "01/2026", "5-2026", "12+11", "1+5", "11-12-2026", "1/2"])
def test_numbers_that_do_not_follow_each_other_are_no_issue_of_two_months(text):
    assert several_numbers(text) is None


@pytest.mark.parametrize("text", ["\u200d", " \u00ad\u200b", "\ufeff\u2060"])
def test_a_text_of_which_nobody_sees_anything_is_empty(text):
    with pytest.raises(WrongValue, match="empty"):
        seen(text)
    assert seen(f"{text}Xã") == f"{text}Xã"
