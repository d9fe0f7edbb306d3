"""`bulletin check --fix` and `--diff`: what they print, and their exit codes."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from bulletin.cli import run
from bulletin.cli.commands.check import command
from bulletin.cli.terminal import Terminal
from tests.findings.cases import BASE

ARTICLE = "2026-11/01-bai-mot.md"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A publication with two findings that can be mended, and one that cannot."""
    shutil.copytree(BASE, tmp_path / "issues")
    text = "---\ntitle: Số #1\n---\n\n##Mục\n\n![](images/a.png)\n"
    (tmp_path / "issues" / ARTICLE).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "issues"


def test_the_listing_marks_what_is_fixable_and_counts_it(root, capsys):
    assert run(["check"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert (
        f"issues/{ARTICLE}:2:11: error B272 [*] what stands after # is a comment, which no edition shows"
        in shown
    )
    assert any("error B305 this picture" in line for line in shown)
    assert shown[-2:] == ["[*] 2 fixable with --fix", "bulletin explain B272 says more"]
    assert (root / ARTICLE).read_text(encoding="utf-8").startswith("---\ntitle: Số #1\n")


def test_a_diff_is_shown_and_nothing_written(root, capsys):
    before = (root / ARTICLE).read_bytes()
    assert run(["check", "--diff"]) == 1
    shown = capsys.readouterr()
    assert '-title: Số #1\n+title: "Số #1"\n' in shown.out
    assert shown.err == "2 findings would be mended\n"
    assert (root / ARTICLE).read_bytes() == before


def test_what_is_mended_is_named_and_the_rest_is_listed(root, capsys):
    assert run(["check", "--fix"]) == 1
    shown = capsys.readouterr()
    assert shown.err == f"mended: issues/{ARTICLE}\n2 findings mended\n"
    assert "B305" in shown.out
    assert "[*]" not in shown.out
    (root / ARTICLE).write_text('---\ntitle: "Số #1"\n---\n\nMột.\n', encoding="utf-8")
    assert run(["check", "--diff"]) == 0
    assert run(["check", "--fix"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("live", "quiet"), [(True, False), (False, False), (True, True)])
def test_on_a_terminal_it_says_which_issue_was_looked_at(root, live, quiet):
    terminal = Terminal(quiet=quiet, colour=False, live=live)
    told = [CliRunner(mix_stderr=False).invoke(command, obj=terminal).stderr]
    (root / ARTICLE).write_text("# Một\n\nMột.\n", encoding="utf-8")
    told.append(CliRunner(mix_stderr=False).invoke(command, obj=terminal).stderr)
    said = [
        "2026-11 was checked; errors: 2, warnings: 2\n",
        "2026-11 was checked: nothing is wrong\n",
    ]
    assert told == (said if live and not quiet else ["", ""])


def test_programs_are_given_the_edits(root, capsys):
    run(["check", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    fixes = {row["code"]: row["fix"] for row in rows}
    assert fixes["B305"] is None
    assert fixes["B272"]["edits"] == [
        {
            "file": ARTICLE,
            "line": 2,
            "column": 8,
            "end_line": 2,
            "end_column": 13,
            "text": '"Số #1"',
        }
    ]
    assert root.is_dir()


def test_a_file_that_cannot_be_written_is_named_with_code_1(root, capsys):
    (root / ARTICLE).write_text("---\ntitle: Số 1\n---\n\n##Mục\n\nMột.\n", encoding="utf-8")
    (root / ARTICLE).chmod(0o444)
    assert run(["check", "--fix"]) == 1
    assert f"issues/{ARTICLE} was left as it is: it is read-only" in capsys.readouterr().err
