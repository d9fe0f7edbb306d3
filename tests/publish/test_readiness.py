"""What is published is what was written, and no more is unwritten in it than its editors know."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin import manifest
from bulletin.diagnostics import BulletinError
from bulletin.publish.readiness import doubts
from bulletin.source.load import load
from bulletin.source.settings.targets import FolderPlace, GitPlace
from tests.publish.shop import built

ISSUE = "2026-11"
FOLDER = FolderPlace(type="folder", path="www")
PAGES = GitPlace(type="git", repository="git@a.example:b/c.git", branch="pages")


@pytest.fixture
def release(small, tmp_path):
    """The manifest of a release as the small publication says it now."""
    issue = load(small, ISSUE).issue
    said = {
        "publication": issue.publication.title,
        "publisher": issue.publication.publisher.name,
        "address": issue.address,
        "number": issue.settings.number,
        "date": issue.settings.date,
        "summary": issue.settings.summary or "",
        "words": manifest.words_of(issue),
        "facts": issue.facts,
        "setting": manifest.setting_of(issue),
        "articles": tuple(map(manifest.record_of_article, issue.articles)),
    }
    return manifest.read(built(tmp_path / "dist", ISSUE, **said) / ISSUE)


def written(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("place", [FOLDER, PAGES])
def test_what_readers_do_not_read_may_change_after_a_build(release, small, place):
    with (small / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write("# a place to publish to\ntargets: {usb: {type: folder, path: ../www}}\n")
    (small / ISSUE / "01-mua-lu.md").touch()
    assert doubts(release, load(small, ISSUE), place) == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("2026-11/01-mua-lu.md", "UBND xã", "UBND phường"),
        ("2026-11/01-mua-lu.md", "title: ", "title: Mới "),
        ("2026-11/issue.yaml", "number:", "corrections: [{date: 2026-11-20, text: Sai}]\nnumber:"),
        ("2026-11/issue.yaml", "number:", "unknown: yes\nnumber: &"),
        ("2026-11/issue.yaml", "title: Mùa", "title: Nước"),
        ("2026-11/issue.yaml", "title: Đời sống", "title: Sức khỏe"),
        ("publication.yaml", "base_url: ", "base_url: https://a.example/x/ # "),
    ],
)
def test_what_was_written_since_the_build_is_not_left_out_in_silence(
    release, small, file, old, new
):
    written(small / file, old, new)
    with pytest.raises(BulletinError, match="was changed since it was built") as caught:
        doubts(release, load(small, ISSUE), FOLDER)
    assert f"bulletin build {ISSUE}" in caught.value.hint


def test_figures_days_addresses_and_credits_are_facts_and_looks_are_none(small):
    article, kinds = small / ISSUE / "01-mua-lu.md", Path(__file__).parent / "facts"
    (small / ISSUE / "data").mkdir()
    (small / ISSUE / "data" / "vi.csv").write_text("Năm;Lúa\n2024;12,5\n2025;13,5\n", "utf-8")
    text = (kinds / "article.md").read_text("utf-8")
    rows = (kinds / "changes.tsv").read_text("utf-8").splitlines()
    told, wrong = {}, []
    for row in ("\t\tlook", *rows):
        old, new, kind = row.split("\t")
        assert old in text, old
        article.write_text(text.replace(old, new, 1), "utf-8")
        issue = load(small, ISSUE).issue
        assert issue is not None, row
        told[row] = (manifest.words_of(issue), issue.facts)
        if (told[row] != told["\t\tlook"]) != (kind == "fact"):
            wrong.append(row)
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("lexicon.yaml", "UBND: Ủy ban\n"),
        ("theme/colours.yaml", "accent: '#123456'\n"),
        ("publication.yaml", "editors: [{name: Ai đó, role: Chịu trách nhiệm xuất bản}]\n"),
        ("publication.yaml", "printer: Nhà in tỉnh\n"),
    ],
)
def test_what_a_publication_gives_its_issues_is_not_left_out_in_silence(release, small, file, text):
    place = small / file
    place.parent.mkdir(exist_ok=True)
    key = text.partition(":")[0]
    lines = place.read_text("utf-8").splitlines(keepends=True) if place.is_file() else []
    kept = [line for line in lines if not line.startswith((key, "  - "))]
    place.write_text("".join(kept) + text, "utf-8")
    with pytest.raises(BulletinError, match=r"publication\.yaml, lexicon\.yaml or the theme"):
        doubts(release, load(small, ISSUE), FOLDER)


@pytest.mark.parametrize(
    ("code", "place", "refused"),
    [("B289", FOLDER, True), ("B289", PAGES, True), ("B139", FOLDER, False), ("B139", PAGES, True)],
)
def test_drafts_go_nowhere_and_a_stranger_s_address_no_further_than_a_folder(
    release, small, code, place, refused
):
    row = {"code": code, "file": "2026-11/01-mua-lu.md", "line": 4}
    found = release.model_copy(update={"findings": (row,)})
    now = load(small, ISSUE)
    if refused:
        with pytest.raises(BulletinError, match=r"01-mua-lu\.md:4") as caught:
            doubts(found, now, place)
        assert "--as-built" in caught.value.hint
    else:
        assert ["01-mua-lu.md:4" in told.message for told in doubts(found, now, place)] == [True]
