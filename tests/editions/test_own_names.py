"""The names that the web edition keeps for itself are those that its pages use."""

import re

from bulletin.editions.web.names import FOLDERS, PLACES, is_own, is_own_place
from bulletin.theming.theme import templates_root

WITHOUT_ARTICLES = {"document.html", "topic.html", "verify.html"}
"""Pages on which no article stands."""


def test_every_place_that_a_template_names_is_kept_from_articles():
    named = {
        name
        for file in templates_root().rglob("*.html")
        if file.name not in WITHOUT_ARTICLES
        for name in re.findall(r'\bid="([^"{}]+)"', file.read_text("utf-8"))
    }
    assert named - {"search"} <= PLACES
    assert "search" in PLACES
    assert len(named) > 20


def test_every_list_of_places_that_a_template_counts_is_kept_from_articles():
    counted = {
        name
        for file in templates_root().rglob("*.html")
        for name in re.findall(r'\bid="(\w+)-\{\{', file.read_text("utf-8"))
    }
    assert counted
    assert all(is_own_place(f"{name}-1") for name in counted)


def test_pages_and_devices_are_kept_from_articles_and_other_names_are_not():
    assert all(map(is_own, ["index", "opening", "imprint", "announcement", "nul", "com1"]))
    assert not any(map(is_own, ["mua-lu", "section", "index-2", "console", "indexes"]))
    assert "assets" in FOLDERS
