"""Profiles of sound: each finished file is probed for what its profile promises."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import get_args

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from PIL import Image

from bulletin.audio import mp3
from bulletin.audio.tags import Tags
from bulletin.diagnostics import Span
from bulletin.narration import encoding
from bulletin.narration.engines.choose import choose
from bulletin.narration.kept import Times, noise_between
from bulletin.narration.mastering import Levelling, Sound, levelled, roughly
from bulletin.narration.narrate import missed
from bulletin.narration.sound.loudness import SILENCE
from bulletin.narration.sound.profiles import ACX, LOUDSPEAKER, PODCAST, PROFILES
from bulletin.narration.sound.room import RoomTone
from bulletin.source.settings.models import Voice
from tests.narration.narrated import narrate
from tests.narration.spoken import (
    RATE,
    ROAD,
    STORM,
    article,
    loudness_of,
    order,
    samples_of,
    setting,
    voice,
)

ARTICLES = [article(STORM, "mua-bao", 1), article(ROAD, "duong-ap", 2)]
TAGS = Tags("t", "s", "a", "n", "2026", "vie", "d", "r", "g")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The tracks of two articles, as espeak reads them, in every profile."""
    folder = tmp_path_factory.mktemp("profiles")
    chosen = choose(setting(folder))
    plain = replace(order(folder / "cache", chosen), mp3=frozenset(one.slug for one in ARTICLES))
    return {
        name: narrate(
            ARTICLES, folder / name, replace(plain, voice=Voice(engine="espeak", profile=name))
        ).tracks
        for name in PROFILES
    }


def bits_of(file):
    """The bits of a file's sound, without what stands around it."""
    with av.open(str(file)) as source:
        return sum(packet.size for packet in source.demux(audio=0)) * 8


def power(samples):
    return 10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-15)


def silences(track, samples, rate):
    """What is heard between the sentences and at both ends."""
    ends = [(cue.start, cue.end) for cue in track.cues]
    starts = [0.0, *(end + 0.15 for _, end in ends)]
    stops = [*(start - 0.05 for start, _ in ends), track.duration - 0.05]
    return np.concatenate(
        [
            samples[round(a * rate) : round(b * rate)]
            for a, b in zip(starts, stops, strict=True)
            if b > a
        ]
    )


def test_a_publication_may_name_every_profile_there_is():
    assert set(get_args(Voice.model_fields["profile"].annotation)) == set(PROFILES)
    assert all(profile.name == name for name, profile in PROFILES.items())
    assert Voice().profile == PODCAST.name


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_both_files_are_as_loud_and_as_high_as_their_profile_says(made, profile):
    for track in made[profile.name]:
        for file in (track.file, track.mp3):
            samples, rate = samples_of(file)
            assert profile.rate in {None, rate}
            loudness, peak = loudness_of(file)
            found = power(samples) if profile.measure == "rms" else loudness
            lame = 0.0 if profile.mp3_exact or file == track.file else 0.45
            assert found == pytest.approx(profile.level - lame, abs=profile.tolerance + 0.15)
            assert peak <= profile.peak


def test_acx_is_what_shops_of_audiobooks_take(made):
    for track in made["acx"]:
        samples, rate = samples_of(track.mp3)
        samples = samples[encoding.DELAY :]
        assert rate == 44_100
        assert -23 <= power(samples) <= -18
        assert 20 * np.log10(np.abs(samples).max()) <= -3
        quiet = silences(track, samples, rate)
        assert power(quiet) < -60
        pieces = quiet[: len(quiet) // 441 * 441].reshape(-1, 441)
        assert min(map(power, pieces)) > -85, "digital silence"
        assert 0.5 <= track.cues[0].start <= 1
        assert 1 <= track.duration - track.cues[-1].end <= 5


@pytest.mark.parametrize("profile", [PODCAST, LOUDSPEAKER], ids=lambda one: one.name)
def test_other_profiles_are_silent_where_nothing_is_said(made, profile):
    for track in made[profile.name]:
        assert power(silences(track, *samples_of(track.file))) < -75


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_speech_has_the_bits_that_its_profile_says(made, profile):
    """AAC of an article has fewer where it pauses longer: here are sentences alone."""
    for track in made[profile.name]:
        assert bits_of(track.mp3) / track.duration == pytest.approx(profile.mp3, rel=0.01)
    spoken = []
    for track in made[profile.name]:
        samples, rate = samples_of(track.file)
        spoken += [samples[round(c.start * rate) : round((c.end + 0.4) * rate)] for c in track.cues]
    pieces = [(piece * 32767).astype(np.int16) for piece in spoken]
    packets = encoding.aac(pieces, rate, profile.aac_asked)
    seconds = sum(map(len, spoken)) / rate
    assert 8 * sum(map(len, packets)) / seconds == pytest.approx(profile.aac, rel=0.1)


def test_the_whole_in_acx_is_an_mp3_of_one_rate(made, tmp_path):
    cover = io.BytesIO()
    Image.new("RGB", (16, 16)).save(cover, "JPEG")
    file = tmp_path / "whole.mp3"
    mp3.write(file, made["acx"], TAGS, cover.getvalue())
    info = MP3(file).info
    assert info.bitrate == pytest.approx(192_000, abs=10)
    assert (info.sample_rate, info.channels) == (44_100, 1)
    assert info.bitrate_mode is BitrateMode.CBR
    length = sum(track.duration for track in made["acx"])
    assert info.length == pytest.approx(length, abs=0.06)
    assert len(samples_of(file)[0]) / 44_100 == pytest.approx(length, abs=0.06)


def test_cues_lead_to_the_words_in_every_profile(made):
    for name in (ACX.name, LOUDSPEAKER.name):
        for track, usual in zip(made[name], made["podcast"], strict=True):
            samples, rate = samples_of(track.file)
            for cue, other in zip(track.cues, usual.cues, strict=True):
                assert cue.end - cue.start == pytest.approx(other.end - other.start, abs=0.001)
                inside = samples[round(cue.start * rate) : round(cue.end * rate)]
                before = samples[round((cue.start - 0.2) * rate) : round((cue.start - 0.02) * rate)]
                assert power(inside) > power(before) + 30


def test_a_room_goes_round_without_a_seam():
    rate = 8000
    room = RoomTone(rate, -60.0)
    heard = np.concatenate([room.under(np.zeros(n, np.float32)) for n in (1, 7000, 90_000, 3)])
    assert power(heard) == pytest.approx(-60, abs=0.1)
    assert np.abs(np.diff(heard)).max() < 8 * np.abs(np.diff(heard)).std()
    again = RoomTone(rate, -60.0).under(np.zeros(len(heard), np.float32))
    assert np.array_equal(heard, again)


# -- sound that is not as speech usually is ------------------------------------------------


def finished(folder, profile, *pieces):
    """Samples at their level, and the pieces as sentences with half a second between them."""
    level, pause = Levelling(0.0, profile.ceiling), np.zeros(RATE // 2, np.int16)
    sound = Sound(folder, RATE, 0, (), SILENCE, level, profile)
    whole = np.concatenate([part for piece in pieces for part in (piece, pause)])
    sound.raw.write_bytes(whole.tobytes())
    ends = np.cumsum([len(piece) + len(pause) for piece in pieces]).tolist()
    spans = tuple(
        (end - len(pause) - len(p), end - len(pause)) for p, end in zip(pieces, ends, strict=True)
    )
    loudness = roughly(sound.raw, RATE, profile)
    return levelled(replace(sound, length=len(whole), spans=spans, loudness=loudness))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("every", [RATE, RATE // 50], ids=["some", "many"])
def test_a_soft_voice_among_loud_clicks_is_as_loud_as_its_profile_says(tmp_path, profile, every):
    soft = voice(3, 150, 1).samples.copy()
    soft[::every] = 32767
    assert finished(tmp_path, profile, soft).reached == pytest.approx(
        profile.level, abs=profile.promised
    )


def test_noise_between_sentences_is_measured_where_a_profile_asks_for_it(tmp_path):
    said = voice(1, 9000, 1).samples
    room = np.random.default_rng(1).normal(0, 30, RATE).astype(np.int16)
    for profile, heard in ((ACX, True), (PODCAST, False)):
        sound = finished(tmp_path, profile, said, room, said)
        pause = replace(sound, spans=(sound.spans[0], sound.spans[2]))
        assert (noise_between(pause) > -60) == heard
        assert noise_between(sound) < -60


@pytest.mark.parametrize(
    ("profile", "reached", "noise", "told"),
    [
        (ACX, -20.9, -68, []),
        (ACX, -30.5, -68, ["-30.5 dB loud"]),
        (ACX, -20.5, -48, ["noise of -48 dB"]),
        (PODCAST, -17.2, SILENCE, []),
        (PODCAST, -48, SILENCE, ["podcast has -18.0"]),
    ],
)
def test_what_a_profile_promises_and_cannot_hold_is_told(profile, reached, noise, told):
    times = Times(RATE, 0, (), 0.0, profile.ceiling, (), reached, noise)
    found = list(missed(times, profile, "01-bai", Span("01-bai.md", 3)))
    assert [words in one.message for words, one in zip(told, found, strict=True)] == [True] * len(
        told
    )
