"""The built wheel, alone in an empty virtual environment, makes the sample."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.conftest import CHECKOUT, SAMPLE


def _run(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_wheel_brings_all_that_the_sample_needs(tmp_path):
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".*", "dist", "node_modules", "__pycache__", "tests", "issues")
    shutil.copytree(CHECKOUT, source, ignore=ignored)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, cwd=source)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    program = tmp_path / "empty" / "bin"
    _run(program / "pip", "install", "-q", "--no-compile", wheel, cwd=tmp_path)
    shutil.copytree(SAMPLE, tmp_path / "issues")
    # The voice has its own tests; what the wheel could lack are templates, faces and tables.
    _run(program / "bulletin", "build", "--no-audio", "--cache", "cache", cwd=tmp_path)
    (release,) = (tmp_path / "dist").glob("*/manifest.json")
    names = {file.suffix for file in release.parent.iterdir()}
    assert {".pdf", ".epub", ".html", ".png", ".svg"} <= names
    assert "trung ương" in subprocess.run(
        [program / "bulletin", "script", "-"],
        input="Nghị quyết 57-NQ/TW", cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout.lower()  # fmt: skip
