"""The doctor names what is wrong with a machine, each with the command that mends it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.cli.terminal import Terminal
from bulletin.doctor import Machine, examine
from bulletin.source.load import load

NOW = dt.datetime.now(dt.UTC)
"""A clock that is right is never before the day on which this was installed."""


def _machine(small, **different):
    (small / "cache").mkdir(exist_ok=True)
    usual = {
        "publication": load(small, "2026-11").issue.publication,
        "root": small,
        "out": small / "dist",
        "cache": small / "cache",
        "voices": small / "voices",
        "language": "vi",
        "now": NOW,
        "installer": "apt-get",
        "loads": lambda _name: True,
        "free": lambda _folder: 50_000_000_000,
        "network_time": lambda: NOW,
        "patience": 0,
    }
    return Machine(**{**usual, **different})


def _found(small, **different):
    return {one.name: one for one in examine(_machine(small, **different))}


def test_a_machine_on_which_all_is_well_has_nothing_bad(small):
    found = _found(small)
    assert {"pango", "faces", "espeak", "gtts", "disk", "clock", "cache"} <= set(found)
    assert {one.state for one in found.values()} <= {"good", "lacking"}
    assert all(one.mend for one in found.values() if one.state != "good")
    assert "a build takes espeak" in found["voice"].found


WRONG = {
    "pango": ({"loads": lambda name: "pango-" not in name}, "bad", "apt-get install libpango"),
    "pango on Fedora": (
        {"loads": lambda _name: False, "installer": "dnf"},
        "bad",
        "dnf install pango",
    ),
    "pango somewhere": ({"loads": lambda _name: False, "installer": ""}, "bad", "brew install"),
    "harfbuzz": ({"loads": lambda name: "subset" not in name}, "lacking", "libharfbuzz-subset0"),
    "gtts": ({}, "lacking", "curl"),
    "piper": ({}, "lacking", "bulletin voices get vi_"),
    "piper in English": ({"language": "en"}, "lacking", "bulletin voices get en_"),
    "disk": ({"free": lambda _folder: 1_000}, "bad", "du -sh"),
    "disk that is tight": ({"free": lambda _folder: 10**9}, "lacking", "du -sh"),
    "clock": ({"network_time": lambda: NOW + dt.timedelta(days=400)}, "bad", "timedatectl"),
    "clock that is late": (
        {"network_time": lambda: NOW - dt.timedelta(hours=7)},
        "lacking",
        "timedatectl",
    ),
    "clock on a Mac": (
        {"network_time": lambda: NOW + dt.timedelta(days=400), "installer": "brew"},
        "bad",
        "sntp",
    ),
    "clock without network": (
        {"network_time": lambda: None, "now": dt.datetime(1970, 1, 1, tzinfo=dt.UTC)},
        "bad",
        "timedatectl",
    ),
    "publication": ({"publication": None}, "lacking", "bulletin init"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_named_with_the_command_that_mends_it(small, kind):
    different, state, mend = WRONG[kind]
    found = _found(small, **different)[kind.split()[0]]
    assert found.state == state
    assert mend in found.mend


def test_an_engine_that_is_asked_for_and_cannot_speak_is_bad(small):
    publication = load(small, "2026-11").issue.publication
    voice = publication.voice.model_copy(update={"engine": "piper"})
    asked = publication.model_copy(update={"voice": voice})
    found = _found(small, publication=asked)
    assert found["piper"].state == found["voice"].state == "bad"


def test_faces_that_are_not_there_are_bad(small):
    publication = load(small, "2026-11").issue.publication
    faces = publication.theme.faces.model_copy(update={"text": ("fonts/none.ttf",)})
    theme = publication.theme.model_copy(update={"faces": faces})
    found = _found(small, publication=publication.model_copy(update={"theme": theme}))
    assert found["faces"].state == "bad"
    assert found["faces"].mend


def test_a_cache_that_cannot_be_written_is_named(small):
    (small / "file").write_text("in the way")
    found = _found(small, cache=small / "file")["cache"]
    assert found.state == "lacking"
    assert "--cache" in found.mend


@pytest.mark.parametrize(("space", "code"), [(10**11, 0), (1_000, 1)])
def test_the_exit_code_says_whether_a_build_can_be_made(small, monkeypatch, space, code):
    monkeypatch.setattr("bulletin.doctor.Machine", lambda **given: _machine(
        small, **{**given, "patience": 0, "network_time": lambda: None, "free": lambda _: space,
                  "loads": lambda _: True, "now": NOW},
    ))  # fmt: skip
    monkeypatch.setattr(Terminal, "progress", lambda *_: None)
    cache = str(small / "cache")
    result = CliRunner().invoke(cli, ["doctor", "--json", "--in", str(small), "--cache", cache])
    assert result.exit_code == code
    states = {one["name"]: one["state"] for one in json.loads(result.stdout)}
    assert states["disk"] == ("bad" if code else "good")
