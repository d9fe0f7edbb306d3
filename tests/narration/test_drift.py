"""The voice is decided, not drifting: what is said when nobody decided on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.diagnostics import Span
from bulletin.narration.engines.base import Availability
from bulletin.narration.engines.choose import Chosen, choose, fetching
from bulletin.narration.engines.services.hosts import host_of
from bulletin.narration.model import VoiceUsed
from bulletin.narration.voices.drift import Decision, drifted
from tests.narration.narrated import narrate
from tests.narration.spoken import STORM, article, order, setting

PLACE = Span("publication.yaml", 10, 17, 21)


def used(engine: str, voice: str = "vi", language: str = "vi", version: str = "1") -> VoiceUsed:
    return VoiceUsed(engine, version, voice, language, "nothing else is here")


def found(
    now: VoiceUsed,
    *before: VoiceUsed,
    auto: bool = True,
    natural: bool = True,
    second: VoiceUsed | None = None,
):
    available = Availability(usable=True, reason="", natural=natural)
    chosen, other = (
        Chosen(object(), available, one) if one else None  # type: ignore[arg-type]
        for one in (now, second)
    )
    return list(drifted(Decision(chosen, auto, now.language, other), before, PLACE))


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("vi", "bulletin voices get vi_VN-vais1000-medium"),
        ("vi-VN", "bulletin voices get vi_VN-vais1000-medium"),
        ("en-GB", "bulletin voices get en_US-ljspeech-medium"),
        ("fr", "bulletin voices get --language fr"),
    ],
)
def test_a_machines_voice_that_nobody_chose_is_found_with_the_one_command(language, shown):
    (finding,) = found(used("espeak", language=language), natural=False)
    assert (finding.code.number, finding.span) == ("B510", PLACE)
    assert shown in finding.hint
    assert fetching(language) == shown


def test_a_machines_voice_that_was_chosen_and_a_natural_one_are_no_findings():
    assert not found(used("espeak"), auto=False, natural=False)
    assert not found(used("piper"))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (used("piper", "vi_VN-vivos-x_low"), used("gtts"), "voices get vi_VN-vivos-x_low"),
        (used("piper", "a#b"), used("piper", "c"), 'name: "a#b"'),
        (used("gtts", "vi (com)"), used("gtts", "vi (com.vn)"), "{engine: gtts, name: com}"),
        (
            used("espeak", "vi+f3"),
            used("piper", "vi_VN-vais1000-medium"),
            "{engine: espeak, name: vi+f3}; to keep the new one write voice: {engine: piper, name: v",
        ),
        (used("gtts"), used("openai", "kokoro"), "{engine: gtts}"),
        (
            used("openai", "alloy (tts-1)"),
            used("azure", "vi-VN-HoaiMyNeural"),
            "{engine: openai, name: alloy, options: {model: tts-1}}",
        ),
    ],
)
def test_another_voice_than_the_last_releases_is_found_with_the_way_back(before, now, words):
    for auto in (True, False):
        (finding,) = found(now, before, auto=auto)
        assert finding.code.number == "B511"
        assert words in finding.hint


def test_the_same_voice_of_a_newer_version_or_in_another_language_is_no_other_voice():
    assert not found(used("gtts", version="2"), used("gtts", version="1"))
    assert not found(used("gtts", language="en"), used("espeak", language="vi"))


def test_a_language_is_the_same_with_its_country_and_without():
    assert found(used("gtts", language="vi-VN"), used("espeak", language="vi"))


def test_another_second_voice_is_found_where_it_says_anything():
    hoai, nam = used("azure", "vi-VN-HoaiMyNeural"), used("azure", "vi-VN-NamMinhNeural")
    before = replace(hoai, second="azure vi-VN-NamMinhNeural")
    assert not found(hoai, before, second=nam)
    assert not found(hoai, before)
    assert not found(hoai, replace(before, second=""), second=nam)
    (finding,) = found(hoai, before, second=used("azure", "vi-VN-HoaiMyNeural +3"))
    assert finding.code.number == "B511"
    assert "azure vi-VN-HoaiMyNeural +3 is the second voice" in finding.message
    (finding,) = found(nam, before, second=hoai)
    assert "read the last release" in finding.message


def test_people_who_are_recorded_are_named_without_a_voice():
    (finding,) = found(used("espeak"), used("recorded", ""), auto=False)
    assert "and recorded read the last release" in finding.message


def test_several_releases_with_other_voices_are_one_finding():
    assert len(found(used("piper"), used("gtts"), used("azure"))) == 1


def test_as_an_error_it_cannot_be_switched_off_and_stops_the_build():
    (finding,) = (one.as_error() for one in found(used("espeak"), natural=False))
    assert finding.is_error
    assert not finding.code.may_be_off


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://translate.google.com.vn/", "translate.google.com.vn"),
        ("http://192.168.1.7:8880/v1/", "192.168.1.7"),
        ("http://127.0.0.1:8880/v1/", ""),
        ("http://127.8.8.8/", ""),
        ("http://[::1]:80/", ""),
        ("http://localhost/", ""),
        ("http://giong.localhost:1/", ""),
    ],
)
def test_only_what_leaves_this_machine_is_heard_by_a_service(address, host):
    assert host_of(address) == host


def test_that_a_service_hears_the_text_is_said_before_it_does_and_only_then(tmp_path):
    told: list[str] = []
    chosen = choose(setting(tmp_path))
    online = replace(chosen.available, online="tiengnoi.example")
    wanted = replace(
        order(tmp_path / "cache", replace(chosen, available=online)),
        notice=told.append,
        progress=lambda step, _done, _all: told.append(step),
    )
    for _ in range(2):
        narrate([article(STORM, "a")], tmp_path / "made", wanted)
    assert [n for n, line in enumerate(told) if "tiengnoi.example" in line] == [0]
    assert "speak" in told
