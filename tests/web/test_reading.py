"""Readers scroll, slide or turn pages through the same text, as large and as bright as they like."""

from __future__ import annotations

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, PLAYING, SCREEN, soon, still, until

pytestmark = pytest.mark.xdist_group("web")

ISSUE = "/2026-11/"
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, SCREEN], ids=["phone", "screen"])
MODES = pytest.mark.parametrize("mode", ["scroll", "slide", "flip"])


ROW = """() => {
    const main = document.querySelector("main");
    return main.scrollLeft / main.clientWidth;
}"""
"""How many pages the row of pages has been moved by."""


def number(page: Page) -> int:
    return int(page.locator("#page-now").inner_text().split()[1])


def pages(page: Page) -> int:
    return int(page.locator("#page-now").inner_text().split()[3])


def tap(page: Page, name: str) -> None:
    """Press a button where it is: Playwright's own click would first scroll the page."""
    box = page.get_by_role("button", name=name).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def choose(page: Page, value: str) -> None:
    tap(page, "Cách xem")
    box = page.locator(f"input[value={value}]").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tap(page, "Xong")


def swipe(page: Page, start: int, end: int, y: int = 520) -> None:
    """A finger that moves sideways."""
    session = page.context.new_cdp_session(page)
    steps = [start + (end - start) * n // 4 for n in range(5)]
    for kind, x in (("touchStart", start), *(("touchMove", x) for x in steps)):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def in_sight(page: Page, selector: str) -> bool:
    """Whether the element's first line lies wholly inside the part that shows the text."""
    return page.evaluate(
        """selector => {
            const box = document.querySelector(selector).getClientRects()[0];
            const top = document.querySelector(".toolbar").getBoundingClientRect().bottom;
            const bottom = document.querySelector(".dock").getBoundingClientRect().top;
            return box.left >= -1 && box.right <= innerWidth + 1
                && box.top >= top - 1 && box.bottom <= bottom + 1;
        }""",
        selector,
    )


def articles_in_sight(page: Page) -> set[str]:
    """The articles of which a sentence can be read now."""
    return set(
        page.evaluate(
            """() => {
                const top = document.querySelector(".toolbar").getBoundingClientRect().bottom;
                const bottom = document.querySelector(".dock").getBoundingClientRect().top;
                return [...document.querySelectorAll("article .s")].filter((s) => {
                    const box = s.getClientRects()[0];
                    return box && box.left >= 0 && box.left < innerWidth
                        && box.bottom > top && box.top < bottom;
                }).map((s) => s.closest("article").id);
            }"""
        )
    )


def test_the_whole_issue_is_there_without_javascript(reader):
    page = reader(java_script_enabled=False).open(ISSUE)
    for words in (
        "Sửa đường trước mùa mưa",
        "Biên bản họp dán ở cửa nhà văn hóa.",
        "Cây cầu mới dài hai mươi mét.",
        "Không ai bỏ chai xuống rạch.",
        "Giấy phép số 1/GP-THU",
        "giọng đọc tổng hợp",
    ):
        expect(page.locator("main")).to_contain_text(words)
    assert page.locator("#sua-duong audio[controls]").is_visible()
    assert page.locator(".downloads a").count() == 3
    expect(page.locator(".downloads")).to_contain_text("3,2 MB")
    assert not page.get_by_role("button", name="Cách xem").is_visible()


@pytest.mark.parametrize("path", [ISSUE, "/"])
def test_a_script_that_does_not_arrive_leaves_no_button_that_does_nothing(reader, path):
    one = reader()
    one.context.route("**/script.*.js", lambda route: route.abort())
    page = one.open(path)
    shown = """[...document.querySelectorAll(".needs-js, button")]
        .filter((e) => e.checkVisibility({ visibilityProperty: true })).length"""
    assert page.evaluate(shown) == 0


HALF = {"width": PHONE["width"] // 2, "height": PHONE["height"] // 2}
"""A phone whose letters are set twice as large in its own settings has room for half as many."""


@pytest.mark.parametrize(
    ("viewport", "sizes"),
    [(PHONE, ("100", "200")), (SCREEN, ("100", "200")), (HALF, ("100",))],
    ids=["phone", "screen", "large letters"],
)
def test_nothing_is_wider_than_the_window(reader, viewport, sizes):
    one = reader(viewport)
    for size in sizes:
        page = one.open(ISSUE, size=size)
        for path in (ISSUE, "/2026-11/sua-duong.html", "/", "/contents.html", "/embed.html"):
            page.goto(one.address + path)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (path, size)
        page.close()


SET_APART = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
        "* { letter-spacing: .12em !important; word-spacing: .16em !important;"
        + " line-height: 1.5 !important }"
    );
    document.adoptedStyleSheets = [sheet];
}"""
"""As readers may set them (WCAG 2.2, 1.4.12)."""


@pytest.mark.parametrize("width", [128, 160])
def test_nothing_is_wider_than_the_smallest_windows_with_letters_set_apart(reader, width):
    one = reader(
        {"width": width, "height": 320}
    )  # of 256 and 320 dots, with letters twice as large
    page = one.open(ISSUE)
    for path in (ISSUE, "/2026-11/sua-duong.html", "/", "/contents.html"):
        page.goto(one.address + path)
        for _ in range(2):
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, path
            page.evaluate(SET_APART)


def test_coming_dates_come_first_in_order(reader):
    page = reader().open(ISSUE)
    titles = page.locator("#dates .event-title").all_inner_texts()
    assert titles == ["Đào rãnh thoát nước", "Rải đá đoạn một"]
    assert page.evaluate(
        "document.querySelector('#dates').getBoundingClientRect().top"
        " < document.querySelector('article').getBoundingClientRect().top"
    )


def test_the_contents_lead_to_each_article_and_its_own_page(reader):
    page = reader().open(ISSUE)
    page.locator("#contents a", has_text="Cây cầu mới qua rạch").click()
    assert soon(page, lambda page: in_sight(page, "#cau-moi-title"))
    page.goto(page.url.split("#")[0] + "cau-moi.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cây cầu mới qua rạch")
    page.get_by_role("link", name="Bài sau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sữa bò và bánh dương")


def test_links_between_articles_hold_on_both_kinds_of_pages(reader):
    one = reader()
    assert one.open(ISSUE).locator("a[href='#cau-moi']").count() >= 2
    page = one.open("/2026-11/sua-duong.html")
    page.locator(".article-body a", has_text="cây cầu mới").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cây cầu mới qua rạch")


@VIEWPORTS
def test_sliding_shows_a_part_a_slide(reader, viewport):
    page = reader(viewport, reduced_motion="reduce").open(ISSUE, mode="slide")
    parts = page.locator("main > *").count()
    assert pages(page) == parts
    for at in range(2, 5):
        page.get_by_role("button", name="Trang sau").click()
        expect(page.locator("#page-now")).to_contain_text(f" {at} /")
    assert in_sight(page, "#sua-duong-title")
    width = page.evaluate("document.querySelector('#sua-duong').getBoundingClientRect().width")
    assert round(width) == viewport["width"]


@pytest.mark.parametrize("mode", ["slide", "flip"])
def test_the_first_page_of_an_article_is_its_beginning(reader, mode):
    page = reader(PHONE, reduced_motion="reduce").open("/2026-11/sua-duong.html", mode=mode)
    assert in_sight(page, "#sua-duong-title")


@VIEWPORTS
def test_turning_pages_reaches_every_line_once(reader, viewport):
    page = reader(viewport, reduced_motion="reduce").open(ISSUE, mode="flip")
    page.evaluate("document.fonts.ready.then(() => true)")
    still(page)  # with its own faces the text may come to fill another number of pages
    seen: list[str] = []
    for at in range(1, pages(page) + 1):
        expect(page.locator("#page-now")).to_contain_text(f" {at} /")
        until(page, f"({ROW})() === {at - 1}")
        seen += page.evaluate(
            """() => [...document.querySelectorAll("main .s[id]")].filter((s) => {
                const box = s.getClientRects()[0];
                return box && box.left >= 0 && box.left < innerWidth;
            }).map((s) => s.id)"""
        )
        assert page.evaluate(
            """() => {
                const frame = document.querySelector("main").getBoundingClientRect();
                return [...document.querySelectorAll("main .s")].flatMap((s) => [...s.getClientRects()])
                    .filter((b) => b.left >= 0 && b.left < innerWidth && b.height)
                    .every((b) => b.top >= frame.top - 1 && b.bottom <= frame.bottom + 1);
            }"""
        ), f"a line is cut on page {at}"
        if at < pages(page):
            page.get_by_role("button", name="Trang sau").click()
    assert page.get_by_role("button", name="Trang sau").is_disabled()
    everything = page.evaluate("[...document.querySelectorAll('main .s[id]')].map((s) => s.id)")
    outside = page.evaluate(
        "[...document.querySelectorAll('main details:not([open]) .s')].map((s) => s.id)"
    )
    assert sorted(set(everything) - set(outside)) == sorted(set(seen))
    assert len(seen) == len(set(seen))


PARTED = """[...document.querySelectorAll(".box-title, .note-title")].filter((title) => {
    const [name, named] = [title, title.nextElementSibling].map((e) => e?.getClientRects()[0]);
    return name && named && Math.abs(name.left - named.left) > innerWidth / 3;
}).map((title) => title.textContent)"""


def test_a_title_stands_on_the_page_of_what_it_names_whatever_the_windows_height(reader):
    page = reader(PHONE, reduced_motion="reduce").open(ISSUE, mode="flip")
    parted = {}
    for height in range(560, 860, 20):
        page.set_viewport_size({"width": PHONE["width"], "height": height})
        parted[height] = page.evaluate(PARTED)
    assert {height: titles for height, titles in parted.items() if titles} == {}


def test_pages_turn_by_arrow_keys_swipe_and_taps_at_the_edges(reader):
    page = reader(PHONE, reduced_motion="reduce", has_touch=True).open(ISSUE, mode="flip")
    assert number(page) == 1
    page.keyboard.press("ArrowRight")
    expect(page.locator("#page-now")).to_contain_text(" 2 /")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#page-now")).to_contain_text(" 1 /")
    page.keyboard.press("End")
    expect(page.locator("#page-now")).to_contain_text(f" {pages(page)} /")
    page.keyboard.press("Home")
    expect(page.locator("#page-now")).to_contain_text(" 1 /")
    swipe(page, 300, 120)
    expect(page.locator("#page-now")).to_contain_text(" 2 /")
    page.touchscreen.tap(350, 540)
    expect(page.locator("#page-now")).to_contain_text(" 3 /")
    page.touchscreen.tap(10, 540)
    expect(page.locator("#page-now")).to_contain_text(" 2 /")
    page.keyboard.press("Space")
    expect(page.locator("#page-now")).to_contain_text(" 3 /")
    page.mouse.move(180, 400)
    for _ in range(4):  # one gesture of a wheel
        page.mouse.wheel(0, -40)
    expect(page.locator("#page-now")).to_contain_text(" 2 /")
    page.context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    until(page, "document.getElementById('reading').style.touchAction === 'auto'")
    swipe(page, 300, 120)
    expect(page.locator("#page-now")).to_contain_text(" 2 /")


@MODES
def test_the_place_stays_when_the_text_grows(reader, mode):
    page = reader(PHONE, reduced_motion="reduce").open(ISSUE, mode=mode)
    page.evaluate("location.hash = '#sua-bo'")
    assert soon(page, lambda page: "sua-bo" in articles_in_sight(page))
    for _ in range(3):
        tap(page, "Chữ lớn hơn")
        still(page)
    assert "sua-bo" in articles_in_sight(page)


def test_the_place_stays_when_the_way_of_reading_changes(reader):
    page = reader(PHONE, reduced_motion="reduce").open(ISSUE + "#sua-bo")
    session = page.context.new_cdp_session(page)
    assert soon(page, lambda page: "sua-bo" in articles_in_sight(page))
    # A slow telephone spins while it waits: only the changes that once outlasted a clock are slow.
    for mode, slower in (("flip", 1), ("slide", 1), ("scroll", 12), ("flip", 12)):
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        choose(page, mode)
        still(page)
        assert "sua-bo" in articles_in_sight(page), mode


def test_what_is_opened_gets_pages_to_turn_to_and_moves_no_one(reader):
    page = reader(PHONE, reduced_motion="reduce").open(ISSUE + "#sua-bo", mode="flip")
    assert soon(page, lambda page: "sua-bo" in articles_in_sight(page))
    before = pages(page)
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    assert soon(page, lambda page: pages(page) > before)
    assert soon(page, lambda page: "sua-bo" in articles_in_sight(page))
    page.keyboard.press("End")
    assert soon(page, lambda page: number(page) == pages(page))
    last = "[...document.querySelectorAll('main .s')].pop().getClientRects()[0]"
    assert page.evaluate(f"{last}.left >= 0 && {last}.left < innerWidth")


def test_choices_are_remembered_and_the_tools_keep_their_size(reader):
    one = reader()
    page = one.open(ISSUE)
    tool = page.get_by_role("button", name="Chữ lớn hơn")
    before = tool.bounding_box()
    for _ in range(5):
        tool.click()
    assert tool.is_disabled()
    choose(page, "slide")
    choose(page, "dark")
    assert tool.bounding_box()["width"] == before["width"]
    again = one.open("/2026-11/sua-duong.html")
    root = again.locator("html")
    expect(root).to_have_attribute("data-size", "200")
    expect(root).to_have_attribute("data-scheme", "dark")
    expect(root).to_have_attribute("data-mode", "slide")
    paragraph = "parseFloat(getComputedStyle(document.querySelector('.article-body > p')).fontSize)"
    assert again.evaluate(paragraph) == 40
    ground = again.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in ground[4:-1].split(",")) < 120


def test_body_text_is_large_and_targets_are_wide_enough(reader):
    page = reader().open(ISSUE)
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.article-body > p')).fontSize)"
    )
    assert size >= 20
    page.locator("[data-listen]").first.click()
    page.get_by_role("button", name="Cách xem").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, summary, .choice, .toolbar a, .downloads a, .article-tools a, .front-links a, .foot a")]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 44 || box.height < 44)
            .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )
    assert small == []


def test_everything_is_done_by_keyboard(reader):
    page = reader(PHONE, reduced_motion="reduce").open(ISSUE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến phần nội dung")
    page.keyboard.press("Enter")
    expect(page.locator("#reading")).to_be_focused()
    opener = page.get_by_role("button", name="Cách xem")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("input[value=scroll]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-mode", "flip")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator("#display")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#page-now")).to_contain_text(" 2 /")
    page.locator("#contents a").nth(2).focus()
    assert in_sight(page, "#contents li:nth-child(1) a[href='#sua-bo']")
    page.keyboard.press("Enter")
    assert soon(page, lambda page: in_sight(page, "#sua-bo-title"))


def test_a_deep_link_opens_at_its_place_in_every_mode(reader):
    one = reader(PHONE, reduced_motion="reduce")
    for mode in ("scroll", "slide", "flip"):
        page = one.open("/robots.txt", mode=mode)
        page.goto(one.address + ISSUE + "#cau-moi")
        assert soon(page, lambda page: in_sight(page, "#cau-moi-title")), mode


def test_an_issue_opened_from_a_folder_reads_and_plays(browser, site):
    context = browser.new_context(viewport=PHONE)
    complaints: list[str] = []
    context.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page = context.new_page()
    page.goto((site / "bantin/2026-11/index.html").as_uri())
    expect(page.locator(".masthead")).to_have_css("background-color", "rgb(138, 28, 74)")
    choose(page, "flip")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#page-now")).to_contain_text(" 2 /")
    choose(page, "scroll")
    page.locator("[data-listen]").first.click()
    expect(page.locator("#player-time")).to_contain_text(PLAYING, timeout=20_000)
    assert page.evaluate("document.querySelector('.as-cover img').naturalWidth") > 0
    context.close()
    assert complaints == []


def test_a_printed_page_holds_the_whole_text_and_no_tools(reader):
    page = reader().open(ISSUE, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    letters = page.locator(".article-body > p").first
    expect(letters).to_have_css("color", "rgb(0, 0, 0)")
    for tool in (".toolbar", ".dock", ".article-tools", ".save", ".foot"):
        assert not page.locator(tool).first.is_visible()
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
        text = " ".join(
            " ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in printed
        )
    for words in ("Xã sửa đường ở ba ấp", "Thợ trong ấp góp công.", "Không ai bỏ chai xuống rạch."):
        assert words in text


MORE_ROWS = """() => {
    const rows = [...document.querySelectorAll(".table tbody tr")];
    for (const row of [...rows, ...rows]) row.parentElement.append(row.cloneNode(true));
}"""


def test_the_head_of_a_printed_table_stands_above_rows(reader):
    """Wherever the page ends: the words above the table are pushed down further and further."""
    page = reader().open("/2026-11/sua-duong.html")
    page.evaluate(MORE_ROWS)
    push = "px => document.querySelector('.article-body').style.paddingTop = `${px}px`"
    heads = 0
    for length in range(0, 1000, 25):
        page.evaluate(push, length)
        with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
            for sheet in printed:
                text = " ".join(sheet.get_textpage().get_text_bounded().split())
                heads += "Ngày làm" in text
                # Chromium writes down a table's caption behind its rows.
                assert not text.endswith(("Ngày làm", "Ngày làm Ba đoạn đường")), length
    assert heads >= 1000 // 25
