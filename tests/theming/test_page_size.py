"""The size of pages is the publication's; both themes take every length from it."""

from __future__ import annotations

import re

import pytest

from bulletin.codes import PAGE_SIZE
from bulletin.source.reporting import Findings
from bulletin.source.settings.page_size import PageSize, page_size, size_of
from bulletin.source.values import WrongValue
from bulletin.theming.files import ThemeFiles
from bulletin.theming.page_size import LENGTHS, fitted, lengths
from bulletin.theming.tables import pages
from bulletin.theming.theme import templates_root

THEMES = ("default", "school")


def drawn(name, tmp_path):
    folders = dict.fromkeys((templates_root() / name, templates_root() / "default"))
    return pages(ThemeFiles(tmp_path, tuple(folders)), Findings())


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("A4", (210, 297)),
        ("a5", (148, 210)),
        ("B5", (176, 250)),
        ("Letter", (215.9, 279.4)),
        ("190x270", (190, 270)),
        ("190 × 270 mm", (190, 270)),
        ("190mm x 270mm", (190, 270)),
        ("190,5X270.25", (190.5, 270.25)),
        ("240x200", (240, 200)),
        ("330x460", (330, 460)),
    ],
)
def test_a_size_is_a_name_or_millimetres(written, size):
    assert size_of(page_size(written)) == PageSize(*size)


@pytest.mark.parametrize(
    "written",
    ["A6", "A", "190", "x", "190x", "19x27", "19x27cm", "0x0", "-190x270", "331x460", "330x461",
     "120x300", "320x171", "190x270x3", "1e3x270", "nanxnan", "١٩٠x270x"],
)  # fmt: skip
def test_what_no_page_can_be_is_a_finding(written):
    with pytest.raises(WrongValue) as wrong:
        page_size(written)
    assert wrong.value.code == PAGE_SIZE
    assert wrong.value.hint


@pytest.mark.parametrize("theme", THEMES)
def test_the_size_that_a_theme_is_drawn_for_changes_nothing(theme, tmp_path):
    settings = drawn(theme, tmp_path)
    assert fitted(settings, PageSize(210, 297)) is settings


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("written", ["A5", "B5", "190x270", "letter", "240x200", "330x460"])
def test_pictures_stay_within_the_page_and_columns_within_the_text(theme, written, tmp_path):
    size = size_of(written)
    settings = fitted(drawn(theme, tmp_path), size)
    text = settings.pictures.wide.width
    assert text < size.width
    assert settings.text_height < size.height
    assert settings.pictures.full.width == pytest.approx(size.width)
    assert settings.pictures.figure.width + settings.indent == pytest.approx(text)
    assert settings.most_columns == 1 or settings.two_columns.figure.width * 2 < text


@pytest.mark.parametrize("theme", THEMES)
def test_a_narrow_page_has_one_column_and_a_wide_one_two(theme, tmp_path):
    columns = {
        written: fitted(drawn(theme, tmp_path), size_of(written)).most_columns
        for written in ("A4", "letter", "190x270", "B5", "A5")
    }
    assert columns == {"A4": 2, "letter": 2, "190x270": 2, "B5": 2, "A5": 1}


def test_every_length_of_a_size_has_a_value(tmp_path):
    made = lengths(drawn("default", tmp_path), size_of("A5"))
    assert set(made) == set(LENGTHS)
    assert (made["page-width"], made["page-height"], made["indent"]) == ("148mm", "210mm", "0mm")


@pytest.mark.parametrize("theme", THEMES)
def test_no_sheet_has_the_millimetres_of_one_size(theme):
    of_a4 = re.compile(r"(?<![\d.])(210|297|218|170|174|148)mm")
    for sheet in sorted((templates_root() / theme / "pdf").glob("*.css")):
        assert not of_a4.findall(sheet.read_text(encoding="utf-8")), sheet


@pytest.mark.parametrize("theme", THEMES)
def test_a_narrower_column_holds_tables_of_fewer_columns(theme, tmp_path):
    settings = drawn(theme, tmp_path)
    columns = {
        written: fitted(settings, size_of(written)).columns_of_narrow_table
        for written in ("A4", "330x460", "letter", "190x270", "B5")
    }
    assert columns == {"A4": 3, "330x460": 3, "letter": 3, "190x270": 3, "B5": 2}


@pytest.mark.parametrize("theme", THEMES)
def test_contents_of_a_small_page_have_room_for_fewer_summaries(theme, tmp_path):
    settings = drawn(theme, tmp_path)
    most = [
        fitted(settings, size_of(written)).contents_with_leads
        for written in ("330x460", "A4", "190x270", "B5", "A5")
    ]
    assert most == sorted(most, reverse=True)
    assert most[0] == most[1] == settings.contents_with_leads
    assert most[-1] < 9 < most[-2]
    for written in ("A5", "B5", "190x270"):
        small = fitted(settings, size_of(written))
        assert small.contents_at_large < small.contents_with_leads
