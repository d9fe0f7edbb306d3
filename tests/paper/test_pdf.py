"""The PDF edition: whole, accessible, archival, the same each time."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from bulletin.art.fonts import faces_of
from bulletin.art.qr_symbol import read_all
from bulletin.composition import Composition
from bulletin.document import Media, plain_text, walk
from bulletin.editions.base import editions
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.provenance.pdf_signing import sign_pdf, signer_from
from bulletin.provenance.pdf_stamp import Stamp
from tests.conftest import SAMPLE
from tests.paper.press import LAST, elements, job_of, paper, pictures, words
from tests.publish import authority as ca
from tests.validators import verapdf

pytestmark = pytest.mark.xdist_group("pdf")


def pdf_of(root: Path, folder: Path, issue_id: str = "2026-11") -> tuple[bytes, Composition]:
    folder.mkdir(parents=True, exist_ok=True)
    job = job_of(root, folder, issue_id)
    assert list(PdfEdition().make(job, folder)) == []
    return (folder / f"{job.composition.issue.file_stem}.pdf").read_bytes(), job.composition


@pytest.fixture(scope="module")
def every(tmp_path_factory) -> tuple[bytes, Composition]:
    """An issue that uses every directive, in one column and in two."""
    folder = tmp_path_factory.mktemp("every")
    return pdf_of(paper("every", folder), folder / "out")


@pytest.fixture(scope="module")
def opened(every):
    with pikepdf.open(io.BytesIO(every[0])) as pdf:
        yield pdf


# -- conformance ---------------------------------------------------------------------------


def test_every_directive_conforms_to_pdf_ua_1_and_pdf_a_2a(every, tmp_path):
    file = tmp_path / "every.pdf"
    file.write_bytes(every[0])
    assert verapdf.failures(file) == []


def test_an_issue_with_a_signature_that_is_shown_still_conforms(tmp_path):
    data, composition = pdf_of(paper("brief", tmp_path), tmp_path / "out")
    office = ca.authority(tmp_path)
    face = faces_of(composition.theme).display[0].file
    stamp = Stamp(("Đã ký số", "UBND xã Thử Nghiệm"), face)
    with signer_from(office.p12, ca.PASSWORD) as signer, ca.stamping(office) as address:
        signed = sign_pdf(data, signer, timestamp=address, stamp=stamp, title="Chữ ký số")
    (tmp_path / "signed.pdf").write_bytes(signed)
    assert verapdf.failures(tmp_path / "signed.pdf") == []


def test_the_sample_conforms_to_pdf_ua_1_and_pdf_a_2a_and_is_small(tmp_path):
    data, composition = pdf_of(
        SAMPLE, tmp_path, max(p.parent.name for p in SAMPLE.glob("*/issue.yaml"))
    )
    file = tmp_path / f"{composition.issue.file_stem}.pdf"
    assert verapdf.failures(file) == []
    assert len(data) < 3_000_000


def test_the_judge_can_condemn(tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
    broken = {failure.split()[0] for failure in verapdf.failures(tmp_path / "blank.pdf")}
    assert broken == {"PDFUA-1", "PDFA-2A"}


# -- what readers of the file meet ---------------------------------------------------------


def test_it_names_its_title_language_and_publisher(opened):
    assert str(opened.docinfo["/Title"]) == "Bản tin xã Thử Nghiệm số 11: Mọi chỉ dẫn"
    assert str(opened.docinfo["/Author"]) == "UBND xã Thử Nghiệm"
    assert str(opened.Root.Lang) == "vi"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_covers_are_labelled_by_name_and_pages_by_number(opened):
    labels = [page.label for page in opened.pages]
    inner = [str(number) for number in range(2, len(labels))]
    assert labels == ["Bìa trước", *inner, "Bìa sau"]


def test_bookmarks_follow_the_contents(opened, every):
    _, composition = every
    with opened.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    titles = {a.slug: plain_text(a.title.children) for a in composition.articles}
    wanted = [
        (section.title, [titles[article.slug] for article in section.articles])
        for section in composition.issue.sections
    ]
    assert found[: len(wanted)] == wanted
    assert [title for title, _ in found[len(wanted) :]] == ["Thông tin xuất bản"]


def test_the_contents_give_the_page_of_each_article(opened, every):
    data, composition = every
    text = words(data)
    pages = {page.objgen: number for number, page in enumerate(opened.pages, start=1)}
    names = opened.Root.Names.Dests.Names
    places = {str(names[i]): pages[names[i + 1][0].objgen] for i in range(0, len(names), 2)}
    linked = {str(a.Dest) for a in opened.pages[1].Annots}
    for article in composition.articles:
        number = places[article.slug]
        assert article.slug in linked
        assert str(number) in text[1].split()
        assert str(number) in text[number - 1].split()
        assert plain_text(article.title.children) in text[number - 1]


def test_running_heads_name_section_and_issue(every):
    page = next(page for page in words(every[0]) if "Danh sách" in page)
    assert "Phần thứ nhất" in page
    assert "Bản tin xã Thử Nghiệm số 11" in page


def test_footnotes_are_notes_with_ids_and_their_marks_references(opened, every):
    _, composition = every
    notes = [str(e.ID) for e in elements(opened) if Name.Note == e.S]
    written = [note.id for article in composition.articles for note in article.footnotes]
    assert sorted(notes) == sorted(written)
    assert sum(Name.Reference == e.S for e in elements(opened)) >= len(written)


def test_footnotes_of_one_column_stand_at_the_foot_of_their_page(every):
    page = next(page for page in words(every[0]) if "Danh sách" in page)
    assert page.index("Chú thích thứ nhất") > page.index("nhánh một")


def test_a_list_begins_with_the_number_that_is_written(every):
    page = next(page for page in words(every[0]) if "Danh sách" in page)
    assert {"5.", "6.", "7."} <= set(page.split())
    assert not {"1.", "2.", "3."} & set(page.split())


def test_every_link_says_where_it_leads(opened):
    shown = [
        str(annotation.Contents)
        for page in opened.pages
        for annotation in page.get("/Annots", [])
        if "/Dest" in annotation
    ]
    assert "Mọi chỉ dẫn trong một cột" in shown
    assert "Chú thích 1" in shown
    assert not [text for text in shown if re.fullmatch(r"[a-z0-9-]+", text)]


def test_no_link_lies_twice_on_one_place(opened):
    for page in opened.pages:
        places = [(tuple(map(float, a.Rect)), str(a.Contents)) for a in page.get("/Annots", [])]
        for number, (rect, target) in enumerate(places):
            for other, same in places[number + 1 :]:
                inside = rect[0] <= other[0] and other[2] <= rect[2]
                beside = rect[1] <= other[1] and other[3] <= rect[3]
                assert not (target == same and inside and beside), target


def test_pictures_tell_what_they_show_and_charts_their_figures(opened):
    figures = [str(e.Alt) for e in elements(opened) if Name.Figure == e.S]
    assert "Ảnh trong cột" in figures
    chart = next(alt for alt in figures if alt.startswith("Biểu đồ kiểu line"))
    assert "Mưa (mm): Tháng 8 210; Tháng 9 310,5; Tháng 10 280" in chart
    assert "Nắng (mm): Tháng 8 140; Tháng 9 120; Tháng 10 không có" in chart


def test_tables_have_headers_for_columns_and_rows(opened):
    heads = [e for e in elements(opened) if e.S == Name.TH]
    cells = [e for e in elements(opened) if e.S == Name.TD and len(e.A.get("/Headers", []))]
    assert len(heads) > 10
    assert max(len(cell.A.Headers) for cell in cells) == 2


def test_document_numbers_can_be_searched(every):
    text = " ".join(words(every[0]))
    for wanted in ("06/QĐ-TTg", "12/2026/NQ-HĐND", "0274 3822 825", "2,46 m", "35 cm"):
        assert wanted in text


# -- codes ---------------------------------------------------------------------------------


def test_the_back_cover_leads_to_the_issue(every):
    data, composition = every
    assert read_all(pictures(data, pages=LAST)[0]) == [composition.issue.address]
    assert "thu.example/2026-11" in words(data)[-1]


def test_each_film_and_sound_has_a_code_for_its_place_in_the_hosted_copy(every):
    data, composition = every
    wanted = {
        f"{composition.issue.address}#{block.id}"
        for article in composition.articles
        for block in walk(*article.body)
        if isinstance(block, Media)
    }
    codes = {text for page in pictures(data, 200)[:-1] for text in read_all(page)}
    # Cards for questions and broadcasts have codes that lead elsewhere.
    assert {code for code in codes if code.startswith(composition.issue.address)} == wanted
    assert len(wanted) == 4


# -- the same each time --------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_kept")
def test_it_holds_the_time_of_the_job_and_no_other(tmp_path):
    data, _ = pdf_of(paper("brief", tmp_path), tmp_path / "out")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261125083000")
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20261125083000")


def test_every_font_is_the_themes_own_and_embedded(opened):
    names = set()
    for page in opened.pages:
        for font in page.Resources.Font.values():
            names.add(str(font.BaseFont).partition("+")[2])
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert {re.sub(r"[-,].*", "", name.replace("-", " ", 2)) for name in names} <= {
        "Be Vietnam Pro",
        "Source Serif 4",
    }


def test_the_edition_is_installed_and_made_unasked():
    edition = editions()["pdf"]
    assert isinstance(edition, PdfEdition)
    assert edition.standard
    assert {"weasyprint", "pikepdf"} <= set(edition.versions())
