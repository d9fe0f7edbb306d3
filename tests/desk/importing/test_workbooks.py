"""A cell of a workbook says what its sheet shows, in the language of the publication."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.xlsx.shown import number_shown
from bulletin.diagnostics import BulletinError
from tests.desk.importing.workbooks import BOLD, cells, sheet, workbook

with Path(__file__).with_name("formats.tsv").open(encoding="utf-8", newline="") as file:
    FORMATS = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("kept", "code", "shown"), FORMATS)
def test_a_number_is_shown_as_its_format_says(kept, code, shown):
    assert number_shown(kept, code, "vi") == shown


def test_another_language_has_its_own_way():
    assert number_shown("46310", "dd/mm/yyyy", "en") == "15 Oct 2026"
    assert number_shown("1200.5", "#,##0.00", "en") == "1,200.50"


def _files(data, tmp_path):
    return imported(Given("so-lieu.xlsx", data), IssuePlace(tmp_path)).files


def test_two_tables_of_a_sheet_are_two_data_files_with_the_lines_above_them(tmp_path):
    rows = [
        *(cells(1, "Bảng 1. Hộ dân"), cells(2, "Ấp", "Hộ"), cells(3, "Một", 100)),
        *(cells(6, "Bảng 2. Lúa (ha)"), cells(7, "Ấp", "Lúa"), cells(8, "Một", 12.5)),
        cells(9, "Nguồn: Thống kê xã"),
    ]
    files = _files(workbook({"Sheet1": sheet(*rows)}), tmp_path)
    article = next(data.decode() for path, data in files.items() if path.endswith(".md"))
    assert files["data/so-lieu-1.csv"].decode() == "Ấp,Hộ\nMột,100\n"
    assert files["data/so-lieu-2.csv"].decode() == 'Ấp,Lúa\nMột,"12,5"\n'
    assert ":caption: Bảng 1. Hộ dân\n" in article
    assert article.endswith(":caption: Bảng 2. Lúa (ha)\n:::\n\nNguồn: Thống kê xã\n")


def test_a_line_in_a_table_stays_in_it(tmp_path):
    rows = [cells(1, "Nội dung", "Số"), cells(2, "I. Thu"), cells(3, "Thuế", 5)]
    files = _files(workbook({"Thu chi": sheet(*rows)}), tmp_path)
    assert files["data/thu-chi-1.csv"].decode() == "Nội dung,Số\nI. Thu,\nThuế,5\n"


def test_a_cell_far_off_and_a_sheet_of_only_empty_ones_take_no_time(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    rows = [cells(1, "Ấp", "Hộ"), cells(2, "Một", 7), far]
    files = _files(workbook({"Hộ": sheet(*rows, merged="A1:XFD1"), "Trống": sheet()}), tmp_path)
    assert b"7" in b"".join(files.values())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook({"Trống": sheet()}), "no text"),
        (workbook({"A": "<worksheet><row>"}), "damaged"),
        (workbook({"A": sheet("<row><c><v>1</v></c></row>" * 20_001)}), "more paragraphs"),
    ],
    ids=["empty", "cut", "long"],
)
def test_a_workbook_without_anything_or_with_too_much_is_refused(data, words, tmp_path):
    with pytest.raises(BulletinError, match=words):
        _files(data, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_rows_with_tabs_that_are_called_xls_are_a_table(encoding, tmp_path):
    data = "Ấp\tHộ\r\nMột\t900\r\n".encode(encoding)
    (article,) = imported(Given("so-lieu.xls", data), IssuePlace(tmp_path)).files.values()
    assert "| Ấp | Hộ |\n| --- | --- |\n| Một | 900 |" in article.decode()


def test_a_page_of_a_table_that_is_called_xls_is_one_whose_bold_title_is_its_caption(tmp_path):
    page = "<table><tr><td colspan=2><b>Hộ dân</b></td></tr><tr><td>Ấp<td>Hộ</tr><tr><td>Một<td>900</tr></table>"
    files = imported(Given("so-lieu.xls", page.encode()), IssuePlace(tmp_path)).files
    assert b":caption: H\xe1\xbb\x99 d\xc3\xa2n\n" in b"".join(files.values())
    assert files["data/so-lieu-1.csv"].decode() == "Ấp,Hộ\nMột,900\n"


def test_tables_side_by_side_are_two(tmp_path):
    rows = [
        cells(1, "Ấp", "Hộ", None, "Lúa", "Ha", "Tấn"),
        cells(2, "Một", 100, None, "Hè thu", 90, 500),
    ]
    files = _files(workbook({"Hai bảng": sheet(*rows)}), tmp_path)
    assert files["data/hai-bang-1.csv"].decode() == "Ấp,Hộ\nMột,100\n"
    assert "| Hè thu | 90 | 500 |" in b"".join(files.values()).decode()
    hidden = '<cols><col min="3" max="3" hidden="1"/></cols>'
    files = _files(workbook({"Một bảng": sheet(*rows, before=hidden)}), tmp_path)
    assert b"Ha,T\xe1\xba\xa5n\nM\xe1\xbb\x99t,100" in files["data/mot-bang-1.csv"]


def test_a_title_and_a_unit_in_one_row_stand_above_the_table(tmp_path):
    rows = [
        cells(1, ("Dân số xã", BOLD), None, "ĐVT: người"),
        cells(2, ("Ấp", BOLD), ("Nam", BOLD), ("Nữ", BOLD)),
        cells(3, "Một", 10, 12),
    ]
    files = _files(workbook({"Sheet1": sheet(*rows)}), tmp_path)
    assert files["data/dan-so-xa-1.csv"].decode() == "Ấp,Nam,Nữ\nMột,10,12\n"
    assert b"\n\xc4\x90VT: ng\xc6\xb0\xe1\xbb\x9di\n" in b"".join(files.values())


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="99999999999999999999"><v>1</v></c><c><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="ZZZ9999999"><v>2</v></c></row>',
        '<row r="1"><c><v>1e308</v></c><c t="s"><v>7</v></c><c s="-1"><v>nan</v></c></row>',
    ],
)
def test_places_and_figures_that_there_are_not_do_no_harm(rows, tmp_path):
    lies = '<cols><col min="x" hidden="1"/><col min="9" max="99999999999" hidden="1"/></cols>'
    for before in ("", lies):
        assert _files(workbook({"A": sheet(rows, cells(2, "a", "b"), before=before)}), tmp_path)
