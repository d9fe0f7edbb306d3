"""The voice that is always there."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import pytest

from bulletin.narration.engines.base import Setting, SpeechError
from bulletin.narration.engines.local.espeak import Espeak
from bulletin.narration.engines.local.zygote import Zygote, ZygoteError
from bulletin.reading import Run
from bulletin.source.settings.models import Voice

PROCESS = "bulletin.narration.engines.local.espeak_process"
TEXTS = ["Xin chào bà con.", "Ngày mai có mưa to.", "Xin chào bà con.", "Gọi một một bốn!"]


def engine(tmp_path, language="vi", jobs=1, **voice):
    return Espeak(Setting(language, Voice(**voice), tmp_path, jobs=jobs))


def said(speaker, text="Xin chào bà con.", language=None):
    return speaker.speak([Run(text, language)]).samples.tobytes()


def test_the_same_text_gives_the_same_bytes_in_any_order_process_and_number_of_jobs(tmp_path):
    one = engine(tmp_path)
    forwards = [said(one, text) for text in TEXTS]
    two = engine(tmp_path, jobs=2)
    with ThreadPoolExecutor(2) as pool:
        backwards = list(pool.map(lambda text: said(two, text), reversed(TEXTS)))
    assert forwards == backwards[::-1]
    assert forwards[0] == forwards[2] != forwards[1]


def test_a_voice_that_is_noise_in_part_gives_the_same_bytes_at_another_time(tmp_path):
    first = said(engine(tmp_path, name="vi+f3"))
    time.sleep(1.1)  # the library's own seed is the time of day, in seconds
    assert said(engine(tmp_path, name="vi+f3")) == first


def test_each_region_has_its_voice(tmp_path):
    regions = ("north", "central", "south")
    voices = [engine(tmp_path, region=region) for region in regions]
    names = [voice.probe().voice for voice in voices]
    assert names == ["vi", "vi-vn-x-central", "vi-vn-x-south"]
    assert len({said(voice) for voice in voices}) == 3


@pytest.mark.parametrize(
    ("language", "voice"),
    [("zh", "cmn"), ("zh-yue", "yue"), ("no", "nb"), ("fr-FR", "fr"), ("en-GB", "en")],
)
def test_a_language_that_no_file_is_called_by_is_spoken_by_the_voice_that_says_so(
    tmp_path, language, voice
):
    speaker = engine(tmp_path, language)
    assert speaker.probe().voice == voice
    assert said(speaker, "1") == said(engine(tmp_path, language, name=language.lower()), "1")


def test_a_higher_rate_takes_less_time(tmp_path):
    text = [Run("Ủy ban nhân dân xã kính báo để bà con được biết.")]
    usual, fast = engine(tmp_path).speak(text), engine(tmp_path, rate=1.5).speak(text)
    assert 0.55 < fast.duration / usual.duration < 0.8


def test_a_run_in_another_language_has_that_languages_voice(tmp_path):
    speaker = engine(tmp_path)
    assert said(speaker, "Google", "en") == said(engine(tmp_path, language="en"), "Google")
    assert said(speaker, "Google", "en") != said(speaker, "Google")


def test_a_named_voice_speaks_with_its_variant(tmp_path):
    speaker = engine(tmp_path, name="vi+f2")
    assert speaker.probe().voice == "vi+f2"
    assert said(speaker) != said(engine(tmp_path))


@pytest.mark.parametrize(
    ("language", "name"), [("vi", "en-us"), ("vi", "vi+nobody"), ("qqq", None)]
)
def test_what_it_does_not_have_it_says_beforehand(tmp_path, language, name):
    found = engine(tmp_path, language=language, name=name).probe()
    assert not found.usable
    assert (name or language) in found.reason


def test_data_far_down_in_the_folders_is_found(tmp_path):
    deep = tmp_path.joinpath(*["a-folder-with-a-rather-long-name"] * 8)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    arguments = [espeakng_loader.get_library_path(), str(deep / "espeak-ng-data"), "vi"]
    rate, samples = Zygote(PROCESS, arguments).ask([("vi", 175, "Xin chào bà con.")])
    assert (rate, samples) == (22050, said(engine(tmp_path)))


def test_data_that_is_not_there_is_a_failure_with_words(tmp_path):
    arguments = [espeakng_loader.get_library_path(), str(tmp_path / "nowhere"), "vi"]
    with pytest.raises(ZygoteError, match="cannot read its data"):
        Zygote(PROCESS, arguments)


def test_a_process_that_dies_is_a_failure_with_words(tmp_path):
    before = set(_children(os.getpid()))
    speaker = engine(tmp_path)
    said(speaker)
    (child,) = set(_children(os.getpid())) - before
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    with pytest.raises(SpeechError, match="ended"):
        said(speaker)


def test_the_process_ends_with_its_engine(tmp_path):
    before = set(_children(os.getpid()))
    speaker = engine(tmp_path)
    said(speaker)
    assert set(_children(os.getpid())) - before
    del speaker
    assert not set(_children(os.getpid())) - before


def _children(process):
    """Living child processes, by Linux's /proc."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found
