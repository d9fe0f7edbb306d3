"""What tests of robustness share: a publication to damage, and the promise to be kept."""

import re
import shutil
from pathlib import Path

from bulletin.check import check
from bulletin.diagnostics import as_github, as_json, as_text, in_order, sources_below
from bulletin.source.load import load
from tests.findings.cases import BASE

TESTS = Path(__file__).parents[1]
ISSUE = "2026-11"
ARTICLE = f"{ISSUE}/01-bai-mot.md"
SETTINGS = f"{ISSUE}/issue.yaml"
DATA = f"{ISSUE}/data/a.csv"

CHARTED = """---
title: Bài một
---

:::{chart} data/a.csv
:type: line
:title: Biểu đồ
:alt: Ba cột
:::

:::{table} data/a.csv
:caption: Bảng
:align: left right right
:::
"""
"""An article that shows everything in the data file."""


def publication(folder):
    """A publication without a fault, whose article shows its data."""
    shutil.copytree(BASE, folder)
    return folder


def findings_about(root, files):
    """What is found with these files in place; they are taken away again."""
    before = {file: (root / file).read_bytes() for file in files if (root / file).exists()}
    try:
        for file, data in files.items():
            (root / file).write_bytes(data)
        return _looked_at(root)
    finally:
        for file in files:
            if file in before:
                (root / file).write_bytes(before[file])
            else:
                (root / file).unlink()


def _looked_at(root):
    loaded = load(root, ISSUE)
    findings = in_order([*loaded.findings, *(check(loaded.issue) if loaded.issue else ())])
    for show in (as_json, as_github):
        show(findings).encode()
    as_text(findings, sources_below(root)).encode()
    rows = {file: _rows(root / file) for file in {finding.span.file for finding in findings}}
    for finding in findings:
        _is_in_its_file(finding, rows[finding.span.file])
    return findings


def _rows(file):
    data = file.read_bytes() if file.is_file() else b""
    return re.split(r"\r\n?|\n", data.decode("utf-8", errors="replace"))


def _is_in_its_file(finding, rows):
    span = finding.span
    assert 1 <= span.line <= len(rows), finding
    width = len(rows[span.line - 1])
    assert 1 <= span.column <= width + 1, finding
    assert span.end_column == 0 or span.column < span.end_column <= width + 1, finding
