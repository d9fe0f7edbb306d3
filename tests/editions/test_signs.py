"""A picture in a sentence is a sign as high as the text, in every edition; a small one stays small."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from bulletin.diagnostics import Span
from bulletin.document import Figure, Picture
from bulletin.editions.web.assets import READER_STYLES
from bulletin.editions.web.responsive import Pictures
from bulletin.editions.web.writer import WebWriter
from bulletin.theming.models import ColumnSpace
from bulletin.theming.theme import DEFAULT, templates_root
from bulletin.xhtml import element, to_html
from tests.paper.press import job_of, paper

THEME = templates_root() / DEFAULT
SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><circle r="90"/></svg>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("signs")
    (folder / "a.svg").write_text(SIGN, encoding="utf-8")
    Image.effect_noise((2000, 1500), 50).save(folder / "b.jpg")
    Image.effect_noise((200, 150), 50).save(folder / "c.jpg")
    return folder


@pytest.fixture(scope="module")
def page(browser):
    with browser.new_page(viewport={"width": 1000, "height": 800}) as page:
        yield page


def sizes(page, folder, css, body):
    """The boxes of the pictures of a page, in em of the text: width and height."""
    file: Path = folder / "page.html"
    file.write_text(f"<style>{css}</style><article class=article>{body}</article>", "utf-8")
    page.goto(file.as_uri())
    page.wait_for_function("[...document.images].every(image => image.complete)")
    script = """[...document.images].map(image => {
        const em = parseFloat(getComputedStyle(image.closest("p, figure, td")).fontSize);
        return [image.clientWidth / em, image.clientHeight / em];
    })"""
    return page.evaluate(script)


def on_the_web(folder, name, role):
    picture = Picture(name, "a", Span("a.md"))
    return to_html(Pictures(folder, folder).element(picture, role, eager=True))


@pytest.mark.parametrize("name", ["a.svg", "b.jpg", "c.jpg"])
def test_a_sign_is_as_high_as_the_text_on_the_web(name, page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    body = f"<p>Bấm {on_the_web(folder, name, 'inline')} rồi chờ.</p>"
    assert sizes(page, folder, css, body) == [
        [pytest.approx(1.6, abs=0.1), pytest.approx(1.2, abs=0.1)]
    ]
    lines = "document.querySelector('p').clientHeight / parseFloat(getComputedStyle(document.querySelector('p')).fontSize)"
    assert page.evaluate(lines) < 2.5  # one line


def test_a_small_photograph_is_not_blown_up_and_a_drawing_fills_its_room(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    body = "".join(
        f"<figure class=figure>{on_the_web(folder, name, 'figure')}</figure>"
        for name in ("a.svg", "b.jpg", "c.jpg")
    )
    drawing, large, small = sizes(page, folder, css, body)
    assert drawing[0] == pytest.approx(large[0], abs=0.1)
    assert small[0] < large[0] / 2


def test_a_sign_alone_fills_no_column_and_a_tall_photograph_no_more_than_a_wide_window(
    page, folder
):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    small = SIGN.replace("400 300", "24 24")
    (folder / "k.svg").write_text(small, encoding="utf-8")
    Image.effect_noise((900, 1600), 50).save(folder / "l.jpg")
    Image.effect_noise((300, 700), 50).save(folder / "m.jpg")
    shown = "".join(
        f"<figure class=figure>{on_the_web(folder, name, 'figure')}</figure>"
        for name in ("k.svg", "l.jpg", "m.jpg")
    )
    sizes(page, folder, css, shown)
    script = "[...document.images].map(image => [image.clientWidth, image.clientHeight])"
    sign, tall, own = page.evaluate(script)
    assert sign == [96, 96]
    assert 500 < tall[1] < 800
    assert tall[1] / tall[0] == pytest.approx(16 / 9, abs=0.01)
    assert own == [300, 700]
    page.set_viewport_size({"width": 400, "height": 800})
    narrow = page.evaluate(script)[1]
    page.set_viewport_size({"width": 1000, "height": 800})
    assert narrow[1] / narrow[0] == pytest.approx(16 / 9, abs=0.01)
    assert narrow[0] > 350


def test_a_gallery_below_each_other_and_what_was_taken_upright_is_not_cut(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    Image.effect_noise((1200, 1600), 50).save(folder / "n.jpg")
    Image.effect_noise((1500, 1000), 50).save(folder / "o.jpg")
    shown = [on_the_web(folder, name, "gallery") for name in ("o.jpg", "n.jpg")]
    assert ["whole standing" in one for one in shown] == [False, True]
    body = "".join(f"<figure class=figure>{one}</figure>" for one in shown)
    body = f"<figure class=gallery><div class=gallery-grid>{body}</div></figure>"
    page.set_viewport_size({"width": 400, "height": 800})
    boxes = sizes(page, folder, css, body)
    page.set_viewport_size({"width": 1000, "height": 800})
    assert [wide / high for wide, high in boxes] == pytest.approx([3 / 2, 3 / 4], abs=0.01)


def test_upright_photographs_of_a_gallery_have_upright_places_where_all_are(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    Image.effect_noise((900, 1600), 50).save(folder / "q.jpg")
    upright = on_the_web(folder, "q.jpg", "gallery")
    for other, ratio in ((upright, 3 / 4), (on_the_web(folder, "b.jpg", "gallery"), 4 / 3)):
        body = "".join(f"<figure class=figure>{one}</figure>" for one in (upright, other))
        body = f"<figure class=gallery><div class=gallery-grid>{body}</div></figure>"
        wide, high = sizes(page, folder, css, body)[0]
        assert wide / high == pytest.approx(ratio, abs=0.01)
    page.set_viewport_size({"width": 400, "height": 800})
    wide, high = sizes(page, folder, css, body)[0]
    page.set_viewport_size({"width": 1000, "height": 800})
    assert wide / high == pytest.approx(9 / 16, abs=0.01)


def test_a_film_is_no_higher_than_a_wide_window(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    sizes(page, folder, css, "<figure class=media><video width=900 height=1600></video></figure>")
    assert page.evaluate("document.querySelector('video').clientHeight") < 800


def test_a_tall_drawing_is_no_taller_than_a_screen_and_one_with_small_words_scrolls(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    words = '<text font-size="{}" transform="scale(.5)">Lũ về</text></svg>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {}">'
    for name, box, size in (("f", "90 300", 40), ("g", "1400 90", 24), ("h", "1400 90", 90)):
        (folder / f"{name}.svg").write_text(head.format(box) + words.format(size), "utf-8")
    shown = [on_the_web(folder, f"{name}.svg", "figure") for name in "fgh"]
    assert ["legible-960" in one for one in shown] == [False, True, False]
    body = "".join(
        f"<figure class=figure><div class=table-scroll>{one}</div></figure>" for one in shown
    )
    page.set_viewport_size({"width": 500, "height": 800})
    tall, small, large = sizes(page, folder, css, body)
    page.set_viewport_size({"width": 1000, "height": 800})
    em = page.evaluate("parseFloat(getComputedStyle(document.querySelector('figure')).fontSize)")
    assert tall[1] * em < 800
    assert tall[1] / tall[0] == pytest.approx(300 / 90, abs=0.1)
    assert small[0] * em >= 960 > large[0] * em


@pytest.mark.parametrize("name", ["a.svg", "b.jpg", "c.jpg"])
def test_a_sign_is_as_high_as_the_text_in_a_book(name, page, folder):
    css = (THEME / "epub/book.css.j2").read_text(encoding="utf-8")
    rule = next(line for line in css.splitlines() if line.startswith("img.as-inline"))
    body = f"<p>Bấm <img class=as-inline src={name}> rồi chờ.</p>"
    assert sizes(page, folder, rule, body) == [
        [pytest.approx(1.6, abs=0.1), pytest.approx(1.2, abs=0.1)]
    ]


def test_a_sign_alone_in_a_book_is_as_large_as_a_code(page, folder):
    css = (THEME / "epub/book.css.j2").read_text(encoding="utf-8")
    rules = "".join(
        line for line in css.splitlines() if line.startswith(("figure img", "img, svg"))
    )
    (folder / "p.svg").write_text(SIGN.replace("400 300", "16 16"), encoding="utf-8")
    body = "<figure><img class=sign src=p.svg width=16 height=16></figure>"
    assert sizes(page, folder, rules, body) == [[6, 6]]


def test_a_tall_picture_is_no_higher_than_a_page_of_a_book(page, folder):
    css = (THEME / "epub/book.css.j2").read_text(encoding="utf-8")
    rules = "".join(
        line for line in css.splitlines() if line.startswith(("figure img", "img, svg"))
    )
    Image.effect_noise((400, 3000), 50).save(folder / "j.jpg")
    sizes(page, folder, rules, "<figure><img src=j.jpg width=400 height=3000></figure>")
    shape = "[document.images[0].clientWidth, document.images[0].clientHeight]"
    width, height = page.evaluate(shape)
    assert height <= 0.8 * page.viewport_size["height"]
    assert height / width == pytest.approx(7.5, abs=0.1)


def test_figures_at_the_edge_of_a_chart_in_a_book_are_not_cut_off(page, folder):
    css = (THEME / "epub/book.css.j2").read_text(encoding="utf-8")
    rule = next(line for line in css.splitlines() if line.startswith(".chart > svg"))
    body = "<figure class=chart><svg viewBox='0 0 9 9'></svg></figure>"
    sizes(page, folder, rule, body)
    assert page.evaluate("getComputedStyle(document.querySelector('svg')).overflow") == "visible"


def test_what_is_black_on_a_clear_ground_is_seen_on_a_dark_page(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    page.emulate_media(color_scheme="dark")
    sizes(
        page, folder, css, f"<figure class=figure>{on_the_web(folder, 'a.svg', 'figure')}</figure>"
    )
    ground = page.evaluate("getComputedStyle(document.images[0]).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert ground == "rgb(255, 255, 255)"


def test_a_picture_is_no_higher_than_the_sheet_that_a_browser_prints(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    Image.effect_noise((400, 3000), 50).save(folder / "d.jpg")
    page.emulate_media(media="print")
    body = f"<figure class=figure>{on_the_web(folder, 'd.jpg', 'figure')}</figure>"
    ((_, height),) = sizes(page, folder, css, body)
    em = page.evaluate("parseFloat(getComputedStyle(document.querySelector('figure')).fontSize)")
    page.emulate_media(media="screen")
    assert height * em <= 0.6 * page.viewport_size["height"]


def test_who_prints_a_page_has_the_poster_of_a_film_instead_of_its_player(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    body = "<figure class=media><video></video><img class=printed src=b.jpg></figure>"
    sizes(page, folder, css, body)
    seen = "[...document.querySelector('figure').children].map(item => item.checkVisibility())"
    assert page.evaluate(seen) == [True, False]
    page.emulate_media(media="print")
    printed = page.evaluate(seen)
    page.emulate_media(media="screen")
    assert printed == [False, True]


def test_a_poster_beside_a_link_is_no_taller_than_a_card(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    Image.effect_noise((400, 3000), 50).save(folder / "e.jpg")
    inside = f"<figure class=figure>{on_the_web(folder, 'c.jpg', 'figure')}</figure>"
    body = "<figure><div class=link-card><img src=e.jpg><div class=link-card-text>{}</div></div></figure>"
    (_, height), small = sizes(page, folder, css, body.format(inside))
    assert height <= 12
    (own,) = sizes(page, folder, css, inside)
    assert small == own


def test_a_link_in_a_card_lies_above_the_cards_own(page, folder):
    css = "".join((THEME / style).read_text(encoding="utf-8") for style in READER_STYLES)
    title = "<p class=link-card-title><a href='https://a.example/'>Card</a></p>"
    body = f"<div class=link-card><div class=link-card-text>{title}<p><a id=b>b</a></p></div></div>"
    sizes(page, folder, css, body)
    hit = """() => {
        const box = document.getElementById("b").getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).id;
    }"""
    assert page.evaluate(hit) == "b"


def test_a_drawing_with_small_words_scrolls_in_a_link_too(folder):
    words = '<text font-size="12">Lũ về</text></svg>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1400 90">'
    (folder / "i.svg").write_text(head + words, "utf-8")
    picture = Picture("i.svg", "a", Span("a.md"))
    shown = Pictures(folder, folder).element(picture, "figure")
    figure = element("figure", element("a", shown, href="https://a.example/"))
    WebWriter.annotate(SimpleNamespace(), figure, "figure", Figure(picture=picture, span=Span("a")))
    assert [box.get("class") for box in figure] == ["table-scroll"]
    assert figure[0][0].tag == "a"


def test_a_sign_is_as_high_as_the_text_on_paper(tmp_path):
    from bulletin.paper.fetcher import Shelf  # noqa: PLC0415
    from bulletin.paper.markup.placing import Placing  # noqa: PLC0415, loads WeasyPrint

    job = job_of(paper("brief", tmp_path), tmp_path)
    theme, folder = job.composition.theme, job.composition.issue.folder
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images/a.svg").write_text(SIGN, encoding="utf-8")
    placing = Placing(
        Shelf(theme, folder), folder, theme.page_settings, SimpleNamespace(), dpi=200, quality=None
    )
    sign = placing.element(Picture("images/a.svg", "a", Span("a.md")), "inline")
    assert sign.get("style") == "width:1.6em;height:1.2em"
    for across in (5, 9):  # columns of a table, one of whose signs stands in its title
        beside = placing.element(
            Picture("images/a.svg", "a", Span("a.md")), "inline", ColumnSpace(across=across)
        )
        assert beside.get("style") == sign.get("style")
