"""The built wheel, alone in an empty virtual environment, makes an issue."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from tests.conftest import CHECKOUT


def _run(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def _files(source: Path) -> set[str]:
    """What the checkout has of code, tables, styles and templates, as the wheel names it."""
    found = [f.relative_to(source) for f in source.rglob("*") if f.is_file()]
    package = {f.as_posix() for f in found if f.parts[0] == "bulletin"}
    return package | {f"bulletin/{f.as_posix()}" for f in found if f.parts[0] == "templates"}


def test_the_wheel_brings_all_that_an_issue_needs(small, tmp_path):
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".*", "dist", "node_modules", "__pycache__", "tests", "issues")
    shutil.copytree(CHECKOUT, source, ignore=ignored)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, cwd=source)
    (wheel,) = tmp_path.glob("*.whl")
    assert _files(source) <= set(zipfile.ZipFile(wheel).namelist())
    venv.create(tmp_path / "empty", with_pip=True)
    program = tmp_path / "empty" / "bin"
    _run(program / "pip", "install", "-q", "--no-compile", wheel, cwd=tmp_path)
    small.rename(tmp_path / "issues")
    # The voice has its own tests; what the wheel could lack are templates, faces and tables.
    _run(program / "bulletin", "build", "--no-audio", "--cache", "cache", cwd=tmp_path)
    (release,) = (tmp_path / "dist").glob("*/manifest.json")
    names = {file.suffix for file in release.parent.iterdir()}
    assert {".pdf", ".epub", ".html", ".png", ".svg"} <= names
    assert "trung ương" in subprocess.run(
        [program / "bulletin", "script", "-"],
        input="Nghị quyết 57-NQ/TW", cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout.lower()  # fmt: skip
