"""Which engine speaks, and what is said about it."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.metadata import entry_points

import numpy as np
import pytest

from bulletin.cache import Cache
from bulletin.diagnostics import BulletinError
from bulletin.narration.engines.base import GROUP, Availability, SpeechError, engines
from bulletin.narration.engines.choose import BY_NAME, ORDER, by_engine, choose, survey
from bulletin.narration.engines.second import shifted
from bulletin.narration.sound.clip import Clip
from bulletin.narration.speech import Speech, clip_of
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from tests.narration.spoken import setting


def engine(name, reason="", **said):
    """A kind of engine that gives this answer, and notes how often it is asked."""

    class Made:
        at_once = 1
        asked = 0

        def __init__(self, _setting):
            self.name = name

        def probe(self):
            Made.asked += 1
            return Availability(**{"usable": True, "reason": reason, "voice": "v"} | said)

    return Made


def installed(*, piper=True, gtts=True, espeak=True):
    return {
        "espeak": engine("espeak", "always works", usable=espeak, natural=False),
        "gtts": engine(
            "gtts", "reached" if gtts else "no network", usable=gtts, online="x.example"
        ),
        "piper": engine("piper", "file found" if piper else "no voice file", usable=piper),
        "openai": engine("openai", "from elsewhere"),
    }


@pytest.mark.parametrize(
    ("there", "name", "reason"),
    [
        ({}, "piper", "file found"),
        ({"piper": False}, "gtts", "no voice file; reached"),
        ({"piper": False, "gtts": False}, "espeak", "no voice file; no network; always works"),
    ],
)
def test_auto_takes_the_best_that_is_there_and_says_why(tmp_path, there, name, reason):
    chosen = choose(setting(tmp_path, "auto"), installed(**there))
    assert (chosen.used.engine, chosen.used.reason) == (name, reason)


def test_auto_asks_nobody_after_the_one_it_takes(tmp_path):
    factories = installed()
    choose(setting(tmp_path, "auto"), factories)
    assert [factories[name].asked for name in ORDER] == [1, 0, 0]


HERE, ELSEWHERE, MACHINE = {}, {"online": "x.example"}, {"natural": False}


@pytest.mark.parametrize(
    ("kind", "there", "taken"),
    [
        (HERE, {}, "piper"),
        (HERE, {"piper": False}, "guest"),
        (HERE, {"piper": False, "gtts": False}, "guest"),
        (ELSEWHERE, {"piper": False}, "gtts"),
        (ELSEWHERE, {"piper": False, "gtts": False}, "guest"),
        (MACHINE, {"piper": False, "gtts": False}, "espeak"),
        (MACHINE, {"piper": False, "gtts": False, "espeak": False}, "guest"),
        (HERE | {"usable": False}, {"piper": False}, "gtts"),
    ],
)
def test_an_engine_of_another_package_stands_behind_the_one_of_its_kind(
    tmp_path, kind, there, taken
):
    factories = installed(**there) | {"guest": engine("guest", "guest speaks", **kind)}
    assert choose(setting(tmp_path, "auto"), factories).used.engine == taken
    assert survey(setting(tmp_path, "auto"), factories).taken.engine == taken
    assert factories["guest"].asked == 1 + (taken != "piper")


def test_what_costs_money_or_a_server_is_never_taken_unasked(tmp_path):
    names = {name: engine(name, "answers") for name in BY_NAME}
    with pytest.raises(BulletinError, match="no voice engine can speak"):
        choose(setting(tmp_path, "auto"), names)


def test_an_engine_that_is_named_is_taken_or_refused_but_never_replaced(tmp_path):
    assert choose(setting(tmp_path, "openai"), installed()).used.engine == "openai"
    with pytest.raises(BulletinError, match="'gtts' cannot speak: no network"):
        choose(setting(tmp_path, "gtts"), installed(gtts=False))


def test_who_names_piper_without_a_file_is_told_the_command_that_brings_one(tmp_path):
    with pytest.raises(BulletinError) as caught:
        choose(setting(tmp_path, "piper"), {"piper": engine("piper", "no file", usable=False)})
    assert "bulletin voices get vi_VN-vais1000-medium" in caught.value.hint


def test_a_named_engine_that_is_away_may_still_give_what_it_said_before(tmp_path):
    away = {"gtts": engine("gtts", "no network", usable=False, key=("vi",))}
    assert not choose(setting(tmp_path, "gtts"), away).available.usable


def test_an_unknown_engine_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(BulletinError) as raised:
        choose(setting(tmp_path, "expeak"), installed())
    assert "auto, espeak, gtts, openai, piper" in raised.value.hint


def test_a_language_that_nobody_speaks_is_refused_with_all_reasons(tmp_path):
    with pytest.raises(BulletinError, match="no voice file; no network; always works"):
        choose(setting(tmp_path, "auto"), installed(piper=False, gtts=False, espeak=False))


def mistaken(where):
    """A kind of engine of another package that does not do what it should."""

    class Made:
        name, at_once = "guest", 1

        def __init__(self, _setting):
            if where == "made":
                raise ImportError

        def probe(self):
            return 1 / 0 if where == "asked" else None if where == "answers" else USABLE

        def speak(self, _runs):
            return 1 / 0 if where == "speaks" else None

    return Made


USABLE = Availability(usable=True, reason="", key=("1",))


@pytest.mark.parametrize("where", ["made", "asked", "answers"])
def test_a_mistake_of_another_packages_engine_is_called_its_own_and_others_speak(tmp_path, where):
    factories = installed(piper=False, gtts=False) | {"guest": mistaken(where)}
    taken = choose(setting(tmp_path, "auto"), factories).used
    assert taken.engine == "espeak"
    assert "guest made a mistake" in taken.reason
    assert "made a mistake" in survey(setting(tmp_path, "auto"), factories).engines["guest"].reason
    with pytest.raises(BulletinError, match=r"guest made a mistake: .*Error: "):
        choose(setting(tmp_path, "guest"), factories)


def test_an_engine_of_another_package_that_never_answers_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("bulletin.narration.engines.mistaken._WAITING", 0.2)
    guest = mistaken("")
    guest.probe = lambda _self: time.sleep(60)
    factories = installed(piper=False, gtts=False) | {"guest": guest}
    taken = choose(setting(tmp_path, "auto"), factories).used
    assert taken.engine == "espeak"
    assert "package tests was waited for in vain" in taken.reason


@pytest.mark.parametrize("where", ["speaks", "is silent"])
def test_a_mistake_in_speaking_is_told_with_the_sentence(tmp_path, where):
    chosen = choose(setting(tmp_path, "guest"), {"guest": mistaken(where)})
    with pytest.raises(SpeechError, match=r"guest made a mistake: .*Error: ") as raised:
        Speech(chosen, Cache(tmp_path)).speak([Run("Xin chào")])
    assert "Xin chào" in raised.value.hint


def test_an_engine_of_another_package_that_never_ends_a_sentence_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("bulletin.narration.speech._LONGEST", 0.2)
    guest = mistaken("")
    guest.speak = lambda _self, _runs: time.sleep(60)
    speech = Speech(choose(setting(tmp_path, "guest"), {"guest": guest}), Cache(tmp_path))
    with pytest.raises(SpeechError, match="package tests was waited for in vain") as raised:
        speech.speak([Run("Xin chào")])
    assert "Xin chào" in raised.value.hint


@pytest.mark.parametrize("error", [TimeoutError("no bus"), SystemExit("bye"), KeyError("voice")])
def test_whatever_another_packages_engine_raises_is_its_mistake_at_any_pitch(tmp_path, error):
    guest = mistaken("")
    guest.speak = lambda _self, _runs: (_ for _ in ()).throw(error)
    chosen = choose(setting(tmp_path, "guest"), {"guest": guest})
    for one in (chosen, shifted(chosen, 3.0)):
        with pytest.raises(SpeechError, match=f"guest made a mistake: {type(error).__name__}: "):
            Speech(one, Cache(tmp_path)).speak([Run("Xin chào")])


TONE = np.sin(np.arange(9000) * 0.1) * 9000
AS_AGREED = {
    "whole": Clip(TONE.astype(np.int16), 24_000),
    "floats": Clip(TONE, 24_000.0),
    "high byte first": Clip(TONE.astype(">i2"), 24_000),
    "off zero": Clip((TONE + 8000).astype(np.int16), 24_000),
}
OTHERWISE = {
    "floats up to 1": Clip(TONE / 32768, 24_000),
    "of 32 bits": Clip((TONE * 65536).astype(np.int32), 24_000),
    "of 8 bits": Clip((TONE / 256 + 128).astype(np.uint8), 24_000),
    "two channels": Clip(np.stack([TONE, TONE], 1).astype(np.int16), 24_000),
    "no numbers": Clip(TONE * np.nan, 24_000),
    "no rate": Clip(TONE.astype(np.int16), 0),
}


def spoken_by_a_guest(folder, clip):
    guest = mistaken("")
    guest.speak = lambda _self, _runs: clip
    speech = Speech(choose(setting(folder, "guest"), {"guest": guest}), Cache(folder))
    speech.speak([Run("Xin chào")])
    return clip_of(speech.cache, speech.key([Run("Xin chào")]))


@pytest.mark.parametrize("kind", AS_AGREED)
def test_sound_of_another_packages_engine_is_taken_as_it_means_it(tmp_path, kind):
    found = spoken_by_a_guest(tmp_path, AS_AGREED[kind])
    assert found.rate == 24_000
    assert np.abs(found.samples[300:8700] - TONE[300:8700]).max() < 300


@pytest.mark.parametrize("kind", OTHERWISE)
def test_sound_that_is_not_as_agreed_is_its_packages_mistake(tmp_path, kind):
    with pytest.raises(SpeechError, match="guest made a mistake"):
        spoken_by_a_guest(tmp_path, OTHERWISE[kind])


def test_a_survey_asks_each_engine_once_and_names_the_one_a_build_would_take(tmp_path):
    factories = installed(piper=False)
    found = survey(setting(tmp_path, "auto"), factories)
    assert list(found.engines) == [*ORDER, "openai"]
    assert found.taken
    assert found.taken.engine == "gtts"
    assert [factory.asked for factory in factories.values()] == [1, 1, 1, 1]
    assert survey(setting(tmp_path, "nobody"), factories).refusal
    refused = survey(setting(tmp_path, "piper"), factories)
    assert not refused.taken
    assert "no voice file" in refused.refusal


def test_what_is_set_for_one_engine_is_asked_of_no_other(tmp_path):
    heard = {}

    def told(name):
        return lambda given: heard.setdefault(name, given.voice) and installed()["gtts"](given)

    voice = Voice(engine="piper", name="a", options={"url": "b"})
    survey(replace(setting(tmp_path), voice=voice), {"piper": told("piper"), "gtts": told("gtts")})
    assert heard["piper"] == voice
    assert (heard["gtts"].name, dict(heard["gtts"].options)) == (None, {})


def test_an_engine_that_is_asked_for_has_what_is_set_for_it_and_nothing_else():
    voice = Voice(engine="openai", name="nova", options={"url": "b"}, credit="Nova", rate=1.2)
    assert by_engine(voice, None) == by_engine(voice, "openai") == voice
    assert by_engine(voice, "azure") == Voice(engine="azure", rate=1.2)


def test_built_in_engines_are_found_by_entry_points_like_any_other():
    assert set(engines()) == {point.name for point in entry_points(group=GROUP)}
    assert set(ORDER) <= set(engines())


def test_every_engine_has_two_methods_and_no_more(tmp_path):
    for name, factory in engines().items():
        made = factory(setting(tmp_path, name))
        public = {word for word in dir(made) if not word.startswith("_")}
        assert public == {"name", "at_once", "probe", "speak"}


def test_on_this_machine_a_build_without_a_voice_file_and_a_network_takes_espeak(tmp_path):
    nowhere = replace(
        setting(tmp_path, "auto"), addresses={"gtts": "http://127.0.0.1:9/"}, voice=Voice()
    )
    chosen = choose(nowhere)
    assert chosen.used.engine == "espeak"
    assert "no Piper voice file" in chosen.used.reason
    assert "gTTS cannot be used" in chosen.used.reason
