"""A build makes every edition, whole or not at all, the same each time, and only what changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building.builds import digests
from tests.conftest import SMALL
from tests.conftest import bulletin as started
from tests.warm import bulletin

pytestmark = pytest.mark.xdist_group("build")

ID = "2026-11"
STEM = f"ban-tin-thu-nghiem-{ID}"


Program = Callable[..., subprocess.CompletedProcess[str]]


def build(
    folder: Path, *arguments: str, run: Program = bulletin, time: str = ""
) -> subprocess.CompletedProcess[str]:
    """Build the publication in `folder/small` into `folder/dist`."""
    return run(
        "build", "--in", "small", "--cache", "cache", *arguments,
        cwd=folder, SOURCE_DATE_EPOCH=time,
    )  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the small publication was built once."""
    folder = tmp_path_factory.mktemp("first")
    shutil.copytree(SMALL, folder / "small")
    result = build(folder, run=started)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be changed."""
    return Path(shutil.copytree(first, tmp_path / "built"))


def test_every_edition_of_the_design_is_there(first):
    release = first / "dist" / ID
    expected = {
        "index.html", "manifest.json", "qr.svg", "qr.png",
        f"{STEM}.pdf", f"{STEM}.epub", f"{STEM}-light.epub", f"{STEM}.m4b", f"{STEM}.mp3",
        "audio/00-opening.m4a", "audio/01-mua-lu.m4a", "audio/02-y-te.m4a", "audio/03-imprint.m4a",
        "audio/01-mua-lu.vtt", "share/poster-a4.pdf", "share/og.jpg", "share/sms.txt",
        "share/loudspeaker.mp3",
    }  # fmt: skip
    assert expected - set(digests(release)) == set()
    archive = {"index.html", "feed.xml", "opds.xml", "sitemap.xml", "robots.txt"}
    assert archive - {path.name for path in (first / "dist").iterdir()} == set()


def test_the_manifest_names_every_file_as_it_is(first):
    release = first / "dist" / ID
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    found = digests(release)
    del found["manifest.json"]
    assert {record["path"]: record["sha256"] for record in manifest["files"]} == found
    sizes = {record["path"]: record["bytes"] for record in manifest["files"]}
    assert sizes == {path: (release / path).stat().st_size for path in found}
    assert manifest["address"] == f"https://bantin.thu.example/{ID}/"
    assert manifest["voice"]["engine"] == "espeak"
    assert manifest["voice"]["reason"]
    assert manifest["duration"] > sum(article["duration"] for article in manifest["articles"]) > 0
    assert manifest["versions"]["weasyprint"]


def test_the_same_input_gives_the_same_bytes_in_another_folder_at_another_time(first, tmp_path):
    # Neither build is told the time: the first took seconds, so that a clock has gone on.
    other = tmp_path / "elsewhere" / "deeper"
    shutil.copytree(SMALL, other / "small")
    result = build(other, "--jobs", "1", run=started)
    assert result.returncode == 0, result.stderr
    assert digests(other / "dist") == digests(first / "dist")


def test_nothing_changed_means_nothing_is_made_again(built):
    before = digests(built / "dist")
    result = build(built)
    line = next(line for line in result.stderr.splitlines() if "unchanged:" in line)
    made = set(line.partition(":")[2].replace(",", " ").split())
    assert made >= {"pdf", "epub", "audiobook", "web", "share", "qr"}
    assert digests(built / "dist") == before


def test_the_timings_name_every_stage_and_what_of_it_the_cache_had(built):
    article = built / "small" / ID / "02-y-te.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nCảm ơn bà con.\n", "utf-8")
    result = build(built, "--timings", "--edition", "audiobook", "--edition", "qr")
    assert result.returncode == 0, result.stderr
    table = result.stderr[result.stderr.index("stage ") :]
    rows = {row[:24].strip(): row[24:].split() for row in table.splitlines()}
    first, *_, last = rows
    assert (first, last) == ("stage", "all")
    assert {"check", "compose", "audiobook", "qr", "release", "archive"} <= set(rows)
    for stage in ("sentences", "articles, AAC", "articles, MP3"):
        made, cached = map(int, rows[stage][-2:])
        assert made == 1, stage
        assert cached > 1, stage
    assert all(float(cell) >= 0 for row in list(rows.values())[1:] for cell in row)


def test_damaged_entries_of_the_cache_are_noticed_and_made_again(built):
    before = digests(built / "dist" / ID)
    entries = sorted(file for file in (built / "cache").rglob("*") if file.is_file())
    for number, entry in enumerate(entries):
        data = entry.read_bytes()
        entry.write_bytes(data[: len(data) // 2] if number % 2 else data[:-1] + b"\0")
    result = build(built, "--out", "other", "--edition", "audiobook", "--edition", "pdf")
    assert result.returncode == 0, result.stderr
    made = digests(built / "other" / ID)
    del made["manifest.json"]
    assert made.keys() >= {f"{STEM}.pdf", f"{STEM}.m4b", "audio/01-mua-lu.m4a"}
    assert made.items() <= before.items()


def test_a_mistake_stops_the_build_with_its_place_and_leaves_the_last_release(built):
    before = digests(built / "dist")
    article = built / "small" / ID / "01-mua-lu.md"
    article.write_text(article.read_text(encoding="utf-8").replace("lua.svg", "lau.svg"), "utf-8")
    result = build(built)
    assert result.returncode == 1
    assert f"small/{ID}/01-mua-lu.md:13:13: error B" in result.stderr
    assert "Traceback" not in result.stderr
    assert digests(built / "dist") == before


def test_killed_in_the_middle_it_leaves_the_last_release_and_keeps_its_speech(built):
    before = digests(built / "dist")
    for article in (built / "small" / ID).glob("*.md"):
        text = article.read_text(encoding="utf-8")
        more = "".join(f"\n\nĐợt {n} có {n * 7} hộ nhận quà của xã." for n in range(1, 30))
        article.write_text(text + more, encoding="utf-8")
    entries = len(digests(built / "cache"))
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "bulletin", "build", "--in", "small", "--cache", "cache"),
            *("--edition", "audiobook"),
        ],
        cwd=built, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while len(list((built / "cache").glob("??/*"))) < entries + 10:
        assert process.poll() is None, "the build ended before it could be killed"
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    whole = {path: digest for path, digest in digests(built / "dist").items() if path in before}
    assert whole == before
    kept = set(digests(built / "cache"))
    result = build(built, "--edition", "audiobook")
    assert result.returncode == 0, result.stderr
    assert kept <= set(digests(built / "cache"))
    assert (built / "dist" / ID / f"{STEM}.m4b").is_file()
    assert not list((built / "dist").glob(".*partial"))


def test_one_edition_can_be_made_again_and_the_others_stay_if_nothing_changed(built):
    before = digests(built / "dist" / ID)
    result = build(built, "--edition", "pdf")
    assert result.returncode == 0, result.stderr
    assert digests(built / "dist" / ID) == before


def test_one_edition_of_a_changed_issue_is_not_put_beside_stale_ones(built):
    article = built / "small" / ID / "02-y-te.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nXin mời.\n", encoding="utf-8")
    result = build(built, "--edition", "pdf")
    assert result.returncode == 0, result.stderr
    assert set(digests(built / "dist" / ID)) == {f"{STEM}.pdf", "manifest.json"}
    assert "left out" in result.stderr


@pytest.fixture(scope="module")
def silent(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder, built without a voice at a time that was set."""
    folder = Path(shutil.copytree(first, tmp_path_factory.mktemp("silent") / "built"))
    result = build(folder, "--no-audio", "--edition", "epub", "--edition", "web", time="1795132800")
    assert result.returncode == 0, result.stderr
    return folder / "dist" / ID


def test_an_issue_without_a_voice_has_no_sound(silent):
    names = {Path(path).suffix for path in digests(silent)}
    assert not names & {".m4a", ".m4b", ".mp3", ".vtt"}


def test_a_set_time_is_the_one_that_files_carry(silent):
    with zipfile.ZipFile(silent / f"{STEM}.epub") as book:
        said = book.read("EPUB/content.opf").decode()
    assert 'property="dcterms:modified">2026-11-20T00:00:00Z<' in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--edition", "PDF"], 'did you mean "pdf"?'),
        (["--engine", "parrot"], "there is no voice engine 'parrot'"),
        (["2026-12"], "there is no issue '2026-12'"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(built, arguments, words):
    before = digests(built / "dist")
    result = build(built, *arguments)
    assert result.returncode == 1
    assert words in result.stderr
    assert "    = " in result.stderr
    assert digests(built / "dist") == before


def test_publishing_into_a_folder_puts_the_release_and_the_archive_there(built):
    result = bulletin("publish", "--in", "small", "--to", "site", cwd=built)
    assert result.returncode == 0, result.stderr
    assert digests(built / "site" / ID) == digests(built / "dist" / ID)
    assert ID in (built / "site" / "index.html").read_text(encoding="utf-8")


def test_a_dry_run_of_publishing_only_says_what_it_would_do(built):
    result = bulletin("publish", "--in", "small", "--to", "site", "--dry-run", cwd=built)
    said = {line.split()[1]: line.split()[0] for line in result.stdout.splitlines()}
    expected = digests(built / "dist").keys() - {".bulletin.json"}
    assert said == dict.fromkeys(expected, "new")
    assert not (built / "site").exists()


def test_books_and_dates_are_known_by_what_they_were_when_the_publication_moves(built):
    article = built / "small" / ID / "01-mua-lu.md"
    event = "\n\n:::{dates}\n- {date: 2026-12-05, title: Họp dân}\n:::\n"
    article.write_text(article.read_text(encoding="utf-8") + event, encoding="utf-8")
    chosen = [f"--edition={name}" for name in ("epub", "calendar", "web")]
    settings, before = built / "small" / "publication.yaml", set()
    for base in ("https://thu.example/", "https://moi.example/bt/", "https://moi.example/xa/"):
        moved = re.sub(r"(?m)^base_url:.*", f"base_url: {base}", settings.read_text("utf-8"))
        settings.write_text(moved, encoding="utf-8")
        result = build(built, "--no-audio", *chosen)
        assert result.returncode == 0, result.stderr
        before.add(names_that_last(built))
        manifest = json.loads((built / "dist" / ID / "manifest.json").read_text("utf-8"))
        assert manifest["address"] == f"{base}{ID}/"
    assert len(before) == 1


def names_that_last(folder: Path) -> tuple[str, ...]:
    """What libraries, catalogues and calendars know the issue by."""
    release = folder / "dist" / ID
    with zipfile.ZipFile(release / f"{STEM}.epub") as book:
        (package,) = (name for name in book.namelist() if name.endswith(".opf"))
        texts = [book.read(package).decode()]
    texts += [(folder / "dist" / "opds.xml").read_text(encoding="utf-8")]
    texts += [file.read_text(encoding="utf-8") for file in sorted(release.glob("*.ics"))]
    pattern = r"<dc:identifier.*?</dc:identifier>|<id>.*?</id>|UID:.*"
    found = [name for text in texts for name in re.findall(pattern, text)]
    assert {name[:4] for name in found} == {"<dc:", "<id>", "UID:"}
    return tuple(found)
