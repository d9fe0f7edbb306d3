"""What newcomers read first is true: files, layers, words, commands, and the sentence's way."""

from __future__ import annotations

import importlib
import re
import tomllib

import pytest

from bulletin.composition import compose
from bulletin.document import Paragraph
from bulletin.languages import words_for
from bulletin.narration.script.article import reader_of, script_of
from bulletin.reading import spoken_text
from bulletin.source.load import load
from bulletin.xhtml import Writer, to_xhtml
from tests.conftest import CHECKOUT, SMALL

NAMES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
TEXTS = {name: (CHECKOUT / name).read_text(encoding="utf-8") for name in NAMES}
ARCHITECTURE = CHECKOUT / "ARCHITECTURE.md"
PACKAGE = CHECKOUT / "bulletin"

PATH = re.compile(r"`([\w./-]+?(?:\.(?:py|md|yaml|css|js|tsv|toml)|/))(?::\w+)?`")
OF_EDITORS = re.compile(r"^(dist|images|data|media|theme|issues|\.venv|strings|tables)/")
"""Folders of publications and of packages, of which the documents speak as well."""


@pytest.mark.parametrize("name", NAMES)
def test_every_file_that_is_named_is_there(name):
    last = PACKAGE
    missing = []
    for path in PATH.findall(TEXTS[name]):
        place = next((p for p in (CHECKOUT / path, PACKAGE / path) if p.exists()), None)
        # "`xhtml/prose.py`, `boxes.py`": a name without a folder stands beside the last one.
        place = place or ((last / path) if "/" not in path and (last / path).exists() else None)
        if place is None and not OF_EDITORS.match(path) and path not in EXAMPLES:
            missing.append(path)
        elif place is not None and "/" in path:
            last = place if place.is_dir() else place.parent
    assert missing == []


EXAMPLES = {
    "01-mua-lu.md",
    "02-bai.md",
    "publication.yaml",
    "issue.yaml",
    "imports/",
    "lexicon.yaml",
    "rules.py",
    "edition.py",
    "GUIDE.md",
    "HUONG-DAN.md",
}
"""Names of files that an editor or a package has."""


@pytest.mark.parametrize("name", NAMES)
def test_every_link_inside_leads_to_a_file(name):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", TEXTS[name].partition("## The folder")[0])
    assert [target for target in targets if not (CHECKOUT / target).exists()] == []


def test_every_room_of_the_house_is_named():
    rooms = {
        child.stem
        for child in PACKAGE.iterdir()
        if child.suffix in {"", ".py"} and not child.name.startswith(("_", "."))
    } - {"templates"}
    words = set(re.findall(r"\w+", TEXTS["ARCHITECTURE.md"]))
    assert sorted(rooms - words) == []


def test_the_layers_are_those_that_are_held_to(golden):
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = [
        contract["layers"]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    lines = [f"    {layer.replace('bulletin.', '').replace(' : ', ', ')}\n" for layer in layers]
    golden.block(ARCHITECTURE, "    cli\n", "".join(lines))


def test_the_sentence_goes_the_way_that_is_told():
    root = SMALL
    issue = load(root, "2026-11").issue
    composition = compose(issue)
    article = composition.articles[0]
    paragraph = next(block for block in article.body if isinstance(block, Paragraph))
    script = script_of(article, reader_of(issue), words_for("vi"))
    said = next(one for one in script.utterances if one.span == paragraph.span)
    text = TEXTS["ARCHITECTURE.md"]
    assert f"Line {paragraph.span.line} of `tests/publications/small/{article.file}`" in text
    assert f"`{paragraph.id}`" in text
    assert f"`{said.fragment}`" in text
    assert f"    {said.written}\n" in text
    assert f"    {spoken_text(said.runs)}\n" in text
    element = Writer(composition.theme.strings, theme=composition.theme).block(paragraph)
    span = to_xhtml(element[0]).strip()
    assert f"    {span}\n" in text


@pytest.mark.parametrize(
    "named", re.findall(r"`([\w/]+)\.py:(\w+)`", TEXTS["ARCHITECTURE.md"]), ids=lambda pair: pair[1]
)
def test_every_type_in_the_glossary_is_there(named):
    path, kind = named
    module = "bulletin." + path.replace("/", ".").removesuffix(".__init__")
    assert isinstance(getattr(importlib.import_module(module), kind), type)


@pytest.mark.parametrize("name", NAMES)
def test_every_target_of_make_that_is_named_is_there(name):
    targets = re.findall(
        r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", TEXTS[name], re.MULTILINE))
    assert named <= set(targets)


def test_a_newcomer_finds_how_to_add_each_kind_of_thing():
    headings = re.findall(r"^## How to add an? (.+)$", TEXTS["CONTRIBUTING.md"], re.MULTILINE)
    assert headings == ["directive", "finding", "edition", "speech engine", "target", "language"]


def test_the_architecture_is_told_on_two_pages():
    assert len(TEXTS["ARCHITECTURE.md"].split()) < 1_800


def test_what_is_not_yet_released_stands_first_in_the_changes():
    headings = re.findall(r"^## (.+)$", TEXTS["CHANGELOG.md"], re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", one) for one in headings[1:])
