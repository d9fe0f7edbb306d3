"""Publishing touches what is ours, and nothing else, whatever lies in the place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil

import pytest

from bulletin import manifest
from bulletin.diagnostics import BulletinError
from bulletin.publish.base import Release
from bulletin.publish.choosing import target_for
from bulletin.publish.sending import Sending, SendingMeter
from bulletin.publish.targets.folder import FolderTarget
from bulletin.publish.targets.server.publishing import Sender
from bulletin.publish.targets.server.storage import Parcel
from bulletin.publish.verifying import Wanted, verify
from bulletin.publish.whole import copy_judged, whole
from bulletin.site import replacing
from bulletin.site.listing import NAME, Listing
from bulletin.site.replacing import Archive
from bulletin.source.settings.masthead import FormerMasthead
from bulletin.source.settings.targets import FolderPlace, GitPlace
from tests.publish.shop import PUBLICATION, built, files, publish, theme_of


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder with a release in `dist`, published into `site`."""
    folder = tmp_path_factory.mktemp("published")
    publish(built(folder / "dist"), folder / "site")
    return folder


@pytest.fixture
def place(published, tmp_path):
    """A copy of that folder, to be changed."""
    return shutil.copytree(published, tmp_path / "place")


def test_an_empty_place_gets_the_release_and_the_archive(published):
    site = files(published / "site")
    release = files(published / "dist" / "2026-11")
    assert {path: site[f"2026-11/{path}"] for path in release} == release
    assert {"index.html", "feed.xml", "robots.txt", "hosting/nginx.conf", NAME} <= set(site)


def test_a_web_server_may_read_all_that_is_published_whatever_the_umask(published, tmp_path):
    before = os.umask(0o077)
    try:
        publish(published / "dist", tmp_path / "www" / "site")
    finally:
        os.umask(before)
    for path in (tmp_path / "www").rglob("*"):
        seen = 0o055 if path.is_dir() else 0o044
        assert path.name == ".lock" or path.stat().st_mode & seen == seen, path


@pytest.mark.parametrize(
    "lying",
    [
        ["index.html"],
        ["robots.txt", "assets/a.css"],
        ["2026-11/index.html"],
        ["wordpress/index.php"],
        ["Ảnh Tết.jpg"],
        ["publication.yaml"],
        ["manifest.json"],
        [".bashrc", ".ssh/id_ed25519"],
        [".env.previous"],
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_place_with_something_of_others_is_refused_with_what_lies_there(
    published, tmp_path, lying, dry_run
):
    site = tmp_path / "site"
    for path in lying:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("not ours", encoding="utf-8")
    before = files(site)
    with pytest.raises(BulletinError, match="not ours") as caught:
        publish(published / "dist", site, dry_run=dry_run)
    assert all(path.split("/")[0] in caught.value.message for path in lying)
    assert files(site) == before
    assert not (site / ".lock").exists()


@pytest.mark.parametrize("hidden", [".git/HEAD", ".nojekyll", ".htaccess", ".well-known/a"])
def test_what_is_hidden_in_a_place_is_no_site_and_stays(published, tmp_path, hidden):
    file = tmp_path / "site" / hidden
    file.parent.mkdir(parents=True)
    file.write_text("theirs", encoding="utf-8")
    publish(published / "dist", tmp_path / "site")
    assert file.read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("link", [True, False])
@pytest.mark.parametrize("path", [".releases", ".releases/2026-11"])
def test_what_is_no_folder_of_ours_where_the_last_release_is_kept_is_refused(place, path, link):
    elsewhere = place / "elsewhere" / "2026-11"
    elsewhere.mkdir(parents=True)
    (elsewhere / "a.txt").write_text("theirs", encoding="utf-8")
    lying = place / "site" / path
    lying.parent.mkdir(exist_ok=True)
    if link:
        lying.symlink_to(elsewhere.parent if path == ".releases" else elsewhere)
    else:
        lying.write_text("theirs", encoding="utf-8")
    before = files(place)
    built(place / "new", files={"index.html": "changed"})
    with pytest.raises(BulletinError, match="is a symbolic link" if link else "is no folder"):
        publish(place / "new", place / "site")
    shutil.rmtree(place / "new")
    assert files(place) == before


def test_a_folder_of_others_where_the_last_release_is_to_be_kept_is_refused(place):
    theirs = place / "site" / ".releases" / "2026-11" / "notes.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs", encoding="utf-8")
    built(place / "new", files={"index.html": "changed"})
    with pytest.raises(BulletinError, match="no release of ours; there lie: notes"):
        publish(place / "new", place / "site")
    assert theirs.read_text(encoding="utf-8") == "theirs"


FOREIGN = ["a.html", "assets/a.css", "pagefind/a.pf_meta", "hosting/a.conf", "2026-11/a.pdf.bak",
           "2026-11/audio/a.m4a", "other/index.html", "app/manifest.json"]  # fmt: skip


def test_files_of_others_in_our_place_stay_whatever_is_published(place):
    for path in FOREIGN:
        (place / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (place / "site" / path).write_text("{}", encoding="utf-8")
    built(place / "new", files={"index.html": "changed", "b.pdf": "paper"})
    publish(place / "new", place / "site")
    built(place / "new", "2026-12")
    publish(place / "new", place / "site", "2026-12")
    site = files(place / "site")
    assert {path: site[path] for path in FOREIGN} == dict.fromkeys(FOREIGN, b"{}")
    assert site["2026-11/index.html"] == b"changed"


def test_what_the_last_release_had_and_this_one_has_not_goes(place):
    built(place / "new", files={"index.html": "changed"})
    changes = publish(place / "new", place / "site")
    assert changes["2026-11/a.pdf"] == "removed"
    assert set(files(place / "site" / "2026-11")) == {"index.html", "manifest.json"}


def test_a_manifest_that_somebody_gave_another_id_is_no_release_of_this_issue(place):
    file = place / "site" / "2026-11" / manifest.NAME
    file.write_text(file.read_text("utf-8").replace('"2026-11"', '"../x"'), encoding="utf-8")
    assert publish(place / "dist", place / "site")["2026-11/manifest.json"] == "changed"
    assert files(place / "site" / "2026-11") == files(place / "dist" / "2026-11")


def test_a_file_of_others_where_the_new_release_has_one_is_not_replaced(place):
    (place / "site" / "2026-11" / "b.pdf").write_text("theirs", encoding="utf-8")
    built(place / "new", files={"index.html": "changed", "b.pdf": "ours"})
    before = files(place / "site")
    with pytest.raises(BulletinError, match=r"b\.pdf is not ours"):
        publish(place / "new", place / "site")
    assert files(place / "site") == before


def test_a_file_of_others_where_the_archive_has_a_new_one_is_not_replaced(place):
    listing = Listing.model_validate_json((place / "site" / NAME).read_bytes())
    ours = {path: digest for path, digest in listing.files.items() if path != "feed.xml"}
    listing.with_files(ours).write(place / "site")
    (place / "site" / "feed.xml").write_text("theirs", encoding="utf-8")
    before = files(place / "site")
    with pytest.raises(BulletinError, match=r"feed\.xml is not ours"):
        publish(place / "dist", place / "site")
    assert files(place / "site") == before


def test_a_list_that_names_files_outside_the_place_removes_none(place):
    (place / "precious.txt").write_text("theirs", encoding="utf-8")
    (place / "site" / "link").symlink_to(place)
    listing = Listing.model_validate_json((place / "site" / NAME).read_bytes())
    more = ["../precious.txt", str(place / "precious.txt"), "link/precious.txt", "", "/", ".."]
    listing.with_files({**listing.files, **dict.fromkeys(more, "")}).write(place / "site")
    publish(place / "dist", place / "site")
    assert (place / "precious.txt").is_file()


@pytest.mark.parametrize("path", ["2026-11", "assets", "robots.txt", "feed.xml", "hosting"])
def test_a_symbolic_link_where_we_would_write_is_refused(place, path):
    elsewhere = shutil.move(place / "site" / path, place / "elsewhere")
    (place / "site" / path).symlink_to(elsewhere)
    before = files(place)
    with pytest.raises(BulletinError, match=r"symbolic link|no folder"):
        publish(place / "dist", place / "site")
    assert files(place) == before


@pytest.mark.parametrize(
    "address",
    ["", " ", "dist", "dist/", "dist/2026-11", "dist/2026-11/audio", "dist/2026-11/new/deep",
     "dist/site", ".", "..", "dist/../dist", "site/../dist/2026-11", "into-dist/2026-11/x",
     "into-dist", "link", "a-file", "a-file/below", "~/site", "~me", "$HOME/site", "%TEMP%/site"],
)  # fmt: skip
@pytest.mark.parametrize("dry_run", [True, False])
def test_addresses_that_are_no_place_of_their_own_are_refused(place, monkeypatch, address, dry_run):
    monkeypatch.chdir(place)
    (place / "link").symlink_to(place / "site")
    (place / "into-dist").symlink_to(place / "dist")
    (place / "a-file").write_text("", encoding="utf-8")
    before = files(place)
    with pytest.raises(BulletinError) as caught:
        publish(place / "dist", address, dry_run=dry_run)
    assert caught.value.hint
    assert files(place) == before


def test_a_dry_run_names_every_file_and_touches_none(place):
    built(place / "dist", files={"index.html": "changed", "new.epub": "book"})
    (place / "dist" / "2026-11" / "a.pdf").unlink()
    built(place / "dist", files={})
    before, times = files(place), [f.stat().st_mtime_ns for f in sorted(place.rglob("*"))]
    said = publish(place / "dist", place / "site", dry_run=True)
    assert files(place) == before
    assert [f.stat().st_mtime_ns for f in sorted(place.rglob("*"))] == times
    assert said["2026-11/index.html"] == said["2026-11/manifest.json"] == "changed"
    assert said["2026-11/new.epub"] == "new"
    assert said["2026-11/a.pdf"] == "removed"
    assert said["2026-11/audio/01.m4a"] == said["robots.txt"] == "unchanged"
    assert said["feed.xml"] in {"changed", "unchanged"}
    assert publish(place / "dist", place / "site") == said
    assert set(publish(place / "dist", place / "site", dry_run=True).values()) == {"unchanged"}


def test_only_files_that_change_are_told_as_sent(place):
    built(place / "dist", files={"index.html": "changed", "new.epub": "book"})
    told: list[Sending] = []
    folder = place / "dist" / "2026-11"
    release = Release(folder, whole(folder, "2026-11"), theme_of(), watch=told.append)
    FolderTarget().publish(
        release, FolderPlace(type="folder", path=str(place / "site")), dry_run=False
    )
    assert told[-1].files == told[-1].total_files == 3  # the page, the book, the list of files


def test_a_dry_run_into_a_new_place_does_not_make_it(published, tmp_path):
    said = publish(published / "dist", tmp_path / "site", dry_run=True)
    assert set(said.values()) == {"new"}
    assert not (tmp_path / "site").exists()


def test_a_second_publication_is_not_mixed_into_the_place_of_the_first(place):
    another = PUBLICATION.model_copy(update={"title": "Tin khác", "base_url": "https://k.example/"})
    before = files(place / "site")
    with pytest.raises(BulletinError, match="another publication"):
        publish(place / "dist", place / "site", publication=another)
    assert files(place / "site") == before
    moved = PUBLICATION.model_copy(update={"base_url": "https://moi.example/"})
    publish(place / "dist", place / "site", publication=moved)
    assert b"moi.example" in (place / "site" / "feed.xml").read_bytes()
    former = FormerMasthead(title=moved.title, until=dt.date(2026, 6, 30))
    renamed = another.model_copy(update={"former": (former,)})
    publish(place / "dist", place / "site", publication=renamed)
    assert b"k.example" in (place / "site" / "feed.xml").read_bytes()


def test_a_publishing_that_ended_before_the_archive_is_taken_up_again(place, monkeypatch):
    def ended(_archive):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "put", ended)
        with pytest.raises(KeyboardInterrupt) as caught:
            publish(place / "dist", place / "other")
    notes = " ".join(caught.value.__notes__)
    assert "the new release is in its place" in notes
    assert "the archive around it" in notes
    publish(place / "dist", place / "other")
    assert files(place / "other") == files(place / "site")


def test_what_a_publishing_that_ended_in_the_archive_left_is_known_as_ours(place, monkeypatch):
    built(place / "dist", "2026-12")
    wrote = []

    def once(_place, path):
        wrote.append(path)
        raise OSError(28, "No space left on device")

    built(place / "new")
    publish(place / "new", place / "other")
    (place / "other" / "robots.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(replacing, "remove_below", once)
        listing = Listing.model_validate_json((place / "other" / NAME).read_bytes())
        (place / "other" / "stale.css").write_text("old", encoding="utf-8")
        listing.with_files({**listing.files, "stale.css": ""}).write(place / "other")
        with pytest.raises(BulletinError, match="no room on the disk"):
            publish(place / "new", place / "other")
    assert wrote == ["stale.css"]
    assert publish(place / "new", place / "other")["stale.css"] == "removed"
    assert not (place / "other" / "stale.css").exists()


DAMAGES = {
    "index.html: it has 5 bytes": lambda f: (f / "index.html").write_text("pages"),
    "index.html: it was changed": lambda f: (f / "index.html").write_text("pane"),
    "a.pdf: it is missing": lambda f: (f / "a.pdf").unlink(),
    "extra.txt: it is not of": lambda f: (f / "extra.txt").write_text(""),
    "audio/.hidden: it is not of": lambda f: (f / "audio" / ".hidden").write_text(""),
    "a.pdf: a symbolic link": lambda f: ((f / "a.pdf").unlink(), (f / "a.pdf").symlink_to("/dev/null")),
    "passwd: a symbolic link": lambda f: (f / "passwd").symlink_to("/etc/passwd"),
    "etc: a symbolic link": lambda f: (f / "etc").symlink_to("/etc"),
    "gone: a symbolic link": lambda f: (f / "gone").symlink_to("nowhere"),
    "audio: a symbolic link": lambda f: (
        shutil.move(f / "audio", f.parent / "audio"), (f / "audio").symlink_to(f.parent / "audio")
    ),
    "a.pdf: it is no plain file": lambda f: ((f / "a.pdf").unlink(), os.mkfifo(f / "a.pdf")),
    "index.html: it is no plain file": lambda f: (
        (f / "index.html").unlink(), (f / "index.html").mkdir()
    ),
    "pipe: it is not of": lambda f: os.mkfifo(f / "pipe"),
    "manifest.json cannot be read": lambda f: (f / "manifest.json").write_text("{"),
    "there is no release in": lambda f: (f / "manifest.json").unlink(),
    "it would lie outside": lambda f: (f / "manifest.json").write_text(
        (f / "manifest.json").read_text().replace('"a.pdf"', '"../a.pdf"')
    ),
    "a.pdf: the manifest lists it twice": lambda f: (f / "manifest.json").write_text(
        re.sub(r'(\{[^{}]*"a.pdf"[^{}]*\})', r"\1, \1", (f / "manifest.json").read_text())
    ),
    "it is of the issue 2026-12": lambda f: (f / "manifest.json").write_text(
        (f / "manifest.json").read_text().replace('"id": "2026-11"', '"id": "2026-12"')
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", DAMAGES)
def test_a_release_that_is_not_as_it_was_built_does_not_go(place, words):
    DAMAGES[words](place / "dist" / "2026-11")
    before = files(place / "site")
    with pytest.raises(BulletinError) as caught:
        publish(place / "dist", place / "site")
    assert words in caught.value.message
    assert "bulletin build 2026-11" in caught.value.hint
    assert files(place / "site") == before


SWAPS = {
    "other bytes": lambda file: file.write_bytes(b"secret"),
    "a link to a file of ours": lambda file: file.symlink_to(file.with_name("secret")),
    "a link to what never ends": lambda file: file.symlink_to("/dev/zero"),
    "a pipe": os.mkfifo,
    "a folder": lambda file: file.mkdir(),
    "nothing": lambda _: None,
}


@pytest.mark.parametrize("swap", SWAPS.values(), ids=SWAPS)
def test_what_comes_in_the_place_of_a_file_that_was_judged_does_not_go(swap, tmp_path):
    file = tmp_path / "a.pdf"
    (tmp_path / "secret").write_bytes(b"secret")
    swap(file)
    with pytest.raises(BulletinError, match="changed while it was published"):
        copy_judged(file, tmp_path / "copy", hashlib.sha256(b"judged").hexdigest())


def test_what_is_sent_to_a_server_is_what_was_judged(tmp_path):
    """Between the look at a file and the sending of it there is time for another one."""
    file = tmp_path / "a.pdf"
    file.write_bytes(b"judged")

    class Server:
        def send(self, parcel, _moved):
            file.write_bytes(b"secret")
            self.sent = parcel.path, parcel.file.read_bytes(), parcel.size
            return True

    server = Server()
    parcel = Parcel("2026-11/a.pdf", file, hashlib.sha256(b"judged").hexdigest())
    Sender(server, SendingMeter(lambda _: None, 1, 6)).send([parcel])
    assert server.sent == ("2026-11/a.pdf", b"judged", 6)


def test_paths_of_a_damaged_manifest_are_none_of_ours(place):
    record = place / "site" / "2026-11" / "manifest.json"
    (place / "secret").write_text("mine")
    found = json.loads(record.read_text())
    found["files"] += [found["files"][0] | {"path": one} for one in ("../../secret", "x" * 300)]
    record.write_text(json.dumps(found))
    said = publish(place / "dist", place / "site")
    assert "removed" not in said.values()
    assert (place / "secret").read_text() == "mine"


@pytest.mark.parametrize(
    "left", [None, "", "{", "{}", "[]", "null", '{"tool": "another"}', "\0" * 9]
)
def test_a_release_whose_manifest_was_lost_is_told_and_stays(place, left):
    built(place / "dist", "2026-12")
    record = place / "site" / "2026-11" / "manifest.json"
    record.unlink() if left is None else record.write_text(left)
    before = files(place / "site")
    with pytest.raises(
        BulletinError, match=r"2026-11.*(cannot be read|has lost its manifest)"
    ) as told:
        publish(place / "dist", place / "site", "2026-12")
    assert "bulletin build 2026-11" in told.value.hint
    assert files(place / "site") == before


def test_a_release_that_was_taken_away_as_a_whole_leaves_the_archive(place):
    shutil.rmtree(place / "site" / "2026-11")
    publish(built(place / "dist", "2026-12"), place / "site", "2026-12")
    assert "2026-11/" not in (place / "site" / "index.html").read_text("utf-8")


def test_what_a_system_leaves_in_a_release_neither_stops_it_nor_goes_along(place):
    left = ["Thumbs.db", "audio/.DS_Store", "audio/._01.m4a", "@eaDir/a.pdf/SYNOFILE", "__MACOSX/a"]
    for path in left:
        file = place / "dist" / "2026-11" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    assert set(publish(place / "dist", place / "site").values()) == {"unchanged"}
    assert not [path for path in left if (place / "site" / "2026-11" / path).exists()]
    report = verify(str(place / "dist" / "2026-11"), Wanted(now=0.0))
    assert not [fault for fault in report.faults if "not of this release" in str(fault)]


def test_a_disk_with_nothing_but_what_a_system_leaves_on_it_is_an_empty_place(place):
    for name in ("System Volume Information", "$RECYCLE.BIN", "@eaDir"):
        (place / "stick" / name).mkdir(parents=True)
    (place / "stick" / "desktop.ini").write_bytes(b"")
    publish(place / "dist", place / "stick")
    assert (place / "stick" / "2026-11" / "index.html").is_file()
    assert (place / "stick" / "desktop.ini").is_file()


def test_a_slip_in_the_name_of_a_target_makes_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    named = {"web": FolderPlace(type="folder", path="hosted")}
    with pytest.raises(BulletinError, match='no target "wbe"') as refused:
        target_for("wbe", named, tmp_path)
    assert '"web"' in refused.value.hint
    (tmp_path / "there").mkdir()
    for where, names in {"./wbe": named, "there": named, "../wbe": named, "wbe": {}}.items():
        assert target_for(where, names, tmp_path)[1].path


@pytest.mark.parametrize(
    ("repository", "is_path"),
    [
        ("../pages.git", True),
        ("pages.git", True),
        ("kho/a:b.git", True),
        ("/srv/pages.git", False),
        ("git@example:group/pages.git", False),
        ("example:pages.git", False),
        ("https://example/pages.git", False),
        ("file:///srv/pages.git", False),
    ],
)
def test_a_path_to_a_repository_begins_at_the_publication_and_an_address_does_not(
    repository, is_path, tmp_path
):
    _, place = target_for("web", {"web": GitPlace(type="git", repository=repository)}, tmp_path)
    assert place.repository == (str(tmp_path / repository) if is_path else repository)


@pytest.mark.parametrize(
    ("address", "words", "hint"),
    [
        ("sftp://xa.example:99999/srv", "cannot be taken apart", "write sftp://user@host/folder"),
        ("sftp://xa.example:web/srv", "cannot be taken apart", "write sftp://user@host/folder"),
        ("sftp://[::1/srv", "cannot be taken apart", "write sftp://user@host/folder"),
        ("s3:///", "bucket: this text is empty", "write sftp://user@host/folder"),
        (
            f"sftp://{'x' * 2000}/srv",
            "host has more than 1000 char",
            "write sftp://user@host/folder",
        ),
        ("sftp://xa.example//", "no folder from the top of the server", "write path: /srv"),
        ("sftp://xa.example", "path: ", "write sftp://user@host/folder"),
        ("sftp://xa:sesame@xa.example/srv", "a password does not belong", "SSH agent"),
        ("s3://", "bucket: ", "s3://bucket/folder"),
        ("s3://xa..example/bantin", "no name of a bucket", "3 to 63 small letters"),
        ("s3://bantin/a\nb", "that nobody sees", "by hand"),
        ("bantin\0", "that nobody sees", "by hand"),
    ],
)
def test_an_address_that_is_none_is_told_with_the_form_of_one(address, words, hint, tmp_path):
    with pytest.raises(BulletinError, match=words) as caught:
        target_for(address, {}, tmp_path)
    assert hint in caught.value.hint
