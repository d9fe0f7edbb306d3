"""What is mended after publication is told, dated, wherever the issue is read or heard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bulletin.composition import compose, loudspeaker_items
from bulletin.document import Note, inlines_of, plain_text, walk
from bulletin.editions.share.texts import texts
from bulletin.editions.share.zalo_article import article_texts
from bulletin.job import Job, modified_of
from bulletin.manifest import describe
from bulletin.site.feeds.podcast import feed
from bulletin.source.load import load
from bulletin.theming.theme import Theme
from tests.conftest import SMALL

IN_ISSUE = "corrections:\n  - {date: 2026-12-02, text: Họp lúc 8 giờ.}\n"
IN_ARTICLE = "corrections: [{date: 2026-12-04, text: Số đúng là 0912 345 678.}]\n"


def issue_with(folder: Path, issue: str = "", article: str = "", text: str = ""):
    root = shutil.copytree(SMALL, folder)
    yaml, first = root / "2026-11" / "issue.yaml", root / "2026-11" / "01-mua-lu.md"
    yaml.write_text(yaml.read_text("utf-8") + issue, encoding="utf-8")
    written = first.read_text("utf-8").replace("authors:", f"{article}authors:") + text
    first.write_text(written, encoding="utf-8")
    loaded = load(root, "2026-11")
    assert not [finding for finding in loaded.findings if finding.is_error]
    return loaded.issue


def manifest_of(issue):
    composition = compose(issue)
    return describe(Job(composition, None, Path(), modified_of(issue, None)), "", {}, (), ())


def words(article) -> str:
    return "\n".join(plain_text(line) for b in walk(*article.blocks) for line in inlines_of(b))


def test_an_issue_without_corrections_is_its_first_revision_and_says_nothing(tmp_path):
    made = manifest_of(issue_with(tmp_path / "p"))
    assert (made.revision, made.corrections) == (1, ())
    assert made.modified.date() == made.date


@pytest.mark.parametrize(
    ("issue", "article", "revision", "last"),
    [(IN_ISSUE, "", 2, "2026-12-02"), ("", IN_ARTICLE, 2, "2026-12-04"),
     (IN_ISSUE, IN_ARTICLE, 3, "2026-12-04")],
)  # fmt: skip
def test_each_correction_raises_the_revision_and_the_day_and_keeps_the_address(
    tmp_path, issue, article, revision, last
):
    before = manifest_of(issue_with(tmp_path / "before"))
    made = manifest_of(issue_with(tmp_path / "after", issue, article))
    assert (made.revision, made.modified.date().isoformat()) == (revision, last)
    assert (made.address, made.id, made.date) == (before.address, before.id, before.date)


def test_the_dated_note_stands_in_the_imprint_that_every_edition_and_the_voice_have(tmp_path):
    issue = issue_with(tmp_path / "p", IN_ISSUE, IN_ARTICLE)
    composition = compose(issue)
    imprint = words(composition.imprint)
    assert "Đính chính ngày 2 tháng 12 năm 2026: Họp lúc 8 giờ." in imprint
    assert "bài “Chủ động ứng phó mưa lũ”: Số đúng là 0912 345 678." in imprint
    assert "lần 3, đã đính chính ngày 4 tháng 12 năm 2026" in words(composition.opening)


def test_what_is_passed_on_and_what_the_loudspeaker_says_tell_it_too(tmp_path):
    issue = issue_with(tmp_path / "p", IN_ISSUE, IN_ARTICLE)
    composition = compose(issue)
    kit = dict(texts(composition))
    for name in ("zalo.txt", "facebook.txt", "loudspeaker.txt"):
        assert "Đính chính ngày 2 tháng 12 năm 2026: Họp lúc 8 giờ." in kit[name]
        assert "Số đúng là 0912 345 678." in kit[name]
    first, second = map(words, loudspeaker_items(composition))
    assert "Đính chính ngày 4 tháng 12 năm 2026: Số đúng là 0912 345 678." in first
    assert "Đính chính" not in second
    assert "Số đúng là 0912 345 678." in dict(article_texts(composition))["body.html"]


def test_a_corrected_article_begins_with_its_note_and_the_others_stay_as_they_were(tmp_path):
    issue = issue_with(tmp_path / "p", IN_ISSUE, IN_ARTICLE)
    first, second = compose(issue).articles
    note = first.body[0]
    assert isinstance(note, Note)
    assert plain_text(note.title) == "Đính chính ngày 4 tháng 12 năm 2026"
    assert not any(isinstance(block, Note) and "correction" in block.id for block in second.body)
    plain = issue_with(tmp_path / "before")
    before = compose(plain).articles[0]
    ids = {block.id for block in walk(*first.body)}
    assert {block.id for block in walk(*before.body)} <= ids


def test_the_feed_tells_the_correction_and_keeps_the_guid(tmp_path):
    plain, mended = issue_with(tmp_path / "a"), issue_with(tmp_path / "b", IN_ISSUE)
    feeds = []
    for issue in (plain, mended):
        theme = Theme(issue.publication, issue.root)
        feeds.append(feed(theme, [manifest_of(issue)]))
    assert "Họp lúc 8 giờ." not in feeds[0]
    assert "Đính chính ngày 2 tháng 12 năm 2026: Họp lúc 8 giờ." in feeds[1]
    guids = [text.partition("isPermaLink")[2].partition("</guid>")[0] for text in feeds]
    assert guids[0] == guids[1] != ""
    assert "<lastBuildDate>Wed, 02 Dec 2026" in feeds[1]


def test_the_digest_of_the_words_tells_changed_text_and_pictures_and_nothing_else(tmp_path):
    before = manifest_of(issue_with(tmp_path / "a")).words
    assert manifest_of(issue_with(tmp_path / "b", IN_ISSUE)).words == before
    assert manifest_of(issue_with(tmp_path / "c", text="\nMột câu nữa.\n")).words != before
    issue = issue_with(tmp_path / "d")
    (issue.folder / "images" / "lua.svg").write_text("<svg/>", encoding="utf-8")
    assert manifest_of(issue).words != before
    (tmp_path / "a" / "2026-11" / ".DS_Store").write_text("", encoding="utf-8")
    assert manifest_of(load(tmp_path / "a", "2026-11").issue).words == before
