"""No page asks another host for anything, keeps a cookie, or runs what stands in the page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.web.conftest import still

pytestmark = pytest.mark.xdist_group("web")


def every_page(site: Path) -> list[Path]:
    return sorted((site / "bantin").rglob("*.html"))


def test_a_whole_visit_stays_on_one_host_and_nothing_is_complained_of(reader, server):
    one = reader()
    page = one.open("/")
    page.locator("#query").fill("duong")
    page.locator("#results a").first.click()
    page.goto(f"{one.address}/2026-11/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for mode in ("flip", "slide"):
        page.evaluate("mode => document.querySelector(`input[value=${mode}]`).click()", mode)
        expect(page.locator("html")).to_have_attribute("data-mode", mode)
        still(page)
    page.locator("[data-listen]").nth(1).click()
    expect(page.locator("[data-do=toggle]")).to_have_class(re.compile("playing"))
    for path in ("/contents.html", "/sections.html", "/embed.html", "/2026-11/cau-moi.html"):
        page.goto(one.address + path)
    hosts = {urlsplit(url).netloc for url in one.requests if not url.startswith("blob:")}
    assert hosts == {urlsplit(server.address).netloc}
    assert one.complaints == []
    assert one.context.cookies() == []


def test_every_page_forbids_all_but_its_own(site):
    for file in every_page(site):
        tree = html.document_fromstring(file.read_text(encoding="utf-8"))
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; "), file
        assert "unsafe-inline" not in policy
        assert ("wasm-unsafe-eval" in policy) == (file == site / "bantin/index.html")
        assert not re.search(r"https?:|\*|data:", policy), file


def test_no_page_holds_script_style_or_handlers(site):
    for file in every_page(site):
        tree = html.document_fromstring(file.read_text(encoding="utf-8"))
        kinds = tree.xpath("//script[not(@src)]/@type")
        assert set(kinds) <= {"application/ld+json"}, file
        assert tree.xpath("//style | //@style") == [], file
        assert [name for name in tree.xpath("//@*") if name.attrname.startswith("on")] == [], file


def test_pages_load_nothing_from_elsewhere_and_by_relative_addresses(site):
    for file in every_page(site):
        tree = html.document_fromstring(file.read_text(encoding="utf-8"))
        loaded = tree.xpath(
            "//img/@src | //script/@src | //audio/@src | //source/@src | //video/@poster"
            " | //link[@rel='stylesheet' or @rel='icon']/@href"
        )
        for address in loaded:
            assert not urlsplit(address).netloc, file
            if file.name != "404.html":
                assert (file.parent / address).is_file(), (file, address)


def test_every_link_inside_leads_somewhere(site):
    ids: dict[Path, set[str]] = {}
    for file in every_page(site):
        tree = html.document_fromstring(file.read_text(encoding="utf-8"))
        ids[file] = set(tree.xpath("//@id"))
    for file in every_page(site):
        if file.name == "404.html":
            continue
        tree = html.document_fromstring(file.read_text(encoding="utf-8"))
        for address in tree.xpath("//a/@href"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (file.parent / parts.path).resolve() if parts.path else file
            assert target.is_file(), (file, address)
            if parts.fragment:
                assert parts.fragment in ids[target], (file, address)


def test_links_to_other_sites_are_marked_and_give_nothing_away(site):
    tree = html.document_fromstring(
        (site / "bantin/2026-11/sua-duong.html").read_text(encoding="utf-8")
    )
    links = tree.xpath("//main//a[starts-with(@href, 'http')]")
    assert links
    for link in links:
        assert "noopener" in link.get("rel").split()
        assert "external" in link.get("class").split()
        assert "(mở trang khác)" in link.text_content()
