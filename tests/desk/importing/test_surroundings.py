"""What a site puts around an article goes; what an article offers or shows stays."""

from __future__ import annotations

import pytest
from lxml import html

from bulletin.desk.importing.html.surroundings import drop_surroundings, with_beside
from bulletin.desk.importing.remarks import Remarks
from bulletin.formats.element_text import text_within, words_within

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


ARTICLE = f"<article><p>{'Xã trao dê giống cho bà con. ' * 5}</p></article>"

TITLED = ARTICLE.replace("<p>", f"<h1>{TITLE}</h1><p>", 1)


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (f"<div><p>Tóm tắt.</p>{ARTICLE}<p>Theo Đài xã</p></div>", "Tóm tắt. Theo Đài xã"),
        (f"<div>{ARTICLE}<ul>{FILES}</ul></div>", "Mẫu 1 Mẫu 2 Ảnh"),
        (f"<div>{ARTICLE}<table><tr><td>Ấp Một</td></tr></table></div><div>Mưa</div>", "Ấp Một"),
        (f"<div><h1>{TITLE}</h1><p class='share'><a>Gửi</a></p>{ARTICLE}</div>", TITLE),
        (f"<div>{ARTICLE}<h3>Tin khác</h3><p><a href='/1'>Tin A</a></p></div>", ""),
        (f"<div>{ARTICLE}<div>Góp ý <form><input></form></div></div>", ""),
        (f"<div>{ARTICLE}<div class='rating'>5/5</div></div>", ""),
        (f"{ARTICLE}<p>Xã giữ bản quyền.</p>", ""),
        (f"<div><h2>Tin xã</h2><p>Thứ hai</p>{TITLED}<p>Theo Đài xã</p></div>", "Theo Đài xã"),
        (f"<div><p><img alt=''>Ba cặp dê</p><i>Ảnh: Ba</i>{TITLED}</div>", "Ba cặp dê Ảnh: Ba"),
        (f"<div>{TITLED}<p>Hộ Ba</p><h3>Tin cùng chuyên mục</h3><ul><li>Tin A</ul></div>", "Hộ Ba"),
        (f"<div>{ARTICLE}<p>Lượt xem: 1.234</p><p>Chia sẻ:</p><p>Zalo</p></div>", ""),
        (f"<div>{ARTICLE}<p>Chia sẻ với xã, ông Ba vui.</p></div>", "Chia sẻ với xã, ông Ba vui."),
    ],
)
def test_text_beside_the_article_of_a_page_is_kept_and_what_frames_it_is_told(page, kept):
    root, remarks = html.document_fromstring(page), Remarks()
    (article,) = root.iter("article")
    before = words_within(root).split()
    part = with_beside(article, TITLE, remarks)
    own = words_within(article)
    assert "".join(words_within(part).replace(own, "").split()) == kept.replace(" ", "")
    assert bool(list(remarks.all())) is (words_within(part).split() != before)
