"""The code keeps its shape: imports run one way, types hold, and the linter is silent."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.code_trees import READS_ALL_CODE, modules
from tests.conftest import CHECKOUT, DEAREST, SMALL, TESTS


@pytest.mark.parametrize(
    "command",
    [
        ["lint-imports", "--no-cache"],
        ["ruff", "check", "--no-cache", "."],
        ["ruff", "format", "--no-cache", "--check", "."],
        ["mypy", *([] if (CHECKOUT / ".mypy_cache").is_dir() else ["--cache-dir=/dev/null"])],
    ],
    ids=["imports run one way", "no lint", "formatted", "types hold"],
)
def test_the_code_keeps_its_shape(command):
    # Mypy writes no cache where none lies that somebody reads again: it takes a fifth of its time.
    tool, *arguments = command
    program = f"{sys.prefix}/bin/{tool}"
    result = subprocess.run(
        [program, *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_says_what_goes_in_and_what_comes_out():
    silent = [
        str(file.relative_to(CHECKOUT))
        for file in sorted((CHECKOUT / "bulletin").rglob("*.py"))
        if not file.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert silent == []


def test_what_a_package_says_of_its_modules_and_folders_is_there():
    def is_there(name: str, package: Path) -> bool:
        around = (package.parent, CHECKOUT / "bulletin", CHECKOUT)
        return any(package.rglob(name)) or any((folder / name).exists() for folder in around)

    missing = [
        f"{file.relative_to(CHECKOUT)}: {name}"
        for file in sorted((CHECKOUT / "bulletin").rglob("__init__.py"))
        for name in re.findall(
            r"`([\w/]+(?:\.py|/))`", ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        )
        if not is_there(name.rstrip("/"), file.parent)
    ]
    assert missing == []


OUTSIDE = {
    "print",
    "input",
    "sys.exit",
    "os.getenv",
    "os.environ",
    "os.environ.get",
    "time.time",
    "datetime.now",
    "dt.datetime.now",
    "dt.date.today",
    "date.today",
}
"""Ways to the terminal, the environment and the clock."""
LAST = {way.rpartition(".")[2] for way in OUTSIDE}
OUTSIDE_ALLOWED = {
    # Git is told by the environment alone that it may ask nobody.
    CHECKOUT / "bulletin" / "publish" / "targets" / "git" / "program.py",
    # fontconfig is told its settings, and fontTools the time, by the environment alone.
    CHECKOUT / "bulletin" / "paper" / "patches" / "standing_in.py",
    # fontTools takes the time that it writes into fonts from SOURCE_DATE_EPOCH or the clock.
    CHECKOUT / "bulletin" / "building" / "pieces.py",
    # What a library reads there itself, and ends over.
    CHECKOUT / "bulletin" / "machine" / "connections.py",
    # A program of its own, started on machines that have their own secrets.
    CHECKOUT / "bulletin" / "fleet" / "builder.py",
}


@READS_ALL_CODE
def test_only_the_command_line_prints_and_reads_the_environment_and_the_clock():
    found = [
        f"{file.relative_to(CHECKOUT)}:{node.lineno} {ast.unparse(node)}"
        for file, tree in modules().items()
        if (CHECKOUT / "bulletin" / "cli") not in file.parents and file not in OUTSIDE_ALLOWED
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id in OUTSIDE)
        or (isinstance(node, ast.Attribute) and node.attr in LAST and ast.unparse(node) in OUTSIDE)
    ]
    assert found == []


def test_no_folder_of_tests_is_passed_over(request):
    passed_over = request.config.getini("norecursedirs")
    folders = {
        part for file in TESTS.rglob("test_*.py") for part in file.relative_to(TESTS).parts[:-1]
    } - {"node_modules"}
    assert not [folder for folder in folders if any(fnmatch(folder, name) for name in passed_over)]


def test_what_begins_first_is_there():
    texts = "".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("test_*.py"))
    groups = set(re.findall(r'xdist_group\("([^"]+)"\)', texts))
    assert set(DEAREST) <= groups | {file.stem for file in TESTS.rglob("test_*.py")}


def test_no_module_is_too_long_to_read_in_one_sitting():
    long = [
        f"{file.relative_to(CHECKOUT)}: {count}"
        for file in sorted((CHECKOUT / "bulletin").rglob("*.py"))
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > 350
    ]
    assert long == []


def test_help_loads_no_heavy_library_and_a_check_none_that_only_builds_need():
    heavy = (
        "weasyprint av PIL ebooklib vl_convert lxml pydantic jinja2 babel numpy markdown_it gtts"
    )
    building = (
        "weasyprint av ebooklib vl_convert numpy gtts httpx asyncssh fontTools.subset uvicorn"
    )
    code = (
        "import sys; from bulletin.cli import run\n"
        "def loaded(names): print(sorted(set(names.split()) & set(sys.modules)), file=sys.stderr)\n"
        f"run(['--help']); loaded({heavy!r})\n"
        f"run(['check']); loaded({building!r})"
    )
    # Nobody names a language, so that of the publication around is looked for.
    environment = {name: value for name, value in os.environ.items() if name != "BULLETIN_LANG"}
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=SMALL,
        env=environment | {"LC_ALL": "C"},
    )
    assert result.stderr.splitlines() == ["[]", "[]"]
    assert "build" in result.stdout


@READS_ALL_CODE
def test_every_library_that_is_imported_is_a_declared_dependency_and_the_other_way_round():
    names = set()
    for node in (node for tree in modules().values() for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    packages = packages_distributions()
    imported = {
        name.lower().replace("_", "-")
        for module in names - set(sys.stdlib_module_names) - {"bulletin", "_typeshed"}
        for name in packages.get(module, [f"unknown:{module}"])
    }
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]}
    extras = project["optional-dependencies"]
    asked_for = {
        re.match(r"[\w-]+", line)[0].lower()
        for extra, lines in extras.items()
        for line in lines
        if extra != "test"
    }
    # Only checkers of types have _typeshed. Fonts are data: found by fontpkg, never imported.
    # Program files come beside a package.
    assert imported - declared - asked_for == {"pagefind-bin", "sherpa-onnx-core"} & imported
    assert {name for name in declared - imported if not name.startswith("fontpkg-")} == set()


@READS_ALL_CODE
def test_only_languages_name_a_language():
    """What differs between languages is asked of `bulletin.languages`, by tag."""
    named = re.compile(r"vi([-_].*)?|(?!.*be-vietnam-pro).*vietnam.*", re.IGNORECASE)
    outside = [
        f"{file.relative_to(CHECKOUT)}:{node.lineno} {word}"
        for file, tree in modules().items()
        if "languages" not in file.relative_to(CHECKOUT).parts
        for node in ast.walk(tree)
        for word in _words_of(node)
        if named.fullmatch(word)
    ]
    assert outside == []


def _words_of(node: ast.AST) -> list[str]:
    match node:
        case ast.Constant(value=str(text)) if "\n" not in text and len(text) < 40:
            return [] if " " in text else [text]
        case ast.Name(id=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
    return []


def type_named(node):
    """The name of a class, or of an alias of a type, that a statement makes."""
    match node:
        case ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript() | ast.BinOp()) if (
            re.fullmatch(r"([A-Z][a-z]+)+", name)
        ):
            return name
    return None


@READS_ALL_CODE
def test_no_two_public_types_have_one_name():
    named: dict[str, list[str]] = {}
    for file, tree in modules().items():
        for node in tree.body:
            if (name := type_named(node)) and not name.startswith("_"):
                place = f"{file.relative_to(CHECKOUT)}:{node.lineno}"
                named.setdefault(name, []).append(place)
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
