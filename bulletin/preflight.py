"""What is looked at before anything is made: an issue read, and everything found about it.

In: a publication's folder and an issue's id. Out: the issue with its findings in order.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bulletin.check import check
from bulletin.diagnostics import Finding, FindingsError, in_order, sources_below
from bulletin.languages import words_for
from bulletin.narration.script import reader_of
from bulletin.narration.unknown import unknown_abbreviations
from bulletin.source.issue import Issue
from bulletin.source.load import load


def checked(root: Path, issue_id: str, *, audio: bool = True) -> tuple[Issue, tuple[Finding, ...]]:
    """A sound issue and its warnings; raises `FindingsError` if anything in it is an error.

    Without `audio` the issue has no voice, whatever publication.yaml says.
    """
    issue, findings = examined(root, issue_id)
    if issue is None or any(finding.is_error for finding in findings):
        raise FindingsError(findings)
    if not audio:
        silent = issue.publication.model_copy(update={"voice": None})
        issue = replace(issue, publication=silent)
    return issue, findings


def examined(root: Path, issue_id: str) -> tuple[Issue | None, tuple[Finding, ...]]:
    """An issue, as far as it can be read, and all findings about it."""
    loaded = load(root, issue_id)
    findings = list(loaded.findings)
    issue = loaded.issue
    if issue:
        findings += check(issue)
        if issue.publication.voice:
            findings += unknown_abbreviations(
                issue.articles,
                reader_of(issue),
                words_for(issue.publication.language),
                sources_below(root),
            )
    return issue, in_order(findings)
