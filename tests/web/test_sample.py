"""The sample's pages, with every directive, are light enough and stand before the judges."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bulletin.composition import Composition
from bulletin.narration.model import Narration
from tests.conftest import SAMPLE
from tests.validators import axe, nu
from tests.web.conftest import PHONE, SCREEN
from tests.web.server import serving
from tests.web.site import hosted
from tests.web.voice import timed

pytestmark = pytest.mark.xdist_group("web-sample")

FIRST_VIEW = 150_000
"""Bytes over the wire that the first view of an issue may take."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def voice(composition: Composition, folder: Path) -> Narration:
        return timed(composition, folder)

    return hosted(SAMPLE, tmp_path_factory.mktemp("sample"), voice, "2026-11")


@pytest.mark.parametrize("density", [1, 2, 3])
def test_the_first_view_is_light(sample, whole_browser: Browser, density):
    with serving(sample) as server:
        context = whole_browser.new_context(viewport=PHONE, device_scale_factor=density)
        page = context.new_page()
        sizes: dict[str, int] = {}
        page.on(
            "requestfinished",
            lambda one: sizes.update({one.url: one.sizes()["responseBodySize"]}),
        )
        page.goto(f"{server.address}/2026-11/", wait_until="networkidle")
        context.close()
    assert sum(sizes.values()) < FIRST_VIEW, sizes
    assert not [url for url in sizes if url.endswith((".m4a", ".woff2"))]


@pytest.mark.parametrize(
    ("mode", "viewport", "scheme"),
    [("scroll", PHONE, "dark"), ("slide", SCREEN, "light"), ("flip", PHONE, "light")],
)
def test_axe_finds_nothing_on_any_directive(sample, browser: Browser, mode, viewport, scheme):
    with serving(sample) as server:
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        context.add_init_script(
            f"localStorage.setItem('bulletin', JSON.stringify({{mode: '{mode}'}}))"
        )
        page = context.new_page()
        page.goto(f"{server.address}/2026-11/")
        found = axe.violations(page)
        context.close()
    assert found == []


def test_the_nu_checker_finds_no_error_in_the_sample_and_in_the_hosted_copy(sample, site):
    pages = [file for folder in (sample, site / "bantin") for file in folder.rglob("*.html")]
    assert nu.messages(sorted(pages)) == []
