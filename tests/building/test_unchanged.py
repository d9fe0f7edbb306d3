"""What has not changed is not made again, and what has is never taken for unchanged."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import bulletin
from bulletin.building import unchanged
from bulletin.building.order import Order
from bulletin.building.unchanged import LastBuild
from bulletin.cache import Cache, file_states, records
from bulletin.cli import run
from bulletin.codes import CODES
from bulletin.diagnostics import Finding, Span
from bulletin.fleet.commission import Outcome
from bulletin.machine import processes
from bulletin.messages import tr
from bulletin.site.listing import Listing

TOLD = LastBuild("[]", "one release", "{}")
HOUR = 3_600 * 10**9


def order_in(folder: Path) -> Order:
    """A publication with an issue, and its release, as files; nothing reads what is in them."""
    for name in (
        "root/publication.yaml",
        "root/2026-11/01-mua-lu.md",
        "root/2026-11/images/lua.jpg",
        "root/theme/strings/vi/own.yaml",
        "voices/nam.onnx",
        "dist/index.html",
        "dist/2026-11/manifest.json",
        "dist/2026-11/audio/01-mua-lu.m4a",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"what is in {file.name}", encoding="utf-8")
    Listing(files={"index.html": ""}).write(folder / "dist")
    return Order(
        root=folder / "root",
        issue_id="2026-11",
        out=folder / "dist",
        cache=Cache(folder / "cache"),
        voices=folder / "voices",
        epoch=7,
    )


def _recalled(order: Order) -> LastBuild | None:
    return unchanged.recall(order, unchanged.sources_of(order))


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that stands for all code here: to look at all of it takes its time."""
    file = tmp_path / "program" / "bulletin.py"
    file.parent.mkdir()
    file.write_text("code", encoding="utf-8")
    monkeypatch.setattr(unchanged, "_code", lambda: [file.parent])
    monkeypatch.setattr(unchanged, "_installed", list)
    return file


@pytest.fixture
def kept(tmp_path: Path, program: Path) -> Order:
    """A build of a publication, just now."""
    assert program.is_file()
    return _kept(tmp_path)


@pytest.fixture
def long_kept(tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """The same, of which the times can be trusted: all had been written an hour before."""
    assert program.is_file()
    now = file_states.time.time_ns
    monkeypatch.setattr(file_states.time, "time_ns", lambda: now() + HOUR)
    return _kept(tmp_path)


def _kept(folder: Path) -> Order:
    order = order_in(folder)
    unchanged.remember(order, unchanged.sources_of(order), TOLD)
    return order


def test_what_is_as_it_was_is_told_again(kept):
    assert _recalled(kept) == TOLD
    assert _recalled(kept) == TOLD


def test_what_is_long_as_it_was_is_told_without_reading_any_of_it(long_kept, monkeypatch):
    monkeypatch.delattr(unchanged, "digest_of_file")
    assert _recalled(long_kept) == TOLD


def _rewritten(file: Path) -> None:
    """Another text of the same length, and the time of the one before."""
    stat = file.stat()
    file.write_text(file.read_text(encoding="utf-8").swapcase(), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _exchanged(file: Path) -> None:
    """Another file in its place, with its size and time."""
    other = file.with_name("other")
    shutil.copy2(file, other)
    _rewritten(other)
    other.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda file: file.write_text(file.read_text(encoding="utf-8") + ".", "utf-8"),
    "rewritten": _rewritten,
    "exchanged": _exchanged,
    "gone": Path.unlink,
    "renamed": lambda file: file.rename(file.with_name("named-anew")),
    "joined": lambda file: file.with_name(f"{file.name}-another").write_text("", encoding="utf-8"),
    "empty": lambda file: file.write_bytes(b""),
}
PLACES = (
    "root/publication.yaml",
    "root/2026-11/01-mua-lu.md",
    "root/2026-11/images/lua.jpg",
    "root/theme/strings/vi/own.yaml",
    "voices/nam.onnx",
    "dist/.bulletin.json",
    "dist/index.html",
    "dist/2026-11/manifest.json",
    "dist/2026-11/audio/01-mua-lu.m4a",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_same_moment_is_seen(kept, tmp_path, change):
    for place in PLACES:
        unchanged.remember(kept, unchanged.sources_of(kept), TOLD)
        CHANGES[change](tmp_path / place)
        # Another file beside ours in the folder of releases is nobody's business.
        beside = change == "joined" and place.count("/") == 1 and place.startswith("dist/")
        assert _recalled(kept) == (TOLD if beside else None), place
        order_in(tmp_path)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_though_size_and_time_are_as_before(long_kept, tmp_path, change):
    for place in PLACES:
        unchanged.remember(long_kept, unchanged.sources_of(long_kept), TOLD)
        CHANGES[change](tmp_path / place)
        beside = change == "joined" and place.count("/") == 1 and place.startswith("dist/")
        assert _recalled(long_kept) == (TOLD if beside else None), place
        order_in(tmp_path)


def test_what_is_not_ours_in_the_folder_of_releases_is_not_looked_at(kept):
    """`--out ~` or `--out /`: files that are huge, or wait for somebody who writes."""
    os.mkfifo(kept.out / "pipe")
    os.mkfifo(kept.root / "2026-11" / "pipe")
    (kept.out / "disk").symlink_to("/")
    unchanged.remember(kept, unchanged.sources_of(kept), TOLD)
    assert _recalled(kept) == TOLD


@pytest.mark.usefixtures("program")
def test_a_file_changed_while_it_was_built_is_not_taken_for_the_one_that_was_built(tmp_path):
    order = order_in(tmp_path)
    before = unchanged.sources_of(order)
    _rewritten(order.root / "publication.yaml")
    unchanged.remember(order, before, TOLD)
    assert _recalled(order) is None


def test_a_file_touched_in_the_same_moment_has_not_changed(kept):
    (kept.root / "publication.yaml").touch()
    assert _recalled(kept) == TOLD


def test_another_order_is_another_build(kept):
    for other in (
        {"issue_id": "2026-12"},
        {"editions": ("pdf",)},
        {"engine": "espeak"},
        {"audio": False},
        {"epoch": None},
        {"out": kept.root},
        {"surroundings": {"BULLETIN_VOICE": "nam"}},
    ):
        assert _recalled(replace(kept, **other)) is None, other


def test_another_program_makes_it_anew(kept, program, monkeypatch):
    monkeypatch.setattr(unchanged, "_installed", lambda: ["weasyprint-71.0.dist-info"])
    assert _recalled(kept) is None
    monkeypatch.setattr(unchanged, "_installed", list)
    assert _recalled(kept) == TOLD
    _rewritten(program)
    assert _recalled(kept) is None


def test_what_another_program_kept_in_another_form_is_let_be(kept, program):
    key = unchanged._key(kept)  # noqa: SLF001
    record = json.loads(kept.cache.get(key))
    kept.cache.put(key, json.dumps({"sources": record["sources"]}).encode())
    _rewritten(program)
    assert _recalled(kept) is None


def test_all_code_and_all_packages_are_looked_at():
    code = unchanged._code()  # noqa: SLF001
    files = {Path(file) for place in code for file in file_states.files(place, ())}
    for file in ("building/unchanged.py", "languages/vi/tables/spoken.yaml"):
        assert Path(bulletin.__file__).parent / file in files
    assert any(file.name == "issue.html" for file in files)
    assert any(name.startswith("weasyprint-") for name in unchanged._installed())  # noqa: SLF001


@pytest.mark.usefixtures("program")
def test_a_cache_and_releases_inside_the_publication_do_not_make_it_another(tmp_path):
    root = tmp_path / "root"
    order = replace(order_in(tmp_path), out=root / "dist", cache=Cache(root / "cache"))
    (order.out / "2026-11").mkdir(parents=True)
    sources = unchanged.sources_of(order)
    (order.out / "2026-11" / "index.html").write_text("made", encoding="utf-8")
    order.cache.put("0" * 64, b"made")
    unchanged.remember(order, sources, TOLD)
    assert _recalled(order) == TOLD


def test_a_link_that_leads_round_in_a_circle_ends(kept):
    (kept.root / "round").symlink_to(kept.root)
    unchanged.remember(kept, unchanged.sources_of(kept), TOLD)
    assert _recalled(kept) == TOLD


def test_findings_that_were_written_are_told_as_they_were():
    inner = tr("{rows} rows", rows=3)
    code = next(iter(CODES.values()))
    findings = (
        Finding(
            code, tr("a chart of {what}", what=inner), Span("a.md", 3, 4, 9), tr("write {n}", n=1)
        ),
        Finding(code, "plain words", Span("b.md")),
    )
    told = records.told(records.written(findings))
    assert told == findings
    assert told[0].message.template == "a chart of {what}"
    assert told[0].message.values["what"].template == "{rows} rows"


def test_what_a_process_elsewhere_found_is_told_in_every_language():
    message = tr("a chart of {what}", what=tr("{rows} rows", rows=3))
    finding = {"code": "B101", "line": 3, "message": message, "hint": ""}
    sent = Outcome("xa-1", "failed", message=message, notes=(message, "plain"), findings=(finding,))
    came = Outcome.from_json(sent.to_json())
    assert came == sent
    for one in (came.message, came.notes[0], came.findings[0]["message"]):
        assert one.template == "a chart of {what}"
        assert one.values["what"].template == "{rows} rows"


def test_a_build_of_nothing_changed_says_the_same_and_starts_nothing(
    small, tmp_path, capsys, monkeypatch
):
    words = ["build", "--in", str(small), "--edition", "qr", "--out", str(tmp_path / "dist")]
    words += ["--cache", str(tmp_path / "cache"), "--lang", "vi"]
    assert run(words) == 0
    first = capsys.readouterr().err.partition("tiếp theo:")[0]
    assert "phát hiện: không có" in first
    monkeypatch.delattr(processes, "ProcessPoolExecutor")
    monkeypatch.setattr("bulletin.building.build.build", None)
    assert run(words) == 0
    assert capsys.readouterr().err.replace("  không đổi: qr\n", "") == first
    (tmp_path / "dist" / "2026-11" / "qr.svg").unlink()
    monkeypatch.undo()
    assert run(words) == 0
    assert (tmp_path / "dist" / "2026-11" / "qr.svg").is_file()
