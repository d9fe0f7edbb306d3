"""An issue that people read, from recording to page: its times, its credits, what it leaves out."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from lxml import html

from bulletin.building.build import build
from bulletin.building.order import Order
from bulletin.building.pieces import content_digest
from bulletin.building.preflight import examined
from bulletin.cache import Cache
from bulletin.composition import compose, with_sentences
from bulletin.document import plain_text
from bulletin.languages import words_for
from bulletin.narration.engines.choose import choose
from bulletin.narration.script.article import reader_of, script_of
from bulletin.narration.speech import Speech
from bulletin.site.feeds.podcast import feed
from bulletin.source.load import load
from bulletin.theming.theme import Theme
from tests.conftest import SMALL
from tests.narration.readers import clips_of, read, write
from tests.narration.spoken import setting

READS = "recording: media/bai.wav\nrecording-by: Siu H'Blơi\n"


def publication(folder: Path, voice: str, reads: str = READS, more: str = "") -> Path:
    """The small publication, whose first article a person reads."""
    root = Path(shutil.copytree(SMALL, folder))
    settings = root / "publication.yaml"
    text = settings.read_text("utf-8").replace("voice: {engine: espeak}", f"voice: {voice}")
    settings.write_text(text, encoding="utf-8")
    first = root / "2026-11" / "01-mua-lu.md"
    first.write_text(
        first.read_text("utf-8").replace("---\n", f"---\n{reads}{more}", 1), encoding="utf-8"
    )
    return root


def imprint_of(root: Path) -> str:
    issue = load(root, "2026-11").issue
    blocks = compose(issue).imprint.body
    return "\n".join(plain_text(block.children) for block in blocks)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A whole release, and the marks of its recording."""
    folder = tmp_path_factory.mktemp("built")
    root = publication(folder / "issues", "{engine: recorded}")
    issue = load(root, "2026-11").issue
    script = script_of(with_sentences(issue.articles[0], "vi"), reader_of(issue), words_for("vi"))
    speech = Speech(choose(setting(folder)), Cache(folder / "voice"))
    heard = read(clips_of(script.utterances, speech))
    write(root / "2026-11" / "media" / "bai.wav", heard.samples, heard.rate)
    order = Order(
        root=root,
        issue_id="2026-11",
        out=folder / "dist",
        cache=Cache(folder / "cache"),
        voices=folder / "voices",
        editions=("web",),
    )
    return build(order, lambda *_: None), heard, root


def test_the_page_lights_up_each_sentence_when_the_person_reads_it(built):
    made, heard, _ = built
    page = html.parse(str(made.folder / "mua-lu.html"))
    found = page.xpath("//article//*[@data-begin]")
    spans = sorted((float(one.get("data-begin")), float(one.get("data-end"))) for one in found)
    assert len(spans) == len(heard.marks)
    shift = heard.marks[0][0] - spans[0][0]
    off = 1000 * np.abs(np.array(spans) + shift - np.array(heard.marks))
    assert np.median(off) < 50
    assert off.max() < 200
    told = (made.folder / "audio" / "01-mua-lu.vtt").read_text("utf-8")
    starts = [clock(one) for one in re.findall(r"\n([0-9:.]+) --> ", told)]
    assert np.allclose(starts, [start for start, _ in spans], atol=0.0011)


def clock(written):
    hours, minutes, seconds = written.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def test_the_reader_is_credited_and_no_machine_is(built):
    made, _, root = built
    assert made.manifest.readers == ("Siu H'Blơi",)
    assert made.manifest.voice.engine == "recorded"
    assert [bool(one.audio) for one in made.manifest.articles] == [True, False]
    shown = html.parse(str(made.folder / "index.html")).getroot().text_content()
    assert "Phần nghe của bản tin do Siu H'Blơi đọc." in shown
    assert "tổng hợp" not in shown
    assert "giọng đọc máy" not in shown
    assert [finding.code.number for finding in made.findings] == ["B518"]
    told = feed(Theme(made.publication, root), [made.manifest])
    assert "Phần nghe của bản tin do Siu H" in told
    assert "tổng hợp" not in told


def test_the_recording_belongs_to_what_the_release_is_made_from(built, tmp_path):
    made, _, root = built
    other = Path(shutil.copytree(root, tmp_path / "issues"))
    file = other / "2026-11" / "media" / "bai.wav"
    file.write_bytes(file.read_bytes()[:-2] + b"\1\0")
    issue = load(other, "2026-11").issue
    digest = content_digest(compose(issue))
    assert digest != made.manifest.content


MANY = {
    "one person": ("{engine: recorded}", READS, ["Phần nghe của bản tin do Siu H'Blơi đọc."]),
    "two persons": (
        "{engine: recorded}",
        READS.replace("Siu H'Blơi", "[Siu H'Blơi, Lan]"),
        ["Phần nghe của bản tin do Siu H'Blơi, Lan đọc."],
    ),
    "nobody named": (
        "{engine: recorded}",
        "recording: media/bai.wav\n",
        ["Phần nghe của bản tin do người đọc và thu âm."],
    ),
    "a person beside a machine": (
        "{engine: espeak}",
        READS,
        [
            "Các bài không ghi tên người đọc dùng giọng đọc tổng hợp bằng máy tính.",
            "Siu H'Blơi đọc bài “Chủ động ứng phó mưa lũ”.",
        ],
    ),
    "a machine alone": (
        "{engine: espeak}",
        "",
        ["Phần nghe của bản tin dùng giọng đọc tổng hợp bằng máy tính."],
    ),
}


@pytest.mark.parametrize("who", MANY)
def test_the_imprint_says_who_reads(tmp_path, who):
    voice, reads, lines = MANY[who]
    root = publication(tmp_path / "issues", voice, reads)
    write(root / "2026-11" / "media" / "bai.wav", np.ones(8000, np.int16), 8000)
    told = imprint_of(root)
    assert told.splitlines()[-len(lines) :] == lines


def test_what_was_mended_since_is_shown_and_not_looked_for_in_the_recording(tmp_path):
    mended = "corrections: [{date: 2026-12-04, text: Số đúng là 114.}]\n"
    root = publication(tmp_path / "issues", "{engine: recorded}", more=mended)
    write(root / "2026-11" / "media" / "bai.wav", np.ones(8000, np.int16), 8000)
    issue = load(root, "2026-11").issue
    before = replace(issue.articles[0], corrections=())
    reader, words = reader_of(issue), words_for("vi")
    composed = compose(issue)
    assert composed.articles[0].body[0].silent
    assert [u.written for u in script_of(composed.articles[0], reader, words).utterances] == [
        u.written for u in script_of(with_sentences(before, "vi"), reader, words).utterances
    ]


@pytest.mark.parametrize("language", ["jra", "rad", "hmn", "km"])
def test_a_language_without_any_voice_can_be_read_by_people(tmp_path, language):
    root = publication(tmp_path / "issues", "{engine: recorded}")
    settings = root / "publication.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("language: vi", f"language: {language}"), "utf-8"
    )
    chance = np.random.default_rng(1).normal(0, 3000, 8000 * 30).astype(np.int16)
    write(root / "2026-11" / "media" / "bai.wav", chance, 8000)
    _, findings = examined(root, "2026-11")
    assert not [finding for finding in findings if finding.is_error]
