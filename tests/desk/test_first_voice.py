"""`bulletin init` writes down who reads, and offers a natural voice where one can be fetched."""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.cli.terminal import Terminal
from bulletin.narration.engines.base import Availability
from bulletin.narration.engines.local.espeak import Espeak
from bulletin.narration.engines.local.piper import Piper
from bulletin.narration.voices import fetching, installing
from bulletin.source.load import load
from tests.serving import Quiet, running

NAME = "vi_VN-vais1000-medium"
FOLDER = f"vi/vi_VN/vais1000/medium/{NAME}"
CONFIG = {"language": {"code": "vi_VN"}, "audio": {"quality": "medium"}}


class _Shelf:
    """A shelf of voices on loopback, with what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.drip = threading.Event()
        self.files = {
            f"/{FOLDER}.onnx": b"a model" * 9,
            f"/{FOLDER}.onnx.json": json.dumps(CONFIG).encode(),
            "/MODEL_CARD": b"* License: CC BY 4.0\n",
        }
        about = {
            path[1:]: {
                "size_bytes": 63_000_000 if path.endswith("CARD") else len(data),
                "md5_digest": hashlib.md5(data, usedforsecurity=False).hexdigest(),
            }
            for path, data in self.files.items()
        }
        entry = {"language": {"code": "vi_VN"}, "quality": "medium", "files": about}
        self.files["/voices.json"] = json.dumps({NAME: entry}).encode()
        self.slow = False

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path.rpartition("/")[2])
        data = self.files[handler.path]
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        for letter in data if self.slow else ():
            if self.drip.wait(0.05):
                return
            handler.wfile.write(bytes([letter]))
            handler.wfile.flush()
        if not self.slow:
            handler.wfile.write(data)


@pytest.fixture(autouse=True)
def shelf(monkeypatch, tmp_path):
    made = _Shelf()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    address = f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setattr(
        fetching, "piper_shelf", lambda: fetching.VoiceShelf(address + "voices.json", address)
    )
    monkeypatch.setattr(installing, "_try_out", lambda _voice: None)  # it is no model
    monkeypatch.setenv("BULLETIN_VOICES", str(tmp_path / "voices"))
    monkeypatch.setattr("bulletin.cli.commands.init.interactive", lambda: True)
    with running(server):
        yield made
        made.drip.set()


class _Online:
    """A service that can be reached."""

    name, at_once = "gtts", 1

    def __init__(self, _setting: object) -> None:
        """Take any setting."""

    def probe(self) -> Availability:
        return Availability(usable=True, reason="", voice="vi", online="tts.example")


@pytest.fixture(autouse=True)
def engines(monkeypatch):
    """What is installed: no service, whatever network there is."""
    known = {"piper": Piper, "espeak": Espeak}
    monkeypatch.setattr("bulletin.narration.engines.choose.engines", lambda: known)
    return known


GIVEN = "Bản tin xã\nUBND xã\nhttps://xa.example/\nSố 1\nMai\n"


def _begun(folder: Path, *options: str, answers: str = ""):
    words = ["init", str(folder), "--lang", "vi", "--language", "vi", *options]
    terminal = Terminal(quiet=False, colour=False, live=False)
    return CliRunner().invoke(cli, words, input=GIVEN + answers, obj=terminal)


def _voice(folder: Path):
    (issue,) = (one.name for one in folder.glob("2*"))
    return load(folder, issue).issue.publication.voice


@pytest.mark.parametrize("answer", ["y\n", "\n"])
def test_a_natural_voice_is_offered_with_size_and_licence_and_fetched_after_one_yes(
    tmp_path, answer
):
    result = _begun(tmp_path / "a", answers=answer)
    assert result.exit_code == 0, result.output
    (question,) = [one for one in result.output.splitlines() if NAME in one and "?" in one]
    assert "CC BY 4.0" in question
    assert "MB" in question
    assert (_voice(tmp_path / "a").engine, _voice(tmp_path / "a").name) == ("piper", NAME)
    assert (tmp_path / "voices" / f"{NAME}.onnx").read_bytes() == b"a model" * 9


def test_after_a_no_nothing_is_fetched_and_what_speaks_is_written_down(shelf, tmp_path):
    result = _begun(tmp_path / "a", answers="n\n")
    assert result.exit_code == 0, result.output
    assert _voice(tmp_path / "a").engine == "espeak"
    assert f"bulletin voices get {NAME}" in result.output
    assert shelf.asked == ["voices.json", "MODEL_CARD"]


def test_with_yes_nothing_is_asked_of_anybody(shelf, tmp_path):
    assert _begun(tmp_path / "a", "--yes").exit_code == 0
    assert shelf.asked == []
    assert _voice(tmp_path / "a").engine == "espeak"


def test_an_installed_voice_is_taken_without_a_question(shelf, tmp_path):
    for end, data in ((".onnx", b"x"), (".onnx.json", json.dumps(CONFIG).encode())):
        (tmp_path / "voices").mkdir(exist_ok=True)
        (tmp_path / "voices" / f"vi_VN-nhà-low{end}").write_bytes(data)
    for number, options in enumerate(([], ["--yes"])):
        assert _begun(tmp_path / str(number), *options).exit_code == 0
        assert _voice(tmp_path / str(number)).name == "vi_VN-nhà-low"
    assert shelf.asked == []


def test_of_a_service_it_is_said_that_it_hears_the_text(engines, tmp_path):
    engines["gtts"] = _Online
    result = _begun(tmp_path / "a", "--yes")
    assert "tts.example" in result.output
    assert _voice(tmp_path / "a").engine == "gtts"


def _no_list(shelf: _Shelf) -> None:
    shelf.files["/voices.json"] = b"<html>Sign in to the hotel's network</html>"


def _other_list(shelf: _Shelf) -> None:
    shelf.files["/voices.json"] = b'{"de_DE-x-low": {}}'


def _odd_list(shelf: _Shelf) -> None:
    shelf.files["/voices.json"] = json.dumps({NAME: {"files": []}}).encode()


def _drip(shelf: _Shelf) -> None:
    shelf.slow = True


def _gone(shelf: _Shelf) -> None:
    del shelf.files["/voices.json"]


@pytest.mark.parametrize("trouble", [_no_list, _other_list, _odd_list, _drip, _gone])
def test_where_no_voice_can_be_had_nothing_is_asked(shelf, tmp_path, monkeypatch, trouble):
    monkeypatch.setattr("bulletin.cli.first_voice._PATIENCE", 0.2)
    trouble(shelf)
    result = _begun(tmp_path / "a")
    assert result.exit_code == 0, result.output
    assert "?" not in result.output
    assert _voice(tmp_path / "a").engine == "espeak"


def test_a_download_that_fails_is_told_and_the_publication_is_begun_all_the_same(shelf, tmp_path):
    shelf.files[f"/{FOLDER}.onnx"] = b"another model"
    result = _begun(tmp_path / "a", answers="y\n")
    assert result.exit_code == 0, result.output
    assert f"{NAME}.onnx" in result.output
    assert _voice(tmp_path / "a").engine == "espeak"


def test_what_is_in_the_way_is_told_before_anything_is_fetched(shelf, tmp_path):
    (tmp_path / "lexicon.yaml").write_text("của tôi", "utf-8")
    result = _begun(tmp_path, answers="y\n")
    assert "lexicon.yaml" in str(result.exception)
    assert shelf.asked == []


def test_an_engine_that_is_named_is_written_down_and_nothing_is_looked_for(shelf, tmp_path):
    assert _begun(tmp_path / "a", "--engine", "azure").exit_code == 0
    assert "engine: azure" in (tmp_path / "a" / "publication.yaml").read_text("utf-8")
    assert shelf.asked == []
    assert _begun(tmp_path / "b", "--engine", "giọng").exit_code == 2
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_workflow_fetches_the_voice_that_was_chosen(tmp_path, host):
    assert _begun(tmp_path / "a", "--ci", host, answers="y\n").exit_code == 0
    file = {"github": ".github/workflows/bulletin.yml", "gitlab": ".gitlab-ci.yml"}[host]
    assert f"bulletin voices get {NAME} --yes" in (tmp_path / "a" / file).read_text("utf-8")
