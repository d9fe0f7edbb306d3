"""Finding a publication and reading an issue as a whole."""

import os
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from bulletin import codes
from bulletin.diagnostics import BulletinError, Span
from bulletin.document import walk
from bulletin.machine.systems import quoted
from bulletin.source.files import Folder
from bulletin.source.load import issue_ids, load, settings_of
from bulletin.source.markdown.parser import parser
from bulletin.source.reporting import Findings
from bulletin.source.root import find_root
from tests.source.anything import ARTICLE, ISSUE, SETTINGS, publication

SECTIONS = """number: 11
date: 2026-11-25
sections:
  - {title: Tin, articles: [02-hai.md]}
  - {title: Đời sống, articles: [01-bai-mot.md, 03-ba.md]}
"""


@pytest.fixture
def root(tmp_path):
    return publication(tmp_path / "issues")


def add(file, line):
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")


def write(root, **files):
    for name, text in files.items():
        file = root / ISSUE / f"{name.replace('_', '-')}.md"
        file.write_text(f"---\ntitle: {name}\n---\n\n{text}\n", encoding="utf-8")


def test_an_issue_bears_the_masthead_that_it_came_out_with(root):
    settings = root / ISSUE / "issue.yaml"
    masthead = "masthead: {title: Bản tin xã Cũ, publisher: UBND xã Cũ, editors: [{name: Lê Cũ}]}"
    settings.write_text(f"{settings.read_text('utf-8')}\n{masthead}\n", "utf-8")
    before, own = settings_of(root), load(root, ISSUE).issue.publication
    assert (own.title, own.publisher.name, own.editors[0].name) == (
        "Bản tin xã Cũ",
        "UBND xã Cũ",
        "Lê Cũ",
    )
    assert (own.name, own.licence, own.base_url) == (
        "ban-tin-xa-cu",
        before.licence,
        before.base_url,
    )


@pytest.mark.parametrize("start", ["", "issues", "issues/2026-11", "issues/2026-11/images"])
def test_the_publication_is_found_from_beside_it_in_it_and_below_it(root, start):
    assert find_root(root.parent / start) == root


def test_no_publication_is_an_error_that_says_how_to_start_one(tmp_path):
    with pytest.raises(BulletinError) as raised:
        find_root(tmp_path)
    assert "publication.yaml" in raised.value.message
    assert "bulletin init" in raised.value.hint
    (tmp_path / "Bản tin xã").mkdir()
    (tmp_path / "Bản tin xã" / "publication.yaml").touch()
    with pytest.raises(BulletinError) as raised:
        find_root(tmp_path)
    assert raised.value.hint == f"there is one below: cd {quoted(tmp_path / 'Bản tin xã')}"


@pytest.mark.parametrize("name", ["Publication.yaml", "publication.yml", "publication.yaml.txt"])
def test_settings_that_are_called_otherwise_are_named_with_the_right_name(tmp_path, name):
    (tmp_path / name).write_text(SETTINGS, encoding="utf-8")
    if (tmp_path / "publication.yaml").exists():
        pytest.skip("a disk to which capitals are nothing")
    with pytest.raises(BulletinError, match="has another name than it needs") as caught:
        find_root(tmp_path)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda p: p.symlink_to("nowhere")])
def test_settings_that_are_no_file_are_told_so(tmp_path, make):
    make(tmp_path / "publication.yaml")
    with pytest.raises(BulletinError, match="is no plain file"):
        find_root(tmp_path)


def test_issues_are_the_folders_with_an_issue_in_them_in_order(root):
    for name in ("2026-9", "2025-12", "images"):
        (root / name).mkdir()
    for name in ("2026-9", "2025-12"):
        shutil.copy(root / SETTINGS, root / name / "issue.yaml")
    assert issue_ids(root) == ("2025-12", "2026-11", "2026-9")


def test_settings_of_an_issue_that_are_no_file_are_told_by_name(root):
    for name in ("2026-12", "2027-01"):
        (root / name).mkdir()
    os.mkfifo(root / "2026-12" / "issue.yaml")
    (root / "2027-01" / "issue.yaml").symlink_to("nowhere")
    for name in ("2026-12", "2027-01"):
        (told,) = [f for f in load(root, name).findings if f.code.number == "B101"]
        assert told.span.file == f"{name}/issue.yaml"


@pytest.mark.parametrize(
    "name", ["2026-12", "", ".", "..", "../issues/2026-11", "2026-11/images", "\0"]
)
def test_an_id_that_no_issue_has_is_a_finding(root, name):
    loaded = load(root, name)
    assert loaded.issue is None
    assert [finding.code.number for finding in loaded.findings] == ["B121"]


def test_articles_are_numbered_through_the_sections(root):
    write(root, **{"02_hai": "Chữ.", "03_ba": "Chữ."})
    (root / SETTINGS).write_text(SECTIONS, encoding="utf-8")
    issue = load(root, ISSUE).issue
    assert [(a.number, a.slug, a.section, a.name) for a in issue.articles] == [
        (1, "hai", "Tin", "01-hai"),
        (2, "bai-mot", "Đời sống", "02-bai-mot"),
        (3, "ba", "Đời sống", "03-ba"),
    ]
    assert [section.title for section in issue.sections] == ["Tin", "Đời sống"]


def test_without_sections_every_article_is_there_in_name_order(root):
    write(root, **{"10_muoi": "Chữ.", "2_hai": "Chữ."})
    issue = load(root, ISSUE).issue
    assert [a.slug for a in issue.articles] == ["bai-mot", "hai", "muoi"]
    assert [section.title for section in issue.sections] == [""]


def test_a_broken_file_hides_nothing_in_the_others(root):
    (root / "publication.yaml").write_text("title: [", encoding="utf-8")
    (root / SETTINGS).write_text("number: x\ndate: 2026-11-25\n", encoding="utf-8")
    (root / "lexicon.yaml").write_text("a: no\n", encoding="utf-8")
    (root / ARTICLE).write_bytes(b"\xff")
    write(root, **{"02_hai": "<b>x</b>", "03_ba": "[x](khong.md)", "04_bon": ":::{x}\n:::"})
    found = {(f.span.file, f.code.number) for f in load(root, ISSUE).findings}
    assert found == {
        ("publication.yaml", "B106"),
        (SETTINGS, "B113"),
        ("lexicon.yaml", "B112"),
        (ARTICLE, "B102"),
        (f"{ISSUE}/02-hai.md", "B201"),
        (f"{ISSUE}/03-ba.md", "B401"),
        (f"{ISSUE}/04-bon.md", "B202"),
    }


def test_what_is_sound_in_faulty_settings_is_kept(root):
    (root / SETTINGS).write_text("number: 11\ndate: 25/11\ntitle: Số này\n", encoding="utf-8")
    issue = load(root, ISSUE).issue
    assert (issue.settings.number, issue.settings.title) == (11, "Số này")


def test_a_link_to_an_article_that_cannot_be_read_is_no_second_fault(root):
    write(root, **{"02_hai": "[một](01-bai-mot.md)"})
    (root / ARTICLE).write_bytes(b"\xff")
    assert [f.code.number for f in load(root, ISSUE).findings] == ["B102"]


def test_settings_know_their_places(root):
    issue = load(root, ISSUE).issue
    assert issue.place("issue.date") == Span(SETTINGS, 2, 7, 17)
    assert issue.place("publication.publisher.name") == Span("publication.yaml", 4, 19, 30)
    assert issue.place("issue.summary") == Span(SETTINGS)
    assert issue.place("publication.theme.logo") == Span("publication.yaml")
    assert issue.place("publication.publisher.email").line == 4, "where the publisher stands"


def test_the_lexicon_takes_words_and_words_with_a_language(root):
    text = "QL13: quốc lộ mười ba\n115: một một năm\nOpenAI: {say: open ây ai, language: en}\n"
    (root / "lexicon.yaml").write_text(text, encoding="utf-8")
    lexicon = load(root, ISSUE).issue.lexicon
    assert {word: (entry.say, entry.language) for word, entry in lexicon.items()} == {
        "QL13": ("quốc lộ mười ba", None),
        "115": ("một một năm", None),
        "OpenAI": ("open ây ai", "en"),
    }


def test_an_article_is_parsed_once(root, monkeypatch):
    write(root, **{"02_hai": "Xem [một](01-bai-mot.md).\n\n:::{note}\nChữ.\n:::"})
    parsed = []
    whole = parser().parse
    monkeypatch.setattr(
        parser(), "parse", lambda text, env: parsed.append(text) or whole(text, env)
    )
    load(root, ISSUE)
    assert len(parsed) == 2


def test_ids_are_unique_in_an_issue(root):
    write(root, **{"02_hai": "## Mục\n\nChữ.", "03_ba": "## Mục\n\nChữ.[^1]\n\n[^1]: Chú."})
    issue = load(root, ISSUE).issue
    ids = [block.id for article in issue.articles for block in walk(*article.blocks)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["la\u0301", "l\u00e1\u202f"])
def test_a_name_on_the_disk_in_another_form_or_with_another_space_is_found(root, name):
    """As macOS writes them: of pictures of its screen, "10.22.31\u202fAM"."""
    folder = root / ISSUE / "images"
    (folder / f"{name}.png").write_bytes((folder / "a.png").read_bytes())
    written = unicodedata.normalize("NFC", name).replace("\u202f", " ")
    write(root, **{"02_hai": f"![lá](<images/{written}.png>)"})
    loaded = load(root, ISSUE)
    assert loaded.findings == ()
    assert loaded.issue.articles[1].body[0].picture.file == f"images/{name}.png"


def test_a_folder_of_recordings_in_another_form_of_unicode_is_found(root):
    folder = Folder(root, root, Findings())
    (root / "la\u0301").mkdir()
    (root / "la\u0301" / "1.m4a").touch()
    assert folder.inside(folder.folder("l\u00e1/"), "recording") == ("la\u0301/1.m4a",)
    assert folder.folder("không") == folder.folder("../x") == ""


def test_a_name_on_the_disk_in_another_encoding_is_told_and_goes_no_further(root):
    odd = os.fsdecode(b"03-\xe9.md")
    (root / ISSUE / odd).write_text("---\ntitle: Ba\n---\n", encoding="utf-8")
    loaded = load(root, ISSUE)
    (finding,) = loaded.findings
    assert (finding.code, finding.message) == (
        codes.WRONG_ARTICLE_NAME,
        'the name of the file "03-?.md" is not in UTF-8',
    )
    assert odd not in "".join(article.file for article in loaded.issue.articles)


@pytest.mark.parametrize(
    ("day", "title", "publisher"),
    [
        ("2019-05-01", "Bản tin xã Cũ", "UBND xã Cũ"),
        ("2020-12-31", "Bản tin xã Cũ", "UBND xã Cũ"),
        ("2021-01-01", "Bản tin xã Giữa", "UBND xã Cũ"),
        ("2025-07-01", None, None),
    ],
)
def test_issues_bear_the_masthead_of_their_day_in_whatever_order_it_is_written(
    root, day, title, publisher
):
    add(
        root / "publication.yaml",
        "former:\n  - {until: 2020-12-31, title: Bản tin xã Cũ}\n"
        "  - {until: 2025-06-30, title: Bản tin xã Giữa, publisher: UBND xã Cũ}",
    )
    settings = root / ISSUE / "issue.yaml"
    dated = re.sub(r"(?m)^date: .*$", f"date: {day}", settings.read_text("utf-8"))
    settings.write_text(dated, "utf-8")
    today, then = settings_of(root), load(root, ISSUE).issue.publication
    assert then.title == (title or today.title)
    assert then.publisher.name == (publisher or today.publisher.name)
    assert "until" not in then.model_fields_set


def test_the_masthead_of_an_issue_goes_before_that_of_its_day(root):
    add(root / "publication.yaml", "former: [{until: 2030-01-01, title: Bản tin xã Cũ}]")
    add(root / ISSUE / "issue.yaml", "masthead: {title: Bản tin riêng}")
    assert load(root, ISSUE).issue.publication.title == "Bản tin riêng"
