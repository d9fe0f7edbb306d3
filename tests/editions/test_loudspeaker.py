"""The loudspeaker's pack: what is played, how loud, in which order, and the words of it."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from dataclasses import replace
from pathlib import Path

import av
import docx
import numpy as np
import pytest

from bulletin import codes
from bulletin.audio.levelled import levelled, write_mp3, write_wav
from bulletin.composition import compose, loudspeaker_items
from bulletin.document import inlines_of, plain_text
from bulletin.editions.base import Job
from bulletin.editions.loudspeaker.edition import LoudspeakerEdition
from bulletin.narration.model import Narration, Track
from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import decoded
from bulletin.narration.sound.profiles import LOUDSPEAKER
from bulletin.source.load import load
from tests.conftest import SMALL
from tests.editions.sounding import VOICE
from tests.narration.spoken import loudness_of

_MODIFIED = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
_RATE = 24_000


def composed(folder: Path, *heads: str, body: str = "Một câu."):
    """An issue with an article for each head."""
    root = folder / "in"
    shutil.copytree(SMALL, root)
    issue = root / "2026-11"
    for article in issue.glob("*.md"):
        article.unlink()
    for number, head in enumerate(heads, start=1):
        text = f"---\ntitle: Tin {number}\n{head}\n---\n{body}\n"
        (issue / f"{number:02}-tin-{number}.md").write_text(text, encoding="utf-8")
    (issue / "issue.yaml").write_text("number: 11\ndate: 2026-11-25\n", encoding="utf-8")
    loaded = load(root, "2026-11")
    assert loaded.issue is not None, loaded.findings
    return compose(loaded.issue), loaded.findings


def words(item) -> str:
    return "\n".join(plain_text(text) for block in item.body for text in inlines_of(block))


def speech(seconds: float, peak: float, seed: int = 1) -> Clip:
    """Noise in syllables, which has peaks as speech has."""
    noise = np.random.default_rng(seed).normal(size=round(seconds * _RATE))
    beat = np.abs(np.sin(np.arange(len(noise)) * 4 * np.pi / _RATE)) ** 4
    shaped = noise * beat
    return Clip((shaped / np.abs(shaped).max() * peak * 32767).astype(np.int16), _RATE)


def spikes() -> Clip:
    """Soft speech with clicks in it, whose peaks a limiter has to take."""
    soft = speech(3, 0.03).samples.copy()
    soft[1000 :: _RATE // 3] = 30_000
    return Clip(soft, _RATE)


@pytest.mark.parametrize(
    ("sound", "rate"),
    [
        (speech(3, 0.9), 48_000),
        (speech(3, 0.02), 44_100),
        (speech(3, 1.0, seed=5), 48_000),
        (spikes(), 48_000),
    ],
)
def test_sound_has_the_loudness_the_rate_and_the_peak_that_stations_want(
    tmp_path: Path, sound: Clip, rate: int
) -> None:
    source = tmp_path / "a.wav"
    write_wav(source, sound)
    made = levelled(source, replace(LOUDSPEAKER, rate=rate))
    write_wav(tmp_path / "b.wav", made)
    write_mp3(tmp_path / "b.mp3", made, LOUDSPEAKER.mp3, {"title": "Tin"})
    for file in (tmp_path / "b.wav", tmp_path / "b.mp3"):
        assert decoded(file.read_bytes()).rate == rate
        loudness, peak = loudness_of(file)
        assert loudness == pytest.approx(-23.0, abs=0.3)
        assert peak <= -3.0


def test_silence_stays_silence(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", Clip(np.zeros(_RATE, np.int16), _RATE))
    assert not levelled(tmp_path / "a.wav", LOUDSPEAKER).samples.any()


def test_seven_items_at_most_and_those_that_were_written_for_it_first(tmp_path: Path) -> None:
    heads = [*["standing: false"] * 8, "speaker: Lời riêng của tin chín", "speaker: false"]
    composition, _ = composed(tmp_path, *heads)
    items = loudspeaker_items(composition)
    assert [plain_text(item.title.children) for item in items] == [
        *(f"Tin {n}" for n in range(1, 7)),
        "Tin 9",
    ]
    assert [item.number for item in items] == list(range(1, 8))
    assert "Lời riêng của tin chín" in words(items[-1])


def test_every_item_names_its_source_and_its_date(tmp_path: Path) -> None:
    composition, _ = composed(tmp_path, "summary: Tóm tắt.", "speaker: Lời riêng.")
    for item in loudspeaker_items(composition):
        assert "UBND xã Thử Nghiệm" in words(item)
        assert "ngày 25 tháng 11 năm 2026" in words(item)


def test_what_has_a_date_is_told_and_long_articles_are_left_to_readers(tmp_path: Path) -> None:
    dates = "\n".join(f"- {{date: 2026-12-{n:02}, title: Hẹn {n}}}" for n in range(1, 29))
    body = f"{'chữ ' * 150}.\n\n{'dài ' * 3000}.\n\n:::{{dates}}\n{dates}\n:::"
    composition, _ = composed(tmp_path, "summary: Tóm tắt.", body=body)
    (item,) = loudspeaker_items(composition)
    assert "Tóm tắt." in words(item)
    assert "Hẹn 1." in words(item)
    assert len(words(item).split()) < 540


@pytest.mark.parametrize(
    ("at", "warned"),
    [
        *(("05:30", True), ("05:59", True), ("22:00", True), ("23:15", True), ("00:00", True)),
        *(("06:00", False), ("17:00", False), ("21:59", False), ("6h15", False)),
    ],
)
def test_quiet_hours_are_warned_of(tmp_path: Path, at: str, *, warned: bool) -> None:
    _, findings = composed(tmp_path, f'speaker: {{at: "{at}"}}')
    assert (codes.QUIET_HOURS in [finding.code for finding in findings]) == warned


def _job(folder: Path, seconds: float) -> Job:
    composition, _ = composed(folder, 'speaker: {at: "17:00"}', "summary: Tóm tắt.")
    tracks = []
    for item in loudspeaker_items(composition):
        file = folder / f"{item.slug}.wav"
        write_wav(file, speech(2, 0.5))
        tracks.append(Track(item.name, item.slug, "", file, seconds, ()))
    return Job(composition, Narration(VOICE, (), None, tuple(tracks)), folder, _MODIFIED)


@pytest.mark.usefixtures("nothing_kept")
def test_the_pack_has_sound_and_a_script_with_the_same_bytes_every_time(tmp_path: Path) -> None:
    job = _job(tmp_path, 65.0)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        assert LoudspeakerEdition().make(job, tmp_path / name) == []
    kits = [tmp_path / name / "share" / "loudspeaker" for name in ("one", "two")]
    names = sorted(file.name for file in kits[0].iterdir())
    assert names == [
        *("01-tin-1.mp3", "01-tin-1.wav", "02-tin-2.mp3", "02-tin-2.wav"),
        *("script.docx", "script.txt"),
    ]
    for name in names:
        assert (kits[0] / name).read_bytes() == (kits[1] / name).read_bytes(), name
    text = (kits[0] / "script.txt").read_text(encoding="utf-8")
    document = docx.Document(io.BytesIO((kits[0] / "script.docx").read_bytes()))
    assert [line for line in text.splitlines() if line] == [p.text for p in document.paragraphs]
    assert "17:00" in text
    assert "1:05" in text
    with av.open(str(kits[0] / "01-tin-1.mp3")) as file:
        assert file.metadata["title"] == "Tin 1"


def test_an_item_of_more_than_three_minutes_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    found = LoudspeakerEdition().make(_job(tmp_path, 181.0), tmp_path / "out")
    assert {finding.code for finding in found} == {codes.LONG_ITEM}


def test_an_issue_without_a_voice_has_its_script_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    job = replace(_job(tmp_path, 60.0), narration=None)
    LoudspeakerEdition().make(job, tmp_path / "out")
    names = sorted(file.name for file in (tmp_path / "out" / "share" / "loudspeaker").iterdir())
    assert names == ["script.docx", "script.txt"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Giá ~~50.000~~ 45.000 đồng.", "Giá 45.000 đồng."),
        ("Họp sáng ~~thứ Hai~~, tại xã ~~cũ~~.", "Họp sáng, tại xã."),
        ("~~Hoãn.~~ *Họp ~~8~~ 9* giờ[^1].\n\n[^1]: Sáng.", "Họp 9 giờ."),
        ("Họp “~~8~~ 9” giờ (~~cũ~~).", "Họp “9” giờ."),
        ("Đóng phí. [Xem bảng.]{.silent}", "Đóng phí."),
    ],
)
def test_what_is_struck_out_is_not_told_as_if_it_were_true(tmp_path, written, told):
    composition, _ = composed(tmp_path, f"summary: {written.partition('[')[0]!r}", body=written)
    (item,) = loudspeaker_items(composition)
    assert words(item).splitlines()[2:4] == [told.removesuffix(".") + "."] * 2


def test_an_event_that_is_struck_out_or_a_paragraph_is_not_told(tmp_path):
    events = (
        "- {date: 2026-12-01, title: ~~Họp dân~~}\n- {date: 2026-12-02, title: Họp., place: Xã}"
    )
    body = f"~~Mời họp.~~\n\n:::{{dates}}\n{events}\n:::\n"
    composition, _ = composed(tmp_path, "standing: true", body=body)
    (item,) = loudspeaker_items(composition)
    assert "Mời họp" not in words(item)
    assert "Họp dân" not in words(item)
    assert words(item).splitlines()[-2] == "Ngày 2 tháng 12 năm 2026: Họp, Xã."


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "Mang theo:\n\n- căn cước;\n- sổ hộ.\n\nMiễn phí.",
            ["Mang theo: căn cước; sổ hộ.", "Miễn phí."],
        ),
        ("1. Họp.\n2. Bầu.", ["Họp; Bầu."]),
        ("Ông Ba nói:\n\nTốt lắm.", ["Ông Ba nói: Tốt lắm."]),
        ("Giá như sau:\n\n| A | B |\n| - | - |\n| c | 1 |\n\nHết.", ["Hết."]),
    ],
)
def test_a_list_is_told_with_what_leads_to_it(tmp_path, body, told):
    composition, _ = composed(tmp_path, "summary: 'Ba việc:'", body=body)
    (item,) = loudspeaker_items(composition)
    assert words(item).splitlines()[2:-1] == ["Ba việc.", *told]
