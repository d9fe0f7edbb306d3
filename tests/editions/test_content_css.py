"""The style sheet of what stands in articles: its fallbacks are the theme's, and can be read."""

import re
from types import SimpleNamespace

import pytest
import yaml

from bulletin.art.colours import AAA, colours_of, contrast
from bulletin.source.settings.models import Colours
from bulletin.theming.models import ThemeColours
from bulletin.theming.theme import DEFAULT, templates_root

CSS = (templates_root() / DEFAULT / "content.css").read_text(encoding="utf-8")


def colours():
    """The default theme's colours, as for a publication that chooses none."""
    choice = SimpleNamespace(theme=SimpleNamespace(colours=Colours()))
    file = templates_root() / "default" / "colours.yaml"
    own = ThemeColours.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    return colours_of(SimpleNamespace(colours=own, publication=choice))


def test_each_property_falls_back_on_the_colour_of_the_theme():
    used = set(re.findall(r"var\(--([a-z-]+), (#[0-9a-f]{3,6})\)", CSS))
    known = {name.replace("_", "-"): value for name, value in colours().items()}
    assert used
    assert {(name, known[name]) for name, _ in used} == {
        (name, "#ffffff" if value == "#fff" else value) for name, value in used
    }


def test_no_colour_stands_outside_a_property_but_in_charts_and_films():
    bare = [
        line
        for line in CSS.splitlines()
        if re.search(r"#[0-9a-f]{3,6}\b", re.sub(r"var\([^)]*\)", "", line))
    ]
    assert [line.split(" {")[0] for line in bare] == [".media video", ".chart > svg"]


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        ("paper", ["ink", "quiet", "accent_text", "warning", "danger"]),
        ("accent_soft", ["ink", "quiet", "accent_text"]),
        ("warning_soft", ["ink", "quiet", "warning"]),
        ("danger_soft", ["ink", "quiet", "danger"]),
    ],
)
def test_words_can_be_read_on_their_grounds(ground, words):
    known = colours()
    for name in words:
        assert contrast(known[name], known[ground]) >= AAA, name


def test_braces_close():
    assert CSS.count("{") == CSS.count("}")
