"""What is kept whole is broken where that fills the page, and where a picture in it could stay."""

import pytest
import weasyprint

from bulletin.paper.gaps import gaps

STYLE = (
    "@page{size:400px 600px;margin:0}*{margin:0;font:16px/20px sans-serif}"
    ".note,.event{break-inside:avoid}.picture{break-inside:avoid;height:380px}"
)
PICTURE = "<div class='picture'><p>x</p></div>"


@pytest.mark.parametrize(
    ("inside", "broken"),
    [
        ("<p>x</p>" * 24, ["a"]),
        ("<p>x</p>" + PICTURE + "<p>x</p>" * 5, []),
        (PICTURE.replace("picture", "") + "<p>x</p>" * 24, ["a"]),
    ],
)
def test_a_note_is_broken_where_enough_of_it_finds_room(inside, broken):
    page = f"<style>{STYLE}</style>{'<p>x</p>' * 10}<div class='note' id='a'>{inside}</div>"
    assert list(gaps(weasyprint.HTML(string=page).render())) == broken


def test_the_first_of_a_list_is_broken_where_it_fills_a_page_alone():
    first = f"<li class='event' id='a'>{'<p>x</p>' * 40}</li>"
    page = f"<style>{STYLE}</style>{'<p>x</p>' * 10}<ul id='b'>{first}<li class='event'>x</li></ul>"
    assert list(gaps(weasyprint.HTML(string=page).render())) == ["a"]


def test_a_long_table_across_columns_begins_where_it_stands():
    table = f"<div class='table span' id='a'><table>{'<tr><td>x' * 40}</table></div>"
    style = "article{columns:2}.span{column-span:all;break-inside:avoid}tr{break-inside:avoid}"
    page = f"<style>{STYLE}{style}</style><article id='b'>{'<p>x</p>' * 20}{table}</article>"
    assert list(gaps(weasyprint.HTML(string=page).render())) == ["a"]
