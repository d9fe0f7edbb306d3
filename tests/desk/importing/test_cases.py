"""Files as editors have them, and the articles and reports that they become.

Each folder of `cases/` has an input and, beside it, what it became: `expected.md` is the report
and every new text. Word files are made by `word.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bulletin.building.preflight import examined
from bulletin.desk.importing.articles import imported
from bulletin.desk.importing.opening.given import Given
from bulletin.desk.importing.places import IssuePlace
from bulletin.desk.importing.remarks import report
from tests.conftest import SMALL
from tests.desk.importing import drawn, official, passed_over, word, workbooks

# What is imported once is looked at by all tests here, so one process has them all.
pytestmark = pytest.mark.xdist_group("importing")

CASES = Path(__file__).with_name("cases")
FILES = {path.parent.name: path for path in sorted(CASES.glob("*/input.*"))}
DOCUMENTS = {
    **word.DOCUMENTS,
    **official.DOCUMENTS,
    **passed_over.DOCUMENTS,
    **workbooks.DOCUMENTS,
    **drawn.DOCUMENTS,
}


@pytest.fixture(scope="module")
def imports():
    """What each case became, and all there is to say about it."""
    return {name: _imported(name) for name in [*FILES, *DOCUMENTS]}


def _imported(name):
    place = IssuePlace.of_issue(SMALL / "2026-11")
    if name in FILES:
        given = Given.of_path(FILES[name])
    else:
        ending, make = DOCUMENTS[name]
        given = Given(f"{name}{ending}", make())
    made = imported(given, place)
    parts = [report(given.name, list(made.files), made.remarks)]
    for path, data in made.files.items():
        if path.endswith((".md", ".csv")):
            parts.append(f"===== {path}\n{data.decode()}")
    return made, "\n".join(parts)


@pytest.mark.parametrize("name", [*FILES, *DOCUMENTS])
def test_a_file_becomes_an_article(name, imports, golden):
    (CASES / name).mkdir(exist_ok=True)
    golden.file(CASES / name / "expected.md", imports[name][1])


def test_the_check_finds_nothing_in_articles_that_is_the_importers_fault(imports, tmp_path):
    shutil.copytree(SMALL, tmp_path / "small")
    issue = tmp_path / "small" / "2026-11"
    # Without sections all articles of the folder are in the issue.
    settings = issue / "issue.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text[: text.index("sections:")], "utf-8")
    for made, _ in imports.values():
        for path, data in made.files.items():
            (issue / path).parent.mkdir(exist_ok=True)
            (issue / path).write_bytes(data)
    read, findings = examined(issue.parent, "2026-11")
    # What a picture shows, only a person can say.
    assert [str(f) for f in findings if f.is_error and f.code.number != "B305"] == []
    assert len(read.articles) == len(imports) + 2
