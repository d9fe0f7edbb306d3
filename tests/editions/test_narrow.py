"""On the narrowest screens, with the largest letters, words stay whole in every box."""

import jinja2
import pytest

from bulletin.editions.web.assets import READER_STYLES
from bulletin.theming.theme import DEFAULT, templates_root

THEME = templates_root() / DEFAULT
WORD = "<p><b class=word>nghiêng</b></p>"
BOXES = {
    "note": f"<aside class=note><aside class=note>{WORD}</aside></aside>",
    "quotation": f"<blockquote><blockquote>{WORD}</blockquote></blockquote>",
    "list": "<ul><li><ul><li><ol><li><p class=word>nghiêng</p></li></ol></li></ul></li></ul>",
    "dialogue": f"<div class=dialogue><div class=turn-second>{WORD}</div></div>",
    "quote": f"<aside class=pull-quote><blockquote>{WORD}</blockquote></aside>",
    "media": f"<aside class=note><figure class=media><figcaption>{WORD}</figcaption></figure></aside>",
    "timeline": f"<ul class=milestones><li class=milestone>{WORD}</li></ul>",
    "change": "<div class=compare><table><tbody><tr><th class=word>nghiêng</th>"
    "<td class=before data-label=a><span class='compare-value word'>6.450&nbsp;đồng/kg</span></td>"
    "<td class='change word'>+1.566,7%</td></tr></tbody></table></div>",
}
SCRIPT = """() => [...document.querySelectorAll(".word")].map(word => {
    const range = document.createRange();
    range.selectNodeContents(word);
    const rows = new Set([...range.getClientRects()].map(box => Math.round(box.bottom)));
    const { left, right } = range.getBoundingClientRect();
    return [rows.size, left >= 0 && right <= innerWidth];
})"""


@pytest.fixture(scope="module")
def page(browser):
    with browser.new_page(viewport={"width": 280, "height": 653}) as page:
        yield page


@pytest.mark.parametrize("name", BOXES)
def test_a_word_in_boxes_in_boxes_stays_whole(name, page):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    body = f"<article class=article><div class=article-body>{BOXES[name]}</div></article>"
    page.set_content(
        f"<!doctype html><html data-size=200><style>{css}</style><main>{body}</main></html>"
    )
    shown = page.evaluate(SCRIPT)
    assert shown
    assert shown == [[1, True]] * len(shown)


@pytest.mark.parametrize(("letters", "listed"), [(16, False), (40, True)])
def test_a_wide_table_in_a_book_is_a_list_where_letters_are_large(letters, listed, page):
    """Pages of a book cannot be scrolled: what sticks out is lost."""
    sheet = (THEME / "epub/book.css.j2").read_text(encoding="utf-8")
    css = jinja2.Environment(autoescape=True).from_string(sheet).render(accent="#000")
    cells = "".join("<td data-label=Hộ>nghiêng</td>" for _ in range(4))
    table = f"<table><tbody><tr>{cells}</tr></tbody></table>"
    scroll = f"<div class=table><div class='table-scroll listed-30'>{table}</div></div>"
    body = f"{scroll}<div class='compare listed-30'>{table}</div>"
    page.set_viewport_size({"width": 600, "height": 800})
    page.set_content(f"<style>{css}html{{font-size:{letters}px}}</style>{body}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    shown = page.evaluate(
        "[...document.querySelectorAll('td')].map(cell => getComputedStyle(cell).display)"
    )
    page.set_viewport_size({"width": 280, "height": 653})
    assert wide <= 600
    assert [one == "block" for one in shown] == [listed] * 8
