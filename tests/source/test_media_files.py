"""Films and sounds are published without what telephones write into them."""

import struct

import av
import numpy as np
import pytest

from bulletin.cache import Cache, once
from bulletin.source.media_files import published

TELLING = "+10.2000+106.6000/"


def box(kind, *parts, wide=False):
    body = b"".join(parts)
    if wide:
        return struct.pack(">I4sQ", 1, kind, 16 + len(body)) + body
    return struct.pack(">I4s", 8 + len(body), kind) + body


@pytest.mark.parametrize("suffix", [".mp4", ".m4v", ".M4A"])
@pytest.mark.parametrize("wide", [False, True])
def test_where_a_film_was_taken_is_no_more_in_it_and_all_else_at_its_place(suffix, wide, tmp_path):
    note = TELLING.encode()
    parts = [
        [box(b"ftyp", b"isom"), box(b"uuid", note, wide=wide)],
        [box(b"moov", box(b"mvhd", b"m"), box(b"udta", note, wide=wide), box(b"meta", note))],
        [box(b"moov", box(b"trak", box(b"tkhd", b"t"), box(b"udta", note)), wide=wide)],
        [box(b"mdat", box(b"udta", b"of a picture"), wide=wide), box(b"meta", note)],
    ]
    data = b"".join(part for some in parts for part in some)
    file = tmp_path / f"phim{suffix}"
    file.write_bytes(data)
    made = published(file)
    assert note not in made
    assert len(made) == len(data)
    for kept in (b"ftypisom", b"mvhdm", b"tkhdt", b"udtaof a picture"):
        assert made.index(kept) == data.index(kept)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0", box(b"moov") * 3, box(b"moov", b"\0\0\0\1udta"), b"\0\0\0\0udta", b"\xff" * 40],
)
def test_a_file_that_is_cut_short_is_no_mistake_and_keeps_its_length(data, tmp_path):
    (tmp_path / "a.mp4").write_bytes(data)
    assert len(published(tmp_path / "a.mp4")) == len(data)


def test_boxes_in_boxes_without_end_are_no_mistake(tmp_path):
    data = b""
    for _ in range(5000):
        data = box(b"moov", data)
    (tmp_path / "a.mp4").write_bytes(data)
    assert published(tmp_path / "a.mp4") == data


def tone(out, codec, kind):
    """A tone in a new stream of `out`: its stream and packets."""
    stream = out.add_stream(codec, rate=48000)
    sound = np.sin(np.arange(8192) / 9)[None] * (1 if kind == "fltp" else 20000)
    sound = sound.astype(np.float32 if kind == "fltp" else np.int16)
    frame = av.AudioFrame.from_ndarray(sound, format=kind, layout="mono")
    frame.rate = 48000
    return stream, stream.encode(frame) + stream.encode(None)


SOUNDS = pytest.mark.parametrize(
    ("suffix", "codec", "kind"),
    [
        (".m4a", "aac", "fltp"),
        (".mp3", "mp3", "s16p"),
        (".ogg", "libopus", "s16"),
        (".opus", "libopus", "s16"),
        (".wav", "pcm_s16le", "s16"),
        (".webm", "libopus", "s16"),
    ],
)


@SOUNDS
def test_a_real_sound_is_heard_as_before(suffix, codec, kind, tmp_path):
    file, bare = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    with av.open(str(file), "w") as out:
        out.metadata.update({"location": TELLING, "comment": TELLING})
        _, packets = tone(out, codec, kind)
        out.mux(packets)
    bare.write_bytes(published(file))
    assert bare.read_bytes() == published(file)
    assert TELLING.encode() in file.read_bytes()
    assert TELLING.encode() not in bare.read_bytes()
    first, second = (
        [frame.to_ndarray() for frame in av.open(str(one)).decode(audio=0)] for one in (file, bare)
    )
    assert len(first) == len(second) > 1
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


@SOUNDS
def test_a_sound_that_was_freed_of_its_notes_is_not_opened_again(
    suffix, codec, kind, tmp_path, monkeypatch
):
    file = tmp_path / f"a{suffix}"
    with av.open(str(file), "w") as out:
        out.metadata["comment"] = TELLING
        out.mux(tone(out, codec, kind)[1])
    with once.kept_in(once.store_in(Cache(tmp_path / "cache"))):
        made = published(file)
        monkeypatch.setattr(av, "open", None)
        assert published(file) == made


def test_what_a_camera_measured_beside_its_pictures_is_zeros(tmp_path):
    file = tmp_path / "a.mp4"
    with av.open(str(file), "w") as out:
        stream, packets = tone(out, "aac", "fltp")
        beside = out.add_data_stream("bin_data")
        out.mux(packets)
        packet = av.Packet(f"GPS5{TELLING}".encode())
        packet.stream, packet.pts, packet.dts = beside, 0, 0
        packet.time_base, packet.duration = stream.time_base, 1000
        out.mux(packet)
    data, made = file.read_bytes(), published(file)
    assert TELLING.encode() in data
    assert TELLING.encode() not in made
    assert len(made) == len(data)


@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".opus", ".wav", ".webm"])
@pytest.mark.parametrize(
    "data", [b"", b"ID3\4\0\0\0\0\0\0", b"RIFF\0\0\0\0WAVE", b"\x1aE\xdf\xa3" * 9]
)
def test_another_file_that_cannot_be_read_stays_as_it_is(suffix, data, tmp_path):
    (tmp_path / f"a{suffix}").write_bytes(data)
    assert published(tmp_path / f"a{suffix}") == data


@SOUNDS
def test_a_list_of_other_files_that_is_called_a_sound_opens_none_of_them(
    suffix, codec, kind, tmp_path
):
    with av.open(str(tmp_path / f"hidden{suffix}"), "w") as out:
        out.mux(tone(out, codec, kind)[1])
    data = f"ffconcat version 1.0\nfile hidden{suffix}\n".encode()
    (tmp_path / f"a{suffix}").write_bytes(data)
    assert published(tmp_path / f"a{suffix}") == data
