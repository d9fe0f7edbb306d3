"""Speech that is checked by its time: what a service skips or repeats is spoken again, then told."""

from __future__ import annotations

import struct
import threading
from binascii import crc32
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bulletin import codes
from bulletin.cache import Cache
from bulletin.languages import reader_for, words_for
from bulletin.narration.engines.choose import choose
from bulletin.narration.engines.services.openai import OpenAi
from bulletin.narration.heard_sentences import SaidSentence, broken_sentences, heard_sentences
from bulletin.narration.other_voices import border_of_two, strangers
from bulletin.narration.pace import odd_paces
from bulletin.narration.script.article import script_of
from bulletin.narration.sound.clip import Clip
from bulletin.narration.sound.editing import finished
from bulletin.narration.sound.pitch import voice_in
from bulletin.narration.sound.tone_colour import tone_colour_of, two_sides
from bulletin.narration.syllables import syllables
from bulletin.reading import Lexicon
from tests.narration import service as s
from tests.narration.narrated import narrate
from tests.narration.spoken import article, order
from tests.narration.test_online import Patient, openai_request, wanted_by

NAMES = [
    *("Lan", "Huệ", "Mai", "Cúc", "Đào", "Sen", "Nga", "Hoa", "Thu"),
    *("Xuân", "Hạ", "Đông", "Hải", "Sơn", "Hà", "Giang", "Bình", "An"),
]
TEXT = (
    "---\ntitle: Tin ấp\n---\n"
    + "\n".join(
        f"Bà {name} ở ấp Gò Dưa nhắc bà con dọn cống, phát cỏ và giữ nước sạch"
        + " mỗi ngày" * (n % 4)
        + ".\n"
        for n, name in enumerate(NAMES)
    )
    + "\nKhông.\n\nCó.\n"
)
ARTICLE = article(TEXT, "tin-ap")
LINES = script_of(ARTICLE, reader_for("vi", Lexicon({})), words_for("vi")).utterances


class Server:
    """Speaks in a tone of about the length that a person takes; `wrongly` says by which share a
    sentence with some word is too long or short at the first, the second ... time."""

    def __init__(self, **wrongly):
        self.wrongly = {word: list(shares) for word, shares in wrongly.items()}
        self.asked: list[str] = []
        self._here = threading.local()

    def read(self, body):
        self._here.text = openai_request(body)[0]
        self.asked.append(self._here.text)
        return openai_request(body)

    @property
    def text(self):
        """What is asked for in this thread."""
        return self._here.text

    def behave(self, handler):
        text = self.text
        seconds = 0.05 * syllables(text) + 0.06 * text.count(",") + 0.1
        seconds *= 1 + np.sin(len(text)) * 0.03
        for word, shares in self.wrongly.items():
            if word in text:
                share = shares.pop(0) if len(shares) > 1 else shares[0]
                if share is None:
                    s.BROKEN(handler)
                    return
                seconds *= share
        s.send(200, s.wav(seconds, loud=8_000 + crc32(text.encode()) % 1_000))(handler)

    def times(self, word):
        return sum(word in text for text in self.asked)


@pytest.fixture
def spoken(tmp_path):
    """Has the article spoken by a server; gives the narration and who was asked what."""

    def speak(server, *, varies=True):
        with s.service(server.behave, read=server.read) as log:
            wanted = wanted_by(tmp_path, "openai", log)
            chosen = choose(wanted, {"openai": lambda wanted: OpenAi(wanted, Patient().manners)})
            available = replace(chosen.available, varies=varies and chosen.available.varies, key=())
            made = order(tmp_path / "cache", replace(chosen, available=available))
            return narrate([ARTICLE], tmp_path / "out", made)

    return speak


def seconds_of(narration, word):
    (cue,) = [cue for cue in narration.tracks[0].cues if word in cue.written]
    return cue.end - cue.start


def test_what_was_skipped_or_said_twice_is_spoken_again_and_the_better_take_is_kept(spoken):
    right, worse = {"Huệ": (0.5, 1.0), "Sơn": (1.9, 1.0)}, {"Nga": (0.5, 0.2), "Hoa": (2.5, 3.5)}
    server = Server(**right, **worse, Giang=(0.4, None))
    narration = spoken(server)
    usual = seconds_of(narration, "Mai")
    for word in right:
        assert server.times(word) == 2
        assert seconds_of(narration, word) == pytest.approx(usual, rel=0.4)
    assert seconds_of(narration, "Nga") > 0.35 * usual
    assert seconds_of(narration, "Hoa") < 3 * usual
    assert server.times("Giang") > 2, "the service failed then: what was spoken before is kept"
    assert server.times("Mai") == server.times("Không.") == 1
    assert len(narration.findings) == 3


def test_what_stays_wrong_is_asked_once_more_and_reported_at_its_line(spoken):
    server = Server(Cúc=(0.4,), Đào=(2.2, 1.9))
    narration = spoken(server)
    assert server.times("Cúc") == server.times("Đào") == 2
    assert [finding.code for finding in narration.findings] == [codes.ODD_PACE] * 2
    first, second = narration.findings
    lines = TEXT.splitlines()
    assert "Cúc" in lines[first.span.line - 1]
    assert "words may be missing" in first.message
    assert "Đào" in lines[second.span.line - 1]
    assert "words may be said twice" in second.message
    assert "lexicon.yaml" in first.hint
    again = spoken(Server())
    assert again.findings == narration.findings, "it is still so, and all of it is in the cache"


def test_a_voice_that_says_the_same_again_is_not_asked_again(spoken):
    server = Server(Huệ=(0.5, 1.0))
    narration = spoken(server, varies=False)
    assert server.times("Huệ") == 1
    assert len(narration.findings) == 1


def test_one_sound_for_different_sentences_is_told_at_a_line_of_them(spoken):
    server = Server()
    server.behave = s.send(200, s.wav(2.0))
    (found,) = (one for one in spoken(server).findings if one.code == codes.SAME_SOUND)
    assert "“Tin ấp” and “Bà Lan ở ấp Gò Dưa" in found.message
    assert "Bà Lan" in TEXT.splitlines()[found.span.line - 1]


def test_noise_in_place_of_a_sentence_is_told_at_its_line(spoken):
    server, chance = Server(), np.random.default_rng(1)
    hiss = s.packed(chance.normal(0, 3_000, 48_000).astype("<i2"), 1)
    usual = server.behave
    server.behave = lambda handler: (
        s.send(200, hiss)(handler)
        if "Cúc" in server.text or server.text == "Không."
        else usual(handler)
    )
    found = [one for one in spoken(server).findings if one.code == codes.NO_VOICE_HEARD]
    lines = [TEXT.splitlines()[one.span.line - 1] for one in found]
    assert ["Cúc" in lines[0], *lines[1:]] == [True, "Không."]


def test_noise_within_a_sentence_and_a_last_word_that_is_cut_are_told_at_their_lines(tmp_path):
    """Of a voice whose sentences fade."""
    rate, cache, chance = 16_000, Cache(tmp_path), np.random.default_rng(1)
    said = []
    for number, line in enumerate(LINES[:10]):
        times = np.arange(rate + 400 * number) / rate
        sound = 9_000 * np.sin(2 * np.pi * 150 * times) * np.minimum(1, 12 * times[::-1])
        if number == 3:
            sound[4_000:11_000] = chance.normal(0, 8_000, 7_000)
        if number == 6:
            sound = sound[:-4_000]
        clip = finished(Clip(np.pad(sound, 1_600 * (number != 6)).astype(np.int16), rate))
        cache.put(f"{number:064x}", struct.pack("<4sI", b"clip", rate) + clip.samples.tobytes())
        said.append(SaidSentence(line, clip.duration, f"{number:064x}"))
    noise, cut = broken_sentences(heard_sentences(said, cache))
    assert (noise.code, noise.span) == (codes.NO_VOICE_HEARD, LINES[3].span)
    assert "0.4 s of noise stand in" in noise.message
    assert (cut.code, cut.span) == (codes.ODD_PACE, LINES[6].span)


def test_one_sentence_of_another_voice_is_told_by_its_height_and_its_sound_together():
    heights, colours = [110 + n % 5 for n in range(14)], np.zeros((14, 3))
    colours[:, 0] = np.arange(14) % 3
    heights[4] = 150
    assert not any(strangers(heights, colours)), "it sounds like the others"
    colours[4] = 9
    assert [at for at, one in enumerate(strangers(heights, colours)) if one] == [4]
    heights[4] = 218
    assert not any(strangers(heights, colours)), "an octave is measured wrongly"


def test_silence_in_the_middle_of_a_sentence_is_no_noise():
    tone = 9_000 * np.sin(2 * np.pi * 120 * np.arange(16_000) / 16_000)
    found = voice_in(Clip(np.concatenate([tone, np.zeros(64_000), tone]).astype(np.int16), 16_000))
    assert found.share > 0.9
    assert found.pitch == pytest.approx(120, rel=0.03)


def test_two_voices_for_one_are_told_once(spoken):
    server = Server()

    def behave(handler):
        high = any(name in server.text for name in ("Sen", "Nga", "Hoa", "Thu"))
        times = np.arange(48_000 + 10 * len(server.asked)) / 24_000
        sound = 9_000 * np.sin(2 * np.pi * (220 if high else 120) * times)
        s.send(200, s.packed(sound.astype("<i2"), 1))(handler)

    server.behave = behave
    (found,) = (one for one in spoken(server).findings if one.code == codes.TWO_VOICES_HEARD)
    assert "4 of 18 sentences" in found.message
    assert "lie at 2" in found.message
    assert "Sen" in TEXT.splitlines()[found.span.line - 1]


@pytest.mark.parametrize("others", [0, 1, 4])
def test_two_voices_of_one_height_are_told_apart_by_how_they_sound(others):
    """Pulses of one pitch through two throats, which open more or less from sentence to sentence."""

    def said(number):
        times, tops = np.arange(8_000) / 16_000, np.arange(1, 30)
        dark = (1.6 if number < others else 0.7) + 0.05 * (number % 7)
        sound = np.sin(2 * np.pi * 120 * np.outer(times, tops)) @ tops**-dark
        return Clip(np.rint(6_000 * sound / np.abs(sound).max()).astype(np.int16), 16_000)

    sides = two_sides(np.array([tone_colour_of(said(number)) for number in range(16)]))
    if others < 3:
        assert sides is None, "one sentence may have been measured wrongly"
    else:
        assert {frozenset(np.flatnonzero(sides == one)) for one in (True, False)} == {
            frozenset(range(others)),
            frozenset(range(others, 16)),
        }


def test_sentences_of_one_reader_are_not_taken_for_those_of_two():
    assert border_of_two([86, 89, 92, 97, 103, 108, 112, 120, 131, 150]) is None
    assert border_of_two([105, 110, 118, 99, 121, 112, 201, 222]) is None, "two: measured wrongly"
    assert border_of_two([]) is None
    assert border_of_two([104, 106, 107, 108, 110, 111, 112, 113, 113, 114, 115, 115]) is None


def test_two_voices_that_differ_by_their_height_alone_are_told_where_each_varies_little():
    alike = [110, 112, 111, 113, 112, 114, 110, 113, 112, 111]
    border = border_of_two([*alike, 129, 131, 130])
    assert border
    assert 114 < border < 129
    assert (
        border_of_two(
            [*(pitch * (0.93 + 0.02 * n) for n, pitch in enumerate(alike)), 129, 131, 130]
        )
        is None
    )


# -- what is odd ---------------------------------------------------------------------------


def measured():
    """What espeak took for the sentences of the November issue (voice vi-vn-x-south)."""
    lines = Path(__file__).with_name("paces-espeak.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return [(text, float(seconds)) for seconds, text in pairs]


def test_nothing_in_the_november_issue_is_odd_as_espeak_reads_it():
    assert not [pace for pace in odd_paces(measured()) if pace]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.65, 1.5, 2.0])
def test_what_is_missing_or_said_twice_is_found_in_real_speech(share):
    """In one of thirty sentences, of eight syllables and more."""
    real = measured()
    wrong = [n for n, (text, _) in enumerate(real) if syllables(text) >= 8][::30]
    for n in wrong:
        real[n] = (real[n][0], real[n][1] * share)
    found = [n for n, pace in enumerate(odd_paces(real)) if pace]
    assert found == wrong


def test_short_sentences_are_judged_by_how_much_short_ones_vary():
    """What is odd in a long sentence is nothing in a word or two."""
    real = measured()
    for fewest, most, share in ((16, 999, 1.0), (1, 3, 0.34)):
        slow = [n for n, (text, _) in enumerate(real) if fewest <= syllables(text) <= most][::6]
        slower = [(text, s * 1.45 if n in slow else s) for n, (text, s) in enumerate(real)]
        found = {n for n, pace in enumerate(odd_paces(slower)) if pace} & set(slow)
        assert (len(found) == len(slow)) if share == 1 else len(found) <= share * len(slow)


def test_a_sentence_that_ends_in_quotation_marks_ends_as_others_do():
    quoted = [
        (text + "”)"[n % 2] if n % 9 == 0 else text, seconds)
        for n, (text, seconds) in enumerate(measured())
    ]
    assert odd_paces(quoted) == odd_paces(measured())


def test_a_word_that_is_cut_short_is_not_odd_and_one_said_twice_is():
    """Vietnamese words that end in c, ch, p or t are over sooner than others."""
    cells = [(cell, 0.31 + n % 3 / 100) for n, cell in enumerate("abcdefghiklmnopqrst")]
    real = [*measured(), *cells, ("Lịch", 0.2), ("Một", 0.19), ("Hai", 0.75)]
    assert [text for (text, _), pace in zip(real, odd_paces(real), strict=True) if pace] == ["Hai"]


def test_a_few_short_ones_among_long_ones_are_not_judged():
    real = [(text, seconds) for text, seconds in measured() if syllables(text) >= 16]
    assert not [pace for pace in odd_paces([*real, ("Có.", 2.0), ("Không.", 0.1)])[-2:] if pace]


def test_what_nobody_can_say_in_its_time_is_odd_however_alike_the_voice_says_everything():
    texts = [" ".join(["xã"] * count) for count in (1, 3, 8, 12, 20, 30)]
    paces = odd_paces([(text, 0.3) for text in texts])
    assert paces[:2] == [None, None]
    assert all(pace and pace < 0.25 for pace in paces[2:])
    (long,) = odd_paces([(texts[2], 30.0)])
    assert long
    assert long > 10


COUNTED = {
    "Ủy ban nhân dân xã Tân Phước": 7,
    "Nyob zoo, peb tham txog kev kho mob": 8,
    "Kơ phiăn jơman kơ ƀing ta": 7,
    "ថ្ងៃនេះភូមិយើងប្រជុំអំពីផ្លូវថ្មី": 10,
    "យើងខ្ញុំសូមអរគុណបងប្អូនដែលបានចូលរួម": 11,
    "วันนี้เรามาประชุมกันที่หมู่บ้าน": 10,
    "ສະບາຍດີທຸກຄົນ ມື້ນີ້ພວກເຮົາປະຊຸມ": 12,
    "မင်္ဂလာပါ ကျေးဇူးတင်ပါတယ်": 9,
    "Сегодня мы проводим собрание": 11,
    "안녕하세요 여러분": 8,
    "今天我们开会": 6,
}


def test_syllables_are_counted_in_every_script():
    for text, said in COUNTED.items():
        assert 0.85 <= syllables(text) / said <= 1.2, text
