"""Publishing to servers: real ones on loopback, and the same promises to each."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from bulletin.diagnostics import BulletinError
from bulletin.publish.targets.git.target import GitStorage
from bulletin.publish.targets.s3 import target as s3
from bulletin.publish.targets.s3.target import S3Storage
from bulletin.publish.targets.server import storage
from bulletin.publish.targets.server.storage import StorageError
from bulletin.publish.targets.server.there import look
from bulletin.publish.targets.sftp import session as sftp_session
from bulletin.publish.targets.sftp.target import SftpStorage
from bulletin.site.hosting import RULES
from bulletin.site.listing import NAME as LISTING
from bulletin.site.listing import Listing
from tests.publish.conftest import part
from tests.publish.servers import Bucket, Repository, Sshd
from tests.publish.shop import FILES, PUBLICATION, built, files, publish

STORAGES = {Sshd: SftpStorage, Bucket: S3Storage, Repository: GitStorage}

pytestmark = [pytest.mark.xdist_group("servers"), pytest.mark.usefixtures("things_once")]


def hosted(out: Path, folder: Path) -> dict[str, bytes]:
    """What a folder has that the same was published into."""
    for issue in sorted(path.name for path in out.iterdir() if path.is_dir()):
        publish(out, folder, issue)
    return files(folder)


def serves_what_a_folder_holds(server, out: Path, folder: Path) -> None:
    """Hold a server to a folder, but for the rules that nothing there reads."""
    unread = RULES - STORAGES[type(server)].rules
    there, expected = server.files(), hosted(out, folder)
    listed, wanted = (Listing.model_validate_json(one.pop(LISTING)) for one in (there, expected))
    assert unread <= set(expected)
    assert there == {path: expected[path] for path in set(expected) - unread}
    assert set(listed.files) == set(wanted.files) - unread


def test_readers_get_what_a_folder_would_hold_but_rules_that_nothing_reads(server, out, tmp_path):
    built(out, "2026-10")
    for issue in ("2026-10", "2026-11"):
        server.publish(out, issue)
    serves_what_a_folder_holds(server, out, tmp_path / "folder")


def test_the_same_again_changes_nothing_and_a_new_issue_little(server, out):
    assert set(server.publish(out).values()) == {"new"}
    assert set(server.publish(out).values()) == {"unchanged"}
    built(out, files={**FILES, "index.html": "mended"})
    changed = {path for path, kind in server.publish(out).items() if kind != "unchanged"}
    assert {"2026-11/index.html", "2026-11/manifest.json"} <= changed
    assert "2026-11/a.pdf" not in changed
    assert server.files()["2026-11/index.html"] == b"mended"


def test_what_an_issue_no_longer_has_goes(server, out):
    server.publish(out)
    shutil.rmtree(out / "2026-11")
    built(out, files={"index.html": "page", "b.pdf": "other"})
    kinds = server.publish(out)
    assert (kinds["2026-11/a.pdf"], kinds["2026-11/b.pdf"]) == ("removed", "new")
    there = server.files()
    assert "2026-11/a.pdf" not in there
    assert there["2026-11/b.pdf"] == b"other"


def test_a_dry_run_says_the_same_and_does_nothing(server, out):
    would = server.publish(out, dry_run=True)
    assert server.files() == {}
    assert server.publish(out) == would
    assert {"index.html", "feed.xml", "2026-11/index.html", "2026-11/manifest.json"} <= set(would)


def test_a_place_of_others_is_refused_with_what_lies_there(server, out):
    server.lay("wordpress/index.php", b"theirs")
    with pytest.raises(BulletinError, match=r"not ours to publish into; there lie: wordpress"):
        server.publish(out)
    assert server.files() == {"wordpress/index.php": b"theirs"}


def test_what_somebody_took_away_comes_back_with_the_same_again(server, out):
    server.publish(out)
    gone = {"index.html", "2026-11/index.html", "2026-11/a.pdf"}
    for path in gone:
        server.take(path)
    kinds = server.publish(out)
    assert {path for path, kind in kinds.items() if kind != "unchanged"} == gone
    assert gone <= server.files().keys()


def test_a_folder_in_a_page_s_place_is_told_and_not_taken_for_the_page(sshd, out):
    sshd.publish(out)
    sshd.take("2026-11/index.html")
    sshd.lay("2026-11/index.html/a", b"theirs")
    with pytest.raises(BulletinError, match=r"files of others .*2026-11/index\.html"):
        sshd.publish(out)


def test_files_of_others_beside_ours_stay(server, out):
    server.publish(out)
    theirs = {"a.txt", "assets/a.css", "2026-11/a.txt", "2026-11/audio/deep/a.mp3", "other/a"}
    for path in theirs:
        server.lay(path, b"theirs")
    for text in ("mended", "mended again", "mended once more"):
        built(out, files={**FILES, "index.html": text})
        server.publish(out)
    there = server.files()
    assert {path for path in theirs if there.get(path) == b"theirs"} == theirs


@pytest.mark.parametrize("path", ["2026-12/index.html", "2026-12"])
def test_a_file_of_others_where_an_issue_has_one_is_not_replaced(server, out, path):
    server.publish(out)
    server.lay(path, b"theirs")
    built(out, "2026-12", files={**FILES, "b.pdf": "ours"})
    # A bucket has no folders, so that a file is in nobody's way.
    free = server.replaces and path == "2026-12"
    words = f"files of others where ours belong: {path}"
    with nullcontext() if free else pytest.raises(BulletinError, match=words):
        server.publish(out, "2026-12")
    assert server.files()[path] == b"theirs"


def test_another_publications_place_is_refused(server, out):
    server.publish(out)
    before = server.files()
    other = PUBLICATION.model_copy(update={"title": "Khác", "base_url": "https://khac.example/"})
    with pytest.raises(BulletinError, match="another publication"):
        server.publish(out, publication=other)
    assert server.files() == before


def test_a_damaged_list_of_ours_is_refused(server, out):
    server.publish(out)
    server.lay(LISTING, b"{")
    with pytest.raises(BulletinError, match="nobody knows which files there are ours"):
        server.publish(out)


ABOUT_OTHERS = {
    LISTING: lambda there: json.dumps(
        {
            **json.loads(there),
            "files": dict.fromkeys(["../a", "/etc/a", "b/../../a", "", ".", "x\0y"], "0"),
        }
    ),
    "2026-10/manifest.json": lambda there: json.dumps({**json.loads(there), "id": "../2026-10"}),
    "2026-11/manifest.json": lambda _: "[" * 100_000,
}


def test_what_lies_in_a_place_is_believed_in_nothing_outside_it(tmp_path):
    server = Repository(tmp_path / "pages.git")
    out = built(built(tmp_path / "dist", "2026-10"))
    for issue in ("2026-10", "2026-11"):
        server.publish(out, issue)
    before = server.files()
    for path, spoilt in ABOUT_OTHERS.items():
        server.lay(path, spoilt(before[path]).encode())
    with server.open() as storage:
        there = look(storage, PUBLICATION, "2026-12")
    assert (there.listing.files, there.releases) == ({}, {})
    assert there.damaged == ("2026-10", "2026-11")


class Cut(Exception):  # noqa: N818, what happens, not what is raised by us
    """The connection broke."""


def test_a_first_publishing_that_broke_off_is_gone_on_with(server, out, tmp_path, monkeypatch):
    breaks(server, monkeypatch, 4, lambda: server.publish(out))
    server.publish(out)
    serves_what_a_folder_holds(server, out, tmp_path / "folder")


def test_what_broke_off_holds_up_no_other_issue_and_loses_nothing(weed, out, monkeypatch):
    """In a bucket, where half an issue lies where readers look."""
    server = Bucket(weed, part())
    server.publish(out)
    built(out, "2026-12")
    breaks(server, monkeypatch, 3, lambda: server.publish(out, "2026-12"))
    built(out, files={**FILES, "index.html": "mended"})
    server.publish(out)  # an issue that never was there whole holds up no other
    assert server.files()["2026-11/index.html"] == b"mended"
    server.publish(out, "2026-12")
    assert set(server.publish(out).values()) == {"unchanged"}
    whole = pages(server, "2026-12")
    built(out, "2026-12", files={**FILES, "a.pdf": "second", "b.pdf": "new"})
    breaks(server, monkeypatch, 4, lambda: server.publish(out, "2026-12"))
    built(out, files=FILES)
    server.publish(out)  # nor is anything taken from one that was on its way
    assert pages(server, "2026-12") >= whole
    server.publish(out, "2026-12")
    assert server.files()["2026-12/b.pdf"] == b"new"


def pages(server, issue_id):
    return {path for path in server.files() if path.startswith(f"{issue_id}/")}


def breaks(server, monkeypatch, after, publishing) -> None:
    """Let the connection break once some files have gone."""
    with server.open() as storage:
        kind = type(storage)
    send, sent = kind.send, itertools.count()

    def breaking(self, parcel, moved):
        if next(sent) >= after:
            raise Cut
        return send(self, parcel, moved)

    with monkeypatch.context() as patch:
        patch.setattr(kind, "send", breaking)
        with pytest.raises(Cut):
            publishing()


@pytest.mark.parametrize("after", [0, 3])
def test_a_broken_connection_leaves_the_last_release_and_the_next_attempt_goes_on(
    server, out, tmp_path, monkeypatch, after
):
    server.publish(out)
    before = server.files()
    new = {**FILES, "index.html": "mended", "audio/01.m4a": "louder", "b.pdf": "second"}
    built(out, files=new)
    breaks(server, monkeypatch, after, lambda: server.publish(out))
    there = server.files()
    assert there["2026-11/index.html"] == before["2026-11/index.html"]
    assert there["2026-11/manifest.json"] == before["2026-11/manifest.json"]
    if not server.replaces:  # a bucket cannot switch: what pages lead to is new before they are
        assert {p: d for p, d in there.items() if p.startswith("2026-11/")} == {
            p: d for p, d in before.items() if p.startswith("2026-11/")
        }
    server.publish(out)
    serves_what_a_folder_holds(server, out, tmp_path / "folder")


@pytest.mark.parametrize("kind", ["sftp", "s3"])
def test_a_second_publisher_is_refused(request, tmp_path, kind):
    if kind == "s3":
        server = Bucket(request.getfixturevalue("weed"), part())
    else:
        server = request.getfixturevalue("sshd")
        server.www = tmp_path / "www"
    with (
        server.open() as first,
        server.open() as second,
        first.claimed(),
        pytest.raises(StorageError, match="somebody else is publishing"),
        second.claimed(),
    ):
        pass
    with server.open() as third, third.claimed():
        pass


# -- sftp ----------------------------------------------------------------------------------


def test_the_last_release_lies_beside_the_new_one(sshd, out, tmp_path):
    sshd.www = tmp_path / "www"
    for text in ("first", "second", "third"):
        built(out, files={**FILES, "index.html": text})
        sshd.publish(out)
    assert (sshd.www / "2026-11").is_symlink()
    kept = {(f / "index.html").read_text("utf-8") for f in (sshd.www / ".releases").iterdir()}
    assert kept == {"second", "third"}
    assert shown(sshd) == {"third"}
    with sshd.open() as storage:
        storage.switch_back("2026-11")
    assert shown(sshd) == {"second"}


def shown(sshd):
    """The releases that readers get of whatever lies there: what was taken out is in none."""
    folders = [f for f in (sshd.www / ".releases").iterdir() if f.stat().st_mode & 0o005 == 0o005]
    return {(folder / "index.html").read_text("utf-8") for folder in folders}


def test_nobody_goes_back_to_a_release_that_broke_off(sshd, out, tmp_path, monkeypatch):
    sshd.www = tmp_path / "www"
    for text in ("first", "second"):
        built(out, files={**FILES, "index.html": text})
        sshd.publish(out)
    built(out, files={**FILES, "index.html": "third", "a.pdf": "third"})
    breaks(sshd, monkeypatch, 2, lambda: sshd.publish(out))
    assert len(list((sshd.www / ".releases").iterdir())) == 3
    with sshd.open() as storage:
        storage.switch_back("2026-11")
    assert (sshd.www / "2026-11" / "index.html").read_text("utf-8") == "first"
    assert len(list((sshd.www / ".releases").iterdir())) == 2


def test_a_server_without_links_and_copies_gets_the_next_release_too(sshd, out, tmp_path):
    sshd.www = tmp_path / "www"
    with sshd.trouble("options='-P hardlink,copy-data'"):
        sshd.publish(out)
        built(out, files={**FILES, "index.html": "mended"})
        sshd.publish(out)
    there = sshd.files()
    assert (there["2026-11/index.html"], there["2026-11/a.pdf"]) == (b"mended", b"paper")
    assert not [path for path in there if path.endswith(".part")]


def test_what_others_have_laid_beside_ours_is_neither_written_through_nor_in_the_way(
    sshd, out, tmp_path, monkeypatch
):
    sshd.www, theirs = tmp_path / "www", tmp_path / "theirs"
    sshd.publish(out)
    theirs.write_bytes(b"theirs")
    (sshd.www / "..bulletin.json.part").symlink_to(theirs)
    old = sshd.www / os.fsdecode(b"B\xe9.html")  # as a server of old names it
    old.write_bytes(b"theirs")
    built(out, files={**FILES, "index.html": "mended"})
    sshd.publish(out)
    assert (theirs.read_bytes(), old.read_bytes()) == (b"theirs", b"theirs")
    (sshd.www / "assets").rename(tmp_path / "assets")
    (sshd.www / "assets").symlink_to(tmp_path / "assets")
    with pytest.raises(BulletinError, match="files of others where ours belong: assets/"):
        sshd.publish(out)
    for room in (sftp_session, storage):
        monkeypatch.setattr(room, "READ_AT_MOST", 10)
    with pytest.raises(StorageError, match=r"\.bulletin\.json is larger than any file of ours"):
        sshd.publish(out)


def test_a_web_server_may_read_all_that_is_there_whatever_the_umask_of_the_account(
    sshd, out, tmp_path
):
    sshd.www = tmp_path / "www"
    with sshd.trouble("umask 077"):
        sshd.publish(out)
    for path in (sshd.www, *sshd.www.rglob("*")):
        seen = 0o055 if path.is_dir() else 0o044
        assert path.stat().st_mode & seen == seen, path


def test_a_link_of_others_is_not_followed_and_what_is_behind_it_not_published(sshd, out, tmp_path):
    sshd.www = tmp_path / "www"
    sshd.publish(out)
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret.txt").write_text("theirs", encoding="utf-8")
    (sshd.www / "2026-11").unlink()
    (sshd.www / "2026-11").symlink_to(tmp_path / "private")
    built(out, files={**FILES, "index.html": "mended"})
    with pytest.raises(BulletinError, match="files of others where ours belong"):
        sshd.publish(out)
    assert not list((sshd.www / ".releases").rglob("secret.txt"))


def test_files_that_did_not_change_are_not_sent_again(sshd, out, tmp_path):
    sshd.www = tmp_path / "www"
    sshd.publish(out)
    node = (sshd.www / "2026-11" / "a.pdf").stat().st_ino
    built(out, files={**FILES, "index.html": "mended"})
    sshd.publish(out)
    assert (sshd.www / "2026-11" / "a.pdf").stat().st_ino == node


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"client_keys": "stranger"}, ("does not let us in", "ssh-add")),
        ({"known_hosts": "changed"}, ("its host key is not the one", "ssh-keyscan -p")),
        ({"port": 9}, ("Connect call failed", "the same command goes on")),
    ],
)
def test_a_server_that_is_not_as_it_should_be_is_told(sshd, out, tmp_path, settings, told):
    other = Sshd(sshd.folder, settings.get("port", sshd.port))
    other.www = tmp_path / "www"
    if name := settings.get("client_keys"):
        other.settings["client_keys"] = [str(sshd.folder / name)]
    if "known_hosts" in settings:
        stranger = (sshd.folder / "stranger.pub").read_text(encoding="utf-8")
        (tmp_path / "known").write_text(f"[127.0.0.1]:{sshd.port} {stranger}", encoding="utf-8")
        other.settings["known_hosts"] = str(tmp_path / "known")
    with pytest.raises(StorageError, match=told[0]) as caught:
        other.publish(out)
    assert told[1] in caught.value.hint
    assert "sftp://" in caught.value.message


# -- S3 ------------------------------------------------------------------------------------


def test_objects_have_the_types_and_the_times_that_browsers_need(weed, out):
    server = Bucket(weed, part())
    built(out, files={**FILES, "audio/01.vtt": "WEBVTT", "pictures/a.0a1b2c3d.webp": "x"})
    server.publish(out)
    got = {
        path: (kinds["Content-Type"], kinds["Cache-Control"])
        for path in server.files()
        if (kinds := server.attributes(path))
    }
    assert got["2026-11/index.html"] == ("text/html; charset=utf-8", "no-cache")
    assert got["2026-11/audio/01.m4a"] == ("audio/mp4", "no-cache")
    assert got["2026-11/audio/01.vtt"][0] == "text/vtt; charset=utf-8"
    assert got["2026-11/pictures/a.0a1b2c3d.webp"][1].endswith("immutable")
    assert got["feed.xml"][0] == "application/rss+xml"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "wrong"}, ("does not let us in", "AWS_ACCESS_KEY_ID")),
        ({"bucket": "no-such-bucket"}, ("bucket does not exist", "the same command goes on")),
        ({"endpoint": "http://127.0.0.1:9"}, ("s3://", "the same command goes on")),
    ],
)
def test_a_bucket_that_is_not_as_it_should_be_is_told(weed, out, monkeypatch, change, told):
    monkeypatch.setattr(s3, "_PAUSE", dt.timedelta(milliseconds=5))  # it is tried just as often
    server = Bucket(weed, part())
    for name, value in change.items():
        if name.isupper():
            monkeypatch.setenv(name, value)
        else:
            server.place = server.place.model_copy(update={name: value})
    with pytest.raises(StorageError, match=told[0]) as caught:
        server.publish(out)
    assert told[1] in caught.value.hint


# -- git -----------------------------------------------------------------------------------


def test_an_issue_is_one_commit(out, tmp_path):
    server = Repository(tmp_path / "pages.git")
    server.publish(out)
    server.publish(out)
    built(out, files={**FILES, "index.html": "mended"})
    server.publish(out)
    assert len(server.git("log", "--oneline", "pages").splitlines()) == 2


def test_whoever_commits_meanwhile_is_not_overwritten(out, tmp_path):
    server = Repository(tmp_path / "pages.git")
    server.publish(out)
    with server.open() as storage:
        claim = storage.claimed()
        claim.__enter__()
        server.lay("theirs.txt", b"theirs")
        storage.remove("2026-11/a.pdf")
        with pytest.raises(StorageError, match="somebody else published meanwhile"):
            claim.__exit__(None, None, None)
    assert server.files()["theirs.txt"] == b"theirs"
    assert "2026-11/a.pdf" in server.files()
    with server.open() as storage:
        claim = storage.claimed()
        claim.__enter__()
        server.git("update-ref", "-d", "refs/heads/pages")
        storage.remove("2026-11/a.pdf")
        with pytest.raises(StorageError, match="somebody else published meanwhile"):
            claim.__exit__(None, None, None)


def test_what_a_branch_has_is_in_the_way_of_a_file_as_a_file_and_as_a_folder(tmp_path):
    server = Repository(tmp_path / "pages.git")
    server.lay("a/b", b"theirs")
    with server.open() as storage:
        assert storage.lying(["a", "a/b", "a/b/c", "a/c", "b"]) == {"a", "a/b", "a/b/c"}


def test_who_publishes_from_a_hook_keeps_what_is_staged_there(tmp_path, monkeypatch):
    server = Repository(tmp_path / "pages.git")
    named = {name.decode() for name in server.git("rev-parse", "--local-env-vars").split()}
    settings = {"GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"}
    for name in named - settings:
        monkeypatch.setenv(name, str(tmp_path / "theirs"))
    with server.open() as storage:
        assert not any(storage.names())
    assert not (tmp_path / "theirs").exists()


def test_a_repository_that_is_not_there_is_told_in_gits_words(out, tmp_path):
    server = Repository(tmp_path / "pages.git")
    server.place = server.place.model_copy(update={"repository": str(tmp_path / "none.git")})
    with pytest.raises(StorageError, match=r"git said: .*none.git"):
        server.publish(out)


def test_what_others_left_in_gits_surroundings_is_left_out_or_told(out, tmp_path, monkeypatch):
    server = Repository(tmp_path / "pages.git")
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "")
    server.publish(out)
    assert "2026-11/a.pdf" in server.files()
    monkeypatch.setenv("GIT_CONFIG_COUNT", "x")
    with pytest.raises(StorageError, match="git said"):
        server.publish(out)
