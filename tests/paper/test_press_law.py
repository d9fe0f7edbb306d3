"""`profile: ban-tin` on paper: what first and last page show, and what is said when they do not."""

from __future__ import annotations

import io

import pikepdf
import pytest

from bulletin.codes import BULLETIN_FIRST_PAGE, BULLETIN_LAST_PAGE, BULLETIN_PAGES
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.paper.press_law import press_law_faults
from tests.paper.press import job_of, paper, words

pytestmark = pytest.mark.xdist_group("pdf")

PROFILE = """voice: off
profile: ban-tin
page: 190x270
printer: Nhà in Sông Lá, phường Long Hưng
print_run: 1200
frequency: Mỗi tháng một kỳ
"""
LICENCE = "Giấy phép xuất bản bản tin số 12/GP-STTTT ngày 05/01/2026"


def lawful(folder, theme="default"):
    """A small bulletin that is as the law wants it."""
    root = paper("brief", folder, publication_yaml=("voice: off\n", PROFILE))
    file = root / "publication.yaml"
    text = file.read_text(encoding="utf-8").replace("Giấy phép số 1/GP", LICENCE)
    text = text.replace(
        "[{name: Nguyễn Thị Mai}]", "[{name: Lê An, role: Chịu trách nhiệm xuất bản}]"
    )
    text = text.replace(
        "publisher: {name: UBND xã Nhỏ}", "publisher: {name: Ủy ban nhân dân xã Nhỏ}"
    )
    file.write_text(f"{text}theme: {theme}\n", encoding="utf-8")
    return root


def made(root):
    """The PDF, and what its edition says of it."""
    out = root / "out"
    out.mkdir()
    job = job_of(root, out)
    findings = PdfEdition().make(job, out)
    return (out / f"{job.composition.issue.file_stem}.pdf").read_bytes(), findings


@pytest.mark.parametrize("theme", ["default", "school"])
def test_first_and_last_page_show_what_the_law_wants(theme, tmp_path):
    data, findings = made(lawful(tmp_path, theme))
    assert findings == ()
    pages = words(data)
    shown = pages[0]
    lines = ["BẢN TIN", "Nhỏ", "Ủy ban nhân dân xã Nhỏ", "ngày 25 tháng 11 năm 2026"]
    places = [shown.index(line) for line in lines]
    assert places == sorted(places)  # the words, the name, then publisher and day below it
    for line in (LICENCE, "Nhà in Sông Lá", "1.200", "Mỗi tháng một kỳ", "Lê An"):
        assert line in pages[-1]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        points = [float(value) for value in pdf.pages[0].mediabox[2:]]
    assert [round(value / 72 * 25.4) for value in points] == [190, 270]


def pages(count):
    """A PDF of so many empty pages."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


def test_pages_that_leave_it_out_are_told_what_they_lack(tmp_path):
    composition = job_of(lawful(tmp_path), tmp_path).composition
    first, last = press_law_faults(pages(2), composition)
    assert (first.code, last.code) == (BULLETIN_FIRST_PAGE, BULLETIN_LAST_PAGE)
    assert first.message == (
        "the first page does not show the words BẢN TIN, the name, the publisher, the date"
    )
    assert last.message == (
        "the last page does not show the licence, the printer, the print run, the frequency,"
        " who is responsible"
    )
    assert not any(finding.is_error for finding in (first, last))
    assert all("Article 34" in finding.hint for finding in (first, last))


def test_more_than_64_pages_are_counted(tmp_path):
    composition = job_of(lawful(tmp_path), tmp_path).composition
    said = [f for f in press_law_faults(pages(65), composition) if f.code == BULLETIN_PAGES]
    assert [finding.message for finding in said] == [
        "the PDF has 65 pages, and a bulletin 64 at the most"
    ]
    assert str(said[0].span).startswith("publication.yaml:")
    codes = {finding.code for finding in press_law_faults(pages(64), composition)}
    assert BULLETIN_PAGES not in codes


def test_without_the_profile_nothing_is_asked_and_nothing_shown(tmp_path):
    composition = job_of(paper("brief", tmp_path), tmp_path).composition
    assert [*press_law_faults(pages(65), composition)] == []
