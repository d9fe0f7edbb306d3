"""What a site puts around an article goes; what an article offers or shows stays."""

from __future__ import annotations

import pytest
from lxml import html

from bulletin.desk.importing.html.surroundings import drop_surroundings
from bulletin.desk.importing.remarks import Remarks
from bulletin.formats.element_text import text_within

TITLE = "Trao dê giống"
TEXT = f"<div class='post'><h1>{TITLE}</h1><p>Xã trao 20 cặp dê cho 10 hộ.</p></div>"
LINKS = "<a href='/a'>Trang Một</a> | <a href='/b'>Trang Hai</a> | <a href='/c'>Trang Ba</a>"
FILES = "<li><a href='1.doc'>Mẫu 1</a><li><a href='2.pdf'>Mẫu 2</a><li><a href='3.jpg'>Ảnh</a>"


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (f"<div>{LINKS}</div>{TEXT}", ""),
        (f"{TEXT}<table><tr><td>{LINKS}</td></tr></table>", ""),
        (f"{TEXT}<div class='FooterPane'>UBND xã</div>", ""),
        (f"<div class='bread-crumb'><a href='/'>Nhà</a> » {TITLE}</div>{TEXT}", ""),
        (f"{TEXT}<div class='box-tinlienquan'><a href='/1'>Tin A</a></div>", ""),
        (f"{TEXT}<div id='comments'><p>Hay quá.</p></div>", ""),
        (f"{TEXT}<div class='menu'><p>Thực đơn: cá kho.</p></div>", "Thực đơn: cá kho."),
        (f"{TEXT}<ul>{FILES}</ul>", "Mẫu 1Mẫu 2Ảnh"),
        (f"{TEXT}<p><a href='https://a.example/'>Nơi khác</a></p>", "Nơi khác"),
        (f"{TEXT}<div class='post-footer'><p>Hỏi chị Ba.</p></div>", "Hỏi chị Ba."),
        (f"{TEXT}<div><a href='//['>Một</a> <a href='http://[x'>Hai</a> <a>Ba</a></div>", "Một Hai Ba"),
    ],
)  # fmt: skip
def test_boxes_that_lead_away_or_frame_every_page_are_left_out_and_told(page, kept):
    root, remarks = html.document_fromstring(page), Remarks()
    before = text_within(root)
    drop_surroundings(root, TITLE, remarks)
    article = text_within(html.fromstring(TEXT))
    assert text_within(root) == article + kept
    assert bool(list(remarks.all())) is (before != article + kept)


def test_without_a_title_to_find_nothing_is_left_out():
    root = html.document_fromstring(f"<div>{LINKS}</div><p>Chữ.</p><div class='footer'>Xã</div>")
    before = text_within(root)
    drop_surroundings(root, "Khác", Remarks())
    assert text_within(root) == before
