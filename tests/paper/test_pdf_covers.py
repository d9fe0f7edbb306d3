"""Covers hold what editors write, on paper of any size: smaller letters first, then fewer words."""

import re

import pytest

from bulletin.codes import OVERFULL, PAGE_WARNING
from bulletin.diagnostics import Span
from bulletin.paper.covers import IMPRINTS, LISTINGS, WAYS, Squeeze, endless, holds
from bulletin.paper.issue_html import Medium, PrintedDocument
from bulletin.paper.overflow import overflows
from bulletin.paper.page_boxes import TextBox, all_boxes, page_boxes
from bulletin.paper.render import copy_of, imprint_of, listing_of, probing, squeeze_of
from bulletin.paper.typesetter import own_fonts, styles
from tests.paper.press import job_of, paper

TITLE = "Chủ động ứng phó mưa lũ, tiêm phòng cho đàn gia súc và chuẩn bị vụ lúa Đông Xuân"
SUMMARY = "Bà con kê cao đồ đạc, giữ giống và theo dõi mực nước trên kênh trước ngày 20 tháng 11."


def job_with(folder, *, theme="default", page="A4", title="Mưa lũ", summary=SUMMARY):
    root = paper("brief", folder)
    settings = root / "publication.yaml"
    settings.write_text(
        settings.read_text("utf-8") + f"theme: {{name: {theme}}}\npage: {page}\n", "utf-8"
    )
    (root / "2026-11" / "issue.yaml").write_text(
        f"number: 11\ndate: 2026-11-25\ntitle: {title}\nsummary: {summary}\n"
        "cover: {image: images/ngang.jpg, alt: Ruộng}\n",
        "utf-8",
    )
    return job_of(root, folder)


def cover(folder, **words):
    """The document of an issue, what sets its cover, and the way that was chosen."""
    printed = PrintedDocument(job_with(folder, **words), Medium())
    fonts = own_fonts()
    probe = probing(printed, styles(printed.sheets(), printed.shelf, fonts)[0], fonts)
    return printed, probe, squeeze_of(printed, probe, "")


def test_a_short_cover_is_as_the_theme_means_it(tmp_path):
    _, _, way = cover(tmp_path)
    assert way == Squeeze()


@pytest.mark.parametrize(
    ("theme", "page", "title", "summary"),
    [
        ("default", "120x170", f"{TITLE}, {TITLE}", SUMMARY),
        ("default", "330x200", TITLE, SUMMARY * 9),
        ("school", "A5", TITLE, SUMMARY * 30),
    ],
)
def test_words_stay_in_their_places_on_a_cover(tmp_path, theme, page, title, summary):
    printed, probe, way = cover(tmp_path, theme=theme, page=page, title=title, summary=summary)
    assert way in WAYS[1:]
    document = probe(printed.cover(way), endless(printed.settings) + printed.styles_of(way))
    assert holds(document, printed.settings.page_height)


@pytest.mark.parametrize("page", ["A5", "297x210"])
def test_the_picture_reaches_4_mm_over_both_edges_of_paper_of_any_width(tmp_path, page):
    printed, probe, way = cover(tmp_path, page=page)
    room = printed.settings.room("cover")
    picture = f'<p class="as-cover" style="width:{room.width}mm;height:{room.height}mm">'
    body = printed.cover(way).replace('"cover-picture">', f'"cover-picture">{picture}')
    (sheet,) = page_boxes(probe(body, printed.styles_of(way)))
    elements = [box for box in all_boxes(sheet) if box.element is not None]
    shown = next(box for box in elements if box.element.get("class") == "as-cover")
    ends = (shown.position_x, shown.position_x + shown.width - sheet.width)
    assert [round(end * 25.4 / 96, 2) for end in ends] == [-4, 4]


def test_what_a_cover_has_no_room_for_stands_in_the_contents(tmp_path):
    html = copy_of(job_with(tmp_path, page="A5", summary=SUMMARY * 30), Medium()).html
    shown = html.partition("<body>")[2]
    assert "…</p>" in shown
    assert 30 < shown.count("trước") < 60


@pytest.mark.parametrize(("title", "said"), [("Mưa lũ", LISTINGS[:1]), (TITLE * 2, LISTINGS[1:])])
def test_contents_say_as_much_as_one_page_holds(tmp_path, title, said):
    job = job_with(tmp_path)
    for number in range(2, 9):
        head = f"---\ntitle: {title} {number}\nsummary: {SUMMARY}\n---\n\nCâu.\n"
        file = job.composition.issue.root / "2026-11" / f"{number:02}-bai-{number}.md"
        file.write_text(head, "utf-8")
    printed = PrintedDocument(job_of(job.composition.issue.root, tmp_path), Medium())
    fonts = own_fonts()
    probe = probing(printed, styles(printed.sheets(), printed.shelf, fonts)[0], fonts)
    way = listing_of(printed, probe, f"{tmp_path}", Squeeze())
    assert way in said
    assert len(probe(printed.contents(Squeeze(), way), printed.styles_of(way)).pages) == 1


def test_a_name_of_several_lines_is_broken_between_words(tmp_path):
    name = "Phường Nguyễn Thị Minh Khai – thành phố Buôn Ma Thuột"
    root = job_with(tmp_path, theme="school", page="B5").composition.issue.root
    file = root / "publication.yaml"
    text = file.read_text("utf-8") + "profile: ban-tin\n"
    file.write_text(re.sub("(?m)^title: .*", f"title: Bản tin {name}", text), "utf-8")
    printed = PrintedDocument(job_of(root, tmp_path), Medium())
    fonts = own_fonts()
    probe = probing(printed, styles(printed.sheets(), printed.shelf, fonts)[0], fonts)
    (sheet,) = page_boxes(probe(printed.cover(WAYS[0]), endless(printed.settings)))
    lines = [box.text for box in all_boxes(sheet) if isinstance(box, TextBox)]
    assert any("Nguyễn" in line and "Thị" in line.replace("\u2060", "") for line in lines)


def test_words_over_words_are_seen(tmp_path):
    printed, probe, _ = cover(tmp_path, title=TITLE, theme="school")
    raised = ".cover-words{top:15mm}"
    assert not holds(probe(printed.cover(WAYS[0]), endless(printed.settings) + raised), 297)


def test_words_below_a_picture_are_seen(tmp_path):
    printed, probe, _ = cover(tmp_path, theme="school")
    raised = ".cover-picture{top:10mm}"
    assert not holds(probe(printed.cover(WAYS[0]), endless(printed.settings) + raised), 297)


def imprint_job(folder, corrections, page="144x170", theme="default"):
    """An issue with so many corrections in its imprint."""
    job = job_with(folder, page=page, theme=theme)
    file = job.composition.issue.root / "2026-11" / "issue.yaml"
    said = "".join(
        f"- {{date: 2026-11-26, text: 'Dòng {n}: lịch tiêm phòng là 07:30 chứ không phải 08:30'}}\n"
        for n in range(corrections)
    )
    file.write_text(f"{file.read_text('utf-8')}corrections:\n{said}", "utf-8")
    return job_of(job.composition.issue.root, folder)


@pytest.mark.parametrize(("theme", "corrections"), [("default", 8), ("school", 14)])
def test_an_imprint_becomes_smaller_until_its_page_holds_it(tmp_path, theme, corrections):
    printed = PrintedDocument(imprint_job(tmp_path, corrections, theme=theme), Medium())
    fonts = own_fonts()
    probe = probing(printed, styles(printed.sheets(), printed.shelf, fonts)[0], fonts)
    way = imprint_of(printed, probe, f"{tmp_path}")
    assert way in IMPRINTS[1:-1]
    document = probe(printed.back(), endless(printed.settings) + printed.imprint_styles(way))
    assert holds(document, printed.settings.page_height, "imprint")


def test_lines_of_an_imprint_that_no_page_holds_are_told(tmp_path):
    printed = PrintedDocument(imprint_job(tmp_path, 60), Medium())
    fonts = own_fonts()
    probe = probing(printed, styles(printed.sheets(), printed.shelf, fonts)[0], fonts)
    document = probe(printed.back(), printed.imprint_styles(IMPRINTS[-1]))
    told = [*overflows(document, (), Span("a"), printed.composition.imprint.body)]
    assert {one.finding.code for one in told} <= {PAGE_WARNING, OVERFULL}
    assert told
