"""Whatever stands in a box or a column is fitted to it on paper: no finding, nothing distorted."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from bulletin.paper.markup.cards import count_cards
from bulletin.paper.markup.spanning import spans
from bulletin.source.markdown import read_lone
from bulletin.theming.models import ColumnSpace
from bulletin.xhtml import element
from tests.paper.press import job_of, made, paper, pictures, words

pytestmark = pytest.mark.xdist_group("pdf")

DRAWINGS = Path(__file__).parents[1] / "art" / "drawings"
KINDS = {
    "figure": ":::{figure} images/ngang.jpg\n:alt: Ảnh\nChú thích.\n:::",
    "full": ":::{figure} images/ngang.jpg\n:alt: Ảnh\n:width: full\n:::",
    "tall": ":::{figure} images/dung.jpg\n:alt: Ảnh\n:::",
    "ground": ":::{figure} images/ngang.jpg\n:decorative: true\n:::",
    "drawing": ":::{figure} images/visio-2019.svg\n:alt: Hình\n:::",
    "chart": ":::{chart} data/so.csv\n:type: column\n:title: Số\n:alt: Biểu đồ\n:::",
    "gallery": ":::{gallery}\n:columns: 3\n![a](images/ngang.jpg)\n![b](images/dung.jpg)\n:::",
    "table": "| Ấp | Đã gieo sạ | Đã gặt xong | Năng suất | Sản lượng |\n| --- | --- | --- | --- | --- |\n"
    "| Ấp Bàu Sen | 182,5 hecta | 182,5 hecta | 5,92 tấn/ha | 1.080 tấn |",
    "cell": "| Ảnh | Lời |\n| --- | --- |\n| ![a](images/ngang.jpg) | có ![b](images/ve.svg) |",
    "film": ":::{video} media/phim.mp4\n:title: Phim\n:poster: images/ngang.jpg\n:alt: Phim\n:::",
    "stats": ":::{stats}\n- {value: 1250, unit: hộ, label: được vay vốn}\n- {value: 3, label: ấp}\n:::",
}


def indented(text, by):
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))


def everywhere(text):
    """The same thing in a list in a list, in a quotation, in a note in a list."""
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    return [
        f"1. Mục\n   - nhánh\n\n{indented(text, 5)}",
        quoted,
        f"- Mục\n\n  ::::{{note}} Hộp\n{indented(text, 2)}\n  ::::",
    ]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """An issue with everything everywhere, in one column and in two."""
    root = paper("every", tmp_path_factory.mktemp("places"))
    issue = root / "2026-11"
    (issue / "images/visio-2019.svg").write_bytes((DRAWINGS / "visio-2019.svg").read_bytes())
    for old in issue.glob("0*.md"):
        old.unlink()
    parts = [part for text in KINDS.values() for part in everywhere(text)] + [KINDS["gallery"]]
    for name, layout in (("01-mot", "one"), ("02-hai", "two")):
        body = "\n\n<!-- -->\n\n".join(parts).replace("<!-- -->", "Một đoạn.")
        text = f"---\ntitle: Bài {name}\nlayout: {layout}\n---\n{body}\n"
        (issue / f"{name}.md").write_text(text, encoding="utf-8")
    settings = (issue / "issue.yaml").read_text(encoding="utf-8").partition("sections:")[0]
    listed = "sections:\n  - title: Phần\n    articles: [01-mot.md, 02-hai.md]\n"
    (issue / "issue.yaml").write_text(settings + listed, encoding="utf-8")
    return root


def test_everything_fits_into_every_box(root):
    assert made(root)  # B602 would be raised


def test_words_of_an_item_stay_with_what_they_announce(tmp_path):
    root = paper("every", tmp_path)
    issue = root / "2026-11"
    for old in issue.glob("0*.md"):
        old.unlink()
    settings = (issue / "issue.yaml").read_text(encoding="utf-8").partition("sections:")[0]
    (issue / "issue.yaml").write_text(settings, encoding="utf-8")
    shown = [
        KINDS["chart"].replace("Số", "Bxx"),
        KINDS["film"].replace("Phim", "Bxx", 1),
        "::::{note} Bxx\nMột dòng.\n\n:::{figure} images/ngang.jpg\n:alt: Ảnh\n:::\n::::",
        f"> Bxx\n>\n> {'Một dòng của lời trích. ' * 12}",
        KINDS["stats"].replace("stats}", "stats}\n:title: Bxx"),
    ]
    body = ""
    for number in range(40):
        text = shown[number % 5].replace("Bxx", f"Hình thứ {number}")
        lines = "\\\n".join(["Một dòng."] * (number % 7 + 1))
        body += f"{lines}\n\n- Mục thứ {number}:\n\n{indented(text, 2)}\n\n"
    (issue / "01-bai.md").write_text(f"---\ntitle: Bài\n---\n{body}", encoding="utf-8")
    pages = words(made(root))
    for number in range(40):
        page = next(page for page in pages if f"Mục thứ {number}:" in page)
        assert f"Hình thứ {number}" in page.replace(f"Mục thứ {number}:", "")


VERSE = "Ruộng em\\\nbên bờ sông\n\nNắng lên\\\nlúa trổ bông"


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    """The PDF of an article with a small picture and two stanzas."""
    root = paper("brief", tmp_path_factory.mktemp("brief"))
    article = next((root / "2026-11").glob("01-*.md"))
    (root / "2026-11/images").mkdir(exist_ok=True)
    Image.new("RGB", (96, 48), "#ff0000").save(root / "2026-11/images/nho.png")
    text = article.read_text(encoding="utf-8")
    article.write_text(f"{text}\n![nhỏ](images/nho.png)\n\n{VERSE}\n", encoding="utf-8")
    return made(root)


def test_a_picture_is_no_larger_than_its_pixels(brief):
    assert (72, 36) in images(brief)


def test_stanzas_stand_apart_and_none_of_their_lines_is_indented(brief):
    lines = [line_of(brief, words) for words in VERSE.replace("\\", "").split("\n") if words]
    assert len({left for left, _ in lines}) == 1
    first, gap, second = (above - below for (_, above), (_, below) in pairwise(lines))
    assert max(first, second) + 1 < gap  # millimetres


def line_of(data, words):
    """Left edge and bottom, in millimetres, of the first letter of some words."""
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        text = page.get_textpage()
        found = text.search(words).get_next()
        if found:
            left, bottom, *_ = text.get_charbox(found[0], loose=True)
            return round(left * 0.353, 1), bottom * 0.353
    raise AssertionError(words)


def test_two_drawings_on_a_page_keep_their_own_things_of_one_name(tmp_path):
    root = paper("brief", tmp_path)
    article = root / "2026-11/01-bai.md"
    text = article.read_text(encoding="utf-8")
    for name, colour in (("mot", "#f40000"), ("hai", "#0000f4")):
        text += f"\n![{name}](images/{name}.svg)\n"
        (root / f"2026-11/images/{name}.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><linearGradient id="g">'
            f'<stop stop-color="{colour}"/><stop offset="1" stop-color="{colour}"/>'
            '</linearGradient><rect width="40" height="30" fill="url(#g)"/></svg>',
            encoding="utf-8",
        )
    article.write_text(text, encoding="utf-8")
    seen = {colour for page in pictures(made(root), 40) for _, colour in page.getcolors(1 << 20)}
    assert {(244, 0, 0), (0, 0, 244)} <= {colour[:3] for colour in seen}


def images(data):
    """Width and height in points of each picture."""
    pdf = pypdfium2.PdfDocument(data)
    found = [
        item.get_bounds()
        for page in pdf
        for item in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    pdf.close()
    return {(round(right - left), round(top - bottom)) for left, bottom, right, top in found}


def test_a_box_in_a_box_leaves_less_room(tmp_path):
    job = job_of(paper("brief", tmp_path), tmp_path)
    settings = job.composition.theme.page_settings
    for columns in (1, 2):
        widths = [settings.room("figure", ColumnSpace(columns, depth)).width for depth in range(4)]
        assert widths == sorted(set(widths), reverse=True)
        assert settings.room("full", ColumnSpace(columns, 1)) != settings.room(
            "full", ColumnSpace(columns)
        )
        assert settings.room("cell", ColumnSpace(columns, across=40)).width > 0


@pytest.mark.parametrize(("count", "across"), [(12, False), (13, True)])
def test_many_cards_of_figures_stand_across_both_columns(tmp_path, count, across):
    """WeasyPrint cannot go on with a grid of cards in the next column."""
    cards = "\n".join(f"- {{value: {n}, label: Nhãn}}" for n in range(count))
    article, _ = read_lone(f"# Số\n\n:::{{stats}}\n{cards}\n:::\n".encode())
    settings = job_of(paper("brief", tmp_path), tmp_path).composition.theme.page_settings
    assert [spans(block, settings) for block in article.body] == [across]


@pytest.mark.parametrize(
    ("count", "columns", "across"),
    [(1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 1, 4), (5, 1, 3), (6, 1, 3), (9, 1, 3), (3, 2, 2)],
)
def test_rows_of_cards_are_full_and_as_long_as_one_another(tmp_path, count, columns, across):
    settings = job_of(paper("brief", tmp_path), tmp_path).composition.theme.page_settings
    grid = element("ul", *(element("li") for _ in range(count)), class_="stats-grid")
    count_cards(element("div", grid), settings, ColumnSpace(columns))
    assert grid.get("style") == f"--cards:{across}"
