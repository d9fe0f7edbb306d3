"""Numbers that no program writes into a file: Python reads none of more than 4,300 figures."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.xlsx.shown import number_shown
from tests.desk.importing import drawn, passed_over, word, workbooks

CASES = Path(__file__).with_name("cases")


def _outlined() -> bytes:
    """A heading by its level alone."""
    document = Document()
    heading = document.add_paragraph("Tin của ấp").paragraph_format.element.get_or_add_pPr()
    heading.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    document.add_paragraph("Đoạn văn bản.")
    return word.saved(document)


def _shared() -> bytes:
    """Texts that cells share."""
    texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
    rows = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in (1, 2))
    made = workbooks.sheet(*rows, workbooks.cells(3, "Hai", 2))
    return workbooks.workbook({"A": made}, xl__sharedStrings_xml=texts % b"<si><t>Mot</t></si>")


DOCUMENTS = {
    **{name: word.DOCUMENTS[name] for name in ("newsletter", "writer")},
    **passed_over.DOCUMENTS,
    **workbooks.DOCUMENTS,
    **drawn.DOCUMENTS,
    "outlined": (".docx", _outlined),
    "shared": (".xlsx", _shared),
    "google-docs": (".html", (CASES / "google-docs" / "input.html").read_bytes),
}
NUMBER = re.compile(rb'(?<==")-?[0-9]+(?=")|(?<=<v>)[0-9]+(?=</v>)')


@pytest.mark.parametrize("written", [b"9" * 5000, b"-" + b"9" * 5000, b"x"], ids=["+", "-", "x"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_is_imported_all_the_same(name, written, tmp_path):
    ending, make = DOCUMENTS[name]
    assert imported(Given(f"{name}{ending}", _with(make(), written)), IssuePlace(tmp_path)).files


def _with(data: bytes, number: bytes) -> bytes:
    """A file in which each number stands for another one."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return NUMBER.sub(number, data)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as written:
        for part in given.namelist():
            held = given.read(part)
            written.writestr(part, NUMBER.sub(number, held) if part.endswith(".xml") else held)
    return made.getvalue()


def test_a_line_that_a_page_numbers_otherwise_is_no_place(tmp_path):
    page = '<h1 data-line="a">Tin</h1><p data-line="99">Một <u data-line="{}">hai</u>.</p>'
    for number in ("", "x", "9" * 5000):
        given = Given("trang.html", page.format(number).encode())
        assert imported(given, IssuePlace(tmp_path)).files


CODES = {
    "no bound": "[>.]0",
    "two points in a bound": "[>1.2.3]0",
    "long fraction": f"# ?/{'9' * 5000}",
    "many per cent": "0" + "%" * 60,
    "very many per cent": "0" + "%" * 5000,
    "many places": "0." + "0" * 5000,
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
@pytest.mark.parametrize("kept", ["5", "-123456789012345", "1e-9"])
def test_a_format_that_no_program_has_shows_a_number(code, kept):
    assert number_shown(kept, code, "vi")
