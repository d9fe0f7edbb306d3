"""Every kind of finding: a directory holds the input and what is said about it.

`input/` lies over `_base/`, a publication without a fault; `without.txt` names files of the
base that the case does not have, `id.txt` another issue than 2026-11.
`python -m pytest --accept` writes `expected.txt` anew: read the difference.
"""

import shutil
from pathlib import Path

import pytest

from bulletin.codes import CODES, table
from bulletin.diagnostics import as_text, sources_below
from bulletin.preflight import examined, examined_alone
from bulletin.source.load import issue_ids

HERE = Path(__file__).parent
CASES = sorted(
    {
        file.parent.name
        for mark in ("input", "id.txt", "without.txt")
        for file in HERE.glob(f"*/{mark}")
    }
)


def publication(case, folder):
    """The case's publication in `folder`, and the id of the issue to look at."""
    shutil.copytree(HERE / "_base", folder)
    for file in _lines(case / "without.txt"):
        (folder / file).unlink()
    if (case / "input").is_dir():
        shutil.copytree(case / "input", folder, symlinks=True, dirs_exist_ok=True)
    return _id(case / "id.txt")


def findings_about(root, issue_id):
    """All that is said before anything is built."""
    return examined(root, issue_id)[1] if issue_ids(root) else examined_alone(root)


def _id(file):
    return file.read_text(encoding="utf-8").strip("\n") if file.is_file() else "2026-11"


def _lines(file):
    return file.read_text(encoding="utf-8").split() if file.is_file() else []


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_about_this_input_is_what_its_directory_expects(name, tmp_path, golden):
    case, root = HERE / name, tmp_path / "issues"
    issue_id = publication(case, root)
    findings = findings_about(root, issue_id)
    text = as_text(findings, sources_below(root)) + "\n"
    golden.file(case / "expected.txt", text)


def test_the_base_of_all_cases_has_no_fault():
    assert findings_about(HERE / "_base", "2026-11") == ()


ELSEWHERE = {"B427", "B431"}
"""Codes that want a picture of many megabytes, or a network: see tests/check/test_pages.py."""


def test_every_code_of_loader_and_rules_has_a_directory_that_shows_it():
    shown = {
        word for file in HERE.glob("*/expected.txt") for word in file.read_text("utf-8").split()
    }
    assert sorted(number for number in set(CODES) - shown - ELSEWHERE if number < "B5") == []


def test_the_table_of_codes_is_up_to_date(golden):
    golden.file(HERE.parents[1] / "bulletin" / "check" / "CODES.md", table())
