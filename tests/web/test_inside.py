"""Inside a chat app's own browser: what is said there, and that it can do without much."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.validators import axe
from tests.web.conftest import PHONE, still, until
from tests.web.scripts import OUT

pytestmark = pytest.mark.xdist_group("web")

ZALO = (
    "Mozilla/5.0 (Linux; Android 11; CPH2239 Build/RP1A.200720.011; wv) AppleWebKit/537.36 (KHTML,"
    " like Gecko) Version/4.0 Chrome/103.0.5060.71 Mobile Safari/537.36 Zalo android/22120674"
    " ZaloTheme/light ZaloLanguage/vi"
)
_IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko)"
INSIDE = [
    ZALO,
    f"{_IOS} Mobile/15E148 Zalo iOS/424 ZaloTheme/light ZaloLanguage/vn",
    f"{_IOS} Mobile/15E148 [FBAN/FBIOS;FBAV/371.0.0.24;FBDV/iPhone12,1;FBLC/vi_VN]",
    f"{_IOS} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/371.0;FBLC/vi_VN]",
    f"{_ANDROID} Version/4.0 Chrome/110.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/401.0.0.24;]",
    f"{_IOS} Mobile/15E148 Instagram 230.0.0.14 (iPhone12,1; iOS 15_5; vi_VN)",
    f"{_IOS} Mobile/15E148 Safari Line/12.9.1",
    f"{_ANDROID} Version/4.0 Chrome/110.0 Mobile Safari/537.36 MicroMessenger/8.0.30 NetType/4G",
    f"{_ANDROID} Version/4.0 Chrome/110.0 Mobile Safari/537.36 musical_ly_2022 BytedanceWebview/d8a2",
    "Mozilla/5.0 (Linux; Android 9; SM-J730G; wv) AppleWebKit/537.36 Version/4.0 Chrome/90.0",
    f"{_IOS} Mobile/15E148",
    _IOS.replace("iPhone", "iPad") + " Mobile/15E148",
]
OUTSIDE = [
    f"{_ANDROID} Chrome/110.0.0.0 Mobile Safari/537.36",
    f"{_ANDROID} SamsungBrowser/19.0 Chrome/102.0 Mobile Safari/537.36",
    f"{_ANDROID} coc_coc_browser/112.0 Chrome/106.0 Mobile Safari/537.36",
    f"{_ANDROID} Chrome/110.0 Mobile Safari/537.36 OPR/73.1 EdgA/109.0",
    f"{_IOS} Version/15.5 Mobile/15E148 Safari/604.1",
    f"{_IOS} CriOS/109.0 Mobile/15E148 Safari/604.1",
    f"{_IOS} FxiOS/109.0 Mobile/15E148 Safari/605.1.15",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/16.3 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/110.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:110.0) Gecko/20100101 Firefox/110.0",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9; U; vi) Presto/2.12 Version/12.16",
    "Mozilla/5.0 (Linux; U; Android 8.1; vi-VN) UCBrowser/12.13 Mobile Safari/537.36 Online/1.0",
]
"""Browsers proper, some of whose names hold a piece of the others'."""

FAKE = """([script, standalone, agents]) => agents.map((userAgent) => {
    const root = { dataset: {}, classList: { add() {} } };
    const document = {
        documentElement: root, currentScript: { dataset: { inside: "x.js" } },
        createElement: () => ({}), head: { append() {} },
    };
    %s
    return "inside" in root.dataset;
})"""


def known(page, agents, *, standalone=False):
    """Of which of these browsers the script believes that they are inside an app."""
    script = (OUT / "early.js").read_text(encoding="utf-8")
    code = FAKE % f"const navigator = {{ userAgent, standalone }}; {script}"
    return page.evaluate(code, ["", standalone, agents])


def test_apps_are_known_and_browsers_are_not_taken_for_them(reader):
    page = reader().open("/robots.txt")
    assert known(page, INSIDE) == [True] * len(INSIDE)
    assert known(page, OUTSIDE) == [False] * len(OUTSIDE)
    # A page on the home screen of an iPhone calls itself no Safari either.
    assert known(page, INSIDE[-2:], standalone=True) == [False, False]


MISSING = """
for (const name of ["share", "canShare", "clipboard", "mediaSession", "serviceWorker", "locks"])
    delete Navigator.prototype[name];
for (const name of [
    "caches", "MediaMetadata", "MediaSession", "ResizeObserver", "IntersectionObserver",
    "HTMLDialogElement", "indexedDB", "localStorage", "sessionStorage", "BroadcastChannel",
    "Notification", "requestIdleCallback", "speechSynthesis",
]) delete window[name];
delete Element.prototype.requestFullscreen;
delete Document.prototype.execCommand;
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { play.call(this).catch(() => {}); };
"""
"""What is simply not there in old and in stripped web views."""

FORBIDDEN = """
const forbid = (holder, names) => names.forEach((name) => Object.defineProperty(holder, name, {
    configurable: true, get() { throw new DOMException("no", "SecurityError"); },
}));
forbid(window, ["localStorage", "sessionStorage", "indexedDB", "caches"]);
forbid(Navigator.prototype, ["serviceWorker", "clipboard", "storage"]);
delete Navigator.prototype.share;
Document.prototype.execCommand = () => { throw new DOMException("no", "NotAllowedError"); };
"""
"""What is there, and throws when it is touched."""


NO_CLIPBOARD = "delete Navigator.prototype.clipboard;"
CAUGHT = (
    "document.addEventListener('copy', () => { window.copied = getSelection().toString(); }, true);"
)


@pytest.mark.parametrize("lacks", [MISSING, FORBIDDEN], ids=["missing", "forbidden"])
def test_reading_listening_and_enlarging_do_without_what_a_web_view_lacks(reader, lacks):
    one = reader(user_agent=ZALO)
    one.context.add_init_script(lacks)
    page = one.open("/2026-11/")
    expect(page.locator("html")).to_have_class(re.compile("ready"))
    expect(page.locator("#save")).to_be_hidden()
    page.locator("[data-size-step='1']").click()
    expect(page.locator("html")).to_have_attribute("data-size", "115")
    page.locator("[aria-controls=display]").click()
    for mode in ("slide", "flip", "scroll"):
        page.evaluate("mode => document.querySelector(`input[value=${mode}]`).click()", mode)
        expect(page.locator("html")).to_have_attribute("data-mode", mode)
    page.locator(".done").click()
    page.set_viewport_size({"width": 640, "height": 360})
    still(page)
    page.locator(".listen-all").click()
    expect(page.locator("[data-do=toggle]")).to_have_class(re.compile("playing"))
    until(page, "document.querySelector('.now') !== null")
    page.locator("[data-do=forward]").click()
    page.locator("[data-do=close]").click()
    page.locator("[data-share]").first.click()
    page.wait_for_url(re.compile(r"2026-11/[a-z-]+\.html"))  # a link, where nothing can share
    assert one.complaints == []


@pytest.mark.parametrize(("says", "copied"), [("NotAllowedError", True), ("AbortError", False)])
def test_a_share_sheet_that_fails_copies_and_one_that_is_closed_does_not(reader, says, copied):
    one = reader()
    one.context.add_init_script(
        f"navigator.share = () => Promise.reject(new DOMException('', '{says}'));{NO_CLIPBOARD}{CAUGHT}"
    )
    page = one.open("/2026-11/")
    share = page.locator("[data-share]").first
    share.click()
    words = share.get_attribute("data-copied") if copied else "Chia sẻ bài này"
    expect(share.locator(".words")).to_have_text(words)
    assert page.evaluate("window.copied || ''").startswith("http") is copied


def test_what_does_not_work_is_said_before_anybody_taps_and_the_way_out_shown(reader):
    one = reader(user_agent=ZALO)
    for path in ("/2026-11/", "/2026-11/cau-moi.html", "/"):
        page = one.open(path)
        notice = page.locator("#inside")
        expect(notice).to_be_visible()
        expect(page.locator("#inside-address")).to_have_text(
            page.locator("link[rel=canonical]").get_attribute("href")
        )
        notice.locator("summary").click()
        expect(notice.get_by_role("img")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        if path == "/2026-11/":  # the notice is the same on every page
            assert axe.violations(page) == []
        before = "document.querySelector('#inside').compareDocumentPosition(document.querySelector('main'))"
        assert page.evaluate(before) == 4
        page.close()
    page = one.open("/2026-11/")
    expect(page.locator("#inside-note")).to_be_visible()
    assert any("inside" in url for url in one.requests)


def test_a_browser_proper_hears_nothing_of_it(reader):
    one = reader()
    page = one.open("/2026-11/")
    expect(page.locator("#inside")).to_be_hidden()
    expect(page.locator("#inside-note")).to_be_hidden()
    assert not any("inside" in url for url in one.requests)


@pytest.mark.parametrize(
    ("lacks", "told"),
    [("", "copied"), (NO_CLIPBOARD, "copied"), (FORBIDDEN, "failed")],
    ids=["clipboard", "old", "neither"],
)
def test_the_address_is_copied_or_marked_for_a_long_press(reader, lacks, told):
    one = reader(user_agent=ZALO, permissions=["clipboard-write", "clipboard-read"])
    one.context.add_init_script(lacks + CAUGHT)
    page = one.open("/2026-11/")
    button = page.locator("[data-copy]")
    button.click()
    expect(page.locator("#inside-told")).to_have_text(button.get_attribute(f"data-{told}"))
    address = page.locator("#inside-address").inner_text()
    if not lacks:
        assert page.evaluate("navigator.clipboard.readText()") == address
    elif told == "failed":
        assert page.evaluate("getSelection().toString()") == address
    else:
        assert page.evaluate("document.querySelector('textarea')") is None
    assert one.complaints == []
