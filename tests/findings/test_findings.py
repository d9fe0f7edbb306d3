"""Every kind of finding: a directory holds the input and what is said about it.

`input/` lies over `_base/`, a publication without a fault; `without.txt` names files of the
base that the case does not have, `id.txt` another issue than 2026-11.
`python -m pytest --accept` writes `expected.txt` anew: read the difference.
"""

import re
import shutil
from string import Formatter

import pytest

from bulletin import codes
from bulletin.cache import once
from bulletin.check import check, registry
from bulletin.codes import CODES
from bulletin.diagnostics import Finding, Span, as_text, sources_below
from bulletin.explanations import table
from bulletin.messages import Wording, said, tr
from bulletin.source.load import issue_ids, load
from tests.findings.cases import BASE, CASES, HERE, findings_about, publication

pytestmark = pytest.mark.usefixtures("things_once")


FOREIGN = {
    "theme-style",
    "theme-template-fails",
    "theme-template-forbidden",
    "theme-template-syntax",
}
"""Cases in which Jinja, lxml or WeasyPrint says what is wrong, which speak English only."""


def english_left(findings):
    """What would stay English when all templates are translated: parts that have none."""
    said_by_findings = [words for one in findings for words in (one.message, one.hint) if words]
    plain = [words for words in said_by_findings if not isinstance(words, Wording)]
    left = (said(words, _without_words) for words in said_by_findings)
    return plain + [words for words in left if _ENGLISH.search(words)]


_ENGLISH = re.compile(r"\b(the|and|with|not|has|is|of|what|this|where|to|write|must)\b")


def _without_words(template):
    """A template of another language with no words at all, only fields."""
    parts = [(name, spec, how) for _, name, spec, how in Formatter().parse(template) if name]
    return " ".join(f"{{{n}{f'!{how}' if how else ''}:{spec or ''}}}" for n, spec, how in parts)


def test_a_message_that_is_english_in_part_is_noticed():
    half = Finding(codes.EMPTY_FILE, tr("{file} {what}", file="a.md", what="is empty"), Span("a"))
    whole = Finding(codes.EMPTY_FILE, tr("{file} is empty", file="a.md"), Span("a"), "write it")
    assert english_left([half, whole]) == ["write it", "a.md is empty", "write it"]


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_about_this_input_is_what_its_directory_expects(name, tmp_path, golden):
    case, root = HERE / name, tmp_path / "issues"
    issue_id = publication(case, root)
    findings = findings_about(root, issue_id)
    text = as_text(findings, sources_below(root)) + "\n"
    golden.file(case / "expected.txt", text)
    assert name in FOREIGN or english_left(findings) == []


def test_the_base_of_all_cases_has_no_fault():
    assert findings_about(BASE, "2026-11") == ()


def test_what_is_asked_of_each_article_alone_finds_the_same_in_the_whole_issue(
    tmp_path, monkeypatch
):
    written = [name for name in CASES if any((HERE / name).glob("input/*/*.md"))]
    roots = {tmp_path / name: publication(HERE / name, tmp_path / name) for name in written}
    read = (load(root, issue).issue for root, issue in roots.items() if issue_ids(root))
    issues = [issue for issue in read if issue]
    with once.kept_in(None):
        found = [check(issue) for issue in issues]
        monkeypatch.setattr(registry, "ALONE", set())
        assert [check(issue) for issue in issues] == found


def test_two_issues_that_many_disks_take_for_one_are_told(tmp_path):
    """In no directory of inputs, for those disks could not hold it."""
    root, names = tmp_path / "issues", ("2026-12-tet", "2026-12-TET", "2026-12-tet-2")
    for name in names:
        shutil.copytree(BASE / "2026-11", root / name)
    shutil.copy(BASE / "publication.yaml", root)
    told = {name: findings_about(root, name) for name in names}
    alike = {name: [f for f in told[name] if f.code is codes.WRONG_ISSUE_ID] for name in names}
    assert [len(found) for found in alike.values()] == [1, 1, 0]
    assert '"2026-12-TET"' in alike["2026-12-tet"][0].message


ELSEWHERE = {"B427", "B431", "B472", "B475", "B479"}
"""Codes that want a picture of many megabytes, a network or a finished PDF: see
tests/check/test_pages.py and tests/paper/test_press_law.py."""


def test_every_code_of_loader_and_rules_has_a_directory_that_shows_it():
    shown = {
        word for file in HERE.glob("*/expected.txt") for word in file.read_text("utf-8").split()
    }
    assert sorted(number for number in set(CODES) - shown - ELSEWHERE if number < "B5") == []


def test_the_table_of_codes_is_up_to_date(golden):
    golden.file(HERE.parents[1] / "bulletin" / "codes" / "CODES.md", table())
