"""Speech services: asked rightly, with patience, and never believed when they misbehave."""

from __future__ import annotations

import base64
import html
import io
import json
import re
from dataclasses import replace
from urllib.parse import quote

import av
import numpy as np
import pytest
from lxml import etree

from bulletin.narration.engines.base import SpeechError
from bulletin.narration.engines.choose import choose, faults_of
from bulletin.narration.engines.services import hosts
from bulletin.narration.engines.services.azure import Azure, AzureInterface
from bulletin.narration.engines.services.cut_answers import is_cut_off
from bulletin.narration.engines.services.openai import OpenAi
from bulletin.narration.engines.services.service import Manners
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
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
            connect=0.4, read=0.3, whole=0.6, tries=3, sleep=self.waits.append, chance=lambda: 1.0
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


SAID = {
    ". Tôi về.": "Tôi về.",
    "…“Độc lập” và ‘tự do’.": "Độc lập và tự do.",
    "- “Ừ,” bà kể.": "Ừ, bà kể.",
    "Ông H'Blơi, K’Ho, -5 độ.": "Ông H'Blơi, K’Ho, -5 độ.",
    "-5 độ (rất lạnh)": "-5 độ (rất lạnh)",
}


@pytest.mark.parametrize("text", SAID)
def test_models_are_given_no_marks_that_they_take_for_words(tmp_path, text):
    with s.service(SPEECH, read=openai_request) as log:
        engine(tmp_path, "openai", log).speak([Run(text)])
    assert log.asked[0][0] == SAID[text]


def test_a_model_that_is_called_by_a_number_is_asked_for_by_it(tmp_path):
    with s.service(SPEECH, read=lambda body: (json.loads(body)["model"], "")) as log:
        engine(tmp_path, "openai", log, options={"model": 2}).speak(RUNS)
    assert log.asked[0][0] == "2"


def test_an_address_that_is_not_there_is_told_how_addresses_end(tmp_path):
    for path, ends in (("", True), ("v1/models", True), ("v1", False)):
        with s.service(s.send(404, b"{}"), read=openai_request) as log:
            voice = Voice(engine="openai", options={"url": log.address + path})
            wanted = replace(setting(tmp_path, "openai"), voice=voice)
            reason = OpenAi(wanted, Patient().manners).probe().reason
        assert "see options.url" in reason
        assert ("mostly ends with /v1/" in reason) is ends


def test_a_server_nearby_that_loads_its_model_is_there_and_spoken_to(tmp_path, monkeypatch):
    with s.service(s.stall, s.stall, SPEECH, read=openai_request) as log:
        wanted = replace(wanted_by(tmp_path, "openai", log), patience=0.2)
        speaker = OpenAi(wanted, Patient().manners)
        assert "may be loading its model" in speaker.probe().reason
        assert speaker.probe().usable
        assert speaker.speak(RUNS).duration > 0.3
        monkeypatch.setattr(hosts, "is_near", lambda _host: False)
    with s.service(s.stall, read=openai_request) as log:
        speaker = OpenAi(replace(wanted_by(tmp_path, "openai", log), patience=0.2))
        assert not speaker.probe().usable


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


def too_many_until(date):
    """A refusal of 07:28 of the day."""

    def behave(handler):
        handler.send_response_only(429)
        handler.send_header("Date", "Wed, 21 Oct 2026 07:28:00 GMT")
        handler.send_header("Retry-After", date)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return behave


PASSING = {
    "too many": (s.TOO_MANY, 1.0),
    "too many, with a time": (s.TOO_MANY_FOR, 7.0),
    "broken": (s.BROKEN, 1.0),
    "reset": (s.reset, 1.0),
    "slow": (s.stall, 1.0),
    "without end": (s.drip, 1.0),
    "never past its head": (s.drip_the_head, 1.0),
    "half of what it promised": (s.cut, 1.0),
    "half a file": (s.send(200, s.wav(2.0)[:30_000]), 1.0),
    "half a file that is as long as it comes": (
        s.send(200, s.sized(s.wav(2.0), 0xFFFFFFFF, 96_000)[:30_000]),
        1.0,
    ),
    "a part of a file": (s.send(206, s.wav()), 1.0),
    "half an MP3": (s.send(200, (LONG := s.mp3(2.0))[: len(LONG) // 2]), 1.0),
    "too many, until a date": (too_many_until("Wed, 21 Oct 2026 07:28:09 GMT"), 9.0),
    "too many, until a date in its old form": (too_many_until("Wed Oct 21 07:28:09 2026"), 9.0),
    "too many, with parts of a second": (s.send(429, b"", Retry_After="2.5"), 2.5),
    "a list of what else to fetch": (s.send(200, b"#EXTM3U\n#EXTINF:1,\nhttp://[::1]/a\n"), 1.0),
    "too many, with a time that is none": (s.send(429, b"", Retry_After="½"), 1.0),
    "asked too slowly": (s.send(408, b""), 1.0),
    "packed wrongly": (s.send(200, b"abc", Content_Encoding="gzip"), 1.0),
    "an error that calls itself none": (s.send(200, b'{"error": "no such model"}'), 1.0),
    "no answer of the web": (lambda handler: handler.wfile.write(b"\0\xff\r\n\r\n"), 1.0),
    "silence": (s.send(200, s.wav(loud=0)), 1.0),
    "one sample a second": (s.send(200, s.wav(9_600, rate=1)), 1.0),
    "nothing": (s.send(200, b""), 1.0),
    "no sound": (s.send(200, b"<html>Sign in</html>"), 1.0),
}


SOUNDS = ("half a file", "silence", "nothing", "no sound")


@pytest.mark.parametrize(
    ("kind", "name"),
    [*((kind, "openai") for kind in PASSING), *((kind, "azure") for kind in SOUNDS)],
)
def test_what_may_pass_is_asked_again_and_then_told(tmp_path, name, kind):
    behaviour, wait = PASSING[kind]
    patient = Patient()
    with s.service(behaviour, SPEECH, read=READ[name]) as log:
        assert engine(tmp_path, name, log, patient).speak(RUNS).duration > 0.3
    assert patient.waits == [wait]


@pytest.mark.parametrize(
    "whole",
    [
        b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\x84abcd",
        b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\x40\x04abcd",
        b"\0\0\0\x0cftypisom\0\0\0\x0amdat\1\2",
        b"\0\0\0\x0cftypisom\0\0\0\1mdat\0\0\0\0\0\0\0\x12\1\2",
    ],
    ids=["WebM", "WebM of a longer number", "MP4", "MP4 of a longer number"],
)
def test_files_that_say_their_length_are_known_to_be_cut_off(whole):
    assert not is_cut_off(whole)
    assert is_cut_off(whole[:-1])


def test_an_ogg_that_lacks_its_last_page_is_known_to_be_cut_off():
    whole = ogg(3.4)
    assert not is_cut_off(whole)
    assert is_cut_off(whole[: whole.rindex(b"OggS")])


def ogg(seconds):
    """A tone in Opus."""
    target = io.BytesIO()
    with av.open(target, "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=48_000, layout="mono")
        samples = np.frombuffer(s.tone(seconds, 48_000), "<i2")
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = 48_000
        out.mux([*stream.encode(frame), *stream.encode(None)])
    return target.getvalue()


def test_what_says_no_length_is_not_taken_for_cut_off():
    assert not is_cut_off(b"\x1aE\xdf\xa3\x80\x18\x53\x80\x67\x01" + b"\xff" * 7 + b"abcd")
    assert not is_cut_off(b"\0\0\0\x0cftypisom\0\0\0\0mdat\1\2")


@pytest.mark.parametrize("kind", ["broken", "silence", "half a file"])
def test_what_does_not_pass_is_told_with_the_sentence(tmp_path, kind):
    with (
        s.service(PASSING[kind][0], read=openai_request) as log,
        pytest.raises(SpeechError, match=r"openai did not speak: .*\(asked 3 times\)") as caught,
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert "World Bank" in caught.value.hint


def test_a_refusal_is_not_asked_again_and_its_words_are_shown(tmp_path):
    said = b'{"error":\r\n "no such key: sesame \x1b[31m"}'
    with (
        s.service(s.send(401, said), read=openai_request) as log,
        pytest.raises(SpeechError, match=r'401 .*v1/audio/speech: \{"error": "no such key: …'),
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert len(log.asked) == 1


def test_an_account_that_is_empty_is_not_waited_for(tmp_path):
    said = b'{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}'
    with (
        s.service(s.send(429, said), SPEECH, read=openai_request) as log,
        pytest.raises(SpeechError, match="You exceeded your current quota"),
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert len(log.asked) == 1


def test_who_asks_for_longer_than_anybody_waits_is_not_waited_for_and_the_time_is_told(tmp_path):
    patient = Patient()
    behaviour = s.send(429, b'{"detail": "200 requests a day"}', Retry_After="432")
    with (
        s.service(behaviour, read=openai_request) as log,
        pytest.raises(SpeechError, match=r"200 requests a day.*asked again in 8 min"),
    ):
        engine(tmp_path, "openai", log, patient).speak(RUNS)
    assert len(log.asked) == 1
    assert patient.waits == []


SPENT, DIVIDE = "see the account there", "it takes no text of this length"


@pytest.mark.parametrize(
    ("status", "said", "advised"),
    [
        (402, "Insufficient credits", SPENT),
        (403, "Out of call volume quota. Quota will be replenished in 3.02:22:31.", SPENT),
        (401, '{"status": "quota_exceeded", "message": "You have 3 credits remaining"}', SPENT),
        (429, '{"code": "insufficient_quota"}', SPENT),
        (413, "", DIVIDE),
        (400, "[{'type': 'string_too_long', 'loc': ('body', 'input')}]", DIVIDE),
        (422, "String should have at most 4096 characters", DIVIDE),
        (400, "This model's maximum context length is 2000 tokens", DIVIDE),
        (400, "Input text exceeds maximum length of 5000", DIVIDE),
        (422, "Text length exceeds the limit of 1000 characters", DIVIDE),
        (400, "voice: unknown", "see options.url, options.model and name in voice:"),
        (403, "this key is not allowed here", "see the key in OPENAI_API_KEY"),
    ],
)
def test_a_refusal_whose_words_say_more_than_its_status_is_advised_by_them(
    tmp_path, status, said, advised
):
    with (
        s.service(s.send(status, said.encode()), read=openai_request) as log,
        pytest.raises(SpeechError) as caught,
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert f"; {advised}" in caught.value.message
    assert len(log.asked) == 1


@pytest.mark.parametrize(
    ("name", "status", "advised"),
    [
        ("openai", 401, "see the key in OPENAI_API_KEY"),
        ("openai", 404, "see options.url, options.model and name in voice:"),
        ("azure", 403, "whether it is the key of the region southeastasia"),
        ("azure", 400, "whether the region has the voice vi-VN-HoaiMyNeural"),
    ],
)
def test_a_refusal_says_what_to_look_at(tmp_path, name, status, advised):
    with s.service(s.send(status, b""), read=READ[name]) as log:
        assert advised in engine(tmp_path, name, log).probe().reason


def test_words_that_a_server_writes_in_numbers_are_shown_as_letters(tmp_path):
    said = json.dumps({"detail": "không có giọng này"}).encode()
    with (
        s.service(s.send(422, said), read=openai_request) as log,
        pytest.raises(SpeechError, match="không có giọng này"),
    ):
        engine(tmp_path, "openai", log).speak(RUNS)


def asked_at(tmp_path, address, key="sesame", named=None):
    secrets = {"OPENAI_API_KEY": key} | ({"OPENAI_BASE_URL": named} if named else {})
    wanted = replace(setting(tmp_path, "openai"), secrets=secrets, patience=0)
    return OpenAi(replace(wanted, addresses={"openai": address}))


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("http://tts.example.org/v1", True),
        ("http://8.8.8.8:8880/v1", True),
        ("https://tts.example.org/v1", False),
        ("http://192.168.1.20:8880/v1", False),
        ("http://may-chu:8880/v1", False),
        ("http://may-chu.local:8880/v1", False),
    ],
)
def test_a_key_does_not_travel_through_the_internet_unencrypted(tmp_path, address, refused):
    there = asked_at(tmp_path, address)
    assert ("unencrypted: write https://" in there.probe().reason) == refused
    assert "unencrypted" not in asked_at(tmp_path, address, key="").probe().reason
    if refused:
        with pytest.raises(SpeechError, match="unencrypted"):
            there.speak(RUNS)


@pytest.mark.parametrize(
    ("address", "named", "told"),
    [
        ("https://tts.example.org/v1", None, True),
        ("https://tts.example.org/v1", "https://api.openai.com/v1", True),
        ("https://tts.example.org/v1", "https://example.org/tts.example.org", True),
        ("https://api.openai.com.example.org/v1", None, True),
        ("https://api.openai.com@example.org/v1", None, True),
        ("https://tts.example.org/v1", "https://tts.example.org/v1\n", False),
        ("https://API.openai.com/v1", None, False),
        ("http://127.0.0.1:9/v1", None, False),
    ],
)
def test_a_key_goes_where_the_environment_says_and_not_where_a_publication_does(
    tmp_path, address, named, told
):
    there = asked_at(tmp_path, address, named=named)
    assert ("wherever a publication says" in there.probe().reason) == told
    assert "wherever" not in asked_at(tmp_path, address, key="").probe().reason
    if told:
        with pytest.raises(SpeechError, match="OPENAI_BASE_URL=https://"):
            there.speak(RUNS)


@pytest.mark.parametrize("region", ["Southeast Asia", "example.org/#", "0123456789abcdef" * 2])
def test_a_region_that_is_none_is_told_and_nobody_is_sent_the_key(tmp_path, region):
    secrets = {"AZURE_SPEECH_KEY": "sesame", "AZURE_SPEECH_REGION": region}
    voice = Voice(engine="azure", name=VOICES["azure"])
    there = Azure(replace(setting(tmp_path, "azure"), voice=voice, secrets=secrets))
    assert "AZURE_SPEECH_REGION is to be a word" in there.probe().reason
    with pytest.raises(SpeechError, match="AZURE_SPEECH_REGION") as caught:
        there.speak(RUNS)
    assert region not in caught.value.message


ENDPOINTS = {
    "https://ban-tin.cognitiveservices.azure.com/": (
        "https://ban-tin.cognitiveservices.azure.com/tts/cognitiveservices/v1"
    ),
    "https://southeastasia.api.cognitive.microsoft.com/": (
        "https://southeastasia.tts.speech.microsoft.com/cognitiveservices/v1"
    ),
    "https://chinaeast2.api.cognitive.azure.cn": "https://chinaeast2.tts.speech.azure.cn/cognitiveservices/v1",
    "http://127.0.0.1:5000/cognitiveservices/v1": "http://127.0.0.1:5000/cognitiveservices/v1",
    "http://tts.example.org": "unencrypted: write https:// in AZURE_SPEECH_ENDPOINT",
    "tts.example.org": "AZURE_SPEECH_ENDPOINT of the environment holds no address",
}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_azure_is_asked_where_the_environment_says(tmp_path, endpoint):
    secrets = {"AZURE_SPEECH_KEY": "sesame", "AZURE_SPEECH_ENDPOINT": endpoint}
    voice = Voice(engine="azure", name=VOICES["azure"])
    there = AzureInterface(replace(setting(tmp_path, "azure"), voice=voice, secrets=secrets))
    assert ENDPOINTS[endpoint] in (there.lacking() or there.asking(RUNS).url)


KEYS = {" sesame\n": True, "sésame": False, "ses\name": False}


@pytest.mark.parametrize("name", KINDS)
def test_a_key_is_taken_without_blanks_and_what_is_none_is_told_without_showing_it(tmp_path, name):
    with s.service(SPEECH, read=READ[name]) as log:
        for key, usable in KEYS.items():
            wanted = wanted_by(tmp_path, name, log)
            held = dict.fromkeys(("OPENAI_API_KEY", "AZURE_SPEECH_KEY"), key)
            there = KINDS[name](replace(wanted, secrets={**wanted.secrets, **held}))
            assert there.probe().usable == usable
            if usable:
                continue
            with pytest.raises(SpeechError) as caught:
                there.speak(RUNS)
            for words in (there.probe().reason, caught.value.message, repr(there.probe().key)):
                assert "ame" not in words.replace("name", "")


@pytest.mark.parametrize(("status", "asked"), [(307, 3), (308, 1)])
def test_who_sends_elsewhere_is_not_followed_with_the_key_and_the_place_is_told(
    tmp_path, status, asked
):
    with s.service(SPEECH, read=openai_request) as other:
        place = f"{other.address}v1/audio/speech"
        moved = s.send(status, b"", Location=f"{place}?key=sesame")
        with s.service(moved, read=openai_request) as log, pytest.raises(SpeechError) as caught:
            engine(tmp_path, "openai", log).speak(RUNS)
    assert other.asked == []
    assert len(log.asked) == asked
    assert f"{status} " in caught.value.message
    assert place in caught.value.message
    assert "sesame" not in caught.value.message


@pytest.mark.parametrize("status", [401, 503])
def test_what_a_server_says_is_shown_without_the_key_wherever_it_stands(tmp_path, status):
    def behave(handler):
        handler.send_response(status, "not for sesame")
        handler.end_headers()
        handler.wfile.write(b"no room left for sesame")
        handler.close_connection = True

    with (
        s.service(behave, read=openai_request) as log,
        pytest.raises(SpeechError, match=f"{status} not for ….*: no room left for …") as caught,
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert "sesame" not in caught.value.message


SPELT = {
    "json": lambda key: json.dumps(key)[1:-1],
    "json of .NET": lambda key: re.sub(r"\W", lambda sign: f"\\u{ord(sign[0]):04X}", key),
    "json by hand": lambda key: key.replace('"', '\\"'),
    "xml": html.escape,
    "xml in numbers": lambda key: "".join(f"&#x{ord(sign):X};" for sign in key),
    "an address": lambda key: quote(key, ""),
}


@pytest.mark.parametrize("way", SPELT)
def test_a_key_is_not_shown_however_a_server_writes_it(tmp_path, way):
    key = 'se+s/a"m<&e\\=='
    answer = s.send(401, f"none for {SPELT[way](key)} here".encode())
    with s.service(answer, read=openai_request) as log:
        wanted = replace(wanted_by(tmp_path, "openai", log), secrets={"OPENAI_API_KEY": key})
        with pytest.raises(SpeechError, match="none for … here"):
            OpenAi(wanted, Patient().manners).speak(RUNS)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALL_PROXY", "http://127.0.0.1:9", "answers"),
        ("ALL_PROXY", "ftp://me:pass@none", "the proxy that the environment names"),
        ("SSL_CERT_FILE", "/none/pass.pem", "the certificates that the environment names"),
    ],
)
def test_this_machine_is_asked_without_a_proxy_and_what_is_set_to_none_is_told(
    tmp_path, monkeypatch, name, value, said
):
    monkeypatch.setenv(name, value)
    with s.service(SPEECH, read=openai_request) as log:
        reason = engine(tmp_path, "openai", log).probe().reason
    assert said in reason
    assert "pass" not in reason


SAMPLES = (np.sin(np.arange(24_000) * 0.1) * 9_000).astype("<i2")
WAV = s.wav(1.0)
LETTERS = base64.b64encode(WAV).decode()
FOR_ADDRESSES = base64.urlsafe_b64encode(WAV).decode().rstrip("=")


def events(*parts: bytes) -> bytes:
    told = [{"id": "b3f9", "audio": base64.b64encode(part).decode()} for part in parts]
    return "".join(f"event: audio\ndata: {json.dumps(one)}\n\n" for one in told).encode()


FORMS = {
    "without any length": (s.sized(WAV, 0xFFFFFFFF, 0xFFFFFFFF), "wav"),
    "without a length of its samples": (s.sized(WAV, 0, 0), "wav"),
    "of the longest length": (s.sized(WAV, 0x7FFFFFFF, 0x7FFFFFDB), "wav"),
    "with more behind it": (WAV + b"\x01\xff" * 40, "wav"),
    "behind a byte order mark and an empty line": (b"\xef\xbb\xbf\r\n" + WAV, "wav"),
    "with bytes that sound like a click after a while": (
        s.packed(np.concatenate([SAMPLES, np.zeros(12_000, "<i2"), SAMPLES[15:20]]), 1),
        "wav",
    ),
    "of 8 bits": (s.packed((SAMPLES // 256 + 128).astype("u1"), 1), "wav"),
    "of 32 bits": (s.packed(SAMPLES.astype("<i4") << 16, 1), "wav"),
    "of fractions": (s.packed((SAMPLES / 32768).astype("<f4"), 3), "wav"),
    "of fractions as large as whole numbers": (s.packed(SAMPLES.astype("<f4"), 3), "wav"),
    "with what is no number": (
        s.packed(np.where(np.arange(24_000) % 999, SAMPLES / 32768, np.nan).astype("<f4"), 3),
        "wav",
    ),
    "of two channels": (s.packed(np.repeat(SAMPLES, 2), 1, 2), "wav"),
    "of two channels that cancel each other": (
        s.packed(np.stack([SAMPLES, -SAMPLES], 1).reshape(-1), 1, 2),
        "wav",
    ),
    "off zero": (s.packed(np.pad(SAMPLES[:22_800], 9_000) + np.int16(3_000), 1), "wav"),
    "several one behind the other": (s.wav(0.5) + s.sized(s.wav(0.5), 0xFFFFFFFF, 0), "wav"),
    "with chunks that are not padded": (WAV[:36] + b"LIST\5\0\0\0INFO1" + WAV[36:], "wav"),
    "with chunks that are empty": (WAV[:36] + b"LIST\0\0\0\0" + WAV[36:], "wav"),
    "of a length that was that of its first part": (s.sized(WAV, 4_836, 4_800), "wav"),
    "with names behind it": (WAV + b"LIST\x80\x08\0\0" + b"INFO" * 544, "wav"),
    "of 64 bits": (b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0" + bytes(28) + WAV[12:], "wav"),
    "an MP3": (s.mp3(1.0), "wav"),
    "in letters within JSON": (
        json.dumps({"error": None, "image": LETTERS[-4_000:], "data": {"audio": LETTERS}}).encode(),
        "wav",
    ),
    "in letters for addresses, without an end": (
        json.dumps([f"data:audio/wav;base64,{FOR_ADDRESSES}"]).encode(),
        "wav",
    ),
    "in figures": (json.dumps({"audio": WAV.hex()}).encode(), "wav"),
    "in letters alone, line by line": (base64.encodebytes(WAV), "wav"),
    "as events, the last of which is all of it": (
        events(*(WAV[at : at + 9_000] for at in range(0, 54_000, 9_000)), WAV),
        "wav",
    ),
    "as events of bare samples": (
        events(SAMPLES[:9_999].tobytes(), SAMPLES[9_999:].tobytes()) + b"data: [DONE]\n",
        "pcm",
    ),
    "of bare samples with the high byte first": (SAMPLES.byteswap().tobytes(), "pcm"),
    "a file behind an empty line where bare samples were asked for": (b"\n" + WAV, "pcm"),
    "a file where bare samples were asked for": (s.packed(np.repeat(SAMPLES, 2), 1, 2), "pcm"),
    "an MP3 where bare samples were asked for": (s.mp3(1.0), "pcm"),
}


def test_sound_is_taken_in_whatever_form_a_server_sends_it(tmp_path):
    sent = [s.send(200, form) for form, _ in FORMS.values()]
    with s.service(*sent, s.BROKEN, read=openai_request) as log:
        kinds = {k: engine(tmp_path, "openai", log, options={"format": k}) for k in ("wav", "pcm")}
        for _, kind in FORMS.values():
            clip = kinds[kind].speak(RUNS)
            assert (clip.rate, clip.duration) == (24_000, pytest.approx(1.0, abs=0.07))
            assert 8_000 < np.abs(clip.samples).max() < 10_000


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            events(WAV[:9_000]) + b'data: {"type": "error", "error": "died"}',
            r'"audio": "…"\} .*died',
        ),
        (json.dumps({"audio": LETTERS}).encode()[:30_000], r'\{"audio": "…'),
        (json.dumps({"audio": LETTERS[:-20_001]}).encode(), "its speech was cut off"),
    ],
    ids=["an error behind it", "cut off", "cut off within"],
)
def test_half_of_what_is_written_in_letters_is_no_sound_and_not_shown(tmp_path, body, told):
    with (
        s.service(s.send(200, body), read=openai_request) as log,
        pytest.raises(SpeechError, match=told) as caught,
    ):
        engine(tmp_path, "openai", log).speak(RUNS)
    assert LETTERS[:64] not in caught.value.message


def test_bare_samples_that_nobody_asked_for_are_taken_where_their_rate_is_said(tmp_path):
    kinds = ("audio/L16; rate=24000", "audio/pcm")
    sent = [s.send(200, s.tone(1.0), Content_Type=kind) for kind in kinds]
    with s.service(*sent, read=openai_request) as log:
        speaker = engine(tmp_path, "openai", log)
        assert speaker.speak(RUNS).duration == pytest.approx(1.0, abs=0.05)
        with pytest.raises(SpeechError, match="format: pcm, rate: 24000"):
            speaker.speak(RUNS)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"error": "no such model"}' * 90, "audio/pcm"),
        (b"<p>Sign in</p>" * 99, "audio/pcm"),
        (("Không có mô hình.\r\n" * 99).encode("utf-16"), "audio/pcm"),
        (b'{"error": "\xff\xfe"}' * 90, "application/problem+json; charset=utf-8"),
    ],
)
def test_words_are_not_taken_for_bare_samples(tmp_path, body, kind):
    sent = s.send(200, body, Content_Type=kind)
    with s.service(sent, read=openai_request) as log, pytest.raises(SpeechError):
        engine(tmp_path, "openai", log, options={"format": "pcm"}).speak(RUNS)


def test_no_sign_that_markup_has_not_is_sent_in_it(tmp_path):
    with s.service(SPEECH, read=azure_request) as log:
        engine(tmp_path, "azure", log).speak([Run("Xã\0 \x0bA\ufffe <&\"'>\x1b")])
    assert log.asked[0][0] == "Xã A <&\"'>"


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


@pytest.mark.parametrize(
    ("kind", "times"),
    [("audio/pcm;rate=48000", 0.5), ('audio/L16; channels=2; rate="12000"', 1), ("audio/pcm", 1)],
)
def test_what_a_server_says_of_its_samples_goes_before_what_is_set(tmp_path, kind, times):
    sent = s.send(200, s.tone(1.0), Content_Type=kind)
    with s.service(sent, read=openai_request) as log:
        clip = engine(tmp_path, "openai", log, options={"format": "pcm"}).speak(RUNS)
    assert clip.duration == pytest.approx(times, abs=0.05)


MISREAD = {
    "as they are set": (24_000, 1, 24_000, ""),
    "of another rate": (22_050, 1, 22_050, "rate: 22050"),
    "of two channels": (24_000, 2, 24_000, "format: wav"),
    "of another rate than its files": (24_000, 1, 48_000, ""),
    "of a server without files": (48_000, 1, 0, ""),
}


@pytest.mark.parametrize("kind", MISREAD)
def test_bare_samples_that_are_not_what_is_set_are_told_before_anything_is_spoken(tmp_path, kind):
    rate, channels, in_files, told = MISREAD[kind]
    form = [""]

    def read(body):
        form[0] = json.loads(body)["response_format"]
        return openai_request(body)

    def behave(handler):
        file = s.send(200, s.wav(1.0, in_files)) if in_files else s.send(404, b"")
        samples = s.send(
            200, np.repeat(np.frombuffer(s.tone(1.0, rate), "<i2"), channels).tobytes()
        )
        (file if form[0] == "wav" else samples)(handler)

    with s.service(behave, read=read) as log:
        available = engine(tmp_path, "openai", log, options={"format": "pcm"}).probe()
    assert available.usable == (not told)
    assert told in available.reason


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


@pytest.mark.parametrize(
    ("behaviours", "usable"),
    [
        ([s.TOO_MANY_FOR], True),
        ([s.BROKEN, SPEECH], True),
        ([s.BROKEN], False),
        ([s.send(429, b"", Retry_After="7200")], False),
    ],
)
def test_who_asks_for_a_little_time_or_errs_once_is_there(tmp_path, behaviours, usable):
    with s.service(*behaviours, read=azure_request) as log:
        assert engine(tmp_path, "azure", log).probe().usable == usable


def test_azure_without_a_key_says_which_variable_to_set(tmp_path):
    voice = Voice(engine="azure", name=VOICES["azure"])
    wanted = replace(setting(tmp_path, "azure"), voice=voice, secrets={})
    assert "AZURE_SPEECH_REGION, AZURE_SPEECH_KEY" in Azure(wanted).probe().reason


WRONG = [
    ("openai", {}, {"url": "localhost:8880"}, "options.url"),
    ("openai", {}, {"url": "https://user:pass@tts.example/v1"}, "options.url"),
    ("openai", {}, {"url": "http://tts..example/v1"}, "options.url"),
    ("openai", {}, {"url": "http://[::1/v1"}, "options.url"),
    ("openai", {}, {"url": "https://tts.example:70000/v1"}, "options.url"),
    ("openai", {}, {"url": "https://tts.example/v1?key=1"}, "options.url"),
    ("openai", {}, {"modle": "kokoro"}, "options.modle"),
    ("openai", {}, {"format": "mp3"}, "options.format"),
    ("openai", {}, {"rate": 5}, "options.rate"),
    ("openai", {}, {"api_key": "sk-123"}, "options.api_key"),
    ("azure", {}, {"key": "123"}, "options.key"),
    ("azure", {}, {"region": "Đông Nam Á"}, "options.region"),
    ("azure", {"name": "HoaiMy"}, {}, "name"),
    ("azure", {"name": "en-US-JennyNeural"}, {}, "name"),
    ("azure", {}, {}, "engine"),
]


@pytest.mark.parametrize(("name", "voice", "options", "place"), WRONG)
def test_what_is_set_wrongly_is_found_before_anything_is_asked(name, voice, options, place):
    ((key, words, _),) = faults_of("vi", Voice(engine=name, options=options, **voice), KINDS)
    assert key == place
    assert "sk-123" not in words


@pytest.mark.parametrize(
    ("name", "speaker", "language"),
    [
        *((name, VOICES[name], "vi") for name in KINDS),
        ("azure", "en-US-AvaMultilingualNeural", "vi"),
        ("azure", "en-US-Ava:DragonHDLatestNeural", "vi"),
        ("azure", "nb-NO-FinnNeural", "no"),
    ],
)
def test_what_is_set_rightly_is_not(name, speaker, language):
    assert list(faults_of(language, Voice(engine=name, name=speaker), KINDS)) == []
