"""`.ci/setup` on a machine that has nothing: each of its needs can be met."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
SETUP = CHECKOUT / ".ci" / "setup"


def test_each_need_names_the_debian_package_that_meets_it() -> None:
    """A `|` within a check would be read as the end of it: the package after it, as nothing."""
    rows = re.findall(r"^ *echo '(.+)'$", SETUP.read_text(encoding="utf-8"), flags=re.MULTILINE)
    needs = [[field.strip() for field in row.split("|")] for row in rows]
    assert len(needs) > 10
    assert [need for need in needs if len(need) != 5 or not (need[1] and need[2])] == []


def test_what_everyone_installs_is_what_the_tests_prove() -> None:
    """A need of the tests may hold a library back, and then it is held back for all."""

    def locked(name: str) -> set[str]:
        text = (CHECKOUT / "constraints" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^(\S+==\S+)", text, flags=re.MULTILINE))

    assert len(locked("issue.txt")) > 50
    assert locked("issue.txt") - locked("test.txt") == set()


def test_the_source_package_has_what_make_runs() -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    run = set(re.findall(r"(?<![\w./-])(\.?[a-z]+)/[a-z]", makefile)) - {"build", ".venv"}
    assert {".ci", "bulletin", "constraints", "tests"} <= run
    assert run - {name.split("/")[0] for name in packed} == set()


def test_the_source_package_can_be_unpacked() -> None:
    """What unpacks it, as pip does, refuses links that lead out of it."""
    links = [file for file in (CHECKOUT / "tests").rglob("*") if file.is_symlink()]
    links = [file for file in links if "node_modules" not in file.parts]
    assert len(links) > 3
    out = [link for link in links if not _within(link)]
    assert out == []


def _within(link: Path) -> bool:
    return Path(os.path.normpath(link.parent / link.readlink())).is_relative_to(CHECKOUT)
