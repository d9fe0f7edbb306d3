"""Speech services: asked rightly, with patience, and never believed when they misbehave."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree

from bulletin.narration.engines.azure import Azure
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.engines.choose import choose, faults_of
from bulletin.narration.engines.openai import OpenAi
from bulletin.narration.engines.service import Manners
from bulletin.reading import Run
from bulletin.source.settings import Voice
from tests.narration import service as s
from tests.narration.spoken import setting

SPEECH = s.send(200, s.wav())
RUNS = [Run("Xin chào"), Run("World Bank", "en"), Run("& bà con <đây>.")]
KINDS = {"openai": OpenAi, "azure": Azure}


def openai_request(body: bytes) -> tuple[str, str]:
    asked = json.loads(body)
    return asked["input"], asked["voice"]


def azure_request(body: bytes) -> tuple[str, str]:
    speak = etree.fromstring(body)
    return "".join(speak.itertext()), speak[0].get("name")


READ = {"openai": openai_request, "azure": azure_request}


class Patient:
    """Manners that note how long they would wait instead of waiting."""

    def __init__(self):
        self.waits = []
        self.manners = Manners(
            connect=2, read=0.3, whole=0.6, tries=3, sleep=self.waits.append, chance=lambda: 1.0
        )


VOICES = {"azure": "vi-VN-HoaiMyNeural", "openai": None}


def wanted_by(tmp_path, name, log, speaker=None, **voice):
    return replace(
        setting(tmp_path, name),
        voice=Voice(engine=name, name=speaker or VOICES[name], **voice),
        addresses={name: f"{log.address}v1"} if name == "openai" else {name: log.address},
        secrets={"OPENAI_API_KEY": "sesame", "AZURE_SPEECH_KEY": "sesame"}
        | ({"AZURE_SPEECH_REGION": "southeastasia"} if name == "azure" else {}),
    )


def engine(tmp_path, name, log, patient=None, **voice):
    return KINDS[name](wanted_by(tmp_path, name, log, **voice), (patient or Patient()).manners)


@pytest.mark.parametrize("name", KINDS)
def test_a_sentence_is_one_request_whatever_languages_it_holds(tmp_path, name):
    with s.service(SPEECH, read=READ[name]) as log:
        clip = engine(tmp_path, name, log).speak(RUNS)
    ((text, _),) = log.asked
    assert text == "Xin chào World Bank & bà con <đây>."
    assert 0.3 < clip.duration < 0.5


def test_openai_is_asked_by_its_interface(tmp_path):
    seen = []

    def read(body):
        seen.append(json.loads(body))
        return openai_request(body)

    with s.service(SPEECH, read=read) as log:
        engine(tmp_path, "openai", log, speaker="af_heart", options={"model": "kokoro"}).speak(RUNS)
    assert log.paths == ["/v1/audio/speech"]
    assert log.headers[0]["authorization"] == "Bearer sesame"
    assert seen[0] == {
        "model": "kokoro",
        "voice": "af_heart",
        "input": "Xin chào World Bank & bà con <đây>.",
        "response_format": "wav",
    }


def test_azure_is_asked_by_its_interface(tmp_path):
    with s.service(SPEECH, read=azure_request) as log:
        engine(tmp_path, "azure", log).speak(RUNS)
    assert log.paths == ["/cognitiveservices/v1"]
    assert log.headers[0]["ocp-apim-subscription-key"] == "sesame"
    assert log.headers[0]["x-microsoft-outputformat"] == "riff-24khz-16bit-mono-pcm"
    assert log.asked[0][1] == "vi-VN-HoaiMyNeural"


def test_a_voice_of_many_languages_is_told_which_one_a_word_is_in(tmp_path):
    bodies = []

    def read(body):
        bodies.append(etree.fromstring(body))
        return azure_request(body)

    with s.service(SPEECH, read=read) as log:
        engine(tmp_path, "azure", log, speaker="en-US-AvaMultilingualNeural").speak(RUNS)
    (lang,) = bodies[0].iterfind(".//{*}lang")
    assert lang.text == "World Bank"
    assert lang.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-US"


PASSING = {
    "too many": (s.TOO_MANY, 1.0),
    "too many, with a time": (s.TOO_MANY_FOR, 7.0),
    "broken": (s.BROKEN, 1.0),
    "reset": (s.reset, 1.0),
    "slow": (s.stall, 1.0),
    "without end": (s.drip, 1.0),
    "half of what it promised": (s.cut, 1.0),
    "half a file": (s.send(200, s.wav(2.0)[:30_000]), 1.0),
    "silence": (s.send(200, s.wav(loud=0)), 1.0),
    "nothing": (s.send(200, b""), 1.0),
    "no sound": (s.send(200, b"<html>Sign in</html>"), 1.0),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("kind", PASSING)
def test_what_may_pass_is_asked_again_and_then_told(tmp_path, name, kind):
    behaviour, wait = PASSING[kind]
    patient = Patient()
    with s.service(behaviour, SPEECH, read=READ[name]) as log:
        assert engine(tmp_path, name, log, patient).speak(RUNS).duration > 0.3
    assert patient.waits == [wait]


@pytest.mark.parametrize("kind", ["broken", "silence", "half a file"])
def test_what_does_not_pass_is_told_with_the_sentence(tmp_path, kind):
    with (
        s.service(PASSING[kind][0], read=openai_request) as log,
        pytest.raises(SpeechError, match=r"openai did not speak: .*\(asked 3 times\)") as caught,
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert "World Bank" in caught.value.hint


def test_a_refusal_is_not_asked_again_and_its_words_are_shown(tmp_path):
    refused = s.send(401, b'{"error": "no such key"}', Content_Type="application/json")
    with (
        s.service(refused, read=openai_request) as log,
        pytest.raises(SpeechError, match=r"401.*no such key"),
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert len(log.asked) == 1


def test_another_rate_is_brought_to_the_engines(tmp_path):
    with s.service(s.send(200, s.wav(1.0, rate=48000)), SPEECH, read=openai_request) as log:
        speaker = engine(tmp_path, "openai", log)
        clips = [speaker.speak(RUNS), speaker.speak(RUNS)]
    assert {clip.rate for clip in clips} == {24000}
    assert 0.9 < clips[0].duration < 1.1


def test_bare_samples_are_taken_at_the_rate_that_is_set(tmp_path):
    with s.service(s.send(200, s.tone(1.0, rate=22050)), read=openai_request) as log:
        options = {"format": "pcm", "rate": 22050}
        clip = engine(tmp_path, "openai", log, options=options).speak(RUNS)
    assert clip.rate == 24000
    assert 0.9 < clip.duration < 1.1


def test_a_server_that_is_not_there_is_told_at_once_and_the_cache_still_serves(tmp_path):
    with s.service(SPEECH, read=openai_request) as log:
        there = engine(tmp_path, "openai", log)
        assert there.probe().usable
    available = there.probe()
    assert not available.usable
    assert available.key == there.probe().key
    assert "connection failed" in available.reason
    assert (
        choose(wanted_by(tmp_path, "openai", log), {"openai": OpenAi}).available.key
        == available.key
    )


def test_azure_without_a_key_says_which_variable_to_set(tmp_path):
    voice = Voice(engine="azure", name=VOICES["azure"])
    wanted = replace(setting(tmp_path, "azure"), voice=voice, secrets={})
    assert "AZURE_SPEECH_REGION, AZURE_SPEECH_KEY" in Azure(wanted).probe().reason


WRONG = [
    ("openai", {}, {"url": "localhost:8880"}, "options.url"),
    ("openai", {}, {"url": "https://user:pass@tts.example/v1"}, "options.url"),
    ("openai", {}, {"modle": "kokoro"}, "options.modle"),
    ("openai", {}, {"format": "mp3"}, "options.format"),
    ("openai", {}, {"rate": 5}, "options.rate"),
    ("openai", {}, {"api_key": "sk-123"}, "options.api_key"),
    ("azure", {}, {"key": "123"}, "options.key"),
    ("azure", {}, {"region": "Đông Nam Á"}, "options.region"),
    ("azure", {"name": "HoaiMy"}, {}, "name"),
    ("azure", {}, {}, "engine"),
]


@pytest.mark.parametrize(("name", "voice", "options", "place"), WRONG)
def test_what_is_set_wrongly_is_found_before_anything_is_asked(name, voice, options, place):
    ((key, words, _),) = faults_of("vi", Voice(engine=name, options=options, **voice), KINDS)
    assert key == place
    assert "sk-123" not in words


@pytest.mark.parametrize("name", KINDS)
def test_what_is_set_rightly_is_not(name):
    assert list(faults_of("vi", Voice(engine=name, name=VOICES[name]), KINDS)) == []
