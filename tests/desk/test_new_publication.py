"""What `bulletin init` writes is sound as it stands, whatever is answered, and over nothing."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

from bulletin import codes
from bulletin.building.preflight import examined
from bulletin.cli import cli
from bulletin.desk import starter_files
from bulletin.desk.new_publication import Start, begin, fault_of, tidy
from bulletin.desk.writing import rewrite, write_new
from bulletin.diagnostics import BulletinError
from bulletin.source.load import issue_ids, load
from tests.warm import bulletin

DAY = dt.date(2026, 12, 5)
LANGUAGES = starter_files.languages()


def _files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_what_is_written_but_what_nobody_has_answered(
    tmp_path, spoken, language
):
    begin(tmp_path, Start(spoken, language, DAY))
    issue, findings = examined(tmp_path, "2026-12")
    assert {finding.code for finding in findings} == {codes.PLACEHOLDER}
    assert issue.publication.language == language
    assert all(article.lead for article in issue.articles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_is_one_page_for_the_editors_and_no_article(tmp_path, language):
    files = begin(tmp_path, Start(language, language, DAY))
    (guide,) = (name for name in files if "/" not in name and name.endswith(".md"))
    assert len((tmp_path / guide).read_text("utf-8").splitlines()) < 130
    assert {"lexicon.yaml", ".gitignore", "publication.yaml"} <= set(files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_has_to_copy_is_sound_as_it_stands(tmp_path, language):
    files = begin(tmp_path, Start(language, language, DAY))
    (guide,) = (name for name in files if "/" not in name and name.endswith(".md"))
    to_copy = (tmp_path / guide).read_text("utf-8").split("\n## ")[-1]
    indented = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", to_copy, re.MULTILINE)
    samples = [textwrap.dedent(block) for block in indented]
    (data,) = (sample for sample in samples if "," in sample.partition("\n")[0])
    issue = tmp_path / "2026-12"
    for folder in ("images", "data"):
        (issue / folder).mkdir(exist_ok=True)
    (issue / re.search(r"data/[a-z]+\.csv", to_copy)[0]).write_text(data, "utf-8")
    Image.new("RGB", (1600, 900)).save(issue / re.search(r"images/[a-z]+\.jpg", to_copy)[0])
    text = "\n\n".join(["# A", "B.", *(sample for sample in samples if sample is not data)])
    next(issue.glob("01-*.md")).write_text(text, "utf-8")
    findings = examined(tmp_path, "2026-12")[1]
    assert {finding.code for finding in findings} == {codes.PLACEHOLDER}
    assert len(samples) == 10


def test_every_language_says_the_same_things():
    first, *others = (starter_files.words(language) for language in LANGUAGES)
    for other in others:
        assert other.keys() == first.keys()
        assert other["questions"].keys() == first["questions"].keys()


ODD = [
    "no",
    "12:30",
    "2026-11-05",
    "0274",
    "# không phải lời ghi chú",
    "Bản tin #1",
    "Bản tin: xã nhà",
    "- một, - hai",
    "{a: b}",
    "*sao* & _gạch_",
    "'nháy' và \"kép\"",
    "{{ title }}{% raw %}",
    "\\n",
    "Tiếng Việt có dấu ở NFD: Bản",
    "!lệnh %TAG @ai `gì`",
    "xã  có   nhiều dấu cách",
    "null",
    "... và bạn đọc",
    "ấp 3 ---",
]


@pytest.mark.parametrize("answer", ODD)
def test_an_answer_is_in_the_settings_as_it_was_given(tmp_path, answer):
    start = Start("vi", "vi", DAY)
    keys = ("title", "publisher", "licence", "editor")
    given = {key: tidy(key, f"a {answer}" if key == "title" else answer) for key in keys}
    assert [fault_of(start, key, value) for key, value in given.items()] == [None] * 4
    begin(tmp_path, Start("vi", "vi", DAY, given))
    publication = load(tmp_path, "2026-12").issue.publication
    read = [publication.title, publication.publisher.name, publication.licence.text]
    assert [*read, publication.editors[0].name] == list(given.values())


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("base_url", "bantin.xa.vn nhé"),
        ("base_url", "https://"),
        ("base_url", "https://xa.example/?a=b"),
        ("base_url", "ftp://xa.example/"),
        ("title", ""),
        ("title", "…"),
        ("publisher", "..."),
        ("title", "Bản tin " * 40),
        ("publisher", "a\x07"),
        ("licence", "a\ud800"),
        ("editor", "x" * 201),
    ],
)
def test_an_answer_that_the_check_would_refuse_is_refused_at_once(tmp_path, key, answer):
    fault = fault_of(Start("vi", "vi", DAY), key, tidy(key, answer))
    assert fault is not None
    result = CliRunner().invoke(
        cli, ["init", str(tmp_path / "a"), "--yes", f"--{key.replace('_', '-')}", answer]
    )
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("answer", ["Bantin.xa.vn", "xa.example/ban-tin"])
def test_a_site_is_taken_as_people_say_it(tmp_path, answer):
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "a"), "--yes", "--base-url", answer])
    assert result.exit_code == 0, result.output
    (issue_id,) = issue_ids(tmp_path / "a")
    address = load(tmp_path / "a", issue_id).issue.publication.base_url
    assert address.casefold().rstrip("/") == f"https://{answer}".casefold()
    assert "editors" in result.output


@pytest.mark.parametrize(
    "standing",
    [
        "publication.yaml",
        "lexicon.yaml",
        ".gitignore",
        "HUONG-DAN.md",
        "2026-12/issue.yaml",
        "2026-12",
        "issues/publication.yaml",
    ],
)
def test_nothing_is_written_over_and_what_is_in_the_way_is_named(tmp_path, standing):
    (tmp_path / standing).parent.mkdir(exist_ok=True)
    (tmp_path / standing).write_text("của tôi", "utf-8")
    before = _files(tmp_path)
    with pytest.raises(BulletinError, match=standing):
        begin(tmp_path, Start("vi", "vi", DAY))
    assert _files(tmp_path) == before


def test_a_link_that_leads_nowhere_is_in_the_way_too(tmp_path):
    (tmp_path / "lexicon.yaml").symlink_to(tmp_path / "gone")
    with pytest.raises(BulletinError, match=r"lexicon\.yaml"):
        begin(tmp_path, Start("vi", "vi", DAY))


def test_nothing_is_written_through_a_link_that_leads_out_of_the_folder(tmp_path):
    folder, outside = tmp_path / "ours", tmp_path / "outside"
    (folder / "pictures").mkdir(parents=True)
    outside.mkdir()
    (folder / "images").symlink_to(outside)
    (folder / "photos").symlink_to("pictures")
    with pytest.raises(BulletinError, match=r"images/a\.png would be written outside"):
        write_new(folder, {"b.md": b"x", "images/a.png": b"x"})
    assert not [*outside.iterdir()]
    write_new(folder, {"photos/a.png": b"x"})
    (folder / ".b.md.new").symlink_to(outside / "c")
    rewrite(folder / "photos/a.png", b"y", b"x")
    assert not [*outside.iterdir()]
    assert (folder / "pictures/a.png").read_bytes() == b"y"


def test_other_files_of_a_folder_are_left_as_they_are(tmp_path):
    (tmp_path / "ảnh.jpg").write_bytes(b"x")
    begin(tmp_path, Start("vi", "vi", DAY))
    assert (tmp_path / "ảnh.jpg").read_bytes() == b"x"


def test_a_disk_that_fails_half_way_leaves_nothing_behind(tmp_path, monkeypatch):
    opened = Path.open

    def failing(path, *arguments, **options):
        if path.name == "lexicon.yaml":
            raise OSError(28, "No space left on device")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises(BulletinError, match="no room"):
        begin(tmp_path / "a" / "b", Start("vi", "vi", DAY))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("vi_VN.UTF-8", "vi"),
        ("vi", "vi"),
        ("en_GB", "en"),
        ("de_DE@euro", "en"),
        ("C.UTF-8", "vi"),
        ("POSIX", "vi"),
        ("", "vi"),
        ("Vietnamese_Vietnam", "vi"),
        ("English_United States", "en"),
        ("jra", "vi"),
        ("km_VN", "vi"),
        ("km", "en"),
    ],
)
def test_editors_are_spoken_to_in_their_systems_language(locale, language):
    assert starter_files.nearest_language(locale) == language


def test_questions_are_asked_until_the_answer_is_sound(tmp_path, monkeypatch):
    answers = iter(["vi", "Bản tin xã", "UBND xã", "xa", "https://xa.example/", "Số 1", "Mai"])
    asked = []

    def prompt(text, default=None, **_):
        asked.append((text, default))
        return next(answers)

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr("bulletin.cli.commands.init.interactive", lambda: True)
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "a"), "--lang", "vi"])
    assert result.exit_code == 0, result.output
    assert [text for text, _ in asked].count("Địa chỉ trên mạng mà bạn đọc sẽ mở") == 2
    assert "hãy viết với https:// ở đầu" in result.output
    assert "base_url: https://xa.example/" in (tmp_path / "a/publication.yaml").read_text("utf-8")


def test_where_nobody_can_be_asked_it_says_what_to_give(tmp_path):
    result = bulletin("init", "a", cwd=tmp_path)
    assert result.returncode == 2
    assert "--yes" in result.stderr
    assert not (tmp_path / "a").exists()


def test_what_is_started_builds_as_it_stands(tmp_path):
    said = bulletin("init", "a", "--yes", cwd=tmp_path, LC_ALL="vi_VN.UTF-8")
    assert (said.returncode, said.stdout) == (0, "")
    assert "base_url" in said.stderr
    built = bulletin("build", "--no-audio", "--cache", "../cache", cwd=tmp_path / "a")
    assert built.returncode == 0, built.stderr
    assert list((tmp_path / "a" / "dist").glob("*/manifest.json"))


def test_the_languages_that_can_be_named_stand_in_the_help():
    command = cli.get_command(click.Context(cli), "init")
    help_of = {one.name: one.help for one in command.params if isinstance(one, click.Option)}
    assert all(tag in help_of["lang"] and tag in help_of["language"] for tag in LANGUAGES)
