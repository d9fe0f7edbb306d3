"""One browser and one hosted copy for all tests of the web edition in a worker."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page

from bulletin.cache import once
from tests.web.server import Server, serving
from tests.web.site import PUBLICATION, hosted
from tests.web.voice import narrated

PHONE = {"width": 360, "height": 640}
SCREEN = {"width": 1280, "height": 800}
PLAYING = re.compile("0:0[1-9] /")
"""What the player shows of a sound that is heard, however slow the machine is."""


@pytest.fixture(scope="module", autouse=True)
def _things_once(things_once: None) -> None:
    """As in a build: what editions need alike is made once, whichever test is first."""


@pytest.fixture(scope="session")
def site(shared_folder: Path, worker_id: str, store: once.Store) -> Path:
    """The hosted copy: two issues of the publication beside this file, below /bantin/.

    The first worker that wants it makes it, for all of them.
    """
    folder = shared_folder / "site"
    with FileLock(folder.with_suffix(".lock")), once.kept_in(store):
        if not folder.exists():
            made = folder.with_suffix(f".{worker_id}")
            hosted(PUBLICATION, made / "bantin", narrated, "2026-10", "2026-11")
            made.rename(folder)
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The hosted copy on a server of this machine."""
    with serving(site) as running:
        yield running


def until(page: Page, condition: str, seconds: float = 15) -> None:
    """Wait for an expression. (Playwright's own way needs eval, which our pages forbid.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came: {condition}"
        page.wait_for_timeout(30)


STILL = """() => new Promise((done) => {
    const main = document.getElementById("reading");
    const at = () => [
        scrollX, scrollY, main?.scrollLeft, main?.scrollTop, main?.clientWidth,
        document.documentElement.scrollHeight, document.documentElement.dataset.mode,
    ].join();
    let [last, frames] = ["", 0];
    const look = () => {
        frames = at() === last ? frames + 1 : 0;
        last = at();
        if (frames < 10) requestAnimationFrame(look);
        else done();
    };
    look();
})"""


def still(page: Page) -> None:
    """Wait until the page has stood still for ten frames: nothing scrolls, nothing is laid out."""
    page.evaluate(STILL)


def soon(page: Page, condition: Callable[[Page], bool], seconds: float = 15) -> bool:
    """Whether something comes true of a page in time."""
    end = time.monotonic() + seconds
    while not (came := condition(page)) and time.monotonic() < end:
        page.wait_for_timeout(30)
    return came


class Reader:
    """Somebody with a browser: opens pages, and notes all that their browser asks for."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("console", self._note)

    def _note(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def open(self, path: str, **settings: str) -> Page:
        """A page of the hosted copy; `settings` are what the reader chose before."""
        page = self.context.new_page()
        if settings:
            page.goto(f"{self.address}/robots.txt")
            page.evaluate(
                "kept => localStorage.setItem('bulletin', JSON.stringify(kept))", settings
            )
        page.goto(self.address + path)
        return page


@pytest.fixture
def reader(browser: Browser, server: Server):
    """Make readers: `reader(viewport)`, with the options of a browser context."""
    made: list[Reader] = []

    def make(viewport=PHONE, **options) -> Reader:
        context = browser.new_context(viewport=viewport, **options)
        made.append(Reader(context, f"{server.address}/bantin"))
        return made[-1]

    yield make
    server.online = True
    for one in made:
        one.context.close()


@pytest.fixture
def own_site(tmp_path: Path, site: Path) -> Path:
    """A hosted copy that a test may change."""
    return Path(shutil.copytree(site, tmp_path / "site"))
