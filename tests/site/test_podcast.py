"""The podcast's feed: valid, complete, and the same guid for an episode for ever."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bulletin import lasting, manifest
from bulletin.editions.audiobook.edition import AudiobookEdition
from bulletin.editions.base import Job
from bulletin.manifest import Manifest
from bulletin.site.feeds import podcast
from bulletin.source.settings.models import Podcast
from bulletin.theming.theme import Theme
from tests.validators.feed import ITUNES, PODCAST, faults

pytestmark = pytest.mark.xdist_group("audiobook")


@pytest.fixture(scope="module")
def release(sample_job: Job, tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, Path]:
    """The sample's newest issue, spoken: its job and the folder of its release."""
    folder = tmp_path_factory.mktemp("podcast") / "2026-11"
    shutil.copytree(sample_job.made / "audio", folder / "audio")
    assert sample_job.narration
    for track in sample_job.narration.tracks:
        (folder / "audio" / f"{track.name}.vtt").write_text("WEBVTT\n")
    AudiobookEdition().make(sample_job, folder)
    return sample_job, folder


def manifest_of(job: Job, folder: Path) -> Manifest:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return manifest.describe(
        job,
        content="",
        versions={},
        findings=(),
        files=[manifest.record_of(folder, file, "audiobook") for file in files],
    )


def feed_of(job: Job, *releases: Manifest, episodes: str = "issue", **changes: object) -> str:
    publication = job.composition.issue.publication.model_copy(
        update={"podcast": Podcast.model_validate({"episodes": episodes}), **changes}
    )
    theme = Theme(publication, job.composition.theme.root)
    return podcast.feed(theme, releases)


def test_the_feed_is_valid_with_an_episode_an_issue(release: tuple[Job, Path]) -> None:
    job, folder = release
    text = feed_of(job, manifest_of(job, folder))
    assert faults(text) == []
    (item,) = etree.fromstring(text.encode()).iter("item")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    file = folder / "ban-tin-tan-phuoc-2026-11.mp3"
    assert enclosure.get("url") == f"https://bantin.tanphuoc.example/2026-11/{file.name}"
    assert int(enclosure.get("length", "0")) == file.stat().st_size
    assert enclosure.get("type") == "audio/mpeg"
    assert item.findtext("title") == "Số 11: Đón con nước cuối năm"
    transcript, chapters = item.find(f"{PODCAST}transcript"), item.find(f"{PODCAST}chapters")
    assert transcript is not None
    assert transcript.get("type") == "text/vtt"
    assert chapters is not None
    for address in (transcript.get("url", ""), chapters.get("url", "")):
        assert (folder / address.rpartition("/")[2]).is_file()


def test_the_feed_is_valid_with_an_episode_an_article(release: tuple[Job, Path]) -> None:
    job, folder = release
    whole = manifest_of(job, folder)
    text = feed_of(job, whole, episodes="article")
    assert faults(text) == []
    items = list(etree.fromstring(text.encode()).iter("item"))
    assert len(items) == len(whole.articles) == 9
    for item, article in zip(items, whole.articles, strict=True):
        enclosure, transcript = item.find("enclosure"), item.find(f"{PODCAST}transcript")
        assert enclosure is not None
        assert transcript is not None
        name = f"{article.number:02}-{article.slug}"
        assert enclosure.get("url", "").endswith(f"/audio/{name}.m4a")
        assert int(enclosure.get("length", "0")) == (folder / article.audio).stat().st_size
        assert transcript.get("url", "").endswith(f"/audio/{name}.vtt")
        assert item.findtext(f"{ITUNES}season") == "11"
    dates = [item.findtext("pubDate") for item in items]
    assert len(set(dates)) == len(dates), "players sort by date"


def test_a_guid_does_not_change_with_title_number_date_or_address(
    release: tuple[Job, Path],
) -> None:
    job, folder = release
    first = manifest_of(job, folder)
    second = first.model_copy(
        update={
            "title": "Khác",
            "number": 12,
            "date": dt.date(2026, 12, 1),
            "address": "https://x/",
        }
    )
    for episodes in ("issue", "article"):
        guids = [
            re.findall(r"<guid[^>]*>(.*?)</guid>", feed_of(job, found, episodes=episodes))
            for found in (first, second)
        ]
        assert guids[0] == guids[1] != []


def test_the_newest_issue_comes_first_and_the_oldest_leave(release: tuple[Job, Path]) -> None:
    job, folder = release
    one = manifest_of(job, folder)
    many = [
        one.model_copy(
            update={
                "id": f"{year}-{month:02}",
                "number": month,
                "date": dt.date(year, month, 1),
                "address": f"https://bantin.tanphuoc.example/{year}-{month:02}/",
            }
        )
        for year in range(2020, 2027)
        for month in range(1, 13)
    ]
    text = feed_of(job, *many)
    assert faults(text) == []
    links = re.findall(r"<item>\s*<title>.*?</title>\s*<link>(.*?)</link>", text)
    assert links[0] == "https://bantin.tanphuoc.example/2026-12/"
    assert links == sorted(links, reverse=True)
    assert len(links) == podcast.ISSUES


def test_a_silent_issue_is_an_item_without_sound(release: tuple[Job, Path]) -> None:
    job, folder = release
    spoken = manifest_of(job, folder)
    silent = spoken.model_copy(
        update={"voice": None, "duration": 0.0, "files": (), "id": "2026-10", "summary": ""}
    )
    text = feed_of(job, spoken, silent)
    assert "<podcast:medium>podcast<" in text
    assert "<podcast:medium>newsletter<" in feed_of(job, silent)
    assert faults(text) == []
    sounds = [i.find("enclosure") is not None for i in etree.fromstring(text.encode()).iter("item")]
    assert sorted(sounds) == [False, True]


def test_a_publisher_without_an_address_for_mail_has_a_feed_without_an_owner(
    release: tuple[Job, Path],
) -> None:
    job, folder = release
    publisher = job.composition.issue.publication.publisher.model_copy(update={"email": None})
    text = feed_of(job, manifest_of(job, folder), publisher=publisher)
    assert faults(text) == ["the channel lacks itunes:owner", "itunes:owner has no email"]


def test_listeners_are_told_that_the_voice_is_synthetic(release: tuple[Job, Path]) -> None:
    job, folder = release
    channel = etree.fromstring(feed_of(job, manifest_of(job, folder)).encode()).find("channel")
    assert channel is not None
    assert "giọng đọc tổng hợp" in (channel.findtext("description") or "")
    assert "giọng đọc tổng hợp" in (channel.findtext("item/description") or "")


def test_what_editors_write_is_escaped(release: tuple[Job, Path]) -> None:
    job, folder = release
    one = manifest_of(job, folder)
    odd = one.model_copy(update={"title": "Lúa & gạo <mới>", "summary": '1 < 2 & ]]> "3"'})
    item = etree.fromstring(feed_of(job, odd).encode()).find(".//item")
    assert item is not None
    assert item.findtext("title") == "Số 11: Lúa & gạo <mới>"
    assert (item.findtext("description") or "").startswith('1 < 2 & ]]> "3"')


def test_the_guid_of_the_podcast_is_made_from_its_address(release: tuple[Job, Path]) -> None:
    """The example of the podcast namespace's specification, and our own address."""
    import uuid  # noqa: PLC0415, only here

    name = lasting._PODCASTS  # noqa: SLF001, the value is fixed by the specification
    assert str(uuid.uuid5(name, "mp3s.nashownotes.com/pc20rss.xml")) == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    job, folder = release
    expected = uuid.uuid5(name, "bantin.tanphuoc.example/feed.xml")
    assert f"<podcast:guid>{expected}</podcast:guid>" in feed_of(job, manifest_of(job, folder))


def test_covers_are_squares_that_directories_take(release: tuple[Job, Path]) -> None:
    job, folder = release
    data = podcast.cover(job.composition.theme)
    for source in (io.BytesIO(data), folder / "audio" / "cover.jpg"):
        with Image.open(source) as picture:
            assert picture.format == "JPEG"
            assert picture.mode == "RGB"
            assert 1400 <= picture.width == picture.height <= 3000


def test_the_rules_do_find_faults(release: tuple[Job, Path]) -> None:
    job, folder = release
    text = feed_of(job, manifest_of(job, folder))
    for pattern, wrong in (
        (r"<language>.*?</language>", ""),
        (r'length="\d+" type="audio/mpeg"', 'length="0" type="audio/mpeg"'),
        (r'type="audio/mpeg"', 'type="audio/mp4"'),
        (r"<pubDate>\w+, ", "<pubDate>Xyz, "),
        (r"<itunes:explicit>false", "<itunes:explicit>no"),
        (r'<itunes:image href="https:', '<itunes:image href="'),
        (r"(<guid.*?</guid>)", r"\1\1"),
        (r"<itunes:email>.*?</itunes:email>", ""),
    ):
        changed = re.sub(pattern, wrong, text, count=1)
        assert changed != text
        assert faults(changed), pattern


def test_json_chapters_are_those_of_the_mp3(release: tuple[Job, Path]) -> None:
    job, folder = release
    listing = json.loads((folder / "ban-tin-tan-phuoc-2026-11.chapters.json").read_text())
    assert [c["title"] for c in listing["chapters"]][1:-1] == [
        article.title for article in manifest_of(job, folder).articles
    ]
