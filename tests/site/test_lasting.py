"""Names that last: what a release was first published as, it is called for ever."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from bulletin.lasting import (
    article_guid,
    current,
    first_address,
    guid_of_feed,
    issue_guid,
    named,
    podcast_guid,
    releases_in,
)
from bulletin.manifest import NAME, ArticleRecord, FileRecord, Manifest
from bulletin.publish.verifying.around import ArchiveNames
from bulletin.publish.verifying.places import LocalCopy
from bulletin.site.archive import Around
from bulletin.site.releases import release_in


def article(slug, title="Bài", number=1, guid="", summary=""):
    return ArticleRecord(
        slug=slug,
        guid=guid,
        number=number,
        title=title,
        section="",
        summary=summary,
        authors=(),
        words=9,
    )


def release(issue="2026-11", base="https://a.example/", stem="ban-tin", articles=(), **more):
    year, month = map(int, issue.split("-"))
    file = FileRecord(path=f"{stem}-{issue}.pdf", media_type="", bytes=1, sha256="", edition="pdf")
    values = {
        "tool": "t", "id": issue, "number": month, "date": dt.date(year, month, 1), "title": "Số",
        "summary": "", "language": "vi", "address": f"{base}{issue}/", "publication": "Bản tin",
        "publisher": "UBND", "modified": dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "content": "",
        "voice": None, "duration": 0.0, "articles": articles, "versions": {}, "findings": (),
        "files": (file,),
    }  # fmt: skip
    return Manifest(**(values | more))


def put(out: Path, made: Manifest, *others: str) -> Manifest:
    """The release in its place, of a publication that has these other issues too."""
    made = named(made, out, {made.id, *others})
    (out / made.id).mkdir(exist_ok=True)
    (out / made.id / NAME).write_text(made.to_json(), encoding="utf-8")
    return made


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Khác"},
        {"publication": "Tiếng nói quê hương"},
        {"stem": "que-huong"},
        {"base": "https://moi.example/ban-tin/"},
        {"number": 99},
        {"date": dt.date(2030, 1, 1)},
        {"publisher": "UBND phường"},
        {"language": "en"},
        {"files": ()},
    ],
)
def test_no_change_of_the_publication_changes_a_guid(change, tmp_path):
    articles = (article("mua-lu"), article("y-te", "Y tế"))
    first = put(tmp_path, release(articles=articles))
    second = put(tmp_path, release(articles=articles, **change))
    third = put(tmp_path, release(articles=articles, **change))
    for later in (second, third):
        assert (later.guid, later.podcast) == (first.guid, first.podcast)
        assert [a.guid for a in later.articles] == [a.guid for a in first.articles]
    assert len({first.guid, *(a.guid for a in first.articles)}) == 3


def test_a_release_from_before_manifests_kept_guids_keeps_what_its_feed_had(tmp_path):
    old = release(articles=(article("mua-lu"),))
    (tmp_path / old.id).mkdir()
    (tmp_path / old.id / NAME).write_text(old.to_json(), encoding="utf-8")
    assert (issue_guid(old), article_guid(old, "mua-lu")) == (
        "ban-tin-2026-11",
        "ban-tin-2026-11/mua-lu",
    )
    new = put(
        tmp_path, release(articles=(article("mua-lu"),), stem="moi", base="https://b.example/")
    )
    assert (new.guid, new.articles[0].guid) == ("ban-tin-2026-11", "ban-tin-2026-11/mua-lu")
    assert new.podcast == guid_of_feed("https://a.example/")


def test_a_new_issue_has_the_feed_s_old_guid_and_one_of_its_own(tmp_path):
    first = put(tmp_path, release("2026-10"))
    second = put(tmp_path, release("2026-11", base="https://moi.example/"))
    assert second.podcast == first.podcast == guid_of_feed("https://a.example/")
    assert second.guid != first.guid
    assert podcast_guid([second, first]) == first.podcast


@pytest.mark.parametrize("again", ["2026-10", "2026-11"])
def test_nothing_is_known_by_the_address_that_every_new_publication_has(again, tmp_path):
    put(tmp_path, release("2026-10", base="https://dia-chi-ban-tin.example/"))
    made = put(tmp_path, release(again, base="https://xa.example/"), "2026-10")
    assert made.podcast == guid_of_feed("https://xa.example/")
    assert podcast_guid(releases_in(tmp_path)) == made.podcast
    known = SimpleNamespace(
        id="2026-10",
        address="https://moi.example/2026-10/",
        articles=(),
        settings=SimpleNamespace(number=10, date=made.date),
    )
    kept = "https://xa.example/2026-10/" if again == "2026-10" else ""
    assert first_address(known, tmp_path, {"2026-10", again}) == kept


def test_an_issue_keeps_its_guids_and_its_place_in_lists_when_its_folder_is_renamed(tmp_path):
    articles = (article("mua-lu"), article("y-te", "Y tế"))
    same = {"number": 11, "date": dt.date(2026, 11, 25), "articles": articles}
    first = put(tmp_path, release("2026-11", **same))
    moved = put(tmp_path, release("2026-10", **same))
    assert moved.guid == first.guid
    assert [a.guid for a in moved.articles] == [a.guid for a in first.articles]
    assert current([first, moved]) == current([moved, first]) == [moved]
    releases = [release_in(tmp_path / one.id, one) for one in (moved, first)]
    assert [one.id for one in Around(None, releases).shown] == [moved.id]


def test_an_issue_whose_folder_gets_its_name_back_is_the_one_that_is_shown(tmp_path):
    same = {"number": 11, "date": dt.date(2026, 11, 25), "articles": (article("mua-lu"),)}
    first = put(tmp_path, release("2026-11", **same))
    assert "renamed" not in first.to_json()
    moved = put(tmp_path, release("2026-10", **same))
    back = put(tmp_path, release("2026-11", **same))
    assert back.guid == first.guid
    assert current([moved, back]) == current([back, moved]) == [back]
    assert put(tmp_path, release("2026-11", **same)) == back
    around = ArchiveNames(LocalCopy(tmp_path))
    assert not list(around.faults(moved)), "lists have it under its name of today alone"
    assert list(around.faults(back))
    again = put(tmp_path, release("2026-10", **same))
    assert current([back, again]) == [again]


@pytest.mark.parametrize(
    "other",
    [
        {"number": 12, "date": dt.date(2026, 11, 25)},
        {"number": 11, "date": dt.date(2026, 12, 25)},
        {"number": 11, "date": dt.date(2026, 11, 25), "articles": (article("khac"),)},
    ],
)
def test_another_issue_takes_no_guid(other, tmp_path):
    articles = (article("mua-lu"), article("y-te", "Y tế"))
    first = put(tmp_path, release(number=11, date=dt.date(2026, 11, 25), articles=articles))
    assert put(tmp_path, release("2026-12", **({"articles": articles} | other))).guid != first.guid


def test_a_copy_beside_its_original_takes_no_guid(tmp_path):
    same = {"number": 11, "date": dt.date(2026, 11, 25), "articles": (article("mua-lu"),)}
    first = put(tmp_path, release("2026-11", **same))
    assert put(tmp_path, release("2026-12", **same), "2026-11").guid != first.guid


def test_an_article_keeps_its_guid_under_another_file_name(tmp_path):
    put(tmp_path, release(articles=(article("mua-lu", "Mưa lũ"), article("y-te", "Y tế"))))
    second = put(
        tmp_path, release(articles=(article("mua-bao", "Mưa lũ"), article("y-te", "Khác")))
    )
    assert [a.guid for a in second.articles] == ["issue-2026-11/mua-lu", "issue-2026-11/y-te"]
    third = put(
        tmp_path,
        release(articles=(article("mua-bao", "Mưa lũ"), article("mua-lu", "Bài khác hẳn"))),
    )
    assert [a.guid for a in third.articles] == ["issue-2026-11/mua-lu", "issue-2026-11/mua-lu-2"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # The files' names went round, the titles stayed.
        ([("lu", "Lũ", ""), ("y-te", "Y tế", "")], [("y-te", "Lũ", ""), ("kham", "Y tế", "")]),
        ([("lu", "Lũ", ""), ("y-te", "Y tế", "")], [("y-te", "Lũ", ""), ("lu", "Y tế", "")]),
        # Two have one title.
        ([("a", "Tin", ""), ("b", "Tin", "")], [("c", "Tin", ""), ("d", "Tin", "")]),
        # Name and title are new, and the summary is the same.
        (
            [("lu", "Lũ", "Nước lên."), ("b", "B", "")],
            [("nuoc", "Nước", "Nước lên."), ("b", "B", "")],
        ),
    ],
)
def test_articles_that_are_renamed_together_keep_each_its_own_guid(before, after, tmp_path):
    told = [
        put(tmp_path, release(articles=tuple(article(s, t, summary=w) for s, t, w in one)))
        for one in (before, after)
    ]
    assert [a.guid for a in told[1].articles] == [a.guid for a in told[0].articles]


@pytest.mark.parametrize(("words", "kept"), [(412, True), (9, False)])
def test_a_long_article_is_known_by_its_length_when_all_its_names_are_new(words, kept, tmp_path):
    length = {"words": words}
    lu, mua = (one.model_copy(update=length) for one in (article("lu", "Lũ"), article("m", "Mưa")))
    put(tmp_path, release(articles=(lu, article("b", "B"))))
    told = put(tmp_path, release(articles=(article("b", "B"), mua)))
    assert (told.articles[1].guid == "issue-2026-11/lu") is kept


def test_a_folder_that_is_no_release_is_passed_over(tmp_path):
    (tmp_path / "la").mkdir()
    (tmp_path / "la" / NAME).write_text("{", encoding="utf-8")
    assert named(release(), tmp_path, ()).guid == "issue-2026-11"
