"""What browsers run is bundled from modules that ESLint has nothing to say of."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.web.scripts import OUT, SCRIPTS, SOURCES, bundle, complaints

BUDGET = {
    "audience": 950,
    "early": 450,
    "inside": 600,
    "reader": 5_500,
    "search": 1_300,
    "verify": 2_100,
    "worker": 1_700,
}
"""The most bytes of each script on the way to a phone."""


def test_the_modules_are_without_a_complaint():
    assert complaints() == ""


def test_the_linter_sees_names_from_nowhere_loose_comparisons_and_what_old_phones_lack():
    said = complaints("if (nowhere == 1) nowhere([[1]].flatMap(nowhere));\n")
    assert "no-restricted-properties" in said
    assert "no-undef" in said
    assert "eqeqeq" in said


def test_the_scripts_are_what_the_modules_make(tmp_path):
    assert bundle(tmp_path) == ""
    made = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    kept = {file.name: file.read_text(encoding="utf-8") for file in OUT.iterdir()}
    assert kept == made, "run: make scripts"
    assert sorted(made) == [f"{name}.js" for name in SCRIPTS]


def test_every_module_is_part_of_a_script():
    imported = {
        name
        for file in SOURCES.glob("*.js")
        for name in re.findall(
            r'from "\./(\w+)\.js"|import "\./(\w+)\.js"', file.read_text("utf-8")
        )
        for name in name
    }
    assert {file.stem for file in SOURCES.glob("*.js")} - imported == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_light_and_needs_no_module_loader(name):
    data = (OUT / f"{name}.js").read_bytes()
    assert len(gzip.compress(data, mtime=0)) <= BUDGET[name]
    # Browsers load no module from a folder (HTML, fetch a module script graph: CORS).
    assert not re.search(rb"\b(import|export)\b(?!\()", data)
