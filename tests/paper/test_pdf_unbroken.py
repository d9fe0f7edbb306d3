"""Lines that are not torn apart where it hurts."""

from __future__ import annotations

import pytest

from bulletin.document import InlineCode, Sentence, Styled, Text, plain_text
from bulletin.languages import language_of
from bulletin.paper.issue_html import Medium, PrintedDocument
from bulletin.paper.markup.unbroken import JOINER, Unbroken, untie
from bulletin.xhtml import append, element, to_html
from tests.paper.press import job_of, paper

VIETNAMESE = Unbroken(language_of("vi").ties())

CASES = {
    "nước lên 2,46 m": "nước lên 2,46 |m",
    "sâu 35 cm trong 4 giờ": "sâu 35 |cm trong 4 |giờ",
    "ngập 35 cmx": "ngập 35 cmx",
    "vốn 42,6 tỷ đồng": "vốn 42,6 |tỷ |đồng",
    "góp 277,5 triệu đồng": "góp 277,5 |triệu |đồng",
    "Quyết định 06/QĐ-TTg": "Quyết định 06/|QĐ-|TTg",
    "số 12/2026/NQ-HĐND": "số |12/|2026/|NQ-|HĐND",
    "Nghị quyết NQ-HĐND": "Nghị quyết NQ-|HĐND",
    "ngày 20/11/2026": "ngày |20/|11/|2026",
    "sáng 26-10-2026": "sáng 26-|10-|2026",
    "nặng 15-20 kg": "nặng 15-|20 |kg",
    "khoản 2 Điều 7": "khoản |2 Điều |7",
    "báo động II, quý I": "báo động |II, quý |I",
    "gọi 0274 3822 825": "gọi 0274 |3822 |825",
    "từ 5 – 7 phút": "từ |5 |– |7 |phút",
    "nhà – vườn": "nhà |– vườn",
    "21,3 triệu đồng/ha": "21,3 |triệu |đồng/|ha",
    "bảy tấn/ha": "bảy tấn/|ha",
    "cha/mẹ học sinh-sinh viên": "cha/mẹ học sinh-sinh viên",
    "https://a.example/1-2/3": "https://a.example/1-2/3",
    "a-1@b-2.example": "a-1@b-2.example",
    "": "",
}


@pytest.mark.parametrize("text", CASES)
def test_numbers_stay_with_units_and_document_numbers_whole(text):
    assert VIETNAMESE.text(text).replace(JOINER, "|") == CASES[text]


def test_nothing_but_joiners_is_added():
    for text in CASES:
        assert VIETNAMESE.text(text, ending=True).replace(JOINER, "") == text


def test_a_paragraph_does_not_end_in_a_line_of_one_short_word():
    text = "Ông bảo nó ra đứng đó, nhìn nước thêm nửa giờ rồi hãy về nhà ăn cơm."
    assert VIETNAMESE.text(text, ending=True).replace(JOINER, "|").endswith("về nhà |ăn |cơm.")
    assert VIETNAMESE.text(text) == text


def test_names_in_titles_stay_in_one_line():
    assert VIETNAMESE.title("Người canh ở Bến Gỗ").replace(JOINER, "|") == "Người canh ở Bến |Gỗ"
    assert VIETNAMESE.title("A B C D E").replace(JOINER, "|") == "A |B |C D |E"
    long = VIETNAMESE.title("Alexander Washington Montgomery").replace(JOINER, "|")
    assert long == "Alexander |Washington Montgomery"


def test_a_title_is_untied_over_the_edges_of_styles():
    made = element("h2", element("b", "ỦY"), f" {JOINER}BAN ", element("b", f"{JOINER}A 5"))
    append(made, f" {JOINER}cm")
    untie(made, f"ỦY BAN A 5 {JOINER}cm")
    assert to_html(made) == f"<h2><b>ỦY</b> BAN <b>A 5</b> {JOINER}cm</h2>"


def test_joiners_reach_over_the_edges_of_styles_and_sentences(tmp_path):
    job = job_of(
        paper(
            "brief",
            tmp_path,
            **{"2026_11_01_bai_md": ("Câu trong mục một", "Sâu **35** cm, `1/2 m`")},
        ),
        tmp_path,
    )
    article = job.composition.articles[0]
    changed = VIETNAMESE.article(article)
    before, after = article.body[-1].children, changed.body[-1].children
    assert plain_text(after).replace(JOINER, "") == plain_text(before)
    sentence = after[0]
    assert isinstance(sentence, Sentence)
    assert sentence.id == before[0].id
    assert isinstance(sentence.children[1], Styled)
    assert sentence.children[2] == Text(f" {JOINER}cm, ")
    assert sentence.children[3] == InlineCode("1/2 m")


def test_no_line_ends_before_the_mark_of_a_note(tmp_path):
    job = job_of(paper("every", tmp_path), tmp_path)
    drafts = [one for part in PrintedDocument(job, Medium()).drafts() for one in part]
    marks = [mark for one in drafts for mark in one.frame.iter("sup") if mark.get("class")]
    assert [mark[0].text[0] for mark in marks] == [JOINER] * len(marks) != []
