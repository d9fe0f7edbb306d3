"""Lines that are counted without WeasyPrint are the lines that WeasyPrint sets."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from types import SimpleNamespace

import pypdfium2
import pytest
from weasyprint.formatting_structure import boxes

from bulletin.art.fonts import faces_of
from bulletin.languages import language_of
from bulletin.paper import typesetter
from bulletin.paper.drafts import Draft
from bulletin.paper.fetcher import Shelf
from bulletin.paper.markup.drop_capital import raise_first_letter
from bulletin.paper.markup.line_breaking import font_of, lines_of
from bulletin.paper.markup.unbroken import Unbroken
from bulletin.paper.measuring.measure import Ruler
from bulletin.paper.measuring.probes import boxes_of, rich_of
from bulletin.paper.typesetter import lay_out, listening, own_fonts, styles, write
from bulletin.xhtml import element, to_html
from tests.bench.narration import sentences
from tests.paper.press import job_of, paper

SIZE = 14.0
INDENT = 16.0
EXTRAS = (
    "Chống dịch Covid-19 và bệnh do virus A/H5N1 ở các xã ven sông từ ngày 15-10-2026 đến nay.",
    "Theo Quyết định số 06/QĐ-TTg, mỗi hộ được hỗ trợ 35 triệu đồng/ha – mức cao nhất xưa nay.",
    "Ông Y-Bhiu ở buôn Ea-Kmat kể chuyện xóm-làng, chợ-búa, nương-rẫy và lễ mừng lúa-mới-về-kho.",
)


@pytest.mark.parametrize("width", [220, 306, 476])
def test_a_paragraph_has_as_many_lines_as_are_counted(tmp_path, width):
    prose = sentences()
    texts = [
        Unbroken(language_of("vi").ties()).text(" ".join(islice(prose, 1 + n % 5)), ending=True)
        for n in range(60)
    ]
    texts += [Unbroken(language_of("vi").ties()).text(text) for text in EXTRAS]
    theme = job_of(paper("brief", tmp_path), tmp_path).composition.theme
    faces, shelf, fonts = faces_of(theme), Shelf(theme, tmp_path), own_fonts()
    style = f"p{{width:{width}px;font:{SIZE}px {faces.stack('text')};text-indent:{INDENT}px}}"
    sheets, _ = styles([("faces", faces.css(shelf.face)), ("page", style)], shelf, fonts)
    page = element("main", *(element("p", text) for text in texts), lang="vi")
    with listening():
        document = lay_out(to_html(page), sheets, shelf, fonts, None)
    font = font_of(faces.named([faces.text[0].family], 400, "normal").file, 400, SIZE)
    counted = [lines_of(font.words(text), width / SIZE, INDENT / SIZE) for text in texts]
    assert counted == _set(document)


@pytest.mark.parametrize(
    "words",
    [
        ("Nhà thiệt hại vì đợt nước tháng Mười xem ở mục ", "\u2060Hỏi \u2060– \u2060đáp", "."),
        ("Mọi thắc mắc xin gọi cho ông ", "Trần Văn Út", " ở nhà văn hóa ấp Tân Lợi."),
        ("Đến hết ", "tháng Mười", " đã có 27 hộ, trong đó ", "12 hộ", " ở ấp Gò Dưa."),
    ],
)
def test_words_before_a_link_fill_their_line_at_every_width(tmp_path, words):
    theme = job_of(paper("brief", tmp_path), tmp_path).composition.theme
    faces, shelf, fonts = faces_of(theme), Shelf(theme, tmp_path), own_fonts()
    widths = range(90, 480, 3)
    style = f"p{{font:{SIZE}px {faces.stack('text')}}}"
    style += "".join(f"#w{px}{{width:{px}px}}" for px in widths)
    sheets, _ = styles([("faces", faces.css(shelf.face)), ("page", style)], shelf, fonts)
    page = element("main", *(element("p", *_linked(words), id=f"w{px}") for px in widths))
    with listening():
        document = lay_out(to_html(page), sheets, shelf, fonts, None)
    font = font_of(faces.named([faces.text[0].family], 400, "normal").file, 400, SIZE)
    counted = [lines_of(font.words("".join(words)), px / SIZE) for px in widths]
    assert counted == _set(document)


def test_a_word_in_several_elements_that_no_line_holds_fills_its_lines(tmp_path):
    theme = job_of(paper("brief", tmp_path), tmp_path).composition.theme
    faces, shelf, fonts = faces_of(theme), Shelf(theme, tmp_path), own_fonts()
    width = 150
    style = f"p{{width:{width}px;font:{SIZE}px {faces.stack('text')};overflow-wrap:break-word}}"
    sheets, _ = styles([("faces", faces.css(shelf.face)), ("page", style)], shelf, fonts)
    long = "bantinxatanphuoc" * 5
    texts = (("(", long, ")."), (long[:7], long[7:9], long), tuple(long), ("Về “", long, "” rồi"))
    page = element("main", *(element("p", *_linked(words)) for words in texts))
    with listening():
        document = lay_out(to_html(page), sheets, shelf, fonts, None)
    lines = [[_set_in(line) for line in of] for of in _lines(document).values()]
    said = ["".join(text for text, _ in of) for of in lines]
    assert said == ["".join(words).replace("Về ", "Về") for words in texts]
    assert {max(end for _, end in of) <= width for of in lines} == {True}
    assert {min(end for _, end in of[:-1]) > width - SIZE for of in lines[:3]} == {True}


def _set_in(line):
    """What stands in a line, and where in its paragraph it ends."""
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    last = texts[-1]
    return "".join(box.text for box in texts), last.position_x + last.width - line.position_x


def _linked(words):
    return [element("a", word) if index % 2 else word for index, word in enumerate(words)]


def _set(document):
    """How many lines each paragraph has, on all the pages on which it stands."""
    return [len(lines) for lines in _lines(document).values()]


def _lines(document):
    """The lines of each paragraph."""
    found = {}
    for page in document.pages:
        for line in page._page_box.descendants():  # noqa: SLF001, it has no other way in
            if isinstance(line, boxes.LineBox) and line.element_tag == "p":
                found.setdefault(line.element, []).append(line)
    return found


def test_a_set_of_own_fonts_is_begun_without_a_complaint_on_the_terminal(capfd):
    own_fonts()
    assert capfd.readouterr() == ("", "")


def test_new_words_in_a_plain_paragraph_are_counted_without_being_set(tmp_path):
    theme = job_of(paper("brief", tmp_path), tmp_path).composition.theme
    faces, shelf, fonts = faces_of(theme), Shelf(theme, tmp_path), own_fonts()
    style = f"p{{width:200px;font:{SIZE}px {faces.stack('text')}}}"
    sheets, _ = styles([("faces", faces.css(shelf.face)), ("page", style)], shelf, fonts)
    kept, laid = {}, []

    def lay(body, _):
        laid.append(body)
        with listening():
            return lay_out(f"<html lang=vi>{body}", sheets, shelf, fonts, None)

    def keep(htmls, make):
        missing = [name for name, html in htmls.items() if html not in kept]
        kept.update((htmls[name], data) for name, data in make(missing).items())
        return {name: kept[html] for name, html in htmls.items()}

    def measured(text):
        paragraph = element("p", text)
        paragraph.set("data-probe", "a/0")
        ruler = Ruler(theme.page_settings, faces, lay, keep)
        return ruler.measured({"a": [paragraph]})["a"]["a/0"]

    short, long = measured("Nước về."), measured(f"Nước {' '.join(EXTRAS)}")
    assert len(laid) == 1
    assert long.lines > short.lines == 1
    kept.clear()
    assert measured(f"Nước {' '.join(EXTRAS)}") == long


def test_new_words_in_a_paragraph_with_more_than_letters_have_nothing_else_set():
    def probes(words, unit):
        rich = element("p", element("span", "Đ", class_="drop-capital"), words)
        rest = element("table", element("tr", element("td", unit)))
        body = element("div", rich, rest, class_="article-body")
        draft = Draft(SimpleNamespace(slug="a", columns=2), element("div", "", body), {}, None)
        draft.frame.insert(0, element("header"))
        return [[to_html(one) for one in make(draft)] for make in (boxes_of, rich_of)]

    body, rich = probes("êm qua", "tấn")
    mended_body, mended_rich = probes("êm nay lúa về", "tấn")
    assert (mended_body, mended_rich != rich) == (body, True)
    other_body, other_rich = probes("êm qua", "giạ")
    assert (other_body != body, other_rich) == (True, rich)


def _read_back(data):
    """Each page's text, and each page as it looks."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [(page.get_textpage().get_text_range(), page.render(scale=2)) for page in pdf]
        return [" ".join(text.split()) for text, _ in pages], [
            picture.to_pil().tobytes() for _, picture in pages
        ]


def test_a_raised_letter_is_one_word_with_what_it_begins(tmp_path, monkeypatch):
    theme = job_of(paper("brief", tmp_path), tmp_path).composition.theme
    faces, shelf, fonts = faces_of(theme), Shelf(theme, tmp_path), own_fonts()
    style = f"p{{width:200px;font:{SIZE}px {faces.stack('text')}}}"
    style += ".drop-capital{float:left;font-size:42px;line-height:1;color:#a00}"
    sheets, _ = styles([("faces", faces.css(shelf.face)), ("page", style)], shelf, fonts)
    words = (
        "Sáng 26-10, mực nước",
        "Tạ, ơn bà con đã giúp",
        "\u2060Đ\u20602/2 xong hôm qua",
        "Y tế về",
    )
    made = [element("p", f"{said} {EXTRAS[0]}") for said in words]
    made.append(element("p", element("span", "Ba "), element("b", "hộ ấp"), EXTRAS[1]))
    for paragraph in made:
        raise_first_letter(paragraph, 1)

    def pages():
        with listening():
            page = lay_out(to_html(element("main", *made, lang="vi")), sheets, shelf, fonts, None)
            return _read_back(write(page, None))

    (text,), mended = pages()
    said = text.split()
    assert [word for word in ("Sáng", "Tạ,", "Đ2/2", "Ba") if word not in said] == []
    monkeypatch.setattr(typesetter, "words_of_capitals", nullcontext)
    (before,), plain = pages()
    assert "Sáng" not in before.split()
    assert mended == plain
