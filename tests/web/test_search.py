"""Readers find articles of all issues, with or without accents, and nothing loads before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("web")


def look_for(page: Page, words: str) -> list[str]:
    page.locator("#query").fill(words)
    # What the last search said goes, so that what is waited for is said of this one.
    page.evaluate("document.getElementById('found').textContent = ''")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("#found")).to_contain_text("Tìm thấy")
    return page.locator("#results a").all_inner_texts()


def test_words_without_accents_find_words_with_accents(reader):
    found = look_for(reader().open("/"), "sua duong")
    assert {"Sửa đường trước mùa mưa", "Sữa bò và bánh dương"} <= set(found)


def test_the_same_accents_come_first(reader):
    page = reader().open("/")
    assert look_for(page, "sửa đường")[0] == "Sửa đường trước mùa mưa"
    assert look_for(page, "sữa dương")[0] == "Sữa bò và bánh dương"
    assert set(look_for(page, "đường")) >= {"Đèn đường ấp Đông", "Sửa đường trước mùa mưa"}
    assert look_for(page, "đèn đường")[0] == "Đèn đường ấp Đông"


def test_a_missing_stroke_alone_is_no_hindrance(reader):
    assert look_for(reader().open("/"), "den duong")[0] == "Đèn đường ấp Đông"


def test_what_is_shown_is_written_as_in_the_article(reader):
    page = reader().open("/")
    look_for(page, "cong ngang")
    words = page.locator("#results p").first.inner_text()
    assert "Đoạn ba có cống ngang" in words
    assert "\u0335" not in page.locator("#results").inner_text()
    assert page.locator("#results mark").all_inner_texts()[:2] == ["cống", "ngang."]


def test_a_result_leads_to_the_article_in_its_issue(reader):
    page = reader().open("/")
    look_for(page, "điện lực")
    expect(page.locator("#results small").first).to_have_text("Số 10")
    page.locator("#results a").first.click()
    assert page.url.endswith("/bantin/2026-10/den-duong.html")


def test_a_document_of_earlier_years_is_found_by_its_words_and_leads_to_its_page(reader):
    page = reader().open("/")
    assert look_for(page, "nao vet kenh") == ["Báo cáo năm 2019"]
    where = page.locator("#results small").first
    expect(where).to_have_text("Báo cáo, ngày 27 tháng 12 năm 2019")
    page.locator("#results a").first.click()
    assert page.url.endswith("/bantin/documents/bao-cao-2019/index.html")


def test_nothing_of_search_loads_before_somebody_searches(reader):
    one = reader()
    page = one.open("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in one.requests if "pagefind" in url]
    with page.expect_request(lambda request: "pagefind" in request.url):
        page.locator("#query").focus()


def test_nothing_found_and_no_network_are_told_in_words(reader, server):
    page = reader().open("/")
    page.locator("#query").fill("xyzxyz")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("#found")).to_contain_text("Không tìm thấy")
    server.online = False
    try:
        other = reader()
        server.online = True
        page = other.open("/")
        server.online = False
        page.locator("#query").fill("đường")
        expect(page.locator("#found")).to_contain_text("Chưa tìm được")
    finally:
        server.online = True


def test_without_a_script_the_lists_by_year_and_section_hold_every_article(reader):
    one = reader(java_script_enabled=False)
    titles = {
        "Sửa đường trước mùa mưa",
        "Cây cầu mới qua rạch",
        "Sữa bò và bánh dương",
        "Đèn đường ấp Đông",
    }
    for path in ("/contents.html", "/sections.html"):
        page = one.open(path)
        assert titles <= set(page.locator(".headlines a").all_inner_texts()), path
    page = one.open("/")
    assert not page.locator("#query").is_visible()
    page.get_by_role("link", name="Mục lục theo năm").click()
    page.get_by_role("link", name="Đèn đường ấp Đông").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đèn đường ấp Đông")
