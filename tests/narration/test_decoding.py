"""Files of sound as players hear them, whatever programs have left in them."""

from __future__ import annotations

import av
import numpy as np
import pytest

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.narration.recorded.decoding import TakeError, samples
from bulletin.narration.recorded.judging.quality import quality_faults
from bulletin.narration.recorded.takes import take_of
from tests.narration.readers import Coder, write

RATE = 16_000
SECONDS = 3
_TAG = b"ID3\x04\0\0\0\0\0\x0a" + bytes(10)
_WORDS = b"LYRICSBEGIN" + b"la " * 120 + b"LYRICSEND"


def somebody() -> np.ndarray:
    """Three seconds in which somebody speaks from the first to the last but a half."""
    at = np.arange(SECONDS * RATE) / RATE
    loud = np.sin(2 * np.pi * 220 * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * at))
    room = np.random.default_rng(1).normal(0, 30, len(at))
    return (np.where(abs(at - 1.5) < 1, loud * 9000, 0) + room).astype(np.int16)


def heard(file) -> np.ndarray:
    return np.concatenate(list(samples(file, RATE)))


def without(file, start: float, end: float):
    """The same file without the packets between two times."""
    other = file.with_stem("cut")
    with av.open(str(file)) as source, av.open(str(other), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.pts is not None and not start <= packet.pts * packet.time_base < end:
                packet.stream = stream
                target.mux(packet)
    return other


TAGGED = {
    "two files put together": (".mp3", lambda data: data + _TAG + data, 2 * SECONDS),
    "two of a telephone copied together": (".m4a", lambda data: 2 * data, 2 * SECONDS),
    "two of a recorder copied together": (".wav", lambda data: 2 * data, 2 * SECONDS),
    "words of a song behind it": (".mp3", lambda data: data + _WORDS, SECONDS),
    "a player's tag before it": (".flac", lambda data: _TAG + data, SECONDS),
    "two of them": (".flac", lambda data: 2 * _TAG + data, SECONDS),
    "a byte order mark and an empty line before it": (".wav", b"\xef\xbb\xbf\n".__add__, SECONDS),
}


@pytest.mark.parametrize("kind", TAGGED)
def test_what_is_no_sound_in_a_file_is_passed_over(tmp_path, kind):
    ending, changed, seconds = TAGGED[kind]
    file = write(tmp_path / f"bai{ending}", somebody(), RATE)
    file.write_bytes(changed(file.read_bytes()))
    assert len(heard(file)) == pytest.approx(seconds * RATE, abs=0.1 * RATE)


def test_a_file_that_goes_on_at_another_rate_and_with_another_side_is_heard_to_its_end(tmp_path):
    file = write(tmp_path / "bai.mp3", somebody(), RATE)
    stereo = Coder("libmp3lame", 22_050, "stereo")
    other = write(tmp_path / "tiep.mp3", somebody(), RATE, stereo)
    file.write_bytes(file.read_bytes() + other.read_bytes())
    assert len(heard(file)) == pytest.approx(2 * SECONDS * RATE, abs=0.1 * RATE)
    assert np.abs(heard(file)[-2 * RATE :]).max() > 5_000


def test_a_file_that_was_cut_off_in_a_packet_is_refused(tmp_path):
    file = write(tmp_path / "bai.flac", somebody(), RATE)
    file.write_bytes(file.read_bytes()[:-9000])
    with pytest.raises(TakeError):
        heard(file)


def test_what_a_file_lost_is_silent_and_told_where_somebody_spoke(tmp_path):
    file = without(write(tmp_path / "bai.m4a", somebody(), RATE), 1.2, 1.8)
    (hole,) = take_of(file).missing
    assert hole == pytest.approx((1.2, 1.8), abs=0.05)
    assert take_of(file).seconds == pytest.approx(SECONDS, abs=0.1)
    (found,) = quality_faults("bai.m4a", take_of(file), Span("bai.md", 3))
    assert found.code == codes.RECORDING_HOLE
    assert found.message.startswith("bai.m4a is damaged: from 1.2 s")


def test_what_telephones_do_not_send_while_nobody_speaks_is_no_damage(tmp_path):
    file = without(write(tmp_path / "bai.m4a", somebody(), RATE), 2.6, 2.8)
    assert take_of(file).missing
    assert not list(quality_faults("bai.m4a", take_of(file), Span("bai.md", 3)))


@pytest.mark.parametrize(
    ("head", "spoken", "silent", "nothing"),
    [
        (b"#!AMR\n", b"\x3c" + bytes(31), b"\x44" + bytes(5), b"\x7c"),
        (b"#!AMR-WB\n", b"\x14" + bytes(32), b"\x4c" + bytes(5), b"\x7c"),
    ],
)
def test_what_telephones_say_of_silence_is_silent(tmp_path, head, spoken, silent, nothing):
    file = tmp_path / "bai.amr"
    paused = silent + 7 * nothing + silent
    file.write_bytes(head + 50 * spoken + paused + 50 * spoken + nothing)
    assert len(heard(file)) == (50 + 9 + 50) * 0.02 * RATE
    file.write_bytes(2 * (head + 50 * spoken))
    assert len(heard(file)) == 2 * 50 * 0.02 * RATE


@pytest.mark.parametrize("louder", [0, 1])
def test_the_track_of_a_film_is_heard_in_which_somebody_speaks(tmp_path, louder):
    tracks = [somebody() // 1000, somebody() // 1000]
    tracks[louder] = somebody()
    file = tmp_path / "man-hinh.mka"
    with av.open(str(file), "w", format="matroska") as container:
        streams = [container.add_stream("pcm_s16le", rate=RATE, layout="mono") for _ in tracks]
        for stream, track in zip(streams, tracks, strict=True):
            frame = av.AudioFrame.from_ndarray(track[None], format="s16", layout="mono")
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
    assert np.abs(heard(file)).max() == np.abs(tracks[louder]).max()


def test_sound_that_lies_off_zero_is_known_by_how_far(tmp_path):
    plain, off = (
        take_of(write(tmp_path / f"{name}.wav", somebody() + np.int16(shift), RATE))
        for name, shift in (("plain", 0), ("off", 9830))
    )
    assert (plain.offset, off.offset) == (0, pytest.approx(0.3, abs=0.001))
    assert np.abs(plain.levels - off.levels).max() <= 1.0
