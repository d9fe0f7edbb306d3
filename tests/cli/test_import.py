"""`bulletin import`: files become articles of an issue, and nothing is written over."""

from __future__ import annotations

import io
import os
import shutil
import sys
import unicodedata

import pytest

from bulletin.cli import run
from bulletin.cli.commands import import_
from tests.conftest import SMALL


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "xa"
    shutil.copytree(SMALL, folder)
    monkeypatch.chdir(tmp_path)
    return folder


def _import(root, *arguments):
    return run(["import", *map(str, arguments), "--into", "2026-11", "--in", str(root), "--yes"])


def _names(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_an_article_gets_its_name_from_its_title_and_a_report_is_kept(root, tmp_path, capsys):
    before = _names(root)
    (tmp_path / "01.md").write_text("# Mùa gặt đã về\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "01.md") == 0
    new = {"2026-11/03-mua-gat-da-ve.md", "imports/2026-11-03-mua-gat-da-ve.md"}
    assert _names(root) - before == new
    said = capsys.readouterr()
    assert "2026-11/03-mua-gat-da-ve.md" in said.out
    assert "in no edition" in said.out
    assert "bulletin check 2026-11" in said.err


def test_a_free_number_of_the_file_is_kept(root, tmp_path):
    (tmp_path / "07.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "07.md") == 0
    assert (root / "2026-11" / "07-mua-gat.md").is_file()


def test_importing_again_writes_nothing_over(root, tmp_path):
    file = tmp_path / "tin.md"
    file.write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, file) == 0
    first = {name: (root / name).read_bytes() for name in _names(root)}
    assert _import(root, file) == 0
    assert {name: (root / name).read_bytes() for name in first} == first
    assert (root / "2026-11" / "04-mua-gat-2.md").is_file()


def test_of_two_articles_with_one_title_it_is_said_that_the_other_is_there(root, tmp_path, capsys):
    file = tmp_path / "tin.md"
    file.write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, file) == 0
    assert "already" not in capsys.readouterr().out
    assert _import(root, file) == 0
    assert "already" in (said := capsys.readouterr().out)
    assert "03-mua-gat.md, 04-mua-gat-2.md" in said


def test_of_an_issue_that_is_not_there_yet_it_is_said_how_to_begin_it(root, tmp_path, capsys):
    (tmp_path / "a.md").write_text("# A\n\nb\n", "utf-8")
    asked = ["import", str(tmp_path / "a.md"), "--in", str(root), "--into"]
    assert run([*asked, "2027-03"]) == 1
    assert "bulletin new 2027-03" in capsys.readouterr().err
    assert run([*asked, "thang-3"]) == 1
    assert "bulletin new" not in capsys.readouterr().err


def test_the_folder_that_a_saved_page_brings_holds_no_texts_of_its_own(root, tmp_path, capsys):
    folder = tmp_path / "tin"
    for below in ("Bão số 5_files", "Ảnh_files"):
        (folder / below).mkdir(parents=True)
        (folder / below / "anh.jpg").write_bytes(b"")
    (folder / "Bão số 5.html").write_text("<h1>Bão số 5</h1><p>Bão vào ngày mai.</p>", "utf-8")
    (folder / "Bão số 5_files" / "khung.html").write_text("<p>Quảng cáo.</p>", "utf-8")
    assert _import(root, folder) == 0
    said = capsys.readouterr()
    assert "Quảng cáo" not in said.out
    assert said.err.count("anh.jpg") == 1  # that of a folder without a page


def test_of_a_folder_every_text_is_imported_once_and_pictures_are_named(root, tmp_path, capsys):
    folder = tmp_path / "Bài tháng 12"
    (folder / "ấp 3").mkdir(parents=True)
    for name, text in {
        "tin 10.md": "# Mười\n\nChữ.\n",
        "tin 2.md": "# Hai\n\nChữ.\n",
        "tin 2 (1).md": "# Hai\n\nChữ.\n",
        "ấp 3/họp.md": "# Họp\n\nChữ.\n",
        "z53.JPG": "x",
        "z54.mp4": "x",
        "desktop.ini": "x",
        "~$tin.docx": "x",
    }.items():
        (folder / name).write_text(text, "utf-8")
    assert _import(root, *str(folder).split(" ")) == 0  # typed without quotes
    made = sorted(path.name for path in (root / "2026-11").glob("*.md"))
    assert made[-3:] == ["03-hai.md", "04-muoi.md", "05-hop.md"]
    said = capsys.readouterr().err
    assert "tin 2 (1).md is the same file as tin 2.md" in said
    assert "z53.JPG; copy those you want into 2026-11/images" in said
    assert "z54.mp4; copy those you want into 2026-11/media" in said


def test_a_dry_run_writes_nothing(root, tmp_path, capsys):
    before = _names(root)
    (tmp_path / "tin.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "tin.md", "--dry-run") == 0
    assert _names(root) == before
    assert "03-mua-gat.md" in capsys.readouterr().out


def test_split_makes_an_article_of_each_heading(root, tmp_path):
    text = (
        "# Bản tin\n\n## Mùa gặt\n\nLúa chín.\n\n### Ấp 1\n\nNhiều.\n\n## Tiêm phòng\n\nNgày 5.\n"
    )
    (tmp_path / "tin.md").write_text(text, "utf-8")
    assert _import(root, tmp_path / "tin.md", "--split") == 0
    made = sorted(path.name for path in (root / "2026-11").glob("0[3-9]*.md"))
    assert made == ["03-mua-gat.md", "04-tiem-phong.md"]
    assert "## Ấp 1" in (root / "2026-11" / made[0]).read_text("utf-8")


@pytest.mark.parametrize("written", ["articles: [01-mua-lu.md]", "articles:\n      - 01-mua-lu.md"])
def test_an_article_is_listed_in_the_section_that_is_named(root, tmp_path, written):
    settings = root / "2026-11" / "issue.yaml"
    before = settings.read_text("utf-8").replace("articles: [01-mua-lu.md]", f"{written} # bài")
    settings.write_text(before, "utf-8")
    (tmp_path / "tin.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "tin.md", "--section", "phòng chống thiên tai") == 0
    after = settings.read_text("utf-8")
    assert "03-mua-gat.md" in after
    assert after.replace(", 03-mua-gat.md", "").replace("\n      - 03-mua-gat.md", "") == before


def test_what_is_listed_leaves_the_file_in_its_own_manner(root, tmp_path):
    """The mark and the line ends of Windows, and letters in another form of Unicode."""
    settings = root / "2026-11" / "issue.yaml"
    text = unicodedata.normalize("NFD", settings.read_text("utf-8"))
    before = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    settings.write_bytes(before)
    (tmp_path / "tin.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "tin.md", "--section", "Phòng chống thiên tai") == 0
    assert settings.read_bytes().replace(b", 03-mua-gat.md", b"") == before


def test_where_nothing_can_be_listed_nothing_is_written(root, tmp_path, capsys):
    (root / "2026-11" / "issue.yaml").chmod(0o444)
    before = _names(root)
    (tmp_path / "tin.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "tin.md", "--section", "Phòng chống thiên tai") == 1
    assert "issue.yaml" in capsys.readouterr().err
    assert _names(root) == before


def test_a_section_that_is_not_there_is_said_before_anything_is_written(root, tmp_path, capsys):
    before = _names(root)
    (tmp_path / "tin.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "tin.md", "--section", "Đời sông") == 1
    assert "Đời sống" in capsys.readouterr().err
    assert _names(root) == before


def test_one_bad_file_does_not_keep_the_others_out(root, tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "b.md").write_text("# Mùa gặt\n\nLúa chín.\n", "utf-8")
    assert _import(root, tmp_path / "a.pdf", tmp_path / "b.md", tmp_path / "c.md") == 1
    assert (root / "2026-11" / "03-mua-gat.md").is_file()
    said = capsys.readouterr().err
    assert "a.pdf is a PDF" in said
    assert "there is no file" in said


def test_a_pipe_is_not_waited_for_and_not_called_missing(root, tmp_path, capsys):
    os.mkfifo(tmp_path / "tin.docx")
    assert _import(root, tmp_path / "tin.docx") == 1
    said = capsys.readouterr().err
    assert "a pipe" in said
    assert "did you mean" not in said


def test_standard_input_is_known_by_what_it_holds(root, monkeypatch):
    page = b"<html><body><h1>T\xc3\xaan b\xc3\xa0i</h1><p>Xin <b>ch\xc3\xa0o</b>.</p></body></html>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))
    assert _import(root, "-") == 0
    assert "Xin **chào**." in (root / "2026-11" / "03-ten-bai.md").read_text("utf-8")


def test_what_is_not_found_is_asked_on_a_terminal(root, tmp_path, monkeypatch):
    answers = {"title": "Tên do người đặt", "summary": "Một câu.", "authors": "An và Bình"}
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(import_, "_ask", lambda key, _offered: answers[key])
    (tmp_path / "x.md").write_text("một câu thường.\n\nhai câu.\n", "utf-8")
    assert run(["import", str(tmp_path / "x.md"), "--in", str(root)]) == 0
    text = (root / "2026-11" / "03-ten-do-nguoi-dat.md").read_text("utf-8")
    assert "title: Tên do người đặt\nsummary: Một câu.\nauthors:\n- An\n- Bình\n" in text


def test_a_title_that_is_a_guess_leaves_a_draft_of_which_the_check_reminds(root, tmp_path, capsys):
    (tmp_path / "bai_viet-moi.md").write_text("một câu thường.\n\nhai câu.\n", "utf-8")
    assert _import(root, tmp_path / "bai_viet-moi.md") == 0
    text = (root / "2026-11" / "03-bai-viet-moi.md").read_text("utf-8")
    assert "title: Bai viet moi\ndraft: true\n" in text
    assert "is a guess" in capsys.readouterr().out
