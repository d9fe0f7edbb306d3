"""The cases of findings: publications that lie in folders, and what is said of them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from bulletin.building.preflight import examined, examined_alone
from bulletin.source.load import issue_ids

HERE = Path(__file__).parent
BASE = HERE / "_base"
"""A publication without a fault, which the cases lie over."""
TODAY = dt.date(2026, 12, 1)
CASES = sorted(
    {
        file.parent.name
        for mark in ("input", "id.txt", "without.txt")
        for file in HERE.glob(f"*/{mark}")
    }
)


def publication(case, folder):
    """The case's publication in `folder`, and the id of the issue to look at."""
    shutil.copytree(BASE, folder)
    for file in _lines(case / "without.txt"):
        (folder / file).unlink()
    if (case / "input").is_dir():
        shutil.copytree(case / "input", folder, symlinks=True, dirs_exist_ok=True)
    return _id(case / "id.txt")


def findings_about(root, issue_id):
    """All that is said before anything is built."""
    if issue_ids(root):
        return examined(root, issue_id, today=TODAY)[1]
    return examined_alone(root, TODAY)


def _id(file):
    return file.read_text(encoding="utf-8").strip("\n") if file.is_file() else "2026-11"


def _lines(file):
    return file.read_text(encoding="utf-8").split() if file.is_file() else []
