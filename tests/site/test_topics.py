"""A topic has a page and a feed with the articles of all issues, and loses what was withdrawn."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from lxml import etree, html

from bulletin import manifest
from bulletin.composition import compose
from bulletin.editions.web.writer import WebWriter
from bulletin.manifest import ArticleRecord, WithdrawalRecord
from bulletin.publish.verifying import Wanted, verify
from bulletin.publish.verifying.around import ids_around
from bulletin.publish.verifying.places import Got
from bulletin.site import search_index
from bulletin.site.archive import write_archive
from bulletin.site.feeds import podcast
from bulletin.source.load import load
from bulletin.source.settings.topics import topic_key
from bulletin.xhtml import Writer
from bulletin.xhtml.elements import to_html
from tests.publish.shop import built, theme_of

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(podcast, "cover", lambda *_: b"cover")
    monkeypatch.setattr(search_index, "write_index", lambda *_: None)


def article(slug, *topics):
    return ArticleRecord(
        slug=slug,
        number=1,
        title=f"Bài {slug}",
        section="",
        summary=f"Tóm tắt {slug}",
        authors=(),
        topics=topics,
        words=1,
    )


def release(out, issue_id, *articles, **more):
    day = dt.date.fromisoformat(f"{issue_id}-01")
    pages = {f"{one.slug}.html": "<main><article>x</article></main>" for one in articles}
    own = {"index.html": "page", **pages}
    built(out, issue_id, own, articles=articles, date=day, number=day.month, **more)


def written(out):
    write_archive(theme_of(), out)
    return out / "topics"


def titles(feed):
    return etree.fromstring(feed.read_bytes()).xpath("//a:entry/a:title/text()", namespaces=ATOM)


def ids(feed):
    return etree.fromstring(feed.read_bytes()).xpath("//a:id/text()", namespaces=ATOM)


def linked(page):
    tree = html.document_fromstring(page.read_text("utf-8"))
    links = tree.xpath("//section//a/@href")
    assert all((page.parent / link).resolve().is_file() for link in links)
    return [link.rpartition("/")[2] for link in links]


def test_a_topic_has_its_articles_of_all_issues_newest_first_on_its_page_and_in_its_feed(tmp_path):
    release(tmp_path, "2026-10", article("cau", "đường sá"), article("mua", "mưa lũ"))
    release(tmp_path, "2026-11", article("duong", "Đường sá", "đường sá", "mưa lũ"))
    folder = written(tmp_path)
    assert linked(folder / "duong-sa/index.html") == ["duong.html", "cau.html"]
    assert titles(folder / "duong-sa/feed.atom") == ["Bài duong", "Bài cau"]
    assert titles(folder / "mua-lu/feed.atom") == ["Bài duong", "Bài mua"]
    overview = html.document_fromstring((folder / "index.html").read_text("utf-8"))
    assert overview.xpath("//main//li/a/text()") == ["Đường sá", "Mưa lũ"]
    front = html.document_fromstring((tmp_path / "index.html").read_text("utf-8"))
    assert "topics/index.html" in front.xpath("//nav//a/@href")
    addresses = etree.fromstring((tmp_path / "sitemap.xml").read_bytes()).xpath("//*/text()")
    assert "https://thu.example/bantin/topics/duong-sa/" in addresses
    seen = verify(str(tmp_path), Wanted(0))
    assert [fault for fault in seen.faults if "topics" in fault.place] == []
    assert seen.issues == ("2026-10", "2026-11")


def test_entries_of_a_feed_keep_their_names_when_an_issue_is_put_out_again(tmp_path):
    release(tmp_path, "2026-10", article("cau", "y tế"))
    before = ids(written(tmp_path) / "y-te/feed.atom")
    later = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    release(tmp_path, "2026-10", article("cau", "y tế"), modified=later)
    feed = written(tmp_path) / "y-te/feed.atom"
    assert ids(feed) == before
    assert b"<updated>2026-12-01" in feed.read_bytes()


def test_a_withdrawn_issue_leaves_the_topics_and_what_is_empty_then_says_so(tmp_path):
    release(tmp_path, "2026-10", article("cau", "đường sá"))
    release(tmp_path, "2026-11", article("duong", "đường sá", "mưa lũ"))
    folder = written(tmp_path)
    withdrawn = WithdrawalRecord(date=dt.date(2026, 12, 1), why="sai")
    (tmp_path / "2026-11" / "duong.html").unlink()
    built(tmp_path, "2026-11", {"index.html": "gone"}, withdrawn=withdrawn)
    for _ in range(2):
        written(tmp_path)
        assert titles(folder / "duong-sa/feed.atom") == ["Bài cau"]
        assert "Hiện không còn bài nào" in (folder / "mua-lu/index.html").read_text("utf-8")
        assert not (folder / "mua-lu/feed.atom").exists()
        faults = verify(str(tmp_path), Wanted(0)).faults
        assert [fault for fault in faults if "topics" in fault.place or "feed" in fault.place] == []
    release(tmp_path, "2026-12", article("lu", "mưa lũ"))
    assert linked(written(tmp_path) / "mua-lu/index.html") == ["lu.html"]


def test_on_a_server_the_folders_of_topics_and_documents_are_taken_for_no_issues():
    home = "https://thu.example/bantin/"
    paths = ("", "2026-11/", "topics/", "topics/y-te/", "documents/", "documents/a/", "2026-10/")
    sitemap = "".join(f"<loc>{home}{path}</loc>" for path in paths)

    class Top:
        def get(self, *_):
            return Got(data=sitemap.encode())

    assert ids_around(Top()) == ["2026-11", "2026-10"]


def test_releases_of_before_there_were_topics_stand_as_they_did(tmp_path):
    release(tmp_path, "2026-10", article("cau"))
    file = tmp_path / "2026-10" / manifest.NAME
    old = json.loads(file.read_text("utf-8"))
    for one in old["articles"]:
        del one["topics"]
    file.write_text(json.dumps(old), encoding="utf-8")
    assert not written(tmp_path).exists()
    assert "topics/" not in (tmp_path / "index.html").read_text("utf-8")
    release(tmp_path, "2026-11", article("duong", "y tế"))
    assert linked(written(tmp_path) / "y-te/index.html") == ["duong.html"]


def test_an_article_leads_to_its_topics_on_the_web_and_names_them_elsewhere(small):
    file = small / "2026-11/02-y-te.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title:", "topics: [Y tế, người già]\ntitle:", 1), "utf-8")
    issue = load(small, "2026-11").issue
    composition = compose(issue)
    found = next(one for one in composition.articles if one.slug == "y-te")
    web = WebWriter(composition.theme, {}, None, lambda *_: None, "y-te")
    links = html.fromstring(to_html(web.article(found))).xpath("//p[@class='topics']/a")
    assert [(a.text, a.get("href")) for a in links] == [
        ("Y tế", "../topics/y-te/index.html"),
        ("người già", "../topics/nguoi-gia/index.html"),
    ]
    plain = Writer(composition.theme.strings, theme=composition.theme).topics(found)
    assert "".join(plain.itertext()) == "Chủ đề: Y tế, người già"
    assert issue.topics == ("Y tế", "người già")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà giải", "hòa  giải", True),
        ("an-ninh", "An ninh", True),
        ("AN NINH", "an ninh", True),
        ("Thuỷ lợi", "thủy lợi", True),
        ("quốc phòng – an ninh", "Quốc phòng, an ninh", True),
        ("mưa", "mùa", False),
        ("đường", "dương", False),
        ("bầu cử", "bau cu", False),
        ("y tế 2025", "y tế 2026", False),
        ("ma", "mà", False),
    ],
)
def test_ways_of_writing_one_topic_are_told_from_two_topics(one, other, same):
    assert (topic_key(one) == topic_key(other)) is same
