"""Numbers as people write them: a file holds columns of cells and what each one is.

The first line names the language; `|` stands between columns; "alone": each cell by itself.
A cell is a number with its unit, `gap`, `words`, or `?` and the two numbers that it can be.
"""

import time
from pathlib import Path

import pytest

from bulletin.languages import figure_written, language_of
from bulletin.source.data.cell_words import unit_in
from bulletin.source.data.numbers import Doubt, Gap, Number, NumberWords, judged
from bulletin.source.data.parser import read_csv
from bulletin.source.data.written import alone_written, column_written
from bulletin.source.reporting import Findings
from bulletin.source.text import Source

FILES = sorted((Path(__file__).parent / "numbers").glob("*.txt"))


def said(cell):
    match cell:
        case Number():
            return f"{cell.value.normalize():f} {cell.unit}".strip()
        case Gap():
            return "gap"
        case NumberWords():
            return "words"
        case Doubt():
            return f"?{cell.thousands} {cell.decimals}"


def columns_of(lines, alone):
    columns = [[]]
    for line in lines:
        if line == "|":
            columns.append([])
        elif line:
            text, _, answer = line.rpartition("=")
            columns[-1].append((text[:-1], answer.strip()))
    return [[[cell]] for cell in columns[0]] if alone else [columns]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_cell_is_read_by_its_column_those_beside_it_and_the_language(file):
    head, *lines = file.read_text(encoding="utf-8").split("\n")
    language, _, alone = head.partition(" ")
    for columns in columns_of(lines, alone):
        read = judged([[text for text, _ in column] for column in columns], language)
        assert [[said(cell) for cell in column] for column in read] == [
            [answer for _, answer in column] for column in columns
        ]


@pytest.mark.parametrize(
    "cell", ["1" * 10**6, "1 " * 10**5, "(1" * 10**5, "1.000" * 10**5, "1 a" * 10**5]
)
def test_a_cell_of_any_length_is_judged_at_once(cell):
    start = time.perf_counter()
    assert isinstance(judged([[cell]], "vi")[0][0], NumberWords)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("name", "column", "language", "shown"),
    [
        ("Sản lượng", ("980", "1080.4", ""), "vi", ("980", "1.080,4", "")),
        ("Sản lượng", ("980", "1080.4", ""), "en", ("980", "1,080.4", "")),
        ("Số hộ", ("1,200.50", "1,200"), "vi", ("1.200,50", "1.200")),
        ("Số hộ", ("1.200", "—", "98,5"), "vi", ("1.200", "—", "98,5")),
        ("Tỷ lệ", ("98.50%", "7%"), "vi", ("98,50%", "7%")),
        ("Giá", ("1200 đồng", "12500 đồng"), "vi", ("1.200 đồng", "12.500 đồng")),
        ("Tăng giảm", ("+1200", "-5"), "vi", ("+1.200", "-5")),
        ("Năm", ("2025", "2026"), "vi", ("2025", "2026")),
        ("Thành lập", ("1858", "2026", ""), "vi", ("1858", "2026", "")),
        ("Thóc", ("1200", "1500"), "vi", ("1.200", "1.500")),
        ("Lãi, lỗ", ("−1200", "–5", "-3"), "vi", ("−1.200", "−5", "-3")),
        ("Năm", ("2025", "938"), "vi", ("2025", "938")),
        ("Điện thoại", ("19001234", "113"), "vi", ("19001234", "113")),
        ("Mã", ("12345", "6789"), "vi", ("12345", "6789")),
        ("Mã lực", ("12345",), "vi", ("12345",)),
        ("Số", ("0123", "4567"), "vi", ("0123", "4567")),
        ("Số", ("1200", "chưa rõ"), "vi", ("1200", "chưa rõ")),
        ("Ngày", ("25/11", "1200"), "vi", ("25/11", "1200")),
        ("Số", ("10-15", "1200"), "vi", ("10-15", "1200")),
        ("Số", ("1200", "7"), "xx", ("1,200", "7")),
        ("Ngày họp", ("25.11", "5.9"), "vi", ("25.11", "5.9")),
        ("Hoàn thành", ("25.11", "15.12"), "vi", ("25.11", "15.12")),
        ("Lúa", ("25.11", "15.13"), "vi", ("25,11", "15,13")),
        ("Giờ", ("7.30", "13.30"), "vi", ("7.30", "13.30")),
        ("Số ngày", ("1200", "7.5"), "vi", ("1.200", "7,5")),
        ("STT", ("1.9", "1.10"), "vi", ("1.9", "1.10")),
        ("Mục", ("1.1", "1.2"), "vi", ("1.1", "1.2")),
        ("Mục tiêu", ("1.5", "1200"), "vi", ("1,5", "1.200")),
        ("Di động", ("912345678", "905123456"), "vi", ("912345678", "905123456")),
        ("Tờ bản đồ", ("1012", "7"), "vi", ("1012", "7")),
        ("Date", ("25,11", "26,11"), "en", ("25,11", "26,11")),
        ("Chỉ tiêu", ("1.1", "1.2", "2.1"), "vi", ("1.1", "1.2", "2.1")),
        ("Chỉ tiêu", ("17.8", "17.9", "17.10"), "vi", ("17.8", "17.9", "17.10")),
        ("Chỉ tiêu", ("1.1", "1.2"), "vi", ("1,1", "1,2")),
        ("Mực nước (m)", ("1.1", "1.2", "1.3"), "vi", ("1,1", "1,2", "1,3")),
        ("Năng suất", ("1.5", "1.7", "2.1"), "vi", ("1,5", "1,7", "2,1")),
        ("Thửa", ("1250", "945"), "vi", ("1250", "945")),
        ("Hộ", ("1250", "945"), "vi", ("1.250", "945")),
        ("Số nhà", ("1250", "945"), "vi", ("1250", "945")),
        ("Số nhà dột nát", ("1250", "945"), "vi", ("1.250", "945")),
        ("Văn bản số", ("1250", "945"), "vi", ("1250", "945")),
        ("Kinh độ", ("105.6321", "105.7"), "vi", ("105.6321", "105.7")),
        ("Room no.", ("1250", "945"), "en", ("1250", "945")),
        ("No. of rooms", ("1250", "945"), "en", ("1,250", "945")),
    ],
)
def test_a_column_of_figures_is_written_as_its_language_writes_them(name, column, language, shown):
    (cells,) = judged([column], language)
    assert column_written(column, cells, name, language) == shown


@pytest.mark.parametrize(
    ("text", "unit", "name", "shown"),
    [
        ("98.7", "%", "Có thẻ", (98.7, "%")),
        ("98.7%", "", "Có thẻ", (98.7, "%")),
        ("98,70", "%", "Có thẻ", ("98,70", "%")),
        ("1.200 hộ", "", "Nghèo", (1200.0, "hộ")),
        ("1.200 hộ", "hộ", "Nghèo", (1200.0, "hộ")),
        ("2026", "", "Hoàn thành", ("2026", "")),
        ("2026", "hộ", "Nghèo", (2026.0, "hộ")),
        ("1428", "", "Năm dựng đình", ("1428", "")),
        ("1428", "", "Hộ có nước sạch", (1428.0, "")),
        ("12345", "", "Dân số", (12345.0, "")),
        ("+5", "%", "Tăng", ("+5", "%")),
        ("+1200", "hộ", "Tăng", ("+1.200", "hộ")),
        ("-3,5", "%", "Giảm", (-3.5, "%")),
        ("−3,5", "%", "Giảm", ("−3,5", "%")),
        ("19001234", "", "Gọi miễn phí", ("19001234", "")),
        ("18006868", "", "Tổng đài", ("18006868", "")),
        ("84274382211", "", "Gọi", ("84274382211", "")),
        ("43822111", "", "Đường dây nóng", ("43822111", "")),
        ("113 115", "", "Gọi khi khẩn cấp", ("113 115", "")),
        ("115", "", "Cấp cứu", (115.0, "")),
        ("0274", "", "Đầu số", ("0274", "")),
        ("05", "hộ", "Nghèo", ("05", "hộ")),
        ("20.11", "", "Nhà giáo Việt Nam", ("20.11", "")),
        ("20.11", "tấn", "Nhà giáo Việt Nam", (20.11, "tấn")),
        ("7.30", "", "Giờ khai mạc", ("7.30", "")),
        ("7.50", "", "Điểm trung bình", ("7,50", "")),
    ],
)
def test_a_number_alone_is_a_figure_unless_its_digits_name_something(text, unit, name, shown):
    ((cell,),) = judged([[text]], "vi")
    assert alone_written(text, unit, cell, name, "vi") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0004, "0,0004"),
        (1234567.25, "1.234.567,25"),
        (0.1 + 0.2, "0,3"),
        (123456789012345.0, "123.456.789.012.345"),
        (-0.05, "-0,05"),
    ],
)
def test_a_figure_keeps_all_decimals_that_it_has(value, shown):
    assert figure_written(value, "vi") == shown


@pytest.mark.parametrize(
    ("cell", "hint", "meant"),
    [
        ("１２", "write 12", True),
        ("１．２００", "write 1.200", True),
        ("1·200", "write 1200", True),
        ("~30%", "write the number alone: 30", True),
        ("khoảng 1.200", "write the number alone: 1.200", True),
        ("1.200¹", "write the number alone: 1.200", True),
        ("100+", "write the number alone: 100", True),
        ("12 (80%)", "write one number, and the rest elsewhere", True),
        ("1½", "write one number, not a fraction or a date", True),
        ("15k", "write a space between a number and its unit: 15 k", False),
        ("3A", "write a space between a number and its unit: 3 A", False),
        ("0912 345 678", "", False),
        ("T5", "", False),
        ("một", "", False),
    ],
)
def test_a_cell_that_is_no_number_is_told_what_to_write(cell, hint, meant):
    ((found,),) = judged([[cell]], "vi")
    assert (str(found.hint), found.meant) == (hint, meant)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Ấp, xã;Lúa\nMột;12\n", ("Ấp, xã", "Lúa")),
        ("Ấp, khu, xóm;Lúa\nMột;12,5\nHai;13\n", ("Ấp, khu, xóm", "Lúa")),
        ("Ấp\tThu; chi, nợ\nMột\t12,5\n", ("Ấp", "Thu; chi, nợ")),
        ('Ấp,"Thu; chi; nợ"\nMột,"12;5"\n', ("Ấp", "Thu; chi; nợ")),
    ],
)
def test_cells_are_parted_by_the_sign_of_which_each_line_has_as_many(text, columns):
    assert sheet_of(text).columns == columns


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Diện tích (ha)", "ha"),
        ("Tỷ lệ (%)", "%"),
        ("Thu ngân sách (triệu đồng)", "triệu đồng"),
        ("Giá (đồng/kg)", "đồng/kg"),
        ("Nước (ĐVT: m3)", "m3"),
        ("Số hộ (nghèo)", ""),
        ("Lúa (2026)", ""),
        ("Ước (triệu trở lên)", ""),
        ("(ha) lúa", ""),
        ("Số hộ", ""),
        ("Thu nhập, triệu đồng", "triệu đồng"),
        ("Sản lượng [tấn]", "tấn"),
        ("Số hộ, nghèo", ""),
        ("Xã Tân Lập [cũ]", ""),
    ],
)
def test_a_unit_in_the_name_of_a_column_is_known(name, unit):
    assert unit_in(name, "vi") == unit


def sheet_of(text):
    findings = Findings()
    sheet = read_csv(Source("a.csv", text), findings)
    assert findings.all() == ()
    return sheet


def test_a_column_is_read_alike_whichever_columns_are_shown():
    sheet = sheet_of("Ấp;Hộ;Lúa\nMột;1.200;1.5\nHai;950;2.25\n")
    for columns in ((1,), (1, 2)):
        findings = Findings()
        assert sheet.numbers(columns, "vi", findings)[0][0] is None
        assert [str(found.span) for found in findings.all()] == ["a.csv:2:5"]


def test_days_and_places_in_a_list_tell_nothing_of_the_numbers_beside_them():
    sheet = sheet_of("Ấp;Họp;Giờ;Mục;Hộ\nMột;25.11;7.30;1.10;1.350\nHai;5.12;13.30;1.9;950\n")
    (numbers,) = sheet.numbers((4,), "vi", Findings())
    assert [float(number.value) for number in numbers] == [1350, 950]


def test_days_that_name_the_rows_tell_nothing_of_the_numbers():
    sheet = sheet_of("Ngày;Hộ\n25.11;1.200\n26.11;950\n")
    (numbers,) = sheet.numbers((1,), "vi", Findings())
    assert [float(number.value) for number in numbers] == [1200, 950]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("ending", ["\n", ";;\n"])
def test_the_line_in_which_excel_names_the_separator_is_no_header(separator, quoted, ending):
    line = f"sep={separator}"
    first = f'"{line}"' if quoted else line
    sheet = sheet_of(f"{first}{ending}Năm{separator}Số hộ\n2025{separator}5\n")
    assert (sheet.columns, sheet.texts(1), sheet.numbered) == (("Năm", "Số hộ"), ("5",), (3,))


@pytest.mark.parametrize(
    ("language", "name", "code", "year"),
    [
        ("vi", "Số điện thoại", True, False),
        ("vi", "SĐT liên hệ", True, False),
        ("vi", "Hotline", True, False),
        ("vi", "Mã số thuế", True, False),
        ("vi", "Năm học", False, True),
        ("vi", " Niên độ", False, True),
        ("vi", "Số năm", False, False),
        ("vi", "Số hộ", False, False),
        ("en", "Phone", True, False),
        ("en", "Year", False, True),
        ("en", "Households", False, False),
        ("fr", "Phone", False, False),
    ],
)
def test_a_language_knows_the_names_of_columns_whose_digits_are_no_quantity(
    language, name, code, year
):
    headings = language_of(language).headings()
    assert (headings.is_code(name), headings.is_year(name)) == (code, year)
