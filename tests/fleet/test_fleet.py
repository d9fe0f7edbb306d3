"""Many publications: whatever becomes of one, or of a worker, the others come out whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.cli import run
from bulletin.cli.commands.build_all import _told, _warn_of_one_home
from bulletin.cli.terminal import Terminal
from bulletin.fleet.commission import Commission, Outcome
from bulletin.fleet.discovery import publications
from bulletin.fleet.executors import cluster as cluster_at
from bulletin.fleet.executors import here, outcomes
from tests.fleet.conftest import COUNT, commune

pytestmark = pytest.mark.xdist_group("fleet")


def commissions(province: Path, out: Path, cache: Path) -> list[Commission]:
    """The QR edition of each, which needs no second of work."""
    return [
        Commission(name, str(place), str(out / name), str(cache), "", None, ("qr",), audio=False)
        for name, place in publications(province).items()
    ]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture(scope="session")
def made_here(province, tmp_path_factory) -> Path:
    """All releases, made on this machine alone."""
    folder = tmp_path_factory.mktemp("here")
    with here(2) as executor:
        came = outcomes(executor, commissions(province, folder / "out", folder / "cache"), print)
    assert [outcome.state for outcome in came] == ["built"] * COUNT
    return folder


def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(province, made_here, cluster, tmp_path):
    asked = commissions(province, tmp_path / "out", tmp_path / "cache")
    seen: list[Outcome] = []

    def look(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == COUNT // 4:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)

    with cluster_at(cluster.address) as executor:
        came = outcomes(executor, asked, look)
    assert [outcome.message for outcome in came if outcome.failed] == []
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert files(tmp_path / "out") == files(made_here / "out")


def test_a_hand_that_is_let_go_of_while_it_builds_leaves_nothing(province, tmp_path):
    asked = commissions(province, tmp_path, tmp_path / "cache")[0]
    builder = subprocess.Popen(
        [sys.executable, "-m", "bulletin.fleet.builder"], stdin=subprocess.PIPE, text=True
    )
    builder.stdin.write(asked.to_json() + "\n")
    builder.stdin.flush()
    while not [*tmp_path.rglob("*.partial")]:
        assert builder.poll() is None
        time.sleep(0.01)
    builder.stdin.close()
    assert builder.wait(5) == 0
    assert not [*tmp_path.rglob("*.partial")]


def test_a_hand_that_is_let_go_of_while_it_is_loaded_ends(tmp_path):
    loading = tmp_path / "loading"
    (tmp_path / "sitecustomize.py").write_text(
        "import pathlib, sys, time\n"
        "class Slow:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'bulletin.building':\n"
        f"            pathlib.Path({str(loading)!r}).touch()\n"
        "            time.sleep(600)\n"
        "sys.meta_path.insert(0, Slow())\n"
    )
    builder = subprocess.Popen(
        [sys.executable, "-P", "-m", "bulletin.fleet.builder"],
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    while not loading.exists():
        assert builder.poll() is None
        time.sleep(0.01)
    builder.stdin.close()
    try:
        builder.wait(30)
    finally:
        builder.kill()


def test_nothing_is_run_that_lies_where_the_command_is_called(tmp_path, monkeypatch):
    root = commune(tmp_path / "one", "Một")
    for name in ("yaml", "pydantic", "numpy", "typing_extensions"):
        (root / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')\n")
    monkeypatch.chdir(root)
    asked = Commission("one", str(root), "out", "cache", "", None, ("qr",), audio=False)
    with here(1) as executor:
        (outcome,) = outcomes(executor, [asked], print)
    assert outcome.state == "built", outcome.message
    assert not (tmp_path / "run").exists()


def test_what_is_there_is_not_made_again_and_what_is_missing_is(province, made_here, tmp_path):
    out = Path(shutil.copytree(made_here / "out", tmp_path / "out"))
    shutil.rmtree(out / "xa-03" / "2026-11")
    with here(2) as executor:
        asked = commissions(province, out, made_here / "cache")
        came = outcomes(executor, asked, print)
    assert [outcome.name for outcome in came if outcome.state == "built"] == ["xa-03"]
    assert {outcome.state for outcome in came} == {"built", "unchanged"}


def test_a_publication_that_fails_is_told_with_its_findings_and_stops_no_other(tmp_path, capsys):
    for name in ("bad", "empty", "good"):
        commune(tmp_path / "all" / name, name)
    settings = tmp_path / "all" / "bad" / "issues" / "publication.yaml"
    settings.write_text(settings.read_text("utf-8") + "colour: red\nlogo: a.png\n", "utf-8")
    shutil.rmtree(tmp_path / "all" / "empty" / "issues" / "2026-11")
    where = ["--out", str(tmp_path / "out"), "--cache", str(tmp_path / "cache"), "--edition", "qr"]
    asked = ["build-all", str(tmp_path / "all"), *where, "--no-audio"]
    assert run(["--lang", "vi", *asked, "--json"]) == 1
    told = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert {name: one["state"] for name, one in told.items()} == {
        "bad": "failed",
        "empty": "failed",
        "good": "built",
    }
    found = told["bad"]["findings"]
    assert {(one["code"], one["file"]) for one in found} == {("B110", "publication.yaml")}
    assert {one["message"] for one in found} >= {'không có khóa "colour"'}
    assert told["empty"]["message"] == "ấn phẩm này chưa có số báo nào"
    assert (tmp_path / "out" / "good" / "2026-11" / "qr.svg").is_file()
    # Whoever builds thirty communes unattended hears with `--quiet` what to write instead.
    shutil.rmtree(tmp_path / "all" / "good")
    assert run(["--quiet", "--lang", "en", *asked]) == 1
    lines = capsys.readouterr().err.splitlines()
    at = next(n for n, line in enumerate(lines) if "B110 there is no key" in line)
    assert "bad/publication.yaml:" in lines[at]
    assert lines[at + 1].startswith("        = ")


def test_publications_that_would_lie_at_one_address_are_named(capsys):
    homes = {"a": "https://x.example/a/", "b": "", "a (2)": "https://x.example/a/", "c": ""}
    came = [Outcome(name, "built", home=home) for name, home in homes.items()]
    _warn_of_one_home(Terminal(quiet=False, colour=False, live=False), came)
    said = capsys.readouterr().err
    assert said.startswith("warning: a, a (2) have one address, https://x.example/a/:")
    assert said.count("warning:") == 1
    warned = replace(came[1], findings=({"severity": "warning"},))
    assert [line.endswith("CPU s  warnings: 1") for line in _told([came[0], warned])[:2]] == [
        False,
        True,
    ]


def test_a_worker_of_another_version_makes_nothing(tmp_path):
    root = commune(tmp_path / "one", "Một")
    asked = Commission("one", str(root), str(tmp_path / "out"), str(tmp_path / "cache"), "")
    from bulletin.fleet.executors import fulfil  # noqa: PLC0415

    text = asked.to_json().replace('"code": ""', '"code": "of another"')
    outcome = Outcome.from_json(fulfil(text))
    assert outcome.failed
    assert "another version of bulletin" in outcome.message
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="names are of letters there")
def test_a_folder_whose_name_is_in_an_old_encoding_is_built_in(tmp_path, capsys):
    """Its name cannot be said in UTF-8, which processes talk in; it waited for ever."""
    root = tmp_path / os.fsdecode(b"x\xe3")
    commune(root / "all" / "one", "Một")
    where = ["--out", str(root / "out"), "--cache", str(root / "cache"), "--json"]
    code = run(["build-all", str(root / "all"), *where, "--edition", "qr", "--no-audio"])
    assert [one["state"] for one in json.loads(capsys.readouterr().out)] == ["built"]
    assert code == 0


def test_publications_are_named_by_their_folders(tmp_path):
    for place in ("huyen-a/xa-1/issues", "huyen-a/xa-2", ".hidden/xa", "huyen-a/xa-2/below"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "publication.yaml").touch()
    (tmp_path / "again").symlink_to(tmp_path / "huyen-a")
    assert list(publications(tmp_path)) == ["huyen-a/xa-1", "huyen-a/xa-2"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cluster", "tcp://127.0.0.1:9", "--workers", "2"], "--workers counts this machine's"),
        (["--cluster", "nonsense://x"], "no cluster answers at nonsense://x"),
    ],
)
def test_a_cluster_that_cannot_be_had_is_told(tmp_path, capsys, arguments, words):
    commune(tmp_path / "one", "Một")
    assert run(["build-all", str(tmp_path), "--out", str(tmp_path / "out"), *arguments]) in {1, 2}
    assert words in capsys.readouterr().err
