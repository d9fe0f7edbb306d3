"""A theme is templates, style sheets and strings: each sets the same issue in its own way."""

from __future__ import annotations

import pytest

from bulletin.art.colours import AAA, colours_of, contrast
from bulletin.art.qr_symbol import read_all
from bulletin.editions.pdf.edition import PdfEdition
from tests.paper.press import LAST, job_of, paper, pictures, words
from tests.validators import verapdf

pytestmark = pytest.mark.xdist_group("pdf")

GROUNDS = {
    "ink": ("paper", "accent_soft", "warning_soft", "danger_soft", "warm"),
    "quiet": ("paper", "accent_soft"),
    "accent_text": ("paper", "accent_soft"),
    "on_accent": ("accent_ground",),
    "warning": ("warning_soft",),
    "danger": ("danger_soft",),
}
"""What themes write in a colour, and on which."""


@pytest.mark.parametrize("theme", ["default", "school"])
def test_text_has_the_contrast_of_level_aaa(theme, tmp_path):
    named = {"publication_yaml": ("name: default", f"name: {theme}")}
    colours = colours_of(job_of(paper("every", tmp_path, **named), tmp_path).composition.theme)
    pairs = [(text, ground) for text, grounds in GROUNDS.items() for ground in grounds]
    weak = [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < AAA]
    assert weak == []


def test_the_second_theme_sets_every_directive_to_both_standards(tmp_path):
    """The article in two columns, which also holds what stands across both, has every directive."""
    first = "  - title: Phần thứ nhất\n    articles: [01-mot-cot.md]\n"
    named = {
        "publication_yaml": ("name: default", "name: school"),
        "2026_11_issue_yaml": (first, ""),
        "2026_11_02_hai_cot_md": ("01-mot-cot.md", "03-ngan.md"),
        "2026_11_03_ngan_md": ("Bài này", "## Danh sách {#danh-sach}\n\nBài này"),
    }
    job = job_of(paper("every", tmp_path, **named), tmp_path)
    assert list(PdfEdition().make(job, tmp_path)) == []
    (file,) = tmp_path.glob("*.pdf")
    assert verapdf.failures(file) == []
    data = file.read_bytes()
    assert job.composition.issue.address in read_all(pictures(data, pages=LAST)[0])
    text = words(data)
    assert "Mở trang nào đây?" in text[1]
    assert not [number for number, page in enumerate(text) if not page]
