"""gTTS against a real server that misbehaves in each of the ways that were met."""

from __future__ import annotations

import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from bulletin.diagnostics import BulletinError
from bulletin.narration.engines.base import SpeechError
from bulletin.narration.engines.choose import Chosen
from bulletin.narration.engines.services.gtts import Gtts
from bulletin.narration.engines.services.gtts_text import cut as cut_text
from bulletin.narration.engines.services.service import Manners
from bulletin.narration.model import VoiceUsed
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from tests.narration import service as s
from tests.narration.narrated import narrate
from tests.narration.spoken import ROAD, STORM, article, order, setting

TEXT = [Run("Xin chào bà con.")]


class Patient:
    """Manners that note how long they would wait instead of waiting."""

    def __init__(self, **manners):
        self.waits = []
        self.manners = Manners(
            connect=2, read=0.3, whole=0.6, tries=4, sleep=self.waits.append, chance=lambda: 1.0
        )
        self.manners = replace(self.manners, **manners)


def engine(tmp_path, log, patient=None, authorities=None, **wishes):
    """gTTS with the service of a log in place of the real one; `wishes` as in a `Setting`."""
    wanted = replace(setting(tmp_path, "gtts"), addresses={"gtts": log.address}, **wishes)
    return Gtts(wanted, (patient or Patient()).manners, authorities)


def test_a_good_answer_is_asked_for_once_and_its_silence_is_trimmed(tmp_path):
    with s.service(s.SPEECH) as log:
        clip = engine(tmp_path, log).speak(TEXT)
    assert log.asked == [("Xin chào bà con.", "vi")]
    assert clip.rate == 24000
    assert 0.38 < clip.duration < 0.5


@pytest.mark.parametrize(
    "sent",
    [
        s.answer(SOUND := s.mp3(0.4)).replace(b"+", b"-").replace(b"/", b"_"),
        s.answer(SOUND).replace(b'",', b'" , '),
        s.answer(SOUND).replace(b"/", rb"\\u002f"),
        SOUND,
    ],
    ids=["letters for addresses", "spaces", "signs as numbers", "bare"],
)
def test_an_answer_that_is_written_otherwise_is_heard_all_the_same(tmp_path, sent):
    with s.service(s.send(200, sent)) as log:
        assert engine(tmp_path, log).speak(TEXT).duration > 0.3
    assert len(log.asked) == 1


@pytest.mark.parametrize(
    "fault",
    [
        "TOO_MANY",
        "BROKEN",
        "MOVED",
        "CAPTCHA",
        "EMPTY",
        "NO_MP3",
        "SILENCE",
        "reset",
        "stall",
        "cut",
        "drip",
    ],
)
def test_what_may_pass_is_tried_again_after_a_growing_wait(tmp_path, fault):
    patient = Patient()
    behave = getattr(s, fault)
    with s.service(behave, behave, s.SPEECH) as log:
        clip = engine(tmp_path, log, patient).speak(TEXT)
    assert len(log.asked) == 3
    assert patient.waits == [1.0, 2.0]
    assert clip.duration > 0.3


@pytest.mark.parametrize("fault", ["TOO_MANY", "CAPTCHA", "reset", "stall"])
def test_what_does_not_pass_is_a_failure_after_a_bounded_number_of_tries(tmp_path, fault):
    with s.service(getattr(s, fault)) as log, pytest.raises(SpeechError, match="asked 4 times"):
        engine(tmp_path, log).speak(TEXT)
    assert len(log.asked) == 4


def test_what_will_not_pass_is_asked_once(tmp_path):
    with s.service(s.REFUSED) as log, pytest.raises(SpeechError, match="403"):
        engine(tmp_path, log).speak(TEXT)
    assert len(log.asked) == 1


def test_a_server_that_names_a_wait_is_given_it_and_waits_are_bounded(tmp_path):
    patient = Patient(tries=4, longest_wait=8.0)
    faults = [s.TOO_MANY_FOR, s.send(429, b"", Retry_After="24"), s.BROKEN]
    with s.service(*faults, s.SPEECH) as log:
        engine(tmp_path, log, patient).speak(TEXT)
    assert patient.waits == [7.0, 8.0, 4.0]


def test_half_of_each_wait_is_left_to_chance(tmp_path):
    chances = iter([0.0, 0.5])
    patient = Patient(chance=lambda: next(chances))
    with s.service(s.BROKEN, s.BROKEN, s.SPEECH) as log:
        engine(tmp_path, log, patient).speak(TEXT)
    assert patient.waits == [0.5, 1.5]


def test_no_more_than_two_requests_are_under_way(tmp_path):
    with s.service(s.SPEECH, delay=0.05) as log:
        speaker = engine(tmp_path, log, Patient(read=5, whole=5))
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: speaker.speak(TEXT), range(12)))
    assert log.at_most == 2


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(tmp_path):
    authority, stranger = trustme.CA(), trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    known, unknown = tmp_path / "known.pem", tmp_path / "unknown.pem"
    authority.cert_pem.write_to_path(str(known))
    stranger.cert_pem.write_to_path(str(unknown))
    patient = Patient(connect=5, read=5, whole=5)
    with s.service(s.SPEECH, context=context) as log:
        for authorities in (None, unknown):
            with pytest.raises(SpeechError, match="certificate cannot be trusted"):
                engine(tmp_path, log, patient, authorities).speak(TEXT)
        assert log.asked == patient.waits == []
        assert engine(tmp_path, log, patient, known).speak(TEXT).duration > 0.3


def test_each_language_is_asked_for_by_its_own_code(tmp_path):
    runs = [Run("Xã dùng "), Run("Google Maps", "en-GB"), Run(" để tìm đường.")]
    with s.service(s.SPEECH) as log:
        engine(tmp_path, log).speak(runs)
    assert log.asked == [("Xã dùng", "vi"), ("Google Maps", "en"), ("để tìm đường.", "vi")]


def test_the_rate_stretches_what_the_service_sends(tmp_path):
    with s.service(s.SPEECH) as log:
        fast = engine(tmp_path, log, voice=Voice(engine="gtts", rate=2.0)).speak(TEXT)
    assert 0.17 < fast.duration < 0.27


def test_whether_it_can_be_reached_is_known_within_the_patience(tmp_path):
    with s.service(s.SPEECH) as log:
        assert engine(tmp_path, log, Patient(read=5, whole=5)).probe().usable
    with s.service(s.stall) as log:
        speaker = engine(tmp_path, log, Patient(read=60, whole=60), patience=0.3)
        begun = time.monotonic()
        found = speaker.probe()
        assert time.monotonic() - begun < 2
    assert not found.usable
    assert "gTTS cannot be used" in found.reason
    with s.service(s.CAPTCHA) as log:
        assert "a page came" in engine(tmp_path, log).probe().reason


PAGE = b"<html>Sign in</html>"


@pytest.mark.parametrize(
    "sent",
    [
        (200, b"\xef\xbb\xbf\r\n" + PAGE, {}),
        (200, b"Sign in first", {"Content_Type": "text/html"}),
        (302, b"", {"Location": "http://wifi.example/login"}),
        (307, PAGE, {"Location": "//wifi.example"}),
        (511, PAGE, {}),
    ],
    ids=str,
)
def test_a_network_that_answers_in_the_place_of_the_service_is_to_be_signed_in_to(tmp_path, sent):
    status, body, headers = sent
    with s.service(s.send(status, body, **headers)) as log:
        reason = engine(tmp_path, log).probe().reason
    assert "open a browser" in reason
    assert "<" not in reason


def test_who_moves_within_its_own_place_is_no_network_to_sign_in_to(tmp_path):
    with s.service(s.MOVED) as log:
        reason = engine(tmp_path, log).probe().reason
    assert "/sorry/index" in reason
    assert "browser" not in reason


def test_a_service_that_dies_in_the_middle_leaves_what_it_said_and_is_taken_up_again(tmp_path):
    articles = [article(STORM, "mua-bao", 1), article(ROAD, "duong-ap", 2)]

    def attempt(*behaviours):
        with s.service(*behaviours) as log:
            speaker = engine(tmp_path, log, Patient(read=5, whole=5))
            speaker.at_once = 1
            found = speaker.probe()
            chosen = Chosen(speaker, found, VoiceUsed("gtts", "1", "vi", "vi", "asked for"))
            try:
                return narrate(articles, tmp_path / "a", order(tmp_path / "c", chosen)), log
            except BulletinError as error:
                return error, log

    stopped, _ = attempt(*[s.SPEECH] * 6, s.TOO_MANY)
    assert "5 of 8 sentences are safe" in stopped.message
    assert "429" in stopped.message
    assert not (tmp_path / "a").exists()
    narration, log = attempt(s.SPEECH)
    assert len(narration.tracks) == 2
    assert len(log.asked) == 1 + 3  # the probe, and what was missing


# -- cutting -------------------------------------------------------------------------------


def test_a_long_sentence_is_cut_where_a_speaker_would_breathe():
    text = (
        "Ủy ban nhân dân xã đề nghị bà con chủ động chằng chống nhà cửa, cắt tỉa cành cây, "
        "chuẩn bị lương thực, nước uống; khi có lệnh di dời thì khẩn trương chấp hành ngay."
    )
    pieces = cut_text(text, 100)
    assert [piece.text for piece in pieces] == [
        "Ủy ban nhân dân xã đề nghị bà con chủ động chằng chống nhà cửa, cắt tỉa cành cây,",
        "chuẩn bị lương thực, nước uống; khi có lệnh di dời thì khẩn trương chấp hành ngay.",
    ]
    assert [piece.gap > 0 for piece in pieces] == [True, False]


@given(st.text(alphabet='aăâ ,.;:!?–)("x9\n', max_size=400), st.integers(5, 100))
def test_pieces_hold_all_words_in_order_and_keep_to_the_limit(text, limit):
    pieces = [piece.text for piece in cut_text(text, limit)]
    assert all(len(piece) <= limit for piece in pieces)
    letters = [char for char in text if char.isalnum()]
    assert [char for piece in pieces for char in piece if char.isalnum()] == letters
