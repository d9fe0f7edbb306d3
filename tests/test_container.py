"""The container is set up by the README's own commands, from what the repository has."""

from __future__ import annotations

import fnmatch
import re
import subprocess

import pytest

from bulletin.cli import COMMANDS
from tests.conftest import CHECKOUT

TEXT = (CHECKOUT / "Containerfile").read_text("utf-8")
STEPS = re.findall(r"^([A-Z]+) (.+)$", TEXT, re.MULTILINE)


def test_it_is_set_up_by_the_first_command_of_the_readme_and_by_what_that_cannot_bring():
    runs = [text for step, text in STEPS if step == "RUN"]
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    first = re.search(r"```sh\n(\S+ \S+)", readme)[1]
    assert [first in run.split(" && ") for run in runs] == [False, True]
    assert {"make", "python3", "python3-venv"} <= set(runs[0].split())


def test_nothing_that_the_repository_keeps_is_left_out_of_it():
    left_out = (CHECKOUT / ".dockerignore").read_text("utf-8").split()
    listed = subprocess.run(
        ["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    for file in listed.stdout.splitlines():
        parts = file.split("/")
        for pattern in left_out:
            above = parts if pattern.startswith("**/") else parts[:1]
            assert not fnmatch.filter(above, pattern.removeprefix("**/")), (file, pattern)


@pytest.mark.parametrize("step", ["FROM", "COPY", "ENTRYPOINT"])
def test_it_has_each_step_once(step):
    assert [one for one, _ in STEPS].count(step) == 1


def test_what_its_head_says_to_type_is_a_command_of_ours():
    (typed,) = re.findall(
        r"^#   podman run .* bulletin (\S+) --in /issues --out /dist$", TEXT, re.MULTILINE
    )
    assert typed in COMMANDS
