"""The MP3 is put together by copying frames: gapless, to the sample, with a header that is right."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray
from PIL import Image

from bulletin.audio import mp3, xing
from bulletin.audio.tags import Tags
from bulletin.diagnostics import BulletinError
from bulletin.narration import encoding
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.model import Track
from tests.editions.sounding import decode

TAGS = Tags("t", "s", "a", "n", "2026", "vie", "d", "r", "g")
RATES = (8_000, 16_000, 22_050, 24_000, 44_100, 48_000)
"""One of each kind of MPEG, and those of the voices."""


def cover() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (16, 16)).save(data, "JPEG")
    return data.getvalue()


def wave(rate: int, blocks: int, seed: int) -> NDArray[np.int16]:
    """Noise in bursts, loud up to the silence that an article ends with."""
    random = np.random.default_rng(seed)
    length = blocks * encoding.BLOCK
    sound = random.normal(size=length) * 0.1 * np.abs(np.sin(np.arange(length) * 7 / rate))
    sound[: encoding.FRAME] = sound[-encoding.TAIL :] = 0
    return (sound * 32767).astype(np.int16)


def track(folder: Path, rate: int, blocks: int, seed: int) -> Track:
    samples = wave(rate, blocks, seed)
    file = folder / f"{seed}-{rate}.mp3"
    pieces = (samples[at : at + 5000] for at in range(0, len(samples), 5000))
    file.write_bytes(encoding.mp3(pieces, rate, 48_000))
    name = f"{seed:02}-bai"
    return Track(name, name, name, Path("a.m4a"), len(samples) / rate, (), file)


def frames(data: bytes) -> list[tuple[int, xing.FrameHead]]:
    """Every frame of an MP3 after its ID3 tag, by walking from one to the next."""
    at = 0
    if data[:3] == b"ID3":
        at = 10 + sum(byte << 7 * n for n, byte in enumerate(reversed(data[6:10])))
    found = []
    while at < len(data):
        head = xing.FrameHead.of(data, at)
        found.append((at, head))
        at += head.size()
    assert at == len(data)
    return found


@pytest.fixture(scope="module", params=RATES)
def whole(request, tmp_path_factory) -> tuple[Path, list[Track], int]:
    """An MP3 of five articles of all lengths, at each of the rates."""
    folder = tmp_path_factory.mktemp("mp3")
    rate = request.param
    tracks = [track(folder, rate, blocks, n) for n, blocks in enumerate((3, 1, 7, 2, 4))]
    mp3.write(folder / "whole.mp3", tracks, TAGS, cover())
    return folder / "whole.mp3", tracks, rate


def test_what_is_heard_is_each_article_sample_for_sample(whole, tmp_path):
    file, tracks, rate = whole
    heard = decode(file)
    at = 0
    for one in tracks:
        length = round(one.duration * rate)
        mp3.write(tmp_path / "one.mp3", [one], TAGS, cover())
        alone = decode(tmp_path / "one.mp3")
        assert len(alone) == length
        assert np.array_equal(heard[at : at + length], alone), one.name
        assert np.abs(alone).max() > 0.1
        at += length
    assert len(heard) == at


def test_an_article_is_heard_when_its_samples_say(whole):
    file, tracks, rate = whole
    heard, at = decode(file), 0
    for seed, (one, blocks) in enumerate(zip(tracks, (3, 1, 7, 2, 4), strict=True)):
        spoken = wave(rate, blocks, seed)
        reach = 40
        around = np.pad(heard, reach)[at : at + len(spoken) + 2 * reach]
        lag = int(np.argmax(np.correlate(around, spoken, "valid"))) - reach
        assert lag == 0, one.name
        at += len(spoken)


def test_no_article_leans_on_another(whole):
    """What a frame takes of the bytes of those before it are its own article's."""
    file, tracks, _ = whole
    data = file.read_bytes()
    _, *found = frames(data)
    parts = [len(frames(one.mp3.read_bytes())) for one in tracks]
    firsts = {sum(parts[:number]) for number in range(len(parts) + 1)}
    room = 0
    for number, (at, head) in enumerate(found):
        side = int.from_bytes(data[at + 4 : at + 6], "big")
        begin = side >> 7 if head.samples == 1152 else side >> 8
        room = 0 if number in firsts else room
        assert begin <= room
        room += head.size() - 4 - (17 if head.samples == 1152 else 9)


def test_the_header_counts_the_frames_and_bytes_and_names_the_delay(whole):
    file, tracks, rate = whole
    data = file.read_bytes()
    (first, head), *rest = frames(data)
    tag = data.index(b"Info", first)
    flags, count, size = struct.unpack_from(">III", data, tag + 4)
    assert flags == 15
    assert count == len(rest)
    assert size == len(data) - first
    lame = tag + 120
    delay, padding = divmod(int.from_bytes(data[lame + 21 : lame + 24], "big"), 1 << 12)
    samples = sum(round(one.duration * rate) for one in tracks)
    assert count * head.samples - delay - padding == samples
    assert padding >= 529, "what a decoder is late by is silence"
    info = MP3(file).info
    assert info.sample_rate == rate
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.length == pytest.approx(samples / rate, abs=0.001)


def test_the_header_leads_to_every_hundredth(whole):
    file, _, _ = whole
    data = file.read_bytes()
    (first, _), *rest = frames(data)
    tag = data.index(b"Info", first)
    size = len(data) - first
    for hundredth, byte in enumerate(data[tag + 16 : tag + 116]):
        at, _ = rest[min(len(rest) - 1, len(rest) * hundredth // 100)]
        assert abs(first + byte * size / 256 - at) < size / 256 + 4 * rest[0][1].size()


def test_the_checksums_are_those_of_what_follows_and_of_the_header(whole):
    file, _, _ = whole
    data = file.read_bytes()
    (first, _), (music, _), *_ = frames(data)
    lame = data.index(b"Info", first) + 120
    assert struct.unpack_from(">HH", data, lame + 32) == (
        slow_crc(data[music:]),
        slow_crc(data[first : lame + 34]),
    )


def slow_crc(data: bytes) -> int:
    """CRC-16 bit by bit, as the header's description has it."""
    found = 0
    for byte in data:
        found ^= byte
        for _ in range(8):
            found = found >> 1 ^ (0xA001 if found & 1 else 0)
    return found


def test_the_checksum_is_the_usual_one():
    assert xing.crc(b"123456789") == 0xBB3D
    assert xing.crc(b"") == 0
    data = bytes(range(256)) * 5
    for cut in (0, 1, 7, 255, 1000, len(data)):
        assert xing.crc(data[:cut]) == slow_crc(data[:cut])
        joined = xing.followed(xing.crc(data[:cut]), len(data) - cut) ^ xing.crc(data[cut:])
        assert joined == slow_crc(data)


def test_chapters_begin_with_their_articles(whole):
    file, tracks, _ = whole
    with av.open(str(file)) as source:
        starts = [float(c["start"] * c["time_base"]) for c in source.chapters()]
    expected = np.cumsum([0, *(one.duration for one in tracks[:-1])])
    assert starts == pytest.approx(expected, abs=0.001)


def test_articles_of_two_encodings_are_refused(tmp_path):
    tracks = [track(tmp_path, 22_050, 1, 1), track(tmp_path, 24_000, 1, 2)]
    with pytest.raises(BulletinError, match=r"02-bai\.mp3"):
        mp3.write(tmp_path / "x.mp3", tracks, TAGS, cover())


def test_a_rate_that_mp3_has_not_is_told_with_words():
    with pytest.raises(SpeechError, match="20000 samples"):
        encoding.mp3([np.zeros(encoding.BLOCK, np.int16)], 20_000, 48_000)
