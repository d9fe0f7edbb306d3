"""Signs that text faces lack come out in every edition; a release without them carries nothing."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageChops
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import TextBox

from bulletin.art.fonts import faces_of
from bulletin.art.glyphs import missing, needs_none
from bulletin.art.signs import FALLBACKS, SIGNS, cut, signs_in
from bulletin.editions.pdf.edition import PdfEdition
from bulletin.editions.web import WebEdition
from bulletin.paper.page_boxes import all_boxes, box_of
from bulletin.paper.patches.glyph_texts import parts, texts_of_glyphs
from bulletin.paper.patches.khmer_lines import as_written, khmer_lines
from bulletin.paper.typesetter import own_fonts
from bulletin.source.load import load
from bulletin.source.text import loosened
from bulletin.theming.faces import characters_of, packaged
from bulletin.theming.models import FamilyChoice
from bulletin.theming.theme import Theme
from tests.editions.bookshop import books_of, job_of
from tests.validators import epubcheck, verapdf

COMMON = (
    "★☆✓✔✗✘☎☏☐☑☒←↑→↓↔⇐⇒⇔➜➤①②⑨⑩⑪⑳❶❷⑴Ⓐ⚠♥♡♦♣♠▲△▼▽▶◀●○■□◆◇◎▪▫◦•✉☺☹♫☀☁☂☞☛✦✱❖∈∩∪⊂∅∀∃∴"
    "ⅠⅣⅩⅱ♻☢☣⚙⚖⚑⌂✎✏✌─│┌┐█░►◄▸▾↵↩↪⇑⟶♀♂⊕⊗⌘"
)
"""What people paste from Word, Zalo and forms."""
LETTERS = "Ƀ ƀ Ɓ ɓ Ɗ ɗ ʔ"
"""What text faces lack of Jrai, Ê-đê, Bahnar, M'nông and Chăm."""
KHMER = "ប្រជាជន\u200bនៅ\u200bខេត្ត\u200bត្រាវិញ ស្ត្រី ១៥៛ ដោយ\u200bសេចក្ដី\u200bរីករាយ។"
BREVES = "Č č Ĕ ĕ Ĭ ĭ Ŏ ŏ Ŭ ŭ ơ̆ Ơ̆ ư̆ Ư̆ ê̆ ô̆ â̆ ñ Ñ"
"""What they have of them, or put together."""
LOOKALIKES = "Ɖǝ"
UNSEEN = "".join(
    f"a{char}"
    for char in map(chr, range(0xA0, 0xE0080))
    if needs_none(char) or loosened(f"a{char}a") == "a a"
)
"""Whatever is taken for a space or for a character that only steers others: paper has to agree."""
SEEN_FORMATS = "\u0600\u070f\ufff9\U00013430"
EMOJI = "🎉📢✅❌⭐😀🇻🇳"
TEXT = f"""---
title: Xếp hạng ★★☆ các ấp
---
Đạt {COMMON} điểm.

Ƀuôn **ƀuôn** {LETTERS}.

Buôn {BREVES} có cô giáo ơn ưa.

**{KHMER}**

{UNSEEN}

**Đậm ★** và *nghiêng ☎*, `mã ☑`.[^a]

| Ấp | Đạt |
|----|-----|
| ❶ | ✔ |

[^a]: Ghi chú ⚠ ở đây, hạng Ⅳ [ấp](https://a.example/).
"""


@pytest.fixture
def signed(small):
    (small / "2026-11" / "01-mua-lu.md").write_text(TEXT, encoding="utf-8")
    settings = small / "publication.yaml"
    plain = settings.read_text(encoding="utf-8").replace("voice: {engine: espeak}", "voice: off")
    settings.write_text(plain, encoding="utf-8")
    return small


@pytest.mark.parametrize("theme", ["default", "school"])
def test_common_signs_have_a_face_in_every_theme_and_emoji_have_none(theme, small):
    issue = load(small, "2026-11").issue
    chosen = issue.publication.theme.model_copy(update={"name": theme})
    faces = faces_of(Theme(issue.publication.model_copy(update={"theme": chosen}), small))
    assert missing(COMMON, faces) == set()
    assert missing(EMOJI, faces) == set(EMOJI)
    assert missing(LETTERS + KHMER + BREVES, faces) == set()
    assert missing(LOOKALIKES + SEEN_FORMATS, faces) == set(LOOKALIKES + SEEN_FORMATS)


def test_letters_that_text_faces_have_need_no_font_of_ours():
    assert signs_in(BREVES + "Đđ ấ\u00a0ộ\u200b") == set()


def test_a_font_that_is_cut_has_both_parts_of_vowels_around_a_letter():
    with TTFont(io.BytesIO(cut(FALLBACKS[-1], "ក\u17c4"))) as font:
        assert set(font.getBestCmap()) == {ord("ក"), 0x17C1, 0x17C4}


def test_the_faces_of_signs_have_no_letters_that_a_text_face_should_have():
    found = {chr(code) for face in SIGNS for code in characters_of(face.file)}
    # Pango sets the space behind a sign in the sign's face.
    found -= {" ", "\u00a0"}
    assert not {char for char in found if char < "\u2010" or "\u1e00" <= char <= "\u1eff"}


@pytest.mark.xdist_group("pdf")
@pytest.mark.parametrize("theme", ["default", "school"])
def test_signs_are_drawn_on_paper(theme, signed, tmp_path):
    settings = signed / "publication.yaml"
    named = settings.read_text(encoding="utf-8") + f"theme: {{name: {theme}}}\n"
    settings.write_text(named, encoding="utf-8")
    assert list(PdfEdition().make(job_of(signed, tmp_path), tmp_path)) == []
    (file,) = tmp_path.glob("*.pdf")
    with pikepdf.Pdf.open(file) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    for face in ("DejaVu-Sans", "Noto-Serif", "Noto-Sans-Khmer"):
        assert any(face in name for name in fonts)
    with pypdfium2.PdfDocument(file) as pdf:
        said = "".join(page.get_textpage().get_text_range() for page in pdf)
    said = " ".join(unicodedata.normalize("NFC", said).split())
    assert f"Buôn {BREVES} có cô giáo ơn ưa." in said
    assert KHMER in said
    if theme == "default":
        assert verapdf.failures(file) == []


def drawn_in(file: Path, page: str) -> bytes:
    """A PDF of a page that is set in one face, whatever the machine has."""
    fonts = own_fonts()
    style = (
        f"@font-face {{ font-family: own; src: url('{file.as_uri()}') }} * {{ font-family: own }}"
    )
    with texts_of_glyphs():
        made = HTML(string=page).render(
            stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts
        )
        data: bytes = made.write_pdf(uncompressed_pdf=True)
    return data


def test_words_of_charts_in_khmer_are_shaped_as_a_whole():
    chart = "<svg><text x='1' y='9'>ត្រាវិញ</text><text x='1' y='29'>Trà Vinh</text></svg>"
    khmer = next(face for face in FALLBACKS if "Khmer" in face.family)
    assert drawn_in(khmer.file, chart).count(b"/ActualText") == 1


def test_letters_that_no_face_has_are_passed_over():
    """Pango numbers them from 0x10000000 on, and tables of glyphs have a place for each number."""
    assert len(drawn_in(SIGNS[0].file, "<p>ត្រាវិញ")) < 100_000


@pytest.mark.parametrize("letter", ["ô̆", "ê̆", "ơ̆", "ư̆"])
def test_what_follows_a_letter_with_two_marks_stands_behind_it_in_chromium(letter):
    """PDFium is Chromium's reader, and passes over numbers at the end of what is shown."""
    faces = packaged(FamilyChoice(family="Source Serif 4"))
    serif = next(face.file for face in faces if face.style == "normal")
    bare = unicodedata.normalize("NFC", letter)[0]
    ends = [right_edge(drawn_in(serif, f"<p>{one} nghe")) for one in (letter, bare)]
    assert ends[0] == pytest.approx(ends[1], abs=2)


def right_edge(pdf: bytes) -> int:
    """Where the ink on a page ends, in pixels at 288 dots an inch."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil()
    box = ImageChops.invert(page.convert("L")).getbbox()
    assert box
    return box[2]


def test_lines_of_khmer_end_at_syllables_and_their_letters_stand_together():
    """No syllable begins with a vowel, with what stands below a letter, or with a silent letter."""
    words = "សូមបងប្អូនប្រុងប្រយ័ត្ននៅរដូវទឹកជំនន់ប្រជាជននៅខេត្តត្រាវិញបានប្រារព្ធពិធីបុណ្យអុំទូក"
    page = f"<p style='letter-spacing:1px;width:9em;overflow-wrap:break-word'>{words}"
    with khmer_lines():
        (made,) = HTML(string=page).render().pages
    lines = [box for box in all_boxes(box_of(made)) if isinstance(box, TextBox)]
    assert {box.style["letter_spacing"] for box in lines} == {"normal"}
    texts = [as_written(box.text) for box in lines]
    assert "".join(texts) == words
    assert len(texts) > 4
    assert not [text for text in texts if re.match("[\u17b4-\u17d3]|.[\u17cb\u17cd]", text)]
    assert not [text for text in texts if text.endswith("\u17d2")]


@pytest.mark.xdist_group("epub")  # where EPUBCheck is
def test_signs_of_a_book_are_set_in_a_font_that_it_holds(signed, tmp_path):
    talking, light = books_of(job_of(signed, tmp_path), tmp_path / "books")
    for book in (talking, light):
        assert epubcheck.messages(book.file) == []
        assert book.paths("fonts", ".woff") == [
            "fonts/dejavu-sans.woff",
            "fonts/noto-sans-khmer-letters.woff",
            "fonts/noto-sans-symbols.woff",
            "fonts/noto-serif-letters.woff",
        ]
    tree = talking.tree("text/01-mua-lu.xhtml")
    marked = "".join(tree.xpath("//*[@class='signs']/text()"))
    assert set(marked) - {"\ufe0e"} >= signs_in(COMMON + LETTERS) | set("★❶✔⚠☎☑")
    assert "".join(tree.itertext()).count(COMMON) == 1
    # What is put together of several letters lies in one element.
    assert set(KHMER.split()) <= set(tree.xpath("//*[@class='signs']/text()"))
    assert sum(len(data) for path, data in talking.files.items() if "fonts/" in path) < 40_000


def test_pages_bring_a_font_for_signs_that_their_policy_allows(signed, tmp_path):
    folder = tmp_path / "web"
    WebEdition().make(job_of(signed, tmp_path), folder)
    (style,) = folder.glob("assets/style.*.css")
    fonts = sorted(file.name for file in folder.glob("assets/*.woff"))
    css = style.read_text(encoding="utf-8")
    assert len(fonts) == len(FALLBACKS)
    assert all(f'url("{name}")' in css for name in fonts)
    assert 'sans-serif, "DejaVu Sans"' in css
    assert "font-src &#39;self&#39;" in (folder / "index.html").read_text(encoding="utf-8")
    assert all(f"assets/{name}" in (folder / "worker.js").read_text("utf-8") for name in fonts)


def test_an_issue_without_signs_carries_no_font(small, tmp_path):
    job = job_of(small, tmp_path)
    WebEdition().make(job, tmp_path / "web")
    talking, _ = books_of(job, tmp_path / "books")
    assert not list((tmp_path / "web").rglob("*.woff"))
    assert "font-src" not in (tmp_path / "web" / "index.html").read_text(encoding="utf-8")
    assert not [path for path in talking.files if "fonts/" in path]
    assert "font-face" not in talking.files["EPUB/book.css"].decode()


@pytest.mark.parametrize(
    ("letter", "shares"),
    [
        ("ô̆", ["ô", "\u0306"]),
        ("ក្រ", ["ក", "្", "រ"]),
        ("e" + "\u0301\u0302" * 20, ["e" + "\u0301\u0302" * 20, *[""] * 19]),
    ],
    ids=["two marks", "Khmer", "forty marks"],
)
def test_glyphs_of_a_letter_share_its_text_if_it_has_not_too_many_parts(letter, shares):
    assert parts(letter, len(shares)) == shares
