"""Keywords that a file brings become the topics of its article."""

from __future__ import annotations

import io

import docx
import pytest
import yaml

from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.reading import topics_in
from bulletin.desk.importing.remarks import report
from tests.conftest import SMALL


@pytest.mark.parametrize(
    ("value", "topics"),
    [
        ("đường sá; y tế,Mưa lũ", ["đường sá", "y tế", "Mưa lũ"]),
        (["đường sá", "y  tế", 2026], ["đường sá", "y tế", "2026"]),
        ("#nongthonmoi, Y tế, y tế, y-te", ["nongthonmoi", "Y tế"]),
        ("?!; ；, ", []),
        ("Một câu dài không phải là một chủ đề nào cả vì nó nói hết cả bài viết này", []),
        (None, []),
        ({"a": 1}, []),
        ([["sâu"], {"a": 1}, True], ["True"]),
        (",".join(f"chủ đề {n}" for n in range(20)), [f"chủ đề {n}" for n in range(12)]),
    ],
)
def test_keywords_are_cut_to_what_can_be_topics(value, topics):
    assert topics_in(value) == topics


def test_the_keywords_of_a_word_file_are_its_topics_and_an_editor_is_told():
    made, data = docx.Document(), io.BytesIO()
    made.core_properties.keywords = "đường sá; cầu"
    made.add_heading("Bắc cầu", 0)
    made.add_paragraph("Cầu mới dài hai mươi mét, xe ba gác qua được.")
    made.save(data)
    place = IssuePlace.of_issue(SMALL / "2026-11")
    found = imported(Given("cau.docx", data.getvalue()), place)
    (text,) = (one.decode() for path, one in found.files.items() if path.endswith(".md"))
    assert yaml.safe_load(text.split("---")[1])["topics"] == ["đường sá", "cầu"]
    assert "đường sá, cầu" in report("cau.docx", list(found.files), found.remarks)
