"""Long figures stay in their cards, unbroken: on paper, on a phone, in a book."""

from __future__ import annotations

import pytest

from bulletin.editions.pdf.edition import PdfEdition
from bulletin.editions.web import WebEdition
from tests.editions.bookshop import job_of
from tests.paper.press import words

FIGURES = ("1.234.567.890", "12.345,67", "1.234.567.890.123", "24.567.890", "98.765.432.100,5")
CARDS = """:::{stats}
- {value: "1.234.567.890", unit: đồng, label: Thu ngân sách}
- {value: "12.345,67 tỷ", label: Tổng vốn đầu tư}
- {value: 98, unit: "%", label: Hộ có nước}
- {value: "1.234.567.890.123", label: Tổng, note: Ghi chú}
:::
"""
QUOTED = """> :::{stats}
> - {value: "24.567.890", unit: kWh/người/năm, label: Điện}
> - {value: "98.765.432.100,5", unit: triệu đồng, label: Tiền}
> :::
"""
BOXED = """
::::{ask} Hỏi
:form: https://a.example/hoi
:::{stats}
- {value: 206140, label: Hộ đã nhận}
- {value: 974923, label: Người}
- {value: 617357, label: Lượt}
- {value: 3, label: Ấp}
:::
::::
"""
IN_BOXES = ("206.140", "974.923", "617.357")


@pytest.fixture
def figured(small):
    def made(*bodies, front="", theme="default"):
        for article, body in zip(sorted((small / "2026-11").glob("0*.md")), bodies, strict=False):
            text = f"---\ntitle: Số liệu dài\n{front}---\nChữ.\n\n{body}"
            article.write_text(text, encoding="utf-8")
        settings = small / "publication.yaml"
        silent = settings.read_text(encoding="utf-8").replace("{engine: espeak}", "off")
        settings.write_text(f"{silent}theme: {{name: {theme}}}\n", encoding="utf-8")
        return small

    return made


@pytest.mark.xdist_group("pdf")
@pytest.mark.parametrize(("theme", "columns"), [("default", "two"), ("school", "one")])
def test_long_figures_stay_whole_on_paper(theme, columns, figured, tmp_path):
    # Each in an article of its own: WeasyPrint tries cards again at every height of the columns.
    root = figured(CARDS, QUOTED + BOXED, front=f"layout: {columns}\n", theme=theme)
    assert list(PdfEdition().make(job_of(root, tmp_path), tmp_path)) == []
    (file,) = tmp_path.glob("*.pdf")
    text = " ".join(words(file.read_bytes()))
    assert [figure for figure in (*FIGURES, *IN_BOXES) if figure not in text] == []


def test_long_figures_stay_in_their_cards_on_a_phone(figured, tmp_path, browser):
    folder = tmp_path / "web"
    WebEdition().make(job_of(figured(f"{CARDS}\n{QUOTED}"), tmp_path), folder)
    with browser.new_page(viewport={"width": 360, "height": 800}) as page:
        page.goto((folder / "mua-lu.html").as_uri())
        cards = page.evaluate(
            """() => [...document.querySelectorAll('.stat')].map(card => {
                const words = document.createRange(); words.selectNodeContents(card);
                const figure = card.querySelector('b');
                return [figure.textContent, figure.getClientRects().length,
                    words.getBoundingClientRect().right - card.getBoundingClientRect().right];
            })"""
        )
    assert len(cards) == 6
    assert [name for name, lines, over in cards if over > 0 or lines > 1] == []
