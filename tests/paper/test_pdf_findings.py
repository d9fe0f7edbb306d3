"""What keeps a PDF from being made, and the place that is named for it."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace

import fontpkg
import pikepdf
import pytest

from bulletin.codes import (
    BROKEN_PICTURE,
    LINK_LOST,
    NO_GLYPH,
    OVERFULL,
    PAGE_WARNING,
    STYLE_IGNORED,
)
from bulletin.diagnostics import BulletinError, FindingsError, sources_below
from bulletin.document import Anchor, Link, Paragraph, Text
from bulletin.paper.faults import explained
from bulletin.paper.typesetter import Message
from tests.paper.press import another_article, job_of, made, paper, words
from tests.validators import verapdf

pytestmark = pytest.mark.xdist_group("pdf")

ARTICLE = "Câu trong mục một"


def findings(root):
    with pytest.raises(FindingsError) as caught:
        made(root)
    return [(f.code, str(f.span), f.message) for f in caught.value.findings]


def theme_file(root, name, text):
    file = root / "theme" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_character_without_a_shape_is_found_in_its_line_and_column(tmp_path):
    root = paper("brief", tmp_path, **{"2026_11_01_bai_md": (ARTICLE, "Câu có 🙂 trong mục")})
    found = findings(root)
    assert [(code, place) for code, place, _ in found] == [(NO_GLYPH, "2026-11/01-bai.md:12:8")]
    assert "U+1F642" in found[0][2]


def test_an_overfull_table_is_found_with_its_line(tmp_path):
    cells = "|" + f" {'1.234.567' * 3} |" * 6  # a number is never torn
    table = f"{cells}\n|{'--|' * 6}\n{cells}\n\n{ARTICLE}"
    root = paper("brief", tmp_path, **{"2026_11_01_bai_md": (ARTICLE, table)})
    code, place, message = findings(root)[0]
    assert (code, place) == (OVERFULL, "2026-11/01-bai.md:12:1")
    assert "wider than its place" in message


def test_a_block_that_is_taller_than_a_page_goes_on_over_the_next(tmp_path):
    rows = "\n".join(f"- {{label: Ấp {n}, before: {n}, after: {n + 1}}}" for n in range(60))
    block = f":::{{compare}}\n:before: Cũ\n:after: Mới\n{rows}\n:::\n\n{ARTICLE}"
    root = paper("brief", tmp_path, **{"2026_11_01_bai_md": (ARTICLE, block)})
    file = root / "2026-11" / "01-bai.md"
    text = file.read_text(encoding="utf-8").replace("image:", "layout: two\nimage:")
    file.write_text(text, encoding="utf-8")
    found = " ".join(words(made(root)))
    assert [n for n in range(60) if f"Ấp {n} " not in found] == []


def test_what_stands_on_no_page_is_found_with_its_line(tmp_path):
    root = paper("brief", tmp_path)
    shipped = job_of(root, root).composition.theme.text("pdf/article.css")
    theme_file(
        root, "pdf/article.css", shipped + ".article-body > p:last-child { display: none }\n"
    )
    code, place, message = findings(root)[0]
    assert (code, place) == (PAGE_WARNING, "2026-11/01-bai.md:12:1")
    assert "lost" in message


def test_a_picture_that_breaks_off_is_found_with_its_line(tmp_path):
    root = paper("brief", tmp_path)
    picture = root / "2026-11" / "images" / "ngang.jpg"
    picture.write_bytes(picture.read_bytes()[:3000])
    assert [(c, p) for c, p, _ in findings(root)] == [(BROKEN_PICTURE, "2026-11/01-bai.md:3:15")]


def test_a_style_that_has_no_effect_is_found_with_its_line(tmp_path):
    root = paper("brief", tmp_path)
    theme_file(root, "pdf/back.css", ".back { page: back; width: 210mm }\n.code { colour: red }\n")
    code, place, _ = findings(root)[0]
    assert (code, place) == (STYLE_IGNORED, "theme/pdf/back.css:2:9")


@pytest.mark.parametrize("address", ["https://thu.example/a.png", "file:///etc/hostname"])
def test_nothing_from_outside_the_issue_and_the_theme_is_loaded(tmp_path, address):
    root = paper("brief", tmp_path)
    shipped = job_of(root, root).composition.theme.text("pdf/cover.css")
    theme_file(root, "pdf/cover.css", f"{shipped}.cover {{ background: url('{address}') }}\n")
    code, _, message = findings(root)[0]
    assert code is PAGE_WARNING
    assert address in message


def test_a_link_to_a_place_on_no_page_is_found_with_its_line(tmp_path):
    job = job_of(paper("brief", tmp_path), tmp_path)
    composition = job.composition
    article = composition.articles[0]
    span = article.body[-1].span
    link = Link((Text("chỗ kia"),), Anchor("bai", "bai-mat"), span)
    lost = replace(article, body=(Paragraph(span=span, children=(link,)),))
    changed = replace(composition, articles=(lost,))
    message = Message("No anchor #bai-mat for internal URI reference", ("bai-mat",))
    found = list(explained([message], changed, sources_below(tmp_path)))
    assert [(f.code, f.span) for f in found] == [(LINK_LOST, span)]


def test_a_code_that_does_not_read_fails_the_build(tmp_path):
    root = paper("brief", tmp_path)
    shipped = job_of(root, root).composition.theme.text("pdf/back.css")
    small = shipped + ".back-code .code { width: 4mm; height: 4mm }\n"
    theme_file(root, "pdf/back.css", small)
    with pytest.raises(BulletinError, match="does not read back"):
        made(root)


def test_a_publication_overrides_a_single_page_of_the_theme(tmp_path):
    root = paper("brief", tmp_path)
    another_article(root)
    theme_file(
        root, "pdf/contents.html", '<div class="contents" id="{{ opening_id }}">Trang của xã</div>'
    )
    pages = words(made(root))
    assert pages[1].startswith("Trang của xã")
    assert "UBND xã Nhỏ" in pages[-1]


def test_a_publication_prints_in_its_own_face(tmp_path):
    root = paper(
        "brief",
        tmp_path,
        publication_yaml=("voice: off", "voice: off\ntheme: {faces: {text: [mat.ttf]}}"),
    )
    shutil.copy(fontpkg.path("Be Vietnam Pro", 400), root / "mat.ttf")
    with pikepdf.open(io.BytesIO(made(root))) as pdf:
        names = {str(f.BaseFont) for page in pdf.pages for f in page.Resources.Font.values()}
    assert not any("Serif" in name for name in names)


def test_a_face_that_is_no_font_is_named(tmp_path):
    root = paper(
        "brief",
        tmp_path,
        publication_yaml=("voice: off", "voice: off\ntheme: {faces: {text: [mat.ttf]}}"),
    )
    (root / "mat.ttf").write_bytes(b"no font")
    with pytest.raises(BulletinError, match=r"mat\.ttf is not a font file"):
        made(root)


def test_an_issue_without_sections_voice_or_cover_conforms_too(tmp_path):
    root = paper("brief", tmp_path, publication_yaml=("language: vi", "language: en"))
    another_article(root)
    data = made(root)
    (tmp_path / "brief.pdf").write_bytes(data)
    assert verapdf.failures(tmp_path / "brief.pdf") == []
    assert "In this issue" in words(data)[1]
    assert "listen" not in words(data)[-1]
