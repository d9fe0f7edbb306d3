"""A publication changes single files, keys and words of a theme; all else stays as it was."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from bulletin.check import check
from bulletin.source.load import load
from bulletin.theming.theme import Theme, templates_root
from tests.conftest import TESTS
from tests.findings.cases import BASE

pytestmark = pytest.mark.usefixtures("things_once")


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "issues"
    shutil.copytree(BASE, folder)
    return folder


def theme_of(root, **files):
    """The theme of a publication with these own files, without a finding."""
    for name, text in files.items():
        file = root / "theme" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    issue = load(root, "2026-11").issue
    assert check(issue) == ()
    return Theme(issue.publication, root)


def test_colours_that_are_left_out_stay(root):
    own = theme_of(root, **{"colours.yaml": 'warm: "#AABBCC"\n'}).colours
    plain = theme_of(root, **{"colours.yaml": ""}).colours
    assert own.warm == "#aabbcc"
    assert own.model_copy(update={"warm": plain.warm}) == plain


def test_a_family_replaces_the_one_of_its_role_with_its_weights(root):
    fonts = theme_of(root, **{"fonts.yaml": "display: {family: Source Serif 4}\n"}).fonts
    assert (fonts.display.family, fonts.display.weights) == ("Source Serif 4", ())
    assert fonts.text.family == "Source Serif 4"


def test_a_room_of_pictures_is_changed_by_itself(root):
    text = "headlines: 3\npictures:\n  chart: {width: 100, height: 50}\n"
    settings = theme_of(root, **{"pdf/settings.yaml": text}).page_settings
    assert settings.headlines == 3
    assert (settings.pictures.chart.width, settings.pictures.chart.height) == (100, 50)
    assert settings.pictures.figure.width > 0


def test_own_words_lie_over_those_of_their_language_and_no_other(root):
    words = {
        "strings/vi/web.yaml": 'web_issue: "Kỳ {number}"\n',
        "strings/en/web.yaml": 'web_issue: "No. {number}"\nweb_top: Up\n',
    }
    strings = theme_of(root, **words).strings
    assert strings("web_issue", number=3) == "Kỳ 3"
    assert strings("web_top") == "Lên đầu trang"


def test_braces_stand_for_themselves_when_they_are_doubled(root):
    strings = theme_of(root, **{"strings/vi/a.yaml": 'web_issue: "{{{number}}}"\n'}).strings
    assert strings("web_issue", number=3) == "{3}"


def test_a_page_of_the_theme_with_files_beside_it_is_no_finding(root):
    theme = theme_of(
        root,
        **{
            "web/404.html": '{% extends "web/base.html" %}{% block body %}'
            '{% include "web/own/hint.html" %}{% endblock %}',
            "web/own/hint.html": "<p>{{ heading }} {{ base }}</p>",
            "pdf/page.css": "@import 'own.css';\n.cover { background: url(own/wave.svg) }\n",
            "pdf/own.css": ".back { color: red }\n",
            "pdf/own/wave.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
            "icons/boat.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>',
            "README.md": "Ours.",
        },
    )
    assert theme.text("web/own/hint.html").startswith("<p>")
    assert theme.digest != Theme(theme.publication, TESTS).digest


@pytest.mark.parametrize("name", ["default", "school"])
def test_a_copy_of_the_whole_theme_is_no_finding(root, name):
    for folder in dict.fromkeys(("default", name)):
        source = templates_root() / folder
        shutil.copytree(source, root / "theme", dirs_exist_ok=True)
    issue = load(root, "2026-11").issue
    chosen = issue.publication.theme.model_copy(update={"name": name})
    publication = issue.publication.model_copy(update={"theme": chosen})
    assert check(replace(issue, publication=publication)) == ()


def test_the_strings_of_all_themes_are_there_in_both_languages(root):
    theme = theme_of(root)
    keys = {
        language: set(
            Theme(theme.publication.model_copy(update={"language": language}), root).strings.table
        )
        for language in ("en", "vi")
    }
    assert keys["en"] == keys["vi"]
