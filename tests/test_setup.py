"""`.ci/setup` on a machine that has nothing: each of its needs can be met."""

from __future__ import annotations

import re
from pathlib import Path

SETUP = Path(__file__).parents[1] / ".ci" / "setup"


def test_each_need_names_the_debian_package_that_meets_it() -> None:
    """A `|` within a check would be read as the end of it: the package after it, as nothing."""
    rows = re.findall(r"^ *echo '(.+)'$", SETUP.read_text(encoding="utf-8"), flags=re.MULTILINE)
    needs = [[field.strip() for field in row.split("|")] for row in rows]
    assert len(needs) > 10
    assert [need for need in needs if len(need) != 5 or not (need[1] and need[2])] == []


def test_what_everyone_installs_is_what_the_tests_prove() -> None:
    """A need of the tests may hold a library back, and then it is held back for all."""

    def locked(name: str) -> set[str]:
        text = (SETUP.parents[1] / "constraints" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^(\S+==\S+)", text, flags=re.MULTILINE))

    assert len(locked("issue.txt")) > 50
    assert locked("issue.txt") - locked("test.txt") == set()
