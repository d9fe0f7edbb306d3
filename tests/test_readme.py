"""The README tells the truth about commands, directives, findings, editions and licences.

`make tables` writes its table of directives and its example of a finding anew.
"""

from __future__ import annotations

import re
import tomllib

import click
import pytest

from bulletin.cli import COMMANDS, cli
from bulletin.diagnostics import as_text, sources_below
from bulletin.editions.base import editions
from bulletin.source.load import load
from bulletin.source.settings.issues import ArticleSettings, IssueSettings
from bulletin.source.settings.models import Publication
from bulletin.source.settings.types import keys_of
from tests import readme_tables
from tests.conftest import CHECKOUT

FILE = CHECKOUT / "README.md"
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_it_opens_with_the_two_commands_and_then_build():
    places = [README.index(words) for words in ("make issue", "make test", "bulletin build")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_options(name):
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    row = next(line for line in README.splitlines() if line.startswith(f"| `bulletin {name}"))
    options = {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
    shared = {"--in", "--cache", "--lang", "--quiet"} | ({"--out"} if name != "build" else set())
    assert {option for option in options - shared if option not in row} == set()


@pytest.mark.parametrize(
    ("begins", "model", "besides"),
    [
        ("      publication.yaml ", Publication, {"the", "masthead", "and"}),
        ("        issue.yaml ", IssueSettings, set()),
        (
            "An article may do without settings",
            ArticleSettings,
            {"recording-marks", "recording-by"},
        ),
    ],
)
def test_every_setting_is_named_where_its_file_is(begins, model, besides):
    row = next(line for line in README.splitlines() if line.startswith(begins))
    named = re.findall(r"`(\w+)`", row.partition("The settings are")[2]) or re.findall(
        r"[\w-]+", re.sub(r"\(.*?\)", "", row.removeprefix(begins))
    )
    assert set(named) - besides == set(keys_of(model)) - besides


def test_every_directive_stands_in_its_table_with_all_that_it_takes(golden):
    golden.block(FILE, readme_tables.START, readme_tables.directives())


def test_the_example_of_a_finding_is_what_the_program_says(small, golden):
    root = small.rename(small.with_name("issues"))
    article = root / "2026-11" / "01-mua-lu.md"
    lines = [
        "---",
        "title: Mưa lũ",
        "---",
        *("" for _ in range(8)),
        ":::{figur} images/lua.jpg",
        ":::",
    ]
    article.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = load(root, "2026-11").findings
    text = as_text([one for one in found if one.span.line == 12], sources_below(root), "issues/")
    golden.block(
        FILE,
        "    issues/2026-11/01-mua-lu.md:",
        "".join(f"    {line}\n" for line in text.splitlines()),
    )


def test_the_folder_of_a_release_names_every_standard_edition():
    _, _, tree = README.partition("## What a build leaves")
    tree = tree.partition("\n## ")[0]
    for name, edition in editions().items():
        named = [download.file.removeprefix("{stem}") for download in edition.downloads]
        assert not edition.standard or any(one in tree for one in (name, *named)), name


def test_every_dependency_is_listed_with_its_licence():
    table = README[README.index("| part | for | licence |") :]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in PROJECT["dependencies"]}
    assert {name for name in names if name not in table} == set()
    assert "AGPL-3.0-or-later" in PROJECT["license"]
