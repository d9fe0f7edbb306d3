"""The README tells the truth about commands, directives, editions and licences."""

from __future__ import annotations

import re
import tomllib

import click
import pytest

from bulletin.cli import COMMANDS, cli
from tests.conftest import CHECKOUT

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
    shared = {"--in", "--cache", "--out"} if name != "build" else {"--in", "--cache"}
    assert {option for option in options - shared if option not in row} == set()


def test_every_dependency_is_listed_with_its_licence():
    table = README[README.index("| part | for | licence |") :]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in PROJECT["dependencies"]}
    assert {name for name in names if name not in table} == set()
    assert "AGPL-3.0-or-later" in PROJECT["license"]
