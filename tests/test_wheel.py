"""The built wheel, with what it says that it needs and nothing else, makes an issue."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.conftest import CHECKOUT


def _run(*command: str | Path, cwd: Path, text: str = "") -> str:
    result = subprocess.run(
        [*map(str, command)], cwd=cwd, input=text, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def _files(source: Path) -> set[str]:
    """What the checkout has of code, tables, styles and templates, as the wheel names it."""
    found = [f.relative_to(source) for f in source.rglob("*") if f.is_file()]
    package = {f.as_posix() for f in found if f.parts[0] == "bulletin"}
    return package | {f"bulletin/{f.as_posix()}" for f in found if f.parts[0] == "templates"}


def _bring(needs: list[str], site: Path) -> None:
    """Put what is asked for, and what that asks for, into a folder of packages."""
    brought: set[tuple[str, str]] = set()
    waiting = [(Requirement(need), "") for need in needs]
    while waiting:
        need, extra = waiting.pop()
        if need.marker and not need.marker.evaluate({"extra": extra}):
            continue
        found = distribution(need.name)
        assert need.specifier.contains(found.version, prereleases=True), need
        for wanted in ("", *need.extras):
            if (need.name, wanted) not in brought:
                brought.add((need.name, wanted))
                waiting += [(Requirement(one), wanted) for one in found.requires or ()]
        _link(found, site)


def _link(found: Distribution, site: Path) -> None:
    for name in sorted({file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}):
        source, target = Path(str(found.locate_file(name))), site / name
        if source.exists() and not target.exists():
            target.symlink_to(source)


def test_the_wheel_brings_all_that_an_issue_needs(small, tmp_path):
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns(".*", "dist", "node_modules", "__pycache__", "tests", "issues")
    shutil.copytree(CHECKOUT, source, ignore=ignored)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, cwd=source)
    (wheel,) = tmp_path.glob("*.whl")
    assert _files(source) <= set(zipfile.ZipFile(wheel).namelist())
    venv.create(tmp_path / "empty", symlinks=True)
    python = tmp_path / "empty" / "bin" / "python"
    (site,) = (tmp_path / "empty" / "lib").glob("python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    (metadata,) = site.glob("bulletin-*.dist-info")
    _bring(Distribution.at(metadata).requires or [], site)
    small.rename(tmp_path / "issues")
    # The voice has its own tests; what the wheel could lack are templates, faces and tables.
    chosen = [word for name in ("pdf", "epub", "web", "qr") for word in ("--edition", name)]
    options = ["--no-audio", "--cache", "cache", *chosen]
    _run(python, "-m", "bulletin", "build", *options, cwd=tmp_path)
    (release,) = (tmp_path / "dist").glob("*/manifest.json")
    names = {file.suffix for file in release.parent.iterdir()}
    assert {".pdf", ".epub", ".html", ".png", ".svg"} <= names
    said = _run(python, "-m", "bulletin", "script", "-", cwd=tmp_path, text="Nghị quyết 57-NQ/TW")
    assert "trung ương" in said.lower()
