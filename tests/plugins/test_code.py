"""The digest of the code that something comes from covers its package, all of it, and no more."""

from __future__ import annotations

import importlib
import sys

import pytest

from bulletin import plugins

FILES = {
    "one_package/__init__.py": "",
    "one_package/deep/__init__.py": "",
    "one_package/deep/edition.py": "class Edition: pass",
    "one_package/deep/words.yaml": "a: b",
    "one_package/template": "no ending",
    "one_module.py": "class Edition: pass",
    "one_space/part/__init__.py": "",
    "one_space/part/edition.py": "class Edition: pass",
    "one_space/other/__init__.py": "",
}


@pytest.fixture
def digest(tmp_path, monkeypatch):
    """The digest of a module's code as a fresh process finds it, after changes to files."""
    monkeypatch.syspath_prepend(tmp_path)
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def found(module, path="", text=""):
        if path:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        for name in [name for name in sys.modules if name.startswith("one_")]:
            del sys.modules[name]
        importlib.invalidate_caches()
        plugins.code_of.cache_clear()
        return plugins.code_of(module)

    yield found
    plugins.code_of.cache_clear()


@pytest.mark.parametrize(
    ("module", "path"),
    [
        ("one_package.deep.edition", "one_package/deep/edition.py"),
        ("one_package.deep.edition", "one_package/__init__.py"),
        ("one_package.deep.edition", "one_package/deep/words.yaml"),
        ("one_package.deep.edition", "one_package/template"),
        ("one_package.deep.edition", "one_package/new.css"),
        ("one_package", "one_package/deep/edition.py"),
        ("one_module", "one_module.py"),
        ("one_space.part.edition", "one_space/part/edition.py"),
        ("one_space.part.edition", "one_space/part/new.svg"),
    ],
)
def test_every_file_of_the_package_counts(digest, module, path):
    before = digest(module)
    assert before
    assert digest(module, path, "# changed") != before


@pytest.mark.parametrize(
    ("module", "path"),
    [
        ("one_package.deep.edition", "one_module.py"),
        ("one_package.deep.edition", "one_package/__pycache__/edition.cpython-311.pyc"),
        ("one_package.deep.edition", "one_package/deep/__pycache__/a.pyc"),
        ("one_module", "one_package/__init__.py"),
        ("one_space.part.edition", "one_space/other/__init__.py"),
    ],
)
def test_nothing_else_counts(digest, module, path):
    before = digest(module)
    assert digest(module, path, "# changed") == before


def test_where_a_package_lies_does_not_count(digest, tmp_path, monkeypatch):
    before = digest("one_package")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "one_package").rename(tmp_path / "elsewhere" / "one_package")
    monkeypatch.syspath_prepend(tmp_path / "elsewhere")
    assert digest("one_package") == before


def test_our_own_code_is_covered_by_every_key_anyway(digest):
    assert digest("bulletin.editions.pdf.edition") == ""
    assert digest("no_such_module") == ""
