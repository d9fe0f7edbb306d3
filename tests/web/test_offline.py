"""A reader who asks for it keeps the issue: it opens without a network, and is kept fresh."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import PHONE, PLAYING, Reader, until
from tests.web.server import Server, serving
from tests.web.site import PUBLICATION, composed, release
from tests.web.voice import narrated

pytestmark = pytest.mark.xdist_group("web")

ISSUE = "/2026-11/"


@pytest.fixture
def own_server(own_site):
    """A server of a hosted copy that a test may change and cut off."""
    with serving(own_site) as running:
        yield running


@pytest.fixture
def visitor(browser, own_server: Server):
    """A reader of that hosted copy."""
    context = browser.new_context(viewport=PHONE)
    yield Reader(context, f"{own_server.address}/bantin")
    context.close()


def save(page: Page, what: str) -> None:
    page.get_by_role("button", name=what).click()
    expect(page.locator("#save-status")).to_contain_text("Đã lưu", timeout=20_000)


def test_nothing_is_saved_unasked(visitor):
    page = visitor.open(ISSUE)
    page.wait_for_load_state("networkidle")
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    assert not [url for url in visitor.requests if "worker.js" in url]


def test_the_sizes_are_told_before(visitor, own_site):
    page = visitor.open(ISSUE)
    expect(page.get_by_role("button", name="Lưu chữ và ảnh")).to_contain_text("kB")
    sound = page.get_by_role("button", name="Lưu cả phần nghe").inner_text()
    number, unit = sound.partition("(")[2].removesuffix(")").split("\N{NO-BREAK SPACE}")
    told = float(number.replace(",", ".")) * {"kB": 1e3, "MB": 1e6}[unit]
    audio = sum(file.stat().st_size for file in (own_site / "bantin/2026-11/audio").iterdir())
    assert told > audio


def test_the_text_is_read_without_a_network(visitor, own_server):
    page = visitor.open(ISSUE)
    save(page, "Lưu chữ và ảnh")
    own_server.online = False
    page = visitor.open(ISSUE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Số để thử")
    until(page, "document.querySelector('.as-cover img').naturalWidth > 0")
    page.goto(f"{visitor.address}/2026-11/sua-duong.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sửa đường trước mùa mưa")
    until(page, "document.querySelector('figure.opening img').naturalWidth > 0")


@pytest.mark.parametrize("online", [True, False])
def test_saved_from_a_host_that_redirects_it_opens_by_either_address(visitor, own_server, online):
    own_server.redirects = True
    page = visitor.open(ISSUE)
    save(page, "Lưu chữ và ảnh")
    own_server.online = online
    for address in ("index.html", "", "sua-duong.html", "sua-duong", "sua-duong.html#reading"):
        page.goto("about:blank")
        page.goto(f"{visitor.address}/2026-11/{address}")
        title = "Sửa đường trước mùa mưa" if address.startswith("sua") else "Số để thử"
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="Số để thử").or_(page.locator(".to-contents")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Số để thử")


def test_with_the_sound_it_is_heard_too_from_any_place(visitor, own_server):
    page = visitor.open(ISSUE)
    save(page, "Lưu cả phần nghe")
    own_server.online = False
    page = visitor.open(ISSUE)
    page.locator("#sua-duong [data-listen]").click()
    expect(page.locator("#player-time")).to_contain_text(PLAYING, timeout=20_000)
    for _ in range(3):
        page.get_by_role("button", name="Tới 15 giây").click()
    expect(page.locator("#player-time")).to_contain_text("0:4", timeout=20_000)


def test_a_reissued_issue_comes_anew_and_only_its_changed_files(
    visitor, own_server, own_site, tmp_path
):
    page = visitor.open(ISSUE)
    save(page, "Lưu cả phần nghe")
    composition = composed(PUBLICATION, "2026-11")
    changed = composition.issue.settings.model_copy(update={"title": "Số đã sửa lại"})
    issue = replace(composition.issue, settings=changed)
    place = own_site / "bantin/2026-11"
    again = release(replace(composition, issue=issue), tmp_path, narrated)
    for file in sorted(p for p in again.rglob("*") if p.is_file()):
        target = place / file.relative_to(again)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    own_server.requests.clear()
    page = visitor.open(ISSUE)
    expect(page.locator("#renewed")).to_be_visible(timeout=20_000)
    assert not [path for path in own_server.requests if path.endswith((".m4a", ".webp"))]
    page.get_by_role("link", name="Xem bản mới").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Số đã sửa lại")
    own_server.online = False
    page = visitor.open(ISSUE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Số đã sửa lại")


def test_a_saved_article_that_was_reissued_says_so(visitor, own_site):
    page = visitor.open(ISSUE)
    save(page, "Lưu chữ và ảnh")
    place = own_site / "bantin/2026-11"
    article = place / "sua-duong.html"
    old, new = "Sửa đường trước mùa mưa", "Sửa đường sau mùa mưa"
    article.write_text(article.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    worker = place / "worker.js"
    text = worker.read_text(encoding="utf-8")
    digest = re.search(r'\["sua-duong\.html", ?"(\w+)"\]', text)[1]
    version = re.search(r'"?version"?: ?"(\w+)"', text)[1]
    worker.write_text(text.replace(digest, "0" * len(digest)).replace(version, "new"), "utf-8")
    page.goto(f"{visitor.address}/2026-11/sua-duong.html")
    expect(page.locator("#renewed")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Xem bản mới").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(new)
    expect(page.locator("#renewed")).to_be_hidden()


def test_a_saved_issue_is_removed_when_asked(visitor):
    page = visitor.open(ISSUE)
    save(page, "Lưu chữ và ảnh")
    page.get_by_role("button", name="Xóa bản đã lưu").click()
    expect(page.locator("#save-status")).to_contain_text("Đã xóa")
    assert page.evaluate("caches.keys().then((all) => all.length)") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_saving_that_fails_is_told_and_leaves_nothing(visitor, own_site):
    (own_site / "bantin/2026-11/sua-bo.html").unlink()
    page = visitor.open(ISSUE)
    page.get_by_role("button", name="Lưu chữ và ảnh").click()
    expect(page.locator("#save-status")).to_contain_text("Chưa lưu được", timeout=20_000)
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
