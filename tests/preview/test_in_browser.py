"""The preview as an editor has it: in Chromium, while texts are saved."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from bulletin.building.order import Order
from bulletin.cache import Cache
from bulletin.cli.failures import as_error
from bulletin.preview.running import Serving, run
from tests.conftest import SMALL

pytestmark = pytest.mark.xdist_group("preview")

PHONE, SCREEN = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
ARTICLE = "2026-11/01-mua-lu.md"
GUESSED = "\nLớp KTS khai giảng.\n"


class _Running:
    """A preview that runs in this process, and the browser in front of it."""

    def __init__(self, folder: Path, clips: Path, browser) -> None:
        self.root = Path(shutil.copytree(SMALL, folder / "xa"))
        self.text = (self.root / ARTICLE).read_text("utf-8")
        self.browser = browser
        self.complaints: list[str] = []
        self.pages: list[Page] = []
        self._stop, ready = threading.Event(), threading.Event()
        self.port = 0

        def at(port: int) -> None:
            self.port = port
            ready.set()

        order = Order(self.root, "2026-11", self.root, Cache(clips), folder, engine="espeak")
        serving = Serving(0, False, "vi", as_error, at, lambda _board: None)  # noqa: FBT003
        self._thread = threading.Thread(target=run, args=(order, serving, self._stop))
        self._thread.start()
        assert ready.wait(20)

    def close(self) -> None:
        """End it; it does not wait for news."""
        self._stop.set()
        self.save(self.text)
        self._thread.join(20)

    def save(self, text: str) -> None:
        (self.root / ARTICLE).write_text(text, "utf-8")

    def open(self, path: str, viewport=SCREEN):
        page = self.browser.new_page(viewport=viewport)
        self.pages.append(page)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(f"http://localhost:{self.port}{path}")
        return page


def soon(page, condition: str, seconds: float = 20) -> None:
    """Wait for an expression, through as many reloads as there are."""
    end = time.monotonic() + seconds
    while True:
        try:
            if page.evaluate(condition):
                return
        except Error:  # the page is just being loaded again
            pass
        assert time.monotonic() < end, f"never came: {condition}"
        page.wait_for_timeout(30)


@pytest.fixture(scope="module")
def running(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    preview = _Running(folder, folder / "cache", browser)
    yield preview
    preview.close()
    assert preview.complaints == []


@pytest.fixture
def preview(running):
    yield running
    running.save(running.text)
    (running.root / "lexicon.yaml").unlink(missing_ok=True)
    while running.pages:
        running.pages.pop().close()


PANEL = "document.querySelector('bulletin-preview')?.shadowRoot"


def test_what_is_saved_is_seen_and_what_is_wrong_stands_where_it_is(preview):
    page = preview.open("/2026-11/mua-lu.html")
    soon(page, f"{PANEL}?.querySelector('.bar')?.innerText.includes('Không có lỗi')")
    preview.save(preview.text + "\nXem http://xa.example/ nhé.\n")
    soon(page, "document.querySelector('.bulletin-finding + p.bulletin-place')")
    note = page.locator(".bulletin-finding")
    assert "B404" in note.inner_text()
    assert f"{ARTICLE}:20:5" in note.inner_text()
    assert "xa.example" in page.locator("p.bulletin-place").inner_text()
    page.evaluate(f"{PANEL}.querySelector('.bar button').click()")
    listed = page.evaluate(f"[...{PANEL}.querySelectorAll('li')].map(one => one.innerText)")
    assert len(listed) == 1
    assert "B404" in listed[0]


def test_a_text_that_cannot_be_built_leaves_the_last_page_with_the_findings_over_it(preview):
    page = preview.open("/2026-11/mua-lu.html", PHONE)
    soon(page, PANEL)
    preview.save(preview.text.replace(":alt:", ":atl:"))
    soon(page, f"!{PANEL}?.querySelector('.over').hidden")
    soon(page, "document.querySelector('main').innerText.includes('Sáng 15-10-2026')")
    soon(page, "document.querySelector('.bulletin-finding.is-error')")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    preview.save(preview.text)
    soon(
        page,
        f"{PANEL}?.querySelector('.over')?.hidden && !document.querySelector('.bulletin-finding')",
    )


def test_saving_while_pages_are_made_has_them_made_once_more(preview):
    page = preview.open("/2026-11/mua-lu.html")
    soon(page, PANEL)
    for number in range(6):
        preview.save(f"{preview.text}\nBản thứ {number}.\n")
        page.wait_for_timeout(60)
    soon(page, "document.querySelector('main').innerText.includes('Bản thứ 5')")


@pytest.mark.parametrize("viewport", [PHONE, SCREEN], ids=["phone", "screen"])
def test_a_guess_is_heard_and_one_click_says_it_so(preview, viewport):
    preview.save(preview.text + GUESSED)
    page = preview.open("/_preview/proof", viewport)
    guess = "[...document.querySelectorAll('li.sentence')].find(one => one.innerText.includes('Lớp KTS'))"
    soon(page, guess)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    text = page.locator("li.sentence:visible", has_text="Lớp KTS").inner_text()
    assert "kiến trúc sư" in text, "what is said stands beside what is written"
    with page.expect_response(lambda answer: "/_preview/clip/" in answer.url) as heard:
        page.evaluate(f"{guess}.querySelector('.play').click()")
    assert heard.value.status in {200, 206}
    sense = f"[...{guess}.querySelectorAll('.sense')].find(one => one.innerText === 'kỹ thuật số')"
    page.evaluate(f"{sense}.click()")
    soon(page, f"!{guess}")
    assert (preview.root / "lexicon.yaml").read_text("utf-8") == "KTS: kỹ thuật số\n"


def test_only_sentences_worth_hearing_are_there_and_can_be_chosen_by_their_kind(preview):
    page = preview.open("/_preview/proof")
    soon(page, "document.querySelectorAll('li.sentence').length")
    text = page.locator("ol").inner_text()
    assert "Sáng 15-10-2026, UBND xã họp với các ấp." in text
    assert "Sáng ngày mười lăm tháng mười" in text
    assert "Lúa thu đông ở ấp 3." not in text
    page.get_by_role("button", name="Viết tắt").click()
    shown = page.locator("li.sentence:visible")
    assert 0 < shown.count() < page.locator("li.sentence").count()
    assert all("Viết tắt" in one for one in shown.all_inner_texts())


def test_the_sound_is_made_when_it_is_asked_for(preview):
    page = preview.open("/2026-11/")
    soon(page, f"{PANEL}?.querySelector('[data-wish=sound]')")
    assert page.locator("audio").count() == 0
    page.evaluate(f"{PANEL}.querySelector('[data-wish=sound]').click()")
    soon(page, "document.querySelector('audio, [data-begin]')", 60)
    soon(page, f"{PANEL}?.querySelector('.actions')?.textContent.includes('Trang đã có tiếng')")
