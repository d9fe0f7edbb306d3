"""What `bulletin new` carries on, leaves behind, and refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bulletin.building.preflight import examined
from bulletin.desk.calendar import later, next_id
from bulletin.desk.new_publication import Start, begin
from bulletin.desk.next_issue import make_next
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.source.load import load
from tests.warm import bulletin

DAY = dt.date(2026, 11, 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    begin(tmp_path, Start("vi", "vi", DAY))
    return tmp_path


def _write(root: Path, file: str, text: str) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")


def _article(root: Path, name: str, text: str, *settings: str) -> None:
    front = "\n".join(["---", "title: Bài", *settings, "---", text])
    _write(root, f"2026-11/{name}", f"{front}\n")


def _plain(root: Path) -> None:
    """Take the sections out of the first issue."""
    _write(root, "2026-11/issue.yaml", "number: 11\ndate: 2026-11-05\n")


def test_the_next_issue_has_the_number_the_day_and_the_sections_and_builds(root):
    made = make_next(root, None, DAY)
    issue, findings = examined(root, "2026-12")
    assert (made.id, made.number, made.last) == ("2026-12", 2, "2026-11")
    assert (issue.settings.number, issue.settings.date) == (2, dt.date(2026, 12, 5))
    assert [section.title for section in issue.sections] == [
        "Tin trong xã",
        "Bạn đọc và bản tin",
    ]
    assert [finding.code.number for finding in findings] == ["B289", *["B139"] * 4]
    assert (made.carried, made.drafts) == (("02-gop-bai.md",), ("01-tin-trong-xa.md",))
    assert issue.settings.title is None


def test_a_chain_of_months_goes_over_the_year(root):
    made = [make_next(root, None, DAY) for _ in range(3)]
    assert [one.id for one in made] == ["2026-12", "2027-01", "2027-02"]
    assert [one.number for one in made] == [2, 3, 4]
    assert [one.new_year for one in made] == [False, True, False]


SHOWN = {
    "images/a.png": "![hình](images/a.png)",
    "images/ảnh lũ.png": "![hình](<images/ảnh lũ.png>)",
    "images/ảnh mưa.png": "![hình](images/%E1%BA%A3nh%20m%C6%B0a.png)",
    "data/a.csv": ":::{table} data/a.csv\n:caption: Bảng\n:::",
    "data/a.yaml": ":::{dates} data/a.yaml\n:::",
    "media/a.vtt": ":::{video} media/a.mp4\n:captions: media/a.vtt\n:::",
    "images/sau/ben/trong.svg": ":::{figure} images/sau/ben/trong.svg\n:::",
    "a.jpg": ":::{link-card} https://xa.example/\n:image: ./a.jpg\n:::",
}
"""Files of an article, and how it shows them."""


def test_a_standing_article_takes_its_files_along_and_others_stay(root):
    for file in (*SHOWN, "images/khac.png"):
        _write(root, f"2026-11/{file}", "x")
    _plain(root)
    _article(root, "03-luon-co.md", "\n\n".join(["Chữ.", *SHOWN.values()]), "standing: true")
    made = make_next(root, "2026-12", DAY)
    assert "03-luon-co.md" in made.carried
    for file in SHOWN:
        assert (root / "2026-12" / file).read_text("utf-8") == "x"
    assert not (root / "2026-12/images/khac.png").exists()


@pytest.mark.parametrize(
    "written",
    [
        'corrections: [{date: 2026-11-20, text: "Ấp 3"}]',
        'corrections:\n- date: 2026-11-20\n  text: "Ấp: 3"\n- {date: 2026-11-21, text: Ấp}',
        "corrections:\n  - date: 2026-11-20\n    text: >\n      Ấp\n\n      3",
    ],
)
def test_corrections_of_a_standing_article_stay_with_the_issue_that_was_mended(root, written):
    _plain(root)
    _article(root, "03-luon-co.md", "Chữ.", "standing: true", written, "# của ta", "summary: Tóm.")
    made = make_next(root, None, DAY)
    text = (root / "2026-12/03-luon-co.md").read_text("utf-8")
    assert text == "---\ntitle: Bài\nstanding: true\n# của ta\nsummary: Tóm.\n---\nChữ.\n"
    assert made.corrected == ("03-luon-co.md",)


def test_the_opening_picture_of_a_standing_article_goes_along(root):
    _write(root, "2026-11/images/m.png", "x")
    _plain(root)
    image = "image: {file: images/m.png, alt: Hình}"
    _article(root, "03-luon-co.md", "Chữ.", "standing: true", image)
    make_next(root, None, DAY)
    assert (root / "2026-12/images/m.png").is_file()


def test_what_a_link_leads_to_outside_of_the_issue_is_not_copied(root):
    _write(root, "bi-mat.png", "x")
    (root / "2026-11/images").mkdir()
    (root / "2026-11/images/m.png").symlink_to(root / "bi-mat.png")
    _plain(root)
    _article(root, "03-luon-co.md", "![h](images/m.png)", "standing: true")
    make_next(root, None, DAY)
    assert not (root / "2026-12/images").exists()


def test_nothing_is_written_through_a_link_that_leads_out_of_the_publication(
    root, tmp_path_factory
):
    """What would lie there is no issue for the check, either."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "2026-12").symlink_to(elsewhere)
    _plain(root)
    with pytest.raises(BulletinError, match="through a link"):
        make_next(root, None, DAY)
    assert not any(elsewhere.iterdir())


@pytest.mark.parametrize("setting", ["standing: false", "standing:", "summary: standing: true"])
def test_what_does_not_stand_stays(root, setting):
    _plain(root)
    _article(root, "02-gop-bai.md", "Chữ.", setting)
    made = make_next(root, None, DAY)
    assert made.carried == ()
    assert [path.name for path in (root / "2026-12").glob("*.md")] == list(made.drafts)


def test_articles_that_lie_there_already_are_kept_and_get_their_issue(root):
    _write(root, "2026-12/01-lu.md", "# Mùa lũ\n\nChữ.\n")
    made = make_next(root, "2026-12", DAY)
    assert made.sections_left
    assert made.drafts == ()
    articles = load(root, "2026-12").issue.articles
    assert [article.file for article in articles] == ["2026-12/01-lu.md", "2026-12/02-gop-bai.md"]


@pytest.mark.parametrize("standing", ["2026-12/issue.yaml", "2026-12/02-gop-bai.md", "2026-12"])
def test_nothing_is_written_over(root, standing):
    _write(root, standing, "của tôi")
    with pytest.raises(BulletinError, match="written over"):
        make_next(root, "2026-12", DAY)
    assert (root / standing).read_text("utf-8") == "của tôi"
    assert [p for p in root.rglob("*") if "2026-12" in str(p)] == sorted(
        {root / "2026-12", root / standing}
    )


MEANT = {
    "12-2026": "2026-12",
    "12/2026": "2026-12",
    "2026/12": "2026-12",
    "202612": "2026-12",
    "2026-1": "2026-01",
    "2026-13": "2026-12",
    "../2026-12": "2026-12",
    "2026-12/": "2026-12",
    "Tết": "2026-12",
    "": "2026-12",
    "-": "2026-12",
    "1026-12": "2026-12",
    "2026-12-Tet": "2026-12-tet",
    "khẩn 2026-12": "2026-12-khan",
    "Tháng 12-2026": "2026-12",
}


def test_an_id_that_is_none_is_refused_with_the_one_that_is_meant(root):
    before = sorted(root.rglob("*"))
    for written, meant in MEANT.items():
        with pytest.raises(BulletinError) as refused:
            make_next(root, written, DAY)
        assert refused.value.hint == f"write {meant}"
        assert sorted(root.rglob("*")) == before, written


def test_a_special_issue_stands_between_two_months(root):
    make_next(root, "2026-12", DAY)
    made = make_next(root, "2026-11-tet", DAY)
    assert (made.last, made.number, made.same_number) == ("2026-11", 2, "2026-12")


def test_the_month_after_a_special_issue_has_the_sections_of_a_month_and_the_next_number(root):
    _write(root, "2026-11-tet/issue.yaml", "number: 2\ndate: 2026-11-20\n")
    _write(root, "2026-11-tet/01-tet.md", "# Tết\n\nVui xuân.\n")
    made = make_next(root, None, DAY)
    assert (made.id, made.number, made.last) == ("2026-12", 3, "2026-11")
    assert made.carried == ("02-gop-bai.md",)


def test_a_draft_has_a_number_of_its_own_beside_what_stands(root):
    settings = root / "2026-11" / "issue.yaml"
    first, second = settings.read_text("utf-8").split("sections:\n")[1].split("  - title:")[1:3]
    head = settings.read_text("utf-8").split("sections:\n")[0]
    settings.write_text(f"{head}sections:\n  - title:{second}  - title:{first}", "utf-8")
    made = make_next(root, None, DAY)
    assert (made.carried, made.drafts) == (("02-gop-bai.md",), ("03-tin-trong-xa.md",))


@pytest.mark.parametrize("issue_id", [None, "2027-02"])
def test_the_first_issue_of_a_publication_is_made_from_nothing(tmp_path, issue_id):
    begin(tmp_path, Start("en", "en", DAY))
    for file in (tmp_path / "2026-11").iterdir():
        file.unlink()
    made = make_next(tmp_path, issue_id, dt.date(2026, 12, 24))
    issue, findings = examined(tmp_path, made.id)
    assert made.number == 1
    assert issue.settings.date == (dt.date(2027, 2, 1) if issue_id else dt.date(2026, 12, 24))
    assert [finding.code.number for finding in findings] == ["B289", *["B139"] * 4]


@pytest.mark.parametrize(
    "broken", ["number: [\n", "number: mười\ndate: 2026-11-05\n", "", "date: 2026-11-05\n"]
)
def test_a_last_issue_that_cannot_be_read_is_named_and_nothing_made(root, broken):
    _write(root, "2026-11/issue.yaml", broken)
    with pytest.raises(FindingsError):
        make_next(root, None, DAY)
    assert not (root / "2026-12").exists()


def test_a_last_issue_with_broken_articles_still_has_a_next_one(root):
    _write(root, "2026-11/01-chao-ban-doc.md", "<b>không tựa</b>")
    (root / "2026-11/02-gop-bai.md").write_bytes(b"\xff\xfe\x00")
    assert make_next(root, None, DAY).carried == ()


@pytest.mark.parametrize(
    ("day", "last", "new", "expected"),
    [
        ("2026-11-05", "2026-11", "2026-12", "2026-12-05"),
        ("2026-01-31", "2026-01", "2026-02", "2026-02-28"),
        ("2026-02-28", "2026-02", "2026-03", "2026-03-31"),
        ("2028-01-30", "2028-01", "2028-02", "2028-02-29"),
        ("2026-10-28", "2026-11", "2026-12", "2026-11-28"),
        ("2026-11-05", "2026-11", "2027-11-tet", "2027-11-05"),
        ("2026-11-05", "so-xuan", "2026-12", "2026-12-05"),
    ],
)
def test_issues_come_out_on_the_same_day_of_the_month(day, last, new, expected):
    assert later(dt.date.fromisoformat(day), last, new).isoformat() == expected


def test_the_month_after_an_issue_that_is_not_named_by_one_is_that_after_its_day():
    assert next_id("so-xuan", dt.date(2026, 12, 31)) == "2027-01"


def test_the_command_says_what_was_made_in_the_editors_language(root):
    said = bulletin("new", "--lang", "vi", cwd=root)
    assert (said.returncode, said.stdout) == (0, "")
    assert "Đã lập số 2 (2026-12) từ số 2026-11" in said.stderr
    assert "02-gop-bai.md" in said.stderr
    again = bulletin("new", "2026-12", "--lang", "en", cwd=root)
    assert again.returncode == 1
    assert "issue.yaml" in again.stderr
