"""The web edition's files: the same each time, complete with and without a voice."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lxml import html
from PIL import Image

from bulletin.composition import compose
from bulletin.diagnostics import BulletinError
from bulletin.editions.web.assets import squeezed_css
from bulletin.editions.web.metadata import as_script
from bulletin.source.load import load
from bulletin.theming.theme import DEFAULT, templates_root
from tests.web.site import PUBLICATION, composed, release
from tests.web.voice import narrated

ISSUE = "2026-11"


def silent(_composition, _folder):
    return None


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def spoken(tmp_path_factory) -> Path:
    composition = composed(PUBLICATION, ISSUE)
    return release(composition, tmp_path_factory.mktemp("spoken"), narrated)


def page(folder: Path, name: str = "index.html") -> html.HtmlElement:
    return html.document_fromstring((folder / name).read_text(encoding="utf-8"))


def test_an_issue_without_a_voice_has_all_but_the_sound(tmp_path):
    folder = release(composed(PUBLICATION, ISSUE), tmp_path, silent)
    tree = page(folder)
    assert "Không ai bỏ chai xuống rạch." in tree.text_content()
    assert tree.xpath("//audio | //*[@id='player'] | //*[@data-listen] | //*[@data-begin]") == []
    assert tree.xpath("//button[@data-save='']") != []
    assert tree.xpath("//button[@data-save='?sound']") == []


def test_only_downloads_that_are_there_are_offered_with_their_size(spoken):
    links = page(spoken).xpath("//ul[@class='downloads']//a")
    offered = {link.get("href"): " ".join(link.text_content().split()) for link in links}
    assert offered == {
        "ban-tin-thu-2026-11.pdf": "Bản PDF đọc trên máy, in khổ A4 3,2 MB",
        "ban-tin-thu-2026-11.epub": "Sách điện tử EPUB có tiếng đọc theo chữ 13 MB",
        "ban-tin-thu-2026-11.m4b": "Sách nói M4B có chương, cho ứng dụng nghe sách 9,2 MB",
    }


def test_each_sentence_that_is_read_carries_its_times(spoken):
    times = page(spoken).xpath("//article[@id='sua-duong']//*[@data-begin]")
    spans = [(float(one.get("data-begin")), float(one.get("data-end"))) for one in times]
    assert len(spans) > 40
    assert all(begin < end for begin, end in spans)


def test_pictures_come_in_sizes_and_hold_their_room(spoken):
    tree = page(spoken)
    for image in tree.xpath("//img"):
        assert int(image.get("width")) > 0 < int(image.get("height"))
        assert image.get("alt") is not None
    lazy = [image.get("loading") == "lazy" for image in tree.xpath("//main//picture//img")]
    assert lazy.count(False) == 1
    assert not lazy[0]
    (cover,) = tree.xpath("//picture[contains(@class, 'as-cover')]/source")
    widths = [part.split()[1] for part in cover.get("srcset").split(", ")]
    assert (cover.get("type"), widths) == ("image/webp", ["480w", "800w", "1200w"])


def test_an_article_keeps_room_by_its_length_until_it_is_laid_out(spoken):
    style = (templates_root() / DEFAULT / "web/reader.css").read_text(encoding="utf-8")
    known = dict(re.findall(r"\.screens-(\d+) { --likely: (\d+); }", style))
    kept = [
        (len(article.text_content()), int(article.get("class").rpartition("screens-")[2]))
        for article in page(spoken).xpath("//main/article")
    ]
    assert known == {str(2**power): str(2**power) for power in range(7)}
    assert len({screens for _, screens in kept}) > 1
    assert [screens for _, screens in sorted(kept)] == sorted(screens for _, screens in kept)


def test_a_shared_link_shows_title_words_and_picture(spoken):
    graph = {
        meta.get("property"): meta.get("content")
        for meta in page(spoken, "sua-duong.html").xpath("//meta[@property]")
    }
    assert graph["og:title"] == "Sửa đường trước mùa mưa"
    assert graph["og:url"] == "https://thu.example/bantin/2026-11/sua-duong.html"
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "750")
    path = graph["og:image"].removeprefix("https://thu.example/bantin/2026-11/")
    assert (spoken / path).is_file()
    (canonical,) = page(spoken, "sua-duong.html").xpath("//link[@rel='canonical']/@href")
    assert canonical == graph["og:url"]


def test_the_share_kits_pictures_are_shown_where_there_are_any(tmp_path):
    def voice(_composition, made):
        (made / "share/previews").mkdir(parents=True)
        Image.new("RGB", (1200, 630)).save(made / "share/og.jpg")
        Image.new("RGB", (1200, 630)).save(made / "share/previews/02-cau-moi.jpg")

    folder = release(composed(PUBLICATION, ISSUE), tmp_path, voice)

    def shown(name):
        (address,) = page(folder, name).xpath("//meta[@property='og:image']/@content")
        (height,) = page(folder, name).xpath("//meta[@property='og:image:height']/@content")
        return address.removeprefix("https://thu.example/bantin/2026-11/"), height

    assert shown("index.html") == ("share/og.jpg", "630")
    assert shown("cau-moi.html") == ("share/previews/02-cau-moi.jpg", "630")
    assert shown("sua-duong.html")[0].startswith("pictures/song-1200.")


def test_machines_are_told_of_periodical_issue_articles_and_sound(spoken):
    def data(name):
        (text,) = page(spoken, name).xpath("//script[@type='application/ld+json']/text()")
        return json.loads(text)

    issue = data("index.html")
    assert (issue["@type"], issue["isPartOf"]["@type"]) == ("PublicationIssue", "Periodical")
    assert [part["headline"] for part in issue["hasPart"]] == [
        "Sửa đường trước mùa mưa",
        "Cây cầu mới qua rạch",
        "Sữa bò và bánh dương",
    ]
    article = data("sua-duong.html")
    assert article["isPartOf"]["isPartOf"]["name"] == "Bản tin xã Thử"
    assert article["audio"]["contentUrl"].endswith("/2026-11/audio/01-sua-duong.m4a")
    assert [author["name"] for author in article["author"]] == ["Lê Văn Một", "Trần Thị Hai"]


def test_data_for_machines_cannot_end_its_script():
    hostile = {"name": "</script><script>alert(1)</script>&"}
    text = as_script(hostile)
    assert not set("<>&") & set(text)
    assert json.loads(text) == hostile


def test_an_article_cannot_take_the_name_of_the_issues_page(tmp_path):
    composition = composed(PUBLICATION, ISSUE)
    articles = (replace(composition.articles[0], slug="index"), *composition.articles[1:])
    with pytest.raises(BulletinError, match="index"):
        release(replace(composition, articles=articles), tmp_path, silent)


def test_a_readers_browser_gets_less_than_14_kb_of_scripts(spoken):
    scripts = page(spoken).xpath("//script/@src")
    assert sum((spoken / path).stat().st_size for path in scripts) < 14 * 1024


def test_squeezing_takes_comments_and_keeps_meaning():
    css = squeezed_css(
        "/* a\n b */\na::before { content: ', '; }\n  b { width: calc(1px + 2px) }\n"
    )
    assert css == "a::before { content: ', '; }\nb { width: calc(1px + 2px) }\n"


@pytest.mark.parametrize("family", ["web", "archive"])
def test_both_languages_have_the_same_strings_with_the_same_gaps(family):
    tables = [
        yaml.safe_load(
            (templates_root() / f"default/strings/{language}/{family}.yaml").read_text("utf-8")
        )
        for language in ("vi", "en")
    ]
    gaps = [
        {key: sorted(re.findall(r"\{\w+\}", words)) for key, words in table.items()}
        for table in tables
    ]
    assert gaps[0] == gaps[1]


def test_a_publication_in_english_has_english_pages(tmp_path):
    loaded = load(PUBLICATION, ISSUE).issue
    publication = loaded.publication.model_copy(update={"language": "en"})
    issue = replace(loaded, publication=publication)
    folder = release(compose(issue), tmp_path, silent)
    tree = page(folder)
    assert tree.get("lang") == "en"
    for words in ("In this issue", "Dates to remember", "Download and print", "All issues"):
        assert words in tree.text_content()
    assert "Trong số này" not in tree.text_content()


def test_no_words_for_readers_stand_in_templates_or_scripts():
    files = [
        file
        for kind in ("*.html", "js/*.js", "*.css")
        for file in (templates_root() / "default/web").glob(kind)
    ]
    assert len(files) > 15
    vietnamese = re.compile(
        r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
    )
    for file in files:
        text = re.sub(r"^\s*//.*|/[đĐ]/g|\"[đĐ]\"", "", file.read_text("utf-8"), flags=re.MULTILINE)
        assert not vietnamese.search(text), file
