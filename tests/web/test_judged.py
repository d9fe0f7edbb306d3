"""The pages hold before the judges: axe, the Nu checker, Lighthouse."""

from __future__ import annotations

import pytest

from tests.validators import axe, lighthouse, nu
from tests.web.conftest import PHONE, SCREEN

pytestmark = pytest.mark.xdist_group("web-judged")

SET = """([name, value]) => {
    document.documentElement.dataset[name] = value;
    dispatchEvent(new Event("resize"));
}"""


@pytest.mark.parametrize("viewport", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("mode", ["scroll", "slide", "flip"])
def test_axe_finds_nothing_in_any_mode_size_or_colour(reader, mode, viewport):
    page = reader(viewport, reduced_motion="reduce").open("/2026-11/", mode=mode)
    page.locator("[data-listen='']").click()
    page.locator(".chart-data summary").evaluate("summary => summary.click()")
    for size in ("100", "200"):
        page.evaluate(SET, ["size", size])
        for scheme in ("light", "dark", "contrast"):
            page.evaluate(SET, ["scheme", scheme])
            assert axe.violations(page) == [], (size, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_other_pages(reader, scheme):
    one = reader(color_scheme=scheme)
    paths = ("/", "/contents.html", "/sections.html", "/embed.html", "/404.html")
    beside = (
        *("/documents/", "/documents/kinds.html", "/documents/bao-cao-2019/"),
        *("/documents/ban-quet/", "/topics/", "/topics/duong-sa/"),
    )
    for path in (*paths, *beside, "/2026-11/sua-duong.html", "/2026-10/"):
        page = one.open(path)
        if path == "/":
            page.locator("#query").fill("duong")
            page.locator("#results a").first.wait_for()
        if path.endswith("sua-duong.html"):
            page.get_by_role("button", name="Cách xem").click()
        assert axe.violations(page) == [], path


def test_the_nu_checker_finds_no_error(site):
    assert nu.messages(sorted((site / "bantin").rglob("*.html"))) == []


@pytest.mark.parametrize("path", ["/2026-11/", "/"])
def test_lighthouse_gives_full_marks_where_no_clock_is_in_it(server, path):
    found = lighthouse.report(
        f"{server.address}/bantin{path}", "accessibility", "best-practices", "seo"
    )
    assert lighthouse.scores(found) == {"accessibility": 100, "best-practices": 100, "seo": 100}, (
        lighthouse.failures(found)
    )
