"""The pages hold before the judges: axe and Lighthouse; `test_sample` has the Nu checker."""

from __future__ import annotations

import pytest

from tests.validators import axe, lighthouse
from tests.web.conftest import PHONE, SCREEN

pytestmark = pytest.mark.xdist_group("web-judged")

SET = """([name, value]) => {
    document.documentElement.dataset[name] = value;
    dispatchEvent(new Event("resize"));
}"""


@pytest.mark.parametrize(
    ("viewport", "other"), [(PHONE, "dark"), (SCREEN, "contrast")], ids=["phone", "screen"]
)
@pytest.mark.parametrize("mode", ["scroll", "slide", "flip"])
def test_axe_finds_nothing_in_any_mode_size_or_colour(reader, mode, viewport, other):
    page = reader(viewport, reduced_motion="reduce").open("/2026-11/", mode=mode)
    page.locator("[data-listen='']").click()
    page.locator(".chart-data summary").evaluate("summary => summary.click()")
    for size in ("100", "200"):
        page.evaluate(SET, ["size", size])
        # Larger words ask less of their colours.
        for scheme in ("light", other) if size == "100" else ("light",):
            page.evaluate(SET, ["scheme", scheme])
            rules = axe.RULES if scheme == "light" else axe.COLOURS
            assert axe.violations(page, rules) == [], (size, scheme)


def test_axe_finds_nothing_on_the_other_pages(reader):
    one = reader()
    paths = ("/", "/contents.html", "/sections.html", "/embed.html", "/404.html")
    beside = (
        *("/documents/", "/documents/kinds.html", "/documents/bao-cao-2019/"),
        *("/documents/ban-quet/", "/topics/", "/topics/duong-sa/"),
    )
    page = one.open(paths[0])
    for path in (*paths, *beside, "/2026-11/sua-duong.html", "/2026-10/"):
        page.emulate_media(color_scheme="light")
        page.goto(one.address + path)
        if path == "/":
            page.locator("#query").fill("duong")
            page.locator("#results a").first.wait_for()
        if path.endswith("sua-duong.html"):
            page.get_by_role("button", name="Cách xem").click()
        assert axe.violations(page) == [], path
        page.emulate_media(color_scheme="dark")
        assert axe.violations(page, axe.COLOURS) == [], path


def test_the_rules_of_colours_are_all_that_axe_has_and_find_pale_words(reader):
    page = reader().open("/404.html")
    assert axe.violations(page, axe.COLOURS) == []
    page.evaluate("document.querySelector('.summary').style.color = '#bbb'")
    assert [found.partition(":")[0] for found in axe.violations(page, axe.COLOURS)] == [
        "color-contrast"
    ]
    of_colours = page.evaluate("axe.getRules(['cat.color'])")
    named = {one["ruleId"] for one in of_colours if not {*axe.RULES}.isdisjoint(one["tags"])}
    assert named == set(axe.COLOURS)


def test_lighthouse_gives_full_marks_where_no_clock_is_in_it(server):
    addresses = [f"{server.address}/bantin{path}" for path in ("/2026-11/", "/")]
    found = lighthouse.reports(addresses, "accessibility", "best-practices", "seo")
    assert len(found) == len(addresses)
    for one in found:
        assert lighthouse.scores(one) == {
            "accessibility": 100,
            "best-practices": 100,
            "seo": 100,
        }, lighthouse.failures(one)
