"""The container is set up by the README's own commands, from what the repository has."""

from __future__ import annotations

import fnmatch
import re

import pytest

from bulletin.cli import COMMANDS
from tests.conftest import CHECKOUT

TEXT = (CHECKOUT / "Containerfile").read_text("utf-8")
NEEDED = (
    ".ci",
    "LICENSE",
    "Makefile",
    "README.md",
    "bulletin",
    "constraints",
    "issues",
    "pyproject.toml",
    "templates",
)
"""What `make issue` reads."""
STEPS = re.findall(r"^([A-Z]+) (.+)$", TEXT, re.MULTILINE)


def test_it_is_set_up_by_the_first_command_of_the_readme_and_by_what_that_cannot_bring():
    runs = [text for step, text in STEPS if step == "RUN"]
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    first = re.search(r"```sh\n(\S+ \S+)", readme)[1]
    assert [first in run.split(" && ") for run in runs] == [False, True]
    assert {"make", "python3", "python3-venv"} <= set(runs[0].split())


def test_nothing_that_an_issue_is_made_with_is_left_out_of_it():
    left_out = (CHECKOUT / ".dockerignore").read_text("utf-8").split()
    files = [
        file.relative_to(CHECKOUT).parts
        for name in NEEDED
        for file in (CHECKOUT / name, *(CHECKOUT / name).rglob("*"))
        if "__pycache__" not in file.parts
    ]
    assert {parts[0] for parts in files if (CHECKOUT / parts[0]).exists()} == set(NEEDED)
    for parts in files:
        for pattern in left_out:
            above = parts if pattern.startswith("**/") else parts[:1]
            assert not fnmatch.filter(above, pattern.removeprefix("**/")), (parts, pattern)


@pytest.mark.parametrize("step", ["FROM", "COPY", "ENTRYPOINT"])
def test_it_has_each_step_once(step):
    assert [one for one, _ in STEPS].count(step) == 1


def test_what_its_head_says_to_type_is_a_command_of_ours():
    (typed,) = re.findall(
        r"^#   podman run .* bulletin (\S+) --in /issues --out /dist$", TEXT, re.MULTILINE
    )
    assert typed in COMMANDS
