"""The audiobook: chapters where the articles begin, in every form, with no second encoding."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from PIL import Image

from bulletin.audio import remux
from bulletin.audio.chapters import for_container
from bulletin.audio.tags import Tags, tags_of, three_letters
from bulletin.diagnostics import BulletinError
from bulletin.editions.audiobook.edition import AudiobookEdition
from bulletin.editions.base import Job
from bulletin.narration.model import Narration, Track
from tests.editions.bookshop import BOOKS, job_of
from tests.editions.sounding import RATE, decode, encode, packets, tone

pytestmark = pytest.mark.xdist_group("audiobook")

STEM = "ban-tin-tan-phuoc-2026-11"


@pytest.fixture(scope="module")
def job(sample_job: Job) -> Job:
    return sample_job


@pytest.fixture(scope="module")
def folder(job: Job) -> Path:
    folder = job.made.parent / "out"
    folder.mkdir()
    AudiobookEdition().make(job, folder)
    return folder


def narration_of(job: Job) -> Narration:
    assert job.narration
    return job.narration


def starts_of(job: Job) -> list[float]:
    """Where each part begins, by the narration."""
    lengths = [track.duration for track in narration_of(job).tracks]
    return [sum(lengths[:n]) for n in range(len(lengths))]


def chapters(file: Path) -> list[tuple[str, float, float]]:
    """The chapters as FFmpeg reads them, in seconds."""
    with av.open(str(file)) as source:
        return [
            (
                chapter["metadata"]["title"],
                float(chapter["start"] * chapter["time_base"]),
                float(chapter["end"] * chapter["time_base"]),
            )
            for chapter in source.chapters()
        ]


@pytest.mark.parametrize("suffix", [".m4b", ".mp3"])
def test_there_is_a_chapter_for_the_opening_each_article_and_the_imprint(
    folder: Path, job: Job, suffix: str
) -> None:
    titles = [track.title for track in narration_of(job).tracks]
    assert [title for title, _, _ in chapters(folder / f"{STEM}{suffix}")] == titles
    assert titles[0] == "Lời mở đầu"
    assert titles[-1] == "Thông tin xuất bản"


@pytest.mark.parametrize("suffix", [".m4b", ".mp3"])
def test_chapters_begin_where_the_narration_says(folder: Path, job: Job, suffix: str) -> None:
    found = chapters(folder / f"{STEM}{suffix}")
    for (_, start, _), expected in zip(found, starts_of(job), strict=True):
        assert abs(start - expected) < 0.05
    assert all(end == start for (_, _, end), (_, start, _) in pairwise(found))


@pytest.mark.parametrize(("suffix", "likeness"), [(".m4b", 0.005), (".mp3", 0.05)])
def test_at_a_chapters_start_its_article_is_heard(
    folder: Path, job: Job, suffix: str, likeness: float
) -> None:
    whole = decode(folder / f"{STEM}{suffix}")
    reach = round(0.05 * RATE)
    for track, start in zip(narration_of(job).tracks, starts_of(job), strict=True):
        alone = decode(track.file)[: RATE // 4]
        place = round(start * RATE)
        differences = [
            float(np.abs(whole[at : at + len(alone)] - alone).max())
            for at in range(max(0, place - reach), place + reach)
        ]
        assert min(differences) < likeness, track.name


@pytest.mark.parametrize("suffix", [".m4b", ".mp3"])
def test_the_whole_is_as_long_as_the_narration(folder: Path, job: Job, suffix: str) -> None:
    length = len(decode(folder / f"{STEM}{suffix}")) / RATE
    assert abs(length - narration_of(job).duration) < 0.05


def test_sixty_chapters_do_not_drift(tmp_path: Path) -> None:
    job = job_of(BOOKS / "sixty-articles", tmp_path / "made")
    file = tmp_path / "whole.m4b"
    narration = narration_of(job)
    cover = io.BytesIO()
    Image.new("RGB", (16, 16)).save(cover, "JPEG")
    tags = tags_of(job.composition, narration)
    remux.write(file, narration.tracks, tags, cover.getvalue())
    whole = decode(file)
    assert len(chapters(file)) == 62
    for track, start in zip(narration.tracks, starts_of(job), strict=True):
        alone = decode(track.file)[:1200]
        at = round(start * RATE)
        around = whole[max(0, at - 1200) : at + 2400]
        best = min(
            float(np.abs(around[lag : lag + 1200] - alone).max())
            for lag in range(len(around) - 1199)
        )
        assert best < 0.01, track.name


def test_the_m4b_holds_the_articles_own_packets(folder: Path, job: Job) -> None:
    moved = packets(folder / f"{STEM}.m4b")
    at = 0
    for track in narration_of(job).tracks:
        own = packets(track.file)
        same = 0
        while at < len(moved) and same < len(own) and moved[at] == own[same]:
            at, same = at + 1, same + 1
        assert len(own) - same <= 2, f"{track.name}: only the filling at the end is left out"
    assert at == len(moved)


def test_the_m4b_is_tagged_as_a_book(folder: Path) -> None:
    tags = MP4(folder / f"{STEM}.m4b").tags
    assert tags is not None
    assert tags["\xa9nam"] == ["Bản tin xã Tân Phước số 11: Đón con nước cuối năm"]
    assert tags["\xa9ART"] == tags["aART"] == ["UBND xã Tân Phước (xã minh họa)"]
    assert tags["\xa9day"] == ["2026"]
    assert tags["\xa9gen"] == ["Sách nói"]
    assert tags["desc"][0].startswith("Tháng Mười một, triều cường")
    assert "giọng đọc tổng hợp" in tags["\xa9wrt"][0].lower()
    assert tags["\xa9nrt"] == tags["\xa9wrt"]
    assert tags["\xa9pub"] == tags["\xa9ART"]
    assert tags["stik"] == [2]
    with Image.open(io.BytesIO(tags["covr"][0])) as cover:
        assert (cover.format, cover.size) == ("JPEG", (1400, 1400))


def test_the_m4b_says_its_language_and_starts_at_once(folder: Path) -> None:
    file = folder / f"{STEM}.m4b"
    with av.open(str(file)) as source:
        assert source.streams.audio[0].metadata["language"] == "vie"
        assert source.format.name.startswith("mov,mp4")
        assert source.metadata["major_brand"] == "M4B "
        assert {s.metadata["language"] for s in source.streams if s.type != "video"} == {"vie"}
    data = file.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_the_mp3_has_chapter_frames_for_old_players(folder: Path, job: Job) -> None:
    tags = ID3(folder / f"{STEM}.mp3", translate=False)
    assert tags.version == (2, 3, 0)
    (contents,) = tags.getall("CTOC")
    frames = {frame.element_id: frame for frame in tags.getall("CHAP")}
    titles = [frames[name].sub_frames["TIT2"].text[0] for name in contents.child_element_ids]
    assert titles == [track.title for track in narration_of(job).tracks]
    assert tags["TIT2"].text == ["Bản tin xã Tân Phước số 11: Đón con nước cuối năm"]
    assert tags["TPE1"].text == ["UBND xã Tân Phước (xã minh họa)"]
    assert tags["TLAN"].text == ["vie"]
    (comment,) = tags.getall("COMM")
    assert (comment.lang, comment.desc) == ("vie", "")
    assert comment.text[0].startswith("Tháng Mười một, triều cường")
    assert not tags.getall("TXXX:comment")
    (cover,) = tags.getall("APIC")
    assert (cover.mime, int(cover.type)) == ("image/jpeg", 3)
    assert MP3(folder / f"{STEM}.mp3").info.channels == 1


def test_the_manifest_lists_what_is_read_with_its_text(folder: Path, job: Job) -> None:
    manifest = json.loads((folder / "publication.json").read_text(encoding="utf-8"))
    assert manifest["conformsTo"] == "https://www.w3.org/TR/audiobooks/"
    assert manifest["@context"][:2] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert manifest["type"] == "Audiobook"
    assert manifest["id"] == manifest["url"] == "https://bantin.tanphuoc.example/2026-11/"
    for name in ("name", "author", "readBy", "publisher", "inLanguage", "dateModified"):
        assert manifest[name], name
    total = 0.0
    for entry, track in zip(manifest["readingOrder"], narration_of(job).tracks, strict=True):
        assert entry["url"] == f"audio/{track.name}.m4a"
        assert entry["encodingFormat"] == "audio/mp4"
        seconds = float(re.fullmatch(r"PT([\d.]+)S", entry["duration"])[1])
        assert abs(seconds - track.duration) < 0.001
        total += seconds
        kinds = {other["encodingFormat"]: other["url"] for other in entry["alternate"]}
        assert kinds == {
            "text/html": f"index.html#{track.slug}",
            "text/vtt": f"audio/{track.name}.vtt",
        }
    assert abs(total - float(manifest["duration"][2:-1])) < 0.01
    (cover,) = [r for r in manifest["resources"] if r.get("rel") == ["cover"]]
    assert (folder / cover["url"]).is_file()


def test_chapters_come_as_json_for_podcast_players(folder: Path, job: Job) -> None:
    listing = json.loads((folder / f"{STEM}.chapters.json").read_text(encoding="utf-8"))
    assert listing["version"] == "1.2.0"
    for chapter, track, start in zip(
        listing["chapters"], narration_of(job).tracks, starts_of(job), strict=True
    ):
        assert chapter["title"] == track.title
        assert abs(chapter["startTime"] - start) < 0.001
        assert chapter["url"].endswith(f"/2026-11/#{track.slug}")


def test_the_whole_has_a_transcript_in_its_own_time(folder: Path, job: Job) -> None:
    text = (folder / f"{STEM}.vtt").read_text(encoding="utf-8")
    assert text.startswith("WEBVTT")
    blocks = re.findall(r"^(\S+)\n(\d+):(\d+):([\d.]+) --> .*\n(.+)$", text, re.MULTILINE)
    found: list[list[str]] = []
    for name, *time, words in blocks:
        if re.search(r"\.\d+$", name):  # a sentence goes on
            found[-1][-1] += f" {words}"
        else:
            found.append([name, *time, words])
    expected = [
        (cue.fragment, start + cue.start, cue.written)
        for track, start in zip(narration_of(job).tracks, starts_of(job), strict=True)
        for cue in track.cues
    ]
    assert len(found) == len(expected)
    for (name, hours, minutes, seconds, words), (fragment, start, written) in zip(
        found, expected, strict=True
    ):
        assert name == fragment
        assert abs(int(hours) * 3600 + int(minutes) * 60 + float(seconds) - start) < 0.002
        assert html.unescape(words) == " ".join(written.split())


def test_an_issue_without_a_voice_has_no_audiobook(tmp_path: Path) -> None:
    job = job_of(BOOKS / "no-voice", tmp_path / "made")
    (tmp_path / "out").mkdir()
    assert AudiobookEdition().make(job, tmp_path / "out") == ()
    assert list((tmp_path / "out").iterdir()) == []


def test_tracks_of_two_encodings_are_refused(tmp_path: Path) -> None:
    job = job_of(BOOKS / "one-sentence", tmp_path / "made")
    tracks = list(narration_of(job).tracks)
    other = tmp_path / "other.m4a"
    encode(other, tone(8000, 300, tracks[1].cues), rate=16_000)
    tracks[1] = replace(tracks[1], file=other)
    cover = io.BytesIO()
    Image.new("RGB", (16, 16)).save(cover, "JPEG")
    tags = Tags("t", "s", "a", "n", "2026", "vie", "d", "r", "g")
    with pytest.raises(BulletinError, match=r"other\.m4a"):
        remux.write(tmp_path / "x.m4b", tracks, tags, cover.getvalue())


@pytest.mark.parametrize(
    ("tag", "code"), [("vi", "vie"), ("en-GB", "eng"), ("km", "khm"), ("hmn", "hmn"), ("qq", "und")]
)
def test_languages_have_three_letters_in_audio_files(tag: str, code: str) -> None:
    assert three_letters(tag) == code


@pytest.mark.parametrize("title", ["Thông báo " * 60, "Ữ" * 200, "Một tựa ngắn"])
def test_a_chapter_is_called_no_more_than_its_container_can_hold(title: str) -> None:
    track = Track("01-a", "a", title.strip(), Path("a.m4a"), 1.0, ())
    (chapter,) = for_container([track])
    name = chapter["metadata"]["title"]
    assert len(name.encode()) <= 255
    assert name == track.title or (name.endswith("…") and track.title.startswith(name[:-1]))
