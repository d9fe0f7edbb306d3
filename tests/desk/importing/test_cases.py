"""Files as editors have them, and the articles and reports that they become.

Each folder of `cases/` has an input and, beside it, what it became: `expected.md` is the report
and every new text. Word files are made by `word.py`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bulletin.desk.importing.articles import Given, IssuePlace, imported
from bulletin.desk.importing.remarks import report
from bulletin.preflight import examined
from tests.conftest import TESTS
from tests.desk.importing import word

CASES = Path(__file__).with_name("cases")
FILES = sorted(path for path in CASES.glob("*/input.*"))
SMALL = TESTS / "publications" / "small"


@pytest.fixture(scope="module")
def issue(tmp_path_factory):
    """An issue to import into, with all cases in it at the end."""
    root = tmp_path_factory.mktemp("publication") / "small"
    shutil.copytree(SMALL, root)
    # Without sections all articles of the folder are in the issue.
    settings = root / "2026-11" / "issue.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text[: text.index("sections:")], "utf-8")
    return root / "2026-11"


def _shown(given, place, *, split=False):
    made = imported(given, place, split=split)
    parts = [report(given.name, list(made.files), made.remarks)]
    for path, data in made.files.items():
        if path.endswith((".md", ".csv")):
            parts.append(f"===== {path}\n{data.decode()}")
    return made, "\n".join(parts)


def _written(issue, made):
    for path, data in made.files.items():
        (issue / path).parent.mkdir(exist_ok=True)
        (issue / path).write_bytes(data)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.parent.name)
def test_a_text_becomes_an_article(file, issue, golden):
    made, shown = _shown(Given.of_path(file), IssuePlace.of_issue(issue))
    golden.file(file.with_name("expected.md"), shown)
    _written(issue, made)


@pytest.mark.parametrize("name", sorted(word.DOCUMENTS))
def test_a_document_becomes_an_article(name, issue, golden):
    ending, make = word.DOCUMENTS[name]
    given = Given(f"{name}{ending}", make())
    made, shown = _shown(given, IssuePlace.of_issue(issue))
    (CASES / name).mkdir(exist_ok=True)
    golden.file(CASES / name / "expected.md", shown)
    _written(issue, made)


def test_the_check_finds_nothing_in_articles_that_is_the_importers_fault(issue):
    _, findings = examined(issue.parent, "2026-11")
    # What a picture shows, only a person can say.
    wrong = [str(f) for f in findings if f.is_error and f.code.number != "B305"]
    assert wrong == []
    assert len(list(issue.glob("*.md"))) > len(FILES)
