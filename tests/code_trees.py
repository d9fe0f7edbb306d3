"""The program's modules as syntax trees, read once for all tests that look at the code."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.conftest import CHECKOUT

READS_ALL_CODE = pytest.mark.xdist_group("code")
"""For a test that takes `modules`: all of them in one worker, which reads the code once."""


@cache
def modules() -> Mapping[Path, ast.Module]:
    """Each file of the program with its tree."""
    files = sorted((CHECKOUT / "bulletin").rglob("*.py"))
    return MappingProxyType({file: ast.parse(file.read_text(encoding="utf-8")) for file in files})
